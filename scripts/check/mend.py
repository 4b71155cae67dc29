"""Fixes what a program can: TXT-2 ids without spaces, TXT-6 Chinese typography, TXT-7 bold outside quotes."""

from __future__ import annotations

import difflib
import re

from scripts.book import markdown
from scripts.book.model import Book
from scripts.check import text


def mended(book: Book, files: set[str]) -> list[str]:
    """Fixes all pages, or only the named files (docs/zh/now/say.md). Returns the files that it changed."""
    changed = []
    for page in book.pages.values():
        if files and page.file not in files:
            continue
        lines = page.body.split('\n')
        for block in markdown.blocks(page):
            for number in range(block.line, block.line + block.text.count('\n') + 1):
                index = number - page.body_line
                lines[index] = marks(lines[index], block.kind == 'heading')
                if page.lang == 'zh':
                    lines[index] = typography(lines[index])
        body = '\n'.join(lines)
        # a page that somebody saved meanwhile is left as it is
        if body != page.body and page.save(page.front, body):
            changed.append(page.file)
    return changed


def marks(line: str, heading: bool) -> str:
    """A line with spaces inside the braces of its id, and bold inside quotation marks."""
    if heading:
        line = re.sub(r'\{\s*#([a-z0-9-]+)\s*\}', r'{ #\1 }', line)
    return re.sub(r'\*\*“([^“”*]+)”\*\*', r'“**\1**”', line)


def typography(line: str) -> str:
    """A Chinese line as autocorrect writes it; a change whose place is not unique is left to a person."""
    plain = text.bare(line)
    better = text.corrected(plain)
    changes = difflib.SequenceMatcher(None, plain, better, autojunk=False).get_opcodes()
    following = len(plain)
    for kind, a, b, c, d in reversed(changes):
        if kind != 'equal':
            # up to the change behind it, which is made already
            left, right = plain[max(0, a - 3) : a], plain[b : min(b + 3, following)]
            following = a
            old = left + plain[a:b] + right
            if old.strip() and line.count(old) == 1:
                line = line.replace(old, left + better[c:d] + right)
    return line
