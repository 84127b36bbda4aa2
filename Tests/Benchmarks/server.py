"""An nginx of the benchmarks' own: it serves the generated feeds and papers, and takes webhook posts. Loopback only, on free ports."""
from __future__ import annotations

import getpass
import grp
import os
import shutil
import socket
import subprocess
import time

from measuring import Broken

CONFIGURATION = """\
{user}worker_processes 1;
daemon off;
pid nginx.pid;
error_log error.log crit;
events {{ worker_connections 4096; }}
http {{
    default_type application/octet-stream;
    types {{ application/atom+xml xml; text/plain txt; application/pdf pdf; }}
    charset utf-8;
    sendfile on; tcp_nopush on; tcp_nodelay on;
    keepalive_requests 1000000; keepalive_timeout 75s;
    open_file_cache max=20000 inactive=300s;
    access_log off;
    log_format status '$status';
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    client_body_buffer_size 64k;
    server {{
        {listen}
        root "{www}";
        location /feeds/ {{ access_log polls.log status buffer=16k flush=100ms; }}
    }}
    server {{
        listen 127.0.0.1:{posts} backlog=4096;
        location / {{ return 200 "ok"; }}
        location /counted {{ access_log deliveries.log status buffer=16k flush=100ms; return 200 "ok"; }}
    }}
}}
"""

HOSTS = 20
"""How many addresses of loopback the feeds and papers are served on: who watches many feeds watches many hosts."""


class Server:
    """The server; it is started when it is first asked for, and runs until it is stopped."""

    def __init__(self, folder: str, www: str) -> None:
        self.folder, self.www = folder, www
        self.process: subprocess.Popen | None = None
        self.files_port = self.posts_port = 0

    @staticmethod
    def program() -> str | None:
        return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")

    def start(self) -> Server:
        """Starts the server where it does not run yet."""
        if self.process:
            return self
        program = self.program()
        if not program:
            raise Broken("nginx is not installed (Debian's package nginx-light)")
        os.makedirs(self.folder, exist_ok=True)
        self.files_port, self.posts_port = free_ports(2)
        # Workers of a server that root starts run as somebody who may not read what lies in a home directory.
        user = f"user {getpass.getuser()} {grp.getgrgid(os.getgid()).gr_name};\n" if os.getuid() == 0 else ""
        path = os.path.join(self.folder, "nginx.conf")
        with open(path, "w", encoding="utf-8") as file:
            listen = " ".join(f"listen {host(number)}:{self.files_port} backlog=4096;" for number in range(HOSTS))
            file.write(CONFIGURATION.format(user=user, www=self.www, listen=listen, posts=self.posts_port))
        log = os.path.join(self.folder, "error.log")
        self.process = subprocess.Popen([program, "-e", log, "-p", self.folder, "-c", path], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        for port in (self.files_port, self.posts_port):
            self._wait_for(port, log)
        return self

    def _wait_for(self, port: int, log: str) -> None:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 0.3).close()
                return
            except OSError:
                time.sleep(0.05)
        with open(log, encoding="utf-8") as file:
            raise Broken(f"nginx does not answer: {file.read().strip()[-300:]}")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process = None

    def url(self, path: str, number: int = 0) -> str:
        """Where a file is served; files of different numbers are of different hosts."""
        return f"http://{host(number)}:{self.files_port}/{path}"

    def posts_url(self, path: str = "hook") -> str:
        """Where posts are taken; those to `counted` can be counted."""
        return f"http://127.0.0.1:{self.posts_port}/{path}"

    def log(self, name: str) -> Lines:
        """The statuses of what was asked, from now on: of `polls` or of `deliveries`."""
        return Lines(os.path.join(self.folder, f"{name}.log"), settle=0.25)


class Lines:
    """The lines that a file gets, from now on."""

    def __init__(self, path: str, settle: float = 0) -> None:
        time.sleep(settle)  # what is buffered was before
        self.path = path
        self.place = os.path.getsize(path) if os.path.exists(path) else 0
        self.rest = b""

    def more(self) -> list[bytes]:
        """Whole lines that came since they were last asked for."""
        try:
            with open(self.path, "rb") as file:
                file.seek(self.place)
                new = file.read()
        except FileNotFoundError:
            return []
        self.place += len(new)
        *lines, self.rest = (self.rest + new).split(b"\n")
        return lines


def host(number: int) -> str:
    return f"127.0.0.{1 + number % HOSTS}"


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
