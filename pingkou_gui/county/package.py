"""The return package: one zip with the report, its data, its findings and a manifest.

Writing is reproducible (the same contents give the same bytes); reading trusts nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pingkou_gui import __version__
from pingkou_gui.county.collected_figures import measured
from pingkou_gui.document.compose import compose
from pingkou_gui.document.publish import build_word
from pingkou_gui.document.status import open_words, points_one_by_one, report_status
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.errors import KnownError, UnusableFileError, file_reader
from pingkou_gui.form.form import FORM, PAGE_TITLES
from pingkou_gui.form.kinds import printable, rounded
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.carried import called, waiting_unasked
from pingkou_gui.report.checks import class_of, page_of
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.findings import Severity
from pingkou_gui.report.json_format import from_json, to_json
from pingkou_gui.report.progress import MISSING
from pingkou_gui.report.row_names import asked
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.versions import DataFormat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from zipfile import ZipInfo

    from pingkou_gui.document.status import ReportStatus
    from pingkou_gui.report.findings import Finding
    from pingkou_gui.report.json_format import Record


# The parts of a return package, and how large each may be.


FORMAT = "pingkou-return"
PACKAGE_FORMAT = DataFormat(version=1)

MANIFEST, WORD, DATA, FINDINGS = "manifest.json", "report.docx", "data.json", "findings.json"
PARTS = (WORD, DATA, FINDINGS)
"""What the manifest lists and vouches for."""

LARGEST: dict[str, int] = {
    MANIFEST: 256 * 1024,
    WORD: 24 * 1024 * 1024,
    DATA: 6 * 1024 * 1024,
    FINDINGS: 2 * 1024 * 1024,
}
"""Unpacked bytes. The sample has 40 thousand of data; 2,000 rows have some 2 MB."""
MOST_BRACKETS: dict[str, int] = {DATA: 300_000, FINDINGS: 50_000}
"""Opening brackets of a part in JSON: what it may cost in memory to read. 2,000 rows have some
40 thousand."""
LARGEST_FILE = 24 * 1024 * 1024


# The manifest: who sends what, made with which program and scheme, vouched for by hashes.


_SHA = re.compile(r"[0-9a-f]{64}")
_NUMBERS = re.compile(r"(?:-?\d{1,15}(?:\.\d{1,40})?(?:,|$))*", re.ASCII)
_WORDS_MOST = 2_000


@dataclass(frozen=True, slots=True)
class SchemeMark:
    """The scheme of the report: its name, its version and the SHA-256 of its text."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself; `figures` in 万元, per cent or points by their keys."""

    unit: str
    year: int
    county: str
    created: datetime
    program: str
    scheme: SchemeMark
    draft: bool = False
    sent_despite: str = ""
    """Why it was sent though something had to be mended."""
    figures: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))


