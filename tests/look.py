"""Takes the pictures of the look: the page "components" for test_pictures.py, and those of the README.

In: site/ as it was built. Out: pictures/, and tests/browser/look/ with a picture for each language and colour
scheme, boxes.json and browser.json. On any fault the last pictures stay as they are.
Usage: python tests/look.py (make look-accept). Exit status: 0 taken, 1 or 2 what scripts.settings.Fault says.
"""

from __future__ import annotations

import functools
import hashlib
import io
import itertools
import json
import pathlib
import sys
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from serving import served  # noqa: E402

from scripts import font, press, work  # noqa: E402
from scripts.book.model import LANGS  # noqa: E402
from scripts.settings import Fault  # noqa: E402
from scripts.stamp import of_site, stamp  # noqa: E402

BASELINE, PICTURES = pathlib.PurePath('tests/browser/look'), pathlib.PurePath('pictures')
SCHEMES = ('light', 'dark')
PHONE = {'width': 360, 'height': 640}
# The README's pictures: name and address.
README = {'now-zh': 'now/', 'home-en': 'en/'}
LARGEST_PICTURE, LARGEST_BASELINE = 60 * 1024, 400 * 1024
# How far a stored colour may be from the drawn one, of 255 in a channel: few colours keep a picture small.
ROUNDING = 16
# A colour is one of the look where it covers this share of a section: grounds, bars and heavy lines.
FLAT = 0.02

# One of each kind is enough: it keeps the pictures small, and rows that data adds change no picture.
ONE = """pre ~ pre, .admonition li + li, .crisis p + p + p, .caution p + p + p, .numbers li + li,
.numbers .row + .row, .stack tr + tr, .toc li:nth-child(n + 3),
.menu li:nth-child(n + 3) { display: none !important; }
pre { max-height: 5rem; overflow: hidden; }
*, *:before, *:after { transition: none !important; animation: none !important; }"""
# What changes by itself stands still: days, counts, the mark of an overdue page. A drawing shows its head.
# Each section starts on a whole pixel, so that one that grows by half a pixel changes no picture but its own.
STILL = r"""() => {
  const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) node.data = node.data.replace(/\d{4}-\d\d-\d\d/g, '2026-01-01');
  for (const count of document.querySelectorAll('summary span'))
    count.textContent = count.textContent.replace(/\d+/, '9');
  for (const mark of document.querySelectorAll('.checked strong')) mark.remove();
  for (const drawing of document.querySelectorAll('svg.picture')) {
    drawing.setAttribute('viewBox', '0 0 320 64');
    drawing.setAttribute('height', '64');
  }
  return document.fonts.ready.then(() => {
    for (const head of document.querySelectorAll('article > h2:not(#next), .checked')) {
      const top = head.getBoundingClientRect().top + scrollY;
      head.style.marginTop = parseFloat(getComputedStyle(head).marginTop) + Math.ceil(top) - top + 'px';
    }
  });
}"""
# The elements whose boxes are kept, the first of each in each section.
ELEMENTS = """h1 h2 h3 p ol li pre table td summary input textarea button
.head .head-name .head-menu .find .switch .toc .picture .call .calling .md-button .buttons .say .say-line
.donot .may .maynot .call110 .danger .caution .checklist .admonition-title .verdict .crisis .numbers .tel
.fields .letter .poster .exit>a .checked .fold .go .menu .foot""".split()
# Sections run from one H2 to the next; the first is the top of the page, the last what every page ends with.
MEASURE = """names => {
  const starts = [['top', 0]], sections = {};
  for (const head of document.querySelectorAll('article > h2:not(#next), .checked')) {
    const top = Math.round(head.getBoundingClientRect().top + scrollY);
    starts.push([head.matches('h2') ? head.id : 'end', top]);
  }
  const foot = Math.ceil(document.documentElement.getBoundingClientRect().height);
  starts.forEach(([name, top], n) => {
    sections[name] = {top, height: (n + 1 < starts.length ? starts[n + 1][1] : foot) - top, boxes: {}};
  });
  for (const name of names) for (const node of document.querySelectorAll(name)) {
    const r = node.getBoundingClientRect(), y = r.top + scrollY;
    if (!r.width || !r.height) continue;
    const [section, top] = starts.filter(start => start[1] <= y + 0.99).pop();
    const boxes = sections[section].boxes;
    if (!(name in boxes)) boxes[name] = [r.left, y - top, r.width, r.height].map(Math.round);
  }
  return sections;
}"""
# A page of its own that shows how this machine draws type; the look of the site has no part in it.
TYPE = """<!doctype html><meta charset="utf-8">
<style>body { margin: 8px; font: 17px/1.5 sans-serif; } b { font-size: 26px; }</style>
<p><span lang="zh-CN">门口手册，先核实再开门。</span> <b lang="zh-CN">打110</b></p>
<p><span lang="en">Call the number first: 2026</span> <b lang="en">Doorstep</b></p>
<p style="font-family: 'Noto Sans CJK SC', sans-serif"><span>门口，The Doorstep 110</span></p>
<p style="font-family: monospace"><span>docs/assets/css</span></p>"""
WIDTHS = "[...document.querySelectorAll('span, b')].map(it => Math.round(it.getBoundingClientRect().width))"


