"""Somebody's report as it lies before us: paragraphs and table cells in reading order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or one table cell; `table`, `row` and `column` are 0 in running text."""

    text: str
    locator: str
    table: int = 0
    row: int = 0
    column: int = 0

    @property
    def is_cell(self) -> bool:
        """Whether this stands in a table."""
        return self.table > 0


@dataclass(frozen=True, slots=True)
class SourceText:
    """A whole report.

    Attributes:
        paragraphs: its paragraphs and cells in reading order.
        name: the file's name, or empty for pasted text.
        counted: whether the columns of cells are only counted along their line, as in text
            parted by tabs, where a merged cell counts once or not at all, and so shifts what
            stands right of it; else they are places in a grid.
    """

    paragraphs: tuple[Paragraph, ...]
    name: str = ""
    counted: bool = False

    @classmethod
    def from_string(cls, text: str, name: str = "") -> SourceText:
        """Return the report in `text`, one paragraph a line; lines are counted from 1.

        A line of cells parted by tabs is kept as a row of a table.
        """
        paragraphs: list[Paragraph] = []
        table, row, in_table = 0, 0, False
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip().count("\t") == 0:
                in_table = False
                if line.strip():
                    paragraphs.append(Paragraph(line, f"段{number}"))
                continue
            table, row = (table, row + 1) if in_table else (table + 1, 1)
            in_table = True
            paragraphs.extend(
                Paragraph(cell, f"表{table}行{row}列{column}", table, row, column)
                for column, cell in enumerate(line.split("\t"), 1)
            )
        return cls(tuple(paragraphs), name, counted=True)


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a source text: paragraph index and character positions in its own text."""

    paragraph: int
    start: int
    end: int

    def cover(self, other: Span) -> Span:
        """Return the span from the first to the last character of both (one paragraph)."""
        if other.paragraph != self.paragraph:
            return self
        return Span(self.paragraph, min(self.start, other.start), max(self.end, other.end))
