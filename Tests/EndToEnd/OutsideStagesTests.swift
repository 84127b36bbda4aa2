import Foundation
import PipelineTesting
import ProgramTesting
import Testing

/// A stage that is a program in Python, from the paper to the alert.
@Suite(
    "Stages outside the process", .timeLimit(.minutes(3)),
    // What it runs is written in Python, which a machine may not have.
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
struct OutsideStagesTests {
    /// Says of each answer how long it is; dies of papers that are called deadly, and sets odd ones aside.
    private static let program = #"""
        #!/usr/bin/python3
        import json, os, sys, time
        options = {}
        for line in sys.stdin:
            message = json.loads(line)
            if message["type"] == "hello":
                options = message["options"]
                if options.get("mode") == "picky":
                    answer = {"type": "refuse", "option": "mode", "problem": "must not be picky"}
                else:
                    answer = {"type": "ready", "protocol": "bode-plugin/1", "name": "length", "version": "1",
                              "role": "stage", "adds": ["annotations"], "window": 4}
            else:
                title = message["document"]["title"]
                if "Dodelijk" in title:
                    os._exit(9)
                if options.get("mode") == "dies":
                    os._exit(3)
                if "Raar" in title:
                    answer = {"type": "set_aside", "id": message["id"], "reason": "a title that is odd"}
                else:
                    time.sleep(options.get("pause", 0))
                    answer = {"type": "done", "id": message["id"], "answers": [
                        {"index": index, "annotations": [
                            {"kind": "length", "text": f"{len(one['answer'])} tekens, bewerkt"}]}
                        for index, one in enumerate(message["answers"])]}
            print(json.dumps(answer), flush=True)
        """#

    /// A room whose papers pass the program behind `parse`; `more` is what else its configuration says.
    private func room(_ more: String = "", query: String = "*") throws -> Newsroom {
        let room = try Newsroom(query: query)
        let path = "\(room.directory)/length.py"
        try Self.program.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        try room.edit {
            $0.replacing(
                "watches:", with: "stages: [parse, {length: {run: [./length.py]\(more)}}, themes]\nwatches:")
        }
        return room
    }

    private func run(
        _ room: Newsroom, _ arguments: String...
    ) async throws -> (status: Int32, output: String) {
        try await ProgramTesting.run(
            [Newsroom.program] + arguments + ["-c", "\(room.directory)/bode.yaml"])
    }

    private func publish(_ room: Newsroom, _ id: String, _ title: String = "Brief", _ text: String? = nil) {
        room.publish(
            .init(
                id: id, title: title,
                body: """
                    <!doctype html><html><body><p>Aanhangsel van de Handelingen</p>
                    <p>Vragen van het lid Voorbeeld (D66) aan de Minister van Buitenlandse Zaken over \(id).</p>
                    <p>Vraag 1</p><p>Bent u bekend met zaak \(id)?</p><p>Antwoord 1</p>
                    <p>\(text ?? "Ja, zaak \(id) is bekend.")</p></body></html>
                    """))
    }

    @Test("told to stop before it is ready, the daemon ends well and takes its programs along")
    func early() async throws {
        let room = try Newsroom()
        let path = "\(room.directory)/mute.sh"
        let mute = "#!/bin/sh\necho mute as ever >&2\nexec sleep 600\n"
        try mute.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        try room.edit {
            $0.replacing("watches:", with: "stages: [parse, {mute: {run: [./mute.sh]}}]\nwatches:")
        }
        try room.start()
        try await room.until { room.log.contains("mute as ever") }
        #expect(room.stop() == 0)
        #expect(room.log.contains("stopped before it was ready"))
    }

    private func started(_ room: Newsroom) async throws {
        try room.start()
        try await room.until { room.log.contains("first poll") }
    }

    @Test("what a program says reaches the watch that asks for it, the alert, and everyone who looks")
    func passes() async throws {
        let room = try room(query: "annotation:length NOT annotation:nothing")
        try await started(room)
        publish(room, "een")
        try await room.until { try room.events().count == 1 && room.deliveries.count == 1 }
        let data = try #require(try room.events().first?["data"] as? [String: Any])
        let annotations = try #require(data["annotations"] as? [[String: Any]])
        #expect(annotations.count == 1 && annotations[0]["stage"] as? String == "length")
        #expect((annotations[0]["text"] as? String)?.hasSuffix("tekens, bewerkt") == true)
        #expect((data["themes"] as? [Any])?.isEmpty == true, "the stage behind it ran")
        let status = try await run(room, "status")
        #expect(status.status == 0 && status.output.contains("stage/length"), "\(status.output)")
        let stages = try await run(room, "stage")
        #expect(stages.status == 0 && stages.output.contains("length  0"), "\(stages.output)")
        #expect(try await run(room, "search", "annotation:length").output.contains("zaak een"))
        #expect(try await run(room, "show", "een").output.contains("given to stages outside the process"))
        let metrics = try await run(room, "metrics").output
        #expect(metrics.contains(#"bode_stage_disabled{reader="stage/length"} 0"#))
        #expect(metrics.contains(#"bode_stage_seconds_count{stage="length"} 1"#))
        let tapped = try await run(room, "tap", "stage/length", "--since", "1h", "--limit", "1")
        let line = try JSONSerialization.jsonObject(with: Data(tapped.output.utf8)) as? [String: Any]
        #expect((line?["message"] as? [String: Any])?["passed"] as? [String] == ["parse"], "\(tapped.output)")
        let events = try await run(room, "tap", "events", "--since", "1h", "--limit", "1").output
        #expect(
            events.contains(#""event":{"data""#) && events.contains(#""sinks":["alerts","desk"]"#),
            "\(events)")
        #expect(try await run(room, "tap", "event", "--limit", "1").output.contains("did you mean 'events'?"))
        #expect(try await run(room, "stage", "resume", "length").output.contains("is not disabled"))
        #expect(room.stop() == 0)
        #expect(try await run(room, "stage", "resume", "length").output.contains("bode is not running"))
        #expect(try await run(room, "tap", "documents").output.split(separator: "\n").count == 1)
        #expect(try await run(room, "status").output.contains("stage/length"))
    }

    @Test("what a program refuses is said at its place, by check, at the start and by a reload")
    func refuses() async throws {
        let room = try room(", options: {mode: picky}")
        let checked = try await run(room, "check")
        #expect(checked.status == 78 && checked.output.contains("must not be picky"), "\(checked.output)")
        #expect(checked.output.contains("bode.yaml:"), "\(checked.output)")
        try room.start()
        #expect(room.waitUntilExit() == 78)
        #expect(room.log.contains("must not be picky"))
        try room.edit { $0.replacing("mode: picky", with: "mode: kind") }
        #expect(try await run(room, "check").status == 0)
        try await started(room)
        try room.edit { $0.replacing("mode: kind", with: "mode: picky") }
        let reloaded = try await run(room, "reload")
        #expect(reloaded.status == 78 && reloaded.output.contains("must not be picky"), "\(reloaded.output)")
        try room.edit { $0.replacing("[./length.py]", with: "[/bin/false]") }
        let warned = try await run(room, "check")
        #expect(
            warned.status == 0 && warned.output.contains("warning: stage/length gives no answer"),
            "\(warned.output)")
    }

    @Test("a paper that the program will not have, or dies of, is set aside; the others are told")
    func setsAside() async throws {
        let room = try room()
        try await started(room)
        publish(room, "raar", "Raar stuk")
        publish(room, "dood", "Dodelijk stuk")
        publish(room, "goed")
        try await room.until { try room.events().count == 1 }
        try await room.until { try await run(room, "aside").output.split(separator: "\n").count == 2 }
        let listed = try await run(room, "aside").output
        #expect(listed.contains("length: a title that is odd"))
        #expect(listed.contains("3 times with this paper alone in its hands"), "\(listed)")
        #expect(try room.events(in: "operations.ndjson").count == 2)
        #expect(try await run(room, "status").status == 1)
        // The program is mended, and they are tried again.
        try room.edit { $0.replacing("run: [./length.py]", with: "run: [./length.py], options: {}") }
        let path = "\(room.directory)/length.py"
        let mended = try String(contentsOfFile: path, encoding: .utf8).replacing(
            "\"Raar\" in", with: "\"Raarder\" in"
        )
        .replacing("\"Dodelijk\" in", with: "\"Dodelijker\" in")
        try mended.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        #expect(try await run(room, "reload").output.contains("stage/length"))
        #expect(
            try await run(room, "aside", "retry", "stage/length").output.contains(
                "2 messages are tried again"))
        try await room.until { try room.events().count == 3 }
        #expect(try await run(room, "status").status == 0)
    }

    @Test("papers wait for a required program that is disabled, and come when it is resumed")
    func holds() async throws {
        // Ten deaths within ten minutes take a while, so it refuses its options once they are taken.
        let room = try room()
        try await started(room)
        let path = "\(room.directory)/length.py"
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        try whole.replacing(#"options.get("mode") == "picky""#, with: "True").write(
            toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        publish(room, "een")
        try await room.until { try room.events(in: "operations.ndjson").count == 1 }
        #expect(try room.events(in: "operations.ndjson").first?["type"] as? String == "bode.stage.disabled")
        let status = try await run(room, "status")
        #expect(
            status.status == 1 && status.output.contains("its papers wait (bode stage resume length)"),
            "\(status.output)")
        #expect(try await run(room, "stage").status == 1)
        #expect(try room.events().isEmpty)
        try whole.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        #expect(try await run(room, "stage", "resume", "length").output == "stage length runs again\n")
        try await room.until { try room.events().count == 1 }
        try await room.until { try room.events(in: "operations.ndjson").count == 2 }
        #expect(try room.events(in: "operations.ndjson").last?["type"] as? String == "bode.stage.recovered")
    }

    @Test("what waits for a stage that is taken out of the configuration goes on without it")
    func drains() async throws {
        let room = try room(", options: {pause: 600}, deadline: 1h")
        try await started(room)
        for id in 1...6 { publish(room, "zaak-\(id)") }
        try await room.until {
            try await run(room, "status", "--json").output.contains(#""name":"stage/length","#)
        }
        try await room.until {
            try await run(room, "tap", "stage/length", "--since", "1h", "--limit", "6").output.split(
                separator: "\n"
            ).count == 6
        }
        #expect(try room.events().isEmpty)
        try room.edit {
            $0.replacing("{length: {run: [./length.py], options: {pause: 600}, deadline: 1h}}, ", with: "")
        }
        #expect(try await run(room, "reload").status == 0)
        try await room.until { try room.events().count == 6 }
        #expect(room.stop() == 0)
    }

    @Test("killed again and again, no paper is lost and none is told twice")
    func kills() async throws {
        let room = try room(", options: {pause: 0.1}")
        try await started(room)
        for id in 1...20 { publish(room, "zaak-\(id)") }
        for round in 0..<6 {
            try await Task.sleep(for: .milliseconds(500 + 150 * round))
            room.stop(with: SIGKILL)
            try room.start()
        }
        try await room.until { try room.events().count >= 20 }
        try await room.polls(2)
        let subjects = try room.events().compactMap { $0["subject"] as? String }
        #expect(subjects.count == 20 && Set(subjects).count == 20)
        #expect(try await run(room, "status").status == 0)
        room.stop()
    }

    @Test("once waits for it, and read runs it on a paper by itself")
    func trials() async throws {
        let room = try room()
        #expect(try await run(room, "once").status == 0)
        publish(room, "een")
        #expect(try await run(room, "once").status == 0)
        #expect(try room.events().count == 1)
        let paper = "\(room.directory)/paper.txt"
        try "Vraag 1\nBent u bekend?\nAntwoord 1\nJa, bekend.\n".write(
            toFile: paper, atomically: true, encoding: .utf8)
        let read = try room.command(
            "read", "--stages", "parse", "--stage", "\(room.directory)/length.py", paper)
        #expect(read.status == 0 && read.output.contains("11 tekens, bewerkt"), "\(read.output)")
        let refused = try room.command(
            "read", "--stage", "\(room.directory)/length.py", "--options", #"{"mode": "picky"}"#, paper)
        #expect(
            refused.status == 69 && refused.output.contains("--options: mode: must not be picky"),
            "\(refused.output)")
        #expect(try room.command("read", "--stage", "/nowhere.py", paper).status == 64)
    }
}
