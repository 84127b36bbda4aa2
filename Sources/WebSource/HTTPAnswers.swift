package import Pipeline

extension PollFailure {
    /// What it means for a poll that no answer arrived.
    package init(_ failure: HTTPFailure) {
        self =
            switch failure {
            case .bodyTooLarge(let limit): .malformed("the answer is larger than \(limit) bytes")
            case .refused(let why): .malformed("refused: \(why)")
            case .unreachable(let why): .unreachable(why)
            case .timedOut, .tooManyRedirects, .cancelled, .failed: .temporary(failure.description)
            }
    }

    /// What an answer other than 200 and 304 means for a poll.
    package init(_ response: HTTPResponse, now: Timestamp) {
        let wait = HTTPTiming.retryAfter(response, now: now)
        self =
            switch response.status {
            case 410: .gone("\(response.url.onOneLine()) answers 410 Gone")
            case 200..<300: .malformed("the server answers \(response.status) and gives nothing to read")
            case 304: .malformed("the server answers 304 Not Modified to a request that had no condition")
            case 401, 403, 404, 451: .denied("the server answers \(response.status)", notBefore: wait)
            default: .temporary("the server answers \(response.status)", notBefore: wait)
            }
    }
}

extension FetchFailure {
    /// What it means for a paper that no answer arrived.
    package init(_ failure: HTTPFailure, from url: String) {
        self =
            switch failure {
            case .bodyTooLarge(let limit): .permanent("\(url) is larger than \(limit) bytes")
            // What is wrong with the link itself was seen before. This is where a redirect or a name led, and a site
            // that sends everyone to a page about its maintenance has its papers back the next day.
            case .refused(let why): .temporary("\(url) is not fetched: \(Masking.text(why))")
            case .timedOut, .tooManyRedirects, .cancelled, .unreachable, .failed:
                .temporary("\(url): \(Masking.text(failure.description))")
            }
    }
}
