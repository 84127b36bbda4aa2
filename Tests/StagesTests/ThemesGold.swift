import Foundation
import Pipeline
import PipelineTesting
import ThemesStage

/// The data files of this repository.
struct RepositoryData: DataFiles {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    func files(in folder: String) throws(InvalidOptions) -> [DataFile] {
        let directory = Self.root.appending(path: "Deploy/share/bode/\(folder)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        var files: [DataFile] = []
        for name in names.sorted() where name.contains(".") {
            guard let text = try? String(contentsOf: directory.appending(path: name), encoding: .utf8) else {
                throw InvalidOptions(name, "cannot be read")
            }
            files.append(DataFile(path: "\(folder)/\(name)", text: text))
        }
        return files
    }
}

/// The themes that ship, read once for all tests.
enum ShippedThemes {
    private static let every = Result { try ThemesStage(.init(), data: RepositoryData()) }
    private static let onlySahel = Result {
        try ThemesStage(.init(themes: ["sahel"]), data: RepositoryData())
    }

    static func all() throws -> ThemesStage { try every.get() }
    static func sahel() throws -> ThemesStage { try onlySahel.get() }
}

/// A paper with what careful readers wrote down about it, which lies beside the repository and not in it.
struct Gold {
    struct Passages: Decodable {
        let number: Int
        let section: String?
        let party: String?
        let question: String
        let answer: String
        let refersTo: [Int]
        private enum CodingKeys: String, CodingKey {
            case number, section, party, question, answer
            case refersTo = "refers_to"
        }
    }

    struct Labels: Decodable {
        struct Entity: Decodable {
            enum Value: Decodable, Equatable {
                case number(Double), text(String)
                init(from decoder: any Decoder) throws {
                    let container = try decoder.singleValueContainer()
                    if let number = try? container.decode(Double.self) {
                        self = .number(number)
                    } else {
                        self = .text(try container.decode(String.self))
                    }
                }
            }
            let type: String
            let text: String
            let canonical: String?
            let value: Value?
            let unit: String?
            let demonym: Bool?
        }
        struct Commitment: Decodable {
            let text: String
            let due: String?
        }
        let number: Int
        let themes: [String]
        let entities: [String: [Entity]]
        let commitments: [Commitment]
        let response: String
    }

    let passages: [Passages]
    let labels: [Labels]

    private static let shared: URL? = {
        let variable = ProcessInfo.processInfo.environment["BODE_SHARED"].map { URL(filePath: $0) }
        let folders = [variable, RepositoryData.root.deletingLastPathComponent().appending(path: "shared")]
        return folders.compactMap(\.self).first {
            FileManager.default.fileExists(atPath: $0.appending(path: "gold").path)
        }
    }()

    static var isPresent: Bool { shared != nil }
    static var isVerbose: Bool { ProcessInfo.processInfo.environment["BODE_GOLD_VERBOSE"] != nil }

    static func read() throws -> Gold {
        func decode<Value: Decodable>(_ name: String) throws -> Value {
            let url = (shared ?? RepositoryData.root).appending(path: "gold/sahel-2022.\(name).json")
            return try JSONDecoder().decode(Value.self, from: Data(contentsOf: url))
        }
        return Gold(passages: try decode("answers"), labels: try decode("labels"))
    }

    /// The other papers: texts by name.
    static func papers() throws -> [(name: String, text: String)] {
        let root = (shared ?? RepositoryData.root).appending(path: "documents")
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return try names.sorted().filter { $0.hasSuffix(".txt") }.map {
            ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8))
        }
    }

    func document() -> Document {
        var document = Document.paper(
            "gold",
            answers: passages.map {
                Answer(
                    numbers: [$0.number], section: $0.section, askedBy: [.init(party: $0.party)],
                    question: $0.question, answer: $0.answer, refersTo: $0.refersTo)
            })
        document.date = CalendarDay("2022-12-20")
        return document
    }
}

/// Precision and recall, counted.
struct Score: CustomStringConvertible {
    var (right, wrong, missed) = (0.0, 0.0, 0.0)
    var precision: Double { right / max(right + wrong, 1) }
    var recall: Double { right / max(right + missed, 1) }
    var f1: Double { 2 * right / max(2 * right + wrong + missed, 1) }

    mutating func count<Item: Hashable>(_ item: Item, _ found: Set<Item>, _ wanted: Set<Item>) {
        if found.contains(item) {
            if wanted.contains(item) { right += 1 } else { wrong += 1 }
        } else {
            missed += 1
        }
    }

    static func + (left: Score, right: Score) -> Score {
        var sum = left
        sum.right += right.right
        sum.wrong += right.wrong
        sum.missed += right.missed
        return sum
    }

    var description: String {
        func percent(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
        return "P \(percent(precision)) R \(percent(recall)) F1 \(percent(f1)) (\(Int(right + missed)))"
    }
}
