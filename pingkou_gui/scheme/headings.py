"""Moving the headings of an outline that is being made; a heading takes along what is below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.scheme.known import PARTS, PARTS_NEEDED
from pingkou_gui.scheme.outline import DEEPEST

if TYPE_CHECKING:
    from pingkou_gui.scheme.drafting import Heading


def end_of(headings: list[Heading], at: int) -> int:
    """Return where what stands below the heading at `at` ends."""
    end = at + 1
    while end < len(headings) and headings[end].level > headings[at].level:
        end += 1
    return end


def move(headings: list[Heading], at: int, way: int) -> int:
    """Move a heading past its neighbour of the same level, up (-1) or down (1); return where it is."""
    end, level = end_of(headings, at), headings[at].level
    if way < 0:
        to = at - 1
        while to >= 0 and headings[to].level > level:
            to -= 1
        if to < 0 or headings[to].level < level:
            return at
        block = headings[at:end]
        del headings[at:end]
        headings[to:to] = block
        return to
    if end >= len(headings) or headings[end].level < level:
        return at
    after = end_of(headings, end)
    block = headings[end:after]
    del headings[end:after]
    headings[at:at] = block
    return at + len(block)


def shift(headings: list[Heading], at: int, by: int) -> bool:
    """Make a heading with what is below one level higher (-1) or lower (1); return whether it went."""
    block = headings[at : end_of(headings, at)]
    deepest = max(heading.level for heading in block) + by
    above = headings[at - 1].level if at else 0
    if not 1 <= headings[at].level + by <= above + 1 or deepest > DEEPEST:
        return False
    for heading in block:
        heading.level += by
    return True


def remove(headings: list[Heading], at: int) -> None:
    """Take a heading out; those below it stay and go one level up."""
    for heading in headings[at + 1 : end_of(headings, at)]:
        heading.level -= 1
    del headings[at]


def can_remove(heading: Heading) -> bool:
    """Return whether a report may do without this part."""
    return heading.key not in PARTS_NEEDED


def absent(headings: list[Heading]) -> tuple[str, ...]:
    """Return the keys of the parts that the outline has not, in the usual order."""
    there = {heading.key for heading in headings}
    return tuple(key for key in PARTS if key not in there)


def add(headings: list[Heading], heading: Heading, after: int) -> int:
    """Put a heading behind the one at `after` and what is below it; return where it is."""
    at = end_of(headings, after) if headings else 0
    heading.level = headings[after].level if headings else 1
    headings.insert(at, heading)
    return at
