import Pipeline
import Processes

/// Sees a program to its end, step by step.
enum Farewell {
    /// Between the steps: end of input, SIGTERM, SIGKILL for it and all that came of it.
    ///
    /// A last one kills the launcher, where that hangs, which kills the plugin and perhaps not all that came of it.
    static let grace = Duration.seconds(5)

    /// Begins; cancelled when the program has ended.
    ///
    /// `isAsked`: at once with SIGTERM, without leave to finish what it has in hand.
    static func begin(
        _ conversation: Result<Conversation, ProcessFailure>, clock: any Clock, isAsked: Bool
    ) -> Task<Void, Never>? {
        guard let talk = try? conversation.get() else { return nil }
        return Task {
            func rest() async -> Bool {
                (try? await clock.sleep(until: clock.now.adding(grace))) != nil
            }
            if !isAsked, await !rest() { return }
            talk.terminate()
            guard await rest() else { return }
            talk.quit()
            guard await rest() else { return }
            talk.kill()
        }
    }
}
