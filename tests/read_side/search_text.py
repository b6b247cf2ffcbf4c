"""What finds an order when people search: its number, and the beginnings of words in its ids and names."""

import unicodedata

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = DIGITS + "*~$=U"
LOOKALIKES = {"I": "1", "L": "1", "O": "0"}


def folded(text):
    """In small letters, without accents, one blank between words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain.casefold()).split())


def has_part(text, part):
    """Whether the part begins a word and goes on as the text does."""
    return f" {part}" in f" {folded(text)}"


def number_position(written):
    """The position that an order's number stands for: base 32 after Crockford, with a check character. None for what
    is no order's number."""
    characters = [LOOKALIKES.get(c, c) for c in written.upper().replace("-", "")]
    if len(characters) < 2 or any(c not in DIGITS for c in characters[:-1]):
        return None
    position = 0
    for c in characters[:-1]:
        position = position * 32 + DIGITS.index(c)
    return position if characters[-1] == CHECKS[position % 37] else None


def finds(looked_for, texts, created_position):
    """Each part of what is looked for, cut at blanks, must be found somewhere."""
    parts = [part for part in map(folded, looked_for.split()) if part]
    return all(any(has_part(text, part) for text in texts) or number_position(part) == created_position
               for part in parts)
