"""Where a field says that it prints is where it prints: every field filled in, the report composed."""

from functools import cache

import pytest

from pingkou_gui.document.attachments import attachments
from pingkou_gui.document.compose import WRITERS, report_title
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.tree import Heading, HeadingNumbering, Paragraph, SignatureLine
from pingkou_gui.form.field import Amounts, fields_of
from pingkou_gui.form.form import FORM, ClosedFinding
from pingkou_gui.form.kinds import (
    AmountKind,
    ChoiceKind,
    CountKind,
    DateKind,
    DecimalKind,
    YearKind,
)
from pingkou_gui.form.pages.basic_spending import EconomicItem
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import BUDGETS, Project, ProjectTotals
from pingkou_gui.form.values import Place
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme

ROWS = {"project": 2 * len(BUDGETS)}
"""Rows of a list; two projects for every budget, so that each is told of by its amount."""
STAGES = {"full_year": "90", "outturn": "60"}
LINES = [line for section in FORM.sections.values() for line in section.lines]
QUANTITIES = [line for line in LINES if isinstance(line, Amounts)]
TOTALS = {line for line in QUANTITIES if line.parts}
PARTS = {part for line in TOTALS for part in line.parts}
OTHER_MONEY = {Project.other_initial, Project.other_full_year, Project.other_outturn}
FIELDS = [f for f in FORM.fields if f.section != ClosedFinding.key]


def amounts_of(lines):
    """Return the typed amounts of some quantities, without their reasons."""
    return {f for line in lines for f in (line.this, line.last, line.budget) if f is not None}


def reasons_of(lines):
    return {line.reason for line in lines if line.reason is not None}


def text_for(field, number, place):
    """Return words that the field can read, another amount in every row of the form."""
    match field.kind:
        case ChoiceKind():
            return field.kind.options[place % len(field.kind.options)][1]
        case YearKind():
            return "2023"
        case DateKind():
            return "2024-3-15"
        case CountKind():
            return str(40 + number % 7)
        case AmountKind() | DecimalKind():
            return STAGES.get(field.name, f"{10 + number % 7}.5")
        case _:
            return f"第{number}项文字"


def filled(*blank, without=()):
    """Return a report with every field filled in but `blank` ones, and no row of some lists."""
    draft, number = Draft(Report()), 0
    for section in FORM.sections.values():
        if section is ClosedFinding or section in without or section.parent in without:
            continue
        rows = [0]
        if section.repeated():
            parents = [0] if section.parent is None else draft.rows(section.parent.key)
            count = ROWS.get(section.key, 6)
            rows = [draft.add(section, parent) for parent in parents for _ in range(count)]
        for place, row in enumerate(rows):
            for field in section.fields:
                number += 1
                if field not in blank:
                    draft.type_in(field, text_for(field, number, place), row)
    return Report().apply(draft.change)


WAYS = {
    "各部分逐项填": filled(*amounts_of([*TOTALS, ProjectTotals.total]), without=(EconomicItem,)),
    "填到经济分类明细": filled(*amounts_of([*TOTALS, ProjectTotals.total, *PARTS])),
    "只填小计": filled(
        *amounts_of([line for line in (*TOTALS, *PARTS) if not (line.parts and line in PARTS)]),
        without=(EconomicItem, Project),
    ),
    "只填合计": filled(*amounts_of(PARTS), without=(EconomicItem, Project)),
    "合计不写原因，其他资金不填": filled(
        *amounts_of([*TOTALS, ProjectTotals.total]),
        *reasons_of(TOTALS),
        *OTHER_MONEY,
        Project.executor,
        without=(EconomicItem,),
    ),
}
"""One report cannot print every field: a total is typed only where its parts are not."""


def spans_of(block):
    match block:
        case Heading():
            return [Span(block.text, SpanKind.TYPED, block.refs)]
        case Paragraph():
            return block.spans
        case SignatureLine():
            return [span for entry in block.entries for span in entry]
        case _:
            rows = (*block.head, *block.rows)
            return [span for row in rows for cell in row.cells for span in cell.spans]


def printed_parts(facts):
    """Yield the key of every part of the report with what is printed there."""
    for top in facts.scheme.outline:
        for part in top.walk():
            if part.key in WRITERS:
                yield part.key, WRITERS[part.key].write(facts, HeadingNumbering())
    for attachment in attachments(facts):
        yield f"attachment{min(attachment.number, 3)}", attachment.blocks


@cache
def printed():
    """Return the parts that print a field itself, and those that print it or what follows from it."""
    itself, derived = {}, {}
    for report in WAYS.values():
        facts = Facts(report, default_scheme())
        for key, blocks in printed_parts(facts):
            known = [s for b in blocks for s in spans_of(b) if s.text]
            refs = {ref for s in known if s.kind is not SpanKind.MISSING for ref in s.refs}
            for ref in refs:
                if isinstance(ref, Place):
                    itself.setdefault((ref.section, ref.field), set()).add(key)
                for place in facts.places([ref]):
                    derived.setdefault((place.section, place.field), set()).add(key)
    return itself, derived


def holds(part, key):
    """Return whether a part of the report is `key` or stands below it."""
    return key == part or key.startswith(f"{part}.")


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.key)
def test_a_field_prints_wherever_it_says_so(field):
    found = printed()[1].get((field.section, field.name), set())
    said = set(field.prints) - {"title", "signature"}
    assert {part for part in said if not any(holds(part, key) for key in found)} == set()


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.key)
def test_a_field_says_where_it_prints(field):
    found = printed()[0].get((field.section, field.name), set())
    assert {key for key in found if not any(holds(part, key) for part in field.prints)} == set()


def test_the_title_and_the_signature_print_what_says_so(facts_of):
    said = {"unit__name": "青石县槐荫乡", "unit__year": "2031", "unit__report_date": "2032-3-8"}
    assert report_title(facts_of(**said)) == "2031年度青石县槐荫乡部门整体支出绩效自评报告"
    assert [f for f in FIELDS if "title" in f.prints] == [Unit.name, Unit.year]
    assert [f for f in FIELDS if "signature" in f.prints] == [Unit.name, Unit.report_date]


def test_every_field_was_filled_in_one_way_or_another():
    places = {(p.section, p.field) for report in WAYS.values() for p in report.entries}
    assert places == {(f.section, f.name) for f in FIELDS}
    assert [f for line in LINES for f in fields_of(line) if f in FIELDS] == FIELDS


def test_nothing_filled_in_was_unreadable():
    values = [e.value for report in WAYS.values() for e in report.entries.values()]
    assert [value for value in values if hasattr(value, "why")] == []


@pytest.mark.parametrize(
    "key",
    [
        "unit.county",
        "general.carried_in",
        "general.carried_out",
        "special_account.carried_in",
        "special_account.carried_out",
        "other_funds.carried_in",
        "other_funds.carried_out",
    ],
)
def test_what_only_serves_checks_and_next_year_claims_no_place(key):
    field = next(f for f in FIELDS if f.key == key)
    assert field.prints == ()
    assert (field.section, field.name) not in printed()[1]
