"""The reports that a county collected, in an SQLite file with plain tables.

Figures are kept exactly, as text, a row for each report and a column for each figure. Two views
give them in other shapes: `figures` a row for each, `value` exact and `number` for sums and
comparisons in SQL; `figures_wide` the numbers of the taken reports. The file is made for one
collection and never written to again.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Self

from pingkou_gui.store.database import translating_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    Row = Mapping[str, str | int | None]

TAKEN, OLDER, COPY, OTHER_YEAR = "采用", "旧版", "相同", "别的年度"
BEHIND, AHEAD = 1, 2
"""A clock that cannot be right: it says a time before the report's year, or one that has not come."""
LESSER, DRAFT = "Word 文件，另有上报包", "草稿，另有定稿"
_LATER = "（这份更晚）"
_CLOCK = "打包时间不对，没有按它定先后"
"""What became of a report: one of each unit and year is taken."""

_COLUMNS = (
    "file", "kind", "unit", "unit_key", "county_at", "position", "year", "county", "created", "day", "program", "scheme",
    "rank", "draft", "sent_despite", "grade", "open_must", "open_missing",
    "open_reminders", "fingerprint",
)  # fmt: skip
_ADD = f"insert into reports ({', '.join(_COLUMNS)}) values ({', '.join('?' * len(_COLUMNS))})"
_SCHEMA = """
create table reports (
  id integer primary key, file text not null, kind text not null, unit text not null,
  unit_key text not null, county_at integer not null, position text not null, year integer, county text not null, created text not null,
  day text not null,
  program text not null, scheme text not null, rank integer not null, draft integer not null,
  sent_despite text not null, grade text not null, open_must integer not null,
  open_missing integer not null,
  open_reminders integer not null, fingerprint text not null,
  status text not null default '采用', late integer not null default 0,
  clock integer not null default 0, taken_instead text not null default '') strict;
create table findings (
  report_id integer not null references reports(id), severity text not null,
  class text not null, page text not null, message text not null, numbers text not null,
  expected text not null, reason text not null) strict;
create table differences (
  report_id integer not null references reports(id), message text not null) strict;
create table unreadable (
  file text not null, happened text not null, remedy text not null) strict;
create table missing (
  unit text not null, county_at integer not null, position text not null,
  primary key (county_at, unit)) strict;
"""
_INDEXES = """
create index findings_report on findings(report_id);
create index differences_report on differences(report_id);
"""


