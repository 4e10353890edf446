import pytest

from pingkou_gui.ui.open_items import PageStep, StepState, step_state
from pingkou_gui.ui.signs import Sign, Tone


@pytest.mark.parametrize(
    ("must", "missing", "reminders", "touched", "shown"),
    [
        (1, 3, 2, True, (StepState.ERROR, 1)),
        (0, 3, 2, True, (StepState.PARTIAL, 3)),
        (0, 0, 2, True, (StepState.REMINDER, 2)),
        (0, 0, 0, True, (StepState.DONE, 0)),
        (0, 9, 0, False, (StepState.EMPTY, 0)),
        (1, 9, 0, False, (StepState.ERROR, 1)),
    ],
)
def test_the_first_of_must_missing_and_reminder_is_shown(must, missing, reminders, touched, shown):
    assert step_state(must, missing, reminders, touched=touched) == shown


def test_a_step_says_number_title_and_state():
    step = PageStep("projects", "项目", 3, StepState.PARTIAL, 2)
    assert (step.heading, step.words, step.spoken) == ("3 项目", "还差 2 项", "3 项目，还差 2 项")


def test_what_is_done_is_quiet_and_has_no_colour():
    assert PageStep("a", "问题", 6, StepState.DONE).tone is Tone.SECONDARY
    assert PageStep("a", "问题", 6, StepState.ERROR).sign is Sign.ERROR
