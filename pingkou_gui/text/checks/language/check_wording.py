"""Checks of wording: slips of the lexicon, leftovers of the outline, money of another budget."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pingkou_gui.paths import asset
from pingkou_gui.text.checks.amounts.check_figures import printed
from pingkou_gui.text.checks.language.check_structure import FOLLOWS, OUTLINE
from pingkou_gui.text.reading.wholes import ALL_BUDGETS, DIVIDED
from pingkou_gui.text.reasoning.finding import (
    BETWEEN,
    PROVED,
    WRITTEN,
    Case,
    Findings,
    Severity,
    check,
    check_each,
    deed_of,
    edit_of,
    left_whole,
    right_whole,
)

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.ledger import Entry
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reasoning.finding import TextFinding


@dataclass(frozen=True, slots=True)
class Slip:
    """One entry of the lexicon.

    Attributes:
        right: what is to stand there, by the letter; None where only advice can be given.
        advice: what is to be done, in words.
    """

    class_: str
    pattern: re.Pattern[str]
    right: str | None
    advice: str
    because: str
    severity: Severity
    certainty: str
    sentence: bool
    from_year: int


@cache
def slips() -> tuple[Slip, ...]:
    """Return the lexicon, read once."""
    book = tomllib.loads(asset("lexicon/wording.toml").read_text("utf-8"))
    return tuple(
        Slip(
            row["class"], re.compile(row["pattern"]), row.get("right"), row.get("advice", ""), row["because"],
            Severity(row.get("severity", Severity.ERROR)), row.get("certainty", PROVED),
            row.get("sentence", False), row.get("from_year", 0),
        )
        for row in book["slip"]
    )  # fmt: skip


@check(
    "没有错字、错词和漏删的填写说明",
    "TYPO",
    "WORDING",
    "TEMPLATE_LEFTOVER",
    "UNIT",
    ground="用字用词",
)
def no_word_of_the_lexicon(case: Case) -> Findings:
    """Every entry of the lexicon, where it stands."""
    in_force = [slip for slip in _in_force(case) if not slip.sentence]
    clean: set[str] = set()
    for normal in case.reading.written:
        if normal.text in clean or not _HAS_WORDS.search(normal.text):
            continue  # the cells of many tables hold the same few words
        told: set[tuple[str, str]] = set()
        for slip in in_force:
            for match in slip.pattern.finditer(normal.text):
                words = (slip.class_, match.group())
                if slip.right is None and words in told:
                    continue  # XX市第一幼儿园隶属于XX市: the same blank is told once a paragraph
                told.add(words)
                right = None if slip.right is None else match.expand(slip.right)
                named = _of_a_blank(case, slip, normal, *match.span())
                yield named or _say(case, slip, normal, *match.span(), right)
        if not told:
            clean.add(normal.text)


_UNIT_NEXT = re.compile(
    "(?:部门|单位|局|镇|乡|街道|委|办|学校|医院|中心|院)(?P<rest>(?:20\\d\\d年度?)?[^，。；：、（）\\d]{0,16})"
)


def _of_a_blank(case: Case, slip: Slip, normal: Normal, start: int, end: int) -> TextFinding | None:
    """Return what is said of a blank of which it is plain what belongs there: a name, a year, a reason."""
    text = normal.text
    if slip.class_ != "TEMPLATE_LEFTOVER":
        return None
    blank = _BLANKS.search(text[:end])
    if blank is None:
        named = _NAME_IN_BRACKETS.fullmatch(text[start:end]) is not None
        told = _name_of_unit(case, text, start, end, "") if named else None
    else:
        told = (
            _year_of_text(case, text, blank.start(), end)
            or _reason(text, blank.start(), end)
            or _unit_behind(case, text, blank.start(), end)
        )
    if told is None:
        return None
    first, last, fault, right = told
    words = text[left_whole(text, first - _AROUND) : last] if right == _REASON else text[first:last]
    return case.finding(
        slip.class_, normal.span(first, last), f"“{words.lstrip(BETWEEN)}”：{fault}", right,
        severity=slip.severity, certainty=slip.certainty,
    )  # fmt: skip


_Belonging = tuple[int, int, str, str]
"""A place, what is wrong there, and what belongs there."""
_REASON = "填写具体原因"


def _year_of_text(case: Case, text: str, start: int, end: int) -> _Belonging | None:
    """20XX年度 in a text of 2023."""
    year = case.reading.year
    if not year or not text[:start].endswith("20") or not text.startswith("年", end):
        return None
    last = end + (2 if text.startswith("度", end + 1) else 1)
    right = f"{year}{text[end:last]}"
    return start - 2, last, f"年份没有填；全文写的是{year}年，写成{right}", right


def _reason(text: str, start: int, end: int) -> _Belonging | None:
    """原因是XX。"""
    if _BEFORE_REASON.search(text[:start]) and _ENDS_CLAUSE.match(text, end):
        return start, end, f"原因没有填；{_REASON}", _REASON
    return None


def _unit_behind(case: Case, text: str, start: int, end: int) -> _Belonging | None:
    """××部门2025年政府采购预算: the unit's own name belongs there."""
    match = _UNIT_NEXT.match(text, end)
    if match is None or (start and text[start - 1] not in "，。；：（）、\n"):
        return None
    if case.reading.unit:
        return _name_of_unit(case, text, start, match.end(), match["rest"])
    body = _OF_A_BODY.match(match["rest"])
    last = match.start("rest") + (body.end() if body else 0)
    return start, last, "单位名称没有填；填写本单位名称", "填写本单位名称"


