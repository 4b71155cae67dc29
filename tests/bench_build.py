"""Times the build: cold with its gate, beside bare MkDocs Material over the same staged pages, and one edit.

    bench_build.py [PAIRS ...]     at so many page pairs; without: today's, 200 and 1,000

Each size: both builds in turn, three times, medians. Memory is the largest process of a build. Bare is the
theme without our shell, with static-i18n and search, and our extensions of Markdown.
"""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIZES, TIMES = (0, 200, 1000), 3
# One day for all builds, so that no page is overdue in one of them alone.
ENV = {
    **os.environ,
    'AS_OF': '2026-11-27',
    'PYTHONPATH': f'{ROOT}:{ROOT / "tests"}',
    'NO_MKDOCS_2_WARNING': '1',
}
HEAD = ('pairs', 'ours', 'bare', 'ratio', 'cpu ours', 'cpu bare', 'MB ours', 'MB bare', 'page', 'fact')
ROW = '{:>7} {:>9} {:>9} {:>6} {:>9} {:>9} {:>8} {:>8} {:>8} {:>8}'


class Spent(NamedTuple):
    """What a command took: seconds by the clock, seconds of processors, MB of its largest process."""

    clock: float
    cpu: float
    memory: float


def run(words: list, folder: pathlib.Path) -> Spent:
    """Runs a command in a folder. Ends the bench where it fails.

    A process begins with the memory of whoever started it, so this file imports nothing large.
    """
    start = time.perf_counter()
    running = subprocess.Popen(list(map(str, words)), cwd=folder, env=ENV)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f'bench-build: {" ".join(map(str, words))} ended with {running.returncode}')
    return Spent(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def middle(found: list[Spent]) -> Spent:
    """The median of each figure; of memory the most."""
    clock, cpu, memory = zip(*found, strict=True)
    return Spent(statistics.median(clock), statistics.median(cpu), max(memory))


def bare(tree: pathlib.Path, folder: pathlib.Path) -> None:
    """Stages the pages of a project to folder/docs and writes folder/mkdocs.yml, without our shell.

    Run in the project, in a process of its own: it is large.
    """
    import yaml

    from scripts import settings, stage
    from scripts.book.read import load

    book = load(tree)
    book.as_of = settings.as_of(tree)
    stage.stage(book, folder, stage.pages(book, book.as_of))
    for path in (folder / 'docs').rglob('*.md'):
        # a template of ours, which the bare theme does not have
        lines = path.read_text(encoding='utf-8').split('\n')
        path.write_text(
            '\n'.join(line for line in lines if not line.startswith('template:')), encoding='utf-8'
        )
    config = yaml.safe_load((tree / 'mkdocs.yml').read_text(encoding='utf-8'))
    del config['theme']['custom_dir']
    config['plugins'].insert(0, 'search')
    config['site_dir'] = 'site'
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (folder / 'mkdocs.yml').write_text(text, encoding='utf-8')


def edits(tree: pathlib.Path) -> None:
    """Prints as JSON the seconds that edits of a page and of a fact take inside one running Builder."""
    from scripts import build

    found = {}
    with build.Builder(tree) as builder:
        if builder.update():
            raise SystemExit(1)
        for name, file, old, new in (
            ('page', 'docs/zh/now/say.md', '\n## 更多', '\n改到第{}次。\n\n## 更多'),
            ('fact', 'data/facts/hotline.yml', "checked: '2026-11-24'", "checked: '2026-10-{:02}'"),
        ):
            path, times = tree / file, []
            good = path.read_text(encoding='utf-8')
            for number in range(10, 10 + TIMES):
                path.write_text(good.replace(old, new.format(number), 1), encoding='utf-8')
                start = time.perf_counter()
                if builder.update():
                    raise SystemExit(1)
                times.append(time.perf_counter() - start)
            path.write_text(good, encoding='utf-8')
            found[name] = statistics.median(times)
    (tree / 'edits.json').write_text(json.dumps(found), encoding='utf-8')


def measured(pairs: int, own: pathlib.Path) -> str:
    """The row of the table for so many page pairs; 0: for the pages as they are. own: a folder to work in."""
    tree, plain, python = own / 'ours', own / 'bare', sys.executable
    run([python, ROOT / 'tests' / 'many.py', tree, pairs], ROOT)
    pairs = sum(1 for _ in (tree / 'docs' / 'zh').rglob('*.md'))
    plain.mkdir()
    run([python, __file__, '--bare', plain], tree)
    ours, theirs = [], []
    for _ in range(TIMES):
        shutil.rmtree(tree / 'site', ignore_errors=True)
        ours.append(run([python, '-m', 'scripts', 'build'], tree))
        theirs.append(run([python, '-m', 'mkdocs', 'build', '--quiet', '--clean'], plain))
    run([python, __file__, '--edits'], tree)
    edit = json.loads((tree / 'edits.json').read_text(encoding='utf-8'))
    a, b = middle(ours), middle(theirs)
    return ROW.format(
        pairs,
        *(f'{value:.1f}' for value in (a.clock, b.clock)),
        f'{a.clock / b.clock:.2f}',
        *(f'{value:.1f}' for value in (a.cpu, b.cpu)),
        *(f'{value:.0f}' for value in (a.memory, b.memory)),
        *(f'{edit[name]:.2f}' for name in ('page', 'fact')),
    )


def main(words: list[str]) -> None:
    sys.path.insert(0, str(pathlib.Path.cwd()))
    if words[:1] == ['--bare']:
        return bare(pathlib.Path.cwd(), pathlib.Path(words[1]))
    if words == ['--edits']:
        return edits(pathlib.Path.cwd())
    print('cold build in seconds, ours and bare, and their ratio; seconds of processors; MB of the largest')
    print('process; seconds of one edit, of a page and of a fact')
    print(ROW.format(*HEAD))
    for pairs in map(int, words or SIZES):
        with tempfile.TemporaryDirectory() as own:
            print(measured(pairs, pathlib.Path(own)), flush=True)
    return None


if __name__ == '__main__':
    main(sys.argv[1:])
