#!/usr/bin/env python3
"""Installs the Debian package under a real systemd, and lives through what a service lives through.

    Tests/Proofs/service.py [--quick] [--package FILE | --bode PROGRAM] [--crashes N]

Boots systemd as the first process of a container whose root is an overlay of this machine, so that nothing here changes; needs
root and systemd-nspawn (Debian: systemd-container). Without a package one is built by Deploy/package, from the programs that
lie beside PROGRAM where it is named. Inside: install, check, start, alerts from a PDF, reload with a good and a bad configuration, a hang that the
watchdog ends, kill -9, a root command on the stopped state, stop, upgrade, remove, purge.

In the long form the watchdog has the time that the unit gives it, and the process is killed fifty times in a row, each time as soon as it is
ready: systemd goes on starting it, and operators are told once. The quick form shortens the watchdog, and kills it once.
"""
import argparse, json, os, pathlib, pwd, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BOOT_SECONDS = 300
LONG_BOOT_SECONDS = 900
CONFIGURATION = """\
contact: desk@example.org
state: /var/lib/bode
operators: [operations]
sources:
  parliament:
    kind: feed
    url: {url}/feed.atom
    every: 1s
    insecure_http: true
    allow: ["127.0.0.1/32:{port}"]
watches:
  all: {{query: "*", sinks: [alerts, desk]}}
sinks:
  alerts: {{kind: file, path: alerts.ndjson}}
  operations: {{kind: file, path: operations.ndjson}}
  desk: {{kind: webhook, url: "{url}/hook", secret: desk.secret, insecure_http: true, allow: ["127.0.0.1/32:{port}"]}}
"""


# MARK: Outside

def outside(args):
    if os.geteuid() != 0 or not shutil.which("systemd-nspawn"):
        print("this needs root and systemd-nspawn; nothing is proved")
        return 0
    with tempfile.TemporaryDirectory(prefix="bode-service-") as name:
        work = pathlib.Path(name)
        package = args.package
        if not package:
            command = [str(ROOT / "Deploy" / "package"), str(work)] + ([str(args.bode.resolve().parent)] if args.bode else [])
            subprocess.run(command, check=True, stdout=sys.stderr)
            package = next(work.glob("*.deb"))
        space = work / "space"
        space.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(space)]).returncode == 0
        try:
            return boot(args, package, space) if mounted else skip("a tmpfs cannot be mounted here")
        finally:
            subprocess.run(["umount", "-R", str(space)], stderr=subprocess.DEVNULL)


def skip(why):
    print(f"{why}; nothing is proved")
    return 0


def boot(args, package, space):
    seconds = BOOT_SECONDS if args.quick else LONG_BOOT_SECONDS
    inside = "--inside" + (" --quick" if args.quick else f" --crashes {args.crashes}")
    for folder in ("upper", "work", "root", "out"):
        (space / folder).mkdir()
    root = space / "root"
    overlay = f"lowerdir=/,upperdir={space}/upper,workdir={space}/work"
    if subprocess.run(["mount", "-t", "overlay", "overlay", "-o", overlay, str(root)]).returncode:
        return skip("an overlay cannot be mounted here")
    (root / "etc/machine-id").unlink(missing_ok=True)
    (root / "etc/fstab").write_text("")
    # What the machine itself has of Bode must not help.
    for trace in ("etc/bode", "var/lib/bode", "usr/share/bode"):
        shutil.rmtree(root / trace, ignore_errors=True)
    for wants in ("sockets", "timers", "multi-user"):
        for link in (root / f"etc/systemd/system/{wants}.target.wants").glob("*"):
            link.unlink()
    place = root / "proof"
    (place / "Tests" / "Proofs").mkdir(parents=True)
    shutil.copy(package, place / "bode.deb")
    shutil.copy(__file__, place / "Tests" / "Proofs")
    shutil.copytree(ROOT / "Deploy" / "demo-papers", place / "demo-papers")
    shutil.copy(ROOT / "Deploy" / "demo-desk.py", place / "demo-desk.py")
    system = root / "etc/systemd/system"
    (system / "proof.service").write_text(
        "[Unit]\nDescription=proof\nAfter=basic.target dbus.service\nWants=dbus.service\n"
        f"[Service]\nType=oneshot\nTimeoutStartSec={seconds - 20}\nExecStart=/usr/bin/python3 /proof/Tests/Proofs/service.py {inside}\n"
        "ExecStopPost=/bin/systemctl --no-block exit 0\n")
    (system / "proof.target").write_text("[Unit]\nRequires=basic.target\nWants=proof.service\nAfter=basic.target\nAllowIsolate=yes\n")
    (system / "default.target").unlink(missing_ok=True)
    (system / "default.target").symlink_to("/etc/systemd/system/proof.target")
    (system / "systemd-networkd-wait-online.service").unlink(missing_ok=True)
    (system / "systemd-networkd-wait-online.service").symlink_to("/dev/null")
    console = open(space / "console", "wb")
    subprocess.run(
        ["timeout", "-k", "5", str(seconds), "systemd-nspawn", "-q", "-D", str(root), "--private-network", "--register=no",
         "--keep-unit", "--kill-signal=SIGRTMIN+3", f"--bind={space}/out:/out", "-b"],
        stdin=subprocess.DEVNULL, stdout=console, stderr=console)
    result = space / "out" / "result.txt"
    if not result.exists():
        print((space / "console").read_text(errors="replace")[-3000:])
        print("BAD  the container did not come up")
        return 1
    text = result.read_text(errors="replace")
    print(text, end="")
    return 0 if "\nall is well\n" in text else 1


