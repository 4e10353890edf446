from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Buildings, Control, SpendingTexts, ThreePublic
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.ui.editors.field_editors import FieldEditor
from pingkou_gui.ui.pages.form_page import FoldedSection
from pingkou_gui.ui.pages.form_sections import SeldomRows
from pingkou_gui.ui.pages.rows_section import SegmentBody
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.layout import GroupBox


def focused():
    return QApplication.focusWidget()


@pytest.fixture
def blank(window):
    window.new_report()
    return window


def folds(window, page="basic_spending"):
    window.shell.show_page(page)
    window.report._complete_page()
    found = window.shell.widget_of(page).findChildren(FoldedSection)
    return {fold.section: fold for fold in found}


def test_what_only_some_units_need_is_folded_until_it_is_opened(blank, qtbot):
    fold = folds(blank)[Control]
    assert fold.body is None
    fold.link.setFocus()
    qtbot.keyClick(fold.link, Qt.Key.Key_Return)
    assert fold.body.isVisible()
    assert focused().binding.place == Control.office.this.at()


def test_a_jump_into_a_folded_section_opens_it(blank):
    assert folds(blank)[Buildings].body is None
    blank._jump(Buildings.approved_area.at())
    assert focused().binding.place == Buildings.approved_area.at()
    assert focused().isVisible()
    blank._jump(Control.procurement.budget.at())
    assert focused().binding.place == Control.procurement.budget.at()


def test_a_section_opens_by_itself_once_something_stands_in_it(blank):
    fold = folds(blank)[Control]
    blank.report.session.type_in(Control.office.this, "3.5")
    assert fold.body.isVisible()
    blank.undo()
    assert fold.body.isVisible()


def test_a_section_that_is_filled_is_open_at_once(sample):
    fold = folds(sample)
    filled = {s for s in fold if any(sample.report.session.report.entry(f.at()) for f in s.fields)}
    assert {s for s in fold if fold[s].body is not None} == filled


def test_enter_passes_a_folded_section_by_its_link(blank, qtbot):
    fold = folds(blank)
    blank._jump(SpendingTexts.basic_use.at())
    seen = {fold[section].link for section in (Buildings, Control)}
    from pingkou_gui.ui.editors.field_editors import fields_on, page_of

    assert seen <= set(fields_on(page_of(focused())))


def test_enter_from_a_figure_goes_to_the_next_figure_and_to_no_link_that_only_unfolds(blank, qtbot):
    for item in (
        ThreePublic.overseas,
        ThreePublic.purchase,
        ThreePublic.running,
        ThreePublic.reception,
    ):
        blank.report.session.type_in(item.this, "1")  # their total is worked out then
    blank._jump(ThreePublic.reception.this.at())
    before = focused()
    qtbot.keyClick(before, Qt.Key.Key_Return)
    assert isinstance(focused(), FieldEditor)
    assert focused() is not before


@pytest.mark.parametrize("key", [Qt.Key.Key_7, Qt.Key.Key_V])
def test_what_is_typed_or_pasted_on_the_link_of_a_folded_section_is_said_to_be_lost(
    blank, qtbot, key
):
    fold, said = folds(blank)[Control], []
    blank.report.context.spoke.connect(said.append)
    fold.link.setFocus()
    held = Qt.KeyboardModifier.ControlModifier if key is Qt.Key.Key_V else CTRL_NONE
    qtbot.keyClick(fold.link, key, held)
    assert (said[-1].name, fold.body) == (Control.heading, None)
    assert "没有填进去" in said[-1].what


CTRL_NONE = Qt.KeyboardModifier.NoModifier


def seldom(window):
    window.shell.show_page("overview")
    window.report._complete_page()
    (found,) = window.shell.widget_of("overview").findChildren(SeldomRows)
    return found


def test_fields_hardly_any_unit_needs_come_last_behind_a_link(blank, qtbot):
    fold = seldom(blank)
    assert [row.isVisible() for row in fold._rows] == [False, False]
    assert fold.link.text() == "展开 与上年比较、半角标点"
    fold.link.setFocus()
    qtbot.keyClick(fold.link, Qt.Key.Key_Return)
    assert [row.isVisible() for row in fold._rows] == [True, True]
    assert focused().binding.place == Unit.last_year.at()
    assert not fold.isVisible()


