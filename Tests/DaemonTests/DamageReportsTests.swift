import Daemon
import Engine
import Pipeline
import PipelineTesting
import Synchronization
import Testing

@Suite struct DamageReportsTests {
    @Test("each damaged message is a line in the log, and operators are told of the first of a day")
    func once() throws {
        let clock = ManualClock()
        let lines = Mutex<[String]>([])
        let reports = DamageReports(
            OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: ["ops"]), clock: clock,
            note: { _, text in lines.withLock { $0.append(text) } })
        func report(_ sequence: Int64) throws -> Event? {
            let message = Message(
                topic: .publications, sequence: sequence, key: "paper-\(sequence)", payload: [],
                appended: clock.now)
            return try reports.report(message, Reader("intake", of: .publications), "it is damaged").map {
                try JSONText.decode(from: $0.payload)
            }
        }
        let first = try #require(try report(1))
        #expect(first.kind == .documentSetAside && first.subject == "paper-1" && first.sinks == ["ops"])
        #expect(first.json.contains("message 1 is set aside by intake"))
        #expect(try report(2) == nil)
        clock.advance(by: DamageReports.interval)
        #expect(try report(3)?.subject == "paper-3")
        #expect(lines.withLock { $0.count } == 3)
        #expect(lines.withLock { $0[1] } == "message 2 (paper-2) is set aside by intake: it is damaged")
    }
}
