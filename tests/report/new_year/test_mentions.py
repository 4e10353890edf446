import pytest

from pingkou_gui.report.json_format import Record
from pingkou_gui.report.new_year import new_year, year_mentions


def mentions(report_of, text):
    record = Record(report_of(unit__year="2023", overview_texts__overall=text), "")
    return year_mentions(new_year(record)).items


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("2023年完成任务。", "2024年完成任务。"),
        ("2023年度比2022年多。", "2024年度比2023年多。"),
        ("2024年底前建成。", "2025年底前建成。"),
        ("自2015年以来，2023年最好。", "自2015年以来，2024年最好。"),
    ],
)
def test_years_next_to_the_old_one_are_proposed_to_move_on(report_of, text, changed):
    (item,) = mentions(report_of, text)
    assert item.value == changed
    assert item.source.original == text


def test_every_mention_is_listed_so_that_none_is_ticked_unseen(report_of):
    (item,) = mentions(report_of, "2023年修路，2022年修桥。")
    assert item.doubt.count("改为") == 2


def test_texts_without_such_a_year_are_left_alone(report_of):
    assert mentions(report_of, "自2015年以来一直如此，投入2023万元。") == ()


def test_words_typed_in_the_new_year_are_not_touched(report_of):
    typed = report_of(unit__year="2024", overview_texts__overall="2023年的事。")
    assert year_mentions(Record(typed, "")).items == ()


def test_nothing_is_changed_by_looking(report_of):
    record = new_year(
        Record(report_of(unit__year="2023", overview_texts__overall="2023年完成。"), "")
    )
    before = record.report.entries
    year_mentions(record)
    assert record.report.entries == before


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("2022年开工。", "2023年开工。"),
        ("2021年开工，2023年完工。", "2021年开工，2024年完工。"),
        ("2025年开工，2023年完工。", "2025年开工，2024年完工。"),
        ("12023年，2023年。", "12023年，2024年。"),
    ],
)
def test_only_the_year_before_and_the_year_after_move_along(report_of, text, changed):
    (item,) = mentions(report_of, text)
    assert item.value == changed


@pytest.mark.parametrize("text", ["2021年开工。", "2025年完工。"])
def test_years_further_away_are_left_alone(report_of, text):
    assert mentions(report_of, text) == ()


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("2023年完工。", "…2023年完工。…"),
        (
            "一二三四五六七八九十2023年一二三四五六七八九十",
            "…三四五六七八九十2023年一二三四五六七八…",
        ),
        ("修路\n2023年完工", "…修路 2023年完工…"),
    ],
)
def test_a_mention_is_quoted_with_eight_letters_around_it(report_of, text, around):
    (item,) = mentions(report_of, text)
    assert item.doubt == f"2023年改为2024年：{around}"


def test_every_carried_text_is_looked_at_and_they_are_counted(report_of):
    old = report_of(
        unit__year="2023",
        overview_texts__overall="2023年好。",
        closing__application="2023年用。",
        closing__disclosure="按时公开。",
    )
    found = year_mentions(new_year(Record(old, "")))
    assert [item.value for item in found.items] == ["2024年用。", "2024年好。"]
    assert found.notes == ("2处沿用的文字里写着年份，逐处核对后再改",)
    assert year_mentions(Record(report_of(unit__year="2023"), "")).notes == ()
