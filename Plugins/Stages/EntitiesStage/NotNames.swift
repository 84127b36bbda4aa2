import Language
import Pipeline

/// What looks like a name, or like another one, until the words beside it are read.
struct NotNames {
    let text: TokenizedText

    private func word(_ index: Int) -> Word { text.word(index) }

    // MARK: Currencies and years

    /// True for the code of a currency beside a number, `CHF 4 miljoen` and `5 miljoen EUR`, and for `FY 2023/24`.
    func isUnit(_ index: Int) -> Bool {
        guard text.tokens.indices.contains(index), text.tokens[index].letterCase == .upper else {
            return false
        }
        if ["fy", "bj", "fj"].contains(word(index)) { return isNumber(index + 1) }
        guard Self.currencies.contains(word(index)) else { return false }
        return isNumber(index + 1) || isNumber(index - 1) || Self.multiples.contains(word(index - 1))
    }

    private func isNumber(_ index: Int) -> Bool { word(index).hasDigit }

    private static let multiples: WordSet = [
        "miljoen", "miljard", "mln", "mld", "mrd", "mio", "million", "millions", "billion", "milliard",
        "milliards", "duizend", "m", "bn", "millionen", "milliarden",
    ]

    /// ISO 4217, folded, with the codes that euros replaced; without `COP`, which beside a number is a conference.
    private static let currencies = WordSet(
        listed:
            """
            aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn bzd cad cdf chf
            clp cny crc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp gel ghs gip gmd gnf gtq gyd hkd hnl htg huf
            idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl lyd mad mdl mga mkd
            mmk mnt mop mru mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub
            rwf sar sbd scr sdg sek sgd shp sle sos srd ssp stn syp szl thb tjs tmt tnd top try ttd twd tzs uah ugx usd uyu
            uzs ves vnd vuv wst xaf xcd xdr xof xpf yer zar zmw zwl bef dem frf nlg itl esp xeu ecu
            """)

    // MARK: Languages

    /// True where the adjective of a state is the name of a language: `in het Engels`, `Franse vertaling`.
    func isLanguage(_ tokens: Range<Int>) -> Bool {
        guard tokens.count == 1 else { return false }
        let (before, next) = (word(tokens.lowerBound - 1), word(tokens.upperBound))
        if text.follows(tokens.upperBound), Self.languageNouns.contains(next) { return true }
        guard word(tokens.lowerBound).hasSuffix("s") else { return false }
        if Self.speaking.contains(before) { return isEnd(tokens.upperBound) }
        // `in het Frans en het Engels`, not `in het Nederlands recht`.
        if before == "het", text.follows(tokens.lowerBound) { return isEnd(tokens.upperBound) }
        return before == "en" && word(tokens.lowerBound - 2) != "" && isEnd(tokens.upperBound)
            && word(tokens.lowerBound - 3) == "het"
    }

    /// True where no noun goes on that an adjective could belong to.
    private func isEnd(_ index: Int) -> Bool {
        guard text.tokens.indices.contains(index), text.tokens[index].gap <= .space else { return true }
        let next = word(index)
        return text.tokens[index].letterCase == .lower
            && (CommonWords.starters.contains(next) || Self.participles.contains(beginningOf: next))
    }

    /// Of what is done to a text: `vertaald`, `geschreven`.
    private static let participles: WordBeginnings = [
        "vertaal", "vertal", "geschre", "gestel", "gepubl", "beschikb", "opgest",
    ]

    private static let languageNouns: WordSet = [
        "taal", "talen", "talig", "talige", "taligen", "les", "lessen", "taalles", "taallessen", "tekst",
        "teksten", "vertaling", "vertalingen", "versie", "taalvaardigheid", "language", "translation",
    ]
    private static let speaking: WordSet = [
        "spreekt", "spreken", "sprak", "spraken", "leren", "leert", "talen",
    ]

    /// `Franstalige`, `Nederlandstalig`: who speaks a language is no body.
    static func isSpeaker(_ word: Word) -> Bool {
        speakers.contains(endOf: word)
    }

    private static let speakers: WordEnds = ["talig", "talige", "taligen", "sprachig", "sprachige"]

    // MARK: Places

    /// True where a place is one of the United States, whatever country has the same name: `de Amerikaanse staat Georgia`.
    func isAmericanState(_ tokens: Range<Int>) -> Bool {
        guard ["staat", "deelstaat", "staten", "deelstaten", "state"].contains(word(tokens.lowerBound - 1))
        else { return false }
        return word(tokens.lowerBound - 2).hasPrefix("amerikaans")
            || word(tokens.lowerBound - 2) == "american" || word(tokens.lowerBound - 2) == "us"
    }
}
