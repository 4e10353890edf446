"""Points as running text prints them: what an item is worth, what it scored, what it lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_POINTS = re.compile(
    r"(?<![\d.〔-])(?P<number>\d{1,3}(?:\.\d{1,2})?)(?:分(?![之管别的钟局公工支队布成项档类析期批行])|(?![\d.%一-鿿]))"
)
_LOST = re.compile(
    "(?:扣(?:减|除|去|掉|分|了|罚)?|失(?:掉|去)?分?|丢分?)(?:值|数)?(?:为|是|：|共|计)*$"
)
_FULL = re.compile("(?:满分|分值|权重|标准分|赋分|总分值)(?:为|是|：|共|计|设定)*$")
_SCORE = re.compile(
    "(?:得|自评|评分|评价|打分|评定|计|记|总分|分数)(?:总?分|了)?(?:为|是|：|共|合计)*$"
)
_WORDS_NEEDED = re.compile("(?:得分|分值|权重|满分|评分|总分)(?:为|是|：)*$")
"""What a number without 分 behind it is led in by, to be points all the same."""
_BOUND_BEFORE = re.compile("[-—–~～≥≤<>＜至到]$|不足$|低于$|高于$|每")
_BOUND_BEHIND = re.compile("（?不?含|及?以[上下内]|[-—–~～至到]\\d|之间")
_MARKS = "，。；：、（）\n"
_BEFORE = 24
_ALL = re.compile("共|合计|总计|累计|总")


class Points(Enum):
    """What a number of points is."""

    FULL = auto()
    SCORE = auto()
    LOST = auto()
    BARE = auto()
    """Only by what follows it can it be told: 产出指标50分，得48分; 产出指标48分（满分50分）."""


@dataclass(frozen=True, slots=True)
class PrintedPoints:
    """A number of points in its place.

    Attributes:
        kind: what its words, or those behind it, make it.
        text: the number as printed.
        start: where its digits begin in the evened text.
        end: where it ends, with its 分.
        words: what leads up to it within its clause; in a bracket, what stands before that.
        bracketed: whether it stands alone in a bracket.
    """

    kind: Points
    text: str
    start: int
    end: int
    words: str
    bracketed: bool

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return Decimal(self.text)

    @property
    def is_of_all(self) -> bool:
        """Whether its words say that it is of everything together: 共扣11分."""
        return _ALL.search(self.words) is not None


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """What an item is worth, what it scored, and what it is said to have lost.

    Attributes:
        name: the item.
        full: its points.
        score: what it got.
        lost: what is said to be taken off, between the two and behind them, in its sentence.
    """

    name: str
    full: PrintedPoints
    score: PrintedPoints
    lost: tuple[PrintedPoints, ...]

    @property
    def start(self) -> int:
        """Where the name, or the first of the numbers, begins."""
        first = min(self.full.start, self.score.start)
        return (
            first - len(self.name)
            if self.full.start == first and not self.full.bracketed
            else first
        )

    @property
    def end(self) -> int:
        """Where the last of both numbers ends."""
        return max(self.full.end, self.score.end)


def points_in(text: str, first: int = 0, last: int | None = None) -> list[PrintedPoints]:
    """Return the numbers of points printed in a text, in their order."""
    if "分" not in text:
        return []
    found = list(_each(text, first, len(text) if last is None else last))
    return [
        replace(one, kind=Points.FULL) if _is_of_a_hundred(one, other) else one
        for one, other in pairwise([*found, None])
        if one is not None
    ]


def _is_of_a_hundred(one: PrintedPoints | None, other: PrintedPoints | None) -> bool:
    """Whether a total is what there is to score: 总分100分，自评93分."""
    return (
        one is not None
        and other is not None
        and one.kind is Points.SCORE
        and one.value == _HUNDRED
        and one.words.endswith(("总分", "总分为", "总分值", "总分是"))
        and other.kind in {Points.SCORE, Points.LOST}
    )


_HUNDRED = Decimal(100)


def _each(text: str, first: int, last: int) -> Iterator[PrintedPoints]:
    before = first
    for match in _POINTS.finditer(text, first, last):
        words = text[max(before, match.start() - _BEFORE) : match.start()]
        own = re.split(f"[{_MARKS}]", words)[-1]
        led = _WORDS_NEEDED.search(words)
        if not match.group().endswith("分") and led is None:
            continue
        if _BOUND_BEFORE.search(words) or _BOUND_BEHIND.match(text, match.end()):
            continue  # 80—90分, 60分以下: a bound of a band
        before = match.end()
        bracketed = own == words[len(words) - len(own) :] and words[
            : len(words) - len(own)
        ].endswith("（")
        bracketed = bracketed and text.startswith(("）", "，"), match.end())
        if own == "" and words.endswith("："):  # 得分：9.5分
            own = re.split(f"[{_MARKS}]", words[:-1])[-1]
        kind = _kind(own, bracketed=bracketed and text.startswith("）", match.end()))
        name = (
            re.split(f"[{_MARKS}]", words[: len(words) - len(own)].rstrip("（"))[-1]
            if bracketed
            else own
        )
        yield PrintedPoints(kind, match["number"], match.start(), match.end(), name, bracketed)


def _kind(words: str, *, bracketed: bool) -> Points:
    if _LOST.search(words):
        return Points.LOST
    if _FULL.search(words):
        return Points.FULL
    if _SCORE.search(words):
        return Points.SCORE
    return Points.FULL if bracketed else Points.BARE


def scored_items(text: str, points: list[PrintedPoints] | None = None) -> list[ScoredItem]:
    """Return the items that a text gives both points and score of: 产出指标50分，扣4分，得46分."""
    found = points_in(text) if points is None else points
    items: list[ScoredItem] = []
    at = 0
    while at < len(found) - 1:
        item, after = _item(text, found, at)
        if item is not None:
            items.append(item)
        at = max(after, at + 1)
    return items


def _item(text: str, found: list[PrintedPoints], at: int) -> tuple[ScoredItem | None, int]:
    """Return the item that begins with a number of points, and where to read on."""
    one, two = found[at], found[at + 1]
    if _parted(text, one, two):
        return None, at + 1
    if one.kind in {Points.BARE, Points.SCORE} and two.kind is Points.FULL and two.bracketed:
        close = text[one.end : two.start].startswith("（")
        return (ScoredItem(_name(one), two, one, ()), at + 2) if close else (None, at + 1)
    if one.kind not in {Points.FULL, Points.BARE}:
        return None, at + 1
    lost: list[PrintedPoints] = []
    score: PrintedPoints | None = None
    place = at + 1
    while place < len(found) and not _parted(text, found[place - 1], found[place]):
        here = found[place]
        if here.kind is Points.LOST:
            lost.append(here)
        elif (
            (
                (here.kind is Points.SCORE and not _is_of_the_whole(here, one))
                or (place == at + 1 and _is_right_behind(text, one, here))
            )
            and score is None
            and not _OF_SEVERAL.search(here.words)
        ):
            score = here
        else:
            break
        place += 1
    if score is None:
        return None, at + 1
    return ScoredItem(_name(one), one, score, tuple(lost)), place


def _is_of_the_whole(score: PrintedPoints, full: PrintedPoints) -> bool:
    """Whether a score is that of everything: 社会效应18.5分，自评得分95分."""
    return (
        score.value > max(full.value, _LEAST_TOTAL)
        and _TOTAL.search(re.sub("得分?[为是：]*$", "", score.words)) is not None
    )


def _is_right_behind(text: str, full: PrintedPoints, score: PrintedPoints) -> bool:
    """Whether a bare number follows on the points of an item as its score: 项目立项（20分）：20分."""
    between = text[full.end : score.start]
    return full.bracketed and score.kind is Points.BARE and between in {"）：", "）", "），"}


def without_nested(items: list[ScoredItem]) -> list[ScoredItem]:
    """Return items without those that the one before them is made of: 过程（30分）, its 预算管理（15分） and 资产管理（15分）."""
    kept: list[ScoredItem] = []
    at = 0
    while at < len(items):
        kept.append(items[at])
        whole, added, end = items[at].full.value, Decimal(0), at + 1
        while end < len(items) and added < whole:
            added += items[end].full.value
            end += 1
        at = end if added == whole and end - at > _A_PART else at + 1
    return kept


_A_PART = 2
"""An item alone that is worth as much as the one before it is no part of that."""


def _parted(text: str, one: PrintedPoints, other: PrintedPoints) -> bool:
    """Whether a sentence ends between two numbers."""
    between = text[one.end : other.start]
    if one.kind is Points.FULL and re.fullmatch("；得分[：为]?", between):
        return False  # 分值：10；得分：9.24
    return "。" in between or "；" in between or "\n" in between or len(between) > _FAR


_FAR = 80
_OF_SEVERAL = re.compile("总|合计|共计|小计|综合|平均|最终|均分")
"""What is said of several items together."""
_NAME_END = re.compile("(?:满分|分值|权重|标准分|总分|得分?|自评|实际|共计?|为|是|：)*$")


def _name(points: PrintedPoints) -> str:
    return _NAME_END.sub("", points.words)


_SUBTOTAL = re.compile("小计(?:得分?|自评)?(?:为|是|：|共)*$")
_PARTS_END = re.compile("[。；\\n]")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Subtotal:
    """What the scores of a section are said to come to: 目标设定4.5分，预算配置5分，小计9.5分."""

    printed: PrintedPoints
    parts: tuple[PrintedPoints, ...]

    @property
    def added(self) -> Decimal:
        """What its parts come to."""
        return sum((part.value for part in self.parts), Decimal(0))


def subtotals(text: str) -> list[Subtotal]:
    """Return the subtotals of a text with the scores before them in their sentence."""
    if "小计" not in text:
        return []
    points, found, begin = points_in(text), [], 0
    for at, point in enumerate(points):
        if not _SUBTOTAL.search(point.words):
            continue
        ends = [m.end() for m in _PARTS_END.finditer(text, begin, point.start)]
        first = ends[-1] if ends else begin
        before = [p for p in points[:at] if p.start >= first and not p.bracketed]
        scores = [p for p in before if p.kind is Points.SCORE]
        parts = scores or [p for p in before if p.kind is Points.BARE]
        if len(parts) >= _FEWEST and not any(p.kind is Points.LOST for p in before):
            found.append(Subtotal(point, tuple(parts)))
        begin = point.end
    return found


_OF_THE_WHOLE = re.compile(
    "^(?:[本此]次)?(?:自评|评价|总分|最终)*(?:共计?|合计|总共|总计|累计|一共)?(?:被)?(?:扣|失)(?:减|除|去|掉|分)*(?:合计|共计|共|总计)?(?:为|是|：|了|扣|失)*$"
)
_TOTAL = re.compile("自评|综合|评价|绩效|最终|总|整体|合计|共计|^得分?$")
_LEAST_TOTAL = Decimal(50)


@dataclass(frozen=True, slots=True)
class WholeDeduction:
    """A total score with what is said to be missing of a hundred.

    Attributes:
        total: the total score.
        lost: what was taken off in all.
        parts: what was taken off one by one, as far as it stands behind or before it.
    """

    total: PrintedPoints
    lost: PrintedPoints
    parts: tuple[PrintedPoints, ...]


def whole_deduction(text: str) -> WholeDeduction | None:
    """Return a paragraph's total with what it lacks: 自评总分89分，共扣12分; None where it has none."""
    found = points_in(text)
    scored = {(p.start) for i in scored_items(text, found) for p in (i.full, i.score)}
    totals = [
        p for p in found
        if p.kind is Points.SCORE and p.start not in scored and _LEAST_TOTAL <= p.value < _HUNDRED
        and _TOTAL.search(p.words)
    ]  # fmt: skip
    losses = [p for p in found if p.kind is Points.LOST and p.value]
    whole = [p for p in losses if _OF_THE_WHOLE.fullmatch(p.words)]
    all_told = [p for p in whole if p.is_of_all] or [
        p for p in whole if totals and _is_behind(text, totals[0], p, found)
    ]
    if len({p.value for p in totals}) != 1 or len(all_told) != 1:
        return None
    if any(p.kind is Points.FULL and p.value > _HUNDRED for p in found):
        return None
    lost = all_told[0]
    parts = tuple(
        p
        for p in losses
        if p is not lost and (not _OF_THE_WHOLE.fullmatch(p.words) or lost.is_of_all > p.is_of_all)
    )  # beside 共扣4分 each 扣1分 is one of them
    return WholeDeduction(totals[0], lost, parts)


def _is_behind(
    text: str, total: PrintedPoints, lost: PrintedPoints, found: list[PrintedPoints]
) -> bool:
    """Whether a deduction follows its total at once: 得分94分，失分6分."""
    between = [p for p in found if total.end <= p.start < lost.start]
    return not between and 0 <= lost.start - total.end <= _NEXT and not _parted(text, total, lost)


_NEXT = 12