@pytest.mark.parametrize("way", ["jump", "fill"])
def test_a_seldom_field_shows_once_it_is_looked_for_or_filled(blank, way):
    fold = seldom(blank)
    if way == "jump":
        blank._jump(Unit.punctuation.at())
        assert focused().binding.place == Unit.punctuation.at()
    else:
        blank.report.session.type_in(Unit.last_year, "新设")
    assert all(row.isVisible() for row in fold._rows)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_the_link_of_seldom_fields_is_passed_by_and_shift_tab_goes_to_it(blank, qtbot, key):
    link = seldom(blank).link
    blank._jump(Unit.principal.at())
    qtbot.keyClick(focused(), key)
    assert focused().binding.place == Staff.establishment.at()
    qtbot.keyClick(focused(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is link


def test_rows_nobody_has_written_yet_are_missed_as_one(blank):
    before = blank.report.watch.state.count(Sign.PARTIAL)
    blank.shell.show_page("scoring")
    blank.report._complete_page()
    group = next(
        w for w in blank.shell.widget_of("scoring").findChildren(object) if hasattr(w, "spread")
    )
    group.spread()
    state = blank.report.watch.state
    assert state.count(Sign.PARTIAL) <= before  # the list was missing, now its rows are
    rows = blank.report.session.report.rows(Indicator.key)
    (item,) = [i for i in state.items if getattr(i.target, "section", "") == Indicator.key]
    assert item.sentence == f"附件2 绩效指标还有 {len(rows)} 个指标没有写"
    assert item.target == Indicator.name.at(rows[0])
    blank.report.go_to_item(item)
    table = focused()
    assert table.current_row == rows[0]


def test_a_row_with_a_name_is_missed_by_its_fields(blank):
    session = blank.report.session
    draft = session.draft()
    first, second = draft.add(Indicator), draft.add(Indicator)
    draft.put(Indicator.name, "村级道路里程", first)
    session.make(draft.change, "添加指标")
    gaps = [g for p in blank.report.watch.state.pages for g in p.progress.gaps]
    own = [g.label for g in gaps if getattr(g.place, "row", 0) == first]
    assert len(own) >= 3
    assert any(getattr(g.place, "row", 0) == second for g in gaps)


def body_of(window, page, row):
    window.shell.show_page(page)
    window.report._complete_page()
    widget = window.shell.widget_of(page)
    return next(b for b in widget.findChildren(SegmentBody) if b.isVisible())


def left_of(widget, around):
    return widget.mapTo(around, widget.rect().topLeft()).x()


def test_the_boxes_of_a_problem_unfold_when_they_are_asked_for(blank, qtbot):
    session = blank.report.session
    draft = session.draft()
    row = draft.add(Problem)
    draft.put(Problem.name, "绩效观念不深入", row)
    session.make(draft.change, "添加问题")
    body = body_of(blank, "problems", row)
    shown = lambda name: body._lines[0]._slots[name].isVisible()  # noqa: E731
    assert shown("cause")
    assert not shown("detail")
    assert body._unfold.text() == "写具体情况、措施内容"
    assert body._unfold.kind is ButtonKind.LINK
    box = body._lines[0]._slots["cause"]
    assert abs(left_of(body._unfold, body) - left_of(box, body)) <= 2
    body._unfold.setFocus()
    qtbot.keyClick(body._unfold, Qt.Key.Key_Return)
    assert shown("detail")
    assert focused().binding.place == Problem.detail.at(row)
    assert not body._unfold.isVisible()


def test_a_jump_to_a_folded_box_opens_it_and_a_filled_one_stays(blank):
    session = blank.report.session
    draft = session.draft()
    row, other = draft.add(Problem), draft.add(Problem)
    draft.put(Problem.measure_detail, "专人负责", other)
    session.make(draft.change, "添加问题")
    blank.shell.show_page("problems")
    blank.report._complete_page()
    blank._jump(Problem.detail.at(row))
    assert focused().binding.place == Problem.detail.at(row)
    blank._jump(Problem.cause.at(other))
    body = body_of(blank, "problems", other)
    assert body._lines[1]._slots["measure_detail"].isVisible()
    assert not body._lines[0]._slots["detail"].isVisible()


def test_why_money_was_left_is_asked_once_some_is(blank):
    session = blank.report.session
    draft = session.draft()
    row = draft.add(Project)
    draft.put(Project.name, "村级道路", row)
    draft.put(Project.full_year, Decimal(10), row)
    draft.put(Project.outturn, Decimal(10), row)
    session.make(draft.change, "添加项目")
    body = body_of(blank, "projects", row)
    box = body._lines[1]._slots["unspent_reason"]
    assert not box.isVisible()
    assert body._unfold.isHidden()
    session.type_in(Project.outturn, "7", row)
    assert box.isVisible()


def test_every_field_can_still_be_jumped_to(blank):
    for page in FORM.pages:
        for section in page.sections:
            if section.repeated():
                continue
            for field in section.fields:
                blank._jump(field.at())
                here = focused()
                assert here is not None, field.key
                reasons = field.name.endswith("_reason")
                assert reasons or here.binding.field is field, field.key


def test_an_opened_public_expense_keeps_its_reason_link_out_of_the_way(blank):
    folds(blank)
    session = blank.report.session
    session.type_in(ThreePublic.reception.this, "3")
    session.type_in(ThreePublic.reception.last, "4")
    editor = blank.report.context.find(ThreePublic.reception.reason.at())
    assert editor.isVisible()


def test_the_note_of_a_group_gives_way_before_its_buttons_break_into_lines(theme, qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    group = GroupBox("问题和改进措施", note="每个问题配一条措施，第七、八章由此写出")
    for words in ("上移", "删除", "添加问题"):
        group.add_to_head(Button(words), gives_way=words == "上移")
    group.setParent(around)
    around.resize(theme.em(60), theme.em(10))
    around.show()
    for width, seen in ((50, True), (24, False), (50, True)):
        group.resize(theme.em(width), theme.em(5))
        QApplication.processEvents()
        assert group._note.isVisible() is seen
        shown = [each for each in group.findChildren(Button) if each.isVisible()]
        assert [each.text() for each in shown][-2:] == ["删除", "添加问题"]
        assert len({each.mapTo(group, each.rect().center()).y() for each in shown}) == 1
