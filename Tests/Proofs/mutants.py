#!/usr/bin/env python3
"""The tests can fail: each standing mutant breaks a promise, and a test says so.

    Tests/Proofs/mutants.py [--only NAME …] [--list] [--check] [--scratch DIR]

A mutant is the program with one of its lines written wrongly, as somebody might one day write it. Each is put into a copy of the
package, which is built; then the tests that should notice run. Caught is a mutant for which a test recorded an issue: one that does
not build, or that only crashes or hangs the tests, is not. The same tests pass before, without any mutant, or nothing is shown.

The copy lies in .build/mutants and stays there, so that later runs build what has changed and no more. Each mutant takes half a minute.

--check takes a second and changes nothing: that each mutant still fits the code, at one place, and that its tests are there.
"""
import argparse, dataclasses, os, pathlib, re, shutil, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The longest that the tests of one mutant may take; each has a limit of its own, which one that blocks its thread outlives.
LONGEST = 300


@dataclasses.dataclass
class Mutant:
    name: str
    promise: str
    file: str
    old: str
    new: str
    # Suites, as `Target.Suite`.
    tests: tuple


MUTANTS = []


def mutant(name, promise, file, old, new, *tests):
    MUTANTS.append(Mutant(name, promise, file, old, new, tests))


# -- What is stored

mutant("synchronous-normal", "what is committed survives a power cut",
       "Sources/SQLiteLog/Database+Opening.swift", "PRAGMA synchronous = FULL;", "PRAGMA synchronous = NORMAL;",
       "SQLiteLogTests.SQLiteLogTests")
mutant("second-connection", "one connection alone has the database",
       "Sources/SQLiteLog/Database+Opening.swift", "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA locking_mode = NORMAL",
       "SQLiteLogTests.SQLiteLogTests")
mutant("cursor-first", "a source's cursor and validators are stored with what they stand for, or neither is",
       "Sources/Polling/Poller.swift",
       "        transaction.source = record\n        transaction.entries = sorted.entries\n",
       "        transaction.source = record\n        transaction.entries = sorted.entries\n"
       "        try await log.commit(transaction)\n",
       "PollingTests.PollerTests", "PollingTests.PollerHealthTests")
mutant("settled-first", "a message is settled with what came of it, or neither is stored",
       "Sources/Engine/Loops/Workers.swift", "do throws(LogFailure) { try await log.commit(transaction) } catch {",
       "do throws(LogFailure) {\n"
       "                var first = transaction\n"
       "                first.messages = []\n"
       "                try await log.commit(first)\n"
       "                try await log.commit(Transaction(messages: transaction.messages))\n"
       "            } catch {",
       "EngineTests.ArchivistTests")
mutant("acknowledged-early", "a commit returns when it is durable, and says so where it is not",
       "Sources/SQLiteLog/SQLiteLog+Commit.swift",
       "        await withCheckedContinuation { caller in\n"
       "            pending.append(Pending(transaction: transaction, caller: caller))\n"
       "            scheduleStore()\n"
       "        }\n",
       "        Task {\n"
       "            await withCheckedContinuation { (caller: CheckedContinuation<Result<Void, LogFailure>, Never>) in\n"
       "                pending.append(Pending(transaction: transaction, caller: caller))\n"
       "                scheduleStore()\n"
       "            }\n"
       "        }\n"
       "        return .success(())\n",
       "SQLiteLogTests.RoomTests")
mutant("half-refused", "of a transaction that is refused, nothing is stored",
       "Sources/SQLiteLog/Database.swift", """            try run("ROLLBACK TO part")\n""", "",
       "SQLiteLogTests.SQLiteLogTests", "SQLiteLogTests.RoomTests")
mutant("failed-write-forgotten", "after a failed write or sync nothing is stored any more",
       "Sources/SQLiteLog/SQLiteLog.swift", "                failure = error\n", "",
       "SQLiteLogTests.RoomTests")
