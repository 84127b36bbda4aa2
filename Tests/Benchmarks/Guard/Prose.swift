/// Text in the manner of official papers that nobody wrote.
enum Prose {
    private static let subjects = [
        "De regering", "Het kabinet", "De minister", "De inspectie", "MINUSMA", "De Europese Unie",
        "De gemeente Rotterdam", "Het ministerie van Buitenlandse Zaken", "De D66-fractie",
    ]
    private static let verbs = [
        "onderzoekt", "steunt", "bespreekt", "volgt", "betreurt", "bevordert", "financiert", "evalueert",
    ]
    private static let objects = [
        "de veiligheidssituatie in Mali", "de samenwerking met internationale partners",
        "de brief van 3 maart jl.",
        "de gevolgen voor de bevolking van Niger en Burkina Faso", "de steun van 2,5 miljoen euro",
        "de cijfers over het afgelopen jaar", "het advies van de commissie",
        "de inzet van negentig militairen",
    ]
    private static let tails = [
        "waarbij de uitkomst nog niet vaststaat", "zoals op 12 december 2023 aan de Kamer is gemeld",
        "en komt daar voor de zomer op terug", "in overleg met de betrokken organisaties",
        "zonder dat dit tot nieuwe uitgaven leidt", "omdat de omstandigheden zijn veranderd",
    ]
    private static let starts = [
        "Ba", "Do", "Ka", "Lo", "Mi", "Na", "Or", "Pe", "Ri", "Sa", "Te", "Vo", "Bri", "Kra",
    ]
    private static let ends = [
        "mako", "dijk", "sen", "stra", "veld", "dorp", "lena", "rik", "tamo", "huis", "niva",
    ]

    static func sentence(_ chance: inout Chance) -> String {
        let (subject, verb) = (chance.one(of: subjects), chance.one(of: verbs))
        return "\(subject) \(verb) \(chance.one(of: objects)), \(chance.one(of: tails))."
    }

    static func question(_ chance: inout Chance) -> String {
        "Klopt het dat \(chance.one(of: subjects)) \(chance.one(of: objects)) \(chance.one(of: verbs))?"
    }

    /// Half a kilobyte to one, with a few of `names`.
    static func paragraph(_ chance: inout Chance, names: [String] = []) -> String {
        let sentences = (0..<8).map { _ in
            names.isEmpty ? sentence(&chance) : "\(sentence(&chance)) Ook \(chance.one(of: names)) was erbij."
        }
        return sentences.joined(separator: " ")
    }

    /// A name of two words.
    static func name(_ chance: inout Chance) -> String {
        let given = chance.one(of: starts) + chance.one(of: ends)
        return "\(given) \(chance.one(of: starts))\(chance.one(of: ends))\(chance.one(of: ends))"
    }

    /// Written questions with their answers, in lines as on a page.
    static func paper(_ chance: inout Chance, questions: Int) -> [String] {
        var lines = [
            "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden", "",
            "Vragen van het lid Jansen (D66) aan de Minister van Buitenlandse Zaken over de Sahel",
            "(ingezonden 4 september 2023).", "",
            "Antwoord van Minister Verhoeven (Buitenlandse Zaken) (ontvangen 2 oktober 2023).", "",
        ]
        for number in 1...questions {
            lines += ["Vraag \(number)"] + wrapped(question(&chance)) + [""]
            lines += ["Antwoord \(number)"] + wrapped(paragraph(&chance)) + [""]
        }
        return lines
    }

    /// An Atom feed.
    static func feed(_ chance: inout Chance, entries: Int) -> String {
        var text = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x-guard:feed</id><title>Papers</title>
            <updated>2023-11-14T08:00:00Z</updated>
            """
        for number in 0..<entries {
            text += """
                <entry><id>urn:x-guard:\(number)</id><title>\(question(&chance)) &amp; meer</title>
                <link rel="alternate" type="application/pdf" href="https://example.org/papers/\(number).pdf"/>
                <published>2023-11-1\(number % 4)T08:00:00+01:00</published><updated>2023-11-14T08:00:00Z</updated>
                <author><name>Ministerie van Financiën</name></author><category term="kamerstuk"/>
                <summary type="html">&lt;p&gt;\(paragraph(&chance))&lt;/p&gt;</summary></entry>

                """
        }
        return text + "</feed>"
    }

    private static func wrapped(_ text: String) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            if lines[lines.count - 1].utf8.count + word.utf8.count > 90 { lines.append("") }
            lines[lines.count - 1] += lines[lines.count - 1].isEmpty ? "\(word)" : " \(word)"
        }
        return lines
    }
}

/// Picks by numbers that are the same on each run (SplitMix64).
struct Chance {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func one<Element>(of choices: [Element]) -> Element {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return choices[Int((z ^ (z >> 31)) % UInt64(choices.count))]
    }
}
