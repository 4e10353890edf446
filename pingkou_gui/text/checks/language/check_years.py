"""Checks of years: last year's left standing in this year's text, in figures, titles, heads, notices, comparisons."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import sentence_of
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    PROVED,
    WRITTEN,
    Case,
    Findings,
    Match,
    Severity,
    TextFinding,
    Told,
    check,
    check_each,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.grids import TableCell
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reasoning.finding import Case, Findings, Match, Told

_HEAD = re.compile(
    "^(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.]+)?(20\\d\\d)年度?(?!\\d{1,2}月|以来|底|前|末)"
)
_COMPARED = re.compile("比|较|上年|去年|同期|由|从|以来|至今|起|结转|成立|批准|印发|获|荣获|设立")
_COLUMN = re.compile("20\\d\\d年度?(?:年初|全年|调整)?(?:预算|决算|执行|支出|完成|批复)数?")
"""The head of a column that a table lost when it became text: 2022年决算数."""
_KEY = 2
NAMED_YEAR = re.compile("(?<![\\d〔])(20\\d\\d)年度?")
_BEFORE = re.compile(
    "(?:比|较|与|同|和|由|从|自|至|到|据|截[至止]|依据|按照?|根据)(?:我[镇乡局]|全[镇乡局])?$"
)
_AFTER = re.compile(
    "末|底|以来|以后|以前|前|起|开始|同期|上年|结转|结余|决算|预算|相比|[-—~～至到]|基础上|水平"
)
_FAR = 200
"""No sentence is looked at further than this."""
_CLAUSE = "。；，：、"
_LOOKS_BACK = re.compile(
    "比|较|同期|上年|去年|今年|[也亦]|分别|增加|减少|增长|下降|上升|持平|结转|以来|至今|成立|批准|批复|印发|出台|下达|获|评[为选定]|"
    "设立|组建|启动|开工|建成|签订|立项|规划|机构改革|换届|原"
)


def stale(
    case: Case, normal: Normal, place: tuple[int, int], why: str, *, sure: bool = False
) -> TextFinding:
    """Return a finding at a year that is not that of the text."""
    year, (start, end) = case.reading.year, place
    message = f"全文写的是{year}年，这里是{normal.text[start : start + 4]}年；{why}"
    return case.finding(
        "STALE_YEAR", normal.span(start, end), message, f"{year}年",
        severity=Severity.ERROR if sure else Severity.REMINDER, certainty=LIKELY,
    )  # fmt: skip


@check("金额的年份就是报告的年份", "STALE_YEAR", ground="年份")
def figures_are_of_this_year(case: Case) -> Findings:
    """A figure said to be of another year, where nothing compares."""
    year = case.reading.year
    if year is None:
        return
    own = _OwnFigures(case, year)
    for statement in case.reading.statements:
        if not _is_stale(case, statement, own) or own.has(statement):
            continue
        said = statement.year
        sure = len(own.keys) >= _KEY and not own.has_others(statement)
        message = (
            f"报告写{year}年，这里的“{statement.label}”写的是{said}年；核对年份和数字是不是上年的"
        )
        yield case.finding(
            "STALE_YEAR", _year_of(case, statement), message, f"{year}年",
            severity=Severity.ERROR if sure else Severity.REMINDER, certainty=PROVED if sure else LIKELY,
        )  # fmt: skip


def _year_of(case: Case, statement: Statement) -> Span:
    """Return where the year of a figure is printed; the figure's own place where that is not near."""
    normal = case.reading.normals[statement.span.paragraph]
    first = normal.place(statement.sentence.start)
    at = normal.text.rfind(f"{statement.year}年", first, normal.place(statement.span.end))
    if at < 0:
        return statement.span
    end = at + len("2023年")
    return normal.span(at, end + normal.text.startswith("度", end))


