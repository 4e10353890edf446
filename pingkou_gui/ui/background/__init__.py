"""Work that takes a while, done beside the window."""

from pingkou_gui.ui.background.task import Task
from pingkou_gui.ui.background.waiting import Waiting

__all__ = ["Task", "Waiting"]
