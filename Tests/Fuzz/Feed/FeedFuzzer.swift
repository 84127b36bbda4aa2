import FeedSource

/// One run of libFuzzer: bytes that come as a feed give entries or a reason.
@c public func LLVMFuzzerTestOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for purpose in [FeedParser.Purpose.polling, .showing] {
        let url = "https://feeds.example.org/feed"
        guard let feed = try? FeedParser.parse(bytes, url: url, for: purpose) else { continue }
        _ = feed.publications(of: "fuzz", at: url)
        for entry in feed.entries { precondition(entry.title.utf8.count <= 4096 + 3) }
    }
    return 0
}
