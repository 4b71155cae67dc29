"""What is to be checked again: facts and pages by risk; what is overdue, what comes next, what ends.

Numbers come first (30 days), then rules (90), then laws and pages (180): book/model.py, REVIEW_DAYS.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from scripts import draw
from scripts.book.model import REVIEW_DAYS, Book, Page
from scripts.card import text as card_text

# What is told although it is not overdue: what comes due within so many days.
AHEAD = 14
# In the order in which they are told.
KINDS = ('number', 'rule', 'law', 'safety page', 'money page', 'page')


class Due(NamedTuple):
    """One thing to check again. where: file and line; on: what shows it, '' for a page itself."""

    kind: str
    day: str
    name: str
    where: str
    on: str

    def __str__(self) -> str:
        return f'{self.where} {self.kind} {self.name}: check again by {self.day}{self.on}'


def kind_of(book: Book, fact: dict) -> str:
    """number, rule or law: how soon a fact is to be checked again."""
    if book.topics[fact['id']] == 'hotline':
        return 'number'
    return 'law' if REVIEW_DAYS.get(fact['force']) == REVIEW_DAYS['law'] else 'rule'


def shown_on(book: Book) -> dict[str, list[str]]:
    """Where each fact is shown: addresses of pages, and the door card."""
    found: dict[str, list[str]] = {ident: [] for ident in book.facts}
    for page in book.pages.values():
        for ident in draw.cited(book, page):
            if (name := page.slug or '/') not in found[ident]:
                found[ident].append(name)
    if 'card' in book.data:
        for ident in card_text.fact_ids(book.data['card']):
            found[ident].append('the door card')
    return found


def told_on(names: list[str]) -> str:
    return f' (on {", ".join(names)})' if names else ' (on no page)'


def everything(book: Book) -> list[Due]:
    """All that has a day to be checked again by, the most pressing kind first, then by day."""
    on, found = shown_on(book), []
    for ident, fact in book.facts.items():
        where = '{}:{}'.format(*book.where['facts'][ident])
        found.append(Due(kind_of(book, fact), book.check_by(fact), ident, where, told_on(on[ident])))
    for page in book.pages.values():
        if page.lang == 'zh':
            found.append(Due(*page_due(book, page)))
    return sorted(found, key=lambda due: (KINDS.index(due.kind), due.day, due.name))


def page_due(book: Book, page: Page) -> tuple[str, str, str, str, str]:
    """A page pair as something to be read again: the older of its two days counts."""
    twin = book.pages[('en', page.slug)]
    old = min(page, twin, key=lambda one: one.meta['reviewed'])
    risk = page.meta['risk']
    kind = 'page' if risk == 'none' else f'{risk} page'
    # what it cites has days of its own
    return kind, book.page_check_by(old, []), page.slug or '/', f'{old.file}:{old.line_of("reviewed")}', ''


def ending(book: Book) -> list[str]:
    """A line for each fact that has a last day, with every page that cites it."""
    on = shown_on(book)
    rows = sorted((fact['until'], ident) for ident, fact in book.facts.items() if fact['until'])
    return [
        f'{"{}:{}".format(*book.where["facts"][ident])} {ident}: ends {day}{told_on(on[ident])}'
        for day, ident in rows
    ]


def report(book: Book) -> int:
    """Prints what is overdue, comes due or ends as of the book's day. Returns 1 when anything is overdue."""
    rows = everything(book)
    soon = (datetime.date.fromisoformat(book.as_of) + datetime.timedelta(AHEAD)).isoformat()
    late = [row for row in rows if book.overdue(row.day)]
    coming = [row for row in rows if not book.overdue(row.day) and row.day <= soon]
    print(
        f'As of {book.as_of}: {len(late)} overdue, {len(coming)} due within {AHEAD} days, {len(rows)} in all.'
    )
    for title, lines in (
        ('Overdue', late),
        (f'Due within {AHEAD} days', coming),
        ('Facts with a last day', ending(book)),
    ):
        if lines:
            print(f'\n{title}')
            for line in lines:
                print(line)
    return 1 if late else 0
