"""A whole report as JSON: what travels inside the Word file and between machines."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any, NamedTuple

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import printable
from pingkou_gui.form.renamed_keys import present_place
from pingkou_gui.form.values import TYPED, Entry, Place, RowList, Source, SourceKind
from pingkou_gui.report.report import Report
from pingkou_gui.versions import DataFormat

FORMAT = "pingkou-report"
JSON_FORMAT = DataFormat(version=1)
LARGEST = 8 * 1024 * 1024
"""Bytes of the largest file that is read; the sample has 60 thousand."""


def _not_ours() -> UnusableFileError:
    """Return a new error each time: one that is raised again keeps all its frames alive."""
    return UnusableFileError(
        "这个文件不是本程序的报告数据", "选由本程序导出的 json 文件，或打开由本程序写出的 Word 文件"
    )


_SOURCE_PARTS = ("file", "where", "original", "workbook")


class Record(NamedTuple):
    """A report with the scheme it was made with."""

    report: Report
    scheme: str


def source_as_data(source: Source) -> dict[str, str] | None:
    """Return a source as JSON data, None for plain typing."""
    if source == TYPED:
        return None
    data = {
        "kind": source.kind.value,
        "file": source.file,
        "where": source.where,
        "original": source.original,
        "workbook": source.workbook,
    }
    return {key: value for key, value in data.items() if value}


def source_from_data(data: dict[str, Any] | None) -> Source:
    """Return the source of JSON data; an unknown kind counts as typed."""
    if not data:
        return TYPED
    kind = data.get("kind")
    known = kind if kind in {k.value for k in SourceKind} else SourceKind.TYPED.value
    parts = {name: str(data.get(name, "")) for name in _SOURCE_PARTS}
    return Source(SourceKind(known), **parts)


def to_json(record: Record) -> str:
    """Return the record as JSON text, the same for equal records; places are sorted."""
    report = record.report
    entries = []
    for place in sorted(report.entries):
        entry, field = report.entries[place], FORM.field_at(place)
        if field is None:
            continue
        source = source_as_data(entry.source)
        entries.append([*place, field.dump(entry.value), *([source] if source else [])])
    rows = [[*row_list, list(numbers)] for row_list, numbers in sorted(report.row_lists.items())]
    data = {
        "format": FORMAT,
        "version": JSON_FORMAT.version,
        "scheme": record.scheme,
        "rows": rows,
        "entries": entries,
    }
    return as_json(data)


def as_json(data: Any) -> str:
    """Return data as JSON text: Chinese as it is, which is shorter and read faster.

    Half of a character, which no file can hold, is written as its number, and so is the rest.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":"))
    return text


def from_json(text: str) -> Record:
    """Return the record in JSON text of this or an earlier version, under the present keys.

    Fields that this version does not know are left out.

    Raises:
        UnusableFileError: The text is not JSON, not a report, or of a version not to be read.
    """
    if len(text) > LARGEST:
        raise UnusableFileError("这个文件太大，不是一份报告的数据", "核对选的文件")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise _not_ours() from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise _not_ours()
    try:
        data = JSON_FORMAT.upgraded(data, "这个文件")
        return Record(_report_of(data), str(data.get("scheme", "")))
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError):
        raise _not_ours() from None


def _report_of(data: dict[str, Any]) -> Report:
    """Return the report in JSON data; ValueError where a row stands in two lists."""
    row_lists: dict[RowList, tuple[int, ...]] = {}
    for section, parent, rows in data["rows"]:
        if _words(section) in FORM.sections and rows:
            row_lists[RowList(section, _row(parent))] = tuple(_row(row) for row in rows)
    alive = {(row_list.section, row) for row_list, rows in row_lists.items() for row in rows}
    numbers = {row for _, row in alive}
    if len(numbers) != sum(len(rows) for rows in row_lists.values()):
        raise ValueError(row_lists)  # a row in two lists would be lost in one of them
    entries: dict[Place, Entry] = {}
    for section, row, name, text, *source in data["entries"]:
        place = present_place(Place(_words(section), _row(row), _words(name)))
        field = FORM.field_at(place)
        if field is None or (FORM.sections[place.section].noun and place[:2] not in alive):
            continue
        words = printable(_words(text))[0]
        if words.strip():
            origin = source_from_data(source[0] if source else None)
            entries[place] = Entry(field.load(words), origin)
    return Report(MappingProxyType(entries), MappingProxyType(row_lists))


def _row(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise ValueError(value)
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
