"""A collection as the workbook and the window want it: units by name, who has sent, figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from pingkou_gui.county.collected_figures import BY_KEY
from pingkou_gui.county.package import StatedFinding
from pingkou_gui.county.summary_workbook import SendingState, UnitLine, UnitStatus, unread_of
from pingkou_gui.form.kinds import half_width, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pingkou_gui.store.collection import Collection


# Names of units: which mean the same, which look alike, and the order in which a county reads them.


# Whether two names mean the same unit: 平口镇 and 安化县平口镇人民政府.


_BLANKS = re.compile(r"\s+")
_COUNTY = re.compile(r"^[^县市区]{1,8}?[县市区](?=.{2,})")
_ENDS = ("人民政府", "街道办事处", "办事处")


def plain_unit(name: str) -> str:
    """Return the name without blanks and full-width forms."""
    return _BLANKS.sub("", half_width(name))


def short_unit(name: str) -> str:
    """Return the name without its county and without 人民政府."""
    return _without_end(_COUNTY.sub("", plain_unit(name)))


def _without_end(bare: str) -> str:
    for end in _ENDS:
        kept = bare.removesuffix(end)
        if kept and kept != bare:
            return kept if end == "人民政府" else f"{kept.removesuffix('街道')}街道"
    return bare


class UnitList:
    """The units that a county waits for."""

    def __init__(self, names: Iterable[str]) -> None:
        """Note the names; a short form that two units share stands for neither."""
        self.names = tuple(dict.fromkeys(names))
        self._plain = {plain_unit(name): name for name in self.names}
        self._place = {name: at for at, name in enumerate(self.names)}
        shorts = Counter(short_unit(name) for name in self.names)
        self._short = {
            short_unit(name): name for name in self.names if shorts[short_unit(name)] == 1
        }

    def named(self, unit: str) -> str | None:
        """Return the listed name that a unit's own name means, None where there is none."""
        return self._plain.get(plain_unit(unit)) or self._short.get(short_unit(unit))

    def position(self, name: str) -> str:
        """Return by what units are put in order: as the list has them, then by pinyin.

        GB 2312 has its more frequent characters in the order of their pinyin, the others by
        radical; GB 18030 keeps their places.
        """
        at = self._place.get(name)
        if at is not None:
            return f"0{at:06}"
        return "1" + plain_unit(name).encode("gb18030", "replace").hex()


# Which of the units that sent something look like one unit under several names.


_ASIDE = re.compile(r"\([^()]*\)")
_PROVINCE = re.compile(r"^[^省市县区]{2,7}省(?=.{2,})")
_CITY = re.compile(r"^[^省市县区]{1,7}市(?=[^省市县区]{1,7}[县市区].{2,})")
_OF_COUNTY = re.compile(r"^(?P<county>[^省市县区]{1,7}[县市区]|[县市区])(?P<rest>.{2,})$")
_ITSELF = ("本级", "机关", "本部")
"""What names of the same unit differ in where its own accounts are set apart from its branches'."""
_TOO_BARE = frozenset({"人民政府", "政府", "街道", "街道办事处", "办事处", "管委会", "管理委员会"})
"""What is left is the name of any unit."""
_ENDS_OF_TOWNS = re.compile(r"(?<=[镇乡])(?:人民)?政府$")


class _Likeness(NamedTuple):
    county: str
    core: str


def _likeness(name: str) -> _Likeness:
    """Return the county that a name states, empty where it states none, and what else it is."""
    bare = _CITY.sub("", _PROVINCE.sub("", _ASIDE.sub("", plain_unit(name))))
    for word in _ITSELF:
        bare = bare.removesuffix(word) or bare
    county = ""
    if (found := _OF_COUNTY.match(bare)) and found["rest"] not in _TOO_BARE:
        county, bare = found["county"], found["rest"]
    return _Likeness(county if len(county) > 1 else "", _without_end(_ENDS_OF_TOWNS.sub("", bare)))


