import CurlHTTP
import MailSink
import Pipeline
import PipelineTesting
import Testing

/// What a document says must not be able to end a message, a header or a command.
@Suite(.timeLimit(.minutes(1)))
struct MailSmugglingTests {
    static let payloads = [
        "\r\n.\r\nMAIL FROM:<evil@example.com>\r\nRCPT TO:<victim@example.org>\r\nDATA\r\nSubject: owned\r\n\r\nx\r\n.\r\n",
        "\n.\nMAIL FROM:<evil@example.com>\n", "\r.\rMAIL FROM:<evil@example.com>\r",
        "\n.\r\nMAIL FROM:<evil@example.com>\r\n",
        "\r\n.\nQUIT\n", "\r\n.\rQUIT\r", "\r\r\n.\r\r\nQUIT\r\r\n", "\u{0}\r\n.\r\n\u{0}QUIT",
        "\n\n.\n\nRSET\n",
        "\u{85}.\u{85}QUIT\u{85}", "\u{2028}.\u{2028}QUIT\u{2029}", "\u{B}.\u{C}QUIT",
        "x\r\nBcc: victim@example.org\r\n",
        "x\nSubject: other\n", "x\r\n\r\n<script>alert(1)</script>",
        "=?UTF-8?Q?=0D=0ABcc:_victim@example.org?=",
        "=0D=0A.=0D=0A", "--=_boundary--\r\n", ".", "..\r\n...\r\n.hidden\r\n",
        "From nobody\r\nFrom: evil@example.com",
        String(repeating: "x", count: 5_000), String(repeating: "é🦜", count: 2_000),
        String(repeating: " ", count: 3_000) + "\r\n.",
        "\u{202E}gro.elpmaxe@livE\u{202C}", "\" <victim@example.org>, \"", "\\\r\n.\\\r\n", "\t\r\n\t.\r\n",
    ]

    @Test(arguments: payloads.indices)
    func `arrives as one message, with nothing from the document in its frame`(
        _ index: Int
    ) async throws {
        let payload = Self.payloads[index]
        let server = LoopbackMailServer()
        let client = await CurlHTTP(userAgent: "bode/0")
        for digest in [nil, MailSink.Digest.hourly] {
            try await deliver(payload, digest, to: server, by: client)
        }
        #expect(server.violations == [])
        #expect(server.mails.count == 2)
        for mail in server.mails {
            #expect(mail.recipients == ["desk@example.org"])
            #expect(mail.sender == "bode@example.org")
            let lines = mail.text.split(separator: "\r\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.utf8.count <= 78 })
            let head = lines.prefix { !$0.isEmpty }
            let names = head.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
            #expect(Set(names).count == names.count)
            #expect(
                Set(names).subtracting(["References"]) == [
                    "Date", "From", "To", "Subject", "Message-ID", "List-Id", "Auto-Submitted",
                    "MIME-Version",
                    "Content-Type",
                ])
            #expect(mail.message.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0D || $0 == 0x0A })
            let html = mail.text.split(separator: "text/html", maxSplits: 1).last
            #expect(html?.contains("<script") == false)
        }
    }

    private func deliver(
        _ payload: String, _ digest: MailSink.Digest?, to server: LoopbackMailServer, by client: CurlHTTP
    ) async throws {
        var options = MailSink.Options(
            server: "127.0.0.1", from: "bode@example.org", to: ["desk@example.org"])
        (options.port, options.allow, options.digest) = (Int(server.port), [server.allow], digest)
        (options.security, options.insecure) = (MailSubmission.Security.none, true)
        let clock = ManualClock()
        let sink = try MailSink(
            name: "desk", options,
            services: SinkServices(
                services: Services(http: HTTPTable(), mail: client, clock: clock), directory: "/nonexistent"
            ) { _ throws(InvalidOptions) in "" })
        let text = JSONText.string(payload)
        var event = sampleEvent(1)
        event.json = """
            {"id":\(text),"type":"bode.answer.published","subject":\(text),"time":\(text),"data":{"question":\(text),
            "answer":\(text),"section":\(text),"document":{"title":\(text),"date":\(text),"url":\(text)},"watches":[\(text)],
            "asked_by":[{"name":\(text),"party":\(text)}],"answered_by":[{"name":\(text),"role":\(text)}],
            "themes":[{"id":\(text),"score":1,"evidence":[]}],"references":[{"id":\(text)}],
            "entities":[{"type":"place","canonical":\(text)}],"commitments":[{"text":\(text),"due":\(text)}]}}
            """
        event.id = payload
        for _ in 0..<3 {
            _ = await sink.deliver([event])
            if digest != nil { clock.advance(by: .seconds(3_600)) }
            if !server.mails.isEmpty, digest == nil { return }
            if server.mails.count == 2 { return }
        }
    }
}
