"""Packing a report: what is open must be explained, and the same report gives the same bytes."""

from datetime import UTC, datetime

import pytest

from pingkou_gui.county.package import look_over, packed, read_package, send
from pingkou_gui.document.docx_file import read_payload
from pingkou_gui.errors import KnownError, TargetError
from pingkou_gui.form.pages.overview import Duty, Unit
from pingkou_gui.form.pages.problems import Closing
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.report.json_format import Record, from_json
from pingkou_gui.report.report import Draft, Report

NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def looked(sample):
    """The sample as it was looked over once; sending it changes nothing."""
    return look_over(sample)


def test_the_same_report_gives_the_same_bytes(sample):
    once = packed(look_over(sample), NOW, despite="按期报送")
    assert packed(look_over(sample), NOW, despite="按期报送") == once


def test_a_report_with_open_findings_wants_a_reason(looked, tmp_path):
    with pytest.raises(KnownError, match="必改 3 处、还差 32 项，还没有改好"):
        send(looked, tmp_path / "a.jxbg", NOW, despite="  ")
    assert not (tmp_path / "a.jxbg").exists()


def test_the_reason_travels_inside(looked, tmp_path):
    path = send(looked, tmp_path / "a.jxbg", NOW, despite=" 差额核实中 ")
    assert read_package(path).manifest.sent_despite == "差额核实中"


def test_the_whole_report_travels_inside(looked, tmp_path):
    path = send(looked, tmp_path / "a.jxbg", NOW, despite="按期报送")
    package = read_package(path)
    assert from_json(package.data).report == looked.record.report
    (tmp_path / "a.docx").write_bytes(package.word)
    assert read_payload(tmp_path / "a.docx") == package.data


def test_what_is_missing_is_told_with_its_row(looked):
    told = [finding.message for finding in looked.open]
    assert "非税收入返还：填写预算来源" in told


def test_what_goes_out_as_last_year_is_told_once_and_asks_for_no_reason(sample):
    draft = Draft(sample.report)
    carried = Source(SourceKind.CARRIED)
    row = draft.add(Duty)
    draft.put(Duty.text, "负责辖区民政工作", row, carried)
    draft.put(Unit.short_name, "我镇", 0, carried)
    draft.put(Closing.remarks, "去年修渠12公里", 0, carried)
    looked = look_over(Record(sample.report.apply(draft.change), sample.scheme))
    assert [(each.severity, each.page, each.message) for each in looked.carried] == [
        ("待核", "概况", "“正文自称”照去年沿用，没有核对"),
        ("待核", "概况", "“负责辖区民政工作”照去年沿用，没有核对"),
    ]
    asked = [each.message for each in looked.open if "沿用" in each.message]
    assert asked == ["“其他需要说明的情况”照去年沿用，里面的数没核对"]
    assert not set(looked.carried) & set(looked.open)


def test_a_report_without_a_unit_cannot_be_sent(sample):
    with pytest.raises(KnownError, match="单位名称"):
        packed(look_over(Record(Report(), sample.scheme)), NOW, despite="x")


def test_a_report_without_a_year_cannot_be_sent(sample):
    draft = Draft(Report())
    draft.type_in(Unit.name, "安化县平口镇人民政府")
    looked = look_over(Record(Report().apply(draft.change), sample.scheme))
    with pytest.raises(KnownError, match="报告年度"):
        packed(looked, NOW, despite="按期报送")


def test_a_package_is_not_written_where_no_folder_is(looked, tmp_path):
    with pytest.raises(TargetError):
        send(looked, tmp_path / "没有" / "a.jxbg", NOW, despite="按期报送")
