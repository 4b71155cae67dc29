"""Shows which English pages lag behind their Chinese twin, and accepts them once they do not.

Usage: python scripts/synced.py show [slug ...]     each page that drifted, and what changed in Chinese since it was last accepted
       python scripts/synced.py accept [slug ...]   writes the hash of the Chinese text into the English front matter
Without a slug: all pages that drifted. The home page is /. Exit status: 0 done, 1 pages cannot be read, 2 misuse.
Rule: architecture, decision 4. The hash is over the body alone, so that a date or an alias is no drift.
"""
from __future__ import annotations

import hashlib
import pathlib
import re
import subprocess
import sys

import kb

ROOT = pathlib.Path(__file__).resolve().parent.parent


def hash_of(body: str) -> str:
    """The short hash of a page's body."""
    return hashlib.sha256(body.encode('utf-8')).hexdigest()[:12]


def drifted(book: kb.Book) -> list[tuple[kb.Page, kb.Page]]:
    """The pairs (zh, en) whose Chinese body is not the one that the English page was brought up to."""
    pairs = [(page, book.pages[('en', slug)]) for (lang, slug), page in book.pages.items() if lang == 'zh' and ('en', slug) in book.pages]
    return [(zh, en) for zh, en in pairs if en.meta.get('synced') != hash_of(zh.body)]


def git(root: pathlib.Path, *words: str) -> str:
    """What git prints, or '' where git does not know."""
    try:
        return subprocess.run(['git', *words], cwd=root, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        return ''


def accepted(root: pathlib.Path, zh: kb.Page, mark: str) -> str:
    """The newest commit in which the Chinese body had that hash, or ''."""
    for commit in git(root, 'log', '--format=%H', '--', zh.file).split():
        text = git(root, 'show', f'{commit}:{zh.file}')
        match = re.match(r'---\n.*?\n---\n', text, re.DOTALL)
        if match and hash_of(text[match.end():]) == mark:
            return commit
    return ''


def show(book: kb.Book, pairs: list[tuple[kb.Page, kb.Page]]) -> None:
    """Prints each pair, with the changes of the Chinese page since the English was accepted, as far as git knows."""
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


def accept(pairs: list[tuple[kb.Page, kb.Page]]) -> None:
    """Writes the hash into the front matter of each English page, as its last key where there is none."""
    for zh, en in pairs:
        line = f"synced: '{hash_of(zh.body)}'"
        front = re.sub(r'(?m)^synced:.*$', line, en.front) if 'synced' in en.meta else f'{en.front}{line}\n'
        en.path.write_text(f'---\n{front}---\n{en.body}', encoding='utf-8')
        print(f'{en.file}: accepted')


def main(argv: list[str], root: pathlib.Path = ROOT) -> int:
    if not argv or argv[0] not in ('show', 'accept'):
        print('usage: python scripts/synced.py show|accept [slug ...]', file=sys.stderr)
        return 2
    book = kb.load(root)
    if book.problems:
        return kb.report(book.problems)
    slugs = [slug.strip('/') + '/' if slug.strip('/') else '' for slug in argv[1:]]
    unknown = [slug for slug in slugs if ('zh', slug) not in book.pages or ('en', slug) not in book.pages]
    if unknown:
        print(f'no page pair {", ".join(slug or "/" for slug in unknown)}', file=sys.stderr)
        return 2
    pairs = [(zh, en) for zh, en in drifted(book) if not slugs or zh.slug in slugs]
    if argv[0] == 'show':
        show(book, pairs)
    else:
        accept(pairs)
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
