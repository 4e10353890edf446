"""Checks of disclosures of accounts and budgets: their text against their tables and their contents."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_changes import as_printed
from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, sentence_of
from pingkou_gui.text.lexing.tokens import amount_of, plain
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.reading.statements import BUDGET, INITIAL_BUDGET, OUTTURN
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Case, Findings, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reading.tables import CellStatement

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_N = "\\d{1,12}(?:\\.\\d{1,6})?"

# ---- totals -------------------------------------------------------------------------------

_TOTAL = re.compile(
    f"(?P<name>(?P<fiscal>财政拨款)?(?:收入、?支出|收、?支)(?:决算|预算)?总计)(?:各)?(?:为|是)?(?P<number>{_N})(?P<unit>万元|元|亿元)"
)
_BOTH_SIDES = re.compile("收入支出|收支")
_PARTS = ("total_income", "total_spending")


@check("收入支出总计与表里的总计相同，不小于它的各项", "CONTRADICTION", ground="算术")
def totals_are_those_of_the_tables(case: Case) -> Findings:
    """收入支出总计0万元 above 本年收入合计2946.25万元, and 2995.39 in the table."""
    for normal in case.reading.counting:
        for match in _TOTAL.finditer(normal.text):
            span = normal.span(*match.span("number"))
            amount = amount_of(match["number"], match["unit"], span)
            fiscal = bool(match["fiscal"])
            printed = _total_in_tables(case, fiscal=fiscal)
            most = max((v for _, v in _parts_of(case, fiscal=fiscal)), default=Decimal(0))
            least = amount.value + amount.step < most
            other = printed is not None and abs(printed - amount.value) > max(amount.step, _CENT)
            if not (least or other):
                continue
            if printed is not None and other:
                right = "表里的总计" if least else f"{plain(printed)}万元"
                why = f"表里的总计是{plain(printed)}万元"
                why += f"，它的一项就有{plain(most)}万元" if least else ""
            else:
                right = "不小于它的各项"
                why = f"比其中的{plain(most)}万元还少"
            message = f"“{match['name']}”印的是{match['number']}{match['unit']}，{why}；核对后改正"
            yield case.finding(
                "CONTRADICTION", normal.span(match.start(), match.end()), message, right,
                severity=Severity.ERROR if least else Severity.REMINDER,
                certainty=PROVED if least else LIKELY,
            )  # fmt: skip


def _total_in_tables(case: Case, *, fiscal: bool) -> Decimal | None:
    """Return the one total of the tables of income and spending; None where there is not just one."""
    found = {
        table.total
        for table in case.reading.accounts
        if _BOTH_SIDES.search(table.title)
        and ("财政拨款" in table.title) == fiscal
        and "基金" not in table.title
        and "国有资本" not in table.title
    } - {None}
    return found.pop() if len(found) == 1 else None


def _parts_of(case: Case, *, fiscal: bool) -> Iterator[tuple[str, Decimal]]:
    """Yield what a total holds: 本年收入合计, 本年支出合计; of fiscal money what one budget spends."""
    scopes = {"fiscal", "general_public_budget"} if fiscal else None
    for statement in case.reading.statements:
        known = statement.key in _PARTS and (not scopes or statement.scope in scopes)
        known = known and not statement.whose
        own = statement.year in {None, case.reading.year} and statement.measure == "outturn"
        if known and own and statement.amount is not None and not statement.aside:
            yield statement.label, statement.amount.value


# ---- two years in one sentence --------------------------------------------------------------

_YEARS_NAMED = re.compile(
    f"(?P<one>20\\d\\d)年[^，。；\\d]{{0,16}}?(?P<first>{_N})万元，(?P<other>20\\d\\d)年[^，。；\\d]{{0,16}}?(?P<second>{_N})万元，"
    f"[比较与]20\\d\\d年[^，。；\\d]{{0,14}}?(?P<turn>增加|增长|上升|减少|下降|降低)(?P<percent>{_N})%"
)
_UP = frozenset({"增加", "增长", "上升"})


@check("两年的数并排时，增减幅度由两个数算出", "PCT", "ZERO_BASE", "DIRECTION")
def change_follows_from_two_years(case: Case) -> Findings:
    """2023年执行数为0.00万元，2024年预算安排25.00万元，比2023年…增加100%: there is no percent of nothing."""
    for normal in case.reading.counting:
        items = [m.span("rest") for m in _ITEM.finditer(normal.text) if m["head"] != m["plan"]]
        for match in _YEARS_NAMED.finditer(normal.text):
            if not any(first <= match.start() < last for first, last in items):
                yield from _of_two_years(case, normal, match)


def _of_two_years(case: Case, normal: Normal, match: re.Match[str]) -> Findings:
    old, new = Decimal(match["first"]), Decimal(match["second"])
    if int(match["one"]) > int(match["other"]):
        old, new = new, old
    percent = amount_of(match["percent"], "%", normal.span(*match.span("percent")))
    spot = normal.span(match.start("turn"), match.end())
    if not old:
        if new and percent.value:
            message = f"上年是0，不能算出{match['percent']}%；写明上年为0，删去百分比"
            yield case.finding("ZERO_BASE", spot, message, "上年为0，不写百分比")
        return
    right = (new - old) / old * _HUNDRED
    up = match["turn"] in _UP
    slack = percent.step + _HUNDRED * _CENT / old
    if abs(abs(right) - percent.value) > slack:
        expected = as_printed(abs(right), percent)
        message = (
            f"印的是{match['turn']}{match['percent']}%，按两年的数算是"
            f"（{plain(new)}－{plain(old)}）÷ {plain(old)} = {expected}；核对两个数和百分比"
        )
        yield case.finding("PCT", spot, message, expected)
    elif (right > 0) != up and abs(right) > slack:
        wanted = "增加" if right > 0 else "减少"
        message = f"{plain(new)}比{plain(old)}{'多' if right > 0 else '少'}，这里写的是{match['turn']}；核对"
        yield case.finding("DIRECTION", spot, message, wanted)


@check("一年的预算不和它自己比", "STALE_YEAR", ground="年份")
def no_budget_is_compared_with_itself(case: Case) -> Findings:
    """2026年收入预算9628万元，比2026年预算增加793万元: it is compared with the year before."""
    year = case.reading.year
    for normal in case.reading.counting:
        if year is None or f"{year}年" not in normal.text:
            continue
        found = [
            match
            for match in re.finditer(_ITSELF.format(year), normal.text)
            if _is_of_a_budget(normal.text, match.start())
        ]
        if not found:
            continue
        more = f"（本段{len(found)}处）" if len(found) > 1 else ""
        message = f"{year}年的预算在和{year}年的预算相比{more}；核对是不是与{year - 1}年比"
        yield case.finding(
            "STALE_YEAR", normal.span(*found[0].span("same")), message, f"{year - 1}年",
            severity=Severity.ERROR, certainty=LIKELY,
            others=tuple(normal.span(*match.span("same")) for match in found[1:]),
        )  # fmt: skip


_ITSELF = "[比较与](?P<same>{}年)(?:部门)?预算(?:执行)?数?(?=增|减|持平|相比|上升|下降|基本)"


def _is_of_a_budget(text: str, at: int) -> bool:
    """Whether the sentence up to a place speaks of a budget and of nothing that was spent."""
    begin, _ = sentence_of(text, at)
    before = text[begin:at]
    return "预算" in before and re.search("决算|执行|实际|支出数", before) is None


# ---- what the tables and their notes say ----------------------------------------------------

_NUMBER_BEFORE = re.compile(
    "^\\s*(?:第[一二三四五六七八九十]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,3}、|\\d{1,2}\\s*[.．、])\\s*"
)
_DOTS = re.compile("[\\s.．…·—-]*\\d{0,3}\\s*$")
_BLANKS = re.compile("\\s+")
_ENOUGH = 3
_OF_MONEY = re.compile("收入|支出|收支|经费")
"""What a table itself is called by; 部门预算表 over all of them is a part."""


@check("目录里的表，正文里都有", "MISSING", ground="目录")
def tables_of_the_contents_are_there(case: Case) -> Findings:
    """支出决算表 in the contents, and no such table among the eight others."""
    entries = [_entry(line) for line in case.reading.source.contents]
    tables = [entry for entry in entries if entry.endswith("表") and _OF_MONEY.search(entry)]
    titles = [_BLANKS.sub("", p.text) for p in case.reading.source.paragraphs]
    there = {title for title in titles if title.endswith("表")}
    missing = [t for t in tables if not any(_is_called(title, t) for title in there)]
    if len(tables) - len(missing) < _ENOUGH:
        return
    first = next((at for at, title in enumerate(titles) if title in tables), 0)
    for title in missing:
        message = f"目录里有“{title}”，正文里没有找到这张表；漏了的补上"
        yield case.finding(
            "MISSING", _whole(case, first), message, title,
            severity=Severity.REMINDER, certainty=LIKELY, quote=title,
        )  # fmt: skip


def _is_called(title: str, name: str) -> bool:
    """Whether a title is a name, with nothing but the year or the unit before it."""
    before = title.removesuffix(name)
    return title.endswith(name) and _OF_MONEY.search(before) is None and "拨款" not in before


def _whole(case: Case, at: int) -> Span:
    """Return the whole of a paragraph."""
    normal = case.reading.normals[at]
    return normal.span(0, len(normal.text))


def _entry(line: str) -> str:
    return _BLANKS.sub("", _NUMBER_BEFORE.sub("", _DOTS.sub("", line)))


_EMPTY = re.compile(
    "(?:无|没有)(?P<what>[^，。；]{2,40}?)，?(?:故|因此|所以)?(?:本表|此表|该表)(?:为空表?|无数据|没有数据)"
)
_WHAT = (("三公经费", "three_public"), ("机关运行经费", "operating_spending"))


@check("说没有的，别处没有金额", "CONTRADICTION", ground="前后一致")
def what_an_empty_table_is_of_has_no_amount(case: Case) -> Findings:
    """本部门无“三公”经费预算，故本表为空表, and 三公经费47.91万元 in the text."""
    for normal in case.reading.written:
        match = _EMPTY.search(normal.text) if "表" in normal.text else None
        if match is None:
            continue
        for words, key in _WHAT:
            if words not in match["what"]:
                continue
            told = next(
                (
                    s for s in case.reading.statements
                    if s.key == key and words[:4] in s.label.replace("“", "") + words
                    and s.amount is not None and s.amount.value > 0
                    and s.year in {None, case.reading.year} and s.span.paragraph != normal.paragraph
                    and (key != "operating_spending" or "机关运行" in s.label)
                ),
                None,
            )  # fmt: skip
            if told is None or told.amount is None:
                continue
            where = case.reading.named(told.span.paragraph)
            message = (
                f"这里说没有“{words}”，{where}写了{told.amount.text}{told.amount.unit}；"
                "核对，表里有数的删去这句话"
            )
            yield case.finding("CONTRADICTION", normal.span(*match.span()), message, "删去这句话")
            break


_ADDRESSED = re.compile(
    "仍保留(?:该|本)表格?式?|作(?:下述|如下)(?:说明|表述)[：:]?|按(?:上述|以上)格式依次|（?(?:如)?持平(?:的)?作持平表述）?|（?不涉及的不列）?|列明(?=[^，。；]{0,6}(?:接待|批次|购置数量|数量))"
)


@check("没有留下模板里的填写要求", "TEMPLATE_LEFTOVER", ground="定稿里没有填写要求")
def nothing_is_addressed_to_the_writer(case: Case) -> Findings:
    """…的，仍保留该表格式，并在本表下方作下述说明: told to who fills in the form."""
    for normal in case.reading.written:
        match = _ADDRESSED.search(normal.text)
        if match is None:
            continue
        begin, end = sentence_of(normal.text, match.start())
        message = f"“{match.group()}”是模板里教人怎样填的话，没有删掉；删去"
        short = match.group().startswith("列明")
        spot = normal.span(*match.span()) if short else normal.span(begin, min(end, begin + 40))
        yield case.finding(
            "TEMPLATE_LEFTOVER", spot, message, "删去",
            severity=Severity.REMINDER if short else Severity.ERROR,
            certainty=LIKELY if short else PROVED,
        )  # fmt: skip


# ---- items of the functional classification -------------------------------------------------

_ITEM = re.compile(
    f"（\\d{{0,2}}项）[”）]?(?P<head>{_N})万元(?:[^。]*。){{1,2}}(?P<rest>[^。]*?20\\d\\d年预算安排(?P<plan>{_N})万元[^。]*)"
)


@check("一个科目前后的金额相同", "CONTRADICTION", ground="前后一致")
def an_item_has_one_amount(case: Case) -> Findings:
    """…（项）208.80万元。…2026年预算安排201.50万元: the percent behind tells which is right."""
    for normal in case.reading.counting:
        for match in _ITEM.finditer(normal.text):
            head, planned = Decimal(match["head"]), Decimal(match["plan"])
            if head == planned:
                continue
            right, name = match["head"], "plan"
            numbers = [
                n
                for n in case.reading.numbers.get(normal.paragraph, [])
                if match.start() <= n.start
            ]
            percent = next((n for n in numbers if n.kind == PERCENT), None)
            base = next(
                (n for n in numbers if n.kind == MONEY and match.start("rest") <= n.start), None
            )
            fits = [v for v in (head, planned) if _gives(base, v, percent)]
            sure = len(fits) == 1
            if sure and fits[0] == planned:
                right, name = match["plan"], "head"
            expected = f"{right}万元" if sure else f"{match['head']}万元或{match['plan']}万元"
            why = f"，按后面的百分比应是{right}万元" if sure else ""
            message = f"这个科目前面是{match['head']}万元，后面是{match['plan']}万元{why}；核对一致"
            yield case.finding(
                "CONTRADICTION", normal.span(*match.span(name)), message, expected,
                severity=Severity.ERROR, certainty=PROVED,
            )  # fmt: skip


def _gives(base: PrintedNumber | None, amount: Decimal, percent: PrintedNumber | None) -> bool:
    if base is None or percent is None or not base.value:
        return False
    right = abs(amount - base.value) / base.value * _HUNDRED
    return abs(right - percent.value) <= percent.amount.step + _HUNDRED * _CENT / base.value


_SAID_OF = re.compile("主要用于：?(?P<use>[^。]{4,80})。|主要原因是?：?(?P<why>[^。]{4,80})。")
_ITEM_NAME = re.compile("(?P<name>[一-鿿]{4,30})（\\d{0,2}项）")
_LEAST_SHARED = 5
_MOST_ITEMS = 200
"""No disclosure has more accounts."""


@check("科目的用途和原因说的是这个科目", "WORDING", ground="前后一致")
def uses_are_of_their_own_account(case: Case) -> Findings:
    """住房公积金（项）。主要用于：事业单位医疗保险支出: words of the account before, copied."""
    items = [
        (normal, match)
        for normal in case.reading.written
        if "项）" in normal.text
        for match in _ITEM_NAME.finditer(normal.text)
    ]
    if len(items) > _MOST_ITEMS:
        return
    names = sorted({match["name"] for _, match in items}, key=len, reverse=True)
    for number, (normal, match) in enumerate(items):
        until = items[number + 1] if number + 1 < len(items) else None
        for other, said in _said_of(case, normal, match, until):
            words = said["use"] or said["why"]
            copied = next((n for n in names if n in words and not _share(n, match["name"])), "")
            if copied and not _share(words, match["name"]):
                message = f"“{match['name']}”这里写的“{words}”说的是“{copied}”；像是照搬的，核对"
                yield case.finding(
                    "WORDING", other.span(*said.span()), message, f"{match['name']}的用途和原因",
                    severity=Severity.REMINDER, certainty=LIKELY,
                )  # fmt: skip
                break


def _said_of(
    case: Case, normal: Normal, match: re.Match[str], until: tuple[Normal, re.Match[str]] | None
) -> Iterator[tuple[Normal, re.Match[str]]]:
    """Yield what is said of an item, in its paragraph and in the two behind it, up to the next item."""
    last = until[0].paragraph if until is not None else normal.paragraph + _FEW_BEHIND
    for at in range(normal.paragraph, min(last, normal.paragraph + _FEW_BEHIND) + 1):
        if at >= len(case.reading.normals):
            return
        other = case.reading.normals[at]
        start = match.end() if at == normal.paragraph else 0
        ends = until is not None and at == until[0].paragraph
        end = until[1].start() if until is not None and ends else len(other.text)
        for said in _SAID_OF.finditer(other.text, start, max(start, end)):
            yield other, said


_FEW_BEHIND = 2


def _share(one: str, other: str) -> bool:
    """Whether two texts have so many letters in a row in common that they speak of one thing."""
    size = min(_LEAST_SHARED, len(other))
    return any(other[at : at + size] in one for at in range(len(other) - size + 1))


# ---- the text against its tables ------------------------------------------------------------

_TELLS = frozenset({"personnel_spending", "operating_spending"})
_OF_ACCOUNT = re.compile("（\\d{0,3}[类款项]）")
_NAMES_OF_ACCOUNT = re.compile("(?P<name>[一-鿿][一-鿿、]{3,29})（\\d{0,3}(?P<level>[类款项])）")
_OF_BUDGET = re.compile("一般公共预算|财政拨款收入支出|财政拨款收支")
_LEAST_NUMBERS = 10
_MOSTLY = 4
"""Where fewer than three in four of the text's figures stand in the tables, these were not read well."""


