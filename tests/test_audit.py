"""What is pinned: all of it by hash, listed, and asked about; what was not asked is never called well."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from project import ROOT

from scripts import audit
from scripts.settings import Fault

PINS = 'aa==1.0 \\\n    --hash=sha256:00\nbb==2.0 ; sys_platform == "win32" \\\n    --hash=sha256:00\n'
NEXT = 'bb==3.0 \\\n    --hash=sha256:00\n'
WELL = {'aa': [], 'bb': []}
WEAK = {
    'aa': [{'id': 'PYSEC-1', 'fix_versions': ['1.1', '2.0']}, {'id': 'PYSEC-2', 'fix_versions': []}],
    'bb': [],
}
NPM_WELL = {'auditReportVersion': 2, 'vulnerabilities': {}, 'metadata': {}}
NPM_WEAK = {**NPM_WELL, 'vulnerabilities': {'cc': {'severity': 'high', 'range': '<2'}}}
# as the program of npm says it, and as pip-audit 2.10 does, with status 0, when nobody answered
NPM_MUTE = {'message': '405 Method Not Allowed - POST https://registry.npmjs.org/', 'statusCode': 405}
SKIPPED = {'aa': 'Dependency not found on PyPI and could not be audited: aa (1.0)', 'bb': []}


def stub(path, answers: dict | str, status: int = 0) -> None:
    """A program that answers for what its last word names: pip-audit; or prints what it is given: npm."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'#!{sys.executable} -IS\nimport json, pathlib, sys\n'
        f'answers, status = json.loads({json.dumps(json.dumps(answers))}), {status}\n'
        'if isinstance(answers, str) or sys.argv[0].endswith("/npm"):\n'
        '    print(answers if isinstance(answers, str) else json.dumps(answers))\n'
        'else:\n'
        '    rows = []\n'
        '    for line in pathlib.Path(sys.argv[-1]).read_text().split():\n'
        '        name, _, version = line.partition("==")\n'
        '        told = answers.get(name)\n'
        '        if isinstance(told, str):\n'
        '            rows.append({"name": name, "skip_reason": told})\n'
        '        elif told is not None:\n'
        '            rows.append({"name": name, "version": version, "vulns": told})\n'
        '    print(json.dumps({"dependencies": rows, "fixes": []}))\n'
        'print("the network is down", file=sys.stderr)\nsys.exit(status)\n',
        encoding='utf-8',
    )
    path.chmod(0o755)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with pins, and programs that answer well until a test says otherwise."""
    (tmp_path / 'requirements.txt').write_text(PINS, encoding='utf-8')
    (tmp_path / 'requirements-next.txt').write_text(NEXT, encoding='utf-8')
    (tmp_path / 'requirements-audit.txt').write_text('', encoding='utf-8')
    stub(tmp_path / '.venv-audit' / 'bin' / 'pip-audit', WELL)
    (tmp_path / '.venv-audit' / '.requirements').write_text('', encoding='utf-8')
    stub(tmp_path / 'bin' / 'npm', NPM_WELL)
    (tmp_path / 'tests' / 'beside').mkdir(parents=True)
    (tmp_path / 'tests' / 'beside' / 'package-lock.json').write_text('{}', encoding='utf-8')
    monkeypatch.setenv('PATH', f'{tmp_path / "bin"}:{os.environ["PATH"]}')
    return tmp_path


def test_every_version_is_asked_about_for_any_system():
    rows = audit.layers([('aa', '1.0'), ('bb', '2.0'), ('bb', '3.0')])
    assert rows == [{'aa': '1.0', 'bb': '2.0'}, {'bb': '3.0'}]


def test_well_is_said_when_all_was_answered(project, capsys):
    assert audit.pins(project) == [('aa', '1.0'), ('bb', '2.0'), ('bb', '3.0')]
    assert audit.audit(project) == 0
    assert capsys.readouterr().out == (
        'audit: 3 Python packages and all of 2 package-lock.json: none known to be weak\n'
    )


@pytest.mark.parametrize('status', [0, 1])
def test_what_is_weak_is_named(project, capsys, status):
    stub(project / '.venv-audit' / 'bin' / 'pip-audit', WEAK, status)
    stub(project / 'bin' / 'npm', NPM_WEAK, status)
    assert audit.audit(project) == 1
    assert capsys.readouterr().out.splitlines() == [
        'weak: aa 1.0: PYSEC-1, mended in 1.1, 2.0',
        'weak: aa 1.0: PYSEC-2, mended in nothing yet',
        'weak: cc <2 (package-lock.json): high',
        'weak: cc <2 (tests/beside/package-lock.json): high',
        'audit: 3 Python packages and all of 2 package-lock.json: 4 known to be weak',
    ]


@pytest.mark.parametrize(
    'answers, status, number, line',
    [
        (SKIPPED, 0, 1, 'aa 1.0: Dependency not found on PyPI and could not be audited: aa (1.0)'),
        ({'aa': []}, 0, 2, 'bb 2.0: the network is down'),
        ({}, 0, 3, 'bb 3.0: the network is down'),
        ('', 1, 3, 'aa 1.0: the network is down'),
        ('No known vulnerabilities found', 0, 3, 'aa 1.0: the network is down'),
        ('[]', 0, 3, 'aa 1.0: the network is down'),
    ],
)
def test_a_package_that_was_left_out_is_never_well(project, capsys, answers, status, number, line):
    stub(project / '.venv-audit' / 'bin' / 'pip-audit', answers, status)
    with pytest.raises(Fault, match=rf'^of {number} nothing can be said, 0 are known to be weak') as told:
        audit.audit(project)
    assert told.value.status == 2
    said = capsys.readouterr().out
    assert f'not known: {line}\n' in said and said.count('not known: ') == number and 'none' not in said


@pytest.mark.parametrize('answers', [NPM_MUTE, '', {}, {'vulnerabilities': {}}])
def test_a_mute_npm_is_never_well_and_hides_nothing_weak(project, capsys, answers):
    stub(project / '.venv-audit' / 'bin' / 'pip-audit', WEAK)
    stub(project / 'bin' / 'npm', answers)
    with pytest.raises(Fault, match=r'^of 2 nothing can be said, 2 are known to be weak'):
        audit.audit(project)
    said = capsys.readouterr().out
    assert 'weak: aa 1.0: PYSEC-1' in said and 'not known: package-lock.json: ' in said
    assert 'not known: tests/beside/package-lock.json: ' in said
    assert ('405 Method Not Allowed' in said) is (answers is NPM_MUTE)


def test_npm_is_asked_about_the_lock_alone(project):
    (project / 'bin' / 'npm').write_text(
        '#!/bin/sh\n'
        '[ "$*" = "audit --json --package-lock-only" ] || exit 1\n'
        f"echo '{json.dumps(NPM_WELL)}'\n",
        encoding='utf-8',
    )
    assert audit.audit(project) == 0


def test_pip_audit_is_asked_about_the_pins_alone(project):
    rows = [{'name': name, 'vulns': []} for name in WELL]
    (project / '.venv-audit' / 'bin' / 'pip-audit').write_text(
        '#!/bin/sh\n'
        '[ "${*% *}" = "--no-deps --disable-pip --progress-spinner off -f json -r" ] || exit 1\n'
        f"echo '{json.dumps({'dependencies': rows})}'\n",
        encoding='utf-8',
    )
    assert audit.audit(project) == 0


def test_without_npm_or_with_one_that_hangs_nothing_is_well(project, monkeypatch, capsys):
    (project / 'bin' / 'npm').write_text('#!/bin/sh\nsleep 9\n', encoding='utf-8')
    with monkeypatch.context() as patch:
        patch.setattr(audit, 'PATIENCE', 0.2)
        with pytest.raises(Fault, match='^of [25] nothing can be said'):
            audit.audit(project)
    assert 'package-lock.json: no answer in 0.2 seconds' in capsys.readouterr().out
    (project / 'bin' / 'npm').write_text('#!/bin/sh\n', encoding='utf-8')
    with pytest.raises(Fault, match='^of 2 nothing can be said'):
        audit.audit(project)
    assert 'not known: package-lock.json: no answer\n' in capsys.readouterr().out
    (project / 'bin' / 'npm').unlink()
    monkeypatch.setattr(audit.shutil, 'which', lambda _name: None)
    with pytest.raises(Fault, match='^of 2 nothing can be said'):
        audit.audit(project)
    assert 'package-lock.json: there is no npm here' in capsys.readouterr().out
    with pytest.raises(
        Fault, match=r'^there is no npm: install Node 20, .* package-lock\.json pins$'
    ) as told:
        audit.sbom(project)
    assert told.value.status == 2


def test_a_program_that_cannot_be_installed_is_told(project):
    (project / 'requirements-audit.txt').unlink()
    with pytest.raises(Fault, match=r'^pip-audit could not be installed: ') as told:
        audit.audit(project)
    assert told.value.status == 2


def test_lists_are_written_whole_or_not_at_all(project, capsys):
    bom = {'bomFormat': 'CycloneDX', 'specVersion': '1.6', 'components': [{'name': 'aa', 'author': '甲'}]}
    program = project / '.venv-audit' / 'bin' / 'cyclonedx-py'
    stub(program, json.dumps(bom))
    stub(project / 'bin' / 'npm', json.dumps(bom))
    assert audit.sbom(project) == 0
    names = ['npm', 'npm-beside', 'requirements', 'requirements-audit', 'requirements-next']
    lists = project / 'dist' / 'sbom'
    assert sorted(path.name for path in lists.iterdir()) == sorted(f'{name}.cdx.json' for name in names)
    # people read it too, and compare it with the last one: a thing on a line, signs as they are
    assert (lists / 'npm.cdx.json').read_text(encoding='utf-8') == (
        '{\n "bomFormat": "CycloneDX",\n "specVersion": "1.6",\n "components": [\n'
        '  {\n   "name": "aa",\n   "author": "甲"\n  }\n ]\n}\n'
    )
    assert json.loads((lists / 'npm-beside.cdx.json').read_text(encoding='utf-8')) == bom
    assert 'dist/sbom/npm.cdx.json: 1 packages' in capsys.readouterr().out
    # the lock files alone are asked: nothing is installed that a list could be made of
    only = project / 'bin' / 'npm'
    only.write_text(
        '#!/bin/sh\n'
        '[ "$*" = "sbom --package-lock-only --sbom-format cyclonedx" ] || exit 1\n'
        f"echo '{json.dumps(bom)}'\n",
        encoding='utf-8',
    )
    made = 'requirements --output-reproducible --of JSON requirements'
    program.write_text(
        f'#!/bin/sh\ncase "$*" in "{made}"*.txt) echo \'{json.dumps(bom)}\';; *) exit 1;; esac\n',
        encoding='utf-8',
    )
    assert audit.sbom(project) == 0
    stub(program, json.dumps({**bom, 'components': [1, 2]}))
    # no list at all, one of nothing, a list in another format
    for answer in ('{}', json.dumps({**bom, 'components': []}), json.dumps({**bom, 'bomFormat': 'SPDX'})):
        stub(project / 'bin' / 'npm', answer)
        with pytest.raises(
            Fault, match=r'^npm: no list came \(the network is down\); dist/sbom/ is as it was'
        ):
            audit.sbom(project)
    assert json.loads((lists / 'requirements.cdx.json').read_text(encoding='utf-8')) == bom


def test_all_that_is_pinned_has_its_hashes():
    files = sorted(ROOT.glob('requirements*.in'))
    assert len(files) == 5
    for path in files:
        text = path.with_suffix('.txt').read_text(encoding='utf-8')
        rows = [row for row in re.split(r'\n(?=\S)', text) if not row.startswith('#')]
        assert rows and [row for row in rows if not re.search(r'--hash=sha256:[0-9a-f]{64}', row)] == []
        for line in path.read_text(encoding='utf-8').splitlines():
            name = re.match(r'[A-Za-z0-9._-]+', line)
            if name and not line.startswith('-r'):
                assert re.search(rf'(?m)^{name[0]}==', text, re.IGNORECASE), f'{path.name}: make lock'
    assert [path.parent.name for path in audit.locks(ROOT)] == [ROOT.name, 'starlight']
    for path in audit.locks(ROOT):
        lock = json.loads(path.read_text(encoding='utf-8'))['packages']
        assert len(lock) > 100
        for name, package in lock.items():
            if name:
                assert re.fullmatch(r'sha512-[A-Za-z0-9+/=]{88}', package['integrity']), name
                # where no address stands, npm asks its registry by the name alone
                assert package.get('resolved', 'https://').startswith('https://'), name


def test_nothing_is_installed_past_the_hashes():
    files = [*(ROOT / 'scripts').rglob('*.py'), *(ROOT / 'scripts').glob('*.sh'), *(ROOT / '.ci').iterdir()]
    for path in [*files, ROOT / 'Makefile']:
        text = path.read_text(encoding='utf-8')
        for match in re.finditer(r"pip'?,?\s+'?install\b.{0,400}", text, re.S):
            assert '--require-hashes' in match[0], path.name
        assert not re.search(r'npm (install|i|add)\b', text), path.name
        for line in text.splitlines():
            assert 'npx' not in line or '--no-install' in line, path.name


def test_package_json_and_its_lock_agree():
    for path in audit.locks(ROOT):
        package = json.loads(path.with_name('package.json').read_text(encoding='utf-8'))
        lock = json.loads(path.read_text(encoding='utf-8'))
        for key in ('name', 'version', 'dependencies', 'devDependencies'):
            assert lock['packages'][''].get(key) == package.get(key), path
        assert lock['version'] == package['version']


def test_the_command_tells_and_exits_2(project):
    """As a scheduled job runs it: on this machine the services may be out of reach, and then it says so."""
    done = subprocess.run(['sh', '-n', ROOT / '.ci' / 'scheduled'], check=False)
    assert done.returncode == 0
    text = (ROOT / '.ci' / 'scheduled').read_text(encoding='utf-8')
    assert 'make audit' in text and 'AS_OF=' in text
