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

    Numbers tell the levels: the outermost kind of number is level one, the next one level two,
    those below stay in the text. A kind is inside the one that came before it, or inside any
    other where it begins anew.
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
        # a number that begins anew stands below others, alone it is a level of its own
        lines = [_BULLET.sub("①", line) for line in lines]
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
    written = [row[title] or next((cell for cell in row if cell), "") for row in body]
    kinds = _nesting(written)
    depths: list[int] = []
    for row, label in zip(body, written, strict=True):
        kind = _kind(label)
        depths.append(kinds.index(kind) if kind in kinds else len(kinds))
        texts = row[text] if text is not None and text != title else ""
        entries.append(OutlineEntry(1, _title(label), texts))
    _set_levels(entries, depths)
    return entries, True


def _is_wordy(cells: Iterable[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return any(not re.fullmatch(r"[\d.、]+", cell) for cell in filled)


def _of_lines(lines: Sequence[str]) -> tuple[list[OutlineEntry], bool]:
    numbered = any(level_of(line) < _NO_NUMBER for line in lines)
    entries: list[OutlineEntry] = []
    depths: list[int] = []
    kinds = _nesting(lines)[:2]
    for line in lines:
        kind = _kind(line)
        starts = kind in kinds if numbered else _is_short(line)
        if not starts and entries:
            entry = entries[-1]
            entry.text = f"{entry.text}\n{line}" if entry.text else line
            continue
        title, text = _parted(line)
        entries.append(OutlineEntry(1, title, text))
        depths.append(kinds.index(kind) if kind in kinds else len(kinds))
    _set_levels(entries, depths)
    return entries, numbered


_CIRCLED = re.compile("[①-⑳]")


def _kind(line: str) -> tuple[int, bool]:
    """Return what kind of number a line begins with: （1） and ① are two, though of one rank."""
    return level_of(line), bool(_CIRCLED.match(line))


def _nesting(lines: Sequence[str]) -> list[tuple[int, bool]]:
    """Return the kinds of numbers from the outermost in: one whose first number returns is inner."""
    first: dict[tuple[int, bool], str] = {}
    anew = set()
    for line in lines:
        kind, mark = _kind(line), line.removesuffix(unnumbered(line)).strip()
        if kind[0] == _NO_NUMBER:
            continue
        if kind not in first:
            first[kind] = mark
        elif mark == first[kind]:
            anew.add(kind)
    return sorted(first, key=lambda kind: kind in anew)


def _set_levels(entries: Sequence[OutlineEntry], depths: Sequence[int]) -> None:
    if not entries:
        return
    outermost = min(depths)
    for entry, depth in zip(entries, depths, strict=True):
        entry.level = 1 if depth == outermost else 2
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
