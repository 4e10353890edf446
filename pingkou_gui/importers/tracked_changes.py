"""A copy of a Word file in which corrections stand as tracked changes, all else as it was.

What is deleted stays in `w:del`; what is put in its place stands in `w:ins` behind it, with the
look of the first letter it replaces. Only runs that an edit touches are parted, and every other
part of the file is carried over byte for byte.
"""

from __future__ import annotations

import io
import shutil
import zipfile
import zlib
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from pingkou_gui.errors import UnusableFileError, file_reader
from pingkou_gui.importers.docx_package import W
from pingkou_gui.importers.docx_text import read_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from pingkou_gui.importers.docx_runs import Letters, Piece
    from pingkou_gui.text.reasoning.finding import Edit

AUTHOR = "绩效自评报告体检"
"""Who the changes are by, as Word names it in the margin."""
_LARGEST = 300 * 1024 * 1024
"""Bytes of all parts of a file together that are copied."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LETTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
"""What stands in a text for elements that are printed."""
IN_NUMBER = "这几个字是自动编号，在 Word 的编号里改"
GENERATED = "在目录、引用、控件或文本框里，在 Word 里改"
OVERLAPS = "和另一处改动的字重叠，接受前一处后再体检一次"
NOT_FOUND = "在文件里定位不到，在 Word 里改"
_LOCKED = tuple(f"{W}{name}" for name in ("fldSimple", "ruby", "moveTo", "txbxContent"))


@dataclass(frozen=True, slots=True)
class CorrectedCopy:
    """The bytes of the copy, the edits in it, and those that could not be written, with why."""

    data: bytes
    made: tuple[Edit, ...]
    left: tuple[tuple[Edit, str], ...]


@file_reader
def corrected_copy(
    path: Path, edits: Sequence[Edit], written: datetime, author: str = AUTHOR
) -> CorrectedCopy:
    """Return a copy of a docx with edits as tracked changes.

    Args:
        path: the file whose text was read; it is not changed.
        edits: in the places of its text (`read_docx`); of two that overlap the first is written.
        written: the time the changes carry, as the clock shows it.
        author: who they are by.

    Raises:
        UnusableFileError: the file is no docx, damaged or far too large.
    """
    read = read_letters(path)
    marks = _Marks(read.root, author, written.strftime("%Y-%m-%dT%H:%M:%SZ"))
    generated = frozenset(_generated(read.root))
    made: list[Edit] = []
    left: list[tuple[Edit, str]] = []
    ordered = sorted(dict.fromkeys(edits), key=lambda e: e.span.paragraph)
    for number, group in groupby(ordered, key=lambda e: e.span.paragraph):
        here = list(group)
        if number >= len(read.letters):
            left.extend((edit, NOT_FOUND) for edit in here)
            continue
        paragraph = _Paragraph(read.letters[number], generated)
        possible = sorted(paragraph.possible(here), key=lambda each: _place(each[0]))
        made.extend(edit for edit, why in possible if not why)
        left.extend((edit, why) for edit, why in possible if why)
        paragraph.write([edit for edit, why in possible if not why], marks)
    markup = read.package.as_written(read.root)
    copy = _repacked(path, read.package.main_name, markup)
    return CorrectedCopy(copy, tuple(made), tuple(left))


# A paragraph letter by letter.


@dataclass(slots=True)
class _Part:
    """What a run is parted into: content of one fate."""

    kept: bool
    content: list[etree._Element] = field(default_factory=list)
    inserts: list[Edit] = field(default_factory=list)
    """What is put in behind it."""


class _Paragraph:
    """The letters of a paragraph and the runs they stand in."""

    def __init__(self, letters: Letters, generated: frozenset[etree._Element]) -> None:
        """Keep the letters; those of its automatic number stand in no run."""
        self._offset, self._generated = letters.number, generated
        self._pieces = tuple(map(_whole, letters.pieces))

    def possible(self, edits: Sequence[Edit]) -> list[tuple[Edit, str]]:
        """Return the edits, each with why it cannot be written, empty where it can."""
        found: list[tuple[Edit, str]] = []
        for edit in edits:
            taken = any(not why and _overlap(edit, other) for other, why in found)
            found.append((edit, OVERLAPS if taken else self._hindrance(edit)))
        return found

    def _hindrance(self, edit: Edit) -> str:
        if edit.span.start < self._offset:
            return IN_NUMBER
        touched = list(self._touched(edit))
        covered = sum(
            min(piece.end, edit.span.end) - max(piece.start, edit.span.start) for piece in touched
        )
        if not touched or (covered < edit.span.end - edit.span.start):
            return NOT_FOUND
        locked = any(
            piece.element is None
            or piece.element in self._generated
            or _run_of(piece.element) is None
            for piece in touched
        )
        return GENERATED if locked else ""

    def _touched(self, edit: Edit) -> Iterator[Piece]:
        """Yield the pieces with letters of an edit; of an insertion the one before it."""
        start, end = edit.span.start, edit.span.end
        if _is_insertion(edit):
            before = [p for p in self._pieces if p.start < start <= p.end]
            yield from before or [p for p in self._pieces if p.start == start]
            return
        yield from (p for p in self._pieces if p.start < end and start < p.end)

    def write(self, edits: Sequence[Edit], marks: _Marks) -> None:
        """Write edits that are possible."""
        runs: dict[etree._Element, dict[etree._Element, tuple[Piece, list[Edit]]]] = {}
        for edit in edits:
            for piece in self._touched(edit):
                run = _run_of(piece.element)
                if run is not None and piece.element is not None:
                    held = runs.setdefault(run, {}).setdefault(piece.element, (piece, []))
                    held[1].append(edit)
        put_in: set[Edit] = set()
        for run, touched in runs.items():
            parts = _parted(run, touched)
            for part in parts:
                part.inserts = [edit for edit in part.inserts if edit not in put_in]
                put_in.update(part.inserts)
            marks.replace(run, parts)


def _whole(piece: Piece) -> Piece:
    """Return all that an element prints, also what stands before or behind the text."""
    if piece.element is None:
        return piece
    words = _LETTERS.get(piece.element.tag) or piece.element.text or ""
    start = piece.start - piece.skipped
    return replace(piece, start=start, end=start + len(words))


def _place(edit: Edit) -> tuple[int, int, str]:
    return edit.span.start, edit.span.end, edit.text


def _overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits change one letter, or put something in at one place."""
    first, last = sorted((one, other), key=_place)
    end = first.span.end + 1 if _is_insertion(first) else first.span.end
    return last.span.start < end


