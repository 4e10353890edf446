"""基本支出决算表: lanes of economic code, name and amount side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.importers.workbook.economic import CLASSES, NAMES, same_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.importers.workbook.account import Account
    from pingkou_gui.importers.workbook.cells import At
    from pingkou_gui.importers.workbook.sums import Reading
    from pingkou_gui.importers.workbook.tables import Table

_CODE = re.compile(r"3(?:0[1-9]|1[0-3]|99)(?:\d\d)?")
_SECOND = re.compile(r"\d{1,2}")
_TOTALS = (
    ("personnel", re.compile(r"人员(?:经费|支出)(?:合计|小计|总计)?")),
    ("operating", re.compile(r"(?:日常)?公用(?:经费|支出)(?:合计|小计|总计)?")),
    ("basic", re.compile(r"(?:基本支出)?(?:合计|总计)")),
)
_AMOUNT_HEADS = ("合计", "决算数", "金额", "小计", "基本支出", "支出数")
_PARTS = {
    "personnel": ("301", "303"),
    "operating": ("302", "307", "308", "309", "310", "311", "312", "313", "399"),
}


@dataclass(frozen=True, slots=True)
class Lane:
    """One run of columns: code, perhaps the second half of the code, name, amounts."""

    code: int
    end: int
    """The last column before the next lane."""
    amount: int
    parts: tuple[tuple[str, int], ...] = ()
    """Columns 人员经费 and 公用经费 beside the amount."""


def read_basic(table: Table, account: Account) -> None:
    """Read the classes, their items and the totals of a table of basic spending."""
    lanes = _lanes(table)
    for lane in lanes:
        _read_lane(table, lane, account)
    _read_totals(table, lanes, account)
    _add_sums(account)
    _doubt_nameless(table, lanes, account)


def _lanes(table: Table) -> tuple[Lane, ...]:
    starts = [column for column in table.columns if _holds_codes(table, column)]
    ends = [start - 1 for start in starts[1:]] + [table.sheet.columns]
    found = [_lane(table, start, end) for start, end in zip(starts, ends, strict=True)]
    return tuple(lane for lane in found if lane is not None)


def _holds_codes(table: Table, column: int) -> bool:
    codes = sum(_is_code(table, (row, column)) for row in table.rows)
    filled = sum(bool(table[row, column].words) for row in table.rows)
    return codes > 0 and codes * 2 >= filled


def _is_code(table: Table, at: At) -> bool:
    cell = table[at]
    if not _CODE.fullmatch(cell.words):
        return False
    right = [table[at[0], c].words for c in range(at[1] + 1, at[1] + 4)]
    return any(words and not re.fullmatch(r"[-+.,\d]+", words) for words in right)


def _lane(table: Table, start: int, end: int) -> Lane | None:
    columns = [c for c in range(start + 1, end + 1) if _holds_amounts(table, c)]
    heads = {c: "".join(table.heads(c)[-1:]) for c in columns}
    columns = [c for c in columns if not re.search("行次|编码|代码|类|款|名称", heads[c])]
    parts = tuple(
        (what, c)
        for c in columns
        for what, word in (("personnel", "人员"), ("operating", "公用"))
        if word in heads[c]
    )
    rest = [c for c in columns if c not in {c for _, c in parts}]
    ranked = [c for word in _AMOUNT_HEADS for c in rest if word in heads[c]]
    chosen = (ranked or rest)[:1]
    if not chosen:
        return None
    return Lane(start, end, chosen[0], parts if len(parts) == 2 else ())


def _holds_amounts(table: Table, column: int) -> bool:
    """Whether a column is one of amounts: numbers in it, or nothing below a head of amounts."""
    numbers = [(r, column) for r in table.rows if table[r, column].number is not None]
    words = [r for r in table.rows if table[r, column].words and table[r, column].number is None]
    head = "".join(table.heads(column))
    return any(w in head for w in _AMOUNT_HEADS) or len(numbers) > len(words)


def _code_at(table: Table, lane: Lane, row: int) -> str:
    first = table[row, lane.code].words
    second = table[row, lane.code + 1].words if lane.code + 1 < lane.amount else ""
    if _CODE.fullmatch(first) and len(first) == 3 and _SECOND.fullmatch(second):
        return first + second.zfill(2)
    return first if _CODE.fullmatch(first) else ""


def _name_at(table: Table, lane: Lane, row: int) -> str:
    for column in range(lane.code, lane.amount):
        cell = table[row, column]
        if cell.words and cell.number is None:
            return cell.words
    return ""


def _read_lane(table: Table, lane: Lane, account: Account) -> None:
    for row in table.rows:
        code = _code_at(table, lane, row)
        if not code:
            continue
        table.used.update({(row, lane.code), (row, lane.code + 1)} - {(row, lane.amount)})
        name = _name_at(table, lane, row)
        reading = account.read(table, (row, lane.amount), f"economic:{code}", name)
        parts = [account.read(table, (row, column)) for _, column in lane.parts]
        if lane.parts:
            account.balance([reading], parts, (f"{code}合计", "人员与公用相加"))
        if reading is not None and not same_name(code, name):
            reading.suspect(f"科目编码{code}是{NAMES[code]}，名称写的是{name}，像错了行")


def _labels(table: Table) -> Iterator[tuple[str, At]]:
    for row in table.rows:
        for column in table.columns:
            words = table[row, column].words
            if words and table[row, column].number is None:
                for what, pattern in _TOTALS:
                    if pattern.fullmatch(words):
                        yield what, (row, column)


def _read_totals(table: Table, lanes: tuple[Lane, ...], account: Account) -> None:
    for what, (row, column) in _labels(table):
        columns = [lane.amount for lane in lanes if lane.amount > column]
        beside = _next_words(table, row, column)
        at = next((c for c in columns if table[row, c].number is not None), None)
        if at is None or at > beside:
            continue
        total = account.read(table, (row, at), what)
        for lane in lanes:
            if lane.amount == at and lane.parts:
                parts = [account.read(table, (row, c), part) for part, c in lane.parts]
                account.balance([total], parts, ("合计", "人员与公用相加"))


def _next_words(table: Table, row: int, column: int) -> int:
    """Return the column of the next words in the row, one past the last where there are none."""
    for right in range(column + 1, table.sheet.columns + 1):
        cell = table[row, right]
        if cell.words and cell.number is None:
            return right
    return table.sheet.columns + 1


def _add_sums(account: Account) -> None:
    codes = [what.partition(":")[2] for what in account.readings if what.startswith("economic:")]
    for code in sorted({code[:3] for code in codes}):
        items = [c for c in codes if c.startswith(code) and len(c) == 5]
        if items:
            parts = [account.first(f"economic:{c}") for c in items]
            names = (f"{code}类合计", "各明细相加")
            account.balance([account.first(f"economic:{code}")], parts, names)
    sums: list[Reading | None] = []
    for what, classes in _PARTS.items():
        whole = account.first(what)
        parts = [account.first(f"economic:{code}") for code in classes]
        if whole is not None:
            account.balance([whole], parts, (f"{_NAME[what]}合计", "各类相加"))
        sums.extend([whole] if whole is not None else parts)
    if account.first("basic") is not None:
        account.balance([account.first("basic")], sums, ("基本支出合计", "各类相加"))


_NAME = {"personnel": "人员经费", "operating": "公用经费"}


def _doubt_nameless(table: Table, lanes: tuple[Lane, ...], account: Account) -> None:
    """Amounts beside no code and no name: the column has slipped against its names."""
    for lane in lanes:
        for row in table.rows:
            at = (row, lane.amount)
            bare = not any(table[row, c].words for c in range(lane.code, lane.amount))
            if bare and table[at].number and at not in table.used:
                for reading in _in_lane(table, lane, account):
                    reading.suspect(f"{table.where(at)}的数旁边没有科目，这一列像错了一行")


def _in_lane(table: Table, lane: Lane, account: Account) -> list[Reading]:
    readings = [r for same in account.readings.values() for r in same if r.table is table]
    return [r for r in readings if r.cells[0][1] == lane.amount]


CLASS_CODES = tuple(CLASSES)
