import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.ui.breakpoints import Breakpoints, StepShape, breakpoints_for

SIZES = st.floats(10, 200, allow_nan=False)


def test_a_full_screen_at_100_percent_has_room_for_everything():
    assert breakpoints_for(68, 35) == Breakpoints()


@pytest.mark.parametrize(
    ("width", "steps"),
    [(62, StepShape.FULL), (41, StepShape.FULL), (40.9, StepShape.TERSE), (35.9, StepShape.ONE)],
)
def test_the_steps_shrink_with_the_width(width, steps):
    assert breakpoints_for(width, 30).steps is steps


def test_in_a_low_window_the_state_stands_beside_the_title():
    assert breakpoints_for(68, 25.9).steps is StepShape.FLAT


@pytest.mark.parametrize(
    ("name", "at"),
    [("reason_below_budget", 45), ("reason_below", 41), ("one_switch", 36)],
)
def test_a_row_gives_way_below_its_width(name, at):
    assert not getattr(breakpoints_for(at, 30), name)
    assert getattr(breakpoints_for(at - 0.1, 30), name)


@pytest.mark.parametrize(
    ("width", "pane", "below"), [(64, False, False), (64, True, True), (68, True, False)]
)
def test_a_reason_goes_below_its_figures_where_a_pane_leaves_it_no_room(width, pane, below):
    assert breakpoints_for(width, 33, pane=pane).reason_below_budget is below


@pytest.mark.parametrize(
    ("width", "pane", "narrow"),
    [(64, False, False), (64, True, True), (68, True, False), (45, False, True)],
)
def test_the_budgets_stand_closer_only_where_the_form_itself_is_narrow(width, pane, narrow):
    assert breakpoints_for(width, 33, pane=pane).narrow_funds is narrow


@pytest.mark.parametrize(("name", "at"), [("field_bar_in_foot", 22), ("short_foot", 18)])
def test_a_line_gives_way_below_its_height(name, at):
    assert not getattr(breakpoints_for(68, at), name)
    assert getattr(breakpoints_for(68, at - 0.1), name)


@given(SIZES, SIZES, st.floats(0, 50))
def test_what_has_given_way_never_comes_back_in_less_room(width, height, less):
    here, there = breakpoints_for(width, height), breakpoints_for(width - less, height - less)
    if here.side_beside and not there.side_beside:  # the pane left: the form itself is wider now
        here, there = (room._replace(narrow_funds=False) for room in (here, there))
    kept = [list(room) for room in (here, there)]
    gives_way = [field not in {"side_beside", "find"} for field in Breakpoints._fields]
    order = [(a <= b) if lost else (a >= b) for a, b, lost in zip(*kept, gives_way, strict=True)]
    assert all(order)
