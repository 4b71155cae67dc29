"""Reads the knowledge base: data/ and docs/ into one Book, with every fault of reading as a Problem.

Shared by all scripts. Nothing here writes, and nothing here knows the engine.
"""
from __future__ import annotations

import datetime
import hashlib
import os
import pathlib
import re
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

LANGS = ('zh', 'en')
# What a page's `lang` attribute says.
TAGS = {'zh': 'zh-CN', 'en': 'en'}
# Days until something checked is to be checked again (design bars: phones 30, rules 90, law 180).
REVIEW_DAYS = {'hotline': 30, 'law': 180, 'judicial-interpretation': 180, 'other': 90, 'page': 180}


class Problem(NamedTuple):
    """One fault. `mend` says what to do, in the words of an editor."""
    file: str
    line: int
    rule: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f'{self.file}:{self.line} {self.rule} {self.what} -> {self.mend}'


class Record(dict):
    """A YAML mapping that remembers the line (from 1) on which it starts."""
    line = 1


class _Loader(getattr(yaml, 'CSafeLoader', yaml.SafeLoader)):
    """The C loader, with line numbers, with dates kept as text and with a key that stands twice as a fault."""

    def construct_record(self, node):
        record = Record()
        record.line = node.start_mark.line + 1
        yield record
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(None, None, f'the key "{key}" is not a text', key_node.start_mark)
            if key in record:
                raise yaml.constructor.ConstructorError(None, None, f'the key "{key}" stands twice', key_node.start_mark)
            record[key] = self.construct_object(value_node, deep=True)


_Loader.add_constructor('tag:yaml.org,2002:map', _Loader.construct_record)
_Loader.add_constructor('tag:yaml.org,2002:timestamp', lambda loader, node: loader.construct_scalar(node))


@dataclass
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
        """A front matter value as a list of texts; what has another form is left out (check_frontmatter tells it)."""
        value = self.meta.get(key)
        return [word for word in (value if isinstance(value, list) else [value]) if isinstance(word, str)]


@dataclass
class Book:
    """All of data/ and docs/, lists in the order of the files; `problems` is what could not be read, `site_url` the build's address or ''."""
    root: pathlib.Path
    site_url: str = ''
    data: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)
    topics: dict = field(default_factory=dict)
    where: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)

    def by_id(self, name: str) -> dict:
        """The records of data/<name>.yml by their id."""
        rows = self.data.get(name)
        return {row['id']: row for row in rows if isinstance(row, dict) and isinstance(row.get('id'), str)} if isinstance(rows, list) else {}

    def unread(self, start: str) -> bool:
        """Whether a file whose path starts so could not be read; then nobody can say what is missing in it."""
        return any(p.file.startswith(start) and p.rule in ('DATA-1', 'DATA-2', 'DATA-3', 'FM-1') for p in self.problems)

    def text(self, name: str, lang: str) -> str:
        """A string of the interface (data/interface.yml) in one language."""
        return self.data['interface'][name][lang]

    def check_by(self, fact: dict) -> str:
        """The day (ISO) by which a fact is to be checked again: its own last day, or its kind's interval."""
        kind = 'hotline' if self.topics[fact['id']] == 'hotline' else fact['force']
        day = datetime.date.fromisoformat(fact['checked']) + datetime.timedelta(REVIEW_DAYS.get(kind, REVIEW_DAYS['other']))
        return min(filter(None, (day.isoformat(), fact.get('until'))))

    def cited(self, page: Page, body: str | None = None) -> list[str]:
        """The known fact ids that a page (or the body given for it) cites, in the order of first citation."""
        text = page.body if body is None else body
        return list(dict.fromkeys(i for i in re.findall(r'\[\^([^\]\s]+)\](?!:)', text) if i in self.facts))

    def page_check_by(self, page: Page, cited: list[str]) -> str:
        """The earliest day on which something on the page is to be checked again."""
        own = datetime.date.fromisoformat(page.meta['reviewed']) + datetime.timedelta(REVIEW_DAYS['page'])
        return min([own.isoformat(), *(self.check_by(self.facts[i]) for i in cited)])


def link(page: Page, target: Page) -> str:
    """The relative Markdown link from one page's file to another's."""
    return pathlib.PurePath(os.path.relpath(target.path, page.path.parent)).as_posix()


def read_text(path: pathlib.Path, file: str, problems: list) -> str | None:
    """A file's text, or None and a Problem when it is not UTF-8."""
    raw = path.read_bytes()
    try:
        return raw.decode('utf-8').replace('\r\n', '\n')
    except UnicodeDecodeError as error:
        line = raw[:error.start].count(b'\n') + 1
        problems.append(Problem(file, line, 'DATA-1', 'is not UTF-8 text', 'save the file again with the encoding UTF-8'))
    return None


