"""One file into what is collected of it."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.county.collecting.collected import Collected, Made
from pingkou_gui.county.collecting.columns import BY_KEY, measured
from pingkou_gui.county.collecting.finding import PACKAGES, refuse_other
from pingkou_gui.county.returns import read_package
from pingkou_gui.county.returns.manifest import Manifest, SchemeMark
from pingkou_gui.document.word import read_payload, read_written
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.record import from_json
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.exchange.sending import stated_in
from pingkou_gui.scheme.reader import scheme_of
from pingkou_gui.spec.number_kinds import rounded
from pingkou_gui.spec.pages.overview import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pingkou_gui.county.returns import ReturnPackage, StatedFinding


def read_file(path: Path, shown: str, *, thorough: bool) -> Collected:
    """Return what is collected of a file, `shown` as its name.

    A `thorough` reading checks again what a package states of its findings, and the data inside
    its Word file.

    Raises:
        UnusableFileError: It is no return package and no Word file of this program, or damaged.
    """
    refuse_other(path)
    if path.suffix.lower() in PACKAGES:
        return _of_package(read_package(path), shown, thorough=thorough)
    return _of_word(path, shown)


def _of_package(package: ReturnPackage, shown: str, *, thorough: bool) -> Collected:
    facts = _facts(package.data)
    figures = measured(facts)
    found = stated_in(package.data) if thorough else package.findings
    differences = list(_differences(package.manifest, facts, figures))
    if thorough:
        differences += _checked_again(package, found)
    return _collected(
        shown,
        Made.PACKAGE,
        facts,
        figures,
        package.manifest,
        found,
        differences,
        package.data_sha256,
    )


def _of_word(path: Path, shown: str) -> Collected:
    data = read_payload(path)
    if data is None:
        raise UnusableFileError(
            f"“{path.name}”里没有报告数据", "只有由本程序写出的 Word 文件能汇总，由原单位报上报包"
        )
    facts = _facts(data)
    # Copying a file makes it young; what it says of itself does not change with that.
    moment = read_written(path) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    says = Manifest(
        facts[Unit.name] or "",
        facts[Unit.year] or 0,
        facts[Unit.county] or "",
        moment,
        "",
        SchemeMark(facts.scheme.name, facts.scheme.version, ""),
    )
    sha = hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()
    return _collected(shown, Made.WORD, facts, measured(facts), says, stated_in(data), (), sha)


def _facts(data: str) -> Facts:
    record = from_json(data)
    return Facts(record.report, scheme_of(record.scheme))


def _collected(  # noqa: PLR0913, PLR0917 - what is known, part by part
    shown: str,
    made: Made,
    facts: Facts,
    figures: dict[str, Decimal | None],
    says: Manifest,
    found: tuple[StatedFinding, ...],
    differences: list[str] | tuple[()],
    sha: str,
) -> Collected:
    unit = facts[Unit.name] or ""
    if not unit:
        raise UnusableFileError(f"“{shown}”里没有填单位名称", "由原单位填好单位名称再报")
    score = figures["score"]
    return Collected(
        shown,
        made,
        unit,
        facts[Unit.year],
        facts[Unit.county] or "",
        says.created,
        says.program,
        f"{says.scheme.name} {says.scheme.version}".strip(),
        any(f.severity == "还差" for f in found),
        says.sent_despite,
        figures,
        "" if score is None else facts.scheme.grade(score),
        found,
        tuple(differences),
        _sha256(facts.scheme.text),
        sha,
    )


@lru_cache(maxsize=8)
def _sha256(scheme: str) -> str:
    return hashlib.sha256(scheme.encode()).hexdigest()


def _differences(says: Manifest, facts: Facts, figures: dict[str, Decimal | None]) -> Iterator[str]:
    """Return what the manifest says otherwise than the data."""
    if says.unit != (facts[Unit.name] or ""):
        yield f"清单上的单位是“{says.unit[:40]}”，数据里是“{(facts[Unit.name] or '')[:40]}”"
    year = facts[Unit.year]
    if says.year != (year or 0):
        yield f"清单上的年度是 {says.year}，数据里是 {year or '空的'}"
    for key, stated in says.figures.items():
        column, own = BY_KEY.get(key), figures.get(key)
        if own == stated:
            continue
        shown = None if own is None else rounded(own, 2)
        if column is not None and (shown is None or shown != rounded(stated, 2)):
            told = "算不出" if shown is None else f"{shown}"
            yield f"{column.head}清单上是 {rounded(stated, 2)}，按数据算是 {told}"


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
