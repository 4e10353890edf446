import subprocess
import sys

import pytest

from pingkou_gui.cli import COMMANDS, parse, usage
from pingkou_gui.cli_reports import ACTIONS
from pingkou_gui.errors import KnownError

LOADED = """
import sys
from pingkou_gui.app import main
assert main(["--data", sys.argv[1], "sample"]) == 0
found = [name for name in sys.modules if name.startswith("PySide6")]
assert not found, found
"""


def test_a_command_needs_no_qt(tmp_path):
    words = [sys.executable, "-c", LOADED, str(tmp_path)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_command_stands_in_the_help_and_can_be_read():
    for command in COMMANDS:
        assert command.help in usage()
        words = [command.name, *("1" for _ in command.arguments)]
        assert parse(words).command == command.name


def test_every_command_has_a_function_that_does_it():
    assert list(ACTIONS) == [command.name for command in COMMANDS]


@pytest.mark.parametrize("name", ["", " "])
def test_a_data_folder_without_a_name_is_told_and_never_taken_for_the_usual_one(name):
    with pytest.raises(KnownError, match="文件夹名是空的"):
        parse(["--data", name, "list"])
