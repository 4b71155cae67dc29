"""What a change does to the site: pages that differ from another commit's, with pictures of both.

In: the site as it would be now and as that commit builds it, on the same day. Out: preview/list.md,
preview/index.html and the pictures, or the list alone where there is no browser.
"""

from __future__ import annotations

import functools
import html
import http.server
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import threading
from typing import NamedTuple

from scripts import build, settings, work
from scripts.serve import Handler
from scripts.settings import Fault

# What every page carries: a change of it alone is a change of the look, told once and not for each page.
SHARED = re.compile(r'<style>.*?</style>|<meta http-equiv="Content-Security-Policy"[^>]*>', re.S)
# Pictures of so many pages, of so much of each (px); more would be looked at by nobody.
MOST, WIDTH, HEIGHT = 20, 360, 4000


class Change(NamedTuple):
    """A page that differs. what: new, gone, changed, or look: its words are the same, its style is not."""

    address: str
    what: str


def pages(site: pathlib.Path) -> dict[str, str]:
    """The HTML of each page of a site, by its address."""
    return {
        path.relative_to(site).as_posix().removesuffix('index.html'): path.read_text(encoding='utf-8')
        for path in sorted(site.rglob('*.html'))
    }


def changes(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """The pages that differ, new and changed ones first, those with another look alone last."""
    found = []
    for address in sorted({*before, *after}):
        old, new = before.get(address), after.get(address)
        if old is None or new is None:
            found.append(Change(address, 'new' if old is None else 'gone'))
        elif SHARED.sub('', old) != SHARED.sub('', new):
            found.append(Change(address, 'changed'))
        elif old != new:
            found.append(Change(address, 'look'))
    return sorted(found, key=lambda change: ('new', 'changed', 'gone', 'look').index(change.what))


def commit_site(root: pathlib.Path, commit: str, own: pathlib.Path, day: str) -> pathlib.Path:
    """Builds the site of a commit in a folder of its own. Raises Fault where git or that commit cannot."""
    done = subprocess.run(['git', 'archive', commit], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise Fault(f'git knows no commit {commit}: fetch it first (git fetch), or name another')
    tree = own / 'tree'
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
        packed.extractall(tree, filter='data')
    built = subprocess.run(
        [sys.executable, '-m', 'scripts', 'build'],
        cwd=tree,
        env={**os.environ, 'AS_OF': day},
        capture_output=True,
        encoding='utf-8',
        errors='replace',
        check=False,
    )
    if built.returncode:
        last = ((built.stdout + built.stderr).strip().splitlines() or ['it said nothing'])[-1]
        raise Fault(f'the site of {commit} cannot be built with what is installed: {last}')
    return tree / 'site'


def picture_of(change: Change, side: str) -> str:
    """The file of a picture."""
    return f'{change.address.strip("/").replace("/", "-").removesuffix(".html") or "home"}-{side}.png'


def pictures(sites: dict[str, pathlib.Path], found: list[Change], target: pathlib.Path) -> None:
    """Takes a picture of each page in each site that has it. Raises Fault without a browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=settings.browser(), args=settings.BROWSER_ARGS)
        page = browser.new_page(viewport={'width': WIDTH, 'height': 640})
        for side, site in sites.items():
            server = http.server.ThreadingHTTPServer(
                ('127.0.0.1', 0), functools.partial(Handler, directory=str(site))
            )
            # it looks so often (s) whether it is to end
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            for change in found:
                if change.what != ('new' if side == 'before' else 'gone'):
                    page.goto(f'http://127.0.0.1:{server.server_port}/{change.address}')
                    high = min(HEIGHT, page.evaluate('document.documentElement.scrollHeight'))
                    clip = {'x': 0, 'y': 0, 'width': WIDTH, 'height': high}
                    page.screenshot(path=target / picture_of(change, side), full_page=True, clip=clip)
            server.shutdown()
        browser.close()


def listed(found: list[Change]) -> str:
    """The list as Markdown: each page whose words differ; how many differ in their look alone."""
    words = [change for change in found if change.what != 'look']
    lines = [f'- {change.what}: `/{change.address}`' for change in words]
    looks = len(found) - len(words)
    if looks:
        lines.append(f'- another style on {looks} page{"s" if looks > 1 else ""} whose words are the same')
    return '## Pages that this change touches\n\n' + ('\n'.join(lines) or 'None.') + '\n'


def shown(found: list[Change], target: pathlib.Path) -> str:
    """One HTML page with the pictures that were taken, before beside after."""
    rows = ''
    for change in found:
        cells = ''.join(
            f'<td><img src="{picture_of(change, side)}" alt="{side}">'
            if (target / picture_of(change, side)).is_file()
            else '<td>'
            for side in ('before', 'after')
        )
        rows += (
            f'<tr><th colspan="2">{change.what}: /{html.escape(change.address)}</th></tr><tr>{cells}</tr>\n'
        )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Before and after</title>'
        '<style>td{vertical-align:top}img{border:1px solid}</style>'
        f'<table><tr><th>before<th>after</tr>\n{rows}</table>\n'
    )


def make(root: pathlib.Path, commit: str) -> int:
    """Builds both sites and writes preview/. Returns 0, or 1 where the sources have faults. Raises Fault."""
    day = settings.as_of(root)
    if status := build.build(root):
        return status
    with work.folder(root) as own:
        before = commit_site(root, commit, own, day)
        found = changes(pages(before), pages(root / 'site'))
        target = own / 'preview'
        target.mkdir()
        (target / 'list.md').write_text(listed(found), encoding='utf-8')
        some = found[:MOST]
        if settings.browser():
            pictures({'before': before, 'after': root / 'site'}, some, target)
            (target / 'index.html').write_text(shown(some, target), encoding='utf-8')
        else:
            print('no browser here (CHROME), so there are no pictures', file=sys.stderr)
        shutil.rmtree(root / 'preview', ignore_errors=True)
        shutil.move(target, root / 'preview')
    print(listed(found), end='')
    return 0
