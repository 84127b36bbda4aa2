import Pipeline
import Processes

/// Has Poppler's `pdftohtml` read a PDF, in a process that can do nothing else, and sets its pages in lines.
struct PDFReader: Sendable {
    var worker: String
    var pdftohtml: String
    var limits: PaperReader.Limits

    /// How much markup there may be around each byte of text.
    private static let markupShare = 12

    /// The pages of a PDF, those without text among them.
    func pages(_ pdf: [UInt8]) async throws(ReadFailure) -> [PDFPage] {
        // Places and fonts without pictures, also of text that cannot be seen, as recognised text behind a scan.
        // One page more than allowed tells a paper of just so many from a longer one. No file of that name is written.
        let arguments = [
            pdftohtml, "-xml", "-i", "-hidden", "-fontfullname", "-nodrm", "-zoom",
            "\(Int(PDFPages.unitsPerPoint))",
            "-enc", "UTF-8", "-l", String(limits.pages + 1), "-q", "-stdout", "-", "paper",
        ]
        let outcome: ChildProcess.Outcome
        do {
            outcome = try await ChildProcess.run(
                worker, arguments, input: pdf,
                limits: .init(
                    duration: limits.duration, outputBytes: limits.outputBytes * Self.markupShare))
        } catch {
            throw failure(error)
        }
        switch outcome.status {
        case .exited(0): break
        case .exited(let code): throw failure(code, outcome.errors)
        case .signalled(let signal):
            // SIGXCPU, or the SIGKILL that follows it.
            if signal == 24 || signal == 9 { throw .timedOut }
            if String(decoding: outcome.errors, as: UTF8.self).contains("Out of memory") {
                throw .tooLarge("the PDF takes more memory than a paper is given")
            }
            throw .broken("the PDF broke its reader (signal \(signal))")
        }
        let pages = PDFPages(outcome.output).pages
        guard pages.count <= limits.pages else {
            throw .tooLarge("the PDF has more than \(limits.pages) pages")
        }
        guard !pages.isEmpty else { throw .broken("the PDF is damaged, or has no pages") }
        return pages
    }

    private func failure(_ failure: ProcessFailure) -> ReadFailure {
        switch failure {
        case .notStarted(let reason): .unavailable("\(worker) \(reason)")
        case .timedOut, .cancelled: .timedOut
        case .tooMuchOutput: .tooLarge("the PDF has more than \(limits.outputBytes) bytes of text")
        }
    }

    /// What Poppler's programs say by their status (their manuals): 1 cannot open the PDF, 3 its permissions forbid it.
    private func failure(_ code: Int32, _ errors: [UInt8]) -> ReadFailure {
        let said = String(decoding: errors, as: UTF8.self)
        switch code {
        case 127, 64: return .unavailable("\(pdftohtml) is missing: apt-get install poppler-utils")
        case 126: return .unavailable("\(pdftohtml) could not be started: \(said)")
        case 3: return .broken("the PDF forbids taking its text out")
        case 1 where said.contains("password"): return .broken("the PDF is locked by a password")
        case 1: return .broken("the PDF is damaged, or locked, or no PDF")
        default: return .broken("the PDF could not be read (pdftohtml ended with \(code))")
        }
    }
}