class _OwnFigures:
    """What a text prints of its own year: looked up for every figure of another one."""

    def __init__(self, case: Case, year: int) -> None:
        self.reading, self.year = case.reading, year
        self.keys: set[str] = set()
        self.places: set[tuple[str, int]] = set()
        self.spent: set[str] = set()
        self.values: defaultdict[tuple[str, str], set[Decimal]] = defaultdict(set)
        for s in case.reading.statements:
            if not s.key or s.year != year:
                continue
            self.places.add((s.key, s.span.paragraph))
            if s.measure == "outturn":
                self.spent.add(s.key)
            if s.amount is not None:
                self.keys.add(s.key)
                self.values[s.key, s.scope].add(s.amount.value)

    def has(self, statement: Statement) -> bool:
        """Whether another figure of the quantity is printed for the own year: two years side by side."""
        whole = self.reading.whole_of(statement)
        if whole is not None and whole.year == statement.year and self.has(whole):
            return True
        return self.has_others(statement) and not self._has_same(statement)

    def has_others(self, statement: Statement) -> bool:
        """Whether the own year's figures of the quantity and its budget are not all this one."""
        known = self.values.get((statement.key, statement.scope), set())
        return statement.amount is not None and bool(known - {statement.amount.value})

    def _has_same(self, statement: Statement) -> bool:
        """Whether the very figure is printed for the own year, in any budget."""
        amount = statement.amount
        if amount is None or len(amount.value.normalize().as_tuple().digits) < _TELLING:
            return False
        return any(k == statement.key and amount.value in v for (k, _), v in self.values.items())


_TELLING = 4
"""So many digits of a figure are hardly those of another year by chance."""


def _is_stale(case: Case, statement: Statement, own: _OwnFigures) -> bool:
    year = own.year
    if not statement.key or not statement.year_said or statement.year in {None, year}:
        return False
    if (statement.year or 0) > year or not (
        statement.measure == "outturn" or _is_plan_of_this_year(case, statement)
    ):
        return False
    normal, said = case.reading.normals[statement.span.paragraph], statement.sentence
    text = normal.text
    sentence = text[normal.place(said.start) : normal.place(said.end)]
    if str(statement.year) not in sentence:
        return False  # 上年没有购置: last year's, in words
    before = sentence.partition(str(statement.year))[0]
    if _second_of_two(case, statement):
        return False
    if _goes_on(text, sentence, year):
        return False
    twin = (statement.key, statement.span.paragraph) in own.places
    if statement.execution is not None and statement.key not in own.spent:
        twin = False  # what carries out a budget of this year is of this year
    return not twin and not _COMPARED.search(before[-6:]) and str(year) not in before and bool(text)


def _goes_on(text: str, sentence: str, year: int) -> bool:
    """Whether a text goes on with what became of a figure: 2020年19.4万元…；2021年降到17.78万元."""
    behind = text[text.find(sentence) + 1 :]
    return re.search(f"{year}年度?{_BECAME}", behind) is not None


_BECAME = "(?:则|又|已|的)?(?:降|升|增|减|压|回落|涨|为|是|只|仅)"


def _second_of_two(case: Case, statement: Statement) -> bool:
    """Whether the year stands right behind an amount: 接待费3.81万元，2023年为4.13万元."""
    normal = case.reading.normals[statement.span.paragraph]
    first = normal.place(statement.sentence.start)
    at = normal.text.rfind(f"{statement.year}年", first, normal.place(statement.span.end))
    return at > 0 and _AMOUNT_BEFORE.search(normal.text[max(0, at - _NEAR) : at]) is not None


_NEAR = 6
_AMOUNT_BEFORE = re.compile("\\d(?:万元|亿元|元|万)[，（]$")


def _is_plan_of_this_year(case: Case, statement: Statement) -> bool:
    """Whether a budget's figure is compared with the year before it: it is this year's."""
    plan = case.reading.genre is Genre.BUDGET and "budget" in statement.measure
    return plan and any(c.base in {"last_year", "last_budget"} for c in statement.comparisons)


