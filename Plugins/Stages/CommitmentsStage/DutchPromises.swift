import Language

/// Promises in Dutch.
///
/// A promise is a sentence in which the government says what it will do: tell parliament something, take something up in a paper
/// to come, evaluate, or do a definite thing at a given time. What it says it goes on doing, what it is ready to do, and what
/// others plan is none.
struct DutchPromises: PromiseRules {
    typealias Words = DutchPromiseWords

    let speakers = DutchPromiseWords.speakers

    func promises(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard !sentence.isQuestion, let sentence = certain(sentence), !isWish(sentence) else { return false }
        if pledges(sentence) { return true }
        guard !isNow(sentence), !isDenied(sentence) else { return false }
        return tells(sentence, isDue: isDue) || acts(sentence, isDue: isDue)
    }

    func postpones(_ sentence: Sentence) -> Bool {
        guard let sentence = certain(sentence) else { return false }
        return pledges(sentence) || tells(sentence, isDue: true) || publishes(sentence)
    }

    /// True where it is a paper, a word to parliament or an evaluation that is promised.
    private func tells(_ sentence: Sentence, isDue: Bool) -> Bool {
        tellsParliament(sentence, isDue: isDue) || comesBack(sentence, isDue: isDue)
            || comes(sentence, isDue: isDue) || takesUp(sentence, isDue: isDue)
            || evaluates(sentence, isDue: isDue)
    }

    /// The clauses without those that doubt; `nil` where none is left.
    ///
    /// `Ik ben bereid dit te onderzoeken en zal de Kamer berichten` promises to tell. A clause begins at a joint with a verb of its
    /// own behind it, or at a conjunction.
    private func certain(_ sentence: Sentence) -> Sentence? {
        guard sentence.contains(anyOf: Words.doubts) else { return sentence }
        let words = sentence.words
        var clauses: [[Word]] = [[]]
        for (index, word) in words.enumerated() {
            let next = words[(index + 1)...].prefix(2)
            let isJoint =
                Words.conjunctions.contains(word)
                || Words.joints.contains(word) && next.contains(where: Words.isFinite)
            if isJoint { clauses.append([]) } else { clauses[clauses.count - 1].append(word) }
        }
        let kept = clauses.filter { clause in !clause.contains { Words.doubts.contains($0) } }
        return kept.isEmpty ? nil : sentence.with(words: Array(kept.joined()))
    }

    func continues(_ sentence: Sentence) -> Bool {
        ["hierin", "daarin"].contains(sentence.words.first ?? .empty)
            && sentence.contains(Words.becomingTaken, within: 30)
    }

    // MARK: What makes it none

    /// `Hierbij informeer ik uw Kamer`: done with this paper.
    func isNow(_ sentence: Sentence) -> Bool {
        sentence.contains(anyOf: Words.present)
            || sentence.contains(Words.withThisPaper, within: 0)
                && !sentence.contains(anyOf: Words.will)
    }

    /// `Ik vind het belangrijk dat de Kamer wordt geïnformeerd`.
    func isWish(_ sentence: Sentence) -> Bool {
        sentence.contains(anyOf: Words.wishes) && !sentence.contains(anyOf: Words.will)
            && !sentence.contains(anyOf: Words.means)
    }

    /// `Ik zal uw Kamer hierover niet apart informeren`: the denial stands behind the verb, or right before it.
    func isDenied(_ sentence: Sentence) -> Bool {
        let words = sentence.words
        let verb = words.lastIndex {
            Words.will.contains($0) || Words.become.contains($0) || Words.tellNow.contains($0)
        }
        return words.indices.contains { index in
            guard ["niet", "geen", "niets"].contains(words[index]) else { return false }
            let next = words.indices.contains(index + 1) ? words[index + 1] : .empty
            // `Niet eerder dan in mei`, `niet alleen`.
            guard !["eerder", "later", "alleen", "alle"].contains(next) else { return false }
            if let verb, index < verb - 1 { return false }
            return words[index...].prefix(8).contains { Words.tellAll.contains($0) }
        }
    }

    // MARK: Pledges and parliament

    /// `Ik zeg u toe dat …`, `Het kabinet zegt dit toe`.
    func pledges(_ sentence: Sentence) -> Bool {
        sentence.contains(Words.sayingYes, within: 12)
            || sentence.contains(Words.promising, within: 3)
    }

    /// `Het kabinet zal uw Kamer informeren`, `Hierover wordt uw Kamer geïnformeerd`, `U ontvangt de brief`.
    func tellsParliament(_ sentence: Sentence, isDue: Bool) -> Bool {
        if governs(sentence, Words.will), tells(sentence, Words.tellingAlone) { return true }
        guard namesParliament(sentence) else { return false }
        if sentence.contains(anyOf: Words.will), tells(sentence, Words.telling) { return true }
        // `Ik streef ernaar u voor de zomer te informeren`.
        if sentence.contains(anyOf: Words.means), tells(sentence, Words.telling) { return true }
        if sentence.contains(anyOf: Words.become), tells(sentence, Words.told) { return true }
        if isGovernment(sentence), tellsNow(sentence) { return true }
        if receives(sentence, isDue: isDue) { return true }
        return sentence.contains(Words.reachingParliament, within: 14)
            || sentence.contains(Words.goingToParliament, within: 4)
            || sentence.contains(Words.toParliamentGoing, within: 4)
            || sentence.contains(Words.followingToParliament, within: 8)
    }