def _name_of_unit(case: Case, text: str, start: int, end: int, rest: str) -> _Belonging | None:
    unit = case.reading.unit
    right = f"{unit}{rest}"
    fault = f"单位名称没有填；本单位是“{unit}”，写成“{right}”"
    return (start, end, fault, right) if unit and text[start:end] else None


_OF_A_BODY = re.compile("人民政府|街道办事处|办事处|委员会|中心")
_BLANKS = re.compile("[xX×＊*_…○〇□■●]+$")
_BEFORE_REASON = re.compile(
    "(?:原因|由于|因为|(?<![一-鿿])因|主要(?=是|系|因))(?:是|为|在于|系|因|：)*$"
)
_ENDS_CLAUSE = re.compile("[，。；、）]|所致|等|的?原因|$")
_NAME_IN_BRACKETS = re.compile("[（\\[【][^（）\\[\\]【】]{2,5}[名全简]称[）\\]】]")


@check("没有照抄进正文的提纲说明", "TEMPLATE_LEFTOVER", ground="用字用词")
def no_drafting_instruction(case: Case) -> Findings:
    """Whole sentences of guidance: told once a paragraph, from the first to the last."""
    in_force = [slip for slip in _in_force(case) if slip.sentence]
    for normal in case.reading.written:
        hits = [
            (slip, *_sentence(normal.text, *match.span()))
            for slip in (in_force if len(normal.text) > _AROUND else ())
            for match in slip.pattern.finditer(normal.text)
        ]
        if hits:
            worst = min(hits, key=lambda hit: list(Severity).index(hit[0].severity))[0]
            yield _say(case, worst, normal, min(h[1] for h in hits), max(h[2] for h in hits))


def _in_force(case: Case) -> list[Slip]:
    year = case.reading.year or 9999
    return [slip for slip in slips() if slip.from_year <= year]


def _say(  # noqa: PLR0913, PLR0917 - an entry, where it matched, and what is right there
    case: Case, slip: Slip, normal: Normal, start: int, end: int, right: str | None = None
) -> TextFinding:
    wrong = normal.text[start:end]
    expected = slip.advice or right or deed_of(wrong, "")
    if slip.advice == "删去" and wrong[:1] in _OPENS:
        expected = f"删去{wrong}"
    edit = None if right is None else edit_of(normal, start, end, right)
    told = f"应改为：{expected}" if right and not slip.advice else expected
    if right:
        told += _in_context(normal.text, start, end, right)
    return case.finding(
        slip.class_,
        normal.span(start, end),
        f"“{wrong[:24]}”：{slip.because}；{told}",
        expected,
        severity=slip.severity,
        certainty=slip.certainty,
        edits=() if edit is None else (edit,),
        deed="" if edit is None or right is None else deed_of(wrong, right),
    )


def _in_context(text: str, start: int, end: int, right: str) -> str:
    """Return the mended words with those around them in their clause, where that says more."""
    first = max(
        [text.rfind(mark, max(0, start - _AROUND), start) + 1 for mark in _MARKS]
        + [left_whole(text, start - _AROUND)]
    )
    ends = [at for mark in _MARKS if (at := text.find(mark, end, end + _AROUND)) >= 0]
    last = min([*ends, right_whole(text, end + _AROUND), len(text)])
    around = text[first:start] + right + text[end:last]
    return f"，即“{around}”" if around != right else ""


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around a match."""
    stop = end if text[end - 1 : end] == "。" else text.find("。", end) + 1
    return text.rfind("。", 0, start) + 1, stop or len(text)


_OPENS = frozenset("（〔")
_HAS_WORDS = re.compile("[一-鿿%xX×＊*_.<]")
_AROUND = 10
_MARKS = "，。；：、（）"
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
        parent = case.reading.whole_of(statement)
        if (
            parent is not None
            and parent.key == "project_spending"
            and entry.amount.unit not in {"人", "名", "个"}
        ):
            groups[f"{entry.label} {entry.measure} {entry.year}"].append(entry)
    for entries in groups.values():
        label, first = entries[0].label, entries[0]
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
        yield case.question("SCOPE", statement.span, message, "列入政府性基金预算支出")


def _is_general(case: Case, statement: Statement) -> bool:
    """Whether an item stands in a list of the general public budget's money."""
    parent = case.reading.whole_of(statement)
    return statement.chapter == "general_public_budget" or (
        parent is not None and parent.scope == "general_public_budget" and parent.scope_said
    )


