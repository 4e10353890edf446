"""Reads the numbers of clauses as figures, bases, changes or sums, by the words before them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import amount_of
from pingkou_gui.text.reading.plain_known import (
    ALL_KEYS,
    ALL_MONEY,
    FUNDS,
    OWN,
    Slot,
    Subject,
    slot_of,
)
from pingkou_gui.text.reading.plain_state import ClauseState, Segment
from pingkou_gui.text.reading.plain_words import (
    FULL,
    INITIAL,
    LAST,
    NEUTRAL,
    PLAN,
    PLAN_BEHIND,
    SPENT,
    THIS,
    name_behind,
    name_of_sum,
)
from pingkou_gui.text.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    OUTTURN,
    PEOPLE,
    PEOPLE_UNITS,
)

if TYPE_CHECKING:
    import re

    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.reading.drafts import Draft
    from pingkou_gui.text.reading.plain_words import Word

_SUMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "three_public": (
        ("overseas_travel", "official_vehicles", "official_reception"),
        ("overseas_travel", "vehicle_purchase", "vehicle_running", "official_reception"),
    ),
    "basic_spending": (
        ("personnel_spending", "operating_spending"),
        ("wages", "goods_and_services", "transfers_to_individuals", "capital_outlay", "debt_interest"),
    ),
    "personnel_spending": (("wages", "transfers_to_individuals"),),
}  # fmt: skip
"""By key of a whole, the lists of parts that it is the sum of."""
_BY_HOW_MUCH = frozenset({"低于", "高于", "少于", "多于", "不及", "超过", "超出"})


class NumberReader(ClauseState):
    """Reads each number of a line."""

    def on_number(self, word: Word) -> None:
        """Read a number, and begin a new segment behind it."""
        unit = word.match["unit"] or ""
        people = unit in PEOPLE_UNITS
        segment = self.segment
        near = segment.named or self.waiting
        counts = [*near, *([self.subject] if self.subject is not None else [])]
        of_staff = bool(counts) and counts[0].key in PEOPLE
        if not unit:
            unit = self.unit_of(word, staff=of_staff)
            people = unit == "人"
        if not unit or (people and not of_staff):
            segment.clean = segment.clean and people
            return
        amount = amount_of(word.match["digits"], unit, self.normal.span(word.start, word.end))
        if not people and of_staff:
            segment.clean = False
        self.take_number(word, amount)
        self.carry_names_over()
        self.has_number = True
        self.waiting = []
        keeps = segment.respective and not self.segment.total
        self.segment = Segment(
            respective=keeps, year=segment.year if keeps else "", clean=segment.clean
        )
        if not keeps:
            self.segment.clean = True

    def unit_of(self, word: Word, *, staff: bool) -> str:
        """Return the unit of a number without one: 人 or 万元; empty if it is no figure."""
        ends = self.text[word.end : word.end + 1] in {"，", "。", "；", "、", "（", ""}
        if not ends:
            return ""
        if staff and self.segment.named:
            return "人"
        zero = not word.match["digits"].strip("0.")
        return "万元" if zero and self.segment.onward else ""

    def take_number(self, word: Word, amount: Amount) -> None:
        """Find the slot of a number and store it."""
        segment = self.segment
        place = amount.span.paragraph, amount.span.start
        draft = self.known.at.get(place)
        if draft is not None and draft.key and not self.is_outturn_of_subject(draft):
            self.continue_from(draft, amount)
            return
        of_budget = self.subject is not None and bool(self.subject.scope)
        if place in self.known.compared or (segment.foreign and (segment.clean or of_budget)):
            return
        behind = name_behind(self.text, word.end, self.words)
        if behind is not None and segment.clean and not segment.named and not segment.turned:
            self.take_name_behind(behind, amount, draft)
        elif not segment.clean or (segment.named and segment.part and segment.counted):
            self.drop_subject(amount)
        elif segment.onward or not segment.turned:
            self.take_figure_or_sum(word, amount, draft)

    def take_figure_or_sum(self, word: Word, amount: Amount, draft: Draft | None) -> None:
        """Read a number that is no change, all words before which are understood."""
        segment = self.segment
        planned = PLAN_BEHIND.match(self.text, word.end)
        if planned is not None:
            segment.stage = INITIAL if segment.opening or planned["opening"] else PLAN
            segment.opening = False
        if segment.respective:
            self.take_respective(amount)
        elif not (segment.total and self.take_sum(word, amount, draft)):
            if self.is_sum_of_unnamed_whole():
                self.drop_subject(amount)
            else:
                self.take_figure(word, amount, draft)

    def continue_from(self, draft: Draft, amount: Amount) -> None:
        """Take the subject from a figure that the parser has stated already."""
        slot = slot_of(draft, self.own)
        subject = slot.subject if slot is not None else Subject(draft.key)
        if subject.key not in OWN and subject.scope not in FUNDS:
            self.income = self.income or draft.key == "total_income"
            if draft.key in ALL_KEYS:
                self.subject = ALL_MONEY if draft.key == "total_spending" else None
            return
        if slot is None:
            return
        onward = self.segment.onward and slot.measure == OUTTURN
        whole = self.wholes.get(subject) if not self.segment.named else None
        if whole is not None:
            self.store(slot._replace(subject=whole), amount, None, implied=True)
        self.segment.named = []
        self.set_subject(subject)
        self.note_figure(slot, amount, draft.span)
        if onward:
            self.keep_origin(subject)
        self.imply_whole(subject, slot, amount, draft)

    def is_outturn_of_subject(self, draft: Draft) -> bool:
        """Whether 实际支出 is the outturn of the subject, and not of all money."""
        return (
            draft.key == "spent"
            and self.subject is not None
            and self.subject.key in OWN
            and not self.stale
            and self.segment.clean
            and not self.segment.named
        )

    def take_name_behind(self, behind: re.Match[str], amount: Amount, draft: Draft | None) -> None:
        """Read a number with its name behind it: 612.30万元的基本支出."""
        name, plan = behind["name"], behind["stage"]
        quantity = self.words.quantity(name) if name else None
        if behind["scope"]:
            self.take_of_fund(self.words.scopes[behind["scope"]], amount, draft)
            return
        beside = self.segment.versus and quantity is not None and quantity.key != "establishment"
        if quantity is None or quantity.key not in OWN or beside:
            self.drop_subject(amount)
            return
        subject = Subject(quantity.key)
        stage = (INITIAL if "年初" in plan else PLAN) if plan else self.segment.stage
        slot = self.slot(subject, self.segment.year or THIS, stage)
        self.set_subject(subject)
        if slot is not None:
            self.store(slot, amount, draft)
            self.note_figure(slot, amount, amount.span)
        self.segment.named = []

    def take_of_fund(self, scope: str, amount: Amount, draft: Draft | None) -> None:
        """Store the spending of a budget if the budgets add up to all spending: 其余888.44万元来自一般公共预算."""
        spent = self.known.figure(Slot(ALL_MONEY, THIS, OUTTURN))
        others = [
            value
            for other in FUNDS - {scope}
            if (value := self.known.value(Slot(Subject("total_spending", other), THIS, OUTTURN)))
        ]
        whole = spent.amount.value if spent is not None and spent.amount is not None else None
        if scope in FUNDS and others and sum(others, amount.value) == whole:
            self.store(Slot(Subject("total_spending", scope), THIS, OUTTURN), amount, draft)

    def is_sum_of_unnamed_whole(self) -> bool:
        """Whether 合计 stands behind several figures without a named whole: 上年合计9万元."""
        segment, subject = self.segment, self.subject
        no_whole = subject is None or subject.key not in self.words.parts
        return segment.total and not segment.named and no_whole and len(self.stated) > 1

    def take_figure(self, word: Word, amount: Amount, draft: Draft | None) -> None:
        """Read a number as figure, base, or origin or result of a change."""
        segment = self.segment
        named = segment.named or self.waiting
        subject = named[-1] if named else self.subject
        year, stage = self.year_and_stage(subject)
        if subject is None:
            self.add_item(amount)
        elif self.is_sum_of_names(named):
            self.drop_subject(amount)
        elif segment.origin:
            self.origin_amount = amount, year, stage
        elif segment.onward:
            self.keep_result_of_change(subject, amount, draft, stage)
        elif segment.versus and not self.is_figure_after_controlled(word, stage):
            subject = self.whole_of_stated() or subject
            if (year == LAST or stage in {PLAN, INITIAL, FULL}) and self.is_base(word):
                self.keep_figure(subject, self.slot(subject, year or THIS, stage), amount, draft)
        elif self.past and not year and not named:
            return  # 上年预算10万元，支出9万元: of an unclear year
        elif (
            (segment.total or stage)
            if segment.counted
            else (named or year or stage or segment.versus)
        ):
            self.keep_figure(subject, self.slot(subject, year or THIS, stage), amount, draft)
        else:
            self.drop_subject(amount)

    def is_sum_of_names(self, named: list[Subject]) -> bool:
        """Whether a number is the sum of several names: 人员经费，公用经费合计1059万元."""
        above = self.waiting[-1:] if self.segment.total and self.segment.named else []
        joined = {*named, *above}
        return len({one for one in joined if not self.is_whole_of(one, joined)}) > 1

    def is_whole_of(self, one: Subject, others: set[Subject]) -> bool:
        """Whether any of the others is a part of one: “三公”经费，公务接待费."""
        return any(self.words.is_part(other.key, one.key) for other in others)

    def is_figure_after_controlled(self, word: Word, stage: str) -> bool:
        """Whether 控制在38.40万元 is the figure itself, not a limit."""
        limits = self.text.startswith(("以内", "之内", "以下", "内"), word.end)
        return self.segment.versus == "控制在" and not stage and not limits

    def whole_of_stated(self) -> Subject | None:
        """Return the whole of the stated parts if their sum is compared, or None: 两项合计较上年439.66万元."""
        keys = {s.key for s in self.stated or self.stated_before if s.key not in self.words.parts}
        keys |= {
            s.key
            for s in self.stated or self.stated_before
            if s.key in {"personnel_spending", "operating_spending"}
        }
        if not self.segment.total or self.segment.named or len(keys) < len(("one", "other")):
            return None
        wholes = [key for key, sums in _SUMS.items() if any(keys <= set(parts) for parts in sums)]
        return Subject(wholes[0]) if len(wholes) == 1 else None

    def year_and_stage(self, subject: Subject | None) -> tuple[str, str]:
        """Return the named year and stage, empty where not named; 年初 of people is the end of last year."""
        segment = self.segment
        if not segment.opening or segment.stage:
            return segment.year, segment.stage
        people = subject is not None and subject.key in PEOPLE
        return (LAST, "") if people else (segment.year, INITIAL)

    def is_base(self, word: Word) -> bool:
        """Whether a number is the base: 低于预算的2万元, but not in 低于预算2万元."""
        if self.segment.versus[:2] not in _BY_HOW_MUCH:
            return True
        of = self.text[word.start - 1] == "的"
        return of or PLAN_BEHIND.match(self.text, word.end) is not None

    def keep_figure(
        self, subject: Subject, slot: Slot | None, amount: Amount, draft: Draft | None
    ) -> None:
        """Store a figure and make its quantity the subject."""
        versus, named = self.segment.versus, self.segment.named
        self.segment.named = []
        self.set_subject(subject)
        if slot is None:
            self.past = True
            return
        if slot.year == LAST and self.default_measure == BUDGET and not self.segment.stage:
            return
        whole = self.wholes.get(subject) if not named else None
        if whole is not None:
            slot = slot._replace(subject=whole)  # 三公只有接待费3万元，预算4万元: that of all three
        self.store(slot, amount, draft)
        if not versus:
            self.note_figure(slot, amount, amount.span)
            self.imply_whole(subject, slot, amount, draft)

    def keep_result_of_change(
        self, subject: Subject, amount: Amount, draft: Draft | None, stage: str
    ) -> None:
        """Store the result of a change with its origin: 由上年的0.36万元降为0."""
        self.set_subject(subject)
        slot = self.slot(subject, THIS, stage)
        if slot is None or stage in {PLAN, INITIAL, FULL}:
            return
        self.store(slot, amount, draft)
        self.note_figure(slot, amount, amount.span)
        self.keep_origin(subject)

    def keep_origin(self, subject: Subject) -> None:
        """Store the origin of a change, if one was read."""
        origin, self.origin_amount = self.origin_amount, None
        if origin is None:
            return
        before, year, before_stage = origin
        if year in {"", LAST} and before_stage in {"", SPENT, NEUTRAL}:
            place = before.span.paragraph, before.span.start
            self.store(Slot(subject, LAST, OUTTURN), before, self.known.at.get(place))
        elif year in {"", THIS} and before_stage in {PLAN, INITIAL}:
            self.store(Slot(subject, THIS, BUDGET), before, None)

    def take_respective(self, amount: Amount) -> None:
        """Store a number behind 分别为 for the next of the names."""
        segment = self.segment
        series = segment.series if len(segment.series) > 1 else self.series
        if self.running is None and len(self.waiting) == 1 and len(series) > 1 and segment.clean:
            self.running = self.waiting[0], list(series)
        if self.running is not None:
            self.take_of_series(amount)
            return
        group = self.waiting if len(self.waiting) > 1 else self.group
        if not segment.clean or len(group) < 2:
            self.drop_subject(amount)
            return
        subject, *rest = group
        self.group = rest if len(rest) > 1 else [*rest, *rest]
        self.waiting = []
        slot = self.slot(subject, segment.year or THIS, segment.stage)
        if slot is not None:
            self.store(slot, amount, self.known.at.get((amount.span.paragraph, amount.span.start)))
            self.add_item(amount)

    def take_of_series(self, amount: Amount) -> None:
        """Store a number for the next year or stage of one name: 2023年、2022年接待费分别为6.35万元和8.10万元."""
        subject, left = self.running or (Subject(""), [])
        if not left:
            self.drop_subject(amount)
            return
        year, stage = left[0]
        self.running = subject, left[1:]
        slot = self.slot(subject, year or THIS, stage)
        self.set_subject(subject)
        if slot is not None:
            self.store(slot, amount, self.known.at.get((amount.span.paragraph, amount.span.start)))
            self.stated.add(subject)

    def take_sum(self, word: Word, amount: Amount, draft: Draft | None) -> bool:
        """Store a number as a sum, and return whether it is one: 两项合计8.20万元."""
        behind = name_of_sum(self.text, word.end, self.words)
        quantity = self.words.quantity(behind["name"]) if behind is not None else None
        if quantity is not None and quantity.key in OWN:
            keys = [quantity.key]
        elif self.segment.named:
            return False
        else:
            topic = self.topic.key if self.topic is not None and not self.topic.scope else ""
            topic = topic or self.known.last_topic
            keys = [topic, *(k for k in _SUMS if topic in {p for ps in _SUMS[k] for p in ps})]
        for key in filter(None, keys):
            slot = self.slot(Subject(key), self.segment.year or THIS, self.segment.stage)
            if slot is None:
                return False
            if self.is_sum(slot, amount) or (
                (slot.year, slot.measure) == (THIS, self.default_measure)
                and self.is_sum_of_items(key, amount)
            ):
                self.store(slot, amount, draft)
                self.subject, self.narrowed, self.stale = slot.subject, False, False
                self.note_figure(slot, amount, amount.span)
                self.segment.named = []
                return True
        return False

    def is_sum(self, slot: Slot, amount: Amount) -> bool:
        """Whether an amount is the sum of two or more known parts of a whole."""
        for parts in _SUMS.get(slot.subject.key, ()):
            values = [
                value
                for part in parts
                if (value := self.known.value(slot._replace(subject=Subject(part)))) is not None
            ]
            if sum(map(bool, values)) > 1 and sum(values, Decimal(0)) == amount.value:
                return True
        return False

    def is_sum_of_items(self, key: str, amount: Amount) -> bool:
        """Whether an amount is the sum of the projects before it."""
        if key != "project_spending" or len(self.items) < 2:
            return False
        return sum(self.items, Decimal(0)) == amount.value

    def imply_whole(
        self, subject: Subject, slot: Slot, amount: Amount, draft: Draft | None
    ) -> None:
        """Store the amount of the only part for its whole, too: “三公”经费只有公务接待费3.20万元."""
        whole, self.only = self.only, None
        if whole is None or not self.words.is_part(subject.key, whole.key) or slot.year != THIS:
            return
        end = self.normal.place(amount.span.end)
        if self.text[end : end + 1] in {"和", "、", "及"}:
            return
        self.store(slot._replace(subject=whole), amount, draft, implied=True)
        self.wholes[subject] = whole

    def state_as_of_one_budget(self, scope: str) -> None:
        """Store all budget and spending for one budget: 资金来源均为一般公共预算."""
        self.segment.foreign = True
        if scope != "general_public_budget" or self.known.states_other_budget():
            return
        for measure in (OUTTURN, INITIAL_BUDGET, FULL_YEAR_BUDGET):
            figure = self.known.figure(Slot(ALL_MONEY, THIS, measure))
            if figure is not None and figure.amount is not None:
                slot = Slot(Subject("total_spending", scope), THIS, measure)
                self.store(slot, figure.amount, None, implied=True)

    def state_part_as_all(self, part: Subject) -> None:
        """Store the amount of the whole for its only part: 全部为运行维护费."""
        whole, self.all_of = self.all_of, None
        if whole is None or not self.words.is_part(part.key, whole.key):
            self.segment.clean = False
            return
        spent = self.spent.get(whole)
        if spent is not None and (spent[0].value or not self.past):
            self.store(Slot(part, THIS, OUTTURN), spent[0], None, implied=True)
        elif (
            self.past and self.last_year_outturn is not None and self.last_year_outturn[0] == whole
        ):
            self.store(Slot(part, LAST, OUTTURN), self.last_year_outturn[1], None, implied=True)
        self.segment.foreign = True
