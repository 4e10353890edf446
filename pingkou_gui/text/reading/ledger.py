"""All figures of a text side by side, whether a sentence or a table prints them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import amount_of
from pingkou_gui.text.lines.vocabulary import BASIC_GROUP
from pingkou_gui.text.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_BUDGET,
    LAST_YEAR,
    OUTTURN,
    PEOPLE,
)
from pingkou_gui.text.reading.terms import times_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reading.statements import Comparison, Statement
    from pingkou_gui.text.reading.tables import CellStatement

MAIN = "main"
FLOW = frozenset({"carried_in", "carried_out", "arranged", "spent", "total_income", "balance"})
"""Where money came from and went to: no parts of what was spent."""
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
_MONEY_UNITS = frozenset({"万元", "万", "元", "千元", "亿元", "亿", ""})
BUDGETS = frozenset({BUDGET, INITIAL_BUDGET, FULL_YEAR_BUDGET})
ADDED = "added"
"""What a budget was raised by in the course of the year."""
_MEASURES = frozenset({LAST_YEAR, LAST_BUDGET, OUTTURN, ADDED, *BUDGETS})
_OUT_OF_PROPORTION = 20
"""By so many times an amount may be above all others of a text."""
_DECIMAL = re.compile("\\d\\.\\d{1,2}万元")
_NEAREST = 40
"""So many printings of one quantity are looked at around a statement."""
_COUNT_BEFORE = 4
_WITH_CARRIED = re.compile("总计")
_CARRIED = re.compile("年[初末终]结转|上年结[转余]|年[初末终]结余|结转和结余|结转下年")


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed figure.

    Attributes:
        key: canonical key; empty for an item known by its label.
        basis: the budget it counts for; `main` for basic spending and its parts.
        measure: `outturn` of its year, or one of the budgets of its year.
        year: the year it is of; last year's figure has last year's.
        amount: as printed; `value` is the amount in 万元 after mending a plain slip of unit.
        statement: the statement it comes from; None for a table cell and for a base.
        index: the statement's index in the reading, or -1.
        whose: empty for the unit's own figure, `county` for that of all units together.
        fixed: a 无, which is no number that could have been mistyped.
        base: whether it is printed as what another figure is compared with.
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
    whose: str = ""
    fixed: bool = False
    base: bool = False

    @property
    def quantity(self) -> tuple[str, str, str, int | None, str]:
        """What is the same quantity however often it is printed."""
        return self.key, self.basis, self.measure, self.year, self.whose


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

    @cached_property
    def same(self) -> dict[tuple[str, str, str, int | None, str], list[int]]:
        """Return the entries of each quantity of a year, in their order."""
        found: defaultdict[tuple[str, str, str, int | None, str], list[int]] = defaultdict(list)
        for i, entry in enumerate(self.entries):
            found[entry.quantity].append(i)
        return dict(found)

    def of(self, key: str, basis: str, measure: str = OUTTURN) -> list[int]:
        """Return the entries of one quantity in their order, of all years."""
        return self._index.get((key, basis, measure), [])

    @cached_property
    def _others(self) -> dict[tuple[int, int | None, str], list[int]]:
        """399 其他支出, a class of basic spending without a key, by paragraph, year and measure."""
        found: dict[tuple[int, int | None, str], list[int]] = {}
        for i, e in enumerate(self.entries):
            if not e.key and e.label == "其他支出" and e.statement is not None and not e.base:
                found.setdefault((e.span.paragraph, e.year, e.measure), []).append(i)
        return found

    def with_other_spending(self, parts: tuple[int | None, ...], measure: str) -> tuple[int, ...]:
        """Return the known parts; behind classes of basic spending the other told of beside them."""
        known = tuple(part for part in parts if part is not None)
        entries = [self.entries[i] for i in known]
        if not any(entry.key == "goods_and_services" for entry in entries):
            return known
        places = dict.fromkeys((entry.span.paragraph, entry.year, measure) for entry in entries)
        return known + tuple(i for place in places for i in self._others.get(place, ()))

    @cached_property
    def _by_place(self) -> dict[tuple[str, str, str, int | None, int | None], list[int]]:
        """Entries of a quantity in a year by their paragraph, and by None all of them."""
        found: defaultdict[tuple[str, str, str, int | None, int | None], list[int]]
        found = defaultdict(list)
        for i, entry in enumerate(self.entries):
            for place in (entry.span.paragraph, None):
                found[entry.key, entry.basis, entry.measure, entry.year, place].append(i)
        return dict(found)

    def near(self, index: int, statement: Statement, measure: str, year: int | None) -> list[int]:
        """Return the entries of a statement's quantity for a measure and year, in their order.

        Those of its own paragraph, else of the whole text; of very many the nearest, so that a
        text that says one thing a thousand times is gone through in good time.
        """
        key = (statement.key, basis_of(statement.key, statement.scope), measure, year)
        here, all_of_it = (*key, statement.span.paragraph), (*key, None)
        found = self._by_place.get(here) or self._by_place.get(all_of_it, [])
        if len(found) <= _NEAREST:
            return found
        middle = bisect_left(found, self.by_statement.get(index, 0))
        first = max(0, min(middle - _NEAREST // 2, len(found) - _NEAREST))
        return found[first : first + _NEAREST]

    @cached_property
    def bases(self) -> dict[tuple[int, int], int]:
        """Return the entry of a base by the place where it is printed: paragraph and start."""
        return {(e.span.paragraph, e.span.start): i for i, e in enumerate(self.entries) if e.base}

    def known(
        self, statement: Statement, reading: Reading, measure: str, year: int | None
    ) -> list[int]:
        """Return the entries of the quantity of a statement for another measure or year."""
        del reading
        basis = basis_of(statement.key, statement.scope)
        key = (statement.key, basis, measure, year, statement.whose)
        return list(self.same.get(key, [])) if statement.key else []


def build(reading: Reading) -> Ledger:
    """Return the ledger of a text."""
    mended = mended_units(reading)
    told = {s.amount.span for s in reading.statements if s.amount is not None}
    entries: list[Entry] = []
    places: dict[int, int] = {}
    for index, statement in enumerate(reading.statements):
        if not statement.aside and statement.measure in _MEASURES:
            made = _of_statement(reading, index, statement, mended)
            if made is not None:
                places[index] = len(entries)
                entries.append(made)
            bases = _bases(reading, statement)
            entries.extend(e for e in bases if e.amount.span not in told)
    placed = reading.source.placed  # the tables of accounts are held against the text by rows
    cells = (c for c in reading.cells if c.table not in placed and _is_figure(c))
    slipped = _tables_of_wrong_unit(reading)
    entries.extend(_of_cell(reading, cell, slipped) for cell in cells)
    printed = Counter(
        min(e.amount.places, 6)
        for e in entries
        if e.key and e.amount.unit in {"万元", "万"} and not (e.fixed or e.base)
    )
    usual = max((p for p, n in printed.items() if n >= 2), default=2)
    if not usual and _DECIMAL.search(reading.text):
        usual = 1  # who prints 2.5 prints 20 for 20.00
    return Ledger(tuple(entries), places, mended, max(usual, 2) if usual else 0)


def _of_statement(
    reading: Reading, index: int, statement: Statement, mended: dict[int, str]
) -> Entry | None:
    amount = statement.amount
    fixed = False
    if amount is None:
        if not statement.none or not statement.key:
            return None
        amount, fixed = amount_of("0", "万元", statement.span), True
    if amount.approximate:
        return None
    key = statement.key if _speaks_of_the_unit(reading, statement) else ""
    if key in {"total_spending", "total_income"} and takes_in_carried(reading, statement):
        key = "balance"
    value = amount.value
    if index in mended:
        value = amount_of(amount.text, mended[index], amount.span).value
    if key in PEOPLE and _takes_in_others(reading, amount):
        key = ""
    if not statement.key:
        first = max(0, statement.span.start - _COUNT_BEFORE)
        line = reading.source.paragraphs[statement.span.paragraph].text
        value *= times_of(line[first : statement.span.start] + statement.label)
    measure, year = canonical(statement.measure, statement.year, reading.year)
    return Entry(
        key, statement.label, basis_of(key, statement.scope), measure, year, amount, value,
        statement.span, statement, index, statement.whose, fixed,
    )  # fmt: skip


_OTHERS_IN = re.compile("[人名]?（(?:含|包括|其中)[^（）]{0,12}?(?:临|聘|编外|劳务|借调|退休|遗属)")


def _takes_in_others(reading: Reading, amount: Amount) -> bool:
    """Whether a number of persons takes in some who hold no post: 实有48人（含临聘5人）."""
    line = reading.source.paragraphs[amount.span.paragraph].text
    return (
        _OTHERS_IN.match(line, amount.span.end) is not None
        or _OTHERS_IN.match(line, amount.span.end - 1) is not None
    )


def takes_in_carried(reading: Reading, statement: Statement) -> bool:
    """Whether 支出总计 takes in what is carried out, so that it balances with the income."""
    span, amount = statement.span, statement.amount
    said = statement.label
    if amount is not None and amount.span.paragraph == span.paragraph:
        said += reading.source.paragraphs[span.paragraph].text[span.start : amount.span.start]
    return _WITH_CARRIED.search(said) is not None and _CARRIED.search(reading.text) is not None


def canonical(measure: str, year: int | None, own: int | None) -> tuple[str, int | None]:
    """Return measure and year of a figure as they are compared: last year's is of last year."""
    if measure in {LAST_YEAR, LAST_BUDGET}:
        before = year - 1 if year is not None and year == own else year
        return (OUTTURN if measure == LAST_YEAR else BUDGET), before
    return measure, year


