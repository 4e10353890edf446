"""Tables of basic spending by economic classification: columns, classes, items and their sums."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pingkou_gui.form.form import BY_ITEM
from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.importers.headers import YEAR, is_total, stage_of, unnumbered
from pingkou_gui.importers.sheets import total_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.importers.accounts import Account
    from pingkou_gui.importers.sheets import SheetTable
    from pingkou_gui.importers.workbook_cells import At


# 支出经济分类科目 (部门预算, Ministry of Finance 2018 and later): codes and names.


CLASSES = {
    "301": "工资福利支出",
    "302": "商品和服务支出",
    "303": "对个人和家庭的补助",
    "307": "债务利息及费用支出",
    "310": "资本性支出",
    "399": "其他支出",
}
"""The classes that basic spending is kept by in the report."""

_ITEMS = """
30101基本工资 30102津贴补贴 30103奖金 30106伙食补助费 30107绩效工资
30108机关事业单位基本养老保险缴费 30109职业年金缴费 30110职工基本医疗保险缴费
30111公务员医疗补助缴费 30112其他社会保障缴费 30113住房公积金 30114医疗费 30199其他工资福利支出
30201办公费 30202印刷费 30203咨询费 30204手续费 30205水费 30206电费 30207邮电费 30208取暖费
30209物业管理费 30211差旅费 30212因公出国（境）费用 30213维修（护）费 30214租赁费 30215会议费
30216培训费 30217公务接待费 30218专用材料费 30224被装购置费 30225专用燃料费 30226劳务费
30227委托业务费 30228工会经费 30229福利费 30231公务用车运行维护费 30239其他交通费用
30240税金及附加费用 30299其他商品和服务支出
30301离休费 30302退休费 30303退职（役）费 30304抚恤金 30305生活补助 30306救济费 30307医疗费补助
30308助学金 30309奖励金 30310个人农业生产补贴 30311代缴社会保险费 30399其他对个人和家庭的补助
30701国内债务付息 30702国外债务付息 30703国内债务发行费用 30704国外债务发行费用
31001房屋建筑物购建 31002办公设备购置 31003专用设备购置 31005基础设施建设 31006大型修缮
31007信息网络及软件购置更新 31008物资储备 31009土地补偿 31010安置补助 31011地上附着物和青苗补偿
31012拆迁补偿 31013公务用车购置 31019其他交通工具购置 31021文物和陈列品购置 31022无形资产购置
31099其他资本性支出
39906赠与 39907国家赔偿费用支出 39908对民间非营利组织和群众性自治组织补贴 39999其他支出
"""

NAMES = CLASSES | {word[:5]: word[5:] for word in _ITEMS.split()}
"""Every code with its name."""

_IN_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_LEFT_OUT = re.compile(r"其中[:：]|[\s、，,.0-9]|支出|费用|费$")


@lru_cache(maxsize=1024)
def plain_name(name: str) -> str:
    """Return a name without what is written now one way, now another."""
    return _LEFT_OUT.sub("", _IN_BRACKETS.sub("", name).rstrip())


@lru_cache(maxsize=1024)
def same_name(code: str, name: str) -> bool:
    """Return whether a name may stand beside a code; a name or code of its own may."""
    known, plain = NAMES.get(code), plain_name(name)
    if known is None or not plain:
        return True
    others = {plain_name(n) for c, n in NAMES.items() if c != code and len(c) == len(code)}
    return plain == plain_name(known) or plain not in others


def code_of(name: str, category: str = "") -> str:
    """Return the code a name stands for, empty where it stands for none or for several.

    Args:
        name: As it stands in a table, perhaps with a number before it.
        category: The class (类) it stands under; an item of that class counts before others.
    """
    plain = plain_name(unnumbered(name))
    if not plain:
        return ""
    found = [code for code, known in NAMES.items() if plain_name(known) == plain]
    own = [code for code in found if len(code) == 5 and code[:3] == category]
    classes = [code for code in found if len(code) == 3 and code != category]
    if own or classes:
        return (own or classes)[0]
    return found[0] if len(found) == 1 else ""


# 基本支出决算表: groups of economic code, name and amount side by side.


CODE = re.compile(r"3(?:0[1-9]|1[0-3]|99)(?:\d\d)?")
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
class ColumnGroup:
    """One run of columns: code, perhaps the second half of the code, name, amounts."""

    code: int
    """The column of the codes; that of the names where no codes are told."""
    end: int
    """The last column before the next group."""
    amount: int
    parts: tuple[tuple[str, int], ...] = ()
    """Columns 人员经费 and 公用经费 beside the amount."""
    last: int = 0
    """The column of last year's amounts, 0 where there is none."""
    named: bool = False
    """Whether the names say what the codes would."""


