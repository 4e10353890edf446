"""Unfolds a report laid out as a table with chapter titles left and text right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.outline import is_chapter_title

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_CHAPTERS = 2
_SENTENCE = re.compile("[。；]|^(?:本年度)?无$")


def unfold_titles(lines: Sequence[str]) -> list[str]:
    """Return the lines with each title before a tab on a line of its own.

    Only if most rows are a chapter title beside text; a table of amounts stays as it is. Quotes around
    a cell of several lines are removed.
    """
    rows = [at for at, line in enumerate(lines) if "\t" in line.strip()]
    titled = {at for at in rows if _is_titled(lines[at])}
    beside = [at for at in titled if _has_text_beside(lines, at)]
    if len(beside) < _LEAST_CHAPTERS or 2 * len(beside) <= len(rows):
        return list(lines)
    result: list[str] = []
    quoted = False
    for at, line in enumerate(lines):
        text = line
        if at in titled:
            title, _, text = line.partition("\t")
            result.append(title.strip())
            text = text.strip()
            quoted = text.startswith('"')
            text = text[1:].replace('""', '"') if quoted else text
        elif line.startswith("\t") and "\t" not in line.strip():
            text = line.strip()
        if quoted and text.endswith('"'):
            text, quoted = text[:-1], False
        result.append(text)
    return result


def _is_titled(line: str) -> bool:
    """Whether a line begins with the title of a chapter before a tab."""
    title, _, text = line.partition("\t")
    return "\t" not in text.strip() and is_chapter_title(title.strip())


def _has_text_beside(lines: Sequence[str], at: int) -> bool:
    """Whether sentences stand beside a title, or below a heading beside it."""
    beside = [lines[at].partition("\t")[2].strip().strip('"')]
    beside += [line.strip().strip('"') for line in lines[at + 1 : at + 2] if "\t" not in line]
    return any(_SENTENCE.search(text) for text in beside)
