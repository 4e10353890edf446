import subprocess
import sys

from pingkou_gui.commands.all import COMMANDS
from pingkou_gui.commands.parser import parse, usage

LOADED = """
import sys
from pingkou_gui.app import main
assert main(["--version"]) == 0
heavy = ("pingkou_gui.domain", "pingkou_gui.scheme", "sqlite_utils", "docx", "PySide6")
found = [name for name in sys.modules if name.startswith(heavy)]
assert not found, found
"""


def test_reading_the_command_line_loads_nothing_that_only_a_command_needs():
    done = subprocess.run(
        [sys.executable, "-c", LOADED], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_command_stands_in_the_help_and_can_be_read():
    for command in COMMANDS:
        assert command.help in usage()
        words = [command.name, *("1" for _ in command.arguments)]
        assert parse(words).run is command.run
