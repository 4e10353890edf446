"""A file is written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from pingkou_gui.document.target_file import BlockedTargetError, free_name, holder, write_safely
from pingkou_gui.errors import TargetError


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "2024年度自评报告.docx"
    path.write_bytes(b"old")
    return path


def fail_with(number):
    def failing(*_args, **_kwargs):
        raise OSError(number, os.strerror(number))

    return failing


def others(target):
    return [path.name for path in target.parent.iterdir() if path != target]


def test_new_bytes_replace_the_old(target):
    write_safely(target, b"new")
    assert target.read_bytes() == b"new"
    assert others(target) == []


def test_a_new_file_is_written(tmp_path):
    write_safely(tmp_path / "新.docx", b"new")
    assert (tmp_path / "新.docx").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EACCES, "不允许写入"),
        (errno.EROFS, "不允许写入"),
        (errno.ENOENT, "已经不在"),
        (errno.EIO, "没有写进"),
    ],
)
def test_a_failing_write_leaves_the_old_file_and_nothing_else(target, monkeypatch, number, words):
    monkeypatch.setattr(os, "fsync", fail_with(number))
    with pytest.raises(TargetError, match=words):
        write_safely(target, b"new")
    assert target.read_bytes() == b"old"
    assert others(target) == []


def test_a_target_held_open_offers_another_name(target, monkeypatch):
    monkeypatch.setattr(Path, "replace", fail_with(errno.EACCES))
    with pytest.raises(BlockedTargetError, match="打开") as caught:
        write_safely(target, b"new")
    assert caught.value.suggestion == target.with_name("2024年度自评报告（2）.docx")
    assert target.read_bytes() == b"old"
    assert others(target) == []


@pytest.mark.parametrize(
    ("name", "lock", "program"),
    [
        ("2024年度自评报告.docx", "~$24年度自评报告.docx", "Word"),
        ("一二三四五六七.docx", "~$二三四五六七.docx", "Word"),
        ("自评报告.docx", "~$自评报告.docx", "Word"),
        ("自评报告.docx", ".~自评报告.docx", "WPS"),
        ("自评报告.docx", ".~lock.自评报告.docx#", "LibreOffice"),
    ],
)
def test_a_lock_file_names_the_program(tmp_path, name, lock, program):
    (tmp_path / lock).touch()
    assert holder(tmp_path / name) == program
    with pytest.raises(BlockedTargetError, match=program):
        write_safely(tmp_path / name, b"new")


def test_a_lock_can_be_overruled(target):
    target.with_name(f".~{target.name}").touch()
    write_safely(target, b"new", despite_lock=True)
    assert target.read_bytes() == b"new"


def test_a_free_name_is_neither_taken_nor_locked(tmp_path):
    (tmp_path / "报告（2）.docx").touch()
    (tmp_path / ".~报告（3）.docx").touch()
    assert free_name(tmp_path / "报告.docx") == tmp_path / "报告（4）.docx"


def test_a_vanished_folder_is_told(tmp_path):
    with pytest.raises(TargetError, match="已经不在"):
        write_safely(tmp_path / "没有" / "报告.docx", b"new")


def test_a_folder_is_no_target(tmp_path):
    with pytest.raises(TargetError, match="文件夹"):
        write_safely(tmp_path, b"new")


def test_a_name_longer_than_the_system_allows_is_told(tmp_path):
    with pytest.raises(TargetError, match="太长"):
        write_safely(tmp_path / ("报" * 300 + ".docx"), b"new")


def test_a_link_stays_a_link(target, tmp_path):
    link = tmp_path / "快捷.docx"
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system does not let one make links")
    write_safely(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(
    os.name != "posix" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="only a plain user of a POSIX system can be kept out of a folder",
)
def test_a_read_only_folder_is_told(target):
    target.parent.chmod(0o500)
    with pytest.raises(TargetError, match="不允许写入"):
        write_safely(target, b"new")
    target.parent.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such bits")
def test_a_file_that_was_set_read_only_is_never_replaced(target):
    target.chmod(0o444)
    with pytest.raises(BlockedTargetError, match="只读") as told:
        write_safely(target, b"new")
    assert target.read_bytes() == b"old"
    assert told.value.suggestion is not None


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such bits")
def test_an_older_file_keeps_who_may_read_it(target):
    target.chmod(0o660)
    write_safely(target, b"new")
    assert target.stat().st_mode & 0o777 == 0o660
