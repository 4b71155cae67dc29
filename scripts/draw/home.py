"""Draws the parts of the home page that data owns: the four doors, the sections, search, the small card."""

from __future__ import annotations

import html

from scripts.book.model import Book, Page, link
from scripts.book.words import address_of, the_page

# The door card in small: two halves, a fold, the heavy box, lines of text, a code. One path for all lines.
SMALL_CARD = (
    '<svg class="sheet" viewBox="0 0 84 118" aria-hidden="true">'
    '<rect class="paper" x="1" y="1" width="82" height="116" rx="3"/>'
    '<path d="M44 41h30M26 33h48M32 26h42M40 19h34M10 58h64M10 84h40M10 91h46M10 98h34M10 105h42"/>'
    '<path class="crease" d="M2 49h80"/><rect x="10" y="63" width="64" height="14" rx="1.5"/>'
    '<path class="big" d="M18 70h48M46 11h28"/><path class="code" d="M62 86h12v12H62z"/></svg>'
)


def situations(book: Book, page: Page, _name: str) -> str:
    """The four doors into the handbook as large buttons; 404.html draws the same list."""
    icons = book.data['look']['situations']
    return '\n'.join(
        f'- [{words[page.lang]}]({link(page, book.pages[(page.lang, slug)])})'
        f'{{ .md-button data-icon={icons[slug]} }}'
        for slug, words in book.data['interface']['situations'].items()
        if (page.lang, slug) in book.pages
    )


def sections(book: Book, page: Page, _name: str) -> str:
    """The sections of the handbook (data/look.yml) as a list of cards, each with one line."""
    return '\n'.join(
        f'- [{row["name"][page.lang]}]({link(page, book.pages[(page.lang, slug)])})'
        f'{{ data-icon={row["icon"]} }}<br>{row["text"][page.lang]}'
        for slug, row in book.data['look']['sections'].items()
        if (page.lang, slug) in book.pages
    )


def find(book: Book, page: Page, _name: str) -> str:
    """A link to the search that looks like its field, and the field that docs/assets/js/ask.js shows instead.

    Without that script a form would put the words into an address that a host logs.
    """
    address = link(page, book.pages[(page.lang, the_page(book, 'search'))])
    label, button = (html.escape(book.text(f'search-{name}', page.lang)) for name in ('label', 'button'))
    return (
        f'[{book.text("search-prompt", page.lang)}]({address}){{ .find data-icon=search }}\n\n'
        '<form id="ask" role="search" hidden><span class="field">'
        f'<input type="search" autocomplete="off" enterkeyhint="search" aria-label="{label}">'
        f'<button class="md-button">{button}</button></span></form>\n'
    )


def bare(book: Book, page: Page, _name: str) -> str:
    """A link to the bare door page, in HTML, as the engine knows no such page."""
    address = address_of(book, 'made-bare', page)
    return f'<p><a class="md-button" href="{address}">{book.text("bare-offer", page.lang)}</a></p>'


def bundle(book: Book, page: Page, _name: str) -> str:
    """A link to the file with the door pages in one, in HTML, as the engine knows no such page."""
    return f'<p><a href="{address_of(book, "bundle", page)}">{book.text("bundle-offer", page.lang)}</a></p>'


def small_card(_book: Book, _page: Page, _name: str) -> str:
    """The door card as a small picture; the words beside it are the page's own."""
    return SMALL_CARD
