public import PluginKit

/// The stage as a program of its own: its version, and what it may add.
extension WordyStage: StageProgram {
    public static let version = "0.1.0"
    public static let adds: Set<Addition> = [.annotations]
}
