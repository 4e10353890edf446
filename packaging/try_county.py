"""A county's whole collecting tried at scale: what was sent is invented, what must be told is known.

    python packaging/try_county.py [NUMBER] [FOLDER]

Some NUMBER of packages (2,000) of two counties are written into a tree of folders below FOLDER,
from towns, streets and bureaus under names of their own: corrected ones, copies, the same unit
under two names, clocks that ran ahead or were set back, late ones, broken ones, files that are no
packages, and units that send nothing. They are collected in one run with the schemes of both
counties; everything that must be told is held against what is told, and the workbook is opened by
LibreOffice and printed to PDF where soffice is installed.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench_packages import BROKEN, Model, made, model

from pingkou_gui.county.collect import CollectionRequest, by_scheme, collect, sentence
from pingkou_gui.county.package import Contents, SchemeMark, pack
from pingkou_gui.report.json_format import as_json
from pingkou_gui.scheme.scheme_editing import built, draft_of
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme_file

SEED = 19_491_001
NOW = datetime(2024, 4, 20, 12, tzinfo=UTC)
DEADLINE = "2024-03-31"
IN_TIME = datetime(2024, 3, 5, 9, tzinfo=UTC)
COUNTIES = ("青石县", "云溪县")
FIRST = "白柏碧陈大东丰高古桂海禾红花黄江金兰乐柳龙马梅明南平清泉仁三上石水松太塘天桐文五西溪小新星杨一永云张长中竹紫"
SECOND = "坝坳冲川村堤洞渡坊浮港沟谷关河湖家江口浪岭龙门坪桥渠沙山市潭塘田头湾铺溪峡洲庄"
KINDS = ("镇", "乡", "街道")
BUREAUS = (
    "财政局", "审计局", "民政局", "教育局", "水利局", "林业局", "交通运输局", "农业农村局", "卫生健康局",
    "市场监督管理局", "人力资源和社会保障局", "自然资源局", "文化旅游广电体育局", "应急管理局", "统计局",
)  # fmt: skip


@dataclass
class Known:
    """What a collection must tell."""

    missing: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    alike: set[frozenset[str]] = field(default_factory=set)
    clocks: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    statuses: Counter[str] = field(default_factory=Counter)
    units: dict[str, list[str]] = field(default_factory=dict)
    files: int = 0


def names_of(county: str, count: int) -> list[str]:
    """Return so many names as a county lists them, in an order that is no alphabet's."""
    chance = random.Random(county)  # noqa: S311 - no secret
    towns = [f"{a}{b}" for a in FIRST for b in SECOND if a != b]
    chance.shuffle(towns)
    names = [f"{county}{bureau}" for bureau in BUREAUS][: count // 3]
    for at in range(count - len(names)):
        kind = KINDS[at % len(KINDS)]
        end = "办事处" if kind == "街道" else "人民政府"
        names.append(f"{county}{towns[at]}{kind}{end}")
    chance.shuffle(names)
    return names


def scheme_for(county: str, units: list[str]) -> str:
    """Return a scheme of a county: its list, its deadline, points of its own."""
    draft = draft_of(default_scheme())
    draft.name, draft.version, draft.county = f"{county}方案", "2024.1", county
    draft.units, draft.deadline = list(units), DEADLINE
    return built(draft).text


class Sender:
    """Writes packages of units into a tree of folders."""

    def __init__(self, folder: Path, known: Known) -> None:
        self._folder, self._known = folder, known
        with tempfile.TemporaryDirectory() as scratch:
            self._model: Model = model(Path(scratch))
        self._number = 0

    def send(self, county: str, unit: str, scheme: str, created: datetime, name: str = "") -> Path:
        """Write a package whose amounts are its own; return where it lies."""
        self._number += 1
        contents = made(self._model, self._number, unit)
        data = json.loads(contents.data) | {"scheme": scheme}
        for entry in data["entries"]:
            if entry[:3] == ["unit", entry[1], "county"]:
                entry[3] = county
        mark = SchemeMark(f"{county}方案", "2024.1", "0" * 64)
        says = replace(contents.manifest, county=county, created=created, scheme=mark, figures={})
        area = f"第{self._number % 23 + 1}片"
        target = self._folder / county / area / unit / (name or f"{unit}{self._number:05}.jxbg")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pack(Contents(says, contents.word, as_json(data), contents.findings)))
        self._known.files += 1
        return target

    def write(self, county: str, unit: str, name: str, content: bytes) -> None:
        """Write a file that is no package."""
        target = self._folder / county / unit / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self._known.files += 1
        self._known.unreadable.add(name)


def generate(folder: Path, count: int) -> tuple[Known, dict[str, str]]:
    """Write about `count` files; return what must be told of them, and the schemes' texts."""
    known, schemes = Known(), {}
    sender, chance = Sender(folder, known), random.Random(SEED)  # noqa: S311 - no secret
    for county, part in zip(COUNTIES, (0.6, 0.4), strict=True):
        units = names_of(county, int(count * part * 0.86))
        known.units[county] = units
        schemes[county] = scheme_for(county, units)
        for at, unit in enumerate(units):
            _one_unit(sender, known, schemes[county], (county, unit, at), chance)
    return known, schemes


