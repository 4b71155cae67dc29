"""What can be wrong with a file before anybody reads it: slips of its first lines and its keys."""

from __future__ import annotations

import re

# The marks that git leaves where two versions of a text meet, and what to do.
CONFLICT = re.compile(r'(?m)^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)')
KEEP_ONE = 'keep one of the two texts and delete the marks'
WIDE_COLON = re.compile(r'(?m)^(\s*(?:- )?[a-z][a-z0-9-]*)\s*：')
NO_BLANK = re.compile(r'(?m)^(\s*(?:- )?[a-z][a-z0-9-]*):(?=[^\s/])')


def slip(text: str) -> tuple[int, str, str] | None:
    """Why a YAML text cannot be read, where its text shows it: (line from 0, what is wrong, what to do)."""
    if found := CONFLICT.search(text):
        return text.count('\n', 0, found.start()), 'a conflict of two versions is left', KEEP_ONE
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
