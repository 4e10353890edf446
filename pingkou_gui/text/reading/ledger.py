"""The ledger: all figures of a text, from sentences and tables, by quantity."""

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
"""Keys of flows of money, which are no parts of spending."""
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
"""Keys whose yearly amounts are never mere thousands of 元."""
_MONEY_UNITS = frozenset({"万元", "万", "元", "千元", "亿元", "亿", ""})
BUDGETS = frozenset({BUDGET, INITIAL_BUDGET, FULL_YEAR_BUDGET})
ADDED = "added"
"""The measure of an addition to a budget in the course of the year."""
_MEASURES = frozenset({LAST_YEAR, LAST_BUDGET, OUTTURN, ADDED, *BUDGETS})
_OUT_OF_PROPORTION = 20
"""An amount in 亿元 this many times above all others is taken for 万元."""
_DECIMAL = re.compile("\\d\\.\\d{1,2}万元")
_NEAREST = 40
"""How many entries of a quantity are searched around a statement."""
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
        fixed: whether it is a 无, which cannot be a mistyped number.
        base: whether it is the base of a comparison.
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
        """The key by which two entries are the same quantity."""
        return self.key, self.basis, self.measure, self.year, self.whose


@dataclass(frozen=True)
class Ledger:
    """The entries of a text; all other attributes and results are indices of them.

    Attributes:
        by_statement: the entry of a statement, by the statement's index in the reading.
        mended_units: the unit a statement should have, by the same index.
        places: the usual number of decimal places of amounts in 万元.
    """

    entries: tuple[Entry, ...]
    by_statement: dict[int, int]
    mended_units: dict[int, str]
    places: int

    @cached_property
    def _index(self) -> dict[tuple[str, str, str], list[int]]:
        """The entries by key, basis and measure."""
        found: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        for i, entry in enumerate(self.entries):
            found[entry.key, entry.basis, entry.measure].append(i)
        return dict(found)

    @cached_property
    def same(self) -> dict[tuple[str, str, str, int | None, str], list[int]]:
        """The entries by `Entry.quantity`, in reading order."""
        found: defaultdict[tuple[str, str, str, int | None, str], list[int]] = defaultdict(list)
        for i, entry in enumerate(self.entries):
            found[entry.quantity].append(i)
        return dict(found)

    def of(self, key: str, basis: str, measure: str = OUTTURN) -> list[int]:
        """Return the entries of a quantity, of all years, in reading order."""
        return self._index.get((key, basis, measure), [])

    @cached_property
    def _other_spending(self) -> dict[tuple[int, int | None, str], list[int]]:
        """The entries of 399 其他支出, which has no key, by paragraph, year and measure."""
        found: dict[tuple[int, int | None, str], list[int]] = {}
        for i, e in enumerate(self.entries):
            if not e.key and e.label == "其他支出" and e.statement is not None and not e.base:
                found.setdefault((e.span.paragraph, e.year, e.measure), []).append(i)
        return found

    def with_other_spending(self, parts: tuple[int | None, ...], measure: str) -> tuple[int, ...]:
        """Return the parts without None; with 399 其他支出 of their paragraphs, if 商品和服务支出 is among them."""
        known = tuple(part for part in parts if part is not None)
        entries = [self.entries[i] for i in known]
        if not any(entry.key == "goods_and_services" for entry in entries):
            return known
        places = dict.fromkeys((entry.span.paragraph, entry.year, measure) for entry in entries)
        return known + tuple(i for place in places for i in self._other_spending.get(place, ()))

    @cached_property
    def _by_place(self) -> dict[tuple[str, str, str, int | None, int | None], list[int]]:
        """The entries of a quantity in a year by paragraph, and all of them by None."""
        found: defaultdict[tuple[str, str, str, int | None, int | None], list[int]]
        found = defaultdict(list)
        for i, entry in enumerate(self.entries):
            for place in (entry.span.paragraph, None):
                found[entry.key, entry.basis, entry.measure, entry.year, place].append(i)
        return dict(found)

    def near(self, index: int, statement: Statement, measure: str, year: int | None) -> list[int]:
        """Return the entries of a statement's quantity for a measure and year, in reading order.

        Those of its own paragraph, else of the whole text; at most the 40 nearest.
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
        """The entries of bases by paragraph and start."""
        return {(e.span.paragraph, e.span.start): i for i, e in enumerate(self.entries) if e.base}

    def known(
        self, statement: Statement, reading: Reading, measure: str, year: int | None
    ) -> list[int]:
        """Return the entries of a statement's quantity for a measure and year; none without a key."""
        del reading
        basis = basis_of(statement.key, statement.scope)
        key = (statement.key, basis, measure, year, statement.whose)
        return list(self.same.get(key, [])) if statement.key else []


