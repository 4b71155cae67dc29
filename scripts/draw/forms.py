"""Draws what is filled in: the search, the fields of a tool (data/tools.yml), and the way out of a page."""

from __future__ import annotations

from scripts.book.model import Book, Page
from scripts.book.words import address_of, the_page
from scripts.draw import hotlines

# The buttons of a tool's bar, by the second word of its draw line: '' has them all.
BUTTONS = {'': ('keep', 'clear', 'print', 'copy', 'file'), 'check': ('clear', 'print')}
# What the bar says, and what stands beneath its buttons (data/interface.yml, tool-<name>).
SAYS = ('saved', 'full', 'forbidden', 'broken', 'cleared', 'copied', 'hold', 'given', 'nothing')
NOTES = ('keep-note', 'erase', 'no-pin')
ASKS = ('sure', 'yes', 'no', 'box')


def search(book: Book, page: Page, _name: str) -> str:
    """The search form, its empty list, and the line for whoever cannot go on.

    The form stays hidden until docs/assets/js/search.js runs. That script lifts the line above all results
    when one of the words of data/search.yml is typed: they stand in the page, so that it needs no index.
    The page for whoever cannot go on is then the first result.
    """
    word = {
        name: book.text(f'search-{name}', page.lang)
        for name in ('label', 'button', 'private', 'off', 'busy', 'none', 'some', 'many', 'failed')
    }
    said = ' '.join(f'data-{name}="{word[name]}"' for name in ('busy', 'none', 'some', 'many', 'failed'))
    return (
        f'<form id="search" role="search" data-crisis="{"|".join(book.data["search"]["crisis"])}"'
        f' data-first="{the_page(book, "crisis-first")}" hidden>'
        f'<label for="q">{word["label"]}</label><span class="field">'
        '<input id="q" type="search" autocomplete="off" autocapitalize="off" enterkeyhint="search">'
        f'<button class="md-button">{word["button"]}</button></span></form>\n'
        f'<p class="private">{word["private"]}</p>\n'
        f'<p id="search-status" role="status" {said}></p>\n<ol id="search-results"></ol>\n'
        f'<p id="search-off">{word["off"]}</p>\n\n' + hotlines.crisis(book, page, '')
    )


def fields(book: Book, page: Page, name: str) -> str:
    """A form of data/tools.yml with its two buttons. It sends nothing: the policy forbids every form to."""
    out = ['<form class="fields">']
    for field in book.data['tools'][name]:
        ident, kind = f'{name}-{field["id"]}', field['kind']
        about = f'id="{ident}" aria-describedby="{ident}-hint" autocomplete="off"'
        box = f'<textarea {about}></textarea>' if kind == 'long' else f'<input type="text" {about}>'
        out.append(
            f'<p><label for="{ident}">{field["label"][page.lang]}</label>'
            f'<small id="{ident}-hint">{field["hint"][page.lang]}</small>{box}</p>'
        )
    words = [book.text(f'tool-{word}', page.lang) for word in ('keep', 'clear', 'keep-note')]
    out.append(
        '<p class="keep"><button type="button" class="md-button">{}</button>'
        '<button type="button" class="md-button">{}</button>'
        '<small>{}</small></p></form>'.format(*words)
    )
    return '\n'.join(out) + '\n'


def leave(book: Book, page: Page, _name: str) -> str:
    """The way out of a page that others must not see, first of all in its text: to a page that says nothing.

    It is HTML, as the engine knows no such page; docs/assets/js/exit.js leaves no step back to this one.
    """
    address = address_of(book, 'blank', page)
    return f'<p class="exit"><a href="{address}">{book.text("exit", page.lang)}</a></p>\n'


def keep(book: Book, page: Page, name: str) -> str:
    """The bar of a tool: buttons, the question before all is cleared, what it says, a text to copy by hand.

    It stays hidden until docs/assets/js/tool.js wakes it. name: '' for a tool that can keep what is typed.
    """
    word = {of: book.text(f'tool-{of}', page.lang) for of in (*BUTTONS[''], *SAYS, *NOTES, *ASKS)}

    def row(names) -> str:
        return ''.join(
            f'<button type="button" class="md-button" data-do="{of}">{word[of]}</button>' for of in names
        )

    said = ' '.join(f'data-{of}="{word[of]}"' for of in SAYS)
    gap = '' if page.lang == 'zh' else ' '
    notes = f'<small>{gap.join(word[of] for of in NOTES)}</small>' if name == '' else ''
    return (
        f'<div id="tool" class="fields" {said} hidden>\n<p class="keep">{row(BUTTONS[name])}{notes}</p>\n'
        f'<p id="tool-sure" class="keep" role="group" aria-labelledby="tool-ask" hidden>'
        f'<b id="tool-ask">{word["sure"]}</b>{row(("yes", "no"))}</p>\n'
        '<p id="tool-status" role="status"></p>\n'
        f'<p id="tool-copy" hidden><label for="tool-text">{word["box"]}</label>'
        '<textarea id="tool-text" readonly></textarea></p>\n</div>\n'
    )


def private(book: Book, page: Page, _name: str) -> str:
    """What every tool promises before all else: what is typed stays on the phone, and we ask for nothing."""
    words = [book.text(name, page.lang) for name in ('tool-private', 'never-ask')]
    return ('' if page.lang == 'zh' else ' ').join(words) + '\n'
