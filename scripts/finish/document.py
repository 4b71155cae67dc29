"""A whole document for the pages that the build makes without the engine; the day that each page carries."""

from __future__ import annotations

import html

from scripts.book.model import TAGS, Book
from scripts.finish import policy


def day(book: Book) -> str:
    """The attribute of html with the day of the build, which a copy on a phone shows; '' without a day."""
    return f' data-day="{book.as_of}"' if book.as_of else ''


def head(book: Book, lang: str, home: str) -> str:
    """The skip link and the header: mark and name, which lead home."""
    look, name = book.data['look'], html.escape(book.text('site-name', lang))
    return (
        f'<a class="skip" href="#article">{book.text("skip", lang)}</a>\n'
        f'<header class="head"><a class="head-name" href="{home}">'
        f'<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path class="i" d="{look["mark"]}"/>'
        f'<path fill-rule="evenodd" d="{look["leaf"]}"/></svg><span>{name}</span></a></header>\n'
    )


def document(book: Book, lang: str, title: str, style: str, body: str) -> str:
    """The document. title: in words; style: its one style; body: HTML, the skip link first."""
    return (
        f'<!doctype html>\n<html lang="{TAGS[lang]}"{day(book)}>\n<head>\n<meta charset="utf-8">\n'
        f'{chr(10).join(policy.metas(style))}\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="format-detection" content="telephone=no">\n<link rel="icon" href="data:,">\n'
        f'<title>{html.escape(title)}</title>\n<style>{style}</style>\n</head>\n'
        f'<body>\n{body}</body>\n</html>\n'
    )
