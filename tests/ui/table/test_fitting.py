"""A cell in its width: words break, signs go below, the row grows; nothing is cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Entry, Source, SourceKind
from pingkou_gui.ui.pages.rows_section import RowsSection, projects_design
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.table.cell_painting import cell_font, fitted_text
from pingkou_gui.ui.table.rows_group import RowsGroup
from pingkou_gui.ui.table.table_model import MOST_MEASURED, RowCell, TableColumn
from pingkou_gui.ui.table.table_view import PAGE_ROWS, RowsView, head_height
from pingkou_gui.ui.theme import theme as current_theme

WORDS, FIGURES = TableColumn("", None), TableColumn("", None, figures=True)


def wide(words):
    return QFontMetrics(cell_font(RowCell(words))).horizontalAdvance(words)


def test_words_with_room_stand_on_one_line(theme):
    assert fitted_text(RowCell("一般公共预算"), WORDS, wide("一般公共预算")).height == 0


def test_words_without_room_break(theme):
    told = fitted_text(RowCell("一般公共预算"), WORDS, wide("一般公共预算") - 1)
    assert told.height > theme.em(1)
    assert not told.below


@pytest.mark.parametrize("words", ["之前", "1,287.78万元", "一般公共预算"])
def test_a_sign_goes_below_where_the_words_fill_the_line(theme, words):
    told = fitted_text(RowCell(words, mark=Sign.CARRIED), FIGURES, wide(words))
    assert told.below
    assert told.text == words
    assert told.height > told.words_height


def test_a_sign_stays_beside_long_words_that_break_anyhow(theme):
    told = fitted_text(RowCell("村级道路扩改里程" * 4, mark=Sign.CARRIED), WORDS, wide("村" * 18))
    assert not told.below


def test_a_figure_breaks_before_its_unit_first(theme):
    told = fitted_text(RowCell("1287.78万元"), FIGURES, wide("1287.78") + 2)
    assert not told.breaks & Qt.TextFlag.TextWrapAnywhere


def test_a_row_grows_with_a_value_that_is_carried_over(projects, session, theme):
    view, row = projects.group.view, session.report.rows("project")[0]
    name = "路"
    while wide(name + "路") <= view.columnWidth(0) - theme.em(1):
        name += "路"
    session.type_in(Project.name, name, row)
    before = view.rowHeight(0)
    draft = session.draft()
    draft.put_entry(Project.name.at(row), Entry(name, Source(SourceKind.CARRIED)))
    session.make(draft.change, "沿用")
    assert view.rowHeight(0) > before


def test_a_long_amount_takes_its_room_from_the_names_and_breaks_into_no_second_line(
    context, session, shown
):
    group = shown(RowsGroup(Project, context, projects_design(Project)))
    draft = session.draft()
    for name, amount in (("村道", "400000"), ("水渠", "1234567.89")):
        row = draft.add(Project)
        draft.type_in(Project.name, name, row)
        for field in (Project.initial, Project.full_year, Project.outturn):
            draft.type_in(field, amount, row)
    session.make(draft.change, "项目")
    view = group.view
    assert {view.rowHeight(at) for at in range(2)} == {current_theme().em(1.4)}
    session.type_in(Project.initial, "1", session.report.rows("project")[1])
    at = group.model.column_of("initial")
    assert view.columnWidth(at) < view.columnWidth(group.model.column_of("outturn"))
    assert sum(map(view.columnWidth, range(len(group.model.columns)))) <= view.viewport().width()


def test_of_a_long_table_only_the_rows_in_sight_are_measured_when_all_are_told_of(
    fill, context, shown, monkeypatch
):
    fill([(f"支渠{at}", "", "5") for at in range(MOST_MEASURED + 100)])
    view = shown(RowsSection(Project, context)).group.view
    measured = set()
    measure = view.resizeRowToContents
    monkeypatch.setattr(view, "resizeRowToContents", lambda at: measured.add(at) or measure(at))
    context.set_open(
        frozenset(Project.kind.at(row) for row in context.session.report.rows("project")), {}
    )
    assert measured
    assert len(measured) <= PAGE_ROWS + 2


@pytest.mark.parametrize("percent", [100, 110, 125])
def test_heads_are_as_high_as_their_words_in_a_table_of_any_width(sample, rest, percent):
    sample.shell.show_page("scoring")
    page = sample.shell.widget_of("scoring")
    page.complete()
    current_theme().set_percent(percent)
    for width in range(1366, 800, -60):
        sample.resize(width, 700)
        rest(sample)
        for view in page.findChildren(RowsView):
            heads = view.horizontalHeader()
            shown = [at for at in range(heads.count()) if not heads.isSectionHidden(at)]
            assert heads.height() >= max(head_height(heads, at) for at in shown)
