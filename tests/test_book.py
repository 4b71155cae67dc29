"""Reading data/ and docs/ into a Book, what the Book answers, how faults are told, the stamp of sources."""

from __future__ import annotations

import os
import pathlib
import re

import pytest
from small_book import GOOD, fact, parsed, put, small

from scripts import draw
from scripts.book import schema
from scripts.book.model import LANGS, TAGS, Page, Record, link, linked, remembered, while_same
from scripts.book.problems import Problem, report
from scripts.book.read import load, read_text, read_yaml, slug_of
from scripts.stamp import stamp

HEAD = '---\ntitle: T\nreviewed: 2026-11-24\n---\n'


@pytest.fixture
def tree(tmp_path):
    """Writes files (text or bytes) into a folder and reads the folder."""

    def read(files: dict, before=None):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode('utf-8'))
        return load(tmp_path, before)

    read.root = tmp_path
    return read


def told(book) -> list[str]:
    return [str(problem) for problem in book.problems]


def test_a_page_is_read_with_its_front_matter_and_the_line_its_body_starts_on(tree):
    page = tree({'docs/zh/now/say.md': HEAD + '\n甲\n---\n乙\n'}).pages['zh', 'now/say/']
    assert (page.lang, page.slug, page.file) == ('zh', 'now/say/', 'docs/zh/now/say.md')
    assert (page.body, page.body_line) == ('\n甲\n---\n乙\n', 5)
    assert page.path == tree.root / 'docs/zh/now/say.md' and page.key == ('zh', 'now/say/')
    assert page.front == 'title: T\nreviewed: 2026-11-24\n'
    assert (
        page.meta == {'title': 'T', 'reviewed': '2026-11-24'} and page.meta.line == 2 and Record().line == 1
    )
    assert page.meta.lines == {'title': 2, 'reviewed': 3} and page.meta.line_of('risk') == 2


NOT_CLOSED = ':1 FM-1 the front matter is not closed -> write --- alone on the line behind its last key'
NO_FRONT = ':1 FM-1 has no front matter -> start the file with ---, the keys of CONTRIBUTING.md, ---'


@pytest.mark.parametrize(
    'text, said',
    [
        ('甲\n', NO_FRONT),
        ('\n' + HEAD, ':1 FM-1 has no front matter: something stands before its --- -> delete it'),
        (
            '---\ntitle: T\n',
            ':1 FM-1 the front matter is not closed -> write --- alone on the line behind its last key',
        ),
        (
            HEAD[:-1] + ' \n',
            ':4 FM-1 the front matter is not closed: this line is “--- ” -> write --- alone, without blanks',
        ),
        (
            '--- \n' + HEAD[4:],
            ':1 FM-1 has no front matter: its first line is “--- ” -> write --- alone, without blanks',
        ),
        (
            '---\ntitle：T\nreviewed: 2026-11-24\n---\n',
            ':2 DATA-2 broken YAML: a full-width colon after "title" -> '
            'write "title: " with a half-width colon and a blank',
        ),
        ('---\n\n---\n甲\n', ':2 DATA-3 holds no data -> fill it, or delete it together with what uses it'),
        (
            '---\n- a\n---\n甲\n',
            ':2 DATA-2 front matter is not a list of keys -> write one "key: value" a line',
        ),
        (
            '---\na: 1\na: 2\n---\n',
            ':3 DATA-2 broken YAML: the key "a" is used twice -> fix this key, or delete it',
        ),
        (
            '---\na: "1\n---\n',
            ':2 DATA-2 broken YAML: found unexpected end of stream -> fix this line: '
            'look for a missing quote, colon or space',
        ),
        (
            HEAD.encode() + b'\xff',
            ':5 DATA-1 is not UTF-8 text -> save the file again with the encoding UTF-8',
        ),
        (
            b'---\rtitle: a\r---\ra\r',
            ':1 DATA-1 its lines end with CR alone -> save the file again with line ends LF (Unix)',
        ),
    ],
)
def test_a_page_that_cannot_be_read_is_told_and_left_out(tree, text, said):
    book = tree({'docs/zh/a.md': text, 'docs/zh/b.md': HEAD})
    assert told(book) == [f'docs/zh/a.md{said}'] and list(book.pages) == [('zh', 'b/')]
    assert list(book.read) == ['docs/zh/b.md']


