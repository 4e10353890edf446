"""The sums of a table, down its columns and along its rows; `table_faults` finds wrong figures by them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.reading.statements import PEOPLE
from pingkou_gui.text.reading.table_words import MONEY, SCORED, TOTAL, people_key, quantity_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pingkou_gui.text.reading.tables import CellStatement

    Values = Mapping[int, Decimal]

PARTS: dict[str, tuple[frozenset[str], ...]] = {
    "three_public": (
        frozenset({"overseas_travel", "official_vehicles", "official_reception"}),
        frozenset({"overseas_travel", "vehicle_purchase", "vehicle_running", "official_reception"}),
    ),
    "official_vehicles": (frozenset({"vehicle_purchase", "vehicle_running"}),),
    "total_spending": (frozenset({"basic_spending", "project_spending"}),),
    "basic_spending": (frozenset({"personnel_spending", "operating_spending"}),),
}
"""By key, the complete sets of its parts; there may be two."""
_PARTS_OF = {
    "three_public": frozenset(
        {"overseas_travel", "official_vehicles", "vehicle_purchase", "vehicle_running", "official_reception"}
    ),
    "official_vehicles": frozenset({"vehicle_purchase", "vehicle_running"}),
    "basic_spending": frozenset(
        {
            "personnel_spending", "operating_spending", "wages", "goods_and_services",
            "transfers_to_individuals", "capital_outlay", "debt_interest",
        }
    ),
    "personnel_spending": frozenset({"wages", "transfers_to_individuals"}),
    "operating_spending": frozenset({"goods_and_services", "capital_outlay"}),
    "total_spending": frozenset({"basic_spending", "project_spending"}),
}  # fmt: skip
"""By key, the keys that may stand below as its parts, complete or not."""
_NO_PART = re.compile("(?<!上年)(?<!年初)(?<!结转和)(?<!结转及)结余|结转下年|年末结转|备注|率|比")
"""Heads of columns that are no parts of the total beside them; what is left of last year is one."""
_SOURCES = ("拨款", "资金", "预算", "收入")
_MOST_PARTS = 16


@dataclass(frozen=True, slots=True)
class TableSum:
    """One sum; total and parts are indices of the table's cells.

    Attributes:
        name: the name of the total, for people.
        sure: whether no part can be missing.
        structure: the rows (or columns) it joins; equal for the same sum of every column (or row).
        signs: 1 or -1 for each part; empty where all are added.
    """

    name: str
    total: int
    parts: tuple[int, ...]
    sure: bool
    structure: tuple[int, ...] = ()
    signs: tuple[int, ...] = ()

    @property
    def nodes(self) -> tuple[int, ...]:
        """The total and the parts."""
        return (self.total, *self.parts)

    def added(self, values: Values) -> Decimal:
        """Return the sum of the parts."""
        signed = zip(self.parts, self.signs or (1,) * len(self.parts), strict=True)
        return sum((sign * values[part] for part, sign in signed), Decimal(0))

    def sign_of(self, part: int) -> int:
        """Return 1 for a part that is added, -1 for one that is subtracted."""
        return self.signs[self.parts.index(part)] if self.signs else 1

    def implied(self, values: Values, node: int) -> Decimal | None:
        """Return the value that a figure must have for the sum to hold; None if it is a part twice or none."""
        if node == self.total:
            return self.added(values)
        if self.parts.count(node) != 1:
            return None
        return values[node] + self.sign_of(node) * (values[self.total] - self.added(values))


# ---- find the sums ---------------------------------------------------------------


@dataclass(slots=True)
class _RowOfFigures:
    """A row of figures.

    Attributes:
        first: its first figure, with the words of the row.
        figures: the index of its figure in each column; column 0 is unknown.
        level, parent: its depth in the outline of the rows, and the row it is a part of, else -1.
        of_which: whether it belongs to a 其中 below its parent.
    """

    first: CellStatement
    figures: dict[int, int] = field(default_factory=dict)
    level: int = 0
    parent: int = -1
    of_which: bool = False

    @property
    def is_total(self) -> bool:
        """Whether its label is a total: 合计, 总计."""
        return self.first.of_total or TOTAL.fullmatch(self.first.label) is not None


def sums_of(cells: Sequence[CellStatement]) -> list[TableSum]:
    """Return the sums of one table; figures are indices of `cells`."""
    found: list[TableSum] = []
    blocks: defaultdict[int, list[int]] = defaultdict(list)
    for at, cell in enumerate(cells):
        blocks[cell.block].append(at)
    for places in blocks.values():
        if any(cells[at].column_key in SCORED for at in places if not cells[at].paired):
            places = [  # noqa: PLW2901
                at for at in places if cells[at].column_key in MONEY or _is_counted(cells[at])
            ]
        single = [at for at in places if not cells[at].paired and _is_amount(cells[at])]
        for kind in _by_kind(cells, single):
            rows = _rows(cells, kind)
            found += [*_column_sums(rows, cells), *_of_which_sums(rows, cells)]
            found += _row_sums(rows, cells)
        found += _change_sums(cells, [at for at in places if not cells[at].paired])
        found += _division_sums(cells, [at for at in places if cells[at].paired])
        found += _key_sums(cells, [at for at in places if cells[at].paired], ())
    return _validated(found, cells)


def _is_amount(cell: CellStatement) -> bool:
    """Whether a figure is an amount or a count by its column, and no rate."""
    known = cell.column_key in MONEY or cell.column_key in PEOPLE or _is_counted(cell)
    return known and cell.amount.unit != "%" and not cell.heading.endswith("率")


def _is_counted(cell: CellStatement) -> bool:
    """Whether a figure may be a count of things, 完成数 17, by the words of its column."""
    return cell.column_key in _COUNTED and not cell.amount.unit and not cell.amount.places


_COUNTED = frozenset({"target", "actual"})


def _by_kind(cells: Sequence[CellStatement], places: list[int]) -> Iterator[list[int]]:
    """Yield the amounts among the figures, then the counts of persons, which no sum mixes."""
    persons = [at for at in places if _is_of_persons(cells[at])]
    yield [at for at in places if at not in persons]
    yield persons


def _is_of_persons(cell: CellStatement) -> bool:
    """Whether a figure counts persons, by its column, its key or the words of its row."""
    keys = {cell.column_key, cell.key, people_key(cell.label)}
    return not keys.isdisjoint(PEOPLE)


def _rows(cells: Sequence[CellStatement], places: list[int]) -> list[_RowOfFigures]:
    """Return the rows that hold the figures, with their levels."""
    rows: dict[int, _RowOfFigures] = {}
    for at in places:
        cell = cells[at]
        row = rows.setdefault(cell.row, _RowOfFigures(cell))
        row.figures.setdefault(cell.place, at)
    found = list(rows.values())
    _set_levels(found, cells)
    return found


def _set_levels(rows: list[_RowOfFigures], cells: Sequence[CellStatement]) -> None:
    """Set level and parent of each row, by numbering, account code, 其中 and sums."""
    stack: list[tuple[str, int]] = []
    inside = -1
    for at, row in enumerate(rows):
        cell = row.first
        if row.is_total:
            stack, inside = [], -1
            continue
        style = f"code{len(cell.code)}" if cell.code else cell.marker
        if style == "其中" or (style == "" and inside >= 0 and _goes_on(rows, at, inside, stack)):
            inside = inside if style != "其中" and inside >= 0 else _owner_of(rows, at)
            row.parent, row.of_which = inside, True
            row.level = rows[inside].level + 1 if inside >= 0 else 1
            continue
        inside = -1
        owner = next((p for s, p in reversed(stack) if _is_part(cell, rows[p].first)), -1)
        styles = [s for s, _ in stack]
        if style in styles and owner < 0:
            del stack[styles.index(style) :]
        elif style == "" and owner >= 0:
            row.parent, row.level = owner, rows[owner].level + 1
            continue
        row.level = len(stack)
        row.parent = stack[-1][1] if stack else -1
        stack.append((style, at))
    _find_sums_below(rows, cells)
    _find_subtotals(rows, cells)


def _owner_of(rows: list[_RowOfFigures], at: int) -> int:
    """Return the row of which 其中 names parts: the nearest above that is no such part itself; -1 without one."""
    return next((n for n in range(at - 1, -1, -1) if not rows[n].of_which), -1)


def _goes_on(rows: list[_RowOfFigures], at: int, inside: int, stack: list[tuple[str, int]]) -> bool:
    """Whether a row without numbering is a further part of the 其中 above it."""
    owner, cell = rows[inside].first, rows[at].first
    if stack and all(style for style, _ in stack):
        return True
    if TOTAL.fullmatch(owner.label):
        return cell.key in _PARTS_OF["total_spending"] or any(w in cell.label for w in _SOURCES)
    return cell.key in _PARTS_OF.get(owner.key, frozenset())


def _is_part(cell: CellStatement, owner: CellStatement) -> bool:
    """Whether a quantity may be a part of another by their keys."""
    return cell.key != "" and cell.key in _PARTS_OF.get(owner.key, frozenset())


_SUBTOTAL = re.compile("[一-鿿]{2,10}(?:合计|小计)")


def _find_sums_below(rows: list[_RowOfFigures], cells: Sequence[CellStatement]) -> None:
    """Make rows the parts of a 基本支出合计 below them, if they add up to it in every column."""
    for at, row in enumerate(rows):
        if row.is_total or _SUBTOTAL.fullmatch(row.first.label) is None:
            continue
        left = {column: cells[place].amount.value for column, place in row.figures.items()}
        for other in range(at - 1, max(-1, at - _MOST_PARTS), -1):
            if rows[other].is_total:
                break
            if rows[other].level != 0:
                continue
            for column, place in rows[other].figures.items():
                if column in left:
                    left[column] -= cells[place].amount.value
            if not any(left.values()):
                row.level, row.parent = 0, -1
                for n in range(other, at):
                    rows[n].level += 1
                    rows[n].parent = at if rows[n].parent < 0 else rows[n].parent
                break


def _find_subtotals(rows: list[_RowOfFigures], cells: Sequence[CellStatement]) -> None:
    """Make rows the parts of the one above them, if they add up to it in every column."""
    for at, row in enumerate(rows):
        if row.is_total or not any(cells[place].amount.value for place in row.figures.values()):
            continue
        added = dict.fromkeys(row.figures, Decimal(0))
        for other in range(at + 1, min(len(rows), at + _MOST_PARTS)):
            of_which = rows[other].of_which and rows[other].parent == at
            if rows[other].is_total or not (of_which or rows[other].level == row.level):
                break
            for column, place in rows[other].figures.items():
                if column in added:
                    added[column] += cells[place].amount.value
            wholes = {c: cells[row.figures[c]].amount.value for c in added}
            off = [wholes[column] - value for column, value in added.items()]
            exact = [c for c, value in added.items() if value and value == wholes[c]]
            if of_which and not any(off):
                break  # 其中 leaves nothing out: the rows below are no parts
            if not of_which and other > at + 1 and (not any(off) or _is_certain(exact, wholes)):
                _put_below(rows, at, other)
                break
            if max(off) < 0:
                break


def _put_below(rows: list[_RowOfFigures], at: int, last: int) -> None:
    """Make the rows from `at` + 1 to `last` the parts of row `at`, also those of 其中."""
    for row in rows[at + 1 : last + 1]:
        row.level, row.parent, row.of_which = rows[at].level + 1, at, False


def _is_certain(exact: Sequence[int], wholes: Mapping[int, Decimal]) -> bool:
    """Whether a column in which the rows add up has a total of four digits or more."""
    digits = (len(wholes[column].normalize().as_tuple().digits) for column in exact)
    return max(digits, default=0) >= _MANY_DIGITS


_MANY_DIGITS = 4


def _column_sums(rows: list[_RowOfFigures], cells: Sequence[CellStatement]) -> Iterator[TableSum]:
    """Yield the sums down each column, by the outline of the rows and by the keys of quantities."""
    for total, parts, sure in _row_groups(rows):
        structure = (total, *parts)
        if any(0 in rows[at].figures for at in structure):
            continue
        for column, at in rows[total].figures.items():
            have = [rows[part].figures[column] for part in parts if column in rows[part].figures]
            if len(have) == 1:  # the others may be blank: only more than the total is wrong
                above = cells[have[0]].amount.value > cells[at].amount.value
                have = have if above and rows[total].first.label.endswith("总额") else []
            if have:
                label = cells[at].label or "合计"
                yield TableSum(f"“{label}”", at, tuple(have), sure, structure)
    for column in {column for row in rows for column in row.figures if column}:
        figures = [row.figures[column] for row in rows if column in row.figures]
        yield from _key_sums(cells, figures, (-1,))


def _of_which_sums(rows: list[_RowOfFigures], cells: Sequence[CellStatement]) -> Iterator[TableSum]:
    """Yield 其中 rows that add up to their parent or more; `_validated` keeps them if another column holds exactly."""
    for owner, row in enumerate(rows):
        parts = [part for part in rows if part.of_which and part.parent == owner]
        for column, at in row.figures.items():
            have = tuple(part.figures[column] for part in parts if column in part.figures)
            added = sum((cells[n].amount.value for n in have), Decimal(0))
            if len(have) == len(parts) > 1 and added >= cells[at].amount.value:
                yield TableSum(f"“{row.first.label}”", at, have, False, (_OF_WHICH, owner))  # noqa: FBT003


def _row_groups(rows: list[_RowOfFigures]) -> Iterator[tuple[int, tuple[int, ...], bool]]:
    """Yield a total row, the rows of its parts, and whether no part can be missing."""
    totals = [at for at, row in enumerate(rows) if row.is_total]
    for number, at in enumerate(totals):
        before = totals[number - 1] + 1 if number else 0
        after = totals[number + 1] if number + 1 < len(totals) else len(rows)
        segment = range(before, at) if at > before else range(at + 1, after)
        if rows[at].first.label.endswith(("资金总额", "总额")):
            for group in _of_which_groups(rows, at, after):
                yield at, group, True
            continue
        parts = tuple(n for n in segment if rows[n].level == 0)
        if (
            number
            and parts
            and "总计" in rows[at].first.label
            and "合计" in rows[totals[number - 1]].first.label
        ):
            yield at, (totals[number - 1], *parts), True
            continue
        deeper = any(rows[n].level for n in segment)
        markers = {rows[n].first.marker for n in parts}
        if len(parts) > 1:
            yield (
                at,
                parts,
                len(markers) == 1
                and not (deeper and "" in markers and _any_unkeyed(rows, segment)),
            )
    children: defaultdict[int, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.parent >= 0 and not row.of_which and not row.is_total:
            children[row.parent].append(at)
    for parent, parts_ in children.items():
        if (
            len(parts_) > 1 and not rows[parent].is_total and rows[parent].first.key not in PARTS
        ) or (len(parts_) > 1 and rows[parent].first.key == "basic_spending"):
            yield parent, tuple(parts_), False


def _of_which_groups(rows: list[_RowOfFigures], total: int, end: int) -> Iterator[tuple[int, ...]]:
    """Yield the divisions of a total below it, each of which begins with its own 其中."""
    group: list[int] = []
    for at in range(total + 1, end):
        if not rows[at].of_which or rows[at].parent != total:
            break
        if group and rows[at].first.marker == "其中":
            yield tuple(group)
            group = []
        group.append(at)
    if group:
        yield tuple(group)


def _any_unkeyed(rows: list[_RowOfFigures], segment: range) -> bool:
    """Whether a row has a deeper level by its numbering alone, without key or code."""
    return any(rows[n].level and not rows[n].first.key and not rows[n].first.code for n in segment)


def _key_sums(
    cells: Sequence[CellStatement], places: list[int], structure: tuple[int, ...]
) -> Iterator[TableSum]:
    """Yield the sums of quantities whose parts are among the figures, by their keys."""
    by_key: dict[str, int] = {}
    for at in places:
        if cells[at].key:
            by_key.setdefault(cells[at].key, at)
    yield from _sums_by_key(cells, by_key, structure)


def _sums_by_key(
    cells: Sequence[CellStatement], by_key: Mapping[str, int], structure: tuple[int, ...]
) -> Iterator[TableSum]:
    """Yield each quantity with its parts, if at most one of them is missing."""
    there = by_key.keys()
    for key, ways in PARTS.items():
        total = by_key.get(key)
        if total is None:
            continue
        way = next((w for w in ways if w <= there), max(ways, key=lambda w: len(w & there)))
        parts = tuple(sorted(by_key[part] for part in way if part in there))
        if len(parts) >= max(2, len(way) - 1):
            whole = len(parts) == len(way)
            same = tuple(hash(part) for part in sorted(way & there))
            name = f"“{cells[total].label or cells[total].heading}”"
            yield TableSum(name, total, parts, whole, (*structure, *same))


def _row_sums(rows: list[_RowOfFigures], cells: Sequence[CellStatement]) -> Iterator[TableSum]:
    """Yield the sums along each row: by keys, balances, and 合计 with the columns beside it."""
    for row in rows:
        if 0 in row.figures:
            continue
        columns = sorted(row.figures)
        heads = {c: cells[row.figures[c]].heading for c in columns}
        keys = {c: _key_of_head(cells[row.figures[c]]) for c in columns}
        by_key = {keys[c]: row.figures[c] for c in reversed(columns) if keys[c]}
        if len(by_key) > 2:
            yield from _sums_by_key(cells, by_key, (-2,))
        yield from _balance_sums(row, columns, heads)
        total = next((c for c in columns if _is_total_head(heads[c])), None)
        if total is None and not by_key:
            yield from _last_column_sums(row, columns, heads)
        if total is None or (len(by_key) > 2 and keys[total] in PARTS):
            continue
        right = [c for c in columns if c > total]
        stop = next((c for c in right if _is_total_head(heads[c])), max(right, default=0) + 1)
        parts = [c for c in right if c < stop and not _NO_PART.search(heads[c])]
        known = {keys[c] for c in parts}
        parts = [c for c in parts if not any(keys[c] in _PARTS_OF.get(k, ()) for k in known if k)]
        kind = -3
        if not parts:
            kind = _TOTAL_AT_RIGHT
            parts = [c for c in columns if c < total and not _NO_PART.search(heads[c])]
        if len(parts) > 1:
            yield TableSum(
                f"“{heads[total]}”", row.figures[total], tuple(row.figures[c] for c in parts),
                sure=False, structure=(kind, total, *parts),
            )  # fmt: skip


def _last_column_sums(
    row: _RowOfFigures, columns: Sequence[int], heads: Mapping[int, str]
) -> Iterator[TableSum]:
    """Yield the last figure of a row as the sum of all others: 一季度 to 四季度, 全年."""
    if len(columns) > _FEWEST_COLUMNS and not _NO_PART.search(heads[columns[-1]]):
        yield TableSum(
            f"“{heads[columns[-1]]}”", row.figures[columns[-1]], tuple(row.figures[c] for c in columns[:-1]),
            sure=False, structure=(_LAST_COLUMN, *columns),
        )  # fmt: skip


_FEWEST_COLUMNS = 2
_TOTAL_AT_RIGHT, _BALANCE, _LAST_COLUMN, _CHANGE, _OF_WHICH = -4, -5, -6, -7, -8
_ONLY_PROVED = {_TOTAL_AT_RIGHT: 1, _BALANCE: 1, _LAST_COLUMN: 2, _CHANGE: 2, _OF_WHICH: 1}
"""Kinds of sums that need proof: how often they must hold in the table."""
_ROLES = (
    ("closing", re.compile("年末|期末|结转下年|结余|余额|剩余|未[支用执]")),
    ("opening", re.compile("[年期]初(?!预算)|上年[末度]?(?:结[转余]|余额)")),
    ("out", re.compile("支出|支付|使用|减少|执行|拨付|已用|发放")),
    ("in", re.compile("收入|拨入|下达|安排|增加|到位|预算|可用|指标|筹集")),
)


def _balance_sums(
    row: _RowOfFigures, columns: Sequence[int], heads: Mapping[int, str]
) -> Iterator[TableSum]:
    """Yield 年初结转 + 本年收入 − 本年支出 = 年末结转 of a row; without an opening balance if it has none."""
    found: dict[str, int] = {}
    for column in columns:
        role = next((name for name, words in _ROLES if words.search(heads[column])), "")
        if not role or role in found:
            return
        found[role] = column
    if not {"closing", "in", "out"} <= found.keys():
        return
    parts = [
        (found[role], sign)
        for role, sign in (("opening", 1), ("in", 1), ("out", -1))
        if role in found
    ]
    yield TableSum(
        f"“{heads[found['closing']]}”", row.figures[found["closing"]],
        tuple(row.figures[column] for column, _ in parts), sure=False,
        structure=(_BALANCE, found["closing"], *(column for column, _ in parts)),
        signs=tuple(sign for _, sign in parts),
    )  # fmt: skip


_YEAR_HEAD = re.compile("(20\\d\\d)年度?(?P<stage>[^\\d（）]*)")


def _change_sums(cells: Sequence[CellStatement], places: list[int]) -> Iterator[TableSum]:
    """Yield 增减 of each row as the later year less the earlier: 2022年预算 | 2023年预算 | 增减."""
    figures = [at for at in places if cells[at].column_key == "change" or _is_amount(cells[at])]
    for row in _rows(cells, [at for at in figures if cells[at].amount.unit != "%"]):
        found = list(row.figures.values())
        changed = [at for at in found if cells[at].column_key == "change"]
        heads = ((at, _YEAR_HEAD.match(cells[at].heading)) for at in found)
        years = {int(match[1]): (at, match["stage"]) for at, match in heads if match}
        if (len(changed), len(years), len(found)) != (1, 2, 3):
            continue
        (later, stage), (earlier, other) = years[max(years)], years[min(years)]
        if stage == other:
            yield TableSum(
                f"“{cells[changed[0]].heading}”", changed[0], (later, earlier), sure=False,
                structure=(_CHANGE, cells[changed[0]].place, cells[later].place), signs=(1, -1),
            )  # fmt: skip


def _key_of_head(cell: CellStatement) -> str:
    """Return the key of the quantity that the head of a figure's column names, or an empty string."""
    named = cell.key if cell.label == cell.heading else ""
    return quantity_key(cell.heading, public=True) or named