def _bases(reading: Reading, statement: Statement) -> Iterator[Entry]:
    """Yield what a figure is compared with, where that is printed: 比上年27.91万元减少…."""
    for comparison in statement.comparisons:
        base = comparison.base_amount
        where = base_of_comparison(comparison, statement, reading.year)
        if base is None or base.approximate or where is None or not statement.key:
            continue
        if base.span == statement.span or (base.unit == "人") != statement.unit_is_people:
            continue
        key = statement.key if _speaks_of_the_unit(reading, statement) else ""
        measure, year = where
        yield Entry(
            key, statement.label, basis_of(key, statement.scope), measure, year, base, base.value,
            base.span, None, -1, statement.whose, base=True,
        )  # fmt: skip


def base_of_comparison(
    comparison: Comparison, statement: Statement, own: int | None
) -> tuple[str, int | None] | None:
    """Return measure and year of what a comparison compares with, None where it is not told."""
    base, year = comparison.base, statement.year if statement.year is not None else own
    if base == LAST_YEAR and year is not None:
        measure = BUDGET if statement.measure in BUDGETS else OUTTURN
        return measure, year - 1
    if base == LAST_BUDGET and year is not None:
        return BUDGET, year - 1
    if base in BUDGETS:
        return base, year
    return (OUTTURN, int(base)) if base.isdigit() else None


