"""Numbers told in the order of names or stages that stand before them.

接待4.42万元，用车6.94万元，上年两项分别为4.70万元、7.20万元 are of two names; of one name over the years
and stages that the whole was told in: “三公”2022年决算15万元，2023年预算18万元…其中接待费分别为6万元、8万元….

Only as many numbers as the words count, or as names stand right before, are given to names; each
of those names was told with an amount of its own, one after the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.vocabulary import vocabulary
from pingkou_gui.text.reading.statements import BUDGET, LAST_YEAR, OUTTURN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.drafts import Draft, Memory

_NUMBER = r"\d{1,9}(?:\.\d{1,6})?(?:万元|元|亿元)"
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:[、，和及与]{{1,2}}{_NUMBER}){{1,4}})"
_LAST = r"上一?年度?|去年度?|上年同期|20\d\d年度?"
_PLAN = r"年初预算数?|预算数?"
_RESPECTIVE = re.compile(
    rf"(?:(?P<last>{_LAST})|(?P<plan>{_PLAN}))(?:的|决算|预算)?(?:这|上述|以上|前述?)?"
    rf"(?P<count>[两二三四五])(?:项|个数|者|块|类|笔)(?:数字|数据|费用|经费|支出|金额)*(?:分别|依次)(?:为|是)?{_NUMBERS}"
    rf"|(?:分别|依次)(?:比|较|与)(?:(?P<last_base>{_LAST})|(?P<plan_base>{_PLAN}))的?{_NUMBERS.replace('numbers', 'bases')}"
)
_SERIES = re.compile(
    rf"(?:其中[:：，,]?)?(?P<name>[一-鿿()（）]{{2,16}}?)(?:支出)?(?:分别|依次)(?:为|是)?{_NUMBERS}"
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_VEHICLES = re.compile(r"[一-鿿]{1,3}车辆?(?:运行维护|运行|运维|维护)(?:费用?|支出|经费)")
_OF_PUBLIC = re.compile("三公|公务接待|因公出国")


def settle_respective_numbers(memory: Memory, normals: Sequence[Normal], own: int | None) -> None:
    """Give the numbers of 分别为 to the names that the sentence takes up again.

    Args:
        memory: what the lines have said; its drafts are named in place.
        normals: all paragraphs of the text.
        own: the year of the text; nothing is named without one.
    """
    if own is None:
        return
    for normal in normals:
        if "分别" in normal.text or "依次" in normal.text:
            for match in _RESPECTIVE.finditer(normal.text):
                _name(memory, normal, match, own)
            for match in _SERIES.finditer(normal.text):
                _name_series(memory, normal, match)
    _name_vehicles(memory, normals)


def _name(memory: Memory, normal: Normal, match: re.Match[str], own: int) -> None:
    """Name the drafts of one series, where as many names were told right before."""
    year = match["last"] or match["last_base"] or ""
    if year[:2] == "20" and int(year[:4]) != own - 1:
        return
    group = "numbers" if match["numbers"] else "bases"
    places = [m.start() + match.start(group) for m in re.finditer(_NUMBER, match[group])]
    here = [d for d in memory.drafts if d.span.paragraph == normal.paragraph and d.amount]
    at = {_place(normal, draft): draft for draft in here}
    own_numbers = [at[place] for place in places if place in at]
    # They are of what was named before, no parts of the last of it.
    memory.lists = [e for e in memory.lists if not any(d in e.items for d in own_numbers)]
    before = [d for d in here if _place(normal, d) < match.start() and d.measure == OUTTURN]
    names = before[-len(places) :]
    told = [at.get(place) for place in places]
    keys = {d.key for d in names}
    if len(names) < len(places) or "" in keys or len(keys) < len(places):
        return
    if match["count"] and _COUNTS[match["count"]] != len(places):
        return
    carried = {"", names[-1].key}
    if any(d is None or d.key not in carried or d.unit != "money" for d in told):
        return
    for name, draft in zip(names, told, strict=True):
        if draft is not None:
            draft.key, draft.label, draft.year, draft.year_said = name.key, name.label, own, True
            draft.measure = LAST_YEAR if year else BUDGET
            draft.measure_said = True


def _name_series(memory: Memory, normal: Normal, match: re.Match[str]) -> None:
    """Name numbers of one name by the years and stages in which its whole was told right before."""
    known = vocabulary().quantity(match["name"].removeprefix("其中"))
    places = [m.start() + match.start("numbers") for m in re.finditer(_NUMBER, match["numbers"])]
    here = [d for d in memory.drafts if d.span.paragraph == normal.paragraph and d.amount]
    at = {_place(normal, draft): draft for draft in here}
    told = [at.get(place) for place in places]
    whole = [d for d in here if _place(normal, d) < match.start()][-len(places) :]
    stages = {(d.year, d.measure) for d in whole}
    one = len({d.key for d in whole}) == 1 and len(stages) == len(whole) == len(places)
    if known is None or not one or any(d is None or d.key or d.unit != "money" for d in told):
        return
    for stage, draft in zip(whole, told, strict=True):
        if draft is not None:
            draft.key, draft.label = known.key, match["name"]
            draft.year, draft.measure = stage.year, stage.measure
            draft.year_said = draft.measure_said = True


def _place(normal: Normal, draft: Draft) -> int:
    return normal.place(draft.amount.span.start) if draft.amount is not None else -1


def _name_vehicles(memory: Memory, normals: Sequence[Normal]) -> None:
    """Name 救护车运行维护费 beside 三公, where no other running of vehicles is told in the paragraph."""
    named = {d.span.paragraph for d in memory.drafts if d.key == "vehicle_running"}
    for draft in memory.drafts:
        at = draft.span.paragraph
        fits = not draft.key and draft.unit == "money" and _VEHICLES.fullmatch(draft.label)
        if fits and at not in named and _OF_PUBLIC.search(normals[at].text):
            draft.key = "vehicle_running"
