"""Every rule on a good tree, and on that tree with one fault laid over it (trees.py: what an overlay is)."""

from __future__ import annotations

import random
import re

import pytest
from small import change, here
from test_messages import expected, name_of
from trees import ASKED, BAD, FAMILIES, FIXTURES, Change, Tree, found, rule_of, shared, told, tree_of

from scripts import check
from scripts.book.read import load
from scripts.check import card, editors, facts, links, mend, rules, text

LINE = re.compile(r'[\w./-]+:\d+ ([A-Z]+-\d+) \S.* -> \S.*')
RULES = rules.sentences()
# One overlay for each rule of the sources.
ONE_EACH = {rule_of(path): path for path in BAD if path.parent.name not in ('html', 'referee')}


def tree(folder, overlay=None):
    """A good tree of a test's own, with an overlay, for a test that writes into it."""
    own = Tree(folder)
    own.write(own.files_of(overlay) if overlay else {})
    return own.root


@pytest.mark.parametrize('family', FAMILIES)
def test_the_good_tree_passes(family):
    book = load(shared(built=True).root if family == 'referee' else FIXTURES / 'good')
    assert book.problems + FAMILIES[family](book) == []


def test_the_good_card_passes():
    book = load(shared(True).root)
    assert book.problems + card.check(book) == []


@pytest.mark.parametrize('overlay', BAD, ids=lambda path: f'{path.parent.name}/{path.name}')
def test_a_bad_tree_fails_with_its_rule_alone(overlay):
    lines = [LINE.fullmatch(line) for line in told(overlay)]
    assert lines and all(lines), told(overlay)
    assert {match[1] for match in lines} == {rule_of(overlay)}, told(overlay)
    assert list(told(overlay)) == expected().get(name_of(overlay)), 'other words: see test_messages.py'


def test_a_fault_is_told_at_the_line_of_a_key_that_is_there():
    """Of a key that is nowhere the line of its record is told: nobody sees it where all is on one line."""
    for overlay in BAD:
        told(overlay)
    assert len(ASKED) > 40 and [place for place, further in ASKED.items() if not further] == []


# The others: test_kept.py.
REST = [rule for rule, overlay in ONE_EACH.items() if overlay.parent.name in ('card', 'editors')]


@pytest.mark.parametrize('rule', REST)
def test_all_checks_together_tell_every_rule(rule):
    overlay = ONE_EACH[rule]
    good = shared(overlay.parent.name == 'card')
    with good.with_files(good.files_of(overlay)) as book:
        assert rule in {problem.rule for problem in check.everything(book)}


GUARDING = 'DATA-5 DATA-6 FACT-12 FIG-1 FIG-3 FIG-4 TXT-17 TXT-18 TXT-19'.split()


@pytest.mark.parametrize('rule', GUARDING)
def test_the_build_refuses_what_would_mislead_readers(rule):
    good = shared()
    with good.with_files(good.files_of(ONE_EACH[rule])) as book:
        assert rule in {problem.rule for problem in check.structure(book)}


def test_the_build_refuses_an_unknown_number_in_the_shell():
    good = shared()
    with good.with_files(good.files_of(FIXTURES / 'figures' / 'FIG-3-look')) as book:
        assert [problem.rule for problem in check.structure(book)] == ['FIG-3']


def test_a_change_is_taken_back():
    for overlay in BAD[::10]:
        told(overlay)
    book = load(shared().root, shared().book)
    assert check.everything(book) == [] and book.pages == shared().book.pages


def test_every_rule_has_a_bad_fixture_and_every_rule_that_code_tells_is_listed():
    said = {
        rule
        for path in (FIXTURES.parents[1] / 'scripts').rglob('*.py')
        for rule in re.findall(r"'([A-Z]{2,4}-\d+)'", path.read_text(encoding='utf-8'))
    }
    assert said - set(RULES) == set(), 'give the rule a line in scripts/check/rules.yml'
    assert set(RULES) - said == set(), 'no code reports this rule: its number is never used again'
    assert set(RULES) - {rule_of(path) for path in BAD} == set()


