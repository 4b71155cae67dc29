"""A window of WebKitGTK, driven by the WebDriver protocol with the standard library alone."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

PROGRAMS = {'WebKitWebDriver': 'webkit2gtk-driver', 'Xvfb': 'xvfb'}
ENTER, ESCAPE = '\ue007', '\ue00c'
# no proxy stands between this machine and itself
HTTP = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def missing() -> str:
    """The Debian packages that are not there, as words; empty where WebKit can run."""
    return ' and '.join(package for program, package in PROGRAMS.items() if not shutil.which(program))


class WebDriver:
    """One window; every call waits for its answer and raises with WebKit's own words where it is refused."""

    def __init__(self, address: str) -> None:
        self.root = address
        session = self.call('POST', '/session', {'capabilities': {}})
        self.version = session['capabilities']['browserVersion']
        self.root += f'/session/{session["sessionId"]}'
        self.narrow()

    def call(self, method: str, path: str, body: dict | None = None):
        data = None if body is None else json.dumps(body).encode()
        try:
            headers = {'Content-Type': 'application/json'}
            request = urllib.request.Request(self.root + path, data, headers, method=method)
            with HTTP.open(request, timeout=60) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise RuntimeError(f'WebKit refused {path}: {error.read().decode(errors="replace")}') from error

    def open(self, url: str) -> None:
        self.call('POST', '/frame', {'id': None})
        self.call('POST', '/url', {'url': url})

    def narrow(self) -> None:
        """A phone's 360: only a window without toolbar gets there, one with it stops at 447."""
        self.open('about:blank')
        self.script("""const bare = 'width=360,height=640,toolbar=no,location=no';
            document.onclick = () => open('about:blank', 'phone', bare);""")
        first, others, end = self.call('GET', '/window'), [], time.monotonic() + 10
        while not others:
            assert time.monotonic() < end, 'WebKit opens no second window'
            self.click(100, 100)
            time.sleep(0.1)
            others = [name for name in self.call('GET', '/window/handles') if name != first]
        self.call('DELETE', '/window')
        self.call('POST', '/window', {'handle': others[0]})
        self.call('POST', '/window/rect', {'x': 0, 'y': 0, 'width': 360, 'height': 640})

    def open_in_frame(self, url: str, width: int, around: str) -> None:
        """Opens a page in a frame, narrower than any window; `around` is an address of the same host whose
        policy lets it hold one (in a page of another host, WebKit loses the frame)."""
        self.open(around)
        self.script(
            """const frame = document.createElement('iframe');
            frame.style = `width: ${arguments[0]}px; height: 568px; border: 0`;
            frame.onload = () => { window.loaded = true; };
            frame.src = arguments[1];
            document.body.append(frame);""",
            width,
            url,
        )
        assert self.wait('return window.loaded'), f'{url} does not load in a frame'
        self.call('POST', '/frame', {'id': 0})
        assert self.script('return location.href') == url, f'{url} does not open in a frame'

    def back(self) -> None:
        self.call('POST', '/back', {})

    def script(self, code: str, *values):
        return self.call('POST', '/execute/sync', {'script': code, 'args': list(values)})

    def wait(self, code: str, *values, seconds: float = 5) -> bool:
        """Runs a script until it gives something true; False where it never does."""
        end = time.monotonic() + seconds
        while not self.script(code, *values):
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def rect(self, selector: str, number: int = 0) -> dict | None:
        """The place of the so-many-th element in the window, None where there is none."""
        return self.script(
            """const found = document.querySelectorAll(arguments[0])[arguments[1]];
            return found ? found.getBoundingClientRect().toJSON() : null""",
            selector,
            number,
        )

    def click(self, x: float, y: float) -> None:
        """A tap at a place in the window, with nothing scrolled before it."""
        steps = [
            {'type': 'pointerMove', 'x': round(x), 'y': round(y), 'duration': 0},
            {'type': 'pointerDown', 'button': 0},
            {'type': 'pointerUp', 'button': 0},
        ]
        self.call(
            'POST',
            '/actions',
            {
                'actions': [
                    {
                        'type': 'pointer',
                        'id': 'finger',
                        'parameters': {'pointerType': 'touch'},
                        'actions': steps,
                    }
                ]
            },
        )

    def keys(self, text: str) -> None:
        """Types into what has the focus."""
        steps = [{'type': kind, 'value': key} for key in text for kind in ('keyDown', 'keyUp')]
        self.call('POST', '/actions', {'actions': [{'type': 'key', 'id': 'keys', 'actions': steps}]})

    def quit(self) -> None:
        self.call('DELETE', '')


@contextlib.contextmanager
def started(command: list[str], **options):
    """A program in a group of its own; the group ends with the block, whatever it started goes along."""
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def running():
    """A WebDriver on a screen of its own that nobody sees."""
    screen = ['Xvfb', '-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']
    with started(screen, stdout=subprocess.PIPE, text=True) as display:
        number = display.stdout.readline().strip()
        assert number, 'Xvfb found no free display'
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            port = free.getsockname()[1]
        # its sandbox does not start as root or in a container; only our own pages are opened
        env = {
            **os.environ,
            'DISPLAY': f':{number}',
            'GDK_BACKEND': 'x11',
            'NO_AT_BRIDGE': '1',
            'no_proxy': '127.0.0.1',
            'WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS': '1',
        }
        with started(['WebKitWebDriver', f'--port={port}'], env=env, stdout=subprocess.DEVNULL) as driver:
            for _ in range(100):
                with contextlib.suppress(OSError), socket.create_connection(('127.0.0.1', port), 1):
                    break
                assert driver.poll() is None, f'WebKitWebDriver ended with {driver.returncode}'
                time.sleep(0.1)
            window = WebDriver(f'http://127.0.0.1:{port}')
            try:
                yield window
            finally:
                window.quit()
