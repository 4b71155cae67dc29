"""What makes files with a browser, with a stand-in for one: what it is asked for, what is then written."""

from __future__ import annotations

import http.server
import io
import json
import os
import shutil
import threading

import pytest
from PIL import Image
from small import here, small_project
from small_book import CARD, GOOD
from stand_in import Browser

from scripts import booklet, press, preview, settings, share
from scripts.book.model import LANGS
from scripts.book.read import load
from scripts.card import sheets as card_sheets
from scripts.card import text as card_text
from scripts.card.sheets import Form, Sheet
from scripts.check import card as check_card
from scripts.preview import Change
from scripts.settings import Fault

# a drawing may bring rules of its own
TEXT = '<style>a</style><p>x</p><svg><style>b</style></svg>'


def drawn(folder, form: Form, browser: Browser) -> list[tuple]:
    """What is done to the page by drawing a sheet of this form."""
    page = browser.new_page()
    press.draw(page, Sheet(form, TEXT), '@font-face{}', folder, '2026-11-24')
    return page.done[1:]


def test_a_sheet_becomes_a_pdf_of_the_day_in_print(tmp_path):
    done = drawn(tmp_path, Form('card', 'a4'), Browser())
    assert done == [
        ('sized', {'width': 794, 'height': 1123}),
        ('media', 'print'),
        ('shown', '<style>@font-face{}a</style><p>x</p><svg><style>b</style></svg>'),
        # what is measured before the font is there fits by chance
        ('asked', 'document.fonts.ready'),
        ('asked', press.FITS),
        ('printed', {'prefer_css_page_size': True, 'print_background': True, 'tagged': True}),
    ]
    assert [path.name for path in tmp_path.iterdir()] == ['card.pdf']
    said = (tmp_path / 'card.pdf').read_bytes()
    assert b'/CreationDate (D:20261124000000+00) /ModDate (D:20261124000000+00)' in said


def test_a_picture_has_the_size_of_its_form_and_four_greys(tmp_path):
    done = drawn(tmp_path, Form('lock', 'lock', pdf=False, png=True, size=(1080, 2400)), Browser())
    assert done[:2] == [('sized', {'width': 1080, 'height': 2400}), ('media', 'screen')]
    assert done[-1] == ('pictured', {'clip': {'x': 0, 'y': 0, 'width': 1080, 'height': 2400}})
    assert [path.name for path in tmp_path.iterdir()] == ['lock.png']
    with Image.open(tmp_path / 'lock.png') as picture:
        assert picture.mode == 'P' and picture.convert('L').getpixel((0, 0)) == 170
    # the whole sheet, where the form has no size of its own
    done = drawn(tmp_path, Form('a', 'a4', pdf=False, png=True), Browser())
    assert done[-1] == ('pictured', {'clip': {'x': 0, 'y': 0, 'width': 794, 'height': 1123}})


def test_greys_go_to_the_nearest_of_four():
    out = io.BytesIO()
    row = Image.new('L', (6, 1))
    row.putdata([0, 42, 43, 127, 128, 255])
    row.save(out, 'PNG')
    with Image.open(io.BytesIO(press.two_bit(out.getvalue()))) as made:
        assert [*made.convert('L').tobytes()] == [0, 0, 85, 85, 170, 255]


def test_what_does_not_fit_is_not_written(tmp_path, monkeypatch):
    browser = Browser({press.FITS: ['text runs out of its box: x', 'another']})
    with pytest.raises(Fault, match=r'^card does not fit \(text runs out of its box: x\): shorten') as told:
        drawn(tmp_path, Form('card', 'a4'), browser)
    assert told.value.status == 1
    with pytest.raises(Fault, match='card.pdf has 1 pages instead of 2: shorten') as told:
        drawn(tmp_path, Form('card', 'a4', pages=2), Browser())
    assert told.value.status == 1
    form = Form('card', 'a4', pdf=False, png=True)
    monkeypatch.setattr(press, 'two_bit', lambda png: b'0' * (200 * 1024 + 1))
    with pytest.raises(Fault, match=r'^card\.png has 201 KB instead of at most 200$') as told:
        drawn(tmp_path, form, Browser())
    assert told.value.status == 1 and not list(tmp_path.iterdir())
    monkeypatch.setattr(press, 'two_bit', lambda png: b'0' * (200 * 1024))
    drawn(tmp_path, form, Browser())
    assert [path.name for path in tmp_path.iterdir()] == ['card.png']


