"""What every planter uses: choosing a place and putting a slip there."""

from regression_prose import TAG, tag


class Planted:
    """The report with its slip: which paragraph, what it says now, what it should say."""

    def __init__(self, paragraphs, at, wrong, expected=""):
        self.paragraphs, self.at, self.wrong, self.expected = paragraphs, at, wrong, expected


def tags_of(paragraphs, kinds, keys=None):
    for at, text in enumerate(paragraphs):
        for match in TAG.finditer(text):
            if match["kind"] in kinds and (keys is None or match["key"] in keys):
                yield at, match


def choose(rng, paragraphs, kinds, keys=None):
    found = list(tags_of(paragraphs, kinds, keys))
    return rng.choice(found) if found else None


def put(paragraphs, at, match, text, expected=""):
    line = paragraphs[at]
    changed = line[: match.start()] + tag(match["kind"], match["key"], text) + line[match.end() :]
    return Planted(
        [*paragraphs[:at], changed, *paragraphs[at + 1 :]], at, text, expected or match["text"]
    )


def with_line(paragraphs, at, text, wrong, expected=""):
    return Planted([*paragraphs[:at], text, *paragraphs[at + 1 :]], at, wrong, expected)


def replaced(rng, paragraphs, pairs):
    """Replace one of the words that stands in the text; words may span tags."""
    rng.shuffle(pairs)
    for right, wrong in pairs:
        places = [i for i, line in enumerate(paragraphs) if right in line]
        if places:
            at = rng.choice(places)
            return with_line(paragraphs, at, paragraphs[at].replace(right, wrong, 1), wrong, right)
    return None
