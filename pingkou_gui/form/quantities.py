"""The amount rows of the form by what other tables and texts know them by."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import FORM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