@check("标题和段首的年份就是报告的年份", "STALE_YEAR", ground="年份")
def openings_are_of_this_year(case: Case) -> Findings:
    """2022年度重点工作 in a report of 2023; 2022年，我镇… at the head of a paragraph."""
    year = case.reading.year
    if year is None:
        return
    own = _OwnFigures(case, year)
    figures = {s.span.paragraph for s in case.reading.statements if _is_stale(case, s, own)}
    for normal in case.reading.written:
        match = _HEAD.match(normal.text)
        if match is None or int(match[1]) >= year or normal.paragraph in figures:
            continue
        title = len(normal.text) <= 40 and not normal.text.endswith("。")
        rest = normal.text[match.end() : match.end() + 24]
        if _COMPARED.search(rest[:16]) or _is_head(case, normal) or _beside_its_own(normal, year):
            continue
        rest = normal.text[match.end() :]
        if not rest or (int(match[1]) == year - 1 and _comes_to_this_year(rest, year)):
            continue
        message = f"报告写{year}年，这里是{match[1]}年；像是上年的报告改来时漏改的"
        severity = Severity.ERROR if title else Severity.REMINDER
        yield case.finding(
            "STALE_YEAR",
            normal.span(match.start(1), match.end()),
            message,
            f"{year}年",
            severity=severity,
            certainty=LIKELY,
        )


_COMPILED = re.compile(
    "纳入[^，。；\\d]{0,14}(?P<year>20\\d\\d)年度?(?:部门|单位)?(?:决算|预算)(?:编制|编报|汇编)"
)


@check_each(_COMPILED, "编制范围的年份就是报告的年份", "STALE_YEAR", ground="年份", among=WRITTEN)
def what_is_compiled_is_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """纳入本部门2020年度决算编制 in the accounts of 2021."""
    if int(match["year"]) == (case.reading.year or int(match["year"])):
        return None
    return stale(case, normal, match.span("year"), "编制范围像是上年的文稿改来时漏改的")


_OTHER_TITLE = re.compile(
    "(?P<year>20\\d\\d)年度?(?P<rest>[^，。；]{0,24}?(?:决算|预算|自评|报告|支出|绩效|收支)[^，。；]{0,10}(?:情况|说明|公开|报告|表)?(?:说明)?)$"
)
_SIDE_BY_SIDE = re.compile("对照|对比|比较|参考|供|上年|回顾|执行")


@check("各部分标题的年份就是全文的年份", "STALE_YEAR", ground="年份")
def titles_are_of_this_year(case: Case) -> Findings:
    """第三部分 某街道2021年度部门决算情况说明 in a text of 2022."""
    year = case.reading.year
    titles = [(n, m) for n in case.reading.written if (m := _title_of(case, n)) is not None]
    if year is None or not any(int(match["year"]) == year for _, match in titles):
        return
    own = {match["rest"] for _, match in titles if int(match["year"]) == year}
    for normal, match in titles:
        said = int(match["year"])
        if said >= year or year - said > 1 or match["rest"] in own or _HEAD.match(normal.text):
            continue
        message = f"全文说的是{year}年，这个标题写的是{said}年；像是上年的文稿改来时漏改的"
        caption = _NUMBER_OF_TABLE.match(normal.text) is not None
        yield case.finding(
            "STALE_YEAR", normal.span(*match.span()), message, f"{year}年{'' if caption else '度'}",
            severity=Severity.REMINDER if caption else Severity.ERROR, certainty=LIKELY,
        )  # fmt: skip


def _title_of(case: Case, normal: Normal) -> re.Match[str] | None:
    """Return the year and the words of a title, None for running text and rows of a table."""
    cell = case.reading.source.paragraphs[normal.paragraph].is_cell
    if cell or len(normal.text) > _LONGEST_TITLE or _SIDE_BY_SIDE.search(normal.text):
        return None
    numbered = _NUMBER_OF_TABLE.match(normal.text)
    start = numbered.end() if numbered else 0
    if _COLUMN.search(normal.text, start) or len(NAMED_YEAR.findall(normal.text[start:])) != 1:
        return None
    return _OTHER_TITLE.search(normal.text, start)


