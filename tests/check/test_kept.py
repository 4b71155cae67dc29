"""A check that looks only at what changed since the last good one: it finds the same as a look at all."""

from __future__ import annotations

import random

import pytest
from trees import BAD, Tree, rule_of, shared

from scripts import check, kept
from scripts.book.read import load


@pytest.fixture(scope='module')
def good(tmp_path_factory):
    """A good tree and a reading of it in which all was looked at."""
    tree = Tree(tmp_path_factory.mktemp('kept'))
    book = load(tree.root)
    assert check.everything(book) == []
    return tree, book


# One overlay of each rule on pages and facts.
ONE_EACH = {
    rule_of(path): path for path in BAD if path.parent.name not in ('html', 'referee', 'card', 'editors')
}


@pytest.mark.parametrize('overlay', ONE_EACH.values(), ids=ONE_EACH)
def test_after_a_good_check_every_fault_is_found_as_by_a_look_at_all(good, overlay):
    tree, before = good
    with tree.with_files(tree.files_of(overlay)) as book:
        whole = set(check.everything(book))
        assert rule_of(overlay) in {problem.rule for problem in whole}
        assert set(check.everything(load(tree.root, before), before)) == whole


def test_what_cannot_be_drawn_is_not_drawn(good):
    """The tree has no data/card.yml."""
    tree, before = good
    files = [f'docs/{lang}/help/index.md' for lang in ('zh', 'en')]
    drawn = b'\n<!-- draw: card -->\n'
    with tree.with_files({file: (tree.root / file).read_bytes() + drawn for file in files}) as book:
        whole = set(check.everything(book))
        assert 'CARD-1' in {problem.rule for problem in whole}
        assert set(check.everything(load(tree.root, before), before)) == whole


def test_pinyin_in_a_fact_is_told_once(good):
    tree, before = good
    file = 'data/facts/visit.yml'
    text = (
        (tree.root / file)
        .read_text(encoding='utf-8')
        .replace('  claim:', '  pinyin: wo\n  zh: 我不开\n  claim:', 1)
    )
    with tree.with_files({file: text.encode()}) as book:
        whole = set(check.everything(book))
        assert {problem.rule for problem in whole} == {'FACT-1'}
        assert set(check.everything(load(tree.root, before), before)) == whole


