"""Programs in an environment of their own: made once, again for another list, not called done too soon."""

from __future__ import annotations

import subprocess

import pytest

from scripts import apart


@pytest.fixture
def made(tmp_path, monkeypatch):
    """What was made and installed, in order; nothing is."""
    (tmp_path / 'requirements-x.txt').write_text('a==1\n', encoding='utf-8')
    made: list = []

    def create(folder, **options):
        made.append((folder, options))
        folder.mkdir(exist_ok=True)

    monkeypatch.setattr(apart.venv, 'create', create)
    monkeypatch.setattr(
        apart.subprocess, 'run', lambda words, check: made.append(([str(it) for it in words], check))
    )
    return made


def test_programs_are_installed_once_with_their_hashes_and_again_for_another_list(made, tmp_path):
    own = tmp_path / '.venv-x'
    assert apart.installed(tmp_path, 'x') == own / 'bin'
    words = [str(own / 'bin' / 'pip'), 'install', '--quiet', '--disable-pip-version-check']
    words += ['--require-hashes', '-r', str(tmp_path / 'requirements-x.txt')]
    once = [(own, {'with_pip': True, 'clear': True}), (words, True)]
    assert made == once
    assert apart.installed(tmp_path, 'x') == own / 'bin' and made == once
    (tmp_path / 'requirements-x.txt').write_text('a==2\n', encoding='utf-8')
    apart.installed(tmp_path, 'x')
    assert made == once * 2


def test_what_could_not_be_installed_is_tried_again(made, tmp_path, monkeypatch):
    def failed(words, check):
        raise subprocess.CalledProcessError(1, words)

    with monkeypatch.context() as patch:
        patch.setattr(apart.subprocess, 'run', failed)
        with pytest.raises(subprocess.CalledProcessError):
            apart.installed(tmp_path, 'x')
    apart.installed(tmp_path, 'x')
    assert len(made) == 3
