"""What a code host reads in .github/: forms that warn first, owners of files that are there."""

from __future__ import annotations

import re

import pytest
import yaml
from project import ROOT

HOST = ROOT / '.github'
FORMS = sorted(path for path in (HOST / 'ISSUE_TEMPLATE').glob('*.yml') if path.name != 'config.yml')
KINDS = {'markdown', 'input', 'textarea', 'dropdown'}
HAN, LATIN = re.compile(r'[\u3400-\u9fff]'), re.compile(r'[A-Za-z]{2}')


def read(path):
    return yaml.safe_load(path.read_text(encoding='utf-8'))


def faults(form: dict) -> list[str]:
    """What a code host would refuse in an issue form, and what our forms always have."""
    found = [f'no {key}' for key in ('name', 'description', 'title', 'labels', 'body') if not form.get(key)]
    fields = form.get('body', [])
    ids = [field['id'] for field in fields if 'id' in field]
    found += [f'{ident} twice' for ident in set(ids) if ids.count(ident) > 1]
    if fields and fields[0]['type'] != 'markdown':
        found.append('no warning first')
    texts = [form.get('name', ''), form.get('description', '')]
    for field in fields:
        about = field['attributes']
        if field['type'] not in KINDS:
            found.append(f'unknown type {field["type"]}')
        if field['type'] != 'markdown' and not field.get('id'):
            found.append('a field without id')
        texts += [about.get('label', ''), about.get('description', ''), about.get('value', '')]
        texts += about.get('options', [])
    found += [
        f'in one language: {text[:30]}'
        for text in filter(None, texts)
        if not (HAN.search(text) and LATIN.search(text))
    ]
    return found


@pytest.mark.parametrize('path', FORMS, ids=lambda path: path.stem)
def test_a_form_is_whole_bilingual_and_warns_before_it_asks(path):
    form = read(path)
    assert faults(form) == []
    first = form['body'][0]['attributes']['value']
    assert '谁都看得到' in first and 'Everyone can read this' in first
    assert any(field.get('validations', {}).get('required') for field in form['body'])


def test_there_is_a_form_for_each_kind_of_report_and_none_without():
    kinds = ('correction', 'number', 'situation', 'translation')
    assert {kind for path in FORMS for kind in kinds if kind in read(path)['labels']} == set(kinds)
    assert 'urgent' in read(HOST / 'ISSUE_TEMPLATE' / '1-number.yml')['labels']
    assert read(HOST / 'ISSUE_TEMPLATE' / 'config.yml')['blank_issues_enabled'] is False


@pytest.mark.parametrize(
    'change, fault',
    [
        ({'labels': None}, 'no labels'),
        ({'name': '写错了'}, 'in one language: 写错了'),
        ({'body': [{'type': 'input', 'id': 'a', 'attributes': {'label': '甲 · An a'}}]}, 'no warning first'),
        (
            {
                'body': [
                    {'type': 'markdown', 'attributes': {'value': '甲 an a'}},
                    {'type': 'text', 'id': 'b', 'attributes': {}},
                ]
            },
            'unknown type text',
        ),
        (
            {
                'body': [
                    {'type': 'markdown', 'attributes': {'value': '甲 an a'}},
                    *[{'type': 'input', 'id': 'b', 'attributes': {'label': '乙 · bb'}}] * 2,
                ]
            },
            'b twice',
        ),
    ],
)
def test_damage_to_a_form_is_noticed(change, fault):
    assert fault in faults({**read(HOST / 'ISSUE_TEMPLATE' / '2-correction.yml'), **change})


def test_numbers_named_to_who_reports_are_numbers_of_the_handbook(book):
    known = {row['tel'] for row in book.data['hotlines']}
    files = [*FORMS, ROOT / 'CODE_OF_CONDUCT.md', ROOT / 'SECURITY.md']
    for path in files:
        for number in re.findall(r'(?<!\d)\d{3,}(?!\d)', path.read_text(encoding='utf-8')):
            assert number in known, f'{path.name}: {number} is in no row of data/hotlines.yml'


def test_every_owner_is_explained_and_every_owned_path_is_there():
    lines = (HOST / 'CODEOWNERS').read_text(encoding='utf-8').splitlines()
    told = {word for line in lines if line.startswith('#   ') for word in line.split() if word[0] == '@'}
    rows = [line.split() for line in lines if line and not line.startswith('#')]
    assert {owner for row in rows for owner in row[1:]} == told
    for pattern, *_ in rows[1:]:
        assert list(ROOT.glob(pattern.strip('/'))), f'{pattern} names nothing'
    assert rows[0][0] == '*', 'whatever no other line names has an owner'


def test_a_pull_request_says_all_that_a_reviewer_needs():
    text = (HOST / 'pull_request_template.md').read_text(encoding='utf-8')
    for words in (('意思', 'Meaning'), ('来源', 'Sources'), ('两种语言', 'Both languages'), ('卡片', 'card')):
        assert all(word in text for word in words), words
    assert '利害关系' in text and 'Interest' in text and 'make cards' in text
