"""Writes one search index per language, for docs/assets/js/engine.js, light whatever the number of pages."""

from __future__ import annotations

import json
import re

from scripts.book.model import BASES, Book
from scripts.book.words import has_role
from scripts.finish.folder import Folder
from scripts.finish.search import Entry

# How many signs of text an index may hold, whatever the number of pages: beyond it every section's text is
# cut short alike, so that the index stays light. Titles, aliases and headings are never cut.
TEXT = {'zh': 24_000, 'en': 50_000}
# A text cut to fewer signs than these says nothing: the index then holds none, and results show the summary.
LEAST = {'zh': 15, 'en': 40}
# How many signs of Chinese names the English index may hold. Each page has its first ones.
TWIN = 6_000


def length_for(lengths: list[int], budget: int) -> int:
    """The longest cut at which texts of these lengths together keep within a budget."""
    rest = sorted(lengths)
    while rest and rest[0] * len(rest) <= budget:
        budget -= rest.pop(0)
    return budget // len(rest) if rest else max(lengths, default=0)


def first(names: list[str], room: int) -> list[str]:
    """The first of these names that together have no more signs than there is room for."""
    return [name for at, name in enumerate(names) if len(''.join(names[: at + 1])) <= room]


def traditional(book: Book, texts: str) -> str:
    """Pairs of signs, a traditional one and the simplified one that it is read as, for the signs in texts."""
    known = set(texts)
    groups = book.data['signs']['old'].split()
    return ''.join(old + new for new, *olds in groups if new in known for old in olds if old not in known)


def sounds(book: Book, texts: str) -> str:
    """The syllables of pinyin with those of their signs that stand in texts, as 'cui催 shou手收'."""
    known = set(texts)
    found = (re.match('([a-z]+)(.*)', group) for group in book.data['signs']['sounds'].split())
    kept = ((match[1], ''.join(sign for sign in match[2] if sign in known)) for match in found)
    return ' '.join(syllable + signs for syllable, signs in kept if signs)


def write(book: Book, entries: dict[tuple[str, str], Entry], site: Folder) -> None:
    """Writes search/index.js and en/search/index.js: scripts, as fetch fails on a site opened from a folder.

    entries: what the search knows of each page, by language and address.
    """
    for lang, base in BASES.items():
        rows = [
            entry
            for (of, slug), entry in entries.items()
            if of == lang and not has_role(book, slug, 'unsearched')
        ]
        cut = length_for([len(part.text) for row in rows for part in row.parts], TEXT[lang])
        cut = cut if cut >= LEAST[lang] else 0
        room = length_for([len(''.join(row.twin)) for row in rows], TWIN)
        words = book.data['search']
        index = {
            'pages': [
                [
                    *row[:4],
                    row.aliases,
                    [[part.ident, part.heading, part.text[:cut], part.words] for part in row.parts],
                    first(row.twin, room),
                ]
                for row in rows
            ],
            'same': words['same'][lang],
            'small': words['small'][lang],
            'weak': words['weak'][lang],
        }
        if lang == 'zh':
            everything = ''.join(text for row in rows for part in row.parts for text in part)
            named = ''.join(text for row in rows for text in (row.title, *row.aliases))
            index |= {'old': traditional(book, everything + named), 'sounds': sounds(book, named)}
        text = json.dumps(index, ensure_ascii=False, separators=(',', ':'))
        site.write(f'{base}search/index.js', f'self.handbookIndex={text};\n')