def _is_total_head(words: str) -> bool:
    """Whether a head is 合计 or ends with it."""
    return TOTAL.fullmatch(words) is not None or words.endswith(("合计", "小计"))


def _division_sums(cells: Sequence[CellStatement], places: list[int]) -> Iterator[TableSum]:
    """Yield 按收入性质分：100 as the sum of the cells below it."""
    columns: defaultdict[int, list[int]] = defaultdict(list)
    for at in places:
        columns[cells[at].column].append(at)
    leads = [at for at in places if _divides(cells[at])]
    if len(leads) > 1 and len({cells[at].row for at in leads}) == 1:
        yield from _division_sums_side_by_side(cells, places, leads)
        return
    for below in columns.values():
        for number, at in enumerate(below):
            if not _divides(cells[at]):
                continue
            following = below[number + 1 :]
            stop = next((n for n, p in enumerate(following) if _divides(cells[p])), len(following))
            if stop > 1:
                yield TableSum(f"“{cells[at].label}”", at, tuple(following[:stop]), sure=True)


_LAST_PARTS = ("其他资金", "单位资金", "项目支出")


def _division_sums_side_by_side(
    cells: Sequence[CellStatement], places: list[int], leads: list[int]
) -> Iterator[TableSum]:
    """Yield 按收入性质分：100 | 按支出性质分：100 as the sums of the cells below each."""
    below: defaultdict[int, list[int]] = defaultdict(list)
    for at in places:
        if at not in leads:
            below[cells[at].column].append(at)
    if len(below) != len(leads):
        return
    for lead, (_, parts) in zip(leads, sorted(below.items()), strict=True):
        last = cells[parts[-1]].label
        if len(parts) > 1 and last.startswith(_LAST_PARTS):  # else the rest was not read
            yield TableSum(f"“{cells[lead].label}”", lead, tuple(parts), sure=True)


def _divides(cell: CellStatement) -> bool:
    """Whether a label divides a total: 按收入性质分."""
    return cell.label.startswith("按") and cell.label.partition("（")[0].rstrip("：").endswith("分")


def _validated(sums: list[TableSum], cells: Sequence[CellStatement]) -> list[TableSum]:
    """Return each sum once; those that hold in another column or row become sure, unproved kinds are dropped."""
    values = dict(enumerate(cell.amount.value for cell in cells))
    held = Counter(
        s.structure for s in sums
        if s.structure and values[s.total] and s.added(values) == values[s.total]
        and sum(1 for part in s.parts if values[part]) > 1
    )  # fmt: skip
    distinct: dict[tuple[int, frozenset[int]], TableSum] = {}
    for each in sums:
        least = _ONLY_PROVED.get(next(iter(each.structure), 0), 0)
        if held[each.structure] < least:
            continue
        sure = each.sure or held[each.structure] > 0
        key = (each.total, frozenset(each.parts))
        if key not in distinct or (sure and not distinct[key].sure):
            distinct[key] = replace(each, sure=sure)
    return list(distinct.values())
