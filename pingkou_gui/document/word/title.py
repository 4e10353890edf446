"""Where a long title is broken: by sense, as near the middle as may be."""

from __future__ import annotations

import re

from pingkou_gui.document.flow import BLANK
from pingkou_gui.document.legible import legible

# A unit or a year is said in one breath, and so is what the report is about.
_BEST = re.compile(
    "(?<=人民政府)|(?<=办事处)|(?<=委员会)|(?<=服务中心)|(?=部门整体支出)|(?<!部门)(?=整体支出)"
)
_GOOD = re.compile(
    "(?<=年度)|(?<=[县市区镇乡局站所队院校园])(?![县市区镇乡])|(?=关于)|(?<=[、，的和])|(?=项目支出)"
    "|(?=绩效)|(?=自评)|(?=评价)|(?=情况)|(?=报告)|(?=基础)"
)
_INSIDE = re.compile(r"[0-9A-Za-z.%％]")
_NEVER_FIRST = "）》”、，。；：？！…"
_NEVER_LAST = "（《“"


def measure(text: str) -> float:
    """Return the width of the text in full-width characters."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def broken(title: str, room: int) -> str:
    """Return the title with a newline at each break; `room` is the characters of a line.

    A title that brings its own newlines keeps them.
    """
    lines = [line.strip(BLANK) for line in legible(title).split("\n") if line.strip(BLANK)]
    return "\n".join(part for line in lines for part in _parts(line, room))


def _parts(line: str, room: int) -> list[str]:
    if measure(line) <= room:
        return [line]
    cut = _cut(line, room)
    return [line[:cut].rstrip(BLANK), *_parts(line[cut:].lstrip(BLANK), room)]


def _cut(line: str, room: int) -> int:
    for sense in (_BEST, _GOOD):
        places = {m.start() for m in sense.finditer(line)}
        if fitting := _fitting(line, room, places):
            return fitting
    return _fitting(line, room, set(range(1, len(line)))) or 1


def _fitting(line: str, room: int, places: set[int]) -> int:
    # Two lines that both fit, the nearer the middle the better; else the fullest first line.
    whole = measure(line)
    head = {place: measure(line[:place]) for place in places if _allowed(line, place)}
    both = [p for p, width in head.items() if width <= room and whole - width <= room]
    if both:
        return min(both, key=lambda place: (abs(head[place] - whole / 2), place))
    if whole <= 2 * room:
        return 0
    return max((p for p, width in head.items() if width <= room), default=0)


def _allowed(line: str, place: int) -> bool:
    if not 0 < place < len(line):
        return False
    before, after = line[place - 1], line[place]
    whole = bool(_INSIDE.match(before) and _INSIDE.match(after))
    return not whole and after not in _NEVER_FIRST and before not in _NEVER_LAST
