import Engine
import Pipeline
import PipelineTesting
import Testing

/// Judges papers one after the other and remembers what the archive would.
private struct Desk {
    var archive: [ArchivedPublication] = []
    var time: Int64 = 1_767_225_600

    /// What is told of a paper, and told again when the same message comes twice.
    mutating func tell(
        _ answers: [Answer], _ publication: Publication = SampleDocuments.publication(),
        quiet: Announcement.Quiet? = nil
    ) -> [AnswerChange] {
        time += 3600
        let paper = ReadPaper(
            SampleDocuments.document(publication, answers: answers), quiet: quiet,
            seen: Timestamp(seconds: time))
        let judgement = Newness().judge(paper, against: archive)
        #expect(Newness().judge(paper, against: archive) == judgement, "the same before it was stored")
        let again = Newness().judge(paper, against: [judgement.archive])
        #expect(again.changes.isEmpty, "told once")
        #expect(again.archive == judgement.archive, "remembered once")
        archive = [judgement.archive]
        return judgement.changes
    }

    mutating func withdraw(quiet: Announcement.Quiet? = nil) -> [AnswerChange] {
        tell([], SampleDocuments.publication(title: "", isWithdrawn: true), quiet: quiet)
    }

    func answer(_ key: String) -> ArchivedAnswer? {
        archive.first?.answers.first { $0.key.hasSuffix(key) }
    }
}

private let long = String(
    repeating: "Het kabinet zet zich met Duitsland en Frankrijk in voor duurzame ontwikkeling van de regio. ",
    count: 12)

private func numbered(_ number: Int, _ text: String) -> Answer {
    SampleDocuments.answer([number], question: "Kunt u vraag nummer \(number) beantwoorden?", answer: text)
}

private func block(_ numbers: [Int], question: String, _ text: String) -> Answer {
    SampleDocuments.answer(numbers, question: question, answer: text)
}

extension [AnswerChange] {
    /// `published 22` and the like, for comparing at a glance.
    fileprivate var told: [String] {
        map { "\($0.kind.rawValue) \($0.key.drop { $0 != "#" }.dropFirst())" }
    }
}

@Suite("Newness") struct NewnessTests {
    @Test("tells of every answer of a paper seen for the first time") func published() {
        var desk = Desk()
        let changes = desk.tell([
            numbered(1, "Ja."), block([4, 5], question: "En hoe?", "Zo."), numbered(22, "Nee."),
        ])
        #expect(changes.told == ["published 1", "published 4+5", "published 22"])
        #expect(changes.allSatisfy { $0.previous == nil && $0.revision == 1 && !$0.wasAnnounced })
        #expect(changes.last?.key == "https://papers.example/2026/17#22")
        #expect(desk.archive[0].answers.allSatisfy { $0.isAnnounced })
    }

    @Test("tells of an amended answer with what changed") func amended() {
        var desk = Desk()
        _ = desk.tell([numbered(1, "De missie telt 120 militairen in Mali."), numbered(2, "Ja.")])
        let changes = desk.tell([numbered(1, "De missie telt 90 militairen in Mali."), numbered(2, "Ja.")])
        #expect(changes.told == ["amended 1"])
        #expect(changes.first?.previous?.answer == "De missie telt 120 militairen in Mali.")
        #expect(changes.first?.differences == [TextChange(.answer, before: "120", after: "90")])
        #expect(changes.first?.revision == 2)
        #expect(changes.first?.wasAnnounced == true)
    }

    @Test(
        "takes a paper that was only set again for the same",
        arguments: [
            ("De militairen blijven in Mali.", "De mili-\ntairen blijven\nin  MALI"),
            (
                "De gasleveringszekerheid en het Internationaal Gerechtshof",
                "de gasleve\u{AD}ringszekerheid, en hetInternationaal Gerechtshof."
            ),
            ("De Kamer is geïnformeerd.", "De Kamer3 is gei\u{308}nformeerd.4 "),
            ("De Kamer is geïnformeerd, en vaak.", "De Kamer [1, 2 ] is geïnformeerd,³ en vaak¹²."),
            ("Het budget is 10.000 euro.", "Het budget is 10 000 euro."),
            ("Eerst dit, dan dat.", "“Eerst” dit – dan dat!"),
            ("Zie het rapport van de Raad.", "Zie het rapport 1) van de Raad."),
            ("ﬁnanciële eﬀecten", "financiële effecten"),
        ]) func typeset(before: String, after: String)
    {
        var desk = Desk()
        _ = desk.tell([numbered(1, before)])
        #expect(desk.tell([numbered(1, after)]).told == [])
    }