# MARK: Inside

failures = []


def tell(good, what, detail=""):
    print(f"{'ok  ' if good else 'BAD '} {what}" + (f": {detail}" if detail != "" else ""), flush=True)
    if not good:
        failures.append(what)
    return good


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def show(*keys):
    text = run("systemctl", "show", "bode", "-p", ",".join(keys)).stdout
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def until(seconds, condition):
    """The first true value of `condition`, looked at for so long; what watches another process has to look."""
    end = time.monotonic() + seconds
    while not (value := condition()) and time.monotonic() < end:
        time.sleep(0.1)
    return value


def lines(path):
    path = pathlib.Path(path)
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def restarted(before):
    def look():
        now = show("NRestarts", "ActiveState")
        return now["ActiveState"] == "active" and int(now["NRestarts"]) > before
    return look


def journal():
    return run("journalctl", "-u", "bode", "--no-pager", "-o", "cat").stdout


def a_pdf(directory):
    """The demo's paper as a PDF where this machine can make one."""
    paper = pathlib.Path("/proof/demo-papers/verslag-sahel.txt")
    if not (shutil.which("enscript") and shutil.which("ps2pdf")):
        return paper
    latin = paper.read_text().encode("latin-1", "replace")
    postscript = subprocess.run(["enscript", "-q", "-B", "-p", "-"], input=latin, capture_output=True).stdout
    pdf = pathlib.Path(directory) / "verslag-sahel.pdf"
    subprocess.run(["ps2pdf", "-", str(pdf)], input=postscript, check=True)
    return pdf


def inside(args):
    installed()
    desk = pathlib.Path("/proof/desk")
    desk.mkdir()
    secret = "whsec_" + "Qm9kZSBpcyBhIG1lc3NlbmdlciBvZiBwYXBlcnMu"
    paper = a_pdf(desk)
    server = subprocess.Popen([sys.executable, "/proof/demo-desk.py", "serve", str(desk), secret, str(paper)])
    url = until(10, lambda: (desk / "url").exists() and (desk / "url").read_text())
    configuration = CONFIGURATION.format(url=url, port=url.rsplit(":", 1)[1])
    pathlib.Path("/etc/bode/bode.yaml").write_text(configuration)
    secret_file = pathlib.Path("/etc/bode/desk.secret")
    secret_file.write_text(secret + "\n")
    secret_file.chmod(0o600)
    dropin = pathlib.Path("/etc/systemd/system/bode.service.d/proof.conf")
    dropin.parent.mkdir()
    # The check before the start reads the same credential.
    dropin.write_text("[Service]\nLoadCredential=desk.secret:/etc/bode/desk.secret\n" + ("WatchdogSec=10\n" if args.quick else ""))
    run("systemctl", "daemon-reload")
    started()
    delivered(url, paper)
    reloaded(configuration)
    ended_and_restarted()
    if not args.quick:
        crashed(args.crashes)
    stopped()
    upgraded(configuration)
    removed()
    server.terminate()
    print("all is well" if not failures else f"{len(failures)} failed: {', '.join(failures)}", flush=True)
    if failures:
        print(journal()[-4000:])


