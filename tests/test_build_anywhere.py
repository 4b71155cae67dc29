"""A build wherever it is: two at once, a save meanwhile, umask and language, a sub-path, signs of markup."""

from __future__ import annotations

import os
import subprocess
import sys

import lxml.etree
import lxml.html
import pytest
from small import change, files_of, here, run, small_project, with_scripts

from scripts import build as building
from scripts import check
from scripts.book.read import load
from scripts.book.words import has_role
from scripts.check import html

NOW = 'docs/zh/now/index.md'


@pytest.fixture
def tree(tmp_path):
    """A small project with the real shell and look."""
    return small_project(tmp_path)


def test_a_site_under_a_sub_path_and_with_long_addresses_has_no_fault(tree, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    monkeypatch.setenv('REPO_URL', 'https://code.example/an-organisation/a-handbook.git')
    for address in ('http://127.0.0.1:8000', 'https://x.example/a-handbook', 'https://门口.example/手册'):
        monkeypatch.setenv('SITE_URL', address)
        assert building.build(tree) == 0
        assert [str(fault) for fault in html.check(load(tree))] == []
    lost = (tree / 'site' / '404.html').read_text(encoding='utf-8')
    assert 'href="/%E6%89%8B%E5%86%8C/help/"' in lost


def test_the_site_map_is_of_the_day_and_of_the_pages_in_the_menu(tree, monkeypatch):
    monkeypatch.setenv('SITE_URL', 'https://x.example/book')
    maps = []
    for day in ('2026-11-24', '2026-11-25'):
        monkeypatch.setenv('AS_OF', day)
        assert building.build(tree) == 0
        maps.append((tree / 'site' / 'sitemap.xml').read_text(encoding='utf-8'))
    assert maps[0].replace('2026-11-24', '2026-11-25') == maps[1] != maps[0]
    found = lxml.etree.fromstring(maps[0].encode())
    book = load(tree)
    pages = [page for page in book.pages.values() if not has_role(book, page.slug, 'outside-menu')]
    assert [row[0].text for row in found] == [
        f'https://x.example/book/{"en/" if page.lang == "en" else ""}{page.slug}' for page in pages
    ]
    assert 0 < len(pages) < len(book.pages)
    assert {row[2].get('hreflang'): row[2].get('href') for row in found}['zh-CN'].startswith('https://x.ex')


def test_signs_of_markup_in_texts_are_text(tree, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    monkeypatch.setenv('SITE_URL', 'https://x.example')
    change(tree, NOW, 'description: ', 'description: 说"不"和<b>&amp;')
    change(tree, 'docs/zh/now/claims.md', 'title: ', 'title: 真*假* [a] "b" & c_d_ ')
    change(tree, 'data/interface.yml', 'menu-label: {zh: ', 'menu-label: {zh: "a\\"b & ')
    change(tree, 'data/interface.yml', ', en: All sections}', '", en: All sections}')
    change(tree, 'mkdocs.yml', '- 求助:', "- '求&\"助':")
    change(tree, 'mkdocs.yml', '            求助: Get help', "            '求&\"助': Get help")
    assert building.build(tree) == 0
    page = lxml.html.parse(str(tree / 'site' / 'now' / 'index.html')).getroot()
    said = page.xpath('//meta[@name="description"]/@content')[0]
    assert said.startswith('说"不"和<b>&amp;') and not page.xpath('//b[not(ancestor::body)]')
    title = page.xpath('string(//h2[@id="next"]/following-sibling::ul/li[1]/a)')
    assert title.startswith('真*假* [a] "b" & c_d_ ')
    assert page.xpath('//nav[@id="menu"]/@aria-label')[0].startswith('a"b & ')
    claims = lxml.html.parse(str(tree / 'site' / 'now' / 'claims' / 'index.html')).getroot()
    assert claims.xpath('string(//h1)').startswith('真*假* [a] "b" & c_d_ ')


def test_two_builds_at_once_both_end_well(tree):
    with_scripts(tree)
    env = {**os.environ, 'AS_OF': '2026-11-24'}
    words = [sys.executable, '-m', 'scripts', 'build']
    both = [
        subprocess.Popen(words, cwd=tree, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [building.communicate(timeout=120) for building in both]
    assert [building.returncode for building in both] == [0, 0]
    assert sorted(said) == [('', ''), ('', 'waiting for another build or set-up in this folder\n')]
    assert (tree / 'site' / 'now' / 'index.html').is_file() and not list(tree.glob('.[bs][ui]*'))


def test_a_save_during_a_build_leaves_a_stamp_that_is_older(tree, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    run = building.engine.run

    def and_saved(*words, **more):
        change(tree, NOW, '\n## ', '\n多说一句。\n\n## ')
        run(*words, **more)

    monkeypatch.setattr(building.engine, 'run', and_saved)
    assert building.build(tree) == 0
    assert '多说一句' not in (tree / 'site' / 'now' / 'index.html').read_text(encoding='utf-8')
    assert check.built(load(tree))[1].startswith('site/ was built from other sources or settings')


def test_a_umask_and_a_language_change_nothing(tree):
    with_scripts(tree)
    plain = {'LC_ALL': 'C', 'LANG': 'C', 'PYTHONUTF8': '0', 'PYTHONCOERCECLOCALE': '0', 'TZ': 'Pacific/Apia'}
    assert here(tree, AS_OF='2026-11-24').returncode == 0
    first = files_of(tree / 'site')
    before = os.umask(0o077)
    try:
        done = run(tree, AS_OF='2026-11-24', **plain)
    finally:
        os.umask(before)
    assert (done.returncode, done.stdout, done.stderr) == (0, '', '')
    assert files_of(tree / 'site') == first
    assert {path.stat().st_mode & 0o777 for path in (tree / 'site').rglob('*') if path.is_file()} == {0o644}
    assert {path.stat().st_mode & 0o777 for path in (tree / 'site').rglob('*') if path.is_dir()} == {0o755}
    change(tree, NOW, 'risk: safety', 'risk: 安全')
    done = run(tree, AS_OF='2026-11-24', **plain)
    assert done.returncode == 1 and 'FM-2 risk: "安全"' in done.stdout
