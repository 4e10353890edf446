"""Findings on lists of projects that contradict each other, and funds in the wrong list."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.figures import printed
from pingkou_gui.domain.proofread.finding import LIKELY, Severity

if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.finding import TextFinding
    from pingkou_gui.domain.proofread.ledger import Entry
    from pingkou_gui.domain.reading.statements import Statement

_FUNDS = re.compile(
    "彩票公益金|国有土地使用权出让|土地出让(?:金|收入)|城市基础设施配套费|水库移民后期扶持基金|移民后期扶持基金|"
    "抗疫特别国债|专项债券?(?=资金|项目|支出|\\d)|水利建设基金支出|农业土地开发资金|污水处理费安排|政府性基金"
)
_SELDOM = re.compile("其他|合计|小计|工作经费$|专项资金$|项目支出$")
_SHORT = 6


@check("同名的项目只有一个金额", "CONTRADICTION", ground="前后一致")
def one_item_one_amount(case: Case) -> Findings:
    """An item named alike in two lists of project spending, with two amounts."""
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in case.ledger.entries:
        statement = entry.statement
        if statement is None or entry.key or statement.group < 0 or len(entry.label) < _SHORT:
            continue
        parent = case.reading.statements[case.reading.lists[statement.group].parent]
        if parent.key == "project_spending" and entry.amount.unit not in {"人", "名", "个"}:
            groups[entry.label].append(entry)
    for label, entries in groups.items():
        first = entries[0]
        for other in entries[1:]:
            if (
                other.value != first.value
                and _group(first) != _group(other)
                and not _split(case, label, first, other)
            ):
                yield _two_amounts(case, first, other)


def _group(entry: Entry) -> int:
    return entry.statement.group if entry.statement is not None else -1


def _split(case: Case, label: str, first: Entry, other: Entry) -> bool:
    """Whether the rest of the item stands in the list of another budget."""
    rest = abs(first.value - other.value)
    return any(e.label == label and e.value == rest for e in case.ledger.entries)


def _two_amounts(case: Case, first: Entry, other: Entry) -> TextFinding:
    where = case.reading.named(first.span.paragraph)
    same_budget = first.basis == other.basis
    message = (
        f"“{first.label}”在{where}是{printed(first)}，在这里是{printed(other)}；"
        "同名的一项有两个金额，核对两张清单，由基金或其他预算支出的项目注明"
    )
    quote = f"{case.reading.quote(first.span)} / {case.reading.quote(other.span)}"
    expected = f"{printed(first)}或{printed(other)}；两张清单一致，基金项目另行注明"
    severity = Severity.ERROR if same_budget else Severity.REMINDER
    return case.finding(
        "CONTRADICTION", other.span, message, expected, quote=quote, severity=severity
    )


@check(
    "一般公共预算里不列基金的钱", "SCOPE", ground="预算法第九条：政府性基金预算专款专用，单独编列"
)
def no_fund_money_in_the_general_budget(case: Case) -> Findings:
    """Items of the general public budget whose names are those of government funds."""
    for statement in case.reading.statements:
        if statement.key or statement.group < 0 or not _is_general(case, statement):
            continue
        match = _FUNDS.search(statement.label)
        if match is None or statement.amount is None or not statement.amount.value:
            continue
        message = (
            f"“{statement.label}”属于政府性基金，列在了一般公共预算支出里；移到政府性基金预算支出"
        )
        yield case.finding(
            "SCOPE",
            statement.span,
            message,
            "列入政府性基金预算支出",
            severity=Severity.REMINDER,
            certainty=LIKELY,
        )


def _is_general(case: Case, statement: Statement) -> bool:
    """Whether an item stands in a list of the general public budget's money."""
    parent = case.reading.statements[case.reading.lists[statement.group].parent]
    return statement.chapter == "general_public_budget" or (
        parent.scope == "general_public_budget" and parent.scope_said
    )


@check("各章只写本章预算的钱", "SCOPE", ground="预算法第五条")
def each_chapter_keeps_to_its_budget(case: Case) -> Findings:
    """A figure said to be of another budget than the chapter it stands in."""
    own = {
        "general_public_budget",
        "government_funds",
        "state_capital_operations",
        "social_insurance_funds",
    }
    labels = {
        "general_public_budget": "一般公共预算", "government_funds": "政府性基金预算",
        "state_capital_operations": "国有资本经营预算", "social_insurance_funds": "社会保险基金预算",
    }  # fmt: skip
    for statement in case.reading.statements:
        here, amount = statement.chapter, statement.amount
        if (
            here not in own
            or statement.scope not in own
            or statement.scope == here
            or amount is None
        ):
            continue
        if (
            not statement.scope_said
            or not amount.value
            or statement.key not in {"total_spending", "project_spending", "basic_spending", ""}
        ):
            continue
        message = f"这一章写{labels[here]}，这里的{amount.text}{amount.unit}却是{labels[statement.scope]}的；移到那一章"
        yield case.finding(
            "SCOPE",
            statement.span,
            message,
            f"写入{labels[statement.scope]}一章",
            severity=Severity.REMINDER,
            certainty=LIKELY,
        )


CHECKS = (
    one_item_one_amount,
    no_fund_money_in_the_general_budget,
    each_chapter_keeps_to_its_budget,
)
