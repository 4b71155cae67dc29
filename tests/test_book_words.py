"""What the checks share about words and roles, and which English pages lag behind their Chinese twin."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from small_book import GOOD, put, small

from scripts.book import drift
from scripts.book.days import spoken
from scripts.book.read import load
from scripts.book.words import (
    any_of,
    debt_word,
    has_role,
    is_day,
    listed,
    matches,
    patterns,
    the_page,
    without_names,
    wrong_language,
)


def test_a_list_as_words_with_what_to_write_instead():
    book = small()
    assert listed(book, 'banned', 'zh') == {'您': '你', '进行': '直接用动词', '！': '。'}
    assert listed(book, 'zh-without-han') == {'hb': '', 'English': ''}
    assert listed(book, 'roles', 'no-such') == {} == listed(book, 'made', 'deeper')
    book = small()
    book.data['style']['made'] = {'a': 1, 5: 'b'}
    assert listed(book, 'made') == {'a': '1'}, 'only texts are words'
    for style, whole in ((['a', 5, 'b'], {'a': '', 'b': ''}), ('a', {}), (None, {})):
        book = small()
        book.data['style'] = style
        assert listed(book) == whole and listed(book, 'roles') == {} == listed(book, 'roles', 'door')
    book = small()
    del book.data['style']
    assert listed(book, 'roles') == {}


def test_a_list_is_read_once():
    book = small()
    assert listed(book, 'made') is listed(book, 'made')
    assert listed(book, 'names', 'zh') != listed(book, 'names', 'en')


@pytest.mark.parametrize(
    'slug, role, has',
    [
        ('', 'door', True),
        ('now/', 'door', True),
        ('now/claims/', 'door', True),
        ('nowhere/', 'door', False),
        ('about/sources/', 'about', True),
        ('about/', 'about', False),
        ('help/', 'bare-next', True),
        ('now/claims/', 'entries', True),
        ('now/', 'entries', False),
        ('now/', 'no-such', False),
    ],
)
def test_a_page_has_a_role_by_its_address_or_by_a_star(slug, role, has):
    assert has_role(small(), slug, role) is has


@pytest.mark.parametrize(
    'slug, patterns, does',
    [
        ('now/', ['now/*'], True),
        ('now', ['now/*'], False),
        ('NOW/', ['now/*'], False),
        ('', ['*'], True),
        ('', [''], True),
        ('a/', [''], False),
        ('a/b/', ['x/', 'a/*'], True),
        ('a/b/', [], False),
    ],
)
def test_addresses_and_stars(slug, patterns, does):
    assert matches(slug, patterns) is does


def test_the_one_page_of_a_role():
    roles = ('register', 'search', 'bare-next')
    assert [the_page(small(), role) for role in roles] == ['about/sources/', 'help/', 'now/']
    with pytest.raises(StopIteration):
        the_page(small(), 'no-such')


@pytest.mark.parametrize(
    'text, word',
    [
        ('催花呗', '花呗'),
        ('你欠钱', '欠'),
        ('A HUABEI page', 'huabei'),
        ('My Debt', 'debt'),
        ('debt欠', '欠'),
        ('hua bei', ''),
        ('', ''),
    ],
)
def test_the_first_debt_word_whatever_its_case(text, word):
    assert debt_word(small(), text) == word


@pytest.mark.parametrize(
    'text, lang, wrong',
    [
        # Chinese needs a sign of Han, or stands in the list
        ('中', 'zh', False),
        ('ABC 中', 'zh', False),
        ('ABC', 'zh', True),
        ('', 'zh', True),
        ('hb', 'zh', False),
        ('hb!', 'zh', True),
        ('123', 'zh', True),
        ('English', 'zh', False),
        ('㐀', 'zh', False),
        ('。', 'zh', True),
        ('鿿', 'zh', False),
        ('㏿', 'zh', True),
        # English has Han only in quotes, in brackets, before brackets that explain it, and in listed names
        ('plain', 'en', False),
        ('a 中 b', 'en', True),
        ('中', 'en', True),
        ('say "中" now', 'en', False),
        ('say “中” now', 'en', False),
        ('say 「中」 now', 'en', False),
        ('"a" 中 "b"', 'en', True),
        ('home visit (上门)', 'en', False),
        ('支付令 (payment order)', 'en', False),
        ('支付令(payment order)', 'en', True),
        ('支付令  (payment order)', 'en', True),
        ('支付令 payment order', 'en', True),
        ('in 中文 here', 'en', False),
        ('in 中文字', 'en', True),
        ('(a (上门) b)', 'en', False),
        ('(上门', 'en', True),
        ('', 'en', False),
    ],
)
def test_a_text_in_the_wrong_language(text, lang, wrong):
    assert wrong_language(small(), text, lang) is wrong


@pytest.mark.parametrize(
    'text, lang, bare',
    [
        ('按中华人民共和国民事诉讼法第12条办', 'zh', '按办'),
        ('最高人民法院、最高法', 'zh', '、最高法'),
        ('《示例法》第5条第2款第3项', 'zh', ''),
        ('第十二条之一、第二百三十四条', 'zh', '、'),
        ('第12条之五', 'zh', '之五'),
        ('第3次', 'zh', '第3次'),
        ('《甲》和《乙》', 'zh', '和'),
        ('by art. 12', 'en', 'by '),
        ("the Supreme People's Court rules", 'en', 'the  rules'),
        ('Article 5 and articles 6-7', 'en', ' and '),
        ('arts. 12(3) say', 'en', ' say'),
        ('Art. 12-3(4)', 'en', ''),
        ('part 5', 'en', 'part 5'),
        ('smart. 5', 'en', 'smart. 5'),
        ('art 5', 'en', 'art 5'),
        ('《示例法》', 'en', '《示例法》'),
        ('art. 5', 'zh', 'art. 5'),
    ],
)
def test_names_and_article_numbers_do_not_count(text, lang, bare):
    assert without_names(small(), text, lang) == bare


def test_the_longest_name_goes_first_and_signs_stand_for_themselves():
    book = small(style='names: {zh: [法院, 最高法院], en: [A.B, A.B (C)]}')
    assert without_names(book, '最高法院和法院', 'zh') == '和'
    assert without_names(book, 'x A.B (C) AxB', 'en') == 'x  AxB'
    empty = small(style='names: {zh: [], en: []}')
    assert without_names(empty, '最高法院', 'zh') == '最高法院'
    assert any_of(empty, 'names', 'en').sub('-', 'ab') == 'ab'


@pytest.mark.parametrize(
    'text, day',
    [
        ('2026-11-24', True),
        ('2024-02-29', True),
        ('2026-02-29', False),
        ('2026-11-31', False),
        ('2026-13-01', False),
        ('2026-00-10', False),
        ('2026-11', True),
        ('2026-11-24 ', True),
        ('x', True),
        (None, True),
        (20261124, True),
    ],
)
def test_a_day_of_the_calendar(text, day):
    assert is_day(text) is day


def test_patterns_and_those_that_cannot_be_read():
    book = small(style=r"claims: {zh: ['a(b', '法律规定', 'c[', 'd+'], en: [\bby law\b]}")
    good, bad = patterns(book, 'claims', 'zh')
    assert [pattern.pattern for pattern in good] == ['法律规定', 'd+'] and bad == ['a(b', 'c[']
    good, bad = patterns(book, 'claims', 'en')
    assert good[0].search('so by law it is') and not good[0].search('lobby laws') and bad == []
    assert patterns(book, 'no-such', 'zh') == ([], [])


def test_the_hash_of_a_body_is_short_and_changes_with_it():
    assert drift.hash_of('') == 'e3b0c44298fc' and drift.hash_of('甲') == '33e3580c0931' != drift.hash_of(
        '甲 '
    )


@pytest.fixture
def tree(tmp_path):
    """A copy of the good tree, to write in."""
    shutil.copytree(GOOD / 'docs', tmp_path / 'docs')
    return tmp_path


def change(tree, file, old, new) -> None:
    text = (tree / file).read_text(encoding='utf-8')
    assert old in text
    (tree / file).write_text(text.replace(old, new, 1), encoding='utf-8')


def lagging(tree) -> list[tuple[str, str]]:
    return [(zh.file, en.file) for zh, en in drift.drifted(load(tree))]


def test_a_pair_has_drifted_once_the_chinese_body_changed_and_for_nothing_else(tree):
    assert lagging(tree) == []
    change(tree, 'docs/zh/now/index.md', 'aliases: [他在门口', 'aliases: [门口')
    change(tree, 'docs/en/now/index.md', 'Lock the door', 'Shut the door')
    assert lagging(tree) == []
    change(tree, 'docs/zh/now/index.md', '关好门', '锁好门')
    change(tree, 'docs/en/help/index.md', "synced: '56467bfbd92f'\n", '')
    (tree / 'docs/en/words/index.md').unlink()
    assert lagging(tree) == [
        ('docs/zh/help/index.md', 'docs/en/help/index.md'),
        ('docs/zh/now/index.md', 'docs/en/now/index.md'),
    ]


def test_accepting_replaces_the_mark_or_adds_it_as_the_last_key(tree, capsys):
    change(tree, 'docs/zh/now/index.md', '关好门', '锁好门')
    change(tree, 'docs/en/help/index.md', "synced: '56467bfbd92f'\n", '')
    files = [tree / 'docs/en' / name for name in ('help/index.md', 'now/index.md')]
    help_before, now_before = (file.read_text(encoding='utf-8') for file in files)
    drift.accept(drift.drifted(load(tree)))
    assert capsys.readouterr().out == 'docs/en/help/index.md: accepted\ndocs/en/now/index.md: accepted\n'
    help_now, now_now = (file.read_text(encoding='utf-8') for file in files)
    mark = drift.hash_of(load(tree).pages['zh', 'now/'].body)
    assert now_now == now_before.replace('58c685fd30fa', mark) and mark != '58c685fd30fa'
    assert help_now == help_before.replace('next: [now/]\n---', "next: [now/]\nsynced: '56467bfbd92f'\n---")
    assert lagging(tree) == []


def test_only_the_key_itself_is_replaced(tree):
    change(tree, 'docs/en/now/index.md', 'Lock the door.', 'Lock the door.\nsynced: not this one')
    change(tree, 'docs/en/now/index.md', 'description: Do', 'description: "synced: x" or')
    change(tree, 'docs/zh/now/index.md', '关好门', '锁好门')
    drift.accept(drift.drifted(load(tree)))
    text = (tree / 'docs/en/now/index.md').read_text(encoding='utf-8')
    assert '\nsynced: not this one\n' in text and 'description: "synced: x" or' in text
    assert text.count('synced:') == 3


def git(tree, *words) -> str:
    own = ['git', '-c', 'user.name=t', '-c', 'user.email=t@example.org']
    return subprocess.run([*own, *words], cwd=tree, check=True, capture_output=True, text=True).stdout.strip()


def test_drift_is_shown_from_the_commit_whose_chinese_was_accepted(tree, capsys):
    git(tree, 'init', '-q')
    git(tree, 'add', '.')
    git(tree, 'commit', '-qm', 'first')
    first = git(tree, 'rev-parse', 'HEAD')
    change(tree, 'docs/zh/now/index.md', '关好门', '锁好门')
    git(tree, 'commit', '-qam', 'second')
    book = load(tree)
    zh = book.pages['zh', 'now/']
    assert drift.accepted(tree, zh, '58c685fd30fa') == first and drift.accepted(tree, zh, 'nothing') == ''
    assert drift.accepted(tree, zh, drift.hash_of(zh.body)) == git(tree, 'rev-parse', 'HEAD')
    drift.show(book, drift.drifted(book))
    out = capsys.readouterr().out
    assert out.startswith(f'docs/en/now/index.md: changed in Chinese since {first[:10]}\ndiff ')
    assert '-1. 关好门。\n+1. 锁好门。' in out


def test_drift_that_git_does_not_know_is_told_as_such(tree, capsys):
    book = load(tree)
    pairs = [(book.pages['zh', slug], book.pages['en', slug]) for slug in ('now/', 'help/')]
    del book.pages['en', 'help/'].meta['synced']
    drift.show(book, pairs)
    assert capsys.readouterr().out == (
        'docs/en/now/index.md: the Chinese text that it was brought up to is not in git; compare both pages\n'
        'docs/en/help/index.md: was never accepted; compare both pages\n'
    )
    drift.show(book, [])
    assert capsys.readouterr().out == 'every English page is up to its Chinese twin\n'


def test_without_git_nothing_is_known(tree, monkeypatch):
    monkeypatch.setenv('PATH', str(tree))
    assert drift.git(tree, 'log') == ''


def test_a_page_without_a_twin_has_not_drifted():
    book = small()
    put(book, '甲')
    put(book, 'A', 'en', 'now/other/')
    assert drift.drifted(book) == []


@pytest.mark.parametrize(
    'day, beside, zh, en',
    [
        ('2026-11-24', '', '2026年11月24日', '24 November 2026'),
        ('2026-01-09', '', '2026年1月9日', '9 January 2026'),
        ('2026-12-24', '2026-11-24', '12月24日', '24 December'),
        ('2027-02-22', '2026-11-24', '2027年2月22日', '22 February 2027'),
        ('2026-05-01', '2016-05-01', '2026年5月1日', '1 May 2026'),
    ],
)
def test_a_day_in_words_and_no_year_twice(day, beside, zh, en):
    assert (spoken(day, 'zh', beside), spoken(day, 'en', beside)) == (zh, en)
