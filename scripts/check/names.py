"""Checks the names of files under docs/, the addresses that they get, and the names of the menu's groups.

In: docs/**, mkdocs.yml. Out: DATA-4, DATA-8, LNK-13. A file with another ending is read by no check, so none
stands there; two files never have one address, as letters of both cases, d/ and en/ are one to many servers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.book.model import BASES, LANGS, Book
from scripts.book.problems import Problem
from scripts.book.read import read_text, read_yaml
from scripts.book.words import HAN, listed
from scripts.finish import path_of

NAME = re.compile(r'[a-z0-9]+(?:-[a-z0-9]+)*')
# Endings under which somebody saves a page.
LIKE_PAGES = ('.md', '.mdx', '.mkd', '.mkdn', '.mdown', '.markdown', '.txt', '.htm', '.html', '.rst')


def check(book: Book) -> list[Problem]:
    """All faults of names and addresses."""
    return [*files(book), *addresses(book), *groups(book)]


def files(book: Book) -> Iterator[Problem]:
    """DATA-8: a page under docs/ that no check reads, or whose name makes another address than it says."""
    for path in sorted((book.root / 'docs').rglob('*')):
        file = path.relative_to(book.root / 'docs')
        own = f'docs/{file.as_posix()}'
        if path.suffix.lower() not in LIKE_PAGES or not path.is_file() or file.parts[0] == 'assets':
            continue
        if file.parts[0] not in LANGS:
            what = 'is in no language'
            yield Problem(own, 1, 'DATA-8', what, 'put it into docs/zh or docs/en: it is not published')
        elif path.suffix != '.md':
            what = f'is a page with the ending {path.suffix}, which no check reads'
            yield Problem(own, 1, 'DATA-8', what, 'write it as .md, or put it outside of docs/')
        elif wrong := [part for part in (*file.parts[1:-1], path.stem) if not NAME.fullmatch(part)]:
            what = f'has the name "{wrong[0]}" in its address'
            yield Problem(own, 1, 'DATA-8', what, 'use small letters a to z, figures and - alone')
        elif not path.resolve().is_relative_to(book.root):
            what = 'is a link to a file outside of the project'
            yield Problem(own, 1, 'DATA-8', what, 'put the page itself here')


def addresses(book: Book) -> Iterator[Problem]:
    """DATA-4: two sources for one address of the site."""
    taken = {
        f'{base}{slug}index.html': 'the build itself'
        for slug in listed(book, 'made')
        for base in BASES.values()
    }
    # an English page keeps its address, a Chinese one in a folder en/ gives way
    for page in sorted(book.pages.values(), key=lambda page: page.lang):
        where = path_of(page).casefold()
        if where in taken:
            what = f'has the same address as {taken[where]}: {where.removesuffix("index.html")}'
            yield page.problem(1, 'DATA-4', what, 'delete or rename one of the two')
        taken.setdefault(where, page.file)


def groups(book: Book) -> Iterator[Problem]:
    """LNK-13: a group of the menu without its name in English, or whose English name is Chinese."""
    path = book.root / 'mkdocs.yml'
    text = read_text(path, 'mkdocs.yml', []) if path.is_file() else None
    config = read_yaml(text, 'mkdocs.yml', []) if text else None
    if not isinstance(config, dict):
        return
    named = translated(config.get('plugins'))
    for group in named_groups(config.get('nav')) if named is not None else ():
        name = str(named.get(group) or '').strip()
        if HAN.search(name):
            what = f'the English name of the group "{group}" of the menu is Chinese: {name}'
            yield Problem('mkdocs.yml', named.line_of(group), 'LNK-13', what, 'put it into English')
        elif not name:
            line = next((n for n, row in enumerate(text.split('\n'), 1) if row.strip() == f'- {group}:'), 1)
            what = f'the group "{group}" of the menu has no English name'
            yield Problem('mkdocs.yml', line, 'LNK-13', what, f'add "{group}: …" under nav_translations')


def named_groups(nav) -> Iterator[str]:
    """The names of the groups of a nav, those within others too."""
    for entry in nav if isinstance(nav, list) else ():
        for group, inner in entry.items() if isinstance(entry, dict) else ():
            if isinstance(inner, list):
                yield group
                yield from named_groups(inner)


def translated(plugins) -> dict | None:
    """The English names of the groups in the engine's settings; None where no plugin translates."""
    for plugin in plugins if isinstance(plugins, list) else ():
        settings = plugin.get('i18n') if isinstance(plugin, dict) else None
        rows = settings.get('languages') if isinstance(settings, dict) else None
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and row.get('locale') == 'en':
                names = row.get('nav_translations')
                return names if isinstance(names, dict) else {}
    return None
