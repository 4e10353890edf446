"""Sums that must hold: how close, who is to blame, and who is spared."""

from decimal import Decimal as D

import pytest

from pingkou_gui.importers.accounts import Account
from pingkou_gui.importers.economic_tables import Balance, Reading, equal, weigh
from pingkou_gui.importers.sheets import SheetTable, TableKind
from pingkou_gui.importers.workbook_cells import Sheet, SheetCell

NAMES = ("合计", "各项相加")


def table(name="支出决算表", *amounts, unit="万元"):
    cells = {(row, 2): SheetCell(str(n), D(str(n))) for row, n in enumerate(amounts or (0.01,), 3)}
    sheet = Sheet("GK01", 1, {(1, 1): SheetCell(name), **cells})
    last = 2 + len(cells)
    return SheetTable(
        TableKind.SPENDING, name, sheet, 1, last, 3, 2, unit, stated_unit=True, name=name
    )


TABLE = table()


def reading(amount, what="", *, row=3, column=2, where=TABLE):
    return Reading(what, D(str(amount)), where, ((row, column),))


def balance(left, right, step="0.01", names=NAMES):
    return Balance(tuple(left), tuple(right), names, D(step))


@pytest.mark.parametrize(
    ("left", "right", "holds"),
    [
        (("5.00",), ("5.00",), True),
        (("5.00",), ("5.01",), True),
        (("5.00",), ("5.02",), False),
        (("5.02",), ("5.00",), False),
        (("9.00",), ("3.00", "3.00", "3.01"), True),
        (("9.00",), ("3.01", "3.01", "3.00"), False),
        (("9.00",), ("3.00", "3.00", "3.00", "0.01", "0.01"), True),
        (("9.00",), ("3.00", "3.00", "3.00", "0", "0.02"), True),
        (("9.00",), ("3.00", "3.00", "2.00", "1.02"), True),
        (("9.00",), ("3.00", "3.00", "3.02"), False),
        (("9.00",), ("9.02", "0", "0", "0", "0"), False),
        (("0",), ("0",), True),
    ],
)
def test_a_sum_may_differ_by_what_rounding_its_terms_leaves(left, right, holds):
    sides = ([reading(n) for n in side] for side in (left, right))
    assert balance(*sides).holds is holds


def test_a_sum_that_does_not_hold_is_told_with_both_numbers():
    broken = balance([reading("1234.5")], [reading("1000"), reading("200")])
    assert broken.words == "合计1,234.50，各项相加1,200.00，对不上"
    assert broken.sides == (D("1234.5"), D(1200))


def test_the_amount_with_which_a_sum_would_hold_is_worked_out_on_either_side():
    whole, part = reading(12), reading(4)
    broken = balance([whole], [part, reading(5)])
    assert broken.amount_for(whole) == 9
    assert broken.amount_for(part) == 7


def test_a_sum_that_does_not_hold_makes_all_its_figures_doubtful():
    whole, parts = reading(12), [reading(4), reading(5)]
    weigh([balance([whole], parts)])
    assert [bool(item.doubt) for item in (whole, *parts)] == [True] * 3
    assert [item.instead for item in (whole, *parts)] == [None] * 3


def test_what_another_sum_bears_out_is_spared_and_the_one_left_is_told_its_amount():
    whole, part, other = reading(12), reading(4), reading(5)
    weigh([
        balance([whole], [part, other]),
        balance([part], [reading(1), reading(3)]),
        balance([other], [reading(5)]),
    ])  # fmt: skip
    assert (whole.doubt, whole.instead) == ("合计12.00，各项相加9.00，对不上", D(9))
    assert (part.doubt, other.doubt, part.instead) == ("", "", None)


def test_nothing_is_blamed_on_one_witness_alone():
    """A figure in one broken sum with no other: whole or part may be wrong, nobody can say."""
    whole, part, other = reading(12), reading(4), reading(5)
    weigh([balance([whole], [part, other]), balance([other], [reading(5)])])
    assert (whole.instead, part.instead) == (None, None)
    assert all(item.doubt for item in (whole, part, other))


def test_one_figure_that_two_sums_point_to_alike_is_told_what_it_should_be():
    shared = reading(40)
    first, second = reading(12), reading(92)
    weigh([
        balance([first], [shared, reading(8)]),
        balance([second], [shared, reading(88)]),
    ])  # fmt: skip
    assert shared.instead == 4
    assert (first.instead, second.instead) == (None, None)


def test_two_sums_that_point_to_different_amounts_tell_none():
    shared = reading(40)
    weigh([
        balance([reading(12)], [shared, reading(8)]),
        balance([reading(92)], [shared, reading(80)]),
    ])  # fmt: skip
    assert shared.instead is None
    assert shared.doubt


@pytest.mark.parametrize(("apart", "told"), [("0.02", True), ("0.03", False)])
def test_amounts_that_two_sums_point_to_may_differ_by_two_steps(apart, told):
    shared = reading(40)
    weigh([
        balance([reading(12)], [shared, reading(8)]),
        balance([reading(D(92) + D(apart))], [shared, reading(88)]),
    ])  # fmt: skip
    assert (shared.instead is not None) is told


@pytest.mark.parametrize(("apart", "told"), [("0.20", True), ("0.21", False)])
def test_how_far_they_may_differ_goes_by_the_coarser_of_the_sums(apart, told):
    shared = reading(40)
    weigh([
        balance([reading(12)], [shared, reading(8)]),
        balance([reading(D(92) + D(apart))], [shared, reading(88)], step="0.1"),
    ])  # fmt: skip
    assert (shared.instead is not None) is told


