"""Checks the marks within a line: links, attribute lists, and signs of Markdown that is not used here.

What one program shows as a mark and another as a sign is a fault: MD-9 to MD-12.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scripts.book import markdown
from scripts.book.model import Page
from scripts.book.numerals import narrow
from scripts.book.problems import Problem

# The attribute lists of pages: a class of a button, an icon. They stand right behind a link or bold words.
CLASSES = ('.md-button', '.call', '.find')
ATTRIBUTES = re.compile(r'(?<=[)*])\{ ?((?:(?:[.][a-z0-9-]+|data-icon=["\']?[a-z0-9-]+["\']?) ?)+)\}')
BRACES = re.compile(r'\{\{|\{%|%\}|\}\}|[{}]')
# Full-width twins of signs: an input method writes them, no program reads them.
WIDE = re.compile(r'[［］｛｝＊＃｀｜＾＜＞＼＿]')
WIDE_DIGITS = re.compile('[０-９]+')
WIDE_LINK = re.compile(r'【[^】]*】\s*[(（]|[\]］]\s*（\s*[.#/]|［\^|【\^|\[\s*＾')
# A sign, and what it would be elsewhere.
FOREIGN = (
    (re.compile(r'~+'), 'struck out or lowered text'),
    (re.compile(r'={2,}'), 'marked text'),
    (re.compile(r'\+\+'), 'underlined text'),
    (re.compile(r'\^'), 'raised text'),
    (re.compile(r'\$\$?(?=\S)[^$]*\$'), 'a formula'),
    (re.compile(r'(?<![\w:]):[a-z][a-z0-9_+-]*:'), 'an emoji by name'),
    (re.compile(r'&(?:[a-zA-Z][a-zA-Z0-9]*|#x?[0-9a-fA-F]+);'), 'a sign by name'),
    (re.compile(r'\\'), 'an escape'),
    (re.compile(r'(?<![\w*])_+(?=\S)[^_]*_'), 'bold or slanted text'),
)


def check(page: Page, block: markdown.Block) -> Iterator[Problem]:
    """The faults of the marks in a block, each kind once."""

    def fault(rule: str, what: str, mend: str, line: int = 0) -> Problem:
        return page.problem(block.line + line, rule, what, mend)

    text = markdown.without_code(block.text)
    if '`' in re.sub(r'`[^`\n]+`', '', block.text):
        yield fault('MD-6', 'a ` without its pair', 'close the code with `, on the same line', at(text, '`'))
        return
    wide = WIDE_LINK.search(text)
    if wide:
        mend = 'write [words](path.md) and [^fact-id] with half-width signs'
        yield fault('MD-9', f'“{wide[0]}” is no link: its signs are full-width', mend, at(text, wide[0]))
        return
    yield from links(block, text, fault)
    yield from braces(text, fault)
    yield from foreign(block, text, fault)


def at(text: str, sign: str) -> int:
    """In which line of a text a sign first stands, counted from 0."""
    return text.count('\n', 0, max(text.find(sign), 0))


def links(block: markdown.Block, text: str, fault: Callable) -> Iterator[Problem]:
    """MD-9: a link or a citation that is not written in the one way that both programs know."""
    for link in [*block.links, *block.images]:
        if link.title:
            yield fault('MD-9', f'the link “{link.text}” has a title', 'write [words](path.md)', link.line)
        if not link.text.strip():
            yield fault(
                'MD-9', f'the link to {link.target} has no words', 'write [words](path.md)', link.line
            )
    if '<' in block.text and any(
        token.type == 'link_open' and token.markup == 'autolink' for token in block.tokens
    ):
        yield fault('MD-9', 'an address in < >', 'write [words](address)', at(text, '<http'))
    bare = markdown.CITE.sub('', taken(block, text))
    sign = re.search(r'\]\(|[\[\]]', bare)
    if sign:
        said = bare[max(0, sign.start() - 6) : sign.start() + 10].strip()
        mend = 'write [words](path.md) or [^fact-id], without blanks between; other brackets are not used'
        yield fault('MD-9', f'“{said}” holds a bracket that is no link', mend, at(text, sign[0]))


def taken(block: markdown.Block, text: str) -> str:
    """A text without its links and pictures: what they are made of stands in place of them no more."""
    for link in (*block.links, *block.images):
        title = r'(?:\s[^)]*)?' if link.title else ''
        place = re.search(r'!?\[[^\[\]]*\]\(' + re.escape(link.target) + title + r'\)', text)
        text = text[: place.start()] + text[place.end() :] if place else text
    return text


def braces(text: str, fault: Callable) -> Iterator[Problem]:
    """MD-10: an attribute list that is none, or that changes more than the look of a button."""
    for found in ATTRIBUTES.finditer(text):
        wrong = [word for word in found[1].split() if word[0] == '.' and word not in CLASSES]
        if wrong:
            mend = f'write one of {", ".join(CLASSES)}'
            yield fault('MD-10', f'nothing on a page has the class {wrong[0]}', mend, at(text, found[0]))
    left = BRACES.search(ATTRIBUTES.sub(lambda match: ' ' * len(match[0]), text))
    if left:
        said = text[left.start() : left.start() + 16].split('\n')[0]
        mend = 'write { #id } behind a heading, { .md-button } right behind a link, and no other braces'
        yield fault('MD-10', f'“{said}” is no list of attributes', mend, text.count('\n', 0, left.start()))


def foreign(block: markdown.Block, text: str, fault: Callable) -> Iterator[Problem]:
    """MD-11: a sign of Markdown that is not used here; MD-12: a full-width twin of one, or of digits."""
    bare = markdown.CITE.sub('', taken(block, text))
    bare = re.sub(r'https?://[^\s，。；：、）”]+', '', bare)
    if block.kind == 'row':
        bare = bare.replace('\\|', '')
    for pattern, what in FOREIGN:
        sign = pattern.search(bare)
        if sign:
            mend = 'write it in words, or as code in ` `: it is shown as signs here'
            yield fault('MD-11', f'“{sign[0]}” is {what} elsewhere', mend, at(text, sign[0]))
    tokens = block.tokens if '*' in block.text else ()
    stars = ''.join(token.content for token in tokens if token.type == 'text').replace('**', '')
    if '*' in stars:
        yield fault('MD-11', 'a star without its pair', 'write **words**, or leave it out', at(text, '*'))
    wide = WIDE.search(bare)
    if wide:
        mend = 'write the half-width sign, or other words'
        yield fault('MD-12', f'the full-width sign {wide[0]}', mend, at(text, wide[0]))
    digits = WIDE_DIGITS.search(bare)
    if digits:
        what = f'the digits {digits[0]} are full-width, which no phone dials and no search finds'
        yield fault('MD-12', what, f'write {narrow(digits[0])}', at(text, digits[0]))
