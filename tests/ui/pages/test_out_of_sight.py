"""Pages out of sight: left alone while one types elsewhere, right as soon as they are shown."""

import pytest

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.report.figures_funds import total_spending
from pingkou_gui.ui.editors.binding import figure_text

WAGES = Basic.wages.this


@pytest.fixture
def total(sample):
    """The total spending on the funds page, which is out of sight."""
    sample.shell.show_page("funds")
    shown = sample.report.context.find(total_spending.at())
    sample.report.jump(WAGES.at())
    return shown


def now(sample):
    return figure_text(sample.report.context.facts, total_spending)


def test_a_number_out_of_sight_is_right_as_soon_as_its_page_is_shown(sample, total):
    sample.report.session.type_in(WAGES, "1")
    sample.shell.show_page("funds")
    assert total.text() == now(sample)


def test_a_number_out_of_sight_is_not_worked_out_while_one_types_elsewhere(sample, total):
    before = total.text()
    sample.report.session.type_in(WAGES, "1")
    assert total.text() == before != now(sample)


def test_a_number_in_sight_is_right_at_once(sample, total):
    sample.shell.show_page("funds")
    sample.report.session.type_in(WAGES, "1")
    assert total.text() == now(sample)


def test_a_page_that_only_gave_way_to_a_pane_is_right_when_it_comes_back(sample, total):
    sample.shell.show_page("funds")
    sample.resize(700, 500)
    sample.shell.choose_pane("findings")
    sample.report.session.type_in(WAGES, "1")
    sample.shell.choose_pane("")
    assert total.text() == now(sample)


def test_the_totals_of_a_table_out_of_sight_are_right_when_it_is_shown(sample):
    row = sample.report.session.report.rows("project")[0]
    sample.report.jump(Project.outturn.at(row))
    section = sample.report.context.find(Project.outturn.at(row)).parentWidget().parentWidget()
    sample.report.jump(WAGES.at())
    sample.report.session.type_in(Project.outturn, "1000", row)
    sample.shell.show_page("projects")
    total = sample.report.context.find(ProjectTotals.total.this.at())
    assert total.text() in section.group._total.words
