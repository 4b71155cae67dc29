"""Writes the site map, where the site has an address."""

from __future__ import annotations

import html

from scripts.book.model import BASES, LANGS, TAGS, Book
from scripts.book.words import has_role


def text(book: Book, day: str) -> str:
    """sitemap.xml: the pages that the menu leads to, each with its twin. day: of the build (ISO)."""
    rows = ''
    for known in book.pages.values():
        if not has_role(book, known.slug, 'outside-menu'):
            twins = ''.join(
                f'<xhtml:link rel="alternate" hreflang="{TAGS[lang]}" href="{address}"/>'
                for lang in LANGS
                for address in [address_of(book, lang, known.slug)]
            )
            own = address_of(book, known.lang, known.slug)
            rows += f'<url><loc>{own}</loc><lastmod>{day}</lastmod>{twins}</url>\n'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{rows}</urlset>\n'
    )


def address_of(book: Book, lang: str, slug: str) -> str:
    """The public address of a page."""
    return html.escape(f'{book.site_url}/{BASES[lang]}{slug}')
