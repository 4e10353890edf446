"""Packages by the thousand for `bench_collect.py`: good ones, and all kinds of bad ones.

Of a hundred files one is broken, one hostile and one a copy of the file before it.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from pingkou_gui.county.collected_figures import measured
from pingkou_gui.county.package import (
    Contents,
    Manifest,
    StatedFinding,
    look_over,
    pack,
    read_package,
    send,
)
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind, rounded
from pingkou_gui.paths import RETURN_PACKAGE, asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import as_json, from_json
from pingkou_gui.scheme.scheme_reader import scheme_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = 20240331
IN_FOLDER = 500
NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)
BROKEN_AT, HOSTILE_AT, COPY_AT = 25, 50, 75
FORMULA = "=cmd|'/C calc'!A0 第{}镇"


@dataclass(slots=True)
class Expected:
    """What a collection must tell of the generated files, by their names."""

    unreadable: set[str] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)
    formulas: set[str] = field(default_factory=set)
    """Units whose name is a formula: to be taken, as words."""


@dataclass(frozen=True, slots=True)
class Model:
    """The sample package, its data cut where an amount or the name of the unit stands."""

    manifest: Manifest
    word: bytes
    findings: tuple[StatedFinding, ...]
    pieces: tuple[str, ...]
    values: tuple[str, ...]
    """What stood between the pieces; the name of the unit is empty."""


def model(folder: Path) -> Model:
    """Return the sample as it is packed by the program."""
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    path = send(look_over(record), folder / "sample.jxbg", NOW, despite="按期报送，差额核实中")
    package = read_package(path)
    path.unlink()
    data, values = json.loads(package.data), []
    for entry in data["entries"]:
        section, _, name, text = entry[:4]
        known = next((f for f in FORM.fields if (f.section, f.name) == (section, name)), None)
        if (section, name) == ("unit", "name"):
            text = ""
        elif known is None or not isinstance(known.kind, AmountKind) or text == "无":
            continue
        entry[3] = "@@"
        values.append(text)
    pieces = as_json(data).split("@@")
    return Model(package.manifest, package.word, package.findings, tuple(pieces), (*values, ""))


def made(of: Model, number: int, unit: str = "") -> Contents:
    """Return the contents of the package of a unit whose amounts are its own."""
    chance = random.Random(SEED + number)  # noqa: S311 - no secret
    unit = unit or f"安化县第{number:05}镇人民政府"
    texts = []
    for piece, value in zip(of.pieces, of.values, strict=True):
        own = f"{float(value) * chance.uniform(0.6, 1.4):.2f}" if value else as_json(unit)[1:-1]
        texts += [piece, own]
    moment = NOW + timedelta(minutes=chance.randrange(30_000))
    data = "".join(texts[:-1])
    facts = Facts(from_json(data).report, scheme_of(""))
    figures = {key: rounded(v, 2) for key, v in measured(facts).items() if v is not None}
    manifest = replace(of.manifest, unit=unit, created=moment, figures=figures)
    return Contents(manifest, of.word, data, of.findings)


def generate(folder: Path, count: int) -> Expected:
    """Write the packages into folders of five hundred below `folder`."""
    of, expected = model(folder), Expected()
    for number in range(count):
        place = folder / f"{number // IN_FOLDER:03}"
        place.mkdir(exist_ok=True)
        name = f"{number:05}{RETURN_PACKAGE.extension}"
        (place / name).write_bytes(_content(of, number, name, expected))
    return expected


def _content(of: Model, number: int, name: str, expected: Expected) -> bytes:
    odd, kind = number % 100, number // 100
    if odd == BROKEN_AT:
        expected.unreadable.add(name)
        return BROKEN[kind % len(BROKEN)](pack(made(of, number)))
    if odd == HOSTILE_AT and kind % (len(HOSTILE) + 1) == len(HOSTILE):
        unit = FORMULA.format(number)
        expected.formulas.add(unit)
        return pack(made(of, number, unit))
    if odd == HOSTILE_AT:
        expected.unreadable.add(name)
        return HOSTILE[kind % (len(HOSTILE) + 1)](made(of, number))
    if odd == COPY_AT:
        expected.copies.add(name)
        return pack(made(of, number - 1))
    return pack(made(of, number))


def _flipped(good: bytes) -> bytes:
    at = good.index(b"report.docx") + 5_000
    return good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]


BROKEN: tuple[Callable[[bytes], bytes], ...] = (
    lambda good: good[: len(good) // 2],
    lambda _good: b"not a package at all" * 50,
    _flipped,
    lambda _good: b"",
    lambda _good: _zipped({"readme.txt": b"x"}),
)
"""Cut short, something else, a byte turned, nothing, another zip."""


def _zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _parts(contents: Contents) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack(contents))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@lru_cache(maxsize=1)
def _bomb() -> bytes:
    return _zipped({"manifest.json": b"{}", "report.docx": b"", "findings.json": b"[]"}
                   | {"data.json": b"0" * 200_000_000})  # fmt: skip


def _lying(_contents: Contents) -> bytes:
    size = (200_000_000).to_bytes(4, "little")
    return _bomb().replace(size, (40_000).to_bytes(4, "little"))


def _outside(contents: Contents) -> bytes:
    return _zipped(_parts(contents) | {"../../../.config/autostart/x.desktop": b"[Desktop Entry]"})


def _renamed(contents: Contents) -> bytes:
    parts = _parts(contents)
    return _zipped({"C:\\Windows\\report.docx": parts.pop("report.docx")} | parts)


def _changed(contents: Contents) -> bytes:
    parts = _parts(contents)
    return _zipped(parts | {"data.json": parts["data.json"].replace(b"2023", b"2022")})


def _locked(contents: Contents) -> bytes:
    good = pack(contents)
    at = good.index(b"PK\x01\x02") + 8
    return good[:at] + b"\x01" + good[at + 1 :]


def _huge_json(contents: Contents) -> bytes:
    data = '{"format":"pingkou-report","version":1,"scheme":"","rows":[],"entries":[%s[]]}'
    return pack(replace(contents, data=data % ("[]," * 1_900_000)))


def _many_findings(contents: Contents) -> bytes:
    return pack(replace(contents, findings=contents.findings[:1] * 6_000))


HOSTILE: tuple[Callable[[Contents], bytes], ...] = (
    lambda _contents: _bomb(),
    _lying,
    _outside,
    _renamed,
    _changed,
    _locked,
    _huge_json,
    lambda contents: pack(replace(contents, data="[" * 3_000_000)),
    _many_findings,
)
"""Bombs, honest and lying of their size; parts with paths; data changed after packing; a locked
part; data that are huge or nested without end; findings without end. The tenth kind can be
read: a unit whose name is a formula."""
