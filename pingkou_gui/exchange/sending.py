"""From a report to its return package: what the window and the command line both do."""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING

from pingkou_gui import __version__
from pingkou_gui.county.collecting.columns import measured
from pingkou_gui.county.returns import Contents, Manifest, SchemeMark, StatedFinding, pack
from pingkou_gui.dataclass import dataclass
from pingkou_gui.document.compose import compose
from pingkou_gui.document.publish import is_draft
from pingkou_gui.document.review import review
from pingkou_gui.document.target import write_safely
from pingkou_gui.document.word import build_word
from pingkou_gui.domain.checks import DESCRIBED, findings, page_of
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.progress import progress
from pingkou_gui.domain.record import from_json, to_json
from pingkou_gui.errors import KnownError
from pingkou_gui.scheme.reader import scheme_of
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.number_kinds import rounded
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.place import Lane

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal
    from pathlib import Path

    from pingkou_gui.domain.finding import Finding
    from pingkou_gui.domain.progress import Gap
    from pingkou_gui.domain.record import Record

MISSING = "还差"
_PAGES = {page.key: page.title for page in FORM.pages}


@dataclass(frozen=True, slots=True)
class Ready:
    """A report looked at before it is sent: its facts and all that is found in it."""

    record: Record
    facts: Facts
    findings: tuple[StatedFinding, ...]

    @property
    def open(self) -> tuple[StatedFinding, ...]:
        """What must still be mended."""
        return tuple(finding for finding in self.findings if finding.must_be_mended)


def look_over(record: Record) -> Ready:
    """Return what a package of the report would state."""
    facts = Facts(record.report, scheme_of(record.scheme))
    return Ready(record, facts, (*_missing(facts), *_found(facts, record)))


def stated_in(data: str) -> tuple[StatedFinding, ...]:
    """Return what this program finds in the data of a report, without its sentences.

    Raises:
        UnusableFileError: The data are no report.
    """
    record = from_json(data)
    facts = Facts(record.report, scheme_of(record.scheme))
    return (*_missing(facts), *(_stated(finding) for finding in findings(facts)))


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
        is_draft(facts),
        reason if ready.open else "",
        MappingProxyType(_figures(facts)),
    )
    data = to_json(ready.record)
    return pack(Contents(manifest, _word(facts, data, written), data, ready.findings))


def _figures(facts: Facts) -> dict[str, Decimal]:
    return {k: rounded(v, 2) for k, v in measured(facts).items() if v is not None}


def _mark(facts: Facts) -> SchemeMark:
    scheme = facts.scheme
    return SchemeMark(scheme.name, scheme.version, hashlib.sha256(scheme.text.encode()).hexdigest())


def _word(facts: Facts, data: str, written: datetime) -> bytes:
    document = compose(facts, draft=is_draft(facts), payload=data)
    return build_word(document, facts.scheme.page, written=written)


def _missing(facts: Facts) -> Iterator[StatedFinding]:
    for page in progress(facts):
        for gap in page.gaps:
            yield StatedFinding(MISSING, "MISSING", page.page.title, _asked(facts, gap))


def _asked(facts: Facts, gap: Gap) -> str:
    """Return what is missing, with the row it is missing in."""
    if isinstance(gap.place, Lane):
        return gap.label
    row, section = gap.place.row, FORM.sections[gap.place.section]
    if not row:
        return f"填写{gap.label}"
    named = next((f for f in section.fields if f.name in ("name", "title", "text")), None)
    name = "" if named is None else named.show(facts.report[named.at(row)]).split("\n")[0]
    return f"{name[:16] or '没有名称的' + section.noun}：填写{gap.label}"


def _found(facts: Facts, record: Record) -> Iterator[StatedFinding]:
    document = compose(facts, draft=True)
    for finding in (*findings(facts), *review(document, record.report)):
        yield _stated(finding)


def _stated(finding: Finding) -> StatedFinding:
    check = DESCRIBED.get(finding.check)
    return StatedFinding(
        finding.severity.value,
        check.class_ if check else finding.check.rpartition(".")[2].upper(),
        _PAGES.get(page_of(finding), ""),
        finding.message,
        finding.numbers,
        finding.expected,
        finding.reason,
    )
