"""A release and an archive of the built site: whole, each time the same, proven; one sentence when not."""

from __future__ import annotations

import hashlib
import os
import pathlib
import shutil
import subprocess
import zipfile

import pytest
from small import change, small_project

from scripts import build, pack
from scripts.settings import Fault

NAME = 'assets/img/门 口.svg'


@pytest.fixture(scope='module')
def made(tmp_path_factory):
    """The small project, built, with what stands beside the site in an archive."""
    root = small_project(tmp_path_factory.mktemp('pack') / 'project')
    for name in pack.BESIDE:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(name, encoding='utf-8')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv('AS_OF', '2026-11-24')
        patch.delenv('SITE_URL', raising=False)
        assert build.build(root) == 0
    # what lies deep is packed like the rest, and packing takes long
    for path in (root / 'site').rglob('*.html'):
        if len(path.relative_to(root / 'site').parts) > 2:
            path.unlink()
    (root / 'site' / NAME).parent.mkdir(parents=True, exist_ok=True)
    (root / 'site' / NAME).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding='utf-8')
    return root


@pytest.fixture
def project(made, tmp_path, monkeypatch):
    monkeypatch.setenv('AS_OF', '2026-11-24')
    monkeypatch.delenv('MINISIGN_KEY', raising=False)
    return shutil.copytree(made, tmp_path / 'project')


def only(folder: pathlib.Path, pattern: str) -> pathlib.Path:
    (path,) = folder.glob(pattern)
    return path


def test_an_archive_holds_the_site_and_proves_each_file(project, tmp_path, capsys):
    assert pack.archive(project) == 0
    path = only(project / 'dist', '*.zip')
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert path.with_suffix('.zip.sha256').read_text(encoding='utf-8') == f'{digest}  {path.name}\n'
    said = capsys.readouterr().out
    with zipfile.ZipFile(path) as opened:
        assert opened.testzip() is None
        inside = opened.infolist()
        # the day of the build and nothing of the hour: who makes it again gets the same bytes
        assert {info.date_time for info in inside} == {(2026, 11, 24, 0, 0, 0)}
        opened.extractall(tmp_path / 'out')
    assert said == (
        f'dist/{path.name}: {len(inside)} files, SHA-256 {digest}, not signed (MINISIGN_KEY names no key)\n'
    )
    out = only(tmp_path / 'out', '*')
    assert out.name == path.stem and out.name.startswith('handbook-2026-11-24-')
    done = subprocess.run(['sha256sum', '-c', '--quiet', 'SHA256SUMS'], cwd=out, check=False)
    assert done.returncode == 0
    held = {it.relative_to(out / 'site').as_posix() for it in (out / 'site').rglob('*') if it.is_file()}
    site = {
        it.relative_to(project / 'site').as_posix() for it in (project / 'site').rglob('*') if it.is_file()
    }
    assert held == site - {'.stamp'} and NAME in held and '_headers' in held
    assert {it.name for it in out.iterdir()} == {
        'site',
        'SHA256SUMS',
        'LICENSE',
        'LICENSE-CONTENT',
        'READ-ME.txt',
    }
    (out / 'site' / 'index.html').write_text('changed', encoding='utf-8')
    done = subprocess.run(
        ['sha256sum', '-c', '--quiet', 'SHA256SUMS'], cwd=out, capture_output=True, check=False
    )
    assert done.returncode == 1


