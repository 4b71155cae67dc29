"""Every rule on a good tree, and on that tree with one fault laid over it.

tests/fixtures/good/ is a small complete project. tests/fixtures/<family>/<RULE>-<what>/ holds only the files that differ from it,
and deleted.txt where files are missing.
"""
from __future__ import annotations

import json
import pathlib
import random
import re
import shutil

import pytest
import yaml

from scripts import check
from scripts.book.read import load
from scripts.card import sheets
from scripts.check import card, citations, facts, figures, frontmatter, html, links, mend, parity, rules, text

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / 'fixtures'
FAMILIES = {'card': card.check, 'citations': citations.check, 'facts': facts.check, 'figures': figures.check,
            'frontmatter': frontmatter.check, 'html': html.check, 'links': links.check,
            'parity': lambda book: [*parity.check(book), *parity.lagging(book)], 'text': text.check}
BAD = sorted(path for family in FAMILIES for path in (FIXTURES / family).glob('*'))
LINE = re.compile(r'[\w./-]+:\d+ ([A-Z]+-\d+) \S.* -> \S.*')
RULES = rules.sentences()


def tree(folder: pathlib.Path, overlay: pathlib.Path | None = None) -> pathlib.Path:
    """A copy of the good tree in `folder`, with an overlay's files over it, its change made and its deleted files gone."""
    shutil.copytree(FIXTURES / 'good', folder, dirs_exist_ok=True)
    if overlay and overlay.parent.name == 'card':
        with_card(folder)
    if overlay:
        shutil.copytree(overlay, folder, dirs_exist_ok=True)
        for file in (folder / 'deleted.txt').read_text(encoding='utf-8').split() if (folder / 'deleted.txt').is_file() else ():
            (folder / file).unlink()
        if (folder / 'change.yml').is_file():
            change = yaml.safe_load((folder / 'change.yml').read_text(encoding='utf-8'))
            text = (folder / change['file']).read_text(encoding='utf-8')
            assert change['old'] in text, overlay
            (folder / change['file']).write_text(text.replace(change['old'], change['new'], 1), encoding='utf-8')
    return folder


def with_card(folder: pathlib.Path) -> pathlib.Path:
    """The tree with a door card and all its files, which are empty here."""
    shutil.copytree(FIXTURES / 'good-card', folder, dirs_exist_ok=True)
    printed = folder / 'docs' / 'assets' / 'print'
    printed.mkdir(parents=True)
    names = sorted(sheets.files())
    for name in names:
        (printed / name).write_bytes(b'')
    (printed / 'manifest.json').write_text(json.dumps({'inputs': sheets.inputs(load(folder)), 'files': dict.fromkeys(names)}), encoding='utf-8')
    return folder


def rule_of(overlay: pathlib.Path) -> str:
    return re.match(r'[A-Z]+-\d+', overlay.name)[0]


@pytest.mark.parametrize('family', FAMILIES)
def test_the_good_tree_passes(family):
    book = load(FIXTURES / 'good')
    assert book.problems + FAMILIES[family](book) == []


def test_the_good_card_passes(tmp_path):
    book = load(with_card(tree(tmp_path)))
    assert book.problems + card.check(book) == []


@pytest.mark.parametrize('overlay', BAD, ids=lambda path: f'{path.parent.name}/{path.name}')
def test_a_bad_tree_fails_with_its_rule_alone(overlay, tmp_path):
    book = load(tree(tmp_path, overlay))
    told = [str(problem) for problem in book.problems + FAMILIES[overlay.parent.name](book)]
    lines = [LINE.fullmatch(line) for line in told]
    assert told and all(lines), told
    assert {match[1] for match in lines} == {rule_of(overlay)}, told
    if overlay.parent.name != 'html':
        assert rule_of(overlay) in {problem.rule for problem in check.everything(book)}, 'all checks together tell it too'


