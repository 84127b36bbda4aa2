package import Pipeline

/// Puts together what is known of a paper, from any name that people have for it.
package struct Storyteller: Sendable {
    private let log: any Log & LogHistory
    /// The sinks that are configured.
    private let sinks: [String]
    /// The readers of stages outside the process.
    private let stages: [Reader]
    private let sources: [String]
    /// What every reader had read before then may be dropped.
    private let kept: Timestamp

    /// Announcements that are searched for a paper that is not archived.
    private static let mostAnnounced = 20_000
    /// Messages of one key that are looked at, and revisions of one answer.
    private static let most = (messages: 50, revisions: 50)

    /// `kept` is how far back the log is whole.
    package init(
        _ log: any Log & LogHistory, sources: [String], sinks: [String], stages: [Reader] = [],
        kept: Timestamp
    ) {
        (self.log, self.sources, self.sinks, self.kept) = (log, sources, sinks, kept)
        self.stages = stages
    }

    /// The story of the paper that `name` leads to; `nil` where nothing does.
    ///
    /// A name is an identity, another name or an address of a paper, an official number with or without what stands before it
    /// (`29521-446`, `kst-29521-446`), the number of a case, an answer's name, or an event's id.
    package func story(of name: String) async throws(LogFailure) -> PaperStory? {
        var name = name
        if name.hasPrefix("evt_") {
            guard let subject = try await subject(ofEvent: name) else { return nil }
            name = subject
        }
        for candidates in Storyteller.candidates(name) {
            if let paper = try await log.archived(under: candidates).last {
                return try await story(of: paper)
            }
        }
        if let story = try await unfiled(name) { return story }
        guard let identity = try await announced(name) else { return nil }
        return try await unfiled(identity)
    }

    /// The identity of the latest announced paper with such an entry or address, which the archive does not have.
    private func announced(_ name: String) async throws(LogFailure) -> String? {
        guard !name.isEmpty else { return nil }
        var (place, found, looked) = (Int64.min, String?.none, 0)
        while looked < Storyteller.mostAnnounced {
            let page = try await log.messages(of: .publications, after: place, limit: 256)
            guard let last = page.last else { break }
            (place, looked) = (last.sequence, looked + page.count)
            for message in page {
                guard let shown = try? JSONText.decode(Announcement.self, from: message.payload).publication,
                    shown.entryID.isOrEnds(in: name) || shown.links.contains(where: { $0.url == name })
                else { continue }
                found = shown.identity.rawValue
            }
        }
        return found
    }

    /// What a name may stand for, the likeliest first.
    private static func candidates(_ name: String) -> [[Identifier]] {
        var whole = [name, "kst-\(name)", "ah-tk-\(name)", "ah-ek-\(name)", "ah-\(name)", name.uppercased()]
        if name.hasSuffix("/") { whole.append(String(name.dropLast())) } else { whole.append("\(name)/") }
        var steps = [whole]
        if let mark = name.lastIndex(of: "#") { steps.append([String(name[..<mark])]) }
        steps.append(["case \(name.uppercased())"])
        return steps.map { $0.map { Identifier(rawValue: $0) } }
    }

    private func subject(ofEvent id: String) async throws(LogFailure) -> String? {
        guard let message = try await log.messages(of: .events, key: id, limit: 1).first,
            let event = try? JSONText.decode(Event.self, from: message.payload)
        else { return nil }
        return (try? JSONText.decode(Envelope.self, from: Array(event.json.utf8)))?.subject
    }

    struct Envelope: Decodable {
        struct Data: Decodable {
            struct Former: Decodable {
                var question: String?
                var answer: String?
            }
            var watches: [String]?
        }
        var subject: String
        var data: Data
    }

    // MARK: A paper that is not in the archive

    private func unfiled(_ name: String) async throws(LogFailure) -> PaperStory? {
        var story = PaperStory(identity: name)
        story.sightings = try await sightings([Identifier(rawValue: name)])
        guard !story.sightings.isEmpty else { return nil }
        story.stages = try await passages([Identifier(rawValue: name)])
        story.gaps = ["the archive does not have it: it has not been read yet, or could not be"]
        try await addNotices(to: &story)
        return story
    }

    // MARK: A paper of the archive

    private func story(of paper: ArchivedPublication) async throws(LogFailure) -> PaperStory {
        let publication = paper.publication
        var story = PaperStory(identity: paper.id.rawValue)
        story.names = paper.names.map(\.rawValue).filter {
            $0 != paper.id.rawValue && !$0.hasPrefix("words ")
        }
        (story.title, story.kind, story.source) = (publication.title, publication.kind, publication.source)
        story.published = publication.published?.rfc3339
        (story.firstSeen, story.url) = (paper.firstSeen.rfc3339, publication.links.first?.url)
        (story.isWithdrawn, story.original) = (paper.isWithdrawn, paper.original)
        story.sightings = try await sightings(paper.names)
        story.stages = try await passages(paper.names)
        for name in paper.names {
            for message in try await log.messages(
                of: .documents, key: name.rawValue, limit: Storyteller.most.messages)
            {
                story.readings.append(try await step(message, Archivist.reader))
            }
        }
        for answer in paper.answers {
            try await addEvents(of: answer, to: &story)
            story.answers.append(line(answer, isTold: story.events.contains { $0.answer == answer.key }))
        }
        try await addNotices(to: &story)
        addGaps(to: &story)
        return story
    }

    private static let forgotten = "matched no watch, or its events are no longer kept"

    private func line(_ archived: ArchivedAnswer, isTold: Bool) -> PaperStory.AnswerLine {
        // The archive remembers that it was news, and not whether a watch asked for it.
        let announcement =
            if isTold {
                "announced"
            } else if !archived.isAnnounced {
                "not announced"
            } else {
                archived.firstSeen < kept ? Storyteller.forgotten : "matched no watch"
            }
        return PaperStory.AnswerLine(
            key: archived.key, numbers: archived.answer.numbers, revision: archived.revision,
            firstSeen: archived.firstSeen.rfc3339, isAnnounced: isTold, announcement: announcement,
            isSuperseded: archived.isSuperseded, themes: (archived.answer.themes ?? []).map(\.id),
            begins: archived.answer.answer.clipped(to: 100).onOneLine(limit: 110))
    }

    private func sightings(_ names: [Identifier]) async throws(LogFailure) -> [PaperStory.Sighting] {
        var readers = [Intake.reader]
        for source in sources {
            readers += ["history", "flood", "held"].map {
                Reader("\($0)/\(source)", of: Topic(rawValue: "\($0)/\(source)"))
            }
        }
        var found: [PaperStory.Sighting] = []
        for reader in readers {
            for name in names {
                for message in try await log.messages(
                    of: reader.topic, key: name.rawValue, limit: Storyteller.most.messages)
                {
                    guard let shown = try? JSONText.decode(Announcement.self, from: message.payload)
                    else { continue }
                    let step = try await step(message, reader)
                    // What has moved on from there is told where it went.
                    if reader != Intake.reader, step.state == "done" { continue }
                    found.append(
                        PaperStory.Sighting(
                            source: shown.publication.source, seen: shown.seen.rfc3339,
                            quiet: shown.quiet?.rawValue, intake: step))
                }
            }
        }
        return found.sorted { $0.intake.sequence < $1.intake.sequence }
    }

    /// What became of the paper at stages outside the process.
    private func passages(_ names: [Identifier]) async throws(LogFailure) -> [PaperStory.Step] {
        var found: [PaperStory.Step] = []
        for reader in stages {
            for name in names {
                for message in try await log.messages(
                    of: reader.topic, key: name.rawValue, limit: Storyteller.most.messages)
                {
                    found.append(try await step(message, reader))
                }
            }
        }
        return found.sorted { $0.sequence < $1.sequence }
    }

    private func step(_ message: Message, _ reader: Reader) async throws(LogFailure) -> PaperStory.Step {
        let fate: Fate
        do { fate = try await log.fate(of: message.sequence, for: reader) } catch {
            guard case .refused = error else { throw error }
            fate = Fate(state: .open, reason: "nobody reads this: \(error)")
        }
        let state =
            switch fate.state {
            case .open: "open"
            case .done: "done"
            case .waiting(let time): "waiting until \(time.rfc3339)"
            case .setAside: "set aside"
            }
        return PaperStory.Step(
            reader: reader.name, sequence: message.sequence, appended: message.appended.rfc3339, state: state,
            reason: fate.reason,
            attempts: fate.attempts.map { .init(time: $0.time.rfc3339, failure: $0.failure) })
    }

    // MARK: Who was told

    /// Ids say what an event is about, so that they can be worked out from the archive.
    private func addEvents(
        of archived: ArchivedAnswer, to story: inout PaperStory
    ) async throws(LogFailure) {
        let last = archived.revision
        var ids: [String] = []
        for revision in max(1, last - Storyteller.most.revisions)...max(1, last) {
            ids.append(EventID.of(archived.key, .answerPublished, revision: revision, content: nil))
        }
        for kind in [Event.Kind.answerAmended, .answerWithdrawn] {
            for revision in [last, last + 1] {
                ids.append(EventID.of(archived.key, kind, revision: revision, content: archived.answer))
            }
        }
        for id in ids { try await addEvent(id, answer: archived.key, to: &story) }
    }

    /// Operators were told of what was set aside.
    private func addNotices(to story: inout PaperStory) async throws(LogFailure) {
        for sequence in (story.sightings.map(\.intake) + story.stages).map(\.sequence) {
            let notice = Notice(
                .documentSetAside, subject: story.identity, discriminator: "\(sequence)",
                reason: "", time: Timestamp(milliseconds: 0))
            try await addEvent(EventID.of(notice), answer: nil, to: &story)
        }
    }

    private func addEvent(
        _ id: String, answer: String?, to story: inout PaperStory
    ) async throws(LogFailure) {
        let copies = try await log.messages(of: .events, key: id, limit: Storyteller.most.messages)
        for (index, message) in copies.reversed().enumerated() {
            guard let event = try? JSONText.decode(Event.self, from: message.payload) else { continue }
            let envelope = try? JSONText.decode(Envelope.self, from: Array(event.json.utf8))
            var telling = PaperStory.Telling(
                id: event.id, type: event.kind.rawValue, appended: message.appended.rfc3339, answer: answer,
                watches: envelope?.data.watches ?? [], deliveries: [], isReplay: index > 0)
            for sink in event.sinks {
                telling.deliveries.append(try await step(message, Courier.reader(of: sink)))
            }
            story.events.append(telling)
        }
    }

    private func addGaps(to story: inout PaperStory) {
        if story.sightings.isEmpty {
            story.gaps.append(
                "when it was announced and fetched is not in the log any more: what all have read is dropped after a while"
            )
        }
        let forgotten = story.answers.count { $0.announcement == Storyteller.forgotten }
        if forgotten > 0 {
            let answers = forgotten == 1 ? "an answer" : "\(forgotten) answers"
            story.gaps.append(
                "whether a watch asked for \(answers) is not known any more: events are kept for a while only"
            )
        }
        if story.answers.contains(where: { $0.revision > 2 }) {
            story.gaps.append("of several amendments of one answer only the last is listed")
        }
        if story.original == nil, !story.isWithdrawn {
            story.gaps.append("it was archived before originals were remembered")
        }
    }
}

extension String {
    /// True for `name` itself, and where it stands behind a colon, a slash or an equals sign at the end.
    fileprivate func isOrEnds(in name: String) -> Bool {
        guard self != name else { return true }
        return [":", "/", "="].contains { hasSuffix($0 + name) }
    }
}
