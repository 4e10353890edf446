"""Composing the report as a tree: the scheme's outline, with what the program writes under each heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.document.attachment_tables import county_spans, in_county_words
from pingkou_gui.document.attachments import attachments
from pingkou_gui.document.chapters_money import (
    BASIC,
    EXPENSES,
    RECONCILING,
    SPENDING,
    basic_overview,
    basic_spending,
    budgets,
    explained_difference,
    government_funds,
    scope,
    social_insurance,
    state_capital,
    three_public,
    total,
)
from pingkou_gui.document.chapters_money import BUDGETS as BUDGETS_
from pingkou_gui.document.chapters_projects import (
    PROJECTS,
    arrangement,
    implementation,
    management,
    project_spending,
    projects_overview,
    side_projects,
    use,
    without_general_projects,
)
from pingkou_gui.document.chapters_unit import (
    ORGANISATION,
    application,
    duty,
    economy,
    effectiveness,
    efficiency,
    key_work,
    key_work_title,
    measure,
    measure_name,
    no_duties,
    no_key_work,
    no_measure,
    no_problem,
    organisation,
    overall,
    performance,
    problem,
    problem_name,
    remarks,
    result,
    staff,
    sustainability,
)
from pingkou_gui.document.chapters_unit import PERFORMANCE as PERFORMANCE_
from pingkou_gui.document.chapters_unit import PROBLEMS as PROBLEMS_
from pingkou_gui.document.phrases import Span, SpanKind, concat, missing, text_of, words
from pingkou_gui.document.tree import (
    DEEPEST,
    Document,
    Heading,
    HeadingNumbering,
    Paragraph,
    Signature,
    SignatureLine,
    Table,
)
from pingkou_gui.form.pages.overview import Duty, KeyWork, Unit
from pingkou_gui.form.pages.problems import OwnText, Problem
from pingkou_gui.form.values import SINGLE
from pingkou_gui.report.figures import COLUMNS, QUANTITIES, field_of, is_summed
from pingkou_gui.report.own_sections import section_named
from pingkou_gui.scheme.scheme import is_own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pingkou_gui.document.phrases import Sentence, Spans
    from pingkou_gui.document.tree import Block
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.report import Report
    from pingkou_gui.scheme.scheme import OutlinePart


# What every chapter is put together from: headings with what stands below them.


Blocks = tuple["Block", ...]
RUNS_IN = 3
"""From this level on a heading opens its paragraph, where it has just one."""


@dataclass(frozen=True, slots=True)
class ChapterWriter:
    """Writes what stands under the heading of one part of the outline.

    `write` is given the count of the level below that heading, for headings of its own; the
    headings of the parts below go on counting where it ends.
    """

    key: str
    write: Callable[[Facts, HeadingNumbering], Blocks]


def says(*sentences: Sentence) -> Callable[[Facts, HeadingNumbering], Blocks]:
    """Return a writer of sentences, each as paragraphs of its own."""
    return lambda f, _: tuple(block for item in sentences for block in paragraphs(item(f)))


def paragraphs(spans: Spans) -> Blocks:
    """Return the spans as paragraphs, a new one at every newline; none for no words."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if "\n" not in span.text:
            lines[-1].append(span)
            continue
        first, *rest = span.text.split("\n")
        lines[-1].append(replace(span, text=first))
        lines.extend([replace(span, text=part)] for part in rest)
    kept = (concat(*line) for line in lines)
    return tuple(Paragraph(line) for line in kept if words(line).strip())


def headed(
    numbers: HeadingNumbering, title: Spans, body: Sequence[Block], *, single: bool = False
) -> Blocks:
    """Return a numbered heading with its body; a `single` one, with no other beside it, has none.

    A single one with nothing below it is no heading but a sentence.
    A deep heading over a single paragraph opens it; below the fourth level there are no
    headings, only paragraphs that begin with their number and title.
    """
    if single and not body:
        return (Paragraph(concat(title, "。")),)
    label = "" if single else numbers.next()
    first = body[0] if body else None
    if numbers.level >= DEEPEST:
        opening = concat(label, title, "。")
        if isinstance(first, Paragraph):
            return (Paragraph(concat(opening, first.spans)), *body[1:])
        return (Paragraph(opening), *body)
    alone = len(body) == 1 and isinstance(first, Paragraph)
    refs = tuple(ref for span in title for ref in span.refs)
    runs_in = numbers.level >= RUNS_IN and alone
    return (Heading(numbers.level, words(title), label, runs_in, refs), *body)


def item(numbers: HeadingNumbering, text: Spans, *, single: bool = False) -> Blocks:
    """Return numbered text without a title: （1）…; the only one of its kind has no number."""
    label = "" if single else numbers.next()
    first, *rest = paragraphs(text)
    assert isinstance(first, Paragraph)  # noqa: S101 - `paragraphs` makes nothing else
    return (Paragraph(concat(label, first.spans)), *rest)


# Chapters two to five: each budget's spending.


