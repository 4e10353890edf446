"""Moving headings of an outline that is being made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.scheme.drafting import Heading, draft_of, problems_of
from pingkou_gui.scheme.headings import absent, add, can_remove, move, remove, shift
from pingkou_gui.scheme.known import PARTS
from pingkou_gui.scheme.reader import default_scheme


@pytest.fixture
def headings():
    return draft_of(default_scheme()).headings


def keys(headings):
    return [heading.key for heading in headings]


def test_a_chapter_moves_with_what_is_below(headings):
    at = keys(headings).index("general_budget")
    to = move(headings, at, -1)
    assert keys(headings)[:2] == ["general_budget", "general_budget.basic"]
    assert headings[to].key == "general_budget"
    move(headings, to, 1)
    assert keys(headings) == keys(draft_of(default_scheme()).headings)


def test_the_first_and_the_last_stay(headings):
    before = keys(headings)
    assert move(headings, 0, -1) == 0
    assert move(headings, len(headings) - 1, 1) == len(headings) - 1
    assert keys(headings) == before


def test_a_heading_does_not_leave_its_chapter(headings):
    at = keys(headings).index("overview.basics")
    assert move(headings, at, -1) == at


def test_removing_lifts_what_is_below(headings):
    at = keys(headings).index("overview.basics")
    remove(headings, at)
    assert headings[at].key == "overview.organisation"
    assert headings[at].level == 2


def test_a_removed_part_can_be_added_again(headings):
    remove(headings, keys(headings).index("remarks"))
    assert absent(headings) == ("remarks",)
    at = add(headings, Heading(1, "remarks", "其他"), len(headings) - 1)
    assert headings[at].title == "其他"


def test_needed_chapters_cannot_be_removed():
    assert not can_remove(Heading(1, "overview", "概况"))
    assert can_remove(Heading(1, "remarks", "说明"))


def test_a_level_is_never_skipped(headings):
    assert not shift(headings, 0, 1)
    assert not shift(headings, 0, -1)
    assert shift(headings, 1, -1)
    assert (headings[1].level, headings[2].level) == (1, 2)


@given(
    st.lists(
        st.tuples(st.integers(0, 29), st.sampled_from(["up", "down", "in", "out"])), max_size=40
    )
)
def test_whatever_is_moved_stays_an_outline(steps):
    draft = draft_of(default_scheme())
    for at, act in steps:
        if act in ("up", "down"):
            move(draft.headings, at, -1 if act == "up" else 1)
        else:
            shift(draft.headings, at, 1 if act == "in" else -1)
    assert sorted(keys(draft.headings)) == sorted(PARTS)
    assert problems_of(draft) == ()
