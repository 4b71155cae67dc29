"""The telephone numbers as drawn: groups, rows, the numbers that lead, the line for whoever cannot go on."""

from __future__ import annotations

import re

from small_book import small

from scripts import draw


def drawn(book, name: str, lang: str = 'zh', word: str = '') -> str:
    """What a drawing gives on the page help/."""
    return draw.DRAWINGS[name](book, book.pages[lang, 'help/'], word)


def test_numbers_of_one_group_alone():
    book = small()
    text = drawn(book, 'hotlines', word='law')
    assert re.findall(r'\{ #([a-z-]+) \}', text) == ['group-law'] and text.count('\n- ') == 1
    assert re.findall(r'#group-([a-z]+)', drawn(book, 'hotlines')) == ['danger', 'law']
    assert drawn(book, 'hotlines', word='nothing') == ''


def test_a_number_that_no_phone_dials_is_no_link():
    zh, en = (drawn(small(), 'hotlines', lang, 'law') for lang in ('zh', 'en'))
    assert '- **区号+12368**{ .tel } **法院**<br>问案子<br>*不管* 不收钱<br>' in zh
    assert '- **area code + 12368**{ .tel } **Court**<br>Ask about a case<br>*Not for* Take money<br>' in en
    zh = drawn(small(), 'hotlines', word='danger')
    assert '- [110](tel:110){ .tel .now } **报警**<br>有危险<br>*时间* 24小时<br>' in zh


def test_numbers_that_lead_stand_before_all_groups_and_their_group_says_so():
    book = small()
    police, court, ambulance = book.data['hotlines'] = book.data['hotlines'][:3]
    police['lead'] = ambulance['lead'] = True
    court['lead'] = True
    ambulance['facts'] = ['visit-hours', 'hotline-110']
    zh, en = (drawn(book, 'hotlines', lang) for lang in ('zh', 'en'))
    first, danger, law = zh.split('### ')[1:]
    assert re.findall(r'\*\*([^*]+)\*\*<br>', first) == ['报警', '法院', '急救']
    assert danger == (
        '有危险 { #group-danger }\n\n'
        '先打[110](tel:110)、[120](tel:120)，上面有。[^hotline-110] [^visit-hours]\n\n\n'
    )
    assert law == '法律和法院 { #group-law }\n\n先打区号+12368，上面有。[^hotline-110]\n\n'
    assert '\nStart with [110](tel:110), [120](tel:120), further up.[^hotline-110]' in en
    alone = drawn(book, 'hotlines', word='danger')
    assert alone.count('\n- ') == 2 and '上面有' not in alone
    assert drawn(book, 'hotlines', word='first').count('\n- ') == 3


def test_a_row_of_a_number_is_left_out_where_data_says_nothing():
    book = small()
    police = book.data['hotlines'][0]
    police['know'] = {'zh': '要接', 'en': 'Answer'}
    rows = '*时间* 24小时<br>*不管* 不判欠多少<br>*要知道* 要接<br>*先备好* 先说地址[^hotline-110]'
    assert rows in drawn(book, 'hotlines', word='danger')
    for key, row in (('hours', '时间'), ('wont', '不管'), ('know', '要知道'), ('ready', '先备好')):
        del police[key]
        assert f'*{row}*' not in drawn(book, 'hotlines', word='danger').split('\n')[2]
    assert '\n- [110](tel:110){ .tel .now } **报警**<br>有危险[^hotline-110]\n' in drawn(
        book, 'hotlines', word='danger'
    )


def test_the_first_number_marked_for_a_language_is_the_button_and_120_comes_last():
    book = small()
    police, court, ambulance = book.data['hotlines'] = book.data['hotlines'][:3]
    court.update(tel='12368', hours={'zh': '白天', 'en': 'Days'}, crisis=['en'], facts=['door-closed'])
    ambulance['facts'] = ['visit-hours']
    assert drawn(book, 'crisis') == (
        '!!! crisis "撑不住了，不想活了，先打电话"\n'
        '    [打110](tel:110){ .call } 报警。 24小时。[^hotline-110]\n\n'
        '    已经受伤，或者吃了药，打[120](tel:120)。[^visit-hours]\n'
    )
    lines = drawn(book, 'crisis', 'en').split('\n\n')
    assert lines[0].endswith('[Call 110](tel:110){ .call } Police. 24 hours.[^hotline-110]')
    assert lines[1:] == [
        '    In English: [area code + 12368](tel:12368), Days.[^door-closed]',
        '    Hurt, or pills taken? Call [120](tel:120).[^visit-hours]\n',
    ]
    book.data['hotlines'] = [court, police, ambulance]
    en = drawn(book, 'crisis', 'en')
    assert '    [Call area code + 12368](tel:12368){ .call } Court. Days.[^door-closed]\n' in en
    assert '{ .call } 报警。' in drawn(book, 'crisis')