mutant("reserve-ignored", "on a disk that is nearly full, room is left for settling",
       "Sources/SQLiteLog/SQLiteLog+Commit.swift", "map { $0 < limits.reserve } ?? false", "map { $0 < 0 } ?? false",
       "SQLiteLogTests.RoomTests")
mutant("checksum-ignored", "what the disk has changed is never handed out",
       "Sources/SQLiteLog/Database+Messages.swift", "return (message, isIntact)", "return (message, true)",
       "SQLiteLogTests.DamageTests")
mutant("unread-pruned", "what a reader has not read is kept, however old it is",
       "Sources/SQLiteLog/SQLiteLog+Readers.swift", "last = min(last ?? .max, rows.integer(1), claimed ?? .max)",
       "last = max(last ?? 0, min(rows.integer(1), claimed ?? .max))",
       "SQLiteLogTests.SQLiteLogTests")
mutant("claimed-twice", "what is claimed is nobody else's until it is settled or given back",
       "Sources/SQLiteLog/Database+Messages.swift", "guard reader.claimed[rows.integer(0)] == nil else { continue }", "",
       "SQLiteLogTests.SQLiteLogTests")

mutant("copy-without-rest", "a backup leaves half of the disk's time to everyone else",
       "Sources/SQLiteLog/CopyPace.swift", "return writing + sync", "return writing",
       "SQLiteLogTests.CopyPaceTests")
mutant("names-without-rest", "a backup leaves the disk to everyone else while originals get their names",
       "Sources/Reading/OriginalStore.swift", "                await rest(ContinuousClock.now - begin)\n", "",
       "ReadingTests.OriginalStoreTests")
mutant("shortage-forgotten", "a shortage of room is told once, however often the process is restarted",
       "Sources/Daemon/Running/RoomShortage.swift", 'case .told(let since): "told \\(since.milliseconds)\\n"',
       'case .told(let since): "begun \\(since.milliseconds)\\n"',
       "DaemonTests.RoomShortageTests")

# -- What is new

mutant("baseline-announced", "a source's first poll is remembered and not announced",
       "Sources/Polling/Newcomers.swift", "guard let backfill else { return .baseline }", "guard let backfill else { return nil }",
       "PollingTests.NewcomersTests", "PollingTests.PollerTests")
mutant("watch-lost", "who waits together with one that is taken away is woken all the same",
       "Sources/Polling/SharedAlarms.swift", "            handOver(deadline)\n", "",
       "PollingTests.SharedAlarmsTests")
mutant("shown-again", "what a source shows again unchanged is no news",
       "Sources/Polling/Newcomers.swift", "guard known.map(Newcomers.unmarked) != fingerprint else { continue }", "",
       "PollingTests.NewcomersTests")
mutant("told-twice", "an answer that says the same as before is told once",
       "Sources/Engine/Newness/Newness.swift", "if returns, same.isAnnounced { tell(.amended, of: same, after: former) }",
       "tell(.published, of: same, after: former)",
       "EngineTests.NewnessTests")
mutant("older-state-wins", "an older state of a paper that is read late changes nothing",
       "Sources/Engine/Newness/Newness.swift", "guard paper.order >= archive.order ||", "guard paper.order >= 0 ||",
       "EngineTests.ArchivistTests")
mutant("id-of-the-time", "an event's id is the same whenever and from wherever it is told",
       "Sources/Engine/Events/EventID.swift", "of(change.kind, key: change.key, answer",
       "of(change.kind, key: change.key + change.seen.rfc3339, answer",
       "EngineTests.IdentityTests", "EngineTests.EventsTests")
mutant("answer-of-a-fragment", "a feed that was not read whole leaves no validators",
       "Plugins/Sources/FeedSource/FeedMemory.swift", "if !isWhole {", "if stored[Key.etag] == nil, !isWhole {",
       "SourcesTests.FeedSourceTests")