_NUMBER_OF_TABLE = re.compile("表\\d{1,2}(?=20\\d\\d年)")
"""表1 2022年项目支出表: a number that the year follows at once."""


_LONGEST_TITLE = 60


def _is_head(case: Case, normal: Normal) -> bool:
    """Whether words stand above the figures of a year that may well be another."""
    cell = case.reading.source.paragraphs[normal.paragraph].is_cell
    return cell or _COLUMN.fullmatch(normal.text) is not None


@check("说的事情就是报告那一年的", "STALE_YEAR", ground="年份")
def clauses_are_of_this_year(case: Case) -> Findings:
    """2022年扩改农村公路18公里 within a paragraph of 2023, where nothing looks back on purpose."""
    year = case.reading.year
    if year is None:
        return
    own = _OwnFigures(case, year)
    told = {s.span.paragraph for s in case.reading.statements if _is_stale(case, s, own)}
    for normal in case.reading.written:
        if normal.paragraph in told or case.reading.source.paragraphs[normal.paragraph].is_cell:
            continue
        for start, end in last_year_named(normal.text, year):
            sentence = sentence_around(normal.text, start)
            opens = start > 0 and (
                normal.text[start - 1] in _CLAUSE or _POINT_BEFORE.search(normal.text[:start])
            )
            own_before = f"{year}年" in normal.text[:start]
            back = _looks_back(sentence) if own_before else _LOOKS_BACK.search(sentence)
            if not opens or back or normal.text[end : end + 1].isdigit():
                continue
            if "原因" in sentence and re.search(f"[比较与]{year - 1}年", normal.text[:start]):
                continue  # why this year differs from the one before
            if _stands_beside(case, normal.span(start, end), own):
                continue
            message = f"报告写{year}年，这里是{year - 1}年；核对是不是上年的报告改来时漏改的"
            yield case.question(
                "STALE_YEAR", normal.span(start, end), message, f"{year}年", quote=normal.text[start : end + 14],
            )  # fmt: skip
            break


def _comes_to_this_year(rest: str, year: int) -> bool:
    """Whether a paragraph goes on from the year before to its own: 2022年自评93分，2023年已整改; 今年多支31万元."""
    return re.search(f"(?<![比较与为至到]){year}年|今年|[、和]{year}年", rest) is not None


def _beside_its_own(normal: Normal, year: int) -> bool:
    """Whether a paragraph goes on with this year's figure: 2020年18.4，2021年34.9，增加16.5; 2020年年初预算…，2021年年初预算…."""
    what = _WHAT_OF_A_YEAR.match(normal.text)
    if what is not None and f"{year}年{what[1]}" in normal.text:
        return True
    return _FIGURE_OF_A_YEAR.match(normal.text) is not None and f"{year}年" in normal.text[:_BESIDE]


_WHAT_OF_A_YEAR = re.compile("20\\d\\d年([一-鿿]{3,8})\\d")
_FIGURE_OF_A_YEAR = re.compile("20\\d\\d年[^，。；\\d]{0,8}\\d[\\d.]*(?:万元|元)?[，。；（]")
_BESIDE = 40
_POINT_BEFORE = re.compile("（[一二三四五六七八九十\\d]{1,2}）$")
OTHER_EVENTS = re.compile(
    "同期|上年|去年|以来|至今|成立|批准|批复|印发|出台|下达|获|评[为选定]|设立|组建|启动|开工|建成|签订|立项|规划|改革|换届|原(?![值因则件料])|年度?结转|结转(?:到|至|资金|的)|追溯|审计|历年"
)
_TURNED = re.compile("增加|减少|增长|下降|上升|持平")
_OF_THE_YEAR = re.compile("[比较与](?:年初|全年|调整后?|本年)?(?:预算|年初|目标|计划)")