def _one_unit(
    sender: Sender, known: Known, scheme: str, who: tuple[str, str, int], chance: random.Random
) -> None:
    county, unit, at = who
    moment = IN_TIME + timedelta(minutes=chance.randrange(30_000))
    late = datetime(2024, 4, 2, 9, tzinfo=UTC) + timedelta(minutes=at)
    case = at % 40
    if case == 0:
        known.missing.add(unit)
        known.statuses["未交"] += 1
        return
    if case == 1:
        sender.write(county, unit, f"{unit}.doc", b"old word")
        known.missing.add(unit)
        known.statuses["未交"] += 1
        return
    if case == 2:
        known.late.add(unit)
        known.statuses["迟交"] += 1
        sender.send(county, unit, scheme, late)
        return
    known.statuses["已交"] += 1
    sent = sender.send(county, unit, scheme, moment)
    if case in {3, 4, 5, 6}:
        sender.send(county, unit, scheme, late)  # mended after the deadline: not late
    elif case == 7:
        shutil.copy(sent, sent.with_name(f"副本 {sent.name}"))
        known.files += 1
    elif case == 8:
        other = f"{unit}（本级）"
        known.alike.add(frozenset({unit, other}))
        known.statuses["已交"] += 1
        sender.send(county, other, scheme, moment)
    elif case == 9:
        ahead = sender.send(county, unit, scheme, datetime(2030, 1, 5, tzinfo=UTC))
        known.clocks.add(ahead.name)
    elif case == 10:
        behind = sender.send(county, unit, scheme, datetime(1970, 1, 2, tzinfo=UTC))
        known.clocks.add(behind.name)
    elif case == 11:
        broken = sender.send(county, unit, scheme, moment, f"{unit} 坏{at}.jxbg")
        broken.write_bytes(BROKEN[at % len(BROKEN)](broken.read_bytes()))
        known.unreadable.add(broken.name)


def judge(known: Known, request: CollectionRequest) -> list[str]:
    """Collect; return what was not told as it must be."""
    began = time.perf_counter()
    outcome = collect(request)
    print(f"{known.files} files in {time.perf_counter() - began:.1f} s: {sentence(outcome)}")
    found = {
        "missing": (set(outcome.missing), known.missing),
        "late": (set(outcome.late), known.late),
        "alike": ({frozenset(group) for group in outcome.alike}, known.alike),
        "clocks": ({Path(file).name for file, _ in outcome.clocks}, known.clocks),
        "unreadable": ({Path(file).name for file, _ in outcome.unreadable}, known.unreadable),
        "statuses": (Counter(s.state.value for s in outcome.statuses), known.statuses),
    }
    faults = [
        f"{name}: {told} instead of {wanted}"[:400]
        for name, (told, wanted) in found.items()
        if told != wanted
    ]
    for county in COUNTIES:
        listed = known.units[county]
        order = [s.unit for s in outcome.statuses if s.county == county and s.unit in set(listed)]
        if order != listed:
            faults.append(f"{county}: not in the order of the list")
    return faults


def printed(workbook: Path) -> str:
    """Return how many pages of which size LibreOffice prints, or that it is not there.

    Raises:
        CalledProcessError: It cannot open the workbook.
    """
    if not shutil.which("soffice") or not shutil.which("pdfinfo"):
        return "(not printed: no soffice, no pdfinfo)"
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run(
            [*command, "--outdir", workbook.parent, workbook], capture_output=True, check=True, timeout=900
        )  # fmt: skip
    if not workbook.with_suffix(".pdf").exists():
        return "NOT OPENED by LibreOffice (libreoffice-calc-nogui is needed)"
    told = subprocess.run(
        ["pdfinfo", workbook.with_suffix(".pdf")], capture_output=True, text=True, check=True
    ).stdout
    lines = [line for line in told.splitlines() if line.startswith(("Pages", "Page size"))]
    return "; ".join(" ".join(line.split()) for line in lines)


def main() -> int:
    """Generate, collect, judge, print; return 1 where something was not told."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", nargs="?", type=int, default=2_000, help="packages to write")
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=None,
        help="where they go; a new temporary folder without one",
    )
    words = parser.parse_args()
    count = words.number
    folder = words.folder or Path(tempfile.mkdtemp(prefix="county-"))
    inbox = folder / "收到"
    shutil.rmtree(inbox, ignore_errors=True)
    inbox.mkdir(parents=True)
    known, schemes = generate(inbox, count)
    request = CollectionRequest(
        (inbox,),
        folder / "汇总.xlsx",
        folder / "汇总.sqlite",
        status=folder / "报送情况.xlsx",
        now=NOW,
    )
    for county, text in schemes.items():
        path = folder / f"{county}.jxfa"
        path.write_text(text, "utf-8")

        request = by_scheme(request, read_scheme_file(path))
    faults = judge(known, request)
    for name in ("汇总.xlsx", "报送情况.xlsx"):
        print(
            f"{folder / name}: {(folder / name).stat().st_size / 2**20:.2f} MB {printed(folder / name)}"
        )
    print("all told" if not faults else "\n".join(faults))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
