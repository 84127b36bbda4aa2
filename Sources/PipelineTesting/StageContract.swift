public import Pipeline
public import Testing

/// What every stage promises, on ordinary papers and on odd ones.
///
/// The same document in gives the same document out, from one instance and from another of the same options and data;
/// publication, original and text are left alone; every span lies inside its passage and on scalar boundaries; scores are
/// from 0 to 1; what a stage did once it does not do again when it meets its own output; `name` can be a configuration key.
///
/// - Parameters:
///   - type: the stage.
///   - options: what its configuration says.
///   - data: the data files it is built from.
///   - documents: the papers it is tried on.
///   - sourceLocation: where the test stands.
public func expectStageContract<S: Stage>(
    _ type: S.Type, options: S.Options, data: any DataFiles = NoData(),
    documents: [Document] = .ordinaryAndOdd, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(isConfigurationKey(S.name), "'\(S.name)' is no configuration key", sourceLocation: sourceLocation)
    do {
        let (stage, twin) = (try S(options, data: data), try S(options, data: data))
        for document in documents {
            do {
                let result = try stage.process(document)
                let label = Comment(rawValue: document.publication.title)
                #expect(try stage.process(document) == result, label, sourceLocation: sourceLocation)
                #expect(try twin.process(document) == result, label, sourceLocation: sourceLocation)
                #expect(try stage.process(result) == result, label, sourceLocation: sourceLocation)
                expectOnlyItsOwn(document, result, sourceLocation)
                expectSoundAnswers(result, sourceLocation)
            } catch {
                Issue.record(
                    "refused '\(document.publication.title)': \(error)", sourceLocation: sourceLocation)
            }
        }
    } catch {
        Issue.record("could not be built: \(error)", sourceLocation: sourceLocation)
    }
}

private func isConfigurationKey(_ name: String) -> Bool {
    let first = name.utf8.first ?? 0
    return (0x61...0x7A).contains(first)
        && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
}

private func expectOnlyItsOwn(_ before: Document, _ after: Document, _ location: SourceLocation) {
    let label = Comment(rawValue: before.publication.title)
    #expect(after.publication == before.publication, label, sourceLocation: location)
    #expect(after.original == before.original, label, sourceLocation: location)
    #expect(after.text == before.text, label, sourceLocation: location)
    if let date = before.date {
        #expect(
            after.date == date && after.isDateInferred == before.isDateInferred, label,
            sourceLocation: location)
    }
}

private func expectSoundAnswers(_ document: Document, _ location: SourceLocation) {
    for answer in document.answers {
        #expect((0...1).contains(answer.confidence), sourceLocation: location)
        for theme in answer.themes ?? [] {
            #expect((0...1).contains(theme.score), "score of \(theme.id)", sourceLocation: location)
            for span in theme.evidence { expectSound(span, in: answer, location) }
        }
        for entity in answer.entities ?? [] { expectSound(entity.span, in: answer, location) }
        for reference in answer.references { expectSound(reference.span, in: answer, location) }
        for commitment in answer.commitments ?? [] { expectSound(commitment.span, in: answer, location) }
        for annotation in answer.annotations ?? [] {
            #expect(Annotation.isKind(annotation.kind), sourceLocation: location)
            #expect((0...1).contains(annotation.score ?? 0), sourceLocation: location)
            if let span = annotation.span { expectSound(span, in: answer, location) }
        }
    }
}

private func expectSound(_ span: Span, in answer: Answer, _ location: SourceLocation) {
    let bytes = Array(answer.text(of: span.passage).utf8)
    guard span.start >= 0, span.start < span.end, span.end <= bytes.count else {
        Issue.record(
            "\(span) is empty or outside its passage of \(bytes.count) bytes", sourceLocation: location)
        return
    }
    for edge in [span.start, span.end] where edge < bytes.count {
        #expect(bytes[edge] & 0xC0 != 0x80, "\(span) cuts a character", sourceLocation: location)
    }
}
