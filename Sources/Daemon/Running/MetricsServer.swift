import Engine
import Host
import Pipeline

/// Serves metrics and health on loopback, where the configuration asks for it.
struct MetricsServer: Sendable {
    let address: LoopbackHTTP.Address
    let pulse: Pulse
    let surroundings: Surroundings
    /// The metrics in Prometheus' text format.
    let metrics: @Sendable () async -> String

    /// How long to wait before an address that is taken is tried again.
    private static let pause = Duration.seconds(30)

    /// Serves until told to stop.
    func run() async {
        let server = LoopbackHTTP(at: address) { path in await answer(path) }
        while !surroundings.stop.isStopped, !Task.isCancelled {
            guard let problem = await server.open() else { break }
            surroundings.note(.error, "metrics cannot be served at \(address): \(problem); trying again")
            await surroundings.stop.interrupting { try? await Task.sleep(for: MetricsServer.pause) }
        }
        await surroundings.stop.wait()
        await server.close()
    }

    private func answer(_ path: String) async -> LoopbackHTTP.Answer? {
        switch path {
        case "/metrics":
            return LoopbackHTTP.Answer(
                await metrics(), contentType: "text/plain; version=0.0.4; charset=utf-8")
        case "/healthz":
            guard !pulse.isAlive else { return LoopbackHTTP.Answer("ok\n") }
            return LoopbackHTTP.Answer(
                "the parts have not answered for \(Pulse.patience.components.seconds) s\n", status: 503)
        case "/readyz":
            // It is served once the database is open and the configuration accepted; a log that fails shows here.
            do throws(LogFailure) {
                _ = try await surroundings.log.backlog(of: Archivist.reader)
                return LoopbackHTTP.Answer("ok\n")
            } catch { return LoopbackHTTP.Answer("the log fails\n", status: 503) }
        default: return nil
        }
    }
}