def _looks_back(sentence: str) -> bool:
    """Whether a sentence speaks of the year before on purpose.

    Asked where the own year was named before it. 比年初增加, 比预算减少 do not look back: what they
    compare with is of one year.
    """
    if OTHER_EVENTS.search(sentence):
        return True
    rest = _OF_THE_YEAR.sub("", sentence)
    turned = _TURNED.search(sentence) is not None and rest == sentence
    return turned or re.search("[比较](?!重)", rest) is not None


def _stands_beside(case: Case, named: Span, own: _OwnFigures) -> bool:
    """Whether a year heads a figure that the text also gives for its own year."""
    return any(
        s.year != own.year and s.key and own.has(s)
        for s in case.reading.statements
        if s.span.paragraph == named.paragraph
        and named.start - 1 <= s.span.start <= named.end + _NEAR
    )


def last_year_named(text: str, year: int) -> list[tuple[int, int]]:
    """Return where evened words name the year before `year` as if it were that of the report.

    Not where they compare with it, look back from it, or give the name of a paper.
    """
    return [
        match.span()
        for match in NAMED_YEAR.finditer(text)
        if int(match[1]) == year - 1
        and not _BEFORE.search(text[max(0, match.start() - 6) : match.start()])
        and not _AFTER.match(text, match.end())
        and not _in_title(text, match.start())
        and str(year) not in sentence_around(text, match.start())
    ]


def sentence_around(text: str, at: int) -> str:
    """Return the sentence, or the part of it between two ；, in which a character stands."""
    start, end = sentence_of(text, at, far=_FAR, stops="。；\n")
    return text[start:end]


def _in_title(text: str, at: int) -> bool:
    near = max(0, at - _FAR)
    return text.rfind("《", near, at) > text.rfind("》", near, at)


_OWN_SCORE = re.compile(
    "(?:我[镇乡局院校县办委所站]|本单位|我单位|本部门|我部门)(?P<year>20\\d\\d)年度?(?:部门)?(?:整体支出|绩效)[^，。；\\d]{0,10}(?:自评|评价)[^，。；\\d]{0,6}(?:得分|等级|结果|\\d)"
)


@check_each(_OWN_SCORE, "自评结论的年份就是报告的年份", "STALE_YEAR", ground="年份", among=WRITTEN)
def scores_are_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """我镇2022年度部门整体支出自评得分94分 in the report of 2023."""
    year = case.reading.year
    if year is None or int(match["year"]) == year:
        return None
    message = f"报告写{year}年，自评结论却写{match['year']}年；改为{year}年"
    return case.finding("STALE_YEAR", normal.span(*match.span()), message, f"{year}年度")


_OPENING = 8
_NUMBERED = re.compile("[（(]?[一二三四五六七八九十\\d]{1,2}[）)、.]")
_TITLE = re.compile(
    "(?P<year>20\\d\\d)年?度?[^。，；：]{0,40}?(?:绩效|自评|报告|决算|预算|数据表|评价|说明|情况)"
)


def is_last_year(case: Case, match: Match) -> bool:
    """Whether words name the year before that of the text."""
    return case.reading.year is not None and int(match["year"]) == case.reading.year - 1


_ABOUT_LAST_YEAR = re.compile(
    "(?<![与比和较同])(?:上年|去年)(?!度?[^，。]{0,4}(?:比|变化|增减|差异))|回顾|历年|往年"
)


def running_of_the_year(case: Case) -> Iterator[Normal]:
    """Yield the paragraphs of running text, without the sections that are about last year."""
    headings = case.reading.headings
    read, back = 0, False
    for normal in case.reading.running:
        while read < len(headings) and headings[read].paragraph <= normal.paragraph:
            back = _ABOUT_LAST_YEAR.search(headings[read].title) is not None
            read += 1
        if not back:
            yield normal


