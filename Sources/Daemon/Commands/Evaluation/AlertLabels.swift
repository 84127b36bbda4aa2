import Host
import Pipeline

/// Which papers somebody who keeps a watch wants to hear of: a table of file, label and note, parted by tabs.
///
/// `yes` and `part`, a substantive part, want an alert; `mention`, a list or a passing line, and `no` want none. A paper that is
/// not listed wants none.
struct AlertLabels {
    enum Label: String {
        case yes, part, mention, no
        var wantsAlert: Bool { self == .yes || self == .part }
    }

    struct Row {
        var label: Label
        var note: String
    }

    /// By the path below the folder of documents.
    let rows: [String: Row]

    private static let largestFile = 4 << 20

    /// - Throws: ``EvaluationProblem`` that names the line that is wrong.
    init(_ path: String) throws(EvaluationProblem) {
        let text: String
        do throws(FileFailure) {
            text = String(decoding: try Files.read(path, limit: Self.largestFile), as: UTF8.self)
        } catch { throw EvaluationProblem("\(error)") }
        var rows: [String: Row] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map {
                String($0.filter { $0 != "\r" })
            }
            guard !line.hasPrefix("#"), fields.count >= 2, fields[0] != "file" else { continue }
            guard let label = Label(rawValue: fields[1]) else {
                throw EvaluationProblem(
                    "\(path):\(index + 1): '\(fields[1].onOneLine(limit: 60))' is none of yes, part, mention and no"
                )
            }
            rows[fields[0]] = Row(label: label, note: fields.count > 2 ? fields[2] : "")
        }
        self.rows = rows
    }
}
