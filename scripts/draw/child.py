"""Draws the box for a child who is alone, the same on every page (data/interface.yml)."""

from __future__ import annotations

import re

from scripts.book import markdown
from scripts.book.model import Book, Page

DIALS = re.compile(r'\(tel:([0-9]+)\)')


def child(book: Book, page: Page, _name: str) -> str:
    """The box for a child alone, as Markdown: do not open; phone; out of a fire; what follows is for adults.

    A line that links to a number cites what data/hotlines.yml names for it; a number that is not there fails
    the build later (HTML-14). The fire stands in the box, since a child may read no further.
    """
    out = [f'!!! caution "{book.text("child-title", page.lang)}"']
    for part in ('door', 'phone', 'fire', 'end'):
        line = book.text(f'child-{part}', page.lang)
        rows = (row for tel in DIALS.findall(line) for row in book.data['hotlines'] if row['tel'] == tel)
        out.append(f'    {line}{markdown.cite([fact for row in rows for fact in row["facts"]])}\n')
    return f'{out[0]}\n' + '\n'.join(out[1:])
