"""What a browser may do with a page: one policy as meta and as header, and the other headers of the site."""

from __future__ import annotations

import base64
import hashlib

# One policy for the whole site (MAINTAINING.md, "The policy"); the placeholder takes the styles' hashes.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' {styles}; img-src 'self' data:; "
    "connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
# What no page uses, so that nobody who gets a script in can: each is a name that Chromium knows.
SHUT = (
    'accelerometer',
    'camera',
    'display-capture',
    'geolocation',
    'gyroscope',
    'hid',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'publickey-credentials-get',
    'serial',
    'usb',
    'xr-spatial-tracking',
)
# The other headers. The screen stays awake only for ourselves: a line that is shown large through the door.
HEADERS = {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': ', '.join([*(f'{name}=()' for name in SHUT), 'screen-wake-lock=(self)']),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
}
# Files whose name changes with what they hold: a browser need never ask for them again.
KEPT = '/assets/js/*'
FOR_GOOD = 'public, max-age=31536000, immutable'


def policy(styles) -> str:
    """The content security policy that allows exactly these inlined style texts."""
    hashes = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    return POLICY.format(styles=' '.join(f"'sha256-{value}'" for value in hashes))


def metas(style: str) -> list[str]:
    """The meta elements for hosts that send no headers of ours: the policy, and no referrer."""
    return [
        f'<meta http-equiv="Content-Security-Policy" content="{policy([style])}">',
        '<meta name="referrer" content="no-referrer">',
    ]


def headers(styles) -> str:
    """The text of _headers, for static hosts: the policy for every page's style, and the other headers.

    Pages get no Cache-Control: such hosts ask again by themselves, and some join two values of a header.
    """
    lines = [f"Content-Security-Policy: {policy(styles)}; frame-ancestors 'none'"]
    lines += [f'{name}: {value}' for name, value in HEADERS.items()]
    said = ''.join(f'  {line}\n' for line in lines)
    return f'/*\n{said}{KEPT}\n  Cache-Control: {FOR_GOOD}\n'
