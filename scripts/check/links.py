"""Checks links, anchors, assets, telephone links, next links and the menu.

In: docs/**, mkdocs.yml, data. Out: problems LNK-n. An outside address is in data/sources.yml and a telephone
number in data/hotlines.yml, so that each is looked after in one place. A page links within its language: the
switch leads to the other. Every page is in the menu once.
"""

from __future__ import annotations

import collections
import posixpath
import re
from collections.abc import Iterable, Iterator

from scripts import draw
from scripts.book import markdown
from scripts.book.model import Book, Page, remembered
from scripts.book.problems import Problem, nearest
from scripts.book.read import read_text, read_yaml
from scripts.book.words import has_role

ADDRESS = re.compile(r'https?://[^\s)>\]，。；：、）”"]+')
ANCHOR = re.compile(r'\{\s*#([a-z0-9-]+)\s*\}')
ICON = re.compile(r'data-icon=["\']?([^\s"\'}]*)')
# Where what a draw line names stands.
DRAWN_FROM = {'picture': 'data/pictures/', 'fields': 'data/tools.yml', 'hotlines': 'data/interface.yml'}
BUILT = {'basis', 'next'}  # headings that stage adds to each page


def check(book: Book) -> list[Problem]:
    """All faults of links."""
    return [*around(book), *of_pages(book, book.pages.values())]


def around(book: Book) -> list[Problem]:
    """The faults of the menu and of what data leads to."""
    return [*menu(book), *situations(book), *changed(book)]


def of_pages(book: Book, pages: Iterable[Page]) -> list[Problem]:
    """The faults of what these pages lead to."""
    return [problem for page in pages for problem in (*of_page(book, page), *following(book, page))]


def of_page(book: Book, page: Page) -> Iterator[Problem]:
    """The faults of what a page links to, shows and draws."""
    for block in markdown.blocks(page):
        if block.kind == 'draw':
            yield from drawing(book, page, block)
        said = markdown.without_code(block.text)
        for named in block.links:
            yield from link(book, page, block.line_of(named), named.target)
        for match in ICON.finditer(said):
            yield from icon(book, page, block.line_at(match.start()), match[1])
        for named in block.images:
            yield from asset(book, page, block.line_of(named), named.target)
        for match in ADDRESS.finditer(block.text):
            if match[0] not in known_addresses(book) and not book.unread('data/sources.yml'):
                yield page.problem(
                    block.line_at(match.start()),
                    'LNK-6',
                    f'{match[0]} is in no source',
                    'add it as the url of a record in data/sources.yml, or take it out',
                )


@remembered
def ids(book: Book, page: Page) -> set[str] | None:
    """The anchors of a page, of its drawn parts and of what stage adds; None where a part cannot be drawn."""
    if not all(
        draw.part(book, page, block.text, block.ident)
        for block in markdown.blocks(page)
        if block.kind == 'draw'
    ):
        return None
    return anchors_of(draw.blocks(book, page)) if draw.draws(page) else own_ids(page)


@remembered
def own_ids(page: Page) -> set[str]:
    """The same of a page on which nothing is drawn."""
    return anchors_of(markdown.blocks(page))


def anchors_of(blocks: list[markdown.Block]) -> set[str]:
    """The anchors that blocks name, and those that stage adds."""
    return (
        BUILT
        | {block.ident for block in blocks if block.kind == 'heading'}
        | {ident for block in blocks if '{' in block.text for ident in ANCHOR.findall(block.text)}
    )


@remembered
def known_addresses(book: Book) -> set[str]:
    """The addresses that a page may name: those of the sources."""
    return {row['url'] for row in book.by_id('sources').values() if isinstance(row.get('url'), str)}


@remembered
def by_file(book: Book) -> dict[str, Page]:
    """The pages by their files."""
    return {page.file: page for page in book.pages.values()}


