"""The files below the folders that a county collects from, and what is asked for instead."""

import os

import pytest

from pingkou_gui.county.sent_files import DEEPEST, files_below, refuse_other
from pingkou_gui.errors import UnusableFileError


@pytest.fixture
def folder(tmp_path):
    names = (
        "乙.jxbg", "甲.docx", "~$甲.docx", ".DS_Store", "desktop.ini", "Desktop.INI", "a.tmp",
        "a.lnk", "汇总.sqlite", "汇总.sqlite-wal", "旧.db", "方案.jxfa", "tmp.docx", "desktop.ini.docx",
        "镇/丙.jxbg", "镇/村/丁.zip", ".垃圾/戊.jxbg", "县/己.pdf",
    )  # fmt: skip
    for name in names:
        path = tmp_path / "收到" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "收到"


def test_every_file_is_found_once_with_its_way_from_the_folder(folder):
    found = list(files_below((folder,)))
    assert [name for _, name in found] == [
        "desktop.ini.docx", "tmp.docx", "乙.jxbg", "甲.docx",
        "县/己.pdf", "镇/丙.jxbg", "镇/村/丁.zip",
    ]  # fmt: skip
    assert all(path == folder / name for path, name in found)


def test_a_file_may_stand_in_place_of_a_folder(folder):
    path = folder / "乙.jxbg"
    assert list(files_below((path, folder / "县"))) == [
        (path, "乙.jxbg"),
        (folder / "县" / "己.pdf", "己.pdf"),
    ]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnusableFileError, match=r"没有文件夹“.*没有”"):
        list(files_below((tmp_path / "没有",)))


def test_folders_are_looked_through_as_deep_as_anybody_nests_them_wherever_they_lie(tmp_path):
    inner = tmp_path.joinpath("收到", *["内"] * DEEPEST)
    inner.mkdir(parents=True)
    (inner / "甲.jxbg").write_bytes(b"x")
    assert [path for path, _ in files_below((tmp_path / "收到",))] == [inner / "甲.jxbg"]
    (inner / "内").mkdir()
    with pytest.raises(UnusableFileError, match="“收到”里的文件夹一层套一层"):
        list(files_below((tmp_path / "收到",)))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="管理员什么都能读")
def test_a_folder_that_cannot_be_read_is_named(folder):
    (folder / "镇").chmod(0)
    try:
        with pytest.raises(UnusableFileError, match="读不了"):
            list(files_below((folder,)))
    finally:
        (folder / "镇").chmod(0o755)


@pytest.mark.parametrize("name", ["a.jxbg", "a.JXBG", "a.zip", "a.docx", "a.DocX"])
def test_packages_and_word_files_are_read(tmp_path, name):
    assert refuse_other(tmp_path / name) is None


@pytest.mark.parametrize(
    ("name", "happened", "remedy"),
    [
        ("a.doc", "旧版 Word", "打包上报"),
        ("a.WPS", "WPS 文件", "打包上报"),
        ("a.pdf", "版式文件或图片", "打包上报"),
        ("a.JPG", "版式文件或图片", "打包上报"),
        ("a.rar", "压缩包", "解压"),
        ("a.xlsx", "是表格", "打包上报"),
        ("a.txt", "不是上报包", "打包上报"),
        ("a", "不是上报包", "打包上报"),
    ],
)
def test_other_files_are_refused_with_what_to_ask_for(tmp_path, name, happened, remedy):
    with pytest.raises(UnusableFileError) as caught:
        refuse_other(tmp_path / name)
    assert caught.value.happened.startswith(f"“{name}”")
    assert happened in caught.value.happened
    assert remedy in caught.value.remedy
