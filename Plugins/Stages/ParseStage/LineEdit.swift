/// A change to the text of a line, of which its calls must hear.
enum LineEdit {
    case space(before: Int)
    case removal(of: Int)

    fileprivate var place: Int {
        switch self {
        case .space(let place), .removal(let place): place
        }
    }
}

extension PaperLine {
    /// Applies `edits`, whose places ascend, in one pass.
    mutating func apply(_ edits: [LineEdit]) {
        guard !edits.isEmpty else { return }
        var result: Bytes = []
        result.reserveCapacity(text.count + edits.count)
        var (copied, call) = (0, 0)
        var moved = calls
        for edit in edits where edit.place >= copied && edit.place < text.count {
            let shift = result.count - copied
            while call < calls.count, calls[call].offset <= edit.place {
                moved[call].offset += shift
                call += 1
            }
            result += text[copied..<edit.place]
            copied = edit.place
            switch edit {
            case .space: result.append(0x20)
            case .removal: copied += 1
            }
        }
        for index in call..<max(call, calls.count) { moved[index].offset += result.count - copied }
        result += text[copied...]
        (text, calls) = (result, moved)
    }
}
