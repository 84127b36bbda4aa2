import Pipeline

/// Reads the report of a written consultation whose answers stand together behind all contributions, without numbers.
///
/// What a party contributed under `I Vragen en opmerkingen` is one question; the paragraphs under `II Antwoord van de
/// minister` that stand under the party's head, or begin with what its members asked, are the answer.
struct GroupedConsultationReader {
    /// How far an answer without a number can be trusted.
    private static let confidence = 0.6

    static func recognises(_ elements: [Element]) -> Bool {
        var (parties, replies) = (0, false)
        for element in elements {
            switch element {
            case .marker: return false
            case .party: parties += 1
            case .section(let title):
                // A table of contents names the reply before anybody has spoken.
                replies = replies || parties > 0 && isReply(title.text)
            case .paragraph: break
            }
        }
        return parties > 0 && replies
    }

    static func read(_ elements: [Element]) -> Reading {
        var reader = GroupedConsultationReader()
        for element in elements { reader.take(element) }
        reader.finish()
        reader.reading.kind = "Verslag van een schriftelijk overleg"
        reader.reading.title = Agenda.title(in: elements) ?? reader.reading.kind
        return reader.reading
    }

    private struct Contribution {
        var section: String?
        var parties: [String]
        var question: [Paragraph] = []
        var answer: [Paragraph] = []
    }

    private enum Part { case head, questions, answers, end }

    private var reading = Reading()
    private var part = Part.head
    private var section: String?
    private var contributions: [Contribution] = []
    /// The contribution that paragraphs now belong to.
    private var current: Int?
    private var role = "kabinet"
    private var residue: [Paragraph] = []

    /// `II Antwoord/reactie van de minister`; a heading above questions and answers both is none.
    private static func isReply(_ title: Bytes) -> Bool {
        (title.has("antwoord") || title.has("reactie")) && !title.has("vragen")
            && !title.has("opmerkingen")
    }

    private mutating func take(_ element: Element) {
        switch element {
        case .section(let heading):
            let title = heading.text
            reading.headings.append(title.string)
            current = nil
            if Self.isReply(title), !contributions.isEmpty {
                part = .answers
                role = Self.role(in: title) ?? role
            } else if title.has("volledige agenda") {
                part = .end
            } else {
                section = title.string
            }
        case .party(let name, let line):
            reading.headings.append(line.text.string)
            open(PartyHead.names(in: name))
        case .paragraph(let paragraph): add(paragraph)
        case .marker: break
        }
    }

    private mutating func open(_ parties: [String]) {
        if part == .answers {
            current = place(of: parties)
        } else if part != .end {
            part = .questions
            contributions.append(Contribution(section: section, parties: parties))
            current = contributions.count - 1
        }
    }

    private mutating func add(_ text: Paragraph) {
        if part == .answers, let speaker = PartyHead.speaker(Bytes(text.text.prefix(200))),
            let place = place(of: PartyHead.names(in: speaker))
        {
            current = place
        }
        guard let current, part != .end else {
            residue.append(text)
            return
        }
        if part == .answers {
            contributions[current].answer.append(text)
        } else {
            contributions[current].question.append(text)
        }
    }

    /// The contribution of these parties; of several, the first that is under the section now read, else the first.
    private func place(of parties: [String]) -> Int? {
        let all = contributions.indices.filter { contributions[$0].parties == parties }
        return all.first { contributions[$0].section == section } ?? all.first
    }

    /// `minister`, from `II Reactie van de minister`.
    private static func role(in title: Bytes) -> String? {
        guard let start = title[...].firstRange(of: " van ")?.lowerBound else { return nil }
        var scanner = ByteScanner(title, at: start)
        return Marker.Answerer.read(&scanner)
    }

    private mutating func finish() {
        for contribution in contributions {
            guard !contribution.answer.isEmpty, !contribution.question.isEmpty else {
                let text = (contribution.question + contribution.answer).text
                if !text.isEmpty {
                    reading.remarks.append(Remark(.unanswered, text, section: contribution.section))
                }
                continue
            }
            var answer = Answer(
                numbers: [], section: contribution.section,
                askedBy: contribution.parties.map { Answer.Asker(party: $0) },
                answeredBy: [Answer.Answerer(role: role)], question: contribution.question.text,
                answer: contribution.answer.text, confidence: Self.confidence)
            answer.footnotes =
                contribution.question.footnotes(of: .question) + contribution.answer.footnotes(of: .answer)
            reading.answers.append(answer)
        }
        if !residue.isEmpty { reading.remarks.insert(Remark(.frontMatter, residue.text), at: 0) }
        reading.oddities.append(
            Oddity("answers-grouped", "The answers have no numbers; each party's are taken together."))
    }
}
