"""What a chat app can show of a link: with SITE_URL a page's title, words, picture, without it nothing."""

from __future__ import annotations

import lxml.html
import pytest
from PIL import Image
from project import copied

from scripts import build as building
from scripts import share
from scripts.book.model import LANGS, TAGS
from scripts.book.words import debt_word, has_role
from scripts.finish import path_of
from scripts.settings import Fault

# a folder below the host, so that an address put together wrongly shows
BASE = 'https://handbook.example/door'
QUOTED = 'Say "no" & <wait> for \'them\'.'


def built(folder, site_url: str):
    """A copy of the project, built with this SITE_URL; one English page has marks in its description."""
    tree = copied(folder)
    page = tree / 'docs' / 'en' / 'now' / 'say.md'
    lines = page.read_text(encoding='utf-8').split('\n')
    number = next(n for n, line in enumerate(lines) if line.startswith('description: '))
    lines[number] = "description: '" + QUOTED.replace("'", "''") + "'"
    page.write_text('\n'.join(lines), encoding='utf-8')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv('AS_OF', '2026-11-24')
        patch.delenv('REPO_URL', raising=False)
        patch.setenv('SITE_URL', site_url)
        assert building.build(tree) == 0
    return tree / 'site'


@pytest.fixture(scope='module')
def public(tmp_path_factory):
    return built(tmp_path_factory.mktemp('public'), BASE + '/')


@pytest.fixture(scope='module')
def private(tmp_path_factory):
    return built(tmp_path_factory.mktemp('private'), '')


def heads(site) -> dict:
    """The head of every built page by its file."""
    pages = {path.relative_to(site).as_posix(): lxml.html.parse(str(path)) for path in site.rglob('*.html')}
    return {file: tree.getroot().head for file, tree in pages.items()}


def told(head) -> dict[str, str]:
    """What the og: elements of a head say. None stands twice."""
    nodes = head.xpath('meta[starts-with(@property, "og:")]')
    pairs = [(node.get('property'), node.get('content')) for node in nodes]
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def address(page) -> str:
    return f'{BASE}/{path_of(page).removesuffix("index.html")}'


def test_every_page_tells_its_title_words_and_picture(book, public):
    all_heads = heads(public)
    for page in book.pages.values():
        head = all_heads[path_of(page)]
        said = told(head)
        description = QUOTED if page.key == ('en', 'now/say/') else page.meta['description']
        assert said['og:title'] == (page.meta.get('tab') or page.meta['title']), page.file
        assert said['og:description'] == description, page.file
        assert head.xpath('string(meta[@name="description"]/@content)') == description, page.file
        assert said['og:image'] == f'{BASE}/assets/share-{page.lang}.png', page.file
        assert (public / said['og:image'].removeprefix(f'{BASE}/')).is_file(), page.file


def test_every_page_tells_its_address_and_its_twin(book, public):
    all_heads = heads(public)
    for page in book.pages.values():
        head = all_heads[path_of(page)]
        assert head.xpath('link[@rel="canonical"]/@href') == [address(page)], page.file
        twins = {TAGS[lang]: address(book.pages[(lang, page.slug)]) for lang in LANGS}
        links = head.xpath('link[@rel="alternate"]')
        assert {link.get('hreflang'): link.get('href') for link in links} == twins, page.file
        assert len(links) == 2, page.file


def test_addresses_as_they_are_written(public):
    for file, own, other in [
        ('index.html', '', 'en/'),
        ('now/say/index.html', 'now/say/', 'en/now/say/'),
        ('en/visit/after/index.html', 'en/visit/after/', 'visit/after/'),
    ]:
        head = heads(public)[file]
        assert head.xpath('link[@rel="canonical"]/@href') == [f'{BASE}/{own}']
        assert f'{BASE}/{other}' in head.xpath('link[@rel="alternate"]/@href')


def test_a_mark_in_a_description_is_escaped(public):
    text = (public / 'en' / 'now' / 'say' / 'index.html').read_text(encoding='utf-8')
    assert 'content="Say "no"' not in text and text.count('content="Say &quot;no&quot; &amp; ') == 1


def test_neutral_pages_give_nobody_away(book, public):
    all_heads = heads(public)
    neutral = [page for page in book.pages.values() if has_role(book, page.slug, 'neutral')]
    assert len(neutral) > 10
    for page in neutral:
        said = told(all_heads[path_of(page)])
        assert not debt_word(book, said['og:title'] + said['og:description']), page.file


def test_without_an_address_there_is_nothing_to_show(private):
    assert not list(private.glob('assets/share-*'))
    for file, head in heads(private).items():
        assert not told(head) and not head.xpath('link[@rel="canonical" or @rel="alternate"]'), file


def test_no_page_holds_json_ld(public, private):
    for site in (public, private):
        for path in site.rglob('*.html'):
            assert not lxml.html.parse(str(path)).xpath('//script[contains(@type, "ld+json")]'), path.name


@pytest.mark.parametrize('lang', LANGS)
def test_the_picture_is_small_and_not_older_than_its_words(book, lang):
    path = share.picture(book, lang)
    picture = Image.open(path)
    assert picture.size == share.SIZE and picture.mode == 'P'
    assert path.stat().st_size <= share.LARGEST
    assert not debt_word(book, ' '.join(share.words(book, lang)) + path.name)
    assert picture.info.get('inputs') == share.inputs(book, lang), (
        f'{path.name} is older than what it is drawn from: run make share, look at it, and commit it'
    )


def test_what_stands_on_the_picture_comes_from_the_home_page(book):
    assert share.words(book, 'en') == (
        'The Doorstep Handbook',
        'Someone at the door?',
        'What to do first, what to say, which number to call.',
    )
    assert all(text in share.document(book, 'zh') for text in share.words(book, 'zh'))


def test_on_a_fault_the_pictures_stay(tmp_path, monkeypatch):
    tree = copied(tmp_path)
    pictures = sorted((tree / 'docs' / 'assets').glob('share-*.png'))
    for picture in pictures:
        picture.write_bytes(b'the last good picture')
    monkeypatch.setenv('CHROME', str(tree / 'no-browser'))
    with pytest.raises(Fault, match='^no browser: ') as fault:
        share.make(tree)
    assert fault.value.status == 2
    home = tree / 'docs' / 'en' / 'index.md'
    text = home.read_text(encoding='utf-8').replace('which number to call.', 'which loan to pay.', 1)
    home.write_text(text, encoding='utf-8')
    monkeypatch.setattr(share.check, 'structure', lambda book: [])
    with pytest.raises(Fault, match='the debt word "loan" would stand beside every link') as fault:
        share.make(tree)
    assert fault.value.status == 1
    tokens = tree / 'docs' / 'assets' / 'css' / 'tokens.css'
    tokens.write_text(tokens.read_text(encoding='utf-8').replace('--band:', '--bar:'), encoding='utf-8')
    with pytest.raises(Fault, match='tokens.css has no --band'):
        share.document(share.load(tree), 'zh')
    assert len(pictures) == 2 and {picture.read_bytes() for picture in pictures} == {b'the last good picture'}
