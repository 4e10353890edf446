"""Checks of points over several lines: each line an item with its points and score, and what they come to."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import sentence_of, step_of
from pingkou_gui.text.lexing.printed_points import (
    Points,
    ScoredItem,
    points_in,
    scored_items,
    subtotals,
    without_nested,
)
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import added_up, in_places_like, plain
from pingkou_gui.text.lines.outline import chinese_number
from pingkou_gui.text.reasoning.finding import RUNNING, Case, Findings, Told, check, check_each

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.printed_points import PrintedPoints
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_HUNDRED = Decimal(100)
_TOTAL = re.compile(
    "(?:总|合计|共计|综合|自评|最终|评价)(?:得|评)?分?(?:结果|情况)?(?:为|是|共|：)*$|^得分(?:为|：)?$"
)
_OTHER = re.compile("上年|去年|复核|平均|最高|最低|第三方")
_LEAST, _LINES = Decimal(50), 14
_TENTH = Decimal("0.1")
_FEWEST = 3


@check("总分等于各行得分之和", "POINTS", ground="得分相加")
def scores_of_lines_come_to_the_total(case: Case) -> Findings:
    """项目立项（20分）：20分 / 项目管理（20分）：18分 / … / 总分：94分: 96."""
    for normal in case.reading.running:
        found = points_in(normal.text) if "分" in normal.text else []
        inside = {p.start for i in scored_items(normal.text, found) for p in (i.full, i.score)}
        totals = [
            p for p in found
            if p.kind is not Points.LOST and p.start not in inside and _LEAST <= p.value <= _HUNDRED
            and _TOTAL.search(p.words) and not _OTHER.search(p.words)
        ]  # fmt: skip
        if len({p.value for p in totals}) != 1:
            continue
        for items in (_beside(case, normal, -1), _beside(case, normal, 1)):
            own = without_nested(items)
            if len(own) < _FEWEST or sum(i.full.value for i in own) != _HUNDRED:
                continue
            told = _off(case, normal, totals[0], own)
            if told is not None:
                yield told
            break
        else:
            told = _off(case, normal, totals[0], _in_order(case, normal))
            if told is not None:
                yield told


def _in_order(case: Case, total: Normal) -> list[ScoredItem]:
    """Return what the lines above a total give points and scores of, wherever in their sentences both stand.

    产出指标（50分） / （1）…，得15分（满分15分） / 满意度指标（10分）。…，得10分: each score is of the points told
    with it, where these come to 100 and there are as many. Nothing where that does not come out.
    """
    normals, at = case.reading.normals, total.paragraph
    found: list[PrintedPoints] = []
    while at > 0 and total.paragraph - at < _LINES and "分" in normals[at - 1].text:
        at -= 1
        found = [*points_in(normals[at].text), *found]
    fulls = _innermost([p for p in found if p.kind is Points.FULL])
    scores = [p for p in found if p.kind is Points.SCORE]
    if any(p.is_of_all or "小计" in p.words for p in scores):
        return []
    if len(fulls) != len(scores) or sum(p.value for p in fulls) != _HUNDRED:
        return []
    return [
        ScoredItem(full.words, full, score, ()) for full, score in zip(fulls, scores, strict=True)
    ]


def _innermost(fulls: list[PrintedPoints]) -> list[PrintedPoints]:
    """Return points without those that the next ones are the parts of."""
    kept: list[PrintedPoints] = []
    for at, full in enumerate(fulls):
        added = list(accumulate(p.value for p in fulls[at + 1 :]))
        if full.value not in added[1:]:
            kept.append(full)
    return kept


def _beside(case: Case, normal: Normal, step: int) -> list[ScoredItem]:
    """Return the items of the lines right above or below a total, its own line among them."""
    normals, at = case.reading.normals, normal.paragraph
    found = [i for i in scored_items(normal.text) if not _TOTAL.search(i.name)]
    for _ in range(_LINES):
        at += step
        if not 0 <= at < len(normals):
            break
        items = scored_items(normals[at].text)
        if not items:
            if not normals[at].text or "分" not in normals[at].text:
                break
            continue
        found = [*found, *items] if step > 0 else [*items, *found]
    return found


def _off(
    case: Case, normal: Normal, total: PrintedPoints, items: list[ScoredItem]
) -> TextFinding | None:
    added = sum((i.score.value for i in items), Decimal(0))
    if not items or added == total.value or any(i.score.value > i.full.value for i in items):
        return None
    right = in_places_like(added, total.text)
    terms = added_up(i.score.text for i in items)
    message = f"总分印的是{total.text}分，各项得分{terms} = {right}；核对是总分还是其中一项写错"
    ways = [
        f"{i.name or i.full.text + '分的一项'}应为{plain(i.score.value + total.value - added)}分" for i in items
        if 0 < i.score.value + total.value - added <= i.full.value
    ]  # fmt: skip
    if ways:
        message += f"（总分若不错，可能是{'，或'.join(ways)}）"
    start = max(0, total.start - len(total.words) - (normal.text[total.start - 1] == "："))
    return case.question("POINTS", normal.span(start, total.end), message, f"{right}分")


@check("总分等于满分减去各行的扣分", "POINTS", ground="满分100分")
def scores_lack_what_the_lines_take_off(case: Case) -> Findings:
    """自评得分98分，扣分如下： / ①…，扣1.2分 / ②…，扣1分 / ③…，扣0.8分: 97."""
    normals = case.reading.normals
    for head in case.reading.running:
        opens, at = _TAKEN_OFF.search(head.text), head.paragraph
        if opens is None:
            continue
        lines = takewhile(_lost_in, normals[at + 1 : at + 1 + _LINES])
        parts = [p for p in _lost_in(head) if p.start >= opens.end()]
        parts = parts or [p for line in lines for p in _lost_in(line)]
        totals = [
            (normal, p)
            for normal in normals[max(0, at - 1) : at + 1]
            for p in points_in(normal.text)
            if p.kind is Points.SCORE and _LEAST <= p.value < _HUNDRED
            and _TOTAL.search(p.words) and not _OTHER.search(p.words)
        ]  # fmt: skip
        right = _HUNDRED - sum((p.value for p in parts), Decimal(0))
        if len(parts) < _TWO or len(totals) != 1 or right == totals[0][1].value:
            continue
        normal, total = totals[0]
        told = f"100−{'−'.join(p.text for p in parts)} = {plain(right)}"
        message = f"总分印的是{total.text}分，按逐项的扣分是{told}；核对是总分还是其中一处扣分写错"
        spot = normal.span(total.start - len(total.words), total.end)
        yield case.question("POINTS", spot, message, f"{plain(right)}分")


_TWO = 2
_TAKEN_OFF = re.compile("(?:扣分|失分|丢分|减分)[^，。；\\d]{0,8}(?:：|如下。?$)")


def _lost_in(line: Normal) -> list[PrintedPoints]:
    """Return what a line says was taken off; nothing where it tells what was taken off in all."""
    lost = [p for p in points_in(line.text) if p.kind is Points.LOST]
    return [] if any(p.is_of_all for p in lost) else lost


@check("小计等于它前面各项得分之和", "POINTS", ground="得分相加")
def scores_come_to_their_subtotal(case: Case) -> Findings:
    """实际完成率10分，完成及时率9分，质量达标率9.3分，小计29.3分: 28.3."""
    for normal in case.reading.written:
        for told in subtotals(normal.text):
            printed, parts = told.printed, told.parts
            if told.added == printed.value:
                continue
            right = in_places_like(told.added, printed.text)
            message = f"小计印的是{printed.text}分，前面各项{'+'.join(p.text for p in parts)} = {right}；核对"
            others = [
                (p, in_places_like(p.value + printed.value - told.added, p.text)) for p in parts
            ]
            ways = [f"{p.words}应为{other}分" for p, other in others if is_slip(p.text, other)]
            if ways:
                message += f"（小计若不错，可能是{'，或'.join(ways)}）"
            start = printed.start - len(printed.words)
            yield case.question(
                "POINTS", normal.span(start, printed.end), message, f"{right}分",
                others=(normal.span(parts[0].start - len(parts[0].words), parts[-1].end),),
            )  # fmt: skip


_MEAN = re.compile(
    "(?:平均|均)(?:自评|绩效|综合|评价)*(?:得分?|总?分数?|成绩)?(?:为|是|达到?|：|约)*$"
)
_HEADED_SCORE = re.compile("(?:自评|评价|综合|绩效)*(?:得分|总分|分数|成绩)(?:（分）)?")
_OF_OTHERS = re.compile("全[国省市州县区乡镇]|同类|行业|系统|上年|去年|[高低]于|超过|多出")
_COUNTED = re.compile("(?P<count>\\d{1,3}|[两三四五六七八九十]{1,2})(?:个|家|项)[一-鿿]{0,10}$")


@check("平均分由各项得分算出", "POINTS", ground="平均")
def mean_scores_follow_from_the_scores(case: Case) -> Findings:
    """甲95分、乙90分、丙89分，三村平均得分92.5分: 91.3; 5个项目平均得分96.8分 behind a table of five."""
    for normal in case.reading.running:
        points = points_in(normal.text) if "均" in normal.text else []
        for at, mean in enumerate(points):
            if not _MEAN.search(mean.words) or _OF_OTHERS.search(mean.words):
                continue
            first, _ = sentence_of(normal.text, mean.start)
            before = [p for p in points[:at] if not p.bracketed and _is_one_of_them(p)]
            here = [p.value for p in before if p.start >= first]
            counted = _COUNTED.search(_MEAN.sub("", mean.words))
            count = chinese_number(counted["count"]) if counted else 0
            ways = [here, [p.value for p in before], *_columns_of_scores(case, normal.paragraph)]
            own = next((w for w in ways if len(w) > 1 and len(w) == (count or len(here))), None)
            told = _wrong_mean(mean, own) if own else ""
            if told and own:
                message = f"平均得分印的是{mean.text}分，{len(own)}项得分{'+'.join(map(plain, own))}，平均是{told}分；核对"
                start = mean.start - len(mean.words)
                yield case.question("POINTS", normal.span(start, mean.end), message, f"{told}分")


def _is_one_of_them(score: PrintedPoints) -> bool:
    """Whether a score is that of one thing, and not the most there is, or something of all."""
    of_all = _OF_ALL.search(score.words) or re.search("均|最高|最低|[高低]于", score.words)
    return score.kind in {Points.SCORE, Points.BARE} and not of_all


def _wrong_mean(mean: PrintedPoints, scores: list[Decimal]) -> str:
    """Return the mean of scores as the printed one is printed, '' where that is right or means another thing."""
    exact = sum(scores, Decimal(0)) / len(scores)
    step = step_of(mean.text)
    if abs(exact - mean.value) < step or not min(scores) / 2 <= mean.value <= 2 * max(scores):
        return ""
    right = exact.quantize(min(step, _TENTH), ROUND_HALF_UP)
    return plain(right) if right == exact.to_integral_value() else f"{right}"


def _columns_of_scores(case: Case, at: int) -> list[list[Decimal]]:
    """Return the columns of scores of the tables right above a paragraph, without what is said of all."""
    found = []
    for grid in case.reading.grids:
        if not grid.rows or not 0 < at - grid.rows[-1][-1].span.paragraph <= _JUST_ABOVE:
            continue
        heads = {c.column for c in grid.rows[0] if _HEADED_SCORE.fullmatch(c.text)}
        rows = [row for row in grid.rows[1:] if row and not _OF_ALL.search(row[0].text)]
        cells = [c for row in rows for c in row if c.column in heads and c.is_figure]
        if len(heads) == 1:
            found.append([Decimal(cell.text) for cell in cells if _DIGITS.fullmatch(cell.text)])
    return found


_JUST_ABOVE = 6
_OF_ALL = re.compile("合计|总计|共计|小计|平均|总分")
_DIGITS = re.compile("\\d{1,3}(?:\\.\\d{1,2})?")


_NAME = "[一-鿿（）“”]{2,14}"
_WEIGHTS = re.compile(
    f"(?:权重|分值占比|比重)[^。；\\d]{{0,16}}?(?P<row>{_NAME}\\d{{1,2}}(?:\\.\\d)?%(?:[、，和及]{{1,2}}{_NAME}\\d{{1,2}}(?:\\.\\d)?%){{2,9}})"
    f"|(?P<row2>{_NAME}权重(?:为|是|占)?\\d{{1,2}}(?:\\.\\d)?%(?:[、，和及；]{{1,2}}{_NAME}权重(?:为|是|占)?\\d{{1,2}}(?:\\.\\d)?%){{2,9}})"
)
_PERCENTS = re.compile("(\\d{1,2}(?:\\.\\d)?)%")
_FAR_OFF = 40


@check_each(_WEIGHTS, "权重相加是100%", "SUM", ground="权重合计100%", among=RUNNING)
def weights_come_to_a_hundred(case: Case, normal: Normal, match: Match) -> Told:
    """权重为决策10%、过程20%、产出40%、效益20%: 90 %."""
    weights = [Decimal(n) for n in _PERCENTS.findall(match["row"] or match["row2"])]
    added = sum(weights, Decimal(0))
    behind = normal.text[match.end() : match.end() + 2]
    if added == _HUNDRED or abs(added - _HUNDRED) > _FAR_OFF or behind.startswith("等"):
        return None
    message = f"权重{'+'.join(map(plain, weights))} = {plain(added)}%，不是100%；核对是哪一项写错"
    return case.question(
        "SUM", normal.span(*match.span()), message, f"合计100%，现为{plain(added)}%"
    )


_POINTS_OF = re.compile(
    f"(?P<row>{_NAME}?（(?:满分|分值|权重)?\\d{{1,3}}分）(?:[、，；和及]{{0,2}}{_NAME}?（(?:满分|分值|权重)?\\d{{1,3}}分）){{2,9}})"
)
_PLAIN_POINTS = re.compile(
    f"(?P<row>{_NAME}\\d{{1,3}}分(?:[、，和及]{{1,2}}{_NAME}\\d{{1,3}}分){{2,9}})[，；]?(?:总分值?|满分|共计?|合计|总计)(?:为|是)?100分"
)


@check_each(_PLAIN_POINTS, "各项分值相加是满分", "POINTS", ground="满分100分", among=RUNNING)
def plain_points_come_to_a_hundred(case: Case, normal: Normal, match: Match) -> Told:
    """决策10分、过程20分、产出40分、效益20分，满分100分: 90."""
    points = [Decimal(n) for n in re.findall("(\\d{1,3})分", match["row"])]
    added = sum(points, Decimal(0))
    if (
        added == _HUNDRED
        or abs(added - _HUNDRED) > _FAR_OFF
        or re.search("得|自评|评为|扣|实际", match["row"])
    ):
        return None
    message = f"分值{'+'.join(map(plain, points))} = {plain(added)}，不是100分；核对是哪一项写错"
    return case.question(
        "POINTS", normal.span(*match.span()), message, f"合计100分，现为{plain(added)}分"
    )


_OF_A_HUNDRED = re.compile("(?:满分|总分值?|分值合计|合计|总计|共计|共)(?:为|是)?100分|百分制")


@check_each(_POINTS_OF, "分值相加是100分", "POINTS", ground="满分100分", among=RUNNING)
def points_come_to_a_hundred(case: Case, normal: Normal, match: Match) -> Told:
    """投入（15分）、过程（25分）、产出（30分）、效果（25分），满分100分: 95."""
    first, last = sentence_of(normal.text, match.start())
    if not _OF_A_HUNDRED.search(normal.text, first, last):
        return None
    points = [Decimal(n) for n in re.findall("(\\d{1,3})分）", match["row"])]
    added = sum(points, Decimal(0))
    if added == _HUNDRED or abs(added - _HUNDRED) > _FAR_OFF:
        return None
    message = f"分值{'+'.join(map(plain, points))} = {plain(added)}，不是100分；核对是哪一项写错"
    return case.question(
        "POINTS", normal.span(*match.span()), message, f"合计100分，现为{plain(added)}分"
    )


CHECKS = (
    scores_come_to_their_subtotal,
    mean_scores_follow_from_the_scores,
    scores_of_lines_come_to_the_total,
    scores_lack_what_the_lines_take_off,
    weights_come_to_a_hundred,
    points_come_to_a_hundred,
    plain_points_come_to_a_hundred,
)
