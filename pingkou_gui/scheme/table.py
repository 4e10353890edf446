"""A table of a scheme file, read key by key; what is wrong is collected, not raised."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pingkou_gui.scheme.problem import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.scheme.lines import Lines, Path

WORDS_MOST = 300
"""Characters of a name or a title."""
LIST_MOST = 3000
"""Entries of a list; a county has some hundred units."""
FAULTS_MOST = 200


def said(number: Decimal) -> str:
    """Return a number without trailing zeros."""
    return f"{number.normalize():f}" if number else "0"


@dataclass(slots=True)
class Faults:
    """The faults found so far, and the lines to tell where they are."""

    lines: Lines
    found: list[Problem] = field(default_factory=list)

    def add(self, path: Path, what: str, remedy: str) -> None:
        """Note a fault at the line of `path`; nobody reads more than some hundred."""
        if len(self.found) >= FAULTS_MOST:
            return
        self.found.append(Problem(self.lines.of(path), what, remedy))


@dataclass(slots=True)
class Table:
    """One table; a wrong value gives a fault and a harmless value in its place."""

    data: dict[str, Any]
    path: Path
    faults: Faults
    seen: set[str] = field(default_factory=set)

    def fault(self, key: str, what: str, remedy: str) -> None:
        """Note a fault at a key."""
        self.faults.add((*self.path, key) if key else self.path, what, remedy)

    def _value(self, key: str, example: str, *, required: bool) -> Any:
        self.seen.add(key)
        value = self.data.get(key)
        if value is None and required:
            where = f"“{self.path[0]}”里" if self.path else ""
            self.fault(key, f"{where}缺少 {key}", f"补上一行 {key} = {example}")
        return value

    def text(
        self, key: str, *, required: bool = True, example: str = '"文字"', most: int = WORDS_MOST
    ) -> str:
        """Return words without blanks around them; empty where they may be left out."""
        value = self._value(key, example, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(key, f"{key} 应是文字", f"加上英文引号，例如 {key} = {example}")
            return ""
        return self._fitting(key, value.strip(), most, required=required)

    def _fitting(self, key: str, words: str, most: int, *, required: bool) -> str:
        if required and not words:
            self.fault(key, f"{key} 是空的", "写上文字")
        if len(words) > most:
            self.fault(key, f"{key} 有 {len(words)} 个字", f"缩短到 {most} 字以内")
        if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in words):
            self.fault(key, f"{key} 里有换行或看不见的字符", "删去后重新输入")
        return words[:most]

    def number(
        self,
        key: str,
        least: int,
        most: int,
        *,
        default: Decimal | None = None,
    ) -> Decimal:
        """Return a number within its range; `default` where it is not there."""
        value = self._value(key, str(max(least, 1)), required=default is None)
        if value is None:
            return default or Decimal(0)
        return self.checked(key, value, least, most)

    def checked(self, key: str, value: Any, least: int, most: int) -> Decimal:
        """Return `value` as a number, with a fault where it is none or out of range."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.fault(key, f"{key} 应是数字", f"写成不带引号的数字，例如 {key} = 10")
            return Decimal(least)
        if not isinstance(value, int) and not value.is_finite():
            self.fault(key, f"{key} 不是一个数", f"写成数字，例如 {key} = 10")
            return Decimal(least)
        if not least <= value <= most:
            self.fault(key, f"{key} 超出范围", f"应在 {least} 到 {most} 之间")
            return Decimal(least)
        number = Decimal(value)
        if number != number.quantize(Decimal("0.01")):
            self.fault(key, f"{key} 的小数太长", "最多写两位小数")
        return number

    def flag(self, key: str, *, default: bool) -> bool:
        """Return yes or no."""
        value = self._value(key, "true", required=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(key, f"{key} 只能写 true 或 false", f"改成 {key} = true 或 {key} = false")
            return default
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of words, each once."""
        value = self._value(key, '["一", "二"]', required=required)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, f"{key} 应是一列文字", f'写成 {key} = ["一", "二"]')
            return ()
        if len(value) > LIST_MOST:
            self.fault(key, f"{key} 有 {len(value)} 项", f"减少到 {LIST_MOST} 项以内")
            return ()
        words = [self._fitting(key, item.strip(), WORDS_MOST, required=True) for item in value]
        twice = next((word for word, times in Counter(words).items() if times > 1), None)
        if twice is not None:
            self.fault(key, f"{key} 里“{twice}”写了两次", "删去一个")
        return tuple(dict.fromkeys(words))

    def table(self, key: str, *, required: bool = True) -> Table:
        """Return the table below, an empty one where it is not there."""
        value = self._value(key, "…", required=False)
        if value is None and required:
            self.fault(key, f"缺少 [{key}] 一节", f"补上 [{key}] 和它下面的内容")
        elif value is not None and not isinstance(value, dict):
            self.fault(key, f"{key} 应是一节", f"写成单独一行 [{key}]，下面写内容")
        return Table(value if isinstance(value, dict) else {}, (*self.path, key), self.faults)

    def tables(self, key: str, *, required: bool = True) -> Iterator[Table]:
        """Yield the tables of a list, closing each after it was read."""
        value = self._value(key, "…", required=False)
        if value is None or value == []:
            if required:
                self.fault(key, f"一个 [[{key}]] 也没有", f"至少写一个 [[{key}]]")
            return
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(key, f"{key} 应是几个小节", f"每个写成单独一行 [[{key}]]，下面写内容")
            return
        if len(value) > LIST_MOST:
            self.fault(key, f"[[{key}]] 有 {len(value)} 个", f"减少到 {LIST_MOST} 个以内")
        for index, item in enumerate(value[:LIST_MOST]):
            table = Table(item, (*self.path, key, index), self.faults)
            yield table
            table.close()

    def close(self) -> None:
        """Note a fault for every key that nobody asked for."""
        unknown = sorted(self.data.keys() - self.seen)
        for key in unknown[:FAULTS_MOST]:
            near = nearest(key, self.seen)
            remedy = f"是不是 {near}？改成它，或删去这一行" if near else "删去这一行"
            self.fault(key, f"没有 {key[:40]} 这一项", remedy)
