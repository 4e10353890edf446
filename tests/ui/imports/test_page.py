from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from pingkou_gui.form.pages.basic_spending import Conferences, EconomicItem
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.importers.workbook import Preview
from pingkou_gui.report.proposal import NewRow, Proposal, Proposed, Unplaced
from pingkou_gui.report.report import Report
from pingkou_gui.ui.import_choice import ImportChoice, ItemRange
from pingkou_gui.ui.import_page import ImportPage, SheetView
from pingkou_gui.ui.import_sources import Origin
from pingkou_gui.ui.import_words import excerpts
from pingkou_gui.ui.table.list_view import box_place
from pingkou_gui.ui.theme import TypeRole
from pingkou_gui.ui.widgets.labels import WrappedText

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def page(theme, qtbot, proposal, typed):
    held = ImportPage(proposal, typed)
    qtbot.addWidget(held)
    held.resize(1366, 660)
    with qtbot.waitActive(held):
        held.show()
        held.activateWindow()
    held.take_focus()
    return held


def line_of(page, number):
    return next(at for at in range(page.model.count()) if page.model.item_at(at) == number)


def texts(page):
    return [label.text() for label in page.pane.findChildren(WrappedText)]


def test_a_page_without_decisions_is_left_at_once(page, qtbot):
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.view, Qt.Key.Key_Escape)


def test_escape_folds_the_small_list_away_and_leaves_the_page_only_then(page, qtbot):
    left = []
    page.left.connect(lambda: left.append(True))
    page.notes._show_notes()
    qtbot.keyClick(page.notes.words, Qt.Key.Key_Escape)
    assert page.notes.words.isHidden()
    assert not left
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert left


@pytest.mark.parametrize("leaves", [True, False])
def test_decisions_are_not_dropped_unasked(page, qtbot, monkeypatch, leaves):
    asked, left = [], []
    page.left.connect(lambda: left.append(True))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    choice = 1 if leaves else 0
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[choice])
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert asked == ["已经选定了 1 处，还没有导入"]
    assert bool(left) is (page.leave.text().startswith("不导入") and asked_to_leave(choice))


def asked_to_leave(choice):
    box = QMessageBox()
    stay = box.addButton("回到列表", QMessageBox.ButtonRole.RejectRole)
    box.addButton("不导入", QMessageBox.ButtonRole.DestructiveRole)
    return box.buttons()[choice] is not stay


def test_a_decision_that_was_taken_back_is_none(page, qtbot):
    for _ in range(2):
        qtbot.keyClick(page.view, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.view, Qt.Key.Key_Escape)


def test_the_head_counts_what_is_to_be_looked_at(page):
    titles = [button.text() for button in page.segments._buttons.values()]
    assert titles == ["要看的 5", "相同的 1", "全部 6"]
    assert page.take.text() == "采用 4 个"


def test_the_first_line_is_the_one_in_doubt_and_the_pane_says_why(page):
    assert page.model.item_at(page.view.at) == 3
    assert "比编制多 800 人，像是多打一位" in texts(page)
    assert [button.text() for button in page.pane.buttons] == ["改用 90", "仍用 900"]


def test_the_other_value_is_chosen_with_its_button(page, typed, qtbot):
    qtbot.mouseClick(page.pane.buttons[0], Qt.MouseButton.LeftButton)
    assert page.model.line(page.view.at).cells[6].text == "改用 90"
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    assert typed.report[Staff.headcount.at()] == 90


def test_space_ticks_and_unticks_the_line(page, qtbot):
    page.view.choose(line_of(page, 0))
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.take.text() == "采用 3 个"
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.take.text() == "采用 4 个"


def test_space_ticks_all_lines_that_are_chosen_together(page, qtbot):
    qtbot.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "按空格改选中的 5 行" in page._count.text()
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.take.text() == "采用 5 个"
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.choice.taken == 0
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert "按空格" not in page._count.text()


def test_lines_are_chosen_together_with_shift_and_a_click(page, qtbot):
    first, last = sorted((line_of(page, 3), line_of(page, 0)))
    taken = page.choice.taken
    for at, keys in (
        (first, Qt.KeyboardModifier.NoModifier),
        (last, Qt.KeyboardModifier.ShiftModifier),
    ):
        spot = page.view.visualRect(page.model.index(at, 1)).center()
        qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, keys, pos=spot)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.choice.is_ticked(3)
    assert page.choice.taken == taken + 1


