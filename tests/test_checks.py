"""Runs each check as the command that editors run: on a good tree, and on that tree with one fault laid over it.

tests/fixtures/good/ is a small complete project. tests/fixtures/<script>/<RULE>-<what>/ holds only the files that differ from it.
"""
from __future__ import annotations

import pathlib
import random
import re
import shutil
import subprocess
import sys

import pytest
from scripts import check
from scripts.book.read import load
from scripts.stamp import stamp

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / 'tests' / 'fixtures'
SCRIPTS = sorted(path.stem for path in (ROOT / 'scripts').glob('check_*.py') if (FIXTURES / path.stem).is_dir())
BAD = sorted(path for script in SCRIPTS for path in (FIXTURES / script).iterdir())
RULE = re.compile(r"'((?:DATA|FM|PAR|FACT|CIT|FIG|LNK|HTML|TXT)-\d+)'")
LINE = re.compile(r'[\w./-]+:\d+ ([A-Z]+-\d+) \S.* -> \S.*')


def run(script: str, *words) -> subprocess.CompletedProcess:
    """The finished command `python scripts/<script>.py …`."""
    return subprocess.run([sys.executable, ROOT / 'scripts' / f'{script}.py', *words], capture_output=True, text=True, check=False)


def tree(folder: pathlib.Path, overlay: pathlib.Path | None = None) -> pathlib.Path:
    """A copy of the good tree in `folder`, with an overlay's files over it."""
    shutil.copytree(FIXTURES / 'good', folder, dirs_exist_ok=True)
    if overlay:
        shutil.copytree(overlay, folder, dirs_exist_ok=True)
    return folder


@pytest.mark.parametrize('script', [*SCRIPTS, 'check'])
def test_good_tree_passes(script):
    done = run(script, FIXTURES / 'good')
    assert (done.returncode, done.stderr) == (0, ''), done.stdout
    assert ' -> ' not in done.stdout


@pytest.mark.parametrize('overlay', BAD, ids=lambda path: f'{path.parent.name}/{path.name}')
def test_bad_tree_fails_with_its_rule_alone(overlay, tmp_path):
    done = run(overlay.parent.name, tree(tmp_path, overlay))
    assert done.returncode == 1, done.stdout + done.stderr
    assert 'Traceback' not in done.stderr + done.stdout
    told = [LINE.fullmatch(line) for line in done.stdout.splitlines()]
    assert all(told), done.stdout
    assert {match[1] for match in told} == {re.match(r'[A-Z]+-\d+', overlay.name)[0]}, done.stdout


def test_all_checks_together_tell_each_fault(tmp_path):
    for overlay in BAD:
        if overlay.parent.name != 'check_html':
            root = tree(tmp_path / overlay.parent.name / overlay.name, overlay)
            told = {problem.rule for problem in check.everything(load(root))}
            assert re.match(r'[A-Z]+-\d+', overlay.name)[0] in told, overlay


def rules() -> set[str]:
    """Every rule that a script can tell."""
    return {rule for path in (ROOT / 'scripts').glob('*.py') for rule in RULE.findall(path.read_text(encoding='utf-8'))}


def test_every_rule_has_a_bad_fixture():
    assert rules() - {re.match(r'[A-Z]+-\d+', path.name)[0] for path in BAD} == set()


def test_every_rule_is_in_the_table_for_editors():
    table = (ROOT / 'CONTRIBUTING.md').read_text(encoding='utf-8')
    assert sorted(rule for rule in rules() if not re.search(rf'(?m)^\| {rule} \|', table)) == []


def test_misuse_is_no_fault():
    assert run('check_links', '--fast').returncode == 2
    assert run('check', ROOT / 'scripts').returncode == 2
    assert run('synced').returncode == 2


def test_unreadable_data_comes_first_and_hides_no_other_fault(tmp_path):
    root = tree(tmp_path)
    (root / 'data' / 'facts' / 'hotline.yml').write_text('- id: "open\n', encoding='utf-8')
    (root / 'docs' / 'zh' / 'index.md').write_bytes('---\ntitle: 家\n---\n'.encode('gbk'))
    page = root / 'docs' / 'en' / 'now' / 'claims.md'
    page.write_text(page.read_text(encoding='utf-8').replace('{ #fine }', '{#fine}'), encoding='utf-8')
    done = run('check', root)
    rules_told = re.findall(r':\d+ ([A-Z]+-\d+) ', done.stdout)
    assert rules_told == ['DATA-2', 'DATA-1', 'TXT-2'], done.stdout + done.stderr


def test_structure_leaves_wording_out(tmp_path):
    root = tree(tmp_path, FIXTURES / 'check_parity' / 'PAR-10-chinese-changed')
    assert run('check', '--structure', root).returncode == 0
    assert run('check', root).returncode == 1


def test_built_site_is_checked_only_with_the_stamp_of_its_sources(tmp_path):
    root = tree(tmp_path, FIXTURES / 'check_html' / 'HTML-2-style-attribute')
    (root / 'site' / '.stamp').write_text('of other sources\n', encoding='utf-8')
    done = run('check', root)
    assert (done.returncode, done.stdout.count('\n')) == (0, 1)
    assert 'older' in done.stdout
    (root / 'site' / '.stamp').write_text(stamp(root) + '\n', encoding='utf-8')
    done = run('check', root)
    assert done.returncode == 1
    assert 'HTML-2' in done.stdout


def test_outside_addresses_are_listed():
    done = run('check_links', '--outside', FIXTURES / 'good')
    assert (done.returncode, done.stdout) == (0, 'https://law.example.org/a\n')


def test_synced_shows_what_changed_and_accepts(tmp_path):
    root = tree(tmp_path)
    shutil.copytree(ROOT / 'scripts', root / 'scripts', ignore=shutil.ignore_patterns('__pycache__'))

    def synced(*words) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, root / 'scripts' / 'synced.py', *words], capture_output=True, text=True, check=True)

    for words in (['init', '-q'], ['add', 'docs'], ['-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'first']):
        subprocess.run(['git', *words], cwd=root, check=True)
    assert 'up to' in synced('show').stdout
    page = root / 'docs' / 'zh' / 'index.md'
    page.write_text(page.read_text(encoding='utf-8').replace('先别开门', '先等一等'), encoding='utf-8')
    shown = synced('show', '/').stdout
    assert '-先别开门' in shown
    assert '+先等一等' in shown
    assert 'docs/en/index.md: accepted' in synced('accept', '/').stdout
    assert 'up to' in synced('show').stdout
    assert run('check_parity', root).returncode == 0


def test_no_damage_to_a_source_makes_a_traceback(tmp_path):
    """Lines lost, doubled or cut in any source: the checks tell faults or none, but never break."""
    chance = random.Random(20261124)
    files = [path.relative_to(FIXTURES / 'good') for folder in ('data', 'docs') for path in sorted((FIXTURES / 'good' / folder).rglob('*.*'))
             if path.suffix in ('.yml', '.md')]
    for number in range(120):
        root = tree(tmp_path / str(number))
        for file in chance.sample(files, 2):
            lines = (root / file).read_text(encoding='utf-8').split('\n')
            at = chance.randrange(len(lines))
            lines[at:at + 1] = chance.choice([[], [lines[at]] * 2, [lines[at][:len(lines[at]) // 2]], ['- ' + lines[at]], [lines[at].replace(':', '')]])
            (root / file).write_text('\n'.join(lines), encoding='utf-8')
        check.everything(load(root))
        shutil.rmtree(root)
