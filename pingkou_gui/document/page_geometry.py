"""The page in twips and points, and the styles of what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.document.line_breaking import TextLook

if TYPE_CHECKING:
    from pingkou_gui.scheme.scheme import PageHabits


# The page in twips, worked out from a county's margins.


SHORT, LONG = 11906, 16838
"""A4, 210 x 297 mm."""
LINES, CHARACTERS = 22, 28
"""GB/T 9704-2012, 5.2.3."""
SIZE = 320
"""三号 is 16 points."""
NUMBER_DROP = 397
"""The page number stands 7 mm under the type area (GB/T 9704-2012, 7.5)."""
NUMBER_SIZE = 280
"""四号 is 14 points: the page number's line and its distance from the edge."""
NUMBER_BOX = (454, 2268)
"""Thickness and length of the box that holds the number of a landscape page."""
_HEADER = 851


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    exact = Decimal(str(millimetres)) * 1440 / Decimal("25.4")
    return int(exact.to_integral_value(ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page as it is held to be read; all lengths in twips."""

    top: int
    bottom: int
    left: int
    right: int
    landscape: bool = False

    @classmethod
    def of(cls, habits: PageHabits) -> Geometry:
        """Return the upright page of a county."""
        top, bottom, left, right = (twips(margin) for margin in habits.margins)
        return cls(top=top, bottom=bottom, left=left, right=right)

    @property
    def paper(self) -> tuple[int, int]:
        """Width and height of the sheet."""
        return (LONG, SHORT) if self.landscape else (SHORT, LONG)

    @property
    def width(self) -> int:
        """Twips between the left and the right margin."""
        return self.paper[0] - self.left - self.right

    @property
    def height(self) -> int:
        """Twips between the upper and the lower margin."""
        return self.paper[1] - self.top - self.bottom

    @property
    def pitch(self) -> int:
        """Twips from line to line where the type area holds 22."""
        return self.height // LINES

    @property
    def character(self) -> int:
        """Twips of one character where a line of the type area holds 28."""
        return self.width // CHARACTERS

    @property
    def condensed(self) -> int:
        """What is added to the width of every character of 16 points; usually -5."""
        return self.character - SIZE

    @property
    def footer(self) -> int:
        """From the lower edge of the sheet to the page number's line (measured: 25.5 mm)."""
        return max(self.bottom - NUMBER_DROP - NUMBER_SIZE // 2, 0)

    @property
    def header(self) -> int:
        """From the upper edge of the sheet to the header, which never reaches the type area."""
        return max(min(_HEADER, self.top - 600), 0)

    def turned(self) -> Geometry:
        """Return the same sheet turned clockwise: its left is then the top (held to be read)."""
        return Geometry(
            top=self.left, right=self.top, bottom=self.right, left=self.bottom, landscape=True
        )


# The named styles as the page layout needs them: what base.docx says of each, in twips.


JUSTIFIED, LEFT, CENTRED, RIGHT = "both", "left", "center", "right"
BODY = "Normal"
MISSING_STYLE = "Missing"
"""The character style of a placeholder."""
DRAFT = "草稿"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How a paragraph of this style stands where it does not say otherwise."""

    name: str
    look: TextLook
    line: int
    """The exact height of a line."""
    on_grid: bool
    """Whether its lines stand on the grid of the page, which sets where their baseline is."""
    align: str
    first_line: int
    before: int
    after: int
    keep_next: bool
    page_break: bool


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What of a style does not depend on the county; None takes the line or size of body text."""

    size: int = SIZE
    condensed: bool = False
    line: int | None = None
    on_grid: bool = True
    align: str = LEFT
    indented: bool = False
    lines_before: int = 0
    before: int = 0
    lines_after: int = 0
    keep_next: bool = False
    page_break: bool = False


_HEADING = _Fixed(condensed=True, align=JUSTIFIED, indented=True, keep_next=True)
_FIXED = {
    BODY: _Fixed(condensed=True, align=JUSTIFIED, indented=True),
    **dict.fromkeys(("Heading1", "Heading2", "Heading3", "Heading4"), _HEADING),
    "ReportTitle": _Fixed(size=440, on_grid=False, align=CENTRED, lines_after=1, keep_next=True),
    "AttachmentMark": _Fixed(keep_next=True, page_break=True),
    "AttachmentTitle": _Fixed(
        size=440, on_grid=False, align=CENTRED, lines_before=1, keep_next=True
    ),
    "AttachmentList": _Fixed(condensed=True, keep_next=True),
    "SignatureBlock": _Fixed(condensed=True, keep_next=True),
    "TableText": _Fixed(size=210, line=290, on_grid=False),
    "TableCenter": _Fixed(size=210, line=290, on_grid=False, align=CENTRED),
    "TableNumber": _Fixed(size=210, line=290, on_grid=False, align=RIGHT),
    "TableHead": _Fixed(size=210, line=290, on_grid=False, align=CENTRED),
    "TableCaption": _Fixed(size=240, line=400, on_grid=False, align=CENTRED, keep_next=True),
    "TableUnit": _Fixed(size=240, line=400, on_grid=False, align=RIGHT, keep_next=True),
    "TableNote": _Fixed(size=210, line=320, on_grid=False, before=100),
    "TableGap": _Fixed(size=20, line=100, on_grid=False),
    "Footer": _Fixed(size=280, line=280, on_grid=False),
    "DraftMark": _Fixed(line=400, on_grid=False, align=CENTRED),
}
_DRAFT_SPACING = 200
_BASED_ON = {
    "TableCenter": "TableText",
    "TableNumber": "TableText",
    "TableUnit": "TableText",
    "TableNote": "TableText",
    "TableGap": "TableText",
    "AttachmentTitle": "ReportTitle",
}
"""Styles that take their fonts from another one."""


def east_asian_font(style: str, habits: PageHabits) -> str:
    """Return the Chinese font of a style by its id; what has none of its own is body text."""
    fonts = {
        "Heading1": habits.heading_font,
        "Heading2": habits.subheading_font,
        "ReportTitle": habits.title_font,
        "AttachmentMark": habits.heading_font,
        "TableText": habits.table_font,
        "TableHead": habits.heading_font,
        "TableCaption": habits.heading_font,
        "Footer": habits.number_font,
        "DraftMark": habits.heading_font,
    }
    return fonts.get(style.removesuffix("Char"), habits.body_font)


class PageStyles:
    """How each kind of paragraph is set by a county's habits: font, size, indents, spacing."""

    def __init__(self, habits: PageHabits, page: Geometry) -> None:
        """Work out every style; `page` is the upright one."""
        self._habits, self._page = habits, page
        self._styles = {name: self._paragraph_style(name, fixed) for name, fixed in _FIXED.items()}
        self._looks = {
            f"Heading{level}Char": self._styles[f"Heading{level}"].look for level in range(1, 5)
        }

    def __getitem__(self, name: str) -> ParagraphStyle:
        """Return a style by its id in the file; an empty one is body text."""
        return self._styles[name or BODY]

    def look(self, style: str, character_style: str) -> TextLook:
        """Return the form of words in a paragraph style, under a character style if any."""
        plain = self[style].look
        if not character_style:
            return plain
        own = self._looks[character_style]
        return plain._replace(chinese=own.chinese, latin=own.latin, bold=own.bold)

    def _paragraph_style(self, name: str, fixed: _Fixed) -> ParagraphStyle:
        """Return a paragraph style on this page: fonts, lengths, and what it keeps together."""
        page, habits = self._page, self._habits
        chinese = east_asian_font(_BASED_ON.get(name, name), habits)
        latin = chinese if name in {"AttachmentMark", "Footer"} else habits.latin_font
        spacing = page.condensed if fixed.condensed else 0
        look = TextLook(
            chinese,
            latin,
            bold=name == "Heading3" and habits.bold_third_level,
            size=fixed.size,
            spacing=_DRAFT_SPACING if name == "DraftMark" else spacing,
        )
        return ParagraphStyle(
            name,
            look,
            fixed.line or page.pitch,
            fixed.on_grid,
            fixed.align,
            2 * page.character if fixed.indented else 0,
            fixed.before + fixed.lines_before * page.pitch,
            fixed.lines_after * page.pitch,
            fixed.keep_next,
            fixed.page_break,
        )
