"""Measures pages with Lighthouse, mobile throttling, beside the same pages under Starlight.

    bench_web.py [RUNS]     medians of so many runs, 5 without

Both are served alike, with gzip. Exit status: 1 where a score is below 100 or a bar is not held.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import pathlib
import statistics
import subprocess
import sys

import starlight
from project import ROOT
from serving import served

from scripts import settings

LIGHTHOUSE = ROOT / 'node_modules' / '.bin' / 'lighthouse'
CATEGORIES = ('performance', 'accessibility', 'best-practices', 'seo')
# What is measured beside the scores: its audit in Lighthouse, and how it is written.
FIGURES = {
    'shift': ('cumulative-layout-shift', '{:.3f}'),
    'paint': ('largest-contentful-paint', '{:.0f}'),
    'blocked': ('total-blocking-time', '{:.0f}'),
    'bytes': ('total-byte-weight', '{:.0f}'),
}
# Each page, and the most of Starlight's largest paint and of its bytes.
BARS = {'': (0.80, 0.25), 'now/': (0.80, 0.25), 'visit/rules/': (0.90, 0.35), 'tools/plan/': (0.90, 0.50)}
PACKED = ('.html', '.js', '.css', '.svg', '.json', '.xml', '.txt')
ROW = '{:<18} {:<9} {:>4} {:>4} {:>4} {:>4} {:>6} {:>6} {:>7} {:>8}  {}'


class Handler(http.server.SimpleHTTPRequestHandler):
    """A folder over HTTP/1.1, texts in gzip, each packed once."""

    protocol_version = 'HTTP/1.1'

    def log_message(self, *_args) -> None:
        pass

    def do_GET(self) -> None:
        path = pathlib.Path(self.translate_path(self.path))
        path = path / 'index.html' if path.is_dir() else path
        status = 200 if path.is_file() else 404
        packs = path.suffix in PACKED and 'gzip' in self.headers.get('Accept-Encoding', '')
        body = b'' if status == 404 else packed(path) if packs else path.read_bytes()
        self.send_response(status)
        self.send_header(
            'Content-Type', self.guess_type(str(path)) + '; charset=utf-8' * (path.suffix in PACKED)
        )
        self.send_header('Content-Length', str(len(body)))
        self.send_header('Cache-Control', 'max-age=600')
        if packs and status == 200:
            self.send_header('Content-Encoding', 'gzip')
        self.end_headers()
        self.wfile.write(body)


@functools.cache
def packed(path: pathlib.Path) -> bytes:
    """A file in gzip, as a server packs it by itself."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


def look(address: str) -> dict:
    """Lighthouse's report of one look at a page. Raises CalledProcessError."""
    flags = ' '.join(['--headless=new', *settings.BROWSER_ARGS])
    done = subprocess.run(
        [LIGHTHOUSE, address, '--output=json', '--quiet', f'--chrome-flags={flags}']
        + [f'--only-categories={",".join(CATEGORIES)}'],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, 'CHROME_PATH': settings.browser() or ''},
    )
    return json.loads(done.stdout)


def measured(address: str, runs: int) -> tuple[dict[str, float], set[str]]:
    """The medians of some looks at a page, and the audits that cost a point in any of them."""
    reports = [look(address) for _ in range(runs)]
    found = {
        name: statistics.median(100 * (report['categories'][name]['score'] or 0) for report in reports)
        for name in CATEGORIES
    }
    for name, (audit, _) in FIGURES.items():
        found[name] = statistics.median(report['audits'][audit]['numericValue'] for report in reports)
    lost = {
        ref['id']
        for report in reports
        for category in report['categories'].values()
        for ref in category['auditRefs']
        if ref['weight']
        and (report['audits'][ref['id']]['score'] or 0) < 0.995
        and report['audits'][ref['id']]['scoreDisplayMode'] not in ('notApplicable', 'manual', 'informative')
    }
    return found, lost


def row(page: str, whose: str, found: dict[str, float], said: str = '') -> str:
    """A line of the table."""
    scores = (f'{found[name]:.0f}' for name in CATEGORIES)
    return ROW.format(
        page or '/', whose, *scores, *(form.format(found[name]) for name, (_, form) in FIGURES.items()), said
    )


def main(runs: int) -> int:
    """Prints the table. Returns 0, or 1 where something is not as it has to be."""
    faults = []
    print(
        ROW.format('page', 'site', 'perf', 'acc', 'best', 'seo', *FIGURES, f'medians of {runs}; paint, bytes')
    )
    theirs_at = starlight.built(ROOT / 'dist' / 'starlight')
    with served(ROOT / 'site', Handler) as ours, served(theirs_at, Handler) as theirs:
        for slug, bars in BARS.items():
            for page in (slug, f'en/{slug}'):
                (mine, lost), (other, _) = (measured(f'{site}/{page}', runs) for site in (ours, theirs))
                said = []
                for name, bar in zip(('paint', 'bytes'), bars, strict=True):
                    part = mine[name] / other[name]
                    said.append(f'{part:.2f} of {bar:.2f}')
                    faults += (
                        [f'/{page}: {name} is {part:.2f} of theirs, at most {bar}'] if part > bar else []
                    )
                faults += [f'/{page}: {name} {mine[name]:.0f}' for name in CATEGORIES if mine[name] < 100]
                faults += [f'/{page}: layout shift {mine["shift"]:.3f}'] if mine['shift'] else []
                print(row(page, 'ours', mine, ', '.join(said) + ' ' + ' '.join(sorted(lost))))
                print(row(page, 'starlight', other), flush=True)
    print('\n'.join(faults) or 'All as it has to be.')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(int((sys.argv[1:] or [5])[0])))
