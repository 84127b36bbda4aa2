// Five small pieces of Bode's work, the same on each run, for counting instructions: Tests/Benchmarks/guard.py does that.
//
//   bench-guard WORKLOAD SHARE     SHARE is the folder with themes and gazetteers
//
// Two calls of `guard_mark` enclose what is counted.
import Dispatch
import Foundation

/// Where counting begins, and where it ends: valgrind knows it by this name.
@c(guard_mark) @_optimize(none)
public func mark() {}

let arguments = CommandLine.arguments
guard arguments.count == 3, let workload = Workload(rawValue: arguments[1]) else {
    print("bench-guard \(Workload.allCases.map(\.rawValue).joined(separator: "|")) SHARE")
    exit(64)
}
let share = arguments[2]
// The main thread waits as any other: Dispatch's way to wait there is one that valgrind 3.19 does not bear.
let end = DispatchSemaphore(value: 0)
Task.detached {
    do {
        // The sum keeps the work from being left out, and says when it has become other work.
        print(try await workload.run(share: share))
        exit(0)
    } catch {
        print(error)
        exit(1)
    }
}
end.wait()