def test_a_byte_order_mark_and_line_ends_of_windows_do_no_harm(tree):
    page = (HEAD + '甲\n').replace('\n', '\r\n').encode()
    data = b'\xef\xbb\xbf- id: a\r\n- id: b\r\n'
    book = tree({'docs/zh/a.md': b'\xef\xbb\xbf' + page, 'docs/zh/b.md': page, 'data/terms.yml': data})
    for slug in ('a/', 'b/'):
        assert book.pages['zh', slug].body == '甲\n' and '\r' not in book.pages['zh', slug].front
    assert told(book) == [] and book.data['terms'] == [{'id': 'a'}, {'id': 'b'}]
    assert book.where['terms'] == {'a': ('data/terms.yml', 1), 'b': ('data/terms.yml', 2)}
    problems: list = []
    assert read_text(tree.root / 'docs/zh/a.md', 'x', problems) == HEAD + '甲\n' and problems == []


def test_a_carriage_return_within_a_line_is_a_sign_of_the_text(tree):
    book = tree({'docs/zh/a.md': HEAD + '甲\r乙\n'})
    assert told(book) == [] and book.pages['zh', 'a/'].body == '甲\r乙\n'


def test_two_files_of_one_address_are_told_and_the_first_counts(tree):
    book = tree({'docs/zh/now/index.md': HEAD + '甲', 'docs/zh/now.md': HEAD + '乙', 'docs/en/now.md': HEAD})
    assert told(book) == [
        'docs/zh/now.md:1 DATA-4 has the same address as docs/zh/now/index.md '
        '-> delete or rename one of the two'
    ]
    assert book.pages['zh', 'now/'].body == '甲'
    assert list(book.read) == ['docs/zh/now/index.md', 'docs/en/now.md']


def test_an_id_that_stands_twice_is_told_in_one_file_and_across_files_of_facts(tree):
    book = tree(
        {
            'data/facts/a.yml': '- id: x\n  n: 1\n- id: y\n- id: x\n  n: 2\n',
            'data/facts/b.yml': '- id: z\n- id: y\n- plain\n- id: 5\n',
            'data/terms.yml': '- id: x\n- id: x\n',
            'data/sources.yml': '- id: x\n- plain\n- id: 5\n- id: 5\n',
        }
    )
    mend = 'give one of the two another id, or delete it'
    assert told(book) == [
        f'data/facts/a.yml:4 DATA-4 id "x" is already used in data/facts/a.yml:1 -> {mend}',
        f'data/facts/b.yml:2 DATA-4 id "y" is already used in data/facts/a.yml:3 -> {mend}',
        f'data/terms.yml:2 DATA-4 id "x" is already used in data/terms.yml:1 -> {mend}',
    ]
    assert book.facts['x']['n'] == 1 and book.topics == {'x': 'a', 'y': 'a', 'z': 'b'}
    assert book.where == {
        'facts': {'x': ('data/facts/a.yml', 1), 'y': ('data/facts/a.yml', 3), 'z': ('data/facts/b.yml', 1)},
        'terms': {'x': ('data/terms.yml', 1)},
        'sources': {'x': ('data/sources.yml', 1)},
    }


def test_data_is_named_by_its_path_and_facts_by_their_topic(tree):
    book = tree(
        {
            'data/pictures/steps.yml': 'a: 1\n',
            'data/look.yml': 'a: 2\n',
            'data/facts/law.yml': 'a: 3\n',
            'data/x.json': '{}',
            'docs/zh/x.txt': 'x',
            'docs/fr/x.md': HEAD,
            'docs/x.md': HEAD,
        }
    )
    assert book.data == {'pictures/steps': {'a': 1}, 'look': {'a': 2}, 'facts': {'law': {'a': 3}}}
    assert book.facts == {} == book.pages and told(book) == []