@check("大标题的年份就是正文的年份", "STALE_YEAR", ground="年份")
def the_title_is_of_this_year(case: Case) -> Findings:
    """2021年度…自评报告 over a text that speaks of 2022 throughout."""
    year = case.reading.year
    for normal in islice(running_of_the_year(case), _OPENING):
        match = _TITLE.search(normal.text)
        title = len(normal.text) <= _LONGEST_TITLE and not normal.text.endswith(("。", "；"))
        title = title and not _NUMBERED.match(normal.text) and not _is_head(case, normal)
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
    titles = [n for n in islice(running_of_the_year(case), _OPENING) if _is_title(n.text)]
    match = next((m for n in titles if (m := _TITLE.search(n.text))), None)
    if year is None or match is None or int(match["year"]) != year:
        return
    places = {n.paragraph for n in titles}
    text = "\n".join(n.text for n in case.reading.normals if n.paragraph not in places)
    later = len(re.findall(_NEXT_OWN.format(year + 1), text))
    later += len(re.findall(_FROM_THE_YEAR_BEFORE.format(year), text))
    own = len(re.findall(f"(?<![与比较同从由]){_ANY.format(year)}", text))
    own -= len(re.findall(f"《[^《》]{{0,40}}{year}年", text))
    weak = not later or own > 0 or len(re.findall(_NEXT_OWN.format(year), text))
    if weak and not _is_of_the_next(case, text, year):
        return
    normal = next(n for n in titles if _TITLE.search(n.text))
    message = f"标题写的是{year}年，正文写的却是{year + 1}年的数；像是上年的文稿改来时漏改的，核对"
    yield case.question("STALE_YEAR", normal.span(*match.span("year")), message, f"{year + 1}年")


_PROOFS = (
    "^{0}年(?:度)?(?:财政拨款|支出|三公经费)?决算数?$", "《[^《》]{{0,40}}{0}年度?[^《》]{{0,30}}(?:自评|绩效评价)[^《》]{{0,20}}通知》",
    "{0}年末?(?:实有)?在[职编岗](?:人数|人员)?\\d", "^{0}年(?:度)?实际在职人数$",
)  # fmt: skip
"""What no text prints of a year to come: its final accounts, the notice to rate it, its staff at the end."""
_PLANS = "(?:^|[。；]){0}年(?:度)?[^，。；\\d]{{0,20}}(?:预算|安排)[^，。；\\d]{{0,8}}\\d[\\d,.]*(?:万元|元)"
_LEAST_PLANS = 2


def _is_of_the_next(case: Case, text: str, year: int) -> bool:
    """Whether a text tells what only a text of the next year can, and nothing of the kind for its own."""
    if case.reading.genre is Genre.BUDGET:
        plans, own = (re.findall(_PLANS.format(y), text, re.MULTILINE) for y in (year + 1, year))
        return len(plans) >= _LEAST_PLANS and not own
    later, own = (
        [p for p in _PROOFS if re.search(p.format(y), text, re.MULTILINE)] for y in (year + 1, year)
    )
    return bool(later) and (not own or later[0] == own[0] == _PROOFS[0])


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
    among=running_of_the_year,
)
def the_notice_is_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """《关于做好2022年度绩效自评工作的通知》（…〔2024〕3号） in the report on 2023."""
    issued = match["issued"]
    after = issued is None or int(issued) == int(match["year"]) + 2
    if not is_last_year(case, match) or not after:
        return None
    return stale(case, normal, match.span("year"), "核对通知的名称，是不是抄了上年的")


_RATED = re.compile(
    "(?:对|现将|就|以上[为是]?)[^，。；\\d]{0,12}(?P<year>20\\d\\d)年(?:度)?[^，。；]{0,30}?(?:自评|绩效评价|进行了?评价|作了自评)"
)


@check_each(_RATED, "自评的是这一年", "STALE_YEAR", ground="年份", among=running_of_the_year)
def what_is_rated_is_of_this_year(case: Case, normal: Normal, match: Match) -> Told:
    """对2021年度部门整体支出进行了自评 in the report on 2022."""
    named = sentence_around(normal.text, match.start("year"))
    if not is_last_year(case, match) or re.search("上年|去年|指出|整改|问题", named):
        return None
    if any(_CIRCULAR.search(each.text) for each in case.reading.normals[:_TITLES]):
        return None  # a circular of one year is about what was rated of the year before
    return stale(case, normal, match.span("year"), "核对年份")