def read_basic(table: SheetTable, account: Account) -> None:
    """Read the classes, their items and the totals of a table of basic spending."""
    groups = _column_groups(table)
    if not groups:
        read_wide(table, account)
        return
    category = ""
    for group in groups:
        category = _read_group(table, group, account, category)
    _read_totals(table, groups, account)
    _balance_sums(account)
    _doubt_nameless(table, groups, account)


def _column_groups(table: SheetTable) -> tuple[ColumnGroup, ...]:
    """Return the groups, by their codes or, where there are no codes, by their names."""
    for holds in (_holds_codes, _holds_names):
        starts = [column for column in table.columns if holds(table, column)]
        ends = [*(start - 1 for start in starts[1:]), table.sheet.columns]
        named = holds is _holds_names
        found = (
            _column_group(table, start, end, named=named)
            for start, end in zip(starts, ends, strict=False)
        )
        groups = tuple(group for group in found if group is not None)
        if groups:
            return groups
    return ()


def _holds_names(table: SheetTable, column: int) -> bool:
    """Return whether a column names classes and items."""
    words = [table[row, column] for row in table.rows]
    filled = [cell.words for cell in words if cell.words and cell.number is None]
    known = [name for name in filled if code_of(name) or _is_item_name(name)]
    return len(known) > 1 and 2 * len(known) >= len(filled)


def _is_item_name(name: str) -> bool:
    plain = plain_name(unnumbered(name))
    return any(plain_name(known) == plain for known in NAMES.values())


def _holds_codes(table: SheetTable, column: int) -> bool:
    if any(word in "".join(table.heads(column)) for word in _AMOUNT_HEADS):
        return False
    codes = sum(_is_code(table, (row, column)) for row in table.rows)
    filled = sum(bool(table[row, column].words) for row in table.rows)
    return codes > 0 and codes * 2 >= filled


def _is_code(table: SheetTable, at: At) -> bool:
    cell = table[at]
    if not CODE.fullmatch(cell.words):
        return False
    right = [table[at[0], c].words for c in range(at[1] + 1, at[1] + 4)]
    return not all(re.fullmatch(r"[-+.,\d]*", words) for words in right)


def _column_group(table: SheetTable, start: int, end: int, *, named: bool) -> ColumnGroup | None:
    every = [c for c in range(start + 1, end + 1) if _holds_amounts(table, c)]
    stages = {c: stage_of(table.heads(c), table.year) for c in every}
    last = next((c for c in every if stages[c] == "last"), 0)
    columns = [c for c in every if stages[c] in {"", "this"} and not _other_year(table, c)]
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
    chosen = ranked or rest
    if not chosen:
        return None
    both = parts if len(parts) == 2 else ()
    return ColumnGroup(start, end, chosen[0], both, last, named)


def _other_year(table: SheetTable, column: int) -> bool:
    """Return whether a column is of a year that is not the table's."""
    words = "".join(table.heads(column))
    years = {int(year) for year in YEAR.findall(words)}
    return bool(years) and table.year is not None and table.year not in years


def _holds_amounts(table: SheetTable, column: int) -> bool:
    """Whether a column is one of amounts: numbers in it, or nothing below a head of amounts."""
    numbers = [(r, column) for r in table.rows if table[r, column].number is not None]
    words = [r for r in table.rows if table[r, column].words and table[r, column].number is None]
    head = "".join(table.heads(column))
    return any(w in head for w in _AMOUNT_HEADS) or len(numbers) > len(words)


def _code_at(table: SheetTable, group: ColumnGroup, row: int) -> str:
    first = table[row, group.code].words
    second = table[row, group.code + 1].words if group.code + 1 < group.amount else ""
    if CODE.fullmatch(first) and len(first) == 3 and _SECOND.fullmatch(second):
        return first + second.zfill(2)
    return first if CODE.fullmatch(first) else ""


def _name_at(table: SheetTable, group: ColumnGroup, row: int) -> str:
    for column in range(group.code, group.amount):
        cell = table[row, column]
        if cell.words and cell.number is None:
            return cell.words
    return ""