@pytest.mark.parametrize(
    'text, said',
    [
        ('', '1 DATA-3 holds no data'),
        ('[]', '1 DATA-3 holds no data'),
        ('{}', '1 DATA-3 holds no data'),
        ('# a comment\n', '1 DATA-3 holds no data'),
        ('a: 1\n5: x\n', '2 DATA-2 broken YAML: the key "5" is not a text'),
        ('a: 1\n[b, 5]: x\n', '2 DATA-2 broken YAML: the key "[\'b\', 5]" is not a text'),
        ('a: 1\nb: "x\n', '2 DATA-2 broken YAML: found unexpected end of stream'),
        ('a: 1\nb: 2\n>>>>>>> theirs\nc: 3\n', '3 DATA-2 broken YAML: a conflict of two versions is left'),
        ('a:\n  b: 1\n  b: 2\n', '3 DATA-2 broken YAML: the key "b" is used twice'),
        # of several faults the first is told
        ('a:\n  b: 1\n  b: 2\na: 1\n', '3 DATA-2 broken YAML: the key "b" is used twice'),
        ('a: 1\nb: @\n', '2 DATA-2 broken YAML: found character that cannot start any token'),
        ('a: 1\nday: !!int x\n', '1 DATA-2 broken YAML: cannot be read'),
    ],
)
def test_data_that_cannot_be_read_is_told_with_its_line(tree, text, said):
    book = tree({'data/look.yml': text})
    assert len(book.problems) == 1 and told(book)[0].startswith(f'data/look.yml:{said} -> ')
    assert book.data == {} == book.read


def test_zero_and_no_are_data():
    assert read_yaml('0', 'x', []) == 0 and read_yaml('false', 'x', []) is False


def test_dates_stay_texts_and_records_know_their_lines():
    value = parsed('# a comment\na:\n  day: 2026-11-24\n  time: 2026-11-24 10:00:00\n  n: 5\nb: [{c: 1}]\n')
    assert value == {'a': {'day': '2026-11-24', 'time': '2026-11-24 10:00:00', 'n': 5}, 'b': [{'c': 1}]}
    assert (value.line, value['a'].line, value['b'][0].line) == (2, 3, 6)


def test_what_did_not_change_is_taken_from_the_book_before(tree):
    first = tree(
        {
            **{f'docs/zh/{name}.md': HEAD for name in 'abc'},
            'data/terms.yml': '- id: a\n',
            'data/look.yml': 'a: 1\n',
            'data/facts/x.yml': '- id: f\n',
            'data/facts/y.yml': '- id: g\n',
        }
    )
    for gone in ('docs/zh/c.md', 'data/facts/y.yml'):
        (tree.root / gone).unlink()
    second = tree({'docs/zh/b.md': HEAD + '乙', 'data/look.yml': 'a: 2\n'}, first)
    assert second.pages['zh', 'a/'] is first.pages['zh', 'a/'] and second.data['terms'] is first.data['terms']
    assert second.facts['f'] is first.facts['f'] and second.topics == {'f': 'x'}
    assert second.where['facts'] == {'f': ('data/facts/x.yml', 1)}
    assert second.pages['zh', 'b/'] is not first.pages['zh', 'b/'] and second.pages['zh', 'b/'].body == '乙'
    assert second.data['look'] == {'a': 2} and first.data['look'] == {'a': 1}
    assert list(second.pages) == [('zh', 'a/'), ('zh', 'b/')] and sorted(second.read) == [
        'data/facts/x.yml',
        'data/look.yml',
        'data/terms.yml',
        'docs/zh/a.md',
        'docs/zh/b.md',
    ]
    assert second.read['docs/zh/a.md'] == (HEAD.encode(), second.pages['zh', 'a/'])


@pytest.mark.parametrize(
    'file, slug',
    [
        ('index.md', ''),
        ('now/index.md', 'now/'),
        ('now/say.md', 'now/say/'),
        ('about.md', 'about/'),
        ('a/b/c.md', 'a/b/c/'),
        ('index/a.md', 'index/a/'),
    ],
)
def test_the_address_of_a_file(file, slug):
    assert slug_of(pathlib.PurePath(file)) == slug


def page_of(front: str, **meta) -> Page:
    return Page('zh', 'x/', GOOD / 'docs/zh/x.md', 'docs/zh/x.md', Record(meta), '', 9, front)


