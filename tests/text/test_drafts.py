"""What the items of a list add up to while the list is read."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.text.lexing.tokens import amount_of
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.reading.drafts import Draft, ListDraft

SPOT = Span(0, 0, 1)
HALF = Decimal("0.5")
CENTS = st.integers(0, 500).map(lambda cents: amount_of(f"{cents / 100:.2f}", "万元", SPOT))


def draft(amount):
    known = Draft(
        "", "", "total", False, 2023, False, "outturn", False, SPOT, SPOT
    )  # fmt: skip
    known.amount = amount
    return known


def makes_up(whole, amounts, number):
    """Return whether amounts make up a whole, each looked at anew."""
    if number < 2 or not whole.value:
        return False
    off = abs(whole.value - sum((a.value for a in amounts), Decimal(0)))
    return off <= whole.step * HALF + sum((a.step for a in amounts), Decimal(0)) * HALF


@given(CENTS, st.lists(st.tuples(CENTS, st.booleans()), max_size=8), CENTS)
def test_a_list_is_complete_when_its_items_make_up_the_whole_whenever_it_is_asked(
    whole, items, further
):
    group = ListDraft(draft(whole), "其中")
    late = []
    for amount, later in items:
        group.items.append(draft(None if later else amount))
        late += [(group.items[-1], amount)] if later else []
        read = [item.amount for item in group.items if item.amount is not None]
        number = len(group.items)
        assert group.is_complete == makes_up(whole, read, number)
        assert group.is_completed_by(draft(further)) == makes_up(
            whole, [*read, further], number + 1
        )
        added = sum((a.value for a in read), further.value)
        assert group.would_exceed(draft(further)) == (added > whole.value)
    for item, amount in late:  # an amount that the words behind a name give
        item.amount = amount
        read = [item.amount for item in group.items if item.amount is not None]
        assert group.is_complete == makes_up(whole, read, len(group.items))


def test_a_list_can_be_held_against_another_whole():
    group = ListDraft(draft(amount_of("9.00", "万元", SPOT)), "其中")
    group.items += [draft(amount_of("1.20", "万元", SPOT)), draft(amount_of("2.30", "万元", SPOT))]
    assert not group.is_complete
    group.parent = draft(replace(amount_of("3.50", "万元", SPOT)))
    assert group.is_complete
