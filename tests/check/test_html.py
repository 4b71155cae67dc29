"""The checks of the built site: what a fixture can hardly hold, and one row for each thing that they know."""

from __future__ import annotations

import pytest
from trees import Change, found_with

HOME, NOW, ENGLISH = 'site/index.html', 'site/now/index.html', 'site/en/now/index.html'
AT = '</article>'


def with_markup(markup: str) -> list[str]:
    """What the checks find with some more HTML at the end of the home page's article."""
    return found_with('HTML-5', Change(HOME, AT, markup + AT))


def rules(lines: list[str]) -> set[str]:
    return {line.split(' ')[1] for line in lines}


# Everything that loads what it names.
LOADING = [
    '<img src="{}">',
    '<img srcset="{} 2x">',
    '<img srcset="a.png 1x, {} 2x">',
    '<script src="{}"></script>',
    '<link rel="preload" href="{}">',
    '<link rel="stylesheet" href="{}">',
    '<iframe src="{}"></iframe>',
    '<picture><source src="{}"></picture>',
    '<picture><source srcset="{}"></picture>',
    '<video src="{}"></video>',
    '<video poster="{}"></video>',
    '<audio src="{}"></audio>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<form action="{}"></form>',
    '<input src="{}">',
    '<svg><image href="{}"></image></svg>',
    '<svg><use href="{}"></use></svg>',
    '<svg><use xlink:href="{}"></use></svg>',
    '<svg><image xlink:href="{}"></image></svg>',
    '<video><track src="{}"></video>',
]
OUTSIDE = [
    'https://cdn.example.org/a',
    'http://cdn.example.org/a',
    '//cdn.example.org/a',
    'HTTPS://cdn.example.org/a',
    ' https://cdn.example.org/a',
    'ftp://cdn.example.org/a',
    'ws://cdn.example.org/a',
    'wss://cdn.example.org/a',
]


@pytest.mark.parametrize('markup', LOADING)
def test_nothing_loads_from_another_host(markup):
    assert rules(with_markup(markup.format('https://cdn.example.org/a'))) == {'HTML-5'}
