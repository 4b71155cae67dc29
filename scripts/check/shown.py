"""What a built page shows, as a flat list: headings, boxes, items, rows, paragraphs, code, in their order.

`of_tree` reads it from HTML, `of_page` from what the checks saw of the sources. The referee compares both.
"""

from __future__ import annotations

import pathlib
import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

import lxml.html

from scripts import draw
from scripts.book import inline, markdown
from scripts.book.model import BASES, Book, Page
from scripts.book.read import slug_of
from scripts.finish import path_of

HEADS = {f'h{level}': level for level in range(1, 7)}
PARTS = {
    *HEADS,
    'p',
    'ul',
    'ol',
    'li',
    'table',
    'pre',
    'div',
    'section',
    'form',
    'details',
    'nav',
    'noscript',
}
# What stage, finish and the shell add to an article, each held to its data elsewhere.
ADDED = (
    'self::nav or @id="here" or @id="basis" or @id="next" or self::h1 or self::script'
    ' or contains(" path fold checked overdue feed footnote ", concat(" ", @class, " "))'
    ' or preceding-sibling::h2[@id="next"]'
)
# Full stops but those in a number: finish takes some away behind a button and in a verdict.
STOP = re.compile(r'(?<!\d)[.。]|[.。](?!\d)')


class Shown(NamedTuple):
    """One thing on a page. about: a heading's level and id, a box's kind, an item's depth and number.

    inside: the kind of the box around it; links: (target from the site's root, words); cites: fact ids.
    """

    kind: str
    inside: str
    about: tuple
    text: str
    links: tuple = ()
    cites: tuple = ()
    line: int = 0

    @property
    def key(self) -> tuple:
        """What has to be equal."""
        return self[:-1]


def squeezed(text: str) -> str:
    """A text as it is compared: without blanks, those that nobody sees among them, and without full stops."""
    text = STOP.sub('', text) if '.' in text or '。' in text else text
    return ''.join(text.split()).replace('\u2060', '')


# --- from HTML


def of_tree(root, where: str, cited: list[str], line: int = 0) -> list[Shown]:
    """What an element of a built page shows. where: the page's file; cited: the facts by their number."""
    return [
        row for row in _walk(root, _Place(where, cited, line), '', 0) if row.text or row.links or row.cites
    ]


class _Place(NamedTuple):
    where: str
    cited: list[str]
    line: int

    def row(self, kind: str, inside: str, about: tuple, nodes: list) -> Shown:
        """A row out of elements that stand together, parts of their own left out."""
        text, links, cites = [], [], []
        for node in nodes:
            for own in [node] if isinstance(node, str) else _within(node):
                if isinstance(own, str):
                    text.append(own)
                elif own.tag == 'a' and own.get('class') == 'footnote-ref':
                    number = int(own.get('href').rpartition('n')[2] or 0)
                    cites.append(self.cited[number - 1] if 0 < number <= len(self.cited) else '')
                elif own.tag == 'a' and own.get('href'):
                    links.append((resolved(own.get('href'), self.where), squeezed(own.text_content())))
                elif own.tag == 'img':
                    text.append(own.get('alt', ''))
                    links.append((resolved(own.get('src', ''), self.where), squeezed(own.get('alt', ''))))
        return Shown(kind, inside, about, squeezed(''.join(text)), tuple(links), tuple(cites), self.line)


def _within(node) -> Iterator:
    """The elements and texts in an element in order; what stands in a citation mark is no text."""
    mark = node.tag == 'sup' or not isinstance(node.tag, str)
    if isinstance(node.tag, str):
        yield node
    if node.text and not mark:
        yield node.text
    for child in node:
        for own in _within(child):
            if not (mark and isinstance(own, str)):
                yield own
        if child.tail and not mark:
            yield child.tail


def _holds_parts(node) -> bool:
    return any(child.tag in PARTS for child in node.iterdescendants())


def _walk(node, place: _Place, inside: str, depth: int) -> Iterator[Shown]:
    """The rows of the parts in an element; what stands between its parts is a paragraph each."""
    loose: list = [node.text] if node.text else []
    for child in node:
        if isinstance(child.tag, str) and (child.tag in PARTS or _holds_parts(child)):
            yield place.row('para', inside, (), loose)
            loose = []
            if not child.xpath(f'boolean({ADDED})'):
                yield from _part(child, place, inside, depth)
        else:
            loose.append(child)
        if child.tail:
            loose.append(child.tail)
    yield place.row('para', inside, (), loose)


