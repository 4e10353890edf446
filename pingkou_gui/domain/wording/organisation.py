"""Chapter one: offices and institutions, people, duties, and the work of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.people import headcount_change, staff_control_rate
from pingkou_gui.domain.wording.changes import moved
from pingkou_gui.domain.wording.say import joined, say, together
from pingkou_gui.domain.wording.sentence import sentence
from pingkou_gui.domain.wording.spans import Span, SpanKind
from pingkou_gui.domain.wording.texts import because, phrase_of, text_of, text_or_missing
from pingkou_gui.domain.wording.values import (
    figured,
    missing,
    own_name,
    typed,
    with_unit,
    year,
)
from pingkou_gui.spec.pages.overview import Duty, KeyWork, Organisation, OverviewTexts, Staff
from pingkou_gui.spec.place import Place

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.spans import Spans

_KINDS = {
    "party_government": "内设党政机构",
    "public_institution": "事业单位",
    "other": "另设机构",
}


def _of_kind(f: Facts, kind: str | None) -> tuple[int, ...]:
    return tuple(row for row in f.rows(Organisation) if f[Organisation.kind, row] == kind)


def _group(f: Facts, kind: str) -> Spans:
    """Return 内设党政机构7个，分别是…; the count is what is listed, never typed."""
    rows = _of_kind(f, kind)
    if not rows:
        return ()
    fields = (Organisation.name, Organisation.kind)
    places = tuple(field.at(row) for row in rows for field in fields)
    return say(
        "{kind}{count}个，{verb}{names}",
        kind=_KINDS[kind],
        count=Span(str(len(rows)), SpanKind.DERIVED, places),
        verb="分别是" if len(rows) > 1 else "即",
        names=joined(typed(f, Organisation.name, row) for row in rows),
    )


def _unsorted(f: Facts) -> Spans:
    """Return the offices whose kind is not chosen, each with its placeholder."""
    return joined(
        together(typed(f, Organisation.name, row), missing("机构类别", Organisation.kind.at(row)))
        for row in _of_kind(f, None)
    )


def _rank(f: Facts) -> Spans:
    rank = phrase_of(f, Staff.rank)
    if not rank or rank[0].text.startswith(("均", "为", "系", "机构规格")):
        return rank
    return together("机构规格为", rank)


@sentence("overview.organisation")
def organisation(f: Facts, _row: int) -> Spans:
    """The offices by kind with their counts, and their rank."""
    if not f.rows(Organisation):
        gap = missing("内设机构的名称和类别", Place(Organisation.key, 0, Organisation.name.name))
        return together(gap, "。")
    groups = joined((*(_group(f, kind) for kind in _KINDS), _unsorted(f)), "；")
    said = joined((groups, _rank(f)), "，")
    return say("根据机构编制批复，{unit}{groups}。", unit=own_name(f), groups=said)


@sentence("overview.staff")
def staff(f: Facts, _row: int) -> Spans:
    """Posts, people at the end of the year, how that stands to the year before, and the rate."""
    rate = figured(f, staff_control_rate)
    return say(
        "{unit}编制数{posts}，{year}年末实有人数{people}{change}{rate}。",
        unit=own_name(f),
        posts=with_unit(typed(f, Staff.establishment), "人"),
        year=year(f),
        people=with_unit(typed(f, Staff.headcount), "人"),
        change=_headcount_change(f),
        rate=say("；在职人员控制率{rate}", rate=rate.percent()) if rate.value is not None else "",
    )


def _headcount_change(f: Facts) -> Spans:
    if f[Staff.headcount] is None:
        return ()
    if f[Staff.headcount_last] is None:
        return say("，上年末为{last}", last=typed(f, Staff.headcount_last))
    change = figured(f, headcount_change)
    said = moved(change, None, base="上年末", unit="人", places=0)
    why = because(f, Staff.headcount_reason) if change.value else ()
    return together("，", joined((said, why), "，"))


@sentence("overview.duty", Duty)
def duty(f: Facts, row: int) -> Spans:
    """One duty."""
    return text_or_missing(f, Duty.text, row)


@sentence("overview.no_duties")
def no_duties(f: Facts, _row: int) -> Spans:
    """The placeholder for duties of which none is listed."""
    if f.rows(Duty):
        return ()
    return together(missing("主要职能", Place(Duty.key, 0, Duty.text.name)), "。")


@sentence("overview.overall")
def overall(f: Facts, _row: int) -> Spans:
    """The year in one paragraph."""
    return text_of(f, OverviewTexts.overall)


@sentence("overview.key_work_title", KeyWork)
def key_work_title(f: Facts, row: int) -> Spans:
    """The title of a piece of work."""
    return phrase_of(f, KeyWork.title, row) or (typed(f, KeyWork.title, row),)


@sentence("overview.key_work", KeyWork)
def key_work(f: Facts, row: int) -> Spans:
    """What was done and what came of it."""
    return text_of(f, KeyWork.text, row)


@sentence("overview.no_key_work")
def no_key_work(f: Facts, _row: int) -> Spans:
    """The placeholder for work of which none is listed."""
    if f.rows(KeyWork):
        return ()
    return together(missing("年度重点工作", Place(KeyWork.key, 0, KeyWork.title.name)), "。")


ORGANISATION = (
    organisation,
    staff,
    duty,
    no_duties,
    overall,
    key_work_title,
    key_work,
    no_key_work,
)
