"""Sending a report to the county: the report, its Word file and its findings as one package."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from pingkou_gui import __version__
from pingkou_gui.county.collected_figures import measured
from pingkou_gui.county.package import Contents, Manifest, SchemeMark, StatedFinding, pack
from pingkou_gui.document.compose import compose
from pingkou_gui.document.publish import build_word
from pingkou_gui.document.status import report_status
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.errors import KnownError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import rounded
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.checks import class_of, page_of
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json, to_json
from pingkou_gui.report.progress import asked
from pingkou_gui.scheme.scheme_reader import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal
    from pathlib import Path

    from pingkou_gui.document.status import ReportStatus
    from pingkou_gui.report.findings import Finding
    from pingkou_gui.report.json_format import Record

MISSING = "还差"
_PAGES = {page.key: page.title for page in FORM.pages}


@dataclass(frozen=True, slots=True)
class Ready:
    """A report looked at before it is sent: its facts and all that is found in it."""

    record: Record
    facts: Facts
    findings: tuple[StatedFinding, ...]
    draft: bool

    @property
    def open(self) -> tuple[StatedFinding, ...]:
        """What must still be mended."""
        return tuple(finding for finding in self.findings if finding.must_be_mended)


def look_over(record: Record) -> Ready:
    """Return what a package of the report would state."""
    facts = Facts(record.report, scheme_of(record.scheme))
    found = report_status(facts)
    return Ready(record, facts, tuple(_stated_findings(facts, found)), found.draft)


def stated_in(data: str) -> tuple[StatedFinding, ...]:
    """Return what this program finds in the data of a report, without its sentences.

    Raises:
        UnusableFileError: The data are no report.
    """
    record = from_json(data)
    facts = Facts(record.report, scheme_of(record.scheme))
    return tuple(_stated_findings(facts, report_status(facts, reviewed=())))


def send(ready: Ready, target: Path, written: datetime, *, despite: str = "") -> Path:
    """Write the return package and return where it lies.

    Args:
        ready: The report as it was looked over.
        target: The file to write.
        written: The moment that counts as that of sending.
        despite: Why it is sent though something must be mended; travels inside.

    Raises:
        KnownError: Unit or year is missing, or something is open and no reason was given.
        TargetError: The file cannot be written.
    """
    write_safely(target, packed(ready, written, despite=despite))
    return target


def packed(ready: Ready, written: datetime, *, despite: str = "") -> bytes:
    """Return the bytes of the return package; see `send`."""
    facts, reason = ready.facts, despite.strip()
    unit, year = facts[Unit.name], facts[Unit.year]
    if not unit or not year:
        raise KnownError("还没有填单位名称和报告年度", "在“概况”一页填好再打包")
    if ready.open and not reason:
        raise KnownError(
            f"还有 {len(ready.open)} 处必须改的没有改", "改好再打包，或写明为什么现在就要上报"
        )
    manifest = Manifest(
        unit,
        year,
        facts[Unit.county] or "",
        written,
        __version__,
        _mark(facts),
        ready.draft,
        reason if ready.open else "",
        MappingProxyType(_figures(facts)),
    )
    data = to_json(ready.record)
    return pack(Contents(manifest, _word(ready, data, written), data, ready.findings))


def _figures(facts: Facts) -> dict[str, Decimal]:
    return {k: rounded(v, 2) for k, v in measured(facts).items() if v is not None}


def _mark(facts: Facts) -> SchemeMark:
    scheme = facts.scheme
    return SchemeMark(scheme.name, scheme.version, hashlib.sha256(scheme.text.encode()).hexdigest())


def _word(ready: Ready, data: str, written: datetime) -> bytes:
    document = compose(ready.facts, draft=ready.draft, payload=data)
    return build_word(document, ready.facts.scheme.page, written=written)


def _stated_findings(facts: Facts, found: ReportStatus) -> Iterator[StatedFinding]:
    for page in found.pages:
        for gap in page.gaps:
            yield StatedFinding(MISSING, "MISSING", page.page.title, asked(facts, gap))
    yield from map(_stated, found.findings)


def _stated(finding: Finding) -> StatedFinding:
    return StatedFinding(
        finding.severity.value,
        class_of(finding),
        _PAGES.get(page_of(finding), ""),
        finding.message,
        finding.numbers,
        finding.expected,
        finding.reason,
    )
