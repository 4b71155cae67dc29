"""Draws the two lines for a child who is alone, the same on every page (data/interface.yml)."""

from __future__ import annotations

from scripts.book import markdown
from scripts.book.model import Book, Page
from scripts.draw.hotlines import facts_of


def child(book: Book, page: Page, _name: str) -> str:
    """The box for a child alone, as Markdown: do not answer, do not open; phone. 110 is a link."""
    title, door, phone = (book.text(f'child-{part}', page.lang) for part in ('title', 'door', 'phone'))
    cited = markdown.cite(facts_of(book, '110'))
    return f'!!! caution "{title}"\n    {door}\n\n    {phone}{cited}\n'
