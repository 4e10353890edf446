"""How something stands to last year: more, less, equal, from nothing, to nothing, unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.checks.changes import reason_is_due
from pingkou_gui.domain.figures.quantity import QUANTITIES, is_summed, quantity
from pingkou_gui.domain.wording.numbers import vanishes
from pingkou_gui.domain.wording.say import joined, say, together
from pingkou_gui.domain.wording.spans import Span, SpanKind, words
from pingkou_gui.domain.wording.texts import because
from pingkou_gui.domain.wording.values import WAN, amount_of, figured

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.say import Part
    from pingkou_gui.domain.wording.spans import Spans
    from pingkou_gui.domain.wording.values import Number
    from pingkou_gui.spec.amounts import Amounts

LEVEL = "持平"


def moved(
    change: Number, rate: Number | None, *, base: str = "上年", unit: str = WAN, places: int = 2
) -> Spans:
    """Return 比上年减少2.09万元，下降40.27%.

    No percentage is given where the base is zero (`rate` without a value), nor one that would
    be printed as 0.00%; no change at all is 与上年持平, one below a printed cent 基本持平.
    """
    value = change.value
    if value is None:
        return ()
    if not value or vanishes(value, places):
        near = "基本" if value else ""
        return say("与{base}{level}", base=base, level=_level(near + LEVEL, change))
    more = value > 0
    direction = "增加" if more else "减少"
    said = together(f"比{base}{direction}", change.span(places), unit)
    if rate is None or (rate.value is not None and vanishes(rate.value)):
        return said
    if rate.value is None:
        return together(said, f"（{base}为0）")
    return together(said, "，增长" if more else "，下降", rate.percent())


def _level(text: str, change: Number) -> Span:
    return Span(text, SpanKind.DERIVED, change.refs)


def compared(f: Facts, amounts: Amounts) -> Spans:
    """Return the comparison of an amount row with last year.

    Where last year is not known nothing is claimed: it is called for, unless the total that
    holds it tells of last year instead. Without this year there is nothing to compare.
    """
    figures = quantity(amounts)
    if f[figures.this] is None:
        return ()
    if f[figures.last] is None:
        told = told_above(f, amounts, "last")
        return () if told else say("上年为{last}", last=amount_of(f, amounts, "last").span())
    return moved(figured(f, figures.change), figured(f, figures.rate))


def told_above(f: Facts, amounts: Amounts, column: str) -> bool:
    """Return whether a total that holds this row is known, so that the row may stay blank."""
    holders = [q for q in QUANTITIES.values() if amounts in q.amounts.parts]
    return any(
        (held is not None and f[held] is not None) or told_above(f, q.amounts, column)
        for q in holders
        for held in (q.column(column),)
    )


def reasoned(f: Facts, amounts: Amounts, *, gather: bool = False) -> Spans:
    """Return 主要原因是…, where there is a change to explain.

    A total that is the sum of its parts needs no reason of its own: the parts have theirs,
    which `gather` collects here where the parts are not told of one by one. A change too small
    for the county to ask why goes without.
    """
    change = f[quantity(amounts).change]
    if not change or amounts.reason is None:
        return ()
    parts = amounts.parts if is_summed(f, amounts, "this") else ()
    if f[amounts.reason] is None and (parts or vanishes(change)):
        return _gathered(f, amounts) if gather and not vanishes(change) else ()
    return because(f, amounts.reason) if _has_reason(f, amounts) else ()


def _has_reason(f: Facts, amounts: Amounts) -> bool:
    """Return whether a reason was given, or has to be."""
    given = amounts.reason is not None and f[amounts.reason] is not None
    return given or reason_is_due(f, amounts)


def _gathered(f: Facts, amounts: Amounts) -> Spans:
    moved = [p for p in amounts.parts if p.reason and f[quantity(p).change]]
    fields = [p.reason for p in moved if p.reason and _has_reason(f, p)]
    once: dict[str, Spans] = {}
    for field in fields:
        reason = because(f, field, opening="")
        once.setdefault(words(reason), reason)
    return together("主要原因是", joined(once.values(), "，")) if once else ()


def with_change(f: Facts, amounts: Amounts, parts: Spans = (), *, gather: bool = False) -> Spans:
    """Return the clauses about last year, each after a comma: ，比上年…，主要原因是….

    `parts` is a remark on the amount itself, set between its change and the reason.
    """
    said, why = compared(f, amounts), reasoned(f, amounts, gather=gather)
    return together(*_after_comma(said), parts, *_after_comma(why))


def _after_comma(clause: Spans) -> tuple[Part, ...]:
    return ("，", clause) if clause else ()
