"""Chapter two, first part: basic spending, the three public expenses, meetings, training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.quantity import quantity
from pingkou_gui.domain.wording.changes import told_above, with_change
from pingkou_gui.domain.wording.say import joined, say, together
from pingkou_gui.domain.wording.sentence import sentence
from pingkou_gui.domain.wording.texts import used_for
from pingkou_gui.domain.wording.values import amount_of, figured, year
from pingkou_gui.spec.pages.basic_spending import Basic, Conferences, SpendingTexts, ThreePublic

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.spans import Spans
    from pingkou_gui.spec.amounts import Amounts

CLASSES = (
    Basic.wages,
    Basic.goods,
    Basic.transfers,
    Basic.interest,
    Basic.capital,
    Basic.other,
)


@sentence("general_budget.basic")
def basic(f: Facts, _row: int) -> Spans:
    """Basic spending by economic class, each with its change and reason."""
    use = used_for(f, SpendingTexts.basic_use)
    classes = joined((_class(f, amounts) for amounts in CLASSES), "；")
    return together(
        say(
            "{year}一般公共预算{total}{use}。",
            year=year(f),
            total=_stated(f, Basic.total, "基本支出"),
            use=together("，", use) if use else "",
        ),
        say("其中：{classes}。", classes=classes) if classes else (),
        say(
            "{personnel}，{operating}。",
            personnel=_named(f, Basic.personnel, Basic.personnel.label),
            operating=_named(f, Basic.operating, Basic.operating.label),
        ),
    )


def _class(f: Facts, amounts: Amounts) -> Spans:
    """Return a class of spending; one that is blank is left out where a total tells of it."""
    value = f[quantity(amounts).this]
    if amounts.rare and not value:
        return ()
    if value is None and told_above(f, amounts, "this"):
        return ()
    return _stated(f, amounts, amounts.label)


def _stated(f: Facts, amounts: Amounts, name: str, against: Spans = ()) -> Spans:
    """Return 会议费支出2.80万元，比上年…，主要原因是…; 无会议费支出 where none is stated."""
    return together(_named(f, amounts, name), against, with_change(f, amounts))


def _named(f: Facts, amounts: Amounts, name: str) -> Spans:
    if f.stated_none(quantity(amounts).this):
        return together(f"无{name}")
    return together(name, amount_of(f, amounts).money())


@sentence("general_budget.three_public")
def three_public(f: Facts, _row: int) -> Spans:
    """The three public expenses together, against their budget, and one by one."""
    parts = joined(
        (
            _public(f, ThreePublic.overseas),
            _public(f, ThreePublic.vehicles, _vehicle_parts(f)),
            _public(f, ThreePublic.reception),
        ),
        "；",
    )
    total = _stated(f, ThreePublic.total, "“三公”经费支出", _against_budget(f))
    return say("{year}{total}。其中：{parts}。", year=year(f), total=total, parts=parts)


def _public(f: Facts, amounts: Amounts, parts: Spans = ()) -> Spans:
    """Return one of the three; its parts are told of only in brackets, their reasons with it."""
    none = f.stated_none(quantity(amounts).this)
    said = _named(f, amounts, f"{amounts.label}支出" if none else amounts.label)
    return together(said, with_change(f, amounts, parts, gather=True))


def _against_budget(f: Facts) -> Spans:
    """Return ，完成预算的83.11%, where this year's budget is known."""
    rate = quantity(ThreePublic.total).budget_rate
    number = None if rate is None else figured(f, rate)
    if number is None or number.value is None:
        return ()
    return say("，完成预算的{rate}", rate=number.percent())


def _vehicle_parts(f: Facts) -> Spans:
    """Return （公务用车购置费…，公务用车运行维护费…）, where both are known."""
    parts = ThreePublic.vehicles.parts
    known = [f[quantity(part).this] for part in parts]
    if any(value is None for value in known) or not any(known):
        return ()
    return say(
        "（其中：{parts}）", parts=joined((_named(f, part, part.label) for part in parts), "，")
    )


@sentence("general_budget.meetings")
def meetings(f: Facts, _row: int) -> Spans:
    """Meetings."""
    return say("{year}{said}。", year=year(f), said=_stated(f, Conferences.meetings, "会议费支出"))


@sentence("general_budget.training")
def training(f: Facts, _row: int) -> Spans:
    """Training."""
    return say("{year}{said}。", year=year(f), said=_stated(f, Conferences.training, "培训费支出"))


BASIC = (basic, three_public, meetings, training)
