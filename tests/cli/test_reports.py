"""The command line: the same work without a window, one sentence where something is wrong."""

import json
import re
from pathlib import Path

import docx
import pytest

from pingkou_gui.app import main
from pingkou_gui.cli import DONE, EXIT_CODES, FINDINGS, UNUSABLE
from pingkou_gui.report.check_rules import close
from pingkou_gui.report.checks import findings
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.findings import Severity
from pingkou_gui.report.json_format import Record, from_json, to_json
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import scheme_of


@pytest.fixture
def run(tmp_path, capsys):
    def run(*words):
        code = main(["--data", str(tmp_path / "数据"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out.strip(), told.err.strip()

    return run


@pytest.fixture
def sample(run):
    return run("sample")[1]


def test_the_sample_is_listed_under_its_number(run, sample):
    code, out, _ = run("list", "--json")
    (report,) = json.loads(out)
    assert code == DONE
    assert (str(report["id"]), report["unit"], report["year"]) == (
        sample,
        "安化县平口镇人民政府",
        "2023",
    )


def test_a_report_is_exported_as_word_with_its_proof(run, sample, tmp_path):
    code, out, err = run("export", sample, tmp_path / "报告.docx")
    assert code == FINDINGS
    assert "已写出草稿" in out
    assert err == "必改 3 处、还差 32 项，用 check 逐处查看"
    assert "A4 ✓" in out
    assert "✗" not in out
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "报告.docx")).paragraphs)
    assert "“三公”经费支出29.09万元" in text


def test_what_must_be_mended_makes_the_file_a_draft(run, sample, tmp_path):
    run("export", sample, tmp_path / "报告.docx")
    document = docx.Document(str(tmp_path / "报告.docx"))
    assert "草稿" in document.sections[0].header._element.xml


def test_what_is_missing_is_told_with_the_row_it_is_missing_in(run, sample):
    _, out, _ = run("check", sample)
    assert "还差\t项目\t非税收入返还：填写预算来源" in out


def test_two_exports_of_a_report_tell_the_same(run, sample, tmp_path):
    run("export", sample, tmp_path / "一.docx")
    run("export", "last", tmp_path / "二.docx")
    one, two = (docx.Document(str(tmp_path / name)) for name in ("一.docx", "二.docx"))
    assert [p.text for p in one.paragraphs] == [p.text for p in two.paragraphs]


def test_what_is_dumped_loads_back_equal(run, sample, tmp_path):
    run("dump", sample, tmp_path / "a.json")
    code, number, _ = run("load", tmp_path / "a.json")
    run("dump", number, tmp_path / "b.json")
    assert code == DONE
    assert number != sample
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


@pytest.mark.parametrize("name", ["a.docx", "a.jxbg"])
def test_a_file_that_carries_a_report_loads_like_its_data(run, sample, tmp_path, name):
    run("export", sample, tmp_path / "a.docx")
    run("package", sample, tmp_path / "a.jxbg", "--reason", "按期报送")
    code, number, _ = run("load", tmp_path / name)
    run("dump", sample, tmp_path / "a.json")
    run("dump", number, tmp_path / "b.json")
    assert code == DONE
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_what_was_edited_in_word_since_is_told_when_the_file_is_loaded(run, sample, tmp_path):
    run("export", sample, tmp_path / "a.docx")
    edited = docx.Document(str(tmp_path / "a.docx"))
    edited.paragraphs[5].add_run("补充一句。")
    edited.save(str(tmp_path / "a.docx"))
    code, _, err = run("load", tmp_path / "a.docx")
    assert code == FINDINGS
    assert "在 Word 里改过 1 处" in err


def test_a_word_file_without_data_is_not_loaded(run, tmp_path):
    document = docx.Document()
    document.add_paragraph("2023年会议费支出2.80万元。")
    document.save(str(tmp_path / "a.docx"))
    code, _, err = run("load", tmp_path / "a.docx")
    assert code == UNUSABLE
    assert "没有随带报告数据" in err


def test_the_readme_and_the_help_mean_the_same_by_an_exit_code(run):
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert EXIT_CODES in run("--help")[1]
    assert EXIT_CODES in readme


def test_checking_names_what_must_be_mended(run, sample):
    code, out, _ = run("check", sample, "--json")
    points = json.loads(out)
    assert code == FINDINGS
    assert any("162.43" in point["message"] for point in points)
    assert all(
        {"class", "severity", "where", "quote", "expected"} <= point.keys() for point in points
    )