    func namesParliament(_ sentence: Sentence) -> Bool {
        let words = sentence.words
        return words.indices.contains { index in
            Words.parliament.contains(words[index])
                && !(index > 0 && Words.otherParliaments.contains(words[index - 1]))
        } || sentence.contains(Words.statesGeneral, within: 0)
            || sentence.contains(Words.bothHouses, within: 0)
            || sentence.contains(Words.honourableMember, within: 0)
    }

    /// True where one of the verbs stands in the sentence, and no verb beside it says that this was before.
    func tells(_ sentence: Sentence, _ verbs: WordSet) -> Bool {
        let words = sentence.words
        return words.indices.contains { index in
            let word = words[index]
            // Line ends may have been lost: `informerenover`.
            guard
                verbs.contains(word)
                    || Words.gluedOn.contains(where: { word.begins(with: $0) && verbs.contains($0) })
            else { return false }
            if ["delen", "gedeeld", "deel"].contains(word) {
                return sentence.contains(Words.withParliament, within: 2)
            }
            guard
                words[index].hasSuffix("d") || words[index].hasSuffix("t")
                    || Words.told.contains(words[index])
            else { return true }
            let beside = [index - 1, index + 1].filter { words.indices.contains($0) }.map { words[$0] }
            return !beside.contains { Words.been.contains($0) }
        }
    }

    /// `Hierover informeer ik uw Kamer`, `Ik kom daar bij uw Kamer op terug`: the present tense of what is to come.
    func tellsNow(_ sentence: Sentence) -> Bool {
        guard
            !sentence.contains(anyOf: Words.been) || sentence.contains(anyOf: Words.onceItIs)
        else {
            return false
        }
        return sentence.contains(anyOf: Words.tellNow)
            || Words.tellNowParted.contains { sentence.contains($0, within: 25) }
    }

    func receives(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard !sentence.contains(anyOf: Words.nothing) else { return false }
        if isDue,
            sentence.contains(Words.mayExpect, within: 12)
        {
            return true
        }
        let isObject = sentence.words.contains { Words.isPaper($0) || Words.news.contains($0) }
        return isObject
            && (sentence.contains(Words.receivesForParliament, within: 1)
                || sentence.contains(Words.parliamentReceives, within: 8)
                || sentence.contains(Words.receivesYou, within: 0))
    }

    // MARK: Papers to come

    /// `De staatssecretaris komt hier in de voortgangsbrief op terug`.
    func comesBack(_ sentence: Sentence, isDue: Bool) -> Bool {
        if sentence.contains(anyOf: Words.will), sentence.contains(anyOf: Words.comingBack) {
            return true
        }
        // `In de Voorjaarsnota wordt hierop teruggekomen`.
        if sentence.contains(anyOf: Words.become), sentence.contains("teruggekomen"),
            isDue || sentence.words.contains(where: Words.isPaper) || namesParliament(sentence)
        {
            return true
        }
        guard isGovernment(sentence), sentence.contains(Words.comesBack, within: 25)
        else {
            return false
        }
        return isDue || sentence.words.contains(where: Words.isPaper) || namesParliament(sentence)
    }

    /// `De brief komt vóór de zomer`, `In het najaar van 2024 volgt de evaluatie`: the paper is the subject.
    func comes(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard isDue, !isOthers(sentence), !sentence.contains(anyOf: Words.been) else { return false }
        let words = sentence.words
        return words.indices.contains { index in
            guard Words.isComing(words[index]) else { return false }
            let after = words[(index + 1)...].prefix(3)
            // What stands behind a preposition is where it comes from: `komt uit het rapport`.
            if let paper = after.firstIndex(where: Words.isPaper) {
                return ["de", "het", "een", "deze", "dit"].contains(words[paper - 1]) && paper <= index + 2
            }
            return index > 0 && Words.isPaper(words[index - 1])
        }
    }

    /// `In de Kamerbrief zal het kabinet hierop ingaan`, `Dit komt aan de orde in de strategie`.
    func takesUp(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard sentence.words.contains(where: Words.isPaper), !sentence.contains(anyOf: Words.had) else {
            return false
        }
        // `In deze brief is benoemd dat een verbod zal worden opgenomen`.
        guard !sentence.contains(Words.saidThatWill, within: 40) else {
            return false
        }
        let isFuture = sentence.contains(anyOf: Words.will) || sentence.contains(anyOf: Words.means)
        if isFuture, sentence.contains(anyOf: Words.explaining) { return true }
        // Without a future tense it must be a paper that is yet to come.
        let isComing =
            isDue || sentence.contains(anyOf: Words.coming)
            || sentence.words.contains { $0.hasSuffix("strategie") || $0.hasSuffix("doorlichting") }
        return isComing && Words.treatments.contains { sentence.contains($0, within: 12) }
    }
}
