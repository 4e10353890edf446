"""Numbers and days in Chinese words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.form.kinds import (
    AmountKind,
    CountKind,
    DateKind,
    DecimalKind,
    ParseError,
    YearKind,
)
from pingkou_gui.form.number_words import (
    day_of_words,
    number_of_words,
    year_of_words,
    yuan_of_words,
)
from pingkou_gui.form.values import NIL

DIGITS = "零一二三四五六七八九"
LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def below_myriad(number):
    """Write a number below 10,000 as a grammar book does."""
    written, gap = "", False
    for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            written += "零" * (gap and bool(written)) + DIGITS[digit] + sign
        gap = not digit
    return written.removeprefix("一") if 10 <= number < 20 else written


def in_words(number):
    """Write a number of up to twelve digits."""
    written = ""
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // size % 10_000
        if part:
            low = written and part < 1000
            spelt = below_myriad(part)
            spelt = "一" + spelt if written and spelt.startswith("十") else spelt
            written += "零" * bool(low) + spelt + unit
    return written or "零"


@given(st.integers(0, 10**12 - 1))
def test_every_number_that_is_written_in_words_is_read_back(number):
    assert number_of_words(in_words(number)) == number
    assert number_of_words(in_words(number).translate(LEGAL)) == number


@given(st.integers(1, 10**9))
def test_an_amount_in_words_is_the_amount_in_figures(yuan):
    words = AmountKind(negative=True).parse(f"{in_words(yuan)}元")
    assert words.value == AmountKind().parse(f"{yuan}元").value
    assert f"（输入 {in_words(yuan)}元）" in words.note


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_that_is_written_in_words_is_read_back(day):
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    written = f"{year}年{in_words(day.month)}月{in_words(day.day)}日"
    assert day_of_words(written) == (day.year, day.month, day.day)
    assert DateKind().parse(written).value == day


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("三十六万元", "36"),
        ("十二万五千", "12.5"),
        ("12万5千元", "12.5"),
        ("人民币壹拾贰万伍仟元整", "12.5"),
        ("叁拾陆万圆正", "36"),
        ("三点六万元", "3.6"),
        ("1亿2000万元", "12000"),
        ("2千500元", "0.25"),
        ("两万元", "2"),
        ("二十万零三百元", "20.03"),
        ("伍佰元零五分", "0.050005"),
        ("三元五角", "0.00035"),
        ("12.5万元整", "12.5"),
    ],
)
def test_an_amount_in_words_is_understood_and_said(written, amount):
    parsed = AmountKind().parse(written)
    assert parsed.value == Decimal(amount)
    shown = AmountKind().show(parsed.value)
    assert parsed.note.startswith(f"按 {shown} 万元理解（输入 {written}）")


@pytest.mark.parametrize(
    "written",
    ["十二万五", "12万5", "一百五元", "三千五元", "十二", "二点八", "3.6万5千元", "一万万元", "五角", "三六元", "三万五角", "三点五元五角", "三点元", "三点百元", "点五万元"],
)  # fmt: skip
def test_an_amount_that_can_be_read_in_two_ways_is_refused_with_a_sentence(written):
    with pytest.raises(ParseError, match="写明单位"):
        AmountKind().parse(written)


@pytest.mark.parametrize("written", ["约36万元", "36万余元", "三十多万元", "近十万元", "几万元"])
def test_an_amount_that_is_not_exact_is_refused(written):
    with pytest.raises(ParseError, match="写成数字"):
        AmountKind().parse(written)
    assert yuan_of_words(written) is None


def test_a_negative_amount_in_words_is_one():
    assert AmountKind(negative=True).parse("负三万元").value == Decimal(-3)
    with pytest.raises(ParseError, match="小于 0"):
        AmountKind().parse("负三万元")


@pytest.mark.parametrize("written", ["一" * 10_000, "十" * 10_000 + "元", "年" * 10_000, "1" * 60])
def test_endless_words_are_no_number(written):
    assert number_of_words(written) is None
    assert yuan_of_words(f"{written}元") is None
    assert day_of_words(written) is None


def test_words_of_forty_signs_are_still_read():
    assert number_of_words(f"{5:040}") == 5
    assert yuan_of_words(f"{5:039}元") == 5
    assert day_of_words(f"2024年{3:032}月5日") == (2024, 3, 5)
    assert number_of_words(f"{5:041}") is yuan_of_words(f"{5:040}元") is None


@pytest.mark.parametrize(
    "written", ["2024年三月5日", "2024年3月5号", "二零二四年三月五日", "２０２４年０３月０５日"]
)
def test_a_day_partly_in_words_is_understood(written):
    assert DateKind().parse(written).value == date(2024, 3, 5)


def test_the_first_month_has_a_name_of_its_own():
    assert DateKind().parse("二〇二四年元月五日").value == date(2024, 1, 5)


@pytest.mark.parametrize("written", ["2024-03-05 00:00:00", "2024/3/5 0:00", "2024-03-05T00:00:00"])
def test_the_midnight_that_a_sheet_puts_behind_a_day_is_nothing_to_say(written):
    parsed = DateKind().parse(written)
    assert (parsed.value, parsed.note) == (date(2024, 3, 5), "")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("三月五日", "没有写是哪一年"),
        ("3月5日", "没有写是哪一年"),
        ("24年3月5日", "^写成年月日"),
        ("二四年三月五日", "^写成年月日"),
        ("二〇二四年三月", "^写成年月日"),
        ("二〇二四年二月三十日", "没有这一天"),
        ("二〇二四年三月零日", "没有这一天"),
        ("二〇二四年三月初五日", "^写成年月日"),
        ("二〇二四年三百五月五日", "^写成年月日"),
        ("2024-03-05 08:30", "^写成年月日"),
    ],
)
def test_a_day_that_is_not_plain_is_refused_with_a_sentence(written, said):
    with pytest.raises(ParseError, match=said):
        DateKind().parse(written)


def test_people_years_and_points_in_words_are_understood_and_said():
    assert CountKind("人").parse("三十六人").value == 36
    assert CountKind("人").parse("两名").note == "按 2 理解（输入 两名）"
    assert YearKind().parse("二〇二四年度").value == 2024
    assert DecimalKind(2, "分").parse("九十五点五分").value == Decimal("95.5")
    with pytest.raises(ParseError, match="写成整数"):
        CountKind("人").parse("十几人")
    with pytest.raises(ParseError, match="写成整数"):
        YearKind().parse("二四年")


def test_a_year_digit_by_digit_is_no_number_and_none_is_still_none():
    assert year_of_words("二〇二四") == 2024
    assert number_of_words("二〇二四") is None
    assert AmountKind().parse("无").value is NIL


@pytest.mark.parametrize(
    ("written", "value"),
    [("3万10", 30010), ("3万9999", 39999), ("3万9", None), ("3万10000", None)],
)
def test_figures_behind_a_myriad_are_its_lower_part_from_ten_to_below_a_myriad(written, value):
    assert number_of_words(written) == value


def test_a_cent_is_the_hundredth_of_a_yuan():
    assert yuan_of_words("三元五角六分") == Decimal("3.56")
