"""Checks of changes of a whole: what is more in its parts is more in all.

Which amounts are the parts of another is told by the amounts themselves: those that follow on it and
come to it. Then their changes against the same base must come to its change, wherever in the text
they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    PERCENT,
    RATIOS_AND_SCORES,
    is_swap,
)
from pingkou_gui.text.lexing.slips import digits_of, is_slip
from pingkou_gui.text.lexing.tokens import DOWN, UP, opposite, plain
from pingkou_gui.text.reasoning.finding import Case, Findings, check
from pingkou_gui.text.reasoning.part_lists import Told, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import TextFinding

_CHANGED = re.compile(
    f"(?:(?P<up>{UP}|[增多](?:支|收|加)?)|(?P<down>{DOWN}|[减少](?:支|收)?))(?:了|额|数|支出|收入|人员)*(?:为|是|约)?$"
)
_EITHER = re.compile("增加（减少）|减少（增加）|增（减）|增减")
_LAST = re.compile("上一?年|去年|同比|同期")
_BUDGET = re.compile("预算")
_BASE = re.compile(
    "(?:[比较与同和于由从]|相比)(?:我[镇乡局院])?(?:上一?年度?|去年|20\\d\\d年度?|年初|预算|全年预算)[一-鿿]{0,8}(?:的)?$|^(?:上一?年度?|去年|20\\d\\d年度?|年初预算|预算)[一-鿿]{0,4}(?:为|是)?$"
)
_FLAT = re.compile("持平|无增减|没有变化|无变化|相同|不变")
_NOT = re.compile("占|每|均")
_SHORTEST = 2
_MOST_PARTS, _MOST_ITEMS, _LINES = 8, 400, 10


@dataclass(slots=True)
class _Item:
    """An amount with its changes against last year and against the budget, each with its sign."""

    amount: Term
    changes: dict[str, tuple[Term | None, Decimal]] = field(default_factory=dict)

    @property
    def paragraph(self) -> int:
        """The paragraph it stands in."""
        return self.amount.normal.paragraph


def _items(case: Case) -> list[_Item]:
    """Return the amounts of a text with what is said of their changes, in their order."""
    found: list[_Item] = []
    for normal in case.reading.running:
        begin = 0
        for term in case.reading.terms.get(normal.paragraph, []):
            between = normal.text[begin : term.number.start]
            begin = term.number.end
            if term.kind in RATIOS_AND_SCORES or term.number.is_hedged:
                continue
            turned = _CHANGED.search(term.words)
            if found and _FLAT.search(between):
                _is_flat(found[-1], between)
            if turned is None:
                own = term.words[-16:]
                if not (_BASE.search(own) or _NOT.search(own) or not own):
                    found.append(_Item(term))
                continue
            if (
                not found
                or found[-1].amount.kind != term.kind
                or term.normal is not found[-1].amount.normal
            ):
                continue
            _take(found[-1], term, turned)
        tail = normal.text[begin:]
        if found and found[-1].paragraph == normal.paragraph and _FLAT.search(tail):
            _is_flat(found[-1], tail)
    return found[:_MOST_ITEMS]


def _take(item: _Item, term: Term, turned: re.Match[str]) -> None:
    """Note a change of an amount, against the base that its own clauses name last."""
    text = term.normal.text
    said = text[item.amount.number.end : term.number.start]
    if _EITHER.search(term.words) or _EITHER.search(said[-12:]):
        return
    bases = (("last", _LAST), ("budget", _BUDGET))
    named = [(m.end(), base) for base, pattern in bases for m in pattern.finditer(said)]
    if not named:
        return
    _, base = max(named)
    sign = 1 if turned["up"] else -1
    item.changes.setdefault(base, (term, sign * term.value))


def _is_flat(item: _Item, words: str) -> None:
    for base, pattern in (("last", _LAST), ("budget", _BUDGET)):
        if pattern.search(words):
            item.changes.setdefault(base, (None, Decimal(0)))


@check(
    "合计的增减额等于各项增减额之和", "SUM", "DIRECTION", ground="各项之和等于合计，增减额也一样"
)
def changes_of_parts_come_to_that_of_the_whole(case: Case) -> Findings:
    """23.37 = 17.32 + 6.05，较上年减少2.79; 减少1.58, 减少2.21: 1.21."""
    items = _items(case)
    for at, whole in enumerate(items):
        for base in whole.changes:
            parts = _parts(items, at, base)
            if parts:
                told = _off(case, whole, parts, base)
                if told is not None:
                    yield told
    yield from _listed(case)


def _parts(items: Sequence[_Item], at: int, base: str) -> list[_Item]:
    """Return the amounts behind one that come to it, all with a change against that base; none where there are none."""
    whole, added = items[at], Decimal(0)
    for number, item in enumerate(items[at + 1 : at + 1 + _MOST_PARTS], 1):
        if item.amount.kind != whole.amount.kind or item.paragraph - whole.paragraph > _LINES:
            break
        added += item.amount.value
        if added > whole.amount.value:
            break
        if added == whole.amount.value and number > 1:
            parts = [
                i for i in items[at + 1 : at + 1 + number] if i.amount.value or base in i.changes
            ]
            return parts if all(base in i.changes for i in parts) and len(parts) > 1 else []
    return []


def _off(case: Case, whole: _Item, parts: Sequence[_Item], base: str) -> TextFinding | None:
    changes = [item.changes[base] for item in (whole, *parts)]
    (first, total), *others = changes
    added = sum((value for _, value in others), Decimal(0))
    off = total - added
    printed = [(term, value) for term, value in changes if term is not None]
    slack = (
        sum((term.step for term, _ in printed), Decimal(0)) / 2
        if len({t.step for t, _ in printed}) > 1
        else Decimal(0)
    )
    if abs(off) <= slack or first is None:
        return None
    ways = [(first, added), *((t, v + off) for t, v in others if t is not None)]
    borne = {item.changes[base][0] for item in (whole, *parts) if _is_borne_out(case, item, base)}
    ways = [way for way in ways if way[0] not in borne] or ways
    return _told(case, first, ways, [(t, v) for t, v in others if t is not None], added)


def _is_borne_out(case: Case, item: _Item, base: str) -> bool:
    """Whether what an amount is compared with is printed beside it, or a percent of the change."""
    term, change = item.changes[base]
    if term is None:
        return False
    before = item.amount.value - change
    near = [
        t for t in case.reading.terms.get(item.paragraph, []) if t.sentence == item.amount.sentence
    ]
    rate = next((t for t in near if t.number.start > term.number.end), None)
    made = before > 0 and rate is not None and rate.kind == PERCENT
    fits = made and rate is not None and abs(abs(change) / before * 100 - rate.value) <= rate.step
    return fits or any(
        t.value == before and t.kind == item.amount.kind and t is not item.amount for t in near
    )


def _told(
    case: Case,
    first: Term,
    ways: Sequence[tuple[Term, Decimal]],
    parts: Sequence[tuple[Term, Decimal]],
    added: Decimal,
) -> TextFinding:
    """Return a question about changes that do not come to their whole; the likeliest slip first."""
    shown = [(term, term.printed(abs(right)), right) for term, right in ways]
    near = [(t, text, right) for t, text, right in shown if is_slip(t.text, text)]
    near.sort(key=lambda way: not is_swap(way[0].text, way[1]))
    term, right, _ = (near or shown)[0]
    terms = (
        "".join(f" {'+' if v >= 0 else '−'} {t.text}" for t, v in parts).removeprefix(" + ").strip()
    )
    told = "，或".join(f"“{t.words}{t.text}”应为{text}" for t, text, _ in (near or shown))
    message = f"“{first.words}{first.text}{first.unit}”和各项的增减对不上，{terms} = {plain(added)}；核对：{told}"
    spot = term.normal.span(term.number.start - len(term.words), term.number.end)
    others = tuple(
        t.normal.span(t.number.start - len(t.words), t.number.end) for t in (first, *(t for t, _ in parts)) if t is not term
    )  # fmt: skip
    quote = " / ".join(case.reading.quote(one) for one in (spot, *others))
    return case.question("SUM", spot, message, f"{right}{term.unit}", others=others, quote=quote)


# ---- a row of changes without amounts ------------------------------------------------------------

_OPENS = re.compile("：|其中|主要是|主要为|包括|分别|[，。]为|即")


def _listed(case: Case) -> Findings:
    """Yield questions on 总支出增加86.50万元：基本支出增加32.10万元，项目支出增加45.40万元, one slip or word apart."""
    for normal in case.reading.running:
        terms = case.reading.terms.get(normal.paragraph, [])
        for at, total in enumerate(terms):
            hedged = total.number.is_hedged and not total.words.endswith("节约")
            parts = [] if total.kind in RATIOS_AND_SCORES or hedged else _parts_of(terms, at)
            if len(parts) < 2:
                continue
            whole = Whole(total, tuple(parts), Told.ALL, strict=True)
            firsts = (replace(whole, parts=whole.parts[:n]) for n in range(2, len(parts) + 1))
            if not any(first.holds for first in firsts):
                yield from _asked(case, whole)


def _asked(case: Case, whole: Whole) -> Findings:
    """Yield a question about changes that do not come to their whole: a word for its opposite, or a slip."""
    turned = [part for sign, part in whole.parts if whole.off == -2 * sign * part.value]
    if whole.total.value + whole.added == 0:
        turned.append(whole.total)
    if len(turned) == 1:
        term = turned[0]
        match = _CHANGED.search(term.words)
        word = (match["up"] or match["down"]) if match else ""
        right = f"{opposite(word)}{term.text}{term.unit}"
        spot = term.normal.span(
            term.number.start - len(match.group() if match else ""), term.number.end
        )
        message = f"各项的增减合起来和总的增减对不上，“{term.words}{term.text}{term.unit}”写成{right}就都相符；核对"
        yield case.question("DIRECTION", spot, message, right)
        return
    money = whole.total.kind == MONEY
    ways = [(t, right) for t, right in whole.slips() if digits_of(t.text) > 1 or not money]
    if ways and (money or abs(whole.off) == 1):
        signs = dict(
            zip((whole.total, *whole.terms), (1, *(s for s, _ in whole.parts)), strict=True)
        )
        up = 1 if _is_up(whole.total) else -1
        parts = [(part, up * sign * part.value) for sign, part in whole.parts]
        yield _told(
            case,
            whole.total,
            [(t, up * signs[t] * t.number_of(r)) for t, r in ways],
            parts,
            up * whole.added,
        )


def _is_up(term: Term) -> bool:
    match = _CHANGED.search(term.words)
    return match is None or match["up"] is not None


def _parts_of(terms: Sequence[Term], at: int) -> list[tuple[int, Term]]:
    """Return the changes that a change is the sum of, 1 for those of its own way and -1 for the others."""
    whole = terms[at]
    if _CHANGED.search(whole.words) is None:
        return []
    before = list(_row_before(terms, at))
    found = before if len(before) > 1 else list(_row(terms, at)) or list(_in_and_out(terms, at))
    loose = len(found) < 2 and whole.kind == MONEY
    if loose:
        found = list(_turned_behind(terms, at))
    if found and found is not before:
        between = whole.normal.text[whole.number.end : found[0][0].number.start]
        opens = _OPENS.search(between)
        if opens is None or (loose and re.search("[比较]", between[opens.end() :])):
            return []
    up = _is_up(whole)
    return [(1 if (value > 0) == up else -1, term) for term, value in found]


def _turned_behind(terms: Sequence[Term], at: int) -> Iterator[tuple[Term, Decimal]]:
    """Yield the changes of money behind one in its sentence, whatever stands between them."""
    for term in terms[at + 1 : at + 1 + _MOST_PARTS]:
        own = term.kind == MONEY and term.sentence == terms[at].sentence
        if own and _CHANGED.search(term.words):
            yield term, term.value if _is_up(term) else -term.value


_TOGETHER = re.compile("(?:合计|共计|总计|[两三四]项|净)")


def _row_before(terms: Sequence[Term], at: int) -> Iterator[tuple[Term, Decimal]]:
    """Yield the changes of a sentence before one that is called their total: 两项合计净增加10.90万元."""
    whole = terms[at]
    if not _TOGETHER.search(whole.words):
        return
    for term in terms[max(0, at - _MOST_PARTS) : at]:
        turned = _CHANGED.search(term.words)
        if term.sentence == whole.sentence and term.kind == whole.kind and turned is not None:
            yield term, term.value if turned["up"] else -term.value


_CAME = re.compile("招录|招聘|新录|录用|调入|转入|新增|考入|引进|接收|安置")
_WENT = re.compile("退休|调出|辞职|去世|转出|离职|减员|死亡|解聘|调离|病故|退役|报废|处置")


def _in_and_out(terms: Sequence[Term], at: int) -> Iterator[tuple[Term, Decimal]]:
    """Yield those who came and those who went, with their sign: 减少7人，其中退休4人、调出2人."""
    whole = terms[at]
    for term in terms[at + 1 : at + 1 + _MOST_PARTS]:
        if term.sentence != whole.sentence or term.kind != whole.kind:
            return
        came, went = _CAME.search(term.words), _WENT.search(term.words)
        if bool(came) == bool(went):
            return
        yield term, term.value if came else -term.value


def _row(terms: Sequence[Term], at: int) -> Iterator[tuple[Term, Decimal]]:
    """Yield the changes that follow on one in its sentence, as long as nothing else of their kind comes between."""
    whole = terms[at]
    for term in terms[at + 1 : at + 1 + _MOST_PARTS]:
        if term.sentence != whole.sentence or (
            term.kind != whole.kind and term.kind not in RATIOS_AND_SCORES
        ):
            return
        if term.kind in RATIOS_AND_SCORES:
            continue
        turned = _CHANGED.search(term.words)
        if turned is None or len(term.words) < 4:
            return
        yield term, term.value if turned["up"] else -term.value


CHECKS = (changes_of_parts_come_to_that_of_the_whole,)
