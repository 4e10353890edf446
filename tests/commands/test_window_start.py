"""The words that open the window say the same as the whole command line."""

from pathlib import Path

import pytest

from pingkou_gui.commands.parser import parse
from pingkou_gui.commands.window_start import WindowStart, window_start


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--quit-after-show"],
        ["--data", "资料"],
        ["--data", "资料", "--quit-after-show"],
        ["open", "平口镇.jxbg"],
        ["--data", "资料", "open", "方案.JXFA"],
        ["平口镇.jxbg"],
        ["平口镇.jxbg", "--data", "资料"],
    ],
)
def test_a_start_of_the_window_is_read_as_the_command_line_reads_it(words):
    found, args = window_start(words), parse(words)
    assert found == WindowStart(args.data, args.quit_after_show, args.opened)
    assert args.command is None


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["--data", "资料", "list"],
        ["--version"],
        ["--selftest"],
        ["--data"],
        ["--data", "--quit-after-show"],
        ["--data=资料"],
        ["open"],
        ["open", "报告.docx"],
        ["报告.docx"],
        ["一.jxbg", "二.jxbg"],
    ],
)
def test_whatever_says_more_is_left_to_the_command_line(words):
    assert window_start(words) is None


def test_the_folder_after_data_may_be_called_like_a_file_of_the_program():
    assert window_start(["--data", "年.jxbg"]) == WindowStart(data=Path("年.jxbg"))