BUDGETS = (
    ChapterWriter("general_budget.basic", says(basic_spending)),
    ChapterWriter("general_budget.three_public", says(three_public)),
    *(ChapterWriter(key, says(item)) for key, item in EXPENSES.items()),
    ChapterWriter("general_budget.projects", says(project_spending)),
    ChapterWriter("general_budget.projects.arrangement", says(arrangement)),
    ChapterWriter("general_budget.projects.use", says(use)),
    ChapterWriter("general_budget.projects.management", says(management)),
    ChapterWriter("general_budget.projects.implementation", says(implementation)),
    ChapterWriter("government_funds", says(government_funds)),
    ChapterWriter("state_capital", says(state_capital)),
    ChapterWriter("social_insurance", says(social_insurance)),
)


# Chapter one: the unit, its people, its work, its money.


def _duties(f: Facts, numbers: HeadingNumbering) -> Blocks:
    rows = f.rows(Duty)
    single = len(rows) == 1
    listed = tuple(block for row in rows for block in item(numbers, duty(f, row), single=single))
    return listed or paragraphs(no_duties(f))


@dataclass(frozen=True, slots=True)
class _Work:
    """A piece of work with those of the second level below it."""

    row: int
    below: tuple[int, ...]


def _works(f: Facts) -> list[_Work]:
    """Return the work of the first level; a second-level row with none above it counts as first."""
    works: list[_Work] = []
    for row in f.rows(KeyWork):
        if works and f[KeyWork.level, row] == "2":
            works[-1] = _Work(works[-1].row, (*works[-1].below, row))
        else:
            works.append(_Work(row, ()))
    return works


def _key_work(f: Facts, numbers: HeadingNumbering) -> Blocks:
    works = _works(f)
    single = len(works) == 1
    listed = tuple(block for work in works for block in _work(f, numbers, work, single=single))
    return (*paragraphs(overall(f)), *(listed or paragraphs(no_key_work(f))))


def _work(f: Facts, numbers: HeadingNumbering, work: _Work, *, single: bool) -> Blocks:
    inner = numbers.below()
    body = list(paragraphs(key_work(f, work.row)))
    alone = len(work.below) == 1
    for row in work.below:
        below = paragraphs(key_work(f, row))
        body += headed(inner, key_work_title(f, row), below, single=alone)
    return headed(numbers, key_work_title(f, work.row), body, single=single)


def _spending(f: Facts, _numbers: HeadingNumbering) -> Blocks:
    parts = [total, basic_overview, projects_overview, budgets]
    if f.scheme.part("remarks") is None:
        parts.append(explained_difference)
    parts += [side_projects, scope]
    return tuple(block for part in parts for block in paragraphs(part(f)))


OVERVIEW = (
    ChapterWriter("overview.organisation", says(organisation)),
    ChapterWriter("overview.staff", says(staff)),
    ChapterWriter("overview.duties", _duties),
    ChapterWriter("overview.key_work", _key_work),
    ChapterWriter("overview.spending", _spending),
)


# Chapter six: the four analyses and the score.


PERFORMANCE = (
    ChapterWriter("performance", says(performance)),
    ChapterWriter("performance.economy", says(economy)),
    ChapterWriter("performance.efficiency", says(efficiency)),
    ChapterWriter("performance.effectiveness", says(effectiveness)),
    ChapterWriter("performance.sustainability", says(sustainability)),
    ChapterWriter("performance.result", says(result)),
)


# Chapters seven to ten: problems and their measures in the same order, results, remarks.


def _each(
    name: Sentence, text: Sentence, none: Sentence
) -> Callable[[Facts, HeadingNumbering], Blocks]:
    """Return a writer of a heading with its text for every problem, or the placeholder."""

    def write(f: Facts, numbers: HeadingNumbering) -> Blocks:
        rows = f.rows(Problem)
        single = len(rows) == 1
        listed = tuple(
            block
            for row in rows
            for block in headed(numbers, name(f, row), paragraphs(text(f, row)), single=single)
        )
        return listed or paragraphs(none(f))

    return write


PROBLEMS = (
    ChapterWriter("problems", _each(problem_name, problem, no_problem)),
    ChapterWriter("measures", _each(measure_name, measure, no_measure)),
    ChapterWriter("application", says(application)),
    ChapterWriter("remarks", says(remarks)),
)


# The report as a tree: the county's outline, with what the program writes under each heading.


WRITERS: dict[str, ChapterWriter] = {
    writer.key: writer for writer in (*OVERVIEW, *BUDGETS, *PERFORMANCE, *PROBLEMS)
}
"""What the program can write, by the keys of the scheme's outline.

A part with another key groups the parts below it.
"""

TITLE = "{year}年度{unit}部门整体支出绩效自评报告"


