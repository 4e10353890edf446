"""What units sent: files found below folders, read, and held against what they state."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.county.collected_figures import BY_KEY, measured
from pingkou_gui.county.package import StatedFinding, read_package, stated_in
from pingkou_gui.document.docx_file import read_payload, read_written
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.kinds import rounded
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.paths import RETURN_PACKAGE
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.progress import MISSING
from pingkou_gui.scheme.scheme_reader import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from pingkou_gui.county.package import Manifest, ReturnPackage


# What is known of a file that was collected.


class Made(Enum):
    """Which kind of file a unit has sent; the value is what the clerk reads of it."""

    PACKAGE = "上报包"
    WORD = "Word 文件"


@dataclass(frozen=True, slots=True)
class Collected:
    """A report that was read: who sent it, its figures by key, what is open in it.

    `figures` are worked out by this program from the data; None where they do not tell.
    `differences` says what the file states otherwise than its data.
    """

    file: str
    made: Made
    unit: str
    year: int | None
    county: str
    created: datetime
    """When it was packed; of a Word file, when it says it was last written."""
    program: str
    scheme: str
    draft: bool
    sent_despite: str
    figures: Mapping[str, Decimal | None]
    grade: str
    findings: tuple[StatedFinding, ...]
    differences: tuple[str, ...]
    scheme_sha256: str
    fingerprint: str
    """The SHA-256 of the data: equal for copies."""

    @property
    def open_must(self) -> int:
        """How many 必改 are open, as the unit's own program counts them."""
        return sum(f.must_be_mended and f.severity != MISSING for f in self.findings)

    @property
    def open_missing(self) -> int:
        """How many items of 还差 there are."""
        return sum(f.must_be_mended and f.severity == MISSING for f in self.findings)

    @property
    def open_reminders(self) -> int:
        """How many reminders nobody gave a reason for."""
        return sum(f.open and f.severity == "提醒" for f in self.findings)


# Finding the files to collect below some folders.