def test_every_rule_has_a_bad_fixture_and_every_rule_that_code_tells_is_listed():
    told = {rule for path in (FIXTURES.parents[1] / 'scripts').rglob('*.py')
            for rule in re.findall(r"'([A-Z]{2,4}-\d+)'", path.read_text(encoding='utf-8'))}
    assert told - set(RULES) == set(), 'give the rule a line in scripts/check/rules.yml'
    assert set(RULES) - told == set(), 'no code tells this rule: a number is never used again, so mark it "gone: true"'
    assert set(RULES) - {rule_of(path) for path in BAD} == set()


def test_the_table_for_editors_is_made_from_the_rules():
    assert (FIXTURES.parents[1] / 'RULES.md').read_text(encoding='utf-8') == rules.table(), 'run: make rules'
    assert all(set(said) == {'zh', 'en'} and all(said.values()) for said in RULES.values())
    assert rules.table().count('\n| ') == len(RULES) + 2


def test_unreadable_data_comes_first_and_hides_no_other_fault(tmp_path, capsys):
    from scripts.book.problems import report
    root = tree(tmp_path)
    (root / 'data' / 'facts' / 'hotline.yml').write_text('- id: "open\n', encoding='utf-8')
    (root / 'docs' / 'zh' / 'index.md').write_bytes('---\ntitle: 家\n---\n'.encode('gbk'))
    page = root / 'docs' / 'en' / 'now' / 'claims.md'
    page.write_text(page.read_text(encoding='utf-8').replace('{ #fine }', '{#fine}'), encoding='utf-8')
    assert report(check.everything(load(root))) == 1
    assert re.findall(r':\d+ ([A-Z]+-\d+) ', capsys.readouterr().out) == ['DATA-2', 'DATA-1', 'TXT-2']


def test_structure_leaves_wording_out(tmp_path):
    book = load(tree(tmp_path, FIXTURES / 'parity' / 'PAR-10-chinese-changed'))
    assert check.structure(book) == []
    assert [problem.rule for problem in check.everything(book)] == ['PAR-10']


def test_the_built_site_is_checked_only_with_the_stamp_of_its_sources(tmp_path):
    from scripts.stamp import stamp
    root = tree(tmp_path, FIXTURES / 'html' / 'HTML-2-style-attribute')
    assert check.built(load(root)) == ([], 'site/ is not built, so its HTML was not checked (make build)')
    (root / 'site' / '.stamp').write_text('of other sources\n', encoding='utf-8')
    assert check.built(load(root)) == ([], 'site/ is older than its sources, so its HTML was not checked (make build)')
    (root / 'site' / '.stamp').write_text(stamp(root) + '\n', encoding='utf-8')
    found, told = check.built(load(root))
    assert [problem.rule for problem in found] == ['HTML-2'] and told == 'site/ agrees with its sources'


def test_outside_addresses_are_listed():
    assert links.outside(load(FIXTURES / 'good')) == ['https://law.example.org/a']


@pytest.mark.parametrize('name', ['text/TXT-2-tight-id', 'text/TXT-7-stars-outside', 'text/TXT-6-half-width-comma'])
def test_what_a_program_can_fix_is_fixed_and_nothing_else_changes(name, tmp_path):
    root = tree(tmp_path, FIXTURES / name)
    before = load(root)
    changed = mend.mended(before, set())
    after = load(root)
    assert len(changed) == 1 and text.check(after) == []
    for key, page in after.pages.items():
        old = before.pages[key]
        assert page.front == old.front and (page.body == old.body) == (page.file not in changed)
        assert sum(a != b for a, b in zip(page.body.split('\n'), old.body.split('\n'), strict=True)) <= 1


def test_only_the_named_file_is_fixed(tmp_path):
    book = load(tree(tmp_path, FIXTURES / 'text' / 'TXT-2-tight-id'))
    assert mend.mended(book, {'docs/en/now/index.md'}) == []
    assert mend.mended(book, {'docs/zh/now/index.md'}) == ['docs/zh/now/index.md']


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
