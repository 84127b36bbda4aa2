import CLinux
import Glibc

/// A program to start: its path, its arguments without the name, and all that its environment holds.
struct Command: Sendable {
    var executable: String
    var arguments: [String]
    var environment: [String: String]

    /// Starts it in a process group of its own, on the calling thread, with these as its standard descriptors.
    ///
    /// Returns the error number of what went wrong where it did not start.
    func start(input: Int32, output: Int32, errors: Int32) -> Result<pid_t, StartFailure> {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { return .failure(StartFailure(ENOMEM)) }
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard posix_spawnattr_init(&attributes) == 0 else { return .failure(StartFailure(ENOMEM)) }
        defer { posix_spawnattr_destroy(&attributes) }

        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        clinux_close_from(&actions, 3)
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let words = CStrings([executable] + arguments)
        let variables = CStrings(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        var child: pid_t = 0
        let problem = posix_spawn(
            &child, executable, &actions, &attributes, words.pointers, variables.pointers)
        return problem == 0 ? .success(child) : .failure(StartFailure(problem))
    }
}

/// Why a program did not start.
struct StartFailure: Error {
    let reason: String

    init(_ number: Int32) { reason = String(cString: strerror(number)) }
}

/// Strings as C wants a list of them: ended by a null pointer.
private final class CStrings {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

    deinit { for pointer in pointers { free(pointer) } }
}
