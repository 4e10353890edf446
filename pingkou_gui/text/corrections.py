"""Which letters a finding would have changed: its own edits, or the figure or word it proposes.

A finding says in words what should stand there. Where these words leave one reading only - one
figure of that kind in the quotation, one word that is nearly the one proposed - they are an edit;
where they leave a choice, there is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Edit, Severity
from pingkou_gui.text.reasoning.other_readings import OF_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from pingkou_gui.text.lines.source import SourceText
    from pingkou_gui.text.reasoning.finding import TextFinding

_FIGURE = re.compile(r"(?:\d{1,3}(?:[,，]\d{3}){1,5}|\d{1,15})(?:\.\d{1,9})?(?![\d.])")
_KIND = re.compile(r"\s*(?P<percent>[%％])|\s*(?P<day>[年月日号])")
_ANSWER = re.compile(r"(?P<digits>\d{1,15}(?:\.\d{1,9})?)(?P<unit>%|万元|元|人|个|辆)?")
_PRINTED = re.compile(r"(?:印|写)的是(?P<digits>\d{1,15}(?:\.\d{1,9})?)")
_YEAR = re.compile(r"(20\d\d)年度?")
_MARK = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[（(]?\d{1,2}[）).．、](?!\d)"
)
_OPPOSITE = {
    "增加": ("减少",),
    "减少": ("增加", "增长"),
    "增长": ("下降", "减少", "降低"),
    "下降": ("增长", "上升", "提高"),
    "上升": ("下降",),
    "提高": ("降低", "下降"),
    "降低": ("提高", "增长"),
}
_TURN = re.compile(f"(?P<word>{'|'.join(_OPPOSITE)})(?P<percent>\\d{{1,6}}(?:\\.\\d{{1,4}})?%)")
_BY_HAND = frozenset({"WORDING", "TYPO", "FORMAT", "MISSING", "REASON", "TEMPLATE_LEFTOVER"})
"""Where a check of words gives no edit, it takes a person to choose or to write."""
_NAMED = frozenset({"NAME", "CITATION", "DIRECTION"})
"""Where what is proposed are the very words, not advice on them."""
_WORDS, _ALIKE, _FEW = 4, 0.8, 3
_NUMBERS = OF_NUMBERS | {"COUNT", "UNIT"}
_ROUNDS = 4
"""So many times at most a text is corrected and examined again."""
_LARGEST_RATIO = 1000
"""A figure that is so many times another was read in another unit, or by a slip of ours."""


_Found = tuple[int, int, str]
"""From where to where in a quotation, and what is put there."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A finding with the edits that make the text say what it proposes.

    Attributes:
        finding: the finding.
        edits: what is put where, at least one.
        plain: whether it may be taken without a look at the text around it: the letters are the
            finding's own or the figure is proved, and once all that is plain has been written
            nothing more is found wrong there.
        rival: whether another correction, told before, touches the same relation: of the two only
            one can be written.
    """

    finding: TextFinding
    edits: tuple[Edit, ...]
    plain: bool
    rival: bool = False

    @property
    def alone(self) -> bool:
        """Whether it is taken by itself only: a figure in doubt, or one that another contradicts.

        Several figures in doubt taken together make sums that were never there.
        """
        return self.rival or (self.finding.class_ in _NUMBERS and not self.plain)


def corrections(
    source: SourceText, findings: Sequence[TextFinding]
) -> dict[TextFinding, Correction]:
    """Return the findings of a text that can be corrected letter by letter, with how.

    The gravest first: where two would change the same letters, that is the one to be written.
    """
    found: dict[TextFinding, Correction] = {}
    for finding in sorted(findings, key=lambda f: list(Severity).index(f.severity)):
        edits = finding.edits or _derived(finding, source)
        if edits:
            hint = finding.severity is Severity.HINT  # what rounding left is no slip
            proved = finding.is_certain and not (hint or _turns_to_another(finding))
            open_ = finding.severity is Severity.ERROR and finding.certainty != PROVED
            asked = open_ or finding.certainty == LIKELY  # it may be meant as it stands
            plain = proved or (bool(finding.edits) and not asked)
            found[finding] = Correction(finding, edits, plain)
    found = _parted(source, found)
    return _settled(source, found, {finding.message for finding in findings})


def told_of_rest(
    findings: Sequence[TextFinding],
    found: Mapping[TextFinding, Correction],
    taken: Container[TextFinding],
    left: str,
) -> tuple[str, ...]:
    """Return in words how many findings are not taken into a copy, and why; each counts once.

    `left` says what holds of those that could be mended letter by letter.
    """
    open_ = [each for finding, each in found.items() if finding not in taken]
    alone = sum(each.alone for each in open_)
    counted = (
        (alone, "数字要逐处看"),
        (len(open_) - alone, left),
        (len(findings) - len(found), "要自己改"),
    )
    return tuple(f"{number} 处{words}" for number, words in counted if number)


def _parted(
    source: SourceText, found: dict[TextFinding, Correction]
) -> dict[TextFinding, Correction]:
    """Return the corrections of which those are rivals that would change a relation that another mends.

    1544.74 + 558.80 = 2103.54 where 2093.54 is printed: either the sum is another or one of its
    parts; with both written it would be wrong again.
    """
    kept: list[Correction] = []
    parted: dict[TextFinding, Correction] = {}
    for finding, one in sorted(found.items(), key=lambda item: not item[1].plain):
        rival = any(
            _speaks_of(source, one, other) or _speaks_of(source, other, one) for other in kept
        )
        parted[finding] = replace(one, rival=rival, plain=one.plain and not rival)
        if not rival:
            kept.append(one)
    return {finding: parted[finding] for finding in found}


def _speaks_of(source: SourceText, one: Correction, other: Correction) -> bool:
    """Whether a finding about numbers is told by a figure that another correction writes anew."""
    if not {one.finding.class_, other.finding.class_} <= _NUMBERS:
        return False
    places = (one.finding.spot, *one.finding.others)
    told = set(_NUMBER.findall(one.finding.message))
    for edit in other.edits:
        figure = _figure_at(source, edit)
        if len(re.sub("\\D", "", figure)) < _TELLING or edit in one.edits:
            continue
        if figure in told or any(
            _overlap(edit.span, spot) for spot in places if spot != other.finding.spot
        ):
            return True
    return False


def _figure_at(source: SourceText, edit: Edit) -> str:
    """Return the figure that an edit changes, without commas; '' where it changes words."""
    text = source.paragraphs[edit.span.paragraph].text
    found = (
        f
        for f in _FIGURE.finditer(text)
        if f.start() <= edit.span.start < max(f.end(), edit.span.end)
    )
    figure = next(found, None)
    return re.sub("[,，]", "", figure[0]) if figure is not None else ""


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TELLING = 3
"""So many digits of a figure tell that the same one is meant."""


def _settled(
    source: SourceText, found: dict[TextFinding, Correction], said: Container[str]
) -> dict[TextFinding, Correction]:
    """Return corrections of which those stay plain that leave nothing wrong where they are written.

    The text is corrected and examined again. Two slips that touch one figure may each be mended
    so that neither sum holds afterwards: then a person has to choose, and no figure is written
    that a look at the text has not confirmed. `said` is what was found before.
    """
    plain = [each for each in found.values() if each.plain]
    for _ in range(_ROUNDS):
        if not any(each.finding.class_ in _NUMBERS for each in plain):
            break
        written = apart([edit for each in plain for edit in each.edits])
        wrong = _still_wrong(source, written, said)
        unsettled = [each for each in plain if any(point.is_of(each) for point in wrong)]
        if not unsettled:
            break
        plain = [each for each in plain if each not in unsettled]
    return {
        finding: each if not each.plain or each in plain else replace(each, plain=False)
        for finding, each in found.items()
    }


def apart(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that can be written together: of two that overlap the first, in the order of the text."""
    kept: list[Edit] = []
    for edit in edits:
        one = edit.span
        if not any(_overlap(one, other.span) or _overlap(other.span, one) for other in kept):
            kept.append(edit)
    return sorted(kept, key=lambda edit: (edit.span.paragraph, edit.span.start, edit.span.end))


