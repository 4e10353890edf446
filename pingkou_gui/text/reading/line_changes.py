"""Comparisons, shares and rates while a line is read."""

from __future__ import annotations

import re

from pingkou_gui.text.lexing.tokens import Amount, Kind, Token, amount_of
from pingkou_gui.text.lines.gaps import is_filler, is_lead
from pingkou_gui.text.reading.drafts import ComparisonDraft, Draft, fits
from pingkou_gui.text.reading.line_state import LineState
from pingkou_gui.text.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_BUDGET,
    LAST_YEAR,
    OUTTURN,
    Share,
)
from pingkou_gui.text.reading.wholes import MEAN

_CHANGE = re.compile(
    "(?:支出|收入|支|收|用|花|经费|人员|人数)?了?(?:金额|幅度|比例|幅|额|率)?(?:为|达到?|共|约|：)*"
)
_DONE = re.compile("完成(?:率|进度)")
_DEMAND = re.compile("(?:以上|以下|及以上)?的?(?:考核)?(?:要求|目标|标准|规定)")
_OVER = re.compile("(?:高于|低于|超过|不及)$")
_BRACKET_FAR = 80
_TURN_AHEAD = re.compile(
    "[相比较，的]*(?:减|增|净增|净减|下降|上升|降|少|多|持平|提高|压|上涨|节|超|低|高|缩|回落|下浮|一致|相同|相等|一样)|相?比[，“]"
)
SUM_OF_SEVERAL = re.compile(
    "(?:[两二三四五六七八九][项者]|以上|上述|各项)(?:支出|经费|费用)*(?:合计|共计|总计|相加)"
)
"""Sums of several figures: a comparison behind is of none of them alone."""
_LONGEST_SENTENCE = 400
_SEVERAL = re.compile("(?:分别|各)(?:相?[应比]|[比较](?:上年度?|去年)(?:相比)?)?$")
_TWO = re.compile(
    "[了为]?[\\d.]+(?:(?:万元|亿元|元)?[、，和及与](?:增[加长]|减少|下降)?[\\d.]+(?:万元|亿元|元)"
    "|%?[、，和及与](?:增[加长]|减少|下降)?[\\d.]+%)"
)
_AGAIN = re.compile(
    "同比|环比|相应|[与比较同](?:上年度?|去年)(?:相比)?|净|只|仅|再|共|增减|变动|变化|幅度?|率|比例"
)
"""Words between a change and its percentage that begin no other matter."""
_BEHIND = re.compile(".*元（$")
_WITH_SHARE = re.compile("\\d(?:万元|亿元|元)（\\d{1,3}(?:\\.\\d{1,4})?%）")
_MORE_SHARES = re.compile("[、和及与]\\d{1,3}(?:\\.\\d{1,4})?%")
_PROVES = 2
"""The fewest numbers of a comparison that show which figure it is of."""
_FEW = 24
"""How many figures at the beginning of a line and before this one are searched."""
_YEAR = re.compile("20\\d\\d")
_WHOLE_AMOUNT = re.compile("(?P<number>\\d{1,15}(?:\\.\\d{1,9})?)(?P<unit>万元|亿元|千元|元|万|亿)")
_BARE_AMOUNT = re.compile("(?<![\\d.])(?P<number>\\d{1,15}(?:\\.\\d{1,9})?)(?P<unit>)(?=的)")
_OWN_FUND = re.compile("[，；：](?:但|而|且)?(?P<name>[一-鿿]{2,8}费)$")
_LONGEST_FUND = 12
_LOWER, _HIGHER = ("低于", "少于", "不及"), ("高于", "多于")
_BUDGET = re.compile("总?(?:预算|决算)数?$")
_CARRIED_OUT = re.compile("执行|决算")
"""Words that name the outturn of a budget, not the budget: 上年预算执行数."""


def _may_own(other: Draft, draft: Draft, comparison: ComparisonDraft) -> bool:
    """Whether a comparison behind `draft` may be of `other`, by their stages.

    决算6.22万元，预算10.00万元，较上年下降13.61%: of the outturn, 6.22.
    """
    if other.measure == draft.measure:
        return True
    last = comparison.base in {LAST_YEAR, LAST_BUDGET}
    return last and other.key == draft.key and other.measure == OUTTURN