class Collection:
    """One collection in the making, then to be read; use it as a context manager."""

    def __init__(self, path: Path, columns: Sequence[tuple[str, str, str]]) -> None:
        """Begin an empty collection in a new file at `path`.

        Args:
            path: Where the file shall lie.
            columns: The (key, label, unit) of the figures, in the order in which they come.

        Raises:
            StorageError: The file cannot be written.
        """
        self._path = path
        self._keys = tuple(key for key, _, _ in columns)
        self._add_figures = f"insert into figures_exact values (?{', ?' * len(columns)})"
        with translating_errors(path):
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.row_factory = sqlite3.Row
            # The file is made anew and moved into place when it is whole.
            self._db.execute("pragma journal_mode = off")
            self._db.execute("pragma synchronous = off")
            self._db.execute("pragma cache_size = -4000")
            self._db.executescript(_SCHEMA + _figures_schema(columns))
            self._db.execute("begin")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Finish the file."""
        with translating_errors(self._path):
            if self._db.in_transaction:
                self._db.execute("commit")
            self._db.close()

    def add(
        self,
        report: Row,
        figures: Iterable[str | None],
        findings: Iterable[Sequence[str]],
        differences: Iterable[str],
    ) -> None:
        """Add a report: its columns, its figures as exact text, its findings and differences.

        Raises:
            StorageError: The disk refused.
        """
        with translating_errors(self._path):
            key = self._db.execute(_ADD, [report[name] for name in _COLUMNS]).lastrowid
            self._db.execute(self._add_figures, (key, *figures))
            self._db.executemany(
                "insert into findings values (?, ?, ?, ?, ?, ?, ?, ?)",
                ((key, *finding) for finding in findings),
            )
            self._db.executemany(
                "insert into differences values (?, ?)", ((key, words) for words in differences)
            )

    def add_unreadable(self, file: str, happened: str, remedy: str) -> None:
        """Add a file that could not be used."""
        with translating_errors(self._path):
            self._db.execute("insert into unreadable values (?, ?, ?)", (file, happened, remedy))

    def add_missing(self, units: Iterable[tuple[str, int, str]]) -> None:
        """Add the units that sent nothing: their name, the number of their county, their position."""
        with translating_errors(self._path):
            self._db.executemany("insert or ignore into missing values (?, ?, ?)", units)

    def add_differences(self, messages: Iterable[tuple[int, str]]) -> None:
        """Add what does not agree, by the number of the report."""
        with translating_errors(self._path):
            self._db.executemany("insert into differences values (?, ?)", messages)

    def usual_year(self) -> int | None:
        """Return the year most reports are of, the later one of two alike."""
        sql = (
            "select year from reports where year is not null"
            " group by year order by count(*) desc, year desc limit 1"
        )
        row = next(self._rows(sql), None)
        return None if row is None else int(row["year"])

    def judge_clocks(self, now: str) -> bool:
        """Mark the reports whose moment cannot be right; return whether that could be judged.

        A moment after `now`, in ISO 8601 and UTC like theirs, has not come; one before the
        report's year began is from a clock that was set back. Where most reports have a
        moment after `now`, it is this computer's clock that is wrong, and no other is judged by it.
        """
        with translating_errors(self._path):
            sql = "select count(*), count(*) filter (where created > ?) from reports"
            many, ahead = self._db.execute(sql, (now,)).fetchone()
            judged = bool(ahead * 2 <= many)
            if judged:
                self._db.execute("update reports set clock = ? where created > ?", (AHEAD, now))
            self._db.execute(
                "update reports set clock = ? where year is not null and day < year || '-01-01'",
                (BEHIND,),
            )
        return judged

    def settle(self, year: int | None, deadlines: Sequence[str]) -> None:
        """Take the newest report of the lowest rank of each unit of `year`; mark the others.

        A moment that cannot be right decides nothing: such a report is taken where the unit has
        sent no other of its rank. `deadlines` are days by ISO 8601, empty for none, one for each
        county. A unit is late whose first report was made after it; who mends a report later is
        not.
        """
        with translating_errors(self._path):
            self._db.execute("create index reports_unit on reports(unit_key, county_at, year)")
            self._db.execute(
                "update reports set status = ? where year is not ?", (OTHER_YEAR, year)
            )
            words = {"lesser": LESSER, "draft": DRAFT, "later": _LATER, "clock": _CLOCK}
            self._db.execute(_SETTLE, {"taken": TAKEN, "older": OLDER, "copy": COPY} | words)
            for county, deadline in enumerate(deadlines):
                self._db.execute(_LATE, {"county": county, "deadline": deadline})
            self._db.executescript(_INDEXES)

    def counts(self) -> dict[str, int]:
        """Return how many reports have each status, and how many files could not be read."""
        found = {row["status"]: row["n"] for row in self._rows(
            "select status, count(*) as n from reports group by status")}  # fmt: skip
        (unreadable,) = self._rows("select count(*) as n from unreadable")
        return found | {"unreadable": unreadable["n"]}

    def units_taken(self) -> Iterator[dict[str, Any]]:
        """Yield the units a report was taken of, in order, with all that tells how they stand.

        `first` is when their first report was made, None where no clock of theirs was right.
        """
        yield from self._dicts(
            "select r.*, (select min(o.created) from reports o where o.unit_key = r.unit_key and"
            " o.county_at = r.county_at and o.year is r.year and not o.clock) as first,"
            " (select count(*) from reports o where o.unit_key = r.unit_key and"
            " o.county_at = r.county_at and o.year is r.year and o.status = '旧版') as older"
            " from reports r where r.status = '采用' order by r.county_at, r.position, r.id"
        )

    def of_wrong_clocks(self) -> Iterator[dict[str, Any]]:
        """Yield the reports whose moment cannot be right."""
        yield from self._dicts(
            "select id, unit, file, created, clock from reports where clock"
            " order by county_at, position, id"
        )

    def taken(self) -> Iterator[tuple[sqlite3.Row, tuple[str | None, ...]]]:
        """Yield the taken reports in the order of their units, with their figures as text."""
        for row in self._rows(
            "select r.*, f.* from reports r join figures_exact f on f.report_id = r.id"
            " where r.status = '采用' order by r.county_at, r.position, r.unit_key, r.id"
        ):
            yield row, row[-len(self._keys) :]

    def not_among(self, listed: Sequence[frozenset[str]]) -> Iterator[dict[str, Any]]:
        """Yield the taken reports of units that are not on their county's list, where it has one."""
        for row in self.units_taken():
            county = listed[row["county_at"]] if listed else frozenset()
            if county and row["unit_key"] not in county:
                yield row

    def findings(self) -> Iterator[sqlite3.Row]:
        """Yield the findings of the taken reports with their units."""
        yield from self._rows(
            "select r.unit, r.file, f.* from findings f join reports r on r.id = f.report_id"
            " where r.status = '采用' order by r.county_at, r.position, r.unit_key, f.rowid"
        )

    def differences(self) -> Iterator[dict[str, Any]]:
        """Yield what files state otherwise than their data."""
        yield from self._dicts(
            "select r.unit, r.file, d.message from differences d"
            " join reports r on r.id = d.report_id order by r.county_at, r.position, d.rowid"
        )

    def late(self) -> Iterator[dict[str, Any]]:
        """Yield the taken reports that came after the deadline."""
        yield from self._dicts(
            "select unit, file, created from reports where late = 1 and status = '采用'"
            " order by county_at, position"
        )

    def missing(self) -> Iterator[dict[str, Any]]:
        """Yield the units that sent nothing, in order, with the number of their county."""
        yield from self._dicts("select * from missing order by county_at, position")

    def left_out(self) -> Iterator[dict[str, Any]]:
        """Yield the reports that were not taken, and what was taken in their place."""
        yield from self._dicts(
            "select unit, year, file, created, status, taken_instead from reports"
            " where status <> '采用' order by county_at, position, created desc, file"
        )

    def of_other_years(self) -> Iterator[dict[str, Any]]:
        """Yield the reports of another year of units of which none was taken, the newest first."""
        yield from self._dicts(
            "select unit, unit_key, county_at, position, year, file from reports r"
            f" where status = '{OTHER_YEAR}' and not exists (select 1 from reports t where"
            " t.unit_key = r.unit_key and t.county_at = r.county_at and t.status = '采用')"
            " order by county_at, position, created desc, file"
        )

    def beside_taken(self) -> Iterator[tuple[sqlite3.Row, tuple[str | None, ...], int]]:
        """Yield the reports another of the same unit and year was taken for, but its copies.

        With each its figures as text and the number of the report that was taken.
        """
        for row in self._rows(
            "select r.*, t.id as taken_id, f.* from reports r"
            " join figures_exact f on f.report_id = r.id join reports t on t.status = '采用'"
            " and t.unit_key = r.unit_key and t.county_at = r.county_at and t.year is r.year"
            f" where r.status not in ('采用', '{COPY}', '{OTHER_YEAR}')"
            " order by r.county_at, r.position, r.created desc, r.file"
        ):
            yield row, row[-len(self._keys) :], row["taken_id"]

    def units_with_open(self) -> list[str]:
        """Return the units whose taken report has something that must be mended."""
        sql = (
            "select unit from reports where status = '采用' and open_must + open_missing > 0"
            " order by county_at, position"
        )
        return [row["unit"] for row in self._rows(sql)]

    def unreadable(self) -> Iterator[dict[str, Any]]:
        """Yield the files that could not be used."""
        yield from self._dicts("select * from unreadable order by rowid")

    def _dicts(self, sql: str) -> Iterator[dict[str, Any]]:
        yield from (dict(row) for row in self._rows(sql))

    def _rows(self, sql: str) -> Iterator[sqlite3.Row]:
        with translating_errors(self._path):
            yield from self._db.execute(sql)


