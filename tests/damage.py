"""Damage to pages and data as slips make it, and what a damaged page says to a naive eye."""

from __future__ import annotations

import re

from hypothesis import strategies as st

SIGNS = '`*_#|[](){}<>!?~=+-^\\:.\u3000 \t、。：（）【】［］＊＃｜－！0123456789a字\n'
TWINS = str.maketrans(
    {
        '-': '－',
        '*': '＊',
        '#': '＃',
        '|': '｜',
        '[': '［',
        ']': '］',
        '(': '（',
        ')': '）',
        '!': '！',
        ':': '：',
        '1': '１',
        '0': 'O',
        '{': '｛',
        '}': '｝',
        '`': '｀',
        '"': '”',
        ' ': '\u00a0',
        '.': '．',
        '<': '＜',
    }
)
PIECES = (
    '```',
    '~~~',
    '    ',
    '  ',
    '- ',
    '1. ',
    '## ',
    '> ',
    '!!! may "x"',
    '**',
    '| ',
    '[^x]',
    '](',
    '<b>',
    '{{ ',
)
KINDS = (
    'insert',
    'piece',
    'delete',
    'line',
    'swap',
    'glue',
    'indent',
    'outdent',
    'twin',
    'double',
    'tear',
    'cut',
)
# A kind of damage, its place in the text, and a number that it may use.
ONE = st.tuples(st.sampled_from(KINDS), st.floats(0, 1, exclude_max=True), st.integers(0, 999))


def damaged(text: str, kind: str, place: float, number: int) -> str:
    """A text with one slip at a place (a part of its length)."""
    at = int(place * len(text))
    lines = text.split('\n')
    row = int(place * len(lines))
    if kind == 'insert':
        return text[:at] + SIGNS[number % len(SIGNS)] + text[at:]
    if kind == 'piece':
        start = text.rfind('\n', 0, at) + 1 if number % 2 else at
        return text[:start] + PIECES[number % len(PIECES)] + text[start:]
    if kind == 'delete':
        return text[:at] + text[at + 1 + number % 3 :]
    if kind == 'twin':
        marks = [place for place, sign in enumerate(text) if ord(sign) in TWINS]
        at = marks[int(place * len(marks))] if marks else at
        return text[:at] + text[at : at + 1].translate(TWINS) + text[at + 1 :]
    if kind == 'glue':
        return '\n'.join(lines[:row] + [line for line in lines[row : row + 2] if line] + lines[row + 2 :])
    if kind == 'tear':
        return '\n'.join(lines[:row] + [''] * (1 + number % 2) + lines[row:])
    line = lines[row]
    other = {
        'line': [],
        'swap': lines[row + 1 : row + 2] + [line],
        'indent': [' ' * (1 + number % 8) + line],
        'outdent': [line[min(1 + number % 4, len(line) - len(line.lstrip())) :]],
        'double': [line, line],
        'cut': [line[: number % (len(line) + 1)]],
    }[kind]
    return '\n'.join(lines[:row] + other + lines[row + (2 if kind == 'swap' else 1) :])


def naive(body: str) -> dict[str, list]:
    """What a page without drawn parts says, by its lines and signs alone, as an editor reads it."""
    lines, fence = [], False
    for line in body.split('\n'):
        fence = fence != line.startswith('```')
        if not fence and not line.startswith('```'):
            lines.append(line)
    text = re.sub(r'`[^`\n]*`', '', '\n'.join(lines))
    items = [line for line in lines if re.match(r'(?:    )?(?:-|\d+\.) ', line)]
    words = re.sub(r'\[\^[^\]]*\]|\{[^}]*\}|(?<=\])\([^)]*\)', '', '\n'.join(lines))
    words = re.sub(r'(?m)^( *)\d+\. |^!!! [a-z0-9]+', r'\1', words)
    return {
        'headings': re.findall(r'(?m)^#{2,3} .*\{\s*#([a-z0-9-]+)\s*\}', text),
        'boxes': re.findall(r'(?m)^!!! ([a-z0-9]+)', text),
        'in boxes': [len(line.lstrip()) > 0 for line in items if line.startswith('    ')],
        'items': [line.startswith('    ') for line in items],
        'calls': re.findall(r'\]\(tel:([^)\s]*)\)', text),
        'links': re.findall(r'\]\((?!tel:)([^)\s]*)\)', text),
        'numbers': re.findall(r'\d+', words),
        'rows': [
            line.count('|')
            for line in lines
            if re.match(r'(?:    )?\|', line) and not re.match(r'[\s|:-]+$', line)
        ],
    }