def test_the_table_for_editors_is_made_from_the_rules():
    table = (FIXTURES.parents[1] / 'RULES.md').read_text(encoding='utf-8')
    assert table == rules.table(), 'run: make rules'
    assert all(set(said) == {'zh', 'en', 'right', 'wrong'} and all(said.values()) for said in RULES.values())
    assert table.count('\n| ') == len(RULES) + 2
    for line in table.splitlines():
        assert not line.startswith('| ') or len(re.findall(r'(?<!\\)\|', line)) == 6, line


# What a rule is about and no line of a file can show: how it is stored, its name, how long it is.
NO_LINE = {'DATA-1', 'DATA-3', 'DATA-8', 'FACT-8', 'PAR-2', 'TXT-11'}


@pytest.mark.parametrize('rule', RULES)
def test_the_wrong_line_of_a_rule_stands_in_a_tree_that_fails_with_it(rule):
    right, wrong = RULES[rule]['right'], RULES[rule]['wrong']
    assert right != wrong and '\n' not in right + wrong and max(len(right), len(wrong)) <= 90
    texts = [
        raw.decode('utf-8', 'replace')
        for overlay in BAD
        if rule_of(overlay) == rule
        for raw in tree_of(overlay.parent.name).files_of(overlay).values()
        if raw is not None
    ]
    assert any(wrong in text for text in texts) != (rule in NO_LINE), f'{rule}: {wrong}'


def test_a_line_is_shown_in_a_table_as_it_is_written():
    assert rules.code('a | `b`') == r'`` a \| `b` ``'
    assert rules.code('a\tb') == '`a⇥b`' and rules.code('  a') == '`   a `' and rules.code('a') == '`a`'


def test_lists_for_editors_are_written_between_their_marks_and_nothing_else_changes():
    parts = load(FIXTURES / 'good').data['contributing']
    text = (FIXTURES / 'good' / 'CONTRIBUTING.md').read_text(encoding='utf-8')
    assert editors.written(text, parts) == text
    spoilt = text.replace('- Adverts.', '- adverts\n- More.').replace('- 要有出处。\n', '')
    assert editors.written(spoilt, parts) == text
    # without its end a list would swallow what stands below
    open_ended = text.replace('- 写清管谁。\n<!-- made: end -->', '- 甲')
    assert editors.written(open_ended, parts) == open_ended
    assert editors.written(text.replace('accept zh', 'accept de'), parts).count('- 要有出处。') == 1


def test_make_rules_writes_the_table_and_the_lists(tmp_path):
    root = tree(tmp_path)
    text = (root / 'CONTRIBUTING.md').read_text(encoding='utf-8')
    change(root, 'CONTRIBUTING.md', '- 要有出处。\n', '- 甲\n')
    (root / 'RULES.md').write_text('old', encoding='utf-8')
    done = here(root, 'rules')
    assert (done.returncode, done.stdout, done.stderr) == (0, '', '')
    assert (root / 'RULES.md').read_text(encoding='utf-8') == rules.table()
    assert (root / 'CONTRIBUTING.md').read_text(encoding='utf-8') == text


def test_the_lists_of_this_project_stand_in_contributing_and_each_language_is_short(book):
    text = (FIXTURES.parents[1] / 'CONTRIBUTING.md').read_text(encoding='utf-8')
    parts = book.data['contributing']
    assert editors.written(text, parts) == text, 'run: make rules'
    said = {f'{name} {lang}' for name in parts for lang in ('zh', 'en')}
    assert {f'{mark[1]} {mark[2]}' for mark in editors.marks(text.split('\n'))} == said
    zh, en = text.split('\n# ')
    assert max(len(zh.splitlines()), len(en.splitlines()) + 1) <= 70


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
    assert check.built(load(root)) == ([], 'site/ is not built, so its HTML was not checked (make build)', '')
    (root / 'site' / '.stamp').write_text('of other sources\n', encoding='utf-8')
    older = 'site/ was built from other sources or settings, so its HTML was not checked (make build)'
    assert check.built(load(root)) == ([], older, '')
    (root / 'site' / '.stamp').write_text(stamp(root) + '\n', encoding='utf-8')
    found, said, _ = check.built(load(root))
    assert 'HTML-2' in {problem.rule for problem in found} and said == 'site/ agrees with its sources'


