"""The command line: what the window does, without a window."""

from pingkou_gui.commands.check import CHECK
from pingkou_gui.commands.command import Command
from pingkou_gui.commands.export import EXPORT
from pingkou_gui.commands.reports import DUMP, LIST, LOAD, SAMPLE

COMMANDS: tuple[Command, ...] = (SAMPLE, LIST, EXPORT, DUMP, LOAD, CHECK)
"""Every command, in the order of the help."""
