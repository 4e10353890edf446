"""Phrases of the report: numbers, changes, lists and templates that keep track of their fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from string import Formatter
from typing import TYPE_CHECKING, Any

from pingkou_gui.document.punctuation import LEADS, closed_line, full_width, run_in
from pingkou_gui.form.field import is_blank
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind, TextKind, rounded
from pingkou_gui.form.pages.basic_spending import EconomicItem
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Goal
from pingkou_gui.form.values import SINGLE, Place, is_wordless, says_nothing
from pingkou_gui.report.checks_amounts import ITEM_TOTALS, reason_is_due
from pingkou_gui.report.facts import Figure
from pingkou_gui.report.figure_index import lacking
from pingkou_gui.report.figures import QUANTITIES, is_summed, quantity
from pingkou_gui.report.notes_not_printed import USED_FOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from pingkou_gui.form.field import Amounts, Field, Section
    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.figures_funds import Fund


# Words that know what stands behind them.


class SpanKind(Enum):
    """Where the words of a span come from."""

    PLAIN = "plain"
    """Words of the program or of the scheme."""
    TYPED = "typed"
    """Something the clerk typed or took over."""
    DERIVED = "derived"
    """A number that was computed."""
    MISSING = "missing"
    """A visible placeholder, 【待填：…】, for a fact that is not known yet."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some words with the fields and figures behind them."""

    text: str
    kind: SpanKind = SpanKind.PLAIN
    refs: tuple[Ref, ...] = ()


Spans = tuple[Span, ...]


def words(spans: Spans) -> str:
    """Return the text of the spans in reading order."""
    return "".join(span.text for span in spans)


# Putting sentences together from words and from spans that know their sources.


Part = str | Span | tuple[Span, ...]
"""What a sentence is made of: words of the program, a span, or spans."""


def spans_of(part: Part) -> Spans:
    """Return the part as spans; words become a plain one."""
    if isinstance(part, str):
        return (Span(part),) if part else ()
    return (part,) if isinstance(part, Span) else part


def template(template: str, **parts: Part) -> Spans:
    """Return the template with spans for its names.

    `say("{year}会议费支出{amount}", year=…, amount=…)`; every name of the template must be given.
    """
    joined: list[Span] = []
    for plain, name, _, _ in Formatter().parse(template):
        joined += spans_of(plain)
        joined += spans_of(parts[name]) if name else ()
    return _merged(joined)


def concat(*parts: Part) -> Spans:
    """Return the parts one after another."""
    return _merged(span for part in parts for span in spans_of(part))


def join(parts: Iterable[Part], mark: str = "、") -> Spans:
    """Return the parts that say something, separated by `mark`."""
    joined: list[Span] = []
    for part in parts:
        spans = spans_of(part)
        if joined and spans:
            joined.append(Span(mark))
        joined += spans
    return _merged(joined)


def _merged(spans: Iterable[Span]) -> Spans:
    """Return the spans with plain neighbours as one."""
    merged: list[Span] = []
    for span in spans:
        before = merged[-1] if merged else None
        if before and before.kind is span.kind is SpanKind.PLAIN and before.refs == span.refs:
            merged[-1] = Span(before.text + span.text, SpanKind.PLAIN, span.refs)
        elif span.text:
            merged.append(span)
    return tuple(merged)


# A sentence: words worked out from the report, described where they are defined.


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    r"""One or more sentences that stand together; a `\n` in them begins a new paragraph.

    `section` is set for a sentence that every row of that section has. An empty result says
    that there is nothing to print.
    """

    key: str
    rule: Callable[[Facts, int], Spans]
    section: type[Section] | None = None

    def __call__(self, f: Facts, row: int = SINGLE) -> Spans:
        """Return the words; they are written anew only after what they read has changed."""
        return f.cached(("sentence", self.key, row), lambda: self.rule(f, row))


