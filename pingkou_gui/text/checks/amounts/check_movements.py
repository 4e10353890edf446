"""Checks of changes: from one number to another, of persons in and out, of what is compared with last year."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_changes import as_printed
from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    NUMBER,
    PERCENT,
    POINTS,
    PrintedNumber,
    part_of,
    slack_of,
    step_of,
)
from pingkou_gui.text.lexing.slips import digits_of, is_slip
from pingkou_gui.text.lexing.tokens import DOWN, UP, amount_of, opposite, plain
from pingkou_gui.text.reasoning.comparisons import (
    comparisons_in,
    holds,
    turned_about,
    ways_of,
)
from pingkou_gui.text.reasoning.finding import (
    PROVED,
    Case,
    Findings,
    Severity,
    Told,
    check,
    check_each,
)
from pingkou_gui.text.reasoning.part_lists import text_between
from pingkou_gui.text.reasoning.systems import is_turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.comparisons import Compared
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_HUNDRED = Decimal(100)
_RISES = "增加|增长|上升|提高|提升|上涨|增|升|涨|扩大"
_FALLS = "减少|下降|降低|压减|缩减|减|降|缩小"
_FROM_TO = re.compile(
    f"(?:由|从)[^由从，。；\\d]{{0,8}}?(?:20\\d\\d年[^，。；\\d]{{0,6}})?(?P<first>{NUMBER})(?P<unit>[一-鿿]{{1,3}}?)?，?(?:{_RISES}|{_FALLS}|变|调整|发展)?(?:到|至|为|成)[^，。；\\d]{{0,4}}"
    f"(?P<last>{NUMBER})(?P=unit)?[，（](?:净|共|同比)?(?P<turn>{_RISES}|{_FALLS})(?:了|幅度?为|率为)?(?P<by>{NUMBER})(?P<of>%|(?P=unit))"
)


@check_each(_FROM_TO, "从多少到多少，增减和百分比都算对了", "PCT", "SUM", "DIRECTION")
def changes_from_one_to_another(case: Case, normal: Normal, match: Match) -> Told:
    """由150人增加到195人，增长35%: it is 30 %; 由62人增加到65人，净增2人: three more; and 65 is no fall."""
    first, last, by = (Decimal(match[name]) for name in ("first", "last", "by"))
    if not first or first == last or not match["of"]:
        return None
    told, spot = f"从{match['first']}到{match['last']}", normal.span(*match.span())
    word = "增长" if last > first else "下降"
    printed = amount_of(match["by"], match["of"], spot)
    percent = abs(last - first) / first * _HUNDRED
    if match["of"] == "%" and abs(percent - by) > printed.step:
        expected = as_printed(percent, printed)
        message = f"{told}，{word}{expected}，印的是{match['by']}%"
        return case.finding("PCT", spot, message, expected)
    if match["of"] != "%" and abs(last - first) != by:
        right = f"{plain(abs(last - first))}{match['of']}"
        message = (
            f"{told}相差{right}，这里写的是{match['turn']}{match['by']}{match['of']}；核对三个数"
        )
        return case.question(
            "SUM", normal.span(match.start("turn"), match.end()), message, right,
            others=(normal.span(match.start("first"), match.end("last")),),
        )  # fmt: skip
    if (re.fullmatch(_RISES, match["turn"]) is not None) == (last > first):
        return None
    message = f"{told}是{word}，这里写的是{match['turn']}"
    return case.finding("DIRECTION", spot, message, word)


# ---- this year beside last ---------------------------------------------------------------------

_BESIDE = re.compile(
    f"(?P<this>{NUMBER})(?P<unit>万元|元)[，（](?:而)?(?:上年度?|去年|(?P<year>20\\d\\d)年度?)(?:同期|决算|支出|实际|支付|开支)*(?:数|额)?(?:为|是|支出)?(?P<last>{NUMBER})(?:(?P=unit))?[，；）]"
    f"(?:[比较与]上年(?:相比)?|[比较]去年|同比|比[之其]|[多少]?)?(?P<turn>增加|增长|上升|多支|多花|减少|下降|降低|少支|少花|节约)了?(?P<change>{NUMBER})(?P=unit)"
)
_MORE = frozenset({"增加", "增长", "上升", "多支", "多花"})


@check_each(_BESIDE, "今年、上年和增减额相符", "DIRECTION", "SUM")
def this_year_last_year_and_the_change(case: Case, normal: Normal, match: Match) -> Told:
    """支出9.38万元，上年为8.06万元，同比减少1.32万元: it is more, whatever it is called."""
    this, last = Decimal(match["this"]), Decimal(match["last"])
    change = Decimal(match["change"])
    up = match["turn"] in _MORE
    if _names_the_later_year(case, normal, match):
        this, last = last, this
    if abs(this - last) != change or this == last or up == (this > last):
        return None
    right = "增加" if this > last else "减少"
    message = f"{plain(this)}比{plain(last)}{'多' if this > last else '少'}，这里写的是{match['turn']}；核对"
    spot = normal.span(match.start("turn"), match.end("change"))
    return case.finding(
        "DIRECTION", spot, message, f"{right}{match['change']}{match['unit']}",
        severity=Severity.ERROR, certainty=PROVED,
    )  # fmt: skip


def _names_the_later_year(case: Case, normal: Normal, match: Match) -> bool:
    """Return whether the second amount is of the later year: 2020年1182.60万元，2021年1254.35万元."""
    if match["year"] is None:
        return False
    named = _IN_YEAR.findall(normal.text, 0, match.start("this"))
    before = int(named[-1]) if named else case.reading.year
    return before is not None and int(match["year"]) > before


_IN_BRACKETS = re.compile(
    f"(?P<this>{NUMBER})(?P<unit>万元|元)（上年度?(?:同期|决算|支出|为|是)*(?P<last>{NUMBER})(?:(?P=unit))?），"
    f"(?:[比较]上年|同比)?(?P<turn>增长|上升|下降|降低)了?(?P<percent>{NUMBER})%"
)


@check_each(_IN_BRACKETS, "括号里是上年数的，百分比由两个数算出", "PCT", ground="算术")
def the_percent_of_a_change_from_the_year_in_brackets(
    case: Case, normal: Normal, match: Match
) -> Told:
    """接待费18.56万元（上年21.30万元），下降14.76%: it fell by 12.86%."""
    this, last, percent = (Decimal(match[name]) for name in ("this", "last", "percent"))
    fell = match["turn"] in {"下降", "降低"}
    if not last or this == last or fell != (this < last):
        return None
    half = max(step_of(match["this"]), step_of(match["last"])) / 2
    off = abs(this - last)
    low, high = (off - 2 * half) / (last + half), (off + 2 * half) / (last - half)
    slack = step_of(match["percent"])
    if low * 100 - slack <= percent <= high * 100 + slack:
        return None
    right = (off / last * 100).quantize(step_of(match["percent"]), ROUND_HALF_UP)
    message = f"印的是{match['percent']}%，按两个金额算是{plain(off)} ÷ {plain(last)} = {right}%；金额无误时改百分比"
    return case.finding("PCT", normal.span(*match.span()), message, f"{right}%")


# ---- any number beside another ------------------------------------------------------------------

_TURN = re.compile(
    f"(?P<word>{UP}|{DOWN}|扩大|缩小|延长|缩短|(?<!上年)(?<!年初)(?<!历年)(?<!往年)(?<!前年度)(?<!动用)[结节]余|[增减升降多少涨跌])(?P<onward>到|至|为)?了?(?:支|幅|额|数)?$"
)
_TO_A_YEAR = re.compile(
    f"(?P<word>{UP}|{DOWN}|[增减升降])(?P<onward>到|至|为)(?:20\\d\\d年(?:度|末|底)?|今年|本年)的?$"
)
_UP_WORD = re.compile(f"{UP}|扩大|延长|[增升多涨]")
_LAST = "上一?年|去年|上期|同期|20\\d\\d年|年初|预算|计划"
_COMPARES = re.compile(f"(?:与|比|较|同|和|跟|对比|相较于?|对照)[^，。；]{{0,4}}?(?:{_LAST})")
_NAMES_BASE = re.compile("(?:上一?年|去年|上期|同期)(?!年)|预算(?:数|额|为|是|安排)*$")
_EARLIER = re.compile("年初|批复|下达|指标|调整")
"""An earlier stage of the budget: what comes after it is no base."""
_IN_YEAR = re.compile("20\\d\\d(?=年)")
_STARTS = re.compile("(?:由|从)[^由从]{0,12}$")
_GOES = re.compile("(?:到|至|为|成)$")
_NO_KIND = frozenset({POINTS, "分"})
_RATIOS = _NO_KIND | {PERCENT}


@check("增减的说法与旁边的两个数相符", "DIRECTION")
def turns_follow_the_numbers_beside(case: Case) -> Findings:
    """实际在编36人，与2020年末的35人相比，减少1人: 36 is one more; 由42批上升到36批."""
    for normal in case.reading.running:
        numbers = case.reading.numbers.get(normal.paragraph, [])
        for at, number in enumerate(numbers):
            turn = _TURN.search(number.words) or _TO_A_YEAR.search(_lead(normal, number))
            if turn is None or number.is_hedged or not number.value:
                continue
            begin = normal.text.rfind("。", 0, number.start) + 1
            before = [n for n in numbers[max(0, at - _FAR) : at] if n.start >= begin]
            wrong = (
                _wrong_way(normal, before, number)
                if turn["onward"]
                else _wrong_turn(normal, before, number)
            )
            if wrong is None or (wrong > 0) != (_UP_WORD.fullmatch(turn["word"]) is not None):
                continue
            right = opposite(turn["word"])
            start = number.start - len(turn.group())
            printed = normal.text[number.start : number.end]
            told = f"{right}{turn.group()[len(turn['word']) :]}{printed}"
            message = f"“{turn.group()}{printed}”和旁边的两个数相反，应是{right}；核对"
            if right:
                yield case.question("DIRECTION", normal.span(start, number.end), message, told)


_FAR = 6


def _wrong_turn(normal: Normal, before: list[PrintedNumber], change: PrintedNumber) -> int | None:
    """Return 1 where a change that is a fall must not be called a rise, -1 the other way; else None.

    Only where the two numbers before it differ by just that change, or by that percent, and no
    other number before it makes the change what it is called.
    """
    kin = [n for n in before if n.kind not in _NO_KIND and n.kind != PERCENT and n.value]
    kin = [n for n in kin if change.kind in {PERCENT, n.kind} and not _TURN.search(n.words)]
    if len(kin) < 2 or kin[-1].kind != kin[-2].kind:
        return None
    sides = _sides(normal, kin[-2], kin[-1])
    if sides is None:
        return None
    this, base = sides
    if not _differ_by(this, base, change):
        return None
    way = -1 if this.value > base.value else 1
    others = [n for n in kin if n is not this and n is not base and n.kind == base.kind]
    if any(_differ_by(n, base, change) and (n.value < base.value) == (way < 0) for n in others):
        return None
    return way if this.value != base.value else None


def _differ_by(this: PrintedNumber, base: PrintedNumber, change: PrintedNumber) -> bool:
    """Whether two numbers differ by a change, or by a percent that tells enough."""
    if change.kind != PERCENT:
        return abs(this.value - base.value) == change.value
    moved = abs(part_of(this, base) - _HUNDRED)
    told = len(change.amount.text.replace(".", "")) >= _LEAST_DIGITS
    return told and abs(moved - change.value) <= change.amount.step + slack_of(this, base)


_LEAST_DIGITS = 2


def _lead(normal: Normal, number: PrintedNumber) -> str:
    """Return the words before a number in its clause, the year among them."""
    return re.split("[，。；：、（）]", normal.text[max(0, number.start - 24) : number.start])[-1]


def _sides(
    normal: Normal, one: PrintedNumber, other: PrintedNumber
) -> tuple[PrintedNumber, PrintedNumber] | None:
    """Return which of two numbers is compared, and with which; None where the words do not tell."""
    first, second = _lead(normal, one), _lead(normal, other)
    years = [_IN_YEAR.findall(words)[-1:] for words in (first, second)]
    if all(years) and years[0] != years[1]:
        return (other, one) if years[0] < years[1] else (one, other)
    if _STARTS.search(first) and _GOES.search(second):
        return other, one
    if "相比" in normal.text[other.end : other.end + 4] or _COMPARES.search(second):
        return one, other
    if _COMPARES.search(first) or "相比" in normal.text[one.end : one.end + 4]:
        return None
    named = bool(_NAMES_BASE.search(first)), bool(_NAMES_BASE.search(second))
    if named[0] == named[1] or (named[1] and _EARLIER.search(first)):
        return None
    return (one, other) if named[1] else (other, one)


def _wrong_way(normal: Normal, before: list[PrintedNumber], last: PrintedNumber) -> int | None:
    """Return 1 where 由42批上升到36批 must not be called a rise, -1 the other way; else None."""
    kin = [n for n in before if n.kind == last.kind]
    if not kin or not _STARTS.search(_lead(normal, kin[-1])):
        return None
    if normal.text[kin[-1].end : last.start].count("，") > 1:
        return None
    return -1 if last.value > kin[-1].value else 1 if last.value < kin[-1].value else None


_THAN = re.compile(
    "(?P<word>高于|多于|大于|低于|少于|小于|不及)(?:我[镇乡局院校]|全[镇乡局院校])?(?P<base>(?:上一?年度?|去年|20\\d\\d年度?|年初预算|预算|年初|年度|绩效|目标|计划|指标|考核|规定|要求|标准|控制|限额|定额|全[国省市州县区][^，。；\\d]{0,6}|平均(?:水平|数|值)?)"
    "(?:同期|决算|实际|支出|数|安排|末|的|值|线|标准|目标|要求|为|是)*)$"
)
_VALUE_OF_BASE = re.compile("[的值线为是]$")


@check("说高于、低于的，比得出来", "DIRECTION")
def what_is_called_higher_is(case: Case) -> Findings:
    """371.26万元，高于上年的389.54万元: it is lower."""
    for normal in case.reading.running:
        for one, other in pairwise(case.reading.numbers.get(normal.paragraph, [])):
            match = _THAN.search(_lead(normal, other))
            joint = normal.text[one.end : other.start]
            if match is None or one.kind != other.kind or one.value == other.value:
                continue
            if "。" in joint or "；" in joint or joint.count("，") > 1 or one.is_hedged:
                continue
            higher = match["word"] in {"高于", "多于", "大于"}
            if higher == (one.value > other.value) or (not higher and _is_by(one, other, match)):
                continue
            right = "低于" if higher else "高于"
            printed = normal.text[other.start : other.end]
            message = f"{one.amount.text}{right}{printed}，这里写的是{match['word']}；核对两个数和“{match['word']}”"
            yield case.question(
                "DIRECTION", normal.span(one.end + joint.find(match["word"]), other.end), message, right,
            )  # fmt: skip


def _is_by(one: PrintedNumber, other: PrintedNumber, match: Match) -> bool:
    """Whether a number may be by how much another is lower: 支出20万元，低于上年5万元."""
    if other.kind == PERCENT and one.value + other.value > _HUNDRED >= one.value:
        return False
    return not _VALUE_OF_BASE.search(match["base"]) and other.value * 2 <= one.value


_A_YEAR = "今年|本年度?|去年|上年度?|前年|20\\d\\d年度?"
_YEAR_BY_YEAR = re.compile(
    f"(?P<one>{_A_YEAR})[^，。；：\\d]{{0,6}}?[比较](?P<other>去年|上年度?|前年|20\\d\\d年度?)[^，。；：\\d]{{0,6}}?"
    f"(?P<turn>{_RISES}|{_FALLS})(?:了|幅度?)?(?:为)?(?P<percent>{NUMBER})%"
)


@check_each(_YEAR_BY_YEAR, "一年比一年的增减与各年的数相符", "DIRECTION", "PCT")
def years_beside_each_other(case: Case, normal: Normal, match: Match) -> Told:
    """今年20.05万元，去年18.55万元，前年19.30万元；去年比前年增长3.89%: it is less."""
    one, other = (_of_year(normal.text[: match.start()], match[y]) for y in ("one", "other"))
    if one is None or other is None or one == other or not other:
        return None
    printed = amount_of(match["percent"], "%", normal.span(*match.span("percent")))
    right = abs(one - other) / other * _HUNDRED
    up = re.fullmatch(_RISES, match["turn"]) is not None
    fits = abs(right - printed.value) <= printed.step
    if fits == (up == (one > other)):
        return None
    word = "增长" if one > other else "下降"
    expected = word if fits else as_printed(right, printed)
    message = f"{match['one']}是{plain(one)}，{match['other']}是{plain(other)}，{word}{as_printed(right, printed)}；这里写的是{match['turn']}{match['percent']}%"
    return case.question(
        "DIRECTION" if fits else "PCT", normal.span(*match.span()), message, expected
    )


def _of_year(text: str, year: str) -> Decimal | None:
    """Return the one amount whose clause begins with a year; None where there are several."""
    found = {
        Decimal(m["number"])
        for m in re.finditer(f"{year}[^，。；：\\d比较]{{0,12}}(?P<number>{NUMBER})万元", text)
    }
    return found.pop() if len(found) == 1 else None


# ---- comparisons -------------------------------------------------------------------------------


@check("比较里的数彼此相符", "SUM", "PCT")
def numbers_of_a_comparison_agree(case: Case) -> Findings:
    """5.32万元（上年5.06万元），少花0.28万元，下降5.00%: with 5.60 all of them agree."""
    for normal in case.reading.running:
        numbers = case.reading.numbers.get(normal.paragraph, [])
        for compared in comparisons_in(normal, case.reading.year, numbers):
            ways = [] if holds(compared) or holds(turned_about(compared)) else ways_of(compared)
            if not ways or not _tells(compared, *ways[0]):
                continue
            number, right = ways[0]
            told = "，或".join(
                f"“{n.words}{n.amount.text}”应为{r}{n.unit}" for n, r in ways[:_MOST_WAYS]
            )
            message = (
                f"“{number.words}{number.amount.text}{number.unit}”和前后的数对不上；核对：{told}"
            )
            yield case.question(
                "SUM" if number.kind != PERCENT else "PCT",
                normal.span(number.start, number.end),
                message, f"{right}{number.unit}",
                others=tuple(normal.span(n.start, n.end) for n in compared.numbers if n is not number),
            )  # fmt: skip


_MOST_WAYS = 4


def _tells(compared: Compared, number: PrintedNumber, right: str) -> bool:
    """Whether one slip of a number is no chance: of many digits, of a percent, or of 由62人增加到65人."""
    base, values = compared.base, compared.values
    onward = base is not None and bool(values) and values[-1].start > base.start
    sure = onward or compared.percent is not None or digits_of(right) >= _LEAST_DIGITS
    return sure and is_slip(number.amount.text, right) and not any(v.is_hedged for v in values)


_LEAST_DIGITS = 3


# ---- percentage points ----------------------------------------------------------------------

_N = "\\d{1,4}(?:\\.\\d{1,4})?"
_HIGHER, _LOWER = (
    "高|提高|上升|增加|多|提升|增长|升|超出?|超过",
    "低|降低|下降|减少|少|回落|降|下滑",
)
_APART = re.compile(
    f"(?P<one>{_N})%，?(?:(?:均|都)?(?:比|较|与|低于|高于|超过|超出|超)|是|为)[^，。；%\\d]{{0,16}}(?P<other>{_N})%[^，。；%\\d]{{0,12}}?，?"
    f"(?P<turn>{_HIGHER}|{_LOWER})?了?(?P<points>{_N})个百分点"
)
_FROM_PERCENT_TO = re.compile(
    f"[由从][^，。；%\\d]{{0,12}}(?P<other>{_N})%[^，。；%\\d]{{0,10}}(?:到|至|为)(?P<one>{_N})%，?[^，。；%\\d]{{0,8}}?"
    f"(?P<turn>{_HIGHER}|{_LOWER})?了?(?P<points>{_N})个百分点"
)


@check("相差的百分点算对了", "PCT")
def points_apart_are_right(case: Case) -> Findings:
    """95.4%，比目标95%高0.4个百分点; 由18.3%降到11.6%，下降6.7个百分点."""
    for normal in case.reading.counting:
        if "个百分点" not in normal.text:
            continue
        for pattern in (_APART, _FROM_PERCENT_TO):
            for match in pattern.finditer(normal.text):
                yield from _points(case, normal, match)


def _points(case: Case, normal: Normal, match: re.Match[str]) -> Findings:
    one, other, points = (Decimal(match[name]) for name in ("one", "other", "points"))
    apart = abs(one - other)
    told = [match[name] for name in ("one", "other")]
    step = max((step_of(number) for number in told if "." in number), default=Decimal(1))
    if "、" in match.group():
        return
    if abs(apart - points) < step:
        yield from _wrong_side(case, normal, match, one > other)
        return
    right = plain(apart)
    message = f"{match['one']}%和{match['other']}%相差{right}个百分点，印的是{match['points']}；核对是哪个数写错"
    yield case.finding(
        "PCT", normal.span(*match.span()), message, f"{right}个百分点", certainty=PROVED
    )


# ---- a number beside its base and its change ---------------------------------------------------------

_TURN_AT_END = re.compile(f"(?P<word>{UP}|{DOWN})(?:了)?$")
_RISING = re.compile(UP)
_BASE_BEFORE = re.compile(
    "(?:上年|去年|年初(?!预算|批复|安排|下达|计划)|上期|同期|原来?有?|此前)[一-鿿]{0,6}(?:的|有|是|为)?$"
)
_THREE = 3


@check("增减的人数和前后两个数相符", "DIRECTION", "COUNT", ground="计数")
def changes_follow_from_both_numbers(case: Case) -> Findings:
    """年末在职52人，较上年末增加2人（上年末54人）: fewer."""
    for normal in case.reading.running:
        by_sentence: dict[int, list[Term]] = {}
        for term in case.reading.terms.get(normal.paragraph, []):
            by_sentence.setdefault(term.sentence, []).append(term)
        for terms in by_sentence.values():
            for kind in {t.kind for t in terms} - _RATIOS:
                told = _off_change(case, [t for t in terms if t.kind == kind])
                if told is not None:
                    yield told
            yield from _net_changes(case, terms)


def _net_changes(case: Case, terms: Sequence[Term]) -> Findings:
    """Ask about 在职35人，较上年末57人净减2人, where a slip of any of the three numbers explains it."""
    for this, base, change in zip(terms, terms[1:], terms[2:], strict=False):
        text = this.normal.text
        against = _AGAINST_BASE.fullmatch(text_between(text, this, base))
        turn = _NET_TURN.fullmatch(text_between(text, base, change))
        alike = len({(t.kind, t.depth) for t in (this, base, change)}) == 1
        alike = alike and this.kind not in {*_RATIOS, MONEY}
        if not (against and turn and alike) or any(
            t.number.is_hedged or not t.value for t in (this, base, change)
        ):
            continue
        step = change.value if _RISING.search(turn["word"]) else -change.value
        if this.value - base.value == step:
            continue
        rights = (
            (change, abs(this.value - base.value)),
            (this, base.value + step),
            (base, this.value - step),
        )
        ways = [
            (t, t.printed(value))
            for t, value in rights
            if value > 0 and is_slip(t.text, t.printed(value))
        ]
        if (this.value - base.value) * step < 0 and abs(this.value - base.value) == change.value:
            continue  # the other way round: told as its direction
        if ways:
            told = "，或".join(f"{t.text}{t.unit}应为{right}{t.unit}" for t, right in ways)
            message = f"{base.text}{turn['word']}{change.text}是{plain(base.value + step)}，这里写的是{this.text}；核对：{told}"
            spot = this.normal.span(this.number.start, change.number.end)
            yield case.question("COUNT", spot, message, f"{ways[0][1]}{ways[0][0].unit}")


_AGAINST_BASE = re.compile(
    r"，?(?:比|较|与)(?:上年|去年|20\d\d年|年初|上年同期)[末底初]?(?:的|实有|在职)*"
)
_NET_TURN = re.compile("(?:相比)?，?净?(?P<word>增加|减少|增|减)了?")


def _off_change(case: Case, terms: Sequence[Term]) -> TextFinding | None:
    """Return a question where three numbers of a kind are a number, its base and its change, and do not agree."""
    found = _roles(terms)
    if found is None:
        return None
    this, base, change = found
    match = _TURN_AT_END.search(change.words)
    word = match["word"] if match else ""
    rises = _RISING.fullmatch(word) is not None
    off = this.value - base.value
    spot = change.normal.span(change.number.start - len(word), change.number.end)
    worked = f"{base.text}到{this.text}"
    if off and abs(off) == change.value and (off > 0) != rises:
        right = f"{opposite(word)}{change.text}{change.unit}"
        message = f"从{worked}是{right}，这里写的是“{word}”；核对两个数和方向"
        return case.question("DIRECTION", spot, message, right)
    if off and (off > 0) == rises and is_slip(change.text, change.printed(abs(off))):
        right = f"{change.printed(abs(off))}{change.unit}"
        message = f"从{worked}相差{right}，这里写的是{change.text}{change.unit}；核对三个数"
        return case.question("COUNT", spot, message, right)
    return None


def _roles(terms: Sequence[Term]) -> tuple[Term, Term, Term] | None:
    """Return the number, its base and its change; None where three numbers are not one of each."""
    if len(terms) != _THREE or any(t.number.is_hedged for t in terms):
        return None
    changes = [t for t in terms if _TURN_AT_END.search(t.words)]
    bases = [t for t in terms if t not in changes and _BASE_BEFORE.search(t.words)]
    own = [t for t in terms if t not in changes and t not in bases]
    alone = len(changes) == len(bases) == len(own) == 1
    return (
        (own[0], bases[0], changes[0])
        if alone and terms.index(own[0]) < terms.index(changes[0])
        else None
    )


@check("增减的百分比由前后两个数算出", "PCT", ground="算术")
def percents_follow_from_both_numbers(case: Case) -> Findings:
    """粮食总产2.87万吨，比上年2.80万吨增长5.2%; 2.60万元，上年3.20万元，下降23.08%: of last year's."""
    for normal in case.reading.running:
        terms = case.reading.terms.get(normal.paragraph, [])
        for at, percent in enumerate(terms):
            if percent.kind != PERCENT or percent.number.is_hedged:
                continue
            own = [
                t for t in terms[:at] if t.sentence == percent.sentence and t.depth == percent.depth
            ]
            told = _off_percent(case, percent, own)
            if told is not None:
                yield told


