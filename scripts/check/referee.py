"""The referee: holds each built page against what the checks saw of its sources.

In: site/**, docs/**, data. Out: HTML-13, at the line of the source where the two first differ. The checks
read with one parser and the engine renders with another: a rule guards only where both saw the same.
Compared are headings, boxes and their bodies, list items with their depth and number, rows and cells, links
(every `tel:` too), citations, samples of code and the plain sentences; and what stage adds to a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import draw, stage
from scripts.book.model import Book, Page, remembered
from scripts.book.problems import Problem
from scripts.book.words import the_page
from scripts.check.html import Built, Pages
from scripts.check.shown import Shown, of_page, of_tree, resolved, squeezed
from scripts.check.shown import target_of as target
from scripts.finish import path_of
from scripts.finish.door import path_of as door_of

NAMES = {
    'heading': 'the heading',
    'box': 'the box',
    'item': 'the list item',
    'row': 'the table row',
    'para': 'the paragraph',
    'code': 'the sample of code',
}
FIELDS = {
    'inside': 'stands in another box',
    'about': 'has another place or form',
    'links': 'has other links',
    'cites': 'cites other facts',
}
MEND = (
    'write it as on the page "components": an empty line before and after lists, tables and boxes, '
    'the body of a box set in by 4 blanks'
)


def check(book: Book, built: Pages, page: Page) -> list[Problem]:
    """The faults of a page as it was built. It lets go of the trees, which it takes apart."""
    paths = places(book, page)
    missing = [path for path in paths if path not in built.known or not built.known[path].readable]
    if missing:
        what = f'{missing[0]} is not in the built site'
        return [page.problem(1, 'HTML-13', what, 'build again')]
    own, *bare = (built.known[path] for path in paths)
    article = own.tree.xpath('//article')[0]
    found = [*around(book, page, article), *body(book, page, article)]
    found += door(book, page, bare[0]) if bare else []
    for done in (own, *bare):
        done.let_go()
    return found


def places(book: Book, page: Page) -> list[str]:
    """Where a page is shown in the built site: its own place, and the bare page where one is made of it."""
    return [path_of(page), *([door_of(book, page.lang)] if page.slug == the_page(book, 'bare') else [])]


def body(book: Book, page: Page, article) -> Iterator[Problem]:
    """The page's own text and its drawn parts."""
    said = of_page(book, page)
    yield from difference(page, said, of_tree(article, path_of(page), draw.cited(book, page)), '')


def door(book: Book, page: Page, bare: Built) -> Iterator[Problem]:
    """The bare page that is made of this one: the same without citations."""
    where, own = door_of(book, page.lang), '/' + path_of(page).removesuffix('index.html') + '#'
    said = []
    for row in of_page(book, page):
        # a link to a place on the page itself leads to that place on the bare page
        links = tuple((home(to, own, where), words) for to, words in row.links)
        if row.text or links:
            said.append(row._replace(cites=(), links=links))
    yield from difference(page, said, of_tree(bare.tree.xpath('//article')[0], where, []), f' (on {where})')


def home(target: str, own: str, where: str) -> str:
    """A target on the page itself (its address begins with `own`) as one on the page `where`."""
    return resolved('#' + target.removeprefix(own), where) if target.startswith(own) else target


def difference(page: Page, said: list[Shown], shown: list[Shown], where: str) -> Iterator[Problem]:
    """The first difference of two lists, where there is one."""
    at = next((n for n, (a, b) in enumerate(zip(said, shown, strict=False)) if a.key != b.key), None)
    if at is None and len(said) == len(shown):
        return
    at = min(len(said), len(shown)) if at is None else at
    mine, theirs = (rows[at] if at < len(rows) else None for rows in (said, shown))
    line = mine.line if mine else said[-1].line if said else page.body_line
    yield page.problem(line, 'HTML-13', told(mine, theirs) + where, MEND)


def told(mine: Shown | None, theirs: Shown | None) -> str:
    """What differs, in an editor's words."""
    if theirs is None:
        return f'{named(mine)} is not on the built page'
    if mine is None:
        return f'the built page shows {named(theirs)}, which the checks did not see'
    if mine.kind != theirs.kind:
        return f'{named(mine)} became {named(theirs)} on the built page'
    if mine.text != theirs.text:
        return f'{named(mine)} reads {cut(theirs)} on the built page'
    what = next(word for field, word in FIELDS.items() if getattr(mine, field) != getattr(theirs, field))
    return f'{named(mine)} {what} on the built page'


def named(row: Shown) -> str:
    return f'{NAMES[row.kind]} {cut(row)}'


def cut(row: Shown) -> str:
    return f'“{row.text[:20]}{"…" if len(row.text) > 20 else ""}”'


@remembered
def basis(book: Book, lang: str, ident: str) -> str:
    """The words of a fact's line in the basis. They are the same on every page of a language."""
    page = next(page for page in book.pages.values() if page.lang == lang)
    # our own line: its bold words are all the Markdown that it may hold
    return stage.basis_line(book, book.facts[ident], page, links=False).replace('**', '')


def around(book: Book, page: Page, article) -> Iterator[Problem]:
    """What stage and the shell add: the title, the basis of the page, the links that lead on."""
    where = path_of(page)
    titles = [squeezed(head.text_content()) for head in article.xpath('.//h1')]
    if titles != [squeezed(str(page.meta['title']))]:
        what = f'the title reads “{" ".join(titles)[:20]}” on the built page'
        yield page.problem(page.line_of('title'), 'HTML-13', what, 'write the title without marks')
    cited = draw.cited(book, page)
    notes = article.xpath('.//div[@class="footnote"]/ol/li')
    if len(notes) != len(cited):
        what = f'{len(cited)} facts are cited, the built page has {len(notes)} in its basis'
        yield page.problem(page.body_line, 'HTML-13', what, 'write citations in text, as [^fact-id]')
    for ident, note in zip(cited, notes, strict=False):
        back = note.xpath('.//a[@class="footnote-backref"]')
        for link in back:
            link.drop_tree()
        want = basis(book, page.lang, ident)
        if squeezed(note.text_content()) != squeezed(want):
            file, line = book.where['facts'][ident]
            what = f'the basis of {ident} on {where} is not what its record says'
            yield Problem(file, line, 'HTML-13', what, 'take marks of Markdown out of the record')
    links = article.xpath('.//h2[@id="next"]/following-sibling::ul[1]/li/a')
    led = [(resolved(link.get('href'), where), squeezed(link.text_content())) for link in links]
    following = [book.pages[(page.lang, slug)] for slug in page.meta.get('next') or ()]
    if led != [(target(page, stage.link(page, p)), squeezed(str(p.meta['title']))) for p in following]:
        yield page.problem(
            page.line_of('next'),
            'HTML-13',
            '"next" leads elsewhere on the built page',
            'correct the addresses',
        )