def test_a_series_of_good_and_bad_edits_finds_the_same(good):
    """Each edit is checked on top of the last good reading, as under make serve."""
    tree, before = good
    chance, files, first = random.Random(4), sorted(tree.book.read), {}
    found = 0
    for _ in range(40):
        file = chance.choice(files)
        path = tree.root / file
        text = path.read_text(encoding='utf-8')
        first.setdefault(path, text)
        lines = text.split('\n')
        at = chance.randrange(len(lines))
        lines[at] = chance.choice(['', lines[at] * 2, lines[at][: len(lines[at]) // 2], chance.choice(lines)])
        path.write_text('\n'.join(lines), encoding='utf-8')
        book = load(tree.root, before)
        narrow, whole = set(check.everything(book, before)), set(check.everything(load(tree.root, tree.book)))
        assert narrow == whole, (file, at)
        found += bool(whole)
        if whole:
            path.write_text(text, encoding='utf-8')
        else:
            before = book
    for path, text in first.items():
        path.write_text(text, encoding='utf-8')
    assert 5 < found < 40


@pytest.mark.parametrize(
    'file, old, new, slugs',
    [
        ('docs/zh/now/index.md', '\n## ', '\n多说一句。\n\n## ', {'now/'}),
        ('docs/en/now/index.md', '\nreviewed: 2026-11-24', '\nreviewed: 2026-11-23', {'now/'}),
        ('data/facts/visit.yml', 'limits: {zh: ', 'limits: {zh: 别', {'now/', 'now/claims/', 'words/'}),
        ('docs/zh/now/index.md', '\ntitle: ', '\ntitle: 新', None),
        ('data/interface.yml', 'zh: ', 'zh: 新', None),
        ('data/facts/visit.yml', '- id: door-closed', '- id: door-shut', None),
    ],
)
def test_what_an_edit_touches(good, file, old, new, slugs):
    """The pair of the page, the pairs that cite the fact, or None for all."""
    tree, before = good
    text = (tree.root / file).read_text(encoding='utf-8')
    with tree.with_files({file: text.replace(old, new, 1).encode()}):
        asked = check.touched(load(tree.root, before), before)
    assert (None if asked is None else {page.slug for page in asked}) == slugs
    assert asked is None or len(asked) == 2 * len(slugs)


@pytest.fixture
def own(tmp_path):
    """A good tree of a test's own, and what a check of it keeps."""
    tree = Tree(tmp_path / 'tree')
    kept.keep(tree.book, 'of a site', None)
    return tree


def test_what_is_kept_is_read_again(own):
    last = kept.read(own.root)
    assert last.site == 'of a site' and kept.held(last.book) == kept.held(own.book)
    assert load(own.root, last.book).pages == last.book.pages
    assert not list(own.root.glob('.build-*'))


def test_it_is_written_only_where_something_differs(own):
    last, path = kept.read(own.root), own.root / kept.FILE
    before = path.stat().st_ino
    kept.keep(load(own.root, last.book), 'of a site', last)
    assert path.stat().st_ino == before
    kept.keep(last.book, 'of another site', last)
    assert path.stat().st_ino != before and kept.read(own.root).site == 'of another site'
    before = path.stat().st_ino
    page = own.root / 'docs' / 'zh' / 'now' / 'index.md'
    page.write_text(page.read_text(encoding='utf-8') + '\n', encoding='utf-8')
    kept.keep(load(own.root, last.book), 'of another site', kept.read(own.root))
    assert path.stat().st_ino != before


@pytest.mark.parametrize('at', [0, 40, -1])
def test_a_damaged_one_is_not_used(own, at):
    path = own.root / kept.FILE
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)
    assert kept.read(own.root) is None
    path.write_bytes(b'')
    assert kept.read(own.root) is None
    path.unlink()
    assert kept.read(own.root) is None


@pytest.mark.parametrize(
    'file',
    ['mkdocs.yml', 'scripts/new.py', 'overrides/main.html', 'data/schema/fact.json', 'docs/assets/a.svg'],
)
def test_other_tools_look_at_all(own, file):
    path = own.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{path.read_text(encoding="utf-8") if path.is_file() else ""}#', encoding='utf-8')
    assert kept.read(own.root) is None


def test_other_packages_settings_and_another_folder_look_at_all(own, monkeypatch):
    own.root.rename(own.root.with_name('moved'))
    assert kept.read(own.root.with_name('moved')) is None
    own.root.with_name('moved').rename(own.root)
    assert kept.read(own.root)
    monkeypatch.setenv('SITE_URL', 'https://handbook.example')
    assert kept.read(own.root) is None
    monkeypatch.delenv('SITE_URL')
    (own.root / 'requirements-test.txt').write_text('a==1', encoding='utf-8')
    assert kept.read(own.root) is None


def test_pages_and_facts_are_no_tools(own):
    for file in ('docs/zh/now/index.md', 'data/facts/visit.yml', 'data/style.yml'):
        (own.root / file).write_text('other', encoding='utf-8')
    assert kept.read(own.root)


def test_where_it_cannot_be_written_nothing_is_said(own, capfd):
    (own.root / kept.FILE).unlink()
    (own.root / kept.FILE).mkdir()
    kept.keep(own.book, '', None)
    assert kept.read(own.root) is None and capfd.readouterr() == ('', '')
    assert not list(own.root.glob('.build-*'))


def test_a_site_that_was_good_is_looked_at_again_once_a_byte_differs(tmp_path):
    site = tmp_path / 'site'
    site.mkdir()
    (site / 'a.html').write_text('a', encoding='utf-8')
    (site / 'b.html').write_text('b', encoding='utf-8')
    good = kept.digest(site)
    assert good == kept.digest(site)
    (site / 'a.html').write_text('A', encoding='utf-8')
    assert kept.digest(site) != good
    (site / 'a.html').write_text('a', encoding='utf-8')
    assert kept.digest(site) == good
    (site / 'b.html').rename(site / 'c.html')
    assert kept.digest(site) != good


def test_a_built_site_that_was_good_is_not_looked_at_again_until_it_differs(monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    tree = shared(built=True)
    book, page = load(tree.root), tree.root / 'site' / 'en' / 'now' / 'index.html'
    found, told, now = check.built(book)
    assert (found, told) == ([], 'site/ agrees with its sources') and now == kept.digest(tree.root / 'site')
    good = page.read_text(encoding='utf-8')
    page.write_text(good.replace('<h1', '<h1 style="x"', 1), encoding='utf-8')
    found, _, other = check.built(book, now)
    assert 'HTML-2' in {problem.rule for problem in found} and other != now
    assert check.built(book, other)[0] == []
    page.write_text(good, encoding='utf-8')
    assert check.built(book, now)[0] == []