def test_a_browser_is_launched_and_closed_and_asked_for_by_name(monkeypatch):
    browser = Browser().instead(monkeypatch)
    monkeypatch.setattr(press.shutil, 'which', lambda name: name)
    with press.launched() as given:
        assert given is browser and browser.launched == ('/bin/sh', settings.BROWSER_ARGS)
    assert browser.closed
    monkeypatch.setattr(press.shutil, 'which', lambda name: None if name == 'fc-match' else name)
    with pytest.raises(Fault, match='install fonts-noto-cjk and fontconfig'), press.launched():
        pass
    monkeypatch.setattr(settings, 'browser', lambda: None)
    said = '^no browser: install chromium, or set CHROME=/path/to/chrome$'
    with pytest.raises(Fault, match=said) as told, press.launched():
        pass
    assert told.value.status == 2


@pytest.fixture
def carded(tmp_path, monkeypatch):
    """A small project with a card of three forms, the files of an earlier one, and a browser."""
    for tree in (GOOD, CARD):
        shutil.copytree(tree, tmp_path / 'project', dirs_exist_ok=True)
    forms = (
        Form('card-{lang}', 'a4'),
        Form('card-{lang}', 'a4 upright', pdf=False, png=True),
        Form('lock-{lang}', 'lock mine dark', pdf=False, png=True, size=card_sheets.UPRIGHT),
    )
    monkeypatch.setattr(card_sheets, 'FORMS', forms)
    monkeypatch.setattr(press.shutil, 'which', lambda name: name)
    monkeypatch.setattr(press.font, 'faces', lambda text: f'@font-face{{{len(text)}}}')
    monkeypatch.delenv('SITE_URL', raising=False)
    print_folder = tmp_path / 'project' / 'docs' / 'assets' / 'print'
    print_folder.mkdir()
    (print_folder / 'old.txt').touch()
    return tmp_path / 'project'


@pytest.mark.parametrize(
    'address, where, said',
    [
        ('', '', ''),
        (
            'https://example.org/handbook',
            'example.org/handbook/',
            ', with the address https://example.org/handbook: do not commit them',
        ),
    ],
)
def test_card_files_take_the_place_of_the_last_ones_with_what_they_were_made_from(
    carded, monkeypatch, capsys, address, where, said
):
    browser = Browser().instead(monkeypatch)
    browser.pdf += b'x' * 3000
    monkeypatch.setenv('SITE_URL', address)
    # a page that cannot be read stands on no card
    (carded / 'docs' / 'zh' / 'index.md').write_text('---\n: [\n---\n', encoding='utf-8')
    assert press.make(carded) == 0
    folder, book = carded / 'docs' / 'assets' / 'print', load(carded)
    sizes = {path.name: path.stat().st_size for path in folder.iterdir() if path.name != 'manifest.json'}
    assert sorted(sizes) == [
        f'{name}-{lang}.{kind}'
        for name, lang, kind in (
            *(('card', lang, kind) for lang in ('en', 'zh') for kind in ('pdf', 'png', 'txt')),
            ('lock', 'en', 'png'),
            ('lock', 'zh', 'png'),
        )
    ]
    assert capsys.readouterr().out == (
        f'8 files in docs/assets/print/, {sum(sizes.values()) // 1024} KB{said}\n'
    )
    # one line for each thing, so that a commit shows which files are others
    manifest = {
        'inputs': card_sheets.inputs(book),
        'address': address,
        'files': {
            name: {
                'bytes': size,
                'pages': int(name.endswith('pdf')),
                'sha256': card_sheets.hash_of(folder / name),
            }
            for name, size in sorted(sizes.items())
        },
    }
    text = (folder / 'manifest.json').read_text(encoding='utf-8')
    assert text == json.dumps(manifest, indent=1) + '\n'
    assert check_card.made(book) == []
    assert b'(D:20261124000000' in (folder / 'card-zh.pdf').read_bytes()
    for lang, home in (('zh', 'd/'), ('en', 'en/d/')):
        # Windows takes Chinese for something else without the mark
        raw = (folder / f'card-{lang}.txt').read_bytes()
        assert raw.startswith(b'\xef\xbb\xbf')
        assert raw.decode('utf-8-sig') == card_text.plain(book, lang, where and where + home)
    assert not list(carded.glob('.build-*')) and browser.closed