_CIRCULAR = re.compile("^[^，。；《》]{4,60}(?:通报|通知|公告)$")
_TITLES = 8


_ITSELF = re.compile(
    "(?P<year>20\\d\\d)年(?:度)?(?!\\d)[^。；]{2,60}?[比较与](?P=year)年(?:度)?(?!\\d{1,2}月|年?[初底末])"
)
_BEFORE_LAST = re.compile(
    "(?:^|(?<=[。；）、.]))(?P<year>20\\d\\d)年(?:度)?[^。；，\\d]{1,24}\\d[\\d.]*(?:万元|元)(?:，其中[^，。；\\d]{2,24}\\d[\\d.]*(?:万元|元))?，(?:[^，。；\\d]{0,6}[比较与]上年|上年(?:度|同期)?(?:为|决算|支出)*\\d)"
)


@check_each(_ITSELF, "上一年不和它自己比", "STALE_YEAR", ground="年份", among=running_of_the_year)
def no_year_is_compared_with_itself(case: Case, normal: Normal, match: Match) -> Told:
    """2022年支出4126万元，比2022年减少… in the report on 2023; not 2020年9360元，2021年比2020年减少…"""
    led = normal.text[: match.start()].endswith(("比", "较", "与", "和", "同", "由", "从"))
    if not is_last_year(case, match) or led or f"{case.reading.year}年" in match.group():
        return None
    return stale(case, normal, match.span("year"), "同一句里又和上一年比，像是漏改", sure=True)


