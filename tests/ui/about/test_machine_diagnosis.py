"""关于 › 诊断: what a clerk reads out over the telephone."""

import shutil
from typing import NamedTuple

import pytest

from pingkou_gui.scheme.scheme import PageHabits
from pingkou_gui.ui import machine_diagnosis as diagnosed
from pingkou_gui.ui.about import AboutDialog
from pingkou_gui.ui.machine_diagnosis import (
    DiagnosisLine,
    MachineDiagnosisDialog,
    diagnosis_text,
    machine_diagnosis,
)


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def found(folder, title, **more):
    return next(line for line in machine_diagnosis(folder, **more) if line.title == title)


@pytest.fixture
def dialog(theme, qtbot, tmp_path):
    dialog = MachineDiagnosisDialog(tmp_path)
    qtbot.addWidget(dialog)
    return dialog


def test_every_matter_a_helper_asks_about_has_its_line(theme, tmp_path):
    titles = [line.title for line in machine_diagnosis(tmp_path)]
    wanted = [
        "程序",
        "系统",
        "屏幕",
        "字体",
        "打印机",
        "数据文件夹",
        "剩余空间",
        "备份",
        "日期时间",
    ]
    assert [title for title in titles if title in wanted] == wanted


def test_fonts_that_are_missing_are_named_with_what_stands_in(theme, tmp_path):
    habits = PageHabits(body_font="没有这种字体", title_font="也没有这种")
    line = found(tmp_path, "字体", habits=habits)
    assert "没有这种字体（没有代替的）" in line.found
    assert line.state == "要看"


def test_nothing_missing_leaves_nothing_to_look_at(theme, tmp_path, monkeypatch):
    monkeypatch.setattr(diagnosed, "missing_fonts", lambda *_: ())
    assert found(tmp_path, "字体").state == "好"


@pytest.mark.parametrize(
    ("names", "usual", "told"),
    [
        ([], "", "没有"),
        (["一楼", "二楼"], "二楼", "一楼、二楼，默认 二楼"),
        (["一楼"], "", "一楼，没有默认的"),
        ([f"{n}" for n in range(9)], "0", "0、1、2、3、4、5、6、7等 9 台，默认 0"),
    ],
)
def test_printers_are_named_with_the_usual_one(theme, tmp_path, monkeypatch, names, usual, told):
    info = type(
        "Info", (),
        {"availablePrinterNames": lambda: names, "defaultPrinterName": lambda: usual},
    )  # fmt: skip
    monkeypatch.setattr(diagnosed, "QPrinterInfo", info)
    line = found(tmp_path, "打印机")
    assert line.found == told
    assert bool(line.remedy) is not bool(names)


@pytest.mark.parametrize(("free", "state"), [(10**8, "要看"), (10**11, "好")])
def test_a_full_disk_is_told(theme, tmp_path, monkeypatch, free, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**12, 0, free))
    line = found(tmp_path, "剩余空间")
    assert line.state == state
    assert f"{free / 2**30:.1f} GB" in line.found


def test_a_disk_that_does_not_answer_is_no_fault_of_the_page(theme, tmp_path, monkeypatch):
    def refuse(_path):
        raise OSError

    monkeypatch.setattr(shutil, "disk_usage", refuse)
    assert found(tmp_path, "剩余空间").found == "读不出来"


def test_a_folder_in_a_cloud_is_told(theme, tmp_path):
    folder = tmp_path / "坚果云"
    folder.mkdir()
    assert "坚果云" in found(folder, "数据文件夹").remedy


def test_the_input_method_of_linux_is_told():
    (line,) = diagnosed._input_method({"QT_IM_MODULE": "ibus"}, "linux")
    assert line.found == "QT_IM_MODULE=ibus，XMODIFIERS=没有设"
    assert not list(diagnosed._input_method({}, "win32"))


def test_lines_are_numbered_so_that_they_can_be_read_out():
    lines = (DiagnosisLine("程序", "1.0"), DiagnosisLine("打印机", "没有", "装一台"))
    assert diagnosis_text(lines) == "1. 程序：1.0\n2. 打印机：没有（装一台）\n"


def test_what_is_shown_can_be_copied_and_saved(dialog, tmp_path, qapp):
    dialog.copy_button.click()
    assert qapp.clipboard().text() == diagnosis_text(dialog.lines)
    dialog.write(tmp_path / "诊断.txt")
    assert (tmp_path / "诊断.txt").read_text("utf-8") == diagnosis_text(dialog.lines)
    assert dialog.table.words.count() == len(dialog.lines)


def test_the_about_box_leads_to_it(theme, qtbot, tmp_path, monkeypatch):
    about, opened = AboutDialog(tmp_path), []
    qtbot.addWidget(about)
    monkeypatch.setattr(MachineDiagnosisDialog, "exec", lambda _dialog: opened.append(1))
    about.diagnosis.click()
    assert len(opened) == 1
