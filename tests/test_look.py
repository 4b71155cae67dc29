"""The look keeps its size and its order, and each page's policy allows exactly the style that it inlines."""

from __future__ import annotations

import base64
import gzip
import hashlib
import pathlib
import re

import lxml.html
import pytest

from scripts.stamp import stamp

ROOT = pathlib.Path(__file__).resolve().parent.parent
CSS = ROOT / 'docs' / 'assets' / 'css'
# Pages that show every part, and the card: their style may be larger.
LARGE = ('components/', 'tools/card/', 'offline/')
# Headings of the page "components" whose part has another name in the sheet.
ALSO = {'plain': 'text', 'cite': 'citation', 'exit': 'out'}


def lines(path: pathlib.Path) -> int:
    return len(path.read_text(encoding='utf-8').splitlines())


@pytest.fixture(scope='module')
def pages(site) -> dict:
    """The tree of each built page by its file: 404 and the bare door pages too."""
    return {
        path.relative_to(site).as_posix(): lxml.html.document_fromstring(path.read_text(encoding='utf-8'))
        for path in sorted(site.rglob('*.html'))
    }


def test_the_site_comes_from_these_sources(site):
    """Else what the other tests say of built pages is of another look."""
    built = (site / '.stamp').read_text(encoding='utf-8').strip()
    assert built == stamp(ROOT), 'site/ is older than its sources: make build'


def test_the_own_sheets_stay_short():
    names = ('tokens', 'site', 'contents', 'front', 'tables', 'claims', 'numbers')
    sizes = {name: lines(CSS / f'{name}.css') for name in names}
    assert sum(sizes.values()) <= 420, sizes


def test_files_of_the_look_stay_short():
    sizes = {path.name: lines(path) for path in (ROOT / 'scripts' / 'finish').glob('*.py')}
    assert sizes and {name: size for name, size in sizes.items() if size > 150} == {}
    assert lines(ROOT / 'overrides' / 'main.html') <= 120


def test_the_style_of_a_page_stays_light(pages):
    # the way out leads to a page that is to look like nothing of ours
    own = {name: page for name, page in pages.items() if not name.endswith('blank/index.html')}
    sizes = {name: len(gzip.compress(style(page).encode(), 6)) for name, page in own.items()}
    assert min(sizes.values()) > 2000, 'a page without its style'
    ordinary = {name: size for name, size in sizes.items() if not name.removeprefix('en/').startswith(LARGE)}
    assert len(ordinary) == len(own) - 6
    # what is filled in has fields, figures and a letter besides; HTML-9 holds for these pages too
    most = {name: 6.5 if name.removeprefix('en/').startswith('tools/') else 5.5 for name in ordinary}
    assert {name: size for name, size in ordinary.items() if size > most[name] * 1024} == {}


def components(sheet: str) -> list[set[str]]:
    """The words of each comment of a sheet that heads a component; the first comment is about the sheet."""
    text = (CSS / f'{sheet}.css').read_text(encoding='utf-8')
    return [set(re.findall(r'\w+', comment.lower())) for comment in re.findall(r'/\*.*?\*/', text, re.S)[1:]]


@pytest.mark.parametrize(
    'sheet, least',
    [
        ('site', ['plain', 'buttons', 'say', 'donot', 'may', 'call110', 'danger', 'checklist', 'cite']),
        ('crisis', ['crisis']),
        ('tool', ['fields', 'letter', 'poster', 'exit']),
    ],
)
def test_components_stand_in_the_order_of_their_page(sheet, least):
    page = (ROOT / 'docs' / 'zh' / 'components.md').read_text(encoding='utf-8')
    heads = re.findall(r'(?m)^## .* \{ #([a-z0-9-]+) \}$', page)
    named = {}
    for head in heads:
        places = [n for n, words in enumerate(components(sheet)) if words & {head, ALSO.get(head)}]
        named |= {head: places[0]} if places else {}
    assert [head for head in heads if head in least] == least and set(least) <= set(named)
    assert list(named) == sorted(named, key=named.get), f'{sheet}.css: {named}'


def digest(style: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() + "'"


def style(page) -> str:
    """What a page inlines."""
    return page.xpath('string(//style)')


def split(policy: str) -> tuple[str, set[str]]:
    """A policy without its hashes, and its hashes. None stands twice."""
    hashes = re.findall(r"'sha256-[^']*'", policy)
    assert len(hashes) == len(set(hashes))
    return re.sub(r" 'sha256-[^']*'", '', policy), set(hashes)


def test_each_policy_allows_the_page_s_own_style_and_no_other(pages):
    rest = set()
    for name, page in pages.items():
        styles, rules = page.xpath('//style'), page.xpath('//meta[@http-equiv="Content-Security-Policy"]')
        assert len(styles) == len(rules) == 1, name
        words, hashes = split(rules[0].get('content'))
        assert hashes == {digest(styles[0].text)}, name
        # a policy holds only for what follows it
        assert [node.tag for node in page.head.iterchildren()].index('meta') == 0, name
        assert [node.get('charset') for node in rules[0].itersiblings(preceding=True)] == ['utf-8'], name
        rest.add(words)
    assert len(rest) == 1 and 'unsafe' not in rest.pop()


def test_headers_list_the_hashes_of_all_pages_and_no_more(site, pages):
    text = (site / '_headers').read_text(encoding='utf-8')
    words, hashes = split(re.match(r'/\*\n(?: .*\n)*? +Content-Security-Policy: (.*)\n', text)[1])
    assert hashes == {digest(style(page)) for page in pages.values()}
    one, _ = split(pages['index.html'].xpath('string(//meta[@http-equiv]/@content)'))
    assert words == f"{one}; frame-ancestors 'none'"
