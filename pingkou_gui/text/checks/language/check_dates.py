"""Checks of dates: of the end of the year, of signatures, of what was finished and of what is to come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.language.check_years import (
    NAMED_YEAR,
    OTHER_EVENTS,
    is_last_year,
    running_of_the_year,
    sentence_around,
    stale,
)
from pingkou_gui.text.lexing.printed_numbers import sentence_of
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    WRITTEN,
    Case,
    Findings,
    Match,
    Severity,
    Told,
    check,
    check_each,
)

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal

_CLOSING = re.compile("截[至止](20\\d\\d)年(?:12月31日|底|末|年底|年末|12月底)")
_SIGNED = re.compile(
    "(?:^|(?:填报|填表|报告|报送|自评|编制|上报)(?:日期|时间)：?)(20\\d\\d)年\\d{1,2}月(?:\\d{1,2}日)?$"
)


@check_each(_CLOSING, "截至日期的年份就是报告的年份", "STALE_YEAR", ground="年份", among=WRITTEN)
def closing_dates_are_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """截至2022年12月31日 in a report of 2023; a budget begins where the year before ended."""
    year, said = case.reading.year, int(match[1])
    before = normal.text[max(0, match.start() - 20) : match.start()]
    begins = case.reading.genre is Genre.BUDGET and year == said + 1
    if year is None or said >= year or str(year) in before or begins:
        return None
    return stale(case, normal, (match.start(1), match.end()), "截至的日期像是漏改的")


@check("落款和填报的日期不早于报告年度", "STALE_YEAR", ground="年份")
def dates_are_not_before_the_year(case: Case) -> Findings:
    """A report on 2023 signed on 15 March 2022."""
    year = case.reading.year
    for normal in case.reading.written:
        for match in _SIGNED.finditer(normal.text):
            if year is None or int(match[1]) > year:
                continue
            if int(match[1]) == year and not _is_too_early(case, match.group()):
                continue
            early = int(match[1]) < year
            right = f"不早于{year}年" if early else f"{year + 1}年"
            message = f"报告写{year}年，日期却是{match[1]}年；核对年份"
            if not early:
                message = f"写的是{year}年全年的情况，日期却是{match.group()}；像是漏改的，核对是不是{right}"
            yield case.finding(
                "STALE_YEAR", normal.span(match.start(1), match.end()), message, right,
                severity=Severity.ERROR if early else Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


_FULL_YEAR = frozenset({Genre.WHOLE, Genre.PROJECT, Genre.ACCOUNTS})
_LAST_MONTHS = 9


def _is_too_early(case: Case, date: str) -> bool:
    """Whether a report of the whole year is signed within it, long before it ends."""
    month = re.search("年(\\d{1,2})月", date)
    return case.reading.genre in _FULL_YEAR and month is not None and int(month[1]) <= _LAST_MONTHS


_AT_THE_END = re.compile(
    "(?:(?P<at>基准日|截止日|截至日|时点)(?:为|是|：)?)?(?P<year>20\\d\\d)年(?:12月31日|年?末|底)(?(at)|(?=[^，。；\\d]{0,8}(?:实有|在职|户籍|常住|户数|人口|车辆|公务用车|保有|在编|资产|共有)))"
)


@check_each(
    _AT_THE_END, "年末数是这一年年末的", "STALE_YEAR", ground="年份", among=running_of_the_year
)
def what_stands_at_the_end_is_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """2021年12月31日实有在职61人，比上年末减少2人 in the report on 2022."""
    year, before = case.reading.year, normal.text[max(0, match.start() - 8) : match.start()]
    named = sentence_around(normal.text, match.start("year"))
    ends = re.search(f"{year}年(?:度?末|底|12月)", named) is not None
    turned = str(year) in named and re.search("增加|减少|[比较增减]", named)
    other = ends or turned or re.search("[比较与由从到至]|上年|截[至止]", before)
    if other or not is_last_year(case, match) or case.reading.genre is Genre.BUDGET:
        return None  # a budget begins where the year before ended
    return stale(case, normal, match.span("year"), "核对是不是年末数的年份漏改了")


_TO_COME = re.compile(
    "(?P<year>20\\d\\d)年(?:度)?(?!\\d|[底末]|年?初|以来)(?:，|[^，。；\\d]{0,8}?)(?:我[镇乡局院校办]|本单位)?(?:将|拟|要|力争|计划|打算)"
)
_NEXT_STEP = re.compile("下一步|下步|今后|下一阶段|接下来")


@check_each(
    _TO_COME, "下一步的打算是下一年的", "STALE_YEAR", ground="年份", among=running_of_the_year
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
    genre = case.reading.genre in _FULL_YEAR
    if year is None or int(match["year"]) != year or not to_come or not genre:
        return None
    message = f"报告写的就是{year}年，下一步的打算却写{year}年；核对是不是{year + 1}年"
    return case.question("STALE_YEAR", normal.span(*match.span("year")), message, f"{year + 1}年")


_UNTIL = re.compile("[至到](?P<year>20\\d\\d)年(?P<month>\\d{1,2})月(?:底|末|份|\\d{1,2}日)?")
_SINCE = re.compile("自|从|由|[-—~～]")
_MONTH_OF_THE_YEAR = re.compile("(?<![年\\d])(\\d{1,2})月")


@check_each(
    _UNTIL, "事情不早于它的开头结束", "STALE_YEAR", ground="年份", among=running_of_the_year
)
def nothing_ends_before_it_began(case: Case, normal: Normal, match: Match) -> Told:
    """2022年…7月开展监控；至2021年12月底全部完成: what began in July of this year ends in it."""
    before = normal.text[: match.start()]
    named = before.rfind(f"{case.reading.year}年")
    clause = re.split("[，。；]", before)[-1]
    if not is_last_year(case, match) or named < 0 or _SINCE.search(clause):
        return None
    began = _MONTH_OF_THE_YEAR.search(before, named + 5)
    other = OTHER_EVENTS.search(sentence_around(normal.text, match.start()))
    if began is None or other or NAMED_YEAR.search(before, named + 5):
        return None
    return stale(
        case,
        normal,
        match.span("year"),
        f"前面写的是{case.reading.year}年{began.group()}，不会在那以前结束",
    )


_LEFT_OVER = re.compile(
    "[于在](?P<year>20\\d\\d)年12月(?:31日|底)?(?:之?前|以前)?[^，。；]{0,12}(?:完工|竣工|完成|建成|验收|支付|到位)"
)


@check_each(
    _LEFT_OVER, "年底完工的年底，是这一年的", "STALE_YEAR", ground="年份", among=running_of_the_year
)
def what_was_done_by_the_end_is_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """5个项目于2021年12月31日前完工，1个项目推迟到2023年1月完成 in the report on 2022."""
    year = case.reading.year or 0
    first, last = sentence_of(normal.text, match.start())
    behind = normal.text[match.end() : last]
    late = f"{year + 1}年" in behind and _PUT_OFF.search(behind)
    other = OTHER_EVENTS.search(normal.text, first, min(last, match.end() + _BESIDE_IT))
    if not is_last_year(case, match) or not late or other:
        return None
    return stale(
        case,
        normal,
        match.span("year"),
        f"推迟的是{year + 1}年完成，按期的应是{year}年底前，像是漏改",
    )


_PUT_OFF = re.compile("推迟|延期|延[至到]|顺延|推后|尾工|滞后|未能|尚未|因")
_BESIDE_IT = 4
_APPROVED = re.compile(
    "(?:自评|评价|绩效|决算)?(?:报告|材料|结果|工作)(?:已|均)?[于在经](?P<year>20\\d\\d)年(?P<month>\\d{1,2})月(?:\\d{1,2}日|底|初)?[^，。；]{0,14}(?:审定|审议|审核|通过|上报|报送|批准|公开|印发|完成|形成)"
)


@check_each(
    _APPROVED,
    "报告在年度终了以后审定",
    "STALE_YEAR",
    ground="全年的报告次年才写得出",
    among=running_of_the_year,
)
def a_report_is_approved_after_its_year(case: Case, normal: Normal, match: Match) -> Told:
    """自评报告于2023年4月12日经党委会议审定 in the report on the whole of 2023."""
    year = case.reading.year
    early = int(match["month"]) <= _LAST_MONTHS
    if (
        year is None
        or int(match["year"]) != year
        or not early
        or case.reading.genre is Genre.BUDGET
    ):
        return None
    if re.search("监控|中期|半年|季度|上年|预算", sentence_around(normal.text, match.start())):
        return None
    message = f"写的是{year}年全年的情况，报告却在{year}年{match['month']}月就定了；像是漏改的，核对是不是{year + 1}年"
    words = normal.text[match.start("year") : match.end()]
    right = f"{year + 1}{words[4:]}"
    return case.question(
        "STALE_YEAR", normal.span(match.start("year"), match.end()), message, right
    )


_LONE_YEAR = re.compile("（(?P<year>20\\d\\d)年度?）")
_FIRST_LINES = 6
_FILLED_IN = re.compile("(?:填报|填表|编制|报告|上报)(?:日期|时间)：?(20\\d\\d)年")
_OFTEN_SAID = 2


@check("标题下的年度就是全文的年度", "STALE_YEAR", ground="年份")
def the_year_below_the_title_is_of_this_year(case: Case) -> Findings:
    """（2022年度） in a line of its own below the title of what was done in 2023."""
    year = case.reading.year
    for normal in case.reading.normals[:_FIRST_LINES]:
        match = _LONE_YEAR.fullmatch(normal.text)
        said = int(match["year"]) if match else 0
        signed = [int(y) for y in _FILLED_IN.findall(case.reading.text)]
        often = case.reading.text.count(f"{year}年") >= _OFTEN_SAID
        if match and year is not None and said == year - 1 and often and said + 1 not in signed:
            right = normal.text.replace(match["year"], str(year))
            message = (
                f"全文写的是{year}年，标题下写的是{match['year']}年；像是漏改的，核对是不是{right}"
            )
            yield case.question("STALE_YEAR", normal.span(0, len(normal.text)), message, right)


CHECKS = (
    nothing_ends_before_it_began,
    closing_dates_are_of_this_year,
    dates_are_not_before_the_year,
    what_stands_at_the_end_is_of_this_year,
    plans_are_of_the_next_year,
    what_was_done_by_the_end_is_of_this_year,
    a_report_is_approved_after_its_year,
    the_year_below_the_title_is_of_this_year,
)
