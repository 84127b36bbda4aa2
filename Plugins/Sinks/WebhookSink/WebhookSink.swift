public import Pipeline

/// Posts each event to an address on the web: CloudEvents 1.0 in structured mode, signed as Standard Webhooks 1.0 says.
///
/// A receiver may get an event more than once, always with the same `webhook-id` and the same bytes.
public struct WebhookSink: Sink {
    public static let name = "webhook"

    public static let traffic = Traffic(lanes: 4, batch: 1, schedule: Traffic.patientSchedule)

    /// The most that is read of a reply, of which nothing but the status counts.
    private static let largestReply = 64 << 10

    private let url: String
    private let host: String
    private let access: NetworkAccess
    /// `nil` where a template is posted and no secret named.
    private let signature: WebhookSignature?
    private let template: Template?
    private let headers: [(name: String, value: String)]
    private let timeout: Duration
    private let payload: Options.Payload
    private let services: Services

    public init(name: String, _ options: Options, services: SinkServices) throws(InvalidOptions) {
        url = try options.checkedURL(services)
        host = try Options.checkedHost(
            of: url, option: options.urlSecret == nil ? "url" : "url_secret",
            allowsPlainHTTP: options.insecureHTTP ?? false)
        template = try options.checkedTemplate(services)
        headers = try options.checkedHeaders()
        timeout = try options.checkedTimeout()
        let names = options.secret?.names ?? []
        guard (template == nil ? 1...Options.mostSecrets : 0...Options.mostSecrets).contains(names.count)
        else {
            throw InvalidOptions("secret", "names one secret, or two while they are changed")
        }
        var keys: [[UInt8]] = []
        for name in names { keys.append(try WebhookSignature.key(try services.secret(name), called: name)) }
        signature = keys.isEmpty ? nil : WebhookSignature(keys: keys)
        payload = options.payload ?? .full
        access = NetworkAccess(
            allowedAddresses: options.allow ?? [], allowsPlainHTTP: options.insecureHTTP ?? false,
            authorities: try options.checkedAuthorities(services.secret))
        self.services = services.services
    }

    public func resume(_ memory: SinkMemory?) async throws(SinkFailure) {}

    public func deliver(_ events: [Event]) async -> Delivery {
        var outcomes: [DeliveryOutcome] = []
        for event in events { outcomes.append(await deliver(event)) }
        return Delivery(outcomes)
    }

    private func deliver(_ event: Event) async -> DeliveryOutcome {
        guard var body = payload.body(of: event) else {
            return .failed("event \(event.id) cannot be read")
        }
        if let template {
            guard let message = template.message(event) else {
                return .refused("the template has no form of it that is small enough")
            }
            body = message
        }
        let timestamp = services.clock.now.milliseconds / 1000
        let request = HTTPRequest(
            .post, url: url, headers: headers(of: event, body, at: timestamp), body: body, access: access,
            mostRedirects: 0, timeout: timeout, largestBody: Self.largestReply,
            stopsAtLargestBody: true)
        do throws(HTTPFailure) {
            return outcome(of: try await services.http.perform(request))
        } catch {
            return .failed("\(host): \(error)")
        }
    }

    private func headers(of event: Event, _ body: [UInt8], at timestamp: Int64) -> [(
        name: String, value: String
    )] {
        var all: [(name: String, value: String)] = []
        all.reserveCapacity(headers.count + 4)
        all += headers
        all.append(("content-type", template == nil ? Self.eventType : Self.messageType))
        all.append(("webhook-id", event.id))
        if let signature {
            all.append(("webhook-timestamp", String(timestamp)))
            all.append(
                ("webhook-signature", signature.header(id: event.id, timestamp: timestamp, body: body)))
        }
        return all
    }

    private static let eventType = "application/cloudevents+json; charset=utf-8"
    private static let messageType = "application/json; charset=utf-8"

    private func outcome(of response: HTTPResponse) -> DeliveryOutcome {
        if (200...299).contains(response.status) { return .delivered }
        let answer = "\(host) answered \(response.status)"
        switch response.status {
        case 410: return .gone("\(answer): it wants no more events")
        case 300...399: return .failed("\(answer): a webhook's redirects are not followed")
        default:
            let wait = response.header("retry-after").flatMap {
                RetryAfter.wait($0, now: services.clock.now)
            }
            return .failed(answer, holdSink: wait)
        }
    }
}
