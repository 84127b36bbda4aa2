package import Pipeline

/// Runs archived papers through the stages of now, from their stored originals; nothing is fetched.
///
/// What changed goes to ``Topic/documents`` as if the paper had come again, so that the archive changes in one place alone.
/// It goes with the order of the state that was read: where a newer one comes in between, that stands.
///
/// With stages outside the process every paper goes to the first of them, since only they know what they make of it now. A dry
/// run does not ask them: it compares what the stages of the process make, and leaves what the others said as it is.
package struct Reprocessing: Sendable {
    private let log: any Log
    private let clock: any Clock
    private let stages: StageRunner
    private let read: @Sendable (Original) async throws(PaperFailure) -> PaperText
    private let recall: @Sendable (OriginalReference) async -> [UInt8]?

    /// How many archived papers are looked up at once.
    private static let page = 32
    /// A slice ends after this long, so that whoever asked for it hears how far it came.
    private static let longestSlice = Duration.seconds(1)
    /// What waits to be filed already is let go first.
    private static let mostWaiting = 256

    /// - Parameters:
    ///   - log: where the archive lies, and what changed goes.
    ///   - clock: tells when.
    ///   - stages: what papers are run through.
    ///   - read: turns bytes into text.
    ///   - recall: brings the bytes of a stored original; `nil` where they are gone.
    package init(
        log: any Log, clock: any Clock, stages: StageRunner,
        read: @escaping @Sendable (Original) async throws(PaperFailure) -> PaperText,
        recall: @escaping @Sendable (OriginalReference) async -> [UInt8]?
    ) {
        (self.log, self.clock, self.stages) = (log, clock, stages)
        (self.read, self.recall) = (read, recall)
    }

    /// Which papers, and how.
    package struct Request: Codable, Sendable {
        /// Only papers published on that day or later; where their source does not say when, first seen then.
        package var since: CalendarDay?
        /// Only papers of that source.
        package var source: String?
        /// True where nothing is to be stored.
        package var isDry: Bool
        /// True where watches hear of what is new or other than it was.
        package var announces: Bool
        /// Where the slice before ended.
        package var after: Identifier?

        package init(
            since: CalendarDay? = nil, source: String? = nil, isDry: Bool = false, announces: Bool = false,
            after: Identifier? = nil
        ) {
            (self.since, self.source, self.isDry) = (since, source, isDry)
            (self.announces, self.after) = (announces, after)
        }
    }

    /// Reads the next few papers.
    ///
    /// A paper that cannot be read any more is told, and stays as it is archived.
    package func slice(_ request: Request) async throws(LogFailure) -> ReprocessingSlice {
        var slice = ReprocessingSlice()
        slice.next = request.after
        guard try await hasRoom(request) else { return slice }
        let begin = clock.now
        let papers = try await log.archived(after: request.after, limit: Reprocessing.page)
        slice.isLast = papers.count < Reprocessing.page
        var transaction = Transaction()
        for archived in papers {
            slice.next = archived.id
            guard isWanted(archived, request) else { continue }
            if let (paper, topic) = await reread(archived, request, into: &slice) {
                transaction.messages.append(
                    NewMessage(topic, key: archived.id.rawValue, payload: JSONText.encode(paper)))
            }
            if begin.adding(Reprocessing.longestSlice) < clock.now, archived.id != papers.last?.id {
                slice.isLast = false
                break
            }
        }
        if !request.isDry, !transaction.messages.isEmpty { try await log.commit(transaction) }
        return slice
    }

    /// Whether the archive, and the stages outside the process, keep up with what was given to them.
    private func hasRoom(_ request: Request) async throws(LogFailure) -> Bool {
        guard !request.isDry else { return true }
        for name in stages.route.outside {
            let reader = StageReader.reader(of: name)
            try await log.open(reader, from: .oldest)
            let backlog = try await log.backlog(of: reader)
            guard backlog.ready < Reprocessing.mostWaiting else { return false }
        }
        return try await log.backlog(of: Archivist.reader).ready < Reprocessing.mostWaiting
    }

    private func isWanted(_ archived: ArchivedPublication, _ request: Request) -> Bool {
        guard !archived.isWithdrawn else { return false }
        if let source = request.source, archived.publication.source != source { return false }
        guard let since = request.since else { return true }
        return (archived.publication.published ?? archived.firstSeen).day >= since
    }

    /// The paper as it is read now, and where it goes; `nil` where nothing changed, or where it cannot be read.
    private func reread(
        _ archived: ArchivedPublication, _ request: Request, into slice: inout ReprocessingSlice
    ) async -> (ReadPaper, Topic)? {
        guard let reference = archived.original else {
            slice.withoutOriginal += 1
            return nil
        }
        guard let bytes = await recall(reference) else {
            slice.fail(archived.id, "its stored original is gone or damaged")
            return nil
        }
        do {
            let original = Original(bytes: bytes, mediaType: reference.mediaType, url: reference.url)
            var document = Document(
                publication: archived.publication, original: reference, text: try await read(original))
            document.date = archived.publication.published?.day
            document.readPrintedNumbers()
            let (first, whole) = try await run(document)
            var paper = ReadPaper(
                whole, quiet: request.announces ? nil : .held, seen: clock.now, order: archived.order)
            let judgement = Newness().judge(paper, against: [archived])
            let change = PaperChange(
                from: archived, to: judgement.archive, of: whole, besides: Set(stages.route.outside))
            slice.count(change)
            guard !stages.route.outside.isEmpty else { return change.isAny ? (paper, first.end) : nil }
            slice.sentOn += 1
            (paper.document, paper.passed) = (first.document, first.passed)
            return (paper, first.end)
        } catch {
            slice.fail(archived.id, "\((error as? PaperFailure)?.reason ?? "\(error)")")
            return nil
        }
    }
}

extension Reprocessing {
    /// The paper as far as the first stage outside the process, and as it is where all of those are left out.
    private func run(_ document: Document) async throws(StageFailure) -> (Stretch, Document) {
        let first = try await stages.run(document)
        var last = first
        for name in stages.route.outside {
            last = try await stages.run(last.document, after: (last.passed ?? []) + [name])
        }
        return (first, last.document)
    }
}

/// What became of a few papers.
package struct ReprocessingSlice: Codable, Sendable {
    /// Papers that were read again.
    package var read = 0
    /// Those of which something changed.
    package var changes: [PaperChange] = []
    /// Those that go to stages outside the process, whatever these make of them.
    package var sentOn = 0
    /// Papers that were archived before their originals were remembered.
    package var withoutOriginal = 0
    package var failures: [Failure] = []
    /// Where the next slice begins.
    package var next: Identifier?
    /// True where there is no other.
    package var isLast = false

    /// A paper that cannot be read again.
    package struct Failure: Codable, Sendable {
        package var paper: Identifier
        package var reason: String
    }

    package init() {}

    mutating func count(_ change: PaperChange) {
        read += 1
        if change.isAny || change.gone > 0 { changes.append(change) }
    }

    mutating func fail(_ paper: Identifier, _ reason: String) {
        failures.append(Failure(paper: paper, reason: reason))
    }
}
