"""Findings on regulations cited with a wrong name or number."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.finding import LIKELY, Severity
from pingkou_gui.paths import asset

_CITED = re.compile(
    "《(?P<name>[^《》]{3,60}(?:〈[^〈〉]{2,50}〉[^《》]{0,8})?)》"
    "(?:（(?P<number>[^（）]{1,12}?[〔（\\[（]?20\\d\\d[〕）\\]）]?\\d{1,4}号|国务院令第\\d{1,4}号)）)?"
)
_CLOSE = 0.86
_LAW = re.compile(
    "^(?:中华人民共和国)?[^关于]{0,12}(?:预算|绩效|决算|财政)[^关于]{0,12}(?:法|条例)$"
)


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation with its right name and number."""

    name: str
    aliases: frozenset[str]
    number: str
    until: int
    instead: str

    @property
    def full(self) -> str:
        """The name with its number, as it is cited."""
        return f"《{self.name}》" + (f"（{self.number}）" if self.number else "")


@cache
def regulations() -> tuple[Regulation, ...]:
    """Return the regulations of the lexicon, read once."""
    rows = tomllib.loads(asset("lexicon/regulations.toml").read_text("utf-8"))["regulation"]
    return tuple(
        Regulation(
            row["name"], frozenset({row["name"], *row.get("aliases", ())}), row.get("number", ""),
            row.get("until", 9999), row.get("instead", ""),
        )
        for row in rows
    )  # fmt: skip


def _plain(name: str) -> str:
    return re.sub("[〈〉<>\\s]", "", name)


@check("引用的文件名称和文号正确", "CITATION", ground="文件名称与文号")
def citations_are_right(case: Case) -> Findings:
    """A known name with another number, a known number with another name, a name one slip off."""
    for normal in case.reading.normals:
        for match in _CITED.finditer(normal.text):
            fault = _fault(_plain(match["name"]), match["number"] or "", case.reading.year or 0)
            if fault is None:
                continue
            expected, message, severity = fault
            certainty = LIKELY if severity is not Severity.ERROR else "proved"
            yield case.finding(
                "CITATION",
                normal.span(*match.span()),
                message,
                expected,
                severity=severity,
                certainty=certainty,
            )


def _fault(name: str, number: str, year: int) -> tuple[str, str, Severity] | None:
    """Return what should be cited, what is wrong, and how grave that is."""
    known = next((r for r in regulations() if name in r.aliases), None)
    if known is not None:
        return _wrong_number(known, name, number, year)
    faults = (fault for r in regulations() if (fault := _wrong_name(r, name, number)))
    return next(faults, None) or _unknown_law(name)


def _unknown_law(name: str) -> tuple[str, str, Severity] | None:
    """A law or 条例 on budgets that nobody has made: those of the whole country are all known.

    What a province, a county or the unit itself has made bears other names.
    """
    if not _LAW.search(name) or _is_regional(name, ""):
        return None
    near = max(regulations(), key=lambda r: _likeness(name, r))
    message = f"没有查到《{name}》，核对名称；相近的有《{near.name}》"
    return near.full, message, Severity.REMINDER


def _likeness(name: str, known: Regulation) -> float:
    return max(SequenceMatcher(None, name, a, autojunk=False).ratio() for a in known.aliases)


def _wrong_number(
    known: Regulation, name: str, number: str, year: int
) -> tuple[str, str, Severity] | None:
    if number and known.number and _digits(number) != _digits(known.number):
        return known.full, f"《{name}》的文号是{known.number}，这里写的是{number}", Severity.ERROR
    if year > known.until:
        return known.instead, f"《{name}》自{known.until}年起已被{known.instead}代替", Severity.HINT
    return None


def _wrong_name(known: Regulation, name: str, number: str) -> tuple[str, str, Severity] | None:
    if number and known.number and _digits(number) == _digits(known.number):
        if any(alias in name or name in alias for alias in known.aliases):
            return None
        return known.full, f"{number}的名称是《{known.name}》，这里写的是《{name}》", Severity.ERROR
    if any(_is_near(name, alias) for alias in known.aliases):
        return known.full, f"像是《{known.name}》，这里写成《{name}》", Severity.REMINDER
    return None


def _digits(number: str) -> str:
    return re.sub("[〔〕（）\\[\\]\\s]", "", number)


def _is_near(name: str, alias: str) -> bool:
    """Whether two names are nearly the same: a slip, not a sister regulation."""
    if len(alias) < 8 or abs(len(name) - len(alias)) > 2 or _is_regional(name, alias):
        return False
    return SequenceMatcher(None, name, alias, autojunk=False).ratio() >= _CLOSE


def _is_regional(name: str, alias: str) -> bool:
    return any(
        word in name and word not in alias
        for word in ("省", "市", "县", "区", "州", "本级", "部门", "专项", "政策", "实施")
    )


CHECKS = (citations_are_right,)
