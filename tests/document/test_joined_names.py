"""Names one after the other: one that holds a comma of its own is quoted beside others."""

import pytest

from pingkou_gui.document.phrases import Span, join_names, words


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        ((), ""),
        (("甲",), "甲"),
        (("甲、乙",), "甲、乙"),
        (("甲、乙", "丙"), "“甲、乙”、丙"),
        (("甲", "乙", "丙"), "甲、乙、丙"),
    ],
)
def test_a_name_with_a_comma_is_quoted_beside_others_alone(names, joined):
    assert words(join_names(map(Span, names))) == joined
