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

    /// What became of the pages of a paper that have no text of their own.
    struct Outcome: Sendable {
        /// The same pages, with the text that was recognised on those that have none.
        var pages: [PDFPage]
        /// The numbers of those that are not blank, and on which nothing was recognised.
        var unread: [Int] = []
        /// Why some were not looked at; `nil` where all were.
        var failure: ReadFailure?
    }

    /// Recognises the text of the pages that have none.
    func recognise(_ pages: [PDFPage], of pdf: [UInt8]) async -> Outcome {
        let empty = pages.indices.filter { pages[$0].runs.isEmpty }
        guard empty.count <= limits.recognisedPages else {
            return Outcome(
                pages: pages, unread: empty.map { pages[$0].number },
                failure: .tooLarge(
                    "the PDF has more than \(limits.recognisedPages) pages that are only pictures"))
        }
        do throws(ReadFailure) {
            return try await desk.atDesk { () async throws(ReadFailure) in
                await look(at: empty, of: pages, in: pdf)
            }
        } catch {
            return Outcome(pages: pages, unread: empty.map { pages[$0].number }, failure: error)
        }
    }

    private func look(at empty: [Int], of pages: [PDFPage], in pdf: [UInt8]) async -> Outcome {
        let deadline = ContinuousClock.now + limits.recognitionDuration
        var outcome = Outcome(pages: pages)
        for index in empty {
            let number = pages[index].number
            do throws(ReadFailure) {
                guard .now < deadline, !Task.isCancelled else { throw .timedOut }
                // The back of a leaf is no scan, and Tesseract takes its time to find nothing.
                if try await isBlank(pages[index], of: pdf) { continue }
                guard isInstalled else { throw Self.notInstalled }
                let runs = try await recognise(pages[index], of: pdf)
                if runs.isEmpty { outcome.unread.append(number) }
                outcome.pages[index].runs = runs
            } catch {
                outcome.failure = outcome.failure ?? error
                outcome.unread.append(number)
            }
        }
        return outcome
    }

    private static let notInstalled = ReadFailure.empty(
        "the PDF has no text, only pictures: a scan; to have it recognised, apt-get install "
            + "tesseract-ocr tesseract-ocr-nld")

    /// Whether nothing is to be seen on the page, drawn small.
    private func isBlank(_ page: PDFPage, of pdf: [UInt8]) async throws(ReadFailure) -> Bool {
        guard Files.exists(programs.pdftoppm) else { return false }
        let inches = max(page.width, page.height, 72) / 72
        let resolution = Int(min(Self.smallResolution, Self.mostDots / inches).rounded(.down))
        guard resolution >= 1 else { return true }
        let picture = try await drawing(of: page, of: pdf, resolution: resolution)
        // Behind "P5", width, height and largest value there is a byte for each dot.
        let dots = picture.split(separator: 0x0A, maxSplits: 3, omittingEmptySubsequences: false).last ?? []
        return dots.allSatisfy { $0 >= Self.paperWhite }
    }

    /// Dots to the inch at which a line of print is still a streak of grey.
    private static let smallResolution = 30.0
    /// What is lighter than this, of 255, is paper.
    private static let paperWhite: UInt8 = 246

    private func drawing(
        of page: PDFPage, of pdf: [UInt8], resolution: Int
    ) async throws(ReadFailure) -> [UInt8] {
        let number = String(page.number)
        return try await run(
            [programs.pdftoppm, "-q", "-gray", "-r", "\(resolution)", "-f", number, "-l", number, "-"],
            input: pdf, outputBytes: Self.pictureBytes)
    }

    private func recognise(_ page: PDFPage, of pdf: [UInt8]) async throws(ReadFailure) -> [PDFRun] {
        let inches = max(page.width, page.height, 72) / 72
        let resolution = min(Self.resolution, Self.mostDots / inches).rounded(.down)
        guard resolution >= 1 else { return [] }
        let picture = try await drawing(of: page, of: pdf, resolution: Int(resolution))
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
