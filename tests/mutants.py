"""Changes scripts/ at random places, one at a time, and counts how many changes the fast tests notice.

Usage: python tests/mutants.py [NUMBER [SEED]], as `make mutants` does. Each change is made in a copy of the
project; there the quickest tests that reach the line are asked, then build and check, then all tests that
reach it or read the built site. Prints each change with who noticed it.
"""

from __future__ import annotations

import ast
import concurrent.futures
import contextlib
import functools
import os
import pathlib
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import NamedTuple

import coverage
import lxml.etree

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORKERS, LONGEST = 2, 600
# How pytest ends where there was no test to run.
NOTHING = 5
# Its tests become another user, for whom coverage cannot write.
APART = 'tests/test_work.py'
# How many of the tests that reach a line are asked first.
QUICK = 60
# What a test asks for that reads the built site, or what the first test of all has read for the others.
SHARED = re.compile(r'^def (test\w*)\([^)]*\b(?:site|built|pages|address|book|each_slug)\b', re.M)
FAST = ('-m', 'pytest', '-q', '-m', 'not slow and not full')
FLIPPED = {
    ast.Eq: '!=',
    ast.NotEq: '==',
    ast.Lt: '<=',
    ast.LtE: '<',
    ast.Gt: '>=',
    ast.GtE: '>',
    ast.In: 'not in',
    ast.NotIn: 'in',
    ast.Is: 'is not',
    ast.IsNot: 'is',
}
EMPTY = {
    ast.List: '[]',
    ast.ListComp: '[]',
    ast.Dict: '{}',
    ast.DictComp: '{}',
    ast.Tuple: '()',
    ast.JoinedStr: "''",
    ast.Set: 'set()',
}


class Mutant(NamedTuple):
    """One change: in a file, from one place to another (line, column), what stands there instead."""

    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    new: str
    kind: str


def span(node) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)


@functools.cache
def mutants(path: pathlib.Path) -> list[Mutant]:
    """Every change that can be made in one file."""
    text = path.read_text(encoding='utf-8')
    lines = text.encode().splitlines(keepends=True)
    file, tree, found = path.relative_to(ROOT).as_posix(), ast.parse(text), []
    texts = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    parts = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if part is not node
    }

    def said(node) -> str:
        # ast.get_source_segment splits the whole file for each node
        (first, start), (last, end) = span(node)
        own = lines[first - 1 : last]
        own[-1] = own[-1][:end]
        return b''.join([own[0][start:], *own[1:]]).decode()

    def add(node, new: str, kind: str) -> None:
        found.append(Mutant(file, *span(node), new, kind))

    for node in ast.walk(tree):
        # parts of an f-string have no place of their own in this Python
        if not hasattr(node, 'lineno') or id(node) in parts or id(node) in texts:
            continue
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in FLIPPED:
            left, right = (said(side) for side in (node.left, node.comparators[0]))
            add(node, f'({left}) {FLIPPED[type(node.ops[0])]} ({right})', 'comparison')
        if isinstance(node, ast.BoolOp):
            word = ' or ' if isinstance(node.op, ast.And) else ' and '
            add(
                node,
                '(' + word.join(f'({said(value)})' for value in node.values) + ')',
                'condition',
            )
        if isinstance(node, (ast.If, ast.While, ast.IfExp)):
            add(node.test, f'(not ({said(node.test)}))', 'condition')
        if isinstance(node, ast.Constant) and node.value is not None:
            value = node.value
            if isinstance(value, bool):
                add(node, str(not value), 'constant')
            elif isinstance(value, int):
                add(node, str(value + 1), 'constant')
            elif isinstance(value, str) and value:
                add(node, repr(value + 'x'), 'constant')
        if isinstance(node, ast.Expr) and isinstance(node.value, (ast.Call, ast.YieldFrom, ast.Yield)):
            add(node, 'pass', 'dropped call')
        if (
            isinstance(node, ast.Return)
            and node.value is not None
            and not isinstance(node.value, ast.Constant)
        ):
            add(node.value, EMPTY.get(type(node.value), 'None'), 'emptied result')
    return found