def _read_group(table: SheetTable, group: ColumnGroup, account: Account, category: str) -> str:
    """Read a group below a class; return the class that the next group goes on with."""
    for row in table.rows:
        name = _name_at(table, group, row)
        code = code_of(name, category) if group.named else _code_at(table, group, row)
        if not code:
            continue
        category = code[:3]
        if not group.named:
            table.used.update({(row, group.code), (row, group.code + 1)} - {(row, group.amount)})
        reading = account.read(table, (row, group.amount), f"economic:{code}", name)
        if group.last:
            account.read(table, (row, group.last), f"economic_last:{code}", name)
        parts = [account.read(table, (row, column)) for _, column in group.parts]
        if group.parts:
            account.balance([reading], parts, (f"{code}合计", "人员与公用相加"))
        if reading is not None and not same_name(code, name):
            reading.suspect(f"科目编码{code}是{NAMES[code]}，名称写的是{name}，像错了行")
    return category


def _labels(table: SheetTable) -> Iterator[tuple[str, At]]:
    for row in table.rows:
        for column in table.columns:
            for what, pattern in _TOTALS:
                if pattern.fullmatch(table[row, column].words):
                    yield what, (row, column)


def _read_totals(table: SheetTable, groups: tuple[ColumnGroup, ...], account: Account) -> None:
    for what, (row, column) in _labels(table):
        columns = [group.amount for group in groups if group.amount > column]
        beside = _next_words(table, row, column)
        at = next((c for c in columns if table[row, c].number is not None), None)
        if at is None or at > beside:
            continue
        total = account.read(table, (row, at), what)
        for group in groups:
            if group.amount == at and group.parts:
                parts = [account.read(table, (row, c), part) for part, c in group.parts]
                account.balance([total], parts, ("合计", "人员与公用相加"))


def _next_words(table: SheetTable, row: int, column: int) -> int:
    """Return the column of the next words in the row, the last one where there are none."""
    for right in table.columns[column:]:
        cell = table[row, right]
        if cell.words and cell.number is None:
            return right
    return table.sheet.columns


def _balance_sums(account: Account) -> None:
    """Ask that classes agree with their items, and wholes with their classes."""
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


def read_wide(table: SheetTable, account: Account) -> None:
    """Read a table whose columns are the classes and items, and one of whose rows is the total."""
    columns: dict[int, str] = {}
    for column in table.columns:
        code = _code_of_column(table, column)
        if code and code not in columns.values():
            columns[column] = code
    if sum(len(code) == 5 for code in columns.values()) < 2:
        return
    row = total_row(table, min(columns))
    if row is None:
        return
    for column, code in columns.items():
        account.read(table, (row, column), f"economic:{code}", NAMES.get(code, ""))
    for column in range(1, min(columns)):
        if {"合计", "总计", "基本支出"}.intersection(table.heads(column)[-1:]):
            account.read(table, (row, column), "basic")
    table.used.update((r, c) for r in table.rows for c in table.columns if c >= min(columns) - 1)
    _balance_sums(account)


def _code_of_column(table: SheetTable, column: int) -> str:
    """Return the code that the heads of a column name: 商品和服务支出 / 办公费; of 小计 the class."""
    category = ""
    for head in table.heads(column):
        coded = CODE.match(head)
        code = coded[0] if coded else code_of(head, category)
        if code:
            category = code[:3]
        if len(code) == 5:
            return code
    return category if is_total("".join(table.heads(column)[-1:])) else ""


def _doubt_nameless(table: SheetTable, groups: tuple[ColumnGroup, ...], account: Account) -> None:
    """Amounts beside no code and no name: the column has slipped against its names."""
    for group in groups:
        for row in table.rows:
            at = (row, group.amount)
            bare = not any(table[row, c].words for c in range(group.code, group.amount))
            if bare and table[at].number and at not in table.used:
                for reading in _in_group(table, group, account):
                    reading.suspect(f"{table.where(at)}的数旁边没有科目，这一列像错了一行")


def _in_group(table: SheetTable, group: ColumnGroup, account: Account) -> list[Reading]:
    readings = [r for same in account.readings.values() for r in same if r.table is table]
    return [r for r in readings if r.cells[0][1] == group.amount]


# What two tables say of one thing, beyond plain equality.


_TWINS = {"30212": "overseas", "30217": "reception", "30231": "running", "31013": "purchase"}
"""Items of basic spending that are part of a public expense."""
_BUDGETS = ("general", "government_funds", "state_capital")


