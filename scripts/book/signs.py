"""What can be wrong with a file before anybody reads it: signs that nobody sees, slips of its first lines."""

from __future__ import annotations

import re
import unicodedata

from scripts.book.problems import Problem

# Signs that nobody sees, or that stand for a broken one: they hide a word from the search, or break a number.
UNSEEN = re.compile(
    '[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f'
    '\u2028-\u202f\u205f-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff'
    '\U000e0000-\U0010ffff]'
)
WIDE_COLON = re.compile(r'(?m)^(\s*(?:- )?[a-z][a-z0-9-]*)\s*：')
NO_BLANK = re.compile(r'(?m)^(\s*(?:- )?[a-z][a-z0-9-]*):(?=[^\s/])')


def unseen(text: str, file: str) -> list[Problem]:
    """DATA-5: a sign that nobody sees, by its code; one for each line."""
    found = []
    for number, line in enumerate(text.split('\n'), 1) if UNSEEN.search(text) else ():
        sign = UNSEEN.search(line)
        if sign:
            name = unicodedata.name(sign[0], 'a control sign')
            what = f'holds the sign U+{ord(sign[0]):04X} ({name}), which nobody sees or which is broken'
            near = line[max(0, sign.start() - 6) : sign.start()]
            where = f'it stands behind “{near}”' if near else 'it is the first of the line'
            found.append(Problem(file, number, 'DATA-5', what, f'delete it: {where}'))
    return found


def slip(text: str) -> tuple[int, str, str] | None:
    """Why a YAML text cannot be read, where a key shows it: (line from 0, what is wrong, what to do)."""
    for pattern, what in ((WIDE_COLON, 'a full-width colon'), (NO_BLANK, 'no blank behind the colon')):
        found = pattern.search(text)
        if found:
            key = found[1].strip(' -')
            line = text.count('\n', 0, found.start(1) + len(found[1]) - len(found[1].lstrip()))
            return line, f'{what} after "{key}"', f'write "{key}: " with a half-width colon and a blank'
    return None


def front(text: str) -> tuple[int, str, str]:
    """Why a page has no front matter that can be read: (line, what is wrong, what to do)."""
    lines = text.split('\n')
    mend = 'start the file with ---, the keys of CONTRIBUTING.md, ---'
    if re.fullmatch(r'\s*[-—–－]{2,}\s*', lines[0]) and lines[0] != '---':
        return 1, f'has no front matter: its first line is “{lines[0]}”', 'write --- alone, without blanks'
    if lines[0] != '---':
        first = next((n for n, line in enumerate(lines, 1) if line == '---'), 1)
        what = 'has no front matter' + (': something stands before its ---' if first > 1 else '')
        return 1, what, 'delete it' if first > 1 else mend
    like = next((n for n, line in enumerate(lines[1:], 2) if re.fullmatch(r'\s*[-—–－]{2,}\s*', line)), 0)
    if like and lines[like - 1] != '---':
        what = f'the front matter is not closed: this line is “{lines[like - 1]}”'
        return like, what, 'write --- alone, without blanks'
    if like == 2:
        return 2, 'the front matter is empty', mend
    return 1, 'the front matter is not closed', 'write --- alone on the line behind its last key'