def test_the_same_site_gives_the_same_bytes_and_another_another_name(project, capsys):
    assert pack.archive(project) == pack.release(project) == 0
    path, release = only(project / 'dist', '*.zip'), only(project / 'dist', '2026*')
    assert capsys.readouterr().out.endswith(f'\ndist/{release.name}/\n')
    signature = path.with_suffix('.zip.minisig')
    signature.write_text('of an earlier archive', encoding='utf-8')
    first, sums = path.read_bytes(), only(project / 'dist', '2026*/SHA256SUMS').read_bytes()
    for file in (project / 'site').rglob('*'):
        os.utime(file, (1, 1))
    assert pack.archive(project) == pack.release(project) == 0
    assert only(project / 'dist', '*.zip').read_bytes() == first
    assert not signature.exists(), 'nobody can tell any more which bytes it is of'
    assert only(project / 'dist', '2026*/SHA256SUMS').read_bytes() == sums
    change(project, 'docs/zh/now/index.md', '\n## ', '\n多说一句。\n\n## ')
    assert build.build(project) == pack.archive(project) == pack.release(project) == 0
    assert len(list((project / 'dist').glob('*.zip'))) == len(list((project / 'dist').glob('2026*'))) == 2
    assert not list((project / 'dist').glob('.*'))


def test_a_release_keeps_what_is_packed_already_and_drops_what_only_other_hosts_read(project):
    (project / 'site' / 'assets' / 'img' / 'a.png').write_bytes(b'0' * 5000)
    assert pack.release(project) == 0
    release = only(project / 'dist', '2026*')
    names = {path.relative_to(release).as_posix() for path in release.rglob('*') if path.is_file()}
    assert {'base', 'headers.conf', 'SHA256SUMS', f'site/{NAME}', 'site/assets/img/a.png'} <= names
    assert 'site/index.html.br' in names and 'site/index.html.gz' in names
    assert not names & {'site/_headers', 'site/.stamp', 'site/assets/img/a.png.gz'}
    assert (release / 'base').read_text(encoding='utf-8') == '/\n'
    headers = (release / 'headers.conf').read_text(encoding='utf-8')
    assert headers.count('add_header') == len(headers.splitlines()) == 8 and 'Cache-Control' not in headers


def test_every_kind_of_text_is_packed_twice(project):
    kinds = ['css', 'html', 'js', 'json', 'svg', 'txt', 'webmanifest', 'xml']
    for kind in [*kinds, 'png', 'pdf']:
        (project / 'site' / f'own.{kind}').write_text('text ' * 500, encoding='utf-8')
    assert pack.release(project) == 0
    site = only(project / 'dist', '2026*') / 'site'
    made = sorted(path.name for path in site.glob('own.*.*'))
    assert made == sorted(f'own.{kind}.{way}' for kind in kinds for way in ('br', 'gz'))


@pytest.mark.parametrize('command', [pack.release, pack.archive])
def test_only_what_its_sources_make_is_packed(project, command):
    change(project, 'docs/zh/now/index.md', '\n## ', '\n多说一句。\n\n## ')
    with pytest.raises(Fault, match=r'^site/ is not built from these sources: run make build first$'):
        command(project)
    shutil.rmtree(project / 'site')
    with pytest.raises(Fault, match='run make build first'):
        command(project)
    assert not (project / 'dist').exists()


def test_a_dist_that_cannot_be_written_is_told_and_the_last_one_stays(project, monkeypatch):
    assert pack.archive(project) == 0
    before = {path.name: path.read_bytes() for path in (project / 'dist').iterdir()}

    def full(*_):
        raise OSError(28, 'No space left on device')

    with monkeypatch.context() as patch:
        patch.setattr(pack, 'put', full)
        for command in (pack.archive, pack.release):
            with pytest.raises(OSError, match='No space left on device'):
                command(project)
    assert {path.name: path.read_bytes() for path in (project / 'dist').iterdir()} == before
    shutil.rmtree(project / 'dist')
    (project / 'dist').write_text('a file', encoding='utf-8')
    with pytest.raises(FileExistsError):
        pack.release(project)
    assert not list(project.glob('.build-*'))


