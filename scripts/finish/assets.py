"""What a page carries beside its words: the one inlined style, at most one script, the policy for them."""

from __future__ import annotations

import base64
import hashlib
import pathlib
import shutil
from typing import NamedTuple

import rcssmin
import rjsmin

from scripts.book.model import Book
from scripts.finish.tree import element, has_class

# One policy for the whole site (MAINTAINING.md, "The policy"); the placeholder takes the styles' hashes.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' {styles}; img-src 'self' data:; "
    "connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
# The sheets of every page, in the order in which they are inlined.
COMMON = ('tokens', 'site', 'print')


class Part(NamedTuple):
    """Something that only some pages hold: how to tell, and the script, its words and the sheet it needs."""

    needed_by: str
    script: str = ''
    words: tuple[str, ...] = ()
    sheet: str = ''


# A row for each: docs/assets/js/<script>.js, data/interface.yml <script>-<word>, docs/assets/css/<sheet>.css.
PARTS = (
    Part('//a[@class="switch"] | //a[@class="footnote-ref"]', script='page'),
    Part('//div[@class="admonition say"]//li', script='say', words=('open', 'close', 'hint')),
    Part('//form[@id="search"]', script='search'),
    Part('//p[@class="exit"]', script='exit'),
    Part(f'//article//*[{has_class("md-button")}] | //code', sheet='front'),
    Part('//article//table', sheet='tables'),
    Part('//strong[starts-with(@class, "verdict ")]', sheet='claims'),
    Part(f'//*[{has_class("numbers")}]', sheet='numbers'),
    Part(f'//*[{has_class("crisis")}]', sheet='crisis'),
    Part(
        f'//form[{has_class("fields")}]'
        f' | //*[{" or ".join(map(has_class, ("letter", "poster", "exit", "blank")))} or @id="flags"]',
        sheet='tool',
    ),
    Part('//div[@class="door-card"]', sheet='card'),
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
            text = '\n'.join(
                (self.css / f'{name}.css').read_text(encoding='utf-8') for name in (*COMMON, *extra)
            )
            self.used[extra] = rcssmin.cssmin(text)
        return self.used[extra]


def policy(styles) -> str:
    """The content security policy that allows exactly these inlined style texts."""
    hashes = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    return POLICY.format(styles=' '.join(f"'sha256-{value}'" for value in hashes))


def headers(styles) -> str:
    """The text of _headers: the policy for every page's style, and what no meta element can say."""
    return (
        f"/*\n  Content-Security-Policy: {policy(styles)}; frame-ancestors 'none'\n"
        '  X-Content-Type-Options: nosniff\n'
        '  Referrer-Policy: no-referrer\n'
    )


def equip(book: Book, tree, lang: str, root: str, style: Style) -> tuple[str, tuple[str, ...]]:
    """Puts style, policy and script into a page's head. root: the way from the page to the site's root.

    Returns the inlined style, and the names of the scripts that the page's one script file holds.
    """
    parts = [part for part in PARTS if tree.xpath(part.needed_by)]
    text = style.of(*(part.sheet for part in parts if part.sheet))
    inlined = element('<style></style>')
    inlined.text = text
    links = tree.head.xpath('link[@rel="stylesheet"]')
    links[0].addprevious(inlined)
    for link in links:
        link.drop_tree()
    tree.head.insert(1, element(f'<meta http-equiv="Content-Security-Policy" content="{policy([text])}">'))
    scripts = tuple(part.script for part in parts if part.script)
    if scripts:
        script = element(f'<script defer src="{root}assets/js/{"-".join(scripts)}.js"></script>')
        for part in parts:
            for word in part.words:
                script.set(f'data-{word}', book.text(f'{part.script}-{word}', lang))
        tree.head.append(script)
    return text, scripts


def write_scripts(book: Book, site: pathlib.Path, wanted: set[tuple[str, ...]]) -> None:
    """Writes each combination of scripts that a page asks for as one file, without comments and spare spaces.

    A script of another hand (minisearch.js) is copied as it is: its licence stands in its first line.
    """
    source, target = book.root / 'docs' / 'assets' / 'js', site / 'assets' / 'js'
    target.mkdir(parents=True, exist_ok=True)
    for names in wanted:
        text = '\n'.join((source / f'{name}.js').read_text(encoding='utf-8') for name in names)
        (target / f'{"-".join(names)}.js').write_text(rjsmin.jsmin(text) + '\n', encoding='utf-8')
    if any('search' in names for names in wanted):
        shutil.copy2(source / 'minisearch.js', target)
