public import PluginKit

/// The stage as a program of its own.
extension ContactsStage: StageProgram {
    public static let version = "1.0.0"
    public static let adds: Set<Addition> = [.annotations]
    public static let window = 8
}