def compose(f: Facts, *, draft: bool, payload: str = "") -> Document:
    """Return the whole report; what is not known yet stands there as 【待填：…】.

    `payload` is the data of the report as text, to travel inside the Word file.
    """
    unit = f[Unit.name]
    return Document(
        report_title(f),
        body(f),
        Signature(unit, f[Unit.report_date]),
        attachments(f),
        draft=draft,
        author=unit or "",
        cover=tuple(in_county_words(f, line) for line in f.scheme.cover),
        payload=payload,
    )


def report_title(f: Facts) -> str:
    """Return the title in the county's words."""
    return in_county_words(f, f.scheme.titles.get("report", TITLE))


def body(f: Facts) -> Blocks:
    """Return the chapters in the county's order."""
    numbers = HeadingNumbering()
    return tuple(block for part in f.scheme.outline for block in _part(f, part, numbers))


def _part(
    f: Facts, part: OutlinePart, numbers: HeadingNumbering, *, single: bool = False
) -> Blocks:
    if not part.heading:
        opening = own_section(f, part) if is_own(part.key) else ()
        return (*opening, *_below(f, part, numbers))
    title = county_spans(f, part.title)
    blocks = headed(numbers, title, tuple(_below(f, part, numbers.below())), single=single)
    first = blocks[0]
    return (replace(first, part=part.key), *blocks[1:]) if isinstance(first, Heading) else blocks


def _below(f: Facts, part: OutlinePart, numbers: HeadingNumbering) -> Iterator[Block]:
    writer = WRITERS.get(part.key)
    written: Blocks = writer.write(f, numbers) if writer is not None else ()
    if is_own(part.key) and part.heading:
        written = own_section(f, part)
    yield from written
    inner = [each for each in part.parts if not _is_left_out(f, each)]
    # The parts of the outline that are left may be one; a lone （一） points at nothing.
    single = len(inner) == 1 < len(part.parts)
    for each in inner:
        yield from _part(f, each, numbers, single=single)


_OF_PROJECTS = "general_budget.projects."


def _is_left_out(f: Facts, part: OutlinePart) -> bool:
    """Return whether a part has nothing to tell because its chapter has said that there is none."""
    if not part.key.startswith(_OF_PROJECTS) or part.parts or not without_general_projects(f):
        return False
    return not WRITERS[part.key].write(f, HeadingNumbering())


def own_section(f: Facts, part: OutlinePart) -> Blocks:
    """Return a section of the county's own: what the clerk wrote, else the scheme's own words."""
    rows = [row for row in f.rows(OwnText) if section_named(f.scheme, f[OwnText.part, row]) == part]
    typed_text = concat(*(text_of(f, OwnText.text, row) for row in rows))
    if words(typed_text):
        return paragraphs(typed_text)
    if part.text:
        return paragraphs(county_spans(f, part.text))
    place = OwnText.text.at(rows[0]) if rows else OwnText.text.at(SINGLE)
    return paragraphs((missing(part.title, place), Span("。")))


# How many numbers a report prints, how few of them were typed, and whether any was typed twice.


_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")


def numbers_printed(document: Document) -> int:
    """Return how many numbers stand in print that come from fields and figures."""
    blocks = (document.blocks, *(a.blocks for a in document.attachments))
    spans = (span for part in blocks for block in part for span in _spans(block))
    return sum(1 for span in spans if is_number(span))


def numbers_typed(report: Report) -> int:
    """Return how many of the values filled in are numbers."""
    return sum(isinstance(entry.value, Decimal | int) for entry in report.entries.values())


def typed_twice(f: Facts) -> tuple[Place, ...]:
    """Return the places of typed totals that follow from their parts: they are typed in vain."""
    found = []
    for quantity in QUANTITIES.values():
        for column in COLUMNS:
            field = field_of(quantity.amounts, column)
            if field and f[field] is not None and is_summed(f, quantity.amounts, column):
                found.append(field.at())
    return tuple(found)


def is_number(span: Span) -> bool:
    """Return whether a span is a number that was typed or computed."""
    known = span.kind in {SpanKind.TYPED, SpanKind.DERIVED}
    return known and bool(_NUMBER.fullmatch(span.text))


def _spans(block: Block) -> Iterator[Span]:
    if isinstance(block, Paragraph):
        yield from block.spans
    elif isinstance(block, SignatureLine):
        yield from (span for entry in block.entries for span in entry)
    elif isinstance(block, Table):
        yield from (span for row in block.rows for cell in row.cells for span in cell.spans)


# All sentences; `sentences` writes every one of a report.


SENTENCES: dict[str, Sentence] = {
    item.key: item
    for item in (
        *ORGANISATION,
        *SPENDING,
        *BASIC,
        *PROJECTS,
        *BUDGETS_,
        *PERFORMANCE_,
        *PROBLEMS_,
        *RECONCILING,
    )
}


def sentences(f: Facts) -> Iterator[tuple[str, int, Spans]]:
    """Yield the key, the row and the words of every sentence that says something."""
    for item in SENTENCES.values():
        for row in f.rows(item.section) if item.section else (SINGLE,):
            if spans := item(f, row):
                yield item.key, row, spans
