from datetime import UTC, datetime

import pytest

from pingkou_gui.document.proofread_report import checkup_document, publish_checkup
from pingkou_gui.document.target_file import BlockedTargetError
from pingkou_gui.document.tree import plain_text
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

TEXT = "2023年度甲镇人民政府部门整体支出绩效自评报告\n会议费2.8万元，比上年较少2万元。\n"
NOW = datetime(2024, 5, 6, tzinfo=UTC)


@pytest.fixture
def found():
    return proofread(SourceText.from_string(TEXT, "甲镇.txt"))


def test_every_finding_is_a_row_with_its_place_words_and_mending(found):
    table = checkup_document("甲镇.txt", found).blocks[1]
    slip = next(at for at, finding in enumerate(found) if finding.quote == "较少")
    words = [cell.text for cell in table.rows[slip].cells]
    assert len(table.rows) == len(found)
    assert words[:5] == [str(slip + 1), "必改", found[slip].where, "较少", "减少"]
    assert words[6] == "可以肯定"


def test_the_list_tells_what_must_be_changed_from_what_may_be(found):
    table = checkup_document("甲镇.txt", found).blocks[1]
    column = [cell.text for cell in table.head[0].cells].index("要不要改")
    assert [row.cells[column].text for row in table.rows] == [str(f.severity) for f in found]


def test_a_list_is_signed_by_nobody(found):
    assert "待填" not in plain_text(checkup_document("甲镇.txt", found))


def test_a_report_without_findings_says_so():
    assert "没有发现" in plain_text(checkup_document("甲镇.txt", ()))


def test_the_written_list_is_proved(found, tmp_path):
    proof = publish_checkup("甲镇.txt", found, tmp_path / "清单.docx", NOW)
    assert [item.label for item in proof.failures] == []


def test_an_open_target_offers_another_name(found, tmp_path):
    (tmp_path / ".~lock.清单.docx#").write_text("")
    with pytest.raises(BlockedTargetError) as refused:
        publish_checkup("甲镇.txt", found, tmp_path / "清单.docx", NOW)
    assert refused.value.suggestion == tmp_path / "清单（2）.docx"
