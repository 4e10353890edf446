from dataclasses import replace

import pytest

from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.proofread import CHECKS
from pingkou_gui.text.reasoning.finding import CLASSES, LONGEST_TITLE, PROVED, Severity, TextFinding

LONG = "一二三四五六七八九十" * 4
FINDING = TextFinding(
    "PCT", Severity.ERROR, "一 段1", "24.04% / 5.16", "", "19.38%", PROVED, Span(0, 0, 2)
)


def title_of(message, **more):
    return replace(FINDING, message=message, **more).title


def test_a_short_message_is_its_own_title():
    assert title_of("“会议费”比上年减少，原因写反") == "“会议费”比上年减少，原因写反"


def test_a_message_of_just_the_longest_title_is_whole_and_one_more_letter_is_not():
    whole = "“甲”" + "乙" * (LONGEST_TITLE - 3)
    assert title_of(whole) == whole
    assert title_of(whole + "乙") == "“甲”的百分比和金额对不上"


def test_words_that_the_sentence_begins_with_are_not_named_before_it():
    assert title_of(f"“较少”：“较少”是“减少”的误写；{LONG}") == "“较少”是“减少”的误写"


def test_what_is_to_be_done_is_left_to_the_message():
    said = f"“上年”之后写的是2022年；{LONG}"
    assert title_of(said) == "“上年”之后写的是2022年"


def test_what_stands_in_brackets_is_left_to_the_message():
    assert (
        title_of(f"中文里夹着半角标点，共28处（{LONG}（二）段）；改")
        == "中文里夹着半角标点，共28处"
    )


def test_a_long_message_is_told_as_its_class_with_the_words_it_is_about():
    assert title_of(f"“公务用车”印的是24.04%，{LONG}") == "“公务用车”的百分比和金额对不上"


def test_of_a_whole_text_the_parts_that_fit_are_said():
    said = f"这份文字每行约31字就换行，像是复制的，{LONG}"
    assert title_of(said, class_="UNREAD") == "这份文字每行约31字就换行，像是复制的"


def test_without_a_name_in_it_the_first_quoted_words_stand_in_the_title():
    assert title_of(f"执行率印的是{LONG}") == "“24.04%”的百分比和金额对不上"


@pytest.mark.parametrize("class_", [*CLASSES, "UNHEARD_OF"])
def test_every_class_makes_a_sentence_of_at_most_a_line(class_):
    said = title_of(f"“{LONG}”{LONG}", class_=class_)
    assert len(said) <= LONGEST_TITLE
    assert said.startswith("“一二三四五六七八九十一二…”")
    assert " / " not in said


def test_every_class_that_a_check_can_give_has_a_name():
    given = {class_ for check in CHECKS for class_ in check.classes}
    assert given <= CLASSES.keys()