def installed():
    result = run("dpkg", "-i", "/proof/bode.deb")
    tell(result.returncode == 0, "the package installs", result.stderr.strip())
    try:
        user = pwd.getpwnam("bode")
        tell(user.pw_uid < 1000 and user.pw_shell.endswith("nologin"), "there is a system user", user.pw_shell)
    except KeyError:
        tell(False, "there is a system user")
    tell("/etc/bode/bode.yaml" in run("dpkg-query", "-W", "-f", "${Conffiles}", "bode").stdout, "the configuration is a conffile")
    tell(show("ActiveState")["ActiveState"] == "inactive", "nothing runs before it is configured")
    tell(run("dpkg", "--verify", "bode").stdout == "", "what is installed is what was packed")
    tell(run("systemd-analyze", "verify", "/usr/lib/systemd/system/bode.service").returncode == 0, "the unit verifies")
    for page in ("man1/bode.1.gz", "man5/bode.yaml.5.gz"):
        path = f"/usr/share/man/{page}"
        tell(os.path.exists(path) and run("man", "--warnings", "-l", path).returncode == 0, f"{page} reads")
    tell("bode" in run("bash", "-c", "source /usr/share/bash-completion/completions/bode && complete -p bode").stdout,
         "bash completes")
    version = run("bode", "--version").stdout.strip()
    tell(version != "", "the program runs", version)


def started():
    result = run("systemctl", "start", "bode")
    state = show("ActiveState", "StatusText", "User", "MainPID", "WatchdogUSec")
    tell(result.returncode == 0 and state["ActiveState"] == "active", "it starts and says so", state["StatusText"])
    owner = os.stat(f"/proc/{state['MainPID']}").st_uid
    tell(owner == pwd.getpwnam("bode").pw_uid, "it runs as its own user")
    exposure = [line for line in run("systemd-analyze", "security", "bode", "--no-pager").stdout.splitlines() if line][-1]
    tell(float(exposure.split(":")[1].split()[0]) <= 1.5, "exposure", exposure.strip(" →"))
    listening = run("ss", "-Hltnp").stdout
    tell("bode" not in listening, "it listens on no port")


def delivered(url, paper):
    tell(until(30, lambda: "first poll" in journal()), "the first poll is stored")
    run(sys.executable, "/proof/demo-desk.py", "publish", url)
    tell(until(60, lambda: len(lines("/var/lib/bode/alerts.ndjson")) == 3), f"a {paper.suffix[1:]} paper gives its alerts")
    hook = until(30, lambda: len(lines("/proof/desk/deliveries.ndjson")) == 3 and lines("/proof/desk/deliveries.ndjson"))
    tell(hook and all(d["verified"] for d in hook), "signed with the credential, they verify at the webhook")
    result = run("bode", "status")
    tell(result.returncode == 0, "status, asked by root, is content", result.stderr.strip())
    tell(run("runuser", "-u", "nobody", "--", "bode", "status").returncode != 0, "others cannot ask")


def reloaded(configuration):
    path = pathlib.Path("/etc/bode/bode.yaml")
    path.write_text(configuration.replace("watches:", "watches:\n  sahel: {query: theme:sahel, sinks: [alerts]}"))
    tell(run("systemctl", "reload", "bode").returncode == 0, "a good configuration is taken over")
    before = show("MainPID")
    path.write_text(configuration.replace("every: 1s", "evry: 1s"))
    refused = run("systemctl", "reload", "bode").returncode != 0
    tell(refused and until(10, lambda: "bode.yaml:8:" in journal()), "a bad one is refused with its line")
    tell(show("MainPID") == before and show("ActiveState")["ActiveState"] == "active", "and the old one runs on")
    path.write_text(configuration)
    run("systemctl", "reload", "bode")


def ended_and_restarted():
    before, watchdog = int(show("NRestarts")["NRestarts"]), show("WatchdogUSec")["WatchdogUSec"]
    run("systemctl", "kill", "-s", "STOP", "bode")
    began = time.monotonic()
    tell(until(60, restarted(before)), "a hang is ended by the watchdog", f"{time.monotonic() - began:.0f} s, watchdog {watchdog}")
    before = int(show("NRestarts")["NRestarts"])
    run("systemctl", "kill", "-s", "KILL", "bode")
    began = time.monotonic()
    tell(until(20, restarted(before)), "it comes back from kill -9", f"{time.monotonic() - began:.1f} s")
    ids = [event["id"] for event in lines("/var/lib/bode/alerts.ndjson")]
    tell(len(ids) == len(set(ids)) == 3, "and has told nothing twice")


