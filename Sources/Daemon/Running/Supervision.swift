import Engine
import Host
import Pipeline

/// Looks after the parts from the start of the process to its end: signals, operators' questions, the watchdog.
struct Supervision: Sendable {
    /// How a run ended.
    enum End: Sendable {
        case stopped
        case failed(LogFailure)
    }

    let parts: Parts
    let reloading: Reloading
    let purpose: Parts.Purpose
    let signals: SignalDesk
    let note: @Sendable (LogLevel, String) -> Void

    /// Runs until told to stop, until all is delivered where the purpose says so, or until the log fails.
    func run(state: String) async -> End {
        let (signals, systemd) = (signals.attend(), Systemd())
        let control = ControlSocket(path: "\(state)/control.sock") { [parts, reloading, purpose] question in
            var desk = await parts.desk
            if purpose == .service { desk.reload = { await reloading.reload() } }
            return await desk.answer(question)
        }
        if let problem = await control.open() {
            note(.warning, "status cannot be asked while running: \(problem)")
        }
        do throws(LogFailure) { try await parts.start() } catch {
            await control.close()
            return .failed(error)
        }
        systemd.ready(await summary)
        let feeding = Task { await feedWatchdog(systemd) }
        let tidying = Task { await tidyUp() }
        let end = await firstEnd(signals, systemd)
        systemd.stopping()
        await parts.stop()
        feeding.cancel()
        tidying.cancel()
        await control.close()
        return end
    }

    private func firstEnd(_ signals: AsyncStream<SignalDesk.Signal>, _ systemd: Systemd) async -> End {
        await withTaskGroup(of: End?.self) { group in
            group.addTask { await listen(to: signals, systemd) }
            group.addTask {
                for await failure in parts.failures { return .failed(failure) }
                return nil
            }
            if purpose.ends {
                group.addTask {
                    do throws(LogFailure) { try await parts.waitUntilDelivered() } catch {
                        return .failed(error)
                    }
                    return .stopped
                }
            }
            defer { group.cancelAll() }
            for await case let end? in group { return end }
            return .stopped
        }
    }

    /// Waits for a signal that ends this run.
    private func listen(to signals: AsyncStream<SignalDesk.Signal>, _ systemd: Systemd) async -> End {
        for await signal in signals {
            guard signal == .reload else { break }
            systemd.reloading()
            let verdict = await reloading.reload()
            systemd.ready(verdict.isAccepted ? await summary : "the new configuration was refused")
        }
        return .stopped
    }

    private var summary: String {
        get async {
            let settings = await parts.composition.settings
            return "\(settings.sources.count) sources, \(settings.sinks.count) sinks"
        }
    }

    /// Feeds the watchdog as long as the log and every stage lane answer.
    private func feedWatchdog(_ systemd: Systemd) async {
        let interval = min(systemd.watchdog.map { $0 / 3 } ?? Pulse.interval, Pulse.interval)
        while !Task.isCancelled {
            // A log that fails is as good as one that hangs: the watchdog starves, and systemd starts anew.
            do throws(LogFailure) {
                try await parts.answer()
                parts.pulse.beat(at: SystemClock().now)
                if systemd.watchdog != nil { systemd.alive() }
            } catch {}
            try? await Task.sleep(for: interval)
        }
    }

    /// How long it must have rested.
    private static let rest = Duration.seconds(1)

    /// Gives back the memory that work took, whenever the process has come to rest.
    private func tidyUp() async {
        var rest = RestAfterWork(from: .now)
        while !Task.isCancelled {
            try? await Task.sleep(for: Supervision.rest)
            if rest.begins(at: .now) { ProcessMemory.giveBack() }
        }
    }
}
