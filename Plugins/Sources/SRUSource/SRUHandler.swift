import Markup
import Pipeline
import WebSource

/// Gathers a page of results from the events of its XML.
///
/// By local names alone: which namespace an element is in differs from one collection to the next, and from SRU 1.2 to 2.0.
struct SRUHandler: XMLHandler {
    struct Name: XMLVocabulary {
        let local: String
        init(_ name: String, in namespace: String) { local = name }
    }

    private(set) var page = SRUPage()
    private var depth = 0
    private var record: (value: SRURecord, valueCount: Int, depth: Int)?
    private var complaint: (parts: [String], depth: Int)?
    private var text: [UInt8]?
    /// What the element at hand is, besides its text: the form of a file, the address of a version.
    private var attribute: String?

    /// Longest text of an element that is kept, in bytes.
    private static let longestText = 16 << 10
    /// Values and files of one record.
    private static let mostValues = 400
    private static let mostRecords = 5_000
    private static let mostComplaints = 20

    mutating func start(_ name: Name, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        depth += 1
        text = []
        attribute = nil
        if depth == 1 {
            guard ["searchRetrieveResponse", "diagnostics", "diagnostic"].contains(name.local) else {
                throw .refused("its root element is '\(name.local.singleLine(longest: 80))'")
            }
        }
        switch name.local {
        case "diagnostic" where complaint == nil: complaint = ([], depth)
        case "record" where record == nil && complaint == nil:
            guard page.records.count < Self.mostRecords else {
                throw .tooLarge("more than \(Self.mostRecords) records in a page")
            }
            record = (SRURecord(), 0, depth)
        case "itemUrl": attribute = attributes["manifestation"]?.singleLine(longest: 64).lowercased()
        case "hasVersion":
            if let address = attributes["resourceIdentifier"], record != nil { add(version: address) }
        default: break
        }
    }

    mutating func text(_ text: [UInt8]) {
        guard let size = self.text?.count, size < Self.longestText else { return }
        self.text? += text
    }

    mutating func end(_ name: Name) {
        // What has elements within has no text of its own that counts.
        let gathered = text?.singleLine() ?? ""
        text = nil
        if let (parts, start) = complaint {
            if depth == start {
                finish(parts)
            } else if name.local != "uri", !gathered.isEmpty, parts.count < 4 {
                complaint?.parts.append(gathered)
            }
        } else if let start = record?.depth {
            if depth == start {
                if let value = record?.value { page.records.append(value) }
                record = nil
            } else if !gathered.isEmpty {
                add(gathered, named: name.local)
            }
        } else if name.local == "numberOfRecords" {
            page.total = Int(gathered).map { max(0, $0) }
        } else if name.local == "nextRecordPosition" {
            page.next = Int(gathered)
        }
        depth -= 1
    }

    private mutating func add(_ text: String, named name: String) {
        guard let count = record?.valueCount, count < Self.mostValues else { return }
        record?.valueCount = count + 1
        if name == "itemUrl" {
            record?.value.files.append((attribute ?? "", text))
        } else {
            record?.value.values[name, default: []].append(text)
        }
    }

    private mutating func add(version: String) {
        guard let count = record?.value.versions.count, count < 32 else { return }
        record?.value.versions.append(version.singleLine())
    }

    /// A complaint in place of a record is about that record alone.
    private mutating func finish(_ parts: [String]) {
        if record != nil {
            record?.value.isComplaint = true
        } else if page.complaints.count < Self.mostComplaints {
            page.complaints.append(parts.isEmpty ? "it does not say why" : parts.joined(separator: ": "))
        }
        complaint = nil
    }
}