# -- What is delivered

mutant("lines-not-adopted", "lines that were written and not settled are not written again",
       "Plugins/Sinks/FileSink/FileSink.swift", "adopted.contains(event.id) || written.contains(event.id)",
       "written.contains(event.id)",
       "SinksTests.FileSinkTests")
mutant("torn-line-left", "no line in a file is torn",
       "Plugins/Sinks/FileSink/FileSink.swift", "            try file.cut(to: size - tail.torn.count)\n", "",
       "SinksTests.FileSinkTests")
mutant("sync-tried-again", "a sync of a file that failed is not believed when it is repeated",
       "Sources/Storage/LineFile.swift", "guard fdatasync(descriptor) != 0 else { return }",
       "guard fdatasync(descriptor) != 0, fdatasync(descriptor) != 0 else { return }",
       "SinksTests.FileSinkTests")
mutant("adopted-unsynced", "lines that a crash left are only taken for delivered once they are on the disk",
       "Plugins/Sinks/FileSink/FileSink.swift", "        try file.sync(orCutTo: isOurs ? offset : size - tail.torn.count)\n", "",
       "SinksTests.FileSinkTests")
mutant("dead-letter-done", "what cannot be delivered is set aside with its reason",
       "Sources/Engine/Loops/Courier+Settling.swift", "Settlement(parcel.sequence, .setAside(reason: reason))",
       "Settlement(parcel.sequence, .done)",
       "EngineTests.CourierTests")
mutant("overtaken", "no amendment overtakes what it amends",
       "Sources/Engine/Loops/Supply.swift", "let mayGo =\n                isLocal ||", "let mayGo =\n                true ||",
       "EngineTests.CourierTests")
mutant("overtaken-after-restart", "no amendment overtakes what it amends, after a restart either",
       "Sources/Engine/Loops/Courier.swift", "        try await recallOrder()\n", "",
       "EngineTests.CourierTests")
mutant("never-disabled", "an endpoint for which everything fails for five days is disabled",
       "Sources/Engine/Loops/EndpointHealth.swift", "return now.since(since) >= Self.patience",
       "return now.since(since) >= Self.patience * 1000",
       "EngineTests.EndpointHealthTests")
mutant("timestamp-kept", "each attempt is signed with its own time",
       "Plugins/Sinks/WebhookSink/WebhookSink.swift", "let timestamp = services.clock.now.milliseconds / 1000",
       "let timestamp = Int64(event.id.utf8.count)",
       "SinksTests.WebhookSinkTests")
mutant("secret-not-decoded", "signatures are those of Standard Webhooks",
       "Plugins/Sinks/WebhookSink/WebhookSignature.swift",
       "guard let key = Base64.decode(String(text.dropFirst(prefix.count))) else {",
       "let key = Array(String(text.dropFirst(prefix.count)).utf8)\n"
       "        if Base64.decode(String(decoding: key, as: UTF8.self)) == nil {",
       "SinksTests.WebhookSinkTests")
mutant("one-secret-signs", "while secrets are changed, both sign",
       "Plugins/Sinks/WebhookSink/WebhookSignature.swift", "return keys.map {", "return keys.prefix(1).map {",
       "SinksTests.WebhookSinkTests")
mutant("retry-after-ignored", "a receiver is left alone as long as it asks",
       "Plugins/Sinks/WebhookSink/WebhookSink.swift", "return .failed(answer, holdSink: wait)",
       "return .failed(wait == nil ? answer : answer)",
       "SinksTests.WebhookSinkTests")
mutant("gone-ignored", "a receiver that says 410 gets nothing more",
       "Plugins/Sinks/WebhookSink/WebhookSink.swift", "case 410: return .gone(", "case 410: return .failed(",
       "SinksTests.WebhookSinkTests")

# -- What is let in

