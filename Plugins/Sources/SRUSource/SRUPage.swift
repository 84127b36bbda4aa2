import Markup
import Pipeline
import WebSource

/// One page of results.
struct SRUPage {
    /// How many records the query finds; `nil` where the answer does not say.
    var total: Int?
    /// Where the next page begins.
    var next: Int?
    var records: [SRURecord] = []
    /// What the server has against the query.
    var complaints: [String] = []

    init() {}

    /// Reads an answer, or says what it looks like.
    init(_ answer: HTTPResponse) throws(PollFailure) {
        let head = answer.body.prefix(2048).drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
        guard head.first != UInt8(ascii: "{"), head.first != UInt8(ascii: "[") else {
            throw .malformed("JSON instead of XML, though XML was asked for")
        }
        do throws(MarkupFailure) {
            let limits = MarkupLimits(bytes: SRUSource.largestPage)
            self = try XMLReader.read(
                answer.body, charset: answer.charset, limits: limits, with: SRUHandler()
            ).page
        } catch {
            throw .malformed(Self.looks(answer, head) ?? "a broken answer: \(error)")
        }
        if let complaint = complaints.first {
            throw .malformed("the server refuses the search: \(complaint)")
        }
    }

    static func refusal(_ complaint: String) -> PollFailure {
        .malformed("the server refuses the search: \(complaint)")
    }

    /// What the server has against the query, in an answer that is a failure anyway; `nil` where it does not say.
    static func complaint(in answer: HTTPResponse) -> String? {
        let limits = MarkupLimits(bytes: SRUSource.largestPage)
        let handler = try? XMLReader.read(
            answer.body, charset: answer.charset, limits: limits, with: SRUHandler())
        return handler?.page.complaints.first
    }

    /// What a web page calls itself; `nil` for what is none.
    private static func looks(_ answer: HTTPResponse, _ head: ArraySlice<UInt8>) -> String? {
        let start = String(decoding: head.prefix(1024), as: UTF8.self).lowercased()
        guard start.contains("<html") || start.hasPrefix("<!doctype") else { return nil }
        let title = (try? HTMLText.page(answer.body, charset: answer.charset))?.title
        return title.map { "a page titled “\($0.onOneLine(limit: 120))” instead of records" }
            ?? "a web page instead of records"
    }
}