def sample(number: int, seed: int) -> list[Mutant]:
    """So many changes, spread over the files by their size."""
    chance = random.Random(seed)
    files = sorted((ROOT / 'scripts').rglob('*.py'))
    sizes = [len(path.read_text(encoding='utf-8').splitlines()) for path in files]
    chosen: list[Mutant] = []
    for path in chance.choices(files, sizes, k=number * 3):
        known = [mutant for mutant in mutants(path) if mutant not in chosen]
        if known and len(chosen) < number:
            chosen.append(chance.choice(known))
    return chosen


def changed(text: str, mutant: Mutant) -> str:
    """A file's text with the change made. Columns count bytes."""
    lines = [line.encode() for line in text.split('\n')]
    (first, start), (last, end) = mutant.start, mutant.end
    lines[first - 1 : last] = [lines[first - 1][:start] + mutant.new.encode() + lines[last - 1][end:]]
    return b'\n'.join(lines).decode()


@contextlib.contextmanager
def made(tree: pathlib.Path, mutant: Mutant) -> Iterator[None]:
    """The change stands in this copy as long as the block runs."""
    path = tree / mutant.file
    text = path.read_text(encoding='utf-8')
    path.write_text(changed(text, mutant), encoding='utf-8')
    try:
        yield
    finally:
        path.write_text(text, encoding='utf-8')


def run(tree: pathlib.Path, *words: str, longest: float = LONGEST) -> int:
    """The exit status of a Python command in a copy, 124 when it takes more than `longest` seconds.

    Python may keep what it compiled in the copy, so that tests start sooner. No change is lost by that: a
    step takes longer than the second by which Python tells two versions of a file apart.
    """
    own = {name: value for name, value in os.environ.items() if name != 'PYTHONDONTWRITEBYTECODE'}
    # in a group of its own: a change can make it kill all of its group, and what it began ends with it
    running = subprocess.Popen(
        [sys.executable, *words],
        cwd=tree,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=own,
        start_new_session=True,
    )
    try:
        return running.wait(longest)
    except subprocess.TimeoutExpired:
        return 124
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def seconds(report: pathlib.Path) -> dict[str, float]:
    """How long each test took with what it set up, by its name. report: pytest's JUnit file."""
    return {
        f'{case.get("classname").replace(".", "/")}.py::{case.get("name")}': float(case.get('time'))
        for case in lxml.etree.parse(str(report)).iter('testcase')
    }


def reached(tree: pathlib.Path) -> dict[tuple[str, int], list[str]]:
    """Which tests reach each line of scripts/, quickest first; in a process of their own too.

    Raises ValueError when the tests are not green before anything is changed, and names those that fail.
    """
    # a command that a test starts, in a copy too, writes down under the name that pytest gives the test
    (tree / '.coveragerc').write_text(
        f'[run]\ndata_file = {tree}/.coverage\nparallel = true\ninclude = */scripts/*\n'
        'context = ${PYTEST_CURRENT_TEST-}\n',
        encoding='utf-8',
    )
    started = f'import os\nos.environ["COVERAGE_PROCESS_START"] = "{tree}/.coveragerc"\n'
    (tree / 'beneath.py').write_text(started, encoding='utf-8')
    options = ['-p', 'beneath', '--cov', '--cov-config=.coveragerc', '--cov-context=test', '--cov-report=']
    options += ['-n', str(WORKERS), '--dist', 'loadfile', '--junitxml=times.xml', f'--ignore={APART}']
    if run(tree, *FAST, *options, longest=6 * LONGEST):
        cases = lxml.etree.parse(str(tree / 'times.xml')).xpath('//testcase[failure or error]')
        failed = ', '.join(f'{case.get("classname")} {case.get("name")}' for case in cases)
        raise ValueError(f'the tests are not green before a change, so nothing can be measured: {failed}')
    for name in ('.coveragerc', 'beneath.py'):
        (tree / name).unlink()
    times = seconds(tree / 'times.xml')
    data = coverage.CoverageData(basename=str(tree / '.coverage'))
    data.read()
    found: dict[tuple[str, int], set[str]] = {}
    tops = set()
    for file in data.measured_files():
        # a test that copies the tooling runs it from there
        name = 'scripts/' + file.rpartition('/scripts/')[2]
        for line, contexts in data.contexts_by_lineno(file).items():
            tests = {re.sub(r'(\|| \()(run|setup|call|teardown)\)?$', '', context) for context in contexts}
            found.setdefault((name, line), set()).update(tests & times.keys())
            if '' in contexts:
                tops.add((name, line))
    for (file, _line), tests in list(found.items()):
        found.setdefault((file, 0), set()).update(tests)
    # what a module says at its top is read before any test, and belongs to all tests of the module
    for file, line in tops:
        found[file, line] |= found[file, 0]
    return {place: sorted(tests, key=times.get) for place, tests in found.items() if tests}