def cross_check(account: Account) -> None:
    """Compare basic spending with its total elsewhere, and its items with the public expenses."""
    classes = [r for w in account.readings if _is_class(w) and (r := account.first(w))]
    basic = account.first("basic")
    whole = [basic] if basic is not None else classes
    if account.first("general:basic") is not None and whole:
        names = ("一般公共预算基本支出", "基本支出决算表")
        account.balance([account.first("general:basic")], whole, names)
    for code, item in _TWINS.items():
        _check_twin(account, code, item)
    for code, amounts in BY_ITEM.items():
        all_spent = account.first(f"three:{amounts.name}:this")
        _check_most(account, account.first(f"economic:{code}"), all_spent)
    _check_budgets(account)


def _is_class(what: str) -> bool:
    return what.startswith("economic:") and len(what) == len("economic:301")


def _check_twin(account: Account, code: str, item: str) -> None:
    own, public = account.first(f"economic:{code}"), account.first(f"three:{item}:this")
    if public is None:
        return
    _check_most(account, own, public)
    if not public.amount or (own is not None and own.amount == public.amount):
        return
    for near in _neighbours(account, code):
        if near.amount == public.amount:
            _doubt_group(account, near, f"{code}旁边的数等于“三公”表的数，这一列像错了一行")


def _check_most(account: Account, part: Reading | None, whole: Reading | None) -> None:
    """A part of basic spending cannot be more than what all spending of the kind comes to."""
    if part is None or whole is None:
        return
    if part.amount > whole.amount + max(part.table.step, whole.table.step):
        words = (
            f"{part.table.name}写{shown(part.amount)}，{whole.table.name}只有{shown(whole.amount)}"
        )
        _doubt_group(account, part, words)
        whole.suspect(words)


def _doubt_group(account: Account, reading: Reading, words: str) -> None:
    column = reading.cells[0][1]
    for same in account.readings.values():
        for other in same:
            if other.table is reading.table and other.cells[0][1] == column:
                other.suspect(words)


def _neighbours(account: Account, code: str) -> list[Reading]:
    """Return the readings of the codes directly before and behind one within its class."""
    own = [
        r
        for w in account.readings
        if w.startswith(f"economic:{code[:3]}")
        for r in account.readings[w]
    ]
    codes = sorted({r.what.partition(":")[2] for r in own} | {code})
    at = codes.index(code)
    near = codes[max(at - 1, 0) : at] + codes[at + 1 : at + 2]
    return [
        r for r in own if r.what.partition(":")[2] in near and len(r.what) == len("economic:30101")
    ]


def _check_budgets(account: Account) -> None:
    """Fiscal spending is the sum over the budgets, and no more than all spending."""
    fiscal, everything = account.first("fiscal:outturn"), account.first("all:outturn")
    if fiscal is None or everything is None:
        return
    rest = everything.amount - fiscal.amount
    if rest > Decimal("0.02"):
        account.notes.append(
            f"全部支出比财政拨款支出多{shown(rest)}万元，是其他资金或专户非税收入，在资金页填写"
        )


def shown(amount: Decimal) -> str:
    """Return an amount as a sentence tells it: two places, more where it has more."""
    return grouped(rounded(amount, 6).normalize(), 2)


# Sums that must hold, and what the figures in one that does not are worth.


ZERO = Decimal(0)
_DOUBT = 60


@dataclass(eq=False, slots=True)
class Reading:
    """An amount read, in 万元, with its cells; `what` is the quantity it was read as.

    `instead` is the amount that the sums point to, where they point to one.
    """

    what: str
    amount: Decimal
    table: SheetTable
    cells: tuple[At, ...]
    label: str = ""
    doubts: list[str] = field(default_factory=list)
    instead: Decimal | None = None

    @property
    def where(self) -> str:
        """The place in the words of the clerk."""
        more = f"（{len(self.cells)}项相加）" if len(self.cells) > 1 else ""
        return self.table.where(*self.cells) + more

    @property
    def doubt(self) -> str:
        """The first doubt, short enough to stand in a column."""
        if not self.doubts:
            return ""
        words = self.doubts[0]
        return words if len(words) <= _DOUBT else words[: _DOUBT - 1] + "…"

    def suspect(self, words: str) -> None:
        """Note a doubt once."""
        if words not in self.doubts:
            self.doubts.append(words)


