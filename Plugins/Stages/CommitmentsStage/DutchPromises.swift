/// Promises in Dutch.
///
/// A promise is a sentence in which the government says what it will do: tell parliament something, take something up in a paper
/// to come, evaluate, or do a definite thing at a given time. What it says it goes on doing, what it is ready to do, and what
/// others plan is none.
struct DutchPromises: PromiseRules {
    private typealias Words = DutchPromiseWords

    let speakers = DutchPromiseWords.speakers

    func promises(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard !sentence.isQuestion, !sentence.contains(anyOf: Words.doubts), !isWish(sentence) else {
            return false
        }
        if pledges(sentence) { return true }
        guard !isNow(sentence), !isDenied(sentence) else { return false }
        return tellsParliament(sentence, isDue: isDue) || comesBack(sentence, isDue: isDue)
            || takesUp(sentence, isDue: isDue)
            || evaluates(sentence, isDue: isDue) || acts(sentence, isDue: isDue)
    }

    func continues(_ sentence: Sentence) -> Bool {
        ["hierin", "daarin"].contains(sentence.words.first ?? "")
            && sentence.contains([Words.become, Words.takenUp], within: 30)
    }

    // MARK: What makes it none

    /// `Hierbij informeer ik uw Kamer`: done with this paper.
    private func isNow(_ sentence: Sentence) -> Bool {
        sentence.contains(anyOf: ["hierbij", "hiermee", "bijgaand", "bijgevoegd", "heden"])
            || sentence.contains(
                [["met", "in", "via", "bij"], ["deze"], ["brief", "beantwoording", "antwoorden"]], within: 0)
                && !sentence.contains(anyOf: Words.will)
    }

    /// `Ik vind het belangrijk dat de Kamer wordt geïnformeerd`.
    private func isWish(_ sentence: Sentence) -> Bool {
        sentence.contains(anyOf: Words.wishes) && !sentence.contains(anyOf: Words.will)
            && !sentence.contains(anyOf: Words.means)
    }

    /// `Ik zal uw Kamer hierover niet apart informeren`: the denial stands behind the verb, or right before it.
    private func isDenied(_ sentence: Sentence) -> Bool {
        let words = sentence.words
        let verb = words.lastIndex {
            Words.will.contains($0) || Words.become.contains($0) || Words.tellNow.contains($0)
        }
        return words.indices.contains { index in
            guard ["niet", "geen", "niets"].contains(words[index]) else { return false }
            let next = words.indices.contains(index + 1) ? words[index + 1] : ""
            // `Niet eerder dan in mei`, `niet alleen`.
            guard !["eerder", "later", "alleen", "alle"].contains(next) else { return false }
            if let verb, index < verb - 1 { return false }
            return words[index...].prefix(8).contains { Words.tellAll.contains($0) }
        }
    }

    // MARK: Pledges and parliament

    /// `Ik zeg u toe dat …`, `Het kabinet zegt dit toe`.
    private func pledges(_ sentence: Sentence) -> Bool {
        sentence.contains([["zeg", "zegt", "zeggen"], ["toe"]], within: 12)
            || sentence.contains([["ik", "wij", "kabinet"], ["beloof", "beloven", "belooft"]], within: 3)
    }

    /// `Het kabinet zal uw Kamer informeren`, `Hierover wordt uw Kamer geïnformeerd`, `U ontvangt de brief`.
    private func tellsParliament(_ sentence: Sentence, isDue: Bool) -> Bool {
        if governs(sentence, Words.will), tells(sentence, Words.tellingAlone) { return true }
        guard namesParliament(sentence) else { return false }
        if sentence.contains(anyOf: Words.will), tells(sentence, Words.telling) { return true }
        // `Ik streef ernaar u voor de zomer te informeren`.
        if sentence.contains(anyOf: Words.means), tells(sentence, Words.telling) { return true }
        if sentence.contains(anyOf: Words.become), tells(sentence, Words.told) { return true }
        if isGovernment(sentence), tellsNow(sentence) { return true }
        if receives(sentence, isDue: isDue) { return true }
        return sentence.contains([Words.parliament, ["toekomt"]], within: 14)
            || sentence.contains([["gaat", "komt", "gaan", "komen"], ["naar"], Words.parliament], within: 4)
            || sentence.contains([["naar"], Words.parliament, ["gaat", "komt", "gaan", "komen"]], within: 4)
            || sentence.contains([["volgt", "volgen"], ["aan", "naar"], Words.parliament], within: 8)
    }

    private func namesParliament(_ sentence: Sentence) -> Bool {
        let words = sentence.words
        return words.indices.contains { index in
            Words.parliament.contains(words[index])
                && !(index > 0 && Words.otherParliaments.contains(words[index - 1]))
        } || sentence.contains([["staten"], ["generaal"]], within: 0)
            || sentence.contains([["beide"], ["kamers"]], within: 0)
    }

