import Pipeline

/// The questions of a paper and the replies to them, paired while it is read.
///
/// A reply with numbers answers the questions that bear them. One without claims all that nobody answered yet, and takes them
/// only once it is known to be a reply: a line `Antwoord` may head those with numbers, again and again.
struct QuestionPairs {
    struct Question {
        var numbers: [Int]
        var section: String?
        var text: [Paragraph] = []
        var isAnswered: Bool { replies > 0 }
        /// How many replies have it.
        fileprivate(set) var replies = 0
    }

    struct Reply {
        var numbers: [Int]
        /// The questions that it answers.
        var questions: [Int]
        var text: [Paragraph] = []
        /// True where its own numbers say which these are.
        var isPaired: Bool
        var by: String?
        /// How far its place is in doubt, from 0 to 1.
        var doubt = 0.0
    }

    var questions: [Question] = []
    var replies: [Reply] = []
    /// Which questions bear a number.
    private var byNumber: [Int: [Int]] = [:]
    /// The first question that nobody answered.
    private var firstPending = 0
    /// The questions that the last reply claims and has not taken.
    private var claimed: Range<Int>?

    /// So many replies may have one question, whose text is told with each; a misprint gives it two.
    private static let mostReplies = 10

    init() {}

    /// One pair, in doubt as far as its parts are not surely told apart.
    init(onlyQuestion question: [Paragraph], answer: [Paragraph], doubt: Double) {
        questions = [Question(numbers: [], text: question, replies: 1)]
        replies = [Reply(numbers: [], questions: [0], text: answer, isPaired: false, doubt: doubt)]
    }

    /// Begins a question, and tells which of its numbers others bear already.
    mutating func ask(_ numbers: [Int], section: String?) -> [Int] {
        questions.append(Question(numbers: numbers, section: section))
        var repeated: [Int] = []
        for number in numbers {
            if byNumber[number] != nil { repeated.append(number) }
            byNumber[number, default: []].append(questions.count - 1)
        }
        return repeated
    }

    /// True where there is a question that no reply has or claims.
    var areAsked: Bool { (claimed?.upperBound ?? firstPending) < questions.count }

    /// Begins a reply to all that was asked, which bears no number.
    mutating func reply(by answerer: String?) {
        settle()
        claimed = firstPending..<questions.count
        replies.append(Reply(numbers: [], questions: [], isPaired: false, by: answerer))
    }

    /// Begins a reply to the questions that bear these numbers.
    mutating func reply(to numbers: [Int], by answerer: String?) {
        if claimed != nil, let last = replies.last, last.text.isEmpty {
            // A line `Antwoord` that was the head of replies with numbers of their own.
            replies.removeLast()
            claimed = nil
        }
        settle()
        // Of a question printed twice, the one nearest to its answer.
        let asked = Set(numbers.compactMap { byNumber[$0]?.last })
            .filter { questions[$0].replies < Self.mostReplies }.sorted()
        close(asked)
        replies.append(Reply(numbers: numbers, questions: asked, isPaired: true, by: answerer))
    }

    /// Gives the last reply what it claims: it is known to be one where another begins, and at the end of the paper.
    mutating func settle() {
        guard let claimed, let last = replies.indices.last else { return }
        self.claimed = nil
        let asked = claimed.filter { !questions[$0].isAnswered }
        close(asked)
        replies[last].questions = asked
        replies[last].numbers = asked.flatMap { questions[$0].numbers }
    }

    /// Takes all replies back.
    mutating func withdraw() {
        for index in questions.indices { questions[index].replies = 0 }
        replies = []
    }

    private mutating func close(_ asked: [Int]) {
        for index in asked { questions[index].replies += 1 }
        while firstPending < questions.count, questions[firstPending].isAnswered { firstPending += 1 }
    }
}
