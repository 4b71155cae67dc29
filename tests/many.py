"""The project with more pages than it has: real page pairs again, under new addresses and numbered titles."""

from __future__ import annotations

import itertools
import pathlib
import re
import sys

import yaml
from project import ROOT, copied

from scripts.book.model import LANGS
from scripts.book.read import load
from scripts.book.words import listed

# How many pages a group of the menu gets beneath it: a reader's menu then stays as long as it is today.
GROUP = 10
# What the register may weigh (data/style.yml), and what it may with many pages.
REGISTER = ("\n  '30': [", "\n  '40': [")


def grown(target: pathlib.Path, pairs: int) -> int:
    """Writes a project of at least so many page pairs to `target`, which passes all checks; returns how many.

    What cannot be copied is what data/style.yml names by its own address: such a page is the only one.
    """
    book = load(copied(target, scripts=True))
    only = {
        slug
        for table in ('roles', 'weight')
        for name in listed(book, table)
        for slug in listed(book, table, name)
    }
    config = yaml.safe_load((ROOT / 'mkdocs.yml').read_text(encoding='utf-8'))
    names = config['plugins'][0]['i18n']['languages'][1]['nav_translations']
    groups = [
        (group, inner, [file for file in inner if slug_of(file) not in only])
        for entry in config['nav']
        if isinstance(entry, dict)
        for group, inner in entry.items()
    ]
    waiting = (
        (number, group, inner, file)
        for number in itertools.count(2)
        for group, inner, files in groups
        for file in files
    )
    there = len(book.pages) // len(LANGS)
    filled: dict[str, list[str]] = {}
    while there < pairs:
        number, group, inner, file = next(waiting)
        own = file.replace('.md', f'-{number}.md')
        again(book, file, own, number)
        into = filled.setdefault(group, [])
        if len(into) % GROUP == 0:
            name = f'{group} {len(into) // GROUP + 2}'
            names[name] = f'{names[group]} {len(into) // GROUP + 2}'
            inner.append({name: []})
        inner[-1][next(iter(inner[-1]))].append(own)
        into.append(own)
        there += 1
    # the register names five pages a source, and with more pages more sources have five
    style = target / 'data' / 'style.yml'
    text = style.read_text(encoding='utf-8')
    assert REGISTER[0] in text, f'data/style.yml holds no line {REGISTER[0]}'
    style.write_text(text.replace(*REGISTER), encoding='utf-8')
    (target / 'mkdocs.yml').write_text(
        yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding='utf-8'
    )
    return there


def slug_of(file: str) -> str:
    """now/say/ for now/say.md."""
    return re.sub(r'(^|/)index\.md$', r'\1', file).replace('.md', '/')


def again(book, file: str, own: str, number: int) -> None:
    """Writes both pages of a pair once more, as the file `own`, with a number behind their titles."""
    for lang in LANGS:
        page = book.pages[lang, slug_of(file)]
        front = re.sub(r'(?m)^((?:title|tab): .*?)(["\']?)$', rf'\1 {number}\2', page.front)
        (book.root / 'docs' / lang / own).write_text(f'---\n{front}---\n{page.body}', encoding='utf-8')


if __name__ == '__main__':
    grown(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
