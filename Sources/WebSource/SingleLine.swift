import Pipeline

extension StringProtocol {
    /// The text with its white space collapsed and without what acts on terminals, cut after `longest` bytes.
    package func singleLine(longest: Int = 4096) -> String {
        var result = String.UnicodeScalarView()
        var size = 0
        var isPending = false
        for scalar in unicodeScalars {
            if scalar.actsOnTerminalsOrLines || scalar.properties.isWhitespace {
                isPending = !result.isEmpty
                continue
            }
            size += UTF8.width(scalar) + (isPending ? 1 : 0)
            guard size <= longest else { return String(result) + "…" }
            if isPending { result.append(" ") }
            isPending = false
            result.append(scalar)
        }
        return String(result)
    }
}
