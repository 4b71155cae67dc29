"""Pages that two processes share: the same faults are found, and what was read comes back."""

from __future__ import annotations

import os

import pytest
from trees import BAD, Tree, rule_of, shared

from scripts import beside, check
from scripts.book.read import load

# One overlay of each rule on pages.
ONE_EACH = {
    rule_of(path): path
    for path in BAD
    if rule_of(path) != 'PAR-10'  # a rule of `make check` alone
    and path.parent.name in ('citations', 'figures', 'links', 'markup', 'parity', 'safety', 'tools')
}


@pytest.fixture(scope='module')
def good(tmp_path_factory):
    return Tree(tmp_path_factory.mktemp('halves'))


def share(monkeypatch, many: int) -> None:
    monkeypatch.setattr(os, 'cpu_count', lambda: 2)
    monkeypatch.setattr(beside, 'MANY', many)
    monkeypatch.setattr(check, 'MANY', many)


@pytest.mark.parametrize('overlay', ONE_EACH.values(), ids=ONE_EACH)
def test_two_processes_find_what_one_finds(good, overlay, monkeypatch):
    with good.with_files(good.files_of(overlay)):
        share(monkeypatch, 1000)
        alone = check.structure(load(good.root, good.book))
        share(monkeypatch, 4)
        assert rule_of(overlay) in {problem.rule for problem in alone}
        assert sorted(check.structure(load(good.root, good.book))) == sorted(alone)


def test_what_the_other_process_read_comes_back(good, monkeypatch):
    share(monkeypatch, 4)
    book = load(good.root)
    assert check.read(book) == []
    assert all(
        'scripts.check.markup.of_page' in {name for name, *_ in page.memory} for page in book.pages.values()
    )


def test_a_built_site_has_the_same_faults_for_both(monkeypatch):
    tree = shared(built=True)
    pages = [tree.root / 'site' / lang / 'now' / 'index.html' for lang in ('', 'en')]
    good = [page.read_text(encoding='utf-8') for page in pages]
    for page, text in zip(pages, good, strict=True):
        page.write_text(text.replace('<h1', '<h1 style="x"', 1), encoding='utf-8')
    try:
        share(monkeypatch, 1000)
        alone = check.site(load(tree.root), tree.root / 'site')
        share(monkeypatch, 4)
        assert sorted(check.site(load(tree.root), tree.root / 'site')) == sorted(alone)
        assert {problem.file for problem in alone if problem.rule == 'HTML-2'} == {
            'site/now/index.html',
            'site/en/now/index.html',
        }
    finally:
        for page, text in zip(pages, good, strict=True):
            page.write_text(text, encoding='utf-8')
