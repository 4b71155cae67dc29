"""Draws what this handbook accepts, never accepts and asks to be declared, data/contributing.yml."""

from __future__ import annotations

from scripts.book import markdown
from scripts.book.model import Book, Page


def contributing(book: Book, page: Page, name: str) -> str:
    """One list of data/contributing.yml: a plain list, or a box where it has a title for one."""
    part = book.data['contributing'][name]
    rows = [f'- {line[page.lang]}{markdown.cite(line.get("facts", []))}' for line in part['lines']]
    if 'box' in part:
        return '\n'.join([f'!!! donot "{part["box"][page.lang]}"', *(f'    {row}' for row in rows)]) + '\n'
    return '\n'.join(rows) + '\n'
