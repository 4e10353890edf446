"""What a draft prints 【待填】 in its cells of money is what 还差 lists, field by field."""

import pytest
from township import PROJECTS, facts, many

from pingkou_gui.document.phrases import SpanKind
from pingkou_gui.document.status import report_status
from pingkou_gui.document.tree import Table
from pingkou_gui.form.pages.funds import General, GovernmentFunds, OtherFunds
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Unread
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.progress import open_points
from pingkou_gui.report.report import Draft

_MONEY_ROWS = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")


def typed(f, *cells):
    """The facts with more typed: fields, texts and the place of the project in the list."""
    draft = Draft(f.report)
    for field, text, *at in cells:
        row = f.rows(Project)[at[0]] if at else 0
        draft.type_in(field, text, row)
    return Facts(f.report.apply(draft.change), f.scheme)


def spread(**more):
    """A township whose general budget has carried something in, and no project says whose it was."""
    return facts(general__carried_in="12.50", **more)


CASES = {
    "as it was filled in": facts,
    "no budget says what was carried in": lambda: facts(general__carried_in="", evaluated=0),
    "a budget has carried in, no project": spread,
    "one project explains it all": lambda: typed(spread(), (Project.carried_in, "12.5", 0)),
    "one project explains a part": lambda: typed(spread(), (Project.carried_in, "12", 0)),
    "carried in and half spent": lambda: typed(
        spread(), (Project.carried_in, "12.5", 0), (Project.outturn, "300", 0)
    ),
    "rows of other money folded away": lambda: facts(
        special_account__outturn="", other_funds__outturn=""
    ),
    "other money in use": lambda: facts(other_funds__outturn="6", other_funds__full_year="6"),
    "other money without its full year": lambda: facts(other_funds__outturn="6"),
    "other money told by a project": lambda: typed(
        facts(other_funds__outturn="6", other_funds__full_year="6"),
        (Project.other_full_year, "6", 1),
    ),
    "a project of a special account": lambda: typed(
        facts(special_account__outturn=""), (Project.budget, "专户非税收入", 1)
    ),
    "a project without its budget": lambda: typed(facts(), (Project.budget, "", 1)),
    "a project without its amounts": lambda: typed(
        facts(), (Project.initial, "", 1), (Project.full_year, "", 1), (Project.outturn, "", 2)
    ),
    "an amount that cannot be read": lambda: typed(facts(), (Project.carried_in, "约三十", 1)),
    "twenty projects": lambda: facts(projects=many(20), general__carried_in="", evaluated=0),
}


def cells(f):
    """Yield the number of the attachment, the name of the row and the spans of every cell."""
    for attachment in report_status(f, ()).document.attachments:
        for block in attachment.blocks:
            for row in block.rows if isinstance(block, Table) else ():
                names = [cell.text for cell in row.cells]
                name = next((name for name in names[:2] if name in _MONEY_ROWS), names[0])
                for cell in row.cells:
                    yield attachment.number, name, cell


def asked(f):
    """Return the places that 还差 leads to, in their order."""
    status = report_status(f, ())
    for point in open_points(status.pages, status.findings):
        if point.gap is not None:
            yield from (point.gap.place, *point.gap.all_of)


def listed(f):
    """Return the places that 还差 leads to, what must be mended and what cannot be read."""
    status = report_status(f, ())
    unread = (place for page in status.pages for place, _ in page.unread)
    return {*asked(f), *unread, *(place for found in status.must for place in found.places)}


@pytest.mark.parametrize("case", CASES)
def test_every_cell_of_money_is_filled_or_calls_for_a_field_that_is_listed(case):
    f = CASES[case]()
    told = listed(f)
    for number, name, cell in cells(f):
        for span in cell.spans:
            if span.kind is SpanKind.MISSING:
                assert told & set(span.refs), (number, name, span.refs)
        if number == 3 and name in _MONEY_ROWS and not cell.text:
            assert told & {ref for span in cell.spans for ref in span.refs}, name


@pytest.mark.parametrize("case", CASES)
def test_as_many_fields_of_a_projects_money_are_listed_as_its_sheets_call_for(case):
    """Each once, however many cells wait for it, and none that no cell waits for."""
    f = CASES[case]()
    called_for = {
        ref
        for number, name, cell in cells(f)
        if number == 3 and name in _MONEY_ROWS
        for span in cell.spans
        for ref in span.refs
        if span.kind is SpanKind.MISSING and not isinstance(f.report[ref], Unread)
    }
    found = [place for place in asked(f) if place in called_for | money(f)]
    assert sorted(found) == sorted(called_for - (listed(f) - set(asked(f))))


def money(f):
    """The fields of projects that only their sheets print."""
    fields = (Project.carried_in, Project.other_full_year, Project.other_initial)
    parts = (Project.carried_in_initial, Project.carried_in_outturn, Project.other_outturn)
    blank = [field.at(row) for field in (*fields, *parts) for row in f.rows(Project)]
    return {place for place in blank if f.report[place] is None}


def wanted(f):
    return {place for place in asked(f) if place in money(f) | _OF_FUNDS}


_OF_FUNDS = {
    *(General.carried_in.at(), GovernmentFunds.carried_in.at(), OtherFunds.full_year.at()),
}


def test_a_budget_is_asked_once_and_then_only_the_projects_that_may_have_carried_in():
    f = facts(general__carried_in="", evaluated=0)
    assert wanted(f) == {General.carried_in.at(), GovernmentFunds.carried_in.at()}
    first, second, third, _fund = f.rows(Project)
    f = typed(f, (General.carried_in, "12.5"), (GovernmentFunds.carried_in, "无"))
    assert wanted(f) == {Project.carried_in.at(row) for row in (first, second, third)}
    f = typed(f, (Project.carried_in, "12.5", 0))
    assert wanted(f) == {Project.carried_in_initial.at(first)}
    f = typed(f, (Project.carried_in_initial, "无", 0))
    assert wanted(f) == set()


def test_other_money_is_asked_for_on_its_page_before_it_is_asked_of_projects():
    f = facts(projects=PROJECTS[:2], evaluated=0, other_funds__outturn="6")
    f = typed(f, (GovernmentFunds.carried_in, "无"))
    assert wanted(f) == {OtherFunds.full_year.at()}
    f = typed(f, (OtherFunds.full_year, "6"))
    assert wanted(f) == {Project.other_full_year.at(row) for row in f.rows(Project)}
    f = typed(f, (Project.other_full_year, "6", 0))
    assert wanted(f) == {Project.other_initial.at(f.rows(Project)[0])}
