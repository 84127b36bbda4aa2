package import Pipeline

extension HTTPResponse {
    /// The charset parameter of its content type.
    package var charset: String? {
        for parameter in header("content-type")?.split(separator: ";").dropFirst() ?? [] {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == "charset" else { continue }
            return pair[1].filter { $0 != " " && $0 != "\"" && $0 != "'" }
        }
        return nil
    }
}