def look_alike(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the groups of names that look like one unit under several names.

    Names that state different counties are of different units; so are those that agree in
    nothing but a word that any unit may have.
    """
    groups: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in dict.fromkeys(names):
        county, core = _likeness(name)
        groups[core][county].append(name)
    found = []
    for by_county in groups.values():
        anywhere = by_county.pop("", [])
        if len(by_county) == 1:
            (stated,) = by_county.values()
            stated += anywhere
        elif anywhere:
            by_county[""] = anywhere
        found += [tuple(alike) for alike in by_county.values() if len(alike) > 1]
    return found


@dataclass(frozen=True, slots=True)
class CountyCall:
    """What a county asked for: of whom, until when, with which scheme."""

    name: str = ""
    units: tuple[str, ...] = ()
    deadline: str = ""
    """A day by ISO 8601, empty for none; the day itself is still in time."""
    scheme_sha256: str = ""
    """Of the scheme that was handed out; a report made with another one is told."""


def local_minute(stored: str) -> str:
    """Return a stored moment by the local clock: 2024-03-15 09:30."""
    return f"{datetime.fromisoformat(stored).astimezone():%Y-%m-%d %H:%M}"


_MOST_CHANGED = 3
"""Figures told one by one where two reports of a unit differ."""


def _shown(stored: str | None) -> str:
    """Return a stored figure as it is read, two places; 没有 where there is none."""
    return "没有" if stored is None else f"{rounded(Decimal(stored), 2)}"


def _decimal(stored: str | None) -> Decimal | None:
    return None if stored is None else Decimal(stored)


class CollectionResult:
    """What was collected; every method reads from the beginning."""

    def __init__(self, held: Collection, title: str, counties: Sequence[CountyCall]) -> None:
        """Read from `held`, which was collected for these counties."""
        self._held, self._counties = held, counties
        self.title = title
        self.counties = tuple(call.name for call in counties) if len(counties) > 1 else ()
        self._listed = tuple(frozenset(call.units) for call in counties)

    def county(self, row: Any) -> str:
        """Return the county of a row of the collection, empty where there is but one."""
        return self.counties[row["county_at"]] if self.counties else ""

    def lines(self) -> Iterator[UnitLine]:
        """Yield the taken reports, unit by unit."""
        for row, figures in self._held.taken():
            yield UnitLine(
                row["unit"],
                row["file"],
                row["kind"],
                local_minute(row["created"]),
                row["program"],
                row["scheme"],
                row["grade"],
                bool(row["draft"]),
                bool(row["late"]),
                row["open_must"],
                row["open_missing"],
                row["open_reminders"],
                row["sent_despite"],
                dict(zip(BY_KEY, map(_decimal, figures), strict=True)),
                self.county(row),
            )

    def findings(self) -> Iterator[tuple[str, StatedFinding]]:
        """Yield the findings with their units."""
        for row in self._held.findings():
            yield (
                row["unit"],
                StatedFinding(
                    row["severity"],
                    row["class"],
                    row["page"],
                    row["message"],
                    row["numbers"],
                    row["expected"],
                    row["reason"],
                ),
            )

    def absent(self) -> Iterator[tuple[str, ...]]:
        """Yield who sent nothing, who was late, who is not on the list."""
        for row in self._held.missing():
            yield row["unit"], "未交", "", ""
        for row in self._held.late():
            yield row["unit"], "迟交", local_minute(row["created"]), row["file"]
        for row in self._held.not_among(self._listed):
            yield row["unit"], "名单外", local_minute(row["created"]), row["file"]

    def alike(self) -> list[tuple[Mapping[str, Any], ...]]:
        """Return the groups of taken reports whose units look like one under several names.

        Names that the county has on its list side by side are different units.
        """
        found: list[tuple[Mapping[str, Any], ...]] = []
        rows = list(self._held.units_taken())
        for at in range(max(1, len(self._counties))):
            by_name = {row["unit"]: row for row in rows if row["county_at"] == at}
            listed = self._listed[at] if self._listed else frozenset()
            for names in look_alike(by_name):
                group = tuple(by_name[name] for name in names)
                if any(row["unit_key"] not in listed for row in group):
                    found.append(group)
        return found

    def changed(self) -> dict[int, str]:
        """Return by the number of a taken report how the figures of its unit's others differ.

        Changes and rates are left out: they differ because what they are worked out of does.
        """
        others = list(self._held.beside_taken())
        wanted = {taken for _, _, taken in others}
        taken = {row["id"]: figures for row, figures in self._held.taken() if row["id"] in wanted}
        found: dict[int, list[str]] = {}
        for row, figures, number in others:
            apart = [
                f"{column.head}{_shown(own)}，采用的是 {_shown(used)}"
                for column, own, used in zip(BY_KEY.values(), figures, taken[number], strict=True)
                if _shown(own) != _shown(used) and not column.key.endswith(("change", "rate"))
            ]
            if apart:
                told = "；".join(apart[:_MOST_CHANGED])
                more = f"，共 {len(apart)} 个数不同" if len(apart) > _MOST_CHANGED else ""
                found.setdefault(number, []).append(f"交过不同的数：{row['file']} 里{told}{more}")
        return {number: "；".join(told) for number, told in found.items()}

    def statuses(self) -> list[UnitStatus]:
        """Return how every unit stands: those on a list in its order, then the others."""
        changed = self.changed()
        alike = {
            (row["county_at"], row["unit"]): [other["unit"] for other in group if other is not row]
            for group in self.alike()
            for row in group
        }
        strangers = {(r["county_at"], r["unit_key"]) for r in self._held.not_among(self._listed)}
        unread = [row["file"] for row in self._held.unreadable()]
        other_years = {(r["county_at"], r["unit_key"]): r for r in self._held.of_other_years()}
        found = []
        for row in self._held.missing():
            other = other_years.get((row["county_at"], row["unit"]))
            found.append((row, self._missing(row, unread, other)))
        for row in self._held.units_taken():
            others = alike.get((row["county_at"], row["unit"]), ())
            strange = (row["county_at"], row["unit_key"]) in strangers
            status = self._status_of_sent(row, others, strange=strange)
            found.append((row, replace(status, changed=changed.get(row["id"], ""))))
        found.sort(key=lambda pair: (pair[0]["county_at"], pair[0]["position"]))
        return [status for _, status in found]

    def _missing(
        self, row: Mapping[str, Any], unread: list[str], other: Mapping[str, Any] | None
    ) -> UnitStatus:
        """Return the status of a unit of which no report was taken, with what came of it all the same."""
        notes, unusable = [], ""
        if file := unread_of(short_unit(row["unit"]), unread):
            notes.append(f"有一个读不了的文件像是它的：{file}")
            unusable = "收到的文件读不了"
        if other is not None:
            unusable = f"收到的是 {other['year']} 年度的" if other["year"] else "收到的没有填年度"
            notes.append(f"{unusable}，年度不对：{other['file']}")
            unusable = f"{unusable}，年度不对"
        return UnitStatus(
            row["unit"],
            SendingState.MISSING,
            self.county(row),
            notes=tuple(notes),
            unusable=unusable,
        )

    def _status_of_sent(
        self, row: Mapping[str, Any], others: Sequence[str], *, strange: bool
    ) -> UnitStatus:
        """Return the status of a unit that handed in a report; a strange one is on no list."""
        notes = ["不在名单里"] if strange else []
        notes += [f"像同一个单位：{'、'.join(others)}"] if others else []
        notes += ["打包时间不对，先后和迟交没有按它定"] if row["clock"] else []
        notes += ["草稿"] if row["draft"] else []
        notes += [f"带问题上报：{row['sent_despite']}"] if row["sent_despite"] else []
        notes += [f"另有 {row['older']} 份旧的"] if row["older"] else []
        return UnitStatus(
            row["unit"],
            SendingState.LATE if row["late"] else SendingState.SENT,
            self.county(row),
            local_minute(row["first"]) if row["first"] else "",
            local_minute(row["created"]),
            row["file"],
            row["open_must"],
            row["open_missing"],
            row["open_reminders"],
            tuple(notes),
        )

    def alike_rows(self) -> Iterator[tuple[str, ...]]:
        """Yield (unit, its file, the others of its group)."""
        for group in self.alike():
            for row in group:
                others = "、".join(other["unit"] for other in group if other is not row)
                yield row["unit"], row["file"], others

    def unreadable(self) -> Iterator[tuple[str, ...]]:
        """Yield the files that could not be used."""
        for row in self._held.unreadable():
            yield row["file"], row["happened"], row["remedy"]

    def left_out(self) -> Iterator[tuple[str, ...]]:
        """Yield the reports in whose place another was taken."""
        for row in self._held.left_out():
            yield (
                row["unit"],
                str(row["year"] or ""),
                row["file"],
                local_minute(row["created"]),
                row["status"],
                row["taken_instead"],
            )

    def differences(self) -> Iterator[tuple[str, ...]]:
        """Yield what does not agree."""
        for row in self._held.differences():
            yield row["unit"], row["file"], row["message"]
