"""The outline: a flat list with levels in the file, a tree of parts in the program."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pingkou_gui.scheme.known import PARTS, PARTS_NEEDED
from pingkou_gui.scheme.model import Part
from pingkou_gui.scheme.problem import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.scheme.table import Table

DEEPEST = 4
"""GB/T 9704-2012, 7.3.3 has four levels of headings."""
_GUIDANCE_MOST = 1000
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]+[）)、.．]|[（(][0-9０-９]+[）)]|[0-9０-９]+[、.．]"
)


@dataclass(slots=True)
class _Heading:
    level: int
    key: str
    title: str
    guidance: str
    below: list[_Heading] = field(default_factory=list)

    def part(self) -> Part:
        return Part(
            self.key, self.title, self.guidance, tuple(heading.part() for heading in self.below)
        )


def read_outline(file: Table) -> tuple[Part, ...]:
    """Return the outline of a scheme file."""
    top: list[_Heading] = []
    path: list[_Heading] = []
    keys: set[str] = set()
    for table in file.tables("outline"):
        heading = _heading(table)
        _check_key(table, heading.key, keys)
        if heading.level > len(path) + 1:
            table.fault(
                "level", f"标题从第{len(path)}级跳到第{heading.level}级", "改成低一级的级别"
            )
        path = path[: heading.level - 1]
        (path[-1].below if path else top).append(heading)
        path.append(heading)
    if keys:
        _check_needed(file, keys)
    return tuple(heading.part() for heading in top)


def _heading(table: Table) -> _Heading:
    heading = _Heading(
        max(int(table.number("level", 1, DEEPEST)), 1),
        table.text("key", example='"overview"'),
        table.text("title", example='"部门概况"'),
        table.text("guidance", required=False, most=_GUIDANCE_MOST),
    )
    if _NUMBERED.match(heading.title):
        table.fault("title", f"标题“{heading.title[:20]}”带了序号", "删去序号，序号由程序编")
    return heading


def _check_key(table: Table, key: str, keys: set[str]) -> None:
    if not key:
        return
    if key in keys:
        table.fault("key", f"{key} 写了两次", "删去一个")
    elif key not in PARTS:
        near = nearest(key, PARTS)
        table.fault(
            "key",
            f"程序不认识提纲项 {key[:40]}",
            f"是不是 {near}" if near else "改成默认方案里有的 key",
        )
    keys.add(key)


def _check_needed(file: Table, keys: set[str]) -> None:
    for key in PARTS_NEEDED:
        if key not in keys:
            file.fault("outline", f"提纲里缺少 {key}", f'补上一个 [[outline]]，key = "{key}"')


def flat(outline: tuple[Part, ...], level: int = 1) -> Iterator[tuple[int, Part]]:
    """Yield every part with its level, as the file lists them."""
    for part in outline:
        yield level, part
        yield from flat(part.parts, level + 1)
