"""Slips of the pen and wrong words, read from `resources/lexicon/wording.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.edits import deed_of, edit_of
from pingkou_gui.domain.proofread.finding import PROVED, Severity
from pingkou_gui.paths import asset

if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.finding import TextFinding
    from pingkou_gui.domain.reading.normal import Normal


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


@check("没有错字、错词和漏删的填写说明", "TYPO", "WORDING", "TEMPLATE_LEFTOVER", ground="用字用词")
def no_word_of_the_lexicon(case: Case) -> Findings:
    """Every entry of the lexicon, where it stands."""
    for normal in case.reading.normals:
        for slip in _in_force(case):
            for match in () if slip.sentence else slip.pattern.finditer(normal.text):
                right = None if slip.right is None else match.expand(slip.right)
                yield _say(case, slip, normal, *match.span(), right)


@check("没有照抄进正文的提纲说明", "TEMPLATE_LEFTOVER", ground="用字用词")
def no_drafting_instruction(case: Case) -> Findings:
    """Whole sentences of guidance: told once a paragraph, from the first to the last."""
    for normal in case.reading.normals:
        hits = [
            (slip, *_sentence(normal.text, *match.span()))
            for slip in _in_force(case)
            if slip.sentence
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
    edit = None if right is None else edit_of(normal, start, end, right)
    told = f"应改为：{expected}" if right and not slip.advice else expected
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


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around a match."""
    stop = end if text[end - 1 : end] == "。" else text.find("。", end) + 1
    return text.rfind("。", 0, start) + 1, stop or len(text)


CHECKS = (no_word_of_the_lexicon, no_drafting_instruction)
