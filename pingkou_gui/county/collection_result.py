"""A collection in the store, read as the workbook and the window want it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pingkou_gui.county.collected_figures import BY_KEY
from pingkou_gui.county.county_status import SendingState, UnitStatus, unread_of
from pingkou_gui.county.package import StatedFinding
from pingkou_gui.county.summary_workbook import UnitLine
from pingkou_gui.county.unit_names import look_alike, short_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pingkou_gui.store.collection import Collection


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

    def statuses(self) -> list[UnitStatus]:
        """Return how every unit stands: those on a list in its order, then the others."""
        alike = {
            (row["county_at"], row["unit"]): [other["unit"] for other in group if other is not row]
            for group in self.alike()
            for row in group
        }
        strangers = {(r["county_at"], r["unit_key"]) for r in self._held.not_among(self._listed)}
        unread = [row["file"] for row in self._held.unreadable()]
        found = [(row, self._missing(row, unread)) for row in self._held.missing()]
        for row in self._held.units_taken():
            others = alike.get((row["county_at"], row["unit"]), ())
            strange = (row["county_at"], row["unit_key"]) in strangers
            found.append((row, self._sent(row, others, strange=strange)))
        found.sort(key=lambda pair: (pair[0]["county_at"], pair[0]["position"]))
        return [status for _, status in found]

    def _missing(self, row: Mapping[str, Any], unread: list[str]) -> UnitStatus:
        file = unread_of(short_unit(row["unit"]), unread)
        notes = (f"有一个读不了的文件像是它的：{file}",) if file else ()
        return UnitStatus(row["unit"], SendingState.MISSING, self.county(row), notes=notes)

    def _sent(self, row: Mapping[str, Any], others: Sequence[str], *, strange: bool) -> UnitStatus:
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
