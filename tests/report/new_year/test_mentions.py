import pytest

from pingkou_gui.form.pages.overview import OverviewTexts
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.new_year import new_year, year_mentions
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft


def mentions(report_of, text):
    record = Record(report_of(unit__year="2023", overview_texts__overall=text), "")
    return year_mentions(new_year(record)).items


def changed_by(report_of, text):
    """The text with every year moved on that is proposed."""
    record = new_year(Record(report_of(unit__year="2023", overview_texts__overall=text), ""))
    found, draft = year_mentions(record), Draft(record.report)
    accept(draft, found, found.items)
    return record.report.apply(draft.change)[OverviewTexts.overall.at()]


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
    assert changed_by(report_of, text) == changed
    assert {item.source.original for item in mentions(report_of, text)} == {text}


def test_every_place_is_an_item_and_only_those_taken_are_changed(report_of):
    text = "2023年修路，2022年修桥，2023年通车。"
    record = new_year(Record(report_of(unit__year="2023", overview_texts__overall=text), ""))
    found, draft = year_mentions(record), Draft(record.report)
    assert [(i.part.start, i.part.words) for i in found.items] == [
        (0, "2024"),
        (8, "2023"),
        (16, "2024"),
    ]
    assert found.items[1].value == "2023年修路，2023年修桥，2023年通车。"
    assert all(item.doubt for item in found.items)
    accept(draft, found, (found.items[2], found.items[0]))
    report = record.report.apply(draft.change)
    assert report[OverviewTexts.overall.at()] == "2024年修路，2022年修桥，2024年通车。"


@pytest.mark.parametrize("taken", [slice(None), slice(1)])
def test_a_text_whose_years_were_moved_is_not_asked_about_again(report_of, taken):
    text = "2023年修路，2024年通车。"
    record = new_year(Record(report_of(unit__year="2023", overview_texts__overall=text), ""))
    found, draft = year_mentions(record), Draft(record.report)
    accept(draft, found, found.items[taken])
    changed = record.report.apply(draft.change)
    assert changed[OverviewTexts.overall.at()] != text
    assert year_mentions(Record(changed, "")).items == ()


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
    assert changed_by(report_of, text) == changed


@pytest.mark.parametrize("text", ["2021年开工。", "2025年完工。"])
def test_years_further_away_are_left_alone(report_of, text):
    assert mentions(report_of, text) == ()


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