def _off_percent(case: Case, percent: Term, before: Sequence[Term]) -> TextFinding | None:
    """Return a question about a percent behind a number and its base, which they do not make."""
    match = _TURN_OF_RATE.search(percent.words)
    if match is None:
        return None
    told = _number_and_base(before)
    if told is None:
        return _off_percent_of_change(case, percent, before, match)
    this, base, change = told
    rises = _RISING.match(match["word"]) is not None or match["word"] == "高"
    off = this.value - base.value
    value = abs(off) / base.value * 100
    slack = (this.number.amount.step + base.number.amount.step) / base.value * 60
    if change is not None and abs(abs(off) - change.value) > change.step:
        return None  # the change is against another base
    if not off or (off > 0) != rises or abs(value - percent.value) <= percent.step + slack:
        return None
    right = f"{percent.printed(value)}%"
    message = f"从{base.text}到{this.text}是{match['word']}{right}，这里写的是{percent.text}%；核对"
    return _percent_asked(case, percent, match, message, right)


def _percent_asked(
    case: Case, percent: Term, match: re.Match[str], message: str, right: str
) -> TextFinding:
    start = percent.number.start - len(percent.words) + match.start()
    return case.question("PCT", percent.normal.span(start, percent.number.end), message, right)


def _off_percent_of_change(
    case: Case, percent: Term, before: Sequence[Term], match: re.Match[str]
) -> TextFinding | None:
    """Return a question about 比上年98.00万元增加20.60万元，增长17.37%, where no other number is told: 21.02 %."""
    if len(before) < _TWO or any(t.number.is_hedged for t in before[-_TWO:]):
        return None
    base, change = before[-_TWO:]
    text = percent.normal.text
    own = _TURN_AT_END.fullmatch(text_between(text, base, change)) is not None
    beside = text_between(text, change, percent).lstrip("，（")
    named = _OF_LAST.search(base.words) is not None and base.kind == change.kind
    if not (own and named and base.value) or not _TURN_OF_RATE.fullmatch(beside):
        return None
    value = change.value / base.value * 100
    slack = (change.number.amount.step + base.number.amount.step) / base.value * 60
    if abs(value - percent.value) <= percent.step + slack:
        return None
    right = f"{percent.printed(value)}%"
    message = f"{change.text} ÷ {base.text} = {right}，这里写的是{percent.text}%；核对三个数"
    return _percent_asked(case, percent, match, message, right)


