"""Asks whether anything that is pinned has a known weakness, and lists what is pinned (SBOM).

In: requirements*.txt, every package-lock.json. That nothing is known is said only where a service answered
for every one of them; where one was not reached, or left something out, that is told and the status is 2.
"""

from __future__ import annotations

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from scripts import apart
from scripts.settings import Fault

# Longer than any answer takes, in seconds.
PATIENCE = 600


def pins(root: pathlib.Path) -> list[tuple[str, str]]:
    """Every package of the requirements with its version, whatever system or Python it is for."""
    found = set()
    for path in sorted(root.glob('requirements*.txt')):
        found.update(re.findall(r'(?m)^([A-Za-z0-9._-]+)==([^\s;]+)', path.read_text(encoding='utf-8')))
    return sorted(found)


def layers(pinned: list[tuple[str, str]]) -> list[dict[str, str]]:
    """The same so that none holds a package twice: pip-audit takes no second version."""
    rows: list[dict[str, str]] = []
    for name, version in pinned:
        free = next((row for row in rows if name not in row), None)
        if free is None:
            rows.append(free := {})
        free[name] = version
    return rows


def asked(words: list, folder: pathlib.Path) -> tuple[dict, str]:
    """What a program printed as JSON, or {}; and what it said beside it."""
    try:
        done = subprocess.run(
            words, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return {}, f'no answer in {PATIENCE} seconds'
    try:
        told = json.loads(done.stdout)
    except ValueError:
        told = {}
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return told if isinstance(told, dict) else {}, lines[-1].strip() if lines else 'no answer'


def python(program: pathlib.Path, root: pathlib.Path) -> tuple[list[str], list[str]]:
    """What pip-audit finds in the pinned packages, and of which nothing can be said; a line each."""
    known, unknown = [], []
    for row in layers(pins(root)):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / 'requirements.txt'
            file.write_text(''.join(f'{name}=={row[name]}\n' for name in row), encoding='utf-8')
            words = [
                program,
                '--no-deps',
                '--disable-pip',
                '--progress-spinner',
                'off',
                '-f',
                'json',
                '-r',
                file,
            ]
            told, why = asked(words, root)
        answers = {
            it['name']: it['vulns'] for it in told.get('dependencies', []) if it.get('vulns') is not None
        }
        skipped = {
            it['name']: it['skip_reason'] for it in told.get('dependencies', []) if 'skip_reason' in it
        }
        for name, version in row.items():
            for weakness in answers.get(name, []):
                mended = ', '.join(weakness.get('fix_versions', [])) or 'nothing yet'
                known.append(f'{name} {version}: {weakness["id"]}, mended in {mended}')
            if name not in answers:
                unknown.append(f'{name} {version}: {skipped.get(name, why)}')
    return known, unknown


def locks(root: pathlib.Path) -> list[pathlib.Path]:
    """Every package-lock.json of the project: its own, and those of a test's own packages."""
    return [root / 'package-lock.json', *sorted(root.glob('tests/*/package-lock.json'))]


def npm(root: pathlib.Path) -> tuple[list[str], list[str]]:
    """The same for what npm audit says of every package-lock.json."""
    names = {lock: lock.relative_to(root).as_posix() for lock in locks(root)}
    if not shutil.which('npm'):
        return [], [f'{name}: there is no npm here' for name in names.values()]
    known, unknown = [], []
    for lock, name in names.items():
        told, why = asked(['npm', 'audit', '--json', '--package-lock-only'], lock.parent)
        if 'vulnerabilities' not in told or 'auditReportVersion' not in told:
            unknown.append(f'{name}: {told.get("message") or why}')
            continue
        known += [
            f'{package} {it.get("range", "")} ({name}): {it.get("severity", "unknown")}'
            for package, it in told['vulnerabilities'].items()
        ]
    return known, unknown


def audit(root: pathlib.Path) -> int:
    """Prints what is known. Returns 0 nothing of any, 1 something; 2 where of some nothing can be said."""
    try:
        program = apart.installed(root, 'audit') / 'pip-audit'
    except (OSError, subprocess.CalledProcessError) as error:
        raise Fault(f'pip-audit could not be installed: {error}') from None
    (known, unknown), (of_npm, not_npm) = python(program, root), npm(root)
    known, unknown = known + of_npm, unknown + not_npm
    for line in known:
        print(f'weak: {line}')
    for line in unknown:
        print(f'not known: {line}')
    if unknown:
        raise Fault(
            f'of {len(unknown)} nothing can be said, {len(known)} are known to be weak (see above): '
            'run it again where pypi.org and registry.npmjs.org answer'
        )
    said = f'{len(known)} known to be weak' if known else 'none known to be weak'
    print(f'audit: {len(pins(root))} Python packages and all of {len(locks(root))} package-lock.json: {said}')
    return 1 if known else 0


def sbom(root: pathlib.Path) -> int:
    """Writes dist/sbom/: a CycloneDX list for each file of pins. Returns 0. Raises Fault."""
    target = root / 'dist' / 'sbom'
    try:
        program = apart.installed(root, 'audit') / 'cyclonedx-py'
        target.mkdir(parents=True, exist_ok=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Fault(f'cyclonedx-py could not be installed, or dist/sbom/ not written: {error}') from None
    if not shutil.which('npm'):
        raise Fault('there is no npm: install Node 20, which lists what package-lock.json pins')
    made = {
        path.stem: [program, 'requirements', '--output-reproducible', '--of', 'JSON', path.name]
        for path in sorted(root.glob('requirements*.txt'))
    }
    folders = dict.fromkeys(made, root)
    for lock in locks(root):
        name = 'npm' if lock.parent == root else f'npm-{lock.parent.name}'
        made[name] = ['npm', 'sbom', '--package-lock-only', '--sbom-format', 'cyclonedx']
        folders[name] = lock.parent
    lists = {}
    for name, words in made.items():
        lists[name], why = asked(words, folders[name])
        if lists[name].get('bomFormat') != 'CycloneDX' or not lists[name].get('components'):
            raise Fault(f'{name}: no list came ({why}); dist/sbom/ is as it was')
    for name, told in lists.items():
        part = target / f'.{name}'
        part.write_text(json.dumps(told, ensure_ascii=False, indent=1) + '\n', encoding='utf-8')
        os.replace(part, target / f'{name}.cdx.json')
        print(f'dist/sbom/{name}.cdx.json: {len(told["components"])} packages')
    return 0
