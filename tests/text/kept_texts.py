"""Passages kept as text, and all that is read in each and told of it, written out line by line.

A case begins with `=== what it is about`; then the passage as a clerk writes it, cells parted by
tabs; below `--- gives` what was read and told when it was looked at: the figures with their
quantity, measure, year and marks, the lists, the cells of tables, what must add up, and the findings.
"""

import dataclasses
import re
from dataclasses import dataclass
from pathlib import Path

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import case_of, examine_reading
from pingkou_gui.text.reading.reader import read
from pingkou_gui.text.reasoning.finding import PROVED

FOLDER = Path(__file__).parent / "kept"
GIVES = "--- gives"
OF_WHOLE_REPORTS = "自评报告的章节"
"""What every passage without a chapter lacks; tests of chapters tell of it."""


@dataclass
class Kept:
    """One passage with what was read in it and told of it."""

    title: str
    text: str
    gave: list[str]


def cases():
    """Return all cases by their titles."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for case in cases_of(path.read_text(encoding="utf-8")):
            assert case.title not in found, case.title
            found[case.title] = case
    return found


def cases_of(text):
    """Yield the cases that a file holds."""
    for piece in re.split(r"(?m)^=== ", text)[1:]:
        title, _, rest = piece.partition("\n")
        passage, _, gave = rest.partition(f"\n{GIVES}\n")
        yield Kept(title, passage, gave.rstrip("\n").split("\n"))


def written(case):
    """Return a case as it stands in its file."""
    return "\n".join([f"=== {case.title}", case.text, GIVES, *case.gave]) + "\n"


def outcome(text):
    """Return all that is read in a text and told of it, line by line."""
    source = SourceText.from_string(text)
    reading = read(source)
    case = case_of(reading)
    lines = [
        *_whole(reading),
        *map(_statement, reading.statements),
        *(_list(reading, each) for each in reading.lists),
        *map(_cell, reading.cells),
        *(_constraint(case.ledger, each) for each in case.constraints),
        *(_finding(each) for each in examine_reading(reading) if each.expected != OF_WHOLE_REPORTS),
    ]
    return [re.sub(r"\s*\n\s*", "/", line).strip() for line in lines if line]


def _whole(reading):
    yield f"of: {reading.year or ''} {reading.unit} {reading.genre.value}".rstrip()
    for heading, place in zip(reading.headings, _places(reading), strict=True):
        told = [heading.key, heading.scope, "run in" if heading.run_in else ""]
        yield f"head: {place} {heading.level} {heading.mark} {heading.title} {_joined(told)}".rstrip()
    for paragraph in reading.source.paragraphs:
        if reading.source.copied and not paragraph.is_cell:
            yield f"line: {paragraph.locator} {paragraph.text[:30]}"
    for unread in reading.source.unread:
        yield f"unread: {unread.kind.value} {unread.locator} {unread.words}".rstrip()
    yield from (f"remark: {remark}" for remark in reading.source.remarks)


def _places(reading):
    return [reading.standings[heading.paragraph].path for heading in reading.headings]


def _joined(words):
    return ",".join(word for word in words if word)


def _amount(amount):
    if amount is None:
        return "-"
    return f"{'~' if amount.approximate else ''}{amount.text}{amount.unit}"


_SHOWN = {"key", "label", "year", "measure", "amount", "comparisons", "share", "execution"}
_LEFT_OUT = {"span", "sentence", "group", "chapter", "scope"}


def _statement(statement):
    marks = [
        field.name if value is True else f"{field.name}={value}"
        for field in dataclasses.fields(statement)
        if field.name not in _SHOWN | _LEFT_OUT and (value := getattr(statement, field.name))
    ]
    scope = "" if statement.scope == "total" else statement.scope
    told = [_joined([statement.key, statement.label]), statement.measure, str(statement.year or "")]
    told += [_amount(statement.amount), scope, statement.chapter, *marks]
    told += map(_comparison, statement.comparisons)
    if statement.share is not None:
        share = statement.share
        told.append(
            f"[share {share.whole} {share.key} {_amount(share.percent)} {_amount(share.amount)}]"
        )
    if statement.execution is not None:
        told.append(f"[rate {_amount(statement.execution)}]")
    return "says: " + " ".join(word for word in told if word)


def _comparison(comparison):
    words = "".join(comparison.direction_words)
    marks = _joined(["flat" * comparison.flat, "onward" * comparison.onward])
    numbers = (comparison.change, comparison.percent, comparison.base_amount)
    shown = " ".join(map(_amount, numbers))
    return f"[{comparison.base or '?'} {comparison.direction:+d} {words} {shown} {marks}]".replace(
        " ]", "]"
    )


def _list(reading, group):
    names = [s.key or s.label for s in reading.statements]
    whole = names[group.parent] if group.parent >= 0 else "-"
    items = " + ".join(names[at] for at in group.items)
    return f"list: {whole} {group.word} {items} {''.join(sorted(group.marks))}".rstrip()


def _cell(cell):
    place = f"{cell.table}.{cell.row}.{cell.column}"
    told = [cell.marker, cell.code, cell.scope, "paired" if cell.paired else ""]
    factor = "" if cell.factor == 1 else f"x{cell.factor}"
    words = f"{cell.label}|{cell.heading}"
    named = _joined([cell.key, cell.column_key, str(cell.year or "")])
    return f"cell: {place} {words} {named} {_amount(cell.amount)} {_joined(told)} {factor}".rstrip()


def _constraint(ledger, each):
    nodes = [f"{_of(ledger.entries[node])}" for node in each.nodes]
    fit = each.fit({at: entry.value for at, entry in enumerate(ledger.entries)}).name
    signs = "".join("-" if sign < 0 else "+" for sign in getattr(each, "signs", ()))
    return f"holds: {each.kind} {fit} {nodes[0]} = {' '.join(nodes[1:])} {signs}".rstrip()


def _of(entry):
    return f"{entry.key or entry.label}/{entry.basis}/{entry.measure}/{entry.year or ''}/{entry.value:f}"


def _finding(found):
    proved = "" if found.certainty == PROVED else f" {found.certainty}"
    told = f"{found.class_} {found.severity}{proved} “{found.quote}” → {found.expected}"
    spot = f"{found.spot.paragraph}:{found.spot.start}-{found.spot.end}"
    edits = "".join(
        f" [{edit.span.paragraph}:{edit.span.start}-{edit.span.end} {edit.text}]"
        for edit in found.edits
    )
    return f"told: {spot} {told} | {found.where} | {found.message}{edits} {found.deed}".rstrip()
