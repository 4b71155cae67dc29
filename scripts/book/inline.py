"""A block of a page, and what its line of Markdown holds: words, links, citations, code."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

CODE = re.compile(r'`[^`\n]*`')
CITE = re.compile(r'\[\^([^\]\s]+)\]')
LINK = re.compile(r'(?<!!)\[([^\]^][^\]]*)\]\(([^)\s]*)\)')
# { #id }, { .class data-icon=door } behind a heading, a link or bold words.
ATTRIBUTES = re.compile(r'\{(?:\s*(?:[#.][a-z0-9-]+|data-icon=[a-z0-9-]+))+\s*\}')
# Signs that may begin inline Markdown.
SIGNS = re.compile(r'[\[\]*_`<>&\\!~]|  \n')
BREAK = re.compile(r'<br\s*/?>')


def parser() -> MarkdownIt:
    """The parser without its liberties: an address stays as it is written."""
    made = MarkdownIt('commonmark')
    made.normalizeLink = lambda address: address
    return made


WITHIN = parser()


def without_code(text: str) -> str:
    """A text with signs of the same number in the place of code, which shows Markdown and is none."""
    return CODE.sub(lambda match: '`' * len(match[0]), text) if '`' in text else text


def cite(facts: list[str]) -> str:
    """The citations of facts as Markdown, one after the other."""
    return ' '.join(f'[^{ident}]' for ident in facts)


class Link(NamedTuple):
    """A link or a picture: its words, its target, its title or '', its line, counted from the block's."""

    text: str
    target: str
    title: str = ''
    line: int = 0


def words(tokens: list) -> str:
    """The words of inline tokens: no citations, link targets, stars, tags or attribute lists."""
    out = []
    for token in tokens:
        if token.type == 'text':
            said = CITE.sub('', token.content) if '[' in token.content else token.content
            said = ATTRIBUTES.sub('', said) if '{' in said else said
            out.append(said.replace('**', ''))
        elif token.type == 'code_inline':
            out.append(token.content)
        elif token.type == 'image':
            out.append(words(token.children))
        elif token.type in ('softbreak', 'hardbreak') or BREAK.fullmatch(token.content):
            out.append('\n')
    return ''.join(out)


@dataclass
class Block:
    """kind: heading, para, item, row, admonition or draw; the reader knows of code and others too.

    `text` keeps inline Markdown, its lines joined by a line break; `inside` is the admonition's kind or '';
    `level` is the heading's level or the item's depth; `ident` the heading's id or the drawing's name;
    `ordered` whether an item is counted, and `number` what it counts; `drawn` is the drawing that the block
    comes from (see draw/), or ''.
    """

    kind: str
    line: int
    text: str
    inside: str = ''
    level: int = 0
    ident: str = ''
    ordered: bool = False
    number: int = 0
    drawn: str = ''

    @property
    def tokens(self) -> list:
        """The inline tokens of the text."""
        # a citation is words to the parser
        if SIGNS.search(CITE.sub('', self.text)):
            return WITHIN.parseInline(self.text)[0].children
        # most lines are words alone: no parser is needed to see that
        found = []
        for place, line in enumerate(self.text.split('\n')):
            found += [Token('softbreak', 'br', 0)] if place else []
            found += [Token('text', '', 0, content=line)] if line else []
        return found

    @property
    def cites(self) -> list[str]:
        return CITE.findall(without_code(self.text))

    @property
    def links(self) -> list[Link]:
        return self.said[1]

    @property
    def images(self) -> list[Link]:
        return self.said[2]

    @functools.cached_property
    def said(self) -> tuple[str, list[Link], list[Link]]:
        """Words, links and pictures. The tokens that they come from are not kept: they weigh more."""
        tokens = self.tokens
        return words(tokens).strip(), self._named(tokens, 'link_open'), self._named(tokens, 'image')

    def _named(self, tokens: list, kind: str) -> list[Link]:
        found, line = [], 0
        if '[' not in self.text and '<' not in self.text:
            return found
        for place, token in enumerate(tokens):
            if token.type == kind:
                rest = itertools.takewhile(lambda other: other.type != 'link_close', tokens[place + 1 :])
                text = words(token.children if kind == 'image' else list(rest))
                target = token.attrs['src' if kind == 'image' else 'href']
                found.append(Link(text, target, token.attrs.get('title', ''), line))
            line += token.type in ('softbreak', 'hardbreak')
        return found

    @property
    def plain(self) -> str:
        """The words alone: no citations, link targets, bold marks or tags."""
        return self.said[0]

    @property
    def label(self) -> str:
        """Where a message says that a drawn block comes from; '' for what the page itself holds."""
        return f' (drawn by "{self.drawn}": {self.plain.splitlines()[0][:16]}…)' if self.drawn else ''

    def line_at(self, position: int) -> int:
        """The line of a position in `text`."""
        return self.line + (0 if self.drawn else self.text.count('\n', 0, position))

    def line_of(self, link: Link) -> int:
        """The line of a link of this block."""
        return self.line + (0 if self.drawn else link.line)
