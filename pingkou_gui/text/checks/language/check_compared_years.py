"""Checks of years set beside each other: compared, planned and carried out, begun and ended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.language.check_years import (
    FULL_YEAR,
    OTHER_EVENTS,
    YEAR_NAMED,
    is_last_year,
    sentence_around,
    stale,
    text_of_this_year,
)
from pingkou_gui.text.lexing.printed_numbers import sentence_of
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.reasoning.finding import check_each

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import Case, Match, Told

_ITSELF = re.compile(
    "(?P<year>20\\d\\d)年(?:度)?(?!\\d)[^。；]{2,60}?[比较与](?P=year)年(?:度)?(?!\\d{1,2}月|年?[初底末])"
)
_BEFORE_LAST = re.compile(
    "(?:^|(?<=[。；）、.]))(?P<year>20\\d\\d)年(?:度)?[^。；，\\d]{1,24}\\d[\\d.]*(?:万元|元)，(?:[^，。；\\d]{0,6}[比较与]上年|上年(?:度|同期)?(?:为|决算|支出)*\\d)"
)


@check_each(_ITSELF, "上一年不和它自己比", "STALE_YEAR", ground="年份", among=text_of_this_year)
def no_year_is_compared_with_itself(case: Case, normal: Normal, match: Match) -> Told:
    """2022年支出4126万元，比2022年减少… in the report on 2023; not 2020年9360元，2021年比2020年减少…"""
    led = normal.text[: match.start()].endswith(("比", "较", "与", "和", "同", "由", "从"))
    if not is_last_year(case, match) or led or f"{case.reading.year}年" in match.group():
        return None
    return stale(case, normal, match.span("year"), "同一句里又和上一年比，像是漏改", sure=True)


@check_each(
    _BEFORE_LAST, "和上年比的是这一年", "STALE_YEAR", ground="年份", among=text_of_this_year
)
def no_year_is_compared_with_the_one_before_last(case: Case, normal: Normal, match: Match) -> Told:
    """2021年决算14.75万元，较上年减少… in the report on 2022."""
    own = str(case.reading.year) in sentence_around(normal.text, match.start("year"))
    if not is_last_year(case, match) or own:
        return None
    return stale(case, normal, match.span("year"), "同一句里又和上一年比，像是漏改")


_WITH_ITSELF = re.compile(
    "(?P<year>20\\d\\d)年(?:度)?(?!\\d)[^。；]{2,60}?[，（](?:与|比|较|同)(?P<same>(?P=year)年(?:度)?)(?!\\d{1,2}月|年?[初底末]|[^，。；\\d]{0,6}(?:预算|计划|目标|批复))[^。；，\\d]{0,10}(?:相比，?)?(?:增加|减少|增长|下降|上升|降低|提高|[多少增减])"
)


@check_each(_WITH_ITSELF, "一年不和它自己比", "STALE_YEAR", ground="年份", among=text_of_this_year)
def this_year_is_compared_with_another(case: Case, normal: Normal, match: Match) -> Told:
    """2023年度支出128.46万元，比2023年减少9.54万元 in the report on 2023: the base is of 2022."""
    year = case.reading.year
    if year is None or int(match["year"]) != year or "预算" in match.group():
        return None
    right = f"{year - 1}年"
    message = f"这里{year}年和{year}年比；比的应是{right}，核对"
    spot = normal.span(match.start("same") - 1, match.end())
    return case.question("STALE_YEAR", spot, message, right)


_AT_THE_END = re.compile(
    "(?:(?P<at>基准日|截止日|截至日|时点)(?:为|是|：)?)?(?P<year>20\\d\\d)年(?:12月31日|年?末|底)(?(at)|(?=[^，。；\\d]{0,8}(?:实有|在职|户籍|常住|户数|人口|车辆|公务用车|保有|在编|资产|共有)))"
)


@check_each(
    _AT_THE_END, "年末数是这一年年末的", "STALE_YEAR", ground="年份", among=text_of_this_year
)
def what_stands_at_the_end_is_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """2021年12月31日实有在职61人，比上年末减少2人 in the report on 2022."""
    year, before = case.reading.year, normal.text[max(0, match.start() - 8) : match.start()]
    named = sentence_around(normal.text, match.start("year"))
    ends = re.search(f"{year}年(?:度?末|底|12月)", named) is not None
    turned = str(year) in named and re.search("增加|减少|[比较增减]", named)
    other = ends or turned or re.search("[比较与由从到至]|上年|截[至止]", before)
    if other or not is_last_year(case, match):
        return None
    return stale(case, normal, match.span("year"), "核对是不是年末数的年份漏改了")


_BUDGET_OF = re.compile(
    "(?:^|(?<=[。；，、）.]))(?P<year>20\\d\\d)年(?:度)?(?:年初|初)?(?:批复|下达|核定|安排|编制)?(?:的|了)?"
    "(?:部门|单位|整体|支出|收支|财政|拨款){0,4}预算(?:数|总额)?(?:为|是|共)?\\d[\\d,.]{0,14}(?:万元|元)"
)
_CARRIED_OUT = re.compile(
    "执行率|预算完成率|完成(?:年初|全年|调整)?预算|(?:实际|全年|年底|年末)[^，。；\\d]{0,4}支出"
)
_OF_TWO_YEARS = re.compile("[比较]|相比|同期|上年|去年|结转|20\\d\\d年")


@check_each(
    _BUDGET_OF, "支出所用的预算是这一年的", "STALE_YEAR", ground="年份", among=text_of_this_year
)
def the_budget_carried_out_is_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """2022年年初批复预算3320万元，…年底实际支出3516.73万元 in the report on 2023: it is this year's budget."""
    done = _CARRIED_OUT.search(normal.text, match.end())
    if done is None or not is_last_year(case, match) or case.reading.genre is Genre.BUDGET:
        return None
    own = f"{case.reading.year}年" in normal.text[: match.start()]
    if own or _OF_TWO_YEARS.search(normal.text, match.end(), done.end()):
        return None
    why = "后面的支出和执行率用的就是这个预算，像是漏改"
    return stale(case, normal, match.span("year"), why)


