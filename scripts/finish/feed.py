"""Writes what changed for readers as an Atom feed a language, where the site has an address."""

from __future__ import annotations

import html

from scripts.book.model import BASES, LANGS, TAGS, Book
from scripts.book.words import the_page
from scripts.draw.changes import FEEDS, newest
from scripts.finish.folder import Folder

# Who reads a feed has seen what came before.
MOST = 20


def write(book: Book, site: Folder) -> None:
    """Writes both feeds to the site."""
    for lang in LANGS:
        site.write(FEEDS[lang], atom(book, lang))


def atom(book: Book, lang: str) -> str:
    """The feed of one language. An entry's id is its place on the page who we are, and never changes."""
    home = f'{book.site_url}/{BASES[lang]}'
    rows = newest(book)[:MOST]
    entries = ''
    for row in rows:
        place = f'{home}{the_page(book, "who")}#change-{row["id"]}'
        leads = f'{home}{row["pages"][0]}' if row.get('pages') else place
        title = html.escape(row['text'][lang], quote=False)
        entries += (
            f'<entry><id>{html.escape(place)}</id><title>{title}</title>'
            f'<updated>{row["day"]}T00:00:00Z</updated><link href="{html.escape(leads)}"/></entry>\n'
        )
    name, own = book.text('site-name', lang), f'{book.site_url}/{FEEDS[lang]}'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{TAGS[lang]}">\n'
        f'<id>{html.escape(own)}</id><title>{html.escape(name, quote=False)}</title>'
        f'<author><name>{html.escape(name, quote=False)}</name></author>\n'
        f'<link rel="self" href="{html.escape(own)}"/><link href="{html.escape(home)}"/>'
        f'<rights>CC BY 4.0</rights><updated>{rows[0]["day"]}T00:00:00Z</updated>\n{entries}</feed>\n'
    )