# Given by name, thousands of tests take pytest minutes and gigabytes to collect.
ASKING = """
def pytest_collection_modifyitems(items):
    def names(item):
        return {item.nodeid, item.nodeid.partition('[')[0], item.nodeid.partition('::')[0]}

    items[:] = [item for item in items if ASKED & names(item)]
"""


def ask(tree: pathlib.Path, tests: list[str], longest: float = LONGEST) -> int:
    """The exit status of these tests in a copy, by their names or those of their functions or files.

    A file is asked before those whose tests come later in the list. What there is no such test of, as where
    each is left out, nobody has noticed.
    """
    (tree / 'asking.py').write_text(f'ASKED = {set(tests)!r}\n{ASKING}', encoding='utf-8')
    files = dict.fromkeys(test.partition('::')[0] for test in tests)
    status = run(tree, *FAST, '-x', '-p', 'asking', *files, longest=longest)
    return 0 if status == NOTHING else status


def noticed(tree: pathlib.Path, mutant: Mutant, tests: list[str]) -> str:
    """What notices the change in this copy: 'quick', 'build', 'check', 'tests', or ''.

    tests: those that reach the line, quickest first; the first of them are asked before all else. Any other
    test can notice only what the build has made of the change.
    """
    with made(tree, mutant):
        if tests and ask(tree, tests[:QUICK]):
            return 'quick'
    kept = shutil.copytree(tree / 'site', tree.with_name(f'{tree.name}-site'))
    with made(tree, mutant):
        for step in ('build', 'check'):
            if run(tree, '-m', 'scripts', step):
                break
        else:
            paths = (tree / 'tests').rglob('test_*.py')
            shared = [
                f'{path.relative_to(tree)}::{name}'
                for path in sorted(paths)
                for name in SHARED.findall(path.read_text('utf-8'))
            ]
            step = 'tests' if ask(tree, [*tests, *shared, APART], 6 * LONGEST) else ''
    shutil.rmtree(tree / 'site', ignore_errors=True)
    kept.rename(tree / 'site')
    return step


def main(number: int = 200, seed: int = 1) -> None:
    chosen = sample(number, seed)
    with tempfile.TemporaryDirectory() as folder:
        first = pathlib.Path(folder) / '0'
        left_out = shutil.ignore_patterns('.venv*', 'node_modules', '__pycache__', '.build-*')
        shutil.copytree(ROOT, first, ignore=left_out)
        run(first, '-m', 'scripts', 'build')
        known = reached(first)
        trees: queue.Queue = queue.Queue()
        trees.put(first)
        for copy in range(1, WORKERS):
            trees.put(shutil.copytree(first, first.with_name(str(copy))))

        def judged(mutant: Mutant) -> str:
            tree = trees.get()
            try:
                tests = known.get((mutant.file, mutant.start[0])) or known.get((mutant.file, 0), [])
                return noticed(tree, mutant, tests)
            finally:
                trees.put(tree)

        noted = 0
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            for mutant, by in zip(chosen, pool.map(judged, chosen), strict=True):
                noted += bool(by)
                print(
                    f'{by or "SURVIVED":8} {mutant.file}:{mutant.start[0]} {mutant.kind}'
                    f' -> {mutant.new[:90]!r}',
                    flush=True,
                )
        print(f'{noted} of {len(chosen)} noticed ({noted * 100 // len(chosen)} %), seed {seed}')


if __name__ == '__main__':
    main(*map(int, sys.argv[1:]))
