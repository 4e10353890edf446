"""A report from the empty start to the exported file with the keyboard alone.

After every key the focus is looked at: it is in the window, it can be seen, and it is where the
eye expects it.
"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, SpendingTexts, ThreePublic
from pingkou_gui.form.pages.funds import General, GovernmentFunds, SocialInsurance, StateCapital
from pingkou_gui.form.pages.overview import Duty, Organisation, OverviewTexts, Staff, Unit
from pingkou_gui.form.pages.problems import Closing, Problem
from pingkou_gui.form.pages.projects import Project, ProjectTexts
from pingkou_gui.form.pages.scoring import Analysis, Goal, Indicator
from pingkou_gui.ui.table.cell_editors import is_cell_editor
from pingkou_gui.ui.table.table_view import RowsView
from pingkou_gui.ui.widgets.controls import Button

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
_Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST = 150


def focused():
    return QApplication.focusWidget()


def place():
    """The place typed at in the field in hand, None in a table or on a button."""
    binding = getattr(focused(), "binding", None)
    return None if binding is None else binding.place


class Keyboard:
    """Presses keys, and looks at the focus after each of them."""

    def __init__(self, window, qtbot, write):
        self.window, self._qtbot, self._write = window, qtbot, write
        self.pressed = 0

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self._qtbot.keyClick(focused() or self.window, key, modifiers)
        self.pressed += 1
        for _ in range(3):
            QApplication.processEvents()
        self.look()

    def type(self, words):
        """Type as an input method does, or key by key where no other letters are needed."""
        before = focused()
        if words.isascii():
            self._qtbot.keyClicks(before, words)
        else:
            self._write(before, words)
        self.pressed += len(words)
        self.look()

    def look(self):
        """The focus is in the window and in sight."""
        widget = focused()
        assert widget is not None, "the focus is lost"
        assert widget.isVisible()
        assert widget.window() is self.window
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and not isinstance(widget, RowsView) and not is_cell_editor(widget):
            for _ in range(3):
                QApplication.processEvents()
            top = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
            assert top + widget.height() > 0, widget.accessibleName()
            assert top < area.viewport().height(), widget.accessibleName()

    def go_to_page(self, number):
        self.press(getattr(_Key, f"Key_{number}"), CTRL)
        page = self.window.shell.widget_of(FORM.pages[number - 1].key)
        for _ in range(4):
            QApplication.processEvents()
        assert page.isAncestorOf(focused()), f"page {number} does not have the focus"
        self.window.report._complete_page()
        return page

    def fill(self, page, values):
        """Go on with Tab from field to field and write what belongs there, in page order."""
        left = {field.at(): words for field, words in values.items()}
        for _ in range(MOST):
            here = place()
            if here in left:
                widget = focused()
                self.type(left.pop(here))
                assert focused() is widget, "typing moved the focus"
            if not left:
                return
            before, at = focused(), _cell(focused())
            is_text = here is not None and _is_text(here)
            self.press(_Key.Key_Return if is_text else _Key.Key_Tab, CTRL if is_text else _NONE)
            assert (focused(), _cell(focused())) != (before, at), "Tab did not go on"
            assert page.isAncestorOf(focused()), f"left the page, missing {list(left)[:3]}"
        raise AssertionError(f"never came to {list(left)}")


_NONE = Qt.KeyboardModifier.NoModifier


def _is_text(here):
    kind = FORM.field_at(here).kind
    return isinstance(kind, TextKind) and kind.lines > 1


def _cell(widget):
    if isinstance(widget, RowsView):
        index = widget.currentIndex()
        return index.row(), index.column()
    return ()


@pytest.fixture
def keyboard(window, qtbot, write):
    window.begin()
    return Keyboard(window, qtbot, write)


def press_begin(keyboard, section):
    """Press the button that begins a table of the page in hand; its first cell opens."""
    from pingkou_gui.form.values import RowList

    start = keyboard.window.report.context.find(RowList(section.key))
    for _ in range(MOST):
        if focused() is start:
            break
        keyboard.press(_Key.Key_Tab)
    assert focused() is start
    if isinstance(start, Button):
        keyboard.press(_Key.Key_Return)
        assert is_cell_editor(focused()), "a new row opens in its first cell"


def write_row(keyboard, cells):
    """Write the cells of a row, Tab between them; a blank one is passed by."""
    for at, words in enumerate(cells):
        if at:
            keyboard.press(_Key.Key_Tab)
            assert isinstance(focused(), RowsView), "Tab closes a cell and goes on in the table"
        if words:
            table = focused()
            if isinstance(table, RowsView):
                keyboard.press(_Key.Key_F2)
                assert is_cell_editor(focused())
            keyboard.type(words)
    keyboard.press(_Key.Key_Return)


def test_a_report_from_the_empty_start_to_the_exported_file(keyboard, tmp_path, monkeypatch):
    window = keyboard.window
    target = tmp_path / "自评报告.docx"
    monkeypatch.setattr("pingkou_gui.ui.overview_page.ask_word_target", lambda *_: target)

    write_first_page(keyboard)

    page = keyboard.go_to_page(2)
    amounts = {
        Basic.wages.this: "1024.74",
        Basic.wages.last: "1038.20",
        Basic.transfers.this: "18.24",
        Basic.transfers.last: "18.24",
        Basic.goods.this: "244.80",
        Basic.goods.last: "250",
        ThreePublic.overseas.this: "0",
        ThreePublic.reception.this: "3.20",
        ThreePublic.reception.last: "4.10",
        ThreePublic.reception.reason: "接待批次减少",
        Conferences.meetings.this: "2.80",
        Conferences.meetings.last: "2.80",
        Conferences.training.this: "8.04",
        Conferences.training.last: "8.04",
        SpendingTexts.basic_use: "保障运转",
    }
    keyboard.fill(page, amounts)

    keyboard.go_to_page(3)
    press_begin(keyboard, Project)
    write_row(keyboard, ["村级道路", "一般公共预算", "专项", "120", "130", "130"])
    keyboard.press(_Key.Key_Escape)
    page = window.shell.widget_of("projects")
    keyboard.fill(page, {ProjectTexts.management: "专账核算"})

    write_later_pages(keyboard)

    keyboard.press(_Key.Key_7, CTRL)
    assert isinstance(focused(), Button)
    assert focused().text().startswith("导出 Word")
    keyboard.press(_Key.Key_Return)
    assert target.is_file()
    assert window.shell.widget_of("export").isAncestorOf(focused())

    report = window.report.session.report
    assert report[Unit.principal.at()] == "李明"
    (project,) = report.rows(Project.key)
    assert report[Project.budget.at(project)] == "general"
    assert str(report[Indicator.target.at(report.rows(Indicator.key)[0])]) == "15公里"
    assert keyboard.pressed < 700


def write_first_page(keyboard):
    keyboard.press(_Key.Key_N, CTRL)
    assert place() == Unit.name.at()
    page = keyboard.window.shell.widget_of("overview")
    keyboard.fill(
        page, {Unit.name: "平口镇人民政府", Unit.short_name: "我镇", Unit.county: "安化县"}
    )
    keyboard.fill(page, {Unit.year: "2024", Unit.report_date: "2025.3.18", Unit.preparer: "张文"})
    people = {Staff.establishment: "96", Staff.headcount: "91", Staff.headcount_last: "93"}
    keyboard.fill(page, {Unit.phone: "0737-1", Unit.principal: "李明", **people})
    keyboard.fill(page, {Staff.headcount_reason: "退休2人"})
    press_begin(keyboard, Organisation)
    write_row(keyboard, ["党政办公室"])
    keyboard.press(_Key.Key_Escape)
    press_begin(keyboard, Duty)
    write_row(keyboard, ["执行上级决定"])
    keyboard.press(_Key.Key_Escape)
    keyboard.fill(page, {OverviewTexts.overall: "全年任务完成"})


def write_later_pages(keyboard):
    page = keyboard.go_to_page(4)
    nothing = {
        GovernmentFunds.outturn: "0",
        StateCapital.outturn: "0",
        SocialInsurance.outturn: "0",
    }
    keyboard.fill(page, {General.initial: "1400", General.full_year: "1417.78", **nothing})

    page = keyboard.go_to_page(5)
    press_begin(keyboard, Indicator)
    write_row(keyboard, ["产出指标", "数量指标", "道路里程", "", "≥15公里", "18公里", "90"])
    keyboard.press(_Key.Key_Escape)
    keyboard.fill(page, {Goal.expected: "修路", Goal.achieved: "修成", Analysis.economy: "节约"})

    page = keyboard.go_to_page(6)
    press_begin(keyboard, Problem)
    write_row(keyboard, ["绩效观念不深入", "加强培训"])
    keyboard.press(_Key.Key_Escape)
    keyboard.fill(page, {Closing.application: "用于编制预算", Closing.disclosure: "网站公开"})


def test_every_page_can_be_gone_through_with_tab_and_back(sample, qtbot, write):
    keyboard = Keyboard(sample, qtbot, write)
    for number in (2, 4, 6):
        page = keyboard.go_to_page(number)
        first, seen = focused(), []
        for _ in range(MOST):
            keyboard.press(_Key.Key_Tab)
            if not page.isAncestorOf(focused()):
                break
            seen.append(focused())
        assert len(seen) > 5
        for _ in range(MOST):
            keyboard.press(_Key.Key_Backtab, SHIFT)
            if focused() is first:
                break
        assert focused() is first