    @Test(
        "does not take another number or name for a matter of setting",
        arguments: [
            ("De uitgaven zijn 1,5 miljoen.", "De uitgaven zijn 15 miljoen."),
            ("De uitstoot van CO2 daalt.", "De uitstoot van CO3 daalt."),
            ("De G7 vergadert.", "De G8 vergadert."),
            (long + "Er zijn 120 militairen.", long + "Er zijn 121 militairen."),
            (long + "Zij zijn in Mali.", long + "Zij zijn in Bali."),
            (long + "Mali is groot.", long + "Bali is groot."),
            (long + "Dat is wel besproken.", long + "Dat is niet besproken."),
            (long + "Dat komt in juni.", long + "Dat komt in juli."),
            (long + "Niger steunt Mali.", long + "Mali steunt Niger."),
        ]) func weighty(before: String, after: String)
    {
        var desk = Desk()
        _ = desk.tell([numbered(1, before)])
        #expect(desk.tell([numbered(1, after)]).told == ["amended 1"])
    }

    @Test("what further stages say of an answer is remembered, and does not amend it") func annotations() {
        var desk = Desk()
        var answer = numbered(1, long)
        _ = desk.tell([answer])
        answer.annotations = [
            Annotation(stage: "similar", kind: "similar", text: "Bijna hetzelfde als nummer 12")
        ]
        #expect(desk.tell([answer]).isEmpty)
        #expect(desk.answer("#1")?.answer.annotations?.count == 1)
        #expect(desk.answer("#1")?.revision == 1)
    }

    @Test("overlooks a spelling mistake put right, and remembers the text that was told") func trifles() {
        var desk = Desk()
        _ = desk.tell([numbered(1, long + "Dit is belanrijk.")])
        #expect(desk.tell([numbered(1, long + "Dit is belangrijk.")]).told == [])
        #expect(desk.answer("#1")?.answer.answer == long + "Dit is belanrijk.")
        #expect(desk.answer("#1")?.revision == 1)
        #expect(
            desk.tell([numbered(1, "Dit is belangrijk.")]).told == ["amended 1"], "a short text is no trifle")
    }

    @Test("does not let many trifles add up to another text") func drift() {
        var desk = Desk()
        let words = (0..<300).map { "woord\(String(repeating: "abcdefgh", count: 1 + $0 % 3))" }
        _ = desk.tell([numbered(1, words.joined(separator: " "))])
        var told: [String] = []
        for round in 1...18 {
            var changed = words
            for index in 0..<round * 2 { changed[index * 7] = "xoord" + changed[index * 7].dropFirst(5) }
            told += desk.tell([numbered(1, changed.joined(separator: " "))]).told
        }
        #expect(told == ["amended 1"])
    }

    @Test(
        "archives quiet papers and tells of nothing", arguments: [Announcement.Quiet.baseline, .old, .held])
    func quiet(_ quiet: Announcement.Quiet) {
        var desk = Desk()
        #expect(desk.tell([numbered(1, "Ja.")], quiet: quiet).told == [])
        #expect(desk.answer("#1")?.isAnnounced == false)
        #expect(desk.tell([numbered(1, "Ja!")]).told == [], "announced again, and still the same")
        #expect(desk.tell([numbered(1, "Nee.")], quiet: quiet).told == [])
        let changes = desk.tell([numbered(1, "Misschien."), numbered(2, "Zeker.")])
        #expect(changes.told == ["amended 1", "published 2"])
        #expect(changes.first?.wasAnnounced == false)
        #expect(changes.first?.previous?.answer == "Nee.")
    }

    @Test("tells of answers that a later state adds, and not of those that it leaves out") func laterStates()
    {
        var desk = Desk()
        _ = desk.tell([numbered(1, "Ja."), numbered(2, "Nee.")])
        #expect(desk.tell([numbered(1, "Ja."), numbered(3, "Wellicht.")]).told == ["published 3"])
        #expect(desk.answer("#2")?.isSuperseded == false)
        #expect(desk.tell([numbered(1, "Ja."), numbered(2, "Nee."), numbered(3, "Wellicht.")]).told == [])
        #expect(desk.tell([]).told == [], "a paper that lost its text")
        #expect(desk.archive[0].answers.count == 3)
    }

