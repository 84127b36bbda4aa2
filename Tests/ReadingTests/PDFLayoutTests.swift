import Pipeline
import PipelineTesting
import Reading
import Testing

// These need Poppler's pdftohtml.
@Suite("Reading the layout of PDFs", .enabled(if: BuiltProducts.hasPoppler), .timeLimit(.minutes(2)))
struct PDFLayoutTests {
    private typealias Placed = MinimalPDF.Placed

    private func read(_ pages: [[Placed]]) async throws(ReadFailure) -> [PaperText.Line] {
        let original = Original(bytes: MinimalPDF.bytes(placed: pages), mediaType: nil, url: "test:")
        let text = try await PaperReader(worker: BuiltProducts.worker).read(original)
        #expect(text.format == .pdf && !text.isRecognised)
        return text.lines
    }

    /// Lines of prose under each other.
    private func prose(
        _ texts: [String], left: Double = 60, top: Double = 100, size: Double = 10,
        font: MinimalPDF.Font = .roman
    ) -> [Placed] {
        texts.enumerated().map { number, text in
            Placed(left: left, top: top + Double(number) * size * 1.2, text: text, size: size, font: font)
        }
    }

    private func filled(_ lines: [PaperText.Line]) -> [PaperText.Line] { lines.filter { !$0.text.isEmpty } }