mutant("redirect-of-a-webhook", "a webhook's redirects are not followed",
       "Plugins/Sinks/WebhookSink/WebhookSink.swift", "mostRedirects: 0,", "mostRedirects: 5,",
       "SinksTests.WebhookSinkTests")
mutant("redirect-of-a-post", "a request that is not a GET is not sent again somewhere else",
       "Sources/CurlHTTP/CurlHTTP+Requests.swift", "request.method == .get ? max(request.mostRedirects, 0) : 0",
       "max(request.mostRedirects, 0)",
       "CurlHTTPTests.RedirectTests")
mutant("carrier-addresses", "addresses that are not public are not connected to",
       "Sources/CurlHTTP/AddressPolicy.swift", "        Block(0x6440_0000, 10),  // 100.64.0.0, shared by carriers\n", "",
       "CurlHTTPTests.AddressPolicyTests")
mutant("judged-too-late", "an address is judged before anything connects to it",
       "Sources/CurlHTTP/Exchange.swift", "if let objection = policy.objection(to: peer, port: port) {",
       "if let objection = policy.objection(to: peer, port: port), port == 0 {",
       "CurlHTTPTests.CurlHTTPLimitsTests")
mutant("judged-once", "a connection that is used again is judged again",
       "Sources/CurlHTTP/Exchange.swift", "                policy.objection(to: address, port: port)\n",
       "                port == 0 ? policy.objection(to: address, port: port) : nil\n",
       "CurlHTTPTests.CurlHTTPLimitsTests")
mutant("encoded-bytes", "limits count the bytes after decoding",
       "Sources/CurlHTTP/Transfer.swift", "} else if bytes.count <= largestBody - body.count {",
       "} else if (head.fields.first { $0.name == \"content-length\" }.flatMap { Int($0.value) } ?? body.count + bytes.count)"
       " <= largestBody {",
       "CurlHTTPTests.CurlHTTPLimitsTests")
mutant("proxy-of-the-environment", "proxies that the environment names are not used",
       "Sources/CurlHTTP/Transfer.swift", 'ccurl_easy_set_string(easy, CURLOPT_PROXY, request.access.proxy ?? "")',
       "if let proxy = request.access.proxy { ccurl_easy_set_string(easy, CURLOPT_PROXY, proxy) }",
       "CurlHTTPTests.CurlHTTPLimitsTests")
mutant("foreign-hosts", "papers are fetched from declared hosts alone",
       "Sources/CurlHTTP/WebAddress.swift",
       "access.hosts.isEmpty || access.hosts.contains(host)",
       "access.hosts.isEmpty || !host.isEmpty",
       "CurlHTTPTests.WebAddressTests", "CurlHTTPTests.RedirectTests")
mutant("out-of-encryption", "no redirect leads out of encryption",
       "Sources/CurlHTTP/WebAddress.swift", 'guard scheme != "https" || next.scheme == "https" else {',
       'guard scheme != "https" || !next.scheme.isEmpty else {',
       "CurlHTTPTests.WebAddressTests")
mutant("header-of-two-lines", "no value of a header becomes a header of its own",
       "Sources/CurlHTTP/RequestHeaders.swift",
       "value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })",
       "value.unicodeScalars.allSatisfy({ $0.value != 0 })",
       "CurlHTTPTests.CurlHTTPTests")
mutant("socket-for-all", "the daemon's socket is for its user alone",
       "Sources/Host/ControlSocket.swift", "let old = umask(0o177)", "let old = umask(0o111)",
       "HostTests.ControlSocketTests")
mutant("unknown-keys", "a configuration with a key that nobody knows is refused",
       "Sources/StrictYAML/StrictDecoder.swift", "where !asked.contains(entry.key) {\n            throw unknown(entry)",
       "where entry.key.isEmpty {\n            throw unknown(entry)",
       "StrictYAMLTests.YAMLDecodingTests")
