import Markup
package import Pipeline
package import WebSource

/// Asks a service that answers in JSON.
package struct JSONService: Sendable {
    package let network: SourceNetwork
    private let services: Services
    /// Sent with every request: never a key in the address, where logs would show it.
    private let headers: [(name: String, value: String)]
    /// The option that names the key, for the message when it is not accepted.
    private let keyOption: String?

    /// The largest answer, in bytes after decoding.
    package static let largestAnswer = 16 << 20
    /// The longest that an answer may take.
    package static let timeout = Duration.seconds(120)

    package init(
        _ network: SourceNetwork, services: Services, accept: String = "application/json",
        authorization: String? = nil, keyOption: String? = nil
    ) {
        (self.network, self.services, self.keyOption) = (network, services, keyOption)
        headers =
            [(name: "Accept", value: accept)]
            + (authorization.map { [(name: "Authorization", value: $0)] } ?? [])
    }

    package var now: Timestamp { services.clock.now }

    /// What polls may touch: with a key only the service's own host, lest a redirect carries the key elsewhere.
    private var polling: NetworkAccess {
        var access = network.polling
        if keyOption != nil, let host = network.address.host { access.hosts = [host] }
        return access
    }

    /// What the service gives at `address`.
    ///
    /// - Parameters:
    ///   - address: where to ask.
    ///   - access: what may be touched; where polls may unless said.
    /// - Returns: the JSON, and the address that gave it.
    /// - Throws: ``JSONRefusal`` for every status but 200, and for what is no JSON.
    package func ask(
        _ address: String, access: NetworkAccess? = nil
    ) async throws(JSONRefusal) -> JSONAnswer {
        let request = HTTPRequest(
            url: address, headers: headers, access: access ?? polling, timeout: Self.timeout,
            largestBody: Self.largestAnswer)
        let answer: HTTPResponse
        do throws(HTTPFailure) { answer = try await services.http.perform(request) } catch {
            throw JSONRefusal(failure: PollFailure(error), status: nil)
        }
        guard answer.status == 200 else {
            throw JSONRefusal(failure: failure(answer), status: answer.status)
        }
        do throws(PollFailure) {
            return JSONAnswer(value: try Self.json(answer), url: answer.url, movedTo: answer.movedTo)
        } catch {
            throw JSONRefusal(failure: error, status: answer.status)
        }
    }

    private func failure(_ answer: HTTPResponse) -> PollFailure {
        guard answer.status == 401 || answer.status == 403, let keyOption else {
            let says = Self.complaint(answer).map { " (\($0))" } ?? ""
            switch PollFailure(answer, now: now) {
            case .temporary(let why, let notBefore): return .temporary(why + says, notBefore: notBefore)
            case .denied(let why, let notBefore): return .denied(why + says, notBefore: notBefore)
            case let failure: return failure
            }
        }
        return .denied(
            "the server answers \(answer.status): it does not accept the key that '\(keyOption)' names, which may have changed",
            notBefore: HTTPTiming.retryAfter(answer, now: now))
    }

    private static func json(_ answer: HTTPResponse) throws(PollFailure) -> JSONValue {
        do throws(JSONFailure) { return try JSONReader.read(answer.body) } catch {
            guard let first = answer.body.first(where: { !isSpace($0) }) else {
                throw .malformed("an empty answer instead of JSON")
            }
            guard first == UInt8(ascii: "<") else { throw .malformed("broken JSON: \(error)") }
            let title = (try? HTMLText.page(answer.body, charset: answer.charset))?.title
            throw .malformed(
                title.map { "a page titled “\($0.onOneLine(limit: 120))” instead of JSON" }
                    ?? "markup instead of JSON")
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0xEF || byte == 0xBB || byte == 0xBF
    }

    /// What a refusal says for itself, where it is JSON.
    private static func complaint(_ answer: HTTPResponse) -> String? {
        (try? JSONReader.read(answer.body)).flatMap(\.complaint)
    }
}

extension JSONService {
    /// The record behind a publication, on the hosts that are declared for papers.
    ///
    /// Everything that a server can answer is temporary, since a record may be announced before it is there.
    package func record(_ address: String) async throws(FetchFailure) -> JSONAnswer {
        guard let place = WebAddress(address), place.isHTTP, !place.hasUser, let host = place.host else {
            throw .permanent("\(Masking.url(address)) is not fetched: only http and https are")
        }
        guard network.papers.hosts.contains(host) else {
            throw .permanent(
                "\(Masking.url(address)) is not fetched: add \(host) to the source's 'hosts' to allow it")
        }
        do throws(JSONRefusal) { return try await ask(address, access: network.papers) } catch {
            let place = Masking.url(address)
            switch error.failure {
            case .temporary(let why, let notBefore), .denied(let why, let notBefore):
                throw .temporary("\(place): \(why)", notBefore: notBefore)
            case .unreachable(let why), .malformed(let why), .gone(let why):
                throw .temporary("\(place): \(why)")
            }
        }
    }
}