class _StillWrong(NamedTuple):
    """What is found in a corrected text: where, in places of the first text, and in which words.

    `new` are the words where they say what was not found before, else nothing.
    """

    spots: tuple[Span, ...]
    new: str

    def is_of(self, correction: Correction) -> bool:
        """Whether it touches one of the edits of a number, or speaks of a figure that one of them wrote."""
        return correction.finding.class_ in _NUMBERS and any(
            (edit.text and edit.text in self.new)
            or any(_overlap(edit.span, spot) for spot in self.spots)
            for edit in correction.edits
        )


def _still_wrong(
    source: SourceText, edits: Sequence[Edit], said: Container[str]
) -> list[_StillWrong]:
    """Return what is wrong with the numbers of a text once edits are written."""
    by_paragraph: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_paragraph[edit.span.paragraph].append(edit)
    paragraphs = list(source.paragraphs)
    for at, here in by_paragraph.items():
        text = paragraphs[at].text
        for edit in reversed(here):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        paragraphs[at] = replace(paragraphs[at], text=text)
    found = []
    for finding in examine(replace(source, paragraphs=tuple(paragraphs))):
        if finding.class_ not in _NUMBERS or finding.severity is Severity.HINT:
            continue
        sure = finding.severity is Severity.ERROR
        spots = (finding.spot, *finding.others) if sure else ()
        before = tuple(_before(spot, by_paragraph[spot.paragraph]) for spot in spots)
        found.append(_StillWrong(before, "" if finding.message in said else finding.message))
    return found


