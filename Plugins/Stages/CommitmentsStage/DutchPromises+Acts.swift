import Language

/// What the government will do, in Dutch: evaluate, change rules, spend, publish, visit.
extension DutchPromises {
    /// `De wet wordt in 2025 geëvalueerd`, `De evaluatie zal in 2023 worden uitgevoerd`.
    func evaluates(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard !isOthers(sentence), !["als", "indien"].contains(sentence.words.first ?? .empty) else {
            return false
        }
        // In the present tense it may be going on; of a rule it is to come.
        let isFuture =
            sentence.contains(anyOf: Words.will)
            || sentence.contains(anyOf: Words.become)
                && (isDue || sentence.words.contains(where: Words.isRule))
        guard isFuture else { return false }
        return tells(sentence, Words.evaluating)
            || sentence.words.contains { $0.hasSuffix("evaluatie") }
                && tells(sentence, Words.carryingOut)
    }

    /// `De minister zal in mei Niger bezoeken`, `De komende vier jaar investeert Nederland`.
    func acts(_ sentence: Sentence, isDue: Bool) -> Bool {
        if isDue, changes(sentence) { return true }
        if publishes(sentence) { return true }
        guard isGovernment(sentence) else { return false }
        let isFuture = governs(sentence, Words.will)
        if isFuture, sentence.contains(anyOf: Words.endings) { return true }
        if isFuture, sentence.contains(Words.makingPublic, within: 1) { return true }
        guard isDue, !sentence.contains(anyOf: Words.standing), !isPast(sentence) else { return false }
        if sentence.contains(Words.iBegin, within: 0)
            || sentence.contains(Words.beginI, within: 0)
        {
            return true
        }
        let isMeant = sentence.contains("te") && governs(sentence, Words.means)
        if isFuture || isMeant, !sentence.contains(anyOf: Words.knowing) { return true }
        if governs(sentence, Words.come),
            sentence.contains(Words.comesWith, within: 8)
        {
            return true
        }
        return governs(sentence, Words.actNow)
            || Words.spending.contains { sentence.contains($0, within: 20) }
    }

    /// `Minister Kaag sprak begin maart met Israël`: told, and not promised.
    func isPast(_ sentence: Sentence) -> Bool {
        !sentence.contains(anyOf: Words.will) && !sentence.contains(anyOf: Words.means)
            && governs(sentence, where: { DateTense.isDutchPast($0) && !Words.setsApart($0) })
    }

    /// `Zodra de vertaling gereed is, wordt deze op rijksoverheid.nl geplaatst`.
    func publishes(_ sentence: Sentence) -> Bool {
        let isFuture = sentence.contains(anyOf: Words.will) || sentence.contains(anyOf: Words.become)
        return isFuture && tells(sentence, Words.publishing)
            && sentence.contains(anyOf: Words.publicPlaces)
            && !isOthers(sentence)
    }

    /// `Dit jaar zal de regeling worden aangepast`: who makes rules changes them.
    func changes(_ sentence: Sentence) -> Bool {
        let isFuture =
            sentence.contains(anyOf: Words.shall)
            || sentence.contains(anyOf: Words.become) && sentence.words.contains(where: Words.isRule)
        return isFuture && tells(sentence, Words.changes)
            && !sentence.contains(Words.byOthers, within: 1)
            && !sentence.contains(anyOf: Words.standing)
    }

    func isGovernment(_ sentence: Sentence) -> Bool { sentence.contains(anyOf: Words.actors) }

    /// True where the government is the subject of one of the verbs: it stands right before or behind, or with its office between.
    func governs(_ sentence: Sentence, _ verbs: WordSet) -> Bool {
        governs(sentence, where: { verbs.contains($0) })
    }

    private func governs(_ sentence: Sentence, where isVerb: (Word) -> Bool) -> Bool {
        let words = sentence.words
        return words.indices.contains { index in
            guard isVerb(words[index]) else { return false }
            let before = words[..<index].suffix(10)
            let after = words[(index + 1)...].prefix(3)
            if after.contains(where: { Words.actors.contains($0) }) { return true }
            // The nearest possible subject before the verb.
            guard let subject = before.last(where: { Words.actors.contains($0) || Words.others.contains($0) })
            else {
                return false
            }
            return Words.actors.contains(subject)
        }
    }

    func isOthers(_ sentence: Sentence) -> Bool {
        !isGovernment(sentence) && sentence.contains(anyOf: Words.certainOthers)
    }
}