def test_what_was_ticked_together_and_unticked_again_is_no_decision(page, qtbot):
    page.choice.tick([3], on=True)
    qtbot.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for _ in range(2):
        qtbot.keyClick(page.view, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.view, Qt.Key.Key_Escape)


def test_enter_in_the_list_ticks_nothing_and_frames_what_takes_all(page, typed, qtbot):
    before = page.take.text()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.take.text() == before
    assert page.take.hasFocus()
    qtbot.keyClick(page.take, Qt.Key.Key_Return)
    assert typed.report[Conferences.meetings.this.at()] == Decimal("2.80")


def test_a_click_on_the_box_ticks(page, qtbot):
    index = page.model.index(line_of(page, 2), 0)
    spot = box_place(page.view.visualRect(index)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert not page.choice.is_ticked(2)


def test_taking_is_one_step_that_undo_takes_back(page, typed, qtbot):
    before = typed.report.entries
    with qtbot.waitSignal(page.taken) as told:
        qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    assert told.args == [4]
    assert typed.undo_label == "导入决算公开表"
    typed.undo()
    assert typed.report.entries == before


def test_an_accepted_value_remembers_its_source(page, typed, qtbot):
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    source = typed.report.entry(Conferences.meetings.this.at()).source
    assert (source.kind, source.where) == (SourceKind.WORKBOOK, "基本支出决算表 C31")


def test_escape_leaves_without_taking(page, typed, qtbot):
    before = typed.report
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert typed.report is before


def test_what_could_not_be_placed_is_listed_with_its_place(page, qtbot):
    qtbot.mouseClick(page.notes.rest, Qt.MouseButton.LeftButton)
    assert page.notes.rest.text() == "没有读进来的 1"
    assert page.notes.words.toPlainText() == "收入表 D8：12.00（没有这一栏）"


def test_a_second_click_at_the_same_spot_folds_the_list_away(page, qtbot):
    rest = page.notes.rest
    spot = rest.mapToGlobal(rest.rect().center())
    qtbot.mouseClick(rest, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.notes.words.isVisible)
    assert rest.mapToGlobal(rest.rect().center()) == spot
    qtbot.mouseClick(rest, Qt.MouseButton.LeftButton)
    assert not page.notes.words.isVisible()


def test_no_number_is_broken_over_two_lines(theme, qtbot, proposal, typed):
    large = replace(proposal.items[0], value=Decimal("6880000.00"))
    held = ImportPage(replace(proposal, items=(large, *proposal.items[1:])), typed)
    qtbot.addWidget(held)
    held.resize(1366, 660)
    held.show()
    at, cells = line_of(held, 0), held.model.line(line_of(held, 0)).cells
    shown = [n for n, c in enumerate(held.model.columns) if c.figures and c.width]
    assert "6,879,997.00" in cells[shown[-1]].text
    for column in shown:
        role = TypeRole.STRONG if cells[column].strong else TypeRole.BODY
        width = theme.text_width(cells[column].text, role)
        assert held.view.visualRect(held.model.index(at, column)).width() >= width + theme.em(0.5)


def test_equal_ones_are_shown_on_demand(page, qtbot):
    button = page.segments._buttons[ItemRange.SAME.name]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.model.count() == 1
    assert page.model.line(0).cells[6].text == "相同"


def test_nothing_ticked_cannot_be_taken(page):
    page.choice.tick(range(6), on=False)
    page._show_counts()
    assert not page.take.isEnabled()


def test_long_proposals_part_into_groups_with_boxes(theme, qtbot, typed):
    source = Source(SourceKind.WORKBOOK, "甲.xlsx", "表 A1")
    many = tuple(Proposed(EconomicItem.this.at(-n), Decimal(n), source) for n in range(1, 2001))
    one = Proposed(Conferences.meetings.this.at(), Decimal(1), source)
    page = ImportPage(Proposal("表", "甲.xlsx", (*many, one)), typed)
    qtbot.addWidget(page)
    heads = [at for at in range(page.model.count()) if page.model.item_at(at) is None]
    assert len(heads) == 2
    page._toggle(heads[1])
    assert page.choice.taken in (1, 2000)


def test_a_caution_stands_in_sight_and_all_that_waits_for_it_is_ticked_at_once(
    theme, qtbot, session
):
    source, why = Source(SourceKind.REPORT, "旧.docx", "段1"), "这份文件是别的单位的"
    many = (Proposed(EconomicItem.this.at(-n), Decimal(n), source, why) for n in range(1, 31))
    page = ImportPage(Proposal("报告", "旧.docx", tuple(many), caution=why), session)
    qtbot.addWidget(page)
    page.resize(900, 460)
    page.show()
    assert any(
        label.text() == why and label.isVisible() for label in page.notes.findChildren(WrappedText)
    )
    assert page.choice.taken == 0
    page._toggle(0)
    assert page.choice.taken == 30


def test_in_a_narrow_window_the_source_stands_below(page, qtbot):
    page.resize(900, 660)
    qtbot.waitUntil(lambda: page.pane.y() > 200)
    page.resize(1366, 660)
    qtbot.waitUntil(lambda: page.pane.x() > 800)


def test_words_have_the_room_that_differences_would_take(theme, qtbot, session):
    source = Source(SourceKind.WORKBOOK, "目标.xlsx", "Sheet1 C5")
    words = [Proposed(Project.use.at(1), "年内退休四人，调出一人", source)]
    held = ImportPage(Proposal("绩效目标申报表", "目标.xlsx", tuple(words)), session)
    qtbot.addWidget(held)
    held.resize(1366, 660)
    held.show()
    heads = [column.head for column in held.model.columns]
    assert held.view.isColumnHidden(heads.index("相差"))
    assert held.view.columnWidth(heads.index("表中")) > theme.text_width("年内退休四人，调出")


def test_of_a_text_in_which_nothing_was_read_that_is_said_with_what_to_do(theme, qtbot, session):
    unplaced = (Unplaced("第 1 行", "今天天气不错 abc 123"),)
    held = ImportPage(Proposal("报告", "", (), unplaced=unplaced), session)
    qtbot.addWidget(held)
    held.show()
    assert held._nothing.isVisible()
    assert held._nothing.text().startswith("没有读到能用的数和文字。核对")
    held.segments.choose(ItemRange.ALL.name)
    held._show_range()
    assert held._nothing.isVisible()
    assert held.take.accessibleDescription() == "没有读到能采用的"


LONG = "我镇综合服务楼自2023年以来一直由村集体管护，" * 6


def test_of_a_long_text_only_what_differs_is_listed():
    old, new = excerpts(LONG, LONG.replace("2023", "2024", 1))
    assert old == "…合服务楼自2023年以来一直由村集…"
    assert new == "…合服务楼自2024年以来一直由村集…"


def test_of_many_places_the_first_are_listed_and_all_are_counted():
    old, new = excerpts(LONG, LONG.replace("2023", "2024"))
    assert new.count("2024") == 4
    assert new.endswith("共 6 处")
    assert old.count("\n") == new.count("\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("—", LONG),
        (LONG, "—"),
        (LONG, f"{LONG}另有两处。"),
        (LONG[5:], LONG),
        ("甲" * 90, "乙" * 90),
    ],
)
def test_no_text_makes_a_line_higher_than_a_few_rows(old, new):
    shown = excerpts(old, new)
    assert all(0 < len(each) <= 4 * 70 for each in shown)
    assert shown[0] != shown[1]


