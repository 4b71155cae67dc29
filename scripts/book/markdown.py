"""Reads a page's Markdown into the blocks that an editor sees, each with its line.

The reader is markdown-it, which knows all of CommonMark; rendering is the engine's, Python-Markdown. Where
the two could differ, check/markup.py allows neither, and check/referee.py compares what both made of a page.
"""

from __future__ import annotations

import re

from mdit_py_plugins.admon import admon_plugin

from scripts.book.inline import CITE, CODE, LINK, Block, Link, cite, parser, without_code
from scripts.book.model import Page, remembered

__all__ = ['CITE', 'CODE', 'LINK', 'Block', 'Link', 'blocks', 'cite', 'read', 'without_code']

HEADING_ID = re.compile(r'(.*?)\s*\{\s*#([a-z0-9-]+)\s*\}\s*$', re.DOTALL)
ADMONITION = re.compile(r'\s*!!!\s+(\S+)(?:\s+"(.*)")?\s*$')
DRAW = re.compile(r'\s*<!-- draw: ([a-z-]+)(?: ([a-z0-9-]+))? -->\s*$')
# What the checks look at; code shows Markdown and says nothing, for the others see check/markup.py.
SAID = ('heading', 'para', 'item', 'row', 'admonition', 'draw')

READER = parser().enable('table').use(admon_plugin)
# the lines within blocks are read where somebody asks for them
READER.core.ruler.disable('inline')
UNKNOWN = {'hr': 'rule', 'blockquote_open': 'quote', 'code_block': 'set-in', 'fence': 'code'}


def after_exit(found: list[Block]) -> list[Block]:
    """A page's blocks without the way out (`<!-- draw: exit -->`), which may stand before its answer."""
    return found[1:] if found and (found[0].kind, found[0].text) == ('draw', 'exit') else found


@remembered
def blocks(page: Page) -> list[Block]:
    """The page's blocks in order. Code is left out: it shows Markdown, it says nothing."""
    return [block for block in read(page) if block.kind in SAID]


@remembered
def read(page: Page) -> list[Block]:
    """All that the reader makes of a page, code (kind code) and what is not allowed on a page too.

    rule, quote, set-in (code by four blanks) and reference (a definition) are such kinds.
    """
    source, env = page.body.split('\n'), {}
    walk = _Walk(source, page.body_line)
    for place, token in enumerate(tokens := READER.parse(page.body, env)):
        walk.take(token, tokens[place + 1] if place + 1 < len(tokens) else None)
    for row in [*env.get('references', {}).values(), *env.get('duplicate_refs', ())]:
        first = row['map'][0]
        walk.found.append(Block('reference', page.body_line + first, source[first].strip()))
    return sorted(walk.found, key=lambda block: block.line)


class _Walk:
    """The tokens of a page in order, as blocks."""

    def __init__(self, source: list[str], first: int) -> None:
        self.source, self.first = source, first
        self.found: list[Block] = []
        self.inside: list[str] = []
        self.lists: list[bool] = []
        self.item: Block | None = None
        self.aligned = False

    def add(self, kind: str, line: int, text: str, **more) -> Block:
        """A block at a line of the source, counted from 0."""
        self.found.append(
            Block(kind, self.first + line, text, self.inside[-1] if self.inside else '', **more)
        )
        return self.found[-1]

    def take(self, token, after) -> None:
        """Takes one token; after: the next one, which holds the text of what opens here."""
        kind, line = token.type, token.map[0] if token.map else 0
        if kind in ('bullet_list_open', 'ordered_list_open'):
            self.lists.append(kind == 'ordered_list_open')
        elif kind in ('bullet_list_close', 'ordered_list_close'):
            self.lists.pop()
        elif kind == 'list_item_open':
            number = int(token.info) if self.lists[-1] else 0
            self.item = self.add('item', line, '', level=len(self.lists) - 1, ordered=self.lists[-1])
            self.item.number = number
        elif kind == 'list_item_close':
            self.item = None
        elif kind == 'admonition_open':
            self.box(token, line)
        elif kind == 'admonition_close':
            self.inside.pop()
        elif kind in ('heading_open', 'paragraph_open'):
            self.words(token, lines(after.content), after.map[0])
        elif kind == 'tr_open':
            self.add('row', line, self.source[line].strip())
        elif kind == 'th_open' and token.attrs.get('style'):
            self.aligned = True
        elif kind == 'thead_close' and self.aligned:
            self.aligned = False
            self.add('row', self.found[-1].line - self.first + 1, '', ident='aligned')
            self.found[-1].text = self.source[self.found[-1].line - self.first].strip()
        elif kind == 'html_block':
            self.html(token, line)
        elif kind in UNKNOWN:
            text = token.content.rstrip('\n') if kind in ('fence', 'code_block') else self.source[line]
            self.add(UNKNOWN[kind], line, text, ident=token.info)

    def box(self, token, line: int) -> None:
        said = ADMONITION.match(self.source[line])
        self.inside.append(said[1] if said else token.meta['tag'])
        if said:
            self.add('admonition', line, said[2] or '')
        else:
            self.add('admonition', line, self.source[line].strip(), ident='broken')

    def words(self, token, text: str, line: int) -> None:
        item, self.item = self.item, None
        if token.type == 'heading_open':
            said = HEADING_ID.match(text)
            text, ident = said.groups() if said else (text, '')
            self.add('heading', line, text, level=int(token.tag[1]), ident=ident)
        elif item is not None:
            item.text, item.line = text, self.first + line
        else:
            self.add('para', line, text)

    def html(self, token, line: int) -> None:
        said = DRAW.match(token.content)
        if said:
            self.add('draw', line, said[1], ident=said[2] or '')
        else:
            self.add('para', line, lines(token.content))


def lines(text: str) -> str:
    """A text with its lines stripped."""
    return '\n'.join(line.strip() for line in text.strip().split('\n'))