def _speaks_of_the_unit(reading: Reading, statement: Statement) -> bool:
    """Not a part of a project: 某项目100万元，其中会议费2万元."""
    if statement.group < 0 or statement.key in FLOW or reading.lists[statement.group].parent < 0:
        return True
    whole = reading.whole_of(statement)
    parent = whole.key if whole is not None else ""
    if statement.key == "total_spending" and parent == "total_spending":
        return whole is not None and statement.scope != whole.scope
    if parent == "operating_spending" and statement.key in {"meetings", "training", "office_costs"}:
        return False
    return parent != "" and (parent != "project_spending" or statement.key not in BASIC_GROUP)


def basis_of(key: str, scope: str) -> str:
    """Return the budget that a quantity counts for."""
    if key in PEOPLE:
        return "people"
    main = scope in {"fiscal", "general_public_budget"}
    return MAIN if key in BASIC_GROUP and main else scope


_OF_A_TABLE = re.compile("资金总额")
"""The head of a sheet: of a project as well as of a unit."""
_NO_AMOUNT = frozenset({"points", "score", "both", "execution_rate", "control_rate", "share", "rate", "target", "actual", "change", "budget_change", "change_percent"})  # fmt: skip


def _is_figure(cell: CellStatement) -> bool:
    if cell.key == "total_spending" and _OF_A_TABLE.search(cell.label):
        return False
    plain = cell.key and cell.amount.unit != "%" and cell.column_key not in _NO_AMOUNT
    measured = not cell.column_key or cell.column_key in _MEASURES
    return bool(plain) and cell.place > 0 and (measured or _heads_itself(cell))


def _heads_itself(cell: CellStatement) -> bool:
    """Whether a number of persons stands below its own name: 编制数 | 实际在职人数."""
    return cell.key in PEOPLE and cell.column_key == cell.key


def _tables_of_wrong_unit(reading: Reading) -> frozenset[int]:
    """Return the tables headed 单位：元 whose very numbers the sentences print in 万元, and none in 元."""
    told: defaultdict[str, set[Decimal]] = defaultdict(set)
    for statement in reading.statements:
        if statement.amount is not None and statement.amount.places:
            told[statement.amount.unit].add(Decimal(statement.amount.text))
    found: defaultdict[int, set[Decimal]] = defaultdict(set)
    for cell in reading.cells:
        if cell.factor < 1 and cell.amount.places:
            found[cell.table].add(Decimal(cell.amount.text))
    return frozenset(
        table
        for table, numbers in found.items()
        if len(numbers & told["万元"]) > 1 and not numbers & told["元"]
    )


