"""The open data: JSON by its schema, CSV that loses nothing, versions, and an address for each fact."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
import shutil

import jsonschema
import lxml.html
import pytest
from project import ROOT
from small import here, small_project
from small_book import GOOD, fact, golden, small

from scripts import opendata
from scripts.book.read import load
from scripts.draw import opendata as drawing
from scripts.finish import register

VALID = jsonschema.Draft202012Validator(opendata.schema_of())


def whole(book) -> dict:
    """handbook.json as whoever downloads it reads it."""
    return json.loads(opendata.files(book)['data/handbook.json'])


def test_the_download_matches_the_schema_that_stands_beside_it(book):
    for one in (book, small()):
        assert list(VALID.iter_errors(whole(one))) == []
    files = opendata.files(book)
    assert json.loads(files['data/schema.json']) == opendata.schema_of()
    assert sorted(files) == sorted(f'data/{name}' for name in opendata.FILES)
    assert whole(book)['licence']['name'] == 'CC BY 4.0'
    assert files['data/schema.json'].startswith('{\n "$schema": ') and files['data/schema.json'][-2:] == '}\n'
    for kind in opendata.KINDS:
        record = opendata.schema_of()['properties'][kind]['items']
        assert record['type'] == 'object' and not [key for key in record if key.startswith('$')]


def test_every_file_of_a_small_book_is_as_it_was():
    said = opendata.files(small())
    assert list(said) == [f'data/{name}' for name in opendata.FILES]
    parts = [f'== {name}\n{text}' for name, text in said.items() if name != 'data/schema.json']
    golden('open-data.txt', '\n'.join(parts).replace('\r\n', '<CR>\n'))


DAMAGE = {
    'a fact without its limits': lambda data: data['facts'][1].pop('limits'),
    'a fact without an address': lambda data: data['facts'][0].pop('address'),
    'a source of no kind': lambda data: data['sources'][1].update(kind='rumour'),
    'a number that is none': lambda data: data['hotlines'][0].update(tel='11O'),
    'a term with a key more': lambda data: data['terms'][1].update(extra=1),
    'a release of nothing': lambda data: data['releases'][1].update(added=['pages/x']),
    'a version in words': lambda data: data.update(version='1'),
    'no licence': lambda data: data.pop('licence'),
}


@pytest.mark.parametrize('damage', DAMAGE.values(), ids=DAMAGE)
def test_the_schema_notices_damage(damage):
    data = copy.deepcopy(whole(small()))
    damage(data)
    assert list(VALID.iter_errors(data))


@pytest.mark.parametrize('kind', opendata.KINDS)
def test_a_table_has_each_record_once_and_loses_no_text(book, kind):
    text = opendata.files(book)[f'data/{kind}.csv']
    assert text.startswith('\ufeffid,') and '\r\n' in text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix('\ufeff'), newline='')))
    records = opendata.records(book)[kind]
    assert [row['id'] for row in rows] == [record['id'] for record in records]
    for row, record in zip(rows, records, strict=True):
        said = [value for value in opendata.flat(record).values() if value]
        assert set(said) <= set(row.values())


def test_a_text_for_both_languages_and_a_pair_share_their_columns():
    text = opendata.table([{'id': 'a', 'n': '110'}, {'id': 'b', 'n': {'zh': '一', 'en': 'one'}}, {'id': 'c'}])
    assert text == 'id,n.zh,n.en\r\na,110,110\r\nb,一,one\r\nc,,\r\n'
    assert opendata.flat({'a': None, 'b': ['x', {'y': 1}], 'c': 2}) == {
        'a': '',
        'b': 'x | {"y": 1}',
        'c': '2',
    }


def test_a_version_is_made_once_and_says_what_changed(tmp_path):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    for name in (opendata.INDEX, opendata.LOG):
        (tmp_path / name).unlink(missing_ok=True)
    book = load(tmp_path)
    assert whole(book)['version'] == 0 and whole(book)['released'] is None
    total = sum(len(rows) for rows in opendata.records(book).values())
    assert opendata.release(book, '2026-12-01') == f'version 1: {total} records'
    made = [(tmp_path / name).read_text(encoding='utf-8') for name in (opendata.INDEX, opendata.LOG)]
    golden('open-data-release.txt', '\n'.join(made))
    assert opendata.release(book, '2026-12-02') == 'nothing differs from version 1'
    book = load(tmp_path)
    assert whole(book)['version'] == 1 and whole(book)['differs'] == 0
    name = next(iter(book.facts))
    book.facts[name]['claim']['zh'] += '改'
    del book.data['terms'][0]
    book.facts['new'], book.topics['new'] = {**book.facts[name], 'id': 'new'}, 'visit'
    assert whole(book)['differs'] == 3
    said = opendata.release(book, '2026-12-03')
    assert said == f'version 2: {total} records, 1 added, 1 changed, 1 removed'
    (first, second) = load(tmp_path).data['releases']
    assert (first['id'], first['added'], second['id'], second['day']) == ('v1', [], 'v2', '2026-12-03')
    assert second['added'] == ['facts/new'] and second['changed'] == [f'facts/{name}']
    assert second['removed'][0].startswith('terms/')


def test_the_order_of_its_keys_makes_no_other_record():
    book, other = small(), small()
    for ident, said in other.facts.items():
        other.facts[ident] = dict(reversed(said.items()))
    assert opendata.hashes(book) == opendata.hashes(other)


def test_neither_an_address_nor_the_state_of_a_check_makes_a_version():
    book, other = small(), small()
    other.site_url = 'https://example.org'
    assert opendata.hashes(book) == opendata.hashes(other)
    assert whole(other)['facts'][0]['address']['en'].startswith('https://example.org/en/about/sources/')


def test_what_is_published_is_the_version_that_was_made_or_says_that_it_differs(book):
    data = whole(book)
    assert data['version'] == int(book.data['releases'][-1]['id'][1:]) >= 1
    assert data['released'] == book.data['releases'][-1]['day']


def test_every_fact_has_an_address_that_shows_what_it_says(book):
    pages = register.pages(book, 'p{}')
    trees = {path: lxml.html.document_fromstring(text) for path, text in pages.items()}
    for ident, said in book.facts.items():
        for lang in ('zh', 'en'):
            path, _, anchor = opendata.place(book, lang, ident).partition('#')
            (head,) = trees[f'{path}index.html'].xpath(f'//h2[@id="{anchor}"]')
            claim, rows = head.getnext(), head.getnext().getnext()
            assert claim.text_content() == said['claim'][lang]
            assert said['limits'][lang] in rows.text_content() and said['checked'] in rows.text_content()
            linked = [link.get('href') for link in rows.iter('a')]
            assert linked == [f'../#{use["id"]}' for use in said['sources']]
    assert len(pages) == 2 * len(book.data['facts'])


def test_a_register_of_a_small_book_is_as_it_was():
    book = small(sources='- {id: note, title: {zh: 甲<乙, en: A < B}}')
    fact(
        book,
        'held',
        sources=[{'id': 'law-a', 'at': {'zh': '第1条', 'en': 'art. 1'}}, {'id': 'note', 'at': None}],
    )
    pages = register.pages(book, 'p{}')
    parts = [f'== {path}\n{text[text.index("<main") :]}' for path, text in pages.items() if 'visit' in path]
    assert len(parts) == 2
    golden('register.txt', '\n'.join(parts))


def test_a_fact_that_ends_says_so():
    book = small()
    assert '2030-12-31为止' in register.one(book, 'zh', book.facts['visit-hours'])
    assert 'ends 2030-12-31' in register.one(book, 'en', book.facts['visit-hours'])
    assert 'ends ' not in register.one(book, 'en', book.facts['door-closed'])


def test_signs_of_html_in_a_record_are_shown_as_they_are():
    book = small()
    book.facts['door-closed']['claim']['en'] = 'A <b> & c'
    assert '<p>A &lt;b&gt; &amp; c</p>' in register.one(book, 'en', book.facts['door-closed'])


def test_pages_lead_to_the_files_and_topics_from_where_they_stand():
    book = small()
    page = book.pages['en', 'about/sources/']
    assert '<a href="../../../data/facts.csv">facts.csv</a> the facts' in drawing.downloads(book, page, '')
    assert drawing.topics(book, page, '').split('\n')[:2] == [
        '- <a href="visit/">Visits</a>',
        '- <a href="hotline/">Telephone numbers</a>',
    ]
    zh = book.pages['zh', 'about/sources/']
    assert '<a href="../../data/facts.csv">' in drawing.downloads(book, zh, '')
    assert drawing.releases(book, page, '') == (
        '- **v2**, 25 November 2026, 2 added, 1 changed\n- **v1**, 24 November 2026, first version\n'
    )


def test_the_line_to_cite_has_version_licence_and_address(book):
    page = book.pages['en', 'about/sources/']
    line = drawing.cite(book, page, '')
    last = opendata.released(book)
    assert f'version {last["version"]} ({last["day"]}), CC BY 4.0, handbook.json' in line
    other = load(ROOT)
    other.site_url = 'https://example.org/h'
    assert 'https://example.org/h/data/handbook.json' in drawing.cite(other, page, '')


def test_the_built_site_has_them_and_its_links_hold(tmp_path):
    tree = small_project(tmp_path)
    done = here(tree, 'build', AS_OF='2026-11-24')
    assert done.returncode == 0, done.stdout
    for name in opendata.FILES:
        assert (tree / 'site' / 'data' / name).is_file()
    text = (tree / 'site' / 'en' / 'about' / 'sources' / 'visit' / 'index.html').read_text(encoding='utf-8')
    assert re.search(r'<h2 id="door-closed">', text) and 'lang="zh-CN"' not in text.split('<h2', 1)[0]
