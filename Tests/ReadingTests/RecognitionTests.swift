import Pipeline
import PipelineTesting
import Processes
import Reading
import Testing

// These need Poppler and Tesseract with its Dutch data.
@Suite(
    "Recognising the text of scans", .enabled(if: BuiltProducts.hasTesseract), .timeLimit(.minutes(5)),
    .serialized)
struct RecognitionTests {
    /// A scan of one page: `lines` drawn as a picture.
    private func scan(_ lines: [String]) async throws -> [UInt8] {
        let drawn = try await ChildProcess.run(
            BuiltProducts.worker, ["/usr/bin/pdftoppm", "-gray", "-r", "150", "-"],
            input: MinimalPDF.bytes(pages: [lines]),
            limits: .init(duration: .seconds(60), outputBytes: 16 << 20))
        // "P5", its width, its height, the largest value.
        let head = drawn.output.prefix(40).split(separator: 0x0A, maxSplits: 3)
        let numbers = head[1].split(separator: 0x20).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        try #require(head.count == 4 && numbers.count == 2)
        let picture = drawn.output.suffix(numbers[0] * numbers[1])
        return MinimalPDF.picture(width: numbers[0], height: numbers[1], gray: Array(picture))
    }

    private func reader(_ change: (inout PaperReader.Limits) -> Void = { _ in }) -> PaperReader {
        var limits = PaperReader.Limits()
        change(&limits)
        return PaperReader(worker: BuiltProducts.worker, limits: limits)
    }

    @Test("reads a scan, and says that its text was recognised")
    func readsScans() async throws {
        let bytes = try await scan([
            "Vraag 1", "Kent u het bericht over de dijken?", "Antwoord 1", "Ja, dat ken ik.",
        ])
        let text = try await reader().read(Original(bytes: bytes, mediaType: nil, url: "test:"))
        #expect(text.isRecognised && text.format == .pdf)
        #expect(
            text.lines.map(\.text).filter { !$0.isEmpty } == [
                "Vraag 1", "Kent u het bericht over de dijken?", "Antwoord 1", "Ja, dat ken ik.",
            ])
    }

    @Test("gives a scan up that takes too long, or has too many pages")
    func holdsToItsLimits() async throws {
        let original = Original(bytes: try await scan(["een"]), mediaType: nil, url: "test:")
        await #expect(throws: ReadFailure.timedOut) {
            try await reader { $0.pageDuration = .milliseconds(1) }.read(original)
        }
        await #expect(throws: ReadFailure.tooLarge("the PDF has more than 0 pages that are only pictures")) {
            try await reader { $0.recognisedPages = 0 }.read(original)
        }
    }
}
