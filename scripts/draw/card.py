"""Draws what the page tools/card/ shows of the doorstep card: the sheet, its files, what a line rests on."""

from __future__ import annotations

import html

from scripts.book import markdown
from scripts.book.model import Book, Page
from scripts.card import html as card_html
from scripts.card import sheets as card_sheets
from scripts.card import text as card_text


def sheet(book: Book, page: Page, _name: str) -> str:
    """The A4 sheet, with the QR code where the site has an address."""
    card = card_text.edition(book, page.lang)
    mark = ' lang="en"' if page.lang == 'en' else ''
    heading = f'<h3 class="card-head card-screen"{mark}>{card["words"]["visitor"]}</h3>'
    return old(book, page) + card_html.fold(card, page.lang, book.site_url, heading) + '\n'


def old(book: Book, page: Page) -> str:
    """The sentence to check first, where the card is past its day; '' before. Paper has the day itself."""
    if not book.overdue(card_text.dates(book)['again']):
        return ''
    return f'<p class="overdue"><strong>{book.text("card-overdue", page.lang)}</strong></p>\n\n'


def size(number: int) -> str:
    return f'{max(1, round(number / 1024))} KB'


def files(book: Book, page: Page, _name: str) -> str:
    """The files with their sizes: PDFs as links; each picture in a closed box, as it loads only when opened.

    Above them stands that they are to be checked first, where the card is past its day.

    What is not made is not listed (CARD-8 tells it).
    """
    listed = card_sheets.manifest(book).get('files', {})
    names = card_text.edition(book, page.lang)['files']
    # as raw HTML: the engine does not see docs/assets/print/, finish copies it
    base = '../' * (page.slug.count('/') + (page.lang == 'en')) + 'assets/print/'
    links = [(f'{row["stem"]}.pdf', row['name'], 'PDF ') for row in names['print']] + [
        (f'card-{page.lang}.txt', names['text'], '')
    ]
    out = [
        f'- <a href="{base}{file}">{name}</a>, {kind}{size(listed[file]["bytes"])}'
        for file, name, kind in links
        if file in listed
    ] + ['']
    for row in names['pictures']:
        file = f'{row["stem"]}.png'
        if file in listed:
            width, height = picture_size(row['stem'])
            out.append(
                f'<details class="card-picture">'
                f'<summary>{row["name"]}, {size(listed[file]["bytes"])}</summary>'
                f'<img src="{base}{file}" alt="{html.escape(row["name"])}"'
                f' width="{width}" height="{height}" loading="lazy"></details>'
            )
    return old(book, page) + '\n'.join(out) + '\n'


def picture_size(stem: str) -> tuple[int, int]:
    """The width and height of a picture in px."""
    return (
        (1240, 1754) if stem.startswith('card') else (2400, 1080) if stem.endswith('wide') else (1080, 2400)
    )


def basis(book: Book, page: Page, _name: str) -> str:
    """For each block of the card that claims something, the facts that carry it. Questions need none."""
    card = card_text.edition(book, page.lang)
    out = []
    for block in card['mine']:
        if block['kind'] != 'ask':
            out.append(f'- {block.get("title") or block["lines"][0]} {markdown.cite(block["facts"])}')
    out.append(f'- {card["words"]["visitor"]} {markdown.cite(card["visitor"]["law-facts"])}')
    return '\n'.join(out) + '\n'
