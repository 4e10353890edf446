"""Checks of rates beside their amounts, of sums worked out in words, and of what is said of targets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_budget_stages import rates_of_stages
from pingkou_gui.text.checks.amounts.check_changes import as_printed
from pingkou_gui.text.lexing.printed_numbers import NUMBER, sentence_of, step_of
from pingkou_gui.text.lexing.slips import digit_slip, is_slip_of_value
from pingkou_gui.text.lexing.tokens import added_up, amount_of, plain
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    PROVED,
    Case,
    Findings,
    Severity,
    Told,
    check,
    check_each,
)
from pingkou_gui.text.reasoning.rate_reach import is_made_in_reach

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import Match

_N = NUMBER
_RATE = re.compile(
    f"(?P<name>(?:预算|资金|支出|经费|综合|项目|总体|全年)*(?:执行|完成|支出|使用|支付|控制|到位)(?:率|进度))(?:约)?(?:为|是|达到?|：|仅为|仅|只有)*(?P<rate>{_N})%"
)
_OF_WORKS = re.compile("(?:项目|总体|综合|全年)*完成(?:率|进度)")
"""A rate of works or tasks as well as of money: of money only beside its two amounts."""
_BUDGET = re.compile(
    f"(?:全年预算|年初预算|调整后?预算|年度预算|预算安排|预算资金|预算指标|预算批复|安排预算|下达资金|到位资金|资金总额|总投资|投资总额|(?:计划|概算)(?:总)?投资|投资概算|(?:项目|专项|计划)资金(?:计划|规模|总量)?|实际到位|资金到位|预算)[^\\d，。；：%]{{0,10}}[：]?(?P<number>{_N})(?P<unit>亿元|万元|元|万)"
)
_SPENT = re.compile(
    f"(?:实际支出|支出决算|决算支出|实际使用|实际支付|实际执行|累计支出|全年执行|执行数?|支出|支付|使用|决算数?)[^\\d，。；：%（]{{0,8}}[：]?(?P<number>{_N})(?P<unit>亿元|万元|元|万)"
)
_ADDED = re.compile("追加|调[增减整]|净增")
_SPENT_WORDS = re.compile("执行|支[出付]|使用|完成")
_POSTS = re.compile(f"编制[^\\d，。；：%]{{0,8}}(?P<number>{_N})(?P<unit>人|名|个)")
_STAFF = re.compile(
    f"(?:实有|在职|在编|在岗)[^\\d，。；：%]{{0,10}}(?P<number>{_N})(?P<unit>人|名|个)"
)
_ANY_AMOUNT = re.compile(f"(?<![\\d.])(?P<number>{_N})(?P<unit>亿元|万元|元|万)")
_AMOUNTS_NEAR = 300
"""So many characters before a rate are looked through for the amount that it is a rate of."""
_FACTOR = {"亿元": Decimal(10000), "万元": Decimal(1), "万": Decimal(1), "元": Decimal("0.0001")}
_HUNDRED = Decimal(100)
_OF_BUDGET = re.compile("一般公共预算|政府性基金|国有资本经营")
_LEAD = 12
"""So many characters before a rate may name the budget that it is a rate of."""
_NAMED_BEFORE = 60
"""So many characters before an amount may name the budget that it is of."""
_FAR = 1000
_FEW = 6
_NEAR = 3
"""So many paragraphs before the rate may hold its amounts, within one chapter."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed number: in 万元 or persons, with its last place, and the budget its sentence names last before it."""

    value: Decimal
    text: str
    step: Decimal
    place: tuple[int, int] = (0, 0)
    budget: str = ""


