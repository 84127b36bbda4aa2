import Pipeline
import PluginProtocol
import Processes

/// One thing that every plugin must do.
struct PluginCheck: Sendable {
    /// What it does, after "it": `ends at the end of its input`.
    let name: String
    /// Returns what more there is to say.
    let perform: @Sendable (PluginExamination) async throws(Finding) -> String

    init(
        _ name: String, _ perform: @escaping @Sendable (PluginExamination) async throws(Finding) -> String
    ) {
        (self.name, self.perform) = (name, perform)
    }
}

extension PluginExamination {
    /// The checks for its role, in their order; a plugin that fails the first is tried no further.
    var checks: [PluginCheck] { role == .stage ? Self.stageChecks : Self.sinkChecks }

    private static let stageChecks =
        [
            introduction,
            PluginCheck("answers a paper") { examination throws(Finding) in
                try await examination.exchange([.paper(TrialPapers.ordinary)])
            },
            PluginCheck("answers odd papers: empty, huge, full of emoji") { examination throws(Finding) in
                // One by one, so that it is known which one broke it.
                try await examination.exchange(TrialPapers.odd.map { .paper($0) }, most: 1)
            },
            PluginCheck("answers each paper once, with as many in hand as it asked for") {
                examination throws(Finding) in
                let papers = (0..<24).map { index in
                    Exchange.Item.paper(
                        index.isMultiple(of: 3) ? TrialPapers.odd[index % 5] : TrialPapers.ordinary)
                }
                return try await examination.exchange(papers)
            },
            PluginCheck("keeps its lines under limits.line") { examination throws(Finding) in
                var limits = examination.usualLimits
                limits.line = 1 << 16
                return try await examination.exchange(TrialPapers.odd.map { .paper($0) }, limits: limits)
            },
        ] + common(.paper(TrialPapers.ordinary))

    private static let sinkChecks =
        [
            introduction,
            PluginCheck("answers an event") { examination throws(Finding) in
                try await examination.exchange([.event(1)])
            },
            PluginCheck("answers an event that came before") { examination throws(Finding) in
                try await examination.exchange([.event(1), .event(1)])
            },
            PluginCheck("answers each event once, with as many in hand as it asked for") {
                examination throws(Finding) in try await examination.exchange((1...12).map { .event($0) })
            },
        ] + common(.event(1))

    private static let introduction = PluginCheck("introduces itself") { examination throws(Finding) in
        try await examination.withReady { _, ready throws(Finding) in
            guard !ready.name.isEmpty, !ready.version.isEmpty else {
                throw Finding(
                    "it gives no name or no version",
                    remedy: "Say in 'ready' what the program is called and its version, for the log.")
            }
            let adds = ready.adds.map(\.rawValue).sorted().joined(separator: ", ")
            let what = ready.role == .sink ? "sink" : "stage that adds \(adds.isEmpty ? "nothing" : adds)"
            return "\(ready.name) \(ready.version), a \(what), \(ready.window) at a time"
        }
    }

