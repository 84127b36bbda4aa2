import Hashing
import Pipeline

/// Names events after what they tell, never after who told it or when.
///
/// An id is `evt_` and the first 26 characters of base32 (130 bits) of a SHA-256 hash. Hashed are the parts one after the
/// other, each as a netstring (D. J. Bernstein, "Netstrings", 1997): its length in bytes in decimal, a colon, the bytes, a
/// comma. So no two lists of parts are the same bytes. The parts are
///
/// - of an answer: `bode-event-1`, the canonical key, the type, the revision, and for all but `published` the SHA-256 of the
///   content in hexadecimal, else nothing;
/// - of a notice: `bode-notice-1`, the type, the subject, the discriminator;
/// - of a promise: `bode-commitment-1`, the type, the promise's id, its term or nothing.
enum EventID {
    static func of(_ change: AnswerChange) -> String {
        of(change.kind, key: change.key, answer: change.answer, revision: change.revision)
    }

    static func of(_ kind: AnswerChange.Kind, key: String, answer: Answer, revision: Int) -> String {
        let fingerprint =
            switch kind {
            // Announced once, whatever it says: a second machine that comes upon a later text tells of the same answer.
            case .published: ""
            case .amended, .withdrawn: hex(SHA256.hash(AnswerContent(answer).letters))
            }
        return hash(["bode-event-1", key, kind.event.rawValue, String(revision), fingerprint])
    }

    /// Of an answer's event, where its parts are known from elsewhere.
    static func of(_ key: String, _ kind: Event.Kind, revision: Int, content: Answer?) -> String {
        let fingerprint = content.map { hex(SHA256.hash(AnswerContent($0).letters)) } ?? ""
        return hash(["bode-event-1", key, kind.rawValue, String(revision), fingerprint])
    }

    static func of(_ notice: Notice) -> String {
        hash(["bode-notice-1", notice.kind.rawValue, notice.subject, notice.discriminator])
    }

    /// Of what became of a promise; another term is another event.
    static func of(_ commitment: CommitmentRecord, _ kind: Event.Kind) -> String {
        hash(["bode-commitment-1", kind.rawValue, commitment.id, commitment.due ?? ""])
    }

    private static let length = 26

    private static func hash(_ parts: [String]) -> String {
        var bytes: [UInt8] = []
        for part in parts { bytes += "\(part.utf8.count):\(part),".utf8 }
        return "evt_" + base32(SHA256.hash(bytes), length: length)
    }
}
