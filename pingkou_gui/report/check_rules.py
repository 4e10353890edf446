"""What a check is, how findings write numbers, and findings closed with a written reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.form.form import ClosedFinding
from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.form.values import SINGLE, TYPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from pingkou_gui.form.field import Section
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.findings import Finding
    from pingkou_gui.report.report import Draft


# What a check is: a described rule over the facts that yields findings.


@dataclass(frozen=True, slots=True)
class Check:
    """A statement that should hold: what it says, on what ground, and the rule that tries it.

    Keys stand in the clerk's data beside her written reasons: they are declared, and stay.
    """

    key: str
    title: str
    class_: str
    """The class of slip it catches, for exchange with other programs: SUM, PCT, REASON …"""
    ground: str
    """Arithmetic, or the regulation it rests on."""
    rule: Callable[[Facts, int], Iterator[Finding]]
    section: type[Section] | None = None
    """Set for a rule that is tried on every row of a section, each row by itself."""
    finding_keys: tuple[str, ...] = ()
    """Keys that its findings have instead of its own, where it tries several statements."""

    def run(self, f: Facts) -> Iterator[Finding]:
        """Return what does not hold, worked out again only where what it read has changed."""
        rows = (SINGLE,) if self.section is None else f.every_row(self.section)
        for row in rows:
            yield from f.cached(("check", self.key, row), lambda row=row: tuple(self.rule(f, row)))  # type: ignore[misc]


def check(
    key: str,
    title: str,
    class_: str,
    *,
    ground: str = "算术",
    finding_keys: tuple[str, ...] = (),
) -> Callable[[Callable[[Facts], Iterator[Finding]]], Check]:
    """Describe a rule on the whole report; listing it in its module's tuple puts it to use."""
    return lambda rule: Check(
        key, title, class_, ground, lambda f, _row: rule(f), None, finding_keys
    )


def row_check(
    key: str, section: type[Section], title: str, class_: str, *, ground: str = "算术"
) -> Callable[[Callable[[Facts, int], Iterator[Finding]]], Check]:
    """Describe a rule that is tried on every row of a section."""
    return lambda rule: Check(key, title, class_, ground, rule, section)


# Findings closed with a written reason: kept with the report, open again when numbers change.


def reasons(f: Facts) -> dict[str, tuple[str, str]]:
    """Return, by the key of a finding, what it said when it was closed and the reason."""
    return f.cached(
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
    statement, reason = closed.get(finding.key, ("", ""))
    same = statement in (finding.statement, finding.formerly)
    return finding._replace(reason=reason) if reason and same else finding


def close(draft: Draft, f: Facts, finding: Finding, reason: str) -> None:
    """Write the reason down, in place of an earlier one for the same finding."""
    reopen(draft, f, finding)
    row = draft.add(ClosedFinding)
    draft.put(ClosedFinding.finding, finding.key, row, TYPED)
    draft.put(ClosedFinding.said, finding.statement, row, TYPED)
    draft.type_in(ClosedFinding.reason, reason, row)


def reopen(draft: Draft, f: Facts, finding: Finding) -> None:
    """Take the reason of a finding back."""
    for row in f.rows(ClosedFinding):
        if f[ClosedFinding.finding, row] == finding.key:
            draft.remove(ClosedFinding, row)


# How findings write numbers.


def money(value: Decimal) -> str:
    """Return an amount in 万元 as the screen shows it: 1,287.78."""
    return grouped(rounded(value, 2), 2)


def percent(value: Decimal) -> str:
    """Return a rate with two places: 40.27%."""
    return f"{rounded(value, 2)}%"


_LETTERS = re.compile("[\u3400-\u9fffA-Z0-9]", re.IGNORECASE)


def letters_of(text: str) -> str:
    """Return the characters, letters and digits of a text without its marks and blanks."""
    return "".join(_LETTERS.findall(text))


def shortened(name: str, most: int = 16) -> str:
    """Return a name for a sentence; one that is cut shows by … that it goes on.

    It is not cut within brackets or quotes, unless they open it: none is left open.
    """
    if len(name) <= most:
        return name
    kept = name[: most - 1]
    for opened, closed in _PAIRS:
        if kept.count(opened) > kept.count(closed):
            kept = kept[: kept.rindex(opened)] or kept
    return f"{kept}…"


_PAIRS = (
    ("（", "）"),
    ("(", ")"),
    ("“", "”"),
    ("‘", "’"),
    ("《", "》"),
    ("〔", "〕"),
    ("【", "】"),
)


def differs(left: Decimal, right: Decimal) -> bool:
    """Return whether two amounts differ where they are printed with two places."""
    return rounded(left, 2) != rounded(right, 2)


def is_rounding(left: Decimal, right: Decimal, parts: int, limit: Decimal) -> bool:
    """Return whether the difference is no more than what rounding every two parts can leave."""
    return abs(rounded(left, 2) - rounded(right, 2)) <= limit * max(1, parts // 2)