    private static func common(_ item: @autoclosure @escaping @Sendable () -> Exchange.Item) -> [PluginCheck]
    {
        [
            PluginCheck("asks for no larger window than limits.window") { examination throws(Finding) in
                var limits = examination.usualLimits
                limits.window = 1
                return try await examination.withReady(limits: limits) { _, ready throws(Finding) in
                    guard ready.window == 1 else {
                        throw Finding(
                            "it asks for a window of \(ready.window) where limits.window is 1",
                            remedy:
                                "Say in 'ready' the smaller of the window that it wants and limits.window.")
                    }
                    return ""
                }
            },
            PluginCheck("ignores fields that it does not know") { examination throws(Finding) in
                let unknown: [String: JSONTree] = [
                    "later_version": .object(["more": .list([.whole(1), .null])]), "x": .null,
                ]
                do throws(Finding) {
                    return try await examination.exchange([item().adding(unknown)], unknown: unknown)
                } catch {
                    // What goes wrong without them too is another's fault.
                    _ = try await examination.exchange([item()])
                    throw Finding(
                        error.fault,
                        remedy:
                            "Read the fields that it needs, and skip all others: later versions of Bode send more."
                    )
                }
            },
            PluginCheck("refuses a version of the protocol that it does not speak") {
                examination throws(Finding) in
                var hello = examination.hello()
                hello.protocol = "bode-plugin/999"
                return try await examination.expectRefusal(
                    hello, of: "a greeting in bode-plugin/999",
                    remedy:
                        "Compare 'protocol' of 'hello' with \(PluginVersion.current), and answer 'refuse' where it differs."
                )
            },
            PluginCheck("refuses an option that it does not have") { examination throws(Finding) in
                var hello = examination.hello()
                var members: [String: JSONTree] = [:]
                if case .object(let own) = hello.options { members = own }
                members["no_such_option_anywhere"] = .whole(1)
                hello.options = .object(members)
                return try await examination.expectRefusal(
                    hello, of: "an option that it cannot have, no_such_option_anywhere",
                    remedy:
                        "Answer 'refuse' with the option's name: a misspelt one would else be ignored in silence."
                )
            },
            PluginCheck("does not take nonsense for a message") { examination throws(Finding) in
                try await examination.withReady { trial, _ throws(Finding) in
                    trial.send(Array("this is no message\n".utf8))
                    trial.finishInput()
                    switch await trial.next(within: examination.grace) {
                    case .ended: return ""
                    case .fault(let fault, let line): throw Finding(fault: fault, line: line)
                    case .message:
                        throw Finding(
                            "it answered a line that is no message",
                            remedy: "End with a status other than 0 where a line cannot be understood.")
                    case .silence:
                        throw Finding(
                            "it did not end within \(examination.grace.inWords) after a line that is no message",
                            remedy: "End with a status other than 0 where a line cannot be understood.")
                    }
                }
            },
            PluginCheck("ends at the end of its input") { examination throws(Finding) in
                try await examination.withReady { trial, _ throws(Finding) in
                    try await examination.expectEnd(trial)
                    return ""
                }
            },
            PluginCheck("answers what it has in hand before it ends") { examination throws(Finding) in
                try await examination.withReady { trial, ready throws(Finding) in
                    var exchange = Exchange(examination, trial, ready)
                    let items = (0..<min(ready.window, 8)).map { _ in item() }
                    try await exchange.give(items, isEndingEarly: true)
                    try await examination.expectEnd(trial)
                    return ""
                }
            },
        ]
    }

    /// Gives it `items`, and expects that it answers each once, says nothing more, and ends well.
    private func exchange(
        _ items: [Exchange.Item], most: Int = .max, limits: ProtocolLimits? = nil,
        unknown: [String: JSONTree] = [:]
    ) async throws(Finding) -> String {
        try await withReady(limits: limits, unknown: unknown) { trial, ready throws(Finding) in
            var exchange = Exchange(self, trial, ready, limits: limits)
            try await exchange.give(items, most: most)
            try await expectEnd(trial)
            guard exchange.reasons.count == items.count, let reason = exchange.reasons.first else {
                return ""
            }
            return "it did none of them: \(reason.onOneLine(limit: 200))"
        }
    }

    private func expectRefusal(
        _ hello: HostMessage.Hello, of what: String, remedy: String
    ) async throws(Finding) -> String {
        let trial = try await start()
        trial.send(HostMessage.hello(hello).line)
        let heard = await trial.next(within: greetingTime)
        let lastWords = trial.lastWords
        await trial.abandon()
        switch heard {
        case .message(.refuse, _): return ""
        case .message: throw Finding("it accepted \(what)", remedy: remedy)
        case .fault(let fault, let line): throw Finding(fault: fault, line: line)
        case .silence:
            throw Finding("it did not answer \(what) within \(greetingTime.inWords)", remedy: remedy)
        case .ended(let status):
            throw Finding(
                "it \(status.inWords) at \(what)"
                    + (lastWords.isEmpty ? "" : "; its last words: \(lastWords)"),
                remedy: remedy)
        }
    }
}

extension Exchange.Item {
    static func paper(_ paper: TrialPapers.Paper) -> Self {
        Self(name: paper.name, document: paper.document) { id in
            HostMessage.document(id: id, PaperMessage(paper.document)).line
        }
    }

    /// An event that tells of nothing, as `bode sinks test` sends them.
    static func event(_ number: Int) -> Self {
        let letters = String(number, radix: 2).map { $0 == "0" ? "a" : "b" }.joined()
        let id = "evt_" + String(repeating: "a", count: max(26 - letters.utf8.count, 0)) + letters
        let json = """
            {"data":{"message":"This is a trial, number \(number) 🦜"},"id":"\(id)","source":"https://bode.example/",\
            "specversion":"1.0","time":"2024-02-29T12:00:00Z","type":"bode.sink.test"}
            """
        return Self(name: id, document: nil) { HostMessage.line(event: json, id: $0) }
    }

    func adding(_ unknown: [String: JSONTree]) -> Self {
        Self(name: name, document: document) { id in
            guard let message = try? HostMessage(line: line(id).dropLast()[...]) else { return line(id) }
            return message.line(adding: unknown)
        }
    }
}
