import Pipeline

/// Finds for each answer of a paper which answer it was when the paper was last seen.
///
/// What says the same is the same, wherever it now stands and whatever number it has; then numbers decide; then, among answers
/// without numbers, likeness. What is left is a block of known numbers, or new.
struct Pairing {
    enum Fate: Equatable {
        /// Says what the known answer says; exactly, or but for a trifle.
        case same(Int, exactly: Bool)
        case amended(Int)
        /// Takes the place of known answers with some of its numbers; `isNew` where it says what none of them said.
        case regrouped([Int], isNew: Bool)
        case new
    }

    /// One for each answer of the paper.
    private(set) var fates: [Fate]

    private let answers: [Answer]
    private let contents: [AnswerContent]
    private let known: [ArchivedAnswer]
    private let knownContents: [AnswerContent]
    /// Known answers that no answer of the paper has been found to be.
    private var free: Set<Int>

    /// Letters from which on an answer is known by what it says alone, under whatever number.
    private static let tellingLetters = 40
    /// Unnumbered answers that are compared each with each.
    private static let mostCompared = 32

    init(_ answers: [Answer], with known: [ArchivedAnswer]) {
        (self.answers, self.known) = (answers, known)
        // Most papers are new, and need no measure.
        contents = known.isEmpty ? [] : answers.map(AnswerContent.init)
        knownContents = known.map { AnswerContent($0.answer) }
        free = Set(known.indices.filter { !known[$0].isSuperseded })
        fates = Array(repeating: .new, count: answers.count)
        guard !free.isEmpty else { return }
        pairWhatSaysTheSame(underTheSameNumbers: true)
        pairWhatSaysTheSame(underTheSameNumbers: false)
        pairNumbers()
        pairAlike()
        regroup()
    }

    private var open: [Int] { fates.indices.filter { fates[$0] == .new } }

    private mutating func settle(_ index: Int, as fate: Fate, taking place: Int) {
        fates[index] = fate
        free.remove(place)
    }

    private mutating func pairWhatSaysTheSame(underTheSameNumbers: Bool) {
        var places = Places()
        func name(_ content: AnswerContent, _ answer: Answer) -> [UInt8] {
            (underTheSameNumbers ? Array(KeyMaker.numbers(answer).utf8) : []) + [0] + content.letters
        }
        for place in free.sorted() {
            places.add(place, under: name(knownContents[place], known[place].answer))
        }
        for index in open {
            guard underTheSameNumbers || contents[index].letters.count >= Self.tellingLetters,
                let place = places.take(name(contents[index], answers[index]))
            else { continue }
            settle(index, as: .same(place, exactly: true), taking: place)
        }
    }

    private mutating func pairNumbers() {
        var places = Places()
        for place in free.sorted() {
            places.add(place, under: Array(KeyMaker.numbers(known[place].answer).utf8))
        }
        for index in open where !answers[index].numbers.isEmpty {
            guard let place = places.take(Array(KeyMaker.numbers(answers[index]).utf8)) else { continue }
            let isSame = contents[index].isNearly(knownContents[place])
            settle(index, as: isSame ? .same(place, exactly: false) : .amended(place), taking: place)
        }
    }

    private mutating func pairAlike() {
        let places = free.sorted().filter { known[$0].answer.numbers.isEmpty }.prefix(Self.mostCompared)
        for index in open.filter({ answers[$0].numbers.isEmpty }).prefix(Self.mostCompared) {
            let content = contents[index]
            if let place = places.first(where: { free.contains($0) && content.isNearly(knownContents[$0]) }) {
                settle(index, as: .same(place, exactly: false), taking: place)
            } else if let place = places.first(where: {
                free.contains($0) && content.resembles(knownContents[$0])
            }) {
                settle(index, as: .amended(place), taking: place)
            }
        }
    }

    private mutating func regroup() {
        var places: [Int: Int] = [:]
        for place in free.sorted() {
            for number in known[place].answer.numbers where places[number] == nil { places[number] = place }
        }
        for index in open {
            let former = Set(answers[index].numbers.compactMap { places[$0] }).sorted()
            guard !former.isEmpty else { continue }
            fates[index] = .regrouped(former, isNew: isNew(index, after: former))
        }
    }

    /// Whether a block says what the answers that it stands for did not say.
    private func isNew(_ index: Int, after former: [Int]) -> Bool {
        let content = contents[index]
        let joined = Answer.joined(former.map { known[$0].answer })
        if content.isNearly(AnswerContent(joined)) { return false }
        return !former.contains { place in
            let block = knownContents[place]
            return block.question.letters.contains(content.question.letters)
                && block.answer.letters.contains(content.answer.letters)
                && Set(answers[index].numbers).isSubset(of: known[place].answer.numbers)
        }
    }
}

/// Numbered places under names, handed out one by one in the order in which they came.
private struct Places {
    private var places: [[UInt8]: (list: [Int], next: Int)] = [:]

    mutating func add(_ place: Int, under name: [UInt8]) { places[name, default: ([], 0)].list.append(place) }

    mutating func take(_ name: [UInt8]) -> Int? {
        guard let entry = places[name], entry.next < entry.list.count else { return nil }
        places[name]?.next += 1
        return entry.list[entry.next]
    }
}

extension Answer {
    /// Several answers as one block: their texts one after the other, each once.
    static func joined(_ answers: [Answer]) -> Answer {
        guard let first = answers.first, answers.count > 1 else {
            return answers.first ?? Answer(question: "", answer: "")
        }
        var block = first
        block.numbers = answers.flatMap(\.numbers)
        block.question = unique(answers.map(\.question)).joined(separator: "\n\n")
        block.answer = unique(answers.map(\.answer)).joined(separator: "\n\n")
        return block
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
