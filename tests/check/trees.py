"""The good tree of tests/fixtures/, read once and shared: a test lays its change over it and takes it back.

tests/fixtures/good/ is a small complete project. tests/fixtures/<family>/<RULE>-<what>/ is what differs from
it: whole files, `deleted.txt` with the names of missing files, and `change.yml` with a change or a list of
changes, each with file, old and new.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import pathlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import NamedTuple
from unittest import mock

from small import small_project
from small_book import parsed

from scripts import build, check
from scripts.book.model import LANGS, Book, Page, Record
from scripts.book.problems import Problem
from scripts.book.read import load
from scripts.card import sheets
from scripts.check import (
    card,
    citations,
    editors,
    facts,
    figures,
    frontmatter,
    html,
    language,
    links,
    markup,
    names,
    parity,
    referee,
    safety,
    signs,
    text,
    tools,
    wording,
)


def refereed(book: Book) -> list[Problem]:
    """What the referee finds in the built site of a tree."""
    built = html.Pages(book.root / 'site')
    return [problem for page in book.pages.values() for problem in referee.check(book, built, page)]


def own(book: Book) -> list[Page] | None:
    """The pages of a tree whose data is the good tree's, which has no faults; None for all and the data."""
    return [*book.pages.values()] if check.same_data(book, shared().book) else None


FIXTURES = pathlib.Path(__file__).resolve().parent.parent / 'fixtures'
FAMILIES = {
    'card': card.check,
    'citations': citations.check,
    'editors': editors.check,
    'facts': lambda book: [*signs.check(book), *facts.check(book)],
    'figures': figures.check,
    'frontmatter': frontmatter.check,
    'html': html.check,
    'links': links.check,
    'referee': refereed,
    'markup': markup.check,
    'names': names.check,
    'parity': lambda book: [*parity.check(book), *parity.lagging(book)],
    'safety': safety.check,
    'text': lambda book: [*language.check(book), *markup.check(book), *text.check(book, own(book))],
    'tools': lambda book: [*tools.check(book), *(p for lang in LANGS for p in tools.headings(book, lang))],
    'wording': wording.check,
}
FAMILY_OF = {
    'CARD': 'card',
    'CIT': 'citations',
    'DATA': 'facts',
    'EDIT': 'editors',
    'FACT': 'facts',
    'FIG': 'figures',
    'FM': 'frontmatter',
    'HTML': 'html',
    'LNK': 'links',
    'MD': 'markup',
    'PAR': 'parity',
    'SAFE': 'safety',
    'TOOL': 'tools',
    'TXT': 'text',
    'WORD': 'wording',
}
BAD = sorted(path for family in FAMILIES for path in (FIXTURES / family).glob('*'))
OF_OVERLAY = ('deleted.txt', 'change.yml')


class Change(NamedTuple):
    """In a file the first `old` becomes `new`."""

    file: str
    old: str
    new: str


