import Language
import Pipeline
import Testing

struct DateExpressionsTests {
    private func dates(_ text: String, _ reference: String? = "2022-12-20") -> [String] {
        let text = TokenizedText(text)
        return text.dates(relativeTo: reference.flatMap { CalendarDay($0) })
            .map { "\(text.text(in: $0.range)) = \($0.value?.iso ?? "?")" }
    }

    @Test(
        "reads dates and periods",
        arguments: [
            ("op 17 juni jl. kwam", "17 juni jl. = 2022-06-17"),
            ("van 11 juli 2022.", "11 juli 2022 = 2022-07-11"),
            ("op 22 november in", "22 november = 2022-11-22"),
            ("op 3 januari a.s. gaat", "3 januari a.s. = 2023-01-03"),
            ("12 en 13 mei 2023", "12 en 13 mei 2023 = 2023-05-12/2023-05-13"),
            ("van 3 tot en met 5 mei 2023", "3 tot en met 5 mei 2023 = 2023-05-03/2023-05-05"),
            ("in september 2022 en", "september 2022 = 2022-09"),
            ("in mei-juni 2022", "mei-juni 2022 = 2022-05-01/2022-06-30"),
            ("In juli dit jaar", "juli dit jaar = 2022-07"),
            ("eind november jl. bracht", "eind november jl. = 2022-11"),
            ("eind januari een bezoek", "eind januari = 2023-01"),
            ("begin september vrij", "begin september = 2022-09"),
            ("afgelopen juli", "afgelopen juli = 2022-07"), ("komende maart", "komende maart = 2023-03"),
            ("de eerste helft van 2023 komt", "eerste helft van 2023 = 2023-01-01/2023-06-30"),
            ("het eerste kwartaal van 2023", "eerste kwartaal van 2023 = 2023-01-01/2023-03-31"),
            ("in Q3 2024", "Q3 2024 = 2024-07-01/2024-09-30"),
            ("begin 2024", "begin 2024 = 2024-01-01/2024-03-31"),
            ("medio 2024 voorzien", "medio 2024 = 2024-04-01/2024-09-30"),
            ("eind 2022 af", "eind 2022 = 2022-10-01/2022-12-31"),
            ("eind juni 2023", "eind juni 2023 = 2023-06"),
            ("voor het einde van het jaar", "einde van het jaar = 2022-10-01/2022-12-31"),
            ("begin volgend jaar", "begin volgend jaar = 2023-01-01/2023-03-31"),
            ("volgend jaar weer", "volgend jaar = 2023"), ("sinds 2007 bij", "2007 = 2007"),
            ("tussen 2014-2019 mee", "2014-2019 = 2014-01-01/2019-12-31"),
            ("(2021–2022)", "2021–2022 = 2021-01-01/2022-12-31"),
            ("De komende vier jaar", "komende vier jaar = 2022-12-20/2026-12-20"),
            ("het afgelopen vijf jaar", "afgelopen vijf jaar = 2017-12-20/2022-12-20"),
            ("afgelopen jaar in", "afgelopen jaar = 2021-12-20/2022-12-20"),
            ("binnen zes weken", "binnen zes weken = 2022-12-20/2023-01-31"),
            ("het najaar van 2023", "najaar van 2023 = 2023-09-01/2023-11-30"),
            ("komende zomer", "komende zomer = 2023-06-01/2023-08-31"),
            ("op 01-03-2024", "01-03-2024 = 2024-03-01"),
            ("op 2024-03-01", "2024-03-01 = 2024-03-01"),
            ("on 26 October 2009", "26 October 2009 = 2009-10-26"),
            ("30 februari 2023", "februari 2023 = 2023-02"),
            ("29 februari 2024", "29 februari 2024 = 2024-02-29"),
        ])
    func reads(text: String, expected: String) { #expect(dates(text) == [expected]) }

    @Test(
        "leaves alone what is no date, or too vague",
        arguments: [
            "de laatste maanden", "de komende jaren", "op korte termijn", "2022Z23276", "29521-446",
            "post-2022",
            "49 militairen", "we may march on", "F-2022", "vraag 8 en 44", "1.950 mensen", "artikel 12",
            "het jaar", "",
        ])
    func leaves(text: String) { #expect(dates(text).isEmpty) }

    @Test func `tells only what hangs on no other date where the paper has none`() {
        #expect(
            dates("17 juni jl. en 11 juli 2022, komende vier jaar, begin 2024, volgend jaar", nil) == [
                "17 juni jl. = ?", "11 juli 2022 = 2022-07-11", "komende vier jaar = ?",
                "begin 2024 = 2024-01-01/2024-03-31", "volgend jaar = ?",
            ])
    }

    @Test(
        "stays within the calendar",
        arguments: [
            "komende 1000000000000 jaar", "komende 999 jaar", "binnen 0 dagen", "afgelopen 1000 jaar",
            "99-99-9999",
        ])
    func extremes(text: String) {
        for reference in ["0001-01-01", "9999-12-31", "2024-02-29"] {
            for date in TokenizedText(text).dates(relativeTo: CalendarDay(reference)) {
                if let value = date.value, let start = value.start, let end = value.end {
                    #expect(start <= end)
                }
            }
        }
    }
}

struct NumeralTests {
    @Test(
        "reads numbers",
        arguments: [
            ("49", 49.0), ("1.000 man", 1000), ("7.656", 7656), ("1.234.567", 1_234_567),
            ("3,5 miljoen", 3_500_000),
            ("2,125 miljard", 2_125_000_000), ("1,500 men", 1500), ("vijf miljoen", 5_000_000),
            ("duizend", 1000),
            ("tweeëndertig", 32), ("driehonderdtwintig", 320), ("tweeduizend", 2000), ("honderdeneen", 101),
            ("0,5", 0.5), ("vijftienhonderd", 1500), ("3, 5", 3), ("10 mln. euro", 1e7),
        ])
    func reads(text: String, value: Double) {
        #expect(Numeral(at: 0, in: TokenizedText(text))?.value == value)
    }

    @Test(arguments: ["achting", "enige", "duizenden", "1.00", "9999999999999999", "x", "honderdhonderd"])
    func `leaves other words alone`(text: String) { #expect(Numeral(at: 0, in: TokenizedText(text)) == nil) }

    @Test func `leaves the numbers of names alone`() {
        #expect(Numeral(at: 1, in: TokenizedText("F-16")) == nil)
        #expect(Numeral(at: 0, in: TokenizedText("een"))?.isArticle == true)
        #expect(Numeral(at: 0, in: TokenizedText("een miljoen"))?.isArticle == false)
    }
}
