"""There is no sum over a blank, nor over something that could not be read."""

from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import has_unread
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.ui.table.table_model import plain_design


def facts(*amounts):
    draft = Draft(Report())
    for text in amounts:
        row = draft.add(Project)
        draft.type_in(Project.full_year, text, row)
    return Facts(Report().apply(draft.change), default_scheme())


def totals(f):
    design = plain_design(Project)
    return {cell.text for cell in design.totals(f).values() if cell.text}


def test_a_total_is_told_once_every_amount_is_there():
    assert totals(facts("12.00", "3.00")) == {"15.00"}
    assert totals(facts("12.00", "无", "3.00")) == {"15.00"}


def test_a_total_over_a_blank_is_not_told():
    f = facts("12.00", "", "3.00")
    assert not has_unread(f, Project.full_year, f.rows(Project))
    assert totals(f) == set()


def test_a_total_over_something_unreadable_is_not_told():
    f = facts("12.00", "abc", "3.00")
    assert has_unread(f, Project.full_year, f.rows(Project))
    assert totals(f) == set()
