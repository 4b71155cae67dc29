"""No rule that no page needs: each selector matches something on a page that inlines its sheet."""

from __future__ import annotations

import functools
import pathlib
import re

import cssselect
import lxml.etree
import lxml.html
import pytest
import rcssmin
from stylesheet import selectors

from scripts.book.model import LANGS
from scripts.book.read import load
from scripts.card import sheets as documents
from scripts.finish import assets

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHEETS = (
    'tokens',
    'site',
    'print',
    'front',
    'tables',
    'claims',
    'numbers',
    'crisis',
    'tool',
    'filled',
    'card',
    'card-paper',
    'contents',
)


def made(name: str) -> tuple[set[str], set[str]]:
    """What a script puts on a page, by its text: classes and ids (as .class, #id), and elements."""
    text = (ROOT / 'docs' / 'assets' / 'js' / f'{name}.js').read_text(encoding='utf-8')
    classes = re.findall(r"""\bclass(?:Name)?\s*=\s*["']([\w -]+)["']""", text)
    classes += re.findall(r"classList\.(?:add|toggle)\('([\w-]+)'", text)
    ids = re.findall(r"\bid = '([\w-]+)'", text)
    tags = re.findall(r"createElement\('(\w+)'\)", text) + re.findall(r'<(\w+)>', text)
    names = {f'.{name}' for name in ' '.join(classes).split()} | {f'#{name}' for name in ids}
    return names, set(tags)


class Page:
    """A built page: its tree, the sheets that it inlines, what its script may add."""

    def __init__(self, text: str, sheets: dict[str, str]) -> None:
        self.tree = lxml.html.document_fromstring(text)
        style = self.tree.xpath('string(//style)')
        self.sheets = {name for name, text in sheets.items() if text in style}
        files = [pathlib.PurePath(file).name.split('.')[0] for file in self.tree.xpath('//script/@src')]
        scripts = [made(name) for file in files for name in file.split('-')]
        self.names = set().union(*(names for names, _ in scripts))
        self.tags = set().union(*(tags for _, tags in scripts))

    def before_script(self, selector: list[str]) -> list[str]:
        """The steps up to the first that a script fulfils: by a name, or by an element as the last step."""
        for at, step in enumerate(selector):
            if self.names.intersection(re.findall(r'[.#][\w-]+', re.sub(r':not\(.*', '', step))):
                return selector[:at]
        return selector[:-1] if selector[-1] in self.tags else selector

    def needs(self, selector: list[str]) -> bool:
        """Whether something matches, or will once the page's script has run."""
        rest = self.before_script(selector)
        return not rest or matcher(' '.join(rest))(self.tree) or matcher(' '.join(selector))(self.tree)


@functools.cache
def matcher(selector: str) -> lxml.etree.XPath:
    """A function from a tree to whether the selector matches in it."""
    return lxml.etree.XPath(f'boolean({cssselect.HTMLTranslator().css_to_xpath(selector)})')


def unneeded(sheets: dict[str, str], pages: list[Page]) -> list[str]:
    """Sheet, line and selector of each that no page needs."""
    return [
        f'docs/assets/css/{name}.css:{line}: {" ".join(selector)}'
        for name, text in sheets.items()
        for line, selector in selectors(text)
        if not any(name in page.sheets and page.needs(selector) for page in pages)
    ]


@pytest.fixture(scope='module')
def sheets() -> dict[str, str]:
    css = ROOT / 'docs' / 'assets' / 'css'
    return {name: (css / f'{name}.css').read_text(encoding='utf-8') for name in SHEETS}


@pytest.fixture(scope='module')
def pages(site, sheets) -> list[Page]:
    """All built pages, 404 and the bare door pages too, but the one that says nothing."""
    squeezed = {name: rcssmin.cssmin(text) for name, text in sheets.items()}
    paths = [path for path in sorted(site.rglob('*.html')) if path.parent.name != 'blank']
    return [Page(path.read_text(encoding='utf-8'), squeezed) for path in paths]


@pytest.fixture(scope='module')
def card_files(sheets) -> list[Page]:
    """The documents behind the printed card, with the QR code that only a public address brings."""
    book = load(ROOT)
    return [
        Page(sheet.html, {name: sheets[name] for name in ('card', 'card-paper')})
        for lang in LANGS
        for sheet in documents.sheets(book, lang, 'https://handbook.example')
    ]


