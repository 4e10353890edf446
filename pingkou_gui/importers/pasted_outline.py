"""Pasted outlines: titles of two levels with the text below each, out of lines or of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pingkou_gui.importers.headers import field_for, head_of, level_of, unnumbered
from pingkou_gui.importers.pasted_rows import PastedColumn, PastedRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.importers.clipboard import Grid

_NO_NUMBER = level_of("")
_LONGEST_TITLE = 40
_END = re.compile(r"[。！？；;]")
_CLOSING = "。：:；;"


@dataclass(slots=True)
class OutlineEntry:
    """One entry: its level (1 or 2), its title without its number, its text."""

    level: int
    title: str
    text: str = ""


def outline_rows(grid: Grid, section: type[Section]) -> PastedRows:
    """Return pasted cells as rows of an outline section.

    Numbers tell the levels: the outermost kind of number is level one, all others level two.
    A title runs to its first full stop, what follows is its text; lines without a number are
    text of the entry above them. Where there are no numbers at all, short lines are titles, and
    the rows are to be looked at.
    """
    fields = {field.name: field for field in section.fields}
    entries, numbered = _entries(grid, tuple(section.fields))
    columns = tuple(PastedColumn("", fields[name]) for name in ("level", "title", "text"))
    rows = tuple(
        (
            (fields["level"], str(entry.level)),
            (fields["title"], entry.title),
            (fields["text"], entry.text),
        )
        for entry in entries
    )
    return PastedRows(columns, rows, (), headed=False, fits=numbered)


def _entries(grid: Grid, fields: Sequence[Field[Any]]) -> tuple[list[OutlineEntry], bool]:
    if not grid:
        return [], True
    if len(grid[0]) > 1:
        return _of_cells(grid, fields)
    lines = [line.strip() for row in grid for line in row[0].split("\n") if line.strip()]
    if sum(1 for line in lines if _BULLET.match(line)) > 1:
        numbered = any(level_of(line) < _NO_NUMBER for line in lines)
        sign = "①" if numbered else "1、"  # below what is numbered, else the level of its own
        lines = [_BULLET.sub(sign, line) for line in lines]
    return _of_lines(lines)


_BULLET = re.compile(r"^[●•■◆▪▲★○□◇◎]\s*")


def _of_cells(grid: Grid, fields: Sequence[Field[Any]]) -> tuple[list[OutlineEntry], bool]:
    """Read titles and texts in columns, below heads or without them."""
    heads = [field_for(head_of(cell), fields) for cell in grid[0]]
    named = [field.name if field is not None else "" for field in heads]
    if "title" in named:
        title, body = named.index("title"), grid[1:]
        text = named.index("text") if "text" in named else None
    else:
        words = [at for at in range(len(grid[0])) if _is_wordy(row[at] for row in grid)]
        if not words:
            return [], False
        title, body, text = words[0], grid, words[1] if len(words) > 1 else None
    entries = []
    depths: list[int] = []
    for row in body:
        told = row[title] or next((cell for cell in row if cell), "")
        depths.append(level_of(told))
        texts = row[text] if text is not None and text != title else ""
        entries.append(OutlineEntry(1, _title(told), texts))
    _set_levels(entries, depths)
    return entries, True


def _is_wordy(cells: Iterable[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return any(not re.fullmatch(r"[\d.、]+", cell) for cell in filled)


def _of_lines(lines: Sequence[str]) -> tuple[list[OutlineEntry], bool]:
    numbered = any(level_of(line) < _NO_NUMBER for line in lines)
    entries: list[OutlineEntry] = []
    depths: list[int] = []
    kinds = sorted({level_of(line) for line in lines} - {_NO_NUMBER})[:2]
    for line in lines:
        depth = level_of(line)
        starts = depth in kinds if numbered else _is_short(line)
        if not starts and entries:
            entry = entries[-1]
            entry.text = f"{entry.text}\n{line}" if entry.text else line
            continue
        title, text = _parted(line)
        entries.append(OutlineEntry(1, title, text))
        depths.append(depth)
    _set_levels(entries, depths)
    return entries, numbered


def _set_levels(entries: Sequence[OutlineEntry], depths: Sequence[int]) -> None:
    outermost = min(depths, default=_NO_NUMBER)
    for entry, depth in zip(entries, depths, strict=True):
        entry.level = 1 if depth == outermost else 2
    if entries:
        entries[0].level = 1


def _parted(line: str) -> tuple[str, str]:
    """Return the title of a line and the text that runs on behind it."""
    bare = unnumbered(line)
    end = _END.search(bare)
    if end is not None and 0 < end.start() <= _LONGEST_TITLE and end.end() < len(bare):
        return _title(bare[: end.start()]), bare[end.end() :].strip()
    colon = re.match(r"^([^：:，,。]{2,20})[：:](.+)$", bare, re.DOTALL)
    if colon is not None:
        return _title(colon[1]), colon[2].strip()
    if len(bare) > _LONGEST_TITLE:
        return "", bare
    return _title(bare), ""


def _is_short(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not _END.search(line)


def _title(words: str) -> str:
    return unnumbered(" ".join(words.split())).rstrip(_CLOSING).strip()
