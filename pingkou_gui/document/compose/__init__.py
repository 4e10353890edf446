"""The report as a tree: the county's outline, with what the program writes under each heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.compose.attachments import attachments
from pingkou_gui.document.compose.blocks import headed
from pingkou_gui.document.compose.budgets import BUDGETS
from pingkou_gui.document.compose.overview import OVERVIEW
from pingkou_gui.document.compose.performance import PERFORMANCE
from pingkou_gui.document.compose.problems import PROBLEMS
from pingkou_gui.document.numbering import Numbering
from pingkou_gui.document.tree import Document, Signature, Span
from pingkou_gui.domain.wording.values import typed
from pingkou_gui.spec.pages.overview import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.document.compose.blocks import Blocks, Writer
    from pingkou_gui.document.tree import Block
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.scheme.model import Part

WRITERS: dict[str, Writer] = {
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
        payload=payload,
    )


def report_title(f: Facts) -> str:
    """Return the title in the county's words."""
    year, unit = typed(f, Unit.year).text, typed(f, Unit.name).text
    template = f.scheme.titles.get("report", TITLE)
    return template.replace("{year}", year).replace("{unit}", unit)


def body(f: Facts) -> Blocks:
    """Return the chapters in the county's order."""
    numbers = Numbering()
    return tuple(block for part in f.scheme.outline for block in _part(f, part, numbers))


def _part(f: Facts, part: Part, numbers: Numbering) -> Blocks:
    return headed(numbers, (Span(part.title),), tuple(_below(f, part, numbers.below())))


def _below(f: Facts, part: Part, numbers: Numbering) -> Iterator[Block]:
    writer = WRITERS.get(part.key)
    if writer is not None:
        yield from writer.write(f, numbers)
    for inner in part.parts:
        yield from _part(f, inner, numbers)
