"""Gathers what is proposed: values with their source, new rows, and what has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.reading.normal import normalise
from pingkou_gui.form.values import NIL, SINGLE, Place, Source, SourceKind, Unread, Value
from pingkou_gui.importers.last_year.blocks import Block, blocks
from pingkou_gui.importers.last_year.doubts import Doubts
from pingkou_gui.importers.last_year.shift import Shift
from pingkou_gui.report.proposal import NewRow, Proposed, Unplaced

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.domain.proofread.finding import TextFinding
    from pingkou_gui.domain.reading.reader import Reading
    from pingkou_gui.domain.reading.source import Span
    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.report.report import Report

_LONGEST_QUOTE = 200


class Collector:
    """One reading of one text for one report."""

    def __init__(
        self, reading: Reading, findings: tuple[TextFinding, ...], report: Report, shift: Shift
    ) -> None:
        self.reading = reading
        self.report = report
        self.shift = shift
        self.doubts = Doubts(findings)
        self.blocks = blocks(reading)
        self.items: dict[Place, Proposed] = {}
        self.rows: list[NewRow] = []
        self.placed: set[int] = set()
        self.used: set[int] = set()
        """Statements that found their field, by their index in the reading."""
        self.unplaced: list[Unplaced] = []
        self.notes: list[str] = []
        self._names: dict[tuple[str, int], dict[str, int]] = {}

    def chapter(self, key: str, section: str | None = None) -> list[Block]:
        """Return the running text of a chapter, or of one of its sections."""
        return [
            b
            for b in self.blocks
            if b.chapter == key and not b.is_cell and (section is None or b.section == section)
        ]

    def put(  # noqa: PLR0913 - one place where a proposed value is put together
        self,
        field: Field[Any],
        value: Value | None,
        at: Span | int,
        row: int = SINGLE,
        *,
        doubt: str = "",
        instead: Value | None = None,
        carried: bool = False,
    ) -> bool:
        """Propose a value; return whether it is one. What is no value of its field is listed.

        `carried` marks what was true of the year before and has to be looked at again.
        """
        kept = _as_kept(field, value)
        if kept is None:
            return False
        if isinstance(kept, Unread):
            self.miss(at, kept.text, kept.why)
            return False
        source = Source(
            self._kind(carried), self.reading.source.name, self._where(at), self._quote(at)
        )
        other = None if instead is None else _as_kept(field, instead)
        self.items[field.at(row)] = Proposed(field.at(row), kept, source, doubt, other)
        self.placed.add(at if isinstance(at, int) else at.paragraph)
        return True

    def carry(
        self, field: Field[Any], value: Value | None, at: Span | int, row: int = SINGLE
    ) -> bool:
        """Propose something that stays as it is from year to year."""
        return self.put(field, value, at, row, carried=True)

    def add_to(self, field: Field[str], text: str, at: int, row: int = SINGLE) -> None:
        """Propose text, as a further paragraph where the field has some already."""
        before = self.items.get(field.at(row))
        if before is None or not isinstance(before.value, str):
            self.carry(field, text, at, row)
            return
        self.items[field.at(row)] = Proposed(
            before.place, f"{before.value}\n{text}", before.source, before.doubt
        )
        self.placed.add(at)

    def row(self, section: type[Section], by: Field[str], name: str, parent: int = SINGLE) -> int:
        """Return the row of that name: one of the report, one proposed before, or a new one."""
        known = self._names.setdefault((section.key, parent), self._present(section, by, parent))
        key = evened(name)
        if key not in known:
            known[key] = -1 - len(self.rows)
            self.rows.append(NewRow(section.key, known[key], parent))
        return known[key]

    def miss(self, at: Span | int, text: str, why: str) -> None:
        """List something that no field was found for."""
        self.unplaced.append(Unplaced(self._where(at), text, why))

    def _present(self, section: type[Section], by: Field[str], parent: int) -> dict[str, int]:
        names = {r: self.report[by.at(r)] for r in self.report.rows(section.key, parent)}
        return {evened(name): r for r, name in names.items() if isinstance(name, str)}

    def _kind(self, carried: bool) -> SourceKind:  # noqa: FBT001 - an inner helper
        late = carried and self.shift is not Shift.SAME
        return SourceKind.CARRIED if late else SourceKind.REPORT

    def _where(self, at: Span | int) -> str:
        return self.reading.where(at if isinstance(at, int) else at.paragraph)

    def _quote(self, at: Span | int) -> str:
        return "" if isinstance(at, int) else self.reading.quote(at)[:_LONGEST_QUOTE]


def _as_kept(field: Field[Any], value: Value | None) -> Value | None:
    """Return the value as it would be kept had it been typed."""
    if value is None or isinstance(value, Unread):
        return value
    return NIL if value is NIL and field.kind.numeric else field.read(_shown(field, value)).value


def _shown(field: Field[Any], value: Value) -> str:
    return value if isinstance(value, str) else field.dump(value)


def evened(name: str) -> str:
    """Return a name as it is compared: no blanks, quotes, full-width digits or end marks."""
    return normalise(name).text.strip("。；，、：")


def whole(value: Decimal) -> int | None:
    """Return a count of people, None where it is no whole number."""
    return int(value) if value == value.to_integral_value() else None
