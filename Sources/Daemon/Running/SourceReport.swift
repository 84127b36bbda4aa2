import Pipeline
import Polling
import StrictYAML

/// How a source does: a row of `bode sources`, and what of it wants a person.
struct SourceReport: Codable, Sendable {
    var name: String
    var kind: String
    /// When it was last asked, whatever came of it.
    var lastAttempt: String?
    var lastSuccess: String?
    /// When it last showed a paper that was new.
    var lastNew: String?
    /// When it is asked next, more or less; `nil` for never.
    var nextPoll: String?
    /// When its first poll was stored.
    var watchedSince: String?
    /// Failures since the last success.
    var failures: Int
    var lastFailure: String?
    /// Why it is polled no more.
    var gone: String?
    /// True where it has shown nothing new for longer than `silent_after`.
    var isSilent: Bool
    /// Since when operators know that it brings no news.
    var silentSince: String?
    var movedTo: String?
    /// Papers that it has shown, each once.
    var papers: Int
    var polls: Int
    var unchangedPolls: Int
    var failedPolls: Int
    /// Papers of its past that wait to be read.
    var history: Int
    /// Papers of a flood that wait for their hour.
    var flood: Int
    /// Papers of a flood that wait for an operator.
    var held: Int
    /// Papers that were set aside while they waited for one or the other.
    var setAside: Int
    var backfill: Progress?

    /// How far a backfill has come.
    struct Progress: Codable, Sendable {
        var since: String
        var announces: Bool
        var papers: Int
        var started: String
        var finished: String?
        var lastFailure: String?
    }

    init(_ settings: SourceSettings, log: any Log, now: Timestamp) async throws(LogFailure) {
        let record = try await log.source(settings.name) ?? SourceRecord(name: settings.name)
        let health = record.health
        (name, kind) = (settings.name, settings.kind)
        lastAttempt = record.lastAttempt?.rfc3339
        lastSuccess = record.lastSuccess?.rfc3339
        lastNew = record.lastNew?.rfc3339
        // Half a chance is the middle of the jitter.
        let due = PollSchedule(every: settings.every, window: settings.window).due(
            after: record, now: now, chance: 0.5)
        nextPoll = due.map { max($0, now).rfc3339 }
        watchedSince = health.watchedSince?.rfc3339
        (failures, lastFailure, gone) = (record.failures, record.lastFailure, record.gone)
        isSilent = HealthRules(silentAfter: settings.silentAfter).isOverdue(record, at: now)
        silentSince = health.silence?.since.rfc3339
        // No news once the configuration says so too.
        let address = try? settings.options.value(for: "url")?.text()
        movedTo = health.movedTo == address ? nil : health.movedTo
        (papers, polls) = (health.papers, health.polls)
        (unchangedPolls, failedPolls) = (health.unchangedPolls, health.failedPolls)
        let history = await Self.backlog(of: Trickle.history(of: settings.name), log)
        let flood = await Self.backlog(of: Trickle.flood(of: settings.name), log)
        let held = await Self.backlog(of: Trickle.held(of: settings.name), log)
        (self.history, self.flood, self.held) = (history.ready, flood.ready, held.ready)
        setAside = history.setAside + flood.setAside + held.setAside
        let past = try await log.source(Backfiller.recordName(of: settings.name))
        backfill = past?.backfill.map {
            Progress(
                since: $0.since.rfc3339, announces: $0.announces, papers: $0.papers,
                started: $0.started.rfc3339, finished: $0.finished?.rfc3339, lastFailure: past?.lastFailure)
        }
    }

    /// Nothing where the source was not there when the state was last used.
    private static func backlog(of reader: Reader, _ log: any Log) async -> Backlog {
        (try? await log.backlog(of: reader)) ?? Backlog()
    }

    // MARK: For people

    /// In a few words.
    var state: String {
        if let gone { return "gone: \(gone)".onOneLine(limit: 120) }
        var words: [String] = []
        if failures > 0 {
            let times = failures > 1 ? "\(failures) times: " : ""
            words.append("fails \(times)" + (lastFailure ?? "unknown").onOneLine(limit: 120))
        }
        if isSilent { words.append("silent") }
        if held > 0 { words.append("\(held) papers held") }
        if flood > 0 { words.append("\(flood) papers of a flood put off") }
        if history > 0 { words.append("\(history) older papers to read") }
        if let backfill, backfill.finished == nil {
            words.append("backfill since \(backfill.since.prefix(10)), \(backfill.papers) papers so far")
        }
        if let movedTo { words.append("moved to \(movedTo.onOneLine(limit: 120))") }
        return words.isEmpty ? "ok" : words.joined(separator: "; ")
    }

    /// What wants a person, one sentence each.
    var concerns: [String] {
        var concerns: [String] = []
        if let gone { concerns.append("source \(name) is gone: \(gone) (bode sources resume \(name))") }
        if failures >= HealthRules.failuresToTell, gone == nil {
            concerns.append("source \(name) fails: \(lastFailure ?? "unknown")")
        }
        if isSilent {
            let since = lastNew ?? watchedSince ?? "its first poll"
            concerns.append(
                "source \(name) has shown nothing new for longer than silent_after, since \(since)")
        }
        if held > 0 {
            concerns.append(
                "source \(name) has \(held) papers held after a flood (bode sources release \(name))")
        }
        if setAside > 0 {
            let papers = setAside == 1 ? "a paper" : "\(setAside) papers"
            concerns.append("source \(name) has \(papers) set aside that waited to be read (bode aside)")
        }
        return concerns
    }

    /// The reports as a table, with times as they are seen at `now`.
    static func table(_ reports: [SourceReport], now: Timestamp) -> String {
        let head = [
            "source", "kind", "last asked", "last success", "last new paper", "next poll", "since", "papers",
            "state",
        ]
        let rows = reports.map { report in
            [report.name, report.kind]
                + [report.lastAttempt, report.lastSuccess, report.lastNew, report.nextPoll].map {
                    Self.distance($0, from: now)
                }
                + [
                    report.watchedSince.map { String($0.prefix(10)) } ?? "-", "\(report.papers)",
                    report.state,
                ]
        }
        return Table.lines([head] + rows).joined(separator: "\n") + "\n"
    }

    /// `12s ago`, `in 3m`: what people look for in a time.
    private static func distance(_ time: String?, from now: Timestamp) -> String {
        guard let time, let moment = Timestamp(rfc3339: time) else { return "never" }
        let seconds = moment.since(now).components.seconds
        let size = seconds.magnitude
        let text =
            switch size {
            case ..<120: "\(size)s"
            case ..<7_200: "\(size / 60)m"
            case ..<172_800: "\(size / 3_600)h"
            default: "\(size / 86_400)d"
            }
        return seconds > 0 ? "in \(text)" : "\(text) ago"
    }
}
