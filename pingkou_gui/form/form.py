"""The form: its six pages with their sections, found by key."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.field import Amounts, Field, Form, Layout, Section, line, text
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.pages.basic_spending import BASIC_SPENDING
from pingkou_gui.form.pages.funds import FUNDS
from pingkou_gui.form.pages.overview import OVERVIEW
from pingkou_gui.form.pages.problems import PROBLEMS
from pingkou_gui.form.pages.projects import PROJECTS
from pingkou_gui.form.pages.scoring import SCORING
from pingkou_gui.form.renamed_keys import present_finding_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class FindingKeyKind(TextKind):
    """The key of a finding; one written before a key was renamed is read under the present one."""

    def load(self, text: str) -> str:
        """Return the present key."""
        return present_finding_key(text)


class ClosedFinding(
    Section, key="closed_finding", title="已写原因", layout=Layout.HIDDEN, noun="原因"
):
    """Findings closed with a written reason; a finding whose numbers change opens again."""

    finding: Field[str] = Field("检查结果", FindingKeyKind(), required=True)
    """The finding's key: its check and the places it is about."""
    said = line("当时的数字")
    """The sentence of the finding when it was closed."""
    reason = text("原因", required=True)


FORM = Form(
    pages=(OVERVIEW, BASIC_SPENDING, PROJECTS, FUNDS, SCORING, PROBLEMS), hidden=(ClosedFinding,)
)
PAGE_TITLES = {page.key: page.title for page in FORM.pages}


# The amount rows of the form by what other tables and texts know them by.


AMOUNTS: tuple[Amounts, ...] = tuple(
    line
    for section in FORM.sections.values()
    for line in section.lines
    if isinstance(line, Amounts)
)
"""Every amount row, in the order of the pages."""

BY_CLASS: Mapping[str, Amounts] = MappingProxyType(
    {amounts.code: amounts for amounts in sorted(AMOUNTS, key=lambda a: a.code) if amounts.code}
)
"""The rows of the economic classes (类), 301 to 399."""
BY_ITEM: Mapping[str, Amounts] = MappingProxyType(
    {amounts.item: amounts for amounts in sorted(AMOUNTS, key=lambda a: a.item) if amounts.item}
)
"""The rows that are items of those classes (款), 30215 会议费."""
BY_TERM: Mapping[str, Amounts] = MappingProxyType(
    {amounts.term: amounts for amounts in AMOUNTS if amounts.term}
)
"""The rows by the keys under which texts are read."""

BY_HEADING: Mapping[str, Amounts] = MappingProxyType(
    {
        f"general_budget.{amounts.name}": amounts
        for amounts in AMOUNTS
        if f"general_budget.{amounts.name}" in amounts.prints
    }
)
"""The rows that have a heading of their own in the report, by its key in the outline."""


def names_of(amounts: Amounts) -> tuple[str, ...]:
    """Return all that a row is called, its label first."""
    return tuple(dict.fromkeys((amounts.label, *amounts.names)))


def vocabulary_rows() -> tuple[dict[str, Any], ...]:
    """Return every row as a vocabulary of texts declares it, see `resources/lexicon`.

    Quotation marks are left out of the names, as they are of the texts. The economic classes are
    not all there are in every text; other sums are whole.
    """
    return tuple(_vocabulary_row(amounts) for amounts in BY_TERM.values())


def _vocabulary_row(amounts: Amounts) -> dict[str, Any]:
    names = dict.fromkeys(name.replace("“", "").replace("”", "") for name in names_of(amounts))
    row: dict[str, Any] = {"key": amounts.term, "label": amounts.label, "names": list(names)}
    if amounts.names_after_whole:
        row["short"] = list(amounts.names_after_whole)
    within = tuple(_within(amounts))
    codes = {part.code for part in within} - {""}
    items = (
        row for item, row in BY_ITEM.items() if item[:3] in codes and len(codes) < len(BY_CLASS)
    )
    parts = [part.term for part in (*within, *items) if part.term]
    if parts:
        row["parts"] = list(dict.fromkeys(parts))
    if parts and not codes:
        row["whole"] = True
    return row


def _within(amounts: Amounts) -> Iterator[Amounts]:
    for part in amounts.parts:
        yield part
        yield from _within(part)