@check_each(
    _BEFORE_LAST, "和上年比的是这一年", "STALE_YEAR", ground="年份", among=running_of_the_year
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


@check_each(
    _WITH_ITSELF, "一年不和它自己比", "STALE_YEAR", ground="年份", among=running_of_the_year
)
def this_year_is_compared_with_another(case: Case, normal: Normal, match: Match) -> Told:
    """2023年度支出128.46万元，比2023年减少9.54万元 in the report on 2023: the base is of 2022."""
    year = case.reading.year
    if year is None or int(match["year"]) != year or "预算" in match.group():
        return None
    right = f"{year - 1}年"
    message = f"这里{year}年和{year}年比；比的应是{right}，核对"
    spot = normal.span(match.start("same") - 1, match.end())
    return case.question("STALE_YEAR", spot, message, right)


_TWO_BEFORE = re.compile(
    "(?P<word>[与比较同])(?P<year>20\\d\\d)年(?:度)?(?![^，。；\\d]{0,8}[增减多少])[^，。；\\d]{0,8}(?P<amount>\\d[\\d.]{3,})(?:万元|元)"
)


@check_each(
    _TWO_BEFORE, "和上年比的数是上年的", "STALE_YEAR", ground="年份", among=running_of_the_year
)
def the_base_is_of_the_year_before(case: Case, normal: Normal, match: Match) -> Told:
    """与2021年度的389.20万元相比 in the report on 2023, where 389.20 is printed for 2022."""
    year = case.reading.year
    if year is None or int(match["year"]) != year - 2:
        return None
    own = re.compile(
        f"{year - 1}年(?:度)?[^，。；\\d]{{0,14}}{re.escape(match['amount'])}(?![\\d.])"
    )
    if own.search(case.reading.text) is None:
        return None
    right = f"{year - 1}年"
    message = (
        f"{match['amount']}在别处是{right}的数，这里写成{match['year']}年的；比的应是{right}，核对"
    )
    return case.question("STALE_YEAR", normal.span(*match.span()), message, right)


_HEAD_OF_COLUMN = re.compile(
    "(?P<year>20\\d\\d)年(?:度)?(?P<rest>[^\\d。，；]{0,14})(?:（[^（）]{0,8}）)?"
)
_PLANNED = re.compile("预算")
_FINAL = re.compile("决算|实际支出|执行")
_ONLY_OF_ITS_YEAR = re.compile("实际在职人数|完工项目|年度目标")


@check("表头的年份各是各的", "STALE_YEAR", ground="年份")
def heads_of_columns_have_their_years(case: Case) -> Findings:
    """2021年决算数 twice, or 2020年预算数 beside 2021年决算数, in the table of 2021."""
    year = case.reading.year
    if year is None:
        return
    for grid in case.reading.grids:
        for row in grid.rows:
            heads = [(cell, m) for cell in row if (m := _HEAD_OF_COLUMN.fullmatch(cell.text))]
            for cell, match in heads:
                above = case.reading.normals[max(0, heads[0][0].span.paragraph - 2)].text
                named = str(year - 1) in above or _SIDE_BY_SIDE.search(above) is not None
                why = _why_stale(year, cell, match, heads, named=named)
                if why:
                    normal = case.reading.normals[cell.span.paragraph]
                    at = normal.text.find(cell.text)
                    if at >= 0:
                        yield stale(case, normal, (at, at + len(cell.text)), why)


def _why_stale(
    year: int,
    cell: TableCell,
    match: re.Match[str],
    heads: list[tuple[TableCell, re.Match[str]]],
    *,
    named: bool,
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
    both = _PLANNED.search(rest) and any(_FINAL.search(o["rest"]) for o in others)
    if both and not own and not named and all(o["year"] == match["year"] for o in others):
        return "表里的预算和决算都是上一年的，没有这一年的"
    alone = _ONLY_OF_ITS_YEAR.search(rest) and not any(o["rest"] == rest for o in others)
    return "这一栏应是这一年的" if alone else ""


_BUDGET_OF = re.compile(
    "(?:^|(?<=[。；，、）.]))(?P<year>20\\d\\d)年(?:度)?(?:年初|初)?(?:批复|下达|核定|安排|编制)?(?:的|了)?"
    "(?:部门|单位|整体|支出|收支|财政|拨款){0,4}预算(?:数|总额)?(?:为|是|共)?\\d[\\d,.]{0,14}(?:万元|元)"
)
_CARRIED_OUT = re.compile(
    "执行率|预算完成率|完成(?:年初|全年|调整)?预算|(?:实际|全年|年底|年末)[^，。；\\d]{0,4}支出"
)
_OF_TWO_YEARS = re.compile("[比较]|相比|同期|上年|去年|结转|20\\d\\d年")


@check_each(
    _BUDGET_OF, "支出所用的预算是这一年的", "STALE_YEAR", ground="年份", among=running_of_the_year
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
    among=running_of_the_year,
)
def what_is_held_against_the_budget_is_of_this_year(
    case: Case, normal: Normal, match: Match
) -> Told:
    """年初预算812.40万元，2021年执行数比年初预算多126.33万元 in the report on 2022."""
    others = [year for year in NAMED_YEAR.findall(normal.text) if year != match["year"]]
    once = normal.text.count(f"{match['year']}年") == 1
    if not is_last_year(case, match) or others or not once or "上年" in normal.text:
        return None
    return stale(case, normal, match.span("year"), "预算是这一年的，执行数的年份像是漏改")


CHECKS = (
    the_budget_carried_out_is_of_this_year,
    titles_are_of_this_year,
    figures_are_of_this_year,
    openings_are_of_this_year,
    clauses_are_of_this_year,
    what_is_compiled_is_of_this_year,
    scores_are_of_this_year,
    the_title_is_of_this_year,
    the_text_is_of_the_year_of_its_title,
    the_notice_is_of_this_year,
    what_is_rated_is_of_this_year,
    no_year_is_compared_with_itself,
    no_year_is_compared_with_the_one_before_last,
    this_year_is_compared_with_another,
    the_base_is_of_the_year_before,
    heads_of_columns_have_their_years,
    what_is_held_against_the_budget_is_of_this_year,
)