def test_the_line_of_a_front_matter_key():
    page = page_of('title: T\nnext: []\nnext-to: x\n')
    assert [page.line_of(key) for key in ('title', 'next', 'next-to', 'tab')] == [2, 3, 4, 2]
    assert page.problem(3, 'FM-2', 'what', 'mend') == Problem('docs/zh/x.md', 3, 'FM-2', 'what', 'mend')


def test_a_front_matter_value_as_texts():
    page = page_of('', tab='one', aliases=['a', 110, 'b', None], risk=5)
    assert [page.words(key) for key in ('tab', 'aliases', 'risk', 'no')] == [['one'], ['a', 'b'], [], []]


def test_records_by_id_leave_out_what_has_no_id():
    book = small()
    book.data['rows'] = parsed('- id: a\n- plain\n- id: 5\n- {n: 1}\n- {id: b, n: 2}\n')
    assert book.by_id('rows') == {'a': {'id': 'a'}, 'b': {'id': 'b', 'n': 2}}
    assert book.by_id('look') == {} == book.by_id('nothing')
    assert list(book.by_id('sources')) == ['law-a', 'standard-b']


@pytest.mark.parametrize(
    'rule, unread',
    [
        ('DATA-1', True),
        ('DATA-2', True),
        ('DATA-3', True),
        ('FM-1', True),
        ('DATA-4', False),
        ('FM-2', False),
    ],
)
def test_a_file_is_unread_after_a_fault_of_reading(rule, unread):
    book = small()
    book.problems.append(Problem('data/facts/a.yml', 1, rule, '', ''))
    assert book.unread('data/facts/') is unread and not book.unread('data/facts/b')


@pytest.mark.parametrize(
    'topic, force, until, day',
    [
        ('hotline', 'law', None, '2026-12-24'),
        ('visit', 'law', None, '2027-05-23'),
        ('visit', 'judicial-interpretation', None, '2027-05-23'),
        ('visit', 'regulation', None, '2027-02-22'),
        ('visit', 'official-notice', None, '2027-02-22'),
        ('visit', 'law', '2027-05-22', '2027-05-22'),
        ('visit', 'law', '2027-05-24', '2027-05-23'),
        ('hotline', 'regulation', '2026-11-30', '2026-11-30'),
    ],
)
def test_the_day_by_which_a_fact_is_to_be_checked_again(topic, force, until, day):
    book = small()
    assert book.check_by(fact(book, 'x', topic, force=force, until=until)) == day
    del book.facts['x']['until']
    assert book.check_by(book.facts['x']) >= day


def test_the_day_of_a_page_is_the_earliest_of_its_own_and_its_facts():
    book = small()
    page = book.pages['zh', 'now/']
    assert book.page_check_by(page, []) == '2027-05-23'
    assert book.page_check_by(page, ['door-closed', 'visit-hours']) == '2027-02-22'
    assert book.page_check_by(page, ['hotline-110', 'visit-hours']) == '2026-12-24'
    page = put(book, reviewed='2026-01-01')
    assert book.page_check_by(page, ['hotline-110']) == '2026-06-30'


def test_citations_in_their_order_once_known_ones_only_and_no_definition():
    book = small()
    page = put(
        book, '甲[^visit-hours] 乙[^nothing][^door-closed] [^visit-hours]\n\n[^hotline-110]: defined\n'
    )
    assert draw.cited(book, page) == ['visit-hours', 'door-closed']
    shown = put(book, 'x[^hotline-110]\n\n```text\n[^door-closed]\n```\n\n`[^visit-hours]`\n')
    assert draw.cited(book, shown) == ['hotline-110'] and draw.cited(book, put(book)) == []


def test_links_are_relative_to_the_file():
    book = small()
    home, now, claims = (book.pages['zh', slug] for slug in ('', 'now/', 'now/claims/'))
    assert (link(home, now), link(now, home)) == ('now/index.md', '../index.md')
    assert link(claims, now) == link(now, now) == 'index.md'
    assert link(now, book.pages['en', 'now/']) == '../../en/now/index.md'


