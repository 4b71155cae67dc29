"""Makes of the built site what others take: a release for a server, and an archive that anybody can carry.

In: site/, which agrees with its sources. Out: dist/<release>/; dist/<name>.zip, its SHA-256, its signature.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import zipfile

import brotli

from scripts import settings, work
from scripts.settings import Fault
from scripts.stamp import stamp

# What gains from being packed; pictures and PDF files are packed already.
TEXT = {'.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest', '.xml'}
# What stands in an archive beside the site.
BESIDE = ('LICENSE', 'LICENSE-CONTENT', 'deploy/READ-ME.txt')


def files(root: pathlib.Path) -> dict[str, bytes]:
    """What root/site holds by path, in order, but for our own mark of the build.

    Raises Fault where it is not what its sources make.
    """
    site = root / 'site'
    mark = site / '.stamp'
    if not mark.is_file() or mark.read_text(encoding='utf-8', errors='replace').strip() != stamp(root):
        raise Fault('site/ is not built from these sources: run make build first')
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob('*') if path.is_file()}
    return {name: paths[name].read_bytes() for name in sorted(paths.keys() - {'.stamp'})}


def named(root: pathlib.Path, held: dict[str, bytes]) -> str:
    """The name of these files: the day of the build and eight digits of a hash of all of them."""
    digest = hashlib.sha256()
    for name, raw in held.items():
        digest.update(name.encode() + b'\0' + hashlib.sha256(raw).digest())
    return f'{settings.as_of(root)}-{digest.hexdigest()[:8]}'


def nginx_headers(text: str) -> str:
    """The headers that site/_headers gives every page, as nginx writes them."""
    block = text.partition('/*\n')[2].partition('\n/')[0]
    pairs = [line.strip().partition(': ') for line in block.splitlines()]
    return ''.join(f'add_header {name} "{value}" always;\n' for name, _, value in pairs)


def base(gone: str) -> str:
    """The path of the site's root on its host, as the built 404.html names it in its first link home."""
    return re.search(r'<a class="head-name" href="([^"]*)"', gone)[1]


def packed(raw: bytes) -> dict[str, bytes]:
    """The same bytes under .br and .gz, where that is shorter."""
    small = {'.br': brotli.compress(raw, quality=11), '.gz': gzip.compress(raw, 9, mtime=0)}
    return {end: made for end, made in small.items() if len(made) < len(raw)}


def sums(held: dict[str, bytes]) -> bytes:
    """A line for each file, as sha256sum -c reads it."""
    return ''.join(f'{hashlib.sha256(raw).hexdigest()}  {path}\n' for path, raw in held.items()).encode()


def put(path: pathlib.Path, raw: bytes) -> None:
    """Writes a file, its folders too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def release(root: pathlib.Path) -> int:
    """Makes dist/<release>/ for nginx: the site packed, its headers, its base.

    Returns 0. Raises Fault, OSError.
    """
    with work.locked(root), work.folder(root) as folder:
        held = files(root)
        name = named(root, held)
        made = {
            'headers.conf': nginx_headers(held['_headers'].decode()).encode(),
            'base': f'{base(held["404.html"].decode())}\n'.encode(),
        }
        for path, raw in held.items():
            if path != '_headers':
                made[f'site/{path}'] = raw
                small = packed(raw) if pathlib.PurePath(path).suffix in TEXT else {}
                made |= {f'site/{path}{end}': shorter for end, shorter in small.items()}
        new = folder / name
        for path, raw in {**made, 'SHA256SUMS': sums(made)}.items():
            put(new / path, raw)
        (root / 'dist').mkdir(exist_ok=True)
        work.swap(new, root / 'dist' / name)
    print(f'dist/{name}/')
    return 0


def archive(root: pathlib.Path) -> int:
    """Makes dist/handbook-<release>.zip, the same bytes for the same site, and what proves it.

    Signed where MINISIGN_KEY names a secret key. Returns 0. Raises Fault, OSError.
    """
    with work.locked(root), work.folder(root) as folder:
        held = files(root)
        name = f'handbook-{named(root, held)}'
        inside = {f'site/{path}': raw for path, raw in held.items()}
        inside |= {pathlib.PurePath(path).name: (root / path).read_bytes() for path in BESIDE}
        inside['SHA256SUMS'] = sums(inside)
        day = datetime.date.fromisoformat(settings.as_of(root))
        new = folder / f'{name}.zip'
        with zipfile.ZipFile(new, 'w') as made:
            for path, raw in inside.items():
                info = zipfile.ZipInfo(f'{name}/{path}', (day.year, day.month, day.day, 0, 0, 0))
                info.create_system, info.external_attr = 3, 0o100644 << 16
                made.writestr(info, raw, zipfile.ZIP_DEFLATED, 9)
        digest = hashlib.sha256(new.read_bytes()).hexdigest()
        put(new.with_suffix('.zip.sha256'), f'{digest}  {new.name}\n'.encode())
        signature = sign(new)
        (root / 'dist').mkdir(exist_ok=True)
        # a signature of other bytes must not stay beside these
        (root / 'dist' / f'{new.name}.minisig').unlink(missing_ok=True)
        for path in sorted(folder.glob(f'{name}*')):
            os.replace(path, root / 'dist' / path.name)
    print(f'dist/{name}.zip: {len(inside)} files, SHA-256 {digest}, {signature}')
    return 0


def sign(path: pathlib.Path) -> str:
    """Signs a file where MINISIGN_KEY names a secret key; says what was done. Raises Fault."""
    key = os.environ.get('MINISIGN_KEY')
    if not key:
        return 'not signed (MINISIGN_KEY names no key)'
    if not pathlib.Path(key).is_file():
        raise Fault('MINISIGN_KEY names no file: give the path of a secret key, or unset it')
    if not shutil.which('minisign'):
        raise Fault('there is no minisign: install the package minisign, or unset MINISIGN_KEY')
    done = subprocess.run(
        ['minisign', '-S', '-s', key, '-m', path.name, '-t', path.name],
        cwd=path.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Fault(f'minisign did not sign: {" ".join(done.stderr.split())}')
    return 'signed'