@dataclass(eq=False, slots=True)
class Balance:
    """Two sides that must be equal; `words` say so where they are not, with both numbers."""

    left: tuple[Reading, ...]
    right: tuple[Reading, ...]
    names: tuple[str, str]
    step: Decimal

    @property
    def members(self) -> tuple[Reading, ...]:
        """Both sides."""
        return self.left + self.right

    @property
    def sides(self) -> tuple[Decimal, Decimal]:
        """The two sums, in 万元."""
        return _sum(self.left), _sum(self.right)

    @property
    def holds(self) -> bool:
        """Whether the sides agree but for the rounding of their terms."""
        left, right = self.sides
        terms = sum(1 for item in self.members if item.amount) - 1
        return abs(left - right) <= self.step * Decimal(max(terms, 1)).sqrt()

    @property
    def words(self) -> str:
        """The sentence about a balance that does not hold."""
        left, right = (shown(side) for side in self.sides)
        return f"{self.names[0]}{left}，{self.names[1]}{right}，对不上"

    def amount_for(self, item: Reading) -> Decimal:
        """Return the amount of `item` with which the sides would agree."""
        left, right = self.sides
        return item.amount + (right - left if item in self.left else left - right)


def _sum(side: Iterable[Reading]) -> Decimal:
    return sum((item.amount for item in side), ZERO)


def weigh(balances: Sequence[Balance]) -> None:
    """Mark what stands in a balance that does not hold, and what such a figure is made up of.

    Balances that share a figure are looked at together: where one figure alone explains all of
    them it is told what it should be, and those that another balance bears out are left alone. So
    is a whole of parts that are wanting, where it is itself one of several that make up a total.
    """
    broken = [balance for balance in balances if not balance.holds]
    holding = [balance for balance in balances if balance.holds]
    borne_out = {id(m) for b in holding if any(b.sides) for m in b.members}
    for item in {id(m): m for b in holding for m in b.left if m.doubts}.values():
        _doubt_parts(item, item.doubts[0], holding)
    for group in _connected(broken):
        culprits = [item for item in group[0].members if _explains(item, group, borne_out)]
        spared = _told_twice(group, holding)
        if len(culprits) == 1:
            amount = group[0].amount_for(culprits[0])
            culprits[0].instead = amount if amount >= 0 else None
            spared = borne_out
        for balance in group:
            for item in balance.members:
                if id(item) not in spared:
                    item.suspect(balance.words)
                    if item in balance.right:
                        _doubt_parts(item, balance.words, holding)


def _told_twice(group: Sequence[Balance], holding: Sequence[Balance]) -> set[int]:
    """Return the whole that is more than its parts, by its id, where a total confirms it.

    A list that names some of its items does not speak against the total of its class.
    """
    whole, *others = group[0].left
    left, right = group[0].sides
    totals = [b.right for b in holding if whole in b.right and whole not in b.left]
    confirmed = any(sum(1 for part in parts if part.amount) > 1 for parts in totals)
    alone = len(group) == 1 and not others
    return {id(whole)} if alone and confirmed and left > right else set()


def _doubt_parts(item: Reading, words: str, balances: Sequence[Balance]) -> None:
    """What a doubted figure is the sum of may agree in itself and yet stand in the wrong place."""
    for balance in balances:
        if balance.left == (item,) and len(balance.right) > 1:
            for part in balance.right:
                part.suspect(words)
                _doubt_parts(part, words, balances)


def _explains(item: Reading, group: Sequence[Balance], borne_out: set[int]) -> bool:
    if id(item) in borne_out or any(item not in balance.members for balance in group):
        return False
    wanted = [balance.amount_for(item) for balance in group]
    return max(wanted) - min(wanted) <= 2 * max(balance.step for balance in group)


def _connected(balances: Sequence[Balance]) -> list[list[Balance]]:
    groups: list[list[Balance]] = []
    for balance in balances:
        ids = {id(member) for member in balance.members}
        near = [g for g in groups if any(id(m) in ids for b in g for m in b.members)]
        groups = [g for g in groups if g not in near]
        groups.append([b for g in near for b in g] + [balance])
    return groups


def equal(first: Reading, second: Reading) -> Balance:
    """Return the balance of one quantity that stands in two tables."""
    names = (f"{first.table.name}写", f"{second.table.name}写")
    return Balance((first,), (second,), names, max(first.table.step, second.table.step))
