"""Outside addresses, visited on a server of this machine that answers in every way they may."""

from __future__ import annotations

import concurrent.futures
import http.server
import shutil
import ssl
import subprocess
import threading
import time
from typing import NamedTuple

import pytest
from small_book import small

from scripts import outside
from scripts.outside import Verdict
from scripts.settings import Fault

MOVES = {'/moved': '/new', '/for-now': '/new', '/chain': '/for-now', '/loop': '/loop', '/home': '/'}


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by its path; its server remembers what was asked for, and when."""

    def do_GET(self):
        self.server.asked.append((time.monotonic(), self.path))
        if self.path == '/robots.txt':
            return self.answer(200, b'User-agent: *\nDisallow: /private\n', 'text/plain')
        if self.path in MOVES:
            return self.answer(302 if self.path == '/for-now' else 301)
        if self.path == '/slow':
            time.sleep(1.5)
        code = self.path.strip('/')
        # a link on the page: what it leads to is none of our business
        return self.answer(int(code) if code.isdigit() else 200, b'<a href="/linked">x</a>')

    def answer(self, code: int, body: bytes = b'', kind: str = 'text/html'):
        try:
            self.send_response(code)
            self.send_header('Content-Type', kind)
            if self.path in MOVES:
                self.send_header('Location', MOVES[self.path])
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            # whoever asked has given up
            pass

    def log_message(self, *_):
        pass


def serving(context=None):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    server.asked = []
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


@pytest.fixture(scope='module')
def untrusted(tmp_path_factory):
    """A host with a certificate that nobody signed."""
    if not shutil.which('openssl'):
        pytest.skip('no openssl to make a certificate with')
    pem = tmp_path_factory.mktemp('pem') / 'own.pem'
    words = 'openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1'.split()
    subprocess.run([*words, '-keyout', pem, '-out', f'{pem}.crt'], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f'{pem}.crt', pem)
    server = serving(context)
    yield f'https://127.0.0.1:{server.server_port}'
    server.shutdown()


class Visit(NamedTuple):
    """A visit that is over: the host's address, the verdicts by path, each path asked for with its moment."""

    host: str
    told: dict[str, Verdict]
    asked: list[tuple[float, str]]

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]


@pytest.fixture(scope='module')
def visits(untrusted):
    """Visits by name, each to a host of its own and all at the same time: most of it is waiting."""

    def once(host: str) -> dict:
        paths = ('/fine', *MOVES), ('/404', '/410', '/403', '/429', '/500'), ('/slow', '/private/a')
        some = [[host + path for path in these] for these in paths]
        some[2] += [f'{untrusted}/fine', f'{host}1/x']
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            first, second, third = pool.map(lambda these: outside.visited(these, 1, 100), some)
        return first | second | third

    def slowly(host: str) -> dict:
        return outside.visited([f'{host}/{name}' for name in 'abc'], 1, 5)

    def visit(how) -> Visit:
        server = serving()
        host = f'http://127.0.0.1:{server.server_port}'
        told = {
            address.replace(host, '').replace(untrusted, 'bad:'): value
            for address, value in how(host).items()
        }
        server.shutdown()
        return Visit(host, told, server.asked)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return dict(zip(('once', 'slowly'), pool.map(visit, (once, slowly)), strict=True))


@pytest.fixture(scope='module')
def found(visits):
    """The verdicts of one visit, by path."""
    return visits['once'].told


def test_what_answers_is_fine_where_it_is_and_what_sends_on_for_this_once_too(found):
    assert found['/fine'] == found['/for-now'] == Verdict('fine', '')


def test_what_moved_for_good_names_its_new_address_and_no_further_one(found, visits):
    host = visits['once'].host
    assert found['/moved'] == Verdict('moved', f'{host}/new')
    assert found['/chain'] == Verdict('moved', f'{host}/for-now')


def test_what_leads_to_a_front_page_may_be_gone(found):
    assert found['/home'].kind == 'unsure' and 'front page' in found['/home'].why