def build(reading: Reading) -> Ledger:
    """Return the ledger of a text."""
    mended = mended_units(reading)
    printed = {s.amount.span for s in reading.statements if s.amount is not None}
    entries: list[Entry] = []
    places: dict[int, int] = {}
    for index, statement in enumerate(reading.statements):
        if not statement.aside and statement.measure in _MEASURES:
            made = _entry_of_statement(reading, index, statement, mended)
            if made is not None:
                places[index] = len(entries)
                entries.append(made)
            bases = _entries_of_bases(reading, statement)
            entries.extend(e for e in bases if e.amount.span not in printed)
    placed = reading.source.placed  # the tables of accounts are held against the text by rows
    cells = (c for c in reading.cells if c.table not in placed and _is_figure(c))
    slipped = _tables_with_wrong_unit(reading)
    entries.extend(_entry_of_cell(reading, cell, slipped) for cell in cells)
    places_used = Counter(
        min(e.amount.places, 6)
        for e in entries
        if e.key and e.amount.unit in {"万元", "万"} and not (e.fixed or e.base)
    )
    usual = max((p for p, n in places_used.items() if n >= 2), default=2)
    if not usual and _DECIMAL.search(reading.text):
        usual = 1  # who prints 2.5 prints 20 for 20.00
    return Ledger(tuple(entries), places, mended, max(usual, 2) if usual else 0)


def _entry_of_statement(
    reading: Reading, index: int, statement: Statement, mended: dict[int, str]
) -> Entry | None:
    """Return the entry of a statement; None without a figure, or where it is approximate."""
    amount = statement.amount
    fixed = False
    if amount is None:
        if not statement.none or not statement.key:
            return None
        amount, fixed = amount_of("0", "万元", statement.span), True
    if amount.approximate:
        return None
    key = statement.key if _is_of_whole_unit(reading, statement) else ""
    if key in {"total_spending", "total_income"} and takes_in_carried(reading, statement):
        key = "balance"
    value = amount.value
    if index in mended:
        value = amount_of(amount.text, mended[index], amount.span).value
    if key in PEOPLE and _includes_other_staff(reading, amount):
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


_OTHER_STAFF_IN = re.compile(
    "[人名]?（(?:含|包括|其中)[^（）]{0,12}?(?:临|聘|编外|劳务|借调|退休|遗属)"
)


def _includes_other_staff(reading: Reading, amount: Amount) -> bool:
    """Whether a number of persons includes some without a post: 实有48人（含临聘5人）."""
    line = reading.source.paragraphs[amount.span.paragraph].text
    return (
        _OTHER_STAFF_IN.match(line, amount.span.end) is not None
        or _OTHER_STAFF_IN.match(line, amount.span.end - 1) is not None
    )


def takes_in_carried(reading: Reading, statement: Statement) -> bool:
    """Whether a 总计 includes 结转 and 结余, so that income and spending balance."""
    span, amount = statement.span, statement.amount
    said = statement.label
    if amount is not None and amount.span.paragraph == span.paragraph:
        said += reading.source.paragraphs[span.paragraph].text[span.start : amount.span.start]
    return _WITH_CARRIED.search(said) is not None and _CARRIED.search(reading.text) is not None