class Tree:
    """A copy of the good tree, with a door card where asked for, and its book."""

    def __init__(self, folder: pathlib.Path, with_card: bool = False) -> None:
        self.root = folder
        shutil.copytree(FIXTURES / 'good', folder, dirs_exist_ok=True)
        if with_card:
            shutil.copytree(FIXTURES / 'good-card', folder, dirs_exist_ok=True)
            printed = folder / 'docs' / 'assets' / 'print'
            printed.mkdir(parents=True, exist_ok=True)
            names = sorted(sheets.files())
            for name in names:
                (printed / name).write_bytes(b'')
            made = {name: {'sha256': sheets.hash_of(printed / name)} for name in names}
            manifest = {'inputs': sheets.inputs(load(folder)), 'files': made}
            (printed / 'manifest.json').write_text(json.dumps(manifest), encoding='utf-8')
        self.book = load(folder)

    def files_of(self, overlay: pathlib.Path) -> dict[str, bytes | None]:
        """What an overlay writes over the tree; None for a file that it deletes."""
        files: dict[str, bytes | None] = {
            path.relative_to(overlay).as_posix(): path.read_bytes()
            for path in overlay.rglob('*')
            if path.is_file() and path.relative_to(overlay).as_posix() not in OF_OVERLAY
        }
        if (overlay / 'deleted.txt').is_file():
            files |= dict.fromkeys((overlay / 'deleted.txt').read_text(encoding='utf-8').split())
        return files | self.files_with(changes_of(overlay), files)

    def files_with(self, changes: list[Change], files: dict | None = None) -> dict[str, bytes | None]:
        """What some changes write over the tree."""
        done = dict(files or {})
        for change in changes:
            raw = done[change.file] if change.file in done else (self.root / change.file).read_bytes()
            said = raw.decode('utf-8')
            assert change.old in said, change
            done[change.file] = said.replace(change.old, change.new, 1).encode('utf-8')
        return done

    def write(self, files: dict[str, bytes | None]) -> None:
        for file, raw in files.items():
            path = self.root / file
            if raw is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(raw)

    @contextlib.contextmanager
    def with_files(self, files: dict[str, bytes | None]) -> Iterator[Book]:
        """The book with these files over the tree. What did not change is not read again."""
        paths = {file: self.root / file for file in files}
        before = {file: path.read_bytes() if path.is_file() else None for file, path in paths.items()}
        self.write(files)
        try:
            yield load(self.root, self.book)
        finally:
            self.write(before)


class Built(Tree):
    """The good tree with the project's shell and look, and the site that is built of it."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.root = small_project(folder)
        with mock.patch.dict(os.environ, {'AS_OF': '2026-11-24'}):
            assert build.build(folder) == 0
        self.book = load(folder)


@functools.cache
def shared(with_card: bool = False, built: bool = False) -> Tree:
    """The one copy of the good tree that tests share. Each takes its change back."""
    folder = tempfile.TemporaryDirectory(prefix='good-tree-')
    tree = Built(pathlib.Path(folder.name)) if built else Tree(pathlib.Path(folder.name), with_card)
    # kept with the tree, so that it goes when the tests end
    tree.folder = folder
    return tree


def tree_of(family: str) -> Tree:
    """The good tree that the fixtures of a family are laid over."""
    return shared(family == 'card', family == 'referee')


def changes_of(overlay: pathlib.Path) -> list[Change]:
    """The changes of an overlay's change.yml."""
    if not (overlay / 'change.yml').is_file():
        return []
    said = parsed((overlay / 'change.yml').read_text(encoding='utf-8'))
    return [Change(**change) for change in (said if isinstance(said, list) else [said])]


def rule_of(overlay: pathlib.Path) -> str:
    """TXT-1 of text/TXT-1-english."""
    return '-'.join(overlay.name.split('-')[:2])


def found(family: str, files: dict[str, bytes | None]) -> list[str]:
    """The faults that a family of checks finds in the good tree with these files over it, as lines."""
    with tree_of(family).with_files(files) as book:
        return [str(problem) for problem in book.problems + FAMILIES[family](book)]


def found_with(rule: str, *changes: Change) -> list[str]:
    """The faults that the family of a rule finds in the good tree with some changes."""
    family = FAMILY_OF[rule.partition('-')[0]]
    return found(family, tree_of(family).files_with(list(changes)))


# Each place in scripts/ (file, line) that asked for the line of a key: whether one stood further down.
ASKED: dict[tuple[str, int], bool] = {}


def watched(line_of: Callable) -> Callable:
    """The function that gives the line of a key of a record, which now also notes in ASKED who asked."""

    def line(record, key) -> int:
        asking, given = sys._getframe(1), line_of(record, key)
        place = asking.f_code.co_filename, asking.f_lineno
        first = record.line if isinstance(record, Record) else 2
        ASKED[place] = ASKED.get(place, False) or given != first
        return given

    return line


@functools.cache
def told(overlay: pathlib.Path) -> tuple[str, ...]:
    """The faults that its own family finds in a bad tree."""
    family = overlay.parent.name
    with (
        mock.patch.object(Record, 'line_of', watched(Record.line_of)),
        mock.patch.object(Page, 'line_of', watched(Page.line_of)),
    ):
        return tuple(found(family, tree_of(family).files_of(overlay)))
