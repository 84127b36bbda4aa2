import CurlHTTP
import Pipeline
import PipelineTesting

/// A suite about requests to a server of its own.
protocol HTTPSuite {
    var server: LoopbackServer { get }
}

extension HTTPSuite {
    func request(
        _ path: String, headers: [(name: String, value: String)] = [], redirects: Int = 5,
        timeout: Duration = .seconds(20),
        limit: Int = 16 << 20, stops: Bool = false
    ) -> HTTPRequest {
        HTTPRequest(
            url: server.url(path), headers: headers, access: access, mostRedirects: redirects,
            timeout: timeout,
            largestBody: limit, stopsAtLargestBody: stops)
    }

    var access: NetworkAccess { NetworkAccess(allowedAddresses: [server.allow], allowsPlainHTTP: true) }

    func client(connectionsOfServer: Int = 6) async -> CurlHTTP {
        var settings = CurlHTTP.Settings(userAgent: "bode/0 (+desk@example.org)")
        settings.mostTransfersOfServer = connectionsOfServer
        // The machine may be slow.
        settings.longestIdle = .seconds(60)
        return await CurlHTTP(settings)
    }
}
