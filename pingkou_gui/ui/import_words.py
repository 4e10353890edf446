"""What is quoted of long texts in the import list: what differs, and pieces with words around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.report.proposal import Proposed

_SHORT = 48
"""Characters of a text that are shown whole."""
_AROUND = 8


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return two texts as a list shows them: of long ones what differs, with words around it.

    The pane beside the list holds them whole.
    """
    if max(len(old), len(new)) <= _SHORT:
        return old, new
    if len(old) == len(new):
        differing = [at for at, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
        places = _joined(differing)
        return _windows(old, places), _windows(new, places)
    start = _alike(old, new)
    end = min(_alike(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    return _windows(old, [(start, len(old) - end)]), _windows(new, [(start, len(new) - end)])


def _alike(one: str, other: str) -> int:
    """Return over how many characters two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _joined(differing: Sequence[int]) -> list[tuple[int, int]]:
    """Return the places that differ, those near each other as one."""
    places: list[tuple[int, int]] = []
    for at in differing:
        if places and at - places[-1][1] <= _AROUND:
            places[-1] = places[-1][0], at + 1
        else:
            places.append((at, at + 1))
    return places


def _windows(text: str, places: Sequence[tuple[int, int]]) -> str:
    """Return the words around the first places in a text, an ellipsis for what is left out."""
    found = []
    for start, end in places[:_FEW_PLACES]:
        first, last = max(0, start - _AROUND), min(len(text), end + _AROUND, start + _SHORT)
        words = " ".join(text[first:last].split())
        found.append(f"{'…' * (first > 0)}{words}{'…' * (last < len(text))}")
    more = f"\n共 {len(places)} 处" if places[_FEW_PLACES:] else ""
    return "\n".join(found) + more if found else text[:_SHORT] + "…"


_FEW_PLACES = 4


# A piece of a text that would become another.


@dataclass(frozen=True, slots=True)
class PartQuote:
    """A piece of a text with some words around it, as it is and as it would be."""

    before: str
    piece: str
    words: str
    after: str

    @property
    def old(self) -> str:
        """The words as they stand."""
        return f"{self.before}{self.piece}{self.after}"

    @property
    def new(self) -> str:
        """The words with the piece changed."""
        return f"{self.before}{self.words}{self.after}"

    @property
    def marked(self) -> tuple[int, int]:
        """Where the piece begins and ends in the words as they stand."""
        return len(self.before), len(self.before) + len(self.piece)


def part_quote(item: Proposed, around: int) -> PartQuote | None:
    """Return the piece of a text that an item changes; None where it is a whole value."""
    part, text = item.part, item.source.original
    if part is None:
        return None
    first, last = max(part.start - around, 0), part.end + around
    before, after = text[first : part.start], text[part.end : last]
    return PartQuote(
        ("…" if first else "") + before.rpartition("\n")[2],
        text[part.start : part.end],
        part.words,
        after.partition("\n")[0] + ("…" if last < len(text) else ""),
    )
