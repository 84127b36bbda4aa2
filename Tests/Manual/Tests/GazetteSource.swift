public import Pipeline

/// A gazette that lists its papers, one on a line: number, address, title, parted by tabs.
public struct GazetteSource: Source {
    public static let name = "gazette"

    public struct Options: Decodable, Sendable {
        var url: String
        public init(url: String) { self.url = url }
    }

    private let name: String
    private let url: String
    private let http: any HTTP
    public let hosts: Set<String>

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        guard options.url.hasPrefix("https://"),
            let host = options.url.split(separator: "/").dropFirst().first
        else {
            throw InvalidOptions("url", "must be an address that begins with https://")
        }
        (self.name, url, http) = (name, options.url, services.http)
        hosts = [String(host)]
    }

    public func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        let response: HTTPResponse
        do throws(HTTPFailure) { response = try await http.perform(HTTPRequest(url: url)) } catch {
            throw .temporary("\(error)")
        }
        guard response.status == 200 else { throw .temporary("status \(response.status)") }
        guard let text = String(validating: response.body, as: UTF8.self), text.contains("\t") else {
            throw .malformed("no list of papers")
        }
        let publications = text.split(separator: "\n").compactMap(publication)
        return Poll(publications: publications, memory: memory ?? SourceMemory())
    }

    private func publication(_ line: Substring) -> Publication? {
        let cells = line.split(separator: "\t").map(String.init)
        guard cells.count == 3 else { return nil }
        // The number is the paper's for ever; its address may change.
        return Publication(
            source: name, entryID: cells[0], identity: Identifier(rawValue: "gazette-\(cells[0])"),
            title: cells[2],
            links: [Publication.Link(url: cells[1])])
    }

    public func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        guard let url = publication.links.first?.url else {
            throw .permanent("the gazette gives no address")
        }
        let response: HTTPResponse
        do throws(HTTPFailure) { response = try await http.perform(HTTPRequest(url: url)) } catch {
            throw .temporary("\(error)")
        }
        guard response.status == 200 else { throw .temporary("status \(response.status)") }
        let mediaType = response.header("content-type")
        return Original(bytes: response.body, mediaType: mediaType, url: response.url)
    }
}
