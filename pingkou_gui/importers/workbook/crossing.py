"""What two tables say of one thing, beyond plain equality."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.spec.number_kinds import grouped, rounded

if TYPE_CHECKING:
    from pingkou_gui.importers.workbook.account import Account
    from pingkou_gui.importers.workbook.sums import Reading

_TWINS = {"30212": "overseas", "30217": "reception", "30231": "running", "31013": "purchase"}
"""Items of basic spending that are part of a public expense."""
_BUDGETS = ("general", "government_funds", "state_capital")


def cross_check(account: Account) -> None:
    """Compare basic spending with its total elsewhere, and its items with the public expenses."""
    classes = [r for w in account.readings if _is_class(w) and (r := account.first(w))]
    basic = account.first("basic")
    whole = [basic] if basic is not None else classes
    if account.first("general:basic") is not None and whole:
        names = ("一般公共预算基本支出", "基本支出决算表")
        account.balance([account.first("general:basic")], whole, names)
    for code, item in _TWINS.items():
        _check_twin(account, code, item)
    for item, code in (("meetings", "30215"), ("training", "30216")):
        _check_most(account, account.first(f"economic:{code}"), account.first(f"three:{item}:this"))
    _check_budgets(account)


def _is_class(what: str) -> bool:
    return what.startswith("economic:") and len(what) == len("economic:301")


def _check_twin(account: Account, code: str, item: str) -> None:
    own, public = account.first(f"economic:{code}"), account.first(f"three:{item}:this")
    if public is None:
        return
    _check_most(account, own, public)
    if not public.amount or (own is not None and own.amount == public.amount):
        return
    for near in _neighbours(account, code):
        if near.amount == public.amount:
            _doubt_lane(account, near, f"{code}旁边的数等于“三公”表的数，这一列像错了一行")


def _check_most(account: Account, part: Reading | None, whole: Reading | None) -> None:
    """A part of basic spending cannot be more than what all spending of the kind comes to."""
    if part is None or whole is None:
        return
    if part.amount > whole.amount + max(part.table.step, whole.table.step):
        words = f"{part.table.name}写{_shown(part.amount)}，{whole.table.name}只有{_shown(whole.amount)}"
        _doubt_lane(account, part, words)
        whole.suspect(words)


def _doubt_lane(account: Account, reading: Reading, words: str) -> None:
    column = reading.cells[0][1]
    for same in account.readings.values():
        for other in same:
            if other.table is reading.table and other.cells[0][1] == column:
                other.suspect(words)


def _neighbours(account: Account, code: str) -> list[Reading]:
    own = [
        r
        for w in account.readings
        if w.startswith(f"economic:{code[:3]}")
        for r in account.readings[w]
    ]
    codes = sorted({r.what.partition(":")[2] for r in own} | {code})
    at = codes.index(code)
    near = codes[max(at - 1, 0) : at] + codes[at + 1 : at + 2]
    return [
        r for r in own if r.what.partition(":")[2] in near and len(r.what) == len("economic:30101")
    ]


def _check_budgets(account: Account) -> None:
    """Fiscal spending is the sum over the budgets, and no more than all spending."""
    fiscal, everything = account.first("fiscal:outturn"), account.first("all:outturn")
    if fiscal is None or everything is None or fiscal.amount >= everything.amount:
        return
    rest = everything.amount - fiscal.amount
    if rest > Decimal("0.02"):
        account.notes.append(
            f"全部支出比财政拨款支出多{_shown(rest)}万元，是其他资金或专户非税收入，在资金页填写"
        )


def _shown(amount: Decimal) -> str:
    return grouped(rounded(amount, 6).normalize(), 2)