@pytest.mark.parametrize('path', ['/404', '/410'])
def test_only_an_answer_that_says_so_is_gone(found, path):
    assert found[path].kind == 'gone' and found[path].why.startswith(path[1:])


@pytest.mark.parametrize(
    'path, why',
    [
        ('/403', '403'),
        ('/429', '429'),
        ('/500', '500'),
        ('/slow', 'Timeout'),
        ('/loop', 'TooManyRedirects'),
        ('bad:/fine', 'SSLError'),
        ('/private/a', 'robots.txt'),
    ],
)
def test_what_a_person_may_still_reach_is_unsure(found, path, why):
    assert found[path].kind == 'unsure' and why in found[path].why and len(found[path].why) <= 120


def test_a_host_that_is_not_there_is_unsure(found):
    (told,) = (value for key, value in found.items() if key.endswith('1/x'))
    assert told.kind == 'unsure'


def test_a_visit_asks_robots_first_goes_nowhere_else(visits):
    paths = visits['once'].paths
    assert paths[0] == '/robots.txt'
    assert not {'/linked', '/private/a'} & set(paths)
    assert paths.count('/404') == 1


def test_one_host_is_not_asked_faster_than_its_pace(visits):
    at = [moment for moment, path in visits['slowly'].asked if path != '/robots.txt']
    assert len(at) == 3 and all(later - earlier >= 0.15 for earlier, later in zip(at, at[1:], strict=False))


def test_what_may_pass_is_asked_again_after_a_pause_and_what_is_sure_is_not(monkeypatch):
    asked, pauses = [], []
    answers = {'busy': ['503', '503', 'ok'], 'down': ['500'] * 3, 'gone': ['404'], 'private': ['robots.txt']}
    kinds = {'ok': 'fine', '404': 'gone'}

    def visited(addresses, timeout, pace):
        assert (timeout, pace) == (1, 100)
        asked.append([*addresses])
        whys = [answers[address].pop(0) for address in addresses]
        return {
            address: Verdict(kinds.get(why, 'unsure'), why)
            for address, why in zip(addresses, whys, strict=True)
        }

    monkeypatch.setattr(outside, 'visited', visited)
    told = outside.check([*answers], 1, 100, lambda: pauses.append(1))
    assert [told[address].why for address in ('busy', 'down', 'gone', 'private')] == [
        'ok',
        '500',
        '404',
        'robots.txt',
    ]
    assert asked == [['busy', 'down', 'gone', 'private'], ['busy', 'down'], ['busy', 'down']]
    assert len(pauses) == outside.AGAIN == 2
    assert outside.check([]) == {} and len(asked) == 3


def row(**values) -> dict:
    return {
        'urlname': 'https://a.example/x',
        'result': '200 OK',
        'warningstring': '',
        'infostring': '',
        'valid': 'True',
        **values,
    }


@pytest.mark.parametrize(
    'hops, told',
    [
        ([('https://b.example/x', '308')], Verdict('moved', 'https://b.example/x')),
        ([('https://b.example/x', '307'), ('https://c.example/x', '301')], Verdict('fine', '')),
        (
            [('https://b.example/', '301'), ('https://b.example/y', '301')],
            Verdict('moved', 'https://b.example/y'),
        ),
        ([('https://b.example/x', '301'), ('https://a.example/x', '301')], Verdict('fine', '')),
    ],
)
def test_the_new_address_is_the_last_that_holds_for_good(hops, told):
    lines = '\n'.join(f"Redirected to `{to}' status: {code} x." for to, code in hops)
    assert outside.verdict(row(warningstring=lines)) == told


@pytest.mark.parametrize(
    'values, told',
    [
        (
            {'infostring': 'Access denied by robots.txt, checked only syntax.'},
            Verdict('unsure', 'robots.txt asks programs not to come: look by hand'),
        ),
        ({'result': '410 Gone', 'valid': 'False'}, Verdict('gone', '410 Gone')),
        ({'result': '503 Busy', 'valid': 'False'}, Verdict('unsure', '503 Busy')),
        ({'result': '429 Too Many Requests'}, Verdict('unsure', '429 Too Many Requests')),
        ({'result': '', 'valid': 'False'}, Verdict('unsure', 'no answer')),
        # what a program says of its troubles may be long, and the rest of a line is about the address
        ({'result': 'word ' * 19 + 'words', 'valid': 'False'}, Verdict('unsure', 'word ' * 19 + 'words')),
        ({'result': 'word ' * 19 + 'words!', 'valid': 'False'}, Verdict('unsure', 'word ' * 19 + '…')),
    ],
)
def test_what_is_told_says_what_was_answered(values, told):
    assert outside.verdict(row(**values)) == told


