#!/usr/bin/env python3
"""What stands behind the wall is never asked, whatever names, links and surroundings say.

    Tests/Proofs/inside.py [--rig DIR] [--bode PROGRAM]

127.0.0.2 stands for the internet, which the daemon may ask, and 127.0.0.1 for the inside, on the same port. Each feed has a name of
its own that leads here and there in turn, half of them inside first. Beside that, the environment names a proxy, and the home directory has a .netrc and a .curlrc. The log of the inside must
stay empty, and what may be told is told.

The rig is looked for beside the checkout (../shared/rig); without it, or without a C compiler, there is nothing to do.
"""
import argparse, json, os, pathlib, shutil, subprocess, sys, tempfile, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = 14
REQUESTS = 100      # at least, to names that lead now here, now there
SECONDS = 40


def serve(rig, host, port, scenario, log):
    server = subprocess.Popen(
        [sys.executable, str(rig / "faultfeed.py"), "--host", host, "--port", str(port), "--scenario", str(scenario),
         "--log", str(log)], stdout=subprocess.PIPE, text=True)
    return server, server.stdout.readline().strip().rstrip("/")


def lines(path):
    return path.read_text(errors="replace").splitlines() if path.exists() else []


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rig", type=pathlib.Path, default=ROOT.parent / "shared" / "rig")
    parser.add_argument("--bode", type=pathlib.Path, default=ROOT / ".build" / "debug" / "bode")
    args = parser.parse_args()
    if not (args.rig / "faultshim.c").exists() or not shutil.which("cc"):
        print("the fault rig, or a C compiler, is not here; nothing is proved")
        return 0
    with tempfile.TemporaryDirectory(prefix="bode-inside-") as folder:
        problems = prove(args, pathlib.Path(folder))
    for problem in problems:
        print("BAD ", problem)
    return 1 if problems else 0


def prove(args, folder):
    shim = folder / "shim.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(shim), str(args.rig / "faultshim.c"), "-ldl", "-lpthread"],
                   check=True, stderr=subprocess.DEVNULL)
    scenario = folder / "scenario.json"
    scenario.write_text(json.dumps({"feeds": {f"f{n}": {"initial": 1, "rate": 0.2} for n in range(NAMES)}}))
    outside, url = serve(args.rig, "127.0.0.2", 0, scenario, folder / "outside.ndjson")
    port = url.rsplit(":", 1)[1]
    inside, _ = serve(args.rig, "127.0.0.1", port, scenario, folder / "inside.ndjson")
    control = folder / "control"
    ways = ("127.0.0.2,127.0.0.1", "127.0.0.1,127.0.0.2")
    control.write_text("".join(f"dns f{n}.test {ways[n % 2]}\n" for n in range(NAMES)))
    for name, text in ((".netrc", "machine f0.test login a password b\n"), (".curlrc", f"proxy = 127.0.0.1:{port}\n")):
        (folder / name).write_text(text)
    sources = [f'  f{n}: {{kind: feed, url: "http://f{n}.test:{port}/feed/f{n}.atom", every: 1s, recency: off, '
               f'insecure_http: true, allow: ["127.0.0.2/32:{port}"]}}' for n in range(NAMES)]
    # Links of this one's papers lead inside in eleven spellings, to other hosts, and to files.
    sources.append(f'  links: {{kind: feed, url: "http://f0.test:{port}/x/ssrflinks/feed/f0.atom", every: 1s, '
                   f'backfill: 2000-01-01, insecure_http: true, allow: ["127.0.0.2/32:{port}"]}}')
    (folder / "bode.yaml").write_text("\n".join(
        ["contact: desk@example.org", "state: state", "stages: [parse]", "sources:", *sources,
         "watches: {all: {query: '*', sinks: [alerts]}}", "sinks: {alerts: {kind: file, path: alerts.ndjson}}"]) + "\n")
    proxy = f"http://127.0.0.1:{port}"
    daemon = subprocess.Popen(
        [str(args.bode), "run", "-c", str(folder / "bode.yaml")], stdout=subprocess.DEVNULL,
        stderr=open(folder / "bode.log", "w"),
        env={**os.environ, "LD_PRELOAD": str(shim), "FAULTSHIM_CONTROL": str(control), "HOME": str(folder),
             "http_proxy": proxy, "https_proxy": proxy, "ALL_PROXY": proxy})
    problems = []
    time.sleep(SECONDS)
    asked = [json.loads(line) for line in lines(folder / "outside.ndjson")]
    refused = sum("127.0.0.1" in line and "not" in line for line in lines(folder / "bode.log"))
    daemon.terminate()
    if daemon.wait(30) != 0:
        problems.append(f"the process ended with {daemon.returncode}")
    for server in (outside, inside):
        server.terminate()
        server.wait()
    if lines(folder / "inside.ndjson"):
        problems.append(f"the inside was asked: {lines(folder / 'inside.ndjson')[0]}")
    if len(asked) < REQUESTS:
        problems.append(f"only {len(asked)} requests were made")
    if not lines(folder / "state" / "alerts.ndjson"):
        problems.append(f"nothing was told")
    if any("authorization" in request["headers"] or "cookie" in request["headers"] for request in asked):
        problems.append(f"credentials were sent")
    if any("root:x:0:0" in line for line in lines(folder / "state" / "alerts.ndjson")):
        problems.append(f"a local file was told")
    print(f"{len(asked)} requests outside, {len(lines(folder / 'inside.ndjson'))} inside, "
          f"{refused} refusals logged, {len(lines(folder / 'state' / 'alerts.ndjson'))} alerts")
    return problems


if __name__ == "__main__":
    sys.exit(main())
