import EntitiesStage
import FeedSource
import Foundation
import Language
import ParseStage
import Pipeline
import SQLiteLog
import ThemesStage

/// What is counted.
///
/// Each works on what it makes up itself, in the same way each time.
enum Workload: String, CaseIterable {
    case phrases, findings, paper, feed, log

    /// Does the work, once before it counts and a few times between two marks; returns how much was found in these.
    func run(share: String) async throws -> Int {
        switch self {
        case .phrases: phrases()
        case .findings: try findings(share)
        case .paper: try paper()
        case .feed: try feed()
        case .log: try await log()
        }
    }

    /// Ten thousand phrases in a text.
    private func phrases() -> Int {
        var chance = Chance(1)
        let names = (0..<10_000).map { _ in Prose.name(&chance) }
        let matcher = PhraseMatcher(names.compactMap { Phrase($0, capitals: .asWritten(in: $0)) })
        let paragraphs = (0..<100).map { _ in Prose.paragraph(&chance, names: names) }
        return counted(10) {
            paragraphs.reduce(0) { $0 + matcher.longestMatches(in: ScannedText($1)).count }
        }
    }

    /// The themes and the entities of a paper's answers, with what ships.
    private func findings(_ share: String) throws -> Int {
        let data = Folder(path: share)
        let (themes, entities) = (
            try ThemesStage(.init(), data: data), try EntitiesStage(.init(), data: data)
        )
        var document = Self.document([])
        var chance = Chance(2)
        document.answers = (1...10).map { number in
            Answer(
                numbers: [number], question: Prose.question(&chance), answer: Prose.paragraph(&chance))
        }
        return try counted(4) {
            try entities.process(themes.process(document)).answers.reduce(0) {
                $0 + ($1.themes ?? []).count + ($1.entities ?? []).count
            }
        }
    }

    /// A paper into questions and answers.
    private func paper() throws -> Int {
        var chance = Chance(3)
        let stage = try ParseStage(data: Folder(path: ""))
        let document = Self.document(Prose.paper(&chance, questions: 20))
        return try counted(4) { try stage.process(document).answers.count }
    }

    /// A feed into publications.
    private func feed() throws -> Int {
        var chance = Chance(4)
        let url = "https://example.org/feed.xml"
        let bytes = Array(Prose.feed(&chance, entries: 100).utf8)
        return try counted(4) {
            try FeedParser.parse(bytes, url: url).publications(of: "guard", at: url).publications.count
        }
    }

    /// Messages appended, claimed and settled, ten at a time.
    private func log() async throws -> Int {
        let place = FileManager.default.temporaryDirectory.appending(path: "bench-guard-\(getpid())")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: place) }
        let clock = StandingClock()
        let log = try await SQLiteLog.open(directory: place.path, clock: clock)
        let reader = Reader("guard", of: .documents)
        try await log.open(reader, from: .oldest)
        var chance = Chance(5)
        let payload = Array(Prose.paragraph(&chance).utf8.prefix(2048))
        let messages = (0..<10).map { NewMessage(.documents, key: "guard#\($0)", payload: payload) }
        func pass() async throws -> Int {
            try await log.commit(Transaction(messages: messages))
            let claims = try await log.claim(10, for: reader, at: clock.now)
            let settlements = claims.map { Settlement($0.message.sequence, .done) }
            try await log.commit(Transaction(reader: reader, settlements: settlements))
            return claims.count
        }
        var sum = 0
        _ = try await pass()
        mark()
        for _ in 0..<100 { sum += try await pass() }
        mark()
        await log.close()
        return sum
    }

    private static func document(_ lines: [String]) -> Document {
        Document(
            publication: Publication(
                source: "guard", entryID: "1", identity: Identifier(rawValue: "guard#1"), title: "paper",
                published: Timestamp(seconds: 1_700_000_000)),
            date: CalendarDay(daysSinceEpoch: 19_675),
            text: PaperText(lines: lines.map { PaperText.Line($0) }, format: .plain))
    }

    /// `work` so many times between marks, after a first time in which all is made that is made once.
    private func counted(_ rounds: Int, _ work: () throws -> Int) rethrows -> Int {
        var sum = 0
        _ = try work()
        mark()
        for _ in 0..<rounds { sum += try work() }
        mark()
        return sum
    }
}

/// The files of a folder on the disk.
private struct Folder: DataFiles {
    let path: String

    func files(in folder: String) throws(InvalidOptions) -> [DataFile] {
        let place = URL(filePath: path).appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
        return names.sorted().compactMap { name in
            let text = try? String(contentsOf: place.appending(path: name), encoding: .utf8)
            return text.map { DataFile(path: name, text: $0) }
        }
    }
}

/// A clock at which it is always the same moment.
private struct StandingClock: Clock {
    let now = Timestamp(seconds: 1_700_000_000)
    func sleep(until deadline: Timestamp) async throws {}
}