def test_every_sheet_is_inlined_somewhere(pages):
    assert len(pages) > 60
    assert set().union(*(page.sheets for page in pages)) == set(SHEETS)
    assert all(page.sheets >= {'tokens', 'site', 'print'} for page in pages)


def test_no_rule_that_no_page_needs(sheets, pages, card_files):
    found = unneeded(sheets, pages + card_files)
    assert not found, '\n' + '\n'.join(found)


def classes(text: str) -> set[str]:
    """The classes that a sheet names."""
    return {name for _, selector in selectors(text) for name in re.findall(r'\.([\w-]+)', ' '.join(selector))}


def test_a_page_inlines_the_sheet_of_what_it_holds(sheets, pages):
    """A class that only one sheet names stands on no page without that sheet."""
    named = {name: classes(text) for name, text in sheets.items()}
    # the one file /offline/ prints the card among other parts, so without the sheet of the card alone
    for name in named.keys() - {'card-paper'}:
        own = named[name].difference(*(others for other, others in named.items() if other != name))
        for page in pages:
            found = {word for value in page.tree.xpath('//@class') for word in value.split()} & own
            assert name in page.sheets or not found, f'a page without {name}.css holds {found}'


# What makes a page inline a sheet; each alone must do, as the pages that hold it come and go.
HOLDS = {
    'front': ['<article><a class="md-button call">x</a></article>', '<code>x</code>'],
    'tables': ['<article><table></table></article>'],
    'claims': ['<strong class="verdict partly">x</strong>'],
    'numbers': ['<ul class="numbers"></ul>'],
    'crisis': ['<div class="admonition crisis">x</div>'],
    'tool': [
        '<form class="fields"></form>',
        '<p class="exit">x</p>',
        *(f'<div class="admonition {kind}">x</div>' for kind in ('letter', 'poster')),
    ],
    'filled tool': ['<div id="tool"></div>'],
    'contents': ['<nav class="toc"></nav>'],
    'card card-paper': ['<div class="door-card"></div>'],
    '': ['<a class="md-button">x</a>', '<p class="exits">x</p>', '<p class="call">x</p>', '<table></table>'],
}


@pytest.mark.parametrize('name, html', [(name, html) for name in HOLDS for html in HOLDS[name]])
def test_what_brings_a_sheet(name, html):
    tree = lxml.html.document_fromstring(f'<html><body>{html}</body></html>')
    found = [part.sheet for part in assets.PARTS if part.sheet and tree.xpath(part.needed_by)]
    assert found == name.split()


@pytest.mark.parametrize(
    'selector, want',
    [
        ('.fold[open] > summary:hover', ['.fold', '> summary']),
        ('a:focus b::before', ['a', 'b']),
        (':checked:before', ['[type="checkbox"]']),
        ('.a :focus+ p', ['.a', '*', '+ p']),
        ('li:target a:after', ['li[id]', 'a']),
        ('.a:not([open]) > :first-child', ['.a:not([open])', '> :first-child']),
        ('html:lang(zh) [a="x > y"]', ['html:lang(zh)', '[a="x > y"]']),
    ],
)
def test_a_selector_is_cut_into_steps_without_states(selector, want):
    assert list(selectors(f'{selector} {{}}')) == [(1, want)]


def test_what_is_unneeded_is_named_with_sheet_and_line():
    """Needed: what matches, in any state, on paper, and what the page's own script adds where it adds it."""
    site = '.here, .gone {}\n@media print { #x:hover, #x[open] p:focus {} }\n@media print {\n  p +\n  p {} }'
    tool = '.say-large p, .here .say-line, .gone .say-line, .here small, .gone small, mark {}'
    sheets = {'site': site, 'front': '.here {}', 'tool': tool}
    page = '<style>{}</style><script src="js/say.js"></script><div class="here" id="x"><p></p></div>'
    pages = [Page(page.format(site + tool), sheets)]
    assert unneeded(sheets, pages) == [
        f'docs/assets/css/{line}'
        for line in (
            'site.css:1: .gone',
            'site.css:4: p + p',
            'front.css:1: .here',
            'tool.css:1: .gone .say-line',
            'tool.css:1: .gone small',
            'tool.css:1: mark',
        )
    ]


def test_a_state_that_the_test_does_not_know_is_told():
    with pytest.raises(cssselect.SelectorError):
        matcher('a:playing')
