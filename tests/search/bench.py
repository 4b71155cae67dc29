"""Asks the search what people really asked, in Chromium, and prints how often the right page comes first.

Usage: python tests/search/bench.py [SITE [QUESTIONS]], as `make bench-search` does. SITE: a built site.
QUESTIONS: a file like questions.yml. Prints the misses, the shares by language and intent, the bytes to the
first result and the time that the slowest answer takes.
"""

from __future__ import annotations

import gzip
import pathlib
import sys
from typing import NamedTuple

import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FIRST_FEW = 3


class Question(NamedTuple):
    """What somebody asked, the pages that answer it, and the pages found, the best first."""

    lang: str
    words: str
    intents: list[str]
    right: list[str]
    found: list[str]

    @property
    def place(self) -> int:
        """The place of the first right page, from 0; a large number where none was found."""
        return min((self.found.index(slug) for slug in self.right if slug in self.found), default=99)


def questions(path: pathlib.Path = HERE / 'questions.yml') -> list[Question]:
    """The questions of a file, not asked yet."""
    rows = yaml.safe_load(path.read_text(encoding='utf-8'))
    owners = (
        rows.get('owners') or yaml.safe_load((HERE / 'questions.yml').read_text(encoding='utf-8'))['owners']
    )
    return [
        Question(
            lang, row['q'], row['intents'], [slug for name in row['intents'] for slug in owners[name]], []
        )
        for lang in ('zh', 'en')
        for row in rows[lang]
    ]


def asked(page, address: str, lang: str, wanted: list[Question]) -> list[Question]:
    """The questions of a language with what the search of a built site finds. page: of Playwright."""
    page.goto(f'{address}/{"" if lang == "zh" else "en/"}search/#q=110')
    page.wait_for_selector('#search-results a')
    script = 'q => self.handbookFind(q).map(hit => self.handbookIndex.pages[hit.page][0])'
    return [question._replace(found=page.evaluate(script, question.words)) for question in wanted]


def shares(done: list[Question]) -> tuple[float, float]:
    """Of 100 questions, how many have a right page first, and among the first few."""
    places = [question.place for question in done]
    return tuple(100 * sum(place < most for place in places) / len(places) for most in (1, FIRST_FEW))


def weight(site: pathlib.Path, lang: str) -> float:
    """KB over the wire (gzip -6) until the first result: the page, its script, the engine and the index."""
    base = site if lang == 'zh' else site / 'en'
    scripts = site / 'assets' / 'js'
    files = [base / 'search' / 'index.html', base / 'search' / 'index.js']
    for name in ('page-search', 'minisearch', 'engine'):
        files += scripts.glob(f'{name}.*.js')
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in files) / 1024


def keystroke(page, wanted: list[Question]) -> float:
    """Milliseconds that the slowest of these questions takes to be answered."""
    return page.evaluate(
        """words => Math.max(...words.map((question) => {
          const start = performance.now();
          self.handbookFind(question);
          return performance.now() - start;
        }))""",
        [question.words for question in wanted],
    )


def main(site: str = str(ROOT / 'site'), path: str = str(HERE / 'questions.yml')) -> int:
    """Prints the measures."""
    from playwright.sync_api import sync_playwright

    sys.path[:0] = [str(ROOT), str(ROOT / 'tests')]
    from serving import served

    from scripts import settings

    for name, wanted_file in (
        (path, 'questions.yml or fresh.yml'),
        (f'{site}/search/index.js', 'a built site'),
    ):
        if not pathlib.Path(name).is_file():
            print(f'bench: {name} is missing -> name {wanted_file}', file=sys.stderr)
            return 2
    wanted = questions(pathlib.Path(path))
    done, slowest = [], {}
    with sync_playwright() as started, served(pathlib.Path(site)) as address:
        page = started.chromium.launch(
            executable_path=settings.browser(), args=settings.BROWSER_ARGS
        ).new_page()
        for lang in ('zh', 'en'):
            rows = [question for question in wanted if question.lang == lang]
            done += asked(page, address, lang, rows)
            slowest[lang] = keystroke(page, rows)
    for question in done:
        if question.place:
            print(f'{question.place:2} {question.lang} {question.words}')
            print(f'   right {question.right}, found {question.found[:4]}')
    by_intent: dict[str, list[Question]] = {}
    for question in done:
        by_intent.setdefault(question.intents[0], []).append(question)
    for intent, rows in sorted(by_intent.items()):
        print('{}: first {:.0f}, among three {:.0f}, of {}'.format(intent, *shares(rows), len(rows)))
    for lang in ('zh', 'en'):
        rows = [question for question in done if question.lang == lang]
        first, few = shares(rows)
        size = weight(pathlib.Path(site), lang)
        print(
            f'{lang}: first {first:.0f}, among three {few:.0f}, of {len(rows)}; {size:.1f} KB, '
            f'slowest answer {slowest[lang]:.0f} ms'
        )
    return 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