def sentence(
    key: str, section: type[Section] | None = None
) -> Callable[[Callable[[Facts, int], Spans]], Sentence]:
    """Describe a rule; listing it in its module's tuple is what puts it to use."""
    return lambda rule: Sentence(key, rule, section)


# How numbers are printed in prose: half up, two fixed places, no separators.


def fixed(value: Decimal, places: int = 2) -> str:
    """Return the number half up with exactly `places` decimals: 29.09, 2.80, 1287.78."""
    near = rounded(value, places)
    return f"{near or abs(near):f}"


def vanishes(value: Decimal, places: int = 2) -> bool:
    """Return whether a number other than zero would be printed as 0.00."""
    return bool(value) and not rounded(value, places)


# Single values as spans: typed, computed, or visibly missing.


WAN = "万元"
TAIL = "。；;，,、：:！!？?…. ．\t\n\u3000"
"""Marks that close a sentence or go on with it."""
NO_LAST_YEAR = "none"
"""The choice on 概况 of a unit that was set up or merged in the year of the report."""
AS_TYPED = "typed"
"""The choice on 概况 that half-width marks are printed as they were typed."""


def missing(what: str, *refs: Ref) -> Span:
    """Return the placeholder of a fact that is not known, 【待填：会议费本年决算】."""
    return Span(f"【待填：{what}】", SpanKind.MISSING, refs)


def doubtful(what: str, *refs: Ref) -> Span:
    """Return a mark for what cannot be right as it stands, 【待核：…】."""
    return Span(f"【待核：{what}】", SpanKind.MISSING, refs)


def typed(f: Facts, field: Field[Any], row: int = SINGLE, *, label: str = "") -> Span:
    """Return what was typed as it is printed, a placeholder where nothing usable stands."""
    value, place = f.raw(field, row), field.at(row)
    if is_blank(value):
        return missing(label or field.label, place)
    known = f[field, row]
    if known is not None and isinstance(field.kind, AmountKind):
        return Span(fixed(known), SpanKind.TYPED, (place,))
    shown = field.show(field.bare(value))
    if isinstance(field.kind, TextKind):
        # A name with a full stop of its own would close the sentence it stands in.
        shown = run_in(as_printed(f, shown), TAIL)
    return Span(shown, SpanKind.TYPED, (place,))


def as_printed(f: Facts, text: str) -> str:
    """Return typed words with the marks that print gives them, unless the clerk keeps her own."""
    return text if f[Unit.punctuation] == AS_TYPED else full_width(text)


def has_last_year(f: Facts) -> bool:
    """Return whether there is a year before to compare with; a new or merged unit has none."""
    return f[Unit.last_year] != NO_LAST_YEAR


def is_none(f: Facts, what: Field[Any] | Figure, row: int = SINGLE) -> bool:
    """Return whether there is none of it: 无 was stated, or an amount of 0."""
    value = f[what, row] if isinstance(what, Figure) else f.column(what, (row,))[0]
    return bool(value == 0)


_WHOLE = 100
"""Per cent that are printed without decimals: 100% is exact."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be printed, with the fields and figures it comes from."""

    value: Decimal | None
    refs: tuple[Ref, ...]
    kind: SpanKind = SpanKind.DERIVED
    label: str = ""
    """Names it in its placeholder."""
    blanks: tuple[Ref, ...] = ()
    """Where to fill in what it lacks."""

    def span(self, places: int = 2) -> Span:
        """Return the number half up, its size without sign, or its placeholder."""
        if self.value is None:
            return missing(self.label, *(self.blanks or self.refs))
        return Span(fixed(abs(self.value), places), self.kind, self.refs)

    def money(self) -> Spans:
        """Return the amount with 万元."""
        return with_unit(self.span(), WAN)

    def percent(self) -> Spans:
        """Return the rate with %."""
        if self.value is not None and abs(self.value) == _WHOLE:
            return (Span(f"{_WHOLE}%", self.kind, self.refs),)
        return with_unit(self.span(), "%")


