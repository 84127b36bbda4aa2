import JSONSource
import Markup
import Pipeline
import WebSource

/// An answer to a written question as a page of HTML: who asked what, who answered what.
///
/// It is laid out as Parliament's own daily reports have long been: a heading, `NAME (PARTY, SEAT): question`,
/// `NAME (BODY): answer`. The same record always gives the same bytes.
struct UKAnswerPage {
    let html: String

    /// - Parameter question: the record of a question; `nil` where it has no answer.
    init?(_ question: JSONValue) {
        guard let answer = question.rawText("answerText"), !HTMLText.plain(answer).isEmpty,
            let asked = question.rawText("questionText")
        else { return nil }
        let heading = Self.escaped(question.text("heading") ?? "Written question")
        var head = ["<meta charset=\"utf-8\">", "<title>\(heading)</title>"]
        for (name, value) in [
            ("identifier", question.text("uin")), ("issued", Self.day(question)?.description),
        ] {
            guard let value else { continue }
            head.append("<meta name=\"dcterms.\(name)\" content=\"\(Self.escaped(value))\">")
        }
        let asker = Self.label(
            question.text(Self.names("askingMember")) ?? "Question",
            question.text(["askingMember.party"]), question.text("askingMember.memberFrom"))
        let answerer = Self.label(
            question.text(Self.names("answeringMember")) ?? "Answer",
            question.text(["answeringBodyName", "answeringBody.name"]))
        let body =
            ["<h1>\(heading)</h1>", "<p>\(Self.escaped(Self.particulars(question)))</p>"]
            + [
                // Questions are plain text, where answers have tags.
                Self.passage(asker, asked, isMarkup: Self.firstParagraph(of: Array(asked.utf8)) != nil),
                Self.passage(answerer, answer, isMarkup: Self.hasTags(Array(answer.utf8))),
            ]
        html =
            (["<!DOCTYPE html>", "<html lang=\"en-GB\">", "<head>"] + head + ["</head>", "<body>"] + body
            + ["</body>", "</html>"]).joined(separator: "\n") + "\n"
    }

    private static func names(_ member: String) -> [String] {
        [member + ".name", member + ".nameDisplayAs", member + ".listAs"]
    }

    private static func day(_ question: JSONValue) -> CalendarDay? { question.timestamp("dateAnswered")?.day }

    /// Where and when: `House of Commons, Written Question 12345, tabled on 10 November 2026, …`.
    private static func particulars(_ question: JSONValue) -> String {
        var text = "House of \(question.text("house") ?? "Commons"), Written Question"
        if let number = question.text("uin") { text += " " + number }
        let isHolding = question.flag("answerIsHolding") == true
        let days = [
            ("tabled", "dateTabled"), (isHolding ? "holding answer given" : "answered", "dateAnswered"),
            ("corrected", "dateAnswerCorrected"),
        ]
        for (what, field) in days {
            if let day = question.timestamp(field)?.day { text += ", \(what) on \(english(day))" }
        }
        let grouped = [
            "groupedQuestions", "groupedQuestions.questionUin", "groupedQuestionsDates.questionUin",
        ]
        if let others = grouped.lazy.map({ question.texts($0) }).first(where: { !$0.isEmpty }) {
            text += ", grouped with " + listed(others)
        }
        return text + "."
    }

    private static func listed(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func english(_ day: CalendarDay) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return "\(day.day) \(months.indices.contains(day.month - 1) ? months[day.month - 1] : "") \(day.year)"
    }

    /// `Ann Example (Labour, Sampleton):`, escaped.
    private static func label(_ name: String, _ particulars: String?...) -> String {
        let known = particulars.compactMap { $0 }.joined(separator: ", ")
        return escaped(known.isEmpty ? "\(name):" : "\(name) (\(known)):")
    }

    /// A passage with its label before its first paragraph.
    private static func passage(_ label: String, _ text: String, isMarkup: Bool) -> String {
        let bytes = Array(text.utf8)
        guard isMarkup else {
            // Text without tags has paragraphs all the same, and perhaps `&#39;` for an apostrophe.
            let isPlain = !hasReferences(bytes)
            let paragraphs = text.split(whereSeparator: \.isNewline)
                .map { escaped(String($0).singleLine(longest: .max), ampersands: isPlain) }
                .filter { !$0.isEmpty }
            return "<p>\(label) " + paragraphs.joined(separator: "</p>\n<p>") + "</p>"
        }
        guard let start = firstParagraph(of: bytes) else {
            // A table or a list has no room for a label, and running text needs a paragraph of its own.
            let isBlock = bytes.first { $0 > 0x20 } == UInt8(ascii: "<")
            return isBlock ? "<p>\(label)</p>\n\(text)" : "<p>\(label) \(text)</p>"
        }
        return "<p>\(label) " + String(decoding: bytes[start...], as: UTF8.self)
    }

    /// Where the text of the paragraph begins with which the markup begins.
    private static func firstParagraph(of bytes: [UInt8]) -> Int? {
        guard let open = bytes.firstIndex(where: { $0 > 0x20 }), open + 2 < bytes.count,
            bytes[open] == UInt8(ascii: "<"), bytes[open + 1] | 0x20 == UInt8(ascii: "p"),
            bytes[open + 2] == UInt8(ascii: ">") || bytes[open + 2] <= 0x20,
            let end = bytes[open...].firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        return end + 1
    }

    private static func hasTags(_ bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { mark, next in
            mark == UInt8(ascii: "<")
                && ((0x61...0x7A).contains(next | 0x20) || next == UInt8(ascii: "/")
                    || next == UInt8(ascii: "!"))
        }
    }

    private static func hasReferences(_ bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { mark, next in
            mark == UInt8(ascii: "&") && ((0x61...0x7A).contains(next | 0x20) || next == UInt8(ascii: "#"))
        }
    }

    private static func escaped(_ text: String, ampersands: Bool = true) -> String {
        (ampersands ? text.replacing("&", with: "&amp;") : text)
            .replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