def _part(node, place: _Place, inside: str, depth: int) -> Iterator[Shown]:
    names = (node.get('class') or '').split()
    if node.tag in HEADS:
        yield place.row('heading', inside, (HEADS[node.tag], node.get('id') or ''), [node])
    elif node.tag == 'pre':
        yield Shown('code', inside, (), node.text_content().rstrip('\n'), line=place.line)
    elif node.tag == 'table':
        for row in node.iter('tr'):
            cells = tuple(squeezed(_text(cell)) for cell in row)
            yield place.row('row', inside, cells, list(row))
    elif 'admonition' in names:
        title = [child for child in node if child.get('class') == 'admonition-title']
        yield place.row('box', inside, (' '.join(names[1:]),), title)
        for child in title:
            child.drop_tree()
        yield from _walk(node, place, names[-1], 0)
    elif node.tag in ('ul', 'ol'):
        for number, item in enumerate(node.findall('li'), int(node.get('start') or 1)):
            yield from _item(item, place, inside, depth, number if node.tag == 'ol' else 0)
    elif _holds_parts(node) or node.tag in ('div', 'section', 'form'):
        yield from _walk(node, place, inside, depth)
    else:
        yield place.row('para', inside, (), [node])


def _item(node, place: _Place, inside: str, depth: int, number: int) -> Iterator[Shown]:
    """An item, then what it holds beside its first words."""
    first, *rest = [*_walk(node, place, inside, depth + 1)] or [place.row('para', inside, (), [])]
    rows = [row for row in (first, *rest) if row.text or row.links or row.cites]
    first, rest = (rows[0], rows[1:]) if rows and rows[0].kind == 'para' else (first._replace(text=''), rows)
    yield first._replace(kind='item', about=(depth, number))
    yield from rest


def _text(node) -> str:
    return ''.join(own for own in _within(node) if isinstance(own, str))


def resolved(target: str, where: str) -> str:
    """An address as it is from the site's root. where: the file of the page that names it."""
    if re.match(r'[a-z][a-z0-9+.-]*:', target, re.IGNORECASE):
        return target
    path, sign, anchor = target.partition('#')
    if not path:
        return '/' + where.removesuffix('index.html') + sign + anchor
    address = posixpath.normpath(posixpath.join('/', posixpath.dirname(where), path))
    folder = '' if '.' in posixpath.basename(address) or address == '/' else '/'
    return address + folder + sign + anchor


# --- from the sources


def of_page(book: Book, page: Page) -> list[Shown]:
    """What the checks saw of a page, with its drawn parts at the line that asks for them."""
    found = [row for block in draw.read(book, page) for row in _of_block(book, page, block)]
    return [row for row in found if row.text or row.links or row.cites]


def _of_block(book: Book, page: Page, block: markdown.Block) -> list[Shown]:
    if block.kind == 'code':
        return [Shown('code', block.inside, (), block.text.rstrip('\n'), line=block.line)]
    if block.drawn and block.kind == 'para' and block.text.startswith('<'):
        # a part drawn as HTML reaches the page as it is
        root = lxml.html.fragment_fromstring(block.text, create_parent='article')
        return [row._replace(inside=block.inside) for row in of_tree(root, path_of(page), [], block.line)]
    kind, about, text = block.kind, (), block.plain
    if kind == 'heading':
        about = (block.level, block.ident)
    elif kind == 'item':
        about = (block.level, block.number)
    elif kind == 'admonition':
        kind, about = 'box', (block.inside,)
    elif kind == 'row':
        if block.ident == 'aligned':
            return []
        cells = re.split(r'(?<!\\)\|', block.text.strip().removeprefix('|').removesuffix('|'))
        about = tuple(squeezed(markdown.Block('cell', 0, cell).plain) for cell in cells)
        text = ''.join(about)
    inside = '' if kind == 'box' else block.inside
    links = tuple((target_of(page, link.target), squeezed(link.text)) for link in named(block))
    cites = tuple(i for i in block.cites if i in book.facts)
    return [Shown(kind, inside, about, squeezed(text), links, cites, block.line)]


def named(block: markdown.Block) -> list[inline.Link]:
    """The links and pictures of a block in order; in a drawn one those written as HTML too."""
    if block.drawn and '<' in block.text:
        root = lxml.html.fragment_fromstring(inline.WITHIN.renderInline(block.text), create_parent='p')
        return [inline.Link(node.text_content(), node.get('href')) for node in root.iter('a')]
    return [*block.links, *block.images]


def target_of(page: Page, target: str) -> str:
    """Where a link of a page leads in the built site, from its root."""
    path, sign, anchor = target.partition('#')
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path))
    if file.startswith('docs/assets/'):
        # both languages share it
        return '/' + file.removeprefix('docs/')
    if not path.endswith('.md') or ':' in path:
        return resolved(target, path_of(page))
    lang, _, rest = file.removeprefix('docs/').partition('/')
    slug = slug_of(pathlib.PurePosixPath(rest))
    return f'/{BASES[lang]}{slug}{sign}{anchor}'
