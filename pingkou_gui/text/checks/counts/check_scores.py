"""Checks of scores: points, rates, totals, grades and the reasons they need."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.text.lexing.printed_numbers import sentence_of
from pingkou_gui.text.lexing.printed_points import (
    points_in,
    scored_items,
    subtotals,
    without_nested,
)
from pingkou_gui.text.lexing.tokens import added_up, in_places_like, plain
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    PROVED,
    WRITTEN,
    Case,
    Findings,
    Severity,
    Told,
    check,
    check_each,
)

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reasoning.finding import Match

_N = "\\d{1,3}(?:\\.\\d{1,2})?"
_RATE_POINTS = re.compile(
    f"(?:预算|资金)?执行率(?:为|是|达到?|：)*(?P<rate>\\d{{1,3}}(?:\\.\\d{{1,4}})?)%[^。；%]{{0,24}}?"
    f"(?:(?:分值|满分|权重)(?:为|是|：)?(?P<full>{_N})分?[^。；%]{{0,8}}?)?得(?:分(?:为|是|：)?)?(?P<score>{_N})分?"
)
_TOTAL = re.compile(
    f"(?:自评(?:得分|总分|综合得分|总得分|结果|分数)|综合(?:得分|评分)|总(?:得分|分)|评价得分|绩效自评得分|最终得分|自评为?)(?:为|是|：|共|合计|计)*(?P<score>{_N})分"
)
_GRADE = re.compile(
    "(?:等级|等次|评价结果|评价结论|自评结果|评定|评价|结果|级别)(?:评定|确定|认定|评)?(?:为|是|：)?(?P<grade>优秀?|良好?|中等?|差|合格)(?=[，。；、”等级）\\n]|$)"
)
_FULL_TOTAL = re.compile(
    "(?:满分|(?<!自评)总分|总分值|分值)(?:共|为|是|：|计)*(1[0-5]\\d)分?(?![\\d.%])"
)
_EXTRA = re.compile("加分|附加分|奖励分")
_MOST_WITH_EXTRA = 110
_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_TOTAL_ANY = re.compile(
    "(?:(?:自评|综合|评价|绩效|最终|总|整体|合计|总计|共计)+(?:得分|总分|评分|总得分|分数|结果|分)?|得分)(?:合计|共)?"
    "(?:为|是|：|达|计)*(?:100分，?(?:实际?|自评)?得分?(?:为|是|：)*)?"
    f"(?P<score>{_N})分(?!值|数|之|管|别|的)"
)
"""A total score, however it is led in: 自评得分96分, 综上，总得分94分, 合计98.3分."""
_SUMMED = re.compile("总|合计|共计")
_HEAD_OF_LIST = re.compile(
    "(?:，?(?:等级|等次|评价等级|结果|档次)?(?:为|是|评为)?[优良中差合格秀好]{1,2}级?(?:等次|等级|档)?)?[，。；：]?(?:其中|包括|分别为|具体为|各项得分|构成)：?|："
)
_PART = re.compile(
    f"(?P<name>[^，。；、：（）\\d]{{2,14}}?)(?:（(?:满分|分值|权重|标准分)?(?:为|是|：)?(?P<before>{_N})分）)?(?:自评|得分?|为|：)*(?P<score>{_N})分"
    f"(?:（(?:满分|分值|权重|标准分)?(?:为|是|：)?(?P<full>{_N})分）)?(?=[，。；、）]|$|合计|总)"
)
_MANY = 4
"""So many parts are taken to be all there are."""
_FULL_OF_SECTION = re.compile("（(?:满分|分值|权重|标准分)?(?:为|是|：)?(\\d{1,3})分[，）]")
_SCORE_OF_SECTION = re.compile(f"(?<![扣满])得(?:分(?:为|：)?)?({_N})分")
_SUBTOTAL = re.compile(f"小计(?:得分?)?(?:为|：)?({_N})分")
_FAR_SECTIONS = 60
_LEAST_SECTIONS = 2
_LONGEST_SECTION = 2000
_LEAST_TOTAL = Decimal(50)
_LOW = Decimal(60)
"""No total is so low that nobody asks; of a section this is rather the score."""
_DEDUCTED = re.compile(f"扣(?:减|除|分)?({_N})分")


@check_each(
    _RATE_POINTS,
    "预算执行率的得分 = 分值 × 执行率",
    "POINTS",
    ground="执行率得分按比例计算，最多为分值",
    among=WRITTEN,
)
def points_follow_from_the_rate(case: Case, normal: Normal, match: Match) -> Told:
    """执行率98.5%，得9.85分 of 10."""
    full = Decimal(match["full"] or 10)
    if match["full"] is None and Decimal(match["score"]) > full:
        return None  # 执行率90%以上得满分），产出得48分: those of something else
    fault = points_fault(Decimal(match["rate"]), full, Decimal(match["score"]))
    if fault is not None:
        message = (
            f"执行率{match['rate']}%，分值{plain(full)}，得分应为{fault}，印的是{match['score']}"
        )
        return case.finding("POINTS", normal.span(*match.span()), message, fault)
    return None


def points_fault(rate: Decimal, full: Decimal, score: Decimal) -> str | None:
    """Return the points that a rate gives, in as many places as `score`; None where that is right."""
    right = min(full * rate / 100, full)
    loose = Decimal("0.1") if score == score.quantize(Decimal("0.1")) else _CENT
    if abs(right - score) <= loose:
        return None
    right = right.quantize(_CENT, ROUND_HALF_UP)
    return str(right) if score.as_tuple().exponent == _CENT.as_tuple().exponent else plain(right)


@check("得分不超过分值", "POINTS", ground="得分不超过分值")
def scores_stay_within_points(case: Case) -> Findings:
    """A score above its points is impossible, in sentences and in tables; 105分 of 100 without extra points, too."""
    fulls = [int(n) for n in _FULL_TOTAL.findall(case.reading.text)]
    extra = _EXTRA.search(case.reading.text) is not None
    most = max((*fulls, _MOST_WITH_EXTRA if extra else 100))
    for normal in case.reading.written:
        for item in scored_items(normal.text):
            if item.score.value > item.full.value:
                name = f"“{item.name}”" if item.name else ""
                message = f"{name}分值{item.full.text}，得分却是{item.score.text}"
                yield case.finding(
                    "POINTS", normal.span(item.start, item.end), message, f"不超过{item.full.text}"
                )
        for match in _TOTAL.finditer(normal.text):
            if not most < Decimal(match["score"]):
                continue
            message = f"总分是{most}分，自评得分却是{match['score']}；核对得分"
            tell = case.finding if Decimal(match["score"]) > _MOST_WITH_EXTRA else case.question
            yield tell("POINTS", normal.span(*match.span()), message, f"不超过{most}")


@check("总分等于各项得分之和", "POINTS")
def scores_add_up(case: Case) -> Findings:
    """The scores of the parts make the total: in a list beside it, or one in each section before it."""
    for index, normal in enumerate(case.reading.normals):
        if "分" not in normal.text:
            continue
        pairs = [
            i for i in scored_items(normal.text) if "总" not in i.name and i.full.value < _HUNDRED
        ]
        inside = {at for pair in pairs for at in range(pair.start, pair.end)}
        for total in _TOTAL_ANY.finditer(normal.text):
            low = Decimal(total["score"]) < _LOW and not _SUMMED.search(total.group())
            if total.start() in inside or low:
                continue
            parts = _listed_scores(normal.text, total)
            if any(i.score.value > i.full.value for i in pairs):
                break  # told as such
            own = without_nested(pairs)
            pairs = own if sum(i.full.value for i in own) == _HUNDRED else pairs
            if len(pairs) > 1 and sum(i.full.value for i in pairs) == _HUNDRED:
                parts = [_Part(i.name, i.score.text, i.full.text) for i in pairs]
                yield from _against_parts(case, normal, total, parts)
            elif parts:
                yield from _against_parts(case, normal, total, parts)
            elif _LISTS_BELOW.match(normal.text, total.end()) and (
                below := _scores_below(case, index)
            ):
                yield from _against_parts(case, normal, total, below)
            elif not _DEDUCTED.search(normal.text):
                yield from _against_sections(case, index, normal, total)
            break


_LISTS_BELOW = re.compile("[，。；（]?[^。；]{0,30}?(?:如下|分别(?:为|是)|构成|包括|[是为])?：?$")
_LINE_OF_SCORES = re.compile(
    f"(?:[^，。；、：\\d]{{1,16}}?[：—]*)?(?P<name>[^，。；、：\\d—]{{1,14}}?)(?:得分?|为|是|：| )*(?P<score>{_N})(?P<full>(?!))?分?"
)
_MOST_LINES = 12


def _scores_below(case: Case, index: int) -> list[_Part]:
    """Return the scores of the lines that follow a total, each line nothing but names and scores."""
    found: list[_Part] = []
    for normal in case.reading.normals[index + 1 : index + 1 + _MOST_LINES]:
        if scored_items(normal.text):
            return []  # points beside scores: told with their lines
        parts = [part for part in re.split("[，、；。]", normal.text) if part]
        matches = [_LINE_OF_SCORES.fullmatch(part) for part in parts]
        scores = [match for match in matches if match is not None]
        if not parts or len(scores) < len(parts) or _SUMMED.search(normal.text):
            break
        found += map(_part_of, scores)
    return found if len(found) >= _MANY else []


def _listed_scores(text: str, total: re.Match[str]) -> list[_Part]:
    """Return the scores that the sentence lists after its total, or before a 合计."""
    start, end = sentence_of(text, total.start())
    after = _HEAD_OF_LIST.match(text, total.end())
    if after:
        end = max(end, sentence_of(text, after.end())[1])
        found = list(_PART.finditer(text, after.end(), end))
    else:
        own = [i for i in scored_items(text) if start <= i.start and i.end <= total.start()]
        if len(own) > 1 and _SUMMED.search(total.group()):
            whole = sum(i.full.value for i in own)
            inside = [at for i in own for at in (i.full.start, i.score.start)]
            others = [
                p.value for p in points_in(text, start, total.start()) if p.start not in inside
            ]
            scored = [_Part(i.name, i.score.text, i.full.text) for i in without_nested(own)]
            return scored if others in ([], [whole]) else []  # else one lacks its score
        found = list(_PART.finditer(text, start, total.start()))
        led = re.search(
            "(?:各项|指标|分项|一级|各部分)[一-鿿]{0,6}(?:得分|评分)", text[start : total.start()]
        )
        if not (led or _SUMMED.search(total.group())) and not text.startswith(
            ("合计", "总计", "共计"), total.start()
        ):
            return []
    if len(found) < 2 or any("扣" in m["name"] or "分别" in m["name"] for m in found):
        return []  # what 分别 leads up to is the first of a series
    return [_part_of(match) for match in found]


class _Part(NamedTuple):
    """What a total is made up of; `full` is empty where it is not printed."""

    name: str
    score: str
    full: str


def _part_of(match: re.Match[str]) -> _Part:
    return _Part(match["name"], match["score"], match["full"] or "")


def _against_parts(
    case: Case, normal: Normal, total: re.Match[str], parts: list[_Part]
) -> Findings:
    scores = [Decimal(part.score) for part in parts]
    printed, added = Decimal(total["score"]), sum(scores, Decimal(0))
    if added == printed or _rounds_to(added, total["score"]):
        return
    fulls = [Decimal(part.full) for part in parts if part.full]
    whole = len(fulls) == len(parts) and sum(fulls) == _HUNDRED
    sure = whole or added > printed or len(parts) >= _MANY
    expected = in_places_like(added, printed)
    message = f"总分印的是{total['score']}，各项得分{'+'.join(map(plain, scores))} = {expected}；核对是总分还是其中一项写错"
    message += _other_scores(printed - added, parts)
    yield case.finding(
        "POINTS", normal.span(*total.span()), message, expected,
        severity=Severity.ERROR if sure else Severity.REMINDER, certainty=PROVED if sure else LIKELY,
    )  # fmt: skip


def _other_scores(short: Decimal, parts: list[_Part]) -> str:
    """Return what each part would have to be, were the total right."""
    ways = [(part.name, Decimal(part.score) + short, part.full) for part in parts]
    told = [
        f"{name}应为{plain(right)}分" for name, right, full in ways
        if 0 < right <= (Decimal(full) if full else _HUNDRED)
    ]  # fmt: skip
    return f"（总分若不错，可能是{'，或'.join(told)}）" if told and len(parts) <= _MOST_TOLD else ""


_MOST_TOLD = 8


def _against_sections(case: Case, index: int, normal: Normal, total: re.Match[str]) -> Findings:
    """(50分)…得46分 in one section after the other, with the total before or after them."""
    before = range(index - 1, max(-1, index - _FAR_SECTIONS), -1)
    after = range(index + 1, min(len(case.reading.normals), index + _FAR_SECTIONS))
    for places in (before, after):
        fulls, scores, mended = _section_scores(case, index, places)
        added, printed = sum(scores, Decimal(0)), Decimal(total["score"])
        if len(scores) < _LEAST_SECTIONS or sum(fulls) != _HUNDRED:
            continue
        if printed not in {added, sum(mended, Decimal(0))}:
            expected = in_places_like(added, total["score"])
            message = (
                f"总分印的是{total['score']}，各部分得分{'+'.join(map(plain, scores))} = {expected}"
            )
            yield case.finding("POINTS", normal.span(*total.span()), message, expected)
        return


def _section_scores(
    case: Case, index: int, places: range
) -> tuple[list[Decimal], list[Decimal], list[Decimal]]:
    """Return the full points and the scores that the sections of one chapter print, in reading order.

    And the scores with each subtotal as its own parts make it.
    """
    here = case.reading.standings[index].chapter, case.reading.standings[index].path[:1]
    fulls: list[Decimal] = []
    scores: list[Decimal] = []
    mended: list[Decimal] = []
    for at in places:
        standing = case.reading.standings[at]
        if (standing.chapter, standing.path[:1]) != here:
            break
        text = case.reading.normals[at].text[:_LONGEST_SECTION]
        full = _FULL_OF_SECTION.search(text[:40])
        score = _SUBTOTAL.findall(text)[-1:] or _SCORE_OF_SECTION.findall(text)
        if full and len(score) == 1:
            fulls.append(Decimal(full[1]))
            scores.append(Decimal(score[0]))
            parts = subtotals(text)
            mended.append(parts[-1].added if parts else scores[-1])
    step = places.step
    return fulls[::step], scores[::step], mended


def _rounds_to(value: Decimal, printed: str) -> bool:
    """Whether a value printed with so many places is that number."""
    places = len(printed.partition(".")[2])
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) == Decimal(printed)


_MEAN_SCORE = re.compile(
    f"(?P<count>\\d{{1,3}})个[一-鿿]{{0,8}}?平均(?:自评)?(?:得分|分数?)(?:为|是|：)*(?P<score>{_N})分"
)


@check_each(_MEAN_SCORE, "几个项目的平均得分是表里得分的平均", "POINTS", among=WRITTEN)
def mean_scores_are_those_of_the_table(case: Case, normal: Normal, match: Match) -> Told:
    """5个项目平均得分96.8分 above a table with 97, 95, 96, 94 and 98: 96."""
    tables: defaultdict[int, list[Decimal]] = defaultdict(list)
    for cell in case.reading.cells:
        if cell.column_key == "score":
            tables[cell.table].append(cell.amount.value)
    columns = [c for c in tables.values() if len(c) == int(match["count"]) > 1]
    if len(columns) != 1:
        return None
    mean = sum(columns[0], Decimal(0)) / len(columns[0])
    if abs(mean - Decimal(match["score"])) < Decimal(1).scaleb(
        -len(match["score"].partition(".")[2])
    ):
        return None
    right = plain(mean.quantize(_CENT, ROUND_HALF_UP))
    terms = added_up(map(plain, columns[0]))
    message = f"（{terms}）÷ {len(columns[0])} = {right}，平均得分印的是{match['score']}分；核对"
    return case.question("POINTS", normal.span(*match.span()), message, f"{right}分")


@check("自评得分全文一致", "CONTRADICTION", ground="前后一致")
def one_total_score(case: Case) -> Findings:
    """The total score printed twice with two values; that of another year is another score."""
    first: tuple[str, Span] | None = None
    for normal in case.reading.written:
        for match in _TOTAL.finditer(normal.text):
            if _is_of_another(case, normal, match) or Decimal(match["score"]) < _LEAST_TOTAL:
                continue
            if Decimal(match["score"]) == _HUNDRED and _TOTAL.search(
                normal.text, match.end(), match.end() + _NEXT
            ):
                continue  # 总分100分，自评93分
            spot = normal.span(*match.span())
            if first is None:
                first = (match["score"], spot)
            elif Decimal(match["score"]) != Decimal(first[0]):
                where = case.reading.named(first[1].paragraph)
                message = f"自评得分在{where}是{first[0]}分，在这里是{match['score']}分"
                yield case.question(
                    "CONTRADICTION", spot, message, f"{first[0]}或{match['score']}", others=(first[1],),
                )  # fmt: skip


_NEXT = 20


def _is_of_another(case: Case, normal: Normal, match: re.Match[str]) -> bool:
    """Whether a score is of another year, or of one project among several."""
    start, _ = sentence_of(normal.text, match.start())
    before = normal.text[max(start, match.start() - 60) : match.start()]
    years = [int(year) for year in re.findall("20\\d\\d", before)]
    other = bool(years) and case.reading.year is not None and years[-1] != case.reading.year
    return other or re.search("上年|去年|复核|项目自评|平均", before) is not None


def has_score(text: str) -> bool:
    """Whether a total score is printed."""
    return _TOTAL.search(text) is not None


def has_grade(text: str) -> bool:
    """Whether a grade is printed."""
    return _GRADE.search(text) is not None


CHECKS = (
    points_follow_from_the_rate,
    scores_stay_within_points,
    scores_add_up,
    mean_scores_are_those_of_the_table,
    one_total_score,
)
