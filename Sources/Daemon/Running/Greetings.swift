import Engine
import Pipeline
import PluginHost
import PluginProtocol
import StrictYAML

/// Asks the programs of a configuration whether they can work with their options.
struct Greetings: Sendable {
    private struct Guest: Sendable {
        /// `stage/similar`, `sink/pager`.
        var name: String
        var program: OutsideProgram
        var role: PluginRole
        var place: YAMLValue
        var fingerprint: Fingerprint
    }

    private let guests: [Guest]
    private let hosting: Hosting

    init(outside: [OutsidePart], sinks: [SinkSettings], programs: ProgramSinks, _ hosting: Hosting) {
        self.hosting = hosting
        var guests = outside.map {
            Guest(
                name: StageReader.reader(of: $0.name).name, program: $0.settings.program, role: .stage,
                place: $0.settings.place, fingerprint: $0.fingerprint)
        }
        for program in programs.programs {
            guard let sink = sinks.first(where: { $0.name == program.name }) else { continue }
            guests.append(
                Guest(
                    name: Courier.reader(of: program.name).name, program: program, role: .sink,
                    place: sink.options, fingerprint: Fingerprint([sink.options.canonical])))
        }
        self.guests = guests
    }

    /// Greets every program that `known` does not have in the same way, all at once.
    ///
    /// - Returns: what is wrong with programs that give no answer; they may be mended while the daemon runs.
    /// - Throws: what a program says of its options, at their place.
    func exchange(besides known: Greetings? = nil) async throws(ConfigurationProblem) -> [String] {
        let settled = Set(known?.guests.map { Fingerprint([$0.name, $0.fingerprint.text]) } ?? [])
        let new = guests.filter { !settled.contains(Fingerprint([$0.name, $0.fingerprint.text])) }
        let answers = await withTaskGroup(of: (Int, GreetingFailure?).self) { group in
            for (index, guest) in new.enumerated() {
                group.addTask { (index, await failure(of: guest)) }
            }
            return await group.reduce(into: [Int: GreetingFailure]()) { $0[$1.0] = $1.1 }
        }
        var warnings: [String] = []
        for (index, guest) in new.enumerated() {
            switch answers[index] {
            case .refused(let why): throw ConfigurationProblem("\(problem(why, of: guest))")
            case .failed(let why):
                let what = guest.role == .stage ? "its papers wait" : "its events wait"
                warnings.append("\(guest.name) gives no answer, so \(what): \(why)")
            case nil: break
            }
        }
        return warnings
    }

    /// Removes what programs left behind, where none of them runs any more.
    func clear() { hosting.clear() }

    private func failure(of guest: Guest) async -> GreetingFailure? {
        let host = guest.role == .stage ? hosting.stages : hosting.sinks
        do throws(GreetingFailure) {
            _ = try await host.greet(guest.program, role: guest.role)
            return nil
        } catch { return error }
    }

    private func problem(_ why: InvalidOptions, of guest: Guest) -> YAMLProblem {
        let options = (try? guest.place.value(for: "options")).flatMap { $0 }
        let option = (try? options?.value(for: why.option)).flatMap { $0 }
        let place = option ?? options ?? guest.place
        let path = option == nil ? "\(guest.place.path).options.\(why.option)" : place.path
        return place.problem("\(path): \(why.problem.onOneLine(limit: 500))")
    }
}
