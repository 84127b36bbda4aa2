/// PDF files written by hand: pages of text lines in Helvetica.
enum MinimalPDF {
    /// A PDF with one page for each list of lines.
    ///
    /// `inked`: the numbers, from 0, of pages on which a black square is drawn.
    static func bytes(pages: [[String]], inked: Set<Int> = []) -> [UInt8] {
        var objects: [String] = []
        let pageNumbers = pages.indices.map { 4 + 2 * $0 }
        objects.append("<< /Type /Catalog /Pages 2 0 R >>")
        let kids = pageNumbers.map { "\($0) 0 R" }.joined(separator: " ")
        objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        for (index, lines) in pages.enumerated() {
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(pageNumbers[index] + 1) 0 R "
                    + "/Resources << /Font << /F1 3 0 R >> >> >>")
            let text = lines.map { "(\($0)) Tj T*" }.joined(separator: "\n")
            let ink = inked.contains(index) ? "100 100 300 300 re f\n" : ""
            let content = "\(ink)BT /F1 10 Tf 12 TL 60 780 Td\n\(text)\nET"
            objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
        }
        return assembled(objects)
    }

    /// Text in a place of its own, in points from the page's upper left corner to the line that its letters stand on.
    struct Placed {
        var left: Double
        var top: Double
        var text: String
        var size = 10.0
        var font = Font.roman
        /// In degrees, against the clock.
        var turn = 0
    }

    enum Font: Int { case roman = 1, bold, italic }

    /// A PDF with one page for each list of placed texts.
    static func bytes(placed pages: [[Placed]]) -> [UInt8] {
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
        let kids = pages.indices.map { "\(6 + 2 * $0) 0 R" }.joined(separator: " ")
        objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
        for name in ["Helvetica", "Helvetica-Bold", "Helvetica-Oblique"] {
            objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /\(name) /Encoding /WinAnsiEncoding >>")
        }
        for (index, texts) in pages.enumerated() {
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(7 + 2 * index) 0 R "
                    + "/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>")
            let content = texts.map { text in
                let matrix = text.turn == 90 ? "0 1 -1 0" : "1 0 0 1"
                return
                    "BT /F\(text.font.rawValue) \(text.size) Tf \(matrix) \(text.left) \(842 - text.top) Tm "
                    + "(\(text.text)) Tj ET"
            }.joined(separator: "\n")
            objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
        }
        return assembled(objects)
    }

    /// A PDF of one page whose content stream is `content`, compressed or not as `dictionary` says.
    static func bytes(dictionary: String, content: [UInt8]) -> [UInt8] {
        let head = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
                + "/Resources << /Font << /F1 3 0 R >> >> >>",
        ]
        let stream =
            Array("<< \(dictionary) /Length \(content.count) >>\nstream\n".utf8) + content
            + Array("\nendstream".utf8)
        return assembled(head.map { Array($0.utf8) } + [stream])
    }

    /// A PDF of one page that is nothing but a picture, a byte for each dot.
    static func picture(width: Int, height: Int, gray: [UInt8]) -> [UInt8] {
        let content = "595 0 0 842 0 0 cm /P Do"
        let head = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /XObject << /P 5 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
        ]
        let start =
            "<< /Type /XObject /Subtype /Image /Width \(width) /Height \(height) /ColorSpace /DeviceGray "
            + "/BitsPerComponent 8 /Length \(gray.count) >>\nstream\n"
        return assembled(head.map { Array($0.utf8) } + [Array(start.utf8) + gray + Array("\nendstream".utf8)])
    }

    private static func assembled(_ objects: [String]) -> [UInt8] {
        assembled(objects.map { Array($0.utf8) })
    }

    private static func assembled(_ objects: [[UInt8]]) -> [UInt8] {
        var file = Array("%PDF-1.4\n".utf8)
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.count)
            file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let table = file.count
        file += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            let digits = String(offset)
            file += Array((String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
        }
        file += Array(
            "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
        return file
    }
}