@dataclass
class Look:
    """The page "components" as a browser drew it. sections: by name, with top, height, boxes and colours."""

    picture: object
    sections: dict

    def section(self, name: str):
        """The picture of one section."""
        where = self.sections[name]
        return self.picture.crop((0, where['top'], self.picture.width, where['top'] + where['height']))


def colours(picture, share: float) -> list[str]:
    """The colours (#rrggbb) that cover at least this share of a picture, sorted."""
    least = share * picture.width * picture.height
    found = [colour for number, colour in picture.getcolors(1 << 16) if number >= least]
    return sorted('#{:02x}{:02x}{:02x}'.format(*colour) for colour in found)


def farthest(one, other):
    """Two pictures of one size as a grey one: how far each pixel differs in its farthest channel."""
    from PIL import ImageChops

    channels = ImageChops.difference(one, other).split()
    return functools.reduce(ImageChops.lighter, channels)


def take(browser, address: str, lang: str, scheme: str, more: str = '') -> Look:
    """Opens the page on a phone and takes it. more: style that a test adds to see a change seen."""
    from PIL import Image

    # the policy would stop the added style
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    try:
        page = context.new_page()
        page.goto(f'{address}/{"" if lang == "zh" else "en/"}components/')
        page.add_style_tag(content=ONE + more)
        page.evaluate(STILL)
        sections = page.evaluate(MEASURE, ELEMENTS)
        picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert('RGB')
    finally:
        context.close()
    look = Look(picture, sections)
    for name, where in sections.items():
        where['colours'] = colours(look.section(name), FLAT)
    return look


def machine(browser) -> dict:
    """What the pixels hang on beside our sheets: its version, how type is drawn, how wide that runs."""
    from PIL import Image

    page = browser.new_page(viewport=PHONE, color_scheme='light')
    try:
        page.set_content(TYPE)
        drawn = Image.open(io.BytesIO(page.screenshot())).convert('RGB').tobytes()
        widths = page.evaluate(WIDTHS)
    finally:
        page.close()
    return {'browser': browser.version, 'type': hashlib.sha256(drawn).hexdigest()[:16], 'widths': widths}


def few_colours(picture, exact: list[str]) -> bytes:
    """A picture as PNG with as few colours as ROUNDING allows. exact: colours (#rrggbb) that are kept.

    Raises Fault where 256 colours are not enough.
    """
    from PIL import Image

    own = [level for colour in exact for level in bytes.fromhex(colour[1:])]
    for number in (64, 96, 128, 192, 256):
        found = picture.quantize(number - len(exact), method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=0)
        palette = Image.new('P', (1, 1))
        palette.putpalette((own + found.getpalette() + own[:3] * 256)[:768])
        few = picture.quantize(palette=palette, dither=0)
        if farthest(picture, few.convert('RGB')).getextrema()[1] <= ROUNDING:
            out = io.BytesIO()
            few.save(out, 'PNG', optimize=True)
            return out.getvalue()
    raise Fault(f'256 colours do not hold a picture to within {ROUNDING} of 255: raise look.ROUNDING')


