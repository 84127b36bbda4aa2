import Host
import Pipeline
import Processes

/// Has Tesseract read the pages of a PDF that are only pictures, each drawn by Poppler's `pdftoppm`, in processes that can do
/// nothing else.
struct TextRecognition: Sendable {
    var worker: String
    var programs: PaperReader.Programs
    var limits: PaperReader.Limits
    private let desk = RecognitionDesk()

    init(worker: String, programs: PaperReader.Programs, limits: PaperReader.Limits) {
        (self.worker, self.programs, self.limits) = (worker, programs, limits)
    }

    /// Whether the programs for it are there.
    var isInstalled: Bool { Files.exists(programs.tesseract) && Files.exists(programs.pdftoppm) }

    /// Dots to the inch that Tesseract is trained for.
    private static let resolution = 300.0
    /// The most dots in either direction: A3, and what memory in the worker allows.
    private static let mostDots = 5000.0
    /// The largest picture of a page: a byte for each dot.
    private static let pictureBytes = 28 << 20

    /// The same pages, with the text that was recognised on those that have none.
    ///
    /// Pages on which nothing is found stay as they are.
    func recognise(_ pages: [PDFPage], of pdf: [UInt8]) async throws(ReadFailure) -> [PDFPage] {
        let blank = pages.indices.filter { pages[$0].runs.isEmpty }
        guard blank.count <= limits.recognisedPages else {
            throw .tooLarge("the PDF has more than \(limits.recognisedPages) pages that are only pictures")
        }
        return try await desk.atDesk { () async throws(ReadFailure) in
            let deadline = ContinuousClock.now + limits.recognitionDuration
            var result = pages
            for index in blank {
                guard .now < deadline, !Task.isCancelled else { throw .timedOut }
                let recognised = try await recognise(pages[index], of: pdf)
                result[index].runs = recognised
            }
            return result
        }
    }

    private func recognise(_ page: PDFPage, of pdf: [UInt8]) async throws(ReadFailure) -> [PDFRun] {
        let inches = max(page.width, page.height, 72) / 72
        let resolution = min(Self.resolution, Self.mostDots / inches).rounded(.down)
        guard resolution >= 1 else { return [] }
        let number = String(page.number)
        let picture = try await run(
            [programs.pdftoppm, "-q", "-gray", "-r", "\(Int(resolution))", "-f", number, "-l", number, "-"],
            input: pdf, outputBytes: Self.pictureBytes)
        let table = try await run(
            [
                programs.tesseract, "stdin", "stdout", "-l", programs.languages, "--dpi",
                "\(Int(resolution))",
                "tsv",
            ],
            input: picture, outputBytes: limits.outputBytes * 4)
        return RecognisedWords(table).runs(pointsPerDot: 72 / resolution)
    }

    private func run(
        _ arguments: [String], input: [UInt8], outputBytes: Int
    ) async throws(ReadFailure) -> [UInt8] {
        // Tesseract would start threads, which the worker denies it.
        let environment = ChildProcess.plainEnvironment.merging(["OMP_THREAD_LIMIT": "1"]) { $1 }
        let outcome: ChildProcess.Outcome
        do {
            outcome = try await ChildProcess.run(
                worker, arguments, input: input, environment: environment,
                limits: .init(duration: limits.pageDuration, outputBytes: outputBytes))
        } catch {
            switch error {
            case .notStarted(let reason): throw .unavailable("\(worker) \(reason)")
            case .timedOut, .cancelled: throw .timedOut
            case .tooMuchOutput: throw .tooLarge("a page of the scan is too large")
            }
        }
        switch outcome.status {
        case .exited(0): return outcome.output
        case .exited(127), .exited(126), .exited(64):
            throw .unavailable("\(arguments[0]) could not be started")
        case .signalled(24), .signalled(9): throw .timedOut
        default: throw .broken("a page of the scan could not be read")
        }
    }
}
