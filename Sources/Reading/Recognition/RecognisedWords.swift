/// Reads Tesseract's table of words (`tsv`): one to a line, with its place on the page and the line of text that it is in.
/// https://tesseract-ocr.github.io/tessdoc/Command-Line-Usage.html
struct RecognisedWords {
    private struct Word {
        var line: [Int]
        var left: Double
        var top: Double
        var width: Double
        var height: Double
        var text: [UInt8]
    }

    private var words: [Word] = []

    /// Single signs of which it is less sure than this, of 100, are specks; words are kept, since a doubtful word is a word.
    private static let leastSure = 30.0
    private static let mostWords = 20_000

    init(_ table: [UInt8]) {
        for row in table.split(separator: 0x0A) where words.count < Self.mostWords {
            let fields = row.split(separator: 0x09, maxSplits: 11, omittingEmptySubsequences: false)
            guard fields.count == 12, fields[0].elementsEqual([0x35]) else { continue }
            let numbers = fields[1..<11].map { field in
                // Neither "nan" nor what is off any page.
                Double(String(decoding: field, as: UTF8.self)).flatMap { abs($0) <= 1e5 ? $0 : nil }
            }
            let text = Array(fields[11].drop { $0 == 0x20 })
            guard !numbers.contains(nil), let sureness = numbers.last ?? nil,
                text.contains(where: { $0 > 0x20 }), text.count > 1 || sureness >= Self.leastSure
            else { continue }
            let values = numbers.compactMap(\.self)
            words.append(
                Word(
                    line: values[1...3].map { Int($0) }, left: values[5], top: values[6], width: values[7],
                    height: values[8], text: text))
        }
    }

    /// The words as runs of text, one to a line or to a piece of it where a gap is wide.
    func runs(pointsPerDot scale: Double) -> [PDFRun] {
        let heights = words.map(\.height).sorted()
        guard !heights.isEmpty else { return [] }
        let usual = heights[heights.count / 2]
        // Small letters of a line are two thirds as high as its type; what is near the usual is the usual.
        let size = (usual * scale * 1.3 * 2).rounded() / 2
        var runs: [PDFRun] = []
        var line: [Int] = []
        for word in words {
            let (left, right) = (word.left * scale, (word.left + word.width) * scale)
            if word.line == line, let last = runs.last, left - last.right < 1.2 * size {
                runs[runs.count - 1].text += [0x20] + TextLines.visible(word.text).utf8
                runs[runs.count - 1].right = max(last.right, right)
                runs[runs.count - 1].top = min(last.top, word.top * scale)
                runs[runs.count - 1].bottom = max(last.bottom, (word.top + word.height) * scale)
            } else {
                runs.append(
                    PDFRun(
                        text: Array(TextLines.visible(word.text).utf8), left: left, right: right,
                        top: word.top * scale, bottom: (word.top + word.height) * scale, size: size))
            }
            line = word.line
        }
        return runs
    }
}