def figured(f: Facts, item: Figure, row: int = SINGLE) -> Number:
    """Return a figure as a number to be printed."""
    value = f[item, row]
    blanks = () if value is not None else blanks_behind(f, item, row)
    return Number(value, (item.at(row),), label=item.label, blanks=blanks)


def amount_of(f: Facts, amounts: Amounts, column: str = "this") -> Number:
    """Return an amount row's column: as typed, or the sum of its parts."""
    figure = quantity(amounts).column(column)
    if figure is None:
        raise KeyError(amounts.key, column)
    number = figured(f, figure)
    field = {"this": amounts.this, "last": amounts.last, "budget": amounts.budget}[column]
    if field is None or is_summed(f, amounts, column) or number.value is None:
        return number
    return Number(number.value, (field.at(),), SpanKind.TYPED, number.label)


def stage_of(f: Facts, fund: Fund, stage: str) -> Number:
    """Return a budget at a stage: as typed, or worked out; its placeholder names the budget."""
    figure = fund.stages[stage]
    number = figured(f, figure)
    place = Place(fund.section.key, SINGLE, stage)
    if number.value is None or f.report[place] is None:
        return number
    return Number(number.value, (place,), SpanKind.TYPED, number.label)


def field_number(f: Facts, field: Field[Any], row: int) -> Number:
    """Return a typed amount as a number to be printed."""
    return Number(f[field, row], (field.at(row),), SpanKind.TYPED, field.label)


def blanks_behind(f: Facts, item: Figure, row: int = SINGLE) -> tuple[Ref, ...]:
    """Return the blank places behind a figure that cannot be worked out, the required first."""
    blank = lacking(f, item, row)
    fields = {p: FORM.field_at(p) for p in blank}
    needed = [p for p, field in fields.items() if field and field.required]
    rest = [p for p, field in fields.items() if field and not field.blank_is_none]
    return tuple(needed or rest or blank)


def with_unit(span: Span, unit: str) -> Spans:
    """Return the span with its unit; a placeholder has none."""
    return (span,) if span.kind is SpanKind.MISSING else (span, Span(unit))


def year(f: Facts) -> Spans:
    """Return 2023年."""
    return with_unit(typed(f, Unit.year), "年")


def own_name(f: Facts) -> Span:
    """Return what the unit calls itself: 我镇."""
    return typed(f, Unit.short_name)


# Lists in prose: economic items and projects, one or many, amounts known or not.


Rows = tuple[int, ...]


def listed_items(f: Facts, classes: tuple[str, ...]) -> Spans:
    """Return the items of economic classes: 办公费21.30万元、印刷费; unknown amounts are left out.

    An item that has a row of its own (会议费) is not named where that says that there was none.
    """
    rows = [
        row
        for code in classes
        for row in f.rows(EconomicItem)
        if f[EconomicItem.category, row] == code and not _is_no_item(f, row)
    ]
    return join(_item(f, row) for row in rows)


def _is_no_item(f: Facts, row: int) -> bool:
    own = ITEM_TOTALS.get(f[EconomicItem.name, row] or "")
    unknown = f[EconomicItem.this, row] is None
    if unknown and own is not None and is_none(f, quantity(own).this):
        return True
    return is_none(f, EconomicItem.this, row)


def _item(f: Facts, row: int) -> Spans:
    amount = field_number(f, EconomicItem.this, row)
    known = amount.value is not None
    return concat(typed(f, EconomicItem.name, row), amount.money() if known else ())


def projects_of(f: Facts, budget: str | None) -> Rows:
    """Return the projects paid from a budget; None for those that do not say."""
    return tuple(row for row in f.rows(Project) if f[Project.budget, row] == budget)