    @Test(
        "tells of an amendment of what was told however old the paper is, and of nothing that nobody heard of"
    )
    func oldAmendments() {
        var (told, untold) = (Desk(), Desk())
        _ = told.tell([numbered(1, "De missie telt 120 militairen."), numbered(2, "Ja.")])
        _ = untold.tell([numbered(1, "De missie telt 120 militairen.")], quiet: .old)
        let changes = told.tell(
            [numbered(1, "De missie telt 90 militairen."), numbered(2, "Ja."), numbered(3, "Nee.")],
            quiet: .old)
        #expect(changes.told == ["amended 1"])
        #expect(untold.tell([numbered(1, "De missie telt 90 militairen.")], quiet: .old).told == [])
        #expect(told.tell([numbered(1, "De missie telt 80 militairen.")], quiet: .backfill).told == [])
    }

    @Test("knows an answer that moved to another number") func renumbered() {
        var desk = Desk()
        let texts = (1...4).map { "Dit is het uitvoerige antwoord over onderwerp \($0) van deze reeks." }
        func answer(_ number: Int, _ text: String) -> Answer {
            SampleDocuments.answer([number], question: "Wat vindt u?", answer: text)
        }
        _ = desk.tell(zip(1..., texts).map(answer))
        let inserted =
            [texts[0], "Dit antwoord is later ingevoegd, en gaat over iets heel anders."] + texts[1...]
        #expect(desk.tell(zip(1..., inserted).map(answer)).told == ["published 2~2"])
    }

