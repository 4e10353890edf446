"""All figures of a report side by side, whether a sentence or a table prints them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.numbers import amount_of
from pingkou_gui.domain.reading.statements import OUTTURN
from pingkou_gui.domain.reading.vocabulary import BASIC_GROUP, vocabulary

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.numbers import Amount
    from pingkou_gui.domain.reading.reader import Reading
    from pingkou_gui.domain.reading.source import Span
    from pingkou_gui.domain.reading.statements import Statement

MAIN = "main"
FLOW = frozenset({"carried_in", "carried_out", "arranged", "spent", "total_income"})
"""Where money came from and went to: no parts of what was spent."""
_PEOPLE = frozenset({"establishment", "headcount"})
_LARGE = frozenset(
    {
        "total_spending",
        "basic_spending",
        "project_spending",
        "personnel_spending",
        "operating_spending",
        "wages",
        "goods_and_services",
    }
)
"""What a unit never spends mere thousands of 元 on in a year."""
_MONEY_UNITS = frozenset({"万元", "万", "元", "亿元", "亿", ""})


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed figure.

    Attributes:
        key: canonical key; empty for an item known by its label.
        basis: the budget it counts for; `main` for basic spending and its parts.
        amount: as printed; `value` is the amount in 万元 after mending a plain slip of unit.
        statement: the statement it comes from; None for a table cell.
        index: the statement's index in the reading, or -1.
    """

    key: str
    label: str
    basis: str
    measure: str
    year: int | None
    amount: Amount
    value: Decimal
    span: Span
    statement: Statement | None
    index: int

    @property
    def quantity(self) -> tuple[str, str, str, int | None]:
        """What is the same quantity however often it is printed."""
        return self.key, self.basis, self.measure, self.year


@dataclass(frozen=True)
class Ledger:
    """The entries; `mended_units` maps a statement's index to the unit it should have."""

    entries: tuple[Entry, ...]
    by_statement: dict[int, int]
    mended_units: dict[int, str]
    places: int

    @cached_property
    def _index(self) -> dict[tuple[str, str, str], list[int]]:
        found: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        for i, entry in enumerate(self.entries):
            found[entry.key, entry.basis, entry.measure].append(i)
        return dict(found)

    def of(self, key: str, basis: str, measure: str = OUTTURN) -> list[int]:
        """Return the entries of one quantity in their order."""
        return self._index.get((key, basis, measure), [])


def build(reading: Reading) -> Ledger:
    """Return the ledger of a report."""
    mended = mended_units(reading)
    entries: list[Entry] = []
    places: dict[int, int] = {}
    for index, statement in enumerate(reading.statements):
        amount = statement.amount
        if amount is None or amount.approximate or statement.aside:
            continue
        places[index] = len(entries)
        value = amount.value
        key = statement.key if _speaks_of_the_unit(reading, statement) else ""
        if index in mended:
            value = amount_of(amount.text, mended[index], amount.span).value
        entries.append(
            Entry(
                key,
                statement.label,
                basis_of(key, statement.scope),
                statement.measure,
                statement.year,
                amount,
                value,
                statement.span,
                statement,
                index,
            )
        )
    entries.extend(_cells(reading))
    printed = Counter(
        min(e.amount.places, 6) for e in entries if e.key and e.amount.unit in {"万元", "万"}
    )
    usual = max((p for p, n in printed.items() if n >= 2), default=2)
    return Ledger(tuple(entries), places, mended, max(usual, 2) if usual else 0)


def _speaks_of_the_unit(reading: Reading, statement: Statement) -> bool:
    """Not a part of a project: 某项目100万元，其中会议费2万元."""
    if statement.group < 0 or statement.key in FLOW:
        return True
    parent = reading.statements[reading.lists[statement.group].parent].key
    return parent != "" and (parent != "project_spending" or statement.key not in BASIC_GROUP)


def basis_of(key: str, scope: str) -> str:
    """Return the budget that a quantity counts for."""
    if key in _PEOPLE:
        return "people"
    main = scope in {"fiscal", "general_public_budget"}
    return MAIN if key in BASIC_GROUP and main else scope


def _cells(reading: Reading) -> list[Entry]:
    quantities = vocabulary().quantities
    fiscal = "total" not in {standing.scope for standing in reading.standings}
    found: list[Entry] = []
    factor = _table_factors(reading)
    for cell in reading.cells:
        quantity = quantities.get(cell.label)
        if quantity is None or quantity.unit == "people" or cell.amount.unit == "%":
            continue
        if cell.column_key not in {"last_year", "initial_budget", "full_year_budget", OUTTURN}:
            continue
        scope = quantity.scope or ("fiscal" if fiscal else "total")
        found.append(
            Entry(
                quantity.key,
                cell.label,
                basis_of(quantity.key, scope),
                cell.column_key,
                reading.year,
                cell.amount,
                cell.amount.value * factor[cell.table],
                cell.amount.span,
                None,
                -1,
            )
        )
    return found


def _table_factors(reading: Reading) -> defaultdict[int, Decimal]:
    """Return for every table what turns its numbers into 万元, by its own unit line."""
    factors: defaultdict[int, Decimal] = defaultdict(lambda: Decimal(1))
    last = ""
    for paragraph, normal in zip(reading.source.paragraphs, reading.normals, strict=True):
        last = normal.text if not paragraph.is_cell else last
        said = normal.text if paragraph.is_cell else last
        if "单位：元" in said:
            factors[paragraph.table] = Decimal("0.0001")
    return factors


def mended_units(reading: Reading) -> dict[int, str]:
    """Return the statements printed in 元, or without a unit, that can only mean 万元.

    Only where the report else prints 万元, and the number is far too small for 元.
    """
    keyed = [
        (i, s)
        for i, s in enumerate(reading.statements)
        if s.key and s.amount and s.amount.unit in _MONEY_UNITS
    ]
    largest = max((s.amount.value for _, s in keyed if s.amount), default=Decimal(0))
    usual = sum(1 for _, s in keyed if s.amount and s.amount.unit in {"万元", "万"})
    if usual * 2 < len(keyed):
        return {}
    return {i: "万元" for i, s in keyed if s.amount and _is_short_of(s.amount, s, largest)}


def _is_short_of(amount: Amount, statement: Statement, largest: Decimal) -> bool:
    quantity = vocabulary().quantities.get(statement.label)
    if quantity is not None and quantity.unit == "people":
        return False
    if amount.unit == "":
        return True
    if amount.unit != "元" or amount.text.strip("-0.") == "":
        return False
    number = abs(Decimal(amount.text))
    if statement.key in _LARGE and amount.value * 10000 < largest * 10:
        return True
    small = amount.places > 0 and number < 10000
    return number < 1000 or (small and _changes_in_ten_thousands(statement))


def _changes_in_ten_thousands(statement: Statement) -> bool:
    return any(c.change and c.change.unit in {"万元", "万"} for c in statement.comparisons)
