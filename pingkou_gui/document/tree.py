"""The document tree: what a report consists of, its numbering and fonts, and the tree as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Self

from pingkou_gui.document.phrases import Span, SpanKind, Spans, words
from pingkou_gui.text.lines.source import GAP_MARK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from pingkou_gui.form.values import Ref
    from pingkou_gui.scheme.scheme import PageHabits


# What a report consists of, without a word on how it looks.


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; `label` is its number as text (一、 （一） 1. （1）).

    A heading with `runs_in` opens the paragraph that follows it instead of standing alone.
    """

    level: int
    text: str
    label: str = ""
    runs_in: bool = False
    refs: tuple[Ref, ...] = ()
    part: str = ""
    """The key of the part of the outline that it heads, empty for one among its text."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text, its first line indented by two characters."""

    spans: Spans

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return words(self.spans)


class Align(Enum):
    """How the text of a cell stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TableCell:
    r"""A cell of a table; `columns` and `rows` are how many it spans, `indent` in characters.

    Every `\n` in the text begins a new line within the cell.
    """

    spans: Spans = ()
    align: Align = Align.LEFT
    columns: int = 1
    rows: int = 1
    indent: float = 0
    head: bool = False

    @property
    def text(self) -> str:
        """The words of the cell."""
        return words(self.spans)


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells from left to right; a place covered by a cell spanning from above has no cell.

    `keep` ties the row to the one after it, so that a group stays on one page.
    """

    cells: tuple[TableCell, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of `widths` (relative) columns: `head` rows repeat on every page."""

    caption: str
    widths: tuple[int, ...]
    head: tuple[TableRow, ...]
    rows: tuple[TableRow, ...]
    unit: str = ""
    """Set above the right corner, for example 单位：万元."""
    narrowest: tuple[int, ...] = ()
    """How narrow each column may become where others need its room; empty for not at all."""
    line: int | None = None
    """Twips of a line of its cells where they are set closer than usual; None where they are not."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The unit and the day; None where it is not known yet."""

    unit: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """The line under an attachment: 填表人, 联系电话, 填报日期, 单位负责人."""

    entries: tuple[Spans, ...]


Block = Heading | Paragraph | Table | SignatureLine


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment: it begins a page; `number` counts from 1."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    sheet: int = 0
    """Which of the sheets under one number this is, from 1; 0 for an attachment of one sheet."""
    listed: str = ""
    """What the list under the body calls an attachment of sheets; else its title."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report from its title to its last attachment."""

    title: str
    blocks: tuple[Block, ...]
    signature: Signature | None
    """None for what nobody signs: a list, a note."""
    attachments: tuple[Attachment, ...] = ()
    draft: bool = False
    """Every page of a draft says so."""
    author: str = ""
    """The unit, for the properties of the file."""
    cover: tuple[str, ...] = ()
    """What stands below the title on a page of its own before the report; empty for none."""
    payload: str = field(default="", repr=False)
    """The data of the report as text, to travel inside the file; empty for none."""


# Text that a Word file can hold.


ILLEGIBLE = "□"
"""What stands for a character no XML file can hold (a control character, half of a pair).

Chinese print sets an empty square for a character that cannot be shown, so that the place
stays visible; the proof of the file tells how many there are.
"""

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# XML 1.0, section 2.2: everything outside these ranges is forbidden.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe_text(text: str) -> str:
    """Return the text with every kind of line break as a newline and □ for what XML forbids."""
    if text.isprintable():  # nothing of either kind: most words of a report
        return text
    return _FORBIDDEN.sub(ILLEGIBLE, _BREAKS.sub("\n", text))


def unprintable_count(text: str) -> int:
    """Return how many characters of the text cannot be written."""
    if text.isprintable():
        return 0
    return len(_FORBIDDEN.findall(_BREAKS.sub("\n", text)))


def is_exact(text: str) -> bool:
    """Tell whether XML carries the text through unchanged."""
    return "\r" not in text and not _FORBIDDEN.search(text)


# The tree as what stands on the page line by line, the same for Word, text and preview.


BLANK = " \t\n\u3000\xa0"
_ENDS_ITSELF = "。！？：；…，、"
PLACEHOLDER = re.compile(f"({GAP_MARK.pattern})")
"""A mark of what is still to be filled in or settled, kept where text is split at it."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A paragraph as it is printed, with the heading that opens it, if one does."""

    spans: Spans
    heading: Heading | None = None

    @property
    def opening(self) -> str:
        """The words in heading form, closed by a full stop unless they close themselves."""
        if self.heading is None:
            return ""
        text = heading_text(self.heading)
        return text if text.endswith(tuple(_ENDS_ITSELF)) else f"{text}。"

    @property
    def text(self) -> str:
        """All words of the line."""
        return self.opening + words(self.spans)


Printed = Heading | PrintedLine | Table | SignatureLine


def heading_text(heading: Heading) -> str:
    """Return the number and the words of a heading in one line."""
    return one_line(heading.label + heading.text)


def one_line(text: str) -> str:
    """Return the text without line breaks and without blanks at its ends."""
    return xml_safe_text(text).replace("\n", "").strip(BLANK)


def marked(text: str) -> Spans:
    """Return plain text as spans in which the placeholders 【待填：…】 and 【待核：…】 are told apart."""
    return tuple(
        Span(part, SpanKind.MISSING if PLACEHOLDER.fullmatch(part) else SpanKind.PLAIN)
        for part in PLACEHOLDER.split(text)
        if part
    )


def printed(blocks: Iterable[Block]) -> Iterator[Printed]:
    """Yield what is printed: run-in headings joined to their paragraph, a line a paragraph.

    A newline in a paragraph begins a new one; blank ones are left out, and so are blanks at the
    ends of a line, since the indent belongs to the page. A run-in heading that no
    paragraph follows stands alone.
    """
    waiting: Heading | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            lines = [line for line in split_lines(block.spans) if words(line)]
            if waiting and not lines:
                continue
            yield from (PrintedLine(s, waiting if not n else None) for n, s in enumerate(lines))
            waiting = None if lines else waiting
            continue
        if waiting:
            yield waiting
        waiting = block if isinstance(block, Heading) and block.runs_in else None
        if not waiting:
            yield block
    if waiting:
        yield waiting


def split_lines(spans: Spans) -> list[Spans]:
    """Return the spans line by line, cut at newlines, without blanks at the ends of a line."""
    if len(spans) == 1 and (text := spans[0].text).isprintable() and text == text.strip(BLANK):
        return [spans if text else ()]
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *rest = xml_safe_text(span.text).split("\n")
        lines[-1].append(_with(span, first))
        lines.extend([_with(span, part)] for part in rest)
    return [_trimmed(line) for line in lines]


def _with(span: Span, text: str) -> Span:
    return span if span.text == text else replace(span, text=text)


def _trimmed(line: list[Span]) -> Spans:
    if len(line) == 1 and line[0].text.strip(BLANK) == line[0].text:
        return (line[0],) if line[0].text else ()
    while line and not line[0].text.strip(BLANK):
        line = line[1:]
    while line and not line[-1].text.strip(BLANK):
        line = line[:-1]
    if line:
        line[0] = _with(line[0], line[0].text.lstrip(BLANK))
        line[-1] = _with(line[-1], line[-1].text.rstrip(BLANK))
    return tuple(span for span in line if span.text)


def attachment_mark(document: Document, attachment: Attachment) -> str:
    """Return 附件1, 附件3-2 for a sheet, or 附件 where it is the only one (GB/T 9704, 7.3.4)."""
    if len(document.attachments) == 1:
        return "附件"
    sheet = f"-{attachment.sheet}" if attachment.sheet else ""
    return f"附件{attachment.number}{sheet}"


def attachment_list(document: Document) -> list[str]:
    """Return the lines of the 附件： list under the body; sheets of one number have one line."""
    names = attachment_names(document)
    alone = len(names) == 1
    first, *others = (name if alone else f"{number}. {name}" for number, name in names.items())
    return [f"附件：{first}", *others]


def attachment_names(document: Document) -> dict[int, str]:
    """Return what the list calls each attachment, by its number."""
    listed = (a for a in document.attachments if a.sheet < 2)
    return {a.number: one_line(a.listed or a.title) for a in listed}


def signing_unit(signature: Signature) -> str:
    """Return the unit that signs, or its placeholder."""
    return one_line(signature.unit or "") or "【待填：单位名称】"


def signing_day(day: date | None) -> str:
    """Return the day in Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "【待填：日期】"


def sign_texts(line: SignatureLine) -> list[str]:
    """Return the entries of the line under an attachment."""
    return [one_line(words(entry)) for entry in line.entries]


def caption(table: Table, attachment: Attachment | None) -> str:
    """Return what is printed above a table: an attachment's own title already names its tables."""
    return "" if attachment else one_line(table.caption)


# The one series of numbers that headings are counted in: 一、（一）1.（1）①.


_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
DEEPEST = 5
"""Below the fourth level nothing is a heading any more: ① opens a paragraph."""


def chinese(number: int) -> str:
    """Return 1 to 9999 as 一, 十二, 一百零五."""
    numeral, gap = "", False
    for power, digit in reversed(list(enumerate(map(int, reversed(str(number)))))):
        if not digit:
            gap = bool(numeral)
            continue
        numeral += ("零" if gap else "") + _DIGITS[digit] + _UNITS[power]
        gap = False
    return numeral.removeprefix("一") if numeral.startswith("一十") else numeral


def circled(number: int) -> str:
    """Return 1 to 50 in a circle, higher ones in brackets that no other level uses."""
    for first, start in ((1, 0x2460), (21, 0x3251), (36, 0x32B1)):
        last = {1: 20, 21: 35, 36: 50}[first]
        if first <= number <= last:
            return chr(start + number - first)
    return f"〔{number}〕"


def label(level: int, number: int) -> str:
    """Return the number of a heading as it is printed (GB/T 9704-2012, 7.3.3), ① below them."""
    match level:
        case 1:
            return f"{chinese(number)}、"
        case 2:
            return f"（{chinese(number)}）"
        case 3:
            return f"{number}."
        case 4:
            return f"（{number}）"
        case _:
            return circled(number)


class HeadingNumbering:
    """Counts the headings of one level under one heading."""

    def __init__(self, level: int = 1) -> None:
        self.level = level
        self._number = 0

    def next(self) -> str:
        """Return the number of the next heading."""
        self._number += 1
        return label(self.level, self._number)

    def below(self) -> Self:
        """Return a new count for the level below."""
        return type(self)(min(self.level + 1, DEEPEST))


# The tree as plain text: one paragraph a line, a table's rows separated by tabs.


def plain_text(document: Document) -> str:
    """Return the whole report as text, every line ended by a newline."""
    return "".join(f"{line}\n" for line in text_lines(document))


def text_lines(document: Document) -> Iterator[str]:
    """Yield the lines of the report from its title to its last attachment."""
    lines = (text if isinstance(text, str) else row_text(text) for text in texts(document))
    yield from filter(None, lines)


def texts(document: Document) -> Iterator[str | tuple[str, ...]]:
    """Yield what is printed, in reading order: paragraphs, and rows as the words of their cells.

    A caption or unit that a table does not have is an empty paragraph.
    """
    if document.cover:
        yield one_line(document.title)
        yield from map(one_line, document.cover)
    yield one_line(document.title)
    yield from _blocks(document.blocks, None)
    yield from attachment_list(document) if document.attachments else ()
    if document.signature is not None:
        yield signing_unit(document.signature)
        yield signing_day(document.signature.day)
    for attachment in document.attachments:
        yield attachment_mark(document, attachment)
        yield one_line(attachment.title)
        yield from _blocks(attachment.blocks, attachment)


def _blocks(
    blocks: Iterable[Block], attachment: Attachment | None
) -> Iterator[str | tuple[str, ...]]:
    for block in printed(blocks):
        yield from _block(block, attachment)


def _block(block: Printed, attachment: Attachment | None) -> Iterator[str | tuple[str, ...]]:
    if isinstance(block, Heading):
        yield heading_text(block)
    elif isinstance(block, PrintedLine):
        yield block.text
    elif isinstance(block, SignatureLine):
        yield "\t".join(sign_texts(block))
    else:
        yield from _table(block, attachment)


def _table(table: Table, attachment: Attachment | None) -> Iterator[str | tuple[str, ...]]:
    yield caption(table, attachment)
    yield one_line(table.unit)
    for row in (*table.head, *table.rows):
        yield tuple(_cell(cell) for cell in row.cells)


def _cell(cell: TableCell) -> str:
    return "".join(words(line) for line in split_lines(cell.spans))


def row_text(cells: Iterable[str]) -> str:
    """Return the cells of a row separated by tabs; a tab inside a cell becomes a blank."""
    return "\t".join(cell.strip(BLANK).replace("\t", " ") for cell in cells)


# The fonts a report is set in, and what stands in for those a computer lacks.


# A font answers to its Chinese or its English name, by the language of the system.
_NAMES = (
    ("仿宋_GB2312", "FangSong_GB2312"),
    ("仿宋", "FangSong", "仿宋体"),
    ("华文仿宋", "STFangsong"),
    ("方正仿宋_GBK", "FZFangSong-Z02", "FZFSK--GBK1-0"),
    ("方正仿宋简体", "FZFangSong-Z02S"),
    ("楷体_GB2312", "KaiTi_GB2312"),
    ("楷体", "KaiTi"),
    ("华文楷体", "STKaiti"),
    ("方正楷体_GBK", "FZKai-Z03"),
    ("黑体", "SimHei"),
    ("华文黑体", "STHeiti"),
    ("方正黑体_GBK", "FZHei-B01"),
    ("微软雅黑", "Microsoft YaHei"),
    ("宋体", "SimSun"),
    ("新宋体", "NSimSun"),
    ("华文宋体", "STSong"),
    ("华文中宋", "STZhongsong"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"),
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0"),
    ("思源宋体", "Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN"),
    ("思源黑体", "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN"),
    ("Times New Roman",),
    ("Liberation Serif",),
)

_INSTEAD = {
    "仿宋_GB2312": ("仿宋", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋", "宋体", "思源宋体"),
    "仿宋": ("仿宋_GB2312", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋", "宋体", "思源宋体"),
    "楷体_GB2312": ("楷体", "方正楷体_GBK", "华文楷体", "宋体", "思源宋体"),
    "楷体": ("楷体_GB2312", "方正楷体_GBK", "华文楷体", "宋体", "思源宋体"),
    "方正小标宋简体": ("方正小标宋_GBK", "华文中宋", "宋体", "思源宋体"),
    "方正小标宋_GBK": ("方正小标宋简体", "华文中宋", "宋体", "思源宋体"),
    "华文中宋": ("方正小标宋简体", "宋体", "思源宋体"),
    "黑体": ("方正黑体_GBK", "华文黑体", "微软雅黑", "思源黑体"),
    "宋体": ("新宋体", "华文宋体", "思源宋体"),
    "Times New Roman": ("Liberation Serif",),
}
_IN_FILE = {
    "方正小标宋简体": "华文中宋",
    "方正小标宋_GBK": "华文中宋",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
"""Names written into the file where another than the first choice is more widely present."""


@dataclass(frozen=True, slots=True)
class MissingFont:
    """A font this computer lacks, what it is for, and what is shown in its place."""

    name: str
    used_for: str
    instead: str | None
    """None where no fitting replacement is installed: the system chooses one."""

    def __str__(self) -> str:
        """Return one sentence for the clerk."""
        shown = f"将以{self.instead}代替" if self.instead else "将由系统另选字体代替"
        return f"本机没有安装{self.name}（{self.used_for}），{shown}"


def required_fonts(habits: PageHabits) -> dict[str, str]:
    """Return the fonts a county's report needs, each with what it is used for."""
    uses = (
        (habits.title_font, "标题"),
        (habits.body_font, "正文"),
        (habits.heading_font, "一级标题"),
        (habits.subheading_font, "二级标题"),
        (habits.table_font, "表格"),
        (habits.number_font, "页码"),
        (habits.latin_font, "数字和字母"),
    )
    result: dict[str, str] = {}
    for font, use in uses:
        result[font] = f"{result[font]}、{use}" if font in result else use
    return result


def missing_fonts(habits: PageHabits, installed: Collection[str]) -> tuple[MissingFont, ...]:
    """Return the fonts that `installed` (family names, Chinese or English) does not have."""
    present = {name.strip().casefold() for name in installed}
    return tuple(
        MissingFont(font, use, _first_present(font, present))
        for font, use in required_fonts(habits).items()
        if not _is_present(font, present)
    )


def replacement(font: str) -> str | None:
    """Return the font a Word file names as the one to use where `font` is missing."""
    return _IN_FILE.get(font) or next(iter(_INSTEAD.get(font, ())), None)


def substitute(font: str, installed: Collection[str]) -> str | None:
    """Return the installed family a font is shown in: itself, or what replaces it; None for none.

    `installed` are family names in lower case; the result is a name this computer knows.
    """
    for other in (font, *_INSTEAD.get(font, ())):
        names = next((names for names in _NAMES if other in names), (other,))
        found = next((name for name in names if name.casefold() in installed), None)
        if found:
            return found
    return None


def same_font(one: str, other: str) -> bool:
    """Return whether two names, Chinese or English, are those of one font."""
    return any(one in names and other in names for names in _NAMES) or one == other


def _first_present(font: str, present: set[str]) -> str | None:
    return next((other for other in _INSTEAD.get(font, ()) if _is_present(other, present)), None)


def _is_present(font: str, present: set[str]) -> bool:
    names = next((names for names in _NAMES if font in names), (font,))
    return any(name.casefold() in present for name in names)
