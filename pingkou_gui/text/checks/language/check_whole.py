"""Whether a file was read whole, and a report is whole: what was not read, what is missing at its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.language.check_structure import (
    FOLLOWS,
    OUTLINE,
    end_of_text,
    is_whole_report,
)
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.lines.source import Span, UnreadKind
from pingkou_gui.text.lines.vocabulary import vocabulary
from pingkou_gui.text.reasoning.finding import PROVED, Case, Check, Findings, Severity, check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lines.source import SourceText, Unread
    from pingkou_gui.text.reading.reader import Reading

_SHOWN = 3
"""So many places of one kind are named."""
_UNITS = {
    UnreadKind.PICTURE: "张", UnreadKind.CHART: "张", UnreadKind.HIDDEN: "处",
    UnreadKind.STRUCK: "处", UnreadKind.NOTE: "条", UnreadKind.PROMPT: "处",
    UnreadKind.TABLE: "张",
}  # fmt: skip
_REMEDIES = {
    UnreadKind.PICTURE: "没有读；图里的数字对照原件填",
    UnreadKind.BOX: "，里面的文字排在所在的段之后读，核对次序",
    UnreadKind.REFERENCE: "没有读；在Word里另存为docx后再读入",
    UnreadKind.NOTE: "没有读；内容对照原件填",
    UnreadKind.HIDDEN: "印不出来，没有读；不要的删去",
    UnreadKind.STRUCK: "没有读；核对后删去",
    UnreadKind.SYMBOL: "没有读；对照原件改成普通的字",
    UnreadKind.CONTROL: "没有读；里面填的字对照原件填",
    UnreadKind.PROMPT: "还空着，只有提示的话；填上或删去",
    UnreadKind.TABLE: "像是从PDF复制的，没有逐格读；表里的数字对照原件填",
}
_CLAUSE = re.compile("[，；]")
_OTHERS = "没有读；里面的数字对照原件填"
_SERIOUS = frozenset(
    {UnreadKind.REFERENCE, UnreadKind.WORKBOOK, UnreadKind.STRUCK, UnreadKind.PROMPT}
)
"""What hardly stands in a report on purpose."""


def unread_notes(source: SourceText) -> tuple[str, ...]:
    """Return a sentence for each kind of what was not read, with its places."""
    return tuple(_sentence(kind, found) for kind, found in _by_kind(source))


def _by_kind(source: SourceText) -> list[tuple[UnreadKind, list[Unread]]]:
    kinds = dict.fromkeys(each.kind for each in source.unread)
    return [(kind, [each for each in source.unread if each.kind is kind]) for kind in kinds]


def _sentence(kind: UnreadKind, found: Sequence[Unread]) -> str:
    places = list(dict.fromkeys(_place(each) for each in found))
    more = "等" if len(places) > _SHOWN else ""
    count = f"{len(found)}{_UNITS.get(kind, '个')}"
    return (
        f"有{count}{kind.value}（{'、'.join(places[:_SHOWN])}{more}）{_REMEDIES.get(kind, _OTHERS)}"
    )


def _place(each: Unread) -> str:
    return f"{each.locator}“{each.words}”" if each.words else each.locator


@check("文件里没有读不到的内容", "UNREAD", "TEMPLATE_LEFTOVER", ground="读到的才核对得了")
def everything_was_read(case: Case) -> Findings:
    """Pictures, embedded sheets, hidden or struck-out text …: one finding a kind, at the first.

    What was done in reading, such as joining broken lines, is told at the head.
    """
    source = case.reading.source
    last = len(source.paragraphs) - 1
    for remark in source.remarks if last >= 0 else ():
        yield case.finding(
            "UNREAD", Span(0, 0, 0), remark, _CLAUSE.split(remark)[-1], severity=Severity.HINT,
            certainty=PROVED, quote="（全文）",
        )  # fmt: skip
    for kind, found in _by_kind(source) if last >= 0 else ():
        severity = Severity.REMINDER if kind in _SERIOUS else Severity.HINT
        class_ = "TEMPLATE_LEFTOVER" if kind is UnreadKind.PROMPT else "UNREAD"
        expected = "填上" if kind is UnreadKind.PROMPT else f"核对{kind.value}"
        yield case.finding(
            class_, Span(_nearest(source, found[0]), 0, 0), _sentence(kind, found), expected,
            severity=severity, certainty=PROVED, quote=found[0].words or f"（{kind.value}）",
        )  # fmt: skip


def _nearest(source: SourceText, each: Unread) -> int:
    """Return the paragraph it stands in, else the one before it."""
    at = min(each.paragraph, len(source.paragraphs) - 1)
    return at if source.paragraphs[at].locator == each.locator else max(at - 1, 0)


FILE_CHECKS: tuple[Check, ...] = (everything_was_read,)


# Chapters that are not there.


_CHAPTERS = (
    ("overview", "部门概况", re.compile("概况|基本情况|[位构校镇乡]情况")),
    (
        "performance",
        "部门整体支出绩效情况",
        re.compile("绩效|经济性|效益|成效|得分|评价|目标完成|履职"),
    ),
    ("problems", "存在的问题及原因分析", re.compile("问题|不足|困难")),
    ("measures", "下一步改进措施", re.compile("措施|建议|下一?步|对策|改进|整改|打算|努力方向")),
)
_ENOUGH = 4
"""With so many headings of known matters a report is in chapters."""
_AT_THE_END = 2
"""So many of these chapters missing at the end make a report that breaks off."""
_ENDED = re.compile("[。！？；”）)]$|\\d日$|^附件|[镇乡府局处办所院校会]$")


def breaks_off(reading: Reading) -> str:
    """Return how a report breaks off, as a sentence without a stop; empty where it does not.

    The chapters before are in their order; behind the last one nothing of the outline follows.
    """
    tops = [h for h in reading.headings if h.level == 1 and h.key in OUTLINE]
    if reading.genre is not Genre.WHOLE or not tops:
        return ""
    last = max(tops, key=lambda h: OUTLINE.index(h.key))
    gone = {
        key for key, _, words in _CHAPTERS
        if OUTLINE.index(key) > OUTLINE.index(last.key)
        and not speaks_of(reading, key, words, in_sentences=len(tops) < FOLLOWS)
    }  # fmt: skip
    ended = _ENDED.search(_last_words(reading)) is not None
    own = any(
        h.paragraph > last.paragraph and h.style and h.style == last.style for h in reading.headings
    )
    if len(gone) < (_AT_THE_END if ended else 1) or (ended and own):
        return ""  # behind chapters under names of its own it ends where its writer ended
    known = {chapter.key: chapter.title for chapter in vocabulary().chapters}
    missing = [known[key] for key in OUTLINE[OUTLINE.index(last.key) + 1 :]]
    named = "、".join(f"“{title}”" for title in missing[:_SHOWN])
    behind = [h for h in reading.headings if h.paragraph > last.paragraph and h.style == last.style]
    last = behind[-1] if behind and last.style else last
    more = "等" if len(missing) > _SHOWN else ""
    return (
        f"报告只到“{last.mark}{last.title}”，后面没有{named}{more}{len(missing)}章，像是没有复制全"
    )


def speaks_of(
    reading: Reading, key: str, words: re.Pattern[str], *, in_sentences: bool = True
) -> bool:
    """Whether a report treats what a chapter is for: in a heading, or `in_sentences` below another."""
    titles = "\n".join(h.title for h in reading.headings if h.key != "title")
    said = _SAID.get(key)
    return words.search(titles) is not None or (
        in_sentences and said is not None and said.search(reading.text) is not None
    )


_SAID = {
    "problems": re.compile(
        "(?:^|[。；，：])(?:[一二三]是)?(?:存在|主要)?的?(?:主要)?(?:问题|不足|困难)(?:是|有|在于|：|集中|与|和|及)"
        "|扣分(?:原因|情况|：)|[扣失][\\d.]+分",
        re.MULTILINE,
    ),
    "measures": re.compile(
        "(?:^|[。；，：])(?:改进|整改|下一?步|今后|建议|打算|拟|将|20\\d\\d年(?:[一二三四上下第][^，。；]{0,3})?(?:将|拟|打算|计划))",
        re.MULTILINE,
    ),
}
"""What tells of problems, and of what will be done, in running text."""


def _last_words(reading: Reading) -> str:
    return next((normal.text for normal in reversed(reading.running) if normal.text), "")


@check("报告是完整的", "MISSING", ground="自评报告提纲")
def report_does_not_break_off(case: Case) -> Findings:
    """Chapters from the first missing one on, where nothing of the outline follows."""
    said = breaks_off(case.reading)
    if said:
        yield case.question("MISSING", end_of_text(case), f"{said}；补上", "后面的各章")


@check("必有的章都在", "MISSING", ground="自评报告提纲")
def required_chapters_are_there(case: Case) -> Findings:
    """A report in chapters has problems and measures; one that follows the outline all of its chapters."""
    known = {h.key for h in case.reading.headings if h.key}
    few = len([h for h in case.reading.headings if h.level == 1]) < 3
    if not is_whole_report(case) or len(known) < _ENOUGH or few or breaks_off(case.reading):
        return
    follows = len(known & set(OUTLINE)) >= FOLLOWS - 1  # the one that is missing
    for key, title, words in _CHAPTERS if follows else _CHAPTERS[-len(_SAID) :]:
        sentences = len(known) < FOLLOWS
        if key not in known and not speaks_of(case.reading, key, words, in_sentences=sentences):
            yield case.question(
                "MISSING", end_of_text(case), f"没有找到“{title}”一章；补上", title, quote=title
            )


CHECKS: tuple[Check, ...] = (report_does_not_break_off, required_chapters_are_there)
