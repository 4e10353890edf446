"""Reports in files: json, and the data inside a Word file this program wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.word import read_payload
from pingkou_gui.domain.record import LARGEST, Record, from_json
from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = "sample/pingkou-2023.json"


def read_record(path: Path) -> Record:
    """Return the report in a json file, or in a Word file written by this program.

    Raises:
        UnusableFileError: The file cannot be read or holds no report.
    """
    if path.suffix.lower() == ".docx":
        return from_json(_payload(path))
    try:
        if path.stat().st_size > LARGEST:
            raise UnusableFileError(f"“{path.name}”太大，不是一份报告的数据", "核对选的文件")
        return from_json(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnusableFileError(
            f"“{path.name}”不是报告的数据文件", "选由本程序写出的 json 或 Word 文件"
        ) from None
    except OSError:
        raise UnusableFileError(f"没能读“{path.name}”", "核对它还在不在、能不能读") from None


def _payload(path: Path) -> str:
    found = read_payload(path)
    if found is None:
        raise UnusableFileError(
            f"“{path.name}”里没有报告数据", "只有由本程序写出的 Word 文件能这样打开"
        )
    return found
