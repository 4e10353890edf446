"""Checks of amounts that are another amount of the text but for a digit, or two changed about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, is_swap, swapped
from pingkou_gui.text.lexing.slips import digits_of
from pingkou_gui.text.lexing.tokens import in_unit_of
from pingkou_gui.text.reading.table_words import MONEY as MONEY_COLUMNS
from pingkou_gui.text.reasoning.evidence import Evidence
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.tables import CellStatement
    from pingkou_gui.text.reasoning.finding import TextFinding

_LEAST_NAME = 3


def _amounts(case: Case) -> Iterator[tuple[Normal, PrintedNumber]]:
    for normal in case.reading.running:
        numbers = case.reading.numbers.get(normal.paragraph, ())
        yield from ((normal, n) for n in numbers if n.kind == MONEY and n.value)


@check("正文里项目的金额就是表里的", "CONTRADICTION", ground="前后一致")
def amounts_of_projects_agree_with_their_rows(case: Case) -> Findings:
    """圩堤加固 111.36 in the table, and （三）圩堤加固。支出113.16万元 in the text."""
    rows: defaultdict[str, list[CellStatement]] = defaultdict(list)
    for cell in case.reading.cells:
        named = not cell.key and len(cell.label) >= _LEAST_NAME
        if named and cell.column_key in MONEY_COLUMNS and cell.amount.unit != "%":
            rows[cell.label].append(cell)
    named_in = (-1, list[_Named]())
    for normal, number in _amounts(case) if rows else ():
        if named_in[0] != normal.paragraph:
            named_in = normal.paragraph, _names_in(normal.text, rows.keys())
        label = _named_before(named_in[1], number.start)
        if not label or any(_is_same(cell, number) for cell in rows[label]):
            continue
        for cell in rows[label]:
            right = in_unit_of(cell.amount.value * cell.factor, number.amount)
            if is_swap(right, number.amount.text):
                yield _twin(case, normal, number, right, cell.amount.span, label)
                break


_Named = tuple[int, int, str]
"""Where a name of a row stands in a paragraph: its start, its end, and the name."""


def _names_in(text: str, labels: Collection[str]) -> list[_Named]:
    """Return the names that a paragraph holds by their starts, longer ones behind shorter ones."""
    sizes = sorted({len(label) for label in labels})
    starts = range(len(text) - sizes[0] + 1)
    return [
        (at, at + size, word)
        for at in starts
        for size in sizes
        if (word := text[at : at + size]) in labels and at + size <= len(text)
    ]


def _named_before(names: list[_Named], at: int) -> str:
    """Return the name of the row that was named last before a place of a paragraph, or ''."""
    before = bisect_left(names, (at,))
    return next((name for _, end, name in reversed(names[:before]) if end <= at), "")


def _is_same(cell: CellStatement, number: PrintedNumber) -> bool:
    return abs(cell.amount.value * cell.factor - number.value) <= number.amount.step / 2


def _twin(  # noqa: PLR0913, PLR0917 - one place where such a finding is put together
    case: Case, normal: Normal, number: PrintedNumber, right: str, other: Span, label: str
) -> TextFinding:
    unit = number.amount.unit
    where = case.reading.named(other.paragraph)
    message = (
        f"“{label}”在这里是{number.amount.text}{unit}，在{where}是{right}，只差两个数字的先后，"
        "像是写颠倒了；核对"
    )
    return case.question(
        "CONTRADICTION", normal.span(number.start - len(number.words), number.end), message, f"{right}{unit}", others=(other,),
    )  # fmt: skip


# ---- one amount printed twice ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mention:
    """An amount where it is printed.

    Attributes:
        text: its digits; `unit` the unit printed behind them or above its table.
        span: where they stand.
        name: the words that lead up to it; in a table those of its row.
        marks: what else is said of it: which year, which stage, a change or an amount.
        row: its table and row; its paragraph in running text.
        of_total: whether its row is a total, which any name may stand for.
    """

    text: str
    unit: str
    span: Span
    name: str
    marks: frozenset[str]
    row: tuple[int, int]
    of_total: bool = False


@check("同一个数在两处只差一个数字", "CONTRADICTION", ground="前后一致")
def figures_differ_in_more_than_a_digit(case: Case) -> Findings:
    """机关运行经费24.98万元 here, 24.89万元 there: one name, one digit off, and no sum tells them apart."""
    mentions = _mentions(case)
    by_text: defaultdict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_text[mention.text].append(mention)
    pairs = list(_near(list(by_text)))
    if not pairs:
        return
    evidence = Evidence(case)
    printed = frozenset(abs(n.amount.value / n.factor) for n in evidence.numbers)
    for one, other in pairs:
        found = _pair(evidence, printed, by_text[one], by_text[other])
        if found is not None:
            yield found


def _mentions(case: Case) -> list[_Mention]:
    """Return the amounts of a text that are telling, in their order."""
    reading = case.reading
    found: list[_Mention] = []
    for normal in reading.written:
        at = normal.paragraph
        paragraph = reading.source.paragraphs[at]
        row = (paragraph.table, paragraph.row) if paragraph.is_cell else (0, at)
        last = 0
        for number in reading.numbers.get(at, ()):
            if number.kind == MONEY and _is_telling(number.amount.text):
                before = normal.text[max(last, number.start - _BEFORE) : number.start]
                clause = _CLAUSE.split(before)[-1]
                amount, marks = number.amount, _marks(before, reading.year)
                found.append(_Mention(amount.text, amount.unit, amount.span, clause, marks, row))
            last = number.end
    units = {Decimal(1): "万元", Decimal("0.0001"): "元"}
    found += [
        _Mention(
            cell.amount.text, units.get(cell.factor, ""), cell.amount.span, cell.label,
            _marks(f"{cell.heading}，{cell.label}", reading.year),
            (cell.table, cell.row), cell.of_total,
        )
        for cell in reading.cells
        if cell.amount.unit != "%" and cell.column_key in MONEY_COLUMNS and _is_telling(cell.amount.text)
    ]  # fmt: skip
    return sorted(
        {m.span: m for m in found}.values(), key=lambda m: (m.span.paragraph, m.span.start)
    )


def _is_telling(text: str) -> bool:
    """Whether an amount has so many digits that hardly another is like it by chance."""
    return (
        "." in text and digits_of(text) > _LEAST_TELLING - 1 and _digits_without_zeros(text) > _TWO
    )


def _digits_without_zeros(text: str) -> int:
    """Return how many digits of a number stand between the zeros at its ends."""
    return len(text.replace(".", "").strip("0"))


def _near(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each two printed numbers that differ in one digit, or by two changed about."""
    known, told = set(texts), set[frozenset[str]]()
    masked: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts[:_MOST_TEXTS]:
        for at, mark in enumerate(text):
            if mark.isdigit() and _digits_without_zeros(text) >= _LEAST_TELLING:
                masked[f"{text[:at]}*{text[at + 1 :]}"].append(text)
        for other in swapped(text):
            if other in known and (pair := frozenset((text, other))) not in told:
                told.add(pair)
                yield text, other
    for alike in masked.values():
        if len(alike) <= _MOST_ALIKE:
            yield from combinations(alike, 2)


