import Pipeline
import Synchronization

/// Addresses and exceptions that were read and judged before, for requests that come again and again.
final class KnownAddresses: Sendable {
    private struct Known {
        let access: NetworkAccess
        let address: WebAddress
    }

    private let addresses = Mutex<[String: Known]>([:])
    private let policies = Mutex<[[String]: AddressPolicy]>([:])

    /// Some hundreds of sinks may have one each; an address takes up about a kilobyte.
    private static let mostAddresses = 512
    private static let longestAddress = 2048
    private static let mostPolicies = 256

    /// Where a request goes, judged by what it may touch.
    func address(of request: HTTPRequest) throws(HTTPFailure) -> WebAddress {
        // A feed or a paper is asked for too seldom to be remembered.
        guard request.method == .post, request.url.utf8.count <= Self.longestAddress else {
            return try WebAddress(request.url, access: request.access)
        }
        if let known = addresses.withLock({ $0[request.url] }), known.access == request.access {
            return known.address
        }
        let address = try WebAddress(request.url, access: request.access)
        addresses.withLock {
            if $0.count >= Self.mostAddresses { $0 = [:] }
            $0[request.url] = Known(access: request.access, address: address)
        }
        return address
    }

    /// The judge of addresses with these exceptions.
    func policy(allowing exceptions: [String]) throws(InvalidOptions) -> AddressPolicy {
        if let known = policies.withLock({ $0[exceptions] }) { return known }
        let policy = try AddressPolicy(allowing: exceptions)
        policies.withLock {
            if $0.count >= Self.mostPolicies { $0 = [:] }
            $0[exceptions] = policy
        }
        return policy
    }
}
