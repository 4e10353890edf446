"""What changes between two schemes, in words for the clerk."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from pingkou_gui.scheme.known import PHRASES, THRESHOLDS
from pingkou_gui.scheme.model import bare_name
from pingkou_gui.scheme.outline import flat
from pingkou_gui.scheme.page import PageHabits
from pingkou_gui.scheme.table import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from pingkou_gui.scheme.model import Level, Part, Scheme

_TITLES = {
    "report": "报告标题",
    "attachment1": "附件1标题",
    "attachment2": "附件2标题",
    "attachment3": "附件3标题",
}
_DEGREES = "一二三四"


def differences(old: Scheme, new: Scheme) -> tuple[str, ...]:
    """Return what `new` has otherwise than `old`, one sentence each, the weightiest first."""
    return (
        *_points(old, new),
        *_outline(old, new),
        *_limits(old, new),
        *_marks(old, new),
        *_titles(old.titles, new.titles),
        *_rest(old, new),
    )


def _points(old: Scheme, new: Scheme) -> Iterator[str]:
    if old.execution != new.execution:
        yield f"预算执行的分值由 {said(old.execution)} 分改为 {said(new.execution)} 分"
    before, after = _by_name(old.levels), _by_name(new.levels)
    for name, level in after.items():
        was = before.get(name)
        if was is None:
            yield f"新增一级指标“{level.name}”，{said(level.points)} 分"
            continue
        if was.points != level.points:
            yield f"“{level.name}”由 {said(was.points)} 分改为 {said(level.points)} 分"
        yield from _names(level, set(was.names), set(level.names))
    for name, level in before.items():
        if name not in after:
            yield f"取消一级指标“{level.name}”（原 {said(level.points)} 分）"


def _by_name(levels: tuple[Level, ...]) -> dict[str, Level]:
    return {bare_name(level.name): level for level in levels}


def _names(level: Level, before: set[str], after: set[str]) -> Iterator[str]:
    for name in level.names:
        if name not in before:
            yield f"“{level.name}”下新增二级指标“{name}”"
    for name in sorted(before - after):
        yield f"“{level.name}”下取消二级指标“{name}”"


def _outline(old: Scheme, new: Scheme) -> Iterator[str]:
    before = {part.key: (level, part) for level, part in flat(old.outline)}
    after = {part.key: (level, part) for level, part in flat(new.outline)}
    for key, (level, part) in after.items():
        if key not in before:
            yield f"新增{_DEGREES[level - 1]}级标题“{part.title}”"
        else:
            yield from _heading(*before[key], level, part)
    for key, (_, part) in before.items():
        if key not in after:
            yield f"取消标题“{part.title}”，已填的内容留着，不再印出"
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield "标题的先后顺序有变动"


def _heading(was: int, before: Part, level: int, part: Part) -> Iterator[str]:
    if before.title != part.title:
        yield f"标题“{before.title}”改为“{part.title}”"
    if was != level:
        yield f"“{part.title}”由{_DEGREES[was - 1]}级标题改为{_DEGREES[level - 1]}级标题"
    if before.guidance != part.guidance:
        yield f"“{part.title}”的填写提示有变动"


def _limits(old: Scheme, new: Scheme) -> Iterator[str]:
    for limit in THRESHOLDS:
        before, after = old.thresholds.get(limit.key), new.thresholds.get(limit.key)
        if before is not None and after is not None and before != after:
            yield f"“{limit.label}”由 {said(before)}{limit.unit} 改为 {said(after)}{limit.unit}"


def _marks(old: Scheme, new: Scheme) -> Iterator[str]:
    before, after = _told(old), _told(new)
    if before != after:
        yield f"等级由“{before}”改为“{after}”"
    if old.bands != new.bands:
        yield "定性指标的评分档次有变动"
    if old.use_common != new.use_common:
        yield "另按共性指标计分" if new.use_common else "不再另按共性指标计分"
    elif old.common != new.common and new.use_common:
        yield "共性指标有变动"


def _told(scheme: Scheme) -> str:
    return "、".join(f"{grade.name} {_least(grade.least)}" for grade in scheme.grades)


def _least(least: Decimal) -> str:
    return f"{said(least)} 分起"


def _titles(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for key, label in _TITLES.items():
        if old.get(key) != new.get(key):
            yield f"{label}改为“{new.get(key, '')}”"


def _rest(old: Scheme, new: Scheme) -> Iterator[str]:
    if old.deadline != new.deadline:
        yield f"上报截止日改为 {new.deadline or '没有规定'}"
    for key, label in PHRASES.items():
        if old.phrases.get(key) != new.phrases.get(key):
            yield f"常用语“{label}”有变动"
    if old.regulations != new.regulations:
        yield "可以引用的文件有变动"
    if any(getattr(old.page, h.name) != getattr(new.page, h.name) for h in fields(PageHabits)):
        yield "版式（边距、字体或落款）有变动"
    if old.units != new.units:
        yield f"要上报的单位由 {len(old.units)} 个改为 {len(new.units)} 个"
