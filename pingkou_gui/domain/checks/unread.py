"""What was typed and could not be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.checks.check import check
from pingkou_gui.domain.finding import Finding, Severity
from pingkou_gui.domain.progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.facts import Facts


def unread_findings(f: Facts) -> Iterator[Finding]:
    """Return a finding for every value that could not be read."""
    for page in progress(f):
        for place, unread in page.unread:
            typed = f"输入的是“{unread.text[:20]}”"
            yield Finding("values_can_be_read", Severity.ERROR, unread.why, (place,), typed)


values_can_be_read = check("填的内容读得懂", "UNREADABLE")(unread_findings)
