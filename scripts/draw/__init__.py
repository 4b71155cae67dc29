"""Data to Markdown: what stands on a page where a line `<!-- draw: name -->` is."""

from __future__ import annotations

import dataclasses

from scripts.book import markdown
from scripts.book.model import Book, Page, remembered
from scripts.draw import (
    card,
    changes,
    child,
    contributing,
    finder,
    forms,
    home,
    hotlines,
    letters,
    log,
    mirrors,
    opendata,
    picture,
    plan,
    sources,
    terms,
    visitor,
)

# name -> a function of the book, the page and the second word of the draw line ('' where there is none).
DRAWINGS = {
    'hotlines': hotlines.hotlines,
    'crisis': hotlines.crisis,
    'child': child.child,
    'changes': changes.changes,
    'downloads': opendata.downloads,
    'topics': opendata.topics,
    'releases': opendata.releases,
    'cite': opendata.cite,
    'contributing': contributing.contributing,
    'terms': terms.terms,
    'sources': sources.sources,
    'situations': home.situations,
    'sections': home.sections,
    'find': home.find,
    'bare': home.bare,
    'bundle': home.bundle,
    'small-card': home.small_card,
    'finder': finder.finder,
    'search': forms.search,
    'fields': forms.fields,
    'keep': forms.keep,
    'exit': forms.leave,
    'private': forms.private,
    'letters': letters.letters,
    'letter-fields': letters.fields,
    'log': log.log,
    'log-tool': log.tool,
    'visitor-check': visitor.visitor,
    'plan-budget': plan.budget,
    'plan-debts': plan.debts,
    'plan-statement': plan.statement,
    'plan-call': plan.call,
    'picture': picture.drawn_picture,
    'card': card.sheet,
    'card-files': card.files,
    'card-basis': card.basis,
    'mirrors': mirrors.mirrors,
}
# Those that draw nothing without a second word.
NAMED = ('picture', 'fields', 'contributing')


@remembered
def draws(page: Page) -> bool:
    """Whether anything is drawn on a page. Where nothing is, what it says depends on nothing but itself."""
    return any(block.kind == 'draw' for block in markdown.read(page))


@remembered
def fill(book: Book, page: Page) -> str:
    """The page's body with every draw line replaced; a line inside fenced code stays as it is."""
    wanted = {block.line: block for block in markdown.blocks(page) if block.kind == 'draw'}
    lines = page.body.split('\n')
    for number, block in wanted.items():
        index = number - page.body_line
        lines[index] = part(book, page, block.text, block.ident)
    return '\n'.join(lines)


@remembered
def read(book: Book, page: Page) -> list[markdown.Block]:
    """All blocks of a page (markdown.read), each draw line replaced by what it draws.

    Those blocks stand at the draw line, with `drawn` set. A part that cannot be drawn stays out: check_facts
    or check_links names what is wrong with it.
    """
    own, found = markdown.read(page), []
    if not draws(page):
        return own
    for block in own:
        if block.kind != 'draw':
            found.append(block)
            continue
        text = part(book, page, block.text, block.ident)
        for inner in markdown.read(dataclasses.replace(page, body=text)):
            found.append(dataclasses.replace(inner, line=block.line, drawn=block.text))
    return found


@remembered
def blocks(book: Book, page: Page) -> list[markdown.Block]:
    """What a page says (markdown.blocks), with what is drawn. A picture and its caption are one block.

    The texts of the card stand in data/card.yml, each beside its facts, and the card shows no citations.
    """
    if not draws(page):
        return markdown.blocks(page)
    found: list[markdown.Block] = []
    for block in read(book, page):
        if (
            block.drawn == 'picture'
            and found
            and found[-1].drawn == 'picture'
            and found[-1].line == block.line
        ):
            found[-1] = dataclasses.replace(found[-1], text=f'{found[-1].text}\n{block.text}')
        elif block.kind in markdown.SAID and block.drawn != 'card':
            found.append(block)
    return found


@remembered
def cited(book: Book, page: Page) -> list[str]:
    """The known fact ids that a page with its drawn parts cites, in the order of first citation."""
    return list(dict.fromkeys(i for block in blocks(book, page) for i in block.cites if i in book.facts))


@remembered
def part(book: Book, page: Page, name: str, word: str) -> str:
    """The Markdown that stands for one draw line; '' where a check tells why it cannot be drawn."""
    if not book.sound or name not in DRAWINGS:
        return ''
    if (word or name in NAMED) and word not in named(book, name):
        return ''
    return DRAWINGS[name](book, page, word)


def take(book: Book, before: Book) -> None:
    """Takes over what an earlier reading remembers of the pages that are the same; data must be the same too.

    What is drawn from the other pages is drawn anew where one of them cites other facts.
    """
    changed = [key for key, page in book.pages.items() if page is not before.pages[key]]
    as_cited = all(cited(book, book.pages[key]) == cited(before, before.pages[key]) for key in changed)
    for (name, *words), value in before.memory.items():
        page = words[0] if words else None
        if isinstance(page, Page) and book.pages.get(page.key) is page:
            if as_cited or not of_others(page):
                book.memory[name, *words] = value


def of_others(page: Page) -> bool:
    """Whether a page draws something from the other pages."""
    return any(block.kind == 'draw' and block.text == 'sources' for block in markdown.read(page))


def named(book: Book, name: str) -> list[str]:
    """The second words that a draw line of this name may have."""
    words, tools = book.data.get('interface'), book.data.get('tools')
    known = {
        'picture': [of.partition('/')[2] for of in book.data if of.startswith('pictures/')],
        'contributing': book.data.get('contributing'),
        # what is no list of fields has a drawing of its own
        'fields': [of for of, value in tools.items() if isinstance(value, list)]
        if isinstance(tools, dict)
        else None,
        'hotlines': words.get('hotline-group') if isinstance(words, dict) else None,
        'keep': [of for of in forms.BUTTONS if of],
    }.get(name)
    return list(known) if isinstance(known, (dict, list)) else []
