import json
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook

from pingkou_gui.app import main
from pingkou_gui.document.publish import publish
from pingkou_gui.paths import asset, database_in
from pingkou_gui.report.json_format import from_json
from pingkou_gui.store.reports import ReportStore

TEXT = """2023年度清溪县大坪乡人民政府部门整体支出绩效自评报告
一、部门概况
（一）基本情况
我乡编制数50人，2023年年末实有人数48人，比上年减少2人。
二、一般公共预算支出情况
（一）基本支出情况
2023年会议费支出3.20万元，比上年减少0.80万元，下降20.00%。
2023年培训费支出2.00万元，比上年增加1.00万元，增长50.00%。
"""


@pytest.fixture
def run(tmp_path, capsys):
    """Run a command on a data folder of its own; return the exit code and what it printed."""

    def command(*words):
        code = main(["--data", str(tmp_path / "数据"), *map(str, words)])
        return code, capsys.readouterr().out

    return command


@pytest.fixture
def text(tmp_path):
    (tmp_path / "去年.txt").write_text(TEXT, "utf-8")
    return tmp_path / "去年.txt"


def load(tmp_path, number):
    store = ReportStore(database_in(tmp_path / "数据"))
    record, step = store.load(number), store.last_step(number)
    store.close()
    return record, step


def sample():
    return from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))


def values(record):
    return {str(p): str(e.value) for p, e in record.report.entries.items()}


def test_a_proposal_is_printed_and_nothing_is_changed(run, text):
    code, said = run("import", text)
    assert code == 1
    assert "会议费本年决算\t→\t3.20" in said
    assert run("list")[1] == ""


def test_the_proposal_as_json_names_field_source_and_doubt(run, text):
    _, said = run("import", text, "--json")
    items = {item["field"]: item for item in json.loads(said)["files"][0]["items"]}
    assert items["conferences.meetings_last"]["proposed"] == "4.00"
    assert items["conferences.training_last"]["doubt"]
    assert items["staff.headcount"]["source"]["file"] == "去年.txt"


def test_apply_without_a_report_makes_one_and_leaves_what_is_in_doubt(run, text, tmp_path):
    code, said = run("import", text, "--apply")
    record, _ = load(tmp_path, 1)
    assert (code, values(record)["conferences.meetings_last"]) == (1, "4.00")
    assert "conferences.training_last" not in values(record)
    assert "留下 1 项" in said


def test_apply_into_a_report_is_one_step_that_can_be_taken_back(run, text, tmp_path):
    short = tmp_path / "短.txt"
    short.write_text(TEXT.partition("2023年会议费")[0], "utf-8")
    run("import", short, "--apply")
    run("import", text, "--into", "1", "--apply")
    store = ReportStore(database_in(tmp_path / "数据"))
    assert "conferences.meetings" in values(store.load(1))
    store.undo(1, store.last_step(1))
    assert "conferences.meetings" not in values(store.load(1))
    assert store.last_step(1) is None
    store.close()


def test_what_is_there_already_is_not_overwritten(run, text, tmp_path):
    run("sample")
    run("import", text, "--into", "1", "--apply")
    assert values(load(tmp_path, 1)[0])["conferences.meetings"] == "2.80"


def test_importing_twice_doubles_nothing(run, text, tmp_path):
    run("import", text, "--apply")
    once = load(tmp_path, 1)[0]
    run("import", text, "--into", "1", "--apply")
    assert load(tmp_path, 1)[0] == once


def test_a_word_file_of_the_program_is_restored_exactly(run, tmp_path):
    publish(sample(), tmp_path / "报告.docx", datetime(2024, 3, 15, tzinfo=UTC))
    code, _ = run("import", tmp_path / "报告.docx", "--apply")
    assert (code, load(tmp_path, 1)[0]) == (0, sample())


def test_a_word_file_of_the_program_is_not_restored_unasked(run, tmp_path):
    publish(sample(), tmp_path / "报告.docx", datetime(2024, 3, 15, tzinfo=UTC))
    code, said = run("import", tmp_path / "报告.docx", "--json")
    assert (code, json.loads(said)["differences"], json.loads(said)["report"]) == (0, [], None)


def test_what_two_files_of_one_year_contradict_is_told_and_not_taken(run, text, tmp_path):
    other = tmp_path / "又一份.txt"
    other.write_text(TEXT.replace("会议费支出3.20", "会议费支出9.90"), "utf-8")
    code, said = run("import", text, other, "--apply")
    kept = values(load(tmp_path, 1)[0])
    assert (code, kept["unit.year"], kept["conferences.training"]) == (1, "2023", "2.00")
    assert "conferences.meetings" not in kept
    (told,) = [line for line in said.splitlines() if line.startswith("会议费本年决算")]
    assert all(words in told for words in ("“去年.txt”写3.20", "“又一份.txt”写9.90", "待核"))


@pytest.mark.parametrize("turned", [False, True])
def test_last_years_report_and_this_years_accounts_make_one_report(run, text, tmp_path, turned):
    """Whatever their order: the report is of the accounts' year, the other gives last year's."""
    book = Workbook()
    for row in (
        ("“三公”经费支出决算表",), ("部门：清溪县大坪乡人民政府", "2024年度", "单位：元"),
        ("项目", "预算数", "决算数"), ("公务接待费", 140_000, 120_000), ("合计", 140_000, 120_000),
    ):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "决算.xlsx")
    files = [text, tmp_path / "决算.xlsx"]
    run("import", *(reversed(files) if turned else files), "--apply")
    kept = values(load(tmp_path, 1)[0])
    assert kept["unit.year"] == "2024"
    assert (kept["three_public.reception"], kept["conferences.meetings_last"]) == ("12.00", "3.20")
    assert "conferences.meetings" not in kept


def test_a_file_nobody_can_read_does_not_hold_up_the_others(run, text, tmp_path):
    (tmp_path / "扫描.pdf").write_bytes(b"%PDF-1.4")
    code, said = run("import", text, tmp_path / "扫描.pdf", "--apply")
    assert code == 1
    assert "扫描.pdf：没有读" in said
    assert values(load(tmp_path, 1)[0])["conferences.meetings"] == "3.20"


def test_new_year_prints_the_new_number_and_keeps_the_old_report(run, tmp_path):
    run("sample")
    before = load(tmp_path, 1)[0]
    assert run("new-year", "last") == (0, "2\n")
    assert load(tmp_path, 1)[0] == before
    assert values(load(tmp_path, 2)[0])["unit.year"] == "2024"


@pytest.mark.parametrize(
    ("name", "content"),
    [("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("扫描.pdf", b"%PDF-1.4"), ("空.txt", b"")],
)
def test_files_nobody_can_read_are_refused_with_code_two(run, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert run("import", tmp_path / name)[0] == 2


def test_a_report_that_does_not_exist_is_refused(run, text):
    assert run("import", text, "--into", "7")[0] == 2
    assert run("new-year", "7")[0] == 2


def test_a_year_is_not_begun_twice_unasked(run, tmp_path):
    run("sample")
    assert run("new-year", "1") == (0, "2\n")
    code, _ = run("new-year", "1")
    assert code == 2
    assert run("new-year", "1", "--again") == (0, "3\n")


def test_the_refusal_names_the_report_that_is_there(tmp_path, capsys):
    folder = str(tmp_path / "数据")
    for words in (("sample",), ("new-year", "1"), ("new-year", "1")):
        main(["--data", folder, *words])
    told = capsys.readouterr().err
    assert "已经有“安化县平口镇人民政府 2024年度”，编号 2" in told
    assert "--again" in told