@check("正文的金额在表里找得到", "CONTRADICTION", ground="前后一致")
def figures_of_the_text_are_in_the_tables(case: Case) -> Findings:
    """人员经费4896.98万元, and no table of the general public budget prints that number."""
    tables = [t for t in case.reading.accounts if _OF_BUDGET.search(t.title)]
    if sum(len(table.numbers) for table in tables) < _LEAST_NUMBERS:
        return
    told = [s for s in case.reading.statements if _is_told_by_tables(case, s)]
    printed = sorted({number for table in tables for number in table.numbers})
    missing = [s for s in told if s.amount is not None and not _stands_in(printed, s.amount)]
    read_well = len(missing) * _MOSTLY <= len(told)
    for statement in missing:
        row = _row_of(case, statement)
        if statement.amount is None or (row is None and not read_well):
            continue
        name = (
            statement.label
            if len(statement.label) <= _LONGEST_NAME
            else f"…{statement.label[-_LONGEST_NAME:]}"
        )
        said = f"{statement.amount.text}{statement.amount.unit}"
        if row is None:
            why = "一般公共预算的各张表里没有这个数；核对是正文还是表错了"
            right = "与表里的数一致"
        else:
            places = Decimal(1).scaleb(-statement.amount.places)
            value = (row.amount.value * row.factor).quantize(places, ROUND_HALF_UP)
            right = f"{value}{statement.amount.unit}"
            where = case.reading.named(row.amount.span.paragraph)
            why = f"一般公共预算的表里（{where}）是{right}，表里的各项加得起来；核对正文"
        yield case.finding(
            "CONTRADICTION", statement.span, f"“{name}”在正文里是{said}，{why}", right,
            severity=Severity.REMINDER, certainty=LIKELY,
        )  # fmt: skip


