"""The parts of a return package, and how large each may be."""

from __future__ import annotations

FORMAT = "pingkou-return"
VERSION = 1
"""The shape of the package; a program reads packages up to its own."""

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
