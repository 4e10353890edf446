"""Verification of a written Word file: opened again and checked item by item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.document.docx_file import read_payload
from pingkou_gui.document.page_checks import (
    closeness_fault,
    closer_pages,
    head_fault,
    layouts_of,
    signature_fault,
)
from pingkou_gui.document.page_flow import head_rows
from pingkou_gui.document.page_geometry import (
    CHARACTERS,
    DRAFT,
    LINES,
    LONG,
    SHORT,
    SIZE,
    Geometry,
    east_asian_font,
)
from pingkou_gui.document.tree import (
    Heading,
    Paragraph,
    PrintedLine,
    SignatureLine,
    Table,
    attachment_list,
    attachment_mark,
    one_line,
    printed,
    unprintable_count,
)
from pingkou_gui.document.word_page import W, tag
from pingkou_gui.document.written_file import (
    MARK,
    number,
    opened,
    read_paragraph,
    titles_with_blanks,
    value,
)
from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from pingkou_gui.document.phrases import Spans
    from pingkou_gui.document.tree import Block, Document
    from pingkou_gui.document.written_file import OpenedDocument, TableShape, WrittenParagraph
    from pingkou_gui.scheme.scheme import PageHabits


# What is proved about a written file.


@dataclass(frozen=True, slots=True)
class VerificationItem:
    """One thing that was looked for in the written file."""

    name: str
    """Stands for the item in code."""
    label: str
    """What the clerk sees beside the tick, for example 22行."""
    holds: bool
    detail: str = ""
    """What was found, in Chinese; where the item does not hold, what is wrong."""

    def __str__(self) -> str:
        """Return the label with its tick or cross."""
        return f"{self.label} {'✓' if self.holds else '✗'}"


@dataclass(frozen=True, slots=True)
class Verification:
    """All items, in the order in which they are shown."""

    items: tuple[VerificationItem, ...]
    missing: int = 0
    """Placeholders 【待填：…】 and 【待核：…】 that the file shows."""

    @property
    def holds(self) -> bool:
        """Whether every item that was compared is in the file as in the document."""
        return all(item.holds for item in self.items)

    @property
    def failures(self) -> tuple[VerificationItem, ...]:
        """Those items that the file does not hold as the document has them."""
        return tuple(item for item in self.items if not item.holds)

    def __getitem__(self, name: str) -> VerificationItem:
        """Return the item of a name; KeyError where there is none."""
        for item in self.items:
            if item.name == name:
                return item
        raise KeyError(name)

    def __str__(self) -> str:
        """Return A4 ✓ 22行 ✓ 28字 ✓ … in one line."""
        return " ".join(str(item) for item in self.items)


def judged(name: str, label: str, fault: str, detail: str = "") -> VerificationItem:
    """Return an item that holds where there is no fault."""
    return VerificationItem(name, label, not fault, fault or detail)


NS = {"w": W}


# Headings: outline levels, numbers in sequence; attachments against their list.


_DIGITS = "零一二三四五六七八九"
_LABELS = {
    1: re.compile("([零一二三四五六七八九十]+)、"),
    2: re.compile("（([零一二三四五六七八九十]+)）"),
    3: re.compile(r"(\d+)[.．]"),
    4: re.compile(r"（(\d+)）"),
}
_HEADING = re.compile("Heading([1-4])(Char)?")


def headings(file: OpenedDocument) -> VerificationItem:
    """The file's headings are the tree's, numbered 一、二、… without a gap, with outline levels."""
    found = [heading for p in file.paragraphs if (heading := _heading(p))]
    wanted = [(heading.level, text) for heading, text in _wanted_headings(file)]
    fault = _level_fault(file)
    if found != wanted:
        fault = "文件里的标题与报告不一致"
    fault = fault or next(_gaps(file), "")
    chapters = sum(level == 1 for level, _ in found)
    return judged("headings", "标题", fault, f"共{len(found)}个，其中一级{chapters}个")


def _wanted_headings(file: OpenedDocument) -> Iterator[tuple[Heading, str]]:
    blocks = [file.document.blocks, *(a.blocks for a in file.document.attachments)]
    for block in (block for part in blocks for block in printed(part)):
        if isinstance(block, Heading):
            yield block, one_line(block.label + block.text)
        elif isinstance(block, PrintedLine) and block.heading:
            yield block.heading, block.text


def _heading(paragraph: WrittenParagraph) -> tuple[int, str] | None:
    """Return level and words of a heading, alone on its line or opening a paragraph."""
    styles = (paragraph.style, *(run.style for run in paragraph.runs))
    found = next(filter(None, map(_HEADING.fullmatch, styles)), None)
    return (int(found[1]), paragraph.text) if found else None


def _level_fault(file: OpenedDocument) -> str:
    for level in range(1, 5):
        style = f"w:style[@w:styleId='Heading{level}']"
        outline = number(file.styles.find(f"{style}/w:pPr/w:outlineLvl", NS))
        if outline != level - 1:
            return f"{level}级标题没有大纲级别，导航窗格里看不到"
    hidden = (p.text for p in file.paragraphs if p.outline != _opening_level(p))
    return next((f"标题“{text[:20]}”在导航窗格里看不到" for text in hidden), "")


def _opening_level(paragraph: WrittenParagraph) -> int | None:
    """Return the level of a heading whose text goes on in the same paragraph."""
    found = (_HEADING.fullmatch(run.style) for run in paragraph.runs)
    return next((int(match[1]) for match in found if match), None)


def _gaps(file: OpenedDocument) -> Iterator[str]:
    """Yield what is wrong with the numbers; each attachment counts anew.

    A level also begins anew under every heading above it. Numbered text without a heading counts
    along: a heading 3. may follow paragraphs that begin with 1. and 2.
    """
    bare = {text for heading, text in _wanted_headings(file) if not heading.label}
    last: dict[int, int] = {}
    beside: set[tuple[int, int]] = set()
    for paragraph in file.paragraphs:
        if paragraph.style == MARK:
            last, beside = {}, set()
        heading = _heading(paragraph)
        if heading is None:
            beside |= _labels(paragraph.text)
            continue
        level, text = heading
        last = {upper: n for upper, n in last.items() if upper <= level}
        beside = {(upper, n) for upper, n in beside if upper <= level}
        if text in bare:
            continue
        label = _LABELS[level].match(text)
        if label is None:
            yield f"标题“{text[:20]}”没有序号"
            continue
        expected, last[level] = last.get(level, 0) + 1, _value(label[1])
        if last[level] != expected and (level, last[level] - 1) not in beside:
            yield f"标题“{text[:20]}”的序号不连贯，应当是第{expected}个"


def _labels(text: str) -> set[tuple[int, int]]:
    found = ((level, label.match(text)) for level, label in _LABELS.items())
    return {(level, _value(match[1])) for level, match in found if match}


def _value(label: str) -> int:
    """Return the number a label shows, 一 to 九十九 or in figures."""
    if label.isdecimal():
        return int(label)
    tens, ten, ones = label.rpartition("十")
    return 10 * (_DIGITS.find(tens) if tens else 1) * bool(ten) + (
        _DIGITS.find(ones) if ones else 0
    )


def attachments(file: OpenedDocument) -> VerificationItem:
    """Marks and titles of the attachments agree with the list under the body."""
    document = file.document
    found = {
        style: [p.text for p in file.paragraphs if p.style == style]
        for style in ("AttachmentList", "AttachmentMark", "AttachmentTitle")
    }
    wanted = {
        "AttachmentList": attachment_list(document) if document.attachments else [],
        "AttachmentMark": [attachment_mark(document, a) for a in document.attachments],
        "AttachmentTitle": [one_line(a.title) for a in document.attachments],
    }
    titles = titles_with_blanks(document)
    found["AttachmentTitle"] = [titles.get(t.replace(" ", ""), t) for t in found["AttachmentTitle"]]
    fault = "" if found == wanted else "附件的序号或名称与附件说明不一致"
    numbers = [a.number for a in document.attachments if a.sheet < 2]
    if numbers != list(range(1, len(numbers) + 1)):
        fault = fault or "附件的序号不连贯"
    return judged("attachments", "附件", fault, f"共{len(numbers)}个")


# The words, the placeholders and the data the file carries.


def words_kept(file: OpenedDocument) -> VerificationItem:
    """Every line and row of the report stands in the file, and nothing besides."""
    fault = ""
    if file.words_fault is not None:
        wanted, found = (words[:30] for words in file.words_fault)
        fault = f"文件里的文字与报告不一致，报告是“{wanted}”，文件是“{found}”"
    squares = sum(unprintable_count(span.text) for s in _all_spans(file.document) for span in s)
    detail = f"其中{squares}个无法写进文件的字符显示为□" if squares else "与报告逐字一致"
    return judged("words", "文字", fault, detail)


def placeholders(file: OpenedDocument) -> VerificationItem:
    """Every placeholder is marked to the eye, and a final report has none."""
    shown, marked = file.placeholders, file.marked
    fault = "" if marked == shown else f"有{shown - marked}处待填或待核没有标出"
    if shown and not file.document.draft:
        fault = fault or f"定稿里还有{shown}处待填或待核"
    note = "还印着待填或待核，均已标出；同一项会印在几处"
    detail = f"{shown}处{note}" if shown else "没有空缺"
    return judged("placeholders", f"印出待填{shown}处", fault, detail)


def payload(file: OpenedDocument) -> VerificationItem:
    """The data of the report travel in the file, equal to the last character."""
    try:
        found = read_payload(file.path) or ""
    except UnusableFileError as error:
        return judged("payload", "随文数据", error.happened)
    if not file.document.payload:
        fault = "供公开的文件里还带着填报数据" if found else ""
        return judged("payload", "不带填报数据", fault, "本文件不带填报数据")
    equal = found == file.document.payload
    fault = "" if equal else "文件里没有随带报告数据，或与报告不一致"
    return judged("payload", "随文数据", fault, "可从本文件恢复全部填报数据")


def _all_spans(document: Document) -> Iterator[Spans]:
    yield from _block_spans(document.blocks)
    for attachment in document.attachments:
        yield from _block_spans(attachment.blocks)


def _block_spans(blocks: tuple[Block, ...]) -> Iterator[Spans]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.spans
        elif isinstance(block, SignatureLine):
            yield from block.entries
        elif isinstance(block, Table):
            yield from (c.spans for row in (*block.head, *block.rows) for c in row.cells)


# Chinese fonts: in every style, by hint in every run, and none by theme.


def fonts(file: OpenedDocument) -> VerificationItem:
    """Styles name the county's fonts, runs say they are Chinese, and no theme interferes."""
    fault = next(_font_faults(file), "")
    habits = file.habits
    detail = f"正文{habits.body_font}，标题{habits.title_font}，数字{habits.latin_font}"
    return judged("fonts", "字体", fault, detail)