mutant("many-lines", "a record of the log is one line, whatever it says",
       "Sources/Daemon/Machine/LogOutput.swift", "let plain = text.onOneLine(limit: 2000)", "let plain = text",
       "DaemonTests.LogOutputTests")
mutant("deadly-for-ever", "a paper that ends the process again and again is set aside",
       "Sources/Host/Deaths.swift", ">= Deaths.mostTraps * Deaths.mostKills", ">= .max",
       "HostTests.InHandTests", "EngineTests.IntakeTests")
mutant("deep-json", "JSON within JSON without end is refused",
       "Sources/JSONSource/JSONReader.swift",
       """        guard open.count < limits.depth else { throw JSONFailure("more than \\(limits.depth) levels") }\n""", "",
       "SourcesTests.JSONReaderTests")

# -- What is found

mutant("last-role-wins", "a word has each role that some rule gives it",
       "Plugins/Stages/EntitiesStage/WordRoles.swift", "table[word, default: []].insert(role)", "table[word] = role",
       "StagesTests.EntitiesStageTests")
mutant("overlap-across-blocks", "of names that overlap the longest stays, wherever a passage has them",
       "Plugins/Stages/EntitiesStage/Mention.swift", "for block in range.lowerBound / 64...last / 64 where taken",
       "for block in range.lowerBound / 64...range.lowerBound / 64 where taken",
       "StagesTests.EntitiesStageTests")
mutant("denied-from-afar", "a promise is denied right behind its verb, and not by a word further on",
       "Plugins/Stages/CommitmentsStage/Sentence.swift", "set.contains(words[$0 - 1])", "words[..<$0].contains { set.contains($0) }",
       "StagesTests.CommitmentsStageTests")


# -- The copy

