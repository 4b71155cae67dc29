"""The picture that a chat app shows beside a link: what stands on it, how it is made and kept."""

from __future__ import annotations

import pytest
from PIL import Image
from small import change, small_project
from small_book import put, small

from scripts import share
from scripts.book.model import LANGS
from scripts.book.words import debt_word
from scripts.settings import Fault


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
    tree = small_project(tmp_path / 'tree')
    pictures = [tree / 'docs' / 'assets' / f'share-{lang}.png' for lang in LANGS]
    for picture in pictures:
        picture.write_bytes(b'the last good picture')
    monkeypatch.setenv('CHROME', str(tree / 'no-browser'))
    with pytest.raises(Fault, match='^no browser: ') as fault:
        share.make(tree)
    assert fault.value.status == 2
    change(tree, 'docs/en/index.md', 'What to do when', 'What debt to pay when')
    monkeypatch.setattr(share.check, 'structure', lambda book: [])
    with pytest.raises(Fault, match='the debt word "debt" would stand beside every link') as fault:
        share.make(tree)
    assert fault.value.status == 1
    tokens = tree / 'docs' / 'assets' / 'css' / 'tokens.css'
    tokens.write_text(tokens.read_text(encoding='utf-8').replace('--band:', '--bar:'), encoding='utf-8')
    with pytest.raises(Fault, match='tokens.css has no --band'):
        share.document(share.load(tree), 'zh')
    assert {picture.read_bytes() for picture in pictures} == {b'the last good picture'}


def test_nothing_is_drawn_from_a_book_with_faults(monkeypatch, capsys):
    book = small()
    put(book, '[字](none.md)')
    monkeypatch.setattr(share, 'load', lambda _: book)
    monkeypatch.setattr(share, 'draw', lambda _: pytest.fail('it goes on'))
    assert share.make(book.root) == 1
    assert 'docs/zh/now/new.md:9 LNK-1 ' in capsys.readouterr().out
