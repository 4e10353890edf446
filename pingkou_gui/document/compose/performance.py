"""Chapter six: the four analyses and the score."""

from __future__ import annotations

from pingkou_gui.document.compose.blocks import Writer, says
from pingkou_gui.domain.wording import performance as said

PERFORMANCE = (
    Writer("performance", says(said.performance)),
    Writer("performance.economy", says(said.economy)),
    Writer("performance.efficiency", says(said.efficiency)),
    Writer("performance.effectiveness", says(said.effectiveness)),
    Writer("performance.sustainability", says(said.sustainability)),
    Writer("performance.result", says(said.result)),
)
