"""Checks of what words say of the numbers just printed: within the budget, balanced, so many times so much."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.check_changes import OPPOSITE
from pingkou_gui.text.finding import Case, check_matches
from pingkou_gui.text.printed_numbers import (
    MONEY,
    PERCENT,
    numbers_in,
    part_of,
    rounds_to,
    sentence_of,
)
from pingkou_gui.text.tokens import DOWN, UP, in_unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.finding import Match, Told
    from pingkou_gui.text.printed_numbers import PrintedNumber
    from pingkou_gui.text.source import Normal

_WITHIN = re.compile(
    "(?P<said>(?:未|没有?|均?不|并未)(?:超(?:出|过)?|突破|高于)(?:了)?(?:年初|全年|年度|批复的?)?(?:预算|控制数)"
    "|控制在(?:年初|全年|年度)?(?:预算|控制数)(?:范围)?(?:以|之)?内)"
)
_PLAN = re.compile("(?:预算|控制数)(?:数|额|安排|批复|为|是|：)*$")
_SPENT = re.compile("(?:决算|支出|实际|开支|执行|费|经费)(?:数|额|为|是|：|共|计)*$")


@check_matches(_WITHIN, "说没有超预算的，没有超预算", "CONTRADICTION", ground="前后一致")
def what_is_within_budget_is(case: Case, normal: Normal, match: Match) -> Told:
    """决算6.20万元，预算6.00万元，未超预算: 0.20 above it; 未超预算：支出7.35万元，预算7.00万元."""
    first, last = sentence_of(normal.text, match.start())
    first = max(first, normal.text.rfind("；", first, match.start()) + 1)
    before = [n for n in numbers_in(normal, first, match.start()) if n.kind == MONEY][-2:]
    behind = [n for n in numbers_in(normal, match.end(), last) if n.kind == MONEY][:2]
    earlier = [] if before else _of_the_sentence_before(normal, first)
    pairs = (_planned_and_spent(pair) for pair in (before, behind, earlier))
    found = next((pair for pair in pairs if pair is not None), None)
    if found is None or found[1].value <= found[0].value:
        return None
    plan, spent = found
    over = in_unit_of(spent.value - plan.value, spent.amount)
    message = (
        f"{spent.amount.text}比预算{plan.amount.text}多{over}万元，这里却写“{match['said']}”；"
        "核对两个数，或改写"
    )
    return case.finding("CONTRADICTION", normal.span(*match.span()), message, f"超预算{over}万元")


def _planned_and_spent(
    pair: Sequence[PrintedNumber],
) -> tuple[PrintedNumber, PrintedNumber] | None:
    """Return the budget and the spending of two amounts; None where they are not one of each."""
    plans = [n for n in pair if _PLAN.search(n.words)]
    spent = [n for n in pair if n not in plans and _SPENT.search(n.words)]
    return (plans[0], spent[0]) if len(plans) == len(spent) == 1 else None


def _of_the_sentence_before(normal: Normal, at: int) -> list[PrintedNumber]:
    """Return the first plan and the first spending of the sentence before a place: 年初预算9.00万元，决算9.80万元."""
    first, last = sentence_of(normal.text, max(0, at - 1)) if at else (0, 0)
    money = [n for n in numbers_in(normal, first, last) if n.kind == MONEY][:2]
    return money if len(money) > 1 else []


_ALL_SPENT = re.compile(
    "(?P<said>(?:资金|指标|款项)?(?:已)?全(?:部|额)(?:支付|支出|使用|拨付|执行|用)(?:完毕|完|到位)?(?:，(?:年末)?(?:无|没有)结余)?|(?:年末)?(?:无|没有)(?:资金)?结余)(?=[，。；）]|$)"
)
_PAID = re.compile("(?:支付|支出|使用|执行|拨付)率(?:为|是|达到?|：)*$")
_WHOLE_RATE = Decimal(100)


@check_matches(_ALL_SPENT, "说全部用完的，没有剩下的", "CONTRADICTION", ground="前后一致")
def what_is_all_spent_leaves_nothing(case: Case, normal: Normal, match: Match) -> Told:
    """下达资金60.00万元，支付51.80万元，支付率86.33%，资金全部支付完毕，无结余: 8.20 are left."""
    first, _ = sentence_of(normal.text, match.start())
    before = numbers_in(normal, max(0, first - 120), match.start())
    if not before or before[-1].start < first or not _PAID.search(before[-1].words):
        return None
    rate, money = before[-1], [n for n in before if n.kind == MONEY]
    pairs = [
        (part, whole)
        for part in money[-1:]
        for whole in money[:-1]
        if whole.value > part.value and rounds_to(part_of(part, whole), rate.amount)
    ]
    if not pairs or rate.value >= _WHOLE_RATE:
        return None
    part, whole = pairs[-1]
    left = in_unit_of(whole.value - part.value, part.amount)
    message = f"{whole.amount.text}只支付了{part.amount.text}，还剩{left}，这里却写“{match['said']}”；核对，或改写"
    return case.question(
        "CONTRADICTION", normal.span(*match.span()), message, f"结余{left}{part.amount.unit}",
    )  # fmt: skip


_POSTS_OFF = re.compile("(?P<word>超编|空编|缺编)(?P<number>\\d{1,3})[人名]")
_OTHER_POSTS = {"超编": "空编", "空编": "超编", "缺编": "超编"}


@check_matches(_POSTS_OFF, "空编还是超编", "CONTRADICTION", ground="计数")
def posts_are_free_or_overfilled(case: Case, normal: Normal, match: Match) -> Told:
    """编制52名，在职50人，超编2名: two posts are free."""
    before = [
        n for n in numbers_in(normal, max(0, match.start() - 200), match.start())
        if n.kind in {"人", "名"}
    ]  # fmt: skip
    off = int(match["number"])
    staff = before[-1] if before else None
    posts = [n for n in before[:-1] if staff is not None and abs(n.value - staff.value) == off]
    if staff is None or not posts or not off:
        return None
    named = re.search("编制", normal.text[max(0, posts[-1].start - 60) : posts[-1].start])
    if named is None or (staff.value > posts[-1].value) == (match["word"] == "超编"):
        return None
    right = f"{_OTHER_POSTS[match['word']]}{match['number']}名"
    message = f"编制{posts[-1].amount.text}，在职{staff.amount.text}，应为{right}，这里写的是{match.group()}；核对"
    return case.question("CONTRADICTION", normal.span(*match.span()), message, right)


_REASON = re.compile(
    "[，。；（]其?(?P<word>增加|增长|上升|提高|减少|下降|降低)(?:的)?(?:主要)?原因"
)
_RISES = frozenset({"增加", "增长", "上升", "提高"})
_RISE, _FALL = (
    re.compile(f"(?:{UP})(?:了|额|数|幅)?(?:为)?$"),
    re.compile(f"(?:{DOWN})(?:了|额|数|幅)?(?:为)?$"),
)


@check_matches(_REASON, "说的原因与前面的增减一致", "DIRECTION")
def reasons_follow_their_turns(case: Case, normal: Normal, match: Match) -> Told:
    """减少0.62万元，下降3.97%，增加的主要原因是…: nothing in the sentence rises."""
    first, _ = sentence_of(normal.text, match.start())
    first = max(first, normal.text.rfind("；", first, match.start()) + 1)
    numbers = numbers_in(normal, first, match.start())
    turns = [t for n in numbers if (t := _turn(n))]
    rises = match["word"] in _RISES
    last = numbers[-1].end if turns and _turn(numbers[-1]) else 0
    if (
        not last
        or re.search("\\d", normal.text[last : match.start()])
        or any((turn[0] > 0) == rises for turn in turns)
    ):
        return None
    words = [word for _, word in turns]
    other = next((w for w in words if w == OPPOSITE.get(match["word"])), words[-1])
    right = match.group()[1:].replace(match["word"], other, 1)
    message = f"前面写的是{'、'.join(dict.fromkeys(word for _, word in turns))}，后面却说“{match.group()[1:]}”；应为“{right}”"
    return case.finding("DIRECTION", normal.span(match.start() + 1, match.end()), message, right)


def _turn(number: PrintedNumber) -> tuple[int, str] | None:
    """Return which way a change or percent goes, with its word; None for another number, and for none."""
    if number.kind not in {MONEY, PERCENT} or not number.value:
        return None
    for sign, pattern in ((1, _RISE), (-1, _FALL)):
        match = pattern.search(number.words)
        if match is not None:
            return sign, re.sub("[了额数幅为]+$", "", match.group())
    return None


CHECKS = (
    what_is_within_budget_is,
    what_is_all_spent_leaves_nothing,
    posts_are_free_or_overfilled,
    reasons_follow_their_turns,
)
