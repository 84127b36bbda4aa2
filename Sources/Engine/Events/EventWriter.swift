package import Pipeline

/// Writes events: CloudEvents 1.0 objects in structured JSON, one a line, and the same bytes for the same input.
package struct EventWriter: Sendable {
    /// Bytes from which on texts become excerpts; Standard Webhooks advises payloads below 20 kB.
    package static let comfortableSize = 20_000
    /// Bytes that no event exceeds; CloudEvents intermediaries forward 64 KiB.
    package static let largestSize = 65_536

    private static let longestSource = 2_048

    private let source: String

    /// A writer for the instance that calls itself `source`, a URI.
    package init(source: String) { self.source = source.onOneLine(limit: Self.longestSource) }

    /// The event that tells of `change`.
    ///
    /// `judgement` is where it comes from, and `document` the paper that was judged; a tombstone has nothing to say, so the
    /// event of a withdrawal tells of the archived paper. `watches` are the names of those that match, `matches` where they
    /// do, and `matchedBy` which of them does so at each of these places: excerpts keep them. `past` is what is archived of the
    /// time before the paper, which may have asked, or put the answer off.
    package func event(
        _ change: AnswerChange, in judgement: Judgement, of document: Document, watches: [String],
        matches: [Span] = [], matchedBy: [String] = [], sinks: [String],
        after past: PaperPast? = nil
    ) -> Event {
        let archive = judgement.archive
        var paper = document
        if change.kind == .withdrawn {
            paper = Document(
                publication: archive.publication, date: archive.publication.published?.day,
                text: PaperText(lines: [], format: .plain))
        }
        let whole = AnswerData(
            object: AnswerObject(
                id: change.key, document: AnswerObject.DocumentHead(paper, id: archive.id),
                answer: change.answer),
            publication: archive.publication.entryID, links: [], watches: watches, matches: matches,
            matchedBy: matchedBy, previous: change.previous,
            changes: change.previous == nil ? nil : change.differences,
            history: change.kind == .published
                ? past.map { AnswerHistory(of: change.answer, after: $0) } : nil)
        let json = json(
            whole, id: EventID.of(change), kind: change.kind.event, time: change.seen,
            links: archive.publication.links)
        return Event(
            id: EventID.of(change), kind: change.kind.event, json: json, sinks: sinks, subject: change.key)
    }

    /// The event that would tell of `object` if it were published now, for people who want to see what it says.
    ///
    /// It has no id, since nobody tells of it.
    package func preview(
        _ object: AnswerObject, of publication: Publication, watches: [String], matches: [Span],
        at now: Timestamp
    ) -> Event {
        let whole = AnswerData(
            object: object, publication: publication.entryID, links: [], watches: watches, matches: matches)
        let json = json(whole, id: "", kind: .answerPublished, time: now, links: publication.links)
        return Event(id: "", kind: .answerPublished, json: json, sinks: [])
    }

    /// The JSON of `whole`, shortened until it is comfortably small.
    private func json(
        _ whole: AnswerData, id: String, kind: Event.Kind, time: Timestamp, links: [Publication.Link]
    ) -> String {
        var json = ""
        for limits in SizeLimits.steps where limits.mayFit(whole) {
            json = envelope(
                id: id, kind: kind, subject: whole.object.id.clipped(to: limits.identity), time: time,
                data: JSONText.encode(limits.applied(to: whole, links: links)))
            if json.utf8.count <= Self.comfortableSize { break }
        }
        return json
    }

    /// The event that tells what became of a promise in `answer`, an answer of the archived paper.
    func event(
        _ kind: Event.Kind, _ commitment: CommitmentRecord, of answer: Answer,
        in archive: ArchivedPublication,
        watches: [String], sinks: [String], at time: Timestamp
    ) -> Event {
        let id = EventID.of(commitment, kind)
        let data = CommitmentData(
            commitment, of: answer, in: archive, watches: watches, isOverdue: kind == .commitmentOverdue)
        let json = envelope(
            id: id, kind: kind, subject: commitment.answer.clipped(to: 1_024), time: time,
            data: JSONText.encode(data))
        return Event(id: id, kind: kind, json: json, sinks: sinks)
    }

    /// The event that tells operators of `notice`.
    package func event(_ notice: Notice, sinks: [String]) -> Event {
        let id = EventID.of(notice)
        let data = NoticeData(notice)
        let json = envelope(
            id: id, kind: notice.kind, subject: data.subject, time: notice.time,
            data: JSONText.encode(data))
        return Event(id: id, kind: notice.kind, json: json, sinks: sinks, subject: notice.subject)
    }

    /// An event that says it is a test, of the sink of that name.
    package func test(of sink: String, at time: Timestamp) -> Event {
        event(
            Notice(
                .sinkTest, subject: sink, discriminator: time.rfc3339,
                reason: "this is a test that an operator asked for; nothing was published", time: time),
            sinks: [sink])
    }

    private func envelope(
        id: String, kind: Event.Kind, subject: String, time: Timestamp, data: [UInt8]
    ) -> String {
        // The attributes of CloudEvents 1.0 that our events have, in the order of their keys.
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("data")
            writer.write(json: data)
            writer.member("datacontenttype", "application/json")
            writer.member("id", id)
            writer.member("source", source)
            writer.member("specversion", "1.0")
            writer.member("subject", subject.onOneLine(limit: .max))
            writer.member("time", time.rfc3339)
            writer.member("type", kind.rawValue)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
