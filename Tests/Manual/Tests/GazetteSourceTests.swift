import Pipeline
import PipelineTesting
import Testing

struct GazetteSourceTests {
    private func source() throws -> GazetteSource {
        let list =
            "12\thttps://gazette.example/12.pdf\tOn fish\n13\thttps://gazette.example/13.pdf\tOn birds\n"
        let http = HTTPTable()
        http.serve("https://gazette.example/list", list)
        http.serve("https://gazette.example/12.pdf", "%PDF", headers: [("content-type", "application/pdf")])
        return try GazetteSource(
            name: "gazette", .init(url: "https://gazette.example/list"),
            services: Services(http: http, clock: ManualClock()))
    }

    @Test("keeps what every source promises")
    func contract() async throws { await expectSourceContract(try source(), showing: 2) }

    @Test("brings a paper")
    func fetch() async throws {
        let source = try source()
        let paper = try #require(try await source.poll(nil).publications.first)
        #expect(paper.identity == "gazette-12" && paper.title == "On fish")
        #expect(try await source.fetch(paper).mediaType == "application/pdf")
    }
}
