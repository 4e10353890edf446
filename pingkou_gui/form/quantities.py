"""The amount rows of the form by what other tables and texts know them by."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import FORM

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def names_of(amounts: Amounts) -> tuple[str, ...]:
    """Return all that a row is called, its label first."""
    return tuple(dict.fromkeys((amounts.label, *amounts.names)))


def vocabulary_rows() -> tuple[dict[str, Any], ...]:
    """Return what a vocabulary of texts wants to know of every row: key, label and names.

    Quotation marks are left out of the names, as they are of the texts.
    """
    return tuple(
        {
            "key": term,
            "label": amounts.label,
            "names": [name.replace("“", "").replace("”", "") for name in names_of(amounts)],
        }
        for term, amounts in BY_TERM.items()
    )
