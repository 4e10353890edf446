"""Where a line of Chinese text ends, and where its characters stand: no screen, no font files.

Advances of characters come from whoever knows the fonts (`FontMetrics`), so that the same rules
hold for a window, a printer, and a machine without any of them. Lengths are in twips.

Two programs set the same file by different rules (measured on the same fonts): LibreOffice
leaves a gap between a Chinese character and a figure, which the file switches off and Word
obeys; and it takes the quotation marks, dashes and dots for Latin where they follow Latin.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class FontMetrics(Protocol):
    """What is known of fonts by name; all results in parts of the size (em)."""

    def advances(self, family: str, *, bold: bool) -> Mapping[str, float]:
        """Return the advance of every character; any character may be asked for."""

    def extent(self, family: str, *, bold: bool) -> tuple[float, float]:
        """Return how far the font reaches above and below its baseline."""


class TextLook(NamedTuple):
    """The form of characters: fonts by script, weight, size and spacing in twips."""

    chinese: str
    latin: str
    bold: bool
    size: int
    spacing: int = 0
    missing: bool = False
    """A placeholder, marked to the eye."""

    def family(self, *, asian: bool) -> str:
        """Return the font of a script."""
        return self.chinese if asian else self.latin


class Typesetter(Enum):
    """Whose rules the lines follow."""

    WORD = "Word"
    LIBREOFFICE = "LibreOffice"


class Portion(NamedTuple):
    """Characters from `start` on that share one look and one script."""

    start: int
    asian: bool
    look: TextLook


class Piece(NamedTuple):
    """Characters `start` to `stop` of a text, standing `x` to the right of the indent."""

    start: int
    stop: int
    x: float
    width: float


class SetLine(NamedTuple):
    """A line: more than one piece only where tabs part it. `ends` where nothing is stretched."""

    pieces: tuple[Piece, ...]
    indent: float
    """From the left edge of the text to where the first piece may begin."""
    ends: bool


NEVER_FIRST = frozenset(
    """:!),.;?]}¢'"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝︴︶︸︺︼︾﹀﹂﹄﹏～￠々‖•·ˇˉ―-′’”%"""
)
"""Marks that no line begins with (LibreOffice's list for zh-CN)."""
NEVER_FIRST_IN_WORD = NEVER_FIRST | frozenset("…‰′″℃％＇＂")
NEVER_LAST = frozenset("$(<[{£¥‘“〈《「『【〔〖〝﹙﹛＄（．［｛￡￥")
"""Marks that no line ends with."""
_CLOSING = frozenset("，、。）》」』】〕〗”’")
_BEFORE_NUMBER = frozenset("+±×÷=<>≥≤~.,:;%)")
_LATIN_LIMIT = 0x2000
_GAP = 5
"""A gap is a fifth of the size."""
_DASH = "—"
_TAB = 420
"""Where no stop is set, tabs stand every two characters of a table."""


def is_asian(character: str) -> bool | None:
    """Return the script LibreOffice gives a character, None where it follows the one before."""
    code = ord(character)
    if code < _LATIN_LIMIT:
        return None if character in " \xa0\t\n" else False
    if 0x2E80 <= code <= 0xA4CF or 0xF900 <= code <= 0xFAFF:
        return True
    if 0xFE30 <= code <= 0xFE4F or 0xFF00 <= code <= 0xFFEF:
        return True
    return True if code >= 0x20000 else None


def may_break(before: str, after: str, never_first: frozenset[str] = NEVER_FIRST) -> bool:
    """Return whether a line may end between two neighbours."""
    if after == " " or after in never_first or before in NEVER_LAST:
        return False
    if before == " ":
        return True
    if before == after == _DASH:
        return False
    latin = _in_word(before)
    if _in_word(after):
        return not (latin or before in _CLOSING or before in _BEFORE_NUMBER)
    return not (latin and after in "/([")


def _in_word(character: str) -> bool:
    return ord(character) < _LATIN_LIMIT and (character.isalnum() or character == "_")


@dataclass(slots=True)
class MeasuredText:
    """A text with the place of every character, were it all on one line."""

    text: str
    portions: tuple[Portion, ...]
    lefts: list[float]
    """Where a character begins, the gap before it left out of it."""
    rights: list[float]
    """Where it ends; the spacing after it is left out."""
    rules: Typesetter

    def width(self, start: int, stop: int) -> float:
        """Return the width of a line of these characters; blanks at its end do not count."""
        while stop > start and self.text[stop - 1] == " ":
            stop -= 1
        return self.rights[stop - 1] - self.lefts[start] if stop > start else 0.0

    def script_at(self, place: int) -> bool:
        """Return whether a character is set as a Chinese one."""
        found = bisect_right(self.portions, place, key=lambda p: p.start) - 1
        return self.portions[found].asian

    def portions_in(self, start: int, stop: int) -> list[tuple[int, int, Portion]]:
        """Return the portions of a stretch, each with where it begins and ends there."""
        result = []
        first = bisect_right(self.portions, start, key=lambda p: p.start) - 1
        for number in range(max(first, 0), len(self.portions)):
            portion = self.portions[number]
            following = number + 1 < len(self.portions)
            end = self.portions[number + 1].start if following else len(self.text)
            if portion.start >= stop:
                break
            result.append((max(portion.start, start), min(end, stop), portion))
        return result

    def stretches(self, start: int, stop: int) -> list[int]:
        """Return the characters of a line after which justifying leaves room.

        After every Chinese character, at each change to one and after blanks; never inside a
        number or a Latin word.
        """
        places: list[int] = []
        for begin, end, portion in self.portions_in(start, stop):
            if portion.asian:
                places += range(begin, min(end, stop - 1))
            else:
                last = min(end, stop - 1)
                places += [k for k in range(begin, last) if self.text[k] == " "]
                turns = end < stop and self.script_at(end)
                if turns and end - 1 not in places[-1:]:
                    places.append(end - 1)
        return places


