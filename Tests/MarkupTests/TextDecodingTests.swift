import Markup
import Testing

@Suite struct TextDecodingTests {
    private func decoded(_ bytes: [UInt8], charset: String? = nil) throws(MarkupFailure) -> String {
        String(
            decoding: try TextDecoding.utf8(bytes, charset: charset, declaration: .xml, limit: 1 << 20),
            as: UTF8.self)
    }

    private func document(_ encoding: String, _ bytes: [UInt8]) -> [UInt8] {
        Array("<?xml version='1.0' encoding='\(encoding)'?><a>".utf8) + bytes + "</a>".utf8
    }

    struct Case: CustomTestStringConvertible {
        let encoding: String
        let bytes: [UInt8]
        let text: String
        var testDescription: String { encoding }
    }

    @Test(arguments: [
        Case(encoding: "koi8-r", bytes: [0xC4, 0xC1], text: "да"),
        Case(encoding: "windows_1251", bytes: [0xE4, 0xE0], text: "да"),
        Case(encoding: "437", bytes: [0x80], text: "Ç"), Case(encoding: "macroman", bytes: [0x80], text: "Ä"),
        Case(encoding: "gb2312", bytes: [0x86, 0xD1], text: "喲"),
        Case(encoding: "x-sjis", bytes: [0x87, 0x40], text: "①"),
        Case(encoding: "euc-kr", bytes: [0xB0, 0xA1], text: "가"),
        Case(encoding: "big5", bytes: [0xA4, 0xA4], text: "中"),
        Case(encoding: "iso-8859-9", bytes: [0x80], text: "€"),
    ])
    func `reads what the declaration says, and what is really meant by it`(_ item: Case) throws {
        #expect(try decoded(document(item.encoding, item.bytes)).hasSuffix("<a>\(item.text)</a>"))
    }

    @Test func `believes no claim against a text that is UTF-8 beyond doubt`() throws {
        for encoding in ["iso-8859-1", "windows-1252", "koi8-r", "iso-8859-15", "ibm037", "utf-7"] {
            let bytes = document(encoding, Array("één – 中".utf8))
            #expect(try decoded(bytes).hasSuffix("<a>één – 中</a>"), "\(encoding)")
            #expect(try decoded(bytes, charset: encoding).hasSuffix("<a>één – 中</a>"), "\(encoding)")
        }
        // Not by accident: a few letters of Latin-1 are no UTF-8.
        #expect(try decoded(document("iso-8859-1", [0xE9, 0xE8])).hasSuffix("<a>éè</a>"))
    }

    @Test func `takes no sequence by accident for UTF-8, and no UTF-8 for windows-1252`() throws {
        // « doué », with spaces that do not break, is E9 A0 BB.
        let french: [UInt8] = [0xAB, 0xA0, 0x64, 0x6F, 0x75, 0xE9, 0xA0, 0xBB, 0x20, 0xE9, 0xE8, 0xE0, 0x20]
        let expected = "«\u{A0}doué\u{A0}» éèà"
        #expect(
            try decoded(document("utf-8", Array(repeating: french, count: 3).flatMap(\.self))).contains(
                expected))
        #expect(try decoded(document("iso-8859-1", french)).contains(expected))
        #expect(try decoded(document("iso-8859-1", [0xDF, 0xBB, 0x20, 0xE9])).contains("ß» é"))
        // One template in Latin-1 around texts in UTF-8.
        let mixed = document("iso-8859-1", Array("één – ’ ".utf8) + [0xF8])
        #expect(try decoded(mixed).contains("één – ’ ø"))
    }

    @Test func `replaces the few bytes that are wrong, and refuses a text that is none in its encoding`()
        throws
    {
        let one = document("shift_jis", [0x82, 0xA0, 0xFF, 0x82, 0xA0])
        #expect(try decoded(one).hasSuffix("<a>あ\u{FFFD}あ</a>"))
        let many = document("shift_jis", Array(repeating: 0xFF, count: 100))
        #expect(throws: MarkupFailure.self) { try decoded(many) }
        let utf16: [UInt8] = [0xFE, 0xFF, 0, 0x61, 0xD8, 0, 0, 0x62]
        #expect(try decoded(utf16) == "a\u{FFFD}b")
    }

    @Test func `finds UTF-32 and EBCDIC by how they begin`() throws {
        let wide = "<a>é</a>".unicodeScalars.flatMap { [0, 0, UInt8($0.value >> 8), UInt8($0.value & 0xFF)] }
        #expect(try decoded(wide) == "<a>é</a>")
        // <?xml encoding='cp037'?><a>é</a> as a large machine writes it.
        let large: [UInt8] = [
            0x4C, 0x6F, 0xA7, 0x94, 0x93, 0x40, 0x85, 0x95, 0x83, 0x96, 0x84, 0x89, 0x95, 0x87, 0x7E, 0x7D,
            0x83,
            0x97, 0xF0, 0xF3, 0xF7, 0x7D, 0x6F, 0x6E, 0x4C, 0x81, 0x6E, 0x51, 0x4C, 0x61, 0x81, 0x6E,
        ]
        #expect(try decoded(large) == "<?xml encoding='cp037'?><a>é</a>")
    }

    @Test func `gives characters that have the numbers of windows-1252 their own`() {
        let text = Windows1252.mended(Array("don\u{92}t \u{80}5 « é \u{9F}".utf8))
        #expect(String(decoding: text, as: UTF8.self) == "don’t €5 « é Ÿ")
        #expect(Windows1252.mended([0x61, 0xC2]) == [0x61, 0xC2])
    }

    @Test func `makes the same text of bytes as the library does, whether they are UTF-8 or not`() {
        let texts: [[UInt8]] = [
            [], Array("kort".utf8), Array("één kort".utf8), Array(repeating: 0x61, count: 100),
            Array("een antwoord van één bladzijde 🇳🇱".utf8), [0xFF] + Array(repeating: 0x61, count: 40),
            Array(repeating: 0x61, count: 40) + [0xC3],
            Array("afgebroken in een teken dat er twee heeft é".utf8.dropLast()),
            Array(repeating: 0x61, count: 40) + [0xED, 0xA0, 0x80],
            Array(repeating: 0x61, count: 40) + [0xC0, 0x80],
        ]
        for bytes in texts {
            #expect(String(wellFormed: bytes) == String(decoding: bytes, as: UTF8.self))
            #expect(
                Array(String(wellFormed: bytes).utf8) == Array(String(decoding: bytes, as: UTF8.self).utf8))
        }
    }
}
