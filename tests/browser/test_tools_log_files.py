"""What goes out of the log and comes back: CSV, JSON, text; files that are none of ours; a photo's hash."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import hypothesis
import pytest
from hypothesis import strategies as st
from test_tools_log import FIELDS, note, said, save, shown, stored
from using import BOTH, kept, tool_page, words

RUNS = '=+-@\t\r\n＝＋－＠'
NASTY = [
    *('=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1", "''+1", "'", "'a", '"', '""', '",\r\n"', 'a\rb'),
    *(
        '﻿a',
        '一，二\n三',
        '👩‍👩‍👧🏽 é',
        '=HYPERLINK("http://a.example","按")',
        ' =1',
        '\n',
        '\x00',
        '＝１',
        ';=1',
    ),
    *('[said]', 'handbook-log', '{n}', '$&', '</script>', '__proto__', '\u2028', '0012', '1e5', '2026-11-27'),
]
SAYING = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.sampled_from('\'"=+-@\t\r\n,;[] a一👍'), max_size=8),
    st.text(st.characters(exclude_categories=['Cs']), max_size=30),
    st.tuples(st.sampled_from(NASTY), st.text(max_size=5)).map(''.join),
)
# Each of several logs, out in both ways and in again.
ROUND = """logs => {
  const names = [...document.querySelectorAll('.blank li[id]')].map(item => item.id.slice(4));
  const labels = {id: '编号', made: 'Noted', changed: 'x'};
  names.forEach(name => { labels[name] = document.querySelector(`#log-${name} strong`).textContent; });
  const bare = list => list.map(({id, made, fields}) => ({id, made, fields}));
  return logs.map(list => {
    const log = handbookEntries.open(names);
    list.forEach(fields => {
      const entry = log.add();
      Object.keys(fields).forEach(name => log.change(entry, name, fields[name]));
    });
    const back = text => {
      const other = handbookEntries.open(names);
      const {list: found, reason} = other.read(text);
      other.bring(found);
      return [reason, bare(other.all())];
    };
    const table = log.csv(labels);
    return {table, mine: bare(log.all()), csv: back(table), marked: back('\\ufeff' + table),
      json: back(log.json())};
  });
}"""


@hypothesis.settings(
    max_examples=60, deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
@hypothesis.given(
    logs=st.lists(
        st.lists(st.dictionaries(st.sampled_from(FIELDS), SAYING, max_size=4), max_size=4),
        min_size=1,
        max_size=10,
    )
)
@hypothesis.example(logs=[[{'said': text, 'when': text} for text in NASTY]])
def nasty(ask, logs) -> None:
    for given, got in zip(logs, ask(logs), strict=True):
        mine = got['mine']
        want = [{name: text for name, text in fields.items() if text} for fields in given]
        assert [{name: text for name, text in one['fields'].items() if text} for one in mine] == want
        for one in mine:
            one['fields'] = {name: text for name, text in one['fields'].items() if text}
        assert got['csv'] == got['marked'] == got['json'] == ['', mine]
        rows = list(csv.reader(io.StringIO(got['table'], newline=''), strict=True))
        assert got['table'].endswith('\r\n') and {len(row) for row in rows} == {len(FIELDS) + 3}
        assert not [cell for row in rows for cell in row if cell[:1] and cell[0] in RUNS]
        for row, one in zip(rows[1:], mine, strict=True):
            cells = dict(zip(FIELDS, row[3:], strict=True))
            for name, cell in cells.items():
                assert cell in (one['fields'].get(name, ''), "'" + one['fields'].get(name, '-'))


@BOTH
def test_every_saying_comes_back_and_none_runs_in_a_spreadsheet(phone, address, lang):
    page = tool_page(phone, address, lang, 'log')
    nasty(lambda logs: page.evaluate(ROUND, logs))


def taken_out(page, button: str) -> tuple[str, bytes]:
    """The name of the file that a button gives, and what is in it."""
    if not page.locator(button).is_visible():
        page.click('#log summary')
    with page.expect_download() as waiting:
        page.click(button)
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def brought(page, data: bytes, name: str = 'a.csv') -> str:
    """Brings back a file; returns what the page says."""
    page.evaluate("document.getElementById('tool-status').textContent = ''")
    page.set_input_files('#log-from', {'name': name, 'mimeType': 'text/csv', 'buffer': data})
    page.locator('#tool-status:not(:empty)').wait_for()
    return said(page)


@BOTH
@pytest.mark.parametrize('kind', ['csv', 'json'])
def test_a_file_goes_out_and_comes_back_on_another_phone(phone, open_page, address, lang, kind):
    page = tool_page(phone, address, lang, 'log')
    note(page, said='=1+1\n"二"', where='👍', reported='+8610')
    note(page, who='没说')
    name, data = taken_out(page, f'#log-{kind}')
    assert name == f'log-{page.evaluate("handbookTool.today()")}.{kind}'
    assert data.startswith(b'\xef\xbb\xbf') is (kind == 'csv')
    other = tool_page(open_page(), address, '' if lang else 'en/', 'log')
    note(other, said='已有的')
    assert brought(other, data) == words('log-taken', '' if lang else 'en/').format(n=2, m=0)
    assert shown(other) == ['已有的', '没说', '👍|=1+1\n"二"|+8610']
    assert brought(other, data) == words('log-taken', '' if lang else 'en/').format(n=0, m=2)
    assert kept(other) == []
    save(other)
    assert len(stored(other)) == 3


def test_a_table_that_a_spreadsheet_saved_again_comes_back(phone, address):
    page = tool_page(phone, address, '', 'log')
    table = '哪天 [when],原话 [said]\r\n今天,"一，""二"""\r\n'
    want = words('log-taken', '').format(n=1, m=0)
    assert brought(page, table.encode('gb18030')) == want
    assert brought(page, table.replace(',', ';').replace('今天', '明天').encode()) == want
    page.click('#log summary')
    page.fill('#log-paste', table.replace(',', '\t').replace('今天', '后天'))
    page.click('#log-take')
    assert said(page) == want and page.input_value('#log-paste') == ''
    assert shown(page) == ['一，"二"'] * 3


