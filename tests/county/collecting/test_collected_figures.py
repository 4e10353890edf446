"""What is collected of one report: its figures, and what it says otherwise than its data."""

import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal as D

import pytest

from pingkou_gui.county import sent_files as collected_file
from pingkou_gui.county.collected_figures import COLUMNS, measured
from pingkou_gui.county.package import Contents, Manifest, SchemeMark, StatedFinding, pack
from pingkou_gui.county.sent_files import Made, read_file
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.report.json_format import from_json
from pingkou_gui.scheme.scheme_reader import default_scheme

DATA = asset("sample/pingkou-2023.json").read_text("utf-8")
FACTS = Facts(from_json(DATA).report, default_scheme())
MOMENT = datetime(2024, 3, 20, 9, tzinfo=UTC)
UNIT = "安化县平口镇人民政府"
OPEN = StatedFinding("必改", "SUM", "资金", "合计不对", "1 ≠ 2")
CLOSED = StatedFinding("必改", "SUM", "资金", "另一处不对", reason="核实中")
REMINDERS = (
    StatedFinding("提醒", "X", "", "甲"),
    StatedFinding("提醒", "X", "", "乙", reason="是"),
)
STATED = (OPEN, CLOSED, *REMINDERS, StatedFinding("还差", "MISSING", "项目", "丙"))


@pytest.fixture(name="given", autouse=True)
def _given(monkeypatch):
    """Have Word files hold these data, and checks find these things."""

    def give(data=DATA, found=STATED, written=MOMENT):
        def payload(_):
            if isinstance(data, Exception):
                raise data
            return data

        monkeypatch.setattr(collected_file, "read_payload", payload)
        monkeypatch.setattr(collected_file, "read_written", lambda _: written)
        monkeypatch.setattr(collected_file, "stated_in", lambda _: found)

    give()
    return give


def package(tmp_path, found=STATED, data=DATA, **says):
    manifest = {
        "unit": UNIT, "year": 2023, "county": "安化县", "created": MOMENT, "program": "0.1.0",
        "scheme": SchemeMark("甲方案", "1", "0" * 64), **says,
    }  # fmt: skip
    path = tmp_path / "包.jxbg"
    path.write_bytes(pack(Contents(Manifest(**manifest), b"word", data, found)))
    return path


def test_a_package_gives_what_it_says_and_what_is_worked_out(tmp_path):
    found = read_file(package(tmp_path, sent_despite="按期"), "镇/包.jxbg", thorough=False)
    assert (found.file, found.made, found.unit) == ("镇/包.jxbg", Made.PACKAGE, UNIT)
    assert (found.year, found.county, found.created) == (2023, "安化县", MOMENT)
    assert (found.program, found.scheme, found.sent_despite) == ("0.1.0", "甲方案 1", "按期")
    assert found.fingerprint == hashlib.sha256(DATA.encode()).hexdigest()
    assert found.grade == default_scheme().grade(found.figures["score"])
    assert (found.differences, found.draft, found.findings) == ((), True, STATED)


def test_open_findings_are_counted_by_their_weight(tmp_path):
    found = read_file(package(tmp_path), "包", thorough=False)
    assert (found.open_must, found.open_missing, found.open_reminders) == (1, 1, 1)


def test_a_report_without_gaps_is_no_draft(tmp_path):
    assert not read_file(package(tmp_path, found=(OPEN, *REMINDERS)), "包", thorough=False).draft