def test_no_sign_of_a_title_is_markup_in_a_link_to_its_page():
    book = small()
    target = put(book, title=r'“打”[12]*_`\`&<b> "是"')
    assert linked(book.pages['zh', ''], target, 'do') == (
        r'[“打”\[12\]\*\_\`\\\`&amp;&lt;b&gt; "是"](now/new.md#do)'
    )
    assert linked(target, target).endswith(' "是"](new.md)')


def saved(tree, monkeypatch, front: str, body: str, now: bytes) -> tuple[bool, str, list[str]]:
    """What saving a page says whose file holds other bytes now; its text then; where it was made ready."""
    page = tree({'docs/zh/now/say.md': HEAD + '甲\n'}).pages['zh', 'now/say/']
    page.path.write_bytes(now)
    ready, replace = [], os.replace

    def noted(new, place):
        ready.append(pathlib.Path(new).relative_to(tree.root).as_posix())
        replace(new, place)

    monkeypatch.setattr(os, 'replace', noted)
    done = page.save(front, body)
    return done, page.path.read_bytes().decode('utf-8', 'replace'), ready


@pytest.mark.parametrize('mark, end', [('', '\n'), ('\ufeff', '\n'), ('', '\r\n'), ('\ufeff', '\r\n')])
def test_a_page_is_saved_however_an_editor_had_marked_it_and_ended_its_lines(tree, monkeypatch, mark, end):
    now = (mark + HEAD + '甲\n').replace('\n', end).encode()
    done, text, ready = saved(tree, monkeypatch, 'title: U\n', '\n乙\n', now)
    assert done and text == '---\ntitle: U\n---\n\n乙\n'
    # made ready beside docs/, where git and whoever watches the pages look past it
    assert len(ready) == 1 and re.fullmatch(r'\.build-[^/]+/say\.md', ready[0])


def test_what_was_written_meanwhile_is_left_even_where_it_is_no_text(tree, monkeypatch):
    for now in (HEAD.encode() + '乙\n'.encode(), HEAD.encode() + b'\xff\n'):
        done, text, ready = saved(tree, monkeypatch, 'title: U\n', '丙\n', now)
        assert not done and ready == [] and text == now.decode('utf-8', 'replace')


def test_books_and_pages_are_told_apart_as_what_they_are_and_print_without_what_they_remember():
    one, other = small(), small()
    assert one != other and len({one, other, one.pages['zh', ''], other.pages['zh', '']}) == 4
    one.memory = one.read = one.pages['zh', ''].memory = {'xyzzy': 1}
    assert 'xyzzy' not in repr(one) and 'xyzzy' not in repr(one.pages['zh', ''])


def test_a_word_of_the_shell_in_each_language():
    book = small()
    assert (book.text('menu', 'zh'), book.text('menu', 'en')) == ('目录', 'Menu')
    assert TAGS == {'zh': 'zh-CN', 'en': 'en'} and LANGS == ('zh', 'en')


def test_an_answer_is_remembered_by_its_owner_and_its_words():
    asked = []

    @remembered
    def answer(owner, *words):
        """A text."""
        asked.append((owner, *words))
        return [*words]

    one, other = small(), small()
    assert answer(one, 'a') is answer(one, 'a') and answer(one, 'a') == ['a'] and answer.__doc__ == 'A text.'
    assert answer(one, 'b') == ['b'] and answer(one) == [] and answer(other, 'a') is not answer(one, 'a')
    assert asked == [(one, 'a'), (one, 'b'), (one,), (other, 'a')]
    assert remembered(lambda owner, word: word + '!')(one, 'a') == 'a!', 'each function for itself'


def test_faults_are_told_unread_data_first_then_by_file_and_line_each_once(capsys):
    rows = [
        ('docs/zh/b.md', 10, 'TXT-2'),
        ('docs/zh/b.md', 9, 'TXT-3'),
        ('docs/zh/a.md', 11, 'DATA-1'),
        ('docs/en/z.md', 12, 'FM-1'),
        ('docs/zh/b.md', 10, 'TXT-2'),
        ('data/x.yml', 3, 'DATA-2'),
    ]
    assert report([Problem(*row, 'is so', 'do this') for row in rows]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f'{line} is so -> do this'
        for line in (
            'data/x.yml:3 DATA-2',
            'docs/zh/a.md:11 DATA-1',
            'docs/en/z.md:12 FM-1',
            'docs/zh/b.md:9 TXT-3',
            'docs/zh/b.md:10 TXT-2',
        )
    ]
    assert report([]) == 0 and capsys.readouterr().out == ''