def _is_insertion(edit: Edit) -> bool:
    return edit.span.start == edit.span.end


def _run_of(piece: etree._Element | None) -> etree._Element | None:
    run = piece.getparent() if piece is not None else None
    return run if run is not None and run.tag == f"{W}r" else None


def _generated(root: etree._Element) -> Iterator[etree._Element]:
    """Yield what prints letters that are not changed here.

    Word makes the results of fields and bound controls anew; a text box is in the file twice.
    """
    depth = 0
    for element in root.iter(f"{W}fldChar", f"{W}t", *_LETTERS):
        if element.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(element.get(f"{W}fldCharType") or "", 0)
        elif depth > 0:
            yield element
    for locked in root.iter(*_LOCKED):
        yield from locked.iter(f"{W}t", *_LETTERS)
    for control in root.iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        if properties is not None and any(
            properties.find(f"{W}{name}") is not None
            for name in ("dataBinding", "lock", "dropDownList", "comboBox", "date")
        ):
            yield from control.iter(f"{W}t", *_LETTERS)


# A run parted: what is kept, what goes, and behind what something comes in.


def _parted(
    run: etree._Element, touched: dict[etree._Element, tuple[Piece, list[Edit]]]
) -> list[_Part]:
    parts: list[_Part] = []
    for child in run:
        if child.tag == f"{W}rPr":
            continue
        if child not in touched:
            _put(parts, [child], kept=True)
            continue
        piece, edits = touched[child]
        at = piece.start
        for edit in edits:
            start, end = max(edit.span.start, piece.start), min(edit.span.end, piece.end)
            _put(parts, _cut(piece, at, start), kept=True)
            _put(parts, _cut(piece, start, end), kept=False)
            if edit.text:
                _insert(parts, edit)
            at = end
        _put(parts, _cut(piece, at, piece.end), kept=True)
    return parts


def _put(parts: list[_Part], content: list[etree._Element], *, kept: bool) -> None:
    if not content:
        return
    if not parts or parts[-1].kept is not kept or parts[-1].inserts:
        parts.append(_Part(kept))
    parts[-1].content.extend(content)


