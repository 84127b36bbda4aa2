extension CurlHTTP {
    /// What holds for every request.
    package struct Settings: Sendable {
        /// `bode/VERSION (+CONTACT)`: who asks, and how to reach them.
        package var userAgent: String
        /// Transfers at the same time; fewer where the process may open few files.
        package var mostTransfers = 256
        /// Of one server, which is a host and a port: a last limit, far above what one feed or sink may have by its own
        /// manners, so that a sink that does not answer leaves room for another on the same server.
        package var mostTransfersOfServer = 64
        /// Connections that are open, those that wait for the next request among them.
        package var mostConnections = 256
        /// A connection that was idle for longer is not used again, in whole seconds: shorter than the five after which many
        /// servers close one, perhaps while a request is on its way.
        package var longestIdle = Duration.seconds(3)
        package var connectTimeout = Duration.seconds(10)
        /// In bytes a second; a transfer slower than this for ``lowestSpeedTime`` has timed out.
        package var lowestSpeed = 100
        package var lowestSpeedTime = Duration.seconds(30)
        /// A file of certificate authorities in PEM; the system's where it is `nil`.
        package var authorities: String?

        package init(userAgent: String) { self.userAgent = userAgent }
    }
}