_BUDGET_NAMES = {
    "general_public_budget": "一般公共预算", "government_funds": "政府性基金预算",
    "state_capital_operations": "国有资本经营预算", "social_insurance_funds": "社会保险基金预算",
}  # fmt: skip


@check("全部资金里写的不是其中一项预算的钱", "SCOPE", ground="预算法第五条")
def all_money_is_not_that_of_one_budget(case: Case) -> Findings:
    """项目支出262万元 among all money, where 262 is what one budget spent and all spent 862.

    Only in a report that follows the outline: elsewhere a chapter seldom tells of whose money it is.
    """
    if len({h.key for h in case.reading.headings} & set(OUTLINE)) < FOLLOWS:
        return
    for statement in case.reading.statements:
        label, amount = _BUDGET_NAMES.get(statement.scope), statement.amount
        place = case.reading.standings[statement.span.paragraph].scope
        if label is None or amount is None or statement.scope_said or place not in ALL_BUDGETS:
            continue
        if statement.key in DIVIDED and not statement.aside:
            printed_ = f"{amount.text}{amount.unit}"
            message = f"“{statement.label}”写的{printed_}只是{label}的，全部资金是另一个数；写明是{label}，或改写全部资金的数"
            yield case.question("SCOPE", statement.span, message, f"{label}{statement.label}")


@check("各章只写本章预算的钱", "SCOPE", ground="预算法第五条")
def each_chapter_keeps_to_its_budget(case: Case) -> Findings:
    """A figure said to be of another budget than the chapter it stands in."""
    for statement in case.reading.statements:
        here, amount = statement.chapter, statement.amount
        if (
            here not in _BUDGET_NAMES
            or statement.scope not in _BUDGET_NAMES
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
        whole = case.reading.whole_of(statement)
        if whole is not None and whole.scope in ALL_BUDGETS:
            continue  # one of the budgets that all money is parted by
        message = f"这一章写{_BUDGET_NAMES[here]}，这里的{amount.text}{amount.unit}却是{_BUDGET_NAMES[statement.scope]}的；移到那一章"
        yield case.question(
            "SCOPE", statement.span, message, f"写入{_BUDGET_NAMES[statement.scope]}一章"
        )


@check("预算的各项不写成决算", "WORDING", ground="预算与决算是两个数")
def parts_of_a_budget_are_budgets(case: Case) -> Findings:
    """预算54万元，其中：公务接待费支出决算42万元: the parts make up the budget, and are called finals."""
    for items in case.reading.lists:
        whole = case.reading.statements[items.parent] if items.parent >= 0 else None
        if whole is None or "budget" not in whole.measure or not whole.measure_said:
            continue
        called = [
            s
            for s in (case.reading.statements[at] for at in items.items)
            if s.measure == whole.measure and "决算" in case.reading.quote(s.span)
        ]
        if not called:
            continue
        words = case.reading.quote(called[0].span)
        message = f"“{words}”是预算的一项（各项相加正是预算数），却写成了“决算”；应写“预算”"
        yield case.question(
            "WORDING", called[0].span.cover(whole.span), message, words.replace("决算", "预算")
        )


# 无 that stood in a field before its reason was written behind it: “原因是无征地协调难”.


_NONE_BEFORE = re.compile(
    "(?:原因(?:是|为|：|:)|主要(?:是|为)|由于)"
    "(?P<none>暂无|无)(?!法|力|人|偿|线|需|须|论|害|障碍|烟|形|故|证|主|关|序|效)"
    "(?P<rest>[^，。；：、（）\\s]{2,12}?"
    "(?:难|困难|不足|不够|不到位|未到位|滞后|紧张|繁重|复杂|偏[高低多少大小]|过[高低多少大小]|较[高低多少大小难慢]))"
    "(?=[，。；、）]|$)"
)


@check_each(_NONE_BEFORE, "原因前面没有留下“无”", "TEMPLATE_LEFTOVER", ground="文字", among=WRITTEN)
def no_none_stands_before_a_reason(case: Case, normal: Normal, match: re.Match[str]) -> TextFinding:
    """A reason that denies the trouble it names: 无 was not deleted when it was written."""
    none, rest = match["none"], match["rest"]
    spot = normal.span(match.start("none"), match.end("rest"))
    edit = edit_of(normal, match.start("none"), match.end("rest"), rest)
    return case.question(
        "TEMPLATE_LEFTOVER",
        spot,
        f"“{none}{rest}”前面的“{none}”像是原来填的，没有删掉；核对",
        rest,
        edits=(edit,) if edit else (),
        deed=f"删去“{none}”",
    )


CHECKS = (
    parts_of_a_budget_are_budgets,
    no_word_of_the_lexicon,
    no_drafting_instruction,
    one_item_one_amount,
    no_fund_money_in_the_general_budget,
    all_money_is_not_that_of_one_budget,
    each_chapter_keeps_to_its_budget,
    no_none_stands_before_a_reason,
)
