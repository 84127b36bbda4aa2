import Language
import Testing

@Suite struct ListTextTests {
    @Test(
        "lines end where characters end lines, and are those that characters would give",
        arguments: [
            "", "\n", "één\ntwee", "een\r\ntwee\r\n\r\ndrie\n", "een\rtwee\u{B}drie\u{C}vier",
            "a\u{85}b\u{2028}c\u{2029}d",
            "Â é „citaat”\u{E2} – …\tcel|vorm", "\r", "\r\r\n",
        ])
    func cutsLines(_ text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        #expect(ListText.lines(of: text) == lines)
    }

    @Test("cells may be empty, and parts may not")
    func cutsCells() {
        let cells = ListText.cells(of: "place\tAgadès\t\tAgadez|Agades||")
        #expect(cells == ["place", "Agadès", "", "Agadez|Agades||"])
        #expect(ListText.parts(of: cells[3]) == ["Agadez", "Agades"])
        #expect(ListText.parts(of: "").isEmpty)
        #expect(ListText.cells(of: "") == [""])
    }

    @Test("a remark begins with a number sign")
    func knowsRemarks() {
        #expect(Substring("# lijst").isRemark)
        #expect(!Substring(" # lijst").isRemark)
        #expect(!Substring("").isRemark)
    }
}
