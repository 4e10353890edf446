"""Checks of movements: from one number to another, of persons in and out, of this year beside last."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.check_changes import as_printed
from pingkou_gui.text.check_scores import sentence_bounds
from pingkou_gui.text.finding import LIKELY, PROVED, Case, Findings, Severity, check
from pingkou_gui.text.printed_numbers import PERCENT, POINTS, numbers_in, part_of, slack_of
from pingkou_gui.text.tokens import DOWN, UP, amount_of, opposite, plain

if TYPE_CHECKING:
    from pingkou_gui.text.finding import TextFinding
    from pingkou_gui.text.printed_numbers import PrintedNumber
    from pingkou_gui.text.source import Normal

_N = "\\d{1,9}(?:\\.\\d{1,6})?"
_HUNDRED = Decimal(100)
_RISES = "增加|增长|上升|提高|提升|上涨|增|升|涨|扩大"
_FALLS = "减少|下降|降低|压减|缩减|减|降|缩小"
_FROM_TO = re.compile(
    f"(?:由|从)(?P<past>(?:上年|去年|20\\d\\d年)[^，。；\\d]{{0,6}})?(?P<first>{_N})(?P<unit>[一-鿿]{{1,3}}?)?(?:，)?(?P<word>{_RISES}|{_FALLS}|变|调整|发展)?(?:到|至|为|成)"
    f"(?:了)?(?:今年|本年)?(?:的)?(?P<last>{_N})(?P=unit)?[，（](?:同比)?(?P<turn>{_RISES}|{_FALLS})(?:了|幅度?为|率为)?(?P<percent>{_N})%"
)


@check("从多少到多少的百分比算对了", "PCT", "DIRECTION")
def percent_from_one_to_another(case: Case) -> Findings:
    """由150人增加到195人，增长35%: it is 30 %, and a number that rises does not 下降."""
    for normal in case.reading.normals:
        for match in _FROM_TO.finditer(normal.text):
            first, last = Decimal(match["first"]), Decimal(match["last"])
            if not first or first == last:
                continue
            printed = amount_of(match["percent"], "%", normal.span(*match.span("percent")))
            right = abs(last - first) / first * _HUNDRED
            spot = normal.span(match.start(), match.end())
            up = re.fullmatch(_RISES, match["turn"]) is not None
            if abs(right - printed.value) > printed.step:
                expected = as_printed(right, printed)
                message = f"从{match['first']}到{match['last']}，{'增长' if last > first else '下降'}{expected}，印的是{match['percent']}%"
                yield case.finding(
                    "PCT", spot, message, expected, severity=Severity.ERROR, certainty=PROVED
                )
            elif up != (last > first):
                right_word = "增长" if last > first else "下降"
                message = (
                    f"从{match['first']}到{match['last']}是{right_word}，这里写的是{match['turn']}"
                )
                yield case.finding(
                    "DIRECTION",
                    spot,
                    message,
                    right_word,
                    severity=Severity.ERROR,
                    certainty=PROVED,
                )


_FROM_TO_BY = re.compile(
    f"(?:由|从)[^由从，。；\\d]{{0,8}}?(?:20\\d\\d年[^，。；\\d]{{0,4}})?(?P<first>{_N})(?P<unit>[一-鿿]{{1,3}}?)，?(?:{_RISES}|{_FALLS}|变|调整|发展)?(?:到|至|为|成)[^，。；\\d]{{0,4}}"
    f"(?P<last>{_N})(?P=unit)[，（](?:净|共|同比)?(?P<turn>{_RISES}|{_FALLS})了?(?P<change>{_N})(?P=unit)"
)


@check("从多少到多少，增减就是两数之差", "SUM")
def change_from_one_to_another(case: Case) -> Findings:
    """由上年末的62人增加到65人，净增2人: three more."""
    for normal in case.reading.normals:
        for match in _FROM_TO_BY.finditer(normal.text):
            first, last = Decimal(match["first"]), Decimal(match["last"])
            if first == last or abs(last - first) == Decimal(match["change"]):
                continue
            right = f"{plain(abs(last - first))}{match['unit']}"
            message = f"从{match['first']}到{match['last']}相差{right}，这里写的是{match['turn']}{match['change']}{match['unit']}；核对三个数"
            yield case.finding(
                "SUM", normal.span(match.start("turn"), match.end()), message, right,
                severity=Severity.REMINDER, certainty=LIKELY, others=(normal.span(match.start("first"), match.end("last")),),
            )  # fmt: skip


# ---- persons -----------------------------------------------------------------------------------

_IN = "考录|招录|录用|调入|转入|新增|新进|引进|安置|选调|接收|招聘|遴选|划入|增加"
_OUT = "调出|退休|辞职|辞退|离职|去世|病故|开除|转出|调离|解聘|划出|减少|离岗"
_START = re.compile(
    "(?:上年末?|去年底?|年初|20\\d\\d年(?:末|底|年末|年底|初)?)[^，。；\\d]{0,10}?(?P<number>\\d{1,4})[人名]"
)
_MOVED = re.compile(f"(?P<kind>{_IN}|{_OUT})(?:了|人员)?(?P<number>\\d{{1,3}})[人名]")
_END = re.compile(
    "(?:年末|年底|期末|现有|目前|现在?|20\\d\\d年(?:末|底|年末|年底))[^，。；\\d]{0,12}?(?P<number>\\d{1,4})[人名]"
)
_LEAST_MOVES = 2


@check("年初人数加减年内进出等于年末人数", "SUM", ground="计数")
def persons_in_and_out_lead_to_the_end(case: Case) -> Findings:
    """2023年末66人，考录2人、调入1人、调出3人、退休2人，2024年末67人: 64 are left."""
    for normal in case.reading.written:
        for match in _START.finditer(normal.text):
            _, end = sentence_bounds(normal.text, match.start())
            moves = list(_MOVED.finditer(normal.text, match.end(), end))
            if len(moves) < _LEAST_MOVES:
                continue
            last = _END.search(normal.text, moves[-1].end(), end)
            between = normal.text[match.end() : moves[-1].start()]
            if last is None or len(re.findall("\\d+[人名]", between)) != len(moves) - 1:
                continue
            signed = [
                int(m["number"]) if re.fullmatch(_IN, m["kind"]) else -int(m["number"])
                for m in moves
            ]
            right = int(match["number"]) + sum(signed)
            if right == int(last["number"]) or right < 0:
                continue
            terms = "".join(f"{move:+d}" for move in signed)
            message = (
                f"{match['number']}{terms} = {right}，年末人数印的是{last['number']}；"
                "核对年末人数，或补全年内的进出"
            )
            spot = normal.span(match.start(), last.end())
            yield case.finding(
                "SUM", spot, message, str(right), severity=Severity.REMINDER, certainty=LIKELY
            )


_CHANGED = re.compile(
    "(?P<turn>净?(?:增加|增|减少|减))了?(?P<number>\\d{1,4})[人名](?:[，：（]?(?:主要)?(?:原因)?(?:其中|系|为|是|即|因|分别|包括)?[：，]?)(?=[^，。；：、（）\\d]{0,8}\\d)"
)


@check("进出人数合起来是增减的人数", "SUM", ground="计数")
def persons_in_and_out_make_the_change(case: Case) -> Findings:
    """减少3人：调出2人、退休4人、新录用5人: that is one person less."""
    for normal in case.reading.written:
        for match in _CHANGED.finditer(normal.text):
            end = next(
                (at for at in range(match.end(), len(normal.text)) if normal.text[at] in "。；）"),
                len(normal.text),
            )
            moves = list(_MOVED.finditer(normal.text, match.end(), end))
            counted = re.findall("\\d+[人名]", normal.text[match.end() : end])
            some = re.search("等", normal.text[match.end() : end]) or "主要" in match.group()
            if not moves or len(counted) != len(moves):
                continue
            net = sum(
                int(m["number"]) if re.fullmatch(_IN, m["kind"]) else -int(m["number"])
                for m in moves
            )
            printed = int(match["number"]) * (1 if "增" in match["turn"] else -1)
            if net == -printed:
                yield _other_way(case, normal, match)
            if abs(net) == abs(printed) or not net or some or len(moves) < _LEAST_MOVES:
                continue
            terms = "".join(
                f"{'+' if re.fullmatch(_IN, m['kind']) else '−'}{m['number']}" for m in moves
            ).lstrip("+")
            right = f"{'增加' if net > 0 else '减少'}{abs(net)}人"
            message = f"{terms}，合起来是{right}，这里写的是{match['turn']}{match['number']}人；核对{_other_moves(moves, printed - net)}"
            yield case.finding(
                "SUM", normal.span(match.start(), moves[-1].end()), message, right,
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


def _other_way(case: Case, normal: Normal, match: re.Match[str]) -> TextFinding:
    right = opposite(match["turn"].lstrip("净"))
    message = f"后面写的进出人数合起来是{right}{match['number']}人，这里写的是{match['turn']}；核对"
    return case.finding(
        "DIRECTION", normal.span(match.start(), match.end("number") + 1), message, f"{right}{match['number']}人",
        severity=Severity.REMINDER, certainty=LIKELY,
    )  # fmt: skip


def _other_moves(moves: list[re.Match[str]], short: int) -> str:
    """Return what each movement would have to be, were the change right."""
    ways = [
        (m["kind"], int(m["number"]) + (short if re.fullmatch(_IN, m["kind"]) else -short))
        for m in moves
    ]
    told = "，或".join(f"{kind}应为{right}人" for kind, right in ways if right > 0)
    return f"（增减若不错，可能是{told}）" if told else ""


# ---- this year beside last ---------------------------------------------------------------------

_BESIDE = re.compile(
    f"(?P<this>{_N})(?P<unit>万元|元)[，（](?:而)?(?:上年度?|去年|20\\d\\d年度?)(?:同期|决算|支出|实际|支付|开支)*(?:数|额)?(?:为|是|支出)?(?P<last>{_N})(?:(?P=unit))?[，；）]"
    f"(?:[比较与]上年(?:相比)?|[比较]去年|同比|比[之其]|[多少]?)?(?P<turn>增加|增长|上升|多支|多花|减少|下降|降低|少支|少花|节约)了?(?P<change>{_N})(?P=unit)"
)
_MORE = frozenset({"增加", "增长", "上升", "多支", "多花"})


@check("今年、上年和增减额相符", "DIRECTION", "SUM")
def this_year_last_year_and_the_change(case: Case) -> Findings:
    """支出9.38万元，上年为8.06万元，同比减少1.32万元: it is more, whatever it is called."""
    for normal in case.reading.normals:
        for match in _BESIDE.finditer(normal.text):
            this, last = Decimal(match["this"]), Decimal(match["last"])
            change = Decimal(match["change"])
            up = match["turn"] in _MORE
            if abs(this - last) != change or this == last or up == (this > last):
                continue
            right = "增加" if this > last else "减少"
            message = f"{plain(this)}比{plain(last)}{'多' if this > last else '少'}，这里写的是{match['turn']}；核对"
            spot = normal.span(match.start("turn"), match.end("change"))
            yield case.finding(
                "DIRECTION", spot, message, f"{right}{match['change']}{match['unit']}",
                severity=Severity.ERROR, certainty=PROVED,
            )  # fmt: skip


# ---- any number beside another ------------------------------------------------------------------

_TURN = re.compile(
    f"(?P<word>{UP}|{DOWN}|扩大|缩小|[增减升降多少涨跌])(?P<onward>到|至|为)?了?(?:支|幅|额|数)?$"
)
_UP_WORD = re.compile(f"{UP}|扩大|[增升多涨]")
_LAST = "上一?年|去年|上期|同期|20\\d\\d年|年初|预算|计划"
_COMPARES = re.compile(f"(?:与|比|较|同|和|跟|对比|相较于?|对照)[^，。；]{{0,4}}?(?:{_LAST})")
_NAMES_BASE = re.compile("(?:上一?年|去年|上期|同期)(?!年)|预算(?:数|额|为|是|安排)*$")
_EARLIER = re.compile("年初|批复|下达|指标|调整")
"""An earlier stage of the budget: what comes after it is no base."""
_STARTS = re.compile("(?:由|从)[^由从]{0,12}$")
_GOES = re.compile("(?:到|至|为|成)$")
_NO_KIND = frozenset({POINTS, "分"})


@check("增减的说法与旁边的两个数相符", "DIRECTION")
def turns_follow_the_numbers_beside(case: Case) -> Findings:
    """实际在编36人，与2020年末的35人相比，减少1人: 36 is one more; 由42批上升到36批."""
    for normal in case.reading.running:
        numbers = numbers_in(normal)
        for at, number in enumerate(numbers):
            turn = _TURN.search(number.words)
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
                yield case.finding(
                    "DIRECTION", normal.span(start, number.end), message, told,
                    severity=Severity.REMINDER, certainty=LIKELY,
                )  # fmt: skip


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
    "(?P<word>高于|多于|低于|少于|不及)(?:我[镇乡局院校]|全[镇乡局院校])?(?:上一?年度?|去年|20\\d\\d年度?|年初预算|预算)(?:同期|决算|实际|支出|数|安排|末|的)*$"
)


@check("说高于、低于的，比得出来", "DIRECTION")
def what_is_called_higher_is(case: Case) -> Findings:
    """371.26万元，高于上年的389.54万元: it is lower."""
    for normal in case.reading.running:
        numbers = numbers_in(normal) if "于" in normal.text or "不及" in normal.text else []
        for one, other in pairwise(numbers):
            match = _THAN.search(_lead(normal, other))
            joint = normal.text[one.end : other.start]
            if match is None or one.kind != other.kind or one.value == other.value:
                continue
            if "。" in joint or "；" in joint or joint.count("，") > 1 or one.is_hedged:
                continue
            higher = match["word"] in {"高于", "多于"}
            if higher == (one.value > other.value):
                continue
            right = "低于" if higher else "高于"
            printed = normal.text[other.start : other.end]
            message = f"{one.amount.text}{right}{printed}，这里写的是{match['word']}；核对两个数和“{match['word']}”"
            yield case.finding(
                "DIRECTION", normal.span(one.end + joint.find(match["word"]), other.end), message, right,
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


_OVER_STAFF = re.compile("(?P<word>超编|超员|空编|缺编|空缺|缺员)(?:为|了|共|计)?$")
_POSTS = re.compile("编制|核定|定编|编$")


@check("超编、空编与人数相符", "DIRECTION", ground="编制 − 实有")
def posts_are_filled_or_not(case: Case) -> Findings:
    """编制共52名，在职共50人，超编2名: two posts are empty."""
    for normal in case.reading.written:
        numbers = [n for n in numbers_in(normal) if n.kind in {"人", "名"}]
        for at, number in enumerate(numbers):
            match = _OVER_STAFF.search(number.words)
            before = numbers[max(0, at - _FAR) : at]
            pairs = [
                (posts, people) for n, posts in enumerate(before) for people in before[n + 1 :]
                if abs(posts.value - people.value) == number.value and _posts_before(normal, posts)
            ]  # fmt: skip
            if match is None or not pairs or not number.value:
                continue
            over = match["word"].startswith("超")
            if any((people.value > posts.value) == over for posts, people in pairs):
                continue
            posts, people = pairs[-1]
            right = "空编" if over else "超编"
            message = f"编制{posts.amount.text}，实有{people.amount.text}，是{right}{number.amount.text}，这里写的是{match['word']}；核对"
            yield case.finding(
                "DIRECTION", normal.span(number.start - len(match.group()), number.end), message,
                f"{right}{normal.text[number.start : number.end]}",
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


def _posts_before(normal: Normal, number: PrintedNumber) -> bool:
    """Whether a number is one of posts, by its own words or by those of its sentence before it."""
    first = normal.text.rfind("。", 0, number.start) + 1
    return _POSTS.search(normal.text[first : number.start]) is not None


CHECKS = (
    posts_are_filled_or_not,
    what_is_called_higher_is,
    percent_from_one_to_another,
    change_from_one_to_another,
    persons_in_and_out_lead_to_the_end,
    persons_in_and_out_make_the_change,
)
LAST_CHECKS = (this_year_last_year_and_the_change, turns_follow_the_numbers_beside)