def test_a_key_that_is_not_there_is_told_before_anything_is_written(project, monkeypatch):
    monkeypatch.setenv('MINISIGN_KEY', str(project / 'no.key'))
    with pytest.raises(
        Fault, match=r'^MINISIGN_KEY names no file: give the path of a secret key, or unset it$'
    ):
        pack.archive(project)
    (project / 'no.key').write_text('x', encoding='utf-8')
    monkeypatch.setenv('MINISIGN_KEY', str(project / 'no.key'))
    monkeypatch.setenv('PATH', '/nowhere')
    with pytest.raises(
        Fault, match=r'^there is no minisign: install the package minisign, or unset MINISIGN_KEY$'
    ):
        pack.archive(project)
    assert not (project / 'dist').exists()


@pytest.fixture
def minisign(tmp_path) -> tuple[str, pathlib.Path]:
    """A throwaway key without a password: the public key, and where the secret one is."""
    if not shutil.which('minisign'):
        pytest.skip('no minisign here: install the package minisign')
    subprocess.run(
        ['minisign', '-G', '-W', '-p', tmp_path / 'a.pub', '-s', tmp_path / 'a.key'],
        capture_output=True,
        check=True,
    )
    return (tmp_path / 'a.pub').read_text(encoding='utf-8').splitlines()[1], tmp_path / 'a.key'


def verified(path: pathlib.Path, key: str) -> bool:
    return not subprocess.run(
        ['minisign', '-Vm', path, '-P', key], capture_output=True, check=False
    ).returncode


def test_a_signed_archive_is_verified_and_one_that_was_touched_is_not(minisign, project, monkeypatch, capsys):
    public, secret = minisign
    monkeypatch.setenv('MINISIGN_KEY', str(secret))
    assert pack.archive(project) == 0 and capsys.readouterr().out.endswith(', signed\n')
    path = only(project / 'dist', '*.zip')
    assert verified(path, public)
    raw = path.read_bytes()
    path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    assert not verified(path, public)
    # made again without the key: no signature stays that somebody could take for this one's
    monkeypatch.delenv('MINISIGN_KEY')
    assert pack.archive(project) == 0 and not list((project / 'dist').glob('*.minisig'))
    secret.write_text('untrusted comment: broken\nxxxx\n', encoding='utf-8')
    monkeypatch.setenv('MINISIGN_KEY', str(secret))
    with pytest.raises(Fault, match='^minisign did not sign: '):
        pack.archive(project)


def signer(folder, monkeypatch, script: str) -> None:
    """Puts a program of these lines into the place of minisign, and names a key, folder/a.key."""
    (folder / 'minisign').write_text(f'#!/bin/sh\n{script}\n', encoding='utf-8')
    (folder / 'minisign').chmod(0o755)
    (folder / 'a.key').touch()
    monkeypatch.setenv('PATH', str(folder), prepend=os.pathsep)
    monkeypatch.setenv('MINISIGN_KEY', str(folder / 'a.key'))


def test_minisign_is_asked_to_sign_the_file_with_its_name_as_what_is_trusted(tmp_path, monkeypatch):
    signer(tmp_path, monkeypatch, 'echo "$*" >asked')
    (tmp_path / 'work').mkdir()
    assert pack.sign(tmp_path / 'work' / 'a.zip') == 'signed'
    asked = (tmp_path / 'work' / 'asked').read_text(encoding='utf-8')
    assert asked == f'-S -s {tmp_path / "a.key"} -m a.zip -t a.zip\n'


def test_what_minisign_says_when_it_does_not_sign_is_one_line(tmp_path, monkeypatch):
    signer(tmp_path, monkeypatch, 'echo "no such\n key" >&2\nexit 3')
    with pytest.raises(Fault, match='^minisign did not sign: no such key$'):
        pack.sign(tmp_path / 'a.zip')


def test_a_file_is_packed_only_where_it_gets_shorter(monkeypatch):
    raw = b'a' * 100
    for length, ends in ((99, {'.br', '.gz'}), (100, {'.gz'}), (101, {'.gz'})):
        monkeypatch.setattr(pack.brotli, 'compress', lambda raw, quality, length=length: b'b' * length)
        assert set(pack.packed(raw)) == ends
    assert pack.packed(b'') == {}
