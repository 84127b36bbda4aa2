import CurlHTTP
import SQLiteLog

/// What this build is.
package enum Version {
    package static let text = "0.1.0"

    /// With the libraries whose versions matter when something is odd.
    package static var full: String {
        "bode \(text)\nSQLite \(SQLiteLog.libraryVersion)\n\(CurlHTTP.libraryVersion)"
    }
}
