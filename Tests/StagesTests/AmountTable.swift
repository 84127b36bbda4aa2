/// Sums and counts as papers have them, made up: `text | mention = value unit`; `-` where there are none.
enum AmountTable {
    static let money = """
        2,5 miljard euro is gereserveerd | 2,5 miljard euro = 2500000000 EUR
        € 1.250.000,- is betaald | € 1.250.000,- = 1250000 EUR
        € 1.250.000,-- is betaald | € 1.250.000,-- = 1250000 EUR
        €1.250,50 per maand | €1.250,50 = 1250.5 EUR
        45 mln. dollar steun | 45 mln. dollar = 45000000 USD
        tussen 5 en 10 miljoen euro | tussen 5 en 10 miljoen euro = 5000000/10000000 EUR
        € 5 tot 10 miljoen | € 5 tot 10 miljoen = 5000000/10000000 EUR
        € 2,8 miljard extra | € 2,8 miljard = 2800000000 EUR
        € 3 mln extra | € 3 mln = 3000000 EUR
        € 3 mln. extra | € 3 mln. = 3000000 EUR
        EUR 3 miljoen extra | EUR 3 miljoen = 3000000 EUR
        3 miljoen EUR extra | 3 miljoen EUR = 3000000 EUR
        vijf miljoen euro | vijf miljoen euro = 5000000 EUR
        een half miljoen euro | een half miljoen euro = 500000 EUR
        anderhalf miljoen euro | anderhalf miljoen euro = 1500000 EUR
        een miljoen euro | een miljoen euro = 1000000 EUR
        ongeveer 400 miljoen euro | ongeveer 400 miljoen euro = 400000000 EUR
        ruim € 12 miljoen | ruim € 12 miljoen = 12000000 EUR
        maximaal € 500 per kind | maximaal € 500 = 500 EUR
        meer dan 3 miljard dollar | meer dan 3 miljard dollar = 3000000000 USD
        US$ 3 miljard | US$ 3 miljard = 3000000000 USD
        $3 billion | $3 billion = 3000000000 USD
        £2.5 billion | £2.5 billion = 2500000000 GBP
        £1,250,000 a year | £1,250,000 = 1250000 GBP
        £1.4 million | £1.4 million = 1400000 GBP
        £450m in grants | £450m = 450000000 GBP
        3,2 millions d'euros | 3,2 millions d'euros = 3200000 EUR
        4 millions d’euros | 4 millions d’euros = 4000000 EUR
        1.240.000 euros | 1.240.000 euros = 1240000 EUR
        12,4 Millionen Euro | 12,4 Millionen Euro = 12400000 EUR
        1,2 Mrd. Euro | 1,2 Mrd. Euro = 1200000000 EUR
        3 Mio. Euro | 3 Mio. Euro = 3000000 EUR
        100 miljoen Zwitserse frank | 100 miljoen Zwitserse frank = 100000000 CHF
        50 miljoen Amerikaanse dollar | 50 miljoen Amerikaanse dollar = 50000000 USD
        20 miljoen Britse pond | 20 miljoen Britse pond = 20000000 GBP
        10 miljoen Deense kronen | 10 miljoen Deense kronen = 10000000 DKK
        300 miljoen Zuid-Afrikaanse rand | 300 miljoen Zuid-Afrikaanse rand = 300000000 ZAR
        0,5 miljard euro | 0,5 miljard euro = 500000000 EUR
        75 eurocent per liter | -
        25 cent per liter | -
        2 euro 50 | 2 euro = 2 EUR
        € 100.000 | € 100.000 = 100000 EUR
        € 100 000 | € 100 000 = 100000 EUR
        honderd miljoen euro | honderd miljoen euro = 100000000 EUR
        enkele miljoenen euro's | enkele miljoenen euro's = null EUR
        tientallen miljoenen euro’s | tientallen miljoenen euro’s = null EUR
        € 1,5 à 2 miljard | € 1,5 à 2 miljard = 1500000000/2000000000 EUR
        van 10 naar 15 miljoen euro | 15 miljoen euro = 15000000 EUR
        100, 200 en 300 miljoen euro | 300 miljoen euro = 300000000 EUR
        de eurozone en de euro | -
        999999999999999999999999 euro | -
        € 1e999 | -
        € -5 miljoen | -
        """

