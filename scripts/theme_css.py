"""Makes docs/assets/theme.css: the theme's own sheet, pruned to what the built pages use, dark mode as a media query.

Usage: python scripts/theme_css.py (make theme-css runs it after a build; it needs npm's PurgeCSS, pinned in package-lock.json).
"""
from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tempfile

import material

ROOT = pathlib.Path(__file__).resolve().parent.parent
SLATE = '[data-md-color-scheme=slate]'


def theme_sheet() -> str:
    """The theme's sheet in its light scheme, with the dark one (slate) following the device instead of a script."""
    folder = pathlib.Path(material.__file__).parent / 'templates' / 'assets' / 'stylesheets'
    main, palette = (next(folder.glob(f'{name}.*.min.css')).read_text(encoding='utf-8') for name in ('main', 'palette'))
    both = re.sub(r'/\*#.*?\*/|@charset[^;]*;', '', main + palette)
    # the light scheme's variables hang on :root as well; the dark ones only on an attribute that a script would set
    dark = ''.join(re.findall(r'(?<=[{}])\[data-md-color-scheme=slate\]\{[^}]*\}', both)).replace(SLATE, ':root')
    return f'{both}@media screen and (prefers-color-scheme:dark){{{dark}}}'


def prune(sheet: str, site: pathlib.Path) -> str:
    """The sheet without rules, variables and keyframes that no page of `site` uses. Raises CalledProcessError when PurgeCSS fails."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / 'theme.css'
        source.write_text(sheet, encoding='utf-8')
        subprocess.run(['npx', '--no-install', 'purgecss', '--config', 'purgecss.config.cjs', '--css', str(source),
                        '--content', f'{site}/**/*.html', '--variables', '--keyframes', '--font-face', '--output', folder],
                       cwd=ROOT, capture_output=True, text=True, check=True)
        return source.read_text(encoding='utf-8')


def main() -> int:
    site = ROOT / 'site'
    if not (site / 'index.html').is_file():
        print('theme_css: there is no built site to look at: run `make build` first', file=sys.stderr)
        return 2
    try:
        pruned = prune(theme_sheet(), site)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f'theme_css: PurgeCSS did not run ({error}): install Node 20 and run `npm ci`', file=sys.stderr)
        return 2
    # one rule a line, so that a change of the theme can be read as a diff
    (ROOT / 'docs' / 'assets' / 'theme.css').write_text(
        '/* Made by `make theme-css` from mkdocs-material (MIT); do not edit. */\n' + pruned.replace('}', '}\n'), encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main())
