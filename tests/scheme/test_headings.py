"""Moving headings of an outline that is being made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.scheme.scheme import PARTS
from pingkou_gui.scheme.scheme_editing import (
    DraftHeading,
    absent,
    add,
    can_remove,
    draft_of,
    end_of,
    move,
    problems_of,
    remove,
    shift,
)
from pingkou_gui.scheme.scheme_reader import default_scheme


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
    at = add(headings, DraftHeading(1, "remarks", "其他"), len(headings) - 1)
    assert headings[at].title == "其他"


def test_needed_chapters_cannot_be_removed():
    assert not can_remove(DraftHeading(1, "overview", "概况"))
    assert can_remove(DraftHeading(1, "remarks", "说明"))


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


def outline(*levels):
    return [DraftHeading(level, f"part{at}", f"标题{at}") for at, level in enumerate(levels)]


@pytest.mark.parametrize(
    ("at", "end"), [(0, 6), (1, 4), (2, 3), (3, 4), (4, 6), (5, 6), (6, 7), (7, 8)]
)
def test_a_heading_ends_before_the_next_of_its_level_or_above(at, end):
    assert end_of(outline(1, 2, 3, 3, 2, 3, 1, 1), at) == end


def test_a_heading_that_moves_up_passes_its_neighbour_whole():
    headings = outline(1, 2, 3, 3, 2, 3)
    assert move(headings, 4, -1) == 1
    assert keys(headings) == ["part0", "part4", "part5", "part1", "part2", "part3"]


def test_a_heading_that_moves_down_passes_its_neighbour_whole():
    headings = outline(1, 2, 2, 3, 3)
    assert move(headings, 1, 1) == 4
    assert keys(headings) == ["part0", "part2", "part3", "part4", "part1"]


def test_a_heading_that_moves_up_passes_a_neighbour_with_one_below():
    headings = outline(1, 2, 3, 2)
    assert move(headings, 3, -1) == 1
    assert keys(headings) == ["part0", "part3", "part1", "part2"]


def test_the_second_chapter_moves_to_the_top():
    headings = outline(1, 1)
    assert move(headings, 1, -1) == 0
    assert keys(headings) == ["part1", "part0"]


def test_below_a_heading_without_chapter_nothing_moves_up():
    headings = outline(2, 1)
    assert move(headings, 1, -1) == 1
    assert keys(headings) == ["part0", "part1"]


@pytest.mark.parametrize(
    ("levels", "at", "by", "went"),
    [
        ((1, 1), 1, 1, (1, 2)),
        ((1, 2), 1, 1, None),
        ((1, 2, 3, 3), 3, 1, (1, 2, 3, 4)),
        ((1, 2, 3, 4, 4), 4, 1, None),
        ((1, 2, 3, 2, 3, 4), 3, 1, None),
        ((1, 2, 3, 2, 3), 3, 1, (1, 2, 3, 3, 4)),
        ((1, 2), 1, -1, (1, 1)),
        ((1, 1), 1, -1, None),
        ((1, 1), 0, 1, None),
    ],
)
def test_a_heading_goes_one_level_down_where_one_above_can_hold_it(levels, at, by, went):
    headings = outline(*levels)
    assert shift(headings, at, by) is (went is not None)
    assert tuple(heading.level for heading in headings) == (went or levels)


def test_removing_leaves_what_stands_above_as_it_is():
    headings = outline(1, 2, 3, 2, 1)
    remove(headings, 1)
    assert [(h.key, h.level) for h in headings] == [
        ("part0", 1), ("part2", 2), ("part3", 2), ("part4", 1),
    ]  # fmt: skip


def test_a_heading_is_added_behind_what_stands_below_the_chosen_one():
    headings = outline(1, 2, 3, 1)
    assert add(headings, DraftHeading(1, "new", "新"), 1) == 3
    assert (headings[3].key, headings[3].level) == ("new", 2)


def test_the_first_heading_is_a_chapter():
    headings = []
    assert add(headings, DraftHeading(3, "new", "新"), 0) == 0
    assert [(heading.key, heading.level) for heading in headings] == [("new", 1)]