    static let counts = """
        49 militairen | 49 militairen = 49 militairen
        ongeveer duizend leden | ongeveer duizend leden = 1000 leden
        meer dan 1.000 scholen | meer dan 1.000 scholen = 1000 scholen
        tweeëndertig gemeenten | tweeëndertig gemeenten = 32 gemeenten
        1,2 miljoen huishoudens | 1,2 miljoen huishoudens = 1200000 huishoudens
        85 procent | 85 procent = 85 procent
        85% van de scholen | 85% = 85 procent
        0,5 % van het bbp | 0,5 % = 0.5 procent
        12,5 procentpunt | 12,5 procentpunt = 12.5 procentpunt
        drie keer zoveel | -
        twaalf maatregelen | twaalf maatregelen = 12 maatregelen
        veertien extra inspecteurs | veertien extra inspecteurs = 14 inspecteurs
        200 hectare | 200 hectare = 200 hectare
        15 kilometer | 15 kilometer = 15 kilometer
        tientallen burgers | tientallen burgers = null burgers
        enkele honderden bedrijven | enkele honderden bedrijven = null bedrijven
        honderden miljoenen mensen | honderden miljoenen mensen = null mensen
        tussen de 20 en 30 gezinnen | tussen de 20 en 30 gezinnen = 20/30 gezinnen
        20 tot 30 gezinnen | 20 tot 30 gezinnen = 20/30 gezinnen
        20 à 30 gezinnen | 20 à 30 gezinnen = 20/30 gezinnen
        drie of vier gevallen | drie of vier gevallen = 3/4 gevallen
        vierhonderdvijftig woningen | vierhonderdvijftig woningen = 450 woningen
        een dozijn landen | een dozijn landen = 12 landen
        de helft van de scholen | -
        1.200 families were helped | 1.200 families = 1200 families
        1,200 families were helped | 1,200 families = 1200 families
        at least 240 applications | at least 240 applications = 240 applications
        more than 30 hospitals | more than 30 hospitals = 30 hospitals
        the twelve measures of this plan | twelve measures = 12 measures
        environ 1.240 contrôles | environ 1.240 contrôles = 1240 contrôles
        plus de 30 hôpitaux | plus de 30 hôpitaux = 30 hôpitaux
        les douze mesures dans ce plan | douze mesures = 12 mesures
        rund 3 000 Fälle sind der Polizei bekannt und werden | rund 3 000 Fälle = 3000 Fälle
        mehr als 30 Kliniken sind bis zum Sommer | mehr als 30 Kliniken = 30 Kliniken
        es wurden zwölf Maßnahmen von der Stadt | zwölf Maßnahmen = 12 Maßnahmen
        5 Prozent der Mittel | 5 Prozent = 5 Prozent
        vraag 12 en 13 | -
        artikel 8 leden | -
        2022 scholen in 2022 | -
        zes jaren | -
        """

    /// Written after the reader was: it read 22 of 26.
    static let unseenMoney = """
        Er is € 7,3 miljoen beschikbaar. | € 7,3 miljoen = 7300000 EUR
        een bedrag van € 12.500,- per jaar | € 12.500,- = 12500 EUR
        circa 1,8 miljard euro | circa 1,8 miljard euro = 1800000000 EUR
        ten minste € 250 miljoen | ten minste € 250 miljoen = 250000000 EUR
        € 60 à € 80 miljoen | € 60 à € 80 miljoen = 60000000/80000000 EUR
        tussen de € 5 en € 10 miljoen | tussen de € 5 en € 10 miljoen = 5000000/10000000 EUR
        tussen € 500.000 en € 1 miljoen | tussen € 500.000 en € 1 miljoen = 500000/1000000 EUR
        twintig miljoen euro | twintig miljoen euro = 20000000 EUR
        drieënhalf miljoen euro | drieënhalf miljoen euro = 3500000 EUR
        2,5 à 3 miljard euro | 2,5 à 3 miljard euro = 2500000000/3000000000 EUR
        een boete van 870.000 euro | 870.000 euro = 870000 EUR
        USD 40 miljoen | USD 40 miljoen = 40000000 USD
        40 miljoen Amerikaanse dollars | 40 miljoen Amerikaanse dollars = 40000000 USD
        een miljard yen | een miljard yen = 1000000000 JPY
        €15 per uur | €15 = 15 EUR
        € 0,21 per kilometer | € 0,21 = 0.21 EUR
        € 19,- | € 19,- = 19 EUR
        maximaal 500 euro per persoon | maximaal 500 euro = 500 EUR
        bijna een half miljard euro | bijna een half miljard euro = 500000000 EUR
        The grant of £3.75 million was paid to the school | £3.75 million = 3750000 GBP
        The Government spent £12bn on this | £12bn = 12000000000 GBP
        the cost was €1,500 for the year | €1,500 = 1500 EUR
        les coûts s'élèvent à 250.000 euros pour la ville | 250.000 euros = 250000 EUR
        un montant de 1,5 milliard d'euros pour la ville | 1,5 milliard d'euros = 1500000000 EUR
        die Kosten lagen bei 250 000 Euro und wurden | 250 000 Euro = 250000 EUR
        rund 2,4 Milliarden Euro wird das | rund 2,4 Milliarden Euro = 2400000000 EUR
        """

    /// Written after the reader was: it read 17 of 18.
    static let unseenCounts = """
        er zijn 3.412 aanvragen ingediend | 3.412 aanvragen = 3412 aanvragen
        zo'n 200 medewerkers | zo'n 200 medewerkers = 200 medewerkers
        negentien ziekenhuizen | negentien ziekenhuizen = 19 ziekenhuizen
        honderdtwintig militairen | honderdtwintig militairen = 120 militairen
        2,7 miljoen mensen | 2,7 miljoen mensen = 2700000 mensen
        tussen de 15 en 20 procent | tussen de 15 en 20 procent = 15/20 procent
        15-20% | 15-20% = 15/20 procent
        ruim 40% | ruim 40% = 40 procent
        minder dan 10 leerlingen | minder dan 10 leerlingen = 10 leerlingen
        vijf tot tien gemeenten | vijf tot tien gemeenten = 5/10 gemeenten
        duizenden woningen | duizenden woningen = null woningen
        4.000 m² | -
        drie maanden | -
        twee keer | -
        anderhalf miljoen Nederlanders | anderhalf miljoen Nederlanders = 1500000 Nederlanders
        The Department received 1,420 complaints from the public | 1,420 complaints = 1420 complaints
        les 320 logements dans la ville | 320 logements = 320 logements
        es wurden 1 250 Anträge auf die Liste | 1 250 Anträge = 1250 Anträge
        """
}