@pytest.mark.parametrize(
    'address, to, told',
    [
        ('https://a.example/', 'https://b.example/', Verdict('moved', 'https://b.example/')),
        ('https://a.example', 'https://b.example', Verdict('moved', 'https://b.example')),
        (
            'https://a.example/x',
            'https://b.example',
            Verdict('unsure', 'leads to a front page, https://b.example: the text may be gone'),
        ),
        (
            'https://a.example/x',
            'https://a.example/',
            Verdict('unsure', 'leads to a front page, https://a.example/: the text may be gone'),
        ),
    ],
)
def test_only_of_a_front_page_another_front_page_is_the_new_address(address, to, told):
    assert outside.moved(address, [(to, '301')]) == told


def test_a_moved_address_that_is_gone_is_gone():
    lines = "Redirected to `https://b.example/x' status: 301 x."
    assert outside.verdict(row(warningstring=lines, result='404 Not Found', valid='False')).kind == 'gone'


@pytest.mark.parametrize('kind, status', [('fine', 0), ('unsure', 0), ('moved', 1), ('gone', 1)])
def test_a_report_names_file_and_line_and_ends_with_1_where_somebody_must_act(
    monkeypatch, capsys, kind, status
):
    book = small()
    monkeypatch.setattr(outside, 'check', lambda found, **_: dict.fromkeys(found, Verdict(kind, 'why')))
    assert outside.report(book) == status
    lines = capsys.readouterr().out.splitlines()
    line = book.data['sources'][0].line_of('url')
    assert lines[:-1] == (
        [] if kind == 'fine' else [f'data/sources.yml:{line} {kind} https://law.example.org/a: why']
    )
    assert lines[-1].startswith('1 addresses: ') and (f'1 {kind}' in lines[-1]) == (kind != 'fine')


def test_a_checker_that_does_not_run_is_no_clean_report(monkeypatch):
    monkeypatch.setattr(outside.sys, 'executable', '/bin/false')
    with pytest.raises(Fault, match='LinkChecker told of 0 of 1 addresses: it said nothing$'):
        outside.visited(['http://127.0.0.1/fine'], 1, 100)


def test_a_checker_whose_words_are_no_utf_8_is_read_all_the_same(monkeypatch, tmp_path):
    checker = tmp_path / 'checker'
    checker.write_text("#!/bin/sh\nprintf 'no\\377way' >&2\n", encoding='utf-8')
    checker.chmod(0o755)
    monkeypatch.setattr(outside.sys, 'executable', str(checker))
    with pytest.raises(Fault, match='told of 0 of 1 addresses: no\ufffdway'):
        outside.visited(['http://127.0.0.1/fine'], 1, 100)


def test_a_checker_is_asked_in_the_language_that_is_understood(monkeypatch, tmp_path):
    checker = tmp_path / 'checker'
    checker.write_text(
        '#!/bin/sh\necho first >&2\necho "$LANGUAGE $LC_ALL $1 $2 $3 ${4##*/} $5" >&2\n', encoding='utf-8'
    )
    checker.chmod(0o755)
    monkeypatch.setattr(outside.sys, 'executable', str(checker))
    monkeypatch.setenv('LANGUAGE', 'zh_CN')
    monkeypatch.setenv('LC_ALL', 'zh_CN.UTF-8')
    said = r'addresses: C C\.UTF-8 -m linkcheck --config linkcheckerrc --stdin$'
    with pytest.raises(Fault, match=said):
        outside.visited(['http://127.0.0.1/fine'], 1, 100)
