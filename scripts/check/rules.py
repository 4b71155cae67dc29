"""Every rule's number and sentence, read from rules.yml, and the table of them for editors, RULES.md."""

from __future__ import annotations

import functools
import pathlib

import yaml

FILE = pathlib.Path(__file__).with_name('rules.yml')
HEAD = """# 规则 · Rules

检查的每条规则一个号，号不再用第二次。DATA、FACT、FM、MD、PAR、CIT、FIG、LNK、TXT、CARD、SAFE、TOOL、WORD看源文件，HTML看生成的网站。
Every rule has a number that is never used again. HTML looks at the built site, all others at the sources.

这一页由`scripts/check/rules.yml`生成：`make rules`。This page is made from `scripts/check/rules.yml`.

| 规则 Rule | 要求 | What it asks |
| --- | --- | --- |
"""


@functools.cache
def sentences() -> dict[str, dict[str, str]]:
    """Each rule's sentence in both languages, by its number."""
    return yaml.safe_load(FILE.read_text(encoding='utf-8'))


def table() -> str:
    """The text of RULES.md."""
    cell = {lang: lambda said, lang=lang: said[lang].replace('|', r'\|') for lang in ('zh', 'en')}
    return HEAD + ''.join(
        f'| {rule} | {cell["zh"](said)} | {cell["en"](said)} |\n' for rule, said in sentences().items()
    )