def _number_and_base(before: Sequence[Term]) -> tuple[Term, Term, Term | None] | None:
    """Return the number, its base and its change right before a percent; None where it is not known which is which.

    A second base behind a percent is one of the same number: 6284元，比上年6517元下降3.58%，比全市6890元低8.80%.
    """
    parted = [at for at, term in enumerate(before) if term.kind == PERCENT]
    kin = _last_of_a_kind(before[parted[-1] + 1 :] if parted else before)
    if not kin or any(t.number.is_hedged for t in kin):
        return None
    changes = [t for t in kin if _TURN_AT_END.search(t.words) or is_turned(t)]
    rest = [t for t in kin if t not in changes]
    if parted and len(rest) == 1:
        first = _last_of_a_kind(before[: parted[0]])
        if len(parted) > 1 or not first or first[0].kind != rest[0].kind:
            return None
        rest = [first[0], *rest]
    bases = [t for t in rest if _BASE_BEFORE.search(t.words) or _OF_LAST.search(t.words)]
    if len(bases) != 1 or not bases[0].value or len(rest) != _TWO or len(changes) > 1:
        return None
    this = next(t for t in rest if t is not bases[0])
    return this, bases[0], next(iter(changes), None)


def _last_of_a_kind(terms: Sequence[Term]) -> list[Term]:
    """Return the last numbers of some that are of one kind, without those before another kind."""
    kin = list(takewhile(lambda t: t.kind == terms[-1].kind, reversed(terms)))
    return [] if not kin or kin[0].kind in _RATIOS else kin[::-1]