def _font_faults(file: OpenedDocument) -> Iterator[str]:
    """Yield what is wrong with the fonts of a written file."""
    for place in file.styles.iter(tag("rFonts")):
        if any("Theme" in str(name) for name in place.attrib):
            yield "样式里用了主题字体"
        yield from _style_faults(file, place)
    if file.themed:
        yield "正文里用了主题字体"
    edges = (read_paragraph(p) for edge in file.edges.values() for p in edge.iter(tag("p")))
    unhinted = file.unhinted + sum(not run.hinted for p in edges for run in p.runs)
    if unhinted:
        yield f"有{unhinted}处文字没有注明按中文字体排"
    if not _names_body_font(file):
        yield "正文样式没有指定中文字体"


def _style_faults(file: OpenedDocument, place: _Element) -> Iterator[str]:
    style = next(place.iterancestors(tag("style")), None)
    name = "" if style is None else value(style.find(tag("name")))
    wanted = east_asian_font(value(style, "styleId"), file.habits)
    if value(place, "eastAsia") != wanted or value(place, "hAnsi") != wanted:
        yield f"样式“{name or '默认'}”的中文字体不是{wanted}"
    if value(place, "hint") != "eastAsia":
        yield f"样式“{name or '默认'}”没有注明按中文字体排"


