"""The file: the same bytes for the same report, no clock needed, no data in a public copy."""

import time
from datetime import UTC, datetime

import pytest

from pingkou_gui.document.docx_file import read_payload, read_written
from pingkou_gui.document.publish import publish
from pingkou_gui.document.target_file import BlockedTargetError
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.paths import asset
from pingkou_gui.reopen import guard_hand_edits
from pingkou_gui.report.json_format import Record, from_json
from pingkou_gui.report.report import Draft

MORNING = datetime(2025, 3, 18, 9, 30, tzinfo=UTC)
NOON = datetime(2025, 3, 18, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def record():
    return from_json(asset("sample/pingkou-2023.json").read_text(encoding="utf-8"))


def test_an_unchanged_report_written_again_is_the_same_bytes(record, tmp_path):
    path = tmp_path / "报告.docx"
    publish(record, path, MORNING, reviewed=())
    first = path.read_bytes()
    publish(record, path, NOON, reviewed=())
    assert path.read_bytes() == first
    draft = Draft(record.report)
    draft.type_in(Unit.preparer, "李四")
    publish(Record(record.report.apply(draft.change), record.scheme), path, NOON, reviewed=())
    assert read_written(path) == NOON


def test_a_public_copy_has_the_same_pages_without_the_data(record, tmp_path):
    path = tmp_path / "公开用.docx"
    published = publish(record, path, MORNING, with_data=False)
    assert published.proof.holds
    assert read_payload(path) is None


@pytest.mark.parametrize("year", [1970, 2150])
def test_a_clock_that_no_zip_can_hold_does_not_matter(record, tmp_path, monkeypatch, year):
    moment = time.struct_time((year, 1, 1, 0, 0, 0, 0, 1, 0))
    monkeypatch.setattr(time, "localtime", lambda *_: moment)
    path = tmp_path / "报告.docx"
    assert publish(record, path, MORNING, reviewed=()).proof.holds


def test_a_file_edited_by_hand_is_not_written_over_unasked(record, tmp_path):
    docx = pytest.importorskip("docx")
    path = tmp_path / "报告.docx"
    publish(record, path, MORNING, reviewed=())
    guard_hand_edits(path)
    guard_hand_edits(tmp_path / "没有.docx")
    word = docx.Document(str(path))
    next(p for p in word.paragraphs if "编制" in p.text).add_run("另聘3人。")
    word.save(str(path))
    with pytest.raises(BlockedTargetError) as caught:
        guard_hand_edits(path)
    assert caught.value.happened == "“报告.docx”写出后在 Word 里改过 1 处，再写会丢掉"
    assert caught.value.suggestion == tmp_path / "报告（2）.docx"