def canonical(measure: str, year: int | None, own: int | None) -> tuple[str, int | None]:
    """Return measure and year with `last_year` as `outturn` of the year before."""
    if measure in {LAST_YEAR, LAST_BUDGET}:
        before = year - 1 if year is not None and year == own else year
        return (OUTTURN if measure == LAST_YEAR else BUDGET), before
    return measure, year


def _entries_of_bases(reading: Reading, statement: Statement) -> Iterator[Entry]:
    """Yield the entries of the bases that comparisons print: 比上年27.91万元减少…."""
    for comparison in statement.comparisons:
        base = comparison.base_amount
        where = base_of_comparison(comparison, statement, reading.year)
        if base is None or base.approximate or where is None or not statement.key:
            continue
        if base.span == statement.span or (base.unit == "人") != statement.unit_is_people:
            continue
        key = statement.key if _is_of_whole_unit(reading, statement) else ""
        measure, year = where
        yield Entry(
            key, statement.label, basis_of(key, statement.scope), measure, year, base, base.value,
            base.span, None, -1, statement.whose, base=True,
        )  # fmt: skip


def base_of_comparison(
    comparison: Comparison, statement: Statement, own: int | None
) -> tuple[str, int | None] | None:
    """Return measure and year of the base of a comparison; None if it names none."""
    base, year = comparison.base, statement.year if statement.year is not None else own
    if base == LAST_YEAR and year is not None:
        measure = BUDGET if statement.measure in BUDGETS else OUTTURN
        return measure, year - 1
    if base == LAST_BUDGET and year is not None:
        return BUDGET, year - 1
    if base in BUDGETS:
        return base, year
    return (OUTTURN, int(base)) if base.isdigit() else None


def _is_of_whole_unit(reading: Reading, statement: Statement) -> bool:
    """Whether a figure is of the unit, and no part of a project: 某项目100万元，其中会议费2万元."""
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


_TABLE_TOTAL = re.compile("资金总额")
"""A total in a table of a project as well as in one of a unit."""
_NO_AMOUNT = frozenset({"points", "score", "both", "execution_rate", "control_rate", "share", "rate", "target", "actual", "change", "budget_change", "change_percent"})  # fmt: skip


def _is_figure(cell: CellStatement) -> bool:
    """Whether a cell is an amount or a number of persons of a known quantity and measure."""
    if cell.key == "total_spending" and _TABLE_TOTAL.search(cell.label):
        return False
    plain = cell.key and cell.amount.unit != "%" and cell.column_key not in _NO_AMOUNT
    measured = not cell.column_key or cell.column_key in _MEASURES
    return bool(plain) and cell.place > 0 and (measured or _has_own_column(cell))


def _has_own_column(cell: CellStatement) -> bool:
    """Whether a number of persons stands in a column of its own name: 编制数 | 实际在职人数."""
    return cell.key in PEOPLE and cell.column_key == cell.key


def _tables_with_wrong_unit(reading: Reading) -> frozenset[int]:
    """Return the tables with 单位：元 whose numbers the sentences print in 万元, and none in 元."""
    printed: defaultdict[str, set[Decimal]] = defaultdict(set)
    for statement in reading.statements:
        if statement.amount is not None and statement.amount.places:
            printed[statement.amount.unit].add(Decimal(statement.amount.text))
    found: defaultdict[int, set[Decimal]] = defaultdict(set)
    for cell in reading.cells:
        if cell.factor < 1 and cell.amount.places:
            found[cell.table].add(Decimal(cell.amount.text))
    return frozenset(
        table
        for table, numbers in found.items()
        if len(numbers & printed["万元"]) > 1 and not numbers & printed["元"]
    )