_TWO = 2
_TURN_OF_RATE = re.compile(f"(?P<word>{UP}|{DOWN}|[高低])(?:了|率|幅度?)?(?:为)?$")
_OF_LAST = re.compile("(?:[比较]|上年|去年)[一-鿿]{0,10}$")
_SIDE = re.compile("低于|高于|超过|超出")
_OTHER_SIDE = {
    "低于": "高于",
    "高于": "低于",
    "超过": "低于",
    "超出": "低于",
    "高": "低",
    "低": "高",
}


def _wrong_side(case: Case, normal: Normal, match: re.Match[str], higher: bool) -> Findings:  # noqa: FBT001
    """Ask about 92.6%，低于90%的目标值2.6个百分点: it is above."""
    side = _SIDE.search(match.group())
    turn = match.groupdict().get("turn") or (side.group() if side else "")
    up = turn in {"高于", *_HIGHER.split("|")}
    if not turn or match["one"] == match["other"] or up == higher:
        return
    right = _OTHER_SIDE.get(turn) or opposite(turn)
    if right:
        behind = match.group().rpartition(turn)[2]
        message = f"{match['one']}%和{match['other']}%相比是{right}，这里写的是{turn}；核对"
        spot = normal.span(*match.span())
        yield case.question("DIRECTION", spot, message, f"{right}{behind}")


CHECKS = (
    years_beside_each_other,
    changes_from_one_to_another,
)
LAST_CHECKS = (
    what_is_called_higher_is,
    percents_follow_from_both_numbers,
    changes_follow_from_both_numbers,
    this_year_last_year_and_the_change,
    the_percent_of_a_change_from_the_year_in_brackets,
    turns_follow_the_numbers_beside,
    numbers_of_a_comparison_agree,
    points_apart_are_right,
)
