"""How Word prints the count of an automatic number: 一, 壹, 甲, ①, iv, 01."""

from __future__ import annotations

from collections.abc import Callable

Printer = Callable[[int], str]

_DIGITS = "〇一二三四五六七八九"
_CIRCLED_ZERO = "○一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_PLACES = ("", "拾", "佰", "仟")
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_TEN_THOUSAND = 10_000
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LONGEST_ROMAN = 4_000
_MOST_LETTERS = 30


def count_as_printed(style: str, number: int) -> str | None:
    """Return what Word prints for a count in a number format.

    Args:
        style: the format's name in the file (ST_NumberFormat of ECMA-376, part 1, 17.18.59).
        number: the count.

    Returns:
        The printed count, None for a format that is not known here: its number is left out.
    """
    printer = _PRINTERS.get(style)
    return printer(number) if printer is not None else None


def _decimal(number: int) -> str:
    return str(number)


def _from(first: str, last: str) -> Printer:
    """Return a printer of the characters that follow on each other; plain numbers beyond them."""
    most = ord(last) - ord(first) + 1

    def printed(number: int) -> str:
        return chr(ord(first) + number - 1) if 1 <= number <= most else str(number)

    return printed


def _of(marks: str) -> Printer:
    """Return a printer of these characters in turn; plain numbers beyond them."""
    return lambda number: marks[number - 1] if 1 <= number <= len(marks) else str(number)


def _letters(first: str) -> Printer:
    """Return a printer of a, b … z, aa, bb …, as Word counts letters."""

    def printed(number: int) -> str:
        again, at = divmod(number - 1, 26)
        return chr(ord(first) + at) * (again + 1) if 0 <= again < _MOST_LETTERS else str(number)

    return printed


def _roman(number: int) -> str:
    if not 0 < number < _LONGEST_ROMAN:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        while number >= value:
            found, number = found + letters, number - value
    return found


def _digit_by_digit(digits: str) -> Printer:
    return lambda number: "".join(digits[int(d)] for d in str(number)) if number >= 0 else ""


def _in_words(digits: str, places: tuple[str, ...], *, bare_ten: bool) -> Printer:
    """Return a printer of 一百零五, of 十五 for 15 where a ten stands without its 一."""

    def below_ten_thousand(number: int) -> str:
        found, gap = "", False
        for place, digit in zip((3, 2, 1, 0), f"{number:04d}", strict=True):
            if digit == "0":
                gap = bool(found)
                continue
            found += (digits[0] if gap else "") + digits[int(digit)] + places[place]
            gap = False
        return found

    def printed(number: int) -> str:
        if not 0 < number < _TEN_THOUSAND:
            return str(number) if number else digits[0]
        words = below_ten_thousand(number)
        ten = digits[1] + places[1]
        return words[1:] if bare_ten and words.startswith(ten) and number < 20 else words

    return printed


def _counting(number: int) -> str:
    """Return 一 to 九十九, and 一○○ from a hundred on."""
    return _COUNTED(number) if number < 100 else _digit_by_digit(_CIRCLED_ZERO)(number)


_COUNTED = _in_words("零一二三四五六七八九", _PLACES, bare_ten=True)
_LEGAL = _in_words(_LEGAL_DIGITS, _LEGAL_PLACES, bare_ten=False)
_TRADITIONAL_LEGAL = _in_words(_LEGAL_TRADITIONAL, _LEGAL_PLACES, bare_ten=False)
_CIRCLED = _from("①", "⑳")
_FULL_WIDTH = _digit_by_digit("０１２３４５６７８９")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def _sexagenary(number: int) -> str:
    if not 1 <= number <= 60:
        return str(number)
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


_PRINTERS: dict[str, Printer] = {
    "decimal": _decimal,
    "decimalHalfWidth": _decimal,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _from("⑴", "⒇"),
    "decimalEnclosedFullstop": _from("⒈", "⒛"),
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _COUNTED,
    "taiwaneseCountingThousand": _COUNTED,
    "japaneseCounting": _COUNTED,
    "ideographDigital": _digit_by_digit(_DIGITS),
    "japaneseDigitalTenThousand": _digit_by_digit(_DIGITS),
    "taiwaneseDigital": _digit_by_digit(_CIRCLED_ZERO),
    "chineseLegalSimplified": _LEGAL,
    "ideographLegalTraditional": _TRADITIONAL_LEGAL,
    "japaneseLegal": _TRADITIONAL_LEGAL,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _from("㊀", "㊉"),
}