def listed_projects(f: Facts, rows: Rows) -> Spans:
    """Return 县乡解困资金130.70万元、…, with placeholders for unknown amounts.

    Where a name holds a comma of its own the projects are set apart by semicolons. Those that
    nothing was spent on are named behind the others, together.
    """
    still = idle(f, rows)
    names = {row: typed(f, Project.name, row) for row in rows if row not in still}
    mark = "；" if any(_INNER.search(name.text) for name in names.values()) else "、"
    amounts = (_with_amount(f, name, row) for row, name in names.items())
    rest = concat(listed_names(f, still), "本年无支出") if still else ()
    return join((join(amounts, mark), rest), "；")


_INNER = re.compile("[、，；,;]")


def listed_names(f: Facts, rows: Rows) -> Spans:
    """Return the names of projects, 甲、乙; a name that holds a comma is quoted."""
    return join_names(typed(f, Project.name, row) for row in rows)


def join_names(names: Iterable[Span]) -> Spans:
    """Return 甲、乙; of several, one that holds a comma of its own is quoted: “甲、乙”、丙."""
    listed = list(names)
    many = len(listed) > 1
    return join(
        concat("“", name, "”") if many and _INNER.search(name.text) else (name,) for name in listed
    )


def idle(f: Facts, rows: Rows) -> Rows:
    """Return the projects of which it is known that nothing was spent on them."""
    return tuple(row for row in rows if is_none(f, Project.outturn, row))


def project_count(rows: Rows) -> Span:
    """Return how many projects there are; the number stands for their names."""
    return Span(str(len(rows)), SpanKind.DERIVED, tuple(Project.name.at(row) for row in rows))


def _with_amount(f: Facts, name: Span, row: int) -> Spans:
    return concat(name, with_unit(typed(f, Project.outturn, row), WAN))


_MONEY = re.compile("(?:支出|资金|基金|经费|补助|补贴|奖励|返还|费)(?:（[^（）]*）)?$")


def is_money(name: str) -> bool:
    """Return whether the name of a project says money itself: 村级组织运转经费, 补助资金（二期）."""
    return bool(_MONEY.search(name))


def made_up_of(f: Facts, rows: Rows, *, whole: bool = True, used: bool = False) -> Spans:
    """Return ，具体包括：甲…、乙… for many, ，全部用于甲 for one, nothing for none.

    `whole` says that the projects come to the amount they stand behind, `used` that what the
    money was used for follows: the one project is then what was paid, not what it was used for.
    """
    if not rows:
        return ()
    if len(rows) == 1 and whole and f[Project.outturn, rows[0]] is not None:
        name = typed(f, Project.name, rows[0])
        if is_money(name.text):
            return concat("，均为", name)  # money is not spent on money
        if used:
            return concat("，均为", name, "支出" if name.text.endswith("项目") else "项目支出")
        return template("，全部用于{name}", name=name)
    opening = "，具体包括：" if whole and len(rows) > 1 else "，其中："
    return concat(opening, listed_projects(f, rows))


def no_project() -> Span:
    """Return the placeholder for projects of which none is listed."""
    return missing("各项目的名称和金额", Place(Project.key, 0, Project.name.name))


# The clerk's own words in print: closed by a full stop, run into sentences, paragraph by paragraph.


_AS = "因(?!公(?![用务司路共益])|[私病灾故素果子此而势]|工[负伤致死]|人[而施]|[地时事]制)"
"""因 as a conjunction (因人员减少), not as part of a word (因公出国, 因病退休)."""
_BECAUSE = re.compile(
    "^(?:(?:增减变[化动]的?)?(?:主要)?原因(?:分析)?(?:主要)?(?:是|为|：|:|在于|由于|因为|"
    f"{_AS})+|(?:主要)?(?:是|在于|由于|因为|{_AS})+|主要为)[：:]?"
)


