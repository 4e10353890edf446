"""Amounts, counts and years as clerks type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.form.kinds import (
    AmountKind,
    CountKind,
    DecimalKind,
    ParseError,
    YearKind,
    grouped,
    rounded,
    squeezed,
)
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.values import NIL, Unread

AMOUNTS = st.decimals(0, 10**9, places=2, allow_nan=False)
NONSENSE = ["abc", "1.2.3", "NaN", "Infinity", "1e5", "十二", "12公里", "--5", "😀", "1" * 200]


@pytest.mark.parametrize(
    "written",
    [
        "1,287.78",
        "１２８７．７８",
        "1287.78万",
        "12877800元",
        "1287.78万元",
        "¥1 287.78",
        "0.128778亿元",
    ],
)
def test_the_same_amount_written_in_many_ways_is_one_amount(written):
    assert AmountKind().parse(written).value == Decimal("1287.78")


@pytest.mark.parametrize(
    "written",
    ["12，5", "12,5", "1,2,3", "1,28,778", "1,2345.67", "0,125", "1.287,000", "1,287 000"],
)
def test_commas_elsewhere_than_at_the_thousands_are_no_number(written):
    with pytest.raises(ParseError, match="逗号不在千位上"):
        AmountKind().parse(written)
    assert not squeezed(written).replace(".", "").isdecimal()


@pytest.mark.parametrize("written", ["12 34", "1 28", "12　5", "2023 12.5"])
def test_blanks_elsewhere_than_at_the_thousands_are_no_number(written):
    with pytest.raises(ParseError, match="空格"):
        AmountKind().parse(written)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("12,877,800", 12877800),
        ("12 877 800", 12877800),
        ("12，877，800元", "1287.78"),
        ("1, 287.78", "1287.78"),
        ("1287 .78 万元", "1287.78"),
        ("12'877'800", 12877800),
        ("¥ 12.5", "12.5"),
    ],
)
def test_thousands_may_be_parted_and_blanks_may_stand_about_the_figures(written, amount):
    assert AmountKind().parse(written).value == Decimal(amount)


@pytest.mark.parametrize("written", ["12。5", "12．5", "１２．５"])
def test_a_chinese_full_stop_between_digits_is_the_point_and_is_said(written):
    parsed = AmountKind().parse(written)
    assert parsed.value == Decimal("12.50")
    assert parsed.note == f"按 12.50 万元理解（输入 {written}）"
    assert DecimalKind(2, "分").parse("9。5").note == "按 9.5 理解（输入 9。5）"


@pytest.mark.parametrize("broken", ["12 34.5", "12\n34.5", "1 2\n34.\n5"])
def test_a_number_that_a_document_breaks_over_lines_is_still_read(broken):
    assert squeezed(broken) == "1234.5"


def test_an_amount_in_yuan_says_how_it_was_understood():
    assert AmountKind().parse("12877800元").note == "按 1,287.78 万元理解（输入 12877800元）"


def test_a_plain_amount_needs_no_explanation():
    assert AmountKind().parse("1,287.78").note == ""


@pytest.mark.parametrize("written", ["无", "-", "—", " 无 "])
def test_none_is_stated_in_words_or_with_a_dash(written):
    assert AmountKind().parse(written).value is NIL


def test_nought_is_an_amount_and_a_blank_is_nothing():
    assert AmountKind().parse("0").value == Decimal(0)
    assert AmountKind().parse("  ").value is None


@pytest.mark.parametrize("written", NONSENSE)
def test_nonsense_is_refused_with_a_sentence(written):
    with pytest.raises(ParseError, match="例如"):
        AmountKind().parse(written)


def test_a_negative_expense_is_refused_and_a_negative_adjustment_is_not():
    with pytest.raises(ParseError, match="小于 0"):
        AmountKind().parse("-5")
    assert AmountKind(negative=True).parse("（5）").value == Decimal(-5)


def test_cents_are_kept_and_shown():
    amount = AmountKind().parse("12345.67元").value
    assert amount == Decimal("1.234567")
    assert AmountKind().show(amount) == "1.234567"


def test_the_noise_of_a_spreadsheet_is_taken_off_and_said():
    parsed = AmountKind().parse("244.79999999999998")
    assert parsed.value == Decimal("244.80")
    assert parsed.note == "按 244.80 万元理解（输入 244.79999999999998）"


@given(AMOUNTS)
def test_what_is_shown_reads_back(amount):
    kind = AmountKind()
    assert kind.parse(kind.show(amount)).value == amount


@given(AMOUNTS)
def test_what_is_stored_loads_back(amount):
    kind = AmountKind()
    assert kind.load(kind.dump(amount)) == amount


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(text):
    try:
        parsed = AmountKind().parse(text)
    except ParseError as error:
        assert str(error)
    else:
        assert parsed.value is None or parsed.value is NIL or parsed.value >= 0


@pytest.mark.parametrize("written", ["91", "９１", "91人", "91名", "91.0"])
def test_people_are_counted_in_whole_numbers(written):
    assert CountKind("人").parse(written).value == 91


@pytest.mark.parametrize("written", ["91.5", "九十多", "-3", "99999999999"])
def test_what_is_no_count_is_refused(written):
    with pytest.raises(ParseError):
        CountKind("人").parse(written)


@pytest.mark.parametrize("written", ["2023", "2023年", "2023年度", "２０２３"])
def test_a_year_is_four_digits(written):
    assert YearKind().parse(written).value == 2023


@pytest.mark.parametrize("written", ["23", "1823", "20235"])
def test_a_year_of_another_time_is_refused(written):
    with pytest.raises(ParseError, match="2023"):
        YearKind().parse(written)


def test_points_may_carry_their_unit():
    assert DecimalKind(2, "分").parse("9.5分").value == Decimal("9.50")
    assert DecimalKind(2, "分").show(Decimal("10.00")) == "10"


@pytest.mark.parametrize(
    ("written", "amount", "note"),
    [
        ("10", "10", ""),
        ("10万", "10", ""),
        ("10万元", "10", ""),
        (
            "10元",
            "0.001",
            "按 0.001 万元理解（输入 10元），报告里印 0.00 万元，增减和比率按它算",
        ),
        ("1024.745", "1024.745", "报告里印 1,024.75 万元，增减和比率按它算"),
        ("10千元", "1", "按 1.00 万元理解（输入 10千元）"),
        ("1,234.5千元", "123.45", "按 123.45 万元理解（输入 1,234.5千元）"),
        ("10百万元", "1000", "按 1,000.00 万元理解（输入 10百万元）"),
        ("1.5亿", "15000", "按 15,000.00 万元理解（输入 1.5亿）"),
        ("1.5亿元", "15000", "按 15,000.00 万元理解（输入 1.5亿元）"),
    ],
)
def test_every_unit_of_money_is_turned_into_wan_yuan_and_said(written, amount, note):
    parsed = AmountKind().parse(written)
    assert (parsed.value, parsed.note) == (Decimal(amount), note)


@pytest.mark.parametrize("written", ["10千", "10万万", "10分", "10美元", "10元多"])
def test_a_unit_that_nobody_writes_is_refused(written):
    with pytest.raises(ParseError, match="写成数字"):
        AmountKind().parse(written)


@pytest.mark.parametrize(
    ("written", "amount"),
    [("0.0000005", "0.000001"), ("0.0000004", "0"), ("0.005元", "0.000001"), ("0.004元", "0")],
)
def test_an_amount_is_kept_to_the_cent_half_up_and_said(written, amount):
    parsed = AmountKind().parse(written)
    assert parsed.value == Decimal(amount)
    assert parsed.note.startswith("按 ")


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [
        ("1234567.5", 2, "1,234,567.50"),
        ("0.000001", 2, "0.000001"),
        ("1.10", 0, "1.1"),
        ("100", 0, "100"),
        ("1E+3", 0, "1,000"),
        ("0.125", 2, "0.125"),
    ],
)
def test_a_number_is_shown_exactly_with_its_places(number, places, shown):
    assert grouped(Decimal(number), places) == shown


@pytest.mark.parametrize(
    ("number", "places", "whole"),
    [
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("2.5", 0, "3"),
        ("0.124999", 2, "0.12"),
        ("-0.004", 2, "0.00"),
    ],
)
def test_a_number_is_rounded_half_up(number, places, whole):
    assert str(rounded(Decimal(number), places)) == whole


def test_twelve_whole_digits_are_an_amount_and_thirteen_are_a_slip():
    assert AmountKind().parse("9" * 12).value == Decimal("9" * 12)
    assert AmountKind().parse("0" * 9 + "9" * 12 + ".5").value == Decimal("9" * 12 + ".5")
    with pytest.raises(ParseError, match="有 13 位整数，核对，例如 1,287"):
        AmountKind().parse("9" * 13)
    with pytest.raises(ParseError, match="有 13 位整数"):
        AmountKind(negative=True).parse("-" + "9" * 13)


@pytest.mark.parametrize("written", ["-0", "-0.00", "（0）", "-0元"])
@pytest.mark.parametrize("negative", [True, False])
def test_nought_has_no_sign(written, negative):
    kind = AmountKind(negative)
    assert kind.dump(kind.parse(written).value) == "0.00"
    assert DecimalKind().dump(DecimalKind().parse("-0").value) == "0.00"


@pytest.mark.parametrize("written", ["--", "——", "/", "-", "—", "无"])
@pytest.mark.parametrize("kind", [AmountKind(), CountKind("人"), DecimalKind()])
def test_every_kind_of_number_may_be_none(kind, written):
    assert kind.parse(written).value is NIL
    assert kind.show(NIL) == kind.dump(NIL) == "无"
    assert kind.load("无") is NIL


@pytest.mark.parametrize("kind", [AmountKind(), CountKind("人"), DecimalKind(1), YearKind()])
def test_a_blank_is_nothing_and_never_stored(kind):
    assert kind.parse(" ").value is None
    assert kind.show(None) == ""
    assert kind.numeric
    with pytest.raises(ParseError, match="例如"):
        kind.load("")


@pytest.mark.parametrize("stored", ["12.50", "0.000001", "123456789012.00", "7"])
def test_what_is_stored_is_read_as_it_stands(stored):
    assert AmountKind().load(stored) == Decimal(stored)
    assert DecimalKind(6).load(stored) == Decimal(stored)
    assert DecimalKind().load("12.50") == Decimal("12.5")


@pytest.mark.parametrize(
    ("kind", "stored", "number"),
    [
        (DecimalKind(1), "12.55", "12.6"),
        (DecimalKind(0), "3.49", "3"),
        (DecimalKind(), "1.005", "1.01"),
    ],
)
def test_what_a_data_file_holds_beyond_the_places_of_a_number_is_read_as_if_typed(
    kind, stored, number
):
    assert kind.load(stored) == kind.parse(stored).value == Decimal(number)


def test_a_count_keeps_within_its_range():
    kind = CountKind("人")
    assert (kind.parse("0").value, kind.parse("10000000").value) == (0, 10_000_000)
    with pytest.raises(ParseError, match="超过 1,000 万，核对，例如 91"):
        kind.parse("10000001")
    with pytest.raises(ParseError, match="不能小于 0，核对正负号"):
        kind.parse("-1")
    assert [YearKind().parse(written).value for written in ("2000", "2099")] == [2000, 2099]
    for written in ("1999", "2100"):
        with pytest.raises(ParseError, match="应在 2000 到 2099 之间，例如 2023"):
            YearKind().parse(written)


@pytest.mark.parametrize("written", ["无", "-"])
def test_a_year_is_never_none(written):
    with pytest.raises(ParseError, match="2023"):
        YearKind().parse(written)


def test_a_count_tells_how_a_chinese_point_was_read():
    assert CountKind("人").parse("91。0").note == "按 91.0 理解（输入 91。0）"
    assert CountKind("人").parse("91").note == ""


@pytest.mark.parametrize(
    ("kind", "written"),
    [(CountKind("辆"), "3公里"), (DecimalKind(2, "分"), "3米"), (CountKind("辆"), "辆")],
)
def test_a_number_of_something_else_is_refused(kind, written):
    with pytest.raises(ParseError, match="写成"):
        kind.parse(written)


@pytest.mark.parametrize("written", ["3", "3辆", "3名", "3个"])
def test_a_count_may_carry_its_unit(written):
    assert CountKind("辆").parse(written).value == 3


@pytest.mark.parametrize(
    ("written", "value", "note"),
    [
        ("9.555", "9.56", "按 9.56 理解（输入 9.555）"),
        ("9.5分", "9.5", ""),
        ("9.50", "9.5", ""),
        ("9。5", "9.5", "按 9.5 理解（输入 9。5）"),
    ],
)
def test_points_are_kept_to_two_places_and_it_is_said(written, value, note):
    parsed = DecimalKind(2, "分").parse(written)
    assert (parsed.value, parsed.note) == (Decimal(value), note)


def test_less_than_nought_is_refused_though_it_would_be_rounded_to_nought():
    with pytest.raises(ParseError, match="小于 0"):
        AmountKind().parse("-0.0000001")
    assert AmountKind(negative=True).parse("-0.0000001").value == 0


def test_points_below_nought_are_refused():
    with pytest.raises(ParseError, match="不能小于 0"):
        DecimalKind(2, "分").parse("-0.01")


@given(st.decimals(0, 10**9, places=2, allow_nan=False), st.sampled_from(["元", "千元", "亿元"]))
def test_the_same_amount_in_another_unit_is_the_same_amount(amount, unit):
    power = {"元": 4, "千元": 1, "亿元": -4}[unit]
    written = f"{amount.scaleb(power):f}{unit}"
    if len(written.split(".", maxsplit=1)[0].removesuffix(unit)) <= 12:
        assert AmountKind().parse(written).value == amount


def test_a_township_has_no_ten_thousand_people_on_its_lists():
    assert Staff.headcount.read("9999").value == 9999
    assert isinstance(Staff.headcount.read("76000").value, Unread)
