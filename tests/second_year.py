"""A township's second year as tests go through it: what files hold is taken, the rest is typed."""

from decimal import Decimal

from pingkou_gui.document.compose import compose
from pingkou_gui.document.status import printed_gaps
from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import FigureRef, Place
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import quantity
from pingkou_gui.report.progress import progress
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme


def taken_unasked(proposal):
    """The report with what a proposal ticks by itself: nothing in doubt is taken."""
    draft = Draft(Report())
    accept(draft, proposal, proposal.ticked(Report()))
    return Report().apply(draft.change)


def check_both_years(report, wanted):
    """Hold amounts of this year and the last against what was written into the files."""
    facts = Facts(report, default_scheme())
    for amounts, (this, last) in wanted.items():
        found = facts[quantity(amounts).this], facts[quantity(amounts).last]
        assert found == (Decimal(this), Decimal(last)), amounts.label
    return facts


def check_typed_out(taken, numbers, words, capsys):
    """Type what no file holds and hold that no number is missing then; tell what was typed."""
    draft = Draft(taken)
    for field, text in (*numbers, *words):
        assert taken[field.at()] is None, f"{field.label} was read already"
        draft.type_in(field, text)
    facts = Facts(taken.apply(draft.change), default_scheme())
    gaps = [gap for page in progress(facts) for gap in page.gaps]
    printed = printed_gaps(facts, compose(facts, draft=False), frozenset())
    with capsys.disabled():
        typed = "、".join(f"{field.label} {text}" for field, text in numbers)
        left = "、".join(dict.fromkeys(gap.label for gap in gaps))
        print(f"\n{len(numbers)} numbers typed: {typed}; words to write: {left}")  # noqa: T201
    assert [gap.label for gap in (*gaps, *printed) if _is_number(gap)] == []
    assert len(numbers) <= 10


def _is_number(gap):
    """A field of numbers, or a number that cannot be worked out; a list of words is none."""
    place = gap.place
    if isinstance(place, Place):
        return FORM.field_at(place).kind.numeric
    return isinstance(place, FigureRef)
