"""Check a report of the data folder, or a Word or text file from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pingkou_gui.commands.command import DONE, FINDINGS, Desk
from pingkou_gui.commands.output import say, say_json
from pingkou_gui.commands.paths import source
from pingkou_gui.document.standing import standing
from pingkou_gui.domain.checks import DESCRIBED, page_of
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.finding import Finding, Severity
from pingkou_gui.domain.naming import asked
from pingkou_gui.domain.proofread import as_json, examine
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.scheme.reader import scheme_of
from pingkou_gui.spec.form import FORM

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from pingkou_gui.domain.record import Record

_MISSING = "还差"
_PAGES = {page.key: page.title for page in FORM.pages}


def checked(record: Record) -> list[dict[str, Any]]:
    """Return what is missing and what does not hold in a report, as data for JSON."""
    facts = Facts(record.report, scheme_of(record.scheme))
    found = standing(facts)
    missing = [
        _point("MISSING", _MISSING, page.page.title, asked(facts, gap), str(gap.place))
        for page in found.pages
        for gap in page.gaps
    ]
    return missing + [_found(finding) for finding in found.findings]


def _found(finding: Finding) -> dict[str, Any]:
    described = DESCRIBED.get(finding.check)
    class_ = described.class_ if described else finding.check.rpartition(".")[2].upper()
    place = str(finding.places[0]) if finding.places else ""
    severity = finding.severity.value
    point = _point(class_, severity, _PAGES.get(page_of(finding), ""), finding.message, place)
    return point | {
        "quote": finding.numbers,
        "expected": finding.expected,
        "reason": finding.reason,
    }


def _point(class_: str, severity: str, page: str, message: str, place: str) -> dict[str, Any]:
    return {
        "class": class_,
        "severity": severity,
        "where": page,
        "place": place,
        "message": message,
        "quote": "",
        "expected": "",
        "reason": "",
    }


def _must_mend(point: dict[str, Any]) -> bool:
    return not point.get("reason") and point["severity"] in (_MISSING, Severity.ERROR.value)


def _check_file(path: Path) -> list[dict[str, Any]]:
    return as_json(examine(read_source(path)))


def _is_file(name: str) -> bool:
    return not name.isdecimal() and name != "last"


def check(desk: Desk, args: Namespace) -> int:
    """Print what is missing and what does not hold; return 1 where something must be mended."""
    if _is_file(args.report):
        points = _check_file(source(args.report))
    else:
        points = checked(desk.record(args.report)[1])
    if args.json:
        say_json(points)
    else:
        for point in points:
            parts = (point["severity"], point["where"], point["message"], point["quote"])
            say("\t".join(part for part in parts if part))
        say(f"共 {len(points)} 处")
    return FINDINGS if any(_must_mend(point) for point in points) else DONE