BAD = {
    'log-foreign': [
        b'',
        b'hello',
        b'a,b\r\n1,2\r\n',
        b'{}',
        b'[]',
        b'{"a": 1',
        b'\x89PNG\r\n\x1a\n\x00\x01\xff',
        b'{"format":"other","entries":[]}',
        b'{"format":"handbook-log","version":2,"entries":[]}',
        b'null',
    ],
    'log-damaged': [
        b'{"format":"handbook-log","version":1,"entries":[{"id"',
        b'{"format":"handbook-log","version":1}',
        b'{"format":"handbook-log","version":1,'
        b'"entries":[{"id":"a","made":1,"changed":1,"fields":{"said":5}}]}',
        b'{"format":"handbook-log","version":1,"entries":[{"id":"a","made":1e300,"changed":1,"fields":{}}]}',
        b'{"format":"handbook-log","version":1,"entries":[{"made":1,"changed":1,"fields":{}}]}',
        b'{"format":"handbook-log","version":1,"entries":[null]}',
        b'x [when],x [said]\r\n1,"never closed',
        b'x [when],x [said]\r\n1,"a"b\r\n',
        b'x [when],x [said]\r\n1,2,3\r\n',
        b'x [when];x [said]\r\n1;"never closed',
    ],
}


@BOTH
def test_what_cannot_be_read_is_told_and_changes_nothing(phone, address, lang):
    page = tool_page(phone, address, lang, 'log')
    note(page, said='一')
    save(page)
    note(page, said='二')
    before = page.evaluate("localStorage.getItem('handbook-log')")
    for reason, texts in BAD.items():
        for text in texts:
            assert brought(page, text) == words(reason, lang), text
    page.click('#log summary')
    for reason, texts in BAD.items():
        page.fill('#log-paste', texts[1].decode())
        page.click('#log-take')
        assert said(page) == words(reason, lang) and page.input_value('#log-paste'), 'it can be mended'
    assert shown(page) == ['二', '一'] and page.locator('.entry small').count() == 1
    assert page.evaluate("localStorage.getItem('handbook-log')") == before
    assert phone.faults == []


