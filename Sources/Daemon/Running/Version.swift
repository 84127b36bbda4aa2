import CurlHTTP
import SQLiteLog

/// What this build is.
package enum Version {
    package static let text = "0.1.0"

    /// The libraries whose versions matter when something is odd.
    static var libraries: String {
        "\(SQLiteLog.engine), \(CurlHTTP.libraryVersion.split(separator: " ").prefix(2).joined(separator: " "))"
    }

    /// With everything that libcurl was built with.
    package static var full: String { "bode \(text)\n\(SQLiteLog.engine)\n\(CurlHTTP.libraryVersion)" }
}