def _before(spot: Span, edits: Sequence[Edit]) -> Span:
    """Return where a place of a corrected paragraph was before the edits were written."""
    return Span(spot.paragraph, _origin(spot.start, edits), _origin(spot.end, edits))


def _origin(place: int, edits: Sequence[Edit]) -> int:
    moved = 0
    for edit in edits:
        if place - moved < edit.span.start:
            break
        length = edit.span.end - edit.span.start
        if place - moved < edit.span.start + len(edit.text):
            return min(place - moved, edit.span.end)
        moved += len(edit.text) - length
    return place - moved


def _overlap(one: Span, other: Span) -> bool:
    """Whether two places touch; one between two letters touches the letter behind it."""
    return (
        one.paragraph == other.paragraph
        and one.start < other.end
        and other.start < max(one.end, one.start + 1)
    )


def _derived(finding: TextFinding, source: SourceText) -> tuple[Edit, ...]:
    spot, right = finding.spot, finding.expected.strip()
    if not right or finding.class_ in _BY_HAND or spot.paragraph >= len(source.paragraphs):
        return ()
    quoted = source.paragraphs[spot.paragraph].text[spot.start : spot.end]
    find = _reader_of(right)
    if find is _word and finding.class_ not in _NAMED:
        return ()
    if find is _figure:
        quoted_number = _PRINTED.search(finding.message)
        found = _figure(quoted, right, quoted_number["digits"] if quoted_number else "")
    else:
        found = find(quoted, right)
    if found is None or quoted[found[0] : found[1]] == found[2]:
        return ()
    return (_smallest(spot, quoted, *found),)


def _reader_of(right: str) -> Callable[[str, str], _Found | None]:
    """Return what finds the place for a proposal of this make."""
    makes = ((_ANSWER, _figure), (_YEAR, _year), (_MARK, _mark))
    direction = _direction if right in _OPPOSITE else _word
    if _TURN.fullmatch(right):
        return _turn
    return next((find for make, find in makes if make.fullmatch(right)), direction)


def _smallest(spot: Span, quoted: str, start: int, end: int, words: str) -> Edit:
    """Return the edit without the words that both begin and end with; figures stay whole."""
    added = words.removeprefix(quoted[start:end])
    if added != words and not any(mark.isdigit() for mark in added):
        start, words = end, added
    elif not any(mark.isdigit() for mark in words):
        while start < end and words and quoted[start] == words[0]:
            start, words = start + 1, words[1:]
        while start < end and words and quoted[end - 1] == words[-1]:
            end, words = end - 1, words[:-1]
    return Edit(Span(spot.paragraph, spot.start + start, spot.start + end), words)


