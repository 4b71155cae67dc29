"""How much the nginx of deploy/ bears, on this machine and to itself only: python tests/load.py [SECONDS].

wrk asks the real site's pages, packed, at 1, 64 and 512 connections; every answer is held to the bytes of its
file. Exit status: 0 no error and no byte lost, 1 some, 2 it could not run.
"""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from nginx import Nginx, missing
from project import ROOT

from scripts import pack
from scripts.settings import Fault

CONNECTIONS = (1, 64, 512)
# What a reader at the door asks for, and the heaviest that anybody does.
PAGES = ('', 'now/', 'now/say/', 'd/', 'en/now/', 'help/', 'search/index.js')


def expected(server: Nginx, release: pathlib.Path) -> str:
    """The pages as a Lua table: path, tag, and the file that the answer is to equal."""
    rows = []
    for name in PAGES:
        path = release / 'site' / (name if name.endswith('.js') else f'{name}index.html')
        status, headers, _ = server.get(f'/{name}', accept_encoding='br')
        assert status == 200 and headers['content-encoding'] == 'br', name
        rows.append(f"{{path = '/{name}', etag = '{headers['etag']}', file = '{path}.br'}}")
    return 'expected = {\n  ' + ',\n  '.join(rows) + '\n}\n'


def load(server: Nginx, script: pathlib.Path, connections: int, seconds: int) -> list[int]:
    """What wrk found: requests, microseconds, bytes, wrong answers, errors, half and 99 % of the answers."""
    done = subprocess.run(
        ['wrk', f'-t{min(2, connections)}', f'-c{connections}', f'-d{seconds}s', '--timeout', '10s']
        + ['-s', script, f'http://127.0.0.1:{server.port}/'],
        capture_output=True,
        text=True,
        timeout=seconds + 60,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith('RESULT ')]
    if not lines:
        raise Fault(f'wrk gave no result: {(done.stderr or done.stdout).strip()[-300:]}')
    return [int(word) for word in lines[0].split()[1:]]


def main(seconds: int) -> int:
    """Makes a release, serves it, loads it, prints a table."""
    lacks = missing() or ('' if shutil.which('wrk') else 'no wrk here: install the package wrk')
    if lacks:
        raise Fault(lacks)
    pack.release(ROOT)
    release = max((ROOT / 'dist').glob('*/base'), key=lambda path: path.stat().st_mtime_ns).parent
    print(f'{os.cpu_count()} cores for nginx and wrk together; load of the machine {os.getloadavg()[0]:.1f}')
    print('connections  requests/s     MB/s   median ms   99 % ms   requests  wrong  errors')
    faults = 0
    with tempfile.TemporaryDirectory() as folder, Nginx(pathlib.Path(folder), workers=2) as server:
        server.switch(release)
        script = pathlib.Path(folder) / 'load.lua'
        script.write_text(
            expected(server, release) + (ROOT / 'tests' / 'load.lua').read_text(encoding='utf-8'),
            encoding='utf-8',
        )
        for connections in CONNECTIONS:
            requests, took, length, wrong, errors, half, most = load(server, script, connections, seconds)
            faults += wrong + errors + (requests == 0)
            print(
                f'{connections:11} {requests / took * 1e6:11.0f} {length / took:8.1f} {half / 1000:11.1f}'
                f' {most / 1000:9.1f} {requests:10} {wrong:6} {errors:7}'
            )
        said = (pathlib.Path(folder) / 'error.log').read_text(encoding='utf-8')
        print(said, end='')
    return 1 if faults or said else 0


if __name__ == '__main__':
    try:
        words = sys.argv[1] if len(sys.argv) > 1 else '10'
        if not words.isascii() or not words.isdigit() or not 0 < int(words) <= 60:
            raise Fault(f'{words} is no time: write 1 to 60 seconds')
        sys.exit(main(int(words)))
    except Fault as fault:
        print(f'load: {fault}', file=sys.stderr)
        sys.exit(fault.status)