    @Test("keeps answers apart whose number is printed twice") func repeatedNumbers() {
        var desk = Desk()
        #expect(
            desk.tell([numbered(1, "Ja."), numbered(1, "Nee.")]).told == ["published 1", "published 1~2"])
        #expect(desk.tell([numbered(1, "Nee."), numbered(1, "Ja.")]).told == [])
        #expect(desk.tell([numbered(1, "Ja."), numbered(1, "Nimmer.")]).told == ["amended 1~2"])
    }

    @Test("knows answers without numbers by what they say, then by likeness") func unnumbered() {
        var desk = Desk()
        func plain(_ question: String, _ text: String) -> Answer {
            SampleDocuments.answer([], question: question, answer: text)
        }
        let first = plain("Wat is de stand van zaken?", "De besprekingen over het akkoord duren voort.")
        let second = plain("Komt er een brief?", "Ja, voor de zomer.")
        #expect(desk.tell([first, second]).told == ["published ~1", "published ~2"])
        let between = plain("Is daar geld voor?", "Dat wordt bezien.")
        #expect(desk.tell([first, between, second]).told == ["published ~3"])
        let changed = plain("Wat is de stand van zaken?", "Het akkoord is gesloten.")
        #expect(desk.tell([changed, between, second]).told == ["amended ~1"])
    }

    @Test("a paper that is another one each time does not make its record grow without end")
    func vanishing() {
        var archive: [ArchivedPublication] = []
        for (state, letter) in "abcdef".enumerated() {
            let text = String(repeating: letter, count: 1000)
            let paper = ReadPaper(
                SampleDocuments.document(answers: [SampleDocuments.answer([], question: "", answer: text)]),
                quiet: nil, seen: Timestamp(seconds: Int64(state)), order: Int64(state))
            let judgement = Newness(vanishedText: 2500).judge(paper, against: archive)
            #expect(judgement.changes.count == 1)
            archive = [judgement.archive]
        }
        // What was there last is known when it comes back; of the others, the names are.
        #expect(archive[0].answers.map(\.answer.answer.first) == ["f", "e", "d", nil, nil, nil])
        #expect(archive[0].answers.map { $0.key.suffix(2) } == ["~6", "~5", "~4", "~3", "~2", "~1"])
        #expect(archive[0].answers.map(\.isSuperseded) == [false, false, false, true, true, true])
    }

    @Suite("when numbers are grouped otherwise") struct Grouping {
        private let four = block(
            [4], question: "Wat kost de missie in Mali?", "De missie kost 40 miljoen euro.")
        private let five = block(
            [5], question: "Wie betaalt de missie in Mali?", "De lidstaten betalen samen.")
        private var both: Answer {
            block([4, 5], question: "\(four.question)\n\(five.question)", "\(four.answer)\n\(five.answer)")
        }

        @Test("lets the block take the place of both in silence where it says the same") func sameContent() {
            var desk = Desk()
            _ = desk.tell([four, five])
            #expect(desk.tell([both]).told == [])
            #expect(desk.answer("#4+5")?.isAnnounced == true)
            #expect(desk.answer("#4")?.isSuperseded == true)
            #expect(desk.answer("#5")?.isSuperseded == true)
            #expect(desk.withdraw().told == ["withdrawn 4+5"])
        }

        @Test("tells of a block that says something new, and what it took the place of") func newContent() {
            var desk = Desk()
            _ = desk.tell([four, five])
            var block = both
            block.answer = "Dat is vertrouwelijk."
            let changes = desk.tell([block])
            #expect(changes.told == ["amended 4+5"])
            #expect(changes.first?.previous?.answer == "\(four.answer)\n\n\(five.answer)")
            #expect(changes.first?.previous?.numbers == [4, 5])
            #expect(changes.first?.revision == 2)
        }

        @Test("parts a block again in silence where its parts say the same") func parted() {
            var desk = Desk()
            _ = desk.tell([both])
            #expect(desk.tell([four, five]).told == [])
            #expect(desk.answer("#4+5")?.isSuperseded == true)
            #expect(desk.answer("#4")?.isAnnounced == true)
        }

        @Test("gives a parted number its old name back") func revived() {
            var desk = Desk()
            _ = desk.tell([four, five])
            var block = both
            block.answer = "Dat is vertrouwelijk."
            _ = desk.tell([block])
            let changes = desk.tell([four, five])
            #expect(changes.told == ["amended 4", "amended 5"])
            #expect(changes.map(\.revision) == [3, 3])
            #expect(desk.archive[0].answers.count { !$0.isSuperseded } == 2)
        }
    }

    @Suite("of papers taken back") struct Withdrawals {
        @Test("tells of what was announced, once") func withdrawn() {
            var desk = Desk()
            _ = desk.tell([numbered(1, "Ja.")], quiet: .baseline)
            _ = desk.tell([numbered(1, "Ja."), numbered(2, "Nee.")])
            let changes = desk.withdraw()
            #expect(changes.told == ["withdrawn 2"])
            #expect(changes.first?.answer.answer == "Nee.")
            #expect(desk.withdraw().told == [])
            #expect(desk.archive[0].publication.title == "Antwoord op vragen over de Sahel")
        }

        @Test("says nothing of a paper that nobody was told of") func unknown() {
            var desk = Desk()
            #expect(desk.withdraw().told == [])
            #expect(desk.archive[0].isWithdrawn)
        }

        @Test("takes back an old paper that was told when it was new, and not one at a baseline") func old() {
            var desk = Desk()
            _ = desk.tell([numbered(1, "Ja.")])
            var other = desk
            #expect(desk.withdraw(quiet: .old).told == ["withdrawn 1"])
            #expect(other.withdraw(quiet: .baseline).told == [])
        }

        @Test("tells those who heard of the withdrawal that the paper is back") func back() {
            var desk = Desk()
            _ = desk.tell([numbered(1, "Ja.")])
            let revisions = [desk.withdraw(), desk.tell([numbered(1, "Ja.")]), desk.withdraw()].flatMap { $0 }
            #expect(revisions.told == ["withdrawn 1", "amended 1", "withdrawn 1"])
            #expect(revisions.map(\.revision) == [1, 2, 2])
        }
    }

    /// The archive after a state of a paper, and what is told of it.
    private func judge(
        _ publication: Publication, _ answers: [Answer], order: Int64,
        against archive: [ArchivedPublication] = []
    ) -> Judgement {
        let document = SampleDocuments.document(publication, answers: answers)
        return Newness().judge(
            ReadPaper(document, quiet: nil, seen: Timestamp(seconds: 1_767_225_600 + order), order: order),
            against: archive)
    }

    @Test("a paper lives on under the id that its source has given it since") func otherID() {
        var desk = Desk()
        let (first, second) = (
            SampleDocuments.publication("a", aliases: ["kst-1"]),
            SampleDocuments.publication("b", aliases: ["kst-1"])
        )
        _ = desk.tell([numbered(1, "Ja.")], first)
        #expect(desk.tell([numbered(1, "Ja.")], second).told == [])
        var other = desk
        #expect(desk.tell([], SampleDocuments.publication("a", isWithdrawn: true)).told == [])
        #expect(desk.tell([], SampleDocuments.publication("b", isWithdrawn: true)).told == ["withdrawn 1"])
        // What another source takes back is taken back.
        let gone = SampleDocuments.publication("a", source: "parliament", isWithdrawn: true)
        #expect(other.tell([], gone).told == ["withdrawn 1"])
    }

    @Test("a paper that its source takes back under one id, and shows under another, is back") func replaced()
    {
        let old = judge(SampleDocuments.publication("a", aliases: ["kst-1"]), [numbered(1, "Ja.")], order: 1)
        let gone = judge(
            SampleDocuments.publication("a", isWithdrawn: true), [], order: 9, against: [old.archive])
        #expect(gone.changes.told == ["withdrawn 1"])
        // It was announced before the tombstone, and took longer to read.
        let next = SampleDocuments.publication("b", aliases: ["kst-1"])
        let back = judge(next, [numbered(1, "Ja.")], order: 5, against: [gone.archive])
        #expect(back.changes.told == ["amended 1"])
        #expect(!back.archive.isWithdrawn && back.archive.order == 9)
        #expect(judge(next, [numbered(1, "Ja.")], order: 5, against: [back.archive]).changes == [])
    }

    @Test("papers that a late state makes one keep the newest state of both") func lateAbsorption() {
        let text = "De missie telt 90 militairen."
        let first = judge(SampleDocuments.publication("a"), [numbered(1, text)], order: 3).archive
        let second = judge(SampleDocuments.publication("b"), [numbered(1, text)], order: 9).archive
        let late = judge(
            SampleDocuments.publication("b", aliases: ["a"]), [numbered(1, "De missie telt 120 militairen.")],
            order: 5, against: [first, second])
        #expect(late.changes == [] && late.absorbed == ["b"])
        #expect(late.archive.order == 9 && late.archive.answers.map(\.answer.answer) == [text])
    }

    @Test("knows a paper by any of its names, and gathers them") func names() {
        var desk = Desk()
        _ = desk.tell([numbered(1, "Ja.")], SampleDocuments.publication("a", aliases: ["b"]))
        #expect(
            desk.tell([numbered(1, "Ja.")], SampleDocuments.publication("c", aliases: ["b", "d"])).told == [])
        #expect(desk.archive[0].id == "a")
        #expect(desk.archive[0].names == ["a", "b", "c", "d"])
        #expect(desk.tell([numbered(1, "Nee.")], SampleDocuments.publication("d")).first?.key == "a#1")
    }

    @Test("makes one of papers that turn out to be the same, under the identity seen first") func absorption()
    {
        var (first, second) = (Desk(), Desk())
        second.time += 60
        _ = first.tell([numbered(1, "Ja.")], SampleDocuments.publication("a"), quiet: .baseline)
        _ = second.tell([numbered(1, "Ja."), numbered(2, "Nee.")], SampleDocuments.publication("b"))
        let paper = ReadPaper(
            SampleDocuments.document(
                SampleDocuments.publication("b", aliases: ["a"]),
                answers: [numbered(1, "Ja."), numbered(2, "Nee.")]),
            quiet: nil, seen: Timestamp(seconds: second.time + 60))
        let judgement = Newness().judge(paper, against: second.archive + first.archive)
        #expect(judgement.changes == [])
        #expect(judgement.absorbed == ["b"])
        #expect(judgement.archive.id == "a")
        #expect(judgement.archive.names == ["a", "b"])
        #expect(
            judgement.archive.answers.map(\.key) == ["b#1", "b#2"], "the names under which they were told")
        let again = Newness().judge(paper, against: [judgement.archive] + second.archive)
        #expect(again.archive == judgement.archive)
        #expect(again.changes == [])
    }

    @Test("judges large and odd papers without delay", .timeLimit(.minutes(1))) func hostile() {
        var desk = Desk()
        let large = String(repeating: "Lange tekst zonder einde. ", count: 4_000)
        _ = desk.tell([numbered(1, large)])
        #expect(desk.tell([numbered(1, large + "Nee")]).told == ["amended 1"])
        #expect(desk.tell([numbered(1, String(large.reversed()))]).told == ["amended 1"])
        let many = (0..<600).map { SampleDocuments.answer([], question: "", answer: "Antwoord \($0)") }
        #expect(desk.tell(many).count == 600)
        let odd = [
            SampleDocuments.answer([.max, .min], question: "\u{0}", answer: "\u{1B}[2J"),
            SampleDocuments.answer(Array(0..<5_000), question: "", answer: ""),
        ]
        #expect(desk.tell(odd).count == 2)
    }
}
