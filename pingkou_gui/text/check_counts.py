"""Checks of counts: people and things against their parts, products, completion, means."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import LIKELY, PROVED, Case, Findings, Severity, check, check_matches
from pingkou_gui.text.printed_numbers import MONEY, is_swap, numbers_in
from pingkou_gui.text.slips import is_slip

if TYPE_CHECKING:
    from pingkou_gui.text.finding import Match, Told
    from pingkou_gui.text.printed_numbers import PrintedNumber
    from pingkou_gui.text.source import Normal


_UNIT = "个|户|辆|人次|人|名|项|所|处|宗|件|台|套|家|座|口|亩|次|批次|场|份|头|株|条|间|栋"
_HEAD_COUNT = re.compile(
    f"(?P<total>\\d{{1,9}})(?P<unit>{_UNIT})[^，。；：、（）\\d]{{0,10}}(?:，[^，。；\\d]{{0,16}}[\\d.]+%[，；])?[，（：]?(?P<word>其中|包括|分别是|分别为|含)[：，]?"
)
_ITEM = re.compile(
    "(?P<label>[^，。；：、（）\\d]{1,20}?)(?P<count>\\d{1,9})(?P<unit>[一-鿿]{0,2}?)(?=[，。；、（）和及]|$)"
)
_CLOSING = re.compile(
    f"(?P<first>\\d{{1,6}})(?:个|名|所|户)(?P<noun1>[一-鿿]{{1,6}})(?:、|和|，)(?P<second>\\d{{1,6}})(?:个|名|所|户)(?P<noun2>[一-鿿]{{1,6}})[，、]"
    f"(?:一共|总共|合计|共计|共)(?:有)?(?P<total>\\d{{1,6}})(?:{_UNIT})"
)


@check("总数等于分项之和", "COUNT", ground="计数")
def counts_add_up(case: Case) -> Findings:
    """公务用车8辆，其中一般公务用车4辆、执法执勤用车2辆; 12个村、2个社区，共15个."""
    for normal in case.reading.counting:
        for match in _HEAD_COUNT.finditer(normal.text):
            yield from _parts_of(case, normal, match)
        for match in _CLOSING.finditer(normal.text):
            total = int(match["first"]) + int(match["second"])
            if total != int(match["total"]):
                message = f"总数写的是{match['total']}，{match['first']}+{match['second']} = {total}；核对"
                end = match.end() + len(_noun_behind(normal.text, match.end()))
                yield case.finding("COUNT", normal.span(match.start(), end), message, str(total))


_NOUN = re.compile("[一-鿿]{1,10}(?=[，。；、：（]|$)")


def _noun_behind(text: str, end: int) -> str:
    """Return what was counted, as it stands behind its total: 共15个|行政村."""
    match = _NOUN.match(text, end)
    return match.group() if match else ""


_RUN = re.compile(
    f"(?P<items>(?:[一-鿿]{{1,8}}\\d{{1,6}}(?:{_UNIT})[、，和]?){{2,6}}?)[，、]?(?:一共|总共|合计|共计|共)(?P<total>\\d{{1,6}})(?P<unit>{_UNIT})(?![一-鿿]{{0,4}}，?其中)"
)
_ONE_OF_RUN = re.compile(f"(?P<label>[一-鿿]{{1,8}})(?P<count>\\d{{1,6}})(?P<unit>{_UNIT})")


@check_matches(_RUN, "连着数的几样加起来是后面的总数", "COUNT", ground="计数")
def what_is_counted_in_a_row_adds_up(case: Case, normal: Normal, match: Match) -> Told:
    """新建6座、改造15座，共20座: counts of one unit, and at once what they come to."""
    found = list(_ONE_OF_RUN.finditer(match["items"]))
    units = {item["unit"] for item in found} | {match["unit"]}
    if len(units) != 1 or not all(_is_part(item["label"]) for item in found):
        return None
    parts, total = [int(item["count"]) for item in found], int(match["total"])
    if sum(parts) == total or any(part > total for part in parts):
        return None
    message = f"总数写的是{total}{match['unit']}，{'+'.join(map(str, parts))} = {sum(parts)}；核对"
    message += _other_counts(total, parts)
    return case.question(
        "COUNT", normal.span(match.end("items"), match.end()), message, f"{sum(parts)}{match['unit']}",
    )  # fmt: skip


def _parts_of(case: Case, normal: Normal, match: re.Match[str]) -> Findings:
    total, unit = int(match["total"]), match["unit"]
    parts: list[int] = []
    at = end = match.end()
    while found := _ITEM.match(normal.text, at):
        if (
            found["unit"] not in {"", unit}
            or (parts and sum(parts) == total)
            or not _is_part(found["label"])
        ):
            break
        parts.append(int(found["count"]))
        end = found.end()
        if (named := _NAMED_THERE.match(normal.text, end)) is not None:
            end = named.end()
        if normal.text[end : end + 1] not in {"、", "，", "和", "及"}:
            break
        at = end + 1
    if len(parts) < 2 or sum(parts) == total or normal.text[end : end + 2].startswith("等"):
        return
    over = sum(parts) > total
    if not over and sum(parts) * 3 < total * 2:
        return
    sure = over or unit in {"人", "名"}
    message = (
        f"总数写的是{total}{unit}，分项{'+'.join(map(str, parts))} = {sum(parts)}；核对总数和分项"
        + _other_counts(total, parts)
    )
    start = 1 + max(normal.text.rfind(mark, 0, match.start()) for mark in "，。；：")
    yield case.finding(
        "COUNT", normal.span(start, end), message, str(sum(parts)),
        severity=Severity.ERROR if over else Severity.REMINDER,
        certainty=PROVED if sure and over else LIKELY,
    )  # fmt: skip


# ---- counts of one list, each beside others -------------------------------------------------


_LONGEST = 6000


def _other_counts(total: int, parts: list[int]) -> str:
    """Return what each part would have to be, were the total right."""
    ways = [(part, part + total - sum(parts)) for part in parts]
    ways = [(part, right) for part, right in ways if right > 0]
    near = [(part, right) for part, right in ways if is_slip(str(part), str(right))]
    ways = ways if len(ways) <= _FEW_WAYS else near
    if not 0 < len(ways) <= _FEW_WAYS:
        return ""
    told = "，或".join(f"{part}应为{right}" for part, right in ways)
    return f"（总数若不错，可能是{told}）"


_FEW_WAYS = 6
_NAMED_THERE = re.compile("（[^（）]{1,200}）(?=[，、；。])")
"""What is counted, named behind its count: 行政单位7个（党政办公室、财政所）."""


def _is_part(label: str) -> bool:
    """Whether a label names a part of a count, and not another count that follows."""
    return not re.search(
        "退休|离休|编外|聘用|比|较|减少|增加|共|另|实有|在职|年末|累计|同比|上年", label
    )


_MEAN = re.compile(
    "(?P<of>人|户|亩|车|次|校|村|生|批|场|单车|每车|辆)(?:均|(?<=[单每]车))[一-鿿]{0,8}?(?:为|约|是)?(?P<mean>\\d{1,9}(?:\\.\\d{1,4})?)(?P<unit>万元|元)"
)
_COUNTED_AS = {
    "人": "人次|人|名", "户": "户", "亩": "亩", "车": "辆|台", "单车": "辆|台", "每车": "辆|台", "辆": "辆|台", "次": "批次|次|批",
    "校": "所", "村": "个", "生": "人|名", "批": "批次|批", "场": "场|次",
}  # fmt: skip
_MEAN_FAR = 120
_TEN_THOUSAND = Decimal(10000)


@check("平均数用对了单位", "UNIT", "SUM", ground="金额 ÷ 数量")
def means_are_in_their_unit(case: Case) -> Findings:
    """接待费9.55万元，1094人次，人均87.29万元: 元; 14.30万元，8辆，车均1.79元: 万元; 12.56万元，4辆，车均3.41万元: 3.14."""
    for normal in case.reading.counting:
        for match in _MEAN.finditer(normal.text) if len(normal.text) <= _LONGEST else ():
            numbers = numbers_in(normal, max(0, match.start() - _MEAN_FAR), match.start("mean"))
            units = _COUNTED_AS[match["of"]].split("|")
            counted = [n for n in numbers if n.kind in units][-2:]
            amounts = [n for n in numbers if n.kind == MONEY and n.value]
            mean = Decimal(match["mean"]) / (1 if match["unit"] == "万元" else _TEN_THOUSAND)
            pairs = [(a, n) for a in amounts for n in counted if n.value]
            if not pairs or any(_is_mean(a.value / n.value, mean) for a, n in pairs):
                continue
            yield from _wrong_mean(case, normal, match, pairs)


def _wrong_mean(
    case: Case,
    normal: Normal,
    match: re.Match[str],
    pairs: list[tuple[PrintedNumber, PrintedNumber]],
) -> Findings:
    """Tell which of an amount's unit, the mean's unit and the mean's digits is wrong."""
    spot, printed = normal.span(*match.span()), Decimal(match["mean"])
    for amount, number in pairs:
        raw = Decimal(amount.amount.text) / number.value
        other = {"万元": "元", "元": "万元"}.get(amount.amount.unit, "")
        if match["unit"] == other and _is_mean(raw, printed) and _others_in(normal, amount, other):
            right = f"{amount.amount.text}{other}"
            message = f"“{amount.words}{amount.amount.text}{amount.amount.unit}”的单位不对，按{match.group()}算应为{right}"
            yield case.finding("UNIT", normal.span(amount.start, amount.end), message, right)
            return
    wrong = match["unit"] == "万元"
    factor = _TEN_THOUSAND if wrong else 1 / _TEN_THOUSAND
    for amount, number in pairs:
        if _is_mean(amount.value / number.value * (factor if wrong else 1), printed):
            told = f"{match['mean']}{'元' if wrong else '万元'}"
            message = f"“{match.group()}”的单位不对，按金额和数量算应为{told}"
            yield case.finding("UNIT", spot, message, told)
            return
    places = Decimal(1).scaleb(-len(match["mean"].partition(".")[2]))
    shown = [
        f"{(a.value / n.value * (1 if wrong else _TEN_THOUSAND)).quantize(places, ROUND_HALF_UP):f}"
        for a, n in pairs
    ]
    swaps = [text for text in shown if is_swap(text, match["mean"])]
    if len(set(swaps)) == 1:
        told = f"{swaps[0]}{match['unit']}"
        message = f"“{match.group()}”和前面的金额、数量对不上，按它们算是{told}；核对"
        yield case.question("SUM", spot, message, told)


def _others_in(normal: Normal, amount: PrintedNumber, unit: str) -> bool:
    """Whether the other amounts of a paragraph are printed in that unit."""
    others = [n for n in numbers_in(normal) if n.kind == MONEY and n.start != amount.start]
    return sum(n.amount.unit == unit for n in others) * 2 > len(others)


def _is_mean(right: Decimal, printed: Decimal) -> bool:
    return abs(right - printed) <= printed / 200


CHECKS = (
    means_are_in_their_unit,
    counts_add_up,
    what_is_counted_in_a_row_adds_up,
)