def manifest_text(manifest: Manifest, hashes: Mapping[str, str]) -> str:
    """Return the manifest with the hashes of the parts as JSON text, the same for the same."""
    scheme = manifest.scheme
    data = {
        "format": FORMAT,
        "version": PACKAGE_FORMAT.version,
        "program": manifest.program,
        "unit": manifest.unit,
        "year": manifest.year,
        "county": manifest.county,
        "created": manifest.created.isoformat(timespec="seconds"),
        "draft": manifest.draft,
        "sent_despite": manifest.sent_despite,
        "scheme": {"name": scheme.name, "version": scheme.version, "sha256": scheme.sha256},
        "figures": {key: f"{value:f}" for key, value in sorted(manifest.figures.items())},
        "parts": {name: hashes[name] for name in PARTS},
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def manifest_of(text: str, what: str = "上报包") -> tuple[Manifest, dict[str, str]]:
    """Return the manifest in JSON text and the hashes by part.

    Raises:
        UnusableFileError: It is of a version not to be read; `what` names the package.
        ValueError: It is no manifest.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(type(data))
    try:
        data = PACKAGE_FORMAT.upgraded(data, what)
        return _manifest_from(data), _hashes(data["parts"])
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError(error) from None


def _manifest_from(data: dict[str, Any]) -> Manifest:
    """Return the manifest in JSON data; KeyError, TypeError or ValueError where it is none."""
    scheme, year, draft = data["scheme"], data["year"], data["draft"]
    if not isinstance(year, int) or isinstance(year, bool) or not isinstance(draft, bool):
        raise TypeError(year)
    created = datetime.fromisoformat(_manifest_text(data["created"]))
    if created.tzinfo is None:
        raise ValueError(created)
    return Manifest(
        _manifest_text(data["unit"]),
        year,
        _manifest_text(data["county"]),
        created,
        _manifest_text(data["program"]),
        SchemeMark(
            _manifest_text(scheme["name"]),
            _manifest_text(scheme["version"]),
            _sha(scheme["sha256"]),
        ),
        draft,
        _manifest_text(data["sent_despite"]),
        MappingProxyType(_figures(data["figures"])),
    )


def _figures(data: dict[str, Any]) -> dict[str, Decimal]:
    if not _NUMBERS.fullmatch(",".join(data.values())):
        raise ValueError(len(data))
    return dict(zip(map(_key, data), map(Decimal, data.values()), strict=True))


@lru_cache(maxsize=256)
def _key(word: str) -> str:
    """Return the key of a figure; all packages have much the same ones."""
    return _manifest_text(word)


def _hashes(parts: dict[str, Any]) -> dict[str, str]:
    if set(parts) != set(PARTS):
        raise ValueError(len(parts))
    return {name: _sha(parts[name]) for name in PARTS}


def _manifest_text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _WORDS_MOST:
        raise TypeError(type(value))
    return printable(value)[0]


def _sha(value: object) -> str:
    if not isinstance(value, str) or not _SHA.fullmatch(value):
        raise ValueError(value)
    return value


# The findings a report was sent with: what was open, and the reasons given.


_LONGEST = 2_000
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class StatedFinding:
    """A finding as the township's program told it; `severity` is 还差, 必改, 提醒 or 提示."""

    severity: str
    class_: str
    page: str
    message: str
    numbers: str = ""
    expected: str = ""
    reason: str = ""
    """The reason with which it was closed, empty while it is open."""

    @property
    def open(self) -> bool:
        """Whether no reason was given."""
        return not self.reason

    @property
    def must_be_mended(self) -> bool:
        """Whether the report should not go out like this."""
        return self.open and self.severity in ("还差", "必改")


_NAMES = tuple(field.name for field in fields(StatedFinding))
_BLANKS = ("",) * len(_NAMES)


def findings_text(findings: tuple[StatedFinding, ...]) -> str:
    """Return findings as compact JSON, keys without a value left out, in the order given."""
    stated = ({name: getattr(finding, name) for name in _NAMES} for finding in findings)
    data = [{name: value for name, value in each.items() if value} for each in stated]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def findings_of(text: str) -> tuple[StatedFinding, ...]:
    """Return the findings in JSON text.

    Raises:
        ValueError: The text is no list of findings.
    """
    data = json.loads(text)
    if not isinstance(data, list) or len(data) > _MOST:
        raise ValueError(type(data))
    return tuple(_finding(item) for item in data)


def _finding(item: Any) -> StatedFinding:
    if not isinstance(item, dict):
        raise ValueError(type(item))  # noqa: TRY004 - all that is wrong here is one error
    return StatedFinding(*map(_stated_text, map(item.get, _NAMES, _BLANKS)))


def _stated_text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(type(value))  # noqa: TRY004 - all that is wrong here is one error
    words = value[:_LONGEST]
    return words if words.isprintable() else printable(words)[0]


# Taking one part out of a zip that lies in memory: never more bytes than are allowed.
#
# `zipfile` reads the list of parts. A part itself is cut out here: what its own head says must
# agree with the list, and a compressed part is unpacked in one step that stops at the limit.


_HEAD = struct.Struct("<4s5H3I2H")
_SIGNATURE = b"PK\x03\x04"
_LOCKED = 0x1


def unpacked(content: bytes, entry: ZipInfo) -> bytes:
    """Return the bytes of a part, exactly as many as the list of parts says.

    Raises:
        zipfile.BadZipFile: The part is locked, packed in a way not used here, lies elsewhere,
            has another size or sum than is said, or is cut short.
        zlib.error: The part cannot be unpacked.
    """
    packed = _packed_bytes(content, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        part = packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
    else:
        raise zipfile.BadZipFile
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise zipfile.BadZipFile
    return part


def _packed_bytes(content: bytes, entry: ZipInfo) -> bytes:
    """Return an entry still packed; BadZipFile where its own header says something else."""
    at = entry.header_offset
    try:
        found = _HEAD.unpack_from(content, at)
    except struct.error:
        raise zipfile.BadZipFile from None
    name_length, more_length = found[-2:]
    name = content[at + _HEAD.size : at + _HEAD.size + name_length]
    start = at + _HEAD.size + name_length + more_length
    packed = content[start : start + entry.compress_size]
    if (
        found[0] != _SIGNATURE
        or (found[2] | entry.flag_bits) & _LOCKED
        or name != entry.filename.encode()
        or len(packed) != entry.compress_size
    ):
        raise zipfile.BadZipFile
    return packed


# Reading a return package of unknown origin: strictly, and never more than one may hold.


_AGAIN = "由原单位用本程序重新打包，再报一次"


@dataclass(frozen=True, slots=True)
class ReturnPackage:
    """A package whose parts are what its manifest says."""

    manifest: Manifest
    word: bytes
    data: str
    findings: tuple[StatedFinding, ...]
    data_sha256: str


@file_reader
def read_package(path: Path) -> ReturnPackage:
    """Return what a package holds; every part was held against its hash.

    Raises:
        UnusableFileError: The file is missing, no package, damaged, changed, too large, or of
            a version not to be read.
    """
    name = path.name
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            _check_beginning(file.read(4), size, name)
            file.seek(0)
            content = file.read(size)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive.infolist(), content, name)
    except FileNotFoundError:
        raise UnusableFileError(f"找不到“{name}”", "核对文件还在不在原来的位置") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise damaged(name) from None
    except (OSError, ValueError):
        raise UnusableFileError(f"“{name}”打不开", "核对它有没有损坏、能不能读") from None
    return _package_of(parts, name)


def damaged(name: str) -> UnusableFileError:
    """Return the error for a package that cannot be taken apart."""
    return UnusableFileError(f"“{name}”已经损坏，可能没有传完", _AGAIN)


def _foreign(name: str) -> UnusableFileError:
    return UnusableFileError(f"“{name}”不是上报包", "选由本程序“打包上报”得到的文件")


def _too_large(name: str) -> UnusableFileError:
    return UnusableFileError(f"“{name}”大得不像一份报告", _AGAIN)


def _check_beginning(start: bytes, size: int, name: str) -> None:
    if not start.startswith(b"PK"):
        raise _foreign(name)
    if size > LARGEST_FILE:
        raise _too_large(name)


def _parts(entries: list[zipfile.ZipInfo], content: bytes, name: str) -> dict[str, bytes]:
    if len(entries) > len(LARGEST) or {entry.filename for entry in entries} != {MANIFEST, *PARTS}:
        raise _foreign(name)
    if any(entry.file_size > LARGEST[entry.filename] for entry in entries):
        raise _too_large(name)
    return {entry.filename: unpacked(content, entry) for entry in entries}


def _package_of(parts: dict[str, bytes], name: str) -> ReturnPackage:
    """Return the package of its parts, each held against its hash in the manifest."""
    try:
        manifest, hashes = manifest_of(parts[MANIFEST].decode(), f"“{name}”")
        for part in PARTS:
            if hashlib.sha256(parts[part]).hexdigest() != hashes[part]:
                raise _changed(name)
        if any(_brackets(parts[part]) > most for part, most in MOST_BRACKETS.items()):
            raise _too_large(name)
        found = findings_of(parts[FINDINGS].decode())
        data = parts[DATA].decode()
    except (ValueError, RecursionError):
        raise damaged(name) from None
    return ReturnPackage(manifest, parts[WORD], data, found, hashes[DATA])


def _brackets(part: bytes) -> int:
    """Return how many lists and objects open in a part."""
    return part.count(b"[") + part.count(b"{")


def _changed(name: str) -> UnusableFileError:
    return UnusableFileError(f"“{name}”打包后被改动过，和清单对不上", _AGAIN)


# Writing a return package: the same contents give the same bytes.


_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a package; `data` is the report as `record.to_json` writes it."""

    manifest: Manifest
    word: bytes
    data: str
    findings: tuple[StatedFinding, ...]


def pack(contents: Contents) -> bytes:
    """Return the bytes of the package.

    Raises:
        KnownError: A part is larger than any package may have it.
    """
    parts = {
        WORD: contents.word,
        DATA: contents.data.encode(),
        FINDINGS: findings_text(contents.findings).encode(),
    }
    hashes = {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()}
    head = manifest_text(contents.manifest, hashes).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in ((MANIFEST, head), *parts.items()):
            if len(part) > LARGEST[name]:
                raise KnownError(
                    "报告太大，打不成上报包", "核对有没有误粘贴的大段文字，删去后再打包"
                )
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            way = zipfile.ZIP_STORED if name == WORD else zipfile.ZIP_DEFLATED
            archive.writestr(entry, part, way, 9)
    return packed.getvalue()


# Sending a report to the county: the report, its Word file and its findings as one package.


@dataclass(frozen=True, slots=True)
class Ready:
    """A report looked at before it is sent: its facts and all that is found in it."""

    record: Record
    facts: Facts
    findings: tuple[StatedFinding, ...]
    draft: bool

    @property
    def open(self) -> tuple[StatedFinding, ...]:
        """What must still be mended."""
        return tuple(finding for finding in self.findings if finding.must_be_mended)

    @property
    def open_words(self) -> str:
        """必改 1 处、还差 2 项, as window and command line count them; empty where nothing is."""
        weights = Counter(finding.severity for finding in self.open)
        return open_words(weights[Severity.ERROR.value], weights[MISSING])

    @property
    def carried(self) -> tuple[StatedFinding, ...]:
        """What goes out as last year and nobody has confirmed; no reason is asked for that."""
        return tuple(
            StatedFinding(
                "待核",
                "STALE_YEAR",
                PAGE_TITLES.get(page.key, "") if (page := FORM.page_of(place.section)) else "",
                f"“{called(self.facts, place)}”照去年沿用，没有核对",
            )
            for place in waiting_unasked(self.facts)
        )


def look_over(record: Record) -> Ready:
    """Return what a package of the report would state."""
    facts = Facts(record.report, scheme_of(record.scheme))
    found = report_status(facts)
    return Ready(record, facts, tuple(_stated_findings(facts, found)), found.draft)


def stated_in(data: str) -> tuple[StatedFinding, ...]:
    """Return what this program finds in the data of a report, without its sentences.

    Raises:
        UnusableFileError: The data are no report.
    """
    record = from_json(data)
    facts = Facts(record.report, scheme_of(record.scheme))
    return tuple(_stated_findings(facts, report_status(facts, reviewed=())))


def send(ready: Ready, target: Path, written: datetime, *, despite: str = "") -> Path:
    """Write the return package and return where it lies.

    Args:
        ready: The report as it was looked over.
        target: The file to write.
        written: The moment that counts as that of sending.
        despite: Why it is sent though something must be mended; travels inside.

    Raises:
        KnownError: Unit or year is missing, or something is open and no reason of at least
            `SHORTEST_REASON` characters was given.
        TargetError: The file cannot be written.
    """
    write_safely(target, packed(ready, written, despite=despite))
    return target


SHORTEST_REASON = 4
"""Characters of the least that says why."""
REASON_RULE = f"原因至少写 {SHORTEST_REASON} 个字"


def lacks_reason(ready: Ready, despite: str) -> bool:
    """Return whether something is open and no reason, or too short a one, is given for sending it."""
    return bool(ready.open) and len(despite.strip()) < SHORTEST_REASON


def packed(ready: Ready, written: datetime, *, despite: str = "") -> bytes:
    """Return the bytes of the return package; see `send`."""
    facts, reason = ready.facts, despite.strip()
    unit, year = facts[Unit.name], facts[Unit.year]
    if not unit or not year:
        raise KnownError("还没有填单位名称和报告年度", "在“概况”一页填好再打包")
    if lacks_reason(ready, reason):
        remedy = f"改好再打包，或写明为什么现在就要上报，{REASON_RULE}"
        raise KnownError(f"{ready.open_words}，还没有改好", remedy)
    manifest = Manifest(
        unit,
        year,
        facts[Unit.county] or "",
        written,
        __version__,
        _mark(facts),
        ready.draft,
        reason if ready.open else "",
        MappingProxyType(_figures_sent(facts)),
    )
    data = to_json(ready.record)
    return pack(Contents(manifest, _word(ready, data, written), data, ready.findings))


def _figures_sent(facts: Facts) -> dict[str, Decimal]:
    return {k: rounded(v, 2) for k, v in measured(facts).items() if v is not None}


def _mark(facts: Facts) -> SchemeMark:
    scheme = facts.scheme
    return SchemeMark(scheme.name, scheme.version, hashlib.sha256(scheme.text.encode()).hexdigest())


def _word(ready: Ready, data: str, written: datetime) -> bytes:
    document = compose(ready.facts, draft=ready.draft, payload=data)
    return build_word(document, ready.facts.scheme.page, written=written)


def _stated_findings(facts: Facts, found: ReportStatus) -> Iterator[StatedFinding]:
    points = tuple(points_one_by_one(facts, found))
    for point in points:
        if point.finding is None and point.gap is not None and point.page is not None:
            page = point.page.page.title
            yield StatedFinding(MISSING, "MISSING", page, asked(facts, point.gap))
    yield from (_stated(point.finding, point.weight) for point in points if point.finding)
    yield from (_stated(each, each.severity.value) for each in found.findings if not each.open)


def _stated(finding: Finding, weight: str) -> StatedFinding:
    return StatedFinding(
        weight,
        class_of(finding),
        PAGE_TITLES.get(page_of(finding), ""),
        finding.message,
        finding.numbers,
        finding.expected,
        finding.reason,
    )