def test_paper_is_drawn_sharp_and_a_screen_in_its_own_points(carded, monkeypatch):
    browser = Browser().instead(monkeypatch)
    assert press.make(carded) == 0
    sharp, plain = browser.pages
    assert plain.done[0] == ('opened', {})
    # A4 is 210 mm wide, an inch is 25.4 mm
    across = 794 * sharp.done[0][1]['device_scale_factor']
    assert abs(across - 210 / 25.4 * 150) < 1
    kinds = {page: [what for how, what in page.done if how == 'media'] for page in browser.pages}
    assert kinds == {sharp: ['print'] * 4, plain: ['screen'] * 2}
    shown = [what for page in (sharp, plain) for how, what in page.done if how == 'shown']
    # one font for all documents, in each of them
    book = load(carded)
    documents = [sheet.html for lang in LANGS for sheet in card_sheets.sheets(book, lang, '')]
    font = f'<style>@font-face{{{sum(map(len, documents))}}}'
    assert sorted(shown) == sorted(text.replace('<style>', font, 1) for text in documents)


def test_data_that_cannot_be_read_or_a_page_too_many_leaves_the_last_cards(carded, monkeypatch, capsys):
    browser = Browser().instead(monkeypatch)
    browser.pdf *= 2
    with pytest.raises(Fault, match=r'^card-zh\.pdf has 2 pages instead of 1: shorten data/card\.yml$'):
        press.make(carded)
    # nothing of it stands on the card, but what is on it may come from there once it can be read
    (carded / 'data' / 'terms.yml').write_text('- {', encoding='utf-8')
    assert press.make(carded) == 1
    assert capsys.readouterr().out.startswith('data/terms.yml:2 DATA-2 broken YAML: ')
    assert [path.name for path in (carded / 'docs' / 'assets' / 'print').iterdir()] == ['old.txt']
    assert len(browser.pages) == 2 and not list(carded.glob('.build-*'))


def test_a_booklet_of_each_language_goes_to_dist_with_the_day(tmp_path, monkeypatch, capsys):
    root = small_project(tmp_path / 'project')
    assert here(root, 'build', AS_OF='2026-11-24').returncode == 0
    browser = Browser().instead(monkeypatch)
    browser.pdf += b'x' * 2048
    monkeypatch.setattr(press.shutil, 'which', lambda name: name)
    monkeypatch.setattr(booklet.font, 'faces', lambda text: '@font-face{}')
    monkeypatch.setenv('AS_OF', '2026-11-24')
    assert booklet.make(root) == 0
    assert capsys.readouterr().out == 'dist/booklet-en.pdf: 2 KB\ndist/booklet-zh.pdf: 2 KB\n'
    assert sorted(path.name for path in (root / 'dist').iterdir()) == ['booklet-en.pdf', 'booklet-zh.pdf']
    assert b'(D:20261124000000' in (root / 'dist' / 'booklet-zh.pdf').read_bytes()
    for page, lang in zip(browser.pages, ('zh-CN', 'en'), strict=True):
        assert f'lang="{lang}"' in page.done[1][1] and '@font-face{}' in page.done[1][1]
        assert page.done[2:] == [
            ('asked', 'document.fonts.ready'),
            ('printed', {'prefer_css_page_size': True, 'print_background': True, 'tagged': True}),
        ]
    assert not list(root.glob('.build-*'))


