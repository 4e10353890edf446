"""Checks of a number that its own words take up again: names in brackets, 的N个, 提升N倍, 人均."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import Case, Findings, Told, check, check_each
from pingkou_gui.text.printed_numbers import MONEY, NUMBER, sentence_of
from pingkou_gui.text.tokens import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.finding import Match
    from pingkou_gui.text.printed_numbers import PrintedNumber
    from pingkou_gui.text.source import Normal

_BRACKETED = re.compile(
    "(?<![\\d.第])(?P<count>\\d{1,2})(?P<measure>[一-鿿])[一-鿿]{0,6}（(?P<names>[一-鿿]{2,12}(?:、[一-鿿]{2,12}){0,20})）"
)
_NO_NAMES = re.compile("含|其中|等|包括|同比|未|不|已|上年|较|比")


@check("括号里列几个名称，就写几个", "COUNT", ground="计数")
def bracketed_names_are_as_many(case: Case) -> Findings:
    """已完工4宗（甲、乙、丙、丁），在建2宗（戊）: where one count of the sentence fits its names, so must the other."""
    for normal in case.reading.counting:
        found = [m for m in _BRACKETED.finditer(normal.text) if not _NO_NAMES.search(m["names"])]
        for match in found:
            first, last = sentence_of(normal.text, match.start())
            beside = [m for m in found if first <= m.start() < last and m is not match]
            listed = match["names"].count("、") + 1
            fits = any(
                m["measure"] == match["measure"]
                and int(m["count"]) == m["names"].count("、") + 1 > 1
                for m in beside
            )
            if not fits or int(match["count"]) == listed:
                continue
            right = f"{listed}{match['measure']}"
            message = f"写的是{match['count']}{match['measure']}，括号里列的是{listed}个名称；核对数目，或补全名称"
            yield case.question("COUNT", normal.span(match.start(), match.end()), message, right)


_AGAIN = re.compile(
    "(?P<label>[一-鿿]{3,8})的(?P<count>\\d{1,4})(?P<measure>[个家户项名人件处座所条])"
)


@check_each(_AGAIN, "再提到时还是那几个", "CONTRADICTION", ground="前后一致")
def what_is_referred_to_is_as_many(case: Case, normal: Normal, match: Match) -> Told:
    """全部完工7个，…；全部完工的8个项目均已移交: the same ones, and another number."""
    before = _first_told(normal, match)
    if before is None or before["count"] == match["count"]:
        return None
    right = f"{before['count']}{match['measure']}"
    message = f"“{match.group()}”，前面写的是“{before.group()}”；核对是哪一个写错，改成一样的"
    return case.question("CONTRADICTION", normal.span(*match.span()), message, right)


def _first_told(normal: Normal, match: re.Match[str]) -> re.Match[str] | None:
    """Return where the longest end of a label was counted before, and only once."""
    for size in range(len(match["label"]), _LEAST_LABEL - 1, -1):
        label = match["label"][-size:]
        told = list(
            re.finditer(
                f"{label}(?P<count>\\d{{1,4}}){match['measure']}", normal.text[: match.start()]
            )
        )
        if told:
            return told[0] if len(told) == 1 else None
    return None


_LEAST_LABEL = 3
_TIMES = re.compile(
    f"[由从](?P<first>{NUMBER})(?P<unit>[一-鿿]{{1,3}}?)(?P<rise>提高|提升|增加|增长|上升|扩大|发展)到(?P<last>{NUMBER})(?P=unit)，"
    "(?P<said>(?:提高|提升|增加|增长|上升|扩大)了?)(?P<times>\\d{1,3}(?:\\.\\d)?)倍"
)


@check_each(_TIMES, "增加几倍算得对", "WORDING", ground="用语")
def times_more_leave_the_first_out(case: Case, normal: Normal, match: Match) -> Told:
    """由3000管提升到12000管，提升4倍: it is four times as much, and so three times more."""
    first, last = Decimal(match["first"]), Decimal(match["last"])
    if not first or last / first != Decimal(match["times"]):
        return None
    more = plain(last / first - 1)
    right = f"{match['said']}{more}倍"
    message = (
        f"由{match['first']}到{match['last']}是原来的{match['times']}倍，"
        f"比原来多{more}倍；写“{right}”，或写“{match['rise']}到{match['times']}倍”"
    )
    return case.question("WORDING", normal.span(match.start("said"), match.end()), message, right)


_MEAN = re.compile("(?:[人户车亩次批]均|平均每[人户辆亩次批])[一-鿿]{0,8}$")
_TEN_THOUSAND = 10_000


@check("人均数不会比总数大", "UNIT", ground="单位")
def a_mean_is_no_more_than_the_total(case: Case) -> Findings:
    """公务接待费1.50万元…240人次，人均62.50万元: 62.50 元."""
    told = case.reading.numbers
    for normal in case.reading.running:
        numbers = told.get(normal.paragraph, [])
        for at, mean in enumerate(numbers):
            named = mean.kind == MONEY and mean.amount.unit == "万元" and "均" in mean.words
            if not named or _MEAN.search(mean.words) is None:
                continue
            lines = range(max(0, normal.paragraph - _LINES), normal.paragraph)
            totals = [n for line in lines for n in told.get(line, ())] + numbers[:at]
            around = (*numbers[max(0, at - _NEAR) : at], *numbers[at + 1 : at + 1 + _NEAR])
            if not any(_is_total_of(*pair, mean) for pair in _pairs(totals[-_MOST:], around)):
                continue
            right = f"{mean.amount.text}元"
            message = f"“{mean.words}{mean.amount.text}万元”比总数还大，按总数和人数算正好是{right}；改单位"
            spot = normal.span(mean.start - len(mean.words), mean.end)
            yield case.finding("UNIT", spot, message, right)


_NEAR, _LINES, _MOST = 6, 3, 30


def _pairs(
    before: Sequence[PrintedNumber], around: Sequence[PrintedNumber]
) -> Iterator[tuple[PrintedNumber, PrintedNumber]]:
    totals = [n for n in before if n.kind == MONEY and n.value > 0]
    counts = [
        n for n in around if n.kind != MONEY and n.kind[-1] in "人次户辆亩批名" and n.value > 1
    ]
    return ((total, count) for total in totals for count in counts)


def _is_total_of(total: PrintedNumber, count: PrintedNumber, mean: PrintedNumber) -> bool:
    """Whether a total over a count is the mean in 元, as far as its places tell."""
    right = total.value * _TEN_THOUSAND / count.value
    exact = abs(right - Decimal(mean.amount.text)) <= Decimal(1).scaleb(-mean.amount.places)
    return exact and mean.value > total.value


CHECKS = (
    bracketed_names_are_as_many,
    what_is_referred_to_is_as_many,
    times_more_leave_the_first_out,
    a_mean_is_no_more_than_the_total,
)
