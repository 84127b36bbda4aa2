import Pipeline

extension HTTPFailure {
    /// Why it was refused, if it was.
    var refusal: String? {
        guard case .refused(let why) = self else { return nil }
        return why
    }

    /// What failed on the way, if anything did.
    var fault: String? {
        guard case .failed(let why) = self else { return nil }
        return why
    }
}
