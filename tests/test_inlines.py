"""The engine's inline patterns are tried only where their sign stands: the same is rendered, of any text."""

from __future__ import annotations

import random

import markdown
import pytest
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from scripts.inlines import SIGNS, Inlines

EXTENSIONS = ['footnotes', 'attr_list', 'tables', 'admonition']
PARTS = [
    '门',
    'word',
    ' ',
    '  \n',
    '\n',
    '\n\n',
    '`',
    '``',
    '\\',
    '\\*',
    '*',
    '**',
    '_',
    '__',
    '[',
    ']',
    '(',
    ')',
]
PARTS += [
    '![',
    '<',
    '>',
    '<b>',
    '</b>',
    '<http://a.b>',
    '<a@b.c>',
    '&',
    '&amp;',
    '&#39;',
    '[^a]',
    '[a](b.md)',
]
PARTS += ['[^a]: note', '{ #id }', '- ', '1. ', '# ', '!!! say "x"', '    ', '| a | b |', '[a][b]', '[b]: c']


def rendered(text: str, own: list) -> str:
    return markdown.markdown(text, extensions=[*EXTENSIONS, *own])


def texts(number: int) -> list[str]:
    chance = random.Random(7)
    return [''.join(chance.choices(PARTS, k=chance.randint(1, 30))) for _ in range(number)]


def test_what_is_rendered_is_the_same():
    for text in texts(1500):
        assert rendered(text, [Inlines()]) == rendered(text, []), repr(text)


def test_a_pattern_matches_nothing_without_its_sign():
    made = markdown.Markdown(extensions=EXTENSIONS)
    for pattern in made.inlinePatterns:
        signs = SIGNS[pattern.pattern]
        for text in texts(1500):
            if not any(sign in text for sign in signs):
                assert not pattern.getCompiledRegExp().search(text), (pattern.pattern, text)


@pytest.mark.parametrize('text', ['`code` *a* **b** _c_ [d](e.md)[^1] <b>x</b> &amp; \\*  \ny\n\n[^1]: note'])
def test_patterns_that_stand_together(text):
    assert '<em>a</em> <strong>b</strong> <em>c</em>' in rendered(text, [Inlines()])
    assert rendered(text, [Inlines()]) == rendered(text, [])


class Plus(Extension):
    """An inline pattern that nobody told us of."""

    def extendMarkdown(self, md):  # noqa: N802
        md.inlinePatterns.register(SimpleTagInlineProcessor(r'(\+)(\w)\+', 'ins'), 'plus', 5)


def test_a_pattern_without_a_known_sign_is_tried_on_every_text():
    assert rendered('a +x+ b', [Inlines(), Plus()]) == '<p>a <ins>x</ins> b</p>'
    assert rendered('*a* +x+', [Plus(), Inlines()]) == '<p><em>a</em> <ins>x</ins></p>'
