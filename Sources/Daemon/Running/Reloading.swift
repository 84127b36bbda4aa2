import Pipeline

/// What came of a reload.
struct ReloadVerdict: Codable, Sendable {
    /// False where the configuration was refused, and the old one stays in force.
    var isAccepted: Bool
    /// What is wrong with it, with file, line and column; what changed where nothing is wrong.
    var message: String
}

/// Takes over what the configuration file says now, one reload after the other.
actor Reloading {
    private let parts: Parts
    private let log: any Log
    private let note: @Sendable (LogLevel, String) -> Void
    private let compose: @Sendable () async throws(ConfigurationProblem) -> Composition
    private var last: Task<ReloadVerdict, Never>?

    /// `compose` builds what the configuration file asks for, or says what is wrong with it.
    init(
        _ parts: Parts, log: any Log, note: @escaping @Sendable (LogLevel, String) -> Void,
        compose: @escaping @Sendable () async throws(ConfigurationProblem) -> Composition
    ) {
        (self.parts, self.log, self.note, self.compose) = (parts, log, note, compose)
    }

    /// Checks the configuration and takes it over, or leaves everything as it is and says why.
    func reload() async -> ReloadVerdict {
        let before = last
        let task = Task {
            _ = await before?.value
            return await perform()
        }
        last = task
        return await task.value
    }

    private func perform() async -> ReloadVerdict {
        let next: Composition
        do throws(ConfigurationProblem) { next = try await compose() } catch {
            note(.error, "the new configuration is refused, the old one stays: \(error)")
            return ReloadVerdict(isAccepted: false, message: "\(error)")
        }
        do throws(LogFailure) {
            let changed = try await parts.take(next)
            try await pollAgain(next.settings.sources)
            let what = changed.isEmpty ? "nothing changed" : "changed: \(changed.joined(separator: ", "))"
            note(.info, "the new configuration is in force; \(what)")
            return ReloadVerdict(isAccepted: true, message: what)
        } catch {
            let why = "the new configuration could not be put in force: \(error)"
            note(.error, why)
            return ReloadVerdict(isAccepted: false, message: why)
        }
    }

    /// A reload is the operator's word that a source which once said it was gone for good may be asked again.
    private func pollAgain(_ sources: [SourceSettings]) async throws(LogFailure) {
        for source in sources {
            guard var record = try await log.source(source.name), record.gone != nil else { continue }
            record.gone = nil
            var transaction = Transaction()
            transaction.source = record
            try await log.commit(transaction)
        }
    }
}
