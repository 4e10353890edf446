"""What a cell shows where its number format adds words, per cent or a scale."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.importers.workbook_cells import is_date, shown_date, shown_number


@pytest.mark.parametrize(
    ("number", "code", "text", "kept"),
    [
        ("40", '"≥"0"盏"', "≥40盏", "40"),
        ("8", '"≤"0.0"个工作日"', "≤8.0个工作日", "8"),
        ("100", '0"户以上"', "100户以上", "100"),
        ("0.95", "0%", "95%", "95"),
        ("0.958333", "0.00%", "95.83%", "95.8333"),
        ("0.9", '"≥"0%', "≥90%", "90"),
        ("12.5", '0.00"万元"', "12.50万元", "12.5"),
        ("1234567", "#,##0.00,", "1234.567", "1234.567"),
        ("125000", '0!.0000"万元"', "12.5000万元", "12.5"),
        ("980", '0!.0000"万元"', "0.0980万元", "0.098"),
        ("0", '0!.0000"万元"', "0.0000万元", "0"),
        ("-125000", '0!.0000"万元"', "-12.5000万元", "-12.5"),
        ("125000", '0\\.0,"万"', "12.5万", "12.5"),
        ("-3", '0"盏";"减少"0"盏"', "减少3盏", "3"),
        ("0", '0"盏";;"没有"', "", ""),
        ("0", '0"盏"', "0盏", "0"),
        ("0", '0"盏";"减少"0"盏"', "0盏", "0"),
        ("-2", '0"盏"', "-2盏", "-2"),
        ("5", 'General"人"', "5人", "5"),
        ("3.14159", '0.##"公里"', "3.14公里", "3.14159"),
        ("3", '0.##"公里"', "3公里", "3"),
        ("6", "第0名", "第6名", "6"),
        ("6", '[>100]0"万元";0"元"', "", ""),
        ("6", '[=6]0"户"', "", ""),
        ("6", '[红色]0"户"', "6户", "6"),
        ("6", '"<"0"户"', "<6户", "6"),
        ("6", '"="0"户"', "=6户", "6"),
        ("6", '0.0E+00"户"', "", ""),
    ],
)
def test_words_around_a_number_are_shown(number, code, text, kept):
    shown = shown_number(Decimal(number), code)
    if not text:
        assert shown is None
    else:
        assert (shown.text, shown.number) == (text, Decimal(kept))


@pytest.mark.parametrize(
    "code",
    ["", "General", "0.00", "#,##0.00_ ", "0.00_);(0.00)", '"¥"#,##0.00', "[红色]-0.00", "@",
     '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "[>100]0.0;0", "0.00E+00"],
)  # fmt: skip
def test_a_format_without_words_leaves_the_number(code):
    assert shown_number(Decimal("12.5"), code) is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("yyyy/m/d", "2024-11-30"),
        ('yyyy"年"m"月"', "2024年11月"),
        ('yyyy"年"m"月"d"日"', "2024年11月30日"),
        ('m"月底前"', "11月底前"),
        ('yy"年"mm"月"', "24年11月"),
        ('yyy"年"', "2024年"),
        ('y"年"', "24年"),
        ("yyyy-mm-dd hh:mm", "2024-11-30"),
    ],
)
def test_a_date_is_shown_with_the_words_of_its_format(code, text):
    assert is_date(code)
    assert shown_date(45626, code) == text


def test_days_and_months_have_as_many_digits_as_their_format():
    assert shown_date(45356, 'yyyy"年"mm"月"dd"日"') == "2024年03月05日"
    assert shown_date(45356, 'yyyy"年"m"月"d"日"') == "2024年3月5日"
    assert shown_date(39447, 'yy"年"mm"月"') == "07年12月"


def test_dates_from_1904_times_and_impossible_days():
    assert shown_date(44164, "yyyy/m/d", from_1904=True) == "2024-11-30"
    assert shown_date(45626.5, "yyyy/m/d h:mm") == "2024-11-30 12:00:00"
    assert shown_date(0.5, "h:mm") == "12:00:00"
    assert shown_date(1, "yyyy/m/d") == "1899-12-31"
    assert shown_date(0, "yyyy/m/d") == "00:00:00"
    assert shown_date(2_958_465, "yyyy/m/d") == "9999-12-31"
    assert shown_date(2_958_466, "yyyy/m/d") == "2.95847e+06"
    assert shown_date(-1, "yyyy") == "-1"
    assert not is_date('"年"0')
    assert not is_date("0.00")


@given(
    st.text(max_size=30),
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4
    ),
)
def test_no_format_breaks_it(code, number):
    shown_number(number, code)
    is_date(code)
    shown_date(float(number), code)
