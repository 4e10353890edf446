import zipfile

import docx
import pytest

from pingkou_gui.app import main
from pingkou_gui.cli import FINDINGS, UNUSABLE

LINES = (
    "2023年度甲镇人民政府部门整体支出绩效自评报告",
    "一、单位概况",
    "甲镇人民政府在职人员50人。",
    "二、一般公共预算支出情况",
    "会议费2.40万元，比上年较少1.20万元，下降33.33%。",
    "公务用车运行维护费4.16万元，比上年减少1.00万元，下降24.04%。",
    "下达专项资全5笔。",
)


@pytest.fixture
def foreign(tmp_path):
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(tmp_path / "外单位.docx"))
    return tmp_path / "外单位.docx"


@pytest.fixture
def run(tmp_path, capsys):
    def command(*words):
        code = main(["--data", str(tmp_path / "数据"), *map(str, words)])
        held = capsys.readouterr()
        return code, held.out, held.err

    return command


def test_what_can_be_mended_stands_as_tracked_changes_in_a_copy(run, foreign, tmp_path):
    before = foreign.read_bytes()
    code, out, err = run("check", foreign, "--corrected", tmp_path / "改正.docx")
    assert code == FINDINGS
    assert "像是没有复制全" in out  # it ends after its second chapter
    assert "共 4 处" in out
    assert "共 4 处，以修订写进 2 处；1 处数字要逐处看；1 处要自己改" in err
    assert foreign.read_bytes() == before
    with zipfile.ZipFile(tmp_path / "改正.docx") as file:
        text = file.read("word/document.xml").decode()
    assert text.count("<w:del ") == text.count("<w:ins ") == 2
    assert "减</w:t>" in text
    assert "较</w:delText>" in text
    assert "下降24.04%" in text
    assert "数字要逐处看的在窗口里体检" in err


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("外单位.docx", "外单位.docx", "改正稿不能写在原文件上"),
        ("外单位.docx", "改正.txt", "写出的文件以 .docx 结尾"),
        ("外单位.txt", "改正.docx", "不是 docx 文件"),
        ("1", "改正.docx", "--corrected 只用于体检 docx 文件"),
    ],
)
def test_a_copy_that_cannot_be_written_is_refused_in_one_sentence(
    run, foreign, tmp_path, source, target, told
):
    foreign.with_suffix(".txt").write_text("\n".join(LINES), "utf-8")
    named = source if source == "1" else tmp_path / source
    code, _, err = run("check", named, "--corrected", tmp_path / target)
    assert code == UNUSABLE
    assert told in err
    assert not (tmp_path / "改正.docx").exists()


def test_a_text_no_copy_can_be_made_of_is_checked_all_the_same(run, foreign, tmp_path):
    text = foreign.with_suffix(".txt")
    text.write_text("\n".join(LINES), "utf-8")
    _, plain, _ = run("check", text)
    code, out, _ = run("check", text, "--corrected", tmp_path / "改正.docx")
    assert code == UNUSABLE
    assert out == plain
    assert "下降" in out
