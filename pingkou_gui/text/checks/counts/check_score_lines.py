"""Checks of points over several lines: each line an item with its points and score, and what they come to."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import sentence_of
from pingkou_gui.text.lexing.printed_points import Points, points_in, scored_items, without_nested
from pingkou_gui.text.lexing.tokens import in_places_like, plain
from pingkou_gui.text.reasoning.finding import RUNNING, Case, Findings, Told, check, check_each

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.printed_points import PrintedPoints, ScoredItem
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_HUNDRED = Decimal(100)
_TOTAL = re.compile(
    "(?:总|合计|共计|综合|自评|最终|评价)(?:得|评)?分?(?:结果|情况)?(?:为|是|共|：)*$|^得分(?:为|：)?$"
)
_OTHER = re.compile("上年|去年|复核|平均|最高|最低|第三方")
_LEAST, _LINES = Decimal(50), 14
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
            if len(own) >= _FEWEST and sum(i.full.value for i in own) == _HUNDRED:
                told = _off(case, normal, totals[0], own)
                if told is not None:
                    yield told
                break


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
    if added == total.value or any(i.score.value > i.full.value for i in items):
        return None
    right = in_places_like(added, total.text)
    terms = "+".join(i.score.text for i in items)
    message = f"总分印的是{total.text}分，各项得分{terms} = {right}；核对是总分还是其中一项写错"
    ways = [
        f"{i.name or i.full.text + '分的一项'}应为{plain(i.score.value + total.value - added)}分" for i in items
        if 0 < i.score.value + total.value - added <= i.full.value
    ]  # fmt: skip
    if ways:
        message += f"（总分若不错，可能是{'，或'.join(ways)}）"
    start = max(0, total.start - len(total.words) - (normal.text[total.start - 1] == "："))
    return case.question("POINTS", normal.span(start, total.end), message, f"{right}分")


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
    scores_of_lines_come_to_the_total,
    weights_come_to_a_hundred,
    points_come_to_a_hundred,
    plain_points_come_to_a_hundred,
)