    @Test("says where lines stand, how large they are, and whether they are bold or italic")
    func readsSettings() async throws {
        let page =
            prose(["Vraag 1"], font: .bold) + prose(["Hoe laat is het nu, en morgen?"], top: 112)
            + prose(["Vijf uur, en morgen ook."], left: 100, top: 124, font: .italic)
            + [
                Placed(left: 60, top: 150, text: "Half vet,", font: .bold),
                Placed(left: 108, top: 150, text: "half niet."),
            ]
        let lines = filled(try await read([page]))
        #expect(
            lines.map { $0.text.drop { $0 == " " } } == [
                "Vraag 1", "Hoe laat is het nu, en morgen?", "Vijf uur, en morgen ook.",
                "Half vet, half niet.",
            ])
        #expect(lines.map { $0.text.prefix { $0 == " " }.count > 4 } == [false, false, true, false])
        #expect(lines.map { $0.setting?.isBold } == [true, false, false, false])
        #expect(lines.map { $0.setting?.isItalic } == [false, false, true, false])
        #expect(lines.map { $0.setting?.size } == [10, 10, 10, 10])
        #expect(lines.map { $0.setting?.left.rounded() } == [60, 60, 100, 60])
        #expect(lines.allSatisfy { abs(($0.setting?.top ?? 0) - 100) < 50 && ($0.setting?.right ?? 0) > 80 })
    }

    @Test("leaves an empty line where more room than usual is left")
    func readsParagraphs() async throws {
        let page = prose(["een", "twee", "drie"]) + prose(["vier", "vijf"], top: 142)
        #expect(try await read([page]).map(\.text) == ["een", "twee", "drie", "", "vier", "vijf"])
    }

    private static let left = (1...8).map { "Links staat in regel \($0) wat men leest" }
    private static let right = (1...8).map { "Rechts staat in regel \($0) de rest van" }

    @Test("reads one column after the other, and what stands across both before them")
    func readsColumns() async throws {
        let page =
            prose(
                [
                    "Een titel die over beide kolommen van deze bladzijde heen staat, van links tot geheel rechts"
                ], top: 70)
            + prose(Self.left) + prose(Self.right, left: 320, top: 104)
        let lines = filled(try await read([page])).map(\.text)
        #expect(Array(lines.dropFirst()) == Self.left + Self.right)
    }

    @Test("reads a table row by row, although it has columns")
    func readsTables() async throws {
        let page = (0..<8).flatMap { row in
            let top = 100 + Double(row) * 40
            return [
                Placed(left: 60, top: top, text: "Vraag over regel \(row) van de tabel en"),
                Placed(left: 60, top: top + 12, text: "wat daaronder in de cel nog staat"),
                Placed(left: 320, top: top, text: "Antwoord over regel \(row) van die tabel"),
                Placed(left: 320, top: top + 12, text: "en wat daaronder in de cel nog staat"),
            ]
        }
        let lines = filled(try await read([page])).map(\.text)
        #expect(lines.count == 16)
        #expect(
            lines.first?.hasPrefix("Vraag over regel 0") == true
                && lines.first?.hasSuffix("0 van die tabel") == true)
    }

    @Test("takes calls of footnotes out of the text, and marks the footnotes at the foot")
    func readsFootnotes() async throws {
        let page = [
            Placed(left: 60, top: 100, text: "Kent u het bericht"),
            Placed(left: 142, top: 96, text: "1", size: 6),
            Placed(left: 147, top: 100, text: "over 10 miljard m"),
            Placed(left: 223, top: 96, text: "3", size: 6),
            Placed(left: 230, top: 100, text: "gas?"),
            Placed(left: 60, top: 112, text: "En zo ja, wat is daarop uw antwoord"),
            Placed(left: 220, top: 108, text: "2, 3", size: 6),
            Placed(left: 60, top: 700, text: "1", size: 5),
            Placed(left: 66, top: 703, text: "Krant van gisteren, en verder", size: 8),
            Placed(left: 66, top: 713, text: "ook van morgen.", size: 8),
            Placed(left: 60, top: 723, text: "2 Kamerstuk 12345.", size: 8),
        ]
        let lines = filled(try await read([page]))
        #expect(
            lines.map { $0.text.drop { $0 == " " } } == [
                "Kent u het bericht over 10 miljard m3 gas?", "En zo ja, wat is daarop uw antwoord",
                "1 Krant van gisteren, en verder", "ook van morgen.", "2 Kamerstuk 12345.",
            ])
        #expect(lines.map(\.role) == [nil, nil, .note, .note, .note])
        #expect(lines[0].calls == [PaperText.Call("1", at: 18)])
        #expect(lines[1].calls == [PaperText.Call("2", at: 35), PaperText.Call("3", at: 35)])
    }

    @Test("takes no table in small type for footnotes")
    func keepsSmallTables() async throws {
        let page =
            prose(["Hieronder staan de bedragen van dit jaar", "en die van het jaar daarvoor."])
            + [("1", "zand"), ("2", "klei"), ("3", "veen")].enumerated().flatMap { row, cells in
                let top = 700 + Double(row) * 10
                return [
                    Placed(left: 60, top: top, text: cells.0, size: 8),
                    Placed(left: 80, top: top, text: "miljoen euro voor \(cells.1)", size: 8),
                ]
            }
        #expect(try await read([page]).allSatisfy { $0.role == nil })
    }

    @Test("tells running heads and page numbers from lines that happen to begin pages")
    func readsFurniture() async throws {
        let pages = (1...4).map { number in
            [Placed(left: 60, top: 40, text: "Tweede Kamer, vergaderjaar 2024, Aanhangsel")]
                + prose(
                    ["Antwoord \(number * number)", "Dat is zo op bladzijde \(number).", "En anders niet."],
                    top: 80)
                + [Placed(left: 300, top: 800, text: "\(number + 6)")]
        }
        let lines = filled(try await read(pages))
        #expect(lines.filter { $0.page == 3 }.map(\.role) == [.furniture, nil, nil, nil, .furniture])
        #expect(lines.count { $0.role == .furniture } == 8)
        // One page alone repeats nothing.
        let first = try await read([pages[0]])
        #expect(first.allSatisfy { $0.role == nil })
    }

    private static let body = (1...14).map { "Regel \($0) van het antwoord gaat hier nog even door tot" }

    @Test("keeps small type beside the text out of its lines, on a page with little text too")
    func readsMargins() async throws {
        let colophon = ["Ministerie", "Onze referentie", "BZ2407724"].enumerated().map { number, text in
            Placed(left: 450, top: 105 + Double(number) * 9, text: text, size: 6.5)
        }
        let pages = [
            prose(Self.body) + colophon, prose(Self.body) + colophon, prose(["Het einde."]) + colophon,
        ]
        let lines = filled(try await read(pages))
        #expect(lines.filter { $0.role == nil && $0.page > 1 }.map(\.text) == Self.body + ["Het einde."])
        #expect(lines.count { $0.text == "Onze referentie" } == 3)
    }

    @Test("keeps huge letters that the text is printed over out of its lines")
    func readsWatermarks() async throws {
        let draft = Placed(left: 100, top: 220, text: "CONCEPT", size: 80)
        let lines = filled(try await read([prose(Self.body) + [draft]]))
        #expect(lines.filter { $0.role == nil }.map(\.text) == Self.body)
        #expect(lines.filter { $0.role == .furniture }.map { $0.text.drop { $0 == " " } } == ["CONCEPT"])
    }

    @Test("reads a list of questions and answers row by row, also where a row goes on overleaf")
    func readsQuestionTables() async throws {
        func row(_ top: Double, _ number: String, _ question: [String], _ answer: [String]) -> [Placed] {
            prose([number], left: 60, top: top) + prose(question, left: 100, top: top)
                + prose(answer, left: 330, top: top)
        }
        let head = [(60.0, "Nr"), (100, "Vraag"), (330, "Antwoord")].map {
            Placed(left: $0.0, top: 100, text: $0.1, font: .bold)
        }
        let pages = [
            head + row(124, "1", ["Hoe laat is het", "op dit moment?"], ["Vijf uur."])
                + row(160, "2", ["En waar"], ["Op zee, en"]),
            row(100, "", ["zijn wij?"].filter { !$0.isEmpty }, ["ver weg."])
                + row(140, "3", ["Wie?"], ["Ik."]),
        ].map { $0.filter { !$0.text.isEmpty } }
        let rows = try await read(pages).filter { $0.role == .tableRow }
        #expect(
            rows.map(\.text) == [
                "Nr | Vraag | Antwoord", "1 | Hoe laat is het op dit moment? | Vijf uur.",
                "2 | En waar zijn wij? | Op zee, en ver weg.", "3 | Wie? | Ik.",
            ])
    }

    @Test("takes the label of an item for no part of its type")
    func readsItemLabels() async throws {
        let page = [
            Placed(left: 60, top: 100, text: "10."),
            Placed(left: 90, top: 100, text: "Hoe laat is het?", font: .bold),
        ]
        let lines = filled(try await read([page]))
        #expect(lines.map(\.text) == ["10.   Hoe laat is het?"])
        #expect(lines.first?.setting?.isBold == true)
    }

    @Test("keeps turned text apart")
    func readsTurnedText() async throws {
        let page = prose(["een", "twee"]) + [Placed(left: 30, top: 400, text: "langs de rand", turn: 90)]
        #expect(filled(try await read([page])).map(\.text) == ["een", "twee", "langs de rand"])
    }

    // MARK: Broken and hostile ones

    @Test("survives damage to every part of a PDF")
    func survivesDamage() async {
        let whole = MinimalPDF.bytes(placed: [prose(["Vraag 1", "Antwoord 1"])])
        for index in stride(from: 9, to: whole.count, by: whole.count / 24) {
            var changed = whole
            changed.replaceSubrange(index..<min(index + 12, whole.count), with: Array("<< /Length 9".utf8))
            let original = Original(bytes: changed, mediaType: nil, url: "test:")
            _ = try? await PaperReader(worker: BuiltProducts.worker).read(original)
        }
    }

    @Test("lets a page of specks cost no more than its share")
    func limitsRuns() async throws {
        var specks: [Placed] = []
        for number in 0..<30_000 {
            let (left, top) = (Double(number % 170) * 3, Double(number / 170) * 4)
            specks.append(Placed(left: left, top: top, text: "1", size: Double(3 + number % 5)))
        }
        // One that compares each with each does not end within the limit of these tests.
        #expect(try await !read([specks]).isEmpty)
    }
}
