import Language
import Learning
import Testing

@Suite("The file of a model")
struct ModelTextTests {
    private let bytes: [UInt8]
    private let model: ThemeModel

    init() throws {
        let words = ["zee", "schip", "golf", "berg", "pad", "dal"]
        let texts = (0..<24).map { index in
            let isSea = index.isMultiple(of: 2)
            let own = isSea ? words.prefix(3) : words.suffix(3)
            return LabelledText(
                [TokenizedText((own + ["getal", "\(index)"]).joined(separator: " "))],
                labels: isSea ? ["sea"] : [])
        }
        let training = ThemeTraining(texts, labels: [.init("sea", threshold: 0.5)])
        model = try #require(training.result().model)
        bytes = ModelText.bytes(of: model)
    }

    private func problem(_ bytes: [UInt8]) -> String? {
        do throws(ModelProblem) {
            _ = try ModelText.model(in: String(decoding: bytes, as: UTF8.self))
            return nil
        } catch { return error.description }
    }

    @Test("is read as it was written")
    func isTheSame() throws {
        #expect(try ModelText.model(in: String(decoding: bytes, as: UTF8.self)) == model)
        #expect(model.classifiers.loudest(for: "sea", count: 3).contains { $0.name == "zee" })
    }

    @Test("is refused wherever it is cut off")
    func isWhole() {
        for end in bytes.indices { #expect(problem(Array(bytes[..<end])) != nil, "cut at \(end)") }
        #expect(problem(bytes + bytes) != nil)
        #expect(problem(bytes + [0x0A]) != nil)
    }

    @Test("is refused wherever a byte is another")
    func isSound() {
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var other = bytes
            other[place] ^= 1
            #expect(problem(other) != nil, "byte \(place)")
        }
    }

    @Test("another file, and one of another version, are told from a damaged one")
    func saysWhy() throws {
        #expect(try #require(problem(Array("themes: [sea]\n".utf8))).contains("no file of learned themes"))
        let later = String(decoding: bytes, as: UTF8.self).replacing("themes\t1\t", with: "themes\t9\t")
        #expect(try #require(problem(Array(later.utf8))).contains("version 9"))
        #expect(try #require(problem(bytes.dropLast(5))).contains("damaged"))
    }
}