def written(looks: dict) -> str:
    """boxes.json: a section a line, so that a difference can be read. looks: by language and scheme."""
    parts = []
    for lang in LANGS:
        lines = []
        for name, where in looks[lang, 'light'].sections.items():
            row = {key: where[key] for key in ('top', 'height', 'boxes')}
            row |= {scheme: looks[lang, scheme].sections[name]['colours'] for scheme in SCHEMES}
            lines.append(f'  {json.dumps(name)}: {json.dumps(row, separators=(",", ":"))}')
        parts.append(f' "{lang}": {{\n' + ',\n'.join(lines) + '\n }')
    return '{\n' + ',\n'.join(parts) + '\n}\n'


def baseline(browser, address: str, folder: pathlib.Path) -> None:
    """Writes the baseline into folder. Raises Fault."""
    looks = {pair: take(browser, address, *pair) for pair in itertools.product(LANGS, SCHEMES)}
    for (lang, scheme), look in looks.items():
        flat = sorted({colour for where in look.sections.values() for colour in where['colours']})
        (folder / f'{lang}-{scheme}.png').write_bytes(few_colours(look.picture, flat))
    (folder / 'boxes.json').write_text(written(looks), encoding='utf-8')
    (folder / 'browser.json').write_text(json.dumps(machine(browser)) + '\n', encoding='utf-8')
    size = sum(path.stat().st_size for path in folder.iterdir())
    if size > LARGEST_BASELINE:
        raise Fault(
            f'the baseline has {size // 1024} KB instead of at most {LARGEST_BASELINE // 1024}: '
            'show less of what repeats itself (tests/look.py, ONE)'
        )


def readme(browser, address: str, folder: pathlib.Path) -> None:
    """Writes the README's pictures into folder. Raises Fault."""
    from PIL import Image

    page = browser.new_page(viewport=PHONE, color_scheme='light')
    for name, slug in README.items():
        page.goto(f'{address}/{slug}')
        picture = Image.open(io.BytesIO(page.screenshot())).convert('RGB')
        png = few_colours(picture, colours(picture, FLAT))
        if len(png) > LARGEST_PICTURE:
            raise Fault(f'{name}.png has {len(png) // 1024} KB instead of at most {LARGEST_PICTURE // 1024}')
        (folder / f'{name}.png').write_bytes(png)
    page.close()


def make(root: pathlib.Path) -> int:
    """Renews both folders of root out of its site/. Returns 0. Raises Fault."""
    if of_site(root) != stamp(root):
        raise Fault('site/ is not built, or older than its sources: run make look-accept, which builds it')
    with work.folder(root) as made:
        with served(root / 'site') as address, press.launched() as browser:
            # without it, a page in Chinese would be a picture of empty boxes
            font.face('regular', '门')
            for name, write in (('look', baseline), ('pictures', readme)):
                (made / name).mkdir()
                write(browser, address, made / name)
        work.swap(made / 'look', root / BASELINE)
        work.swap(made / 'pictures', root / PICTURES)
    for target in (BASELINE, PICTURES):
        size = sum(path.stat().st_size for path in (root / target).iterdir())
        print(f'{target}/: {size // 1024} KB. Look at them, then commit.')
    return 0


def main() -> int:
    """Runs make. Returns the exit status."""
    try:
        return make(ROOT)
    except Fault as fault:
        print(f'look: {fault}; {BASELINE}/ and {PICTURES}/ are as they were', file=sys.stderr)
        return fault.status


if __name__ == '__main__':
    sys.exit(main())