def link(book: Book, page: Page, line: int, target: str) -> Iterator[Problem]:
    """LNK-1 no such page; LNK-2 no such id; LNK-3 not in docs/; LNK-4 language; LNK-5 number; LNK-11 path."""

    def fault(rule: str, what: str, mend: str) -> Problem:
        return page.problem(line, rule, what, mend)

    if target.startswith('tel:'):
        known = {str(row.get('tel')) for row in book.by_id('hotlines').values()}
        if target[4:] not in known and not book.unread('data/hotlines.yml'):
            yield fault(
                'LNK-5',
                f'{target} is not a number of data/hotlines.yml',
                'add it there with its fact, or write the number without a link',
            )
        return
    if ADDRESS.match(target):
        return
    path, _, anchor = target.partition('#')
    known = re.search(r'\.md$|^(\.\./)+assets/', path)
    if not target or ':' in path or path.startswith('/') or path and not known:
        yield fault(
            'LNK-11',
            f'link "{target}" is not a relative path to a page',
            'write it like ../now/say.md or ../now/say.md#id',
        )
        return
    if path and not path.endswith('.md'):
        yield from asset(book, page, line, path)
        return
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path)) if path else page.file
    if not file.startswith('docs/'):
        yield fault(
            'LNK-3', f'link "{target}" leads out of docs/', 'link to a page, or name the file as text'
        )
    elif not file.startswith(f'docs/{page.lang}/'):
        yield fault(
            'LNK-4',
            f'link "{target}" leads to the other language',
            'link to the page in the same language: the switch leads to its twin',
        )
    else:
        other = by_file(book).get(file)
        if other is None and not book.unread(file):
            near = nearest(file, by_file(book), 0.85)
            yield fault(
                'LNK-1',
                f'link "{target}": there is no {file}',
                f'did you mean {near}? else write the page' if near else 'correct the path',
            )
        elif other and anchor and (known := ids(book, other)) is not None and anchor not in known:
            near = nearest(anchor, sorted(known))
            yield fault(
                'LNK-2',
                f'link "{target}": {file} has no id "{anchor}"',
                f'write #{near}' if near else 'correct the id, or leave it out',
            )


def asset(book: Book, page: Page, line: int, target: str) -> Iterator[Problem]:
    """LNK-9: a picture or file that is not there, or not under docs/, or whose name hosts write apart."""
    if ':' not in target and not re.fullmatch('[A-Za-z0-9._/-]+', target):
        yield page.problem(
            line,
            'LNK-9',
            f'file "{target}" has another sign in its name than letters a to z, figures, - and .',
            'rename the file, and write its new name here',
        )
        return
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), target))
    if not file.startswith('docs/') or not inside(book, file):
        yield page.problem(
            line,
            'LNK-9',
            f'file "{target}" is not in docs/',
            'put it under docs/assets/ and write its relative path',
        )


def inside(book: Book, file: str) -> bool:
    """Whether a file of the project is there, and no link to one outside of it."""
    path = book.root / file
    return path.is_file() and path.resolve().is_relative_to(book.root / 'docs')


def drawing(book: Book, page: Page, block: markdown.Block) -> Iterator[Problem]:
    """LNK-10: a draw line that names nothing that can be drawn."""
    names, file = draw.named(book, block.text), DRAWN_FROM.get(block.text, '')
    if block.text not in draw.DRAWINGS:
        yield page.problem(
            block.line, 'LNK-10', f'nothing draws "{block.text}"', f'write one of {", ".join(draw.DRAWINGS)}'
        )
    elif (
        (block.ident or block.text in draw.NAMED)
        and block.ident not in names
        and not (file and book.unread(file))
    ):
        yield page.problem(
            block.line,
            'LNK-10',
            f'"{block.text}" draws no "{block.ident}"' if block.ident else f'"{block.text}" has no name',
            f'write one of {", ".join(names)}' if names else 'write the draw line without a name',
        )


def icon(book: Book, page: Page, line: int, name: str) -> Iterator[Problem]:
    """LNK-10 again: an icon that data/look.yml does not hold."""
    look = book.data.get('look')
    known = look.get('icons') if isinstance(look, dict) else None
    if isinstance(known, dict) and name not in known:
        yield page.problem(
            line, 'LNK-10', f'nothing draws the icon "{name}"', f'write one of {", ".join(known)}'
        )


