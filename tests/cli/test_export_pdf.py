"""`export REPORT FILE.pdf`: the whole report or a part, refusals in one sentence."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from pingkou_gui.app import main
from pingkou_gui.cli import DONE, FINDINGS, UNUSABLE, CommandContext
from pingkou_gui.document.docx_file import read_written
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record

MOMENT = datetime(2024, 3, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The data folder; its one report is exported by every test and changed by none."""
    return tmp_path_factory.mktemp("export") / "数据"


@pytest.fixture
def run(qapp, data, capsys):
    def run(*words):
        code = main(["--data", str(data), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out.strip(), told.err.strip()

    return run


@pytest.fixture(scope="module")
def sample(data):
    """The number of the sample, the only report of the data folder."""
    with CommandContext(data) as desk:
        return str(desk.begin_writing().create(read_record(asset(SAMPLE)), "示例"))


def test_a_report_is_written_as_pdf_and_a_draft_says_so(run, sample, tmp_path):
    code, out, err = run("export", sample, tmp_path / "报告.pdf")
    assert code in {DONE, FINDINGS}
    assert out.startswith("已写出")
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")
    assert ("草稿" in out) is (code == FINDINGS)
    assert ("用 check 逐处查看" in err) is (code == FINDINGS)


def pages(told):
    return int(told.split("（")[1].split("页")[0])


def test_parts_add_up_to_the_whole(run, sample, tmp_path):
    whole = pages(run("export", sample, tmp_path / "全.pdf")[1])
    parts = []
    for part in ("report", *map(str, range(1, 30))):
        code, out, _ = run("export", sample, tmp_path / "部分.pdf", "--part", part)
        if code == UNUSABLE:
            break
        parts.append(pages(out))
    assert len(parts) >= 4
    assert sum(parts) == whole


@pytest.mark.parametrize("part", ["99", "0", "附件1", "-1", "reports"])
def test_a_part_the_report_does_not_have_is_refused(run, sample, tmp_path, part):
    code, _, err = run("export", sample, tmp_path / "报告.pdf", f"--part={part}")
    assert code == UNUSABLE
    assert f"报告里没有“{part}”这一部分" in err
    assert not (tmp_path / "报告.pdf").exists()


def test_word_has_no_parts(run, sample, tmp_path):
    code, _, err = run("export", sample, tmp_path / "报告.docx", "--part", "1")
    assert code == UNUSABLE
    assert err.startswith("--part 只用于 PDF")


def test_without_the_libraries_of_qt_there_is_one_sentence(run, sample, tmp_path, monkeypatch):
    load = builtins.__import__

    def refuse(name, *rest, **more):
        if name == "pingkou_gui.ui.pdf_export":
            raise ImportError("libEGL.so.1: cannot open shared object file")
        return load(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    code, _, err = run("export", sample, tmp_path / "报告.pdf")
    assert code == UNUSABLE
    assert err.startswith("这台电脑缺少画页面用的系统库，没有写出 PDF。")
    assert "libegl1" in err


def test_a_desk_without_pages_offers_word(tmp_path, data, sample):
    with CommandContext(data) as desk, pytest.raises(Exception, match="改为导出 Word"):
        desk.export_pdf(desk.record(sample)[1], tmp_path / "报告.pdf", None, written=MOMENT)


def test_without_any_chinese_font_nothing_is_written(run, sample, tmp_path, monkeypatch):
    from PySide6.QtGui import QFontDatabase

    every = QFontDatabase.families
    monkeypatch.setattr(QFontDatabase, "families", lambda *asked: [] if asked else every())
    code, _, err = run("export", sample, tmp_path / "报告.pdf")
    assert code == UNUSABLE
    assert err.startswith("这台电脑没有中文字体，没有写出 PDF。")
    assert not (tmp_path / "报告.pdf").exists()


EXPORT_EACH = """
import sys
from pingkou_gui.app import main
folder, number, *paths = sys.argv[1:]
codes = [main(["--data", folder, "export", number, path]) for path in paths]
sys.exit(max(codes) == 2)
"""


def test_another_name_zone_and_process_write_the_same_bytes(data, sample, tmp_path):
    files = []
    for name, zone in (("甲", "Asia/Shanghai"), ("乙", "America/New_York")):
        paths = [tmp_path / f"{name}.{kind}" for kind in ("docx", "pdf")]
        command = [sys.executable, "-c", EXPORT_EACH, str(data), sample, *map(str, paths)]
        environment = {**os.environ, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
        environment.pop("QT_HASH_SEED", None)
        subprocess.run(command, check=True, env=environment, capture_output=True)
        files.append([path.read_bytes() for path in paths])
    assert files[0] == files[1]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_file_is_of_the_moment_the_report_was_last_changed(run, data, sample, tmp_path, kind):
    with CommandContext(data) as desk:
        moment = desk.store.changed_at(int(sample))
    path = tmp_path / f"报告.{kind}"
    run("export", sample, path)
    if kind == "docx":
        assert read_written(path) == moment.replace(microsecond=0)
    else:
        assert f"/ModDate (D:{moment:%Y%m%d%H%M%S}Z)".encode() in path.read_bytes()
