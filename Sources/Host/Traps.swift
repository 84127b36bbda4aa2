import CTraps

/// Deaths of the process by a fault of its own: a failed precondition, a stack that ran out, an abort.
///
/// Systemd's watchdog aborts too: what hangs the process is as guilty as what traps. Programs that the process starts know nothing of it.
package enum Traps {
    /// Lets the calling thread note even that its stack ran out, where traps are noted at all.
    ///
    /// Cheap the second time. Threads of a ``DispatchExecutor`` have it by themselves.
    package static func coverThread() { ctraps_cover_thread() }

    /// Has each trap from now on write a byte to `descriptor`, which is the process's from here on.
    static func note(into descriptor: Int32) { ctraps_note_into(descriptor) }
}