def _entry_of_cell(reading: Reading, cell: CellStatement, slipped: frozenset[int]) -> Entry:
    """Return the entry of a cell; `slipped` are the tables whose unit line is wrong."""
    quantity = reading.words.quantity(cell.label)
    usual = "total" if reading.tells_totals else "fiscal"
    scope = (quantity.scope if quantity else "") or cell.scope or usual
    column = "" if _has_own_column(cell) else cell.column_key
    measure, year = canonical(column or OUTTURN, reading.year, reading.year)
    if not column and cell.year is not None:
        year = cell.year
    as_printed = cell.key in PEOPLE or cell.table in slipped
    unit = "" if as_printed else _UNIT_OF_FACTOR.get(cell.factor, "")
    printed = cell.amount
    amount = amount_of(printed.text, unit, printed.span) if unit and not printed.unit else printed
    value = printed.value if as_printed else printed.value * cell.factor
    return Entry(
        cell.key, cell.label, basis_of(cell.key, scope), measure, year, amount, value,
        printed.span, None, -1,
    )  # fmt: skip


_UNIT_OF_FACTOR = {Decimal("0.0001"): "元", Decimal("0.1"): "千元", Decimal(10000): "亿元"}
"""The unit of a table by its factor to 万元; a cell's amount is told in it."""


def mended_units(reading: Reading) -> dict[int, str]:
    """Return the unit 万元 by the index of each statement that can only mean it.

    Those printed in 元 or without a unit with a number far too small, or in 亿元 with one far too
    large, if most amounts of the text are in 万元.
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
        and (_is_too_small(reading, s.amount, s, largest) or _is_too_large(s.amount, s, most))
    }


def _is_too_large(amount: Amount, statement: Statement, most: Decimal) -> bool:
    """Whether an amount in 亿元 is out of proportion, and would not be so in 万元."""
    wide = amount.unit in {"亿元", "亿"} and amount.value > most * _OUT_OF_PROPORTION
    return wide and not statement.whose and Decimal(amount.text) <= most


_MOST = 1_000_000
"""A number above is 元: no unit of a county has so many 万元."""


def _is_too_small(reading: Reading, amount: Amount, statement: Statement, largest: Decimal) -> bool:
    """Whether an amount in 元 is too small for its quantity, or one without a unit stands beside units."""
    quantity = reading.words.quantity(statement.label)
    if quantity is not None and quantity.unit == "people":
        return False
    if amount.unit == "":
        return bool(amount.value) and _paragraph_prints_unit(reading, statement)
    if amount.unit != "元" or amount.text.strip("-0.") == "":
        return False
    number = abs(Decimal(amount.text))
    if statement.key in _LARGE and number < _MOST and amount.value * 10000 < largest * 10:
        return True
    small = amount.places > 0 and number < 10000
    return number < 1000 or (small and _has_change_in_wan(statement))


def _paragraph_prints_unit(reading: Reading, statement: Statement) -> bool:
    """Whether any number of the paragraph has a unit of money."""
    text = reading.normals[statement.span.paragraph].text
    return re.search("\\d(?:万元|亿元|元)", text) is not None


def _has_change_in_wan(statement: Statement) -> bool:
    """Whether a change of the figure is printed in 万元."""
    return any(c.change and c.change.unit in {"万元", "万"} for c in statement.comparisons)


def is_plausible(ledger: Ledger, total: int, parts: tuple[int, ...]) -> bool:
    """Whether a total may be that of parts printed in other paragraphs.

    A typing slip changes or loses a digit. A total of less than half of a part is another quantity
    with the same name.
    """
    whole = ledger.entries[total]
    if any(ledger.entries[part].span.paragraph == whole.span.paragraph for part in parts):
        return True
    values = [ledger.entries[part].value for part in parts]
    if whole.value * 2 >= max(values):
        return True
    return digits_of(whole.value) == digits_of(sum(values, Decimal(0)))


def digits_of(value: Decimal) -> str:
    """Return the digits of a number without zeros at either end: 12 for 12, 1200 and 0.12."""
    return f"{value.normalize():f}".replace(".", "").strip("0")