def test_what_a_reason_closed_is_told_as_closed_and_not_as_to_be_mended(run, sample, tmp_path):
    run("dump", sample, tmp_path / "报告.json")
    record = from_json((tmp_path / "报告.json").read_text("utf-8"))
    facts = Facts(record.report, scheme_of(record.scheme))
    difference = next(x for x in findings(facts) if x.severity is Severity.ERROR)
    draft = Draft(record.report)
    close(draft, facts, difference, "往来款项年末才清理")
    closed = Record(record.report.apply(draft.change), record.scheme)
    (tmp_path / "了结.json").write_text(to_json(closed), "utf-8")
    _, report, _ = run("load", tmp_path / "了结.json")
    lines = {number: run("check", number)[1].splitlines() for number in (sample, report)}
    must = {number: [x for x in told if x.startswith("必改\t")] for number, told in lines.items()}
    assert len(must[report]) == len(must[sample]) - 1 == 2
    (told,) = (x for x in lines[report] if difference.message in x)
    assert told.startswith("已写原因\t")
    assert told.endswith("\t原因：往来款项年末才清理")
    assert lines[report][-1].endswith("，另有 1 处已写原因")
    assert lines[sample][-1].endswith(" 处")


def test_a_slip_in_a_file_from_outside_is_found(run, tmp_path):
    report = tmp_path / "外来.txt"
    report.write_text(
        "一、部门概况\n2023年会议费支出2.8万元，比上年减少2.85万元，下降8.33%。\n", "utf-8"
    )
    code, out, _ = run("check", report, "--json")
    (found,) = [p for p in json.loads(out) if p["class"] == "PCT"]
    assert code == FINDINGS
    assert "50.44" in found["expected"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "99", "x.docx"), "没有编号为 99 的报告"),
        (("load", "没有.json"), "没有找到"),
        (("fly",), "认不出"),
        (("check", "没有.docx"), "打不开"),
        (("import", "没有.docx"), "没有.docx"),
        (("export", "1", "b.txt"), "写成“b.docx”"),
        (("export", "1", ".docx"), "写成“报告.docx”"),
        (("dump", "1", "b"), "写成“b.json”"),
        (("package", "1", "b.zip"), "写成“b.jxbg”"),
        (("collect", ".", "--to", "c.txt"), "写成“c.xlsx”"),
        (("load", ""), "文件名是空的"),
        (("check", ""), "文件名是空的"),
        (("load",), "少写了json、docx 或 jxbg 文件"),
        (("export",), "少写了编号、docx 或 pdf 文件"),
        (("list", "--foo"), "认不出“--foo”"),
        (("import", "x", "--into"), "--into 后面少写了内容"),
    ],
)
def test_what_cannot_be_used_is_told_in_chinese(run, words, said):
    code, out, err = run(*words)
    assert code == UNUSABLE
    assert said in err
    assert "Traceback" not in out + err
    assert not re.search("argument|choice|require|expect", err)


def test_data_of_another_program_is_refused(run, tmp_path):
    (tmp_path / "别的.json").write_text('{"songs": []}')
    code, _, err = run("load", tmp_path / "别的.json")
    assert code == UNUSABLE
    assert "不是本程序的报告数据" in err


def test_a_vanished_target_folder_is_told_and_nothing_is_left(run, sample, tmp_path):
    code, _, err = run("export", sample, tmp_path / "没有" / "x.docx")
    assert code == UNUSABLE
    assert "文件夹" in err
    assert not (tmp_path / "没有").exists()


def test_a_data_folder_that_is_a_file_is_told(tmp_path, capsys):
    (tmp_path / "f").write_text("x")
    assert main(["--data", str(tmp_path / "f"), "list"]) == UNUSABLE
    assert "数据文件夹" in capsys.readouterr().err


def test_everything_is_written_inside_the_data_folder(run, sample, tmp_path):
    run("list")
    assert {p.name for p in tmp_path.iterdir()} == {"数据"}


def test_help_names_every_command(run):
    code, out, _ = run("--help")
    assert code == DONE
    assert all(word in out for word in ("sample", "export", "collect", "--data", "退出码"))


def test_the_self_test_passes_and_says_so(run):
    code, out, _ = run("--selftest")
    assert code == DONE
    assert out.startswith("自检通过：A4 ✓")
