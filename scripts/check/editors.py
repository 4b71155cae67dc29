"""What CONTRIBUTING.md holds of data/contributing.yml: lists between two marks, written by make rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.book.model import LANGS, Book
from scripts.book.problems import Problem

FILE = 'CONTRIBUTING.md'
OPEN = re.compile(r'<!-- made: ([a-z]+) ([a-z]+) -->')
END = '<!-- made: end -->'
MEND = 'change data/contributing.yml, then: make rules'


def check(book: Book) -> list[Problem]:
    """EDIT-1: CONTRIBUTING.md does not hold what data/contributing.yml says; a folder without it is fine."""
    path = book.root / FILE
    parts = book.data.get('contributing')
    if not path.is_file() or not isinstance(parts, dict) or not book.sound:
        return []
    return list(faults(path.read_text(encoding='utf-8'), parts))


def listed(part: dict, lang: str) -> list[str]:
    """The lines of one list as Markdown."""
    return [f'- {line[lang]}' for line in part['lines']]


def faults(text: str, parts: dict) -> Iterator[Problem]:
    """EDIT-1 for each mark of a text whose list is another, is unknown or has no end."""
    lines = text.split('\n')
    for number, name, lang, end in marks(lines):
        if name not in parts or lang not in LANGS:
            known = f'write one of {", ".join(parts)} and one of {", ".join(LANGS)}'
            yield Problem(FILE, number, 'EDIT-1', f'no list "{name} {lang}" in data/contributing.yml', known)
        elif not end:
            yield Problem(
                FILE, number, 'EDIT-1', f'the list "{name} {lang}" has no end', f'write {END} below'
            )
        elif lines[number : end - 1] != listed(parts[name], lang):
            what = f'the list "{name} {lang}" is not that of data/contributing.yml'
            yield Problem(FILE, number, 'EDIT-1', what, MEND)


def marks(lines: list[str]) -> Iterator[tuple[int, str, str, int]]:
    """(line of the mark, name of the list, language, line of its end or 0) of each mark."""
    for number, line in enumerate(lines, 1):
        if said := OPEN.fullmatch(line):
            below = lines[number:]
            # the end of the next list is not that of this one
            until = next((n for n, other in enumerate(below) if OPEN.fullmatch(other)), len(below))
            end = below.index(END) + number + 1 if END in below[:until] else 0
            yield number, said[1], said[2], end


def written(text: str, parts: dict) -> str:
    """The text with each list between its marks as data/contributing.yml has it."""
    lines = text.split('\n')
    for number, name, lang, end in reversed(list(marks(lines))):
        if name in parts and lang in LANGS and end:
            lines[number : end - 1] = listed(parts[name], lang)
    return '\n'.join(lines)
