"""Draws the plan as a paper form (data/tools.yml): what comes in and goes out, the debts, a statement."""

from __future__ import annotations

from scripts.book.model import Book, Page
from scripts.draw import letters


def budget(book: Book, page: Page, _name: str) -> str:
    """The table of a month: income, essentials, the rest, what is left. The cells for figures are empty."""
    data, lang = book.data['tools']['plan'], page.lang
    heads = data['heads']
    out = [f'| {heads["what"][lang]} | {heads["yuan"][lang]} |', '| --- | --- |']
    for name in ('income', 'essential', 'other'):
        out += [f'| {row["label"][lang]} {{ #plan-{row["id"]} }} | |' for row in data[name]]
        out.append(f'| **{data[f"{name}-total"][lang]}** | |')
    return '\n'.join([*out, f'| **{data["left"][lang]}** | |']) + '\n'


def debts(book: Book, page: Page, _name: str) -> str:
    """The table of debts, numbered: who, how much, what each gets a month."""
    data, lang = book.data['tools']['plan'], page.lang
    heads = ' | '.join(data['heads'][name][lang] for name in ('who', 'owed', 'share'))
    rows = [f'| {number}. | | |' for number in range(1, data['debts'] + 1)]
    return '\n'.join(
        [f'| {heads} |', '| --- | --- | --- |', *rows, f'| **{data["owed-total"][lang]}** | | |', '']
    )


def statement(book: Book, page: Page, _name: str) -> str:
    """The one-page statement for a lender, drawn like a letter (data/letters.yml)."""
    title = book.text('letter-sheet', page.lang)
    lines = letters.paragraphs(book, page.lang, book.data['letters']['statement'])
    return '\n'.join([f'!!! letter "{title}"', *lines])