    /// True where one of the verbs stands in the sentence, and no verb beside it says that this was before.
    private func tells(_ sentence: Sentence, _ verbs: Set<String>) -> Bool {
        let words = sentence.words
        return words.indices.contains { index in
            let word = words[index]
            // Line ends may have been lost: `informerenover`.
            guard
                verbs.contains(word)
                    || ["informeren", "geinformeerd"].contains(where: {
                        verbs.contains($0) && word.hasPrefix($0)
                    })
            else {
                return false
            }
            if ["delen", "gedeeld", "deel"].contains(word) {
                return sentence.contains([["met"], Words.parliament], within: 2)
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
    private func tellsNow(_ sentence: Sentence) -> Bool {
        guard
            !sentence.contains(anyOf: Words.been) || sentence.contains(anyOf: ["zodra", "nadat", "wanneer"])
        else {
            return false
        }
        return sentence.contains(anyOf: Words.tellNow)
            || Words.tellNowParted.contains { sentence.contains([$0.0, $0.1], within: 25) }
    }

    private func receives(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard !sentence.contains(anyOf: ["niets", "geen"]) else { return false }
        if isDue,
            sentence.contains(
                [["kunt", "kan", "mag"], Words.parliament, ["verwachten", "tegemoet"]], within: 12)
        {
            return true
        }
        let isObject = sentence.words.contains { Words.isPaper($0) || Words.news.contains($0) }
        return isObject
            && (sentence.contains([["ontvangt"], ["uw", "de"], Words.parliament], within: 1)
                || sentence.contains([Words.parliament, ["ontvangt"]], within: 8)
                || sentence.contains([["ontvangt"], ["u"]], within: 0))
    }

    // MARK: Papers to come

    /// `De staatssecretaris komt hier in de voortgangsbrief op terug`.
    private func comesBack(_ sentence: Sentence, isDue: Bool) -> Bool {
        if sentence.contains(anyOf: Words.will), sentence.contains(anyOf: ["terugkomen", "teruggekomen"]) {
            return true
        }
        guard isGovernment(sentence), sentence.contains([["kom", "komt", "komen"], ["terug"]], within: 25)
        else {
            return false
        }
        return isDue || sentence.words.contains(where: Words.isPaper) || namesParliament(sentence)
    }

    /// `In de Kamerbrief zal het kabinet hierop ingaan`, `Dit komt aan de orde in de strategie`.
    private func takesUp(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard sentence.words.contains(where: Words.isPaper), !sentence.contains(anyOf: Words.had) else {
            return false
        }
        // `In deze brief is benoemd dat een verbod zal worden opgenomen`.
        guard !sentence.contains([["is", "staat", "heb", "heeft"], ["dat"], Words.will], within: 40) else {
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

    /// `De wet wordt in 2025 geëvalueerd`, `De evaluatie zal in 2023 worden uitgevoerd`.
    private func evaluates(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard !isOthers(sentence), !["als", "indien"].contains(sentence.words.first ?? "") else { return false }
        // In the present tense it may be going on; of a rule it is to come.
        let isFuture =
            sentence.contains(anyOf: Words.will)
            || sentence.contains(anyOf: Words.become) && (isDue || sentence.words.contains(where: Words.isRule))
        guard isFuture else { return false }
        return tells(sentence, ["evalueren", "geevalueerd"])
            || sentence.words.contains { $0.hasSuffix("evaluatie") }
                && tells(sentence, ["uitgevoerd", "uitvoeren"])
    }

    // MARK: Acts

    /// `De minister zal in mei Niger bezoeken`, `De komende vier jaar investeert Nederland`.
    private func acts(_ sentence: Sentence, isDue: Bool) -> Bool {
        if isDue, changes(sentence) { return true }
        if publishes(sentence) { return true }
        guard isGovernment(sentence) else { return false }
        let isFuture = governs(sentence, Words.will)
        if isFuture, sentence.contains(anyOf: Words.endings) { return true }
        if isFuture, sentence.contains([["openbaar"], ["maken"]], within: 1) { return true }
        guard isDue, !sentence.contains(anyOf: Words.standing) else { return false }
        let isMeant = sentence.contains("te") && governs(sentence, Words.means)
        if isFuture || isMeant, !sentence.contains(anyOf: Words.knowing) { return true }
        if governs(sentence, ["kom", "komt", "komen"]),
            sentence.contains([["kom", "komt", "komen"], ["met"]], within: 8)
        {
            return true
        }
        return governs(sentence, Words.actNow)
            || Words.spending.contains { sentence.contains($0, within: 20) }
    }

    /// `Zodra de vertaling gereed is, wordt deze op rijksoverheid.nl geplaatst`.
    private func publishes(_ sentence: Sentence) -> Bool {
        let isFuture = sentence.contains(anyOf: Words.will) || sentence.contains(anyOf: Words.become)
        return isFuture && tells(sentence, ["gepubliceerd", "geplaatst", "publiceren"])
            && sentence.contains(anyOf: ["website", "rijksoverheid", "staatscourant", "internet", "openbaar"])
            && !isOthers(sentence)
    }

    /// `Dit jaar zal de regeling worden aangepast`: who makes rules changes them.
    private func changes(_ sentence: Sentence) -> Bool {
        let isFuture =
            sentence.contains(anyOf: ["zal", "zullen"])
            || sentence.contains(anyOf: Words.become) && sentence.words.contains(where: Words.isRule)
        return isFuture && tells(sentence, Words.changes)
            && !sentence.contains([["door"], ["de", "het"], Words.others], within: 1)
            && !sentence.contains(anyOf: Words.standing)
    }

    private func isGovernment(_ sentence: Sentence) -> Bool { sentence.contains(anyOf: Words.actors) }

    /// True where the government is the subject of one of the verbs: it stands right before or behind, or with its office between.
    private func governs(_ sentence: Sentence, _ verbs: Set<String>) -> Bool {
        let words = sentence.words
        return words.indices.contains { index in
            guard verbs.contains(words[index]) else { return false }
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

    private func isOthers(_ sentence: Sentence) -> Bool {
        !isGovernment(sentence) && sentence.contains(anyOf: Words.others.subtracting(Words.pronouns))
    }
}
