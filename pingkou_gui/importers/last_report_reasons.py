"""Why amounts and people changed: the reasons of a report, whole, onto the form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.importers.last_report_figures import amounts_of
from pingkou_gui.importers.last_report_model import NO_FIELD, Shift, evened, has_gap
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.lines.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.importers.last_report_model import Collector
    from pingkou_gui.text.reading.statements import Statement

_CAUSE = "(?:主要|具体|直接)?原因(?:分析)?(?:主要)?(?:是|为|在于|有|：|:|系|因)*"
_BECAUSE = "(?:主要)?(?:是|系)?(?:由于|因为)|(?:主要)?[是系]?因(?!公|素|此|而|地|人)"
_MAINLY = "主要[是系为](?!用于|包括)|系(?!统|列)"
_LEAD = re.compile(
    f"(?P<cause>{_CAUSE})|(?:^|(?<=[，,。；;：\\s]))(?:(?P<because>{_BECAUSE})|(?P<mainly>{_MAINLY}))"
)
"""What opens a reason: by its name, by a word for it, or by 主要是 alone."""
_MOVED = re.compile(
    "(?:[其本该]|增[加长减]|减少|下降|上升|变[动化]|降低|主要|具体|支出|的|[增减]幅|因)*$"
)
"""All that may stand in a sentence before 原因: 减少的主要原因是."""
_ITEM = (
    "(?:[一二三四五六七八九]是|其[一二三四五]|第[一二三四五][，,、]|[（(][1-9][）)]|[1-9][.、．](?!\\d)|[①-⑨]|"
    "同时|另外|此外|另|其次|再次|最后|并且?|而且|加之|加上|且)"
)
_NEXT_ITEM = re.compile(f"[。；;]\\s*(?:{_ITEM}[，,、]?)?$")
"""What leads to the figure behind a reason."""
_END = re.compile(f"[。；;](?!\\s*{_ITEM})|[，,](?:主要(?:包括|用于)|其中)")
_EDGES = "，,。；; \u3000\n"
_BEFORE = re.compile(f"(?:{_BECAUSE})(?P<why>[^，。；]{{2,}})[，,]$")
_ONLY_MAINLY = "原文没有写“原因”，核对这是不是变动的原因"
_OF_ALL = re.compile("[都均皆][是为因](?=[一-鿿]{2})")
_SHARED = "原文说的是各项共同的原因，核对"
_CUT_SHORT = "后面紧接别的数，核对原因是不是读全了"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as printed, and why it may be none or not be whole."""

    text: str
    doubt: str = ""


def read_reasons(c: Collector) -> None:
    """Propose the reasons given for changes; last year's reasons do not explain this year's.

    Why a budget differs from that of the year before says nothing of what was spent.
    """
    if c.shift is not Shift.SAME or c.reading.genre is Genre.BUDGET:
        return
    used = [s for i, s in enumerate(c.reading.statements) if i in c.used]
    for s, following in pairwise((*used, None)):
        amounts = None if s is None else amounts_of(c, s)
        if s is None or amounts is None or amounts.reason is None or not s.comparisons:
            continue
        text = c.reading.source.paragraphs[s.span.paragraph].text
        end = len(text)
        if following is not None and following.span.paragraph == s.span.paragraph:
            end = max(following.span.start, s.comparisons[0].span.end)
        found = reason_behind(text, s, end)
        if found is not None:
            c.put(amounts.reason, found.text, s.span, doubt=found.doubt)


def reason_behind(text: str, s: Statement, end: int) -> Reason | None:
    """Return the reason that a paragraph gives for the change of a figure, None where it gives none.

    Args:
        text: the paragraph.
        s: the figure, with what it is compared with.
        end: where the next figure begins that is not of the reason.
    """
    start = s.comparisons[0].span.end
    found = _LEAD.search(text, start, end)
    if found is None or not _is_near(text, start, found):
        before = _BEFORE.search(text[s.span.end : s.comparisons[0].span.start])
        return None if before is None or s.span.end >= start else Reason(before["why"])
    # 一是…。二是… goes on behind its stops.
    stop = _END.search(text, found.end(), end)
    last = stop.start() if stop is not None else end
    piece = text[found.end() : last]
    led_on = _NEXT_ITEM.search(piece)
    reason = (piece if led_on is None else piece[: led_on.start()]).strip(_EDGES)
    if not reason or "【" in reason or "〔" in reason:
        return None
    cut = stop is None and end < len(text) and led_on is None
    if (shared := _OF_ALL.match(reason)) is not None:
        return Reason(reason[shared.end() :], _SHARED)
    doubt = _ONLY_MAINLY if found["mainly"] else _CUT_SHORT if cut else ""
    return Reason(reason, doubt)


