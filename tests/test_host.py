"""What a code host reads in .github/: forms that warn first, owners, workflows that call make targets."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from project import ROOT

from scripts.book.problems import Problem

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


FLOWS = sorted((HOST / 'workflows').glob('*.yml'))
PINNED = re.compile(r'uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$')
# What a workflow runs beside make targets: it talks to the host itself.
OWN = re.compile(
    r"echo '::add-matcher::\.github/problem-matcher\.json'|cat preview/list\.md >> \"\$GITHUB_STEP_SUMMARY\""
)
CALL = re.compile(r'(?:[A-Z_]+=(?:"[^"]*"|\S+) )*make ([a-z-]+)( [A-Z]+=\S+)*')


def unsafe(text: str) -> list[str]:
    """What a workflow has that ours never have."""
    flow, found = yaml.safe_load(text), []
    targets = set(re.findall(r'(?m)^([a-z-]+):', (ROOT / 'Makefile').read_text(encoding='utf-8')))
    if flow.get('permissions') != {}:
        found.append('rights for all jobs')
    for line in text.splitlines():
        if 'uses: ' in line and not PINNED.search(line):
            found.append(f'not pinned: {line.strip()}')
    for name, job in flow['jobs'].items():
        if not job.get('timeout-minutes'):
            found.append(f'{name} may run for ever')
        if 'write' in (job.get('permissions') or {}).values() and name not in ('deploy', 'upkeep'):
            found.append(f'{name} may write')
        for step in job['steps']:
            if (
                'checkout' in step.get('uses', '')
                and step.get('with', {}).get('persist-credentials') is not False
            ):
                found.append(f'{name} keeps the token')
            for line in step.get('run', '').splitlines():
                call = CALL.fullmatch(line)
                if '${{' in line:
                    found.append(f'{name} writes an expression into a command')
                elif not OWN.fullmatch(line) and not (call and call[1] in targets):
                    found.append(f'{name} runs what is no make target: {line}')
    return found


@pytest.mark.parametrize('path', FLOWS, ids=lambda path: path.stem)
def test_a_workflow_is_pinned_has_few_rights_and_a_limit_and_calls_make(path):
    assert unsafe(path.read_text(encoding='utf-8')) == []


@pytest.mark.parametrize(
    'old, new, told',
    [
        ('@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1', '@v7', 'not pinned'),
        ('# v7.0.1', '', 'not pinned'),
        ('permissions: {}', 'permissions: {contents: write}', 'rights for all jobs'),
        ('    timeout-minutes: 60\n', '', 'test may run for ever'),
        ('{persist-credentials: false}', '{}', 'check keeps the token'),
        ('permissions: {contents: read}', 'permissions: {contents: write}', 'check may write'),
        ('make test', 'make tests', 'no make target'),
        ('make lint-web', 'npm test', 'no make target'),
        ('"$BASE_SHA"', '${{ github.head_ref }}', 'an expression into a command'),
    ],
)
def test_a_workflow_that_is_loosened_is_noticed(old, new, told):
    text = (HOST / 'workflows' / 'test.yml').read_text(encoding='utf-8')
    assert old in text and any(told in line for line in unsafe(text.replace(old, new, 1)))


def test_what_is_published_is_as_of_today_and_only_with_an_address():
    flow = read(HOST / 'workflows' / 'site.yml')
    # YAML 1.1 reads the key "on" as true
    assert {'push', 'schedule', 'workflow_dispatch'} == set(flow[True])
    assert flow['jobs']['build']['if'] == "vars.SITE_URL != ''" and flow['jobs']['deploy']['needs'] == 'build'
    built = next(step for step in flow['jobs']['build']['steps'] if 'make build' in step.get('run', ''))
    assert 'date +%F' in built['run'] and set(built['env']) == {'SITE_URL', 'REPO_URL'}


def test_the_matcher_puts_each_fault_on_its_line():
    (pattern,) = json.loads((HOST / 'problem-matcher.json').read_text(encoding='utf-8'))['problemMatcher'][0][
        'pattern'
    ]
    said = re.fullmatch(
        pattern['regexp'], str(Problem('docs/zh/now/say.md', 12, 'TXT-1', 'too long', 'cut it'))
    )
    parts = [said[pattern[key]] for key in ('file', 'line', 'code', 'message')]
    assert parts == ['docs/zh/now/say.md', '12', 'TXT-1', 'too long -> cut it']
    assert not re.fullmatch(
        pattern['regexp'], '88 pages, 354 facts: no fault; site/ agrees with its sources.'
    )
