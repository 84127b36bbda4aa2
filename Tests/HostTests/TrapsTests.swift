import DispatchIsolation
import Foundation
import Host
import Testing

/// Each dies in a child process, with the paper 7 in hand, and is asked afterwards what the note says.
@Suite(.timeLimit(.minutes(1)))
struct TrapsTests {
    let path = NSTemporaryDirectory() + "/bode-traps-\(UUID().uuidString)"

    static func takeInHand(_ path: String) throws -> InHand {
        let inHand = InHand(path: path)
        inHand.noteTraps()
        try inHand.take(7)
        return inHand
    }

    func expect(_ deaths: Deaths) {
        #expect(InHand(path: path).deaths(of: 7) == deaths)
        unlink(path)
    }

    @Test("a failed precondition is noted, and still ends the process")
    func preconditionFails() async {
        await #expect(processExitsWith: .failure) { [path = path as String] in
            let inHand = try TrapsTests.takeInHand(path)
            precondition(inHand.suspects.count > 0)
        }
        expect(Deaths(traps: 1))
    }

    @Test("an abort is noted, as that of a watchdog is; it ends the process by that signal")
    func abort() async {
        await #expect(processExitsWith: .signal(SIGABRT)) { [path = path as String] in
            let inHand = try TrapsTests.takeInHand(path)
            kill(getpid(), SIGABRT)
            while true { withExtendedLifetime(inHand) { _ = pause() } }
        }
        expect(Deaths(traps: 1))
    }

    @Test("a kill is not")
    func killed() async {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let inHand = try TrapsTests.takeInHand(path)
            withExtendedLifetime(inHand) { _ = kill(getpid(), SIGKILL) }
        }
        expect(Deaths(kills: 1))
    }

    @Test("a stack that ran out is noted, on a queue's thread")
    func overflow() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) { [path = path as String] in
            let inHand = try TrapsTests.takeInHand(path)
            await Sinking().sink(1)
            withExtendedLifetime(inHand) {}
        }
        expect(Deaths(traps: 1))
    }

    @Test("a program that the process starts knows nothing of it")
    func child() async {
        await #expect(processExitsWith: .success) { [path = path as String] in
            let inHand = try TrapsTests.takeInHand(path)
            let child = Process()
            child.executableURL = URL(fileURLWithPath: "/bin/sh")
            child.arguments = ["-c", "kill -SEGV $$"]
            try child.run()
            child.waitUntilExit()
            #expect(child.terminationReason == .uncaughtSignal)
            withExtendedLifetime(inHand) {}
        }
        expect(Deaths(kills: 1))
    }
}

/// Goes down until its stack ends.
private actor Sinking {
    private nonisolated let executor = DispatchExecutor(label: "sinking")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    @discardableResult
    func sink(_ depth: Int) -> Int { depth == 0 ? 0 : sink(depth &+ 1) &+ depth }
}
