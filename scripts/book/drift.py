"""Which English pages lag behind their Chinese twin, what changed, and that one has caught up.

The hash is over the body alone, so that a date or an alias is no drift.
"""

from __future__ import annotations

import hashlib
import pathlib
import re
import subprocess

from scripts.book.model import Book, Page


def hash_of(body: str) -> str:
    """The short hash of a page's body."""
    return hashlib.sha256(body.encode('utf-8')).hexdigest()[:12]


def drifted(book: Book) -> list[tuple[Page, Page]]:
    """The pairs (zh, en) whose Chinese body is not the one that the English page was brought up to."""
    pairs = [
        (page, book.pages[('en', slug)])
        for (lang, slug), page in book.pages.items()
        if lang == 'zh' and ('en', slug) in book.pages
    ]
    return [(zh, en) for zh, en in pairs if en.meta.get('synced') != hash_of(zh.body)]


def git(root: pathlib.Path, *words: str) -> str:
    """What git prints, or '' where git does not know."""
    try:
        return subprocess.run(
            ['git', *words], cwd=root, capture_output=True, encoding='utf-8', errors='replace', check=False
        ).stdout
    except OSError:
        return ''


def accepted(root: pathlib.Path, zh: Page, mark: str) -> str:
    """The newest commit in which the Chinese body had that hash, or ''."""
    for commit in git(root, 'log', '--format=%H', '--', zh.file).split():
        text = git(root, 'show', f'{commit}:{zh.file}')
        match = re.match(r'---\n.*?\n---\n', text, re.DOTALL)
        if match and hash_of(text[match.end() :]) == mark:
            return commit
    return ''


def show(book: Book, pairs: list[tuple[Page, Page]]) -> None:
    """Prints each pair, with the changes in Chinese since the English was accepted, as far as git knows."""
    for zh, en in pairs:
        mark = en.meta.get('synced') or ''
        commit = accepted(book.root, zh, mark) if mark else ''
        if commit:
            print(f'{en.file}: changed in Chinese since {commit[:10]}')
            print(git(book.root, 'diff', commit, '--', zh.file))
        elif mark:
            print(f'{en.file}: the Chinese text that it was brought up to is not in git; compare both pages')
        else:
            print(f'{en.file}: was never accepted; compare both pages')
    if not pairs:
        print('every English page is up to its Chinese twin')


def accept(pairs: list[tuple[Page, Page]]) -> bool:
    """Writes the hash into the front matter of each English page, as its last key where there is none.

    Returns whether it wrote all: not a page that somebody saved meanwhile.
    """
    whole = True
    for zh, en in pairs:
        line = f"synced: '{hash_of(zh.body)}'"
        front = re.sub(r'(?m)^synced:.*$', line, en.front) if 'synced' in en.meta else f'{en.front}{line}\n'
        saved = en.save(front, en.body)
        print(f'{en.file}: accepted' if saved else f'{en.file}: was saved meanwhile and is left as it is')
        whole = whole and saved
    return whole
