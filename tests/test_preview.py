"""What a change does to the site: which pages differ, how they are listed, the command without a browser."""

from __future__ import annotations

import subprocess

import pytest
from small import change, here, run, small_project, with_scripts

from scripts import preview
from scripts.preview import Change
from scripts.settings import Fault

PAGE = '<html><style>a</style><meta http-equiv="Content-Security-Policy" content="x"><p>1</p></html>'


def test_new_gone_and_changed_pages_are_told_apart_from_another_look():
    before = {'': PAGE, 'a/': PAGE, 'b/': PAGE, 'c/': PAGE, 'd/': PAGE}
    after = {
        '': PAGE,
        'a/': PAGE.replace('1', '2'),
        'b/': PAGE.replace('<style>a', '<style>b').replace('"x"', '"y"'),
        'c/': PAGE,
        'e/': PAGE,
    }
    found = preview.changes(before, after)
    assert found == [Change('e/', 'new'), Change('a/', 'changed'), Change('d/', 'gone'), Change('b/', 'look')]
    assert preview.changes(after, after) == []


def test_the_list_names_pages_whose_words_differ_and_counts_the_others():
    found = [Change('', 'changed'), Change('en/now/', 'new'), Change('x/', 'look')]
    text = preview.listed(found)
    assert '- changed: `/`\n- new: `/en/now/`\n- another style on 1 page whose' in text
    assert 'on 2 pages whose' in preview.listed([*found, Change('y/', 'look')])
    assert preview.listed([]) == '## Pages that this change touches\n\nNone.\n'
    assert 'style' not in preview.listed(found[:2])


def test_pictures_stand_beside_each_other_where_they_were_taken(tmp_path):
    for name in ('home-before.png', 'home-after.png', '404-after.png'):
        (tmp_path / name).touch()
    text = preview.shown([Change('', 'changed'), Change('404.html', 'new')], tmp_path)
    assert '<td><img src="home-before.png" alt="before"><td><img src="home-after.png"' in text
    assert '<td><td><img src="404-after.png" alt="after">' in text
    assert preview.picture_of(Change('en/now/say/', 'new'), 'after') == 'en-now-say-after.png'


def git(tree, *words) -> str:
    own = ['-c', 'user.name=t', '-c', 'user.email=t@example.org']
    done = subprocess.run(['git', *own, *words], cwd=tree, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def tree(tmp_path):
    """A small project in git whose home page was changed since its first commit."""
    small_project(tmp_path)
    with_scripts(tmp_path)
    git(tmp_path, 'init', '-q')
    git(tmp_path, 'add', '-A')
    git(tmp_path, 'commit', '-qm', 'first')
    change(tmp_path, 'docs/zh/index.md', '先别开门。', '先等一等。')
    return tmp_path


def test_the_command_lists_what_differs_from_a_commit_and_does_without_a_browser(tree):
    done = run(tree, 'preview', 'HEAD', CHROME='/nowhere', AS_OF='2026-11-24')
    assert done.returncode == 0, done.stderr
    assert '- changed: `/`\n' in done.stdout and '/now/`' not in done.stdout
    assert 'no pictures' in done.stderr
    assert (tree / 'preview' / 'list.md').read_text(encoding='utf-8') in done.stdout
    assert not list(tree.glob('.build-*'))


def test_a_commit_that_is_not_there_and_one_that_cannot_be_built_are_one_sentence(tree):
    done = here(tree, 'preview', 'nowhere', CHROME='/nowhere')
    assert done.returncode == 2 and 'git knows no commit nowhere' in done.stderr
    git(tree, 'rm', '-q', '--cached', 'mkdocs.yml')
    git(tree, 'commit', '-qm', 'broken')
    done = here(tree, 'preview', 'HEAD', CHROME='/nowhere')
    assert done.returncode == 2 and 'the site of HEAD cannot be built' in done.stderr
    assert 'Traceback' not in done.stderr and not (tree / 'preview').exists()


@pytest.mark.parametrize(
    ('out', 'err', 'last'),
    [('', '', 'it said nothing'), ('one\n', 'two\nthree\n', 'three'), ('one\n', '', 'one')],
)
def test_of_a_build_that_fails_the_last_line_is_told(tree, tmp_path, monkeypatch, out, err, last):
    real, asked = subprocess.run, []

    def told(words, **options):
        if words[0] == 'git':
            return real(words, **options)
        asked.append((words[1:], options['cwd'], options['env']['AS_OF']))
        return subprocess.CompletedProcess(words, 1, out, err)

    monkeypatch.setattr(preview.subprocess, 'run', told)
    with pytest.raises(Fault) as fault:
        preview.commit_site(tree, 'HEAD', tmp_path / 'own', '2026-11-24')
    assert str(fault.value) == f'the site of HEAD cannot be built with what is installed: {last}'
    assert asked == [(['-m', 'scripts', 'build'], tmp_path / 'own' / 'tree', '2026-11-24')]
    # what the commit held, not what stands there now
    home = tmp_path / 'own' / 'tree' / 'docs' / 'zh' / 'index.md'
    assert '先别开门。' in home.read_text(encoding='utf-8')


def test_a_build_whose_words_are_no_utf_8_is_told_all_the_same(tree, tmp_path, monkeypatch):
    python = tmp_path / 'python'
    python.write_text("#!/bin/sh\nprintf 'no\\377way'\nexit 1\n", encoding='utf-8')
    python.chmod(0o755)
    monkeypatch.setattr(preview.sys, 'executable', str(python))
    with pytest.raises(Fault, match='what is installed: no\ufffdway$'):
        preview.commit_site(tree, 'HEAD', tmp_path / 'own', '2026-11-24')
