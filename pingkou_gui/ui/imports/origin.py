"""What stands at the source of a value: cells of a workbook, paragraphs of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.errors import KnownError
from pingkou_gui.importers.workbook import preview_cells
from pingkou_gui.spec.values import SourceKind

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.domain.reading import SourceText
    from pingkou_gui.importers.workbook import Preview
    from pingkou_gui.spec.values import Source


@dataclass(frozen=True, slots=True)
class Origin:
    """What a proposal was read from, kept for looking at it; either may be missing."""

    path: Path | None = None
    text: SourceText | None = None

    def cells(self, source: Source) -> Preview | None:
        """Return the cells around a source, None where there are none to be shown."""
        if self.path is None or source.kind is not SourceKind.WORKBOOK:
            return None
        try:
            return preview_cells(self.path, source.where)
        except KnownError:
            return None

    def paragraph(self, source: Source) -> str:
        """Return the paragraph a value was read from, empty where it cannot be told."""
        if self.text is None:
            return ""
        wanted = source.where.rpartition(" ")[2] or source.where
        found = (p.text for p in self.text.paragraphs if p.locator == wanted)
        return next(found, "")
