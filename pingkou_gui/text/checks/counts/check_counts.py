"""Checks of counts: people and things against their parts, products, completion, means."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_changes import as_printed
from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    is_swap,
    numbers_in,
    sentence_of,
)
from pingkou_gui.text.lexing.tokens import amount_of, plain
from pingkou_gui.text.reading.statements import LAST_YEAR
from pingkou_gui.text.reasoning.constraints import CONTROL_RATE
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    Case,
    Findings,
    Severity,
    check,
)
from pingkou_gui.text.reasoning.groups import groups_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import TextFinding

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


@check("在职人员控制率 = 在职人数 ÷ 编制数", "PCT")
def control_rate_follows_from_people(case: Case) -> Findings:
    """The rate printed beside the two counts of the same paragraph, where neither count is known to be wrong."""
    entries = case.ledger.entries
    wrong = {entries[c.entry].span.paragraph for c in case.verdict.culprits}
    for normal in case.reading.counting:
        match = CONTROL_RATE.search(normal.text)
        people = _people(case, normal, match) if match else None
        if match is None or people is None or normal.paragraph in wrong:
            continue
        establishment, headcount = people
        printed = amount_of(match["rate"], "%", normal.span(*match.span("rate")))
        right = headcount / establishment * 100
        if abs(printed.value - right) > printed.step:
            other = _other_headcount(case, normal, establishment, printed)
            if other is not None:
                yield _not_so_many(case, normal, headcount, other, match["rate"])
                continue
            expected = as_printed(right, printed)
            message = f"控制率印的是{match['rate']}%，{headcount} ÷ {establishment} = {expected}"
            yield case.finding("PCT", normal.span(*match.span()), message, expected)


def _other_headcount(
    case: Case, normal: Normal, establishment: Decimal, rate: Amount
) -> Decimal | None:
    """Return the headcount that is printed elsewhere and gives the printed rate; None where none does."""
    told = {
        s.amount.value for s in case.reading.statements
        if s.key == "headcount" and s.amount and s.span.paragraph != normal.paragraph
    }  # fmt: skip
    told |= {cell.amount.value for cell in case.reading.cells if cell.key == "headcount"}
    fitting = {n for n in told if abs(n / establishment * 100 - rate.value) <= rate.step}
    return fitting.pop() if len(fitting) == 1 else None


def _not_so_many(
    case: Case, normal: Normal, printed: Decimal, right: Decimal, rate: str
) -> TextFinding:  # fmt: skip
    here = [n for n in numbers_in(normal) if n.value == printed and n.kind in _PERSONS]
    first, last = (here[0].start - len(here[0].words), here[0].end) if here else (0, None)
    unit = here[0].kind if here else "人"
    message = f"这里写{plain(printed)}{unit}，别处是{plain(right)}{unit}，控制率{rate}%也是按{plain(right)}{unit}算的；应为{plain(right)}{unit}，核对"
    spot = normal.span(first, last or len(normal.text))
    return case.finding("CONTRADICTION", spot, message, f"{plain(right)}{unit}")


_PERSONS = frozenset("人名")


def _people(case: Case, normal: Normal, match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    found: dict[str, set[Decimal]] = {}
    for statement in case.reading.statements:
        if (
            statement.span.paragraph == normal.paragraph
            and statement.amount
            and statement.unit_is_people
        ):
            found.setdefault(statement.key, set()).add(statement.amount.value)
    establishment, headcount = found.get("establishment", set()), found.get("headcount", set())
    if len(establishment) != 1 or len(headcount) != 1 or not min(establishment):
        terms = case.reading.terms.get(normal.paragraph, [])
        return people_of(terms, sentence_of(normal.text, match.start()))
    return establishment.pop(), headcount.pop()


_POSTS = re.compile("编制(?:总?数|人数|控制数|名额)?(?:为|是|共|有|：)*$")
_THERE = re.compile(
    "(?:在职|在编|在岗|实有)(?:在?[职编]|人员|人数|干部|职工|实有|总数)*(?:为|是|共|有|：)*$"
)


def people_of(terms: Sequence[Term], place: tuple[int, int]) -> tuple[Decimal, Decimal] | None:
    """Return the posts and the persons told between two places; None where either is not told once."""
    own = [t for t in terms if t.kind == "人" and place[0] <= t.number.start < place[1]]
    posts = {t.value for t in own if _POSTS.search(t.words)}
    there = {t.value for t in own if _THERE.search(t.words) and "编外" not in t.words}
    once = len(posts) == len(there) == 1 and min(posts) > 0
    return (posts.pop(), there.pop()) if once else None


_PRODUCT = re.compile(
    "(?P<count>\\d{1,7})(?:户|人|名|个|亩|座|盏|台|公里|场|次)[^。；]{0,12}?每(?:户|人|名|个|亩|座|盏|台|公里|场|次)(?:每年)?(?:补助|补贴|奖补|投入|发放)?"
    "(?P<each>\\d{1,8}(?:\\.\\d{1,4})?)(?P<unit>元|万元)[^。；\\d]{0,8}?(?:共计|合计|共|总计|计)(?:发放|补助|投入|支出|需)?(?:资金)?"
    "(?P<total>\\d{1,9}(?:\\.\\d{1,4})?)(?P<unit2>元|万元)"
)


@check("户数乘标准等于总额", "SUM", "UNIT")
def products_come_out(case: Case) -> Findings:
    """补贴120户，每户500元，共计6.5万元."""
    for normal in case.reading.counting:
        terms = case.reading.terms.get(normal.paragraph, [])
        for match in _PRODUCT.finditer(normal.text):
            if any(g.total.number.start == match.start("total") for g in groups_in([terms])):
                continue  # it is of several groups
            factor = {"元": Decimal(1), "万元": Decimal(10000)}
            right = Decimal(match["count"]) * Decimal(match["each"]) * factor[match["unit"]]
            step = (
                Decimal(1).scaleb(-len(match["total"].partition(".")[2])) * factor[match["unit2"]]
            )
            if abs(right - Decimal(match["total"]) * factor[match["unit2"]]) < step:
                continue
            if match["unit2"] == "元" and right == Decimal(match["total"]) * factor["万元"]:
                message = f"{match['count']} × {match['each']}{match['unit']} = {match['total']}万元，这里的单位写成了元"
                yield case.finding(
                    "UNIT", normal.span(*match.span()), message, f"{match['total']}万元"
                )
                continue
            expected = f"{plain(right / factor[match['unit2']])}{match['unit2']}"
            message = (
                f"{match['count']} × {match['each']}{match['unit']} = {expected}，"
                f"这里印的是{match['total']}{match['unit2']}；核对"
            )
            yield case.finding("SUM", normal.span(*match.span()), message, expected)


_OF_A_PLAN = re.compile(
    "(?P<done>\\d{1,9}(?:\\.\\d{1,4})?)(?P<unit>万?[一-鿿]{1,2}?)，?(?:为|占|达|是|完成了?|达到)(?:年度|全年|年初|原定|既定)?(?:计划|目标|任务)(?:数|的)?"
    "(?P<plan>\\d{1,9}(?:\\.\\d{1,4})?)(?P=unit)的(?P<rate>\\d{1,4}(?:\\.\\d{1,3})?)%"
)
_DONE_OF = re.compile(
    "(?P<plan>\\d{1,7})(?P<unit>项|个|件|户|处|场|次|人|家)(?P<what>[^。；，\\d]{0,12})，(?:全年|年内|已|共|累计|按期|实际)*(?:完成|办结|整改|验收|建成|达标)(?:了)?"
    "(?P<done>\\d{1,7})(?P=unit)，(?P<name>[^，。；\\d]{0,6})率(?:为|达|达到|是)?(?P<rate>\\d{1,3}(?:\\.\\d{1,3})?)%"
)


@check("完成率由完成数和计划数算出", "PCT", ground="计数")
def completion_follows_from_counts(case: Case) -> Findings:
    """21.3万页，为计划20万页的106.5%; 确定38项指标，完成37项，完成率97.4%."""
    for normal in case.reading.counting:
        for pattern in (_OF_A_PLAN, _DONE_OF):
            for match in pattern.finditer(normal.text):
                done, plan = Decimal(match["done"]), Decimal(match["plan"])
                rate = amount_of(match["rate"], "%", normal.span(*match.span("rate")))
                if plan <= 0 or abs(done / plan * _HUNDRED - rate.value) < rate.step:
                    continue
                if _IN_WAY.search(match.groupdict().get("name") or ""):
                    continue
                if _is_of_the_whole(normal, match, plan, rate):
                    continue
                right = as_printed(done / plan * _HUNDRED, rate)
                message = f"完成率印的是{match['rate']}%，{match['done']} ÷ {match['plan']} = {right}；核对"
                yield case.finding("PCT", normal.span(*match.span()), message, right)


def _is_of_the_whole(normal: Normal, match: re.Match[str], plan: Decimal, rate: Amount) -> bool:
    """审计项目38个，其中专项31个、投资7个，为计划36个的105.56%: of the 38 that the list began with."""
    start, _ = sentence_of(normal.text, match.start())
    if "其中" in normal.text[start : match.start()]:
        return True  # whatever is wrong about it: none of its parts is
    others = (
        Decimal(other["number"])
        for other in re.finditer(
            f"(?P<number>\\d{{1,9}}){match['unit']}", normal.text[start : match.start()]
        )
    )
    return any(abs(other / plan * _HUNDRED - rate.value) < rate.step for other in others)


_IN_WAY = re.compile("按[期时]|及时|质量|优良|满意|合格|提前|一次")
"""按期办结率 is of what was done in time, not of what was done."""

_MEAN = re.compile(
    "(?P<of>人|户|亩|车|次|校|村|生|批|场|单车|每车|辆)(?:均|(?<=[单每]车))[一-鿿]{0,8}?(?:为|约|是)?(?P<mean>\\d{1,9}(?:\\.\\d{1,4})?)(?P<unit>万元|元)"
)
_COUNTED_AS = {
    "人": "人次|人|名", "户": "户", "亩": "亩", "车": "辆|台", "单车": "辆|台", "每车": "辆|台", "辆": "辆|台", "次": "批次|次|批",
    "校": "所", "村": "个", "生": "人|名", "批": "批次|批", "场": "场|次",
}  # fmt: skip
_MEAN_FAR = 120
_LONGEST = 6000
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
            if not counted and match["of"] == "人" and amounts:
                yield from _mean_of_the_staff(case, normal, match, amounts[-1])
                continue
            mean = Decimal(match["mean"]) / (1 if match["unit"] == "万元" else _TEN_THOUSAND)
            pairs = [(a, n) for a in amounts for n in counted if n.value]
            if any(_is_mean(a.value / n.value, mean) for a, n in pairs):
                continue
            yield from _wrong_mean(case, normal, match, pairs)


def _mean_of_the_staff(
    case: Case, normal: Normal, match: re.Match[str], amount: PrintedNumber
) -> Findings:
    """公用经费223.32万元，人均2.72元 where 82 persons are told elsewhere: 2.72万元."""
    other = {"万元": "元", "元": "万元"}.get(amount.amount.unit, "")
    first, _ = sentence_of(normal.text, match.start())
    staff = {
        s.amount.value for s in case.reading.statements
        if s.key == "headcount" and s.amount and s.amount.value and s.measure != LAST_YEAR
    }  # fmt: skip
    clause = _CLAUSE.split(normal.text[first : match.start()])[-1]
    words = f"{clause}{match.group()}"
    if match["unit"] != other or amount.start < first or re.search("[每月日]", words):
        return
    printed = Decimal(match["mean"])
    if any(_is_mean(Decimal(amount.amount.text) / number, printed) for number in staff):
        told = f"{match['mean']}{amount.amount.unit}"
        message = f"“{match.group()}”：按前面的金额和在职人数算，单位应是{amount.amount.unit}，即{told}；核对"
        yield case.question("UNIT", normal.span(*match.span()), message, told)


_CLAUSE = re.compile("[，。；：（]")


def _wrong_mean(
    case: Case,
    normal: Normal,
    match: re.Match[str],
    pairs: list[tuple[PrintedNumber, PrintedNumber]],
) -> Findings:
    """Tell which of an amount's unit, the mean's unit and the mean's digits is wrong."""
    spot, printed = normal.span(*match.span()), Decimal(match["mean"])
    first, _ = sentence_of(normal.text, match.start())
    if "每" in _CLAUSE.split(normal.text[first : match.start()])[-1]:
        return  # of something that is not counted here: 每餐伙食人均成本2.72元
    for amount, number in pairs:
        raw = Decimal(amount.amount.text) / number.value
        other = {"万元": "元", "元": "万元"}.get(amount.amount.unit, "")
        if (
            match["unit"] == other
            and _is_mean(raw, printed)
            and _others_in(normal, amount, match.start("mean"), other)
        ):
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
            if max(amount.start, number.start) < first:
                yield case.question("UNIT", spot, f"{message}；核对", told)
                return
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
        yield case.finding("SUM", spot, message, told, severity=Severity.REMINDER, certainty=LIKELY)


def _others_in(normal: Normal, amount: PrintedNumber, mean: int, unit: str) -> bool:
    """Whether the other amounts of a paragraph, but for the mean, are printed in that unit."""
    others = [
        n for n in numbers_in(normal) if n.kind == MONEY and n.start not in {amount.start, mean}
    ]
    return sum(n.amount.unit == unit for n in others) * 2 > len(others)


def _is_mean(right: Decimal, printed: Decimal) -> bool:
    return abs(right - printed) <= printed / 200


CHECKS = (
    means_are_in_their_unit,
    control_rate_follows_from_people,
    products_come_out,
    completion_follows_from_counts,
)
