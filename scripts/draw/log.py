"""Draws the log as a paper form (data/tools.yml): one entry that says how, more of them on paper.

And the place of the log on the phone, which stays hidden until docs/assets/js/log.js runs.
"""

from __future__ import annotations

from scripts.book.model import Book, Page
from scripts.draw import forms

ON_A_SHEET = 3
# What log.js says or writes (data/interface.yml, log-<name>).
SAYS = tuple(
    'entry stamped done edit drop back gone unsaved file file-note hash hash-busy hash-done hash-none'
    ' hash-large taken foreign damaged id made changed'.split()
)
# What goes out beside text, and the words around what comes back.
OUT, BACK = ('csv', 'json'), ('out-note', 'from', 'from-note', 'paste', 'take')


def log(book: Book, page: Page, _name: str) -> str:
    """Entries of the log, a line to write on for each field. The first has the hints."""
    lang, out = page.lang, []
    fields = book.data['tools']['log']
    for number in range(1, ON_A_SHEET + 1):
        out += [f'!!! blank "{book.text("log-entry", lang).format(n=number)}"']
        for field in fields:
            out.append(
                f'    - **{field["label"][lang]}**' + (f' *{field["hint"][lang]}*' if number == 1 else '')
            )
            if number == 1:
                out.append(f'      {{ #log-{field["id"]}{" .long" * (field["kind"] == "long")} }}')
        out.append('')
    return '\n'.join(out)


def tool(book: Book, page: Page, _name: str) -> str:
    """The log on the phone: the button that stamps the time, the bar, what goes out and comes back."""
    word = {of: book.text(f'log-{of}', page.lang) for of in ('new', 'more', *OUT, *BACK)}
    said = ' '.join(f'data-{of}="{book.text(f"log-{of}", page.lang)}"' for of in SAYS)
    return (
        f'<div id="log" {said} hidden>\n'
        f'<p><button type="button" class="md-button" id="log-new">{word["new"]}</button></p>\n'
        '<div id="log-form" class="fields"></div>\n'
        f'{forms.keep(book, page, "")}'
        f'<details><summary>{word["more"]}</summary>\n<div class="fields">\n<p class="keep">'
        + ''.join(f'<button type="button" class="md-button" id="log-{of}">{word[of]}</button>' for of in OUT)
        + f'<small>{word["out-note"]}</small></p>\n'
        f'<p><label for="log-from">{word["from"]}</label>'
        f'<small id="log-from-note">{word["from-note"]}</small>'
        '<input type="file" id="log-from" aria-describedby="log-from-note"></p>\n'
        f'<p><label for="log-paste">{word["paste"]}</label>'
        '<textarea id="log-paste" autocomplete="off"></textarea></p>\n'
        f'<p class="keep"><button type="button" class="md-button" id="log-take">{word["take"]}</button></p>\n'
        '</div></details>\n<ol id="log-list" role="list"></ol>\n</div>\n'
    )
