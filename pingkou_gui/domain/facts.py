"""Facts: a report read together with its figures, remembering what was read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

from pingkou_gui.domain.figure import Figure
from pingkou_gui.spec.place import SINGLE, FigureRef, Lane, Place, Ref
from pingkou_gui.spec.values import NIL, Nil, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pingkou_gui.domain.report import Change, Report
    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section
    from pingkou_gui.spec.values import Value

T = TypeVar("T")
ZERO = Decimal(0)
Read = Ref | Lane


class CycleError(Exception):
    """A figure needs itself; a mistake in the formulas, never in the report."""


class Facts:
    """Read fields and figures alike: `facts[Staff.headcount]`, `facts[execution_rate, row]`.

    A stated none (无) counts as zero; words that could not be read count as blank.
    """

    def __init__(self, report: Report, scheme: Scheme) -> None:
        self.report = report
        self.scheme = scheme
        self._worked_out: dict[FigureRef, Decimal | None] = {}
        self._reads: dict[FigureRef, tuple[Read, ...]] = {}
        self._open: list[dict[Read, None]] = []
        self._under_way: set[FigureRef] = set()
        self.kept: dict[Any, tuple[Any, frozenset[Read]]] = {}
        """Results of `keep`, with what they read."""

    @overload
    def __getitem__(self, what: Field[T] | tuple[Field[T], int]) -> T | None: ...
    @overload
    def __getitem__(self, what: Figure | tuple[Figure, int]) -> Decimal | None: ...
    def __getitem__(self, what: Any) -> Any:
        """Return the value of a field or figure, None when it cannot be had."""
        item, row = what if isinstance(what, tuple) else (what, SINGLE)
        if isinstance(item, Figure):
            return self._figure(item, item.at(row))
        value = self.raw(item, row)
        if isinstance(value, Unread):
            return None
        if isinstance(value, Nil):
            return ZERO if item.kind.numeric else None
        return value

    def raw(self, what: Field[Any], row: int = SINGLE) -> Value | None:
        """Return the value as it is kept, 无 and unreadable words included."""
        place = what.at(row)
        self._note(place)
        return self.report[place]

    def rows(self, section: type[Section], parent: int = SINGLE) -> tuple[int, ...]:
        """Return the row numbers of a repeated section in their order."""
        self._note(Lane(section.key, parent))
        return self.report.rows(section.key, parent)

    def stated_none(self, what: Field[Any] | Figure, row: int = SINGLE) -> bool:
        """Return whether 无 is what the report says: typed so, or all that it sums up is."""
        if not isinstance(what, Figure):
            return self.raw(what, row) is NIL
        if self[what, row] != ZERO:
            return False
        stated = [self.report[p] for p in self.places(self._reads[what.at(row)])]
        return any(v is NIL for v in stated) and not any(isinstance(v, Decimal) for v in stated)

    def trace(self, rule: Callable[[], T]) -> tuple[T, tuple[Read, ...]]:
        """Return what `rule` returns and what it read, figures not followed further."""
        self._open.append({})
        try:
            result = rule()
        finally:
            read = self._open.pop()
        for ref in read:
            self._note(ref)
        return result, tuple(read)

    def reads(self, ref: FigureRef) -> tuple[Read, ...]:
        """Return what a figure that was worked out has read."""
        return self._reads.get(ref, ())

    def places(self, reads: Iterable[Read]) -> tuple[Place, ...]:
        """Return the typed places behind what was read, through figures, each once."""
        found: dict[Place, None] = {}
        seen: set[FigureRef] = set()
        todo = list(reads)[::-1]
        while todo:
            ref = todo.pop()
            if isinstance(ref, Place):
                found[ref] = None
            elif isinstance(ref, FigureRef) and ref not in seen:
                seen.add(ref)
                todo.extend(self._reads.get(ref, ())[::-1])
        return tuple(found)

    def after(self, report: Report, change: Change) -> Facts:
        """Return the facts of the changed report; what did not read the change is kept."""
        later = Facts(report, self.scheme)
        touched: set[Read] = {*change.entries, *change.lanes}
        stale = self._stale(touched)
        for ref, value in self._worked_out.items():
            if ref not in stale:
                later._worked_out[ref] = value
                later._reads[ref] = self._reads[ref]
        gone = touched | stale
        later.kept = {k: v for k, v in self.kept.items() if gone.isdisjoint(v[1])}
        return later

    def keep(self, key: Any, rule: Callable[[], T]) -> T:
        """Return what `rule` returns, worked out again only after what it read has changed."""
        if key in self.kept:
            kept, read = self.kept[key]
            for ref in read:
                self._note(ref)
            return cast("T", kept)
        result, reads = self.trace(rule)
        self.kept[key] = (result, frozenset(reads))
        return result

    def _stale(self, touched: set[Read]) -> set[Read]:
        readers: dict[Read, list[FigureRef]] = {}
        for ref, reads in self._reads.items():
            for read in reads:
                readers.setdefault(read, []).append(ref)
        stale: set[Read] = set()
        todo = list(touched)
        while todo:
            for reader in readers.get(todo.pop(), ()):
                if reader not in stale:
                    stale.add(reader)
                    todo.append(reader)
        return stale

    def _note(self, ref: Read) -> None:
        if self._open:
            self._open[-1][ref] = None

    def _figure(self, item: Figure, ref: FigureRef) -> Decimal | None:
        self._note(ref)
        if ref not in self._worked_out:
            if ref in self._under_way:
                raise CycleError(item.key)
            self._under_way.add(ref)
            self._open.append({})
            try:
                self._worked_out[ref] = item.rule(self, ref.row)
            finally:
                self._reads[ref] = tuple(self._open.pop())
                self._under_way.discard(ref)
        return self._worked_out[ref]
