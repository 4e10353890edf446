"""Findings on the unit's own name written two ways."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.names import differing, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.reading.source import Span

_PLACE = re.compile(
    "(?P<head>[一-鿿]{1,8}?[省市县区旗])?(?P<core>[一-鿿]{1,6}[镇乡]|[一-鿿]{1,8}街道)"
)
_STOPS = frozenset("，。、；：")
_ENDING = 2
"""So many characters of a name's end are looked for."""
_OFTEN = 3


@check("单位名称前后一致", "NAME", ground="名称一致")
def the_full_unit_is_spelt_one_way(case: Case) -> Findings:
    """The full name with one character off: 安化县教育局, 安化县教肓局; the title too may be wrong."""
    unit = usual_unit(case)
    for word, spot in _like(case, case.reading.unit):
        if word != unit:
            yield case.finding("NAME", spot, f"本单位是“{unit}”，这里写成“{word}”", unit)


def usual_unit(case: Case) -> str:
    """Return the unit's name as it is written most often, the title's spelling where that is even."""
    unit = case.reading.unit
    counted = Counter(word for word, _ in _like(case, unit))
    return max((unit, *counted), key=lambda word: counted[word]) if counted else unit


def _like(case: Case, unit: str) -> Iterator[tuple[str, Span]]:
    """Yield what is the unit's name, or that name but for one character."""
    if len(unit) < 5:
        return
    tail = unit[-_ENDING:]
    for normal in case.reading.normals:
        at = normal.text.find(tail)
        while at >= 0:
            start = at + _ENDING - len(unit)
            word = normal.text[max(start, 0) : at + _ENDING]
            pair = differing(word, unit)
            if word == unit or (start >= 0 and pair is not None and not _STOPS & set(pair)):
                yield word, normal.span(start, at + _ENDING)
            at = normal.text.find(tail, at + 1)


@check("单位名称只有一种写法", "NAME", ground="名称一致")
def the_unit_is_spelt_one_way(case: Case) -> Findings:
    """The unit's own place name with one character off anywhere in the text."""
    match = _PLACE.search(usual_unit(case))
    if match is None:
        return
    core, head = match["core"], match["head"] or ""
    told = {
        (spot.paragraph, at) for _, spot in _like(case, case.reading.unit) for at in _each(spot)
    }
    places = [
        (word, before, spot)
        for word, before, spot in _places(case, len(core), core[-1])
        if (spot.paragraph, spot.start) not in told
    ]
    known = Counter(word for word, *_ in _places(case, len(core), core[-1]))
    for word, before, spot in places:
        pair = differing(word, core)
        if pair is None:
            continue
        rare = known[core] >= _OFTEN * known[word]
        slip = rare and (names().are_confusable(*pair) or _is_no_character(pair[0]))
        if slip or (head and before.endswith(head)):
            yield case.finding("NAME", spot, f"本单位是“{core}”，这里写成“{word}”", core)


def _each(spot: Span) -> range:
    return range(spot.start, spot.end)


def _places(case: Case, size: int, kind: str) -> Iterator[tuple[str, str, Span]]:
    """Yield words of so many characters that end as the place name does, with what stands before."""
    for normal in case.reading.normals:
        text = normal.text
        for at in range(size - 1, len(text)):
            if text[at] == kind:
                start = at - size + 1
                yield (
                    text[start : at + 1],
                    text[max(0, start - 10) : start],
                    normal.span(start, at + 1),
                )


def _is_no_character(mark: str) -> bool:
    """Whether a box stands where a character was lost: 平□镇."""
    return unicodedata.category(mark) in {"So", "Co", "Cn"}


CHECKS = (the_full_unit_is_spelt_one_way, the_unit_is_spelt_one_way)