def test_an_amount_below_nought_is_no_amount_to_point_to():
    whole, part = reading(3), reading(2)
    weigh([
        balance([whole], [part, reading(5)]),
        balance([whole], [reading(3)]),
        balance([reading(5)], [reading(5)]),
    ])  # fmt: skip
    assert part.instead is None
    assert part.doubt


@pytest.mark.parametrize(("listed", "doubted"), [("3.00", False), ("9.00", True)])
def test_a_class_that_a_total_confirms_is_not_doubted_for_items_it_does_not_list(listed, doubted):
    whole, other, items = reading(8), reading(40), [reading(2), reading(D(listed))]
    weigh([balance([whole], items), balance([reading(48)], [whole, other])])
    assert bool(whole.doubt) is doubted
    assert all(item.doubt for item in items)


def test_a_class_that_no_total_confirms_is_doubted_with_its_items():
    whole, items = reading(8), [reading(2), reading(3)]
    weigh([balance([whole], items), balance([reading(8)], [whole])])
    assert whole.doubt


def test_a_sum_of_noughts_bears_nothing_out():
    whole, part = reading(12), reading(0)
    weigh([balance([whole], [part, reading(5)]), balance([part], [reading(0)])])
    assert part.doubt


def test_what_a_doubted_figure_is_made_of_is_doubted_down_to_the_last_part():
    whole, part, inner, last = reading(12), reading(5), reading(2), reading(1)
    more = [reading(3), reading(1)]
    weigh([
        balance([whole], [part, reading(4)]),
        balance([part], [inner, more[0]]),
        balance([inner], [last, more[1]]),
    ])  # fmt: skip
    assert [item.doubt for item in (part, inner, last, *more)] == [whole.doubt] * 5


def test_parts_of_a_figure_doubted_before_are_doubted_with_its_words():
    part, inner = reading(5), [reading(2), reading(3)]
    part.suspect("像错了一行")
    weigh([balance([part], inner)])
    assert [item.doubt for item in inner] == ["像错了一行"] * 2
    single, twin = reading(5), reading(5)
    single.suspect("像错了一行")
    weigh([balance([single], [twin])])
    assert twin.doubt == ""


def test_sums_that_share_no_figure_are_looked_at_apart():
    first, second = reading(12), reading(7)
    weigh([
        balance([first], [reading(9)]), balance([second], [reading(6)]),
        balance([second], [reading(7)]),
    ])  # fmt: skip
    assert first.doubt
    assert second.doubt == ""


def test_a_doubt_is_told_once_and_short():
    item = reading(5)
    item.suspect("一" * 60)
    item.suspect("一" * 60)
    assert item.doubts == ["一" * 60]
    assert item.doubt == "一" * 60
    long = reading(5)
    long.suspect("一" * 61)
    assert long.doubt == "一" * 59 + "…"


def test_a_reading_says_where_it_stands_and_how_many_cells_it_is():
    assert reading(5).where == "支出决算表 B3"
    both = Reading("", D(5), TABLE, ((3, 2), (4, 2)))
    assert both.where == "支出决算表 B3+B4（2项相加）"


def test_one_quantity_in_two_tables_is_the_same_amount_but_for_the_coarser_step():
    coarse, fine = table("甲表", 5), table("乙表", 5.01)
    same = equal(reading(5, where=coarse), reading("5.01", where=fine))
    assert (same.names, same.step) == (("甲表写", "乙表写"), 1)
    assert equal(reading(1, where=fine), reading(1, where=fine)).step == D("0.01")


def test_an_account_keeps_what_it_reads_and_knows_what_counts_first():
    account, where = Account(), table("甲表", 5, 6)
    assert account.read(where, (3, 1), "x") is None
    assert account.read(where, (9, 9), "x") is None
    first = account.read(where, (3, 2), "x", "工资")
    second = account.read(where, (4, 2), "x")
    account.read(where, (4, 2))
    assert account.first("x") is first
    assert account.readings == {"x": [first, second]}
    assert (first.amount, first.label, where.used) == (5, "工资", {(3, 2), (4, 2)})
    assert account.first("y") is None


def test_a_blank_beside_others_counts_as_nothing_and_a_blank_side_is_unknown():
    account = Account()
    whole, part = reading(5), reading(5)
    account.balance([whole], [part, None], NAMES)
    assert len(account.balances) == 1
    account.balance([None], [None], NAMES)
    assert len(account.balances) == 1
    account.balance([None], [part, reading(0)], NAMES)
    assert len(account.balances) == 1
    assert part.doubt == "“合计”一边空着，这个数核对不了"
    account.balance([whole], [None], NAMES)
    assert whole.doubt == "“各项相加”一边空着，这个数核对不了"


def test_a_blank_side_over_noughts_is_no_doubt():
    account, nought = Account(), reading(0)
    account.balance([None], [nought], NAMES)
    assert nought.doubt == ""


def test_the_coarsest_table_sets_the_step_of_a_sum():
    account = Account()
    account.balance([reading(5, where=table("甲", 5))], [reading(5)], NAMES)
    assert account.balances[0].step == 1


def test_settling_compares_what_stands_in_several_tables():
    account, first, second = Account(), table("甲", 5.01), table("乙", 6.01)
    for where in (first, second, first):
        account.read(where, (3, 2), "x")
    account.settle()
    assert len(account.balances) == 2
    borne_out, alone, _ = account.readings["x"]
    assert (borne_out.doubt, borne_out.instead) == ("", None)
    assert (alone.doubt, alone.instead) == ("甲写5.01，乙写6.01，对不上", D("5.01"))
