import CXML
import Pipeline

/// What all uses of libxml2 share.
enum LibXML {
    private static let isReady: Void = xmlInitParser()

    /// Sets libxml2 up, once for the process and before its first use, as it asks of programs with threads.
    static func prepare() { isReady }

    /// Keeps libxml2 from printing its errors; they are read from the context.
    static let onError: xmlStructuredErrorFunc = { _, _ in }

    /// The last error of a parser, on one line.
    static func reason(_ context: xmlParserCtxtPtr) -> String {
        let error = context.pointee.lastError
        guard let message = error.message else { return "it is not well formed" }
        let text = String(cString: message).onOneLine(limit: longestReason)
        return "line \(error.line): " + (text.hasSuffix(" ") ? String(text.dropLast()) : text)
    }

    private static let longestReason = 200
}
