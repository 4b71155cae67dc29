"""Every rule's number, sentence and lines, read from rules.yml, and the table of them, RULES.md."""

from __future__ import annotations

import functools
import pathlib

import yaml

FILE = pathlib.Path(__file__).with_name('rules.yml')
HEAD = """# 规则 · Rules

检查的每条规则一个号，号不再用第二次。HTML看生成的网站，其他看源文件。
Every rule has a number that is never used again. HTML looks at the built site, all others at the sources.

这一页由`scripts/check/rules.yml`生成：`make rules`。This page is made from `scripts/check/rules.yml`.

| 规则 Rule | 要求 | What it asks | 对 ✓ Right | 不对 ✗ Wrong |
| --- | --- | --- | --- | --- |
"""


@functools.cache
def sentences() -> dict[str, dict[str, str]]:
    """Each rule by its number: its sentence in both languages, a right line and a wrong one."""
    return yaml.safe_load(FILE.read_text(encoding='utf-8'))


def table() -> str:
    """The text of RULES.md."""
    rows = [
        [rule, cell(said['zh']), cell(said['en']), code(said['right']), code(said['wrong'])]
        for rule, said in sentences().items()
    ]
    return HEAD + ''.join(f'| {" | ".join(row)} |\n' for row in rows)


def cell(text: str) -> str:
    """A text in a cell of a table."""
    return text.replace('|', r'\|')


def code(line: str) -> str:
    """A line as code in a cell; tabs are shown, blanks at its ends kept."""
    ticks = '``' if '`' in line else '`'
    edge = ' ' if ticks == '``' or line != line.strip() else ''
    return cell(f'{ticks}{edge}{line}{edge}{ticks}'.replace('\t', '⇥'))
