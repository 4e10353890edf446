"""Single values as spans: typed, computed, or visibly missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.figures.quantity import is_summed, quantity
from pingkou_gui.domain.wording.numbers import fixed
from pingkou_gui.domain.wording.spans import Span, SpanKind
from pingkou_gui.spec.field import is_blank
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.number_kinds import AmountKind
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.place import SINGLE, Place

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.domain.figures.funds import Fund
    from pingkou_gui.domain.wording.spans import Spans
    from pingkou_gui.spec.amounts import Amounts
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.place import Ref

WAN = "万元"
TAIL = "。；;，,、.． \t\n\u3000"
"""Marks that close a sentence or go on with it."""


def missing(what: str, *refs: Ref) -> Span:
    """Return the placeholder of a fact that is not known, 【待填：会议费本年决算】."""
    return Span(f"【待填：{what}】", SpanKind.MISSING, refs)


def doubtful(what: str, *refs: Ref) -> Span:
    """Return a mark for what cannot be right as it stands, 【待核：…】."""
    return Span(f"【待核：{what}】", SpanKind.MISSING, refs)


def typed(f: Facts, field: Field[Any], row: int = SINGLE, *, label: str = "") -> Span:
    """Return what was typed as it is printed, a placeholder where nothing usable stands."""
    value, place = f.raw(field, row), field.at(row)
    if is_blank(value):
        return missing(label or field.label, place)
    known = f[field, row]
    if known is not None and isinstance(field.kind, AmountKind):
        return Span(fixed(known), SpanKind.TYPED, (place,))
    shown = field.show(field.bare(value))
    # A name with a full stop of its own would close the sentence it stands in.
    return Span(shown.rstrip(TAIL) or shown, SpanKind.TYPED, (place,))


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be printed, with the fields and figures it comes from."""

    value: Decimal | None
    refs: tuple[Ref, ...]
    kind: SpanKind = SpanKind.DERIVED
    label: str = ""
    """Names it in its placeholder."""
    blanks: tuple[Ref, ...] = ()
    """Where to fill in what it lacks."""

    def span(self, places: int = 2) -> Span:
        """Return the number half up, its size without sign, or its placeholder."""
        if self.value is None:
            return missing(self.label, *(self.blanks or self.refs))
        return Span(fixed(abs(self.value), places), self.kind, self.refs)

    def money(self) -> Spans:
        """Return the amount with 万元."""
        return with_unit(self.span(), WAN)

    def percent(self) -> Spans:
        """Return the rate with %."""
        return with_unit(self.span(), "%")


def figured(f: Facts, item: Figure, row: int = SINGLE) -> Number:
    """Return a figure as a number to be printed."""
    value = f[item, row]
    blanks = () if value is not None else blanks_behind(f, item, row)
    return Number(value, (item.at(row),), label=item.label, blanks=blanks)


def amount_of(f: Facts, amounts: Amounts, column: str = "this") -> Number:
    """Return an amount row's column: as typed, or the sum of its parts."""
    figure = quantity(amounts).column(column)
    if figure is None:
        raise KeyError(amounts.key, column)
    number = figured(f, figure)
    field = {"this": amounts.this, "last": amounts.last, "budget": amounts.budget}[column]
    if field is None or is_summed(f, amounts, column) or number.value is None:
        return number
    return Number(number.value, (field.at(),), SpanKind.TYPED, number.label)


def stage_of(f: Facts, fund: Fund, stage: str) -> Number:
    """Return a budget at a stage: as typed, or worked out; its placeholder names the budget."""
    figure = fund.stages[stage]
    number = figured(f, figure)
    place = Place(fund.section.key, SINGLE, stage)
    if number.value is None or f.report[place] is None:
        return number
    return Number(number.value, (place,), SpanKind.TYPED, number.label)


def field_number(f: Facts, field: Field[Any], row: int) -> Number:
    """Return a typed amount as a number to be printed."""
    return Number(f[field, row], (field.at(row),), SpanKind.TYPED, field.label)


def blanks_behind(f: Facts, item: Figure, row: int = SINGLE) -> tuple[Ref, ...]:
    """Return the blank places behind a figure that cannot be worked out, the required first."""
    blank = [p for p in f.places(f.reads(item.at(row))) if is_blank(f.report[p])]
    fields = {p: FORM.field_at(p) for p in blank}
    needed = [p for p, field in fields.items() if field and field.required]
    rest = [p for p, field in fields.items() if field and not field.blank_is_none]
    return tuple(needed or rest or blank)


def with_unit(span: Span, unit: str) -> Spans:
    """Return the span with its unit; a placeholder has none."""
    return (span,) if span.kind is SpanKind.MISSING else (span, Span(unit))


def year(f: Facts) -> Spans:
    """Return 2023年."""
    return with_unit(typed(f, Unit.year), "年")


def own_name(f: Facts) -> Span:
    """Return what the unit calls itself: 我镇."""
    return typed(f, Unit.short_name)
