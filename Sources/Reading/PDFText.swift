import Processes

/// Has Poppler's `pdftotext` read a PDF, in a process that can do nothing else.
struct PDFText: Sendable {
    var worker: String
    var pdftotext: String
    var limits: PaperReader.Limits

    /// The text with its layout: lines as on the page, a form feed behind each page, in UTF-8.
    func read(_ pdf: [UInt8]) async throws(ReadFailure) -> [UInt8] {
        // One page more than allowed, which tells a paper of just so many from a longer one.
        let arguments = [
            pdftotext, "-layout", "-enc", "UTF-8", "-eol", "unix", "-l", String(limits.pages + 1), "-q", "-",
            "-",
        ]
        let outcome: ChildProcess.Outcome
        do {
            outcome = try await ChildProcess.run(
                worker, arguments, input: pdf,
                limits: .init(duration: limits.duration, outputBytes: limits.outputBytes))
        } catch {
            throw failure(error)
        }
        switch outcome.status {
        case .exited(0): break
        case .exited(let code): throw failure(code, outcome.errors)
        case .signalled(let signal):
            // SIGXCPU, or the SIGKILL that follows it.
            if signal == 24 || signal == 9 { throw .timedOut }
            throw .broken("the PDF broke its reader (signal \(signal))")
        }
        let pages = outcome.output.count { $0 == 0x0C }
        guard pages <= limits.pages else { throw .tooLarge("the PDF has more than \(limits.pages) pages") }
        guard outcome.output.contains(where: { $0 > 0x20 }) else {
            throw .empty("the PDF has no text, only pictures: a scan without text recognition")
        }
        return outcome.output
    }

    private func failure(_ failure: ProcessFailure) -> ReadFailure {
        switch failure {
        case .notStarted(let reason): .unavailable("\(worker) \(reason)")
        case .timedOut, .cancelled: .timedOut
        case .tooMuchOutput: .tooLarge("the PDF has more than \(limits.outputBytes) bytes of text")
        }
    }

    /// What pdftotext says by its status (its manual): 1 cannot open the PDF, 3 its permissions forbid it.
    private func failure(_ code: Int32, _ errors: [UInt8]) -> ReadFailure {
        let said = String(decoding: errors, as: UTF8.self)
        switch code {
        case 127, 64: return .unavailable("\(pdftotext) is missing: apt-get install poppler-utils")
        case 126: return .unavailable("\(pdftotext) could not be started: \(said)")
        case 3: return .broken("the PDF forbids taking its text out")
        case 1 where said.contains("password"): return .broken("the PDF is locked by a password")
        case 1: return .broken("the PDF is damaged, or locked, or no PDF")
        default: return .broken("the PDF could not be read (pdftotext ended with \(code))")
        }
    }
}