def _numbers(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[_Printed]:
    found = []
    for match in pattern.finditer(text, start, end):
        if pattern is _BUDGET and _SPENT_WORDS.search(match.group()):
            continue  # 上述预算共执行1040万元 is what was spent of it
        if pattern is _SPENT and _ADDED.search(match.group()):
            continue  # 执行中追加215.00万元 is no spending
        factor = _FACTOR.get(match["unit"], Decimal(1))
        places = len(match["number"].partition(".")[2])
        number = Decimal(match["number"]) * factor
        at = match.start("number")
        near = max(text.rfind("。", 0, at) + 1, at - _NAMED_BEFORE)
        budget = _last_budget(text, near, at)
        found.append(
            _Printed(number, match["number"], factor.scaleb(-places), (id(text), at), budget)
        )
    return found


def _last_budget(text: str, start: int, end: int) -> str:
    """Return the budget that a piece of text names last, or an empty string."""
    return next(iter(_OF_BUDGET.findall(text, start, end)[::-1]), "")


@check("率由它的两个数算出", "PCT")
def rates_follow_from_their_amounts(case: Case) -> Findings:
    """全年预算1200万元，实际支出1140万元，预算执行率98%: 95 %."""
    for normal in case.reading.running:
        if "%" not in normal.text:
            continue
        for match in _RATE.finditer(normal.text):
            if _is_target(normal.text, match):
                continue
            start, end = sentence_of(normal.text, match.start())
            people = "控制" in match["name"] and _POSTS.search(normal.text, start, end) is not None
            under, over = (_POSTS, _STAFF) if people else (_BUDGET, _SPENT)
            yield from _rate(case, normal.paragraph, match, (start, match.start()), under, over)


def _is_target(text: str, match: re.Match[str]) -> bool:
    """Whether a rate is one to be reached, one of last year, or one of others."""
    before = text[max(0, match.start() - 16) : match.start()]
    after = text[match.end() : match.end() + 4]
    return re.search(
        "目标(?!类)|不低于|不少于|达到|要求|以上|上年|去年|同比|平均|标准", before
    ) is not None or after.startswith(("以上", "以内", "以下"))


def _rate(  # noqa: PLR0913, PLR0917 - a rate and where its two numbers may stand
    case: Case, index: int, match: re.Match[str], within: tuple[int, int],
    under: re.Pattern[str], over: re.Pattern[str],
) -> Findings:  # fmt: skip
    normal = case.reading.normals[index]
    people = under is _POSTS
    bottoms, tops = _numbers(under, normal.text, *within), _numbers(over, normal.text, *within)
    near = bool(bottoms and tops)
    if not near:
        works = _OF_WORKS.fullmatch(match["name"]) is not None
        bottoms, tops = ([], []) if works else _of_the_chapter(case, index, within, under, over)
    printed = Decimal(match["rate"])
    step = step_of(match["rate"])
    own = _last_budget(normal.text, max(0, match.start() - _LEAD), match.end("name"))
    pairs = [
        (top, bottom)
        for bottom in bottoms
        for top in tops
        if bottom.value > 0
        and top.place != bottom.place  # 比年初预算多支出53.75万元 is one number
        and not (own and any(n.budget not in {"", own} for n in (top, bottom)))
    ]
    if not pairs or any(_fits(printed, step, top, bottom) for top, bottom in pairs):
        return
    if not near and len({(t.value, b.value) for t, b in pairs}) != 1:
        return
    rate = amount_of(match["rate"], "%", normal.span(*match.span("rate")))
    upside_down = printed > _HUNDRED and len(pairs) == 1 and _fits(printed, step, *pairs[0][::-1])
    if not people and not upside_down and is_made_in_reach(case.reading, rate):
        return
    far = max(0, match.start() - _AMOUNTS_NEAR)
    others = _numbers(_ANY_AMOUNT, normal.text, far, match.start())[-_FEW:]
    if not (people or upside_down) and any(
        _fits(printed, step, top, other) for top in (*tops, *others) for other in others
    ):
        return  # of an amount whose words are not known here: 调整后4417.8万元
    if match["rate"] in rates_of_stages(case):
        return  # what it was taken of is the slip
    top, bottom = _of_one_level(normal.text, within, pairs) if near else pairs[-1]
    right = top.value / bottom.value * _HUNDRED
    if right > 3 * _HUNDRED or right < _HUNDRED / 20:
        return  # two numbers that do not belong together
    turned = _fits(printed, step, bottom, top)
    why = "，两个数除反了" if turned else ""
    expected = as_printed(right, rate)
    message = (
        f"“{match['name']}”印的是{match['rate']}%，{top.text} ÷ {bottom.text} = {expected}{why}"
    )
    sure = near or turned or digit_slip(match["rate"], right) > 1
    yield case.finding(
        "PCT", normal.span(*match.span()), message, expected,
        severity=Severity.ERROR if sure else Severity.REMINDER, certainty=PROVED if sure else LIKELY,
    )  # fmt: skip


_OPENS_PARTS = re.compile("其中|包括|主要用于|分别(?:为|是)|含(?!税)|按[^，。；：\\d]{1,10}：")


def _of_one_level(
    text: str, within: tuple[int, int], pairs: list[tuple[_Printed, _Printed]]
) -> tuple[_Printed, _Printed]:
    """Return the pair that a rate is of, the nearest first.

    An amount of a list of parts (支出1261万元，其中基本支出881万元) is one of a rate only where its budget
    stands in that list too.
    """
    own = [
        (top, bottom)
        for top, bottom in pairs
        if not _OF_LAST_YEAR.search(
            re.split("[，。；：、（）]", text[within[0] : top.place[1]])[-1]
        )
    ]
    alike = [
        (top, bottom)
        for top, bottom in own
        if _is_part(text, within[0], top) == _is_part(text, within[0], bottom)
    ]
    return (alike or own or pairs)[-1]


_OF_LAST_YEAR = re.compile("上一?年|去年|同期")


def _is_part(text: str, start: int, number: _Printed) -> bool:
    """Whether a number stands in a list of parts that is opened before it in its clause."""
    at = number.place[1]
    words = re.split("[，。；、：（）]", text[start:at])[-1]
    if _BARE_BUDGET.fullmatch(words):
        return False  # of all, wherever it stands
    return _OPENS_PARTS.search(text, max(start, text.rfind("；", start, at)), at) is not None


_BARE_BUDGET = re.compile(
    "(?:20\\d\\d年)?(?:本年度?|当年|全年|年度|年初|调整后?)*(?:支出)?预算(?:总额|总数|安排|数|额|共|为|是)*"
)


def _of_the_chapter(
    case: Case, index: int, within: tuple[int, int], under: re.Pattern[str], over: re.Pattern[str]
) -> tuple[list[_Printed], list[_Printed]]:
    """Return the amounts before the rate in its paragraph and in those just before it in its chapter."""
    bottoms: list[_Printed] = []
    tops: list[_Printed] = []
    here = case.reading.standings[index]
    for at in range(max(0, index - _NEAR), index + 1):
        there = case.reading.standings[at]
        if (there.chapter, there.path[:1]) != (here.chapter, here.path[:1]):
            continue
        text = case.reading.normals[at].text
        end = within[1] if at == index else len(text)
        start = max(0, end - (_AMOUNTS_NEAR if at == index else _FAR))
        bottoms += _numbers(under, text, start, end)
        tops += _numbers(over, text, start, end)
    return bottoms, tops


def _fits(printed: Decimal, step: Decimal, top: _Printed, bottom: _Printed) -> bool:
    if bottom.value <= 0:
        return False
    low = (top.value - top.step / 2) / (bottom.value + bottom.step / 2) * _HUNDRED
    high = (
        (top.value + top.step / 2)
        / max(bottom.value - bottom.step / 2, bottom.value / 2)
        * _HUNDRED
    )
    return low - step <= printed <= high + step


_SHARE_OF = re.compile(
    f"(?P<part>{_N})万元，占(?:全部|全年|总)?(?P<whole>[一-鿿（）“”]{{4,16}}?)(?:的比[例重](?:为|是)?|的)(?P<rate>{_N})%(?![、和及与]\\d)"
)


@check_each(_SHARE_OF, "占比的全数在前面写过，占比由它算出", "PCT")
def shares_follow_from_a_whole_named_before(case: Case, normal: Normal, match: Match) -> Told:
    """政府采购支出总额203.46万元…183.11万元，占政府采购支出总额的99.00%: it is 90 %."""
    named = re.escape(match["whole"])
    found = {
        Decimal(m["number"])
        for m in re.finditer(
            f"{named}(?:为|是|共|合计|总额|：)*(?P<number>{_N})万元",
            normal.text[: match.start()],
        )
    }
    part, rate = Decimal(match["part"]), Decimal(match["rate"])
    step = step_of(match["rate"])
    if len(found) != 1 or not (whole := found.pop()):
        return None
    right = part / whole * _HUNDRED
    amounts = _numbers(_ANY_AMOUNT, normal.text, 0, len(normal.text))
    if abs(right - rate) <= step or any(
        a.value and abs(part / a.value * _HUNDRED - rate) <= step for a in amounts
    ):
        return None
    printed = amount_of(match["rate"], "%", normal.span(*match.span("rate")))
    expected = as_printed(right, printed)
    message = f"占比印的是{match['rate']}%，{plain(part)} ÷ {plain(whole)} = {expected}"
    return case.finding("PCT", normal.span(*match.span()), message, expected)


_DIFFERENCE = re.compile(
    f"(?:预算(?:支出)?(?:数|安排)?|送审(?:金额|价|造价|额)?|控制价|估算价)(?:为|是)?(?P<budget>{_N})(?P<unit>万元|元)，"
    f"(?:(?:支出|实际)?决算(?:支出)?数?|(?:审定|审核|核定|中标|成交|合同|采购)(?:金额|价|造价|额|总价)?)(?:为|是)?(?P<final>{_N})(?P=unit)"
    f"[^。；\\d]{{0,14}}?(?P<name>差异|[审核]减|节[约支省]|下浮)率(?:为|是|达|：)*-?(?P<rate>{_N})%"
)


@check_each(_DIFFERENCE, "差异率、审减率由前后两个数算出", "PCT")
def difference_of_budget_and_final_is_right(case: Case, normal: Normal, match: Match) -> Told:
    """年初预算数1638.90万元，决算数2047.35万元，预决算差异率29.42%: 24.92 %, whatever its sign; 送审…审定…审减率."""
    budget, final = Decimal(match["budget"]), Decimal(match["final"])
    rate = amount_of(match["rate"], "%", normal.span(*match.span("rate")))
    if not budget:
        return None
    right = (final - budget) / budget * _HUNDRED
    if abs(abs(right) - rate.value) <= rate.step:
        return None
    expected = as_printed(right if match["name"] == "差异" else abs(right), rate)
    message = f"{match['name']}率印的是{match['rate']}%，（{match['final']} - {match['budget']}）÷ {match['budget']} = {expected}；核对"
    spot = normal.span(match.start("budget"), match.end())
    if is_slip_of_value(match["rate"], expected.strip("-%")):
        return case.finding("PCT", spot, message, expected)
    return case.question("PCT", spot, message, expected)


# ---- a number made of others ------------------------------------------------------------------

_MADE_OF = re.compile(
    f"(?:(?P<whole>{_N})万元，?)?由(?P<parts>[^。；]{{4,120}}?)(?:构成|组成)(?=[，。；])"
)
_PART = re.compile(f"(?P<number>{_N})万元")


@check_each(_MADE_OF, "由几项构成的数等于各项之和", "SUM")
def what_is_made_of_parts_is_their_sum(case: Case, normal: Normal, match: Match) -> Told:
    """总收入684.00万元，由本年收入655.40万元和年初结转28.60万元构成."""
    parts = [Decimal(m["number"]) for m in _PART.finditer(match["parts"])]
    named = len(re.findall("[、和及与]", match["parts"])) + 1
    if len(parts) < 2 or len(parts) != named:
        return None
    added = sum(parts, Decimal(0))
    wholes = [Decimal(match["whole"])] if match["whole"] else _totals_before(case, normal, match)
    if not wholes or any(abs(whole - added) <= _CENT for whole in wholes):
        return None
    terms = added_up(map(plain, parts))
    message = f"各项相加是{terms} = {plain(added)}，合计印的是{plain(wholes[-1])}；核对是合计还是其中一项写错"
    options = "，或".join(
        plain(part + wholes[-1] - added) for part in parts if part + wholes[-1] > added
    )
    message += f"（合计若不错，其中一项应为{options}）"
    sure = len(set(wholes)) == 1
    return case.finding(
        "SUM", normal.span(*match.span()), message, plain(added),
        severity=Severity.ERROR if sure else Severity.REMINDER,
        certainty=PROVED if sure else LIKELY,
    )  # fmt: skip


_CENT = Decimal("0.01")
_TOTALS = re.compile(f"(?:总计|合计|总额|总收入|总支出)[^，。；\\d]{{0,8}}(?P<number>{_N})万元")


def _totals_before(case: Case, normal: Normal, match: re.Match[str]) -> list[Decimal]:
    """Return the totals that the paragraph prints before a composition."""
    del case
    return [Decimal(m["number"]) for m in _TOTALS.finditer(normal.text, 0, match.start())]


CHECKS = (
    what_is_made_of_parts_is_their_sum,
    rates_follow_from_their_amounts,
    shares_follow_from_a_whole_named_before,
    difference_of_budget_and_final_is_right,
)