def read_yaml(text: str, file: str, problems: list, first_line: int = 1):
    """The value of a YAML text, or None and a Problem; `first_line` is where the text starts in its file."""
    try:
        value = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, 'problem_mark', None)
        line = first_line + (mark.line if mark else 0)
        what = getattr(error, 'problem', None) or 'cannot be read'
        problems.append(Problem(file, line, 'DATA-2', f'broken YAML: {what}', 'mend this line: look for a missing quote, colon or blank'))
        return None
    if value is None or value == [] or value == {}:
        problems.append(Problem(file, first_line, 'DATA-3', 'holds no data', 'fill it, or delete it together with what uses it'))
        return None
    return value


def slug_of(relative: pathlib.PurePath) -> str:
    """now/index.md -> now/ ; now/say.md -> now/say/ ; index.md -> '' (the engine's directory addresses)."""
    parts = list(relative.with_suffix('').parts)
    if parts[-1] == 'index':
        parts.pop()
    return ''.join(part + '/' for part in parts)


def _read_page(path: pathlib.Path, lang: str, base: pathlib.Path, book: Book) -> None:
    file = path.relative_to(book.root).as_posix()
    text = read_text(path, file, book.problems)
    if text is None:
        return
    match = re.match(r'---\n(.*?\n)---\n', text, re.DOTALL)
    if not match:
        book.problems.append(Problem(file, 1, 'FM-1', 'has no front matter', 'start the file with ---, the keys of CONTRIBUTING.md, ---'))
        return
    meta = read_yaml(match[1], file, book.problems, 2)
    if not isinstance(meta, Record):
        if meta is not None:
            book.problems.append(Problem(file, 2, 'DATA-2', 'front matter is not a list of keys', 'write one "key: value" a line'))
        return
    page = Page(lang, slug_of(path.relative_to(base)), path, file, meta, text[match.end():], text[:match.end()].count('\n') + 1, match[1])
    if page.key in book.pages:
        book.problems.append(Problem(file, 1, 'DATA-4', f'has the same address as {book.pages[page.key].file}', 'delete or rename one of the two'))
        return
    book.pages[page.key] = page


def _take_ids(rows, name: str, file: str, book: Book) -> None:
    seen = book.where.setdefault(name, {})
    for row in rows:
        if not isinstance(row, Record) or not isinstance(row.get('id'), str):
            continue
        if row['id'] in seen:
            other = '{}:{}'.format(*seen[row['id']])
            book.problems.append(Problem(file, row.line, 'DATA-4', f'id "{row["id"]}" stands already in {other}',
                                         'give one of the two another id, or delete it'))
        else:
            seen[row['id']] = (file, row.line)


def load(root: pathlib.Path) -> Book:
    """Reads root/data and root/docs. Never raises for bad content: see Book.problems."""
    book = Book(pathlib.Path(root).resolve())
    for path in sorted(path for path in (book.root / 'data').rglob('*.yml') if path.is_file()):
        file = path.relative_to(book.root).as_posix()
        text = read_text(path, file, book.problems)
        rows = read_yaml(text, file, book.problems) if text is not None else None
        if rows is None:
            continue
        if path.parent.name == 'facts':
            book.data.setdefault('facts', {})[path.stem] = rows
            rows = rows if isinstance(rows, list) else []
            _take_ids(rows, 'facts', file, book)
            for row in rows:
                if isinstance(row, Record) and isinstance(row.get('id'), str) and row['id'] not in book.facts:
                    book.facts[row['id']], book.topics[row['id']] = row, path.stem
        else:
            name = path.relative_to(book.root / 'data').with_suffix('').as_posix()
            book.data[name] = rows
            if isinstance(rows, list):
                _take_ids(rows, name, file, book)
    for lang in LANGS:
        base = book.root / 'docs' / lang
        for path in sorted(path for path in base.rglob('*.md') if path.is_file()):
            _read_page(path, lang, base, book)
    return book


def stamp(root: pathlib.Path) -> str:
    """A hash of all that a built site is made from: tells whether site/ still agrees with the sources."""
    digest = hashlib.sha256()
    files = [root / 'mkdocs.yml'] if (root / 'mkdocs.yml').is_file() else []
    for name in ('data', 'docs', 'overrides', 'scripts'):
        files += sorted(path for path in (root / name).rglob('*') if path.is_file() and '__pycache__' not in path.parts)
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode() + b'\0' + path.read_bytes() + b'\0')
    return digest.hexdigest()


def report(problems: list[Problem]) -> int:
    """Prints all problems, unread data first, then by file and line; returns the exit status (0 none, 1 some)."""
    for problem in sorted(set(problems), key=lambda p: (not p.rule.startswith('DATA-'), p)):
        print(problem)
    return 1 if problems else 0
