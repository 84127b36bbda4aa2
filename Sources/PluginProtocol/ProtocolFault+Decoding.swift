import Pipeline

extension ProtocolFault {
    /// Bytes of a line that are shown.
    private static let longestQuotation = 120

    /// What a JSON decoder said of a line, with the place in it and how it begins.
    init(decoding error: any Error, of line: ArraySlice<UInt8>) {
        let start = String(decoding: line.prefix(Self.longestQuotation), as: UTF8.self)
        let shown =
            start.onOneLine(limit: Self.longestQuotation) + (line.count > Self.longestQuotation ? "…" : "")
        self.init("\(Self.words(error)), in: \(shown)")
    }

    private static func words(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)".onOneLine(limit: 300) }
        func at(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
            let path = (context.codingPath + (last.map { [$0] } ?? [])).map { key in
                key.intValue.map { "[\($0)]" } ?? key.stringValue
            }
            return path.joined(separator: ".").replacing(".[", with: "[").onOneLine(limit: 200)
        }
        switch error {
        case .keyNotFound(let key, let context): return "'\(at(context, key))' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let place = at(context)
            return place.isEmpty ? "no JSON object" : "'\(place)' is of the wrong sort"
        case .dataCorrupted(let context):
            let place = at(context)
            let why = context.debugDescription.onOneLine(limit: 200)
            if place.isEmpty { return "no JSON: \(why)" }
            return place == "type" ? "unknown type" : "'\(place)': \(why)"
        @unknown default: return "no JSON"
        }
    }
}