def _names_body_font(file: OpenedDocument) -> bool:
    places = (
        "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts",
        "w:style[@w:styleId='Normal']/w:rPr/w:rFonts",
    )
    return all(
        value(file.styles.find(place, NS), "eastAsia") == file.habits.body_font for place in places
    )


# Paper, margins, lines, characters, page numbers and the mark of a draft.


_SIDES = ("top", "bottom", "left", "right")


def paper(file: OpenedDocument) -> VerificationItem:
    """Every section is A4, upright or lying, and is marked as it lies."""
    faults = [n for n, section in enumerate(file.sections, 1) if not _is_a4(section)]
    fault = f"第{_listed(faults)}节不是A4纸" if faults else ""
    fault = fault if file.sections else "没有页面设置"
    return judged("paper", "A4", fault, "210×297毫米")


def _is_a4(section: _Element) -> bool:
    size = section.find(tag("pgSz"))
    lying = value(size, "orient") == "landscape"
    wanted = (LONG, SHORT) if lying else (SHORT, LONG)
    return (number(size, "w"), number(size, "h")) == wanted


def margins(file: OpenedDocument) -> VerificationItem:
    """Every section has the county's margins, turned with the sheet."""
    faults = [n for n, section in enumerate(file.sections, 1) if not _has_margins(file, section)]
    fault = f"第{_listed(faults)}节的页边距不对" if faults else ""
    detail = "上{:g}、下{:g}、左{:g}、右{:g}毫米".format(*file.habits.margins)
    return judged("margins", "页边距", fault, detail)


