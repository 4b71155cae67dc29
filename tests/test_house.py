"""The rules of the house (MAINTAINING.md): who may import whom, where addresses stand, how long a line is."""

from __future__ import annotations

import ast
import re

import pytest
from project import ROOT, handbook

SCRIPTS = ROOT / 'scripts'
# A room imports from rooms above it, never from those below.
ROOMS = [
    'settings',
    'beside',
    'book',
    'stamp',
    'kept',
    'opendata',
    'card',
    'draw',
    'stage',
    'freshness',
    'work',
    'inlines',
    'engine',
    'finish',
    'check',
    'outside',
    'upkeep',
    'build',
    'serve',
    'preview',
    'pack',
    'font',
    'press',
    'booklet',
    'share',
    'apart',
    'successor',
    'audit',
    '__main__',
]


def room(path) -> str:
    """settings for scripts/settings.py, book for scripts/book/read.py."""
    return path.relative_to(SCRIPTS).parts[0].removesuffix('.py')


def imports(path):
    """(room, line) of each import of ours in a file, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module == 'scripts':
            names = [f'scripts.{alias.name}' for alias in node.names]
        for name in names:
            if name.startswith('scripts.'):
                yield name.split('.')[1], node.lineno


def test_every_file_stands_in_a_room():
    assert {room(path) for path in SCRIPTS.rglob('*.py')} - {'__init__'} <= set(ROOMS)


@pytest.mark.parametrize(
    'path', sorted(SCRIPTS.rglob('*.py')), ids=lambda path: path.relative_to(SCRIPTS).as_posix()
)
def test_imports_go_upwards_only(path):
    own = room(path)
    for other, line in imports(path):
        if own == other or own == '__init__':
            continue
        assert ROOMS.index(other) < ROOMS.index(own), (
            f'{path.name}:{line} {own} may not import {other}: move what both need up'
        )
        assert own != 'book', f'{path.name}:{line} book/ imports nothing of ours outside itself'


def test_no_address_of_a_page_stands_in_code():
    slugs = {slug for _, slug in handbook().pages if slug}
    found = []
    for path in [*SCRIPTS.rglob('*.py'), *(ROOT / 'overrides').rglob('*.html')]:
        text = re.sub(r'"""(?s:.*?)"""|\{#.*?#\}', '', path.read_text(encoding='utf-8'))
        # a message may give an example
        text = re.sub(r'such as \S+|like \S+|as in \S+', '', text)
        found += [
            f'{path.name}: {quoted}'
            for quoted in re.findall(r'[\'"]([a-z0-9/*-]+/\*?)[\'"]', text)
            if quoted in slugs
            or any(slug.startswith(quoted.rstrip('*')) for slug in slugs)
            and quoted not in ('en/',)
        ]
    assert found == [], 'give the page a role in data/style.yml'


def test_files_and_lines_keep_their_length():
    for path in [*SCRIPTS.rglob('*.py'), *(ROOT / 'tests').rglob('*.py')]:
        for number, line in enumerate(path.read_text(encoding='utf-8').split('\n'), 1):
            assert len(line) <= 110, f'{path.relative_to(ROOT)}:{number} has {len(line)} characters'
    for path in (SCRIPTS / 'finish').glob('*.py'):
        assert path.read_text(encoding='utf-8').count('\n') <= 150, path.name