def _figures_schema(columns: Sequence[tuple[str, str, str]]) -> str:
    """Return the table of the figures and its views; keys, labels and units are ours."""
    exact = ", ".join(f'"{key}" text' for key, _, _ in columns)
    numbers = ", ".join(f'cast(f."{key}" as real) as "{key}"' for key, _, _ in columns)
    each = " union all ".join(
        f"select report_id, '{key}' as key, '{label}' as label, '{unit}' as unit,"
        f' "{key}" as value, cast("{key}" as real) as number from figures_exact'
        for key, label, unit in columns
    )
    wide = (
        f"create view figures_wide as select r.id, r.unit, r.year, {numbers} from reports r"
        " join figures_exact f on f.report_id = r.id where r.status = '采用'"
    )
    table = f"create table figures_exact (report_id integer primary key, {exact}) strict"
    return f"{table}; create view figures as {each}; {wide};"


_SETTLE = """
with ranked as (
  select id, fingerprint, file, kind, rank, created, clock,
    row_number() over newest as place,
    first_value(file) over newest as first_file,
    first_value(fingerprint) over newest as first_print,
    first_value(kind) over newest as first_kind,
    first_value(rank) over newest as first_rank,
    first_value(created) over newest as first_created,
    first_value(clock) over newest as first_clock
  from reports where status = :taken
  window newest as (
    partition by county_at, unit_key, year order by rank, clock > 0, created desc, file)
)
update reports set
  status = case
    when ranked.fingerprint = ranked.first_print then :copy
    when ranked.rank = ranked.first_rank and ranked.clock > 0 and not ranked.first_clock then :clock
    when ranked.rank = ranked.first_rank then :older
    else iif(ranked.kind <> ranked.first_kind, :lesser, :draft)
      || iif(ranked.created > ranked.first_created, :later, '')
  end,
  taken_instead = ranked.first_file
from ranked where ranked.id = reports.id and ranked.place > 1
"""
"""One of each unit and year is left, of those of the lowest rank the one made last."""

_LATE = """
update reports set late = 1 where county_at = :county and :deadline <> '' and :deadline <
  (select min(o.day) from reports o where o.unit_key = reports.unit_key
    and o.county_at = reports.county_at and o.year is reports.year and not o.clock)
"""