def crashed(count):
    """Killed so many times in a row, as soon as it is ready."""
    first, began = int(show("NRestarts")["NRestarts"]), time.monotonic()
    for _ in range(count):
        before = int(show("NRestarts")["NRestarts"])
        run("systemctl", "kill", "-s", "KILL", "bode")
        if not until(20, restarted(before)):
            break
    restarts = int(show("NRestarts")["NRestarts"]) - first
    tell(restarts == count, f"killed {count} times in a row, it is started again", f"{restarts} restarts in {time.monotonic() - began:.0f} s")
    ids = [event["id"] for event in lines("/var/lib/bode/alerts.ndjson")]
    tell(len(ids) == len(set(ids)) == 3, "and has told nothing twice")
    told = lambda: [e for e in lines("/var/lib/bode/operations.ndjson") if e["type"] == "bode.daemon.failing"]
    tell(until(10, told) and len(told()) == 1, "operators hear of it once", [e["data"]["reason"] for e in told()])


def stopped():
    began = time.monotonic()
    run("systemctl", "stop", "bode")
    state = show("Result", "ExecMainStatus")
    tell(state == {"Result": "success", "ExecMainStatus": "0"}, "it stops", f"{time.monotonic() - began:.1f} s")
    tell(run("pgrep", "-u", "bode").stdout == "", "and nothing outlives it")
    run("bode", "status")
    foreign = run("find", "/var/lib/bode", "!", "-user", "bode").stdout
    tell(foreign == "", "root's command on the stopped state leaves no file of root's", foreign.strip())


def upgraded(configuration):
    run("systemctl", "start", "bode")
    run("dpkg-deb", "-R", "/proof/bode.deb", "/proof/next")
    control = pathlib.Path("/proof/next/DEBIAN/control")
    version = next(line for line in control.read_text().splitlines() if line.startswith("Version: "))
    control.write_text(control.read_text().replace(version, version + "+next"))
    run("dpkg-deb", "--root-owner-group", "-Zgzip", "--build", "/proof/next", "/proof/next.deb")
    before = show("MainPID")
    result = run("dpkg", "-i", "/proof/next.deb")
    tell(result.returncode == 0, "an upgrade installs", result.stderr.strip())
    tell(show("MainPID") != before and show("ActiveState")["ActiveState"] == "active", "and starts the new version")
    tell(pathlib.Path("/etc/bode/bode.yaml").read_text() == configuration, "the desk's configuration stays")
    # A version that does not understand the configuration must not end the one that runs.
    broken = configuration.replace("every: 1s", "evry: 1s")
    pathlib.Path("/etc/bode/bode.yaml").write_text(broken)
    before = show("MainPID")
    result = run("dpkg", "-i", "/proof/next.deb")
    tell(result.returncode == 0 and show("MainPID") == before and "refuses" in result.stderr,
         "where the new version refuses the configuration, the old one runs on", result.stderr.strip().splitlines()[-1:])
    pathlib.Path("/etc/bode/bode.yaml").write_text(configuration)


def removed():
    result = run("dpkg", "-r", "bode")
    tell(result.returncode == 0 and run("pgrep", "-u", "bode").stdout == "", "it is removed", result.stderr.strip())
    tell(os.path.exists("/var/lib/bode/bode.db") and os.path.exists("/etc/bode/bode.yaml"), "state and configuration stay")
    tell(not os.path.exists("/usr/bin/bode") and not os.path.exists("/usr/share/bode"), "the programs are gone")
    result = run("dpkg", "-P", "bode")
    tell(result.returncode == 0 and not os.path.exists("/var/lib/bode"), "purged, the state is gone too", result.stderr.strip())
    tell(not os.path.exists("/etc/bode/bode.yaml"), "and the configuration")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--package", type=pathlib.Path)
    parser.add_argument("--bode", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="a shorter watchdog, and one kill")
    parser.add_argument("--crashes", type=int, default=50)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.inside:
        return outside(args)
    sys.stdout = open("/out/result.txt", "w")
    try:
        inside(args)
    except Exception as error:
        print(f"BAD  the proof itself: {error!r}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
