import Host
import Pipeline

/// What careful readers wrote down of papers: `NAME.answers.json`, `NAME.labels.json`, and counts in `EXPECTED.tsv`.
struct GoldFolder {
    /// The structure of one numbered answer.
    struct GoldAnswer: Decodable {
        var number: Int
        var question: String
        var answer: String
        var section: String?
        var party: String?
        var refers_to: [Int]?
    }

    /// The meaning of one numbered answer.
    struct Labels: Decodable {
        struct Mention: Decodable {
            var type: String
            var text: String
            var canonical: String?
            var value: GoldValue?
            var unit: String?
            var demonym: Bool?
        }

        struct Promise: Decodable {
            var text: String
            var due: String?
        }

        var number: Int
        var themes: [String]?
        var entities: [String: [Mention]]?
        var commitments: [Promise]?
        var response: String?
    }

    /// A number, or a day or period.
    struct GoldValue: Decodable {
        let value: Entity.Value

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                value = .number(number)
            } else {
                value = .text(try container.decode(String.self))
            }
        }
    }

    /// What a row of `EXPECTED.tsv` says of a paper.
    struct Count {
        var answers: Int
        /// The numbers of each answer; `nil` where the row does not say which.
        var numbers: [[Int]]?
    }

    private static let largestFile = 64 << 20

    private(set) var answers: [String: [GoldAnswer]] = [:]
    private(set) var labels: [String: [Labels]] = [:]
    private(set) var counts: [String: Count] = [:]
    /// The day to which terms in a paper without a date relate, from the folder's guidelines.
    private(set) var dates: [String: CalendarDay] = [:]
    /// The themes that readers chose from: those of the guidelines' table, and those in their labels.
    private(set) var themes: Set<String> = []

    /// - Parameters:
    ///   - folder: where the gold files lie.
    ///   - documents: where the papers lie, with `EXPECTED.tsv` among them.
    /// - Throws: ``EvaluationProblem`` that names a file which is not what it should be.
    init(_ folder: String, documents: String) throws(EvaluationProblem) {
        for name in Files.names(in: folder).sorted() {
            if name.hasSuffix(".answers.json") {
                answers[String(name.dropLast(13))] = try Self.decoded("\(folder)/\(name)")
            } else if name.hasSuffix(".labels.json") {
                labels[String(name.dropLast(12))] = try Self.decoded("\(folder)/\(name)")
            } else if name == "GUIDELINES.md" {
                let guidelines = try Self.text("\(folder)/\(name)")
                (dates, themes) = (Self.dates(in: guidelines), Self.themes(in: guidelines))
            }
        }
        themes.formUnion(labels.values.joined().flatMap { $0.themes ?? [] })
        let expected = "\(documents)/EXPECTED.tsv"
        if Files.exists(expected) { counts = Self.counts(in: try Self.text(expected)) }
        guard !answers.isEmpty || !labels.isEmpty || !counts.isEmpty else {
            throw EvaluationProblem(
                "there is no gold: \(folder) has no NAME.answers.json, and \(documents) no EXPECTED.tsv")
        }
    }

    private static func text(_ path: String) throws(EvaluationProblem) -> String {
        do throws(FileFailure) {
            return String(decoding: try Files.read(path, limit: largestFile), as: UTF8.self)
        } catch { throw EvaluationProblem("\(error)") }
    }

    private static func decoded<Value: Decodable>(_ path: String) throws(EvaluationProblem) -> Value {
        let text = try text(path)
        do { return try JSONText.decode(from: Array(text.utf8)) } catch {
            throw EvaluationProblem("\(path) is no gold file: \(error)")
        }
    }

    /// Reads lines `Reference date of `NAME`: 2022-12-20`.
    static func dates(in guidelines: String) -> [String: CalendarDay] {
        var found: [String: CalendarDay] = [:]
        for line in guidelines.split(separator: "\n") {
            let parts = line.split(separator: "`", omittingEmptySubsequences: false)
            for (name, after) in zip(parts.dropFirst(), parts.dropFirst(2)) where after.hasPrefix(": ") {
                guard let day = CalendarDay(String(after.dropFirst(2).prefix(10))) else { continue }
                found[String(name)] = day
            }
        }
        return found
    }

    /// Reads the ids with which rows of the table under the heading `Themes` begin.
    static func themes(in guidelines: String) -> Set<String> {
        var (found, isThere): (Set<String>, Bool) = ([], false)
        for line in guidelines.split(separator: "\n") {
            if line.hasPrefix("#") { isThere = line.drop { $0 == "#" || $0 == " " } == "Themes" }
            let parts = line.split(separator: "`", omittingEmptySubsequences: false)
            guard isThere, line.hasPrefix("|"), parts.count > 2, parts[0].allSatisfy({ "| ".contains($0) })
            else {
                continue
            }
            found.insert(String(parts[1]))
        }
        return found
    }

    /// Reads the table: file, questions, highest number, answers, groups, and columns that are for people.
    static func counts(in table: String) -> [String: Count] {
        var found: [String: Count] = [:]
        for row in table.split(separator: "\n") where !row.hasPrefix("#") {
            let columns = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count >= 5, let questions = Int(columns[1]), let answers = Int(columns[3]),
                (0...10_000).contains(questions)
            else { continue }
            found[columns[0]] = Count(
                answers: answers, numbers: numbers(questions: questions, answers: answers, groups: columns[4])
            )
        }
        return found
    }

    /// The numbers of each answer, where every number from 1 is answered once; `nil` where the counts contradict that.
    private static func numbers(questions: Int, answers: Int, groups: String) -> [[Int]]? {
        guard answers > 0 else { return [] }
        guard let groups = try? JSONText.decode([[Int]].self, from: Array(groups.utf8)) else { return nil }
        let grouped = Set(groups.joined())
        let single = (1...max(1, questions)).filter { !grouped.contains($0) }.map { [$0] }
        let all = (groups + single).sorted { $0.lexicographicallyPrecedes($1) }
        return all.count == answers ? all : nil
    }
}

/// Why papers could not be compared.
package struct EvaluationProblem: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
