"""Number formats of workbooks: what a cell shows where its format adds words to the number.

A cell that shows ≥40盏 holds the number 40 and the format `"≥"0"盏"` (ECMA-376 part 1, 18.8.31).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from pingkou_gui.form.kinds import rounded

BUILT_IN = {9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "yyyy/m/d", 16: "m/d", 17: "yyyy/m", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"'}  # fmt: skip
"""Formats that a workbook names by number, those of a Chinese Excel included (18.8.30)."""
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|'
    r"\[(?P<bracket>[^\]]*)\]|(?P<general>General)|(?P<date>[ymdhs]+|AM/PM|上午/下午)|"
    r"(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<power>[Ee][+-])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_TELLING = re.compile(r"[^\s\-+()/.,:¥￥$€£]")
"""A mark that says more than which currency it is and where a number stands."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """What a cell shows, and the number in it: scaled as it is shown, not rounded."""

    text: str
    number: Decimal


def shown_number(number: Decimal, code: str) -> ShownNumber | None:
    """Return what a cell with such a number and format shows; None where it is the number itself."""
    pieces = _section(code, number)
    if pieces is None:
        return None
    kinds = [kind for kind, _ in pieces]
    if "digit" not in kinds and "general" not in kinds:
        return None
    words = "".join(text for kind, text in pieces if kind == "word")
    scale = _scale(kinds)
    if not _TELLING.search(words) and "percent" not in kinds and not scale:
        return None
    inside = _is_parted(kinds)
    if not inside and not _TELLING.search(words) and "percent" not in kinds:
        return ShownNumber(f"{number.scaleb(-3 * scale):f}", number.scaleb(-3 * scale))
    amount = abs(number) if len(_sections(code)) > 1 and number < 0 else number
    amount = amount.scaleb(2 * kinds.count("percent") - 3 * scale)
    return _with_words(pieces, amount, parted=inside)


def shown_date(serial: float, code: str, *, from_1904: bool = False) -> str:
    """Return a date as a cell shows it, by ISO 8601 where its format has no words.

    Args:
        serial: Days since the end of 1899, or since 1904.
        code: The format.
        from_1904: Whether the workbook counts from 1904.
    """
    if not 0 <= serial < 2_958_466:
        return f"{serial:g}"
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no zone
    at = start + timedelta(days=serial)
    if serial < 1:
        return f"{at:%H:%M:%S}"
    pieces = _section(code, Decimal(1)) or ()
    kinds = "".join(text.lower() for kind, text in pieces if kind == "date")
    if any(kind == "word" and _TELLING.search(text) for kind, text in pieces) and not set(
        "hs"
    ) & set(kinds):
        return "".join(_date_piece(kind, text, at.date()) for kind, text in pieces)
    plain = at.date().isoformat()
    return f"{plain} {at:%H:%M:%S}" if at.time() != datetime.min.time() else plain


def is_date(code: str) -> bool:
    """Return whether a format shows a date or a time."""
    pieces = _pieces(_sections(code)[0])
    kinds = {kind for kind, _ in pieces}
    return "date" in kinds and not kinds & {"digit", "general", "text"}


def _date_piece(kind: str, text: str, at: date) -> str:
    if kind != "date":
        return text
    number = {"y": at.year, "m": at.month, "d": at.day}[text[0].lower()]
    if text[0].lower() == "y" and len(text) < 3:
        number %= 100
    return f"{number:02}" if len(text) == 2 else str(number)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    """Return the sections of a format; a semicolon among words parts none."""
    parts: list[str] = [""]
    for found in _PIECE.finditer(code[:_LONGEST]):
        if found[0] == ";":
            parts.append("")
        else:
            parts[-1] += found[0]
    return tuple(parts)


@lru_cache(maxsize=512)
def _pieces(section: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for piece in _PIECE.finditer(section):
        kind = piece.lastgroup or "space"
        if kind == "space":
            continue
        text = piece[kind]
        found.append(("word" if kind in {"quoted", "escaped", "other", "currency"} else kind, text))
    return tuple(found)


def _section(code: str, number: Decimal) -> tuple[tuple[str, str], ...] | None:
    """Return the pieces that count for a number; None for conditions and powers of ten."""
    sections = _sections(code)
    at = 0
    if number < 0 and len(sections) > 1:
        at = 1
    elif not number and len(sections) > 2:
        at = 2
    pieces = _pieces(sections[at])
    odd = any(
        kind == "power" or (kind == "bracket" and re.match(r"[<>=]", text)) for kind, text in pieces
    )
    return None if odd else pieces


def _scale(kinds: list[str]) -> int:
    """Return how many commas stand behind the last digit: each divides by a thousand."""
    if "digit" not in kinds:
        return 0
    last = len(kinds) - kinds[::-1].index("digit")
    count = 0
    while last + count < len(kinds) and kinds[last + count] == "comma":
        count += 1
    return count


def _is_parted(kinds: list[str]) -> bool:
    """Return whether words stand between the digits, as in `0!.0000` for ten thousands."""
    digits = [at for at, kind in enumerate(kinds) if kind == "digit"]
    return bool(digits) and "word" in kinds[digits[0] : digits[-1]]


def _with_words(
    pieces: tuple[tuple[str, str], ...], amount: Decimal, *, parted: bool
) -> ShownNumber:
    kinds = [kind for kind, _ in pieces]
    first = next(at for at, kind in enumerate(kinds) if kind in {"digit", "general"})
    last = max(
        at for at, kind in enumerate(kinds) if kind in {"digit", "general", "comma", "point"}
    )
    before = "".join(text for kind, text in pieces[:first] if kind == "word")
    behind = "".join(text for kind, text in pieces[last + 1 :] if kind in {"word", "percent"})
    inner = pieces[first : last + 1]
    if parted:
        figure = _filled(inner, amount)
        return ShownNumber(f"{before}{figure}{behind}", _as_number(figure, amount))
    if "general" in kinds:
        return ShownNumber(f"{before}{amount.normalize():f}{behind}", amount)
    places = [text for kind, text in inner[_point(inner) :] if kind == "digit"]
    figure = f"{rounded(amount, len(places)):f}"
    if "." in figure:
        while places and places[-1] == "#" and figure.endswith("0"):
            figure, places = figure[:-1], places[:-1]
        figure = figure.rstrip(".")
    return ShownNumber(f"{before}{figure}{behind}", amount)


def _point(inner: tuple[tuple[str, str], ...]) -> int:
    kinds = [kind for kind, _ in inner]
    return kinds.index("point") if "point" in kinds else len(kinds)


def _filled(inner: tuple[tuple[str, str], ...], amount: Decimal) -> str:
    """Put the digits in from the right, the words between them where they stand."""
    digits = list(f"{rounded(abs(amount), 0):f}")
    left = sum(kind == "digit" for kind, _ in inner)
    out: list[str] = []
    for kind, text in reversed(inner):
        if kind != "digit":
            out.append("" if kind == "comma" else text)
            continue
        left -= 1
        if not left:
            out.append("".join(digits) or "0")
        else:
            out.append(digits.pop() if digits else "0")
    return ("-" if amount < 0 else "") + "".join(reversed(out))


def _as_number(figure: str, amount: Decimal) -> Decimal:
    plain = figure.replace(",", "")
    return Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else amount