def text_of(f: Facts, field: Field[str], row: int = SINGLE, *, leads: bool = False) -> Spans:
    """Return the clerk's words, each of their paragraphs closed; nothing where they are blank.

    `leads` says that what they may lead on to follows on the page: then a colon at their end stays.
    """
    value = field.bare(f[field, row])
    if value is None:
        return ()
    if _is_no_sentence(field, value):
        return (*_not_words(field, value, row), Span("。"))
    lines = [line.strip() for line in as_printed(f, value).split("\n") if line.strip()]
    on = leads and "".join(lines).endswith(LEADS)
    ended = [closed_line(line, last=n == len(lines) and not on) for n, line in enumerate(lines, 1)]
    return (Span("\n".join(ended), SpanKind.TYPED, (field.at(row),)),) if ended else ()


def text_or_missing(f: Facts, field: Field[str], row: int = SINGLE) -> Spans:
    """Return the clerk's words, or a placeholder where they are blank."""
    return text_of(f, field, row) or template("{gap}。", gap=missing(field.label, field.at(row)))


def phrase_of(f: Facts, field: Field[str], row: int = SINGLE) -> Spans:
    """Return words to run into a sentence: in one line and without their own full stop."""
    value = field.bare(f[field, row])
    if value is not None and _is_no_sentence(field, value):
        return _not_words(field, value, row)
    return _phrase(f, value, field, row) if value is not None else ()


def because(
    f: Facts, field: Field[str], row: int = SINGLE, *, opening: str = "主要原因是"
) -> Spans:
    """Return 主要原因是… with what was typed, or with a placeholder."""
    return concat(opening, _without(f, field, row, _BECAUSE))


def used_for(f: Facts, field: Field[str], row: int = SINGLE) -> Spans:
    """Return 主要用于… with what was typed; nothing where that is blank."""
    told = f[field, row]
    if told is None or says_nothing(told):
        return ()
    return concat("主要用于", _without(f, field, row, USED_FOR))


def _without(f: Facts, field: Field[str], row: int, opening: re.Pattern[str]) -> Spans:
    value = f[field, row]
    if value is None or says_nothing(value):
        return (missing(field.label, field.at(row)),)
    if _is_no_sentence(field, value):
        return _not_words(field, value, row)
    # 主要原因是 stands in the sentence already; typed once more it would be printed twice.
    rest = opening.sub("", value.strip())
    return _phrase(f, rest or value, field, row)


_BY_SHARE = frozenset((field.section, field.name) for field in (Project.achieved, Goal.achieved))
"""What may be told by a share alone: 100%."""
_QUOTED = 12


def _is_no_sentence(field: Field[str], words: str) -> bool:
    """Return whether bare figures stand where words belong: printed they would end as 86。"""
    return is_wordless(words) and (field.section, field.name) not in _BY_SHARE


def _not_words(field: Field[str], words: str, row: int) -> Spans:
    """Return the mark of a text that has no word, with the figures that stand there."""
    return (doubtful(f"{field.label}只写了“{words.strip()[:_QUOTED]}”", field.at(row)),)


def _phrase(f: Facts, value: str, field: Field[str], row: int) -> Spans:
    flat = "".join(line.strip() for line in as_printed(f, value).split("\n"))
    return (Span(run_in(flat, TAIL) or value.strip(), SpanKind.TYPED, (field.at(row),)),)


def paragraphs(parts: Iterable[Part]) -> Spans:
    """Return the parts that say something, each as a paragraph of its own."""
    return concat(*_broken(parts))


def _broken(parts: Iterable[Part]) -> Iterable[Part]:
    first = True
    for part in parts:
        if not part:
            continue
        if not first:
            yield "\n"
        yield part
        first = False


# How something stands to last year: more, less, equal, from nothing, to nothing, unknown.


LEVEL = "持平"


def moved(
    change: Number, rate: Number | None, *, base: str = "上年", unit: str = WAN, places: int = 2
) -> Spans:
    """Return 比上年减少2.09万元，下降40.27%.

    No percentage is given where the base is zero (`rate` without a value), nor one that would
    be printed as 0.00%; no change at all is 与上年持平, one below a printed cent 基本持平.
    """
    value = change.value
    if value is None:
        return ()
    if not value or vanishes(value, places):
        near = "基本" if value else ""
        return template("与{base}{level}", base=base, level=_level(near + LEVEL, change))
    more = value > 0
    direction = "增加" if more else "减少"
    sentence = concat(f"比{base}{direction}", change.span(places), unit)
    if rate is None or (rate.value is not None and vanishes(rate.value)):
        return sentence
    if rate.value is None:
        return concat(sentence, f"（{base}为0）")
    return concat(sentence, "，增长" if more else "，下降", rate.percent())


