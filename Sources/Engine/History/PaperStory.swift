package import Pipeline

/// All that is known of one paper: where it was seen, what was made of it, who was told.
package struct PaperStory: Codable, Sendable {
    /// What happened to a message at a reader, for people.
    package struct Step: Codable, Sendable {
        package var reader: String
        package var sequence: Int64
        package var appended: String
        /// `done`, `open`, `waiting until …`, `set aside`.
        package var state: String
        package var reason: String?
        package var attempts: [Attempt]
    }

    package struct Attempt: Codable, Sendable {
        package var time: String
        /// Why it failed; absent where it did not.
        package var failure: String?
    }

    /// A time at which a source showed the paper in words that were new.
    package struct Sighting: Codable, Sendable {
        package var source: String
        package var seen: String
        /// Why nobody is told of it: `baseline`, `old`, `held`, `backfill`.
        package var quiet: String?
        package var intake: Step
    }

    package struct AnswerLine: Codable, Sendable {
        package var key: String
        package var numbers: [Int]
        package var revision: Int
        package var firstSeen: String
        /// True where an event tells of it, as far as the log goes back.
        package var isAnnounced: Bool
        /// Who was told, in a few words.
        package var announcement: String
        package var isSuperseded: Bool
        package var themes: [String]
        package var begins: String
    }

    package struct Telling: Codable, Sendable {
        package var id: String
        package var type: String
        package var appended: String
        package var answer: String?
        package var watches: [String]
        /// One for each sink that it goes to.
        package var deliveries: [Step]
        /// True where an operator had it sent once more.
        package var isReplay: Bool
    }

    package var identity: String
    package var names: [String] = []
    package var title: String?
    package var kind: String?
    package var source: String?
    package var published: String?
    package var firstSeen: String?
    package var url: String?
    package var isWithdrawn = false
    package var original: OriginalReference?
    package var sightings: [Sighting] = []
    /// When it was given to stages outside the process, and what became of that.
    package var stages: [Step] = []
    /// When it was read and had passed the stages, and what the archive made of that.
    package var readings: [Step] = []
    package var answers: [AnswerLine] = []
    package var events: [Telling] = []
    /// What this story cannot tell, and why.
    package var gaps: [String] = []
}
