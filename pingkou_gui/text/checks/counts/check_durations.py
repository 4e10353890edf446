"""Checks of time: how long, how much earlier or later, from when to when, what comes first."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.outline import chinese_number
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import TextFinding

_EARLY = "提前|提早|缩短|压缩|节省|减少|加快"
_LATE = "延后|推迟|延迟|顺延|拖后|滞后|延期|延误|超期|逾期|拖延|延长|增加|晚|超过|超出"
_UNITS = "个?工作日|天|日|个月|小时|年"
_N = "\\d{1,4}|[两一二三四五六七八九十]{1,3}"
_CLAIM = re.compile(
    f"(?P<word>{_EARLY}|{_LATE})(?:了|约|近)?(?P<number>{_N})(?P<unit>{_UNITS})(?!内|以内|左右|前)"
)
_LENGTH = re.compile(
    f"(?<![\\d.月年第])(?P<number>\\d{{1,4}})(?P<unit>{_UNITS})(?!内|以内|起|以上|前|\\d)"
)
_PLANNED = re.compile(
    "计划|合同|约定|规定|要求|目标|原定|原来|应于|时限|期限|限期|承诺|批复|预定|法定|定于"
)
_BASE = re.compile("(?:比|较|由|从|原)[^，。；\\d]{0,10}$")
_TWO = 2
_DATE = re.compile(
    "(?P<when>本年|当年|次年|翌年)?(?:(?P<year>20\\d\\d)年)?(?P<month>\\d{1,2})月(?:(?P<day>\\d{1,2})[日号]|(?P<end>底|末|初|上旬|中旬|下旬|份)?(?!\\d))"
)
_STARTS = re.compile("开工|启动|动工|进场|开始|施工期|实施期|工期自|起")
_ENDS = re.compile("完工|竣工|完成|结束|建成|交付|通过验收|收官")
_FROM = re.compile("(?:自|从|期[为是：]|时间[为是：]|期限[为是：]|期间?为?|：)(?:为|是|：)?$")
_TO = re.compile("^(?:起|开工|开始|启动|动工)?，?(?:至|到|[-—–~～]{1,2})(?:本年|当年)?$")
_SPAN_SAID = re.compile(
    f"(?:共计?|历时|为期|工期|周期|期限|共历时|用时|持续|总工期|实施期)(?:为|是|约|共)?(?P<number>{_N})(?P<unit>个?工作日|天|日|个月|年)(?!内|左右|度|[初中底])"
)
_SAID_BEFORE = re.compile(
    f"(?:服务期|合同期|工期|周期|期限|实施期|时间|期)限?(?:为|是|：)?(?P<number>{_N})(?P<unit>个月|天|日|年)(?:，|（)?(?:即)?(?:自|从)$"
)
_SENTENCE = re.compile("[^。！？\\n]+")
_CLAUSE = re.compile("[，；]")
_LONGEST = 400
_YEAR_MONTHS = 12
_SLACK = {"天": 1, "日": 1}


@dataclass(frozen=True, slots=True)
class _Day:
    """A date as it is printed: its day, or the month alone where `exact` is false."""

    when: date
    exact: bool
    said_year: bool
    start: int
    end: int
    lead: str
    tail: str

    @property
    def is_planned(self) -> bool:
        """Whether its words call it the day that was agreed on."""
        return _PLANNED.search(self.lead) is not None


def _days(text: str, first: int, last: int, year: int | None) -> list[_Day]:
    """Return the dates of a sentence; a year that is not told is that of the date before."""
    found: list[_Day] = []
    at = first
    for match in _DATE.finditer(text, first, last):
        told = match["year"]
        if match["when"] in {"次年", "翌年"} and found:
            told = str(found[-1].when.year + 1)
        own = int(told) if told else found[-1].when.year if found else year
        month, day = int(match["month"]), int(match["day"] or 1)
        try:
            when = date(own or 2023, month, day)
        except ValueError:
            at = match.end()
            continue
        lead, tail = text[at : match.start()], text[match.end() : min(last, match.end() + 16)]
        found.append(
            _Day(when, bool(match["day"]), bool(told), match.start(), match.end(), lead, tail)
        )
        at = match.end()
    return found


def _sentences(case: Case) -> Iterator[tuple[Normal, int, int]]:
    for normal in case.reading.running:
        if len(normal.text) < 12:
            continue
        for match in _SENTENCE.finditer(normal.text):
            if match.end() - match.start() <= _LONGEST:
                yield normal, *match.span()


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text)


# ---- earlier and later ---------------------------------------------------------------------------


@check("提前、延后的时间算得对", "CONTRADICTION", "COUNT", ground="计数")
def earlier_and_later_follow_from_their_times(case: Case) -> Findings:
    """工期249天，比合同工期270天延后21天; 11月30日完工，比计划的12月20日推迟20天."""
    for normal, first, last in _sentences(case):
        claims = list(_CLAIM.finditer(normal.text, first, last))
        for claim in claims if len(claims) == 1 else ():
            off = _between_lengths(normal.text, first, claim)
            if off is None:
                off = _between_days(case, normal.text, (first, last), claim)
            if off is not None:
                told = _apart(case, normal, first, claim, *off)
                if told is not None:
                    yield told


def _between_lengths(text: str, first: int, claim: re.Match[str]) -> tuple[int, str] | None:
    """Return how much longer it took than was planned, and the two times as printed; None where they are not told."""
    lengths = [
        m for m in _LENGTH.finditer(text, first, claim.start())
        if _same_unit(m["unit"], claim["unit"])
    ]  # fmt: skip
    if len(lengths) != 2:
        return None
    words = [_CLAUSE.split(text[max(first, m.start() - 20) : m.start()])[-1] for m in lengths]
    words[1] = re.split("\\d", words[1])[-1]
    planned = [_BASE.search(w) is not None for w in words]
    if planned[0] == planned[1]:
        planned = [_PLANNED.search(w) is not None for w in words]
    if planned[0] == planned[1]:
        return None
    plan, done = lengths if planned[0] else lengths[::-1]
    return int(done["number"]) - int(plan["number"]), f"{done.group()}和{plan.group()}"


def _same_unit(one: str, other: str) -> bool:
    days = {"天", "日"}
    return one.removeprefix("个") == other.removeprefix("个") or {one, other} == days


def _between_days(
    case: Case, text: str, place: tuple[int, int], claim: re.Match[str]
) -> tuple[int, str] | None:
    """Return how much later a day came than was planned, in the unit of the claim."""
    days = _days(text, place[0], claim.start(), case.reading.year)
    if len(days) < _TWO:
        days = _days(text, *place, case.reading.year)
    days = [d for d in days if not d.lead.endswith("截至")]
    planned = [d for d in days if d.is_planned or _BASE.search(d.lead)]
    others = [d for d in days if d not in planned and not _STARTS.match(d.tail)]
    deed = _DEED.match(text, claim.end())
    if deed is not None:  # 10月13日通过验收，比约定的10月31日推迟18天通过验收
        others = [d for d in others if d.tail.startswith(deed.group())] or others
    if len(planned) != 1 or len(others) != 1 or planned[0].exact != others[0].exact:
        return None
    plan, done = planned[0], others[0]
    if claim["unit"] in {"天", "日"} and plan.exact:
        off = (done.when - plan.when).days
    elif claim["unit"] == "个月" and not plan.exact:
        off = _months(plan.when, done.when)
    else:
        return None
    return off, f"{text[done.start : done.end]}和{text[plan.start : plan.end]}"


_DEED = re.compile("[一-鿿]{2,8}(?=[，。；]|$)")


def _months(one: date, other: date) -> int:
    return (other.year - one.year) * _YEAR_MONTHS + other.month - one.month


def _apart(  # noqa: PLR0913, PLR0917 - a claim with what it should say
    case: Case, normal: Normal, first: int, claim: re.Match[str], off: int, times: str
) -> TextFinding | None:
    late = re.fullmatch(_LATE, claim["word"]) is not None
    printed, unit = _number(claim["number"]), claim["unit"]
    slack = 1 if unit in {"天", "日"} and "月" in times else 0
    right_way = (off > 0) == late or not off
    if right_way and abs(abs(off) - printed) <= slack:
        return None
    word = claim["word"]
    if not right_way:
        longer = "推迟" if "月" in times else "延长"
        shorter = "缩短" if claim["word"] in {"延长", "增加"} else "提前"
        word = longer if off > 0 else shorter
    size = printed if abs(abs(off) - printed) <= slack else abs(off)
    right = f"{word}{size}{unit}"
    message = f"{times}相差{abs(off)}{unit}，应为{right}，这里写的是“{claim.group()}”；核对时间和“{claim['word']}”"
    class_ = "CONTRADICTION" if not right_way else "COUNT"
    start = max(first, normal.text.rfind("，", first, claim.start()) + 1)
    return case.question(class_, normal.span(start, claim.end()), message, right)


_IN_TIME = re.compile(
    "(?P<said>(?:提前|按期|如期|按时|按计划)(?:全部|顺利)?(?:完成|完工|竣工|交付|建成|达标))(?=[，。；]|$)"
)


@check("说按期、提前的，没有过期", "CONTRADICTION", ground="计数")
def what_is_called_in_time_is(case: Case) -> Findings:
    """计划于2023年9月底完工，实际于11月中旬完工，提前完成: late."""
    for normal, first, last in _sentences(case):
        match = _IN_TIME.search(normal.text, first, last)
        days = _days(normal.text, first, match.start(), case.reading.year) if match else []
        planned = [d for d in days if d.is_planned]
        done = [d for d in days if d not in planned and "实际" in d.lead]
        if match is None or len(planned) != 1 or len(done) != 1 or len(days) != _TWO:
            continue
        plan, real = planned[0], done[0]
        same = (plan.when.year, plan.when.month) == (real.when.year, real.when.month)
        if real.when <= plan.when or (same and not (plan.exact and real.exact)):
            continue
        words = [normal.text[d.start : d.end] for d in (real, plan)]
        message = f"{words[0]}晚于{words[1]}，这里却写“{match['said']}”；核对两个日期，或改写"
        spot = normal.span(*match.span("said"))
        yield case.question("CONTRADICTION", spot, message, "超期完成")


# ---- from when to when ---------------------------------------------------------------------------


@check("起止日期先后和长短相符", "CONTRADICTION", "COUNT", ground="计数")
def times_from_and_to_agree(case: Case) -> Findings:
    """2021年1月至2023年12月，为期四年; 2023年3月1日起至2023年2月28日止; 开工8月15日，竣工6月30日."""
    for normal, first, last in _sentences(case):
        days = _days(normal.text, first, last, case.reading.year)
        if len(days) < 2:
            continue
        for one, other in pairwise(days):
            months = [(day.when.year, day.when.month) for day in (one, other)]
            if one.exact != other.exact and months[0] <= months[1]:
                continue
            if not (_is_range(one, other) or _is_begun_and_done(one, other)):
                continue
            yield from _run(case, normal, one, other, last)


def _is_range(one: _Day, other: _Day) -> bool:
    return _TO.match(other.lead) is not None and (
        _FROM.search(one.lead) is not None or one.said_year
    )


def _is_begun_and_done(one: _Day, other: _Day) -> bool:
    """Whether one day is that of the beginning, and the next that of the end of the same thing."""
    begun = _STARTS.match(one.tail.lstrip("正式全面组织")) or re.search(
        "(?:开工|启动|动工|开始)(?:日期|时间)?(?:为|是|：)?$", one.lead
    )
    done = _ENDS.match(other.tail.lstrip("正式全面顺利底前")) or re.search(
        "(?:完工|竣工|完成|结束)(?:日期|时间)?(?:为|是|：)?$", other.lead
    )
    return (
        bool(begun and done)
        and len(other.lead) <= 20
        and not other.is_planned
        and "计划" not in one.lead
    )


def _run(case: Case, normal: Normal, one: _Day, other: _Day, last: int) -> Findings:
    text = normal.text
    if other.when < one.when:
        if not (one.said_year and other.said_year):
            return
        message = f"{text[other.start : other.end]}早于{text[one.start : one.end]}，先后不对；核对两个日期"
        yield case.question(
            "CONTRADICTION", normal.span(one.start, other.end), message, "核对起止日期"
        )
        return
    said = _SPAN_SAID.search(text, other.end, min(last, other.end + 24))
    if said is None or re.search("\\d", text[other.end : said.start()]):
        said = _SAID_BEFORE.search(text, max(0, one.start - 16), one.start)
    if said is None:
        return
    printed, unit = _number(said["number"]), said["unit"]
    right = _lasted(one, other, unit)
    if (
        right is None
        or abs(right - printed) <= _SLACK.get(unit, 0)
        or (unit == "个月" and abs(right - printed) <= 1 and not _is_whole(one, other))
    ):
        return
    shown = f"{_like(said['number'], right)}{unit}"
    message = f"{text[one.start : one.end]}到{text[other.start : other.end]}是{shown}，这里写的是{said['number']}{unit}；核对日期和时长"
    yield case.question("COUNT", normal.span(said.start(), said.end()), message, shown)


def _is_whole(one: _Day, other: _Day) -> bool:
    """Whether the dates are a first and a last day of months."""
    return not one.exact or (one.when.day == 1 and other.when.day >= 28)


def _lasted(one: _Day, other: _Day, unit: str) -> int | None:
    """Return how long it is from one date to another, both counted; None where that cannot be told."""
    months = _months(one.when, other.when) + (1 if _is_whole(one, other) else 0)
    if unit in {"天", "日"}:
        return (other.when - one.when).days + 1 if one.exact else None
    if unit == "个月":
        return months
    if unit == "年" and (not months % _YEAR_MONTHS or one.exact):
        return round(months / _YEAR_MONTHS)
    return None


def _like(printed: str, number: int) -> str:
    """Return a number in numerals where the printed one is in numerals."""
    return str(number) if printed.isdigit() or number > 10 else "零一二三四五六七八九十"[number]


# ---- days that there are --------------------------------------------------------------------------

_DAY = re.compile(
    "(?<!\\d)(?:(?P<year>(?:19|20)\\d\\d)年)?(?P<month>\\d{1,2})月(?P<day>\\d{1,2})日"
)
_LASTED = re.compile("(?:历时|工期|为期|共计?|合计)[^，。；]{0,4}$")
"""What comes before a time that passed: 历时2月30日."""
_LEAP_YEAR = 2024
_MONTHS = 12


@check("写的日期都有", "FORMAT", ground="历法")
def dates_exist(case: Case) -> Findings:
    """2025年2月30日, 4月31日, 2025年13月1日: no calendar has them."""
    for normal in case.reading.normals:
        for match in _DAY.finditer(normal.text) if "日" in normal.text else ():
            month, day, year = int(match["month"]), int(match["day"]), match["year"]
            if not year and (
                not 1 <= month <= _MONTHS or _LASTED.search(normal.text[: match.start()][-8:])
            ):
                continue
            if not 1 <= month <= _MONTHS:
                why = f"没有{month}月"
            else:
                last = monthrange(int(year) if year else _LEAP_YEAR, month)[1]
                if 1 <= day <= last:
                    continue
                why = f"{f'{year}年' if year else ''}{month}月只有{last}天"
            message = f"没有{match.group()}这一天：{why}；核对日期"
            yield case.finding("FORMAT", normal.span(*match.span()), message, "改为有的日期")


CHECKS = (dates_exist,)
LAST_CHECKS = (
    earlier_and_later_follow_from_their_times,
    what_is_called_in_time_is,
    times_from_and_to_agree,
)
