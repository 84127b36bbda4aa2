extension ChildProcess.Status {
    /// What the status of `bode-plugin` says of the program that it ran.
    package var inWords: String {
        switch self {
        case .exited(126): "could not be started"
        case .exited(127): "was not found"
        case .exited(let code) where code > 128: "was ended by signal \(code - 128)"
        case .exited(let code): "ended with status \(code)"
        case .signalled(let signal): "was ended by signal \(signal)"
        }
    }
}
