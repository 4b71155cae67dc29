"""Times how long a save takes to be shown under make serve: ten edits of a page, ten of each of two facts.

One is cited by eight pages, as facts are on average; the other by most of all, so that nearly every page is
made again. Prints median and worst, in seconds.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What is edited, where it shows, a pattern of what is replaced, and a text that takes a number.
PAGE = ('docs/zh/now/say.md', 'now/say/', '\n(?=## 更多)', '\n改到第{}次。\n\n')
OF_FACT = r"(?s)(?<=- id: {}\n)(.*?checked: ').*?(?=')"
FACT, CITED = (
    ('data/facts/hotline.yml', 'help/', OF_FACT.format(ident), r'\g<1>2026-11-{:02}')
    for ident in ('hotline-12345', 'hotline-110-emergency')
)
EDITS = (('a page', PAGE), ('a fact of eight pages', FACT), ('the fact of most pages', CITED))


@contextlib.contextmanager
def served():
    """A copy of the project under make serve: (its folder, its address)."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        tree = pathlib.Path(folder)
        for name in ('data', 'docs', 'overrides', 'scripts'):
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns('__pycache__'))
        shutil.copy(ROOT / 'mkdocs.yml', tree)
        free.bind(('127.0.0.1', 0))
        port = free.getsockname()[1]
        free.close()
        running = subprocess.Popen(
            [sys.executable, '-m', 'scripts', 'serve', str(port)],
            cwd=tree,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, 'AS_OF': '2026-11-24'},
        )
        try:
            running.stdout.readline()
            yield tree, f'http://127.0.0.1:{port}/'
        finally:
            running.terminate()
            running.wait()


def timed(tree: pathlib.Path, address: str, file: str, slug: str, old: str, new: str) -> list[float]:
    """Seconds from each of ten saves until the page shows it."""
    good, found = (tree / file).read_text(encoding='utf-8'), []
    for number in range(10, 20):
        said = new.format(number)
        shown = said.strip().removeprefix(r'\g<1>')
        start = time.perf_counter()
        (tree / file).write_text(re.sub(old, said, good, count=1), encoding='utf-8')
        while shown not in urllib.request.urlopen(address + slug).read().decode():
            # each request takes time from the build
            time.sleep(0.03)
        found.append(time.perf_counter() - start)
        time.sleep(0.3)
    return found


def main() -> None:
    with served() as (tree, address):
        for name, edit in EDITS:
            found = timed(tree, address, *edit)
            print(f'{name}: median {statistics.median(found):.2f} s, worst {max(found):.2f} s')


if __name__ == '__main__':
    main()