def test_outside_addresses_are_listed():
    assert links.outside(load(FIXTURES / 'good')) == ['https://law.example.org/a']
    change = Change('docs/en/words/index.md', 'https://law.example.org/a', 'https://law.example.org/b')
    with shared().with_files(shared().files_with([change])) as book:
        # those of the sources, and those that only a page names
        assert links.outside(book) == ['https://law.example.org/a', 'https://law.example.org/b']


@pytest.mark.parametrize('name', ['TXT-2-tight-id', 'TXT-7-stars-outside', 'TXT-6-half-width-comma'])
def test_what_a_program_can_fix_is_fixed_and_nothing_else_changes(name, tmp_path):
    root = tree(tmp_path, FIXTURES / 'text' / name)
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


def damaged(lines: list[str], chance: random.Random) -> list[str]:
    """Lines of a file with one of them lost, doubled, cut, made an item or without its colons."""
    at = chance.randrange(len(lines))
    line = lines[at]
    damage = chance.choice([[], [line] * 2, [line[: len(line) // 2]], ['- ' + line], [line.replace(':', '')]])
    return [*lines[:at], *damage, *lines[at + 1 :]]


def test_what_nothing_can_be_drawn_from():
    for rule in ('DATA-1', 'FACT-11', 'CARD-8', 'FM-1', 'FM-2', 'PAR-2', 'TOOL-1'):
        assert check.UNSOUND.match(rule), rule
    for rule in ('FM-3', 'FM-21', 'PAR-1', 'PAR-20', 'TOOL-10', 'TXT-1'):
        assert not check.UNSOUND.match(rule), rule


def test_a_list_in_the_place_of_names_is_told_at_its_first_line():
    (told,) = (line for line in found('facts', {'data/interface.yml': b'- a\n- b\n'}) if 'FACT-1 ' in line)
    assert told.startswith('data/interface.yml:1 FACT-1 ')


def test_an_address_of_a_page_that_could_not_be_read_is_not_called_unknown():
    """Such a page may be any."""
    gone = ('docs/zh/now/claims.md', 'docs/en/now/claims.md')
    for file, raw in ((gone[0], '你好'.encode('gb18030')), (gone[0], None)):
        with shared().with_files({file: raw, gone[1]: None}) as book:
            told = [str(problem) for problem in facts.roles(book)]
        assert bool(told) == (raw is None), told


def test_numbers_are_not_held_against_facts_that_could_not_be_read():
    both = Change('data/hotlines.yml', 'facts: [hotline-110', 'facts: [door-closed, hotline-110')
    files = shared().files_with([both])
    for raw in (None, '你好'.encode('gb18030')):
        with shared().with_files(files | ({'data/facts/hotline.yml': raw} if raw else {})) as book:
            assert [str(problem) for problem in facts.numbers(book)] == []
            assert bool(book.problems) == bool(raw)


def test_no_damage_to_a_source_makes_a_traceback():
    """Two sources damaged at a time: the checks find faults or none, but never break."""
    chance, good = random.Random(20261124), shared()
    files = [
        path.relative_to(good.root).as_posix()
        for folder in ('data', 'docs')
        for path in sorted((good.root / folder).rglob('*.*'))
        if path.suffix in ('.yml', '.md')
    ]
    texts = {file: (good.root / file).read_text(encoding='utf-8').split('\n') for file in files}
    for _ in range(120):
        two = {file: '\n'.join(damaged(texts[file], chance)) for file in chance.sample(files, 2)}
        with good.with_files({file: text.encode() for file, text in two.items()}) as book:
            check.everything(book)