def test_what_was_changed_since_the_backup_stays_beside_it(phone, address):
    page = tool_page(phone, address, '', 'log')
    note(page, said='原话')
    _, data = taken_out(page, '#log-json')
    page.click('.entry button >> nth=0')
    page.fill('#entry-said', '改了')
    for _ in range(2):
        brought(page, data)
        assert sorted(shown(page)) == ['原话', '改了']
    page.click('.entry:has-text("原话") button >> nth=1')
    save(page)
    brought(page, data)
    assert sorted(shown(page)) == ['原话', '改了'], 'what was deleted comes back out of a backup'


def test_five_hundred_entries_are_kept_shown_and_brought_back(phone, open_page, address):
    page = tool_page(phone, address, '', 'log')
    entries = [
        {
            'id': 'said' if number == 7 else f'a{number}',
            'made': number,
            'changed': number,
            'fields': {'when': 'x', 'said': f'{number}' * 100},
        }
        for number in range(500)
    ]
    data = json.dumps({'format': 'handbook-log', 'version': 1, 'entries': entries}).encode()
    assert brought(page, data) == words('log-taken', '').format(n=500, m=0)
    assert words('tool-saved', '')[-6:] in save(page)
    page.reload()
    assert shown(page) == [f'{number}' * 100 for number in range(499, -1, -1)]
    # an entry that has the name of a field
    page.click('.entry:nth-child(493) button >> nth=0')
    page.fill('#entry-said', '改')
    page.fill('#entry-said', '7' * 100)
    page.click('#log-form .keep button >> nth=0')
    note(page, said='又一条')
    assert page.locator('.entry strong').first.inner_text() == words('log-entry', '').format(n=501)
    _, table = taken_out(page, '#log-csv')
    other = tool_page(open_page(), address, '', 'log')
    assert brought(other, table) == words('log-taken', '').format(n=501, m=0)
    assert shown(other) == shown(page)


@BOTH
def test_the_text_has_what_was_written_the_oldest_first(phone, address, lang):
    page = tool_page(phone, address, lang, 'log')
    note(page, said='一', when='x')
    note(page, did='二\n三', when='y')
    name, data = taken_out(page, '[data-do=file]')
    assert name.endswith('.txt')
    first, second = data.decode('utf-8-sig').split('\n\n')
    assert first.split('\n')[0] == words('log-entry', lang).format(n=1) and first.endswith('一')
    assert len(first.split('\n')) == 3 and second.endswith('二\n三')
    assert page.input_value('#tool-text') == data.decode('utf-8-sig')


@BOTH
def test_a_photo_leaves_its_name_and_when_asked_its_hash(phone, address, lang):
    page = tool_page(phone, address, lang, 'log')
    data = bytes(range(256)) * 300
    page.click('#log-new')
    page.fill('#entry-proof', 'a.mp3')
    page.set_input_files('#log-file', {'name': '门口.jpg', 'mimeType': 'image/jpeg', 'buffer': data})
    mark = '; ' if lang else '；'
    assert page.input_value('#entry-proof') == f'a.mp3{mark}门口.jpg'
    page.click(f'text={words("log-hash", lang)}')
    page.locator('#tool-status', has_text=words('log-hash-done', lang)).wait_for()
    named = f'a.mp3{mark}门口.jpg{mark}SHA-256 门口.jpg {hashlib.sha256(data).hexdigest()}'
    assert page.input_value('#entry-proof') == named and shown(page) == [named]


@BOTH
def test_a_phone_that_cannot_reckon_a_hash_says_so(phone, address, lang):
    phone.page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined})")
    page = tool_page(phone, address, lang, 'log')
    page.click('#log-new')
    page.set_input_files('#log-file', {'name': 'a.jpg', 'mimeType': 'image/jpeg', 'buffer': b'a'})
    page.click(f'text={words("log-hash", lang)}')
    assert said(page) == words('log-hash-none', lang) and page.input_value('#entry-proof') == 'a.jpg'
    assert phone.faults == []
