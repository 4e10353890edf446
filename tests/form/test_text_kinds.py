"""Words, choices and days as clerks type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.form.field import line, text
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import ChoiceKind, DateKind, ParseError, TextKind, half_width, printable
from pingkou_gui.form.pages.funds import General
from pingkou_gui.form.pages.projects import BUDGET_NAMES, BUDGETS, Project
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import NIL

KINDS = ChoiceKind((("a", "党政机构"), ("b", "事业单位"), ("c", "事业企业")))


def test_control_characters_are_taken_off_and_said():
    parsed = line("单位名称").read("平\x00口\x1b镇")
    assert (parsed.value, parsed.note) == ("平口镇", "已去掉看不见的控制字符")


def test_what_would_show_the_letters_in_another_order_is_taken_off_and_said():
    parsed = line("单位名称").read("平口镇\u202e人民政府\u202c")
    assert (parsed.value, parsed.note) == ("平口镇人民政府", "已去掉看不见的控制字符")


def test_an_amount_is_what_was_typed_unless_signs_were_taken_off_it():
    assert General.initial.read("12.345").plain
    assert not General.initial.read("12.345\x00").plain


def test_emoji_and_long_texts_are_kept_whole():
    long = "镇😀" * 50_000
    assert TextKind(3).parse(long).value == long


def test_a_one_line_field_turns_line_breaks_into_blanks():
    assert line("单位名称").read("平口镇\r\n人民政府").value == "平口镇 人民政府"


def test_paragraphs_keep_their_line_breaks():
    assert text("职能").read("甲\r\n乙").value == "甲\n乙"


@given(st.text(max_size=200))
def test_words_read_back_as_they_were_stored(words):
    value = TextKind(2).parse(printable(words)[0]).value
    assert value is None or TextKind(2).parse(TextKind(2).show(value)).value == value


@given(st.text(max_size=200))
def test_only_what_cannot_be_printed_is_left_out(words):
    kept, note = printable(words)
    assert bool(note) == (
        kept != words.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    )


@given(st.text())
def test_what_is_printable_can_be_encoded(words):
    kept, _ = printable(words)
    assert kept.encode().decode() == kept


def test_a_choice_is_typed_by_its_beginning():
    assert KINDS.parse("党").value == "a"
    assert KINDS.parse("事业单").value == "b"


@pytest.mark.parametrize("written", ["事业", "企业", "x"])
def test_a_choice_that_is_not_plain_names_the_choices(written):
    with pytest.raises(ParseError, match="“党政机构”“事业单位”"):
        KINDS.parse(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("政府性基金预算", "government_funds"),
        ("国有资本经营预算", "state_capital"),
        ("社会保险基金预算", "social_insurance"),
        ("一般公共预算财政拨款", "general"),
        ("政府性基金预算 财政拨款", "government_funds"),
        ("纳入专户管理的非税收入", "special_account"),
    ],
)
def test_a_budget_is_known_by_the_names_the_trade_gives_it(written, code):
    assert Project.budget.read(written).value == code
    assert Project.budget.show(code) in dict(BUDGETS).values()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("专项资金", "special"),
        ("业务工作经费", "business"),
        ("运行维护经费", "maintenance"),
        ("省级专项资金", "special"),
    ],
)
def test_a_kind_of_project_is_known_by_the_names_the_trade_gives_it(written, code):
    assert Project.kind.read(written).value == code


def test_another_name_is_read_whole_and_only_labels_by_their_beginning():
    kinds = ChoiceKind((("a", "党政机构"), ("b", "事业单位")), (("b", ("二级机构",)),))
    assert kinds.parse("二级机构").value == "b"
    with pytest.raises(ParseError):
        kinds.parse("二级")


def test_longer_words_tell_an_option_only_where_they_name_one():
    kinds = ChoiceKind(BUDGETS, tuple(BUDGET_NAMES.items()))
    assert kinds.option_in("政府性基金预算财政拨款支出决算表") == "government_funds"
    assert not kinds.option_in("一般公共预算和政府性基金预算支出表")


def test_no_two_options_of_a_field_share_a_name():
    for section in FORM.sections.values():
        for field in section.fields:
            if isinstance(field.kind, ChoiceKind):
                codes = dict(field.kind.names)
                assert all(codes[name] == code for name, code in field.kind.names)


@pytest.mark.parametrize(
    "written", ["2024-3-15", "2024.03.15", "20240315", "2024年3月15日", "２０２４/3/15"]
)
def test_a_day_in_many_forms_is_one_day(written):
    assert DateKind().parse(written).value == date(2024, 3, 15)


def test_a_day_is_shown_without_leading_noughts():
    assert DateKind().show(date(2024, 3, 5)) == "2024年3月5日"


@pytest.mark.parametrize("written", ["2024-2-30", "明天", "3月15日"])
def test_what_is_no_day_is_refused(written):
    with pytest.raises(ParseError, match="2024年3月15日"):
        DateKind().parse(written)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("ＡＢ（１２）！～", "AB(12)!~"), ("甲\u3000乙", "甲 乙"), ("abc", "abc"), ("、。", "、。")],
)
def test_full_width_signs_become_half_width_ones(typed, plain):
    assert half_width(typed) == plain


@pytest.mark.parametrize(("lines", "kept"), [(1, "甲 乙 丙"), (2, "甲 \n 乙\n\n丙"), (3, None)])
def test_only_one_line_is_put_into_one_line(lines, kept):
    assert TextKind(lines).parse(" 甲 \n 乙\n\n丙 ").value == (kept or "甲 \n 乙\n\n丙")


@pytest.mark.parametrize("kind", [TextKind(), KINDS, DateKind()])
def test_words_choices_and_days_stand_on_the_left_and_may_be_blank(kind):
    assert not kind.numeric
    assert kind.parse(" ").value is None
    assert kind.show(None) == kind.show(NIL) == ""
    assert kind.dump(NIL) == "无"


@pytest.mark.parametrize(
    ("labels", "listed"),
    [
        (("甲", "乙", "丙"), "从“甲”“乙”“丙”里选一项"),
        (("甲", "乙", "丙", "丁"), "从“甲”“乙”“丙”等 4 项里选"),
    ],
)
def test_a_long_list_of_choices_is_told_by_its_beginning(labels, listed):
    kinds = ChoiceKind(tuple((str(at), label) for at, label in enumerate(labels)))
    with pytest.raises(ParseError, match=listed):
        kinds.parse("x")


def test_a_choice_has_its_label_and_an_unknown_code_itself():
    assert (KINDS.label("a"), KINDS.label("z"), KINDS.show("a")) == ("党政机构", "z", "党政机构")
    assert KINDS.names[:4] == (("a", "a"), ("b", "b"), ("c", "c"), ("党政机构", "a"))


def test_a_stored_choice_is_read_by_its_code_or_an_older_name():
    assert (KINDS.load("b"), KINDS.load("事业单位")) == ("b", "b")
    with pytest.raises(ParseError):
        KINDS.load("x")


def test_a_code_alone_is_no_name_within_longer_words():
    assert KINDS.option_in("b类") == ""
    assert KINDS.option_in("某某事业 单位（本级）") == "b"
    assert KINDS.option_in("党政机构和事业单位") == ""


def test_an_option_typed_whole_is_meant_though_another_begins_the_same():
    kinds = ChoiceKind((("a", "专项"), ("b", "专项资金")))
    assert (kinds.parse("专项").value, kinds.parse("专项资").value) == ("a", "b")


@pytest.mark.parametrize("stored", ["", "无", "2024-13-01"])
def test_a_day_that_was_not_stored_by_us_is_refused(stored):
    with pytest.raises(ParseError, match="2024年3月15日"):
        DateKind().load(stored)


@given(st.dates())
def test_a_day_is_stored_and_shown_and_read_back(day):
    kind = DateKind()
    assert kind.load(kind.dump(day)) == day
    if day.year >= 1000:
        assert kind.parse(kind.show(day)).value == day


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("一百个", "100个"),
        ("≥九十户", "≥90户"),
        ("三公里", "3公里"),
        ("九十", "90"),
        ("百分之九十", "百分之九十"),
        ("一百五", "一百五"),
        ("95%", "95%"),
        ("一般", "一般"),
        ("十分满意", "十分满意"),
        ("零", "零"),
        ("12月底前", "12月底前"),
    ],
)
def test_a_counted_number_in_words_is_a_quantity_and_it_is_said(typed, meant):
    for field in (Indicator.target, Indicator.actual):
        parsed = field.kind.parse(typed)
        assert parsed.value == meant
        assert parsed.note == ("" if meant == typed else f"按 {meant} 理解（输入 {typed}）")
        assert field.kind.parse(field.kind.show(meant)).value == meant


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("党政机构", ""),
        ("党政", ""),
        ("全额事业单位", "按 事业单位理解（输入 全额事业单位）"),
        ("事业单位项目", ""),
        ("a", ""),
        ("行政", "按 党政机构理解（输入 行政）"),
        ("二级机构", "按 事业单位理解（输入 二级机构）"),
    ],
)
def test_a_choice_typed_by_another_name_says_which_was_understood(written, note):
    names = (("a", ("行政",)), ("b", ("二级机构", "全额事业单位", "事业单位项目")))
    assert ChoiceKind((("a", "党政机构"), ("b", "事业单位")), names).parse(written).note == note
