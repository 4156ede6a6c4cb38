"""The letters that a spreadsheet gives its columns: A for the first, AA for the one after Z."""

_LETTERS = 26


def column_letters(number: int) -> str:
    """The letters of the column *number*, counted from 1; none for 0."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of the column *letters*, counted from 1."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