def _pair(
    evidence: Evidence, printed: Collection[Decimal], ones: list[_Mention], others: list[_Mention]
) -> TextFinding | None:
    """Return the question about an amount that is another one but for a digit, or None."""
    if len(ones) > 1 and len(others) > 1:
        return None  # both are numbers of the report
    if {_place_of(m) for m in ones} & {_place_of(m) for m in others}:
        return None  # one sentence, or one table, tells them as two things
    if abs(Decimal(ones[0].text) - Decimal(others[0].text)) in printed:
        return None  # what one has more than the other has a name of its own
    wrongs, rights = (ones, others) if len(ones) <= len(others) else (others, ones)
    support = [
        _support(evidence, m, o) for m, o in ((wrongs[0], rights[0]), (rights[0], wrongs[0]))
    ]
    if len(rights) == 1 and support[0] > support[1]:
        (wrongs, rights), support = (rights, wrongs), support[::-1]
    if support[0] > 0 and support[1] > 0:
        return None  # each is borne out where it stands
    tied = support[0] >= support[1] and len(rights) == 1
    least = _SAME_NAME if support[0] > 0 else _ALIKE if tied else _NO_OTHER
    wrong = wrongs[0]
    right = max(rights, key=lambda m: _likeness(wrong, m))
    often = len(rights) > 1 and is_swap(wrong.text, right.text)
    often = often and _digits_without_zeros(wrong.text) > _LEAST_TELLING
    if _likeness(wrong, right) < least and not (often and support[0] <= 0):
        return None
    return _told_twice(evidence.case, wrong, right)


