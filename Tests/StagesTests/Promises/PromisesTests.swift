import CommitmentsStage
import Pipeline
import PipelineTesting
import Testing

/// What is found in made-up answers, counted against what is marked in them.
struct PromisesTests {
    /// One of them: `DAY RESPONSE` on the first line, then the answer with each promise in braces and its term behind a bar.
    struct Marked {
        var date: CalendarDay?
        var response: String
        var text = ""
        var promises: [(text: String, due: String?)] = []

        init(_ block: String) throws {
            let lines = block.split(separator: "\n", maxSplits: 1)
            try #require(lines.count == 2, "\(block)")
            let head = lines[0].split(separator: " ")
            try #require(head.count == 2, "\(block)")
            (date, response) = (CalendarDay(head[0]), String(head[1]))
            var rest = lines[1][...]
            while let open = rest.firstIndex(of: "{") {
                text += rest[..<open]
                let close = try #require(rest.firstIndex(of: "}"))
                let parts = rest[rest.index(after: open)..<close].split(separator: "|")
                try #require(parts.count == 2, "\(block)")
                text += parts[0]
                promises.append((String(parts[0]), parts[1] == "-" ? nil : String(parts[1])))
                rest = rest[rest.index(after: close)...]
            }
            text += rest
        }
    }

    private func normal(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

    @Test(
        "finds promises, terms and responses in marked answers",
        arguments: [
            ("Dutch", DutchPromises1.text, 0.97), ("more Dutch", DutchPromises2.text, 0.95),
            ("English", ForeignPromises.english, 0.9), ("French", ForeignPromises.french, 0.9),
            ("German", ForeignPromises.german, 0.9), ("unseen Dutch", UnseenPromises.dutch, 0.95),
            ("unseen English", UnseenPromises.english, 0.8), ("unseen French", UnseenPromises.french, 0.9),
            ("unseen German", UnseenPromises.german, 0.9),
        ])
    func finds(name: String, source: String, floor: Double) throws {
        let stage = try CommitmentsStage(.init(), data: NoData())
        var (right, found, wanted, dues, responses, answers) = (0, 0, 0, 0, 0, 0)
        for block in source.split(separator: "\n\n") {
            let marked = try Marked(String(block))
            var document = Document.paper("x", answers: [Answer(question: "Wat?", answer: marked.text)])
            document.date = marked.date
            let answer = try #require(try stage.process(document).answers.first)
            let bytes = Array(marked.text.utf8)
            var left = (answer.commitments ?? []).map {
                (text: normal(String(decoding: bytes[$0.span.range], as: UTF8.self)), due: $0.due)
            }
            answers += 1
            found += left.count
            wanted += marked.promises.count
            for promise in marked.promises {
                // The part that promises may be less than the sentence.
                guard let place = left.firstIndex(where: { $0.text.contains(normal(promise.text)) }) else {
                    continue
                }
                right += 1
                if left[place].due == promise.due { dues += 1 }
                left.remove(at: place)
            }
            if answer.response?.rawValue == marked.response { responses += 1 }
        }
        let f1 = 2 * Double(right) / Double(max(1, found + wanted))
        print("\(name): F1 \(f1), \(dues) of \(right) terms, \(responses) of \(answers) responses")
        #expect(f1 >= floor)
        #expect(Double(dues) >= floor * Double(right))
        #expect(Double(responses) >= floor * Double(answers))
    }
}
