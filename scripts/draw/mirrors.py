"""Draws where else the same pages are (data/mirrors.yml), and the key that the archives are signed with."""

from __future__ import annotations

from scripts.book.model import Book, Page


def mirrors(book: Book, page: Page, _name: str) -> str:
    """A section with the other addresses and the key; '' while there is none of either."""
    data, lang = book.data.get('mirrors') or {}, page.lang
    rows = [
        f'- [{it["name"][lang]}]({it["url"]}) ' + book.text('checked-short', lang).format(date=it['checked'])
        for it in data.get('mirrors', [])
    ]
    out = [book.text('mirrors-note', lang), '', *rows, ''] if rows else []
    if data.get('key'):
        out += [f'{book.text("mirrors-key", lang)}`{data["key"]}`', '']
    return '\n'.join([f'## {book.text("mirrors-title", lang)} {{ #mirrors }}', '', *out]) if out else ''
