"""Years inside words that were carried over: each field proposed for change, none changed unseen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.domain.proposal import Proposal, Proposed
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.text_kinds import TextKind
from pingkou_gui.spec.values import Source, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.record import Record
    from pingkou_gui.spec.place import Place
    from pingkou_gui.spec.values import Entry

_YEAR = re.compile("(?<!\\d)(20\\d\\d)(?=年)")
_BACK = 1
"""How many years before the old report's a year may lie and still move with it."""
_AHEAD = 1
_AROUND = 8


def year_mentions(record: Record) -> Proposal:
    """Return, for every carried text that names a year, the text with its years moved on by one.

    Only years next to the old report's are moved; 2015年以来 stays. Every mention is listed in
    the doubt, so that nothing is ticked before it has been looked at.
    """
    year = record.report[Unit.year.at()]
    old = year - 1 if isinstance(year, int) else 0
    items = tuple(
        item
        for place in sorted(record.report.entries)
        if (item := _proposed(place, record.report.entries[place], old)) is not None
    )
    notes = (f"{len(items)}处沿用的文字里写着年份，逐处核对后再改",) if items else ()
    return Proposal("沿用文字里的年份", "", items, notes=notes)


def _proposed(place: Place, entry: Entry, old: int) -> Proposed | None:
    field = FORM.field_at(place)
    if field is None or not isinstance(field.kind, TextKind) or not isinstance(entry.value, str):
        return None
    mentions = list(_mentions(entry.value, old))
    if entry.source.kind is not SourceKind.CARRIED or not mentions:
        return None
    changed = _YEAR.sub(lambda m: _next(m[1], old), entry.value)
    source = Source(SourceKind.CARRIED, entry.source.file, entry.source.where, entry.value)
    return Proposed(place, changed, source, "；".join(mentions))


def _mentions(text: str, old: int) -> Iterator[str]:
    for match in _YEAR.finditer(text):
        if _next(match[1], old) != match[1]:
            around = text[max(match.start() - _AROUND, 0) : match.end() + 1 + _AROUND]
            yield f"{match[1]}年改为{_next(match[1], old)}年：…{around.replace(chr(10), ' ')}…"


def _next(year: str, old: int) -> str:
    number = int(year)
    return str(number + 1) if old - _BACK <= number <= old + _AHEAD else year
