"""What a check is: a described rule over the facts that yields findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.spec.place import SINGLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.finding import Finding
    from pingkou_gui.spec.section import Section


@dataclass(frozen=True, slots=True)
class Check:
    """A statement that should hold: what it says, on what ground, and the rule that tries it."""

    key: str
    title: str
    class_: str
    """The class of slip it catches, for exchange with other programs: SUM, PCT, REASON …"""
    ground: str
    """Arithmetic, or the regulation it rests on."""
    rule: Callable[[Facts, int], Iterator[Finding]]
    section: type[Section] | None = None
    """Set for a rule that is tried on every row of a section, each row by itself."""

    def run(self, f: Facts) -> Iterator[Finding]:
        """Return what does not hold, worked out again only where what it read has changed."""
        for row in _rows(f, self.section):
            yield from f.keep(("check", self.key, row), lambda row=row: tuple(self.rule(f, row)))  # type: ignore[misc]


def _rows(f: Facts, section: type[Section] | None) -> tuple[int, ...]:
    if section is None:
        return (SINGLE,)
    if section.parent is None:
        return f.rows(section)
    return tuple(row for outer in f.rows(section.parent) for row in f.rows(section, outer))


def check(
    title: str, class_: str, *, ground: str = "算术"
) -> Callable[[Callable[[Facts], Iterator[Finding]]], Check]:
    """Describe a rule on the whole report; listing it in its module's tuple puts it to use."""
    return lambda rule: Check(rule.__name__, title, class_, ground, lambda f, _row: rule(f), None)


def row_check(
    section: type[Section], title: str, class_: str, *, ground: str = "算术"
) -> Callable[[Callable[[Facts, int], Iterator[Finding]]], Check]:
    """Describe a rule that is tried on every row of a section."""
    return lambda rule: Check(rule.__name__, title, class_, ground, rule, section)