def _insert(parts: list[_Part], edit: Edit) -> None:
    if not parts:
        parts.append(_Part(kept=True))
    parts[-1].inserts.append(edit)


def _cut(piece: Piece, start: int, end: int) -> list[etree._Element]:
    """Return letters of a piece as an element of their own, nothing where there are none."""
    if start >= end or piece.element is None:
        return []
    if piece.element.tag != f"{W}t" or (start, end) == (piece.start, piece.end):
        return [deepcopy(piece.element)]
    words = piece.element.text or ""
    if piece.element.get(_SPACE) != "preserve":  # blanks at its ends are not printed
        first, last = len(words) - len(words.lstrip()), len(words.rstrip())
        start, end = max(start, piece.start + first), min(end, piece.start + last)
    letters = words[start - piece.start : end - piece.start]
    return [_letters(f"{W}t", letters)] if letters else []


def _letters(tag: str, words: str) -> etree._Element:
    element = etree.Element(tag)
    element.text = words
    element.set(_SPACE, "preserve")
    return element


class _Marks:
    """Writes `w:ins` and `w:del`, each with a number of its own."""

    def __init__(self, root: etree._Element, author: str, date: str) -> None:
        used = (each.get(f"{W}id") for each in root.iter(etree.Element))
        self._last = max((int(n) for n in used if n and n.isdecimal() and len(n) < 9), default=0)
        self._author, self._date = author, date

    def replace(self, run: etree._Element, parts: Sequence[_Part]) -> None:
        """Put the parts of a run in its place."""
        parent = run.getparent()
        if parent is None:
            return
        at = parent.index(run)
        parent.remove(run)  # what follows it, such as blanks in the markup, carries no meaning
        for part in parts:
            if part.content:
                here = _run(run, part.content)
                parent.insert(at, here if part.kept else self._deleted(here))
                at += 1
            for edit in part.inserts:
                parent, at = self._put_in(parent, at, run, edit.text)

    def _put_in(
        self, parent: etree._Element, at: int, run: etree._Element, words: str
    ) -> tuple[etree._Element, int]:
        """Insert words at a place; return where to go on.

        Inside what somebody else inserted, that is parted: one insertion within another is
        not what Word writes.
        """
        inserted = self._mark("ins")
        inserted.append(_run(run, [_letters(f"{W}t", words)]))
        around = parent.getparent()
        if around is None or parent.tag != f"{W}ins":
            parent.insert(at, inserted)
            return parent, at + 1
        rest = _like(parent)
        rest.extend(list(parent)[at:])
        place = around.index(parent) + 1
        around.insert(place, inserted)
        around.insert(place + 1, rest)
        return rest, 0

    def _deleted(self, run: etree._Element) -> etree._Element:
        for element in list(run.iter(f"{W}t")):
            element.tag = f"{W}delText"
            element.set(_SPACE, "preserve")
        mark = self._mark("del")
        mark.append(run)
        return mark

    def _mark(self, name: str) -> etree._Element:
        self._last += 1
        mark = etree.Element(f"{W}{name}")
        for key, value in (("id", str(self._last)), ("author", self._author), ("date", self._date)):
            mark.set(f"{W}{key}", value)
        return mark


def _run(like: etree._Element, content: Sequence[etree._Element]) -> etree._Element:
    """Return a run with the look of another and other content."""
    run = _like(like)
    look = like.find(f"{W}rPr")
    if look is not None:
        run.append(deepcopy(look))
    run.extend(content)
    return run


def _like(element: etree._Element) -> etree._Element:
    """Return an empty element of the same name and attributes."""
    return etree.Element(element.tag, {str(key): str(value) for key, value in element.items()})


# The file around the text.


def _repacked(path: Path, main: str, markup: bytes) -> bytes:
    """Return the file with another text, every other part as it is."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            entries = old.infolist()
            if sum(entry.file_size for entry in entries) > _LARGEST:
                raise UnusableFileError(f"“{path.name}”的内容太大", "删去里面的图片后另存，再体检")
            for entry in entries:
                if entry.filename == main:
                    new.writestr(entry, markup, entry.compress_type)
                    continue
                with old.open(entry) as source, new.open(entry, "w") as target:
                    shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as fault:
        raise UnusableFileError(
            f"“{path.name}”损坏了", "用WPS或Word打开，另存一份再体检"
        ) from fault
    return out.getvalue()