class ChangeReader(LineState):
    """Reads what an amount is compared with: base, direction, change, percent, share, execution."""

    def take_percent(self, token: Token, amount: Amount) -> None:
        """Read a percentage as change, share or execution rate, by the words before it."""
        meant = self.expecting
        if meant is None:
            self.take_percent_alone(token, amount)
            return
        if meant.kind in {Kind.UP, Kind.DOWN}:
            if not meant.onward and self.belongs_to_direction(meant, token):
                self.attach_comparison(meant)
                self.take_change(amount, is_percent=True)
        elif meant.kind is Kind.RESPECTIVE:
            self.shares = [amount]
        elif meant.kind is Kind.SHARE and meant.end == token.start:
            self.take_share(meant, token, amount)
        elif meant.kind is Kind.EXECUTION and meant.end == token.start:
            self.take_execution(meant, amount)

    def take_percent_alone(self, token: Token, amount: Amount) -> None:
        """Read a percentage without words before it: in brackets behind a change or an amount, or one of several shares."""
        comparison = self.comparison
        bracketed = self.text[token.start - 1 : token.start] == "（"
        if bracketed and comparison is not None:
            if comparison.percent is None and comparison.change is not None:
                self.take_change(amount, is_percent=True)
        elif bracketed and self.open is not None and self.is_share_of_item(token):
            self.open.share = Share("", "", amount)
        elif self.shares and self.respective is not None:
            self.take_respective_share(amount)

    def is_share_of_item(self, token: Token) -> bool:
        """Whether two or more amounts have shares in brackets: 教育支出275.83万元（74.69%），卫生健康支出13.70万元（5.07%）."""
        amount = self.open.amount if self.open is not None else None
        if amount is None or not _BEHIND.match(self.text, token.start - 6, token.start):
            return False
        end = self.text.find("。", token.end)
        last = end if end >= 0 else len(self.text)
        found = _WITH_SHARE.findall(self.text[self.sentence : last][:_LONGEST_SENTENCE])
        return len(found) > 1

    def take_respective_share(self, amount: Amount) -> None:
        """Collect 分别占…的59.5%和40.5% and assign the shares to the last amounts in their order."""
        self.shares.append(amount)
        outside = [d for d in self.items_since if not self.is_bracketed(d, self.shares[0])]
        found = outside[-len(self.shares) :]
        if self.text[amount.span.end : amount.span.end + 1] not in {"、", "和"} and len(
            found
        ) == len(self.shares):
            for draft, share in zip(found, self.shares, strict=True):
                draft.share = self.share(self.respective, share)

    def is_bracketed(self, draft: Draft, share: Amount) -> bool:
        """Whether a figure stands in brackets that close before the share, as a part of another."""
        if draft.amount is None:
            return False
        between = self.text[draft.amount.span.end : share.span.start]
        return "）" in between.partition("（")[0]

    def take_share(self, meant: Token, token: Token, amount: Amount) -> None:
        """Assign 占…的x% to the latest amount or name; 占…的x%和y% waits for the second percentage."""
        if _MORE_SHARES.match(self.text, token.end):
            self.shares, self.respective = [amount], meant
            return
        if not self.names and not is_lead(self.lead(meant.start)):
            return
        draft = self.statement_for(meant)
        if draft is not None and draft.share is None:
            draft.share = self.share(meant, amount)

    def share(self, meant: Token | None, amount: Amount) -> Share:
        """Return 占…的x% with its whole, by name, key and amount."""
        text = meant.text if meant is not None else ""
        whole = re.sub("^分?别?占", "", text).rstrip("约达为")
        for tail in ("的比重", "的比例", "比重", "比例", "的", "比"):
            whole = whole.removesuffix(tail)
        printed = _WHOLE_AMOUNT.search(whole)
        money = None
        if printed and meant is not None:
            at = meant.start + text.index(printed.group())
            span = self.span(at, at + len(printed.group()))
            money = amount_of(printed["number"], printed["unit"], span)
            whole = whole[: printed.start()]
        owner = self.setting.owner
        whole = owner.sub("", whole) if owner is not None else whole
        quantity = self.words.quantity(whole) or self.words.quantity(_BUDGET.sub("", whole))
        return Share(whole, quantity.key if quantity else "", amount, money)

    def take_execution(self, meant: Token, amount: Amount) -> None:
        """Assign 完成预算的x% to the latest amount; a budget printed within becomes a draft of its own."""
        draft = self.statement_for(meant)
        if (
            draft is None
            or self.is_required_rate(meant, amount)
            or self.may_be_of_works(meant, draft)
        ):
            return
        if MEAN.search(draft.label):
            draft = self.figure_before_mean(draft)
            if draft is None:
                return
        base = self.base_named(meant.text)
        base = BUDGET if base == LAST_YEAR else base
        if "budget" in draft.measure and draft.key:
            draft = self.copy_of(draft, meant)
            draft.measure = OUTTURN
        printed = _WHOLE_AMOUNT.search(meant.text) or _BARE_AMOUNT.search(meant.text)
        unit = printed["unit"] or self.setting.unit if printed else ""
        if printed and unit:
            at = meant.start + meant.text.index(printed.group())
            span = self.span(at, at + len(printed.group()))
            budget = self.copy_of(draft, meant)
            budget.amount = amount_of(printed["number"], unit, span)
            budget.measure, budget.measure_said, budget.span = base, True, span
            self.memory.note(budget)
            self.open = draft
        draft.execution = amount
        draft.execution_base = base

    def may_be_of_works(self, meant: Token, draft: Draft) -> bool:
        """Whether 完成率 or 完成进度 may be of works: no amount stands in the paragraph before it."""
        spoken = draft.amount is not None and draft.amount.span.paragraph == self.normal.paragraph
        return not spoken and _DONE.match(meant.text) is not None

    def is_required_rate(self, meant: Token, amount: Amount) -> bool:
        """Whether a rate is a required one: 高于预算执行率90%以上的要求."""
        asked = _DEMAND.match(self.text, amount.span.end)
        return asked is not None or _OVER.search(self.text[: meant.start][-3:]) is not None

    def on_percent_cue(self, token: Token) -> None:
        """占…的, 完成预算的: remember the meaning of the next percentage."""
        self.expecting = token

    def on_rate(self, token: Token) -> None:
        """控制率: the next percentage belongs to no figure."""
        del token
        self.expecting = None
        self.names = []
        self.comparison = None

    def on_base(self, token: Token) -> None:
        """比上年: begin a comparison."""
        if self.continues_comparison(token) or self.continues_list_of_measures(token):
            return
        parent = self.stack[-1].parent if self.stack else None
        if token.text in {"由", "从"} and parent is not None and "budget" in parent.measure:
            return  # within a list of a budget the year of 由12.90万元降到 is unclear
        bases = [
            self.base_named(words) for words in re.split("[、和与]|以及", token.text[1:]) if words
        ] or [self.base_named(token.text)]
        draft = ComparisonDraft(self.span(token.start, token.end), base=bases[0])
        draft.second = bases[1] if len(bases) > 1 else ""
        draft.spent = self.year_of_outturn(token.text)
        if token.text.startswith((*_LOWER, *_HIGHER)):
            draft.direction = -1 if token.text.startswith(_LOWER) else 1
        self.last_base = bases[0]
        self.comparison = self.pending_base = draft
        self.base_owner = self.outturn_of_named_budget(
            self.owner_of_comparison(token), bases[0], token
        )
        if draft.base == INITIAL_BUDGET and "预算" not in token.text and self.is_base_of_people():
            draft.base = self.last_base = LAST_YEAR
        self.expecting = token
        self.measure = None

    def outturn_of_named_budget(self, owner: Draft | None, base: str, token: Token) -> Draft | None:
        """Return the outturn of `owner` if that is a budget and the comparison is with it, else `owner`.

        支出0.68万元，预算1.2万元，比预算少0.52万元: of 0.68. Likewise where the base is last year's outturn.
        """
        if owner is None or "budget" not in owner.measure:
            return owner
        if "budget" not in base and (base != LAST_YEAR or self.setting.measure != OUTTURN):
            return owner
        clause = re.split("[，。；：]", self.text[: token.start])[-1]
        if "budget" not in base and "预算" in clause:
            return owner  # 年初预算数较上年减少0.5万元
        named = owner.key, owner.key or owner.label
        own = self.memory.drafts[self.first_draft :][-_FEW:]
        own = [d for d in own if (d.key, d.key or d.label) == named and d.year == owner.year]
        spent = [d for d in own if d.measure == OUTTURN and d.amount]
        near = bool(spent) and bool(named[1]) and spent[-1].sentence == owner.sentence
        here = "budget" in base or (near and self.broken <= self.at_of(spent[-1]))
        return spent[-1] if near and here else owner

    def is_base_of_people(self) -> bool:
        """Whether the compared figure counts people, so that 年初 means the end of last year."""
        if self.name is not None:
            return self.name.kind is not Kind.SCOPE and self.quantity_of(self.name).unit == "people"
        return self.base_owner is not None and self.base_owner.unit == "people"

    def continues_comparison(self, token: Token) -> bool:
        """Whether 同比 adds the percentage to a change: 增加161万元，同比增长4.5%."""
        comparison = self.comparison
        return (
            token.text == "同比"
            and comparison is not None
            and comparison.change is not None
            and comparison.percent is None
        )

    def continues_list_of_measures(self, token: Token) -> bool:
        """Whether 和上年 names one more figure, no base: 年初预算和上年均为0.2万元."""
        measure = self.measure
        return (
            measure is not None
            and measure.end == token.start
            and token.text[0] in "和与同"
            and re.compile("[均都]?[为是]?\\d").match(self.text, token.end) is not None
            and token.text[-1] in "均都年度"
        )

    def owner_of_comparison(self, token: Token) -> Draft | None:
        """Return the figure that a comparison at `token` is of; None if it is named behind the comparison.

        Behind a list it may be the last item or the list's total: the other one goes into
        `alternates`, and `settle_comparisons` decides by arithmetic.
        """
        self.alternates = []
        if self.name is None and SUM_OF_SEVERAL.search(self.lead(token.start)):
            return None
        owner = self.statement_for(token)
        if owner is None or owner is not self.open:
            return owner
        group = owner.group
        parent = group.parent if group is not None else None
        if parent is None:
            figures_of_line_subject = self.figures_of_line_subject(owner)
            if figures_of_line_subject and self.sentence > self.at_of(owner):
                self.alternates = figures_of_line_subject
                return figures_of_line_subject[0] if owner.none else owner
            return owner
        self.alternates = [parent]
        ends = self.before is not None and self.before.kind is Kind.BREAK
        alone = all(not item.comparisons for item in group.items) if group is not None else False
        whole = group is not None and len(group.items) > 1 and alone
        if whole and (ends or (owner.unit == "people" and group is not None and group.is_complete)):
            self.alternates = [owner]
            return parent
        return owner

    def figures_of_line_subject(self, owner: Draft) -> list[Draft]:
        """Return the other figures of the quantity the line is about (`main`), outturns first."""
        main = self.main
        if main is None:
            return []
        own = self.memory.drafts[self.first_draft :]
        own = own[:_FEW] + own[_FEW:][-_FEW:]
        same = [d for d in own if d.key == main.key and d.amount is not None and d is not owner]
        return sorted(same, key=lambda draft: draft.measure != OUTTURN)

    def on_over(self, token: Token) -> None:
        """超出年初预算14.8万元: begin a comparison with base and direction."""
        self.on_base(token)
        if self.comparison is not None:
            self.comparison.direction = self.turn = 1
            self.comparison.words.append("超出")
        self.expecting = token

    def base_named(self, words: str) -> str:
        """Return the base that words name, as in `Comparison.base`."""
        ago = re.search("上|去|前年|20\\d\\d", words)
        year = _YEAR.search(words)
        if "预算" in words and ago is not None and not _CARRIED_OUT.search(words):
            this = year is not None and self.setting.year == int(year.group())
            return BUDGET if this else LAST_BUDGET
        if "年初" in words and "结" not in words:
            return INITIAL_BUDGET
        if "全年" in words or "调整" in words:
            return FULL_YEAR_BUDGET
        if year is not None:
            own, named = self.setting.year, int(year.group())
            return LAST_YEAR if own is None or named == own - 1 else str(named)
        if "年" not in words and "预算" in words:
            return BUDGET
        return str((self.setting.year or 0) - 2) if "前年" in words else LAST_YEAR

    def year_of_outturn(self, words: str) -> int:
        """Return the year whose outturn a base names: 比2023年预算执行数; 0 if it names none."""
        own, year = self.setting.year, _YEAR.search(words)
        if not _CARRIED_OUT.search(words) or own is None:
            return 0
        if year is not None:
            return int(year.group())
        return own - 1 if re.search("上|去", words) else 0

    def on_direction(self, token: Token) -> None:
        """减少, 增加: set the direction of the open comparison, or begin one without a base."""
        direction = 1 if token.kind is Kind.UP else -1
        if self.comparison is None and not self.opens_comparison(token):
            self.expecting = None
            return
        comparison = self.comparison
        if comparison is None or not (comparison.is_open or self.number_follows(token)):
            return
        if self.begins_another_matter(token, comparison):
            self.comparison = self.expecting = self.pending_base = None
            return
        if not comparison.words:
            comparison.direction = direction
        comparison.words.append(token.text)
        self.turn = direction
        self.expecting = token

    def begins_another_matter(self, token: Token, comparison: ComparisonDraft) -> bool:
        """Whether a direction word does not belong to the open comparison.

        降幅10%，但因产量增加，产值仍增长3%: behind a number, a clause with words of its own.
        分别下降10.36%和6.27%: two changes at once.
        """
        first = max(self.sentence, token.start - _LONGEST_SENTENCE)
        if _TWO.match(self.text, token.end) and _SEVERAL.search(self.text, first, token.start):
            return True
        if comparison.is_open:
            return False
        words = self.lead(token.start)
        return not is_lead(_AGAIN.sub("", words))

    def opens_comparison(self, token: Token) -> bool:
        """Begin a comparison at a direction word without a base; return False without a number or a subject."""
        if not self.number_follows(token) or self.text[token.end : token.end + 1] == "收":
            return False  # 带动农户增收5万元
        lead = self.lead(token.start)
        if not is_lead(lead) and not self.names:
            return False
        draft = self.statement_for(token)
        if draft is None:
            return False
        base = self.last_base if draft.comparisons == [] and self.last_base else ""
        if self.past is not None and self.past.start > self.at_of(draft):
            base = LAST_YEAR  # 会议费1.26万元，上年没有开支，增长…: whatever the clause before compared with
        self.comparison = ComparisonDraft(self.span(token.start, token.end), base=base)
        twin = self.memory.drafts[-2] if len(self.memory.drafts) > 1 else None
        if (
            draft.amount is None
            and twin is not None
            and twin.measure == LAST_YEAR
            and twin.key == draft.key
        ):
            self.comparison.base, self.comparison.base_amount = LAST_YEAR, twin.amount
        if (
            draft.amount is not None
            and not base
            and twin is not None
            and twin.amount is not None
            and twin.measure == LAST_YEAR
            and draft.measure == OUTTURN
            and self.is_same_quantity(draft, twin)
        ):
            self.comparison.base, self.comparison.base_amount = LAST_YEAR, twin.amount
        beside = self.memory.drafts[-1]
        if (
            beside is not draft
            and "budget" in beside.measure
            and self.is_same_quantity(draft, beside)
        ):
            self.comparison.base, self.comparison.base_amount = beside.measure, beside.amount
        other = draft.measure == LAST_YEAR or "budget" in draft.measure
        if other and twin is not None and self.is_same_quantity(draft, twin):
            self.comparison.base, self.comparison.base_amount = draft.measure, draft.amount
            draft = twin
        self.base_owner = draft
        self.pending_base = self.comparison
        return True

    @staticmethod
    def is_same_quantity(draft: Draft, other: Draft) -> bool:
        """Whether two drafts are two measures of one quantity."""
        same = (draft.key, draft.label) == (other.key, other.label)
        return same and other.measure != draft.measure

    def attach_comparison(self, meant: Token) -> None:
        """Add the open comparison to the figure it is of."""
        comparison = self.pending_base
        if comparison is None:
            return
        self.pending_base = None
        owner = self.base_owner
        if self.names:
            named = self.statement_for(meant)
            owner = named if named is not None else owner
        if owner is None:
            here = self.open is not None and self.sentence <= self.at_of(self.open)
            owner = self.open if here else None
        if owner is not None and not self.names_own_cost(comparison, owner):
            owner.comparisons.append(comparison)
            comparison.owners = [owner, *(a for a in self.alternates if a is not owner)]
            self.open = owner

    def names_own_cost(self, comparison: ComparisonDraft, owner: Draft) -> bool:
        """Whether the clause compares another cost: 运行费5.4万元，因下村多，油料费比上年增加0.5万元."""
        if self.names:
            return False
        start = comparison.span.start
        found = _OWN_FUND.search(self.text, max(self.sentence, start - _LONGEST_FUND), start)
        name = found["name"] if found is not None else ""
        return name != "" and name not in owner.label and not owner.label.endswith(name[-3:])

    def on_flat(self, token: Token) -> None:
        """持平: end the comparison as unchanged; 基本持平 is dropped as inexact."""
        comparison = self.comparison
        if comparison is not None and comparison.is_open and "基本" not in token.text:
            comparison.flat = True
            comparison.words.append(token.text)
            comparison.span = comparison.span.cover(self.span(token.start, token.end))
            self.attach_comparison(token)
        self.comparison = self.expecting = self.pending_base = None

    def is_base(self, token: Token) -> bool:
        """Whether a number is the base: 比上年433万元减少, with a direction behind, or 低于上年的433万元, before it."""
        base = self.comparison
        if base is not None and base.direction and not base.words and self.pending_base is base:
            self.attach_comparison(token)
            return True
        bracket = self.text.startswith("（", token.end)
        close = self.text.find("）", token.end, token.end + _BRACKET_FAR) if bracket else -1
        return _TURN_AHEAD.match(self.text, max(token.end, close + 1)) is not None

    def number_follows(self, token: Token) -> bool:
        """Whether a number follows right behind a direction word."""
        return (
            self.text[token.end : token.end + 8]
            .lstrip("了用花额幅度率为达到至约：的支出收入比例")[:1]
            .isdigit()
        )

    def belongs_to_direction(self, meant: Token, token: Token) -> bool:
        """Whether only filler stands between a direction word and a number."""
        between = self.text[meant.end : token.start]
        if meant.onward:
            between = between[1:]
        return _CHANGE.fullmatch(between) is not None or (
            is_filler(between) and len(between) < 8 and "，" not in between
        )

    def take_change(self, amount: Amount, *, is_percent: bool) -> None:
        """Set the change of the open comparison."""
        comparison = self.comparison
        if comparison is None:
            return
        if is_percent:
            comparison.percent = amount
            comparison.percent_direction = self.turn
        else:
            comparison.change = amount
        comparison.span = comparison.span.cover(amount.span)

    def take_target(self, amount: Amount) -> None:
        """Set the amount of 由…减少到X."""
        if self.open is not None and self.open.amount is None:
            self.open.amount = amount
            self.open.span = self.open.span.cover(amount.span)
            self.memory.note(self.open)
        if self.comparison is not None:
            self.comparison.onward = True

    def settle_comparisons(self) -> None:
        """Move comparisons of the line to the figure whose amount fits their numbers."""
        own = self.memory.drafts[self.first_draft :]
        for at, draft in enumerate(own):
            for comparison in [c for c in draft.comparisons if len(c.owners) > 1]:
                fitting = [o for o in comparison.owners if fits(o, comparison)]
                if fitting and fitting[0] is not draft:
                    draft.comparisons.remove(comparison)
                    fitting[0].comparisons.append(comparison)
            for comparison in [c for c in draft.comparisons if not fits(draft, c)]:
                other = self.earlier_figure_that_fits(
                    own[max(0, at - _FEW) : at], draft, comparison
                )
                if other is not None:
                    draft.comparisons.remove(comparison)
                    other.comparisons.append(comparison)

    @staticmethod
    def earlier_figure_that_fits(
        before: list[Draft], draft: Draft, comparison: ComparisonDraft
    ) -> Draft | None:
        """Return the nearest earlier figure that a comparison fits by its numbers, or None.

        接待费3.66万元，未超预算，结余1.34万元；比上年减少1.06万元，下降22.46%: of 3.66, not of 1.34.
        """
        printed = (comparison.change, comparison.percent, comparison.base_amount)
        if draft.amount is None or sum(each is not None for each in printed) < _PROVES:
            return None
        if comparison.change is not None and not comparison.change.value:
            return None
        found = [
            other
            for other in before
            if other.unit == draft.unit
            and _may_own(other, draft, comparison)
            and fits(other, comparison)
        ]
        if not found or any(c.base == comparison.base for c in found[-1].comparisons):
            return None
        return found[-1]
