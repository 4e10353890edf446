"""Findings closed with a written reason: kept with the report, open again when numbers change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pingkou_gui.spec.form import ClosedFinding
from pingkou_gui.spec.values import TYPED

if TYPE_CHECKING:
    from pingkou_gui.domain.draft import Draft
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.finding import Finding


def reasons(f: Facts) -> dict[str, tuple[str, str]]:
    """Return, by the key of a finding, what it said when it was closed and the reason."""
    return f.keep(
        "reasons",
        lambda: {
            f[ClosedFinding.finding, row] or "": (
                f[ClosedFinding.said, row] or "",
                f[ClosedFinding.reason, row] or "",
            )
            for row in f.rows(ClosedFinding)
        },
    )


def with_reasons(f: Facts, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings, those that were closed with their reasons."""
    closed = reasons(f)
    if not closed:
        return findings
    return tuple(_with_reason(finding, closed) for finding in findings)


def _with_reason(finding: Finding, closed: dict[str, tuple[str, str]]) -> Finding:
    said, reason = closed.get(finding.key, ("", ""))
    return replace(finding, reason=reason) if reason and said == finding.said else finding


def close(draft: Draft, f: Facts, finding: Finding, reason: str) -> None:
    """Write the reason down, in place of an earlier one for the same finding."""
    reopen(draft, f, finding)
    row = draft.add(ClosedFinding)
    draft.put(ClosedFinding.finding, finding.key, row, TYPED)
    draft.put(ClosedFinding.said, finding.said, row, TYPED)
    draft.type_in(ClosedFinding.reason, reason, row)


def reopen(draft: Draft, f: Facts, finding: Finding) -> None:
    """Take the reason of a finding back."""
    for row in f.rows(ClosedFinding):
        if f[ClosedFinding.finding, row] == finding.key:
            draft.remove(ClosedFinding, row)
