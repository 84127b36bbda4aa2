import Daemon
import Logging
import Pipeline
import Testing

@Suite struct LogOutputTests {
    static let hostile =
        "a\u{1B}]0;owned\u{07}\r\nlevel=error msg=\"forged\"\u{85}\u{2028}\u{202E}\\ \u{9B}31m"

    @Test("a record is one line without anything that acts on a terminal", arguments: LogOutput.Form.allCases)
    func oneLine(_ form: LogOutput.Form) {
        let record = LogOutput.record(.warning, Self.hostile, at: Timestamp(seconds: 0), form)
        #expect(record.unicodeScalars.allSatisfy { !$0.actsOnTerminalsOrLines })
    }

    @Test("logfmt quotes what would end the message early")
    func quotes() {
        let record = LogOutput.record(.info, #"say "no" \ twice"#, at: nil, .logfmt)
        #expect(record == #"level=info msg="say \"no\" \\ twice""#)
    }

    @Test("JSON carries the same fields")
    func json() throws {
        let record = LogOutput.record(.error, Self.hostile, at: Timestamp(seconds: 0), .json)
        let fields = try JSONText.decode([String: String].self, from: Array(record.utf8))
        #expect(fields == ["level": "error", "msg": Self.hostile, "time": "1970-01-01T00:00:00Z"])
    }
}
