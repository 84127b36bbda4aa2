import Hashing
import Pipeline

/// A message in the form of RFC 5322, as plain text and as HTML, from which the reader's program takes what it prefers.
struct MailMessage {
    var from: MailAddress
    var to: [MailAddress]
    var subject: String
    /// What stays the same when it is sent again; without the angle brackets.
    var id: String
    /// Messages that it belongs to, such as all about one answer.
    var references: [String]
    /// What mail programs file by: `sink.bode.domain`.
    var list: String
    var date: Timestamp
    var plain: String
    var html: String

    /// The whole of it, in lines that end with CR LF.
    var bytes: [UInt8] {
        let boundary = "=_" + base32(SHA256.hash(id.utf8), length: 26)
        var head = "Date: \(Self.date(date))\r\n"
        head += MailEncoding.header("From", [from])
        head += MailEncoding.header("To", to)
        head += MailEncoding.header("Subject", subject)
        head += "Message-ID: <\(id)>\r\n"
        if !references.isEmpty {
            head += "References:" + references.map { "\r\n <\($0)>" }.joined() + "\r\n"
        }
        head += "List-Id: <\(list)>\r\n"
        // Out-of-office programs answer people, not services (RFC 3834).
        head += "Auto-Submitted: auto-generated\r\n"
        head += "MIME-Version: 1.0\r\n"
        head += "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"\r\n\r\n"
        var bytes = Array(head.utf8)
        for (type, text) in [("plain", plain), ("html", html)] {
            bytes += "--\(boundary)\r\nContent-Type: text/\(type); charset=utf-8\r\n".utf8
            bytes += "Content-Transfer-Encoding: quoted-printable\r\n\r\n".utf8
            bytes += MailEncoding.quotedPrintable(text)
        }
        bytes += "--\(boundary)--\r\n".utf8
        return bytes
    }

    /// RFC 5322 §3.3, in UTC: `Thu, 26 Nov 2026 07:30:00 +0000`.
    private static func date(_ time: Timestamp) -> String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let day = time.day
        let weekday = Int(((day.daysSinceEpoch % 7) + 7) % 7)
        let clock = time.rfc3339.drop { $0 != "T" }.dropFirst().prefix(8)
        return "\(days[weekday]), \(day.day) \(months[day.month - 1]) \(day.year) \(clock) +0000"
    }
}