def _place_of(mention: _Mention) -> tuple[int, int]:
    """Return the table of an amount, or its paragraph in running text."""
    table, row = mention.row
    return (table, 0) if table else (0, row)


def _support(evidence: Evidence, mention: _Mention, other: _Mention) -> int:
    """Return how many relations around an amount hold as it is printed, without those that hold with the other."""
    printed = evidence.between(mention.span)
    if len(printed) != 1:
        return 0
    number = printed[0]
    own, its = (evidence.votes(number, number.read(m.text)) for m in (mention, other))
    around = [{v for v in found if len(v) > 1} for found in (own - its, its - own)]
    return len(around[0]) - len(around[1])


_SAME_NAME, _ALIKE, _NO_OTHER = 3, 2, 1
_CLAUSE = re.compile("[，。；\n]")
_YEAR = re.compile("20(\\d\\d)年")
_PAST = re.compile("上一?年(?!度?结[转余])|去年|上年(?!度?结[转余])")
_STAGES = (
    ("budget", re.compile("预算|申请|下达|安排|批复|指标|计划")),
    ("in", re.compile("收入|到位|拨入|筹[集措]|来源")),
    ("out", re.compile("决算|支出|执行|支付|使用|完成|实支|拨付|发放|兑现|用于|投入")),
    ("left", re.compile("结[转余]|剩余?|[未尚]|余额|尾款")),
    ("change", re.compile("(?:[增减]|多|少|升|降|超|节约|差)[^，；。]{0,4}$")),
)
_FILLER = re.compile(
    "20\\d\\d年?度?|全年|本年度?|上年度?|去年|其中|累计|实际|合计|总计|总额|总数?|共计?|金额|数额?$|小计|预算|决算|执行|支出|收入"
    "|使用|安排|支付|到位|完成|资金|[为是达到用约计]+|增加|减少|[^一-鿿]+"
)


def _marks(words: str, year: int | None) -> frozenset[str]:
    """Return what is said of an amount besides its name: its stage, a change, another year."""
    named = _YEAR.findall(words)
    past = bool(named and year is not None and int(named[-1]) != year % _HUNDRED)
    clause = re.split("[，；。]", words)[-1] or words
    marks = {name for name, pattern in _STAGES if pattern.search(clause)}
    return frozenset(marks | ({"past"} if past or _PAST.search(clause) else set()))


def _likeness(one: _Mention, other: _Mention) -> int:
    """Return how alike the names of two amounts are: 0 where the marks of one contradict the other's."""
    if one.unit and other.unit and one.unit != other.unit:
        return 0
    mine, its = one.marks, other.marks
    if any((mark in mine) != (mark in its) for mark in ("change", "past", "left")):
        return 0
    stages = mine & its & _OF_STAGES
    if not stages and mine & _OF_STAGES and its & _OF_STAGES:
        return 0
    cores = [_FILLER.sub("", m.name) for m in (one, other)]
    if not all(cores):
        return 1 + (one.of_total or other.of_total or not any(cores)) if stages else 0
    shared = _longest_shared(*cores)
    if shared >= _SAME_NAME or shared == min(map(len, cores)) > 1:
        return _SAME_NAME
    return int(shared > 1)


_OF_STAGES = frozenset({"budget", "in", "out"})


def _longest_shared(one: str, other: str) -> int:
    """Return how many letters the longest piece has that two names share."""
    return max(
        (
            end - at
            for at in range(len(one))
            for end in range(at + 1, len(one) + 1)
            if one[at:end] in other
        ),
        default=0,
    )


def _told_twice(case: Case, wrong: _Mention, right: _Mention) -> TextFinding:
    where = case.reading.named(right.span.paragraph)
    name = wrong.name or right.name or "这个数"
    how = "只差两个数字的先后，像是写颠倒了" if is_swap(wrong.text, right.text) else "只差一个数字"
    message = (
        f"“{name}”在这里是{wrong.text}{wrong.unit}，在{where}是{right.text}{right.unit}，{how}；"
        "如果是同一个数，核对哪一处写错"
    )
    expected = f"{right.text}{wrong.unit}"
    return case.question("CONTRADICTION", wrong.span, message, expected, others=(right.span,))


_LEAST_TELLING, _TWO = 4, 2
_BEFORE = 30
_MOST_TEXTS, _MOST_ALIKE = 3000, 10
_HUNDRED = 100


CHECKS = (amounts_of_projects_agree_with_their_rows, figures_differ_in_more_than_a_digit)
