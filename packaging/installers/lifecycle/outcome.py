"""What a trial came to: it held, or it was not run and why. A trial that fails stops the build."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Outcome:
    """One trial: what was tried where, and why it was not run where it was not."""

    trial: str
    not_run: str = ""
    seconds: float = 0

    def line(self) -> str:
        """Return the outcome for the developer, in one line."""
        return (
            f"没有跑：{self.trial}（{self.not_run}）"
            if self.not_run
            else f"通过：{self.trial}（{self.seconds:.0f} 秒）"
        )


def timed(trial: Callable[[], Outcome]) -> Outcome:
    """Return the outcome of a trial with the time it took."""
    began = time.monotonic()
    return replace(trial(), seconds=time.monotonic() - began)
