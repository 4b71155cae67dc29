"""Checks what no file of the handbook may hold: signs that nobody sees, and numbers of private people.

In: every file of data/ and docs/ as it was read, mkdocs.yml. Out: problems DATA-5, DATA-6. A sign that nobody
sees makes the search miss a word, breaks a telephone number, or turns a line round. What is committed is
public for ever, so it names no mobile number and no number of an identity or bank card.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from scripts.book.model import Book, Page
from scripts.book.numerals import narrow
from scripts.book.problems import Problem

# Controls but tab and line break, marks of direction and of joining, blanks of other widths (but the wide one
# of Chinese), fillers, variants, tags, private use, and what stands for a sign that was lost.
UNSEEN = re.compile(
    '[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f'
    '\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff'
    '\U000e0000-\U000e0fff\U000f0000-\U0010ffff]'
)
MOBILE = r'(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}'
# of an identity card 18 signs, of a bank card 16 to 19 digits
IDENTITY = r'[1-9]\d{5}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dXx]'
BANK = r'[1-9]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?'
PRIVATE = re.compile(rf'(?<![\d.])(?:({MOBILE})|{IDENTITY}|{BANK})(?![\dXx])')
MANY_DIGITS = re.compile(r'\d(?:[ -]?\d){10}')
# Their digits are nobody's number.
HARMLESS = re.compile(r'https?://\S+|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)')


def named(sign: str) -> str:
    """A sign by its code and its name: U+200B ZERO WIDTH SPACE."""
    name = 'NUL' if sign == '\0' else unicodedata.name(sign, '')
    return f'U+{ord(sign):04X} {name}'.strip()


def texts(book: Book, pages: Iterable[Page] | None = None) -> Iterator[tuple[str, str]]:
    """(file, text) of every file that is UTF-8, the broken ones too; or of these pages alone."""
    asked = None if pages is None else {page.file for page in pages}
    raw = {file: raw for file, (raw, _) in book.read.items() if asked is None or file in asked}
    for file in ('mkdocs.yml', *(problem.file for problem in book.problems)):
        path = book.root / file
        if file not in raw and path.is_file():
            raw[file] = path.read_bytes()
    for file, content in raw.items():
        try:
            text = content.decode('utf-8').removeprefix('\ufeff').replace('\r\n', '\n')
            # of a file whose lines all end with CR alone DATA-1 tells
            yield file, text if '\n' in text else text.replace('\r', '\n')
        except UnicodeDecodeError:
            # DATA-1 says so
            continue


def private(text: str) -> Iterator[tuple[int, re.Match]]:
    """(line from 0, match) of each number of a private person; a mobile number is its group 1."""
    last = -1
    for many in MANY_DIGITS.finditer(text):
        start = text.rfind('\n', 0, many.start()) + 1
        if start != last:
            last = start
            line = text[start:].partition('\n')[0]
            for match in PRIVATE.finditer(HARMLESS.sub(lambda m: ' ' * len(m[0]), line)):
                yield text.count('\n', 0, start), match


def check(book: Book, pages: Iterable[Page] | None = None) -> Iterator[Problem]:
    """DATA-5 a sign that nobody sees; DATA-6 a number of a private person; in all files or on these pages."""
    for file, text in texts(book, pages):
        for match in UNSEEN.finditer(text):
            before = UNSEEN.sub('·', text[: match.start()].rpartition('\n')[2][-8:])
            where = f'behind "{before}"' if before else 'at the start of the line'
            yield Problem(
                file,
                text.count('\n', 0, match.start()) + 1,
                'DATA-5',
                f'{named(match[0])} {where}, a sign that nobody sees or that was lost',
                'delete it: type the word anew with the signs beside it',
            )
        for line, match in private(narrow(text)):
            kind = 'a mobile number' if match[1] else 'the number of an identity or bank card'
            yield Problem(
                file,
                line + 1,
                'DATA-6',
                f'{kind}: {match[0][:3]}…{match[0][-2:]}',
                'take it out; once committed it is public, so tell whoever it belongs to',
            )
