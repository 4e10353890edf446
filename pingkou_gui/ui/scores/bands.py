"""What a qualitative indicator can be given: the scheme's bands in steps of ten per cent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.spec.number_kinds import grouped, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.scheme.model import Band

HUNDRED, TEN = Decimal(100), Decimal(10)


def band_choices(bands: Sequence[Band], points: Decimal) -> tuple[str, ...]:
    """Return the choices, best first: 8 分　80%（100–80%）."""
    return tuple(_choices(bands, points))


def points_of_choice(choice: str) -> str:
    """Return the points that a choice stands for, as they are typed."""
    return choice.split(" ", maxsplit=1)[0]


def _choices(bands: Sequence[Band], points: Decimal) -> Iterator[str]:
    seen: set[Decimal] = set()
    for band in bands:
        share = band.most
        while share >= band.least:
            if share not in seen:
                seen.add(share)
                given = grouped(rounded(points * share / HUNDRED, 2), 0)
                yield f"{given} 分　{share:f}%（{band.name} {band.most:f}–{band.least:f}%）"
            share -= TEN
