"""The window around the pages."""

from pingkou_gui.ui.shell.panes import Pane
from pingkou_gui.ui.shell.room import Room, StepShape, room_for
from pingkou_gui.ui.shell.shell import BARE, Parts, Shell
from pingkou_gui.ui.shell.step import Step, StepState, step_state

__all__ = [
    "BARE",
    "Pane",
    "Parts",
    "Room",
    "Shell",
    "Step",
    "StepShape",
    "StepState",
    "room_for",
    "step_state",
]
