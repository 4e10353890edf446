"""Facts: a report read together with its figures, each remembered until what it read changes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast, overload

from pingkou_gui.form.values import NIL, SINGLE, FigureRef, Nil, Place, Ref, RowList, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.form.values import Value
    from pingkou_gui.report.report import Change, Report
    from pingkou_gui.scheme.scheme import Scheme


# A figure: a number worked out from the report, described where it is defined.


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A derived number.

    `words` is the formula with the keys of its inputs in braces, `{staff.headcount} ÷
    {staff.establishment}`; it is shown once with their labels and once with their numbers.
    `section` is set for a figure that every row of that section has. Keys stand in users' data
    and in packages: they are declared, and stay.
    """

    key: str
    label: str
    unit: str
    words: str
    source: str
    rule: Callable[[Facts, int], Decimal | None]
    section: str = ""

    def at(self, row: int = SINGLE) -> FigureRef:
        """Return the address of the figure in that row."""
        return FigureRef(self.key, row)


def figure(  # noqa: PLR0913 - a declaration, every word of it named
    key: str, label: str, *, unit: str, words: str, source: str, section: str = ""
) -> Callable[[Callable[[Facts, int], Decimal | None]], Figure]:
    """Describe a rule; listing it in its module's tuple is what puts it to use."""
    return lambda rule: Figure(key, label, unit, words, source, rule, section)


# Facts: a report read together with its figures, remembering what was read.


T = TypeVar("T")
ZERO = Decimal(0)
Read = Ref | RowList


class CacheKey(NamedTuple):
    """A result of `Facts.cached`, as something that others read."""

    key: Any


Node = Read | CacheKey


class CycleError(Exception):
    """A figure needs itself; a mistake in the formulas, never in the report."""


_BLOCK = 64
"""Rows whose sum is kept as one."""