def test_short_texts_are_listed_whole():
    assert excerpts("甲\n乙", "丙") == ("甲\n乙", "丙")


def test_where_nothing_was_read_that_is_said(theme, qtbot, typed):
    held = ImportPage(Proposal("粘贴的文字", "", ()), typed)
    qtbot.addWidget(held)
    assert held._nothing.text().startswith("没有读到能用的数和文字")
    assert not held._nothing.isHidden()


UNIT_DOUBT = "这张表没有写金额单位，先按数的大小按元理解，核对"


@pytest.fixture
def unstated(theme, qtbot, session):
    """Two tables that state no unit, three projects in the first one, each value in doubt."""
    items, rows = [], []
    for row, (name, amount, sheet) in enumerate(
        [("修路", "12", "项目表"), ("植树", "3.5", "项目表"), ("清淤", "7", "另一张表")], 1
    ):
        rows.append(NewRow(Project.key, -row))
        ours = Decimal(amount)
        for field, value, other, cell in (
            (Project.name, name, None, "A"),
            (Project.outturn, ours, ours * 10_000, "C"),
        ):
            source = Source(SourceKind.WORKBOOK, "项目.xlsx", f"{sheet} {cell}{row + 3}")
            items.append(Proposed(field.at(-row), value, source, UNIT_DOUBT, other))
    held = ImportPage(Proposal("项目表", "项目.xlsx", tuple(items), tuple(rows)), session)
    qtbot.addWidget(held)
    held.resize(1366, 660)
    with qtbot.waitActive(held):
        held.show()
        held.activateWindow()
    held.take_focus()
    return held


