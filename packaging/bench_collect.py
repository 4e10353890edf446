"""Collect thousands of generated packages: files a second, whether it is linear, memory.

    python packaging/bench_collect.py [NUMBER]

Each package is the sample report with figures, names and reasons of its own. One in a hundred
is broken, hostile or a duplicate; all of them must be listed. The first thousand and the whole
are collected, each in a process of its own.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pingkou_gui.assets import asset
from pingkou_gui.county.returns import Contents, Manifest, SchemeMark, StatedFinding, pack
from pingkou_gui.domain.record import from_json
from pingkou_gui.exchange.collecting import Wanted, collect
from pingkou_gui.exchange.sending import look_over, packed
from pingkou_gui.file_types import RETURN_PACKAGE

SEED = 20240331
FIRST = 1_000
NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)


def varied(text: str, chance: random.Random) -> str:
    """Return another amount where the text is one."""
    is_amount = text.replace(".", "", 1).isdecimal()
    return f"{float(text) * chance.uniform(0.6, 1.4):.2f}" if is_amount else text


def made(number: int, data: dict, word: bytes, findings: tuple[StatedFinding, ...]) -> bytes:
    """Return the package of a unit whose amounts are its own."""
    chance = random.Random(SEED + number)  # noqa: S311 - no secret
    own = json.loads(json.dumps(data))
    for entry in own["entries"]:
        section, _, name, text = entry[:4]
        if (section, name) == ("unit", "name"):
            entry[3] = f"安化县第{number:05}镇人民政府"
        elif section in ("basic", "three_public", "conferences", "project", "economic_item"):
            entry[3] = varied(text, chance)
    text = json.dumps(own, separators=(",", ":"))
    moment = NOW + timedelta(minutes=chance.randrange(30_000))
    sha = hashlib.sha256(own["scheme"].encode()).hexdigest()
    manifest = Manifest(
        f"安化县第{number:05}镇人民政府",
        2023,
        "安化县",
        moment,
        "1.0",
        SchemeMark("湖南省通用方案", "2024.1", sha),
        draft=True,
        sent_despite="按期报送，差额核实中",
    )
    return pack(Contents(manifest, word, text, findings))


def broken(number: int, good: bytes) -> bytes:
    """Return a file that is damaged in one of a few ways."""
    match number % 4:
        case 0:
            return good[: len(good) // 2]
        case 1:
            return b"not a package at all" * 50
        case 2:
            at = good.index(b"report.docx") + 5_000
            return good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]
        case _:
            return b""


def generate(folder: Path, count: int) -> Counter[str]:
    """Write the packages below `folder`; return how many of what kind."""
    record = from_json(asset("sample/pingkou-2023.json").read_text())
    ready = look_over(record)
    whole = packed(ready, NOW, despite="按期报送，差额核实中")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        word, data = archive.read("report.docx"), json.loads(archive.read("data.json"))
    kinds: Counter[str] = Counter()
    for number in range(count):
        place = folder / f"{number // 500:03}"
        place.mkdir(exist_ok=True)
        odd = number % 200
        source = number - 1 if odd == 150 else number
        content = made(source, data, word, ready.findings)
        kind = "duplicate" if odd == 150 else "broken" if odd == 50 else "good"
        if kind == "broken":
            content = broken(number // 200, content)
        kinds[kind] += 1
        (place / f"{number:05}{RETURN_PACKAGE.extension}").write_bytes(content)
    return kinds


def measure(folder: Path, target: Path) -> dict:
    """Collect a folder in this process; return what it took."""
    began, worked = time.perf_counter(), time.process_time()
    outcome = collect(Wanted((folder,), target, target.with_suffix(".db")))
    took = time.perf_counter() - began
    worked = time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": took, "processor": worked, "peak_mb": peak, "counts": outcome.counts}


def apart(folder: Path, target: Path) -> dict:
    """Measure in a process of its own."""
    words = [sys.executable, __file__, "--measure", str(folder), str(target)]
    return json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout)


def main() -> None:
    """Generate, collect, tell."""
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    count = int(sys.argv[1]) if sys.argv[1:] else 10_000
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root = Path(name)
        for size in sorted({min(FIRST, count), count}):
            folder = root / f"in-{size}"
            folder.mkdir()
            kinds = generate(folder, size)
            found = apart(folder, root / f"{size}.xlsx")
            rate = size / found["seconds"]
            alone = size / found["processor"]
            print(f"{size} files: {found['processor']:.1f} s of processor, {alone:.0f} a second")
            listed = found["counts"]["unreadable"], found["counts"].get("相同", 0)
            asked = kinds["broken"], kinds["duplicate"]
            print(
                f"{size} files: {found['seconds']:.1f} s, {rate:.0f} a second, {found['peak_mb']} MB"
            )
            print(f"  broken and duplicate listed {listed} of {asked}: {listed == asked}")


if __name__ == "__main__":
    main()