_LONGEST_NAME = 24
_CODE_DIGITS = {"类": 3, "款": 5, "项": 7}


def _row_of(case: Case, statement: Statement) -> CellStatement | None:
    """Return the total that the confirmed tables print for the account of a figure, if it is one."""
    cells = [
        cell
        for cell in case.reading.cells
        if cell.table in case.reading.source.confirmed and cell.scope == "general_public_budget"
    ]
    found: dict[Decimal, CellStatement] = {}
    named = list(_NAMES_OF_ACCOUNT.finditer(statement.label))
    if named:
        names = {(cell.table, cell.code): cell.label for cell in cells}
        for cell in cells:
            own = cell.label == named[-1]["name"] and cell.heading.endswith(_WHOLE)
            if (
                own
                and len(cell.code) == _CODE_DIGITS[named[-1]["level"]]
                and _is_below(cell, names, named)
            ):
                found.setdefault(cell.amount.value, cell)
    elif statement.key in _TELLS:
        for cell in cells:
            if cell.key == statement.key and cell.label.endswith(_WHOLE):
                found.setdefault(cell.amount.value, cell)
    return next(iter(found.values())) if len(found) == 1 else None


_WHOLE = ("合计", "决算数", "预算数", "金额")


def _is_below(
    cell: CellStatement, names: dict[tuple[int, str], str], named: Sequence[re.Match[str]]
) -> bool:
    """Whether the accounts that an account is named with are those above its row."""
    above = [names.get((cell.table, cell.code[: _CODE_DIGITS[m["level"]]])) for m in named]
    return all(name == m["name"] for name, m in zip(above, named, strict=True))


