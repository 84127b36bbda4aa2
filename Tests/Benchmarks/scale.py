#!/usr/bin/env python3
"""Measures how the cost of Bode grows, axis by axis, and prints the tables of the manual's page *How big can it get*.

    Tests/Benchmarks/scale.py --bode PROGRAM [--quick] [AXIS…]

Axes: feeds, watches, archive, stream, sinks, size. All data are generated, the same each time; all servers are on loopback. CPU is that of the
daemon and of the processes that it started and has waited for. --quick leaves out the largest sizes and takes a few minutes
instead of a quarter of an hour. A figure with three digits is all that is meant: they move by some per cent from run to run.
"""
import argparse
import importlib
import os
import pathlib
import platform
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "Scale"), str(HERE)]
from newsroom import Failed, Server

AXES = ("feeds", "watches", "archive", "stream", "sinks", "size")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("axes", nargs="*", metavar="AXIS", help=f"{', '.join(AXES)}; all unless given")
    options.add_argument("--bode", required=True, type=pathlib.Path, help="the program")
    options.add_argument("--data", type=pathlib.Path, help="a folder for what is generated; a temporary one unless given")
    options.add_argument("--quick", action="store_true", help="without the largest sizes")
    chosen = options.parse_args()
    for name in chosen.axes:
        if name not in AXES:
            sys.exit(f"there is no axis '{name}'; there are {', '.join(AXES)}")
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), platform.machine())
    print(f"Machine: {model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, load {os.getloadavg()[0]:.1f}")
    failed = False
    with tempfile.TemporaryDirectory(prefix="bode-scale-", dir=chosen.data) as folder:
        for name in chosen.axes or AXES:
            server = Server()
            begun = time.monotonic()
            try:
                importlib.import_module(name).measure(chosen.bode.resolve(), pathlib.Path(folder), server, chosen.quick)
            except Failed as failure:
                failed = True
                print(f"\n{name}: {failure}")
            finally:
                server.stop()
            print(f"({name}: {time.monotonic() - begun:.0f} s)", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