def _has_margins(file: OpenedDocument, section: _Element) -> bool:
    page = _page(file, section)
    found = section.find(tag("pgMar"))
    return all(number(found, side) == getattr(page, side) for side in _SIDES)


def _page(file: OpenedDocument, section: _Element) -> Geometry:
    upright = Geometry.of(file.habits)
    lying = value(section.find(tag("pgSz")), "orient") == "landscape"
    return upright.turned() if lying else upright


def lines(file: OpenedDocument) -> VerificationItem:
    """The grid and the body's exact line give 22 lines on an upright page."""
    exact = file.styles.find("w:style[@w:styleId='Normal']/w:pPr/w:spacing", NS)
    height = number(exact, "line") or 1
    room = Geometry.of(file.habits).height
    grids = {number(s.find(tag("docGrid")), "linePitch") for s in file.sections}
    kinds = {value(s.find(tag("docGrid")), "type") for s in file.sections}
    fault = ""
    if value(exact, "lineRule") != "exact" or room // height != LINES:
        fault = f"正文行距不合每页{LINES}行"
    elif grids != {height} or kinds != {"lines"}:
        fault = "文档网格与正文行距不一致"
    return judged("lines", f"{LINES}行", fault, f"行距{height / 20:g}磅")


def characters(file: OpenedDocument) -> VerificationItem:
    """Size and spacing of the body give 28 characters a line."""
    run = file.styles.find("w:style[@w:styleId='Normal']/w:rPr", NS)
    size = number(run.find(tag("sz")) if run is not None else None) or 0
    spacing = number(run.find(tag("spacing")) if run is not None else None)
    wide = size * 10 + (spacing or 0)
    fits = Geometry.of(file.habits).width // wide if wide > 0 else 0
    right = size * 10 == SIZE and fits == CHARACTERS
    fault = "" if right else f"正文字号和字间距每行排{fits}字"
    return judged("characters", f"{CHARACTERS}字", fault, "三号字")


def page_numbers(file: OpenedDocument) -> VerificationItem:
    """Odd pages carry — 1 — on the right, even ones on the left, 7 mm under the type area."""
    fault = ""
    if file.settings.find(tag("evenAndOddHeaders")) is None:
        fault = "奇偶页的页码没有分开"
    if file.document.cover and file.sections[0].find(tag("titlePg")) is None:
        fault = "封面上印了页码"
    faults = [n for n, s in enumerate(file.sections, 1) if not _is_numbered(file, s)]
    fault = fault or (f"第{_listed(faults)}节的页码不对" if faults else "")
    return judged("page_numbers", "页码", fault, "奇数页在右，偶数页在左")


def _is_numbered(file: OpenedDocument, section: _Element) -> bool:
    page = _page(file, section)
    aside = page.landscape and file.habits.rotate_landscape_numbers
    found = file.edges_of(section, "header" if aside else "footer")
    if number(section.find(tag("pgMar")), "footer") != page.footer:
        return False
    return all(
        _shows_number(found.get(pages), side)
        for pages, side in (("default", "right"), ("even", "left"))
    )


def _shows_number(edge: _Element | None, side: str) -> bool:
    if edge is None:
        return False
    for paragraph in edge.iter(tag("p")):
        field = paragraph.find("w:r/w:instrText", NS)
        if field is not None and (field.text or "").strip() == "PAGE":
            placed = value(paragraph.find("w:pPr/w:jc", NS)) == side
            return placed and read_paragraph(paragraph).text == "— 1 —"
    return False


