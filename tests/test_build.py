"""Bad input meets the real build command: one clear message, status 1, no traceback, site/ as it was."""

from __future__ import annotations

import gzip
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from small import change, files_of, here, small_project, with_scripts

from scripts import build as building
from scripts import work
from scripts.book.problems import Problem
from scripts.settings import Fault


@pytest.fixture
def tree(tmp_path):
    """A small project with the real shell and look, and a last good site/ in it."""
    small_project(tmp_path)
    (tmp_path / 'site').mkdir()
    (tmp_path / 'site' / 'index.html').write_text('the last good build', encoding='utf-8')
    return tmp_path


def last_good(tree) -> bool:
    left = [path.name for path in tree.iterdir() if path.name.startswith(('.build-', '.site-'))]
    return (tree / 'site' / 'index.html').read_text(encoding='utf-8') == 'the last good build' and not left


NOW = 'docs/zh/now/index.md'
BAD = {
    'broken-yaml': (
        'data/hotlines.yml',
        'DATA-2',
        lambda t: change(t, 'data/hotlines.yml', '- id: ', '- id: "'),
    ),
    'unknown-fact': (NOW, 'CIT-1', lambda t: change(t, NOW, '[^', '[^no-such-fact] [^')),
    'missing-twin': (NOW, 'PAR-2', lambda t: (t / 'docs/en/now/index.md').unlink()),
    'heading-without-id': (NOW, 'PAR-1', lambda t: change(t, NOW, '\n## ', '\n## 没有编号\n\n## ')),
    'not-utf-8': (
        'docs/zh/help/index.md',
        'DATA-1',
        lambda t: (t / 'docs/zh/help/index.md').write_bytes('你好'.encode('gb18030')),
    ),
    'empty-data': (
        'data/terms.yml',
        'DATA-3',
        lambda t: (t / 'data/terms.yml').write_text('', encoding='utf-8'),
    ),
    'duplicate-id': (
        'data/facts/visit.yml',
        'DATA-4',
        lambda t: (t / 'data/facts/visit.yml').write_text(
            (t / 'data/facts/visit.yml').read_text(encoding='utf-8') * 2, encoding='utf-8'
        ),
    ),
    'link-out-of-tree': (
        NOW,
        'LNK-3',
        lambda t: (t / NOW).open('a', encoding='utf-8').write('\n[看](../../../README.md)\n'),
    ),
}


