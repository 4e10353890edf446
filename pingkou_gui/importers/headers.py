"""Heads of tables: the field, stage, unit and total that the words of a cell stand for.

One matcher for workbooks, tables in Word files and pasted cells. What a field is called stands on
its declaration, `Field.names`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import names_of
from pingkou_gui.form.kinds import AmountKind, half_width
from pingkou_gui.form.pages.basic_spending import ThreePublic
from pingkou_gui.form.values import Unread
from pingkou_gui.text.reading.statements import OUTTURN
from pingkou_gui.text.reading.table_words import column_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pingkou_gui.form.field import Field

ZERO = Decimal(0)
POWERS = {"亿元": 4, "百万元": 2, "万元": 0, "千元": -1, "元": -4}
"""The units of money that tables are kept in, with the powers of ten that lead to 万元."""
UNITS = tuple(POWERS)

_ANY_UNIT = "|".join(UNITS)
_NOISE = re.compile(r"[\s:·、，,。*_“”\"']+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_IN_BRACKETS = re.compile(rf"^(?:单位|金额单位)?:?(?:人民币)?({_ANY_UNIT})$")
_BEHIND = re.compile(rf"[/:](?:人民币)?({_ANY_UNIT})$")
_STATED = re.compile(rf"(?:金额)?单位[:：]?[(]?(?:人民币)?({_ANY_UNIT})(?![\u4e00-\u9fff])")
_BARE = re.compile(rf"[(]?({_ANY_UNIT})[)]?")
_ALONE = re.compile(rf"[(](?:人民币)?({_ANY_UNIT})[)]")
_EXPLAINED = re.compile("说明|解释")
_TELLING = 3
"""A name of so many characters says which field is meant among other words."""

DERIVED = frozenset({"执行率", "预算执行率", "增减额", "增减率", "附件3", "比上年增减", "支出进度"})
"""Heads of what the program works out."""
NUMBERS = frozenset({"序号", "编号", "行次", "序", "No.", "no"})
"""Heads of running numbers."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """Words of a head without brackets and blanks, and the unit that stood in the brackets."""

    words: str
    unit: str = ""


@lru_cache(maxsize=4096)
def head_of(cell: str) -> TableHead:
    """Return the head that a cell holds."""
    plain = half_width(cell)
    parts = (part.strip() for part in _BRACKETS.findall(plain))
    units = [found[1] for part in parts if (found := _IN_BRACKETS.match(part))]
    bare = _BRACKETS.sub("", plain).strip()
    if not units and (behind := _BEHIND.search(bare)) and "单位" not in bare:
        units, bare = [behind[1]], bare[: behind.start()]
    return TableHead(_NOISE.sub("", bare), units[0] if units else "")


def field_for(
    head: TableHead, fields: Sequence[Field[Any]], *, among_words: bool = False
) -> Field[Any] | None:
    """Return the field whose label, or another name of it, the head is; None where none is.

    With `among_words` the longest name that stands among other words counts as well: 2024年度
    指标值, 三级指标名称. That is for tables whose kind is known.
    """
    if not head.words:
        return None
    for names in (_labels, _names):
        found = [field for field in fields if head.words in names(field)]
        if found:
            return found[0]
    staged = _of_stage(head.words, fields)
    return staged or (_named_within(head.words, fields) if among_words else None)


_TIME_AND_STAGE = re.compile(
    "(?:[本当全上去]?年(?:度|初)?|实际|累计|部门|项目|资金|预算|决算|调整|后|执行|支出|金额|[总数额])+"
)


def _of_stage(words: str, fields: Sequence[Field[Any]]) -> Field[Any] | None:
    """Return the one amount whose stage words tell that speak of stage and time alone: 实际支出数."""
    stage = _stage_alone(words)
    found = [
        field
        for field in fields
        if stage and isinstance(field.kind, AmountKind) and stage == _stage_alone(field.label)
    ]
    return found[0] if len(found) == 1 else None


def _stage_alone(words: str) -> str:
    if not _TIME_AND_STAGE.fullmatch(words):
        return ""
    return stage_of((words,), None) or ("this" if column_of(words) == OUTTURN else "")


def _named_within(words: str, fields: Sequence[Field[Any]]) -> Field[Any] | None:
    if _EXPLAINED.search(words):
        return None
    found = [
        (len(name), -place)
        for place, field in enumerate(fields)
        for name in (*_labels(field), *_names(field))
        if len(name) >= _TELLING and name in words
    ]
    return fields[-max(found)[1]] if found else None


def _labels(field: Field[Any]) -> tuple[str, ...]:
    return head_of(field.label).words, head_of(field.head).words


def _names(field: Field[Any]) -> tuple[str, ...]:
    return field.names


# Units.


def unit_line(cells: Iterable[str]) -> str:
    """Return the unit that a line above the heads states, empty where it states none.

    It stands behind 单位, in one cell (单位：元) or, beside it, in another; or alone in brackets.
    """
    line = ["".join(half_width(cell).split()) for cell in cells]
    for words in line:
        if found := _STATED.search(words):
            return found[1]
    if any("单位" in words for words in line):
        return next((found[1] for words in line if (found := _BARE.fullmatch(words))), "")
    alone = [words for words in line if words]
    found = _ALONE.fullmatch(alone[0]) if len(alone) == 1 else None
    return found[1] if found else ""


def states_unit(words: str) -> bool:
    """Return whether a cell states a unit behind 单位."""
    return bool(_STATED.search(words))


def unit_in_head(words: str) -> str:
    """Return the unit that a head states: 决算数（万元）, 金额/元."""
    return head_of(words).unit


# What a column of amounts holds: which expense, which stage of which year.


_BUDGET_NAMES = re.compile(r"一般公共预算|政府性基金预算|国有资本经营预算|预算财政拨款|财政拨款")
_COUNT = re.compile(r"团组|人次|批次|辆|保有|人数|次数|[(]个[)]|[(]人[)]|数量")
_SUM = re.compile(r"合计|小计|总计")
_PART = re.compile(r"国内|外事|境外")
YEAR = re.compile(r"(20\d\d)年")
_ASIDE = re.compile(r"[(](?!境)[^)]*[)]")
_COMPARED = re.compile(r"增减|变动|比率|%|完成|相比|差异|占比")
_FINAL = re.compile(r"决算|支出数|实际|统计数|执行")
_THREE = tuple(line for line in ThreePublic.lines if isinstance(line, Amounts))

FUNCTION_COLUMNS = {
    "carried_in": re.compile(r"年初(?:财政拨款)?结转|上年结转|年初余额"),
    "carried_out": re.compile(r"年末(?:财政拨款)?结转|结转下年|年末余额"),
    "income": re.compile(r"本年收入|^收入|财政拨款收入"),
    "initial": re.compile(r"年初预算"),
    "full_year": re.compile(r"全年预算|调整预算"),
    "basic": re.compile(r"基本支出"),
    "project": re.compile(r"项目支出"),
    "upward": re.compile(r"上缴上级"),
    "business": re.compile(r"^经营支出|/经营支出"),
    "subsidy": re.compile(r"附属单位"),
    "outturn": re.compile(r"支出|合计|小计|决算数"),
}
"""What a column of a table by functional class holds, by its heads; the first that fits counts."""


def function_column(heads: Sequence[str]) -> str:
    """Return which of `FUNCTION_COLUMNS` the heads of a column name, empty where none."""
    words = "/".join(heads)
    return next((name for name, p in FUNCTION_COLUMNS.items() if p.search(words)), "")


def years_in(heads: Iterable[str]) -> frozenset[int]:
    """Return the years of the columns of final amounts: 2023年决算数."""
    return frozenset(
        int(year)
        for head in heads
        if _FINAL.search(head) and not _COMPARED.search(head)
        for year in YEAR.findall(head)
    )


def is_amount_head(words: str) -> bool:
    """Return whether words name a column of amounts, and no table: 2022年度实际支出."""
    return bool(stage_of((words,), None)) and not re.search(r"表(?:[(（].*)?$", words)


def stage_of(heads: Sequence[str], year: int | None) -> str:
    """Return which stage of which year the heads of a column name, empty where none is plain.

    `this` and `last` are final amounts, `budget` and `last_budget` budgets of which the heads
    do not say more, `initial` and `full_year` those of which they do. `year` is that of the table.
    """
    words = _BUDGET_NAMES.sub("", "/".join(heads))
    years = {int(found) for found in YEAR.findall(words)}
    last = bool(re.search(r"上年|去年", words)) or (year is not None and years == {year - 1})
    if (not last and year is not None and years and years != {year}) or _COMPARED.search(words):
        return ""
    if "预算" in words or re.search(r"年初数|全年数|年初$", words):
        return "last_budget" if last else _budget_stage(words)
    if _FINAL.search(words):
        return "last" if last else "this"
    return "last" if last else ""


def _budget_stage(words: str) -> str:
    if "年初" in words:
        return "initial"
    return "full_year" if re.search(r"全年|调整", words) else "budget"


def expense_of(heads: Sequence[str]) -> str:
    """Return which of the three public expenses the heads name; the innermost head counts.

    It is the name of the row of the form, `total` for their sum, empty where there is none.
    """
    summed = False
    for head in reversed(heads):
        words = _ASIDE.sub("", head)
        if _COUNT.search(head) or _PART.search(words):
            return ""
        found = _expense_in(words)
        if found:
            return found
        summed = summed or bool(_SUM.search(words)) or "三公" in words
    return "total" if summed else ""


def _expense_in(words: str) -> str:
    """Return the key of the public expense that words name, blank for none; of vehicles the whole."""
    plain = head_of(words).words
    for line in _THREE:
        names = (head_of(name).words for name in (*names_of(line), *line.names_after_whole))
        if plain in names and line is not ThreePublic.total:
            return line.name
    if "出国" in words or "出境" in words:
        return ThreePublic.overseas.name
    if "接待" in words:
        return ThreePublic.reception.name
    if "用车" not in words:
        return ""
    bought, run = "购置" in words, "运行" in words or "维护" in words
    if bought and not run:
        return ThreePublic.purchase.name
    return ThreePublic.running.name if run and not bought else ThreePublic.vehicles.name


# Rows that are no data.


_COUNTED = "[一二三四五六七八九十]{1,3}"
_LEVELS = (
    re.compile(rf"^{_COUNTED}[、.．]\s*"),
    re.compile(rf"^[(（]{_COUNTED}[)）][、.．]?\s*"),
    re.compile(r"^\d{1,2}(?:[、．)）]|\.(?!\d)|\.(?=20\d\d年))\s*"),
    re.compile(r"^(?:[(（]\d{1,2}[)）][、.．]?|[①-⑳])\s*"),
    re.compile(r"^其中[:：]?\s*"),
)
"""Numbers of rows and headings, outermost first."""
_NOTE = re.compile(
    r"^(?:(?:[备附]?注|说明|(?:填报|填表|制表|审核|复核)(?:人|单位|日期|时间)?|(?:单位)?负责人|联系电话|"
    r"经办人)[:：]|本表(?:反映|以|按|为))"
)


def unnumbered(words: str) -> str:
    """Return the words of a row without the numbers before them: 其中：1.路灯."""
    rest, before = words, ""
    while rest != before:
        before = rest
        for level in _LEVELS:
            rest = level.sub("", rest)
    return rest or words


def level_of(words: str) -> int:
    """Return how deep the number of a row stands, from 0; one above all for a row without one."""
    plain = words.lstrip()
    return next((at for at, level in enumerate(_LEVELS) if level.match(plain)), len(_LEVELS))


# Rows that sum up others.


@dataclass(frozen=True, slots=True)
class SumRows:
    """Which of some rows are the sums of those below them, or parts of those above."""

    left: frozenset[int]
    """The positions of the rows that are not to count beside the others."""
    doubt: str = ""
    """Why it cannot be told."""


def sum_rows(
    names: Sequence[str], amounts: Sequence[Decimal | None], total: Decimal | None
) -> SumRows:
    """Return the rows that would count twice: 一、业务工作 10 above 1.路灯 4 and 2.桥 6.

    Where the total that stands below agrees with one level only, that one counts; where the
    rows themselves do not tell, there is a doubt.

    Args:
        names: The words of each row.
        amounts: One amount of each row, None where it is blank.
        total: The total of the table, None without one.
    """
    known = [amount or ZERO for amount in amounts]
    if total is not None and sum(known, ZERO) == total:
        return SumRows(frozenset())
    below = {
        top: rows
        for top, rows in _rows_below(names).items()
        if any(level_of(names[at]) < len(_LEVELS) for at in rows)
        or known[top] == sum(known[at] for at in rows)
        or amounts[top] is None
    }
    if not below:
        return _by_total(amounts, total)
    inner = {at for rows in below.values() for at in rows}
    agree = all(known[top] == sum(known[at] for at in rows) for top, rows in below.items())
    if agree or all(amounts[top] is None for top in below):
        return SumRows(frozenset(below))
    leaves = sum(n for at, n in enumerate(known) if at not in below)
    tops = sum(n for at, n in enumerate(known) if at not in inner)
    if total is not None and (leaves == total) != (tops == total):
        return SumRows(frozenset(below) if leaves == total else frozenset(inner))
    return SumRows(frozenset(), "大项和它下面的小项对不上，核对是不是重复计算")


def _rows_below(names: Sequence[str]) -> dict[int, list[int]]:
    """Return the rows directly below each numbered row; empty where all stand on one level."""
    found: dict[int, list[int]] = {}
    above: list[tuple[int, int]] = []
    for at, name in enumerate(names):
        if not name.strip():
            continue
        level = level_of(name)
        while above and above[-1][0] >= level:
            above.pop()
        if above:
            found.setdefault(above[-1][1], []).append(at)
        if level < len(_LEVELS):
            above.append((level, at))
    return found


def _by_total(amounts: Sequence[Decimal | None], total: Decimal | None) -> SumRows:
    """Tell sums of rows without numbers, where only so the table agrees with its total."""
    known = [amount or ZERO for amount in amounts]
    whole = sum(known, ZERO)
    if total is None:
        return SumRows(frozenset())
    left: set[int] = set()
    at = 0
    while at < len(known):
        run, end = ZERO, at + 1
        while end < len(known) and run < known[at]:
            run, end = run + known[end], end + 1
        if known[at] and run == known[at] and end - at > 2:
            left.add(at)
            at = end
        else:
            at += 1
    if left and whole - sum(known[at] for at in left) == total:
        return SumRows(frozenset(left))
    return SumRows(frozenset())


def is_note(words: str) -> bool:
    """Return whether a row is a note below a table, and none of its data: 注：…, 填表人：…."""
    return bool(_NOTE.match("".join(words.split())))


_TOTAL_OF = re.compile(r"^.{0,12}(?:[合总小共]计|总得?分)(?:[(（].*)?[:：]?$")


def is_total(words: str) -> bool:
    """Return whether the words name a sum of other rows: 合计, 项目支出小计（万元）, 总分."""
    return bool(_TOTAL_OF.match("".join(words.split())))


_HALF_CENT = Decimal("0.005")


def unlike_total(field: Field[Any], total: str, parts: Sequence[str]) -> str:
    """Return the difference between a total and its rows, empty where there is none to be seen.

    Args:
        field: The field of the rows.
        total: The amount of the row of totals, with its unit, as it would be typed.
        parts: The same of each row.
    """
    whole, values = field.read(total).value, [field.read(part).value for part in parts]
    if not isinstance(whole, Decimal) or any(isinstance(value, Unread) for value in values):
        return ""
    numbers = [value for value in values if isinstance(value, Decimal)]
    added = sum(numbers, Decimal(0))
    if abs(added - whole) <= _HALF_CENT * (len(numbers) + 1):
        return ""
    return (
        f"“{field.label}”的合计是{whole:,.2f}万元，各行相加是{added:,.2f}万元，"
        f"差{abs(added - whole):,.2f}万元，核对是不是少了行、错了数"
    )


def grand_total(sums: Sequence[str]) -> int | None:
    """Return which of the rows that sum up others is the total of all, None where none is.

    A 合计 or 总计 before 小计; several 小计 are each of a part.

    Args:
        sums: The words of those rows, in their order.
    """
    whole = [at for at, words in enumerate(sums) if not re.search(r"小\s*计", words)]
    if whole:
        return next((at for at in whole if re.search(r"总\s*计", sums[at])), whole[-1])
    return 0 if len(sums) == 1 else None