def _of_cell(reading: Reading, cell: CellStatement, slipped: frozenset[int]) -> Entry:
    quantity = reading.words.quantity(cell.label)
    usual = "total" if reading.tells_totals else "fiscal"
    scope = (quantity.scope if quantity else "") or cell.scope or usual
    column = "" if _heads_itself(cell) else cell.column_key
    measure, year = canonical(column or OUTTURN, reading.year, reading.year)
    if not column and cell.year is not None:
        year = cell.year
    as_printed = cell.key in PEOPLE or cell.table in slipped
    value = cell.amount.value if as_printed else cell.amount.value * cell.factor
    return Entry(
        cell.key, cell.label, basis_of(cell.key, scope), measure, year, cell.amount, value,
        cell.amount.span, None, -1,
    )  # fmt: skip


def mended_units(reading: Reading) -> dict[int, str]:
    """Return the statements printed in 元, or without a unit, that can only mean 万元.

    Only where the text else prints 万元, and the number is far too small for 元.
    """
    keyed = [
        (i, s)
        for i, s in enumerate(reading.statements)
        if s.key and s.amount and s.amount.unit in _MONEY_UNITS
        and not reading.source.paragraphs[s.span.paragraph].is_cell
    ]  # fmt: skip
    largest = max((s.amount.value for _, s in keyed if s.amount), default=Decimal(0))
    usual = sum(1 for _, s in keyed if s.amount and s.amount.unit in {"万元", "万"})
    if usual * 2 < len(keyed):
        return {}
    most = max(
        (s.amount.value for _, s in keyed if s.amount and s.amount.unit == "万元"), default=largest
    )
    return {
        i: "万元"
        for i, s in keyed
        if s.amount
        and (_is_short_of(reading, s.amount, s, largest) or _is_far_above(s.amount, s, most))
    }


def _is_far_above(amount: Amount, statement: Statement, most: Decimal) -> bool:
    """Whether a unit's own amount in 亿元 is out of all proportion, and would not be in 万元."""
    wide = amount.unit in {"亿元", "亿"} and amount.value > most * _OUT_OF_PROPORTION
    return wide and not statement.whose and Decimal(amount.text) <= most


_MOST = 1_000_000
"""No body of a county has so many 万元: so large a number is of 元."""


def _is_short_of(reading: Reading, amount: Amount, statement: Statement, largest: Decimal) -> bool:
    quantity = reading.words.quantity(statement.label)
    if quantity is not None and quantity.unit == "people":
        return False
    if amount.unit == "":
        return bool(amount.value) and _has_neighbour(reading, statement)
    if amount.unit != "元" or amount.text.strip("-0.") == "":
        return False
    number = abs(Decimal(amount.text))
    if statement.key in _LARGE and number < _MOST and amount.value * 10000 < largest * 10:
        return True
    small = amount.places > 0 and number < 10000
    return number < 1000 or (small and _changes_in_ten_thousands(statement))


def _has_neighbour(reading: Reading, statement: Statement) -> bool:
    """Whether another number of the paragraph prints its unit, so that this one should too."""
    text = reading.normals[statement.span.paragraph].text
    return re.search("\\d(?:万元|亿元|元)", text) is not None


def _changes_in_ten_thousands(statement: Statement) -> bool:
    return any(c.change and c.change.unit in {"万元", "万"} for c in statement.comparisons)


def is_plausible(ledger: Ledger, total: int, parts: tuple[int, ...]) -> bool:
    """Whether a total can be that of parts printed elsewhere: not far less than one of them.

    A slip of the pen changes a digit or loses one. What is less than half of a part, in another
    paragraph, is another matter that is called by the same word.
    """
    whole = ledger.entries[total]
    if any(ledger.entries[part].span.paragraph == whole.span.paragraph for part in parts):
        return True
    values = [ledger.entries[part].value for part in parts]
    if whole.value * 2 >= max(values):
        return True
    return digits_of(whole.value) == digits_of(sum(values, Decimal(0)))


def digits_of(value: Decimal) -> str:
    """Return the digits of a number without its zeros at the ends: the same for 12 and 1200."""
    return f"{value.normalize():f}".replace(".", "").strip("0")