def test_pictures_are_taken_of_each_page_in_each_site_that_has_it(tmp_path, monkeypatch):
    sites = {side: tmp_path / side for side in ('before', 'after')}
    for side, site in sites.items():
        for slug in ('old', 'both', 'new'):
            if (side, slug) not in {('before', 'new'), ('after', 'old')}:
                (site / slug).mkdir(parents=True)
                (site / slug / 'index.html').write_text(f'{slug} {side}', encoding='utf-8')
    target = tmp_path / 'preview'
    target.mkdir()
    browser = Browser({'document.documentElement.scrollHeight': 900}).instead(monkeypatch)
    found = [Change('new/', 'new'), Change('both/', 'changed'), Change('old/', 'gone')]
    preview.pictures(sites, found, target)
    names = ['both-after.png', 'both-before.png', 'new-after.png', 'old-before.png']
    assert sorted(path.name for path in target.iterdir()) == names
    (page,) = browser.pages
    assert page.done[0] == ('opened', {'viewport': {'width': 360, 'height': 640}})
    went = [what for how, what in page.done if how == 'went']
    assert went == ['both before', 'old before', 'new after', 'both after'] and browser.closed
    clip = {'x': 0, 'y': 0, 'width': 360, 'height': 900}
    assert {str(what) for how, what in page.done if how == 'pictured'} == {
        str({'full_page': True, 'clip': clip})
    }
    browser.answers = {'document.documentElement.scrollHeight': preview.HEIGHT + 1}
    preview.pictures({'after': sites['after']}, found[:1], target)
    assert browser.pages[1].done[-1][1]['clip']['height'] == preview.HEIGHT


def test_a_server_of_the_pictures_ends_with_them(tmp_path, monkeypatch):
    (tmp_path / 'index.html').write_text('home', encoding='utf-8')
    asked: list[str] = []
    browser = Browser({'document.documentElement.scrollHeight': 1}).instead(monkeypatch)
    page = browser.new_page()
    monkeypatch.setattr(browser, 'new_page', lambda **_: page)
    go = page.goto
    monkeypatch.setattr(page, 'goto', lambda address: asked.append(address) or go(address))
    preview.pictures({'after': tmp_path}, [Change('', 'new')], tmp_path)
    with pytest.raises(OSError):
        go(asked[0])


def test_a_picture_for_chat_apps_is_drawn_in_each_language_as_long_as_it_fits_and_is_light(
    tmp_path, monkeypatch, capsys
):
    root = small_project(tmp_path / 'project')
    book, browser = load(root), Browser().instead(monkeypatch)
    monkeypatch.setattr(press.shutil, 'which', lambda name: name)
    monkeypatch.setattr(share.font, 'faces', lambda text: '@font-face{}')
    made = share.draw(book)
    (page,) = browser.pages
    assert page.done[0] == ('opened', {'viewport': {'width': 1200, 'height': 630}, 'color_scheme': 'light'})
    shown = [what for how, what in page.done if how == 'shown']
    assert ['lang="zh-CN"' in shown[0], 'lang="en"' in shown[1]] == [True, True]
    assert all('<style>@font-face{}' in text for text in shown)
    # nothing is measured or pictured before its letters are there
    asked = [('asked', 'document.fonts.ready'), ('asked', press.FITS), ('pictured', {})]
    assert page.done[2:5] == page.done[6:] == asked
    for lang in ('zh', 'en'):
        with Image.open(io.BytesIO(made[lang])) as picture:
            assert picture.text == {'inputs': share.inputs(book, lang)}
    lightest = min(map(len, made.values()))
    monkeypatch.setattr(share, 'LARGEST', lightest - 1)
    with pytest.raises(Fault, match='has 1 KB instead of at most 0') as told:
        share.draw(book)
    assert told.value.status == 1
    monkeypatch.setattr(share, 'LARGEST', max(map(len, made.values())))
    # for everybody to read, whatever the umask
    before = os.umask(0o077)
    try:
        assert share.make(root) == 0
    finally:
        os.umask(before)
    weights = [f'share-{lang}.png {len(made[lang]) / 1024:.1f} KB' for lang in ('zh', 'en')]
    assert capsys.readouterr().out == f'docs/assets/: {weights[0]}, {weights[1]}\n'
    for lang in ('zh', 'en'):
        assert share.picture(book, lang).read_bytes() == made[lang]
        assert share.picture(book, lang).stat().st_mode & 0o777 == 0o644
    browser.answers = {press.FITS: ['text over other text']}
    with pytest.raises(
        Fault, match=r'^share-zh.png does not fit \(text over other text\): shorten title'
    ) as told:
        share.draw(book)
    assert told.value.status == 1


