"""A Word file as its own backup: the data inside it, and what was edited in Word afterwards."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.county.package import read_package
from pingkou_gui.document.compose import compose
from pingkou_gui.document.docx_file import read_payload
from pingkou_gui.document.target_file import BlockedTargetError, free_name
from pingkou_gui.document.tree import BLANK, texts
from pingkou_gui.errors import KnownError, UnusableFileError, file_reader
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import LARGEST, Record, from_json
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.text.lines.source import CellNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.document.tree import Document
    from pingkou_gui.text.lines.source import Paragraph, SourceText


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph or cell whose words are not those the data give; '' where one side has none."""

    where: str
    written: str
    """What the program writes from the data."""
    found: str
    """What stands in the file."""


@dataclass(frozen=True, slots=True)
class OpenedWord:
    """A Word file taken apart.

    Attributes:
        record: the data inside it, None where it carries none.
        differences: where its words differ from those of the data, in reading order.
        source: its words.
    """

    record: Record | None
    differences: tuple[Difference, ...]
    source: SourceText


@dataclass(frozen=True, slots=True)
class _Piece:
    where: str
    text: str


@file_reader
def open_word(path: Path) -> OpenedWord:
    """Return what a Word file holds.

    Raises:
        UnusableFileError: It is no usable Word file, or the data inside it are damaged.
    """
    source = read_source(path)
    payload = read_payload(path)
    if payload is None:
        return OpenedWord(None, (), source)
    record = from_json(payload)
    document = compose(Facts(record.report, scheme_of(record.scheme)), draft=False)
    found = list(_found(source.paragraphs))
    return OpenedWord(record, tuple(_differences(list(_written(document)), found)), source)


def guard_hand_edits(target: Path) -> None:
    """Refuse to write over a report that was edited in Word after the program had written it.

    Raises:
        BlockedTargetError: How many places would be lost, with a free name beside it.
    """
    if not target.is_file():
        return
    try:
        edits = len(open_word(target).differences)
    except KnownError:
        return  # no report of ours
    if not edits:
        return
    other = free_name(target)
    named = f"换名保存为“{other.name}”，" if other else "换一个文件名，"
    raise BlockedTargetError(
        f"“{target.name}”写出后在 Word 里改过 {edits} 处，再写会丢掉",
        f"{named}或者先把改动填进报告、删去旧文件",
        other,
    )


@file_reader
def open_package(path: Path) -> OpenedWord:
    """Return what a return package holds: its data, and its Word file held against them.

    Raises:
        UnusableFileError: It is no return package, damaged, or changed since it was packed.
    """
    package = read_package(path)
    record = from_json(package.data)
    with tempfile.TemporaryDirectory(prefix="word-") as folder:
        word = Path(folder) / f"{path.stem}.docx"
        word.write_bytes(package.word)
        return replace(open_word(word), record=record)


def _differences(written: list[_Piece], found: list[_Piece]) -> Iterator[Difference]:
    """Yield where the two differ; the same words parted otherwise are no difference."""
    left, right = [p.text for p in written], [p.text for p in found]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or _run_on(left[a:b]) == _run_on(right[c:d]):
            continue
        near = found[min(c, len(found) - 1)].where if found else ""
        for ours, stands in zip_longest(written[a:b], found[c:d]):
            if ours is None or stands is None or ours.text != stands.text:
                where = stands.where if stands else f"{near}前"
                yield Difference(where, ours.text if ours else "", stands.text if stands else "")


def _run_on(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def _found(paragraphs: Sequence[Paragraph]) -> Iterator[_Piece]:
    """Yield paragraphs, and the paragraphs of a cell as one."""
    names = CellNames(paragraphs)
    for _, group in groupby(paragraphs, key=lambda p: p.locator):
        parts = list(group)
        text = _even("".join(p.text.strip(BLANK) for p in parts))
        if text:
            yield _Piece(names.place_of(parts[0]), text)


def _even(text: str) -> str:
    return text.replace("\n", "").replace("\t", " ").strip(BLANK)


def _written(document: Document) -> Iterator[_Piece]:
    for text in texts(document):
        for part in (text,) if isinstance(text, str) else text:
            even = _even(part)
            if even:
                yield _Piece("", even)


# Reports in files: json, and the data inside a Word file this program wrote.


SAMPLE = "sample/pingkou-2023.json"


@file_reader
def read_record(path: Path) -> Record:
    """Return the report in a json file, or in a Word file written by this program.

    Raises:
        UnusableFileError: The file cannot be read or holds no report.
    """
    if path.suffix.lower() == ".docx":
        return from_json(_payload(path))
    try:
        if path.stat().st_size > LARGEST:
            raise UnusableFileError(f"“{path.name}”太大，不是一份报告的数据", "核对选的文件")
        return from_json(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnusableFileError(
            f"“{path.name}”不是报告的数据文件", "选由本程序写出的 json 或 Word 文件"
        ) from None
    except OSError:
        raise UnusableFileError(f"没能读“{path.name}”", "核对它还在不在、能不能读") from None


def _payload(path: Path) -> str:
    found = read_payload(path)
    if found is None:
        raise UnusableFileError(
            f"“{path.name}”里没有报告数据", "只有由本程序写出的 Word 文件能这样打开"
        )
    return found
