"""Checks of years where last year's text was copied: in titles, heads of columns, notices, comparisons."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from pingkou_gui.text.check_years import sentence_around, stale
from pingkou_gui.text.finding import LIKELY, Case, Findings, Match, Told, check, check_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.finding import Case, Findings, Match, Told
    from pingkou_gui.text.grids import TableCell
    from pingkou_gui.text.source import Normal

_OPENING = 8
_LONGEST_TITLE = 60
_NUMBERED = re.compile("[（(]?[一二三四五六七八九十\\d]{1,2}[）)、.]")
_TITLE = re.compile(
    "(?P<year>20\\d\\d)年?度?[^。，；：]{0,40}?(?:绩效|自评|报告|决算|预算|数据表|评价|说明|情况)"
)


def _is_last_year(case: Case, match: Match) -> bool:
    """Whether words name the year before that of the text."""
    return case.reading.year is not None and int(match["year"]) == case.reading.year - 1


_LOOKS_BACK = re.compile(
    "(?<![与比和较同])(?:上年|去年)(?!度?[^，。]{0,4}(?:比|变化|增减|差异))|回顾|历年|往年"
)


def _running(case: Case) -> Iterator[Normal]:
    """Yield the paragraphs of running text, without the sections that are about last year."""
    headings = case.reading.headings
    read, back = 0, False
    for normal in case.reading.running:
        while read < len(headings) and headings[read].paragraph <= normal.paragraph:
            back = _LOOKS_BACK.search(headings[read].title) is not None
            read += 1
        if not back:
            yield normal


@check("大标题的年份就是正文的年份", "STALE_YEAR", ground="年份")
def the_title_is_of_this_year(case: Case) -> Findings:
    """2021年度…自评报告 over a text that speaks of 2022 throughout."""
    year = case.reading.year
    for normal in islice(_running(case), _OPENING):
        match = _TITLE.search(normal.text)
        title = len(normal.text) <= _LONGEST_TITLE and not normal.text.endswith(("。", "；"))
        title = title and not _NUMBERED.match(normal.text)
        if year is None or match is None or not title or int(match["year"]) != year - 1:
            continue
        if len(re.findall("20\\d\\d年", normal.text)) > 1:
            continue
        told = normal.text.startswith("年度", match.end("year"))
        message = f"全文说的是{year}年，这个标题写的是{match['year']}年；像是上年的文稿改来时漏改的"
        yield case.finding(
            "STALE_YEAR", normal.span(*match.span("year")), message, f"{year}年度" if told else f"{year}年",
            certainty=LIKELY,
        )  # fmt: skip


_NEXT_OWN = (
    "截[至止]{0}年(?:12月|底|年?末)|{0}年(?:12月31日|年?末)(?=[^，。；\\d]{{0,8}}(?:实有|在职|在编|车辆|公务用车|保有))"
    "|(?<![与比较同和由从到至〔])(?<!截[至止]){0}年(?:度|全年)?(?!\\d{{1,2}}月|年?初|[-—~至到])(?=[^，。；]{{0,16}}?(?:决算|支出|收入|完成|实际|执行|在职)[^，。；\\d]{{0,8}}\\d[\\d.]*(?:万?元|人|名|%))"
)
"""How a text speaks of a year as its own: what stood at its end, what was spent in it."""
_FROM_THE_YEAR_BEFORE = "[与比较同从由]{0}年"
_ANY = "{0}年"


@check("大标题的年份不比正文早一年", "STALE_YEAR", ground="年份")
def the_text_is_of_the_year_of_its_title(case: Case) -> Findings:
    """2021年度…自评报告 over a text of what was spent in 2022, and compared with 2021."""
    year = case.reading.year
    titles = [n for n in islice(_running(case), _OPENING) if _is_title(n.text)]
    match = next((m for n in titles if (m := _TITLE.search(n.text))), None)
    if year is None or match is None or int(match["year"]) != year:
        return
    places = {n.paragraph for n in titles}
    text = "\n".join(n.text for n in case.reading.normals if n.paragraph not in places)
    later = len(re.findall(_NEXT_OWN.format(year + 1), text))
    later += len(re.findall(_FROM_THE_YEAR_BEFORE.format(year), text))
    own = len(re.findall(f"(?<![与比较同从由]){_ANY.format(year)}", text))
    own -= len(re.findall(f"《[^《》]{{0,40}}{year}年", text))
    if not later or own > 0 or len(re.findall(_NEXT_OWN.format(year), text)):
        return
    normal = next(n for n in titles if _TITLE.search(n.text))
    message = f"标题写的是{year}年，正文写的却是{year + 1}年的数；像是上年的文稿改来时漏改的，核对"
    yield case.question("STALE_YEAR", normal.span(*match.span("year")), message, f"{year + 1}年")


def _is_title(text: str) -> bool:
    short = len(text) <= _LONGEST_TITLE and not text.endswith(("。", "；"))
    return short and not _NUMBERED.match(text)


_NOTICE = re.compile(
    "《[^《》]{0,40}?(?P<year>20\\d\\d)年度?[^《》]{0,30}(?:绩效|自评)[^《》]{0,20}通知》(?:（[^（）]{0,16}[〔\\[（](?P<issued>20\\d\\d)[〕\\]）]\\d{1,4}号）)?"
)


@check_each(
    _NOTICE,
    "依据的通知是布置这一年自评的",
    "STALE_YEAR",
    ground="自评的通知在次年印发",
    among=_running,
)
def the_notice_is_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """《关于做好2022年度绩效自评工作的通知》（…〔2024〕3号） in the report on 2023."""
    issued = match["issued"]
    after = issued is None or int(issued) == int(match["year"]) + 2
    if not _is_last_year(case, match) or not after:
        return None
    return stale(case, normal, match.span("year"), "核对通知的名称，是不是抄了上年的")


_RATED = re.compile(
    "(?:对|现将|就|以上[为是]?)[^，。；\\d]{0,12}(?P<year>20\\d\\d)年(?:度)?[^，。；]{0,30}?(?:自评|绩效评价|进行了?评价|作了自评)"
)


@check_each(_RATED, "自评的是这一年", "STALE_YEAR", ground="年份", among=_running)
def what_is_rated_is_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """对2021年度部门整体支出进行了自评 in the report on 2022."""
    named = sentence_around(normal.text, match.start("year"))
    if not _is_last_year(case, match) or re.search("上年|去年|指出|整改|问题", named):
        return None
    return stale(case, normal, match.span("year"), "核对年份")


_ITSELF = re.compile(
    "(?P<year>20\\d\\d)年(?:度)?(?!\\d)[^。；]{2,60}?[比较与](?P=year)年(?:度)?(?!\\d{1,2}月|年?[初底末])"
)
_BEFORE_LAST = re.compile(
    "(?:^|(?<=[。；）、.]))(?P<year>20\\d\\d)年(?:度)?[^。；，\\d]{1,24}\\d[\\d.]*(?:万元|元)，(?:[^，。；\\d]{0,6}[比较与]上年|上年(?:度|同期)?(?:为|决算|支出)*\\d)"
)


@check_each(_ITSELF, "上一年不和它自己比", "STALE_YEAR", ground="年份", among=_running)
def no_year_is_compared_with_itself(case: Case, normal: Normal, match: Match) -> Told:
    """2022年支出4126万元，比2022年减少… in the report on 2023; not 2020年9360元，2021年比2020年减少…"""
    led = normal.text[: match.start()].endswith(("比", "较", "与", "和", "同", "由", "从"))
    if not _is_last_year(case, match) or led or f"{case.reading.year}年" in match.group():
        return None
    return stale(case, normal, match.span("year"), "同一句里又和上一年比，像是漏改", sure=True)


@check_each(_BEFORE_LAST, "和上年比的是这一年", "STALE_YEAR", ground="年份", among=_running)
def no_year_is_compared_with_the_one_before_last(case: Case, normal: Normal, match: Match) -> Told:
    """2021年决算14.75万元，较上年减少… in the report on 2022."""
    own = str(case.reading.year) in sentence_around(normal.text, match.start("year"))
    if not _is_last_year(case, match) or own:
        return None
    return stale(case, normal, match.span("year"), "同一句里又和上一年比，像是漏改")


_WITH_ITSELF = re.compile(
    "(?P<year>20\\d\\d)年(?:度)?(?!\\d)[^。；]{2,60}?[，（](?:与|比|较|同)(?P<same>(?P=year)年(?:度)?)(?!\\d{1,2}月|年?[初底末]|[^，。；\\d]{0,6}(?:预算|计划|目标|批复))[^。；，\\d]{0,10}(?:相比，?)?(?:增加|减少|增长|下降|上升|降低|提高|[多少增减])"
)


@check_each(_WITH_ITSELF, "一年不和它自己比", "STALE_YEAR", ground="年份", among=_running)
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


@check_each(_AT_THE_END, "年末数是这一年年末的", "STALE_YEAR", ground="年份", among=_running)
def what_stands_at_the_end_is_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """2021年12月31日实有在职61人，比上年末减少2人 in the report on 2022."""
    year, before = case.reading.year, normal.text[max(0, match.start() - 8) : match.start()]
    named = sentence_around(normal.text, match.start("year"))
    ends = re.search(f"{year}年(?:度?末|底|12月)", named) is not None
    turned = str(year) in named and re.search("增加|减少|[比较增减]", named)
    other = ends or turned or re.search("[比较与由从到至]|上年|截[至止]", before)
    if other or not _is_last_year(case, match):
        return None
    return stale(case, normal, match.span("year"), "核对是不是年末数的年份漏改了")


_HEAD = re.compile("(?P<year>20\\d\\d)年(?:度)?(?P<rest>[^\\d。，；]{0,14})(?:（[^（）]{0,8}）)?")
_PLANNED = re.compile("预算")
_FINAL = re.compile("决算|实际支出|执行")
_OF_THE_YEAR = re.compile("实际在职人数|完工项目|年度目标")


@check("表头的年份各是各的", "STALE_YEAR", ground="年份")
def heads_of_columns_have_their_years(case: Case) -> Findings:
    """2021年决算数 twice, or 2020年预算数 beside 2021年决算数, in the table of 2021."""
    year = case.reading.year
    if year is None:
        return
    for grid in case.reading.grids:
        for row in grid.rows:
            heads = [(cell, m) for cell in row if (m := _HEAD.fullmatch(cell.text))]
            for cell, match in heads:
                why = _why_stale(year, cell, match, heads)
                if why:
                    normal = case.reading.normals[cell.span.paragraph]
                    at = normal.text.find(cell.text)
                    if at >= 0:
                        yield stale(case, normal, (at, at + len(cell.text)), why)


def _why_stale(
    year: int, cell: TableCell, match: re.Match[str], heads: list[tuple[TableCell, re.Match[str]]]
) -> str:
    """Return why the year of a head cannot be right, or ''."""
    if int(match["year"]) != year - 1:
        return ""
    rest = match["rest"]
    others = [other for there, other in heads if there is not cell]
    own = [other for other in others if int(other["year"]) == year]
    same = Counter(other.group() for _, other in heads)
    first = next(there for there, other in heads if other.group() == match.group())
    if same[match.group()] > 1 and first is not cell:
        return "同一行表头里已经有这一年的"
    planned = _PLANNED.search(rest) and not any(_PLANNED.search(o["rest"]) for o in others)
    if planned and any(_FINAL.search(o["rest"]) for o in own):
        return "决算数是这一年的，预算数也应是这一年的"
    alone = _OF_THE_YEAR.search(rest) and not any(o["rest"] == rest for o in others)
    return "这一栏应是这一年的" if alone else ""


CHECKS = (
    the_title_is_of_this_year,
    the_text_is_of_the_year_of_its_title,
    the_notice_is_of_this_year,
    what_is_rated_is_of_this_year,
    no_year_is_compared_with_itself,
    no_year_is_compared_with_the_one_before_last,
    this_year_is_compared_with_another,
    what_stands_at_the_end_is_of_this_year,
    heads_of_columns_have_their_years,
)
