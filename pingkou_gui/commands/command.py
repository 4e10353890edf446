"""What a command is, and the desk it works at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from pingkou_gui.data_folder import database_in
from pingkou_gui.errors import KnownError
from pingkou_gui.store.reports import ReportStore

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from pingkou_gui.document.standing import Standing
    from pingkou_gui.domain.record import Record


class WrittenPdf(Protocol):
    """What is told of a written PDF."""

    @property
    def target(self) -> Path:
        """The file."""

    @property
    def pages(self) -> int:
        """How many pages it has."""

    @property
    def substitutes(self) -> tuple[str, ...]:
        """Sentences on the fonts that stand in for those of the county."""

    @property
    def lacking(self) -> str:
        """Characters that no font here has."""

    @property
    def standing(self) -> Standing:
        """How the report stands."""


class PdfExport(Protocol):
    """Writes a report, or a part of it, as PDF."""

    def __call__(self, record: Record, target: Path, part: str | None) -> WrittenPdf:
        """Write it; KnownError or TargetError where it cannot be written."""


DONE, FINDINGS, UNUSABLE = 0, 1, 2
"""Exit codes: done, something is left for a person to see to, input that cannot be used."""
EXIT_CODES = (
    "退出码：0 完成；1 有要处理的：必须改的、没填的、读到却存疑的、没交的；2 给的东西用不了。"
)


class Desk:
    """The data folder of one run; the database opens when it is first needed."""

    def __init__(self, folder: Path, pdf: PdfExport | None = None) -> None:
        """Work in `folder`; `pdf` writes pages as PDF, which needs Qt and is not known here."""
        self.folder = folder
        self._pdf = pdf
        self._store: ReportStore | None = None

    def __enter__(self) -> Self:
        """Return the desk itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database."""
        if self._store is not None:
            self._store.close()

    @property
    def store(self) -> ReportStore:
        """The reports of the data folder."""
        if self._store is None:
            self._store = ReportStore(database_in(self.folder))
        return self._store

    def export_pdf(self, record: Record, target: Path, part: str | None) -> WrittenPdf:
        """Write a report, or the part of that name, as PDF.

        Raises:
            KnownError: This program cannot draw pages here, or the report has no such part.
        """
        if self._pdf is None:
            raise KnownError("这里不能写出 PDF", "改为导出 Word：文件名以 .docx 结尾")
        return self._pdf(record, target, part)

    def record(self, number: str) -> tuple[int, Record]:
        """Return the report with that number; `last` is the one opened last.

        Raises:
            KnownError: There is no such report.
        """
        known = self.store.summaries()
        wanted = str(known[0].id) if number == "last" and known else number
        if wanted not in {str(summary.id) for summary in known}:
            raise KnownError(f"没有编号为 {number} 的报告", "用 list 查看已有的报告")
        return int(wanted), self.store.load(int(wanted))


@dataclass(frozen=True, slots=True)
class Command:
    """A word of the command line: `arguments` as (name, help), `flags` as (--name, help).

    A name in brackets may be left out, one that ends in … may be given more than once. A flag
    whose help names a 〈value〉 takes one.
    """

    name: str
    help: str
    arguments: tuple[tuple[str, str], ...] = ()
    flags: tuple[tuple[str, str], ...] = ()
