"""What a reader of files did not foresee becomes a sentence that names the file."""

import os
from pathlib import Path

import pytest

from pingkou_gui.errors import KnownError, UnusableFileError, file_reader


@pytest.mark.parametrize("raised", [ValueError("x"), RecursionError(), MemoryError(), KeyError(1)])
def test_anything_unforeseen_is_told_with_the_name_of_the_file_and_keeps_its_cause(raised):
    @file_reader
    def read(_number, path):
        raise raised

    with pytest.raises(UnusableFileError, match=r"“决算\.xlsx”读不了") as caught:
        read(1, Path("文件夹/决算.xlsx"))
    assert caught.value.__cause__ is raised


def test_what_is_known_comes_through_and_so_does_what_was_read():
    @file_reader
    def read(path):
        if path.name == "a":
            raise KnownError("设了密码", "去掉密码")
        return path.name

    assert read(path=Path("b")) == "b"
    with pytest.raises(KnownError, match="设了密码"):
        read(Path("a"))


def test_a_program_that_is_ended_is_not_held_up():
    @file_reader
    def read(_path):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(Path("a"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system knows no pipes with a name")
def test_a_pipe_that_would_never_end_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "a.jxbg")
    with pytest.raises(UnusableFileError, match="不是文件"):
        file_reader(Path.read_bytes)(tmp_path / "a.jxbg")
