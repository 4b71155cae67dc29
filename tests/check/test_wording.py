"""Which links say where they lead, and which words of a page speak of dying: both sides of each rule."""

from __future__ import annotations

import pytest
import small_book
from project import handbook

from scripts.book.markdown import Block
from scripts.check import safety, wording

BOOK = handbook()


@pytest.mark.parametrize(
    'said, target, lang, does',
    [
        ('打110怎么说', '报警怎么说', 'zh', True),
        ('这一页', '报警怎么说', 'zh', False),
        ('说怎', '报警怎么说', 'zh', False),
        ('“报警”', '打110报警', 'zh', True),
        ('calling the police', 'Police at the door', 'en', True),
        ('policing', 'Police at the door', 'en', True),
        ('what to do at the page', 'Police at the door', 'en', False),
        ('who we are', 'Who we are, and can you trust this', 'en', True),
        ('', 'Police', 'en', False),
    ],
)
def test_a_link_meets_its_target(said, target, lang, does):
    assert wording.meet(said, target, lang) is does


@pytest.mark.parametrize(
    'text, lang, word',
    [
        ('他说不想活了', 'zh', '不想活'),
        ('人去世了，债怎么办', 'zh', '去世'),
        ('留了一封遗书', 'zh', '遗书'),
        ('死缠着不走', 'zh', ''),
        ('锁死门', 'zh', ''),
        ('They want to die', 'en', 'want to die'),
        ('If the borrower died, heirs pay', 'en', 'died'),
        ('after a death', 'en', 'death'),
        ('[不想活了](help/index.md)', 'zh', ''),
        ('before you hurt yourself', 'en', 'hurt yourself'),
        ('the deadline is near', 'en', ''),
        ('nobody may hurt you', 'en', ''),
    ],
)
def test_what_speaks_of_dying(text, lang, word):
    page = BOOK.pages[lang, 'now/']
    assert safety.said(BOOK, page, Block('para', 9, text)) == word
    assert safety.said(BOOK, page, Block('item', 9, text, inside='call110')) == ''


@pytest.mark.parametrize('sound, told', [(True, 2), (False, 1)])
def test_what_cannot_be_drawn_is_not_missed_in_a_link_but_all_else_is(sound, told):
    """A fault of the data keeps headings from being drawn; a link to one is not judged until they are."""
    book = small_book.small()
    book.sound = sound
    body = '[乱七八糟](claims.md)\n\n[乱七八糟](../help/index.md#group-danger)'
    page = small_book.put(book, body)
    found = list(wording.links(book, page))
    assert [problem.rule for problem in found] == ['WORD-1'] * told and found[0].line == 9
