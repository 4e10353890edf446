"""Cells of a workbook: words, exact numbers with their units, formats, and what cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from pingkou_gui.form.kinds import half_width, printable, rounded
from pingkou_gui.importers.headers import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable


# Number formats of workbooks: what a cell shows where its format adds words to the number.
#
# A cell that shows ≥40盏 holds the number 40 and the format `"≥"0"盏"` (ECMA-376 part 1, 18.8.31).


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
    amount = abs(number) if len(_sections(code)) > 1 else number
    amount = amount.scaleb(2 * kinds.count("percent") - 3 * scale)
    shown = _shown_with_words(pieces, amount, parted=inside)
    below = number < 0 and shown.text[:1] in {"-", "(", "（"}  # else its words say it: 减少3盏
    return ShownNumber(shown.text, -abs(shown.number)) if below else shown


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


def _shown_with_words(
    pieces: tuple[tuple[str, str], ...], amount: Decimal, *, parted: bool
) -> ShownNumber:
    """Return a number as its format shows it, with the words of the format around it."""
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


# What is read at most, and why a workbook is refused.


MAX_CELLS = 40_000
"""Filled cells: an accounts workbook has some three thousand."""
MAX_AREA = 1_000_000
"""Cells of the rectangles around what is filled, over all sheets."""
MAX_SHEETS = 120
MAX_CHARACTERS = 8_000_000
"""Characters in the cells of a workbook, those of a string that many cells share counted each time."""


class Refusal(Enum):
    """What is wrong with a file that was to be a workbook."""

    DAMAGED = "damaged"
    PROTECTED = "protected"
    MACROS = "macros"
    TOO_LARGE = "too large"
    WORD_FILE = "a Word file"
    OLD_WORD_FILE = "a Word file of the old kind"
    NO_WORKBOOK = "no workbook"
    BINARY = "a binary workbook"


class RefusedWorkbookError(Exception):
    """A file cannot be used; `where` says in Chinese what of it, where that is known."""

    def __init__(self, reason: Refusal, where: str = "") -> None:
        super().__init__(reason.value)
        self.reason, self.where = reason, where


# Cells and sheets.


NO_RESULT = "是公式，没有算出的数"
FAULTY = "公式出错"
GARBLED = "是乱码"
REMEDY = "用WPS打开、保存，再读入"
"""What gives a formula its result."""

_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+")
_WITH_UNIT = re.compile(rf"(?P<figure>[+-]?[\d,]*\.?\d+) ?(?P<unit>{'|'.join(UNITS)})")
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]|[À-ÿ]{3}|[\x80-\x9f]")
"""Signs that a Chinese table never has: of another code page, or of none."""
_NOISE_PLACES = 6
"""Binary fractions of a workbook are exact to here in 元 and 万元 alike."""
_LARGEST = Decimal(10) ** 15
_LONGEST_NUMBER = 20
_LONGEST_TEXT = 32_767
"""Characters that a cell of a workbook can hold."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands in a cell.

    Attributes:
        text: what is seen.
        number: the number it holds, also where it was typed as words.
        unit: the unit that stands behind the number in the cell itself: 12.50万元.
        trouble: why it cannot be read; empty where it can.
        words: the text without blanks, in half-width signs.
    """

    text: str
    number: Decimal | None = None
    unit: str = ""
    trouble: str = ""
    words: str = field(init=False)

    def __post_init__(self) -> None:
        """Tidy the words once: they are asked for at every step."""
        object.__setattr__(self, "words", _BLANKS.sub("", half_width(self.text)))


EMPTY = SheetCell("")
At = tuple[int, int]
"""Row and column, from 1 and 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `cells` holds what is filled, `covered` the cells hidden under a merged one."""

    name: str
    number: int
    cells: dict[At, SheetCell]
    covered: dict[At, At] = field(default_factory=dict)
    hidden: bool = False
    rows: int = field(init=False)
    """The last filled row."""
    columns: int = field(init=False)
    """The last filled column."""

    def __post_init__(self) -> None:
        """Measure the sheet once: it is asked for at every step."""
        object.__setattr__(self, "rows", max((row for row, _ in self.cells), default=0))
        object.__setattr__(self, "columns", max((column for _, column in self.cells), default=0))

    def __getitem__(self, at: At) -> SheetCell:
        """Return the cell itself, empty where nothing stands."""
        return self.cells.get(at, EMPTY)

    def line(self, row: int) -> list[SheetCell]:
        """Return the cells of a row, from the first column to the last filled one."""
        return [self[row, column] for column in range(1, self.columns + 1)]

    def shown(self, at: At) -> SheetCell:
        """Return what is seen there: a merged cell shows over all it covers."""
        return self.cells.get(self.covered.get(at, at), EMPTY)

    @property
    def troubled(self) -> dict[str, tuple[At, ...]]:
        """The cells that cannot be read, by what is wrong with them."""
        found: dict[str, list[At]] = {}
        for at in sorted(self.cells):
            if self.cells[at].trouble:
                found.setdefault(self.cells[at].trouble, []).append(at)
        return {why: tuple(places) for why, places in found.items()}


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1, as the clerk sees it: A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the column, counted from 1, that letters name: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def address(at: At) -> str:
    """Return C23 for row 23, column 3."""
    return f"{column_letters(at[1])}{at[0]}"


def addresses(cells: Iterable[At], most: int = 6) -> str:
    """Return the first addresses, and how many cells there are where they are more."""
    every = list(cells)
    named = "、".join(address(at) for at in every[:most])
    return f"{named} 等{len(every)}格" if len(every) > most else named


# A value as a library or a file gives it, as a cell.


def words_cell(text: str) -> SheetCell | None:
    """Return a cell of words, None for a blank one; figures alone are a number.

    Blanks inside figures part thousands or nothing: `48 16` is no number. Figures in brackets are
    below zero, as accounts write them.
    """
    plain = printable(text[:_LONGEST_TEXT])[0].strip()
    if not plain:
        return None
    if _GARBLED.search(plain):
        return SheetCell(plain, trouble=GARBLED)
    half = half_width(plain)
    below = half.startswith("(") and half.endswith(")")
    figure = _CURRENCY.sub("", half[1:-1] if below else half)
    if len(figure) < _LONGEST_NUMBER and _NUMBER.fullmatch(figure):
        number = Decimal(re.sub("[, ]", "", figure))
        return SheetCell(plain, -number if below else number)
    return _with_own_unit(plain, _CURRENCY.sub("", half)) or SheetCell(plain)


_CURRENCY = re.compile("^(?:人民币|RMB|[¥￥])\\s*(?=\\d)")


def _with_own_unit(plain: str, half: str) -> SheetCell | None:
    found = _WITH_UNIT.fullmatch(half) if len(half) < _LONGEST_NUMBER else None
    if found is None:
        return None
    figure = found["figure"].replace(",", "")
    return SheetCell(plain, Decimal(figure), found["unit"])


def number_cell(value: float, code: str = "") -> SheetCell | None:
    """Return a cell with a number, as its format shows it."""
    try:
        exact = Decimal(repr(value))
        if not exact.is_finite() or abs(exact) > _LARGEST:
            return SheetCell(repr(value))
        number = rounded(exact, _NOISE_PLACES).normalize()
    except InvalidOperation:
        return None
    shown = shown_number(number, code) if code else None
    if shown is None:
        return SheetCell(f"{number:f}", number)
    found = _WITH_UNIT.fullmatch(half_width(shown.text))
    if found is not None:
        return SheetCell(shown.text, shown.number, found["unit"])
    plain = _NUMBER.fullmatch(shown.text) is not None
    return SheetCell(shown.text, shown.number if plain else None)


def faulty_cell(code: str) -> SheetCell:
    """Return a cell in which the workbook shows an error: #REF!."""
    return SheetCell(code, trouble=FAULTY)


def without_result() -> SheetCell:
    """Return a cell with a formula that was never worked out."""
    return SheetCell("", trouble=NO_RESULT)


def covered_by(top: int, left: int, bottom: int, right: int) -> dict[At, At]:
    """Return the cells of a merged range, by row and column from 1, with the one that shows."""
    if (bottom - top + 1) * (right - left + 1) > 10_000:
        return {}
    return {
        (row, column): (top, left)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
