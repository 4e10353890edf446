"""A report that was examined: its words, its chapters, its findings, what is shown of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.finished import examine_reading
from pingkou_gui.domain.reading import read
from pingkou_gui.importers.source_text import read_pasted, read_source

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.domain.proofread import TextFinding
    from pingkou_gui.domain.reading import Reading, SourceText

CLASSES = {
    "SUM": "合计",
    "PCT": "百分比",
    "DIRECTION": "增减方向",
    "CONTRADICTION": "前后不一",
    "DIGIT_DROP": "数字漏位",
    "UNIT": "单位",
    "COUNT": "个数",
    "ZERO_BASE": "基数为0",
    "POINTS": "得分",
    "SCOPE": "口径",
    "JUMP": "大起大落",
    "REASON": "缺原因",
    "STALE_YEAR": "年份",
    "NAME": "名称",
    "NUMBERING": "序号",
    "CITATION": "引用",
    "TYPO": "错字",
    "WORDING": "用词",
    "FORMAT": "格式",
    "TEMPLATE_LEFTOVER": "填写说明",
    "MISSING": "缺内容",
}
"""What the classes are called."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A report with what was found in it."""

    reading: Reading
    findings: tuple[TextFinding, ...]

    @property
    def name(self) -> str:
        """What the report is called: its file, or what the text was."""
        return self.reading.source.name or "粘贴的报告"

    @property
    def chapters(self) -> tuple[str, ...]:
        """The chapters that were recognised, as they are printed."""
        found = (h for h in self.reading.headings if h.level == 1 and h.key)
        return tuple(dict.fromkeys(f"{h.mark}{h.title}" for h in found))

    @property
    def about(self) -> str:
        """Unit, year, and how much was understood, in one line."""
        reading = self.reading
        whose = f"{reading.unit}　" if reading.unit else ""
        year = f"{reading.year}年度　" if reading.year else ""
        figures = len(reading.statements) + len(reading.cells)
        return f"{whose}{year}认出 {len(self.chapters)} 章，{figures} 处数字"

    def shown(self, severity: str = "", class_: str = "") -> tuple[TextFinding, ...]:
        """Return the findings of a severity and a class, of all where one is empty."""
        return tuple(
            f
            for f in self.findings
            if severity in ("", str(f.severity)) and class_ in ("", f.class_)
        )

    def classes(self) -> tuple[tuple[str, str], ...]:
        """Return the classes that were found: code, and name with count."""
        counted: dict[str, int] = {}
        for finding in self.findings:
            counted[finding.class_] = counted.get(finding.class_, 0) + 1
        return tuple((c, f"{class_name(c)} {n}") for c, n in counted.items())


def class_name(code: str) -> str:
    """Return what a class of findings is called."""
    return CLASSES.get(code, "其他")


def examine(source: SourceText) -> Examined:
    """Return a report examined."""
    reading = read(source)
    return Examined(reading, examine_reading(reading))


def examine_file(path: Path) -> Examined:
    """Return the report in a file examined.

    Raises:
        UnusableFileError: It is no docx or txt; the sentence says how to save it as one.
    """
    return examine(read_source(path))


def examine_text(text: str) -> Examined:
    """Return pasted text examined.

    Raises:
        UnusableFileError: The text is empty, or far longer than any report.
    """
    return examine(read_pasted(text))
