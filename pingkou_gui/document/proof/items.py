"""What is proved about a written file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProofItem:
    """One thing that was looked for in the written file."""

    name: str
    """Stands for the item in code."""
    label: str
    """What the clerk sees beside the tick, for example 22行."""
    holds: bool
    detail: str = ""
    """What was found, in Chinese; where the item does not hold, what is wrong."""

    def __str__(self) -> str:
        """Return the label with its tick or cross."""
        return f"{self.label} {'✓' if self.holds else '✗'}"


@dataclass(frozen=True, slots=True)
class Proof:
    """All items, in the order in which they are shown."""

    items: tuple[ProofItem, ...]
    missing: int = 0
    """Placeholders 【待填：…】 and 【待核：…】 that the file shows."""

    @property
    def holds(self) -> bool:
        """Whether every item holds."""
        return all(item.holds for item in self.items)

    @property
    def failures(self) -> tuple[ProofItem, ...]:
        """The items that do not hold."""
        return tuple(item for item in self.items if not item.holds)

    def __getitem__(self, name: str) -> ProofItem:
        """Return the item of a name; KeyError where there is none."""
        for item in self.items:
            if item.name == name:
                return item
        raise KeyError(name)

    def __str__(self) -> str:
        """Return A4 ✓ 22行 ✓ 28字 ✓ … in one line."""
        return " ".join(str(item) for item in self.items)


def judged(name: str, label: str, fault: str, detail: str = "") -> ProofItem:
    """Return an item that holds where there is no fault."""
    return ProofItem(name, label, not fault, fault or detail)
