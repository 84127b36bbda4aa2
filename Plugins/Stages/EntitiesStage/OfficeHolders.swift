import Language
import Pipeline

/// Who held which office when, so that `minister Kaag` is Sigrid Kaag in the years in which she was.
struct OfficeHolders: Sendable {
    /// An office, and the first and last year in which it was held.
    struct Term: Sendable {
        let office: String
        let years: ClosedRange<Int>

        /// Reads `minister van Defensie 2012/2017`; an open end is a year without another.
        init?(_ text: String) {
            guard let space = text.lastIndex(of: " ") else { return nil }
            let years = text[text.index(after: space)...].split(
                separator: "/", omittingEmptySubsequences: false)
            guard let first = years.first.flatMap({ Int($0) }), (1900...2200).contains(first) else {
                return nil
            }
            let last = years.count > 1 ? Int(years[1]) ?? 2200 : first
            guard years.count < 3, last >= first else { return nil }
            office = String(text[..<space])
            self.years = first...last
        }
    }

    private struct Holder {
        let canonical: String
        let id: String?
        let initial: Character?
        let terms: [Term]
    }

    private var bySurname: [[Word]: [Holder]] = [:]

    mutating func add(_ entry: GazetteerFile.Entry) {
        guard !entry.held.isEmpty else { return }
        let words = entry.canonical.split(whereSeparator: { $0 == " " || $0 == "-" }).map { Word($0) }
        let holder = Holder(
            canonical: entry.canonical, id: entry.id, initial: words.first?.letters.first, terms: entry.held)
        bySurname[PersonName.surname(words), default: []].append(holder)
    }

    /// True for the surname of a member of a government, folded.
    func isSurname(_ words: [Word]) -> Bool { bySurname[words] != nil }

    /// The one person who is meant by a name after the title of a minister.
    ///
    /// - Parameters:
    ///   - words: the name, folded.
    ///   - date: of the paper; without it the surname must have been borne by one only.
    /// - Returns: `nil` where nobody is, or several are.
    func holder(named words: [Word], on date: CalendarDay?) -> (canonical: String, id: String?)? {
        let surname = PersonName.surname(words)
        guard var found = bySurname[surname] else { return nil }
        if words.count > surname.count { found.removeAll { $0.initial != words.first?.letters.first } }
        if let date, found.count > 1 || words.count == surname.count {
            found.removeAll { !$0.terms.contains { $0.years.contains(Int(date.year)) } }
        }
        guard found.count == 1, let one = found.first else { return nil }
        return (one.canonical, one.id)
    }
}

/// How the name of a person is made.
enum PersonName {
    /// The words by which a person is called after the first time: from the first small word on, or the last word.
    static func surname(_ words: [Word]) -> [Word] {
        let infix = words.indices.dropFirst().first {
            $0 < words.count - 1
                && (OfficeWords.infixes.contains(words[$0]) || NameCues.personalInfixes.contains(words[$0]))
        }
        if let infix { return Array(words[infix...]) }
        if let first = words.first, words.count > 1, OfficeWords.infixes.contains(first) { return words }
        return words.last.map { [$0] } ?? []
    }
}
