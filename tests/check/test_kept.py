"""A check that looks only at what changed since the last good one: it finds the same as a look at all."""

from __future__ import annotations

import random

import pytest
from trees import BAD, Tree, rule_of

from scripts import check
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
    with tree.with_files(tree.files_of(overlay)):
        whole = set(check.everything(load(tree.root)))
        assert whole and set(check.everything(load(tree.root, before), before)) == whole


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
        narrow, whole = set(check.everything(book, before)), set(check.everything(load(tree.root)))
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
