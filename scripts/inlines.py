"""Spares Python-Markdown its slowest walk: of its 15 inline patterns each was tried on each piece of text.

Most pieces hold no sign that a pattern begins with. What is rendered is the same.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    BACKTICK_RE,
    ENTITY_RE,
    ESCAPE_RE,
    HTML_RE,
    IMAGE_LINK_RE,
    LINE_BREAK_RE,
    LINK_RE,
)
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# A text without any of these does not match the pattern. A pattern that is not here is always tried.
SIGNS = {
    BACKTICK_RE: ('`',),
    ESCAPE_RE: ('\\',),
    # footnotes, and stars with underscores, have no name to import
    r'\[\^([^\]]*)\]': ('[^',),
    r'\*|_': ('*', '_'),
    LINK_RE: ('[',),
    IMAGE_LINK_RE: ('![',),
    AUTOLINK_RE: ('<',),
    AUTOMAIL_RE: ('<',),
    LINE_BREAK_RE: ('  \n',),
    HTML_RE: ('<',),
    ENTITY_RE: ('&',),
}


def holding(*signs: str) -> re.Pattern:
    """What finds any of these signs in a text."""
    return re.compile('|'.join(map(re.escape, signs)))


NEEDED = {pattern: holding(*signs) for pattern, signs in SIGNS.items()}
ANY = holding(*dict.fromkeys(sign for signs in SIGNS.values() for sign in signs))


class Walk(InlineProcessor):
    """The engine's walk over a tree; of it one step is ours."""

    patterns: list | None = None

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """A piece of text with placeholders for what its patterns match, from one pattern on."""
        if isinstance(data, AtomicString):
            return data
        if self.patterns is None:
            self.patterns = [(pattern, NEEDED.get(pattern.pattern)) for pattern in self.inlinePatterns]
        if not ANY.search(data) and all(needed for _, needed in self.patterns):
            return data
        for number in range(patternIndex, len(self.patterns)):
            pattern, needed = self.patterns[number]
            start, matched = 0, True
            while matched and (needed is None or needed.search(data)):
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, number, start)
        return data


class Inlines(Extension):
    """Puts our walk in the place of the engine's."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Called by Python-Markdown for each page."""
        md.treeprocessors.register(Walk(md), 'inline', 20)
