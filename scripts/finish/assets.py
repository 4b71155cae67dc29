"""What a page carries beside its words: the one inlined style, and at most one script."""

from __future__ import annotations

import hashlib
import pathlib
from typing import NamedTuple

import rcssmin
import rjsmin

from scripts.book.model import Book
from scripts.finish.folder import Folder
from scripts.finish.policy import metas
from scripts.finish.tree import element

# What search.js loads once somebody asks: another hand's, left as it is (its licence stands in it), and ours.
ENGINE, OURS = 'minisearch.js', 'engine.js'
# The sheets of every page, in the order in which they are inlined.
COMMON = ('tokens', 'site', 'print')
# What the two tools that reckon and write say, by the names of data/interface.yml.
PLAN = tuple(
    'number cents minus big fix income need left low thin offer offer-hint most rate old old-note more to'
    ' bare own months longest nothing never sure unsure empty missing'.split()
)
LETTERS = tuple('fill have none choose typed enclose missing dropped'.split())


class Part(NamedTuple):
    """Something that only some pages hold: how to tell, its scripts, words of the last of them, the sheet."""

    needed_by: str
    script: str = ''
    words: tuple[str, ...] = ()
    sheet: str = ''


# A row for each: docs/assets/js/<script>.js, data/interface.yml <script>-<word>, docs/assets/css/<sheet>.css.
PARTS = (
    Part('//a[@class="switch"] | //a[@class="footnote-ref"]', script='page keep'),
    Part('//div[@class="admonition say"]//li', script='say', words=('open', 'close', 'hint')),
    Part('//form[@id="search"]', script='search'),
    Part('//p[@class="exit"]', script='exit'),
    Part('//form[@id="ask"]', script='ask'),
    Part('//div[@id="tool"]', script='tool', sheet='filled'),
    Part('//u[@data-field]', script='sheet'),
    Part('//*[@id="plan-food"]', script='sums plan', words=PLAN),
    Part('//h2[starts-with(@id, "letter-")]', script='letters', words=LETTERS),
    Part('//div[@id="log"]', script='entries log'),
    Part('//div[@id="check"]', script='check'),
    Part('//h2[@id="flags"]', script='finder', words=('back', 'again', 'do')),
    Part('//nav[@class="toc"]', sheet='contents'),
    Part('//article//*[self::a or self::button][starts-with(@class, "md-button")] | //code', sheet='front'),
    Part('//article//table', sheet='tables'),
    Part('//strong[starts-with(@class, "verdict ")]', sheet='claims'),
    Part('//ul[@class="numbers"]', sheet='numbers'),
    Part('//div[@class="admonition crisis"]', sheet='crisis'),
    Part(
        '//form[@class="fields"] | //div[@id="tool"] | //p[@class="exit"] | //h2[@id="flags"]'
        ' | //div[@class="admonition letter" or @class="admonition poster" or @class="admonition blank"]',
        sheet='tool',
    ),
    Part('//div[@class="door-card"]', sheet='card'),  # and, on a page, paper for the card alone
    Part('//div[@class="door-card"]', sheet='card-paper'),
)


class Style:
    """The style sheets of a site, read once, and the texts that its pages came to inline."""

    def __init__(self, css: pathlib.Path) -> None:
        """css: the folder of the sheets."""
        self.css = css
        self.used: dict[tuple[str, ...], str] = {}

    def of(self, *extra: str) -> str:
        """The common sheets and the named ones behind them, as one text."""
        if extra not in self.used:
            names = (*COMMON, *extra)
            text = '\n'.join((self.css / f'{name}.css').read_text(encoding='utf-8') for name in names)
            self.used[extra] = rcssmin.cssmin(text)
        return self.used[extra]


class Scripts:
    """The script files of a site, each named after what it holds, so that a browser may keep it for good."""

    def __init__(self, js: pathlib.Path) -> None:
        """js: the folder of the scripts."""
        self.js = js
        self.files: dict[str, str] = {}
        self.named: dict[tuple[str, ...], str] = {}
        self.loads: dict[str, list[str]] = {}

    def of(self, names: tuple[str, ...]) -> str:
        """The file of these scripts, joined without comments and spare spaces; made when first asked for."""
        if names not in self.named:
            text = '\n'.join((self.js / f'{name}.js').read_text(encoding='utf-8') for name in names)
            loaded = []
            for name in (ENGINE, OURS) if 'search' in names else ():
                whole = (self.js / name).read_text(encoding='utf-8')
                loaded.append(self.keep(name, whole if name == ENGINE else rjsmin.jsmin(whole) + '\n'))
                text = text.replace(f"'{name}'", f"'{loaded[-1]}'")
            self.named[names] = self.keep(f'{"-".join(names)}.js', rjsmin.jsmin(text) + '\n')
            self.loads[self.named[names]] = loaded
        return self.named[names]

    def keep(self, name: str, text: str) -> str:
        """Remembers a file; returns its name with eight digits of its hash: page.js is page.0a1b2c3d.js."""
        stem, _, kind = name.rpartition('.')
        full = f'{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.{kind}'
        self.files[full] = text
        return full

    def take(self, other: Scripts) -> None:
        """Takes over the files that another made of the same folder."""
        self.files |= other.files
        self.named |= other.named
        self.loads |= other.loads

    def write(self, site: Folder, wanted: set[str]) -> None:
        """Writes these files, and what they load, to assets/js/."""
        for name in wanted.union(*(self.loads[name] for name in wanted)):
            site.write(f'assets/js/{name}', self.files[name])


def equip(book: Book, tree, lang: str, root: str, style: Style, scripts: Scripts) -> tuple[str, str]:
    """Puts style, policy and script into a page's head; returns the style and the script's file or ''.

    root: the way from the page to the site's root.
    """
    parts = [part for part in PARTS if tree.xpath(part.needed_by)]
    text = style.of(*(part.sheet for part in parts if part.sheet))
    inlined = element('<style></style>')
    inlined.text = text
    links = tree.head.xpath('link[@rel="stylesheet"]')
    links[0].addprevious(inlined)
    for link in links:
        link.drop_tree()
    for place, meta in enumerate(metas(text), 1):
        tree.head.insert(place, element(meta))
    names = tuple(name for part in parts for name in part.script.split() if book.offline or name != 'keep')
    if file := scripts.of(names) if names else '':
        script = element(f'<script defer src="{root}assets/js/{file}"></script>')
        for part in parts:
            for word in part.words:
                script.set(f'data-{word}', book.text(f'{part.script.split()[-1]}-{word}', lang))
        tree.head.append(script)
    return text, file
