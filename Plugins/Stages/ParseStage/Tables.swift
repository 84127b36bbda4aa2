import Pipeline

/// Reads tables that have the number of a question in one column, the question in another and the answer in a third.
enum Tables {
    private static let joint: [UInt8] = Array(" | ".utf8)

    /// The lines, with the rows of such tables taken apart into lines that bear markers.
    static func parted(_ lines: [PaperLine]) -> [PaperLine] {
        guard lines.contains(where: { $0.role == .tableRow }) else { return lines }
        var result: [PaperLine] = []
        result.reserveCapacity(lines.count)
        var columns: Columns?
        for line in lines {
            guard line.role == .tableRow else {
                // A page that ends parts no table.
                if !line.isBlank, line.role != .furniture, line.role != .note { columns = nil }
                result.append(line)
                continue
            }
            let cells = cells(of: line)
            if columns == nil, let found = Columns(row: cells.map(\.text)), let parts = found.parts(cells) {
                columns = found
                result += parts
            } else if let found = Columns(cells.map(\.text)) {
                columns = found
                // The head of the table says nothing that its rows do not.
                var head = line
                head.role = .furniture
                result.append(head)
            } else if let columns, let parts = columns.parts(cells) {
                result += parts
            } else if cells.count == 2, Marker.read(cells[0].text)?.role == .question,
                Marker.read(cells[1].text)?.role == .answer
            {
                // Each cell says itself what it is: `Vraag 1 …`, `Antwoord 1 …`.
                result += cells
            } else {
                result.append(line)
            }
        }
        return result
    }

    private static func cells(of line: PaperLine) -> [PaperLine] {
        var cells: [PaperLine] = []
        // A row may begin or end in an empty cell, whose spaces are gone.
        let text = [0x20] + line.text + [0x20]
        var start = 0
        while let gap = text[start...].firstRange(of: " | ") {
            cells.append(cell(line, max(0, start - 1)..<max(0, gap.lowerBound - 1, start - 1)))
            start = gap.upperBound
            // Between two empty cells one space parts both.
            if start < text.count, text[start] == 0x7C { start -= 1 }
        }
        let end = line.text.count
        cells.append(cell(line, min(max(0, start - 1), end)..<end))
        return cells
    }

    private static func cell(_ line: PaperLine, _ range: Range<Int>) -> PaperLine {
        var cell = line
        cell.role = nil
        let text = line.text[range].trimmed
        cell.text = Bytes(text)
        let start = text.isEmpty ? range.lowerBound : text.startIndex
        cell.calls = line.calls.filter { range.contains($0.offset) || $0.offset == range.upperBound }.map {
            NoteCall(label: $0.label, offset: max(0, $0.offset - start), source: $0.source)
        }
        return cell
    }

    /// Which column holds what.
    private struct Columns {
        let number: Int?
        let question: Int
        let answer: Int
        let count: Int

        /// Reads the head of a table; `nil` where a row is none.
        init?(_ cells: [Bytes]) {
            guard cells.count > 1, cells.allSatisfy({ $0.count <= 40 }) else { return nil }
            func column(_ names: [String]) -> Int? {
                cells.firstIndex { cell in names.contains { cell.starts(withFolded: $0) } }
            }
            guard let answer = column(["antwoord", "reactie", "beantwoording"]),
                let question = cells.firstIndex(where: { cell in
                    ["vraag", "vragen", "opmerking"].contains { cell.starts(withFolded: $0) }
                        && !["vraagn", "vraag n"].contains { cell.starts(withFolded: $0) }
                }), question != answer
            else { return nil }
            number =
                column(["nr", "nummer", "no", "#", "vraagn", "vraag n"])
                ?? (question > 0 && cells[0].count < 4 ? 0 : nil)
            (self.question, self.answer, count) = (question, answer, cells.count)
        }

        /// Reads a row of a table that has no head: a number, a question and an answer.
        init?(row cells: [Bytes]) {
            guard cells.count > 2, cells[1].last == 0x3F, !cells[2].isEmpty else { return nil }
            var scanner = ByteScanner(cells[0])
            guard NumberList.read(&scanner) != nil, scanner.atEnd else { return nil }
            (number, question, answer, count) = (0, 1, 2, cells.count)
        }

        /// The numbers before the text of a question that has no column for them, which leave it: `3. Kunt u …`.
        private static func takeNumbers(from cell: inout PaperLine) -> [Int] {
            var scanner = ByteScanner(cell.text)
            guard let numbers = NumberList.read(&scanner) else { return [] }
            let end = scanner.position
            guard end + 1 < cell.text.count, [0x2E, 0x29, 0x3A].contains(cell.text[end]),
                cell.text[end + 1] == 0x20
            else { return [] }
            cell = cell.tail(from: end + 2)
            return numbers
        }

        func parts(_ cells: [PaperLine]) -> [PaperLine]? {
            guard cells.count == count else { return nil }
            var result: [PaperLine] = []
            let words = cells.indices.filter { $0 != question && $0 != answer && !cells[$0].isBlank }
            var scanner = ByteScanner(number.map { cells[$0].text } ?? [])
            var numbers = NumberList.read(&scanner) ?? []
            if numbers.isEmpty, cells[question].isBlank {
                // The answer of the row before goes on.
                guard words.isEmpty else { return nil }
                return [cells[answer]]
            }
            var cells = cells
            var labels = words.map { cells[$0].text }
            if number == nil, numbers.isEmpty {
                let whole = cells[question].text
                numbers = Self.takeNumbers(from: &cells[question])
                labels.append(Bytes(whole.dropLast(cells[question].text.count)))
            }
            var head = cells[question]
            head.text = Bytes(Bytes(labels.joined(separator: joint))[...].trimmed)
            head.calls = []
            head.marker = Marker(
                role: .question, numbers: numbers, textStart: head.text.count, isCertain: true)
            result.append(head)
            result.append(cells[question])
            guard !cells[answer].isBlank else { return result }
            var reply = cells[answer]
            (reply.text, reply.calls) = ([], [])
            reply.marker = Marker(role: .answer, numbers: numbers, textStart: 0, isCertain: true)
            return result + [reply, cells[answer]]
        }
    }
}
