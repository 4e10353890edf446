"""Amounts, counts and years as clerks type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.spec.digits import squeezed
from pingkou_gui.spec.kinds import ParseError
from pingkou_gui.spec.number_kinds import AmountKind, CountKind, DecimalKind, YearKind
from pingkou_gui.spec.values import NIL

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


@pytest.mark.parametrize("written", ["91.5", "九十一", "-3", "99999999999"])
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
