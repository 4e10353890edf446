"""The scoring table, through its keys."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.funds import General
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.importers.pasted_rows import PasteChoice
from pingkou_gui.ui.pages.scores_section import ScoresSection
from pingkou_gui.ui.pages.scores_table import ScoreEditor, band_choices, points_of_choice
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.table.table_view import head_height
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.layout import PageArea

TARGET, SCORE, REASON = 4, 7, 8


def editor():
    return QApplication.focusWidget()


def text(scores, at, column):
    return scores.group.model.index(at, column).data()


def test_the_first_row_is_the_programs_own(scores, session):
    session.type_in(General.full_year, "200")
    session.type_in(General.outturn, "150")
    for section in ("state_capital", "social_insurance", "government_funds"):
        put_none(session, section)
    assert [text(scores, 0, column) for column in (0, 5, 6, 7)] == [
        "预算执行",
        "75.00%",
        "10",
        "7.50",
    ]
    assert scores.group.model.field_at(scores.group.model.index(0, 5)) is None


def put_none(session, section):
    for field in FORM.sections[section].fields:
        session.type_in(field, "无")


def test_numbers_in_words_give_points_in_target_and_actual_alike(scores, session):
    row = session.report.rows("indicator")[0]
    session.type_in(Indicator.target, "一百", row)
    session.type_in(Indicator.actual, "九十", row)
    assert text(scores, 1, SCORE) == "27.00"


@pytest.mark.parametrize(
    ("requirement", "target", "example"),
    [
        ("≥", "95%", "，例如 96%"),
        ("=", "100个", "，例如 12个"),
        ("≤", "202.6万元", "，例如 98.60万元"),
        ("之前", "12月31日", "，例如 12月20日"),
        ("之前", "9月10日前", "，例如 9月10日"),
        ("定性", "显著", ""),
    ],
)
def test_the_example_is_of_the_kind_of_the_target(scores, session, requirement, target, example):
    row = session.report.rows("indicator")[0]
    session.type_in(Indicator.requirement, requirement, row)
    session.type_in(Indicator.target, target, row)
    model = scores.group.model
    words = model.words_at(model.index(1, TARGET + 1))
    assert f"写法和年度指标值一样{example}" in words.what.split("；")


def test_equal_levels_stand_once_for_all_their_rows(scores):
    view = scores.group.view
    assert (view.rowSpan(1, 0), view.rowSpan(1, 1), view.rowSpan(3, 1)) == (3, 2, 1)


def test_a_sign_typed_with_the_target_goes_into_its_own_column(scores, session, qtbot):
    row = session.report.rows("indicator")[0]
    scores.group.view.choose(row, TARGET)
    scores.group.view.begin_edit()
    editor().setText("≤5%")
    editor().binding.typed()
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert session.report[Indicator.requirement.at(row)] == "≤"
    assert session.report[Indicator.target.at(row)] == "5%"
    session.undo()
    assert session.report[Indicator.target.at(row)] == "15公里"
    assert session.report[Indicator.requirement.at(row)] == "≥"


def test_a_shortfall_is_scored_in_proportion_and_asks_for_its_reason(scores):
    assert text(scores, 2, SCORE) == "18.00"
    assert text(scores, 2, REASON) == "低于目标，写明原因"
    assert scores.group.model.row_problem(scores.group.model.rows[2]).value == "提醒"


def test_only_what_is_judged_is_typed_as_a_score(scores):
    model = scores.group.model
    assert model.field_at(model.index(2, SCORE)) is None
    assert model.field_at(model.index(3, SCORE)) is Indicator.score
    assert model.cell(model.index(2, SCORE)).derived


def test_the_bands_are_offered_with_the_points_they_give(scores, session, qtbot):
    row = session.report.rows("indicator")[2]
    scores.group.view.choose(row, SCORE)
    scores.group.view.begin_edit()
    cell = editor()
    assert isinstance(cell, ScoreEditor)
    assert cell.offers[1].startswith("27 分　90%")
    cell._take_band(cell.offers[1])
    assert session.report[Indicator.score.at(row)] == Decimal("27.00")


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_a_score_by_band_opens_its_list_at_once(scores, session, qtbot, key, held):
    row = session.report.rows("indicator")[2]
    scores.group.view.choose(row, SCORE)
    qtbot.keyClick(scores.group.view, key, held)
    offered = QApplication.activePopupWidget()
    assert offered.actions()[1].data().startswith("27 分　90%")
    qtbot.keyClick(offered, Qt.Key.Key_Down)
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    assert session.report[Indicator.score.at(row)] == Decimal("27.00")


def test_points_typed_over_the_open_list_of_bands_are_the_score(scores, session, qtbot):
    row = session.report.rows("indicator")[2]
    scores.group.view.choose(row, SCORE)
    qtbot.keyClick(scores.group.view, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.activePopupWidget(), "2")
    assert QApplication.activePopupWidget() is None
    qtbot.keyClicks(editor(), "6")
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert session.report[Indicator.score.at(row)] == Decimal("26.00")


def test_a_score_that_the_program_works_out_has_no_list(scores, session, qtbot):
    rows = session.report.rows("indicator")
    scores.group.view.choose(rows[1], SCORE)
    qtbot.keyClick(scores.group.view, Qt.Key.Key_Return)
    assert (QApplication.activePopupWidget(), scores.group.view.current_row) == (None, rows[2])


def test_a_column_of_bare_figures_is_offered_as_no_names_and_goes_where_it_is_sent(
    scores, session, qtbot
):
    seen = []

    def look(plan):
        seen.append(plan)
        scores.group._plan = scores.group._choosing.replan(PasteChoice({0: Indicator.points}))
        return True

    scores.group.ask = look
    QGuiApplication.clipboard().setText("30\r\n20\r\n40\r\n")
    scores.group.view.choose(session.report.rows("indicator")[0], 0)
    scores.group.paste_block()
    (plan,) = seen
    assert plan.pasted.rows == ()
    assert [column.field for column in plan.pasted.columns] == [None]
    assert plan.pasted.columns[0].why.startswith("都是数，不是“一级指标”")
    rows = session.report.rows("indicator")
    assert [session.report[Indicator.points.at(row)] for row in rows[:3]] == [30, 20, 40]


def test_one_figure_is_pasted_into_a_cell_of_words_as_it_is(scores, session):
    row = session.report.rows("indicator")[0]
    QGuiApplication.clipboard().setText("110")
    scores.group.view.choose(row, 2)
    scores.group.paste_block()
    assert session.report[Indicator.name.at(row)] == "110"


def test_choices_go_from_all_points_to_none_by_tens(session):
    offered = band_choices(session.scheme.bands, Decimal(6))
    assert [points_of_choice(choice) for choice in offered][:3] == ["6", "5.4", "4.8"]
    assert points_of_choice(offered[-1]) == "0"


def test_points_that_are_not_a_hundred_are_told_in_words(scores, session):
    session.type_in(Indicator.points, "25", session.report.rows("indicator")[0])
    assert "分值合计 95，还差 5 分" in scores.strip.words


def test_the_strip_sums_by_first_level(scores, session):
    session.type_in(Indicator.score, "27", session.report.rows("indicator")[2])
    assert "产出 75.00 / 80" in scores.strip.words
    assert "满意度 10.00 / 10" in scores.strip.words


def test_an_empty_table_lays_out_the_levels_of_the_scheme(empty, session):
    empty.group.spread_button.click()
    names = [session.report[Indicator.level2.at(r)] for r in session.report.rows("indicator")]
    assert names == ["数量", "质量", "经济", None]
    assert not empty.group.spread_button.isVisible()
    session.undo()
    assert session.report.rows("indicator") == ()


def test_pasted_targets_bring_their_signs_and_merged_levels_are_filled_down(empty, session):
    QGuiApplication.clipboard().setText(
        "一级指标\t二级指标\t三级指标\t指标值\t分值\r\n产出\t数量\t道路\t≥15公里\t10\r\n\t\t水渠\t8个\t5\r\n"
    )
    empty.group.paste_rows()
    first, second = session.report.rows("indicator")
    assert session.report[Indicator.requirement.at(first)] == "≥"
    assert session.report[Indicator.target.at(first)] == "15公里"
    assert session.report[Indicator.level2.at(second)] == "数量"


def test_pasted_levels_are_known_by_their_names_without_the_points(empty, session):
    QGuiApplication.clipboard().setText(
        "一级指标\t二级指标\t三级指标\r\n产出(50分)\t数量（20）\t道路（3条）\r\n"
    )
    empty.group.paste_rows()
    row = session.report.rows("indicator")[0]
    fields = (Indicator.level1, Indicator.level2, Indicator.name)
    assert [session.report[field.at(row)] for field in fields] == ["产出", "数量", "道路（3条）"]


def test_a_target_typed_under_the_requirement_is_parted(scores, session, qtbot):
    row = session.report.rows("indicator")[0]
    session.type_in(Indicator.target, "", row)
    scores.group.view.choose(row, TARGET - 1)
    scores.group.view.begin_edit()
    editor().setText("≤12公里")
    editor().binding.typed()
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert session.report[Indicator.requirement.at(row)] == "≤"
    assert session.report[Indicator.target.at(row)] == "12公里"


def test_a_target_typed_beside_another_target_stays_as_it_was_typed(scores, session, qtbot):
    row = session.report.rows("indicator")[0]
    scores.group.view.choose(row, TARGET - 1)
    scores.group.view.begin_edit()
    editor().setText("≤12公里")
    editor().binding.typed()
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert session.report[Indicator.requirement.at(row)].text == "≤12公里"
    assert session.report[Indicator.target.at(row)] == "15公里"


def test_the_strip_stands_at_the_foot_of_the_page_and_does_not_scroll(scores, context, shown):
    page = PageArea(name="评分")
    section = ScoresSection(Indicator, context)
    page.add(section)
    shown(page)
    assert section.strip.parent() is page
    assert section.strip.geometry().bottom() <= page.height()
    assert page.viewport().height() < section.strip.y()


def test_the_strip_stands_below_the_table_in_a_low_page_and_comes_back(
    scores, context, shown, theme, qapp
):
    page = PageArea(name="评分")
    section = ScoresSection(Indicator, context)
    page.add(section)
    shown(page)
    high = page.height()
    page.resize(page.width(), theme.em(11))
    qapp.processEvents()
    assert section.strip.parent() is section
    assert page.viewport().height() == page.height()
    page.resize(page.width(), high)
    qapp.processEvents()
    assert section.strip.parent() is page
    assert page.viewport().height() < section.strip.y()


def test_a_projects_indicators_have_its_own_rate_in_the_first_row(session, context, shown):
    draft = session.draft()
    row = draft.add(Project)
    draft.type_in(Project.full_year, "10", row)
    draft.type_in(Project.outturn, "9", row)
    inner = draft.add(ProjectIndicator, row)
    draft.type_in(ProjectIndicator.name, "道路", inner)
    session.make(draft.change, "项目")
    made = shown(ScoresSection(ProjectIndicator, context))
    made.show_parent(row)
    assert [text(made, 0, column) for column in (5, 7)] == ["90.00%", "9.00"]
    assert text(made, 1, 2) == "道路"


def test_rows_are_inserted_below_the_current_one(scores, session):
    rows = session.report.rows("indicator")
    scores.group.view.choose(rows[0], 2)
    scores.group.insert_row()
    session.type_in(Indicator.name, "新指标", scores.group.model.blank_row)
    assert session.report.rows("indicator")[0] == rows[0]
    assert session.report.rows("indicator")[2] == rows[1]


def test_the_table_is_entered_where_something_is_typed(scores, session, qtbot):
    scores.group.view.clearFocus()
    scores.group.view.setCurrentIndex(QModelIndex())
    scores.group.view.setFocus()
    assert scores.group.view.current_row == session.report.rows("indicator")[0]


def test_the_first_row_cannot_be_deleted(scores, session):
    scores.group.view.choose(-1, 2)
    scores.group.delete_rows()
    assert len(session.report.rows("indicator")) == 4


def test_typing_points_paints_no_more_than_their_row(scores, session, monkeypatch):
    model, row = scores.group.model, session.report.rows("indicator")[1]
    scores.group.view.grab()
    painted, paint = set(), model.painted
    monkeypatch.setattr(model, "painted", lambda at, to: (painted.add(at), paint(at, to))[1])
    session.type_in(Indicator.points, "19", row)
    QApplication.sendPostedEvents()
    assert painted <= {1, 2}  # the level that stands once for both is in the first


class Repaints(QObject):
    """Notes what of a widget is painted."""

    def __init__(self):
        super().__init__()
        self.places = []

    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint:
            self.places.append(event.region().boundingRect())
        return False


def test_a_joined_cell_is_framed_over_all_its_rows_as_soon_as_the_focus_is_there(scores, qapp):
    view = scores.group.view
    view.setCurrentIndex(scores.group.model.index(1, 0))
    view.clearFocus()
    qapp.processEvents()
    repaints = Repaints()
    view.viewport().installEventFilter(repaints)
    view.setFocus()
    qapp.processEvents()
    whole = view.visualRect(view.currentIndex())
    assert whole.height() > view.rowHeight(1)
    assert any(each.contains(whole) for each in repaints.places)


def test_cells_are_joined_anew_when_a_level_changes(scores, session):
    rows = session.report.rows("indicator")
    session.type_in(Indicator.level1, "效益", rows[1])
    view = scores.group.view
    assert [view.rowSpan(at, 0) for at in range(1, 5)] == [1, 1, 1, 1]
    session.undo()
    assert view.rowSpan(1, 0) == 3


def test_a_level_left_blank_joins_nothing(scores, session):
    for row in session.report.rows("indicator")[1:3]:
        session.type_in(Indicator.level1, "", row)
    view = scores.group.view
    assert [view.rowSpan(at, 0) for at in range(1, 5)] == [1, 1, 1, 1]


def test_a_group_of_the_strip_is_named_after_its_level(scores, session):
    for row in session.report.rows("indicator")[:3]:
        session.type_in(Indicator.level1, "创新", row)
    assert "创新" in scores.strip.words
    assert "创新" in [label.text() for label in scores.strip.findChildren(QLabel)]


def test_last_years_indicators_are_offered_only_where_there_are_some(empty):
    offered = [button.text() for button in empty.findChildren(Button) if button.isVisible()]
    assert "按方案铺开指标" in offered
    assert "从去年带入" not in offered


@pytest.mark.parametrize("width", [640, 700, 1000])
def test_the_heads_are_as_high_as_their_words_need(context, shown, width):
    section = shown(ScoresSection(Indicator, context))
    section.resize(width, 700)
    section.group.add_row()
    section.group.view.fit_columns()
    heads = section.group.view.horizontalHeader()
    for at in range(heads.count()):
        if not heads.isSectionHidden(at) and section.group.view.model().columns[at].wraps:
            assert head_height(heads, at) <= heads.height()


def test_tab_passes_a_score_that_is_worked_out(scores, session, qtbot):
    view, row = scores.group.view, session.report.rows("indicator")[0]
    view.choose(row, SCORE - 1)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert (view.current_row, view.currentIndex().column()) == (row, REASON)
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    assert view.currentIndex().column() == SCORE - 1


def test_tab_stops_at_a_score_that_is_typed(scores, session, qtbot):
    view, row = scores.group.view, session.report.rows("indicator")[2]
    view.choose(row, SCORE - 1)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.currentIndex().column() == SCORE


@pytest.mark.parametrize("at", [0, 1])
def test_what_is_typed_into_a_score_of_the_programs_is_refused_with_a_reason(
    scores, session, qtbot, at
):
    told = []
    scores.group.context.spoke.connect(told.append)
    view = scores.group.view
    view.choose(scores.group.model.rows[at], SCORE)
    before, count = dict(session.report.entries), len(told)
    qtbot.keyClicks(view, "3")
    assert len(told) > count
    assert "由程序算出" in told[-1].what
    assert (view.currentIndex().row(), view.currentIndex().column()) == (at, SCORE)
    assert dict(session.report.entries) == before
    assert QToolTip.isVisible()
    why = told[-1].what.split("；")[0]
    assert f"没有放进去：{why}" in QToolTip.text()  # beside the cell, not at the top alone
    view.choose(scores.group.model.rows[at], SCORE - 1)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_points_still_to_be_filled_in_are_no_error_yet(scores, session):
    row = session.report.rows("indicator")[0]
    session.type_in(Indicator.points, "25", row)
    assert scores.strip._sign.sign is Sign.ERROR
    session.type_in(Indicator.points, "", row)
    assert scores.strip._sign.sign is Sign.PARTIAL
    assert "还差 30 分" in scores.strip.words


def test_pasted_scores_that_the_values_give_otherwise_are_said_where_they_were_pasted(
    empty, session
):
    head = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\r\n"
    rows = (
        "产出\t数量\t道路\t≥10公里\t9公里\t30\t30\r\n产出\t数量\t水渠\t≥10公里\t10公里\t20\t20\r\n"
    )
    QGuiApplication.clipboard().setText(head + rows)
    empty.group.paste_rows()
    assert "“道路”得分填 30.00，按规则是 27.00，选一个" in empty.group.notes[0]
    assert "水渠" not in empty.group.notes[0]
    assert len([note for note in empty.group.notes if "选一个" in note]) == 1
    row = session.report.rows("indicator")[0]
    cell = empty.group.model.columns[SCORE].cell(empty.context, row)
    assert (cell.text, cell.derived) == ("30.00", False)
    session.type_in(Indicator.score, "", row)
    assert not [note for note in empty.group.notes if "得分填 30.00" in note]