def copy(target):
    """Makes `target` a copy of the package as it lies here; what has not changed is left alone, so that it is not built again."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                            capture_output=True, text=True).stdout.split("\0")
    wanted = {name for name in listed if name and (ROOT / name).is_file()}
    for folder, folders, files in os.walk(target):
        folders[:] = [name for name in folders if name != ".build"]
        for name in files:
            path = pathlib.Path(folder, name)
            if str(path.relative_to(target)) not in wanted:
                path.unlink()
    for name in wanted:
        put(target / name, (ROOT / name).read_bytes())
        shutil.copymode(ROOT / name, target / name)
    # What the package depends on need not be fetched again.
    for name in ("checkouts", "repositories", "workspace-state.json"):
        here, there = ROOT / ".build" / name, target / ".build" / name
        if here.is_dir() and not there.exists():
            shutil.copytree(here, there, symlinks=True)
        elif here.is_file() and not there.exists():
            shutil.copy2(here, there)


def put(path, data):
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


# -- Building and testing

def build(target):
    """What is wrong with the build; nothing where it is done."""
    done = subprocess.run(["swift", "build", "--build-tests"], cwd=target, capture_output=True, text=True)
    if done.returncode == 0:
        return None
    errors = [line for line in (done.stdout + done.stderr).splitlines() if "error:" in line]
    return "\n".join(errors[:5]) or done.stdout[-500:]


@dataclasses.dataclass
class Run:
    """What came of running tests."""
    status: int
    output: str

    # A test that recorded an issue, whatever became of the run afterwards.
    @property
    def failed(self):
        name = r'Test (?:case passing .+ to )?(?:"(.+?)"|(\S+)) (?:with \d+ arguments? .+)?recorded an issue'
        names = re.findall(name, self.output)
        return list(dict.fromkeys(quoted or plain for quoted, plain in names))

    @property
    def is_whole(self):
        return re.search(r"Test run with \d+ tests?.* (passed|failed) after", self.output) is not None


def test(target, suites):
    filters = [word for suite in suites for word in ("--filter", re.escape(suite) + "/")]
    command = ["swift", "test", "--skip-build", "--disable-xctest", *filters]
    process = subprocess.Popen(command, cwd=target, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                               start_new_session=True)
    try:
        output, _ = process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        output, _ = process.communicate()
        output += "\nThe tests hung."
    return Run(process.returncode, output)


def verdict(run):
    """Whether the mutant was caught, and what to say of it."""
    if run.failed:
        more = f" and {len(run.failed) - 1} more" if len(run.failed) > 1 else ""
        return True, f"by “{run.failed[0]}”{more}"
    if run.status == 0:
        return False, "SURVIVES: its tests pass"
    if run.is_whole:
        return False, "its tests fail, and none says why"
    return False, "only crashes or hangs its tests: " + " ".join(run.output.split()[-30:])


def show(mutants, target, keep_output):
    target.mkdir(parents=True, exist_ok=True)
    copy(target)
    begun = time.monotonic()
    if problem := build(target):
        return [f"without a mutant it does not build: {problem}"]
    suites = sorted({suite for mutant in mutants for suite in mutant.tests})
    run = test(target, suites)
    if run.status != 0 or not run.is_whole:
        return [f"without a mutant the tests fail: {run.failed or run.output[-2000:]}"]
    print(f"{'passes':8} {'without a mutant':26} {len(suites)} suites ({time.monotonic() - begun:.0f} s)", flush=True)
    escaped = []
    for mutant in mutants:
        begun = time.monotonic()
        place = target / mutant.file
        text = place.read_text()
        put(place, text.replace(mutant.old, mutant.new).encode())
        try:
            if problem := build(target):
                is_caught, why = False, f"does not build: {problem}"
            else:
                run = test(target, mutant.tests)
                is_caught, why = verdict(run)
                if keep_output:
                    (target / ".build" / f"{mutant.name}.log").write_text(run.output)
        finally:
            put(place, text.encode())
        if not is_caught:
            escaped.append(f"{mutant.name}: {mutant.promise}")
        print(f"{'caught' if is_caught else 'ESCAPED':8} {mutant.name:26} {why} ({time.monotonic() - begun:.0f} s)", flush=True)
    return escaped


def check(mutants):
    """What no longer fits."""
    problems = []
    for mutant in mutants:
        place = ROOT / mutant.file
        count = place.read_text().count(mutant.old) if place.exists() else 0
        if count != 1:
            problems.append(f"{mutant.name}: its text is {count} times in {mutant.file}")
        if mutant.old == mutant.new:
            problems.append(f"{mutant.name}: changes nothing")
        for suite in mutant.tests:
            folder, name = suite.split(".")
            if not any(re.search(rf"\b(struct|class|actor|enum) {name}\b", path.read_text())
                       for path in (ROOT / "Tests" / folder).rglob("*.swift")):
                problems.append(f"{mutant.name}: there is no suite {suite}")
    names = [mutant.name for mutant in mutants]
    problems += [f"{name}: two are called so" for name in set(names) if names.count(name) > 1]
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these alone")
    parser.add_argument("--list", action="store_true", help="say what there is")
    parser.add_argument("--check", "--quick", action="store_true", help="only check that they fit the code")
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / ".build" / "mutants", help="where the copy lies")
    parser.add_argument("--keep", action="store_true", help="leave what the tests said in the copy's .build")
    parser.add_argument("--bode", help=argparse.SUPPRESS)  # Every proof is told which program to use; this one builds its own.
    args = parser.parse_args()
    unknown = set(args.only or []) - {mutant.name for mutant in MUTANTS}
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    mutants = [mutant for mutant in MUTANTS if not args.only or mutant.name in args.only]
    if args.list:
        for mutant in mutants:
            print(f"{mutant.name:26} {mutant.promise}\n{'':26} {mutant.file}; {', '.join(mutant.tests)}")
        return False
    problems = check(mutants)
    if not problems and not args.check:
        os.nice(5)
        problems = show(mutants, args.scratch, args.keep)
    print("\n".join(problems) or f"{len(mutants)} mutants " + ("fit the code" if args.check else "are caught"))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
