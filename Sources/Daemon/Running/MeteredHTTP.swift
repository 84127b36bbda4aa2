import Engine
import Pipeline

/// Counts what servers answer to one source.
struct MeteredHTTP: HTTP {
    let base: any HTTP
    let source: String
    let meter: Meter

    func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        do throws(HTTPFailure) {
            let response = try await base.perform(request)
            meter.answered(source, status: response.status)
            return response
        } catch {
            if !Task.isCancelled { meter.answered(source, status: nil) }
            throw error
        }
    }
}
