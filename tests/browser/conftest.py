"""One walk over every built page, for the tests that ask something of each."""

from __future__ import annotations

import collections
import pathlib

import axe
import pytest


@pytest.fixture(scope='session')
def measure() -> str:
    """The script of the measures, for Pair: measure.whole() and the others."""
    return (pathlib.Path(__file__).parent / 'measure.js').read_text(encoding='utf-8')


@pytest.fixture(scope='session')
def walk(everywhere, built, measure):
    """What is found on every built page, by name: each page is opened once for all the tests that ask."""
    found = collections.defaultdict(list)

    def look(page, slug):
        def note(name: str, faults) -> None:
            found[name] += [f'/{slug} {fault}' for fault in faults]

        note('rules', axe.rules(page))
        page.evaluate('measure.opened()')
        note('targets', page.evaluate('measure.targets()'))
        note('door', page.evaluate('measure.door()'))
        note('lists', page.evaluate('measure.lists()'))
        # 1280 x 1024 at 400 %
        page.set_viewport_size({'width': 320, 'height': 256})
        note('zoom', page.evaluate('measure.whole()'))
        page.set_viewport_size({'width': 360, 'height': 640})
        page.evaluate('measure.twice()')
        note('text', page.evaluate('measure.whole()'))
        return []

    assert len(built) > 60
    everywhere(look, built, axe.SCRIPT + measure, viewport={'width': 360, 'height': 640})
    return found
