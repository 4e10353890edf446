"""报送情况: the row and the sentence that a county reads of how its units stand."""

from pingkou_gui.county.summary_workbook import (
    SendingState,
    UnitStatus,
    status_row,
    status_sentence,
    unread_of,
)

FIRST, LATER = "2024-03-01 09:00", "2024-03-20 17:30"


def sent(**more):
    return UnitStatus(**({"unit": "甲镇", "state": SendingState.SENT, "first_sent": FIRST} | more))


def test_the_report_that_was_taken_has_a_time_of_its_own_only_where_it_is_not_the_first():
    assert status_row(sent(taken=FIRST))[2:4] == [FIRST, ""]
    assert status_row(sent(taken=LATER))[2:4] == [FIRST, LATER]


def test_what_is_open_is_counted_for_who_has_sent_and_blank_for_who_has_not():
    late = sent(
        state=SendingState.LATE, open_must=0, open_reminders=3, notes=("草稿", "另有 1 份旧的")
    )
    assert status_row(late) == ["甲镇", "迟交", FIRST, "", 0, 0, 3, "草稿；另有 1 份旧的"]
    assert status_row(UnitStatus("乙镇", SendingState.MISSING)) == [
        "乙镇", "未交", "", "", None, None, None, "",
    ]  # fmt: skip


def test_the_sentence_counts_late_ones_among_the_sent_and_leaves_out_what_is_nought():
    missing = UnitStatus("丙镇", SendingState.MISSING)
    late = sent(state=SendingState.LATE, open_must=2)
    assert status_sentence([sent(), late, missing]) == (
        "共 3 个单位，已交 2 个（其中迟交 1 个），未交 1 个，还没有改好的 1 个"
    )
    assert status_sentence([sent()]) == "共 1 个单位，已交 1 个"
    assert status_sentence([sent(open_missing=3)]).endswith("还没有改好的 1 个")


def test_an_unreadable_file_is_a_units_by_a_name_of_two_characters_at_least():
    files = ["镇.doc", "甲镇2023.doc", "甲镇.pdf"]
    assert unread_of("甲镇", files) == "甲镇2023.doc"
    assert unread_of("镇", files) == ""
    assert unread_of("乙镇", files) == ""