_AGAINST_BUDGET = re.compile(
    "(?P<year>20\\d\\d)年(?:度)?(?:实际)?(?:执行数?|决算数?|支出数?)(?:为|是)?(?:\\d[\\d.]*(?:万元|元)，?)?[比较与](?:年初|全年|调整后?)?预算"
)


@check_each(
    _AGAINST_BUDGET,
    "和预算比的是这一年的执行数",
    "STALE_YEAR",
    ground="年份",
    among=text_of_this_year,
)
def what_is_held_against_the_budget_is_of_this_year(
    case: Case, normal: Normal, match: Match
) -> Told:
    """年初预算812.40万元，2021年执行数比年初预算多126.33万元 in the report on 2022."""
    others = [year for year in YEAR_NAMED.findall(normal.text) if year != match["year"]]
    once = normal.text.count(f"{match['year']}年") == 1
    if not is_last_year(case, match) or others or not once or "上年" in normal.text:
        return None
    return stale(case, normal, match.span("year"), "预算是这一年的，执行数的年份像是漏改")


_TO_COME = re.compile(
    "(?P<year>20\\d\\d)年(?:度)?(?!\\d|[底末]|年?初|以来)(?:，|[^，。；\\d]{0,8}?)(?:我[镇乡局院校办]|本单位)?(?:将|拟|要|力争|计划|打算)"
)
_NEXT_STEP = re.compile("下一步|下步|今后|下一阶段|接下来")


@check_each(
    _TO_COME, "下一步的打算是下一年的", "STALE_YEAR", ground="年份", among=text_of_this_year
)
def plans_are_of_the_next_year(case: Case, normal: Normal, match: Match) -> Told:
    """下一步，2023年将加快前期工作 in the report on 2023: what is to be done is of 2024."""
    year = case.reading.year
    first, _ = sentence_of(normal.text, match.start())
    lead = normal.text[first : match.start()]
    chapter = [
        h.key for h in case.reading.headings if h.level == 1 and h.paragraph <= normal.paragraph
    ]
    to_come = _NEXT_STEP.search(lead) or (chapter[-1:] == ["measures"] and not lead)
    genre = case.reading.genre in FULL_YEAR
    if year is None or int(match["year"]) != year or not to_come or not genre:
        return None
    message = f"报告写的就是{year}年，下一步的打算却写{year}年；核对是不是{year + 1}年"
    return case.question("STALE_YEAR", normal.span(*match.span("year")), message, f"{year + 1}年")


_UNTIL = re.compile("[至到](?P<year>20\\d\\d)年(?P<month>\\d{1,2})月(?:底|末|份|\\d{1,2}日)?")
_SINCE = re.compile("自|从|由|[-—~～]")
_MONTH_OF_THE_YEAR = re.compile("(?<![年\\d])(\\d{1,2})月")


@check_each(_UNTIL, "事情不早于它的开头结束", "STALE_YEAR", ground="年份", among=text_of_this_year)
def nothing_ends_before_it_began(case: Case, normal: Normal, match: Match) -> Told:
    """2022年…7月开展监控；至2021年12月底全部完成: what began in July of this year ends in it."""
    before = normal.text[: match.start()]
    named = before.rfind(f"{case.reading.year}年")
    clause = re.split("[，。；]", before)[-1]
    if not is_last_year(case, match) or named < 0 or _SINCE.search(clause):
        return None
    began = _MONTH_OF_THE_YEAR.search(before, named + 5)
    other = OTHER_EVENTS.search(sentence_around(normal.text, match.start()))
    if began is None or other or YEAR_NAMED.search(before, named + 5):
        return None
    return stale(
        case,
        normal,
        match.span("year"),
        f"前面写的是{case.reading.year}年{began.group()}，不会在那以前结束",
    )


CHECKS = (
    the_budget_carried_out_is_of_this_year,
    nothing_ends_before_it_began,
    no_year_is_compared_with_itself,
    no_year_is_compared_with_the_one_before_last,
    this_year_is_compared_with_another,
    what_stands_at_the_end_is_of_this_year,
    what_is_held_against_the_budget_is_of_this_year,
    plans_are_of_the_next_year,
)
