"""A report read only for its figures: thousands in a row, nothing remembered of what was read.

`from_json` and `Facts` keep what an open report needs: sources, values, traces. Here a field
stays the text that was sent until a figure asks for it, and a figure remembers its value alone.
Both ways give the same figures; a test holds them against each other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pingkou_gui.domain.facts import ZERO, Facts
from pingkou_gui.domain.figure import Figure
from pingkou_gui.domain.record import FORMAT, VERSION, from_json
from pingkou_gui.domain.report import Report
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.number_kinds import CountKind, DecimalKind, YearKind
from pingkou_gui.spec.place import SINGLE, Lane, Place
from pingkou_gui.spec.text_kinds import ChoiceKind, printable
from pingkou_gui.spec.values import NIL, Entry, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section
    from pingkou_gui.spec.values import Value

T = TypeVar("T")
_PARTS = 4
"""Section, row, name and text of an entry; a source may follow."""
_ROWS = 2**53
_UNKNOWN = object()


def quick_report(text: str) -> tuple[Report, str]:
    """Return what the figures need of a report in JSON text, and its scheme.

    Raises:
        UnusableFileError: As `from_json`.
    """
    try:
        data = json.loads(text)
        return _report(data), str(data.get("scheme", ""))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        record = from_json(text)  # says what is wrong, or reads what is only unusual
        return record.report, record.scheme


_REPEATED = (ChoiceKind, CountKind, DecimalKind, YearKind)
"""Kinds of fields in which many reports have the same: codes, years, heads, points."""
_SHORT = 12


def _loaded(field: Field[Any], text: str) -> Value:
    return field.load(text if text.isprintable() else printable(text)[0])


def _usable(field: Field[Any], text: str) -> Any:
    """Return the value as figures take it: 无 is zero, unreadable words are blank."""
    value = _loaded(field, text)
    if value is NIL:
        return ZERO if field.kind.numeric else None
    return None if type(value) is Unread else value


_remembered = lru_cache(maxsize=2048)(_usable)


class LazyEntries(Mapping[Place, Entry]):
    """Entries as the text that was sent; each is loaded when a figure asks for it."""

    __slots__ = ("texts",)

    def __init__(self, texts: dict[tuple[str, int, str], str]) -> None:
        """Hold the stored texts by their places, those of unknown fields among them."""
        self.texts = texts

    @classmethod
    def of(cls, report: Report) -> LazyEntries:
        """Return the entries of a report that was read in full."""
        fields = ((place, FORM.field_at(place)) for place in report.entries)
        return cls({p: field.dump(report.entries[p].value) for p, field in fields if field})

    def __getitem__(self, place: Place) -> Entry:
        """Return the entry at a place; KeyError where it is blank."""
        field = FORM.field_at(place)
        if field is None:
            raise KeyError(place)
        return Entry(_loaded(field, self.texts[place]))

    def __iter__(self) -> Iterator[Place]:
        places = (Place(*place) for place in self.texts)
        return (place for place in places if FORM.field_at(place) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _report(data: dict[str, Any]) -> Report:
    """Return the report; raises where anything is unusual."""
    if data["format"] != FORMAT or data["version"] != VERSION:
        raise ValueError(data["version"])
    return Report(LazyEntries(_texts(data["entries"])), MappingProxyType(_lanes(data["rows"])))


def _texts(entries: list[Any]) -> dict[tuple[str, int, str], str]:
    """Return the texts of entries by their places; a source has no part in figures."""
    if entries == []:
        return {}
    sections, rows, names, texts = tuple(zip(*entries, strict=False))[:_PARTS]
    _check_rows(rows)
    for words in (sections, names, texts):
        "".join(words)  # a TypeError where one is no text
    return dict(zip(zip(sections, rows, names, strict=True), texts, strict=True))


def _check_rows(rows: Iterable[Any]) -> set[int]:
    """Return the row numbers, each once."""
    numbers = {*rows}
    if {*map(type, rows)} != {int} or min(numbers) < 0 or max(numbers) >= _ROWS:
        raise ValueError
    return numbers


def _lanes(data: list[Any]) -> dict[Lane, tuple[int, ...]]:
    """Return the rows by their lanes: no number and no lane comes twice."""
    if data == []:
        return {}
    sections, parents, rows = zip(*data, strict=True)
    "".join(sections)
    _check_rows(parents)
    numbers = [*chain.from_iterable(rows)]
    lanes = {Lane(section, parent): tuple(row) for section, parent, row in data}
    if len(lanes) != len(data) or (numbers and len(_check_rows(numbers)) != len(numbers)):
        raise ValueError
    return lanes


class QuickFacts(Facts):
    """Facts that work everything out once and keep no trace of what was read."""

    def __init__(self, report: Report, scheme: Scheme) -> None:
        super().__init__(report, scheme)
        entries = report.entries
        lazy = entries if isinstance(entries, LazyEntries) else LazyEntries.of(report)
        self._texts = lazy.texts
        self._found: dict[Any, Any] = {}
        """Values by figure, or by figure and row, as they were asked for, and what was kept."""

    def __getitem__(self, what: Any) -> Any:
        """Return the value of a field or figure, None when it cannot be had."""
        item, row = what if type(what) is tuple else (what, SINGLE)
        if type(item) is Figure:
            found = self._found.get(what, _UNKNOWN)
            if found is _UNKNOWN:
                found = self._found[what] = item.rule(self, row)
            return found
        text = self._texts.get((item.section, row, item.name))
        if text is None:
            return None
        if len(text) <= _SHORT and type(item.kind) in _REPEATED:
            return _remembered(item, text)
        return _usable(item, text)

    def column(self, what: Field[Any], rows: Iterable[int]) -> list[Any]:
        """Return the values of a field in some rows."""
        section, name, get, kind = what.section, what.name, self._texts.get, type(what.kind)
        texts = [get((section, row, name)) for row in rows]
        longest = _SHORT if kind in _REPEATED else -1
        return [
            None if t is None else (_remembered if len(t) <= longest else _usable)(what, t)
            for t in texts
        ]

    def raw(self, what: Field[Any], row: int = SINGLE) -> Value | None:
        """Return the value as it is kept, 无 and unreadable words included."""
        text = self._texts.get((what.section, row, what.name))
        return None if text is None else _loaded(what, text)

    def rows(self, section: type[Section], parent: int = SINGLE) -> tuple[int, ...]:
        """Return the row numbers of a repeated section in their order."""
        lane: Any = (section.key, parent)  # as good as a `Lane`, and made faster
        return self.report.lanes.get(lane, ())

    def keep(self, key: Any, rule: Callable[[], T]) -> T:
        """Return what `rule` returns, worked out once."""
        if key not in self._found:
            self._found[key] = rule()
        found: T = self._found[key]
        return found

    def stated_none(self, what: Field[Any] | Figure, row: int = SINGLE) -> bool:
        """Return whether 无 is what the report says; a sum needs the trace."""
        if isinstance(what, Figure):
            whole = Facts(self.report, self.scheme)
            return whole.stated_none(what, row)
        return self.raw(what, row) is NIL