@pytest.mark.parametrize(
    ("title", "amounts"),
    [("整张表 4 个都按元", ["12", "3.5"]), ("整张表 4 个都按万元", ["120000", "35000.0"])],
)
@pytest.mark.parametrize("at", [0, 1])
def test_the_unit_of_a_table_is_decided_once_for_all_of_it(unstated, session, at, title, amounts):
    unstated.view.choose(line_of(unstated, at))
    button = next(b for b in unstated.pane.buttons if b.text() == title)
    button.click()
    assert unstated.choice.taken == 4
    assert [str(unstated.choice.value(n)) for n in (1, 3)] == amounts
    assert not unstated.choice.is_ticked(4)  # the other table is a question of its own
    unstated.take.click()
    assert len(session.report.rows(Project.key)) == 2


def test_a_value_in_doubt_that_was_ticked_waits_no_longer(unstated, qtbot):
    at = line_of(unstated, 1)
    unstated.view.choose(at)
    assert unstated.model.index(at, 6).data() == "待核对"
    qtbot.keyClick(unstated.view, Qt.Key.Key_Space)
    assert unstated.model.index(at, 6).data() == "已选"
    qtbot.keyClick(unstated.view, Qt.Key.Key_Space)
    assert unstated.model.index(at, 6).data() == "待核对"


def test_one_value_in_doubt_alone_is_offered_alone(unstated):
    unstated.view.choose(line_of(unstated, 5))
    assert [b.text() for b in unstated.pane.buttons][2:] == [
        "整张表 2 个都按万元",
        "整张表 2 个都按元",
    ]
    item = replace(unstated.choice.item(5), doubt="像是多打一位")
    proposal = Proposal("项目表", "项目.xlsx", (item,), (NewRow(Project.key, -3),))
    assert ImportChoice(proposal, Report()).alike(0) == (0,)


def test_on_a_screen_of_a_hundred_and_fifty_per_cent_the_list_has_five_rows(unstated):
    unstated.resize(910, 455)  # 1366x768 less title, menus and the desktop's bar
    QApplication.processEvents()
    view = unstated.view
    head = view.horizontalHeader().height()
    assert view.height() - head > 4.5 * view.rowHeight(0)
    unstated.view.choose(line_of(unstated, 1))
    QApplication.processEvents()
    pane = unstated.pane
    decisions = [b for b in pane.buttons if b.text().startswith("改用")]
    assert pane.isVisible()
    assert decisions[0].mapTo(pane, QPoint(0, decisions[0].height())).y() <= pane.height()


def test_a_low_pane_shows_the_cell_that_a_value_was_read_from(theme, qtbot, session):
    rows = tuple(range(2, 11))
    cells = tuple((str(row), "12.50") for row in rows)

    class Sheet(Origin):
        def cells(self, _source):
            return Preview("表", "表", 1, ("A", "B"), rows, cells, ((6, 1),))

    source = Source(SourceKind.WORKBOOK, "甲.xlsx", "表 B8")
    item = Proposed(Conferences.meetings.this.at(), Decimal("12.5"), source)
    held = ImportPage(Proposal("表", "甲.xlsx", (item,)), session, Sheet())
    qtbot.addWidget(held)
    held.resize(900, theme.em(24))
    held.show()
    qtbot.waitUntil(lambda: held.pane._low)

    def in_sight():
        sheet = held.pane.findChild(SheetView)
        place = sheet.mapTo(held.pane.viewport(), sheet.marked.center())
        return held.pane.viewport().rect().contains(place)

    qtbot.waitUntil(in_sight)