def _level(text: str, change: Number) -> Span:
    return Span(text, SpanKind.DERIVED, change.refs)


def compared(f: Facts, amounts: Amounts) -> Spans:
    """Return the comparison of an amount row with last year.

    Where last year is not known nothing is claimed: it is called for, unless the total that
    holds it tells of last year instead. Without this year there is nothing to compare.
    """
    figures = quantity(amounts)
    if f[figures.this] is None or not has_last_year(f):
        return ()
    if f[figures.last] is None:
        covered = covered_by_total(f, amounts, "last")
        return (
            () if covered else template("上年为{last}", last=amount_of(f, amounts, "last").span())
        )
    rate = figured(f, figures.rate)
    return moved(figured(f, figures.change), None if _is_too_small_for_a_rate(f, amounts) else rate)


def _is_too_small_for_a_rate(f: Facts, amounts: Amounts) -> bool:
    """Return whether the printed amounts give no base, so that a percentage would contradict them.

    0.01万元，比上年增加0.01万元 says that there was nothing before.
    """
    figures = quantity(amounts)
    this, last, change = f[figures.this], f[figures.last], f[figures.change]
    if not this or not last or not change:
        return False
    return vanishes(this) or rounded(this, 2) <= rounded(change, 2)


def covered_by_total(f: Facts, amounts: Amounts, column: str) -> bool:
    """Return whether a total that holds this row is known, so that the row may stay blank."""
    holders = [q for q in QUANTITIES.values() if amounts in q.amounts.parts]
    return any(
        (held is not None and f[held] is not None) or covered_by_total(f, q.amounts, column)
        for q in holders
        for held in (q.column(column),)
    )


def reasoned(f: Facts, amounts: Amounts, *, gather: bool = False) -> Spans:
    """Return 主要原因是…, where there is a change to explain.

    A total that is the sum of its parts needs no reason of its own: the parts have theirs,
    which `gather` collects here where the parts are not told of one by one. A change too small
    for the county to ask why goes without, and so does one below a printed cent (基本持平).
    """
    change = f[quantity(amounts).change]
    if not change or amounts.reason is None or vanishes(change) or not has_last_year(f):
        return ()
    parts = amounts.parts if is_summed(f, amounts, "this") else ()
    if f[amounts.reason] is None and parts:
        return _gathered(f, amounts) if gather else ()
    return because(f, amounts.reason) if _has_reason(f, amounts) else ()


def _has_reason(f: Facts, amounts: Amounts) -> bool:
    """Return whether a reason was given, or has to be."""
    given = amounts.reason is not None and f[amounts.reason] is not None
    return given or reason_is_due(f, amounts)


def _gathered(f: Facts, amounts: Amounts) -> Spans:
    parts = (p for p in amounts.parts if f[quantity(p).change] and _has_reason(f, p))
    fields = [p.reason for p in parts if p.reason]
    once: dict[str, Spans] = {}
    for field in fields:
        reason = because(f, field, opening="")
        once.setdefault(words(reason), reason)
    return concat("主要原因是", join(once.values(), "，以及")) if once else ()


def with_change(f: Facts, amounts: Amounts, *, gather: bool = False) -> Spans:
    """Return the clauses about last year, each after a comma: ，比上年…，主要原因是…."""
    sentence, why = compared(f, amounts), reasoned(f, amounts, gather=gather)
    return concat(*_after_comma(sentence), *_after_comma(why))


def _after_comma(clause: Spans) -> tuple[Part, ...]:
    return ("，", clause) if clause else ()
