"""Draws the log as a paper form (data/tools.yml): one entry that says how, more of them on paper."""

from __future__ import annotations

from scripts.book.model import Book, Page

ON_A_SHEET = 3


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
                out.append(f'      {{ #log-{field["id"]} }}')
        out.append('')
    return '\n'.join(out)