def test_a_word_file_tells_of_itself_by_its_data(tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(b"x")
    found = read_file(path, "报告.docx", thorough=False)
    assert (found.made, found.unit, found.year) == (Made.WORD, UNIT, 2023)
    assert (found.created, found.program, found.differences) == (MOMENT, "", ())
    assert found.findings == STATED


def test_a_word_file_that_does_not_say_when_it_was_written_is_as_old_as_the_file(tmp_path, given):
    given(written=None)
    path = tmp_path / "报告.docx"
    path.write_bytes(b"x")
    found = read_file(path, "报告.docx", thorough=False)
    assert found.created == datetime.fromtimestamp(path.stat().st_mtime, UTC)


def test_a_word_file_without_data_is_refused(tmp_path, given):
    given(data=None)
    with pytest.raises(UnusableFileError, match="没有报告数据"):
        read_file(tmp_path / "报告.docx", "报告.docx", thorough=False)


def test_a_report_without_a_unit_is_refused(tmp_path):
    content = json.loads(DATA)
    content["entries"] = [e for e in content["entries"] if e[:3] != ["unit", 0, "name"]]
    with pytest.raises(UnusableFileError, match="没有填单位名称"):
        read_file(package(tmp_path, data=json.dumps(content)), "包", thorough=False)


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ({"unit": "别的镇"}, "清单上的单位是“别的镇”，数据里是“安化县平口镇人民政府”"),
        ({"year": 2022}, "清单上的年度是 2022，数据里是 2023"),
        ({"figures": {"headcount": D(90)}}, "实有人数（人）清单上是 90.00，按数据算是 91.00"),
        (
            {"figures": {"basic.total:budget": D(3)}},
            None,
        ),
        (
            {"figures": {"three_public_budget_change_rate": D(3)}},
            "“三公”经费预算变动率（%）清单上是 3.00，按数据算是 算不出",
        ),
        ({"figures": {"headcount": D("90.99")}}, "按数据算是 91.00"),
        ({"figures": {"headcount": D("91.004"), "unknown": D(1)}}, None),
    ],
)
def test_what_a_manifest_says_otherwise_than_the_data_is_told(tmp_path, says, told):
    found = read_file(package(tmp_path, **says), "包", thorough=False).differences
    assert len(found) == (told is not None)
    assert all(told in words for words in found)


def test_a_year_that_is_blank_in_both_is_no_difference(tmp_path):
    content = json.loads(DATA)
    content["entries"] = [e for e in content["entries"] if e[:3] != ["unit", 0, "year"]]
    data = json.dumps(content)
    assert read_file(package(tmp_path, data=data, year=0), "包", thorough=False).differences == ()
    (told,) = read_file(package(tmp_path, data=data), "包", thorough=False).differences
    assert told == "清单上的年度是 2023，数据里是 空的"


def test_a_package_is_taken_at_its_word_or_looked_at_again(tmp_path, given):
    hidden = StatedFinding("必改", "SUM", "资金", "没有列出", "3 ≠ 4")
    path = package(tmp_path)
    given(found=(*STATED, hidden, CLOSED))
    assert read_file(path, "包", thorough=False).findings == STATED
    given(found=(*STATED, hidden))
    again = read_file(path, "包", thorough=True)
    assert again.findings == (*STATED, hidden)
    assert again.differences == ("包里没有列出的问题：没有列出",)


def test_hidden_reminders_are_no_reproach(tmp_path, given):
    given(found=(*STATED, StatedFinding("提醒", "X", "", "丁")))
    found = read_file(package(tmp_path), "包", thorough=True)
    assert found.differences == ()


def test_other_data_in_the_word_file_are_told(tmp_path, given):
    given(data="{}")
    found = read_file(package(tmp_path), "包", thorough=True)
    assert found.differences == ("包里 Word 文件随带的数据和包里的数据不一样",)


def test_a_word_file_that_cannot_be_read_is_told(tmp_path, given):
    given(data=UnusableFileError("坏了", "重报"))
    found = read_file(package(tmp_path), "包", thorough=True)
    assert found.differences == ("包里的 Word 文件读不了：坏了",)


@pytest.mark.parametrize("key", [column.key for column in COLUMNS if column.key in FIGURES])
def test_a_collected_figure_is_that_of_the_report(key):
    assert measured(FACTS)[key] == FACTS[FIGURES[key]]


def test_a_quantity_is_collected_with_its_years_its_budget_and_its_rates():
    found = measured(FACTS)
    names = ("this", "last", "change", "budget")
    assert [str(found[f"three_public.reception:{name}"]) for name in names] == [
        "25.99", "32.39", "-6.40", "30.00",
    ]  # fmt: skip
    assert round(found["three_public.reception:rate"], 2) == D("-19.76")
    assert round(found["three_public.reception:budget_rate"], 2) == D("86.63")
    assert (found["total:change"], found["headcount"]) == (
        found["total:this"] - found["total:last"],
        91,
    )


@pytest.mark.parametrize(
    ("key", "head"),
    [
        ("conferences.meetings:this", "会议费本年（万元）"),
        ("conferences.meetings:last", "会议费上年（万元）"),
        ("conferences.meetings:budget", "会议费本年预算（万元）"),
        ("conferences.meetings:change", "会议费增减（万元）"),
        ("conferences.meetings:rate", "会议费增减率（%）"),
        ("conferences.meetings:budget_rate", "会议费控制率（%）"),
        ("general:outturn", "一般公共预算执行（万元）"),
        ("score", "自评得分（分）"),
    ],
)
def test_a_column_has_its_head(key, head):
    assert [column.head for column in COLUMNS if column.key == key] == [head]