def following(book: Book, page: Page) -> Iterator[Problem]:
    """LNK-7: a `next` link to itself or to no page."""
    for slug in page.words('next'):
        itself = slug == page.slug
        there = (page.lang, slug) in book.pages or book.unread(f'docs/{page.lang}/{slug.rstrip("/")}')
        if itself or not there:
            others = [other for lang, other in book.pages if lang == page.lang and other != page.slug]
            near = nearest(slug, others)
            yield page.problem(
                page.line_of('next'),
                'LNK-7',
                f'next "{slug}" leads to ' + ('the page itself' if itself else 'no page'),
                f'did you mean {near}?' if near else 'correct the address',
            )


def situations(book: Book) -> Iterator[Problem]:
    """LNK-7 again: doors of the home page and of 404.html, and cards of the sections, lead to pages."""
    for name, key, what in (
        ('interface', 'situations', 'situation'),
        ('look', 'situations', 'situation'),
        ('look', 'sections', 'section'),
    ):
        value = book.data.get(name)
        doors = value.get(key) if isinstance(value, dict) else None
        for slug in doors if isinstance(doors, dict) else {}:
            if ('zh', slug) not in book.pages and not book.unread(f'docs/zh/{slug.rstrip("/")}'):
                yield Problem(
                    f'data/{name}.yml',
                    doors.line_of(slug),
                    'LNK-7',
                    f'{what} "{slug}" leads to no page',
                    'correct the address, or take the line out',
                )


def changed(book: Book) -> Iterator[Problem]:
    """LNK-7 again: a page that a record of data/changes.yml names."""
    for row in book.by_id('changes').values():
        pages = row.get('pages')
        for slug in pages if isinstance(pages, list) else ():
            if ('zh', slug) not in book.pages and not book.unread(f'docs/zh/{str(slug).rstrip("/")}'):
                yield Problem(
                    'data/changes.yml',
                    row.line_of('pages'),
                    'LNK-7',
                    f'the change "{row["id"]}" leads to no page {slug}',
                    'correct the address, or take it out',
                )


def entries(nav) -> Iterator[str]:
    """The files that a nav of mkdocs.yml names, in order."""
    for entry in nav if isinstance(nav, list) else [nav]:
        if isinstance(entry, dict):
            for value in entry.values():
                yield from entries(value)
        elif isinstance(entry, str):
            yield entry


def menu(book: Book) -> Iterator[Problem]:
    """LNK-8: the nav of mkdocs.yml names each page once, and no page that is not there."""
    path = book.root / 'mkdocs.yml'
    problems: list[Problem] = []
    text = read_text(path, 'mkdocs.yml', problems) if path.is_file() else ''
    config = read_yaml(text, 'mkdocs.yml', problems) if text is not None else None
    yield from problems
    if not isinstance(config, dict):
        return
    named = collections.Counter(entries(config.get('nav', [])))
    pages = {
        page.path.relative_to(book.root / 'docs' / 'zh').as_posix(): page
        for page in book.pages.values()
        if page.lang == 'zh'
    }
    for file, times in named.items():
        if file not in pages and not book.unread(f'docs/zh/{file}'):
            what, mend = (
                f'nav names docs/zh/{file}, which is not there',
                'write the page, or delete this line',
            )
        elif times > 1:
            what, mend = f'nav names {file} more than once', 'leave one of the lines'
        else:
            continue
        rows = enumerate(text.split('\n'), 1)
        line = next((n for n, row in rows if re.search(rf"""[\s\[,'"]{re.escape(file)}\b""", row)), 1)
        yield Problem('mkdocs.yml', line, 'LNK-8', what, mend)
    for file, page in pages.items():
        if file not in named and not has_role(book, page.slug, 'outside-menu'):
            yield page.problem(
                1,
                'LNK-8',
                'is in no line of the nav',
                f'add "- {file}" to nav in mkdocs.yml, '
                'or its address to the role outside-menu in data/style.yml',
            )


def outside(book: Book) -> list[str]:
    """All outside addresses: of sources, of mirrors and of pages."""
    found = known_addresses(book) | set(re.findall(r"https?://[^'\s]+", str(book.data.get('mirrors', ''))))
    for page in book.pages.values():
        found.update(address for block in markdown.blocks(page) for address in ADDRESS.findall(block.text))
    return sorted(found)
