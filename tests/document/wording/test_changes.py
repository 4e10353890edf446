"""What every comparison must obey, whatever the amounts."""

import re
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pingkou_gui.document.chapters_money import EXPENSES, basic_spending, three_public
from pingkou_gui.document.phrases import SpanKind, words
from pingkou_gui.form.pages.basic_spending import Conferences, ThreePublic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import FigureRef, Place
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme

AMOUNTS = st.decimals(min_value=0, max_value=999_999, places=2)
SENTENCE = re.compile(
    r"(?:支出([\d.]+)万元|无会议费支出)，(?:比上年(增加|减少)([\d.]+)万元(?:，(增长|下降)([\d.]+)%|（上年为0）)?|与上年持平)"
)


def cents(value):
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


SCHEME = default_scheme()


def _facts(values):
    draft = Draft(Report())
    draft.type_in(Unit.year, "2023")
    for field, value in values.items():
        if value is not None:
            draft.type_in(field, f"{value}")
    return Facts(Report().apply(draft.change), SCHEME)


def meeting_words(this, last):
    meetings_row = Conferences.meetings
    f = _facts({meetings_row.this: this, meetings_row.last: last})
    return SENTENCE.search(words(EXPENSES["general_budget.meetings"](f)))


@settings(max_examples=150)
@given(this=AMOUNTS, last=AMOUNTS)
def test_the_direction_agrees_with_the_sign(this, last):
    found = meeting_words(this, last)
    expected = None if this == last else "增加" if this > last else "减少"
    assert found
    assert found[2] == expected
    assert found[4] in {None, "增长" if this > last else "下降"}


@settings(max_examples=150)
@given(this=AMOUNTS, last=AMOUNTS)
def test_the_percentage_agrees_with_the_amounts(this, last):
    assume(this != last)
    found = meeting_words(this, last)
    assert Decimal(found[3]) == cents(abs(this - last))
    rate = cents(abs(this - last) / last * 100) if last else None
    whole = last and abs(this - last) == last
    assert found[5] == ("100" if whole else f"{rate}" if rate else None)


@given(this=st.none() | AMOUNTS, last=st.none() | AMOUNTS)
def test_a_blank_is_never_printed_as_a_number(this, last):
    reception = ThreePublic.reception
    spans = three_public(_facts({reception.this: this, reception.last: last}))
    numbers = [s for s in spans if s.kind in {SpanKind.TYPED, SpanKind.DERIVED}]
    assert all(span.refs for span in numbers)
    if this == 0 and last == 0:
        return
    assert len(numbers) == 1 + bool(this) + _changes(this, last)


def _changes(this, last):
    """Count the numbers of a comparison: none, the one word of a standstill, or two."""
    if this is None or last is None:
        return 0
    if this == last:
        return 1
    return 1 + bool(last and cents(abs(this - last) / last * 100))


def test_a_number_leads_to_where_it_was_typed(facts_of):
    f = facts_of(unit__year="2023", conferences__meetings="2.8")
    span = next(span for span in EXPENSES["general_budget.meetings"](f) if span.text == "2.80")
    assert (span.kind, span.refs) == (SpanKind.TYPED, (Place("conferences", 0, "meetings"),))


def test_a_sum_leads_to_its_figure(facts_of):
    f = facts_of(
        three_public__overseas="无", three_public__vehicles="3.1", three_public__reception="2"
    )
    span = next(span for span in three_public(f) if span.text == "5.10")
    assert (span.kind, span.refs) == (SpanKind.DERIVED, (FigureRef("three_public.total:this", 0),))


def test_a_placeholder_leads_to_the_blank_field(facts_of):
    f = facts_of(unit__year="2023")
    gap = next(
        span for span in EXPENSES["general_budget.meetings"](f) if span.kind is SpanKind.MISSING
    )
    assert gap.refs == (Place("conferences", 0, "meetings"),)


def test_vehicles_gather_the_reasons_of_their_parts(facts_of):
    f = facts_of(
        three_public__purchase="无",
        three_public__purchase_last="无",
        three_public__running="3.1",
        three_public__running_last="5.19",
        three_public__running_reason="减少出车",
    )
    assert (
        "公务用车购置及运行维护费3.10万元（均为公务用车运行维护费，未购置公务用车），"
        "比上年减少2.09万元，下降40.27%，主要原因是减少出车；"
    ) in words(three_public(f))


def test_a_class_is_not_called_for_where_its_total_was_typed(facts_of):
    f = facts_of(unit__year="2023", basic__personnel="10", basic__operating="5")
    assert "工资福利支出" not in words(basic_spending(f))
    assert "人员经费10.00万元，公用经费5.00万元。" in words(basic_spending(f))


def test_a_rare_class_is_printed_where_there_is_something(facts_of):
    f = facts_of(basic__capital="1", basic__capital_last="1", basic__interest="无")
    assert "资本性支出1.00万元，与上年持平" in words(basic_spending(f))
    assert "债务利息" not in words(basic_spending(f))