def _is_told_by_tables(case: Case, statement: Statement) -> bool:
    """Whether a figure of the text is one that the tables of the general public budget print."""
    amount = statement.amount
    if amount is None or statement.aside or statement.whose or not amount.value:
        return False
    measures = {OUTTURN} if case.reading.genre is Genre.ACCOUNTS else {BUDGET, INITIAL_BUDGET}
    known = statement.key in _TELLS or _OF_ACCOUNT.search(statement.label)
    own = statement.year in {None, case.reading.year} and statement.measure in measures
    return bool(known) and own and amount.unit == "万元"


def _stands_in(numbers: Sequence[Decimal], amount: Amount) -> bool:
    """Whether sorted numbers hold an amount, as finely as the text prints it."""
    at = bisect_left(numbers, amount.value - amount.step)
    return at < len(numbers) and numbers[at] <= amount.value + amount.step


@check("科目的名称与表里的相同", "NAME", ground="政府收支分类科目")
def accounts_are_called_as_in_the_tables(case: Case) -> Findings:
    """其他国土资源事务支出（项） in the text, and no such label in any table."""
    words = "".join(table.words for table in case.reading.accounts)
    found = [
        (normal, match)
        for normal in case.reading.written
        if "项）" in normal.text
        for match in _NAMES_OF_ACCOUNT.finditer(normal.text)
    ]
    names = {match["name"] for _, match in found}
    unknown = {name for name in names if not _is_printed(name, words)}
    missing = [(normal, match) for normal, match in found if match["name"] in unknown]
    if not words or len(missing) * _MOSTLY > len(found):
        return
    for normal, match in missing:
        message = f"正文写“{match['name']}（{match['level']}）”，各张表里没有这个科目；核对科目名称"
        yield case.finding(
            "NAME", normal.span(*match.span()), message, "表里的科目名称",
            severity=Severity.REMINDER, certainty=LIKELY,
        )  # fmt: skip


