"""Makes /blank/ and /en/blank/, where the way out of a page leads: they say nothing of this handbook."""

from __future__ import annotations

import html

from scripts.book.model import BASES, Book
from scripts.book.words import the_page
from scripts.finish import document
from scripts.finish.folder import Folder

STYLE = (
    'h1{font-size:1em}body{font:1.25rem/2 sans-serif;margin:2rem}.skip{position:absolute;left:-99em}'
    '@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}'
)


def write(book: Book, site: Folder) -> None:
    """Writes both pages."""
    for lang, base in BASES.items():
        site.write(f'{base}{the_page(book, "blank")}index.html', blank(book, lang))


def blank(book: Book, lang: str) -> str:
    """The page: a heading and an empty sheet. It links nowhere, so that nothing leads back."""
    word = book.text('blank', lang)
    return document.document(
        book,
        lang,
        word,
        STYLE,
        f'<a class="skip" href="#article">{book.text("skip", lang)}</a>\n'
        f'<main><article id="article" tabindex="-1"><h1>{html.escape(word)}</h1></article></main>\n',
    )
