"""Reads a stylesheet for the tests: each selector with its line, cut into steps."""

from __future__ import annotations

from collections.abc import Iterator

import tinycss2

# What a reader or the sheet makes, with what is there before. Other states are a fault until they stand here.
STATES = {
    'hover': '',
    'focus': '',
    'before': '',
    'after': '',
    'target': '[id]',
    'checked': '[type="checkbox"]',
}
COMBINATORS = ('>', '+', '~')


def rules(content: list) -> Iterator:
    """The rules of a sheet with those inside @media; what holds no selector is left out."""
    for rule in content:
        if rule.type == 'qualified-rule':
            yield rule
        elif rule.type == 'at-rule' and rule.lower_at_keyword in ('media', 'supports'):
            yield from rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
        else:
            assert rule.type == 'at-rule', f'line {rule.source_line}: {rule.message}'


def selectors(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each selector of a sheet: its line, and its steps."""
    for rule in rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
        tokens = []
        for token in [*rule.prelude, ',']:
            if token != ',':
                tokens += [token] if tokens or token.type != 'whitespace' else []
                continue
            yield tokens[0].source_line, steps(tokens)
            tokens = []


def steps(tokens: list) -> list[str]:
    """A selector cut before each combinator, without states.

    .fold[open] > summary:hover becomes ['.fold', '> summary'].
    """
    out = ['']
    for at, token in enumerate(tokens):
        text, bare = token.serialize(), out[-1] in ('', *(f'{sign} ' for sign in COMBINATORS))
        if token.type == 'whitespace':
            out += [] if bare else ['']
        elif token in COMBINATORS:
            out = [*(out if out[-1] else out[:-1]), f'{text} ']
        elif token != ':':
            colons = ''.join(str(before.value) for before in tokens[max(at - 2, 0) : at] if before == ':')
            if text == '[open]' or colons == '::':
                text = ''
            elif colons:
                text = STATES.get(text, f':{text}')
            out[-1] += text or ('*' if bare else '')
    return [step for step in out if step]
