"""What a trial came to: it held, or it was not run and why. A trial that fails stops the build."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """One trial: what was tried where, and why it was not run where it was not."""

    trial: str
    not_run: str = ""

    def line(self) -> str:
        """Return the outcome for the developer, in one line."""
        return f"没有跑：{self.trial}（{self.not_run}）" if self.not_run else f"通过：{self.trial}"
