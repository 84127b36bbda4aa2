public import Pipeline
public import Testing

/// Checks what every source promises, with a source that can be polled several times in the same state of the world.
///
/// A source that shows a window shows it again, or says by showing nothing that nothing changed. One that shows what
/// changed since its cursor shows the same again when it is handed the same memory, since what it showed may not have
/// been stored.
///
/// - Parameters:
///   - source: the source.
///   - memory: what to begin with; `nil` for a first poll.
///   - least: the fewest publications that the source has to show.
///   - sourceLocation: where a failure is reported.
public func expectSourceContract(
    _ source: some Source, from memory: SourceMemory? = nil, showing least: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
) async {
    do throws(PollFailure) {
        let first = try await source.poll(memory)
        #expect(first.publications.count >= least, "it shows what is there", sourceLocation: sourceLocation)
        expectWholesome(first.publications, sourceLocation)

        let again = try await source.poll(memory)
        #expect(
            again.publications.map(\.identity) == first.publications.map(\.identity),
            "the same memory shows the same publications", sourceLocation: sourceLocation)
        #expect(
            again.publications == first.publications, "and in the same words", sourceLocation: sourceLocation)
        #expect(
            again.memory == first.memory, "and is followed by the same memory", sourceLocation: sourceLocation
        )

        let stored: SourceMemory? = try? JSONText.decode(from: JSONText.encode(first.memory))
        #expect(
            stored == first.memory, "memory comes back from JSON as it was", sourceLocation: sourceLocation)

        let next = try await source.poll(stored)
        expectWholesome(next.publications, sourceLocation)
        guard !first.isIncremental else { return }
        let known = Set(first.publications.map(\.identity))
        #expect(
            next.publications.allSatisfy { known.contains($0.identity) },
            "where nothing changed there is nothing new", sourceLocation: sourceLocation)
    } catch {
        Issue.record("the poll failed: \(error)", sourceLocation: sourceLocation)
    }
}

/// Checks that a poll of `source` fails, and that polling with the old memory afterwards is as if it had not been.
///
/// - Parameters:
///   - source: the source.
///   - memory: what the last good poll returned.
///   - breaking: makes the world fail.
///   - mending: makes it whole again.
///   - sourceLocation: where a failure is reported.
public func expectFailureKeepsNothing(
    _ source: some Source, _ memory: SourceMemory?, breaking: () -> Void, mending: () -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
) async {
    do throws(PollFailure) {
        let before = try await source.poll(memory)
        breaking()
        await #expect(throws: PollFailure.self, sourceLocation: sourceLocation) {
            try await source.poll(memory)
        }
        mending()
        let after = try await source.poll(memory)
        #expect(after.publications == before.publications, sourceLocation: sourceLocation)
        #expect(after.memory == before.memory, sourceLocation: sourceLocation)
    } catch {
        Issue.record("the poll failed: \(error)", sourceLocation: sourceLocation)
    }
}

/// Names are keys, each once in a poll, and what people read has nothing in it that acts on lines or terminals.
private func expectWholesome(_ publications: [Publication], _ location: SourceLocation) {
    let identities = publications.map(\.identity)
    #expect(Set(identities).count == identities.count, "identities are unique", sourceLocation: location)
    for publication in publications {
        #expect(!publication.source.isEmpty && !publication.entryID.isEmpty, sourceLocation: location)
        #expect(!publication.title.isEmpty, "every paper has a title", sourceLocation: location)
        for name in publication.names {
            #expect(!name.rawValue.isEmpty && name.rawValue.isHarmless, "\(name)", sourceLocation: location)
        }
        let texts =
            [publication.title, publication.kind, publication.summary].compactMap { $0 } + publication.authors
            + publication.categories + publication.links.flatMap { [$0.url, $0.mediaType ?? ""] }
        for text in texts { #expect(text.isHarmless, "\(text.onOneLine())", sourceLocation: location) }
    }
}

extension String {
    fileprivate var isHarmless: Bool { !unicodeScalars.contains { $0.actsOnTerminalsOrLines } }
}
