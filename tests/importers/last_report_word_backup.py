"""Invented reports written as Word and opened again: every field equal, nothing shown as edited.

Run it to try many: `python tests/importers/last_report_word_backup.py 1000`.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from last_report_own_prose import say, written

from pingkou_gui.document.publish import publish
from pingkou_gui.reopen import open_word
from pingkou_gui.report.json_format import Record


def faults(seed, folder):
    """Return what is not as it was: 数据, 文字 or nothing."""
    record, path = Record(written(seed), ""), Path(folder) / f"{seed}.docx"
    publish(record, path, datetime(2024, 3, 15, tzinfo=UTC))
    opened = open_word(path)
    path.unlink()
    same = ("" if opened.record == record else "数据", "文字" if opened.differences else "")
    return "".join(same)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    fields, wrong = 0, []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            fault = faults(seed, folder)
            fields += len(written(seed).entries)
            wrong += [(seed, fault)] if fault else []
    say(f"{count} 份报告，{fields} 个值，恢复后不同的报告 {len(wrong)} 份", *wrong)


if __name__ == "__main__":
    main()
