"""Checks of words that leave nothing else: all of it is A and there is also B, for years none, the largest of all."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, NUMBER, sentence_of
from pingkou_gui.text.lines.outline import chinese_number, chinese_numeral
from pingkou_gui.text.reasoning.finding import RUNNING, Case, Told, check_each
from pingkou_gui.text.reasoning.systems import is_turned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import Match

_OTHER_TIME = re.compile(
    "上年|去年|上期|往年|前年|历年|预算(?!拨款|收|支|财政)|计划|拟|目标|标准|控制在|以内|不超过|同期|年初|[比较]|下年|次年"
)
_NEAR = 40

# ---- all of it, and more --------------------------------------------------------------------------

_ALL = re.compile(
    "(?P<whose>[一-鿿（）“”]{0,12}?)(?P<said>(?:全部|全额|均|都|仅|只|全)(?:为|是|系|来自|来源于|属于|有)(?P<one>[一-鿿（）]{2,18}?)(?:一[项类种])?)"
    f"[，。；、：]{{1,2}}(?P<more>(?:另外?|此外)(?:还)?(?:有|含|安排|收到|获得|得到|取得|支出|列支|发生)?(?P<other>[一-鿿（）]{{2,18}}?)(?:为|是|共|计)?(?P<number>{NUMBER})(?P<unit>万元|元|亿元|[名人辆台]))"
)
_HEADS = (
    "收入",
    "支出",
    "资金",
    "拨款",
    "经费",
    "补助",
    "费用",
    "费",
    "人员",
    "编制",
    "用车",
    "车辆",
)
_OF_ALL = re.compile(
    "(?:^|[本全当]年度?|20\\d\\d年度?|我[镇乡局院校办]|本?单位|部门|来源|总)(?:总|部门)?(?P<head>收入|支出|资金|经费)(?:来源|合计|总计|总额|构成)?$"
)


@check_each(_ALL, "说全部是的，没有另外的", "CONTRADICTION", ground="前后一致", among=RUNNING)
def what_is_all_has_nothing_beside(case: Case, normal: Normal, match: Match) -> Told:
    """全部为一般公共预算拨款收入，另有政府性基金收入120.00万元: then it is not all."""
    if not Decimal(match["number"]):
        return None
    own, other = _head(match["one"]), _head(match["other"])
    whose = _OF_ALL.search(match["whose"])
    if not other or match["one"] == match["other"]:
        return None
    if own != other and not (whose and whose["head"] == other):
        return None
    if (
        whose is None
        and match["whose"]
        and _head(match["whose"]) == other
        and match["whose"] != other
    ):
        return None  # 基本支出全部为…支出，另有项目支出: beside it stands another whole
    message = (
        f"前面写“{match['said']}”，后面又写“{match['more']}”；核对是没有这一笔，还是前面不是“全部”"
    )
    return case.question(
        "CONTRADICTION", normal.span(match.start("said"), match.end("more")), message, f"没有{match['other']}",
    )  # fmt: skip


def _head(words: str) -> str:
    return next((head for head in _HEADS if words.endswith(head)), "")


_LEVEL = "中央|省级|省|市级|市|县级|县|区级|区|镇级|乡级|上级|本级"
_ONE_LEVEL = re.compile(
    f"(?P<said2>(?P<level2>{_LEVEL})(?:财政|资金)?全额(?:安排|保障|拨款|承担|负担))[，。；：]|"
    f"(?P<said>(?:全部|均|都)(?:为|是|系|来自|来源于)(?P<level>{_LEVEL})(?:财政)?(?:预算|拨款|安排|专项|补助|配套|预算内)*(?:资金|拨款|补助|经费))[，。；：]"
)
_WITH_LEVEL = re.compile(
    f"(?:^|[，。；：、中])(?P<level>{_LEVEL})(?:财政)?(?:专项|补助|配套|安排|拨款|拨付|资金|投入)+(?:为|是|共)?(?P<number>{NUMBER})万?元"
)
_ABOVE = frozenset({"中央", "省", "市"})


@check_each(
    _ONE_LEVEL, "说全部是一级的钱，没有别级的", "CONTRADICTION", ground="前后一致", among=RUNNING
)
def money_of_one_level_is_of_no_other(case: Case, normal: Normal, match: Match) -> Told:
    """均为县级财政资金，其中上级补助40.00万元."""
    _, last = sentence_of(normal.text, match.start())
    said, level_ = match["said"] or match["said2"], match["level"] or match["level2"]
    own = level_.removesuffix("级")
    for other in _WITH_LEVEL.finditer(normal.text, match.end() - 1, last):
        level = other["level"].removesuffix("级")
        if level == own or not Decimal(other["number"]) or "本" in (level, own):
            continue
        if (own == "上" and level in _ABOVE) or (level == "上" and own in _ABOVE):
            continue
        words = other.group().lstrip("，。；：、中")
        message = f"前面写“{said}”，后面却有“{words}”；核对资金来源"
        return case.question(
            "CONTRADICTION",
            normal.span(match.start(), other.end()),
            message,
            f"不全是{level_}资金",
        )
    return None


_FLAT = re.compile(
    "(?P<said>(?:决算数?|执行数|实际支出)与(?P<base>年初预算|全年预算|预算|上年度?|去年)(?:数|同期|决算数?|相比|支出)*(?:一致|持平|相等|相同|相符))"
)
_BASES = {
    "预": re.compile("预算(?:数|额|安排|批复|为|是|：)*$"),
    "上": re.compile("(?:上年|去年)[一-鿿]{0,8}$"),
}
_OWN_NUMBER = re.compile("(?:决算|支出|实际|执行|费|经费|本年)(?:数|额|为|是|：|共|计)*$")


@check_each(_FLAT, "说持平的两个数相等", "CONTRADICTION", ground="前后一致", among=RUNNING)
def what_is_level_is_equal(case: Case, normal: Normal, match: Match) -> Told:
    """决算数与预算数持平。年初预算数86.00万元，决算数88.50万元."""
    money = [t for t in case.reading.terms.get(normal.paragraph, []) if t.kind == MONEY]
    base = _BASES["上" if match["base"][0] in "上去" else "预"]
    near = [
        (one, other) for one, other in pairwise(money)
        if one.sentence == other.sentence and _is_near(one, other, match)
    ]  # fmt: skip
    named = [
        pair for pair in near
        if bool(base.search(pair[0].words)) != bool(base.search(pair[1].words))
        and any(_OWN_NUMBER.search(t.words) and not base.search(t.words) for t in pair)
        and not any(is_turned(t) for t in pair)
    ]  # fmt: skip
    if len(named) != 1:
        return None
    one, other = named[0]
    if abs(one.value - other.value) <= max(one.step, other.step):
        return None
    message = f"这里写“{match['said']}”，旁边的两个数是{one.text}和{other.text}，不相等；核对两个数，或改写"
    return case.question(
        "CONTRADICTION", normal.span(*match.span("said")), message, f"{one.text}和{other.text}不相等",
    )  # fmt: skip


def _is_near(one: Term, other: Term, match: Match) -> bool:
    """Whether two numbers stand right before some words, or right behind them."""
    before, behind = match.start() - other.number.end, one.number.start - match.end()
    return 0 <= before < _BESIDE or 0 <= behind < _BESIDE


_BESIDE = 14

# ---- for years none ---------------------------------------------------------------------------------

_FOR_YEARS = re.compile(
    "(?:[自从](?P<first>20\\d\\d)年(?:起|以来|开始)，?)?(?P<name>[一-鿿（）]{2,12}?)?(?:[自从](?P<since>20\\d\\d)年(?:起|以来|开始))?，?(?:已|均|都)?连续(?P<years>\\d{1,2}|[两二三四五六七八九十]{1,2})(?:个)?年(?:均|都)?"
    "(?P<none>(?:支出|开支)?(?:为零|为0|零支出|零开支|未发生|没有发生|无支出|没有支出|为0万元))?"
)


@check_each(
    _FOR_YEARS,
    "连续几年算得对，连续为零的没有数",
    "COUNT",
    "CONTRADICTION",
    ground="前后一致",
    among=RUNNING,
)
def years_in_a_row_are_as_many(case: Case, normal: Normal, match: Match) -> Told:
    """自2020年起连续三年为零 in 2023: four; 连续三年零支出 and 1.20万元."""
    year, said = case.reading.year, chinese_number(match["years"])
    since = match["first"] or match["since"]
    if since and year is not None and match["none"]:
        right = year - int(since) + 1
        if 0 < right != said and abs(right - said) <= 3:
            shown = str(right) if match["years"].isdigit() else chinese_numeral(right)
            message = f"从{since}年到{year}年是{right}年，这里写的是连续{match['years']}年；核对"
            return case.question("COUNT", normal.span(*match.span()), message, f"连续{shown}年")
    name = (match["name"] or "").removeprefix("其中").removeprefix("全年")
    if not match["none"] or len(name) < 3:
        return None
    found = next(_amounts_of(case, name, normal.paragraph, match.span()), None)
    if found is None:
        return None
    there, some = found
    message = f"这里写“{match.group()}”，{case.reading.named(there.paragraph)}写的却是“{some.group()}”；核对哪一处写错"
    return case.question(
        "CONTRADICTION", normal.span(*match.span()), message, some.group(), others=(there.span(*some.span()),),
    )  # fmt: skip


def _amounts_of(
    case: Case, name: str, at: int, own: tuple[int, int], *, more: str = ""
) -> Iterator[tuple[Normal, Match]]:
    """Yield where a text prints an amount of this year for a name, other than nothing."""
    pattern = re.compile(
        f"{re.escape(name)}{more}(?:支出|费用|决算|决算数|总额|合计)*(?:为|是|共|：)*(?P<number>{NUMBER})(?:万元|元)"
    )
    for normal in case.reading.running:
        for match in pattern.finditer(normal.text) if name in normal.text else ():
            if normal.paragraph == at and own[0] <= match.start() < own[1]:
                continue
            first, _ = sentence_of(normal.text, match.start())
            lead = re.split(
                "[，；。]", normal.text[max(first, match.start() - _NEAR) : match.start()]
            )[-1]
            years = re.findall("20\\d\\d(?=年)", normal.text[first : match.start()])
            other = bool(years) and str(case.reading.year) != years[-1]
            if Decimal(match["number"]) and not other and not _OTHER_TIME.search(lead):
                yield normal, match


_NONE_OF = re.compile(
    "(?:^|(?<=[，。；：）度年位门局镇乡校院]))(?:本年度?|当年|全年)?(?P<said>(?:没有|无|未安排|未发生|不存在|未列支|没有安排|没有发生)(?P<name>政府性基金|国有资本经营|社会保险基金|[一-鿿]{2,8}?)(?:预算)?(?:财政拨款)?(?P<side>收支|收入|支出|费用|费|(?<=政府采购)))(?=[，。；、）]|$)"
)
_KNOWN = frozenset({"overseas_travel", "official_reception", "vehicle_purchase"})


@check_each(_NONE_OF, "说没有的收支，别处没有数", "CONTRADICTION", ground="前后一致", among=RUNNING)
def what_there_is_none_of_has_no_amount(case: Case, normal: Normal, match: Match) -> Told:
    """无政府性基金预算收支 and 政府性基金支出120.00万元."""
    name, side = match["name"], match["side"]
    first, _ = sentence_of(normal.text, match.start())
    lead = normal.text[max(first, match.start() - _NEAR) : match.start()]
    years = re.findall("20\\d\\d(?=年)", lead)
    if (
        (years and str(case.reading.year) != years[-1])
        or _OTHER_TIME.search(lead)
        or re.search("接待|购置|出国|车|新增|其他|违", name)
    ):
        return None
    sides = {
        "": "(?:支出)?(?:总额|金额|预算)?",
        "收支": "(?:收入|支出)",
        "费用": "(?:费用|费|支出)",
        "费": "费",
    }.get(side, side)
    more = f"(?:预算)?(?:财政拨款)?(?:本年)?{sides}"
    found = next(_amounts_of(case, name, normal.paragraph, match.span(), more=more), None)
    if found is None:
        return None
    there, some = found
    message = f"这里写“{match['said']}”，{case.reading.named(there.paragraph)}写的却是“{some.group()}”；核对哪一处写错"
    return case.question(
        "CONTRADICTION", normal.span(match.start("said"), match.end("said")), message, some.group(),
        others=(there.span(*some.span()),),
    )  # fmt: skip


_OVER = re.compile(
    f"(?<![未不没])(?P<said>(?:超出|超过|超)(?:了)?(?:年初|全年|年度|批复)?(?:预算|控制数)(?:数)?(?P<number>{NUMBER})(?:万元|元))"
)
_PLANNED = re.compile("(?:预算|控制数)(?:数|额|安排|批复|为|是|：)*$")
_SPENT = re.compile("(?:决算|支出|实际|开支|执行)(?:数|额|为|是|：|共|计)*$")


@check_each(_OVER, "说超预算的，超了预算", "CONTRADICTION", ground="比较", among=RUNNING)
def what_is_over_budget_is(case: Case, normal: Normal, match: Match) -> Told:
    """支出超出预算5.20万元。年初预算80.00万元，实际支出78.50万元: it is below."""
    money = [t for t in case.reading.terms.get(normal.paragraph, []) if t.kind == MONEY]
    pairs = [
        (one, other) for one, other in pairwise(money)
        if _PLANNED.search(one.words) and _SPENT.search(other.words) and one.sentence == other.sentence
        and not _PLANNED.search(other.words) and not is_turned(other)
    ]  # fmt: skip
    if len(pairs) != 1 or pairs[0][1].value >= pairs[0][0].value or not pairs[0][1].value:
        return None
    plan, spent = pairs[0]
    message = (
        f"支出{spent.text}没有超过预算{plan.text}，这里却写“{match['said']}”；核对两个数，或改写"
    )
    return case.question("CONTRADICTION", normal.span(*match.span("said")), message, "没有超出预算")


# ---- the largest -------------------------------------------------------------------------------------

_LARGEST = re.compile(
    "(?P<name>[一-鿿（）]{2,12}?)(?:的)?(?:在[一-鿿]{0,8}中)?(?:所占|占)?(?:比重|比例|占比|支出|金额|数额|资金量)?(?:在[一-鿿]{0,8}中)?(?P<word>最大|最高|最多|居首|居第一位?|排第一|列第一|最小|最少|最低)"
)


@check_each(_LARGEST, "说最大的，是列出的最大的", "CONTRADICTION", ground="比较", among=RUNNING)
def the_largest_is_the_largest(case: Case, normal: Normal, match: Match) -> Told:
    """人员经费905.00万元，公用经费81.00万元，项目支出1200.00万元，其中人员经费占比最大."""
    name = re.sub("^.*(?:其中|由于|可见|支出中|资金中|经费中)|^[以因是]", "", match["name"])
    name = re.sub("(?:支出|经费|资金)$", "", name) if len(name) > 3 else name
    money = [t for t in case.reading.terms.get(normal.paragraph, []) if t.kind == MONEY]
    terms = [t for t in money if t.number.end <= match.start()] or [
        t for t in money if t.number.start >= match.end()
    ]
    if terms and terms[0].number.start >= match.end():
        terms = [t for t in terms if t.sentence == terms[0].sentence]
    if not terms:
        return None
    row = [t for t in terms if t.sentence == terms[-1].sentence and t.depth == terms[-1].depth]
    names = [
        t
        for t in row
        if _called(t).endswith(name) or (name.endswith(_called(t)) and len(_called(t)) > 1)
    ]
    whole = sum((t.value for t in row), Decimal(0))
    others = [
        t
        for t in row
        if t not in names
        and len(_called(t)) > 1
        and not _WHOLE.search(_called(t))
        and t.value * 2 != whole
    ]
    if (
        len(names) != 1
        or len(others) < 2
        or normal.text.count("。", *sorted((row[-1].number.end, match.start()))) > 2
    ):
        return None
    least = match["word"] in {"最小", "最少", "最低"}
    best = (min if least else max)((*names, *others), key=lambda t: t.value)
    if best is names[0] or best.value == names[0].value:
        return None
    message = f"“{_called(best)}{best.text}{best.unit}”比“{name}{names[0].text}{names[0].unit}”{'小' if least else '大'}，这里却说“{match.group()}”；核对"
    return case.question("CONTRADICTION", normal.span(*match.span()), message, _called(best))


_WHOLE = re.compile("合计|总|共|上年|去年|预算|其中|比|较|增|减")


def _called(term: Term) -> str:
    return re.sub("(?:为|是|共|计|达|支出|经费|资金)+$", "", term.words)


CHECKS = (
    what_is_all_has_nothing_beside,
    money_of_one_level_is_of_no_other,
    what_is_level_is_equal,
    years_in_a_row_are_as_many,
    what_there_is_none_of_has_no_amount,
    the_largest_is_the_largest,
    what_is_over_budget_is,
)
