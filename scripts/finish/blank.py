"""Makes /blank/ and /en/blank/, where the way out of a page leads: they say nothing of this handbook."""

from __future__ import annotations

import html
import pathlib

from scripts.book.model import TAGS, Book
from scripts.book.words import the_page
from scripts.finish import policy

STYLE = (
    'body{font:1.25rem/2 sans-serif;margin:2rem}.skip{position:absolute;left:-99em}'
    '@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}'
)


def write(book: Book, site: pathlib.Path) -> None:
    """Writes both pages."""
    for lang, base in (('zh', ''), ('en', 'en/')):
        target = site / base / the_page(book, 'blank') / 'index.html'
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(blank(book, lang), encoding='utf-8')


def blank(book: Book, lang: str) -> str:
    """The page: a heading and an empty sheet. It links nowhere, so that nothing leads back."""
    word = html.escape(book.text('blank', lang))
    return (
        f'<!doctype html>\n<html lang="{TAGS[lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'{chr(10).join(policy.metas(STYLE))}\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">\n'
        f'<title>{word}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n'
        f'<a class="skip" href="#article">{book.text("skip", lang)}</a>\n'
        f'<main><article id="article" tabindex="-1"><h1>{word}</h1></article></main>\n</body>\n</html>\n'
    )
