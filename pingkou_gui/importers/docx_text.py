"""The text of a docx in reading order, as a reader of the printed page sees it.

Paragraphs whose marks are deleted or hidden run on into the next; automatic numbers are written
before their paragraphs; a cell is one text; a table that is but a frame holds paragraphs; contents
pages and running heads are no text of the body. What was not read is listed with its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.docx_numbering import Numbering
from pingkou_gui.importers.docx_package import OFF, Package, StyleSheet, W, value_of, whole_number
from pingkou_gui.importers.docx_runs import Content, Letters, RunReader
from pingkou_gui.text.lines.contents_page import contents_lines
from pingkou_gui.text.lines.outline import is_chapter_title
from pingkou_gui.text.lines.prompts import is_prompt_text
from pingkou_gui.text.lines.source import MOST_PARAGRAPHS, Paragraph, SourceText, Unread, UnreadKind
from pingkou_gui.text.lines.wrapped_lines import BEGINS, join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lxml import etree

_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdtContent", "ins", "moveTo", "customXml", "smartTag"))  # fmt: skip
_DRAWN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
_BLOCKS = frozenset({f"{W}p", f"{W}tbl"})
_REFERENCES = frozenset({f"{W}altChunk", f"{W}subDoc"})
_LONGEST_RUN_ON = 500
"""Pieces of text that run on into each other, their paragraph marks being gone."""
_MAX_DEPTH = 40
_REVISED = "文件里有还没接受的修订，增加的算、删除的不算；定稿前在Word里接受或拒绝"
_WRAPPED_PARAGRAPHS = 5
"""So many paragraphs that are broken lines make a text of broken lines."""


def read_docx(path: Path) -> tuple[Paragraph, ...]:
    """Return paragraphs and cells of a docx, each with a place such as 段12 or 表2行3列4.

    Raises:
        UnusableFileError: the file is damaged, protected, empty or far too large.
    """
    return read_word(path).paragraphs


def read_word(path: Path) -> SourceText:
    """Return the whole text of a docx, with what in it was not read.

    Raises:
        UnusableFileError: the file is damaged, protected, empty or far too large.
    """
    return read_letters(path).source


@dataclass(frozen=True, slots=True)
class WordText:
    """The text of a Word file and where it stands in it.

    Attributes:
        source: the text.
        letters: of each paragraph or cell of the text, with the elements that print them.
        root: the main part of the file.
        package: the file itself, closed.
    """

    source: SourceText
    letters: tuple[Letters, ...]
    root: etree._Element
    package: Package


def read_letters(path: Path) -> WordText:
    """Return what `read_word` reads, with the elements behind the letters.

    Raises:
        UnusableFileError: the file is damaged, protected, empty or far too large.
    """
    package = Package(path)
    try:
        document = package.document()
        styles = StyleSheet(package.part("styles"))
        numbering = Numbering(package.part("numbering"), styles)
    finally:
        package.close()
    body = document.find(f"{W}body")
    if body is None:
        raise UnusableFileError(f"“{path.name}”里没有正文", "用Word打开看看，是不是选错了文件")
    reader = _Reader(styles, numbering, path.name, fields=_fields_are_whole(body))
    reader.block(body, 0)
    reader.close_paragraph()
    if not any(paragraph.text.strip() for paragraph in reader.found):
        raise _no_text(path.name, reader.unread)
    remarks = (_REVISED,) if reader.runs.revised else ()
    whole = SourceText(tuple(reader.found), path.name, unread=tuple(reader.unread), remarks=remarks)
    source, letters = _as_paragraphs(whole, reader.letters)
    return WordText(source, letters, document, package)


def _fields_are_whole(body: etree._Element) -> bool:
    """Whether every field that is begun is ended: else nobody knows what its instruction is."""
    marks = Counter(mark.get(f"{W}fldCharType") for mark in body.iter(f"{W}fldChar"))
    return marks["begin"] == marks["end"]


def _no_text(name: str, unread: list[Unread]) -> UnusableFileError:
    kinds = {each.kind for each in unread}
    if UnreadKind.REFERENCE in kinds:
        return UnusableFileError(
            f"“{name}”的正文是引用的另一个文件", "用Word打开，选“另存为”docx，再读入那个文件"
        )
    if UnreadKind.PROMPT in kinds:
        return UnusableFileError(f"“{name}”里还没有填文字，只有要填的位置", "填好后再读入")
    if not unread:
        return UnusableFileError(f"“{name}”里没有文字", "核对是不是选错了文件")
    found = "、".join(dict.fromkeys(each.kind.value for each in unread))
    return UnusableFileError(f"“{name}”里没有文字，只有{found}", "换一份能选中文字的Word文档")


class _Reader:
    """Walks the body and numbers paragraphs and tables."""

    def __init__(
        self, styles: StyleSheet, numbering: Numbering, name: str, *, fields: bool
    ) -> None:
        self.found: list[Paragraph] = []
        self.letters: list[Letters] = []
        self.unread: list[Unread] = []
        self.runs = RunReader(styles, fields=fields)
        self._styles = styles
        self._numbering = numbering
        self._name = name
        self._paragraphs = 0
        self._tables = 0
        self._open_letters: tuple[str, Letters] | None = None
        """Place and letters of paragraphs whose marks are gone."""

    def block(self, parent: etree._Element, depth: int) -> None:
        """Read paragraphs and tables under `parent` in their order."""
        self._check_depth(depth)
        for child in self._inside(parent, _BLOCKS):
            if child.tag == f"{W}p":
                self.paragraph(child, depth)
            else:
                self.close_paragraph()
                self.table(child, depth + 1)

    def _inside(
        self, parent: etree._Element, wanted: frozenset[str], place: str = "", depth: int = 0
    ) -> Iterator[etree._Element]:
        """Yield the elements of some kinds, out of controls that hold text and of what wraps them."""
        self._check_depth(depth)
        for child in parent:
            if child.tag in wanted:
                yield child
            elif child.tag in _WRAPPERS or (
                child.tag == f"{W}sdt" and self._is_text(child, place or self._next_place)
            ):
                yield from self._inside(child, wanted, place, depth + 1)
            elif child.tag in _REFERENCES:
                self._note(UnreadKind.REFERENCE, place or self._next_place)

    def paragraph(self, element: etree._Element, depth: int) -> None:
        """Read a paragraph of running text, or the beginning of one whose mark is gone."""
        self._paragraphs += 1
        self._check_length()
        place, begun = self._open_letters or (f"段{self._paragraphs}", Letters())
        letters, content, ends = self._line(element, begun)
        for kind, words in content.unread:
            self._note(kind, place, words)
        self._open_letters = None if ends else (place, letters)
        if ends:
            self._keep(letters, Paragraph("", place))
        self._boxes(content, place, depth)

    def close_paragraph(self) -> None:
        """End a paragraph whose mark is gone: nothing follows that it could run on into."""
        if self._open_letters is not None:
            place, letters = self._open_letters
            self._open_letters = None
            self._keep(letters, Paragraph("", place))

    def _line(self, element: etree._Element, begun: Letters) -> tuple[Letters, Content, bool]:
        """Return the letters of a paragraph with its number, and whether its mark ends it."""
        properties = element.find(f"{W}pPr")
        style = value_of(properties, "pStyle") or ""
        content = self.runs.read(element, style)
        if self._styles.is_contents(style):
            return begun, Content(unread=content.unread), not begun.text
        gone = self._mark_is_gone(properties, style)
        letters = begun + content.letters if begun.text else content.letters
        gone = gone if len(letters.pieces) < _LONGEST_RUN_ON else ""
        if gone == "deleted" or (gone and not content.letters.text.strip()):
            return letters, content, False
        number = self._numbering.number(properties)
        return (_numbered(number, letters) if letters.text.strip() else letters), content, not gone

    def _mark_is_gone(self, properties: etree._Element | None, style: str) -> str:
        """Return why a paragraph's mark is not printed: deleted, hidden, or '' where it is."""
        if properties is None:
            return ""
        mark = properties.find(f"{W}rPr")
        if mark is not None and any(
            mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")
        ):
            self.runs.revised = True
            return "deleted"
        frame = properties.find(f"{W}framePr")
        if frame is not None and frame.get(f"{W}dropCap") in {"drop", "margin"}:
            return "hidden"
        return "hidden" if self._styles.hides(mark, style) else ""

    def _boxes(self, content: Content, place: str, depth: int) -> None:
        for box in content.boxes:
            words = _words(box)
            if words:
                self._note(UnreadKind.BOX, place)
            if words or next(box.iter(*_DRAWN), None) is not None:
                begun, self._open_letters = self._open_letters, None
                self.block(box, depth + 1)
                self.close_paragraph()
                self._open_letters = begun

    def table(self, element: etree._Element, depth: int) -> None:
        """Read a table, or the paragraphs of one that is but a frame around them."""
        self._check_depth(depth)
        rows = list(self._rows(element))
        cells = [list(self._cells(row)) for row in rows]
        beside = _is_text_beside_titles(cells)
        if beside or all(len(row) <= 1 for row in cells):
            for row in cells:
                for at, cell in enumerate(row):
                    if beside and at < len(row) - 1:
                        self._title(cell)
                    else:
                        self.block(cell, depth)
                        self.close_paragraph()
            return
        self._tables += 1
        number = self._tables
        for at, (line, found) in enumerate(zip(rows, cells, strict=True), 1):
            column = 1 + _span(line.find(f"{W}trPr"), "gridBefore", 0)
            for cell in found:
                properties = cell.find(f"{W}tcPr")
                locator = f"表{number}行{at}列{column}"
                if not _is_continued(properties):
                    self.cell(cell, Paragraph("", locator, number, at, column), depth)
                elif _words(cell):
                    self._note(UnreadKind.HIDDEN, locator)
                column += _span(properties, "gridSpan", 1)

    def _title(self, cell: etree._Element) -> None:
        """Read a cell as one paragraph: a title that a narrow column broke into several."""
        self._paragraphs += 1
        place, letters = f"段{self._paragraphs}", Letters()
        for child in self._inside(cell, _BLOCKS, place):
            more, content, _ = self._line(child, Letters())
            letters += more
            for kind, words in content.unread:
                self._note(kind, place, words)
        self._keep(letters, Paragraph("", place))

    def cell(self, cell: etree._Element, here: Paragraph, depth: int) -> None:
        """Read a cell: its paragraphs are one text, its inner tables follow on it."""
        lines: list[Letters] = []
        contents: list[Content] = []
        tables: list[etree._Element] = []
        begun = Letters()
        for child in self._inside(cell, _BLOCKS, here.locator):
            self._check_length()
            if child.tag == f"{W}tbl":
                tables.append(child)
                continue
            letters, content, ends = self._line(child, begun)
            begun = Letters() if ends else letters
            lines += [letters] if ends else []
            contents.append(content)
            for kind, words in content.unread:
                self._note(kind, here.locator, words)
        self._keep(_joined([*lines, begun]), here)
        for content in contents:
            self._boxes(content, here.locator, depth)
        for table in tables:
            self.table(table, depth + 1)

    def _rows(self, table: etree._Element) -> Iterator[etree._Element]:
        place = f"表{self._tables + 1}"
        for child in self._inside(table, frozenset({f"{W}tr"}), place):
            properties = child.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.runs.revised = True
            elif properties is not None and _is_on(properties.find(f"{W}hidden")):
                self._note(UnreadKind.HIDDEN, place)
            else:
                yield child

    def _cells(self, row: etree._Element) -> Iterator[etree._Element]:
        for child in row:
            if child.tag == f"{W}tc":
                if child.find(f"{W}tcPr/{W}cellDel") is None:
                    yield child
            elif child.tag in _WRAPPERS or child.tag == f"{W}sdt":
                yield from self._cells(child)

    def _is_text(self, control: etree._Element, place: str) -> bool:
        """Whether what a control holds is text; a prompt in it is listed."""
        if not self.runs.is_left_out(control):
            return True
        if self.runs.is_prompt(control):
            self._note(UnreadKind.PROMPT, place)
        return False

    def _keep(self, letters: Letters, here: Paragraph) -> None:
        for part in _parted(letters):
            if is_prompt_text(part.text):
                self._note(UnreadKind.PROMPT, here.locator)
            elif part.text.strip():
                self.found.append(replace(here, text=part.text))
                self.letters.append(part)

    def _note(self, kind: UnreadKind, place: str, words: str = "") -> None:
        self.unread.append(Unread(kind, place, len(self.found), words[:_LONGEST_WORDS]))

    @property
    def _next_place(self) -> str:
        return f"段{self._paragraphs + 1}"

    def _check_length(self) -> None:
        if max(self._paragraphs, len(self.found), len(self.unread)) > MOST_PARAGRAPHS:
            raise UnusableFileError(f"“{self._name}”太长，不像一份报告", "只留下报告正文，再读入")

    def _check_depth(self, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise UnusableFileError(
                f"“{self._name}”里的表格一层套一层，套得太深", "把里层的表格改成普通文字，再读入"
            )


_LONGEST_WORDS = 40
_LEAST_CHAPTERS = 2
_COLUMNS = 2
_SENTENCE = re.compile("[。；]|^(?:本年度)?无$")


def _is_text_beside_titles(cells: list[list[etree._Element]]) -> bool:
    """Whether a table is a report with the titles of its chapters on the left, text on the right."""
    if any(len(row) not in {1, _COLUMNS} for row in cells):
        return False
    pairs = [[_words(cell) for cell in row] for row in cells if len(row) == _COLUMNS]
    titled = [text for title, text in pairs if is_chapter_title(title)]
    sentences = [text for text in titled if _SENTENCE.search(text)]
    return len(sentences) >= _LEAST_CHAPTERS and 2 * len(sentences) > len(pairs)


def _words(cell: etree._Element) -> str:
    return "".join(t.text or "" for t in cell.iter(f"{W}t")).strip()


_TWO_FIGURES = re.compile("(?<=\\d)\\n(?=\\d)")


def _numbered(number: str, letters: Letters) -> Letters:
    """Return letters behind their automatic number, parted where both would make one figure."""
    if not number:
        return letters
    letters = letters.cut(len(letters.text) - len(letters.text.lstrip()), len(letters.text))
    apart = " " if number[-1] not in "、）)" and letters.text[:1].isdigit() else ""
    return letters.behind(number + apart)


def _joined(lines: Iterable[Letters]) -> Letters:
    """Return the paragraphs of a cell as one text; two figures below each other stay two."""
    whole = Letters()
    for each in lines:
        line = each.stripped()
        if not line.text:
            continue
        whole = whole + "\n" + line if whole.text else line
    return replace(whole, text=_TWO_FIGURES.sub(" ", whole.text))


_STOPS = ("。", "；", "！", "？", "：")
_HEAD = re.compile("\\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}部分)[^。；，]{2,40}")  # fmt: skip
_DATE = re.compile("\\s*(?:20\\d\\d|二[〇○零][〇○零一二三四五六七八九]{2})\\s*年\\s*[\\d一二三四五六七八九十]{1,3}\\s*月.{0,6}")  # fmt: skip


def _parted(letters: Letters) -> Iterator[Letters]:
    """Yield the paragraphs that soft line breaks make of a text.

    A break before a head or an item of a list, behind a head and behind the end of a sentence
    parts paragraphs; any other stands inside a title or a sentence.
    """
    text = letters.text
    start = at = 0
    for line in text.split("\n"):
        if at and _parts(text[start : at - 1], line):
            yield letters.cut(start, at - 1)
            start = at
        at += len(line) + 1
    yield letters.cut(start, len(text)) if start else letters


def _parts(before: str, line: str) -> bool:
    if not line.strip():
        return False
    last = before.rstrip().rpartition("\n")[2]
    return (
        BEGINS.match(line) is not None
        or last.endswith(_STOPS)
        or _HEAD.fullmatch(last) is not None
        or _DATE.fullmatch(line) is not None
    )


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val") not in OFF


def _is_continued(properties: etree._Element | None) -> bool:
    """Whether a cell is the covered part of one merged downwards or to the right."""
    for name in ("vMerge", "hMerge"):
        merge = properties.find(f"{W}{name}") if properties is not None else None
        if merge is not None and merge.get(f"{W}val") != "restart":
            return True
    return False


def _span(properties: etree._Element | None, name: str, default: int) -> int:
    value = whole_number(value_of(properties, name))
    return default if value is None else min(value, 200)


def _as_paragraphs(
    source: SourceText, letters: Sequence[Letters]
) -> tuple[SourceText, tuple[Letters, ...]]:
    """Return the text without a page of contents, its paragraphs joined where they are lines."""
    contents = contents_lines(["\t" if p.is_cell else p.text for p in source.paragraphs])
    if contents:
        kept = [at for at in range(len(letters)) if at not in contents]
        entries = tuple(source.paragraphs[at].text for at in sorted(contents))
        source = replace(source, contents=entries)
        source = _chosen(source, {at: source.paragraphs[at].text for at in kept})
        letters = [letters[at] for at in kept]
    joined = join_lines(
        ["\t" if p.is_cell else p.text for p in source.paragraphs], _WRAPPED_PARAGRAPHS
    )
    if not joined.joints:
        return source, tuple(letters)
    texts = {number - 1: text for number, text in joined.lines}
    same = tuple(
        letters[at] if source.paragraphs[at].is_cell or letters[at].text == text else Letters(text)
        for at, text in texts.items()
    )
    return replace(_chosen(source, texts), remarks=(*source.remarks, joined.remark)), same


def _chosen(source: SourceText, texts: dict[int, str]) -> SourceText:
    """Return the text with these paragraphs alone, each with the words given for it."""
    old, order = source.paragraphs, list(texts)
    kept = tuple(old[n] if old[n].is_cell else replace(old[n], text=t) for n, t in texts.items())
    places = [bisect_left(order, n) for n in range(len(old) + 1)]
    unread = tuple(replace(each, paragraph=places[each.paragraph]) for each in source.unread)
    return replace(source, paragraphs=kept, unread=unread)
