import Engine
import Host
import Pipeline

/// `bode show`: a paper's whole story.
package enum ShowCommand {
    package static func run(_ configuration: String, name: String, isJSON: Bool) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let story: PaperStory = try await ControlDesk.ask(.show(name: name), of: settings)
            guard !isJSON else {
                Environment.say(JSONText.string(story) + "\n")
                return .success
            }
            let stored = story.original.map {
                Files.exists("\(settings.state)/originals/\($0.sha256.prefix(2))/\($0.sha256)")
            }
            Environment.say(StoryText(story, isOriginalStored: stored ?? false).text)
            return .success
        }
    }
}

/// A paper's story for people.
struct StoryText {
    private(set) var text = ""

    init(_ story: PaperStory, isOriginalStored: Bool) {
        line((story.title ?? "a paper that is not archived").onOneLine(limit: 300))
        field("paper", story.identity)
        if !story.names.isEmpty { field("also", story.names.joined(separator: ", ")) }
        field("source", story.source)
        field("kind", story.kind)
        field("published", story.published)
        field("first seen", story.firstSeen)
        field("address", story.url)
        if story.isWithdrawn { field("withdrawn", "its source took it back") }
        if let original = story.original {
            let place = isOriginalStored ? "stored" : "no longer stored"
            field(
                "original", "sha256 \(original.sha256), \(original.mediaType ?? "of unknown type"), \(place)")
            if original.url != story.url { field("fetched at", original.url) }
        }
        section("seen")
        for sighting in story.sightings {
            let quiet = sighting.quiet.map { " (archived without an alert: \($0))" } ?? ""
            line("  \(sighting.seen)  at \(sighting.source)\(quiet)")
            add(
                sighting.intake,
                as: sighting.intake.reader == "intake" ? "fetch and stages" : "waits its turn")
        }
        if !story.stages.isEmpty { section("given to stages outside the process") }
        for step in story.stages {
            line("  \(step.appended)")
            add(step, as: step.reader)
        }
        if !story.readings.isEmpty { section("read, and through the stages") }
        for reading in story.readings {
            line("  \(reading.appended)")
            add(reading, as: "archive")
        }
        section("answers")
        if story.answers.isEmpty { line("  none") }
        for answer in story.answers { add(answer) }
        section("told")
        if story.events.isEmpty { line("  nobody") }
        for event in story.events { add(event) }
        for gap in story.gaps { line("- \(gap)") }
    }

    private mutating func add(_ answer: PaperStory.AnswerLine) {
        var marks = [answer.announcement]
        if answer.revision > 1 { marks.append("revision \(answer.revision)") }
        if answer.isSuperseded { marks.append("superseded") }
        if !answer.themes.isEmpty { marks.append(answer.themes.joined(separator: ", ")) }
        let number = answer.key.lastIndex(of: "#").map { String(answer.key[$0...]) } ?? answer.key
        line("  \(number)  \(marks.joined(separator: "; "))  \(answer.begins)".onOneLine(limit: 400))
    }

    private mutating func add(_ event: PaperStory.Telling) {
        let watches = event.watches.isEmpty ? "" : " for \(event.watches.joined(separator: ", "))"
        let again = event.isReplay ? " (sent once more)" : ""
        let about = event.answer.flatMap { key in key.lastIndex(of: "#").map { " \(key[$0...])" } } ?? ""
        line("  \(event.appended)  \(event.type)\(about)\(watches)\(again)  \(event.id)")
        for delivery in event.deliveries { add(delivery, as: delivery.reader) }
    }

    private mutating func add(_ step: PaperStory.Step, as name: String) {
        let isDelivered = step.attempts.last.map { $0.failure == nil } ?? false
        let when = isDelivered ? step.attempts.last.map { " at \($0.time)" } ?? "" : ""
        let why = step.reason.map { ": \($0)" } ?? ""
        line("    \(name): \(step.state)\(when)\(why)".onOneLine(limit: 500))
        let failures = step.attempts.filter { $0.failure != nil }
        for attempt in failures {
            line("      \(attempt.time)  \((attempt.failure ?? "").onOneLine(limit: 300))")
        }
    }

    private mutating func section(_ name: String) { line("\n\(name)") }

    private mutating func field(_ name: String, _ value: String?) {
        guard let value else { return }
        line(
            "  \(name)\(String(repeating: " ", count: max(1, 12 - name.count)))\(value.onOneLine(limit: 600))"
        )
    }

    private mutating func line(_ line: String) { text += line + "\n" }
}
