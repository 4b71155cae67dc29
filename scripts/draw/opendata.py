"""Draws what others build on: the files of the open data, the topics of the facts, versions, how to cite."""

from __future__ import annotations

import posixpath

from scripts import opendata
from scripts.book.days import spoken
from scripts.book.model import BASES, Book, Page
from scripts.book.words import the_page


def way(page: Page, address: str) -> str:
    """The relative way from a page to an address under the site's root."""
    own = BASES[page.lang] + page.slug
    return posixpath.relpath(address, own or '.') + ('/' if address.endswith('/') else '')


def downloads(book: Book, page: Page, _name: str) -> str:
    """The files as links, as raw HTML: the engine does not see what the build makes of data."""
    names = book.data['interface']['open-data']
    return (
        '\n'.join(
            f'- <a href="{way(page, opendata.FOLDER + file)}">{file}</a> {names[file][page.lang]}'
            for file in opendata.FILES
        )
        + '\n'
    )


def topics(book: Book, page: Page, _name: str) -> str:
    """The topics of the facts, each a link to the page of the register that has them."""
    register = BASES[page.lang] + the_page(book, 'register')
    return (
        '\n'.join(
            f'- <a href="{way(page, f"{register}{topic}/")}">{names[page.lang]}</a>'
            for topic, names in book.data['interface']['topic'].items()
            if topic in book.data['facts']
        )
        + '\n'
    )


def releases(book: Book, page: Page, _name: str) -> str:
    """The versions, the newest first: how many records each added, changed and removed."""
    words = book.data['interface']
    comma = '，' if page.lang == 'zh' else ', '
    out = []
    for row in reversed(book.data.get('releases', [])):
        counts = [
            words['release'][key][page.lang].format(n=len(row[key]))
            for key in ('added', 'changed', 'removed')
            if row[key]
        ]
        said = comma.join(counts) or words['release']['first'][page.lang]
        out.append(f'- **{row["id"]}**{comma}{spoken(row["day"], page.lang)}{comma}{said}')
    return '\n'.join(out) + '\n'


def cite(book: Book, page: Page, _name: str) -> str:
    """The line to cite the open data with."""
    last = opendata.released(book)
    where = f'{book.site_url}/{opendata.FOLDER}{opendata.FILES[0]}' if book.site_url else opendata.FILES[0]
    line = book.text('cite', page.lang).format(
        name=opendata.LICENCE['attribution'], version=last['version'], day=last['day']
    )
    space = '' if page.lang == 'zh' else ' '
    return f'```text\n{line}{space}{where}\n```\n'