def test_a_picture_for_chat_apps_has_few_colours_and_is_packed_as_tightly_as_can_be():
    out = io.BytesIO()
    grey = Image.linear_gradient('L').resize((96, 96))
    rainbow = Image.merge('RGB', [grey.rotate(90 * turn) for turn in range(3)])
    rainbow.save(out, 'PNG')
    made = share.small(out.getvalue(), 'x')
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.size == rainbow.size and len(picture.getcolors()) == 32
        tight = io.BytesIO()
        picture.save(tight, 'PNG', optimize=True)
    # what it carries beside the picture: a name, its value, and the frame of both
    assert len(made) <= len(tight.getvalue()) + len('inputs') + len('\0x') + 12


@pytest.fixture
def both(tmp_path, monkeypatch):
    """A project whose every page differs from another commit's: more than anybody looks at."""
    many = [f'p{number:02}/' for number in range(preview.MOST + 1)]
    for side, slugs in (('site', ['', *many]), ('commit/site', ['', *many[1:]])):
        for slug in slugs:
            (tmp_path / side / slug).mkdir(parents=True, exist_ok=True)
            (tmp_path / side / slug / 'index.html').write_text(f'{side} 门', encoding='utf-8')
    (tmp_path / 'preview').mkdir()
    (tmp_path / 'preview' / 'of-yesterday.png').touch()
    monkeypatch.setenv('AS_OF', '2026-11-24')
    monkeypatch.setattr(preview.build, 'build', lambda root: 0)

    def commit_site(root, commit, own, day):
        assert (root, commit, day) == (tmp_path, 'HEAD~1', '2026-11-24') and own.parent == root
        return root / 'commit' / 'site'

    monkeypatch.setattr(preview, 'commit_site', commit_site)
    words = ['- new: `/p00/`', '- changed: `/`', *(f'- changed: `/{slug}`' for slug in many[1:])]
    return tmp_path, '## Pages that this change touches\n\n' + '\n'.join(words) + '\n'


def test_a_preview_has_every_page_in_its_list_and_the_first_ones_in_pictures(both, monkeypatch, capsys):
    root, listed = both
    browser = Browser({'document.documentElement.scrollHeight': 900}).instead(monkeypatch)
    assert preview.make(root, 'HEAD~1') == 0
    assert capsys.readouterr() == (listed, '')
    made = {path.name: path.read_bytes() for path in (root / 'preview').iterdir()}
    assert made.pop('list.md').decode() == listed
    shown = made.pop('index.html').decode()
    assert shown.count('<th colspan="2">') == preview.MOST and shown.count('<img') == len(made)
    # a new page has no picture of before, the last pages have none at all
    names = ['home', *(f'p{number:02}' for number in range(1, preview.MOST - 1))]
    sides = [f'{name}-{side}.png' for name in names for side in ('before', 'after')]
    assert sorted(made) == sorted(['p00-after.png', *sides])
    went = [what for how, what in browser.pages[0].done if how == 'went']
    assert went == ['commit/site 门'] * len(names) + ['site 门'] * (len(names) + 1)
    assert not list(root.glob('.build-*'))


def test_a_preview_without_a_browser_is_the_list_alone(both, monkeypatch, capsys):
    root, listed = both
    monkeypatch.setenv('CHROME', '/nowhere')
    assert preview.make(root, 'HEAD~1') == 0
    assert capsys.readouterr() == (listed, 'no browser here (CHROME), so there are no pictures\n')
    assert [path.name for path in (root / 'preview').iterdir()] == ['list.md']


def test_a_preview_of_sources_with_faults_leaves_the_last_one(both, monkeypatch, capsys):
    root, _ = both
    monkeypatch.setattr(preview.build, 'build', lambda root: 1)
    assert preview.make(root, 'HEAD~1') == 1 and capsys.readouterr().out == ''
    assert [path.name for path in (root / 'preview').iterdir()] == ['of-yesterday.png']


def test_a_browser_that_fails_leaves_nothing_for_which_the_command_would_wait(both, monkeypatch):
    root, _ = both
    Browser().instead(monkeypatch)
    before, servers, real = threading.enumerate(), [], http.server.ThreadingHTTPServer
    monkeypatch.setattr(
        http.server, 'ThreadingHTTPServer', lambda *words: servers.append(real(*words)) or servers[-1]
    )
    # it does not say how high the page is
    with pytest.raises(TypeError):
        preview.make(root, 'HEAD~1')
    waits = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for server in servers:
        server.shutdown()
    assert len(servers) == 1 and waits == []
