"""Cells of the attachments: words, amounts and rates with what stands behind them.

An amount of 无 is printed as 0.00, as official tables do; a blank one leaves its cell blank, or
marked 【待填】 where the report cannot do without it. A number that makes no sense, such as a
rate on a budget of zero, is a dash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pingkou_gui.document.tree import Align, Cell, Span, SpanKind
from pingkou_gui.domain.figures.quantity import is_summed, quantity
from pingkou_gui.domain.wording.changes import told_above
from pingkou_gui.domain.wording.numbers import fixed
from pingkou_gui.spec.field import is_blank
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import SINGLE
from pingkou_gui.spec.values import Unread

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.document.tree import Spans
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.spec.amounts import Amounts
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.place import Place, Ref

MISSING = "【待填】"
"""The row and the head of the column say what is missing."""
DASH = "—"


def head(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell of the frame: words of the form itself."""
    return Cell((Span(text),), Align.CENTRE, columns, rows, head=True)


def label(text: str | Spans, indent: float = 0, *, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell that names its row, `indent` characters in."""
    spans = (Span(text),) if isinstance(text, str) else text
    return Cell(spans, Align.LEFT, columns, rows, indent)


def centred(*spans: Span, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell with words in its middle."""
    return Cell(spans, Align.CENTRE, columns, rows)


def empty(*refs: Ref, columns: int = 1, rows: int = 1) -> Cell:
    """Return a blank cell that knows what would fill it."""
    return Cell((Span("", SpanKind.TYPED, refs),) if refs else (), columns=columns, rows=rows)


def dash(*refs: Ref, columns: int = 1) -> Cell:
    """Return the dash of a number that makes no sense here."""
    return centred(Span(DASH, SpanKind.DERIVED if refs else SpanKind.PLAIN, refs), columns=columns)


def words_of(f: Facts, field: Field[Any], row: int = SINGLE) -> Spans:
    """Return what was typed, line by line as it was, or its gap."""
    value = f.raw(field, row)
    if is_blank(value):
        return (_gap(field.at(row), needed=field.required or isinstance(value, Unread)),)
    lines = (line.strip() for line in field.show(value).split("\n"))
    return (Span("\n".join(filter(None, lines)), SpanKind.TYPED, (field.at(row),)),)


def prose(f: Facts, field: Field[str], row: int = SINGLE, *, columns: int = 1) -> Cell:
    """Return a cell of the clerk's sentences."""
    return Cell(words_of(f, field, row), columns=columns)


def word(
    f: Facts, field: Field[Any], row: int = SINGLE, *, columns: int = 1, rows: int = 1
) -> Cell:
    """Return a cell of a name or a short answer, in its middle."""
    return Cell(words_of(f, field, row), Align.CENTRE, columns, rows)


def number(value: Decimal | None, span: Span, *, unit: str = "", columns: int = 1) -> Cell:
    """Return a cell of figures; `span` carries their source, or is the gap of an unknown one."""
    units = (Span(unit),) if unit and value is not None else ()
    return Cell((span, *units), Align.RIGHT, columns)


def amount(f: Facts, field: Field[Decimal], row: int = SINGLE, *, columns: int = 1) -> Cell:
    """Return a cell of an amount as typed."""
    value = f[field, row]
    if value is None:
        return _blank(f, field, row, columns)
    return number(value, Span(fixed(value), SpanKind.TYPED, (field.at(row),)), columns=columns)


def count(f: Facts, field: Field[Any], row: int = SINGLE, *, columns: int = 1) -> Cell:
    """Return a cell of a number of people or of points, as it was typed; 无 is 0."""
    value = f[field, row]
    if value is None:
        return _blank(f, field, row, columns)
    span = Span(field.kind.show(value), SpanKind.TYPED, (field.at(row),))
    return number(value, span, columns=columns)


def derived(f: Facts, item: Figure, row: int = SINGLE, *, unit: str = "", columns: int = 1) -> Cell:
    """Return a cell of a figure with two places, or its gap."""
    value = f[item, row]
    span = known(value, item.at(row)) if value is not None else gap_of(f, item, row)
    return number(value, span, unit=unit, columns=columns)


def known(value: Decimal, ref: Ref) -> Span:
    """Return a computed number with two places."""
    return Span(fixed(value), SpanKind.DERIVED, (ref,))


def rate(
    f: Facts, item: Figure, base: Decimal | int | None, row: int = SINGLE, *, columns: int = 1
) -> Cell:
    """Return a cell of a rate in per cent, a dash where its base is zero."""
    if base is not None and not base:
        return dash(item.at(row), columns=columns)
    return derived(f, item, row, unit="%", columns=columns)


def quantity_cell(f: Facts, amounts: Amounts, column: str, *, columns: int = 1) -> Cell:
    """Return a cell of an amount row: as typed, or the sum of its parts.

    A part that is not told of on its own leaves no gap under a total that is known.
    """
    item = quantity(amounts).column(column)
    if item is None:
        return dash(columns=columns)
    value = f[item]
    field = {"this": amounts.this, "last": amounts.last, "budget": amounts.budget}[column]
    if value is None:
        told = told_above(f, amounts, column)
        span = _gap(*_places(f, item), needed=False) if told else gap_of(f, item)
        return number(None, span, columns=columns)
    if field is None or is_summed(f, amounts, column):
        return number(value, known(value, item.at()), columns=columns)
    return amount(f, field, columns=columns)


def gap_of(f: Facts, item: Figure, row: int = SINGLE) -> Span:
    """Return the gap of a figure that cannot be worked out, marked where a required value lacks."""
    places = _places(f, item, row)
    needed = [p for p in places if _is_needed(f, p)]
    return _gap(*(needed or places or (item.at(row),)), needed=bool(needed))


def _places(f: Facts, item: Figure, row: int = SINGLE) -> tuple[Place, ...]:
    """Return the blank places behind a figure."""
    return tuple(p for p in f.places(f.reads(item.at(row))) if is_blank(f.report[p]))


def _is_needed(f: Facts, place: Place) -> bool:
    field = FORM.field_at(place)
    return isinstance(f.report[place], Unread) or (field is not None and field.required)


def _blank(f: Facts, field: Field[Any], row: int, columns: int) -> Cell:
    needed = field.required or isinstance(f.raw(field, row), Unread)
    return number(None, _gap(field.at(row), needed=needed), columns=columns)


def _gap(*refs: Ref, needed: bool) -> Span:
    return Span(MISSING, SpanKind.MISSING, refs) if needed else Span("", SpanKind.TYPED, refs)
