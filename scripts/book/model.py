"""What the handbook holds: the Book with its data and its pages, and the languages they are in."""

from __future__ import annotations

import datetime
import functools
import html
import os
import pathlib
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field

from scripts.book.problems import Problem

LANGS = ('zh', 'en')
# What a page's `lang` attribute says.
TAGS = {'zh': 'zh-CN', 'en': 'en'}
# Where a language's pages begin in the built site.
BASES = {'zh': '', 'en': 'en/'}
# Days until something checked is to be checked again: telephone hours change soonest, laws latest.
REVIEW_DAYS = {'hotline': 30, 'law': 180, 'judicial-interpretation': 180, 'other': 90, 'page': 180}


def remembered(function):
    """Makes a function remember, on its first argument (a Book or a Page), what it gave for the others.

    What both hold of files is read once and never changed, so an answer stays right as long as its owner
    lives; what a build sets beside it, the day and the like, is set before anything is asked. An answer
    stands under the function's name, so that it can be given to another process.
    """
    name = f'{function.__module__}.{function.__qualname__}'

    @functools.wraps(function)
    def answer(owner, *words):
        key = (name, *words)
        if key not in owner.memory:
            owner.memory[key] = function(owner, *words)
        return owner.memory[key]

    return answer


def while_same(known: dict, key, held: tuple, work: Callable[[], list]) -> list:
    """What a work gave for these values as long as they are the very same objects, read from files that stay.

    known: what was found before, the last answer for each key.
    """
    if key not in known or any(mine is not its for mine, its in zip(held, known[key][0], strict=True)):
        known[key] = held, work()
    return known[key][1]


class Record(dict):
    """A YAML mapping that remembers the line (from 1) on which it starts, and that of each of its keys."""

    line = 1
    lines: dict[str, int] = {}

    def line_of(self, key) -> int:
        """The line of a key, or the first line where there is no such key."""
        return self.lines.get(key, self.line)


@dataclass(eq=False)
class Page:
    """One Markdown file. `slug` is its address without the language ('' for the home page, 'now/say/')."""

    lang: str
    slug: str
    path: pathlib.Path
    file: str
    meta: Record
    body: str
    body_line: int
    front: str
    memory: dict = field(default_factory=dict, init=False, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        return self.lang, self.slug

    def line_of(self, key: str) -> int:
        """The line of a front matter key, or the first line of the front matter."""
        return next((n for n, line in enumerate(self.front.split('\n'), 2) if line.startswith(f'{key}:')), 2)

    def problem(self, line: int, rule: str, what: str, mend: str) -> Problem:
        """A fault on this page."""
        return Problem(self.file, line, rule, what, mend)

    def words(self, key: str) -> list[str]:
        """A front matter value as a list of texts; what is none is left out (check/ reports it)."""
        value = self.meta.get(key)
        return [word for word in (value if isinstance(value, list) else [value]) if isinstance(word, str)]

    def save(self, front: str, body: str) -> bool:
        """Writes the page with another front matter and body, whole or not at all.

        Returns False, and writes nothing, where the file is no longer what was read. Raises OSError.
        """
        now = self.path.read_bytes().decode('utf-8', 'replace').removeprefix('\ufeff').replace('\r\n', '\n')
        if now != f'---\n{self.front}---\n{self.body}':
            return False
        place = self.path.resolve()
        with tempfile.TemporaryDirectory(
            prefix='.build-', dir=self.path.parents[self.file.count('/')]
        ) as own:
            new = pathlib.Path(own) / place.name
            new.write_text(f'---\n{front}---\n{body}', encoding='utf-8')
            shutil.copymode(place, new)
            os.replace(new, place)
        return True


@dataclass(eq=False)
class Book:
    """All of data/ and docs/, lists in the order of the files.

    problems: what could not be read; sound: whether what is drawn from data can be drawn, as far as is known
    (scripts/check finds out); site_url: the build's address or ''; as_of: its day (ISO) or '';
    offline: whether phones keep its pages; read: what each file held, for the next reading.
    """

    root: pathlib.Path
    site_url: str = ''
    as_of: str = ''
    offline: bool = True
    sound: bool = True
    data: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)
    topics: dict = field(default_factory=dict)
    where: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    read: dict = field(default_factory=dict, repr=False)
    memory: dict = field(default_factory=dict, init=False, repr=False)

    @remembered
    def by_id(self, name: str) -> dict:
        """The records of data/<name>.yml by their id."""
        rows = self.data.get(name)
        return (
            {row['id']: row for row in rows if isinstance(row, dict) and isinstance(row.get('id'), str)}
            if isinstance(rows, list)
            else {}
        )

    def unread(self, start: str) -> bool:
        """Whether a file whose path starts so could not be read; nobody can say what is missing in it."""
        return any(
            p.file.startswith(start) and p.rule in ('DATA-1', 'DATA-2', 'DATA-3', 'DATA-7', 'FM-1')
            for p in self.problems
        )

    def text(self, name: str, lang: str) -> str:
        """A string of the interface (data/interface.yml) in one language."""
        return self.data['interface'][name][lang]

    def overdue(self, day: str) -> bool:
        """Whether a day to check something again by is over; never where the book has no day of its own."""
        return day < self.as_of

    def check_by(self, fact: dict) -> str:
        """The day (ISO) by which a fact is to be checked again: its own last day, or its kind's interval."""
        kind = 'hotline' if self.topics[fact['id']] == 'hotline' else fact['force']
        day = datetime.date.fromisoformat(fact['checked']) + datetime.timedelta(
            REVIEW_DAYS.get(kind, REVIEW_DAYS['other'])
        )
        return min(filter(None, (day.isoformat(), fact.get('until'))))

    def page_check_by(self, page: Page, cited: list[str]) -> str:
        """The earliest day on which something on the page is to be checked again."""
        own = datetime.date.fromisoformat(page.meta['reviewed']) + datetime.timedelta(REVIEW_DAYS['page'])
        return min([own.isoformat(), *(self.check_by(self.facts[i]) for i in cited)])


def linked(page: Page, target: Page, anchor: str = '') -> str:
    """A Markdown link from one page to another, under the other's title. No sign in a title is markup."""
    title = re.sub(r'([\\`*_\[\]])', r'\\\1', html.escape(target.meta['title'], quote=False))
    return f'[{title}]({link(page, target)}{"#" + anchor if anchor else ""})'


def link(page: Page, target: Page) -> str:
    """The relative Markdown link from one page's file to another's."""
    return way(page, target.file)


@remembered
def way(page: Page, file: str) -> str:
    """The relative path from a page to a file of the project. By its name: a page outlives another's text."""
    return pathlib.PurePath(os.path.relpath(file, pathlib.PurePath(page.file).parent)).as_posix()
