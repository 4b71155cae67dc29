"""Bad input meets the real build command: one clear message, exit status 1, no traceback, and site/ as it was."""
from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest


@pytest.fixture
def tree(root, tmp_path):
    """A copy of the project with a last good site/ in it."""
    for name in ('data', 'docs', 'overrides', 'scripts'):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns('__pycache__', 'print'))
    shutil.copy(root / 'mkdocs.yml', tmp_path)
    (tmp_path / 'site').mkdir()
    (tmp_path / 'site' / 'index.html').write_text('the last good build', encoding='utf-8')
    return tmp_path


def build(tree, **env):
    return subprocess.run([sys.executable, 'scripts/build.py'], cwd=tree, capture_output=True, text=True, env={**os.environ, **env}, check=False)


def last_good(tree) -> bool:
    left = [path.name for path in tree.iterdir() if path.name.startswith(('.build-', '.site-'))]
    return (tree / 'site' / 'index.html').read_text(encoding='utf-8') == 'the last good build' and not left


def change(tree, file, old, new):
    path = tree / file
    text = path.read_text(encoding='utf-8')
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding='utf-8')


BAD = {
    'broken-yaml': ('data/hotlines.yml', 'DATA-2', lambda t: change(t, 'data/hotlines.yml', '- id: ', '- id: "')),
    'unknown-fact': ('docs/zh/now/say.md', 'CIT-1', lambda t: change(t, 'docs/zh/now/say.md', '[^', '[^no-such-fact] [^')),
    'missing-twin': ('docs/zh/now/say.md', 'PAR-2', lambda t: (t / 'docs/en/now/say.md').unlink()),
    'heading-without-id': ('docs/zh/now/say.md', 'PAR-1', lambda t: change(t, 'docs/zh/now/say.md', '\n## ', '\n## 没有编号\n\n## ')),
    'not-utf-8': ('docs/zh/help/police.md', 'DATA-1', lambda t: (t / 'docs/zh/help/police.md').write_bytes('你好'.encode('gb18030'))),
    'empty-data': ('data/terms.yml', 'DATA-3', lambda t: (t / 'data/terms.yml').write_text('', encoding='utf-8')),
    'duplicate-id': ('data/facts/visit.yml', 'DATA-4', lambda t: (t / 'data/facts/visit.yml').write_text(
        (t / 'data/facts/visit.yml').read_text(encoding='utf-8') * 2, encoding='utf-8')),
    'link-out-of-tree': ('docs/zh/now/say.md', 'LNK-3', lambda t: (t / 'docs/zh/now/say.md').open('a', encoding='utf-8').write('\n[看](../../../README.md)\n')),
}


@pytest.mark.parametrize('name', BAD)
def test_bad_sources_stop_the_build_with_one_message(tree, name):
    file, rule, spoil = BAD[name]
    spoil(tree)
    done = build(tree)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert re.search(rf'^{re.escape(file)}:\d+ {rule} .+ -> .+$', said, re.M), said
    assert 'Traceback' not in said
    assert last_good(tree)


def test_a_site_that_cannot_be_replaced(tree):
    shutil.rmtree(tree / 'site')
    (tree / 'site').write_text('a file', encoding='utf-8')
    done = build(tree)
    assert done.returncode == 1 and 'site is not a folder: move or delete it' in done.stderr and 'Traceback' not in done.stderr
    assert (tree / 'site').read_text(encoding='utf-8') == 'a file'


@pytest.mark.parametrize('how', [signal.SIGTERM, signal.SIGKILL])
def test_a_build_killed_midway_leaves_the_last_good_site(tree, how):
    running = subprocess.Popen([sys.executable, 'scripts/build.py'], cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
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
        assert build(tree).returncode == 0, 'the next build cleans up and builds'
        assert not list(tree.glob('.build-*')) and (tree / 'site' / 'now' / 'index.html').is_file()


def test_two_builds_are_equal_and_addresses_come_from_the_environment(tree):
    assert build(tree, AS_OF='2026-11-24').returncode == 0
    first = {path.relative_to(tree): path.read_bytes() for path in (tree / 'site').rglob('*') if path.is_file()}
    assert not (tree / 'site' / 'sitemap.xml').exists()
    assert build(tree, AS_OF='2026-11-24').returncode == 0
    assert first == {path.relative_to(tree): path.read_bytes() for path in (tree / 'site').rglob('*') if path.is_file()}
    done = build(tree, AS_OF='2027-11-24', SITE_URL='https://handbook.example', REPO_URL='https://code.example/handbook')
    assert done.returncode == 0, done.stderr
    page = (tree / 'site' / 'en' / 'now' / 'index.html').read_text(encoding='utf-8')
    assert 'https://code.example/handbook/edit/main/docs/en/now/index.md' in page
    assert 'Past its check date' in page
    assert 'https://handbook.example/en/now/' in (tree / 'site' / 'sitemap.xml').read_text(encoding='utf-8')


@pytest.mark.parametrize('name, value', [('SITE_URL', 'handbook'), ('AS_OF', 'tomorrow')])
def test_a_wrong_setting_is_named(tree, name, value):
    done = build(tree, **{name: value})
    assert done.returncode == 1 and f'{name}={value}' in done.stderr and 'Traceback' not in done.stderr
    assert last_good(tree)


def test_stray_arguments_are_misuse(tree):
    done = subprocess.run([sys.executable, 'scripts/build.py', 'now'], cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and 'takes no arguments' in done.stderr