_MOST_PIECES = 3
"""A label stands in so many lines of its cell."""


def _is_printed(name: str, words: str) -> bool:
    """Whether a name stands among the labels, whole or in the pieces that a narrow cell makes of it."""
    rest, pieces = name, 0
    while rest and pieces < _MOST_PIECES:
        size = next((n for n in range(len(rest), 1, -1) if rest[:n] in words), 0)
        if not size and not (pieces and len(rest) == 1 and rest in words):
            return False
        rest, pieces = rest[size or 1 :], pieces + 1
    return not rest


# ---- reasons and dates ----------------------------------------------------------------------

_FLAT = re.compile(
    "持平。主要原因[是：]*(?P<why>[^。]{2,120}?(?P<turn>减少|增加|下降|增长)[^。]{0,12})。"
)


@check("写了持平的，不写增减的原因", "DIRECTION", ground="前后一致")
def no_change_has_no_reason_of_one(case: Case) -> Findings:
    """持平。主要原因：…减少支付."""
    for normal in case.reading.counting:
        for match in _FLAT.finditer(normal.text):
            message = f"前面写持平，原因却写“{match['turn']}”；核对增减，持平的不写增减的原因"
            yield case.finding(
                "DIRECTION", normal.span(match.start(), match.end("why")), message, "核对增减",
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


_PERIOD = re.compile(
    "(?P<one>20\\d\\d)[年./](?:\\d{1,2}[月./]){1}(?:\\d{1,2}日?)?[-—–~～至到]+(?P<two>20\\d\\d)[年./](?:\\d{1,2}[月./]){1}(?:\\d{1,2}日?)?。?"
)
_OF_TIME = re.compile("周期|期限|实施时间|起止时间")


@check("实施周期是预算的年度", "STALE_YEAR", ground="年份")
def the_period_is_of_the_year(case: Case) -> Findings:
    """实施周期 2025年1月1日-2025年12月31日 in the budget of 2026."""
    year = case.reading.year
    timed = {h.paragraph + 1 for h in case.reading.headings if _OF_TIME.search(h.title)}
    for at in sorted(timed):
        normal = case.reading.normals[at] if at < len(case.reading.normals) else None
        match = _PERIOD.fullmatch(normal.text) if normal is not None else None
        if (
            normal is None
            or match is None
            or year is None
            or not match["one"] == match["two"] == str(year - 1)
        ):
            continue
        message = f"全文是{year}年的，这里的实施周期是{match['one']}年；像是上年的文稿改来时漏改的"
        yield case.finding(
            "STALE_YEAR", normal.span(*match.span()), message, f"{year}年",
            severity=Severity.REMINDER, certainty=LIKELY,
        )  # fmt: skip


CHECKS = (
    totals_are_those_of_the_tables,
    figures_of_the_text_are_in_the_tables,
    accounts_are_called_as_in_the_tables,
    no_change_has_no_reason_of_one,
    uses_are_of_their_own_account,
    the_period_is_of_the_year,
    change_follows_from_two_years,
    no_budget_is_compared_with_itself,
    tables_of_the_contents_are_there,
    what_an_empty_table_is_of_has_no_amount,
    nothing_is_addressed_to_the_writer,
    an_item_has_one_amount,
)