def signature(file: OpenedDocument) -> VerificationItem:
    """Unit and day stand together, on a page with text; lines are set closer at the end only."""
    by_word, by_libreoffice = layouts_of(file)
    faults = (
        signature_fault(by_word),
        signature_fault(by_libreoffice),
        closeness_fault(by_word, Geometry.of(file.habits)),
    )
    closer = "、".join(str(page.number) for page in closer_pages(by_word))
    note = f"，第{closer}页行距略收紧" if closer else ""
    fault = next(filter(None, faults), "")
    return judged("signature", "落款", fault, f"单位和日期在同一页，与正文同页{note}")


def repeated_heads(file: OpenedDocument) -> VerificationItem:
    """附件1 stands on one page, or shows its head on each."""
    fault = next(filter(None, map(head_fault, layouts_of(file))), "")
    return judged("repeated_heads", "附件1版面", fault, "一页排完，或每页有表头")


def draft_mark(file: OpenedDocument) -> VerificationItem:
    """Every page of a draft says so, and no page of a final report does."""
    edges = [list(map(read_paragraph, e.iter(tag("p")))) for e in _headers(file)]
    marked = [any(DRAFT in p.text for p in edge) for edge in edges]
    if file.document.draft:
        cover = bool(file.document.cover)
        whole = all(marked) and len(marked) == 2 * len(file.sections) + cover
        return judged("draft", "草稿标记", "" if whole else "有的页上没有草稿标记", "每页均已标明")
    return judged("draft", "定稿", "定稿上还有草稿标记" if any(marked) else "", "没有草稿标记")


def _headers(file: OpenedDocument) -> list[_Element]:
    return [edge for s in file.sections for edge in file.edges_of(s, "header").values()]


def _listed(numbers: list[int]) -> str:
    return "、".join(map(str, numbers))


# Tables: head rows that repeat, rows that hold together, widths that add up.


def tables(file: OpenedDocument) -> VerificationItem:
    """Every table of the tree is there, as wide as its page, its head repeated on each."""
    wanted, found = list(_wanted_tables(file)), file.tables
    if len(wanted) != len(found):
        return judged("tables", "表格", f"应有{len(wanted)}张表，文件里有{len(found)}张")
    faults = (
        f"第{number}张表{fault}"
        for number, (table, (content, width)) in enumerate(zip(found, wanted, strict=True), 1)
        if (fault := _fault(table, content, width))
    )
    return judged("tables", "表格", next(faults, ""), f"共{len(wanted)}张，跨页重复表头")


def _wanted_tables(file: OpenedDocument) -> Iterator[tuple[Table, int]]:
    page = Geometry.of(file.habits)
    parts = [(file.document.blocks, page.width)]
    for attachment in file.document.attachments:
        width = page.turned().width if attachment.landscape else page.width
        parts.append((attachment.blocks, width))
    for blocks, width in parts:
        yield from ((block, width) for block in blocks if isinstance(block, Table))


def _fault(table: TableShape, content: Table, width: int) -> str:
    heads = head_rows(content)
    if len(table.heads) != len(content.head) + len(content.rows):
        return "的行数不对"
    if table.widths != {width}:
        return "各列宽度加起来不等于版心宽度"
    if not table.fixed:
        return "的列宽没有固定"
    if table.heads != tuple(place < heads for place in range(len(table.heads))):
        return "的表头不会在下一页重复"
    return "" if table.whole else "有的行会跨页断开"


# All items in the order the clerk sees them.


ITEMS = (
    paper,
    margins,
    lines,
    characters,
    fonts,
    page_numbers,
    signature,
    repeated_heads,
    headings,
    attachments,
    tables,
    words_kept,
    placeholders,
    draft_mark,
    payload,
)


def verify(path: Path, document: Document, habits: PageHabits) -> Verification:
    """Return the proof that the file at `path` is the report, on the county's page.

    What only Word or WPS can show (the shape of a quotation mark, a font's replacement) is not
    proved here: items speak of what the file says, not of what a program makes of it.

    Raises:
        UnusableFileError: There is no readable Word file at `path`.
    """
    file = opened(path, document, habits)
    return Verification(tuple(item(file) for item in ITEMS), file.placeholders)
