"""Cuts a page's Markdown into the blocks that an editor sees, each with its line.

It knows only the Markdown that CONTRIBUTING.md allows; rendering is the engine's.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from scripts.book.model import Page, remembered

HEADING = re.compile(r'(#{1,6})\s+(.*?)\s*(?:\{\s*#([a-z0-9-]+)\s*\})?\s*$')
ADMONITION = re.compile(r'!!!\s+(\S+)(?:\s+"(.*)")?\s*$')
ITEM = re.compile(r'(\s*)(-|\d+\.)\s+(.*)$')
DRAW = re.compile(r'\s*<!-- draw: ([a-z-]+)(?: ([a-z0-9-]+))? -->\s*$')
CODE = re.compile(r'`[^`\n]*`')
CITE = re.compile(r'\[\^([^\]\s]+)\]')
IMAGE = re.compile(r'!\[([^\]]*)\]\(([^)\s]*)\)')
LINK = re.compile(r'(?<!!)\[([^\]^][^\]]*)\]\(([^)\s]*)\)')


def without_code(text: str) -> str:
    """A text with signs of the same number in the place of code, which shows Markdown and is none."""
    return CODE.sub(lambda match: '`' * len(match[0]), text)


def cite(facts: list[str]) -> str:
    """The citations of facts as Markdown, one after the other."""
    return ' '.join(f'[^{ident}]' for ident in facts)


@dataclass
class Block:
    """kind: heading, para, item, row, admonition or draw.

    `text` keeps inline Markdown, its lines joined by a line break; `inside` is the admonition's kind or '';
    `level` is the heading's level or the item's depth; `ident` the heading's id or the drawing's name;
    `drawn` is the drawing that it comes from (see draw/), or ''.
    """

    kind: str
    line: int
    text: str
    inside: str = ''
    level: int = 0
    ident: str = ''
    ordered: bool = False
    drawn: str = ''

    @property
    def cites(self) -> list[str]:
        return CITE.findall(self.text)

    @property
    def links(self) -> list[tuple[str, str]]:
        return LINK.findall(self.text)

    @functools.cached_property
    def plain(self) -> str:
        """The words alone: no citations, link targets, bold marks or tags."""
        text = LINK.sub(r'\1', IMAGE.sub(r'\1', CITE.sub('', self.text))).replace('<br>', '\n')
        return re.sub(r'\*\*|`|<[^>]+>|\{\s*[#.][a-z0-9-]+(\s[^{}]*)?\}', '', text).strip()

    @property
    def label(self) -> str:
        """Where a message says that a drawn block comes from; '' for what the page itself holds."""
        return f' (drawn by "{self.drawn}": {self.plain.splitlines()[0][:16]}…)' if self.drawn else ''

    def line_at(self, position: int) -> int:
        """The line of a position in `text`."""
        return self.line + (0 if self.drawn else self.text.count('\n', 0, position))


def after_exit(found: list[Block]) -> list[Block]:
    """A page's blocks without the way out (`<!-- draw: exit -->`), which may stand before its answer."""
    return found[1:] if found and (found[0].kind, found[0].text) == ('draw', 'exit') else found


@remembered
def blocks(page: Page) -> list[Block]:
    """The page's blocks in order. Fenced code is left out: it shows Markdown, it says nothing."""
    found: list[Block] = []
    inside, fence, current = '', '', None
    for number, raw in enumerate(page.body.split('\n'), page.body_line):
        stripped = raw.strip()
        mark = re.match(r'(`{3,}|~{3,})', stripped)
        if mark and (not fence or stripped.startswith(fence)):
            fence, current = ('' if fence else mark[1]), None
            continue
        if fence:
            continue
        if not stripped:
            current = None
            continue
        if inside and not raw.startswith('    '):
            inside, current = '', None
        line = raw[4:] if inside else raw
        heading, admonition, item, draw = (
            HEADING.match(line),
            ADMONITION.match(raw),
            ITEM.match(line),
            DRAW.match(raw),
        )
        if draw:
            found.append(Block('draw', number, draw[1], inside, ident=draw[2] or ''))
            current = None
        elif admonition:
            inside, current = admonition[1], None
            found.append(Block('admonition', number, admonition[2] or '', inside))
        elif heading:
            found.append(Block('heading', number, heading[2], inside, len(heading[1]), heading[3] or ''))
            current = None
        elif line.lstrip().startswith('|'):
            if not re.fullmatch(r'[\s|:-]+', line):
                found.append(Block('row', number, line.strip(), inside))
            elif ':' in line:
                found.append(Block('row', number, line.strip(), inside, ident='aligned'))
            current = None
        elif item:
            current = Block('item', number, item[3], inside, len(item[1]) // 2, ordered=item[2] != '-')
            found.append(current)
        elif current is not None and (current.kind == 'para' or line.startswith(' ')):
            current.text += '\n' + stripped
        else:
            current = Block('para', number, stripped, inside)
            found.append(current)
    return found
