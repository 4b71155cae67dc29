"""The booklet of the door pages, printed from the real site: all of it, and no mark that leads nowhere."""

from __future__ import annotations

import re
import subprocess
import sys

import lxml.html
import pytest
from project import copied

from scripts import booklet
from scripts.book.model import BASES, LANGS
from scripts.book.words import listed
from scripts.settings import Fault


def squeezed(text: str) -> str:
    return re.sub(r'\W+', '', text)


@pytest.fixture(scope='module')
def printed(site, tmp_path_factory):
    """The folder with both booklets of the built site."""
    root = copied(tmp_path_factory.mktemp('booklet'), scripts=True)
    (root / 'site').symlink_to(site)
    # in a process of its own, as the tests have a browser open
    done = subprocess.run(
        [sys.executable, '-m', 'scripts', 'booklet'], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and re.findall(r'^dist/(\S+): ', done.stdout, re.M) == [
        'booklet-en.pdf',
        'booklet-zh.pdf',
    ], done.stderr
    return root / 'dist'


@pytest.mark.parametrize('lang', LANGS)
def test_every_sentence_of_its_pages_is_on_paper_but_no_mark(printed, site, book, lang):
    said = subprocess.run(
        ['pdftotext', printed / f'booklet-{lang}.pdf', '-'], capture_output=True, text=True, check=True
    ).stdout
    paper = squeezed(said)
    tree = lxml.html.parse(str(site / BASES[lang] / 'offline' / 'index.html'))
    # the card has its own tests, and its lines their own order on paper
    for node in tree.xpath('//sup | //summary | //div[@class="footnote" or @class="door-card"]'):
        node.drop_tree()
    # a line may be cut by a page, so its first signs will do
    lines = [
        squeezed(node.text_content())[:12]
        for node in tree.xpath('//article//section//*[self::h2 or self::li]')
    ]
    assert len(lines) > 150 and [line for line in lines if line not in paper] == []
    assert book.as_of in said
    basis = book.text('basis', lang)
    assert f'\n{basis}\n' not in said and '⁠' not in said


@pytest.mark.parametrize('lang', LANGS)
def test_each_page_begins_on_a_sheet_of_its_own_in_small_fonts(printed, book, lang):
    path = printed / f'booklet-{lang}.pdf'
    assert path.stat().st_size < 1500 * 1024
    told = subprocess.run(['pdfinfo', path], capture_output=True, text=True, check=True).stdout
    assert re.search(r'Page size: .* \(A5\)', told) and re.search(r'Tagged: +yes', told)
    sheets = subprocess.run(
        ['pdftotext', path, '-'], capture_output=True, text=True, check=True
    ).stdout.split('\f')
    heads = [squeezed(sheet) for sheet in sheets]
    slugs = [slug for slug in listed(book, 'roles', 'bundled') if (lang, slug) in book.pages]
    titles = [squeezed(book.pages[lang, slug].meta['title'])[:12] for slug in slugs]
    # the first follows the title of the booklet
    assert [title for title in titles[1:] if not any(head.startswith(title) for head in heads)] == []
    fonts = subprocess.run(['pdffonts', path], capture_output=True, text=True, check=True).stdout
    assert 'NotoSansCJKsc-Regular' in fonts and fonts.count('Type 3') <= 3


def test_marks_and_folded_parts_are_left_out_and_the_letters_are_those_of_the_rest(monkeypatch):
    monkeypatch.setattr(booklet.font, 'faces', lambda text: f'/* {"".join(text.split())} */')
    page = (
        '<html><head><meta http-equiv="x"><title>甲</title></head><body><p>乙<sup>1</sup>丙</p>'
        '<details class="fold"><sup>2</sup>丁</details><details>戊</details><div class="footnote">己</div>'
    )
    said = booklet.document(page)
    tree = lxml.html.document_fromstring(said)
    assert tree.xpath('string(//style)').startswith('/* 甲乙丙戊 */@page { size: A5; margin: 12mm; } ')
    assert tree.text_content().endswith('乙丙戊') and not tree.xpath('//meta[@http-equiv]')
    assert said.startswith('<!doctype html>\n<html><head><title>')


def test_without_a_site_the_last_ones_stay(tmp_path):
    root = copied(tmp_path)
    (root / 'dist').mkdir()
    (root / 'dist' / 'booklet-zh.pdf').write_bytes(b'last')
    with pytest.raises(Fault, match='run make build first'):
        booklet.make(root)
    assert (root / 'dist' / 'booklet-zh.pdf').read_bytes() == b'last'
