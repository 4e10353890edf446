"""What is wrong with a scheme file: where it stands, what it is, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant."""
    return next(iter(get_close_matches(word, known)), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault; `line` counts from 1, 0 where the file as a whole is meant."""

    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as one sentence with its place."""
        where = f"第{self.line}行：" if self.line else ""
        return f"{where}{self.what}。{self.remedy}。"


class SchemeError(UnusableFileError):
    """A scheme that cannot be used; `problems` has all its faults in the order of the lines."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        """Tell the first fault in the message, all of them in `problems`."""
        self.name = name
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        first = self.problems[0]
        where = f"第{first.line}行：" if first.line else ""
        more = f"（共{len(self.problems)}处）" if len(self.problems) > 1 else ""
        file = f"方案文件 {name}" if name else "方案文件"
        super().__init__(f"{file} 不能用{more}，{where}{first.what}", first.remedy)