@pytest.mark.parametrize('name', BAD)
def test_bad_sources_stop_the_build_with_one_message(tree, name, capsys, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    file, rule, spoil = BAD[name]
    spoil(tree)
    assert building.build(tree) == 1
    said = capsys.readouterr().out
    assert re.search(rf'^{re.escape(file)}:\d+ {rule} .+ -> .+$', said, re.M), said
    assert last_good(tree)


def test_the_command_says_that_nothing_was_built(tree):
    change(tree, NOW, '[^', '[^no-such-fact] [^')
    done = here(tree, AS_OF='2026-11-24')
    assert (done.returncode, done.stderr) == (1, 'build: nothing was built, site/ is as it was\n')
    assert NOW in done.stdout and ' CIT-1 ' in done.stdout and last_good(tree)


# Glued to a paragraph the engine makes no list of it.
LIST, GLUED = '1. 关好门。', '先做这些：\n1. 关好门。'


def test_a_built_page_that_is_not_what_its_source_says_is_not_published(tree, monkeypatch, capsys):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    monkeypatch.setattr(building.check, 'structure', lambda *_: [])
    change(tree, NOW, LIST, GLUED)
    assert building.build(tree) == 1
    said = capsys.readouterr().out
    assert re.search(rf'^{NOW}:21 HTML-13 .+ -> .+$', said, re.M) and '(on d/index.html)' in said, said
    assert last_good(tree)


def test_an_edit_is_held_against_its_source_too(tree, monkeypatch, capsys):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    with building.Builder(tree) as builder:
        assert builder.update() == 0
        before = files_of(tree / 'site')
        monkeypatch.setattr(building.check, 'structure', lambda *_: [])
        change(tree, NOW, LIST, GLUED)
        assert builder.update() == 1 and ' HTML-13 ' in capsys.readouterr().out
        assert files_of(tree / 'site') == before
        change(tree, NOW, GLUED, LIST)
        assert builder.update() == 0
        assert {**files_of(tree / 'site'), '.stamp': b''} == {**before, '.stamp': b''}


def test_only_what_a_page_refers_to_is_published(tree, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    others = ('docs/zh/case.pdf', 'docs/assets/letter.docx', 'docs/zh/now/index.md~', 'docs/assets/img/b.svg')
    for name in others:
        (tree / name).write_bytes(b'private')
    assert building.build(tree) == 0
    left = {name for name in files_of(tree / 'site') if name.startswith(('case', 'now/', 'assets/'))}
    scripts = {name for name in left if name.startswith('assets/js/')}
    assert left - scripts == {'assets/img/door.svg', 'now/index.html', 'now/claims/index.html'}


def test_a_warning_of_the_engine_stops_the_build(tree, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    change(tree, 'mkdocs.yml', 'now/claims.md', 'now/claims.md\n      - now/nowhere.md')
    monkeypatch.setattr(building.check, 'structure', lambda *_: [])
    with pytest.raises(Fault, match='the engine warns: .*now/nowhere.md') as told:
        building.build(tree)
    assert told.value.status == 1 and last_good(tree)


def test_a_site_that_cannot_be_replaced(tree, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    shutil.rmtree(tree / 'site')
    (tree / 'site').write_text('a file', encoding='utf-8')
    with pytest.raises(Fault, match='site is not a folder: move or delete it') as told:
        building.build(tree)
    assert told.value.status == 2
    assert (tree / 'site').read_text(encoding='utf-8') == 'a file'


def test_a_swap_that_fails_puts_the_old_site_back(tmp_path, monkeypatch):
    (tmp_path / 'site').mkdir()
    (tmp_path / 'site' / 'index.html').write_text('old', encoding='utf-8')
    with pytest.raises(Fault, match='site cannot be replaced'):
        work.swap(tmp_path / 'not-there', tmp_path / 'site')
    assert (tmp_path / 'site' / 'index.html').read_text(encoding='utf-8') == 'old'
    assert [path.name for path in tmp_path.iterdir()] == ['site']


def test_what_a_killed_build_left_is_cleaned_up(tmp_path):
    (tmp_path / '.site-old').mkdir()
    (tmp_path / '.site-old' / 'index.html').write_text('old', encoding='utf-8')
    (tmp_path / '.build-x').mkdir()
    work.recover(tmp_path)
    assert (tmp_path / 'site' / 'index.html').read_text(encoding='utf-8') == 'old'
    assert [path.name for path in tmp_path.iterdir()] == ['site']
    # with a site in its place the leftover is not wanted any more
    (tmp_path / '.site-old').mkdir()
    work.recover(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ['site']
    assert (tmp_path / 'site' / 'index.html').is_file()


@pytest.mark.parametrize('how', [signal.SIGTERM, signal.SIGKILL])
def test_a_build_killed_midway_leaves_the_last_good_site(tree, how):
    with_scripts(tree)
    running = subprocess.Popen(
        [sys.executable, '-m', 'scripts', 'build'],
        cwd=tree,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, 'AS_OF': '2026-11-24'},
    )
    for _ in range(400):
        if list(tree.glob('.build-*')):
            break
        time.sleep(0.02)
    assert list(tree.glob('.build-*')), 'the build had begun'
    running.send_signal(how)
    said = ''.join(running.communicate())
    assert running.returncode != 0 and 'Traceback' not in said
    assert (tree / 'site' / 'index.html').read_text(encoding='utf-8') == 'the last good build'
    if how == signal.SIGKILL:
        assert here(tree, AS_OF='2026-11-24').returncode == 0, 'the next build cleans up and builds'
        assert not list(tree.glob('.build-*')) and (tree / 'site' / 'now' / 'index.html').is_file()


def test_two_builds_are_equal_and_addresses_come_from_the_environment(tree, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    # of the printed card only its own files are published, a link's picture only with an address
    for name in ('print/card-zh.txt', 'print/other.pdf', 'share-zh.png'):
        (tree / 'docs/assets' / name).parent.mkdir(exist_ok=True)
        (tree / 'docs/assets' / name).write_bytes(b'x')
    assert building.build(tree) == 0
    first = files_of(tree / 'site')
    assert 'sitemap.xml' not in first and 'index.html' in first
    beside = {name for name in first if name.startswith('assets/') and not name.startswith('assets/js/')}
    assert beside == {'assets/img/door.svg', 'assets/print/card-zh.txt'}, 'nothing of the theme, no sheet'
    assert {'en/404.html', 'en/search/index.js', 'offline/index.html', 'worker.js'} <= first.keys()
    assert b'lang="en"' in first['en/404.html'] and 'lost' in first['en/404.html'].decode()
    assert building.build(tree) == 0
    assert first == files_of(tree / 'site')
    monkeypatch.setenv('AS_OF', '2027-11-24')
    monkeypatch.setenv('SITE_URL', 'https://handbook.example/')
    monkeypatch.setenv('REPO_URL', 'https://code.example/handbook')
    assert building.build(tree) == 0
    assert {*files_of(tree / 'site')} - first.keys() == {
        'assets/share-zh.png',
        'sitemap.xml',
        'feed.xml',
        'en/feed.xml',
    }
    page = (tree / 'site' / 'en' / 'now' / 'index.html').read_text(encoding='utf-8')
    assert 'https://code.example/handbook/edit/main/docs/en/now/index.md' in page
    assert 'Out of date' in page
    assert 'https://handbook.example/en/now/' in (tree / 'site' / 'sitemap.xml').read_text(encoding='utf-8')


def test_edits_built_one_by_one_give_what_a_full_build_gives(tree, monkeypatch, tmp_path_factory):
    """Random edits of pages, data and style under one Builder, against a fresh build after each third."""
    monkeypatch.setenv('AS_OF', '2026-11-24')
    chance = random.Random(17)
    edits = [
        (NOW, '\n## ', '\n多说一句。\n\n## '),
        ('docs/en/now/index.md', '\n## ', '\nOne more word.\n\n## '),
        ('data/facts/visit.yml', "checked: '2026-11-24'", "checked: '2026-11-20'"),
        ('docs/zh/help/index.md', 'title: ', 'title: 真的'),
        ('data/interface.yml', 'menu: {zh: 目录', 'menu: {zh: 总目录'),
        ('docs/en/words/index.md', 'description: ', 'description: In short, '),
        ('data/terms.yml', 'pinyin: ', 'pinyin: x'),
        ('docs/zh/now/claims.md', 'reviewed: 2026-11-24', 'reviewed: 2026-11-23'),
        ('docs/assets/css/site.css', 'line-height: 1.3', 'line-height: 1.4'),
    ]
    chance.shuffle(edits)
    fresh = tmp_path_factory.mktemp('fresh')
    with building.Builder(tree) as builder:
        assert builder.update() == 0
        for number, edit in enumerate(edits, 1):
            change(tree, *edit)
            assert builder.update() == 0
            if number % 3 == 0:
                shutil.rmtree(fresh)
                shutil.copytree(tree, fresh, ignore=shutil.ignore_patterns('site', '.build-*'))
                assert building.build(fresh) == 0
                assert files_of(tree / 'site') == files_of(fresh / 'site'), edits[:number]
    assert not list(tree.glob('.build-*'))


@pytest.mark.parametrize(
    'edits',
    [
        [(NOW, 'aliases: [', 'aliases: [新叫法, ')],
        [('data/terms.yml', 'zh: [外访', 'zh: [外来访, 外访')],
        [
            ('docs/zh/words/index.md', 'img/door.svg', 'img/new.svg'),
            ('docs/en/words/index.md', 'img/door.svg', 'img/new.svg'),
        ],
        [
            ('docs/zh/words/index.md', '![门](../../assets/img/door.svg)', '这里有门。'),
            ('docs/en/words/index.md', '![A door](../../assets/img/door.svg)', 'Here is a door.'),
        ],
        [('data/style.yml', "weight: {'14': [''], '16'", "weight: {'14': [''], '1'")],
        # the register says on which pages a source stands
        [
            ('docs/zh/help/index.md', '有危险打110。', '有危险打110。每月不超过3次。[^visit-hours]'),
            ('docs/en/help/index.md', 'In danger call 110.', 'At most 3 times a month.[^visit-hours]'),
        ],
    ],
    ids=['alias', 'alias of a term', 'other file', 'file of no page', 'lighter', 'citation'],
)
def test_what_an_edit_changes_beside_its_page_is_as_in_a_fresh_build(tree, monkeypatch, edits, capsys):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    shutil.copy(tree / 'docs/assets/img/door.svg', tree / 'docs/assets/img/new.svg')
    with building.Builder(tree) as builder:
        assert builder.update() == 0
        for edit in edits:
            change(tree, *edit)
        status, told = builder.update(), capsys.readouterr().out
        site = files_of(tree / 'site')
    assert (building.build(tree), capsys.readouterr().out) == (status, told)
    assert status or files_of(tree / 'site') == site


def test_what_a_file_of_many_pages_weighs_is_held_against_an_edit_of_one(tree, monkeypatch, capsys):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    assert building.build(tree) == 0
    limit = len(gzip.compress((tree / 'site' / 'offline' / 'index.html').read_bytes(), 6)) // 1024 + 1
    change(tree, 'data/style.yml', "weight: {'14': ['']", f"weight: {{'14': [''], '{limit}': [offline/]")
    with building.Builder(tree) as builder:
        assert builder.update() == 0
        chance = random.Random(3)
        words = ''.join(chr(chance.randrange(0x6100, 0x6700)) for _ in range(900))
        change(tree, NOW, '\n## ', f'\n{words}。\n\n## ')
        assert builder.update() == 1
    told = capsys.readouterr().out
    assert told.startswith('site/offline/index.html:') and told.count('HTML-9') == 1
    assert building.build(tree) == 1 and capsys.readouterr().out == told


def test_files_of_the_card_are_held_against_an_edit_of_data(tree, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    old: list = []
    monkeypatch.setattr(building.check.card, 'stale', lambda _: old)
    with building.Builder(tree) as builder:
        assert builder.update() == 0
        old.append(Problem('docs/assets/print/manifest.json', 1, 'CARD-8', 'is old', 'make cards'))
        change(tree, 'data/terms.yml', 'zh: [外访', 'zh: [外来访, 外访')
        assert builder.update() == 1


def test_after_an_edit_only_what_differs_is_looked_at_and_joined(tree, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    seen, faults = [], building.check.html.faults
    monkeypatch.setattr(building.check.html, 'faults', lambda *words: seen.append(words[2]) or faults(*words))
    made, join = [], building.finish.bundle.bundle
    monkeypatch.setattr(
        building.finish.bundle, 'bundle', lambda *words: made.append(words[2]) or join(*words)
    )
    with building.Builder(tree) as builder:
        assert builder.update() == 0 and made == ['zh', 'en']
        # a page that is not among those of the door
        change(tree, 'docs/zh/words/index.md', '![门]', '多说一句。\n\n![门]')
        assert builder.update() == 0 and made == ['zh', 'en']
        before = files_of(tree / 'site')
        seen.clear()
        change(tree, NOW, '\n## ', '\n多说一句。\n\n## ')
        assert builder.update() == 0 and made == ['zh', 'en', 'zh']
    after = files_of(tree / 'site')
    differ = [name for name in after if name.endswith('.html') and after[name] != before.get(name)]
    assert sorted(seen) == sorted(differ) and 'now/index.html' in seen and 'offline/index.html' in seen


def test_on_another_day_nothing_drawn_before_is_taken_over(tree, monkeypatch):
    day, seen, real = ['2026-11-24'], [], building.check.structure
    monkeypatch.setattr(building.settings, 'as_of', lambda _: day[0])
    monkeypatch.setattr(
        building.check, 'structure', lambda book, before: seen.append(before) or real(book, before)
    )
    with building.Builder(tree) as builder:
        for today in ('2026-11-24', '2026-11-24', '2026-11-25'):
            day[0] = today
            assert builder.update() == 0
    assert [bool(before) for before in seen] == [False, True, False]


def test_an_edit_renders_only_what_it_changes(tree, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    with building.Builder(tree) as builder:
        assert builder.update() == 0
        before = {path: path.stat().st_mtime_ns for path in (builder.work / 'raw').rglob('index.html')}
        change(tree, NOW, '\n## ', '\n多说一句。\n\n## ')
        assert builder.update() == 0
        again = [
            path.relative_to(builder.work / 'raw').as_posix()
            for path, when in before.items()
            if path.stat().st_mtime_ns != when
        ]
        assert again == ['now/index.html']
        shown = tree / 'site' / 'now' / 'index.html'
        assert '多说一句' in shown.read_text(encoding='utf-8')
        # the third site is made out of the first: what is the same stays, what is not of it goes
        spare = builder.work / 'spare'
        own = {name: (spare / name).stat().st_mtime_ns for name in files_of(spare)}
        (spare / 'left' / 'over').mkdir(parents=True)
        (spare / 'left' / 'over' / 'x.html').write_text('x', encoding='utf-8')
        (tree / 'elsewhere').write_text('not ours', encoding='utf-8')
        (spare / 'icon.svg').unlink()
        (spare / 'icon.svg').symlink_to(tree / 'elsewhere')
        change(tree, NOW, '多说一句', '再说一句')
        assert builder.update() == 0
        new = {name: (tree / 'site' / name).stat().st_mtime_ns for name in files_of(tree / 'site')}
        assert new.keys() == own.keys() and not (tree / 'site' / 'left').exists()
        assert {'now/index.html', 'icon.svg', '.stamp'} <= {name for name in own if own[name] != new[name]}
        assert new['help/index.html'] == own['help/index.html']
        assert (tree / 'elsewhere').read_text(encoding='utf-8') == 'not ours'
        assert '<svg' in (tree / 'site' / 'icon.svg').read_text(encoding='utf-8')
        change(tree, NOW, '再说一句', '多说一句')
        assert builder.update() == 0
        # a fault in between shows the last good site, and the next good state is built
        change(tree, NOW, '多说一句', '多说两句[^no-such-fact]')
        assert builder.update() == 1
        assert '多说一句' in shown.read_text(encoding='utf-8')
        change(tree, NOW, '[^no-such-fact]', '')
        assert builder.update() == 0
        assert '多说两句' in shown.read_text(encoding='utf-8')
