import EntitiesStage
import Pipeline

/// Answers written for tests, with the names that a reader would mark in them: `{org Raad van State}`, `{pla* Malinese}`.
///
/// A paper is a heading that begins with `#` and the line after it. A mark is the first letters of the kind, a star for an
/// adjective or an inhabitant, the name as it stands, and after a bar its canonical name where that is checked.
struct MarkedAnswers {
    struct Paper {
        let heading: String
        var text = ""
        var marks: [Mark] = []
    }

    struct Mark {
        let kind: Entity.Kind
        let text: String
        let isDemonym: Bool
        let canonical: String?
    }

    let papers: [Paper]

    init(_ source: String) throws {
        var papers: [Paper] = []
        for line in source.split(separator: "\n") {
            if line.hasPrefix("# ") {
                papers.append(Paper(heading: String(line.dropFirst(2))))
            } else if !papers.isEmpty {
                try Self.read(line, into: &papers[papers.count - 1])
            }
        }
        self.papers = papers
    }

    private static let kinds: [String: Entity.Kind] = [
        "per": .person, "par": .party, "org": .organisation, "pla": .place, "mis": .mission, "pol": .policy,
        "rol": .role, "doc": .document,
    ]

    private struct WrongMark: Error {
        let text: String
    }

    private static func read(_ line: Substring, into paper: inout Paper) throws {
        var rest = line
        while let open = rest.firstIndex(of: "{") {
            paper.text += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}") else { throw WrongMark(text: String(rest)) }
            let mark = rest[rest.index(after: open)..<close]
            let kind = mark.prefix(3)
            let isDemonym = mark.dropFirst(3).first == "*"
            let names = mark.dropFirst(isDemonym ? 5 : 4).split(separator: "|").map(String.init)
            guard let kind = kinds[String(kind)], let name = names.first else {
                throw WrongMark(text: String(mark))
            }
            paper.marks.append(
                Mark(
                    kind: kind, text: name, isDemonym: isDemonym,
                    canonical: names.count > 1 ? names.last : nil))
            paper.text += name
            rest = rest[rest.index(after: close)...]
        }
        paper.text += rest
    }
}

/// The stage with the lists that ship, built once: they are long, and tests are many.
enum ShippedEntities {
    static let stage = Result { try EntitiesStage(.init(), data: RepositoryData()) }
}