class Facts:
    """Read fields and figures alike: `facts[Staff.headcount]`, `facts[execution_rate, row]`.

    A stated none (无) counts as zero; words that could not be read count as blank.
    """

    def __init__(self, report: Report, scheme: Scheme | Callable[[], Scheme]) -> None:
        """Know a report and its scheme, or what reads the scheme when it is first asked for."""
        self.report = report
        self._scheme = scheme
        self._worked_out: dict[FigureRef, Decimal | None] = {}
        self._kept: dict[CacheKey, Any] = {}
        """What `cached` has worked out."""
        self._reads: dict[FigureRef | CacheKey, tuple[Node, ...]] = {}
        """What each of these read when it was worked out."""
        self._readers: dict[Node, set[FigureRef | CacheKey]] | None = None
        """Who has ever read what, once it is followed; shared with earlier and later facts, it only grows.

        A reader too many is worked out once more than needed, never once too few.
        """
        self._open: list[dict[Node, None]] = []
        """What has been read so far by each rule that is being worked out, the innermost last."""
        self._under_way: set[FigureRef] = set()
        """Figures being worked out; one that is read again is a cycle."""

    @property
    def scheme(self) -> Scheme:
        """The county's scheme that the report is made with."""
        if callable(self._scheme):
            self._scheme = self._scheme()
        return self._scheme

    @property
    def scheme_is_read(self) -> bool:
        """Whether the scheme is at hand already."""
        return not callable(self._scheme)

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

    def column(self, what: Field[Any], rows: Iterable[int]) -> list[Any]:
        """Return the values of a field in some rows."""
        return [self[what, row] for row in rows]

    def known_sum(self, what: Field[Decimal], rows: tuple[int, ...]) -> tuple[Decimal, int]:
        """Return what the amounts of some rows come to, and how many of them are known.

        It is kept by blocks of rows: after an edit of one row only its block is added up anew.
        """
        total, known = ZERO, 0
        for block in _blocks(rows):
            part, count = self.cached(("sum", what, block), partial(self._sum_of, what, block))
            total, known = total + part, known + count
        return total, known

    def has_unread(self, what: Field[Any], rows: tuple[int, ...]) -> bool:
        """Return whether some row holds words that could not be read; kept by blocks as well."""
        return any(
            self.cached(("unread", what, block), partial(self._unread_in, what, block))
            for block in _blocks(rows)
        )

    def _unread_in(self, what: Field[Any], rows: tuple[int, ...]) -> bool:
        return any(isinstance(self.raw(what, row), Unread) for row in rows)

    def _sum_of(self, what: Field[Decimal], rows: tuple[int, ...]) -> tuple[Decimal, int]:
        values = [value for value in self.column(what, rows) if value is not None]
        return sum(values, ZERO), len(values)

    def raw(self, what: Field[Any], row: int = SINGLE) -> Value | None:
        """Return the value as it is kept, 无 and unreadable words included."""
        place = what.at(row)
        self._note(place)
        return self.report[place]

    def rows(self, section: type[Section], parent: int = SINGLE) -> tuple[int, ...]:
        """Return the row numbers of a repeated section in their order."""
        self._note(RowList(section.key, parent))
        return self.report.rows(section.key, parent)

    def every_row(self, section: type[Section]) -> tuple[int, ...]:
        """Return all rows of a section: those of inner lists one list after the other, else `SINGLE`."""
        if not section.repeated():
            return (SINGLE,)
        if section.parent is None:
            return self.rows(section)
        return tuple(
            row for outer in self.rows(section.parent) for row in self.rows(section, outer)
        )

    def rows_where(self, section: type[Section], by: Field[T], value: T | None) -> tuple[int, ...]:
        """Return the rows of a repeated section in which a field has a value, in their order."""
        groups = self.cached(("rows", by), lambda: self._grouped(self.rows(section), by))
        return groups.get(value, ())

    def _grouped(self, rows: tuple[int, ...], by: Field[T]) -> dict[T | None, tuple[int, ...]]:
        groups: dict[T | None, list[int]] = {}
        for row, value in zip(rows, self.column(by, rows), strict=True):
            groups.setdefault(value, []).append(row)
        return {value: tuple(those) for value, those in groups.items()}

    def stated_none(self, what: Field[Any] | Figure, row: int = SINGLE) -> bool:
        """Return whether 无 is what the report says: typed so, or all that it sums up is."""
        if not isinstance(what, Figure):
            return self.raw(what, row) is NIL
        if self[what, row] != ZERO:
            return False
        stated = [self.report[p] for p in self.places(self.reads(what.at(row)))]
        return any(v is NIL for v in stated) and not any(isinstance(v, Decimal) for v in stated)

    def reads(self, ref: FigureRef) -> tuple[Read, ...]:
        """Return what a figure that was worked out has read, figures not followed further."""
        found: dict[Read, None] = {}
        todo = list(self._reads.get(ref, ()))[::-1]
        while todo:
            node = todo.pop()
            if isinstance(node, CacheKey):
                todo.extend(self._reads.get(node, ())[::-1])
            else:
                found[node] = None
        return tuple(found)

    def places(self, reads: Iterable[Read]) -> tuple[Place, ...]:
        """Return the typed places behind what was read, through figures, each once."""
        seen: dict[Node, None] = {}
        todo: list[Node] = [*reads]
        todo.reverse()
        while todo:
            ref = todo.pop()
            if ref not in seen:
                seen[ref] = None
                if isinstance(ref, FigureRef | CacheKey):
                    todo.extend(self._reads.get(ref, ())[::-1])
        return tuple(ref for ref in seen if isinstance(ref, Place))

    def after(self, report: Report, change: Change) -> Facts:
        """Return the facts of the changed report; what did not read the change is kept."""
        later = Facts(report, self._scheme)
        later._worked_out, later._kept = dict(self._worked_out), dict(self._kept)
        later._reads, later._readers = dict(self._reads), self.follow()
        for node in self._stale((*change.entries, *change.row_lists)):
            if isinstance(node, CacheKey):
                later._kept.pop(node, None)
            else:
                later._worked_out.pop(node, None)
            later._reads.pop(node, None)
        return later

    def cached(self, key: Any, rule: Callable[[], T]) -> T:
        """Return what `rule` returns, worked out again only after what it read has changed."""
        kept = CacheKey(key)
        self._note(kept)
        if kept not in self._kept:
            self._kept[kept] = self._worked(kept, rule)
        return cast("T", self._kept[kept])

    def _worked(self, node: FigureRef | CacheKey, rule: Callable[[], T]) -> T:
        """Return what `rule` returns, noting what it reads as read by `node`."""
        self._open.append({})
        try:
            return rule()
        finally:
            read = tuple(self._open.pop())
            self._reads[node] = read
            if self._readers is not None:
                _index(node, read, self._readers)

    def follow(self) -> dict[Node, set[FigureRef | CacheKey]]:
        """Keep and return who reads what: facts that go on to `after` a change need it.

        Those of a report that is only read are spared it: for 2,000 projects it takes 40 MB.
        """
        if self._readers is None:
            self._readers = {}
            for node, read in self._reads.items():
                _index(node, read, self._readers)
        return self._readers

    def _stale(self, touched: Iterable[Read]) -> set[FigureRef | CacheKey]:
        readers = self.follow()
        stale: set[FigureRef | CacheKey] = set()
        todo: list[Node] = list(touched)
        while todo:
            for reader in readers.get(todo.pop(), ()):
                if reader not in stale:
                    stale.add(reader)
                    todo.append(reader)
        return stale

    def _note(self, ref: Node) -> None:
        if self._open:
            self._open[-1][ref] = None

    def _figure(self, item: Figure, ref: FigureRef) -> Decimal | None:
        self._note(ref)
        if ref not in self._worked_out:
            if ref in self._under_way:
                raise CycleError(item.key)
            self._under_way.add(ref)
            try:
                self._worked_out[ref] = self._worked(ref, lambda: item.rule(self, ref.row))
            finally:
                self._under_way.discard(ref)
        return self._worked_out[ref]


def _blocks(rows: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    return (rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK))


def _index(
    node: FigureRef | CacheKey,
    read: Iterable[Node],
    readers: dict[Node, set[FigureRef | CacheKey]],
) -> None:
    for each in read:
        readers.setdefault(each, set()).add(node)