def measured(
    parts: Sequence[tuple[str, TextLook]], metrics: FontMetrics, rules: Typesetter
) -> MeasuredText:
    """Return a text with its advances; `parts` are its runs in order."""
    in_word = rules is Typesetter.WORD
    text = "".join(part for part, _ in parts)
    portions: list[Portion] = []
    lefts: list[float] = []
    rights: list[float] = []
    x, before, asian, spacing = 0.0, "", False, 0
    place = 0
    for part, look in parts:
        faces = tuple(
            metrics.advances(look.family(asian=way), bold=look.bold) for way in (False, True)
        )
        fresh = True
        for character in part:
            if in_word:
                turned = character >= "\x80"
            else:
                script = is_asian(character)
                turned = asian if script is None else script
            if fresh or turned is not asian:
                if not in_word:  # the last character of a portion takes no spacing
                    x -= spacing
                    if turned is not asian and character.isalnum() and before.isalnum():
                        x += look.size / _GAP
                portions.append(Portion(place, turned, look))
                asian, fresh = turned, False
            advance = faces[asian][character]
            if character == _DASH and (before == _DASH or text[place + 1 : place + 2] == _DASH):
                advance = 1.0  # two of them are one sign of two characters
            lefts.append(x)
            x += advance * look.size
            rights.append(x)
            spacing = look.spacing
            x += spacing
            before = character
            place += 1
    return MeasuredText(text, tuple(portions), lefts, rights, rules)


def break_lines(
    content: MeasuredText, width: float, *, first: float = 0, left: float = 0
) -> list[SetLine]:
    r"""Return the lines of a paragraph; an empty one has a single empty line.

    Args:
        content: The text; `\n` ends a line.
        width: From the left edge of the text to its right edge.
        first: The indent of the first line, from `left`; negative hangs.
        left: The indent of all lines.
    """
    lines: list[SetLine] = []
    start, text = 0, content.text
    while True:
        stop = text.find("\n", start)
        stop = stop if stop >= 0 else len(text)
        while True:
            indent = left + (0 if lines else first)
            end = _line_end(content, start, stop, width - indent)
            ends = end == stop
            piece = Piece(start, end, 0.0, content.width(start, end))
            lines.append(SetLine((piece,), indent, ends))
            start = end
            if ends:
                break
        if stop >= len(text):
            return lines
        start = stop + 1


def _line_end(content: MeasuredText, start: int, stop: int, room: float) -> int:
    """Return where a line that begins at `start` ends."""
    if start >= stop:
        return stop
    text = content.text
    edge = content.lefts[start] + room + 0.001
    over = bisect_right(content.rights, edge, start, stop)
    while over < stop and text[over] == " ":
        over += 1
    if over >= stop:
        return stop
    in_word = content.rules is Typesetter.WORD
    never_first = NEVER_FIRST_IN_WORD if in_word else NEVER_FIRST
    end = over
    while end > start and not may_break(text[end - 1], text[end], never_first):
        end -= 1
    return end if end > start else max(over, start + 1)


def tabbed_lines(
    content: MeasuredText, width: float, stops: tuple[int, ...], *, left: float = 0
) -> list[SetLine]:
    """Return the lines of a paragraph with tabs: each part of a line begins at a stop."""
    lines: list[SetLine] = []
    start = 0
    for line in content.text.split("\n"):
        pieces: list[Piece] = []
        x, place = 0.0, start
        for part in line.split("\t"):
            if place > start:
                x = next((s for s in stops if s > x), (x // _TAB + 1) * _TAB)
            stop = place + len(part)
            while place < stop:
                end = _line_end(content, place, stop, width - left - x)
                size = content.width(place, end)
                pieces.append(Piece(place, end, x, size))
                if end < stop:
                    lines.append(SetLine(tuple(pieces), left, ends=True))
                    pieces, x = [], 0.0
                else:
                    x += size
                place = end
            place = stop + 1
        lines.append(SetLine(tuple(pieces), left, ends=True))
        start += len(line) + 1
    return lines


def places_of(content: MeasuredText, piece: Piece, spare: float = 0.0) -> list[float]:
    """Return where the characters of a piece begin, `spare` twips stretched out over it."""
    base = content.lefts[piece.start] - piece.x if piece.stop > piece.start else 0.0
    places = [x - base for x in content.lefts[piece.start : piece.stop]]
    if spare <= 0:
        return places
    end = piece.stop
    while end > piece.start and content.text[end - 1] == " ":
        end -= 1
    gaps = content.stretches(piece.start, end)
    if not gaps:
        return places
    each, shift, following = spare / len(gaps), 0.0, iter([*gaps, -1])
    following_gap = next(following)
    for place in range(piece.start, piece.stop):
        places[place - piece.start] += shift
        if place == following_gap:
            shift += each
            following_gap = next(following)
    return places