def _figure(quoted: str, right: str, printed: str = "") -> _Found | None:
    """The one figure of that kind in the quotation becomes the one proposed; a unit is set.

    Of several it is the one that the finding says is printed, else the one that is a slip of the
    proposed one.
    """
    answer = _ANSWER.fullmatch(right)
    if answer is None:
        return None
    digits, unit = answer["digits"], answer["unit"] or ""
    figures = [(f, kind) for f in _FIGURE.finditer(quoted) if (kind := _kind(quoted, f)) != "day"]
    same = [f for f, _ in figures if f[0] == digits]
    if unit and len(same) == 1:
        return _with_unit(quoted, same[0], digits + unit)
    wanted = [f for f, kind in figures if (kind == "percent") is (unit == "%")]
    if len(wanted) > 1:
        named = [f for f in wanted if printed and re.sub("[,，]", "", f[0]) == printed]
        wanted = named or [f for f in wanted if is_slip(f[0], digits)]
    if len(wanted) != 1:
        return None
    old, new = float(re.sub("[,，]", "", wanted[0][0])), float(digits)
    if min(old, new) > 0 and max(old, new) / min(old, new) >= _LARGEST_RATIO:
        return None
    return *wanted[0].span(), _grouped(wanted[0][0], digits)


def _kind(quoted: str, figure: re.Match[str]) -> str:
    found = _KIND.match(quoted, figure.end())
    return (found.lastgroup or "") if found else ""


def _with_unit(quoted: str, figure: re.Match[str], words: str) -> _Found | None:
    unit = re.compile(r"\s*(万元|元|[%％])?").match(quoted, figure.end())
    end = unit.end() if unit and unit[1] else figure.end()
    return None if quoted[figure.start() : end] == words else (figure.start(), end, words)


def _grouped(old: str, digits: str) -> str:
    """Return the digits with commas where the old figure has them."""
    comma = next((mark for mark in old if mark in ",，"), "")
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}".replace(",", comma) + point + rest if comma else digits


def _year(quoted: str, right: str) -> _Found | None:
    years = list(_YEAR.finditer(quoted))
    answer = _YEAR.fullmatch(right)
    return (*years[0].span(1), answer[1]) if answer and len(years) == 1 else None


def _mark(quoted: str, right: str) -> _Found | None:
    """The number before a heading or item becomes another one of the same make."""
    first = _MARK.match(quoted)
    if first is None or not _MARK.fullmatch(right):
        return None
    alike = re.sub(r"[一二三四五六七八九十\d]", "", first[0]).translate(_NARROW)
    same = alike == re.sub(r"[一二三四五六七八九十\d]", "", right).translate(_NARROW)
    return (*first.span(), right) if same else None


_NARROW = str.maketrans("（）．", "().")


def _direction(quoted: str, right: str) -> _Found | None:
    found = [
        (at.start(), at.end(), right)
        for wrong in _OPPOSITE.get(right, ())
        for at in re.finditer(wrong, quoted)
    ]
    return found[0] if len(found) == 1 else None


def _turns_to_another(finding: TextFinding) -> bool:
    """Whether both the word and the percent behind it would change: the amounts may be wrong as well."""
    turn = _TURN.fullmatch(finding.expected.strip())
    return turn is not None and turn["percent"] not in finding.quote


def _turn(quoted: str, right: str) -> _Found | None:
    """增长18.67% becomes 下降21.54%: the last word of a direction with the percent behind it."""
    turn = _TURN.fullmatch(right)
    words = "|".join(_OPPOSITE.get(turn["word"], ())) if turn else ""
    found = list(re.finditer(f"(?:{words})(了?\\s*)\\d{{1,6}}(?:\\.\\d{{1,4}})?\\s*[%％]", quoted))
    if turn is None or not words or len(found) != 1:
        return None
    return *found[0].span(), f"{turn['word']}{found[0][1]}{turn['percent']}"


def _word(quoted: str, right: str) -> _Found | None:
    """The one place that is nearly the words proposed: a name, a citation."""
    if len(right) < _WORDS or len(right) > len(quoted) + _FEW:
        return None
    near = list(_near(quoted, right))
    if near:
        return near[0] if len(near) == 1 else None
    alike = _alike(quoted, right) >= _ALIKE
    return (0, len(quoted), right) if alike and abs(len(quoted) - len(right)) <= _FEW else None


def _near(quoted: str, right: str) -> Iterator[_Found]:
    for start in range(len(quoted) - len(right) + 1):
        here = quoted[start : start + len(right)]
        wrong = sum(a != b for a, b in zip(here, right, strict=True))
        if 0 < wrong < _FEW and 1 - wrong / len(right) >= _ALIKE:
            yield start, start + len(right), right


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
