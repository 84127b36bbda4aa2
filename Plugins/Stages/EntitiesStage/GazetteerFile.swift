import Language
import Pipeline

/// One tab-separated file of names; the form is described beside the files, in `gazetteers/README.md`.
struct GazetteerFile {
    struct Entry {
        let category: Gazetteer.Category
        let canonical: String
        let id: String?
        /// Every way to write it, the canonical name first; none of a list of first names is canonical.
        let forms: [String]
        let phrases: [(Phrase, isDemonym: Bool)]
        /// The forms, and the adjectives and inhabitants.
        var allForms: [String] { forms + demonyms }
        var demonyms: [String] = []
        /// The offices that a person held.
        var held: [OfficeHolders.Term] = []
        /// The line of its file, from 1.
        let line: Int
    }

    private(set) var entries: [Entry] = []

    private static let columns = ["kind", "canonical", "id", "forms", "demonyms", "held"]
    /// Columns that the first line must name; the others may be left out.
    private static let required = 5

    init(_ file: DataFile) throws(InvalidOptions) {
        var width = 0
        for (index, line) in ListText.lines(of: file.text).enumerated() {
            func problem(_ column: Int, _ message: String) -> InvalidOptions {
                InvalidOptions(file.path, "\(index + 1):\(column): \(message)")
            }
            guard !line.isEmpty, !line.isRemark else { continue }
            let cells = ListText.cells(of: line)
            guard width > 0 else {
                guard cells.count >= Self.required,
                    cells.elementsEqual(Self.columns.prefix(cells.count), by: ==)
                else {
                    let names = Self.columns.prefix(Self.required).joined(separator: ", ")
                    throw problem(1, "the first line must name the columns: \(names)")
                }
                width = cells.count
                continue
            }
            guard cells.count <= width else {
                throw problem(1, "there are \(cells.count) columns, where \(width) are known")
            }
            func cell(_ column: Int) -> Substring { column < cells.count ? cells[column] : "" }
            guard let category = Gazetteer.Category(String(cell(0))) else {
                throw problem(1, "'\(cell(0))' is no kind of name")
            }
            guard !cell(1).isEmpty else {
                throw problem(cell(0).count + 2, "the canonical name is missing")
            }
            let (canonical, forms) = (String(cell(1)), ListText.parts(of: cell(3)))
            guard category != .given else {
                entries.append(
                    Entry(
                        category: category, canonical: canonical, id: nil, forms: forms, phrases: [],
                        line: index + 1))
                continue
            }
            var entry: Entry
            do throws(NameProblem) {
                entry = try Entry(
                    category: category, canonical: canonical, id: cell(2).isEmpty ? nil : String(cell(2)),
                    forms: forms, demonyms: ListText.parts(of: cell(4)), line: index + 1)
            } catch { throw problem(1, error.message) }
            for text in ListText.parts(of: cell(5)) {
                guard let term = OfficeHolders.Term(text) else {
                    throw problem(
                        1, "'\(text)' is no office with its term, like 'minister van Defensie 2012/2017'")
                }
                entry.held.append(term)
            }
            entries.append(entry)
        }
    }
}

/// Why a name cannot be looked for.
struct NameProblem: Error {
    let message: String
}

extension GazetteerFile.Entry {
    /// A name with its forms.
    init(
        category: Gazetteer.Category, canonical: String, id: String? = nil, forms: [String],
        demonyms: [String] = [],
        line: Int
    ) throws(NameProblem) {
        var phrases: [(Phrase, Bool)] = []
        let all = [canonical] + forms
        for (form, isDemonym) in all.map({ ($0, false) }) + demonyms.map({ ($0, true) }) {
            guard let phrase = Phrase(form, capitals: Self.capitals(of: form)) else {
                throw NameProblem(message: "'\(form)' has no letters")
            }
            phrases.append((phrase, isDemonym))
        }
        self.init(
            category: category, canonical: canonical, id: id, forms: all, phrases: phrases,
            demonyms: demonyms, line: line)
    }

    /// What ``Phrase/Capitals/asWritten(in:)`` says, without taking the words of plain names apart; there are thousands of them.
    private static func capitals(of form: String) -> Phrase.Capitals {
        var (capitals, smalls, others) = (0, 0, 0)
        for byte in form.utf8 {
            switch byte {
            case 0x41...0x5A: capitals += 1
            case 0x61...0x7A: smalls += 1
            case 0x30...0x39: others += 1
            // Several words, or letters that are not plain.
            case 0x80...: return .asWritten(in: form)
            default: return capitals > 0 && smalls > 0 ? .initial : .asWritten(in: form)
            }
        }
        if capitals == 0 { return .ignored }
        return smalls == 0 && capitals + others > 1 ? .exact : .initial
    }
}
