// What the benchmarks time of reading feeds: one document into the model that a poll makes publications of.
//
//   bench-feed FILE REPEATS
//
// The last line says how much was read in how long, without the time that reading the file took.
import FeedSource
import Foundation

let arguments = CommandLine.arguments
guard arguments.count == 3, let repeats = Int(arguments[2]), repeats > 0 else {
    print("bench-feed FILE REPEATS")
    exit(64)
}
/// Of the fields that other readers keep, too; in a function, so that the entry is lent and not copied.
func length(of entry: borrowing FeedEntry) -> Int {
    (entry.name?.utf8.count ?? 0) + entry.title.utf8.count + (entry.link?.utf8.count ?? 0)
        + (entry.summary?.utf8.count ?? 0)
}

let bytes = try [UInt8](Data(contentsOf: URL(filePath: arguments[1])))
let (start, before) = (ContinuousClock.now, clock())
var (entries, size) = (0, 0)
for _ in 0..<repeats {
    let feed = try FeedParser.parse(bytes, url: "https://example.org/feed.xml")
    entries = feed.entries.count
    // Asks for the fields, so that none is left unread.
    size = 0
    for index in feed.entries.indices { size += length(of: feed.entries[index]) }
}
let seconds = (ContinuousClock.now - start) / .seconds(1)
let cpu = Double(clock() - before) / Double(CLOCKS_PER_SEC)
let megabytes = Double(bytes.count) * Double(repeats) / 1e6
print(
    #"{"unit": "MB", "units": \#(megabytes), "secs": \#(seconds), "cpu": \#(cpu), "entries": \#(entries), "bytes": \#(size)}"#
)
