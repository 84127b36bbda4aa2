/// The words of dates, in lower case and without accents.
enum DateWords {
    /// The number of the month of that name, in English, Dutch, German, French, Spanish, Italian, Portuguese, the
    /// languages of Scandinavia, Hungarian, Greek or Russian, in full or abbreviated.
    static func month(_ word: String) -> Int? {
        months[word] ?? months[String(word.prefix(4))] ?? months[String(word.prefix(3))]
    }

    private static let months: [String: Int] = {
        let names = [
            "jan ene gen ιαν янв", "feb fev fevr фев φεβ", "mar mrt maa mae mrz мар μαρ",
            "apr abr avr απρ апр", "may mai mei maj mag maio μαι μαϊ май мая",
            "jun juin giu ιουν ιον июн", "jul juil jui lug ιουλ ιολ июл", "aug ago aou aout αυγ авг",
            "sep set sept sze szep σεπ сен", "oct okt ott out οκτ окт", "nov νοε ноя",
            "dec dez dic des δεκ дек",
        ]
        var months: [String: Int] = [:]
        for (index, words) in names.enumerated() {
            for word in words.split(separator: " ") { months[String(word)] = index + 1 }
        }
        return months
    }()

    /// Whether an hour is of the afternoon, by the word that says so.
    static let halves = ["am": false, "pm": true, "오전": false, "오후": true]

    /// Words of Korean dates: year, month, day, and the halves of the day.
    static let korean: Set<String> = ["년", "월", "일", "오전", "오후"]

    /// Minutes east of UTC.
    static let zones: [String: Int64] = [
        "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "met": 60, "mez": 60,
        "cest": 120, "mest": 120, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "sast": 120, "eat": 180,
        "at": -240, "et": -300, "ct": -360, "mt": -420, "pt": -480, "ast": -240, "adt": -180, "est": -300,
        "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
        "nst": -210, "ndt": -150, "akst": -540, "akdt": -480, "hst": -600, "brt": -180, "art": -180,
        "ist": 330, "pkt": 300, "sgt": 480, "hkt": 480, "awst": 480, "jst": 540, "kst": 540, "aest": 600,
        "aedt": 660, "nzst": 720, "nzdt": 780,
    ]

    /// A letter in lower case and without its accent.
    static func folded(_ scalar: Unicode.Scalar) -> String {
        let lower = scalar.properties.lowercaseMapping
        return lower.unicodeScalars.first.flatMap { accents[$0] } ?? lower
    }

    private static let accents: [Unicode.Scalar: String] = {
        let groups = [
            "a": "áàâäãåā", "c": "ç", "e": "éèêëē", "i": "íìîï", "o": "óòôöõő", "u": "úùûüű", "n": "ñ",
            "α": "ά", "ε": "έ", "η": "ή", "ι": "ίϊΐ", "ο": "ό", "υ": "ύϋ", "ω": "ώ",
        ]
        var accents: [Unicode.Scalar: String] = [:]
        for (letter, forms) in groups {
            for form in forms.unicodeScalars { accents[form] = letter }
        }
        return accents
    }()
}
