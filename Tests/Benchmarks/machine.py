"""The machine that is measured, and what is built and installed on it."""
from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from measuring import Broken

HERE = Path(__file__).parent
CEILINGS = {
    "atom": ("libxml2-dev", "libxml-2.0"),
    "poll": ("libcurl4-openssl-dev libexpat1-dev", "libcurl expat"),
    "posts": ("libcurl4-openssl-dev libssl-dev", "libcurl libcrypto"),
    "log": ("libsqlite3-dev", "sqlite3"),
    "match": ("libhyperscan-dev or libvectorscan-dev", "libhs"),
}
"""Programs in C that do a row's work and nothing else: what they want from Debian, and from pkg-config."""

PEERS = {
    "ahocorasick_rs": "ahocorasick-rs==1.0.3", "ahocorasick": "pyahocorasick==2.3.1", "fasttext": "fasttext-wheel==0.9.2",
    "numpy": "numpy", "aiohttp": "aiohttp==3.14.5", "fastfeedparser": "fastfeedparser==0.6.5", "feedparser_rs": "feedparser-rs==0.7.1",
    "feedparser": "feedparser==6.0.14", "requests": "requests==2.34.2",
}
"""Modules of Python that the peers use, and how pip knows them."""


def description() -> str:
    """Processor, memory, system and load, in a line."""
    model = "processor unknown"
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024 ** 3
    return (f"{model}, {os.cpu_count()} processors, {memory:.0f} GiB, {system()}, Linux {platform.release()}, "
            f"load {os.getloadavg()[0]:.1f}")


def system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


class Machine:
    """Programs by name: Bode's, the ceilings in C, the peers in Python."""

    def __init__(self, bode: str, folder: str, python: str | None) -> None:
        self.bode, self.folder = bode, folder
        self.venv = os.path.join(folder, "peers")
        made = os.path.join(self.venv, "bin", "python")
        self.python = python or (made if os.path.exists(made) else sys.executable)
        self._modules: dict[str, bool] | None = None
        self._built: dict[str, str] = {}

    def program(self, name: str) -> str:
        """One of Bode's programs, beside `bode`."""
        path = os.path.join(os.path.dirname(self.bode), name)
        if not os.access(path, os.X_OK):
            raise Broken(f"{name} is not built")
        return path

    def installed(self, name: str) -> str:
        """A program on the path."""
        path = shutil.which(name)
        if not path:
            raise Broken(f"{name} is not installed")
        return path

    def compiled(self, name: str) -> str:
        """A program of Ceilings, built where it is not yet or has changed."""
        if name not in self._built:
            self._built[name] = self._compile(name)
        return self._built[name]

    def _compile(self, name: str) -> str:
        packages, libraries = CEILINGS.get(name, ("", ""))
        source, path = HERE / "Ceilings" / f"{name}.c", os.path.join(self.folder, "bin", name)
        newest = max(source.stat().st_mtime, (source.parent / "ceiling.h").stat().st_mtime)
        if os.path.exists(path) and os.path.getmtime(path) > newest:
            return path
        compiler = shutil.which("cc") or shutil.which("clang")
        if not compiler:
            raise Broken("no C compiler is installed")
        flags: list[str] = []
        if libraries:
            try:
                found = subprocess.run(["pkg-config", "--cflags", "--libs", *libraries.split()], capture_output=True, text=True, check=True)
            except (OSError, subprocess.CalledProcessError):
                raise Broken(f"it needs Debian's {packages}") from None
            flags = found.stdout.split()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        made = subprocess.run([compiler, "-std=gnu11", "-O3", "-o", path, str(source), *flags], capture_output=True, text=True, check=False)
        if made.returncode:
            raise Broken(f"{source.name} does not compile: {made.stderr.strip()[-200:]}")
        return path

    def peer(self, script: str, *modules: str) -> list[str]:
        """The beginning of a command of a peer in Python that needs some modules."""
        if self._modules is None:
            ask = "import importlib.util, json, sys; print(json.dumps({n: importlib.util.find_spec(n) is not None for n in sys.argv[1:]}))"
            found = subprocess.run([self.python, "-c", ask, *PEERS], capture_output=True, text=True, check=False)
            self._modules = json.loads(found.stdout) if found.returncode == 0 else {}
        missing = [PEERS[name].split("==")[0] for name in modules if not self._modules.get(name)]
        if missing:
            raise Broken(f"Python's {', '.join(missing)} is not installed (Deploy/bench --peers)")
        return [self.python, str(HERE / script)]

    def install_peers(self) -> None:
        """Installs the peers in Python into a folder of the benchmarks' own."""
        subprocess.run([sys.executable, "-m", "venv", self.venv], check=True)
        self.python, self._modules = os.path.join(self.venv, "bin", "python"), None
        for name in PEERS.values():
            if subprocess.run([self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name], check=False).returncode:
                print(f"{name} could not be installed; rows go on without it", file=sys.stderr)
