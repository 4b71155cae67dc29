"""An nginx of our own on this machine, with the configuration of deploy/ but for its folder and its port."""

from __future__ import annotations

import http.client
import os
import pathlib
import shutil
import socket
import subprocess
import time

from project import ROOT

DEPLOY = ROOT / 'deploy'
MODULE = pathlib.Path('/usr/lib/nginx/modules/ngx_http_brotli_static_module.so')
# What Debian writes around the files of conf.d. As root the workers stay root, to read a test's own folder.
AROUND = """{user}
worker_processes {workers};
pid {home}/nginx.pid;
error_log {home}/error.log warn;
load_module {module};
events {{ worker_connections 2048; }}
http {{
    client_body_temp_path {home}/t1; proxy_temp_path {home}/t2; fastcgi_temp_path {home}/t3;
    uwsgi_temp_path {home}/t4; scgi_temp_path {home}/t5;
    sendfile on; tcp_nopush on; keepalive_requests 100000;
    include {home}/handbook.conf;
}}
"""


def missing() -> str:
    """Why there can be no nginx here, or ''."""
    if not shutil.which('nginx', path=f'{os.environ.get("PATH", "")}:/usr/sbin'):
        return 'no nginx here: install nginx-light and libnginx-mod-http-brotli-static'
    return '' if MODULE.is_file() else f'no {MODULE}: install libnginx-mod-http-brotli-static'


class Nginx:
    """A server whose releases `switch` puts live; it starts with the first and is a context."""

    def __init__(self, home: pathlib.Path, workers: int = 1) -> None:
        """home: an empty folder for all that it writes."""
        self.home = home
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            self.port = free.getsockname()[1]
        text = (DEPLOY / 'nginx.conf').read_text(encoding='utf-8')
        for old, new in (
            ('/srv/handbook', str(home)),
            ('listen 80;', f'listen 127.0.0.1:{self.port};'),
            ('    listen [::]:80;\n', ''),
        ):
            assert old in text
            text = text.replace(old, new)
        (home / 'handbook.conf').write_text(text, encoding='utf-8')
        (home / 'nginx.conf').write_text(
            AROUND.format(
                user='user root;' if os.geteuid() == 0 else '', workers=workers, home=home, module=MODULE
            ),
            encoding='utf-8',
        )
        program = shutil.which('nginx', path=f'{os.environ.get("PATH", "")}:/usr/sbin')
        self.words = [program, '-e', str(home / 'error.log'), '-c', str(home / 'nginx.conf')]
        self.running = None

    def switch(self, release) -> subprocess.CompletedProcess:
        """deploy/switch.sh on a release; the server starts with the first that is put live."""
        reload = ' '.join(self.words) if self.running else 'true'
        done = subprocess.run(
            ['sh', DEPLOY / 'switch.sh', release],
            env={**os.environ, 'HANDBOOK': str(self.home), 'NGINX': reload},
            capture_output=True,
            text=True,
            check=False,
        )
        if not self.running and done.returncode == 0:
            self.running = subprocess.Popen([*self.words, '-g', 'daemon off;'])
            for _ in range(200):
                with socket.socket() as asked:
                    if asked.connect_ex(('127.0.0.1', self.port)) == 0:
                        return done
                time.sleep(0.05)
            raise AssertionError((self.home / 'error.log').read_text(encoding='utf-8'))
        return done

    def get(self, path: str, method: str = 'GET', **headers) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in small letters, body. headers: accept_encoding='br' and the like."""
        asked = http.client.HTTPConnection('127.0.0.1', self.port, timeout=20)
        asked.request(
            method, path, headers={name.replace('_', '-'): value for name, value in headers.items()}
        )
        answer = asked.getresponse()
        body = answer.read()
        asked.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def __enter__(self) -> Nginx:
        return self

    def __exit__(self, *_) -> None:
        if self.running:
            self.running.terminate()
            self.running.wait(20)
