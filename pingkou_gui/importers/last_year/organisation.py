"""Offices and institutions: their names by kind, with the count the text gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.chapters import chinese_number
from pingkou_gui.form.pages.overview import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.importers.last_year.blocks import Block
    from pingkou_gui.importers.last_year.collector import Collector

_KIND = (
    "党政(?:办公)?机构|党政(?:综合)?办公室|综合性?办事机构|内设机构|内设股室|内设科室|行政机构|职能办公室|机关股室|股室|科室|"
    "(?:直属|下属|所属|公益类)?(?:全额)?事业(?:单位|机构|站所)|二级(?:机构|单位)|站所|另设机构|其他机构"
)
_COUNT = "(?P<n{0}>\\d{{1,2}}|[一二三四五六七八九十]{{1,3}})个"
_NAMES = "[，,：:（(]?(?:分别)?(?:是|为|即|有|包括)?[：:]?(?P<names{0}>[^。；;）)]+)"
_GROUP = re.compile(
    f"(?P<kind1>{_KIND})(?:共有?|有)?{_COUNT.format(1)}{_NAMES.format(1)}"
    f"|{_COUNT.format(2)}(?P<kind2>{_KIND}){_NAMES.format(2)}"
)
_NEXT_CLAUSE = re.compile("[，,](?!(?:以及|及|和|与)[一-鿿])")
_ENDS = "办公室|办|所|站|中心|大队|队|局|科|室|股|委员会|委|院|校|组|部|处|会|馆|园|社|公司|厅|联社|纪委|人大|政协|武装部"
_NAME = re.compile(f"[一-鿿（）]{{2,24}}(?:{_ENDS})(?:（[^）]*）)?")
_APART = re.compile("另(?:外)?(?:单独)?(?:设立|设有|设)(?P<name>[^，。；、\\d]{3,24})")


def read_organisation(c: Collector) -> None:
    """Propose a row for every office that the first chapter lists."""
    for block in c.chapter("overview"):
        if block.section in {"key_work", "duties", "scale"}:
            continue
        for code, count, names in _groups(block):
            _put_group(c, block, code, count, names)
        for match in _APART.finditer(block.body):
            if _NAME.fullmatch(match["name"]):
                _put(c, block, match["name"], "other", "")


def _groups(block: Block) -> Iterator[tuple[str, int, list[str]]]:
    at = 0
    while match := _GROUP.search(block.body, at):
        group = "1" if match["kind1"] else "2"
        segment = _NEXT_CLAUSE.split(match[f"names{group}"])[0]
        names = _split(segment)
        yield _code(match[f"kind{group}"]), _number(match[f"n{group}"]), names
        at = match.start(f"names{group}") + max(len(segment), 1)


def _split(segment: str) -> list[str]:
    parts = re.split("、|[，,]?(?:以及|及)(?=[一-鿿])", segment)
    names: list[str] = []
    for part in filter(None, (part.strip(" \u3000，,") for part in parts)):
        names += _parted(part)
    return names if all(_NAME.fullmatch(name) for name in names) else []


def _parted(part: str) -> list[str]:
    """Return one name, or two that 和 joins where both are names by themselves."""
    left, joint, right = part.rpartition("和")
    both = joint and _NAME.fullmatch(left) and _NAME.fullmatch(right)
    return [left, right] if both else [part]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text)


def _code(kind: str) -> str:
    if re.search("事业|站所|二级", kind):
        return "public_institution"
    return "other" if re.search("另设|其他", kind) else "party_government"


def _put_group(c: Collector, block: Block, code: str, count: int, names: list[str]) -> None:
    if not names:
        return
    doubt = "" if count == len(names) else f"报告写{count}个，列出的是{len(names)}个，核对名单"
    for name in names:
        _put(c, block, name, code, doubt)


def _put(c: Collector, block: Block, name: str, code: str, doubt: str) -> None:
    row = c.row(Organisation, Organisation.name, name)
    c.put(Organisation.name, name, block.index, row, doubt=doubt, carried=True)
    c.put(Organisation.kind, code, block.index, row, doubt=doubt, carried=True)