def _is_near(text: str, start: int, lead: re.Match[str]) -> bool:
    """Whether a lead stands in the sentence of the change, or opens the one behind it."""
    sentences = re.split("[。；;]", text[start : lead.start()])
    if len(sentences) == 1:
        return True
    behind = lead["cause"] is not None and _MOVED.fullmatch(sentences[-1])
    return len(sentences) == len(("of the change", "of its reason")) and bool(behind)


_TELLS_WHY = re.compile(
    f"(?:{_MOVED.pattern.removesuffix('$')})?(?:{_CAUSE}|{_BECAUSE}|主要[是系为])"
)
_SENTENCES = re.compile("[^。\\n]+。?")
_CLAUSES = re.compile("[^，,。；;\\n]+")
_COUNTED = re.compile("\\d(?![\\d.,，年月日届号字、）)])")
"""A number of something, and no date, no number of a document or an item."""
_RATE = re.compile("[\\d.]+(?:%|个百分点)")
"""The program works shares and rates out: 占86.05%, 完成预算的98.36%."""
_OFFICES = re.compile("\\d+个[一-鿿]{0,8}(?:机构|单位|部门|[股科]室|办公室|站所|中心)")
"""How many offices there are, which their list is held to."""
_LEAST = 6
"""So few letters say nothing by themselves: 具体如下."""
_NAME = 3
_LEADS_ON = re.compile("(?:具体|分项|明细)?(?:情况)?如下[：:。]?$|[：:]$")


def list_what_was_said_beside(c: Collector) -> None:
    """List the sentences and reasons that stand between figures and went nowhere."""
    texts = [evened(text) for text in _texts(c)]
    places: dict[int, list[Span]] = {}
    for s in c.reading.statements:
        spans = places.setdefault(s.span.paragraph, [])
        spans += [s.span, *(x.span for x in s.comparisons)]
    for span in c.counted:
        places.setdefault(span.paragraph, []).append(span)
    left: list[tuple[Span, str]] = []
    told = {s.span.paragraph for i, s in enumerate(c.reading.statements) if i in c.used}
    told |= {span.paragraph for span in c.counted}
    for block in c.blocks:
        if block.is_cell or block.index not in told:
            continue
        for span in _left(c, block.index, places[block.index]):
            words = c.reading.quote(span).strip()
            head = bool(block.title) and evened(words).endswith(evened(block.title))
            if not (head or has_gap(words) or _is_read(evened(words), texts)):
                left.append((span, words))
    of_last = [span for span, words in left if _TELLS_WHY.match(words)]
    if of_last and c.shift is not Shift.SAME:
        c.notes.append(_OF_LAST_YEAR)
    for span, words in left:
        if c.shift is Shift.SAME or span not in of_last:
            c.miss(span, words, NO_FIELD)


_OF_LAST_YEAR = "原报告里的增减原因是那一年的，没有读入"


def _texts(c: Collector) -> Iterator[str]:
    yield from (item.value for item in c.items.values() if isinstance(item.value, str))
    yield from (left.text for left in c.unplaced)


def _is_read(words: str, texts: list[str]) -> bool:
    """Whether words stand in a text that was read or listed, hold one, or only lead on to others."""
    bare = _TELLS_WHY.sub("", words, count=1).strip("，。：")
    least = _LEAST if bare == words.strip("，。：") else len("减员")
    brief = len(bare) < least and not _COUNTED.search(words)
    short = brief or _LEADS_ON.search(words) is not None
    names = sum(len(text) >= _NAME and text in bare for text in set(texts))
    held = any(bare in text or (len(text) >= _LEAST and text in bare) for text in texts)
    return short or held or names > 1  # 财政所、社会事务办等4个机构


def _left(c: Collector, paragraph: int, figures: list[Span]) -> Iterator[Span]:
    """Yield the sentences that tell no figure, and the reasons and other numbers in those that do."""
    text = c.reading.source.paragraphs[paragraph].text
    for sentence in _SENTENCES.finditer(text):
        here = [s for s in figures if s.start < sentence.end() and sentence.start() < s.end]
        if not here:
            yield Span(paragraph, *sentence.span())
            continue
        for clause in _CLAUSES.finditer(text, *sentence.span()):
            apart = not any(s.start < clause.end() and clause.start() < s.end for s in here)
            words = clause.group()
            counted = _COUNTED.search(_OFFICES.sub("", _RATE.sub("", words)))
            if apart and (_TELLS_WHY.match(words) or counted):
                yield Span(paragraph, *clause.span())