@pytest.fixture
def sources(tmp_path):
    """A small project."""
    for name in (
        'mkdocs.yml',
        'data/a.yml',
        'docs/zh/a.md',
        'docs/a.svg',
        'overrides/a.html',
        'scripts/a.py',
        'README.md',
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('x', encoding='utf-8')
    return tmp_path


@pytest.mark.parametrize(
    'name, whole, frame',
    [
        ('mkdocs.yml', True, True),
        ('data/a.yml', True, False),
        ('docs/zh/a.md', True, False),
        ('docs/a.svg', True, True),
        ('overrides/a.html', True, True),
        ('scripts/a.py', True, True),
        ('README.md', False, False),
    ],
)
def test_the_stamp_tells_every_change_of_bytes_or_name(sources, name, whole, frame):
    before = stamp(sources), stamp(sources, pages=False)
    assert before == (stamp(sources), stamp(sources, pages=False)) and before[0] != before[1]
    path = sources / name
    other = path.with_name('b' + path.suffix)
    changes = [lambda: path.write_text('y', encoding='utf-8'), lambda: path.rename(other), other.unlink]
    # mkdocs.yml under another name is no source
    for change in changes[:2] if name == 'mkdocs.yml' else changes:
        change()
        now = stamp(sources), stamp(sources, pages=False)
        assert (now[0] != before[0], now[1] != before[1]) == (whole, frame)
        before = now


@pytest.mark.parametrize('name', ['SITE_URL', 'REPO_URL', 'AS_OF', 'OFFLINE'])
def test_a_site_that_was_built_with_other_settings_has_another_stamp(sources, monkeypatch, name):
    monkeypatch.delenv(name, raising=False)
    before = stamp(sources)
    monkeypatch.setenv(name, 'x')
    assert stamp(sources) != before


def test_the_stamp_leaves_out_what_python_keeps_and_knows_where_a_name_ends(sources):
    before = stamp(sources)
    (sources / 'scripts' / '__pycache__').mkdir()
    (sources / 'scripts' / '__pycache__' / 'a.pyc').write_text('x', encoding='utf-8')
    assert stamp(sources) == before and len(before) == 64
    (sources / 'data' / 'a.yml').rename(sources / 'data' / 'a.ymlx')
    (sources / 'data' / 'a.ymlx').write_text('', encoding='utf-8')
    assert stamp(sources) != before


def test_what_was_found_stands_while_all_that_it_hangs_on_is_the_same():
    known, asked = {}, []

    def work():
        asked.append(1)
        return [len(asked)]

    value, style = ['a'], ['b']
    assert while_same(known, 'x', (value, style), work) == [1]
    assert while_same(known, 'x', (value, style), work) == [1]
    assert while_same(known, 'y', (value, style), work) == [2]
    # equal is not the same: another reading may have its lines elsewhere
    assert while_same(known, 'x', (['a'], style), work) == [3]
    assert while_same(known, 'x', (value, ['b']), work) == [4]
    assert while_same(known, 'x', (value, style), work) == [5]


def test_the_same_fault_is_told_of_each_record_at_its_own_line():
    rows = parsed("- {id: x, zh: '甲', oops: 1}\n" * 2)
    told = [schema.faults('term', record, record.line) for record in rows]
    assert [{line for line, *_ in found} for found in told] == [{1}, {2}]
    assert [what for _, what, _ in told[0]] == [what for _, what, _ in told[1]]


def test_what_has_the_form_of_one_kind_is_looked_at_as_another():
    good = small().data['terms'][0]
    assert schema.faults('term', Record(good), 1) == [] == schema.faults('term', Record(good), 1)
    assert schema.faults('hotline', Record(good), 1)
