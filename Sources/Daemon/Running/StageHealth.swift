import Engine
import Pipeline

/// How a stage outside the process does, for `bode status`.
struct StageHealth: Codable, Hashable, Sendable {
    enum State: String, Codable, Sendable {
        case running, restarting, disabled
        /// It is configured no more, and what waits for it goes on without it.
        case removed
    }

    var state: State
    /// Since when it is disabled, or when it is started again.
    var time: String?
    var reason: String?
    /// How often it was started again since the daemon runs.
    var restarts: Int
    /// Whether papers wait while it is disabled.
    var isRequired: Bool

    static let removed = StageHealth(state: .removed, restarts: 0, isRequired: false)

    private init(state: State, restarts: Int, isRequired: Bool) {
        (self.state, self.restarts, self.isRequired) = (state, restarts, isRequired)
    }

    /// `restarts`: how often its program was started again.
    init(of stage: any OutsideStage, restarts: Int = 0) async {
        self.init(state: .running, restarts: restarts, isRequired: stage.isRequired)
        switch await stage.condition {
        case .running: break
        case .restarting(let due, let why): (state, time, reason) = (.restarting, due.rfc3339, why)
        case .disabled(let since, let why): (state, time, reason) = (.disabled, since.rfc3339, why)
        }
    }

    /// In a few words.
    var text: String {
        switch state {
        case .running: "ok"
        case .restarting: "starts again at \(time ?? "-"): \(reason ?? "-")"
        case .disabled: "disabled since \(time ?? "-"): \(reason ?? "-")"
        case .removed: "configured no more; its papers go on without it"
        }
    }
}
