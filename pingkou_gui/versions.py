"""Versions of the data formats: what an older program wrote is upgraded, step by step."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

_AGAIN = "换一份副本，或由原单位用本程序重新导出"


class DataFormat(NamedTuple):
    """A data format: its present version, and the step that leads on from each earlier one.

    A format counts up when a program of the version before would lose or misread something.
    """

    version: int
    upgrades: Mapping[int, Upgrade] = MappingProxyType({})
    """By the version they start from: each returns data of the next version."""

    def upgraded(self, data: dict[str, Any], what: str) -> dict[str, Any]:
        """Return data of any version, with their `version`, in the present shape.

        Raises:
            UnusableFileError: The version is newer, too old, or none at all; `what` names the
                file in the sentence.
        """
        version = self.checked(data.get("version"), what)
        for number in range(version, self.version):
            data = self.upgrades[number](data) | {"version": number + 1}
        return data

    def checked(self, version: object, what: str) -> int:
        """Return the version that data say they have.

        Raises:
            UnusableFileError: This program cannot read it; see `upgraded`.
        """
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise UnusableFileError(f"{what}没有写明数据的版本，或者写得不对", _AGAIN)
        if version > self.version:
            raise UnusableFileError(f"{what}由更新版本的程序写出", "安装新版本的程序再打开")
        if any(number not in self.upgrades for number in range(version, self.version)):
            raise UnusableFileError(
                f"{what}由太早的版本写出，现在的程序读不了", "用当时的版本打开，照着填一遍"
            )
        return version