PACKAGES = (RETURN_PACKAGE.extension, ".zip")
"""A package is a zip; some mail systems call it so."""
WORD = ".docx"
_IGNORED = re.compile(r"[.~]|desktop\.ini$|.*\.(?:tmp|lnk|jxfa|db|sqlite)(?:-\w+)?$", re.IGNORECASE)
"""What systems and office programs lay into folders (Word its locks, ~$…), the county's own."""
_HIDDEN = "."
"""Folders of systems, the bin among them, and the one in which a summary is being made."""
_PACK = "由原单位在本程序里“打包上报”，交 .jxbg 文件"
_UNUSABLE = (
    (
        (".doc", ".wps", ".wpt", ".rtf", ".docm", ".odt"),
        "是旧版 Word 或 WPS 文件，没有报告数据",
        _PACK,
    ),
    (
        (".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".bmp"),
        "是版式文件或图片，没有报告数据",
        _PACK,
    ),
    ((".rar", ".7z", ".tar", ".gz"), "是压缩包，没有解开", "解压到这个文件夹，再汇总"),
    ((".xlsx", ".xls", ".et", ".csv"), "是表格，没有报告数据", f"单位只交了表格的，{_PACK}"),
)
_OTHER = ("不是上报包，也不是本程序写出的 Word", _PACK)


DEEPEST = 60
"""Folders within each other that are looked through."""


def files_below(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every file a unit may have sent with the name to show, in the order of the names.

    `refuse_other` says of those that are neither package nor Word file what to ask for.

    Links to folders are not followed, so that no ring of them can be walked for ever.

    Raises:
        UnusableFileError: One of the folders is not there or cannot be read.
    """
    for folder in folders:
        if folder.is_file():
            yield folder, folder.name
            continue
        if not folder.is_dir():
            raise UnusableFileError(f"没有文件夹“{folder}”", "核对文件夹还在不在，再汇总")
        for place, inner, names in os.walk(folder, onerror=_refuse):
            inner[:] = sorted(name for name in inner if not name.startswith(_HIDDEN))
            within = Path(place)
            if len(within.parts) - len(folder.parts) > DEEPEST:
                raise UnusableFileError(
                    f"“{folder.name}”里的文件夹一层套一层，套得太深", "把文件移出来再汇总"
                )
            before = "" if within == folder else f"{within.relative_to(folder).as_posix()}/"
            for name in sorted(names):
                if not _IGNORED.match(name):
                    yield within / name, f"{before}{name}"


def refuse_other(path: Path) -> None:
    """Refuse a file that holds no data whatever is in it.

    Raises:
        UnusableFileError: It is neither package nor Word file.
    """
    suffix = path.suffix.lower()
    if suffix in (*PACKAGES, WORD):
        return
    found = ((happened, remedy) for kinds, happened, remedy in _UNUSABLE if suffix in kinds)
    happened, remedy = next(found, _OTHER)
    raise UnusableFileError(f"“{path.name}”{happened}", remedy)


def _refuse(error: OSError) -> None:
    raise UnusableFileError(
        f"文件夹“{error.filename}”读不了", "核对有没有读的权限，再汇总"
    ) from error


# One file into what is collected of it.


def read_file(path: Path, shown: str, *, thorough: bool) -> Collected:
    """Return what is collected of a file, `shown` as its name.

    A `thorough` reading checks again what a package states of its findings, and the data inside
    its Word file.

    Raises:
        UnusableFileError: It is no return package and no Word file of this program, or damaged.
    """
    refuse_other(path)
    if path.suffix.lower() in PACKAGES:
        return _collected_from_package(read_package(path), shown, thorough=thorough)
    return _collected_from_word(path, shown)


def _collected_from_package(package: ReturnPackage, shown: str, *, thorough: bool) -> Collected:
    """Return what a package says; with `thorough` its report is checked anew."""
    manifest, facts = package.manifest, _facts(package.data)
    found = stated_in(package.data) if thorough else package.findings
    collected = _collected(shown, facts, manifest.created, found, package.data_sha256)
    differences = list(_differences(manifest, facts, collected.figures))
    if thorough:
        differences += _checked_again(package, found)
    return replace(
        collected,
        made=Made.PACKAGE,
        program=manifest.program,
        scheme=f"{manifest.scheme.name} {manifest.scheme.version}".strip(),
        sent_despite=manifest.sent_despite,
        differences=tuple(differences),
    )


def _collected_from_word(path: Path, shown: str) -> Collected:
    """Return what the data in a Word file say, dated by the file's own note or by the disk."""
    data = read_payload(path)
    if data is None:
        raise UnusableFileError(
            f"“{path.name}”里没有报告数据", "只有由本程序写出的 Word 文件能汇总，由原单位报上报包"
        )
    # Copying a file makes it young; what it says of itself does not change with that.
    moment = read_written(path) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    sha = hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()
    return _collected(shown, _facts(data), moment, stated_in(data), sha)


def _facts(data: str) -> Facts:
    record = from_json(data)
    return Facts(record.report, scheme_of(record.scheme))


def _collected(
    shown: str, facts: Facts, created: datetime, found: tuple[StatedFinding, ...], sha: str
) -> Collected:
    """Return what the data of a report tell; UnusableFileError where they name no unit."""
    unit = facts[Unit.name] or ""
    if not unit:
        raise UnusableFileError(f"“{shown}”里没有填单位名称", "由原单位填好单位名称再报")
    figures = measured(facts)
    score = figures["score"]
    return Collected(
        file=shown,
        made=Made.WORD,
        unit=unit,
        year=facts[Unit.year],
        county=facts[Unit.county] or "",
        created=created,
        program="",
        scheme=f"{facts.scheme.name} {facts.scheme.version}".strip(),
        draft=any(f.severity == MISSING for f in found),
        sent_despite="",
        figures=figures,
        grade="" if score is None else facts.scheme.grade(score),
        findings=found,
        differences=(),
        scheme_sha256=_sha256(facts.scheme.text),
        fingerprint=sha,
    )


@lru_cache(maxsize=8)
def _sha256(scheme: str) -> str:
    return hashlib.sha256(scheme.encode()).hexdigest()


def _differences(
    manifest: Manifest, facts: Facts, figures: Mapping[str, Decimal | None]
) -> Iterator[str]:
    """Return what the manifest says otherwise than the data."""
    if manifest.unit != (facts[Unit.name] or ""):
        yield f"清单上的单位是“{manifest.unit[:40]}”，数据里是“{(facts[Unit.name] or '')[:40]}”"
    year = facts[Unit.year]
    if manifest.year != (year or 0):
        yield f"清单上的年度是 {manifest.year}，数据里是 {year or '空的'}"
    for key, stated in manifest.figures.items():
        column, own = BY_KEY.get(key), figures.get(key)
        if own == stated:
            continue
        shown = None if own is None else rounded(own, 2)
        if column is not None and (shown is None or shown != rounded(stated, 2)):
            worked_out = "算不出" if shown is None else f"{shown}"
            yield f"{column.head}清单上是 {rounded(stated, 2)}，按数据算是 {worked_out}"


def _checked_again(package: ReturnPackage, found: tuple[StatedFinding, ...]) -> Iterator[str]:
    """Return what a package hides: open findings it does not tell, other data in its Word file."""
    stated = {(f.severity, f.message, f.numbers) for f in package.findings}
    for finding in found:
        if (
            finding.must_be_mended
            and (finding.severity, finding.message, finding.numbers) not in stated
        ):
            yield f"包里没有列出的问题：{finding.message}"
    try:
        same = _payload_in(package.word) == package.data
    except UnusableFileError as error:
        yield f"包里的 Word 文件读不了：{error.happened}"
        return
    if not same:
        yield "包里 Word 文件随带的数据和包里的数据不一样"


def _payload_in(word: bytes) -> str | None:
    """Return the data inside the bytes of a Word file."""
    with tempfile.TemporaryDirectory(prefix="word-") as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(word)
        return read_payload(path)
