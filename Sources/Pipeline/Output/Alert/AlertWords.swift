/// The labels of an alert in one language.
struct AlertWords {
    let question, answer, changes, before, now, refersTo: String
    let commitment, dueBy, yearEnd, themes, sure, references, asked, postponed: String
    /// Between the last two of several.
    let and: String
    let months: [String]

    init(_ language: AlertText.Language) {
        switch language {
        case .dutch:
            (question, answer, changes) = ("Vraag", "Antwoord", "Wat er veranderde")
            (before, now, refersTo) = ("was: ", "nu: ", "Antwoord")
            (commitment, dueBy, yearEnd) = ("Toezegging", "uiterlijk", "eind")
            (asked, postponed) = ("Gesteld", "Eerder uitgesteld")
            (themes, sure, references) = ("Thema's", "zeker", "Verwijst naar")
            and = "en"
            months = [
                "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
                "oktober", "november", "december",
            ]
        case .english:
            (question, answer, changes) = ("Question", "Answer", "What changed")
            (before, now, refersTo) = ("was: ", "now: ", "Answer")
            (commitment, dueBy, yearEnd) = ("Commitment", "by", "the end of")
            (asked, postponed) = ("Asked", "Put off before")
            (themes, sure, references) = ("Themes", "sure", "Refers to")
            and = "and"
            months = [
                "January", "February", "March", "April", "May", "June", "July", "August", "September",
                "October", "November", "December",
            ]
        }
    }

    /// A day as people write it: `20 december 2022`.
    func day(_ text: String) -> String {
        guard let day = CalendarDay(text) else { return text.onOneLine(limit: 40) }
        return "\(day.day) \(months[(day.month - 1) % months.count]) \(day.year)"
    }

    /// `in het derde kwartaal van 2023`.
    func period(_ period: AlertPeriod, _ year: String) -> String {
        let isDutch = and == "en"
        let ordinals =
            isDutch ? ["eerste", "tweede", "derde", "vierde"] : ["first", "second", "third", "fourth"]
        switch period {
        case .half(let number):
            let ordinal = ordinals[number % ordinals.count]
            return isDutch ? "in de \(ordinal) helft van \(year)" : "in the \(ordinal) half of \(year)"
        case .quarter(let number):
            let ordinal = ordinals[number % ordinals.count]
            return isDutch
                ? "in het \(ordinal) kwartaal van \(year)" : "in the \(ordinal) quarter of \(year)"
        case .season(let number):
            let seasons =
                isDutch
                ? ["het voorjaar", "de zomer", "het najaar", "de winter"]
                : ["the spring", "the summer", "the autumn", "the winter"]
            return "in \(seasons[number % seasons.count]) \(isDutch ? "van" : "of") \(year)"
        case .middle: return isDutch ? "medio \(year)" : "in mid-\(year)"
        }
    }

    /// Some of `names`, and how many more there are.
    func list(_ names: [String], most: Int) -> String {
        guard names.count > most else { return names.joined(separator: ", ") }
        return names.prefix(most).joined(separator: ", ") + " \(and) \(names.count - most) "
            + (and == "en" ? "meer" : "more")
    }
}

extension AlertText.Language {
    /// The labels of entities of `type`; `nil` for those that are not told.
    func entityLabel(_ type: String) -> String? {
        switch (type, self) {
        case ("person", .dutch): "Personen"
        case ("person", .english): "People"
        case ("organisation", .dutch): "Organisaties"
        case ("organisation", .english): "Organisations"
        case ("mission", .dutch): "Missies"
        case ("mission", .english): "Missions"
        case ("place", .dutch): "Plaatsen"
        case ("place", .english): "Places"
        case ("party", .dutch): "Partijen"
        case ("party", .english): "Parties"
        case ("policy", .dutch): "Beleid"
        case ("policy", .english): "Policies"
        case ("money", .dutch): "Bedragen"
        case ("money", .english): "Amounts"
        default: nil
        }
    }

    /// What an answer does where it does not simply answer.
    func response(_ response: String?) -> String? {
        switch (response, self) {
        case ("refers", .dutch): "verwijst"
        case ("refers", .english): "refers elsewhere"
        case ("unable", .dutch): "antwoordt niet"
        case ("unable", .english): "declines to answer"
        case ("deferred", .dutch): "stelt uit"
        case ("deferred", .english): "puts it off"
        default: nil
        }
    }

    /// What an event of `type` says before its title; `nil` for an answer that was published.
    func lead(_ type: String) -> String? {
        switch (type, self) {
        case ("bode.answer.published", _): nil
        case ("bode.answer.amended", .dutch): "Gewijzigd"
        case ("bode.answer.amended", .english): "Amended"
        case ("bode.answer.withdrawn", .dutch): "Ingetrokken"
        case ("bode.answer.withdrawn", .english): "Withdrawn"
        case ("bode.commitment.made", .dutch): "Toezegging"
        case ("bode.commitment.made", .english): "Commitment"
        case ("bode.commitment.overdue", .dutch): "Toezegging verlopen"
        case ("bode.commitment.overdue", .english): "Commitment overdue"
        case ("bode.source.silent", .dutch): "Bron zwijgt"
        case ("bode.source.silent", .english): "Source is silent"
        case ("bode.source.recovered", .dutch): "Bron levert weer"
        case ("bode.source.recovered", .english): "Source is back"
        case ("bode.source.moved", .dutch): "Bron is verhuisd"
        case ("bode.source.moved", .english): "Source has moved"
        case ("bode.source.gone", .dutch): "Bron is weg"
        case ("bode.source.gone", .english): "Source is gone"
        case ("bode.source.gap", .dutch): "Bron kan iets gemist hebben"
        case ("bode.source.gap", .english): "Source may have missed something"
        case ("bode.source.flood", .dutch): "Bron meldt te veel ineens"
        case ("bode.source.flood", .english): "Source floods"
        case ("bode.sink.failing", .dutch): "Bezorging mislukt"
        case ("bode.sink.failing", .english): "Delivery keeps failing"
        case ("bode.sink.disabled", .dutch): "Bezorging is gestopt"
        case ("bode.sink.disabled", .english): "Delivery is disabled"
        case ("bode.sink.recovered", .dutch): "Bezorging werkt weer"
        case ("bode.sink.recovered", .english): "Delivery works again"
        case ("bode.stage.disabled", .dutch): "Bewerking is gestopt"
        case ("bode.stage.disabled", .english): "A stage is disabled"
        case ("bode.stage.recovered", .dutch): "Bewerking werkt weer"
        case ("bode.stage.recovered", .english): "A stage works again"
        case ("bode.document.set_aside", .dutch): "Stuk kon niet worden gelezen"
        case ("bode.document.set_aside", .english): "A paper could not be read"
        case ("bode.storage.full", .dutch): "De schijf is vol"
        case ("bode.storage.full", .english): "The disk is full"
        case ("bode.storage.recovered", .dutch): "Er is weer ruimte op de schijf"
        case ("bode.storage.recovered", .english): "There is room on the disk again"
        case ("bode.daemon.failing", .dutch): "Bode valt telkens uit"
        case ("bode.daemon.failing", .english): "Bode keeps ending"
        // Made by a later version: its own words are better than none.
        default: type.onOneLine(limit: 60)
        }
    }
}
