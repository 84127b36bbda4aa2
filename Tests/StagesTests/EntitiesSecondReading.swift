/// Answers of many ministries, years and countries, written for this test, with the names that a reader would mark in them.
///
/// The second set: it was written when the stage was finished and measured once; what it says of papers nobody has seen is the
/// honest figure.
extension MarkedAnswers {
    static let second = #"""
        # Financiën 2023
        De {org Europese Centrale Bank} houdt toezicht op {org ING} en {org Rabobank}. {rol minister van Financiën} {per Kaag} is in gesprek met {org Stichting Obvion Hypotheken} en met {per Klaas Knot}, {rol president van DNB}. Kent u het onderzoek van {org Ortec Finance} naar de {pol Wet toekomst pensioenen}? {per Knot} waarschuwde in {pla Washington} voor de gevolgen.

        # Onderwijs 2012
        De {rol staatssecretaris van Onderwijs, Cultuur en Wetenschap}, {per Halbe Zijlstra}, bezuinigt op {org Theater Instituut Nederland} en het {org Metropole Orkest}. De leden {per Dijsselbloem} ({par PvdA}) en {per Jasper van Dijk} ({par SP}) vragen naar {org Amarantis}. Het {org Hogeschool Inholland} ({org Inholland}) bestuur trad af. {org Inholland} heeft een vestiging in {pla Diemen}.

        # Zorg 2024
        Minister {per Fleur Agema} overlegt met de {org Landelijke Huisartsen Vereniging}. {org Co-Med} ging failliet; de {org Inspectie Gezondheidszorg en Jeugd} ({org IGJ}) greep in. De {org IGJ} verwijst naar de {pol Wet kwaliteit, klachten en geschillen zorg} ({pol Wkkgz}). Welke rol spelen {org CZ} en {org VGZ} in {pla Zeeuws-Vlaanderen}? Het ziekenhuis {org Zuyderland} in {pla Heerlen} sluit. Bent u bereid in te grijpen?

        # Justitie 2015
        {per Bart van U.} werd veroordeeld voor de moord op {per Els Borst}. De {org Commissie-Hoekstra} onderzocht het {org Openbaar Ministerie}. Minister {per Ard van der Steur} sprak met het {org NIFP}. In {pla Zoetermeer} en {pla Rotterdam} zijn agenten gehoord. Deelt u de conclusies van {per Rein Jan Hoekstra}? De {pol Wet DNA-onderzoek bij veroordeelden} wordt aangepast.

        # Defensie 2020
        De {rol minister van Defensie}, {per Ank Bijleveld-Schouten}, meldt dat het fregat {org Zr.Ms. De Ruyter} deelneemt aan {mis EMASOH} in de {pla Straat van Hormuz}. De {org Koninklijke Marine} werkt samen met de {pla* Deense} en {pla* Franse} marine. {pla Iran} en {pla Oman} zijn ingelicht. Generaal {per Onno Eichelsheim} bezocht {pla Abu Dhabi}. Voor de {mis NAVO-missie in Irak} is {pla Erbil} veilig.

        # Landbouw 2017
        De {org NVWA} onderzocht {org Chickfriend} wegens fipronil. Staatssecretaris {per Van Dam} informeerde de {org EFSA}. In {pla Barneveld} zijn bedrijven geblokkeerd. Volgens het lid {per Thieme} ({par PvdD}) faalde {org IKB Ei}. {org Albert Heijn} en {org Aldi} haalden eieren terug. De {rol Belgische minister van Landbouw}, {per Denis Ducarme}, verweet {pla Nederland} traagheid. De {pol Meststoffenwet} geldt.

        # Sociale Zaken 2011
        Minister {per Kamp} beperkt de toegang van arbeiders uit {pla Roemenië} en {pla Bulgarije}. De {org Arbeidsinspectie} trof {pla* Poolse} aspergestekers aan in {pla Someren}. {org OTTO Work Force} en de {org ABU} reageerden. Kunt u ingaan op de {pol Wet arbeid vreemdelingen} ({pol Wav})? De {pol Wav} is gewijzigd. De {org Stichting Naleving CAO voor Uitzendkrachten} ({org SNCU}) controleert.

        # Infrastructuur 2023
        De {rol minister van Infrastructuur en Waterstaat}, {per Mark Harbers}, beantwoordt vragen over {pla Schiphol}. {org KLM} en {org JetBlue} stapten naar de {org Rechtbank Noord-Holland}. Bewoners van {pla Aalsmeer}, {pla Uithoorn} en {pla Castricum} klagen. De {org Raad voor Accreditatie} keurde metingen van {org NLR} goed. Is {per Benno Baksteen} geraadpleegd? {pla Lelystad} blijft dicht. Het {org Recht op Bescherming tegen Vliegtuighinder} procedeert.

        # Buitenlandse Zaken 2012
        In {pla Homs} en {pla Hama} bombardeert het regime van {per Bashar al-Assad}. De gezant {per Lakhdar Brahimi} spreekt met de {org Syrische Nationale Raad} ({org SNR}). De {org SNR} vraagt erkenning. Minister {per Rosenthal} overlegde met {per Ahmet Davutoglu} in {pla Ankara}. {pla Rusland} blokkeert de {org VN-Veiligheidsraad}. De waarnemersmissie {mis UNSMIS} is opgeschort.

        # Buitenlandse Zaken 2025
        Minister {per Caspar Veldkamp} heeft {per Marco Rubio} gesproken over {pla Groenland}. De {rol Deense premier} {per Mette Frederiksen} vroeg steun. {pla Nederland} steunt de {org Internationale Atoomagentschap} en {pla Moldavië}. President {per Maia Sandu} bezocht {pla Den Haag}. Wat vindt u van {org Starlink} en {per Elon Musk}? De {rol Hoge Vertegenwoordiger} {per Kallas} presenteerde de {pol European Democracy Shield}.

        # Migratie 2015
        In {pla Idomeni} en op {pla Lesbos} verblijven vluchtelingen. {org Bootvluchteling} vangt hen op. Eurocommissaris {per Avramopoulos} bezocht {pla Kos}. De {par VVD} en de {par PvdA} steunen het plan-{per Samsom}. {pla Macedonië} bouwt een hek bij {pla Gevgelija}. De {org COA}-locatie in {pla Oranje} leidde tot onrust. Staatssecretaris {per Dijkhoff} sprak met burgemeester {per Ton Baas} van {pla Midden-Drenthe}.

        # Ontwikkelingssamenwerking 2014
        {pla Liberia}, {pla Sierra Leone} en {pla Guinee} worden getroffen door ebola. Minister {per Ploumen} stuurde het schip {org Karel Doorman}. {org Artsen zonder Grenzen} werkt in {pla Kailahun}. De {org Wereldgezondheidsorganisatie} ({org WHO}) riep de noodtoestand uit. De {org WHO} en {org UNMEER} coördineren. {org Dance4Life} en {org Rutgers WPF} krijgen subsidie uit {pol SRGR Partnerschapfonds}.

        # Binnenlandse Zaken 2019
        Minister {per Ollongren} wil {par Forum voor Democratie} niet becommentariëren. De {org Kiesraad} en de {org VNG} adviseren over de {pol Kieswet}. In {pla Urk} en {pla Edam-Volendam} is gestemd. De {rol commissaris van de Koning in Limburg}, {per Theo Bovens}, trad af. {org ICTU} en de {org Rijksdienst voor Identiteitsgegevens} beheren de {org Basisregistratie Personen}. Hoe verhoudt dit zich tot {doc Kamerstuk 35 165, nr. 12}?

        # Economische Zaken 2013
        De {rol minister van Economische Zaken}, {per H.G.J. Kamp}, heeft {org Cuadrilla} een vergunning verleend voor {pla Boxtel} en {pla Haaren}. {org Brabant Water} en {org Rabobank} zijn bezorgd. Het {org Instituut Clingendael} publiceerde. {org Royal HaskoningDHV} en {org Witteveen+Bos} deden onderzoek. De {pol Mijnbouwwet} is van toepassing. {par GroenLinks}-Kamerlid {per Liesbeth van Tongeren} vroeg een debat aan.

        # Koninkrijksrelaties 2017
        {pla Sint Maarten} werd getroffen door orkaan Irma. Minister {per Plasterk} bezocht {pla Philipsburg}. Premier {per William Marlin} verzette zich tegen de {org Integriteitskamer}. {org Rode Kruis} en {org Korps Mariniers} hielpen. De {org Wereldbank} beheert het {pol Trustfonds}. Gouverneur {per Eugene Holiday} tekende. De {pla* Franse} zijde van het eiland vroeg hulp aan {pla Guadeloupe}.

        # Asiel 2019
        {per Lili} en {per Howick} mochten blijven na ingrijpen van staatssecretaris {per Mark Harbers}. {org Defence for Children} en {org INLIA} pleitten. De {org Adviescommissie voor Vreemdelingenzaken} ({org ACVZ}) en de {org ACVZ}-leden adviseerden. De {org Commissie-Van Zwol} onderzoekt. {pla Armenië} weigerde papieren. In {pla Nijmegen} en {pla Wijchen} werd gedemonstreerd. De {pol Regeling langdurig verblijvende kinderen} vervalt.

        # België 2019
        De {rol minister van Buitenlandse Zaken}, {per Philippe Goffin}, repatrieerde kinderen uit {pla Al-Hol}. De {par PS} en {par DéFI} steunen dit; {par Vlaams Belang} niet. {per Heidi De Pauw} van {org Child Focus} sprak met het {org OCAD}. De {org Kamer van volksvertegenwoordigers} vergaderde. In {pla Vilvoorde} en {pla Molenbeek} wonen de families. {org Solidaris} en de {org Rode Kruis Vlaanderen} helpen.

        # België 2021 frans
        Le {rol ministre de la Santé publique}, {per Frank Vandenbroucke}, répond à {per Catherine Fonck} ({par cdH}). {org Sciensano} suit la situation à {pla Liège} et à {pla Namur}. La {org Croix-Rouge} aide les sinistrés de {pla Verviers}. L'{org Agence fédérale pour l'accueil des demandeurs d'asile} ({org Fedasil}) manque de places. Les autorités {pla* rwandaises} ont arrêté {per Paul Rusesabagina} à {pla Kigali}.

        # France 2023
        Le {rol ministre des Armées}, {per Sébastien Lecornu}, a annoncé le retrait du {pla Niger}. Le général {per Abdourahamane Tiani} et le {org Conseil national pour la sauvegarde de la patrie} ({org CNSP}) refusent. Le {org CNSP} accuse {pla Paris}. L'ambassadeur {per Sylvain Itté} a quitté {pla Niamey}. {org Orano} exploite la mine d'{pla Arlit}. Les soldats {pla* français} passent par {pla N'Djamena}.

        # UK 2021
        The {rol Foreign Secretary} announced sanctions on {pla Belarus}. {per James Cleverly}, {rol Minister for the Middle East and North Africa}, visited {pla Baghdad} and {pla Erbil}. The {org Foreign, Commonwealth and Development Office} supports {org UNICEF} in {pla Yemen}. {per Zarah Sultana} ({par Labour}) asked about {org BAE Systems} and arms exports to {pla Saudi Arabia}. The {pol Nationality and Borders Bill} is before the House. {org Oxfam} disagreed.

        # UK 2013
        The {rol Secretary of State for International Development}, {per Justine Greening}, has pledged aid to {pla Mali} and {pla Burkina Faso}. {org Save the Children} and {org Islamic Relief} deliver food in {pla Mopti}. {pla* British} personnel joined {mis EUTM Mali}. The {org Independent Commission for Aid Impact} reported on {pla Ethiopia}. {per Hugh Robertson} met the {rol Ethiopian ambassador}. The {org Serious Fraud Office} investigates {org ENRC}.

        # Duitsland 2019
        Die {rol Bundesministerin der Verteidigung}, {per Ursula von der Leyen}, hat {pla Tunesien} besucht. Die {org Bundeswehr} beteiligt sich an {mis Operation Sophia}. Nach Angaben der {org Bundesregierung} sind in {pla Kabul} und {pla Masar-e Scharif} Soldaten stationiert. Die {par FDP} und {par DIE LINKE} haben gefragt. {per Heiko Maas} traf {per Sergej Lawrow} in {pla Moskau}. Das {org Bundesamt für Verfassungsschutz} beobachtet die {org Identitäre Bewegung}. {pla* Syrische} Flüchtlinge kehren zurück.

        # Europees Parlement 2020
        {per Sophia in 't Veld} ({par Renew}) asks about {per Viktor Orbán}. The {org Commission} refers to the {pol Treaty on European Union}. Vice-President {per Věra Jourová} met the {org Venice Commission}. {pla Hungary} adopted the {pol Enabling Act}. The {org European Court of Auditors} and {org Transparency International} reported. {per Roberta Metsola} ({par PPE}) visited {pla Valletta} after the murder of {per Daphne Caruana Galizia}.

        # Klimaat 2022
        Minister {per Rob Jetten} sluit een overeenkomst met {org Tata Steel Nederland}. In {pla Wijk aan Zee} en {pla Beverwijk} is onrust. De {rol Noorse premier} {per Jonas Gahr Støre} levert gas via {org Equinor}. {org Gasunie} en {org TenneT} investeren op de {pla Tweede Maasvlakte}. {org Mobilisation for the Environment} van {per Johan Vollenbroek} procedeert. Het {pol Nationaal Plan Energiesysteem} volgt. De {org Omgevingsdienst Noordzeekanaalgebied} handhaaft.

        # Media 2021
        {org Ongehoord Nederland} en {org ZWART} treden toe. Het {org Commissariaat voor de Media} beoordeelt de {org NOS}. Minister {per Slob} sprak met {per Shula Rijxman}. De {org Nederlandse Vereniging van Journalisten} ({org NVJ}) meldt bedreigingen. {per Peter R. de Vries} werd in {pla Amsterdam} neergeschoten. De {org NVJ} en {org Persvrijheidsfonds} helpen. {org DPG Media} nam {org RTL Nederland} over. Staat {org PersVeilig} onder druk?

        # Sahel 2021
        In {pla Solhan} kwamen 160 burgers om. De {org Coalition pour le Sahel} vergaderde in {pla N'Djamena}. President {per Roch Marc Christian Kaboré} kondigde rouw af. {pla* Burkinese} militairen werken met {mis Takuba}. De {org Minusma} verloor manschappen bij {pla Aguelhok}. Kolonel {per Assimi Goïta} pleegde een tweede coup; {per Bah N'Daw} trad af. {per Goïta} zoekt steun bij {pla Rusland}. {org JNIM} en {org ISGS} breiden uit naar {pla Ivoorkust}.

        # Ethiopië 2021
        {pla* Eritrese} troepen plunderen in {pla Aksum} en {pla Mekelle}. {per Debretsion Gebremichael} leidt het {org TPLF}. De {rol speciale gezant van de EU}, {per Pekka Haavisto}, sprak met {per Abiy Ahmed}. {org Heineken} en {org Afriflora} hebben bedrijven in {pla Oromia}. De {org Afrikaanse Unie} benoemde {per Olusegun Obasanjo}. {pla Nederland} financiert het {org Wereldvoedselprogramma} ({org WFP}). Het {org WFP} meldt hongersnood.

        # Israël 2018
        De {pla* Amerikaanse} ambassade verhuist naar {pla Jeruzalem}. {org B'Tselem} en {org Breaking the Silence} ontvangen steun. Bij {pla Gaza} vielen doden door {pla* Israëlisch} vuur. Minister {per Stef Blok} sprak met {per Riyad al-Maliki}. Het {org Human Rights Fund} in {pla Ramallah} wordt gesloten. {org UNRWA} krijgt minder van {per Trump}. De {par SGP} en {par ChristenUnie} vragen naar {org NGO Monitor}. In {pla Khan al-Ahmar} dreigt sloop.

        # Turkije 2016
        Na de mislukte coup beschuldigt {per Erdogan} de beweging van {per Fethullah Gülen}. {pla* Turks-Nederlandse} burgers zijn geïntimideerd in {pla Deventer}. De {org Diyanet} stuurt imams. {org Milli Görüs} en de {org Unie van Europese Turkse Democraten} ({org UETD}) reageren. De {org UETD} hield een manifestatie. Journaliste {per Ebru Umar} werd aangehouden in {pla Kusadasi}. {par DENK} stelde vragen. De {pol EU-Turkije Verklaring} blijft in stand.

        # Rechtspraak 2022
        De {org Rechtbank Midden-Nederland} en het {org Gerechtshof Arnhem-Leeuwarden} deden uitspraak over {org Viruswaarheid}. {per Willem Engel} ging in cassatie bij de {org Hoge Raad}. Advocaat {per Jeroen Pols} verwees naar artikel 8 {pol EVRM}. De {org Raad voor de rechtspraak} en de {org Nederlandse Vereniging voor Rechtspraak} ({org NVvR}) reageren. Minister {per Weerwind} wacht op het {org WODC}. De {org NVvR} pleit voor extra rechters.

        # Toeslagen 2023
        Staatssecretaris {per Aukje de Vries} en de {org Commissie Werkelijke Schade} ({org CWS}) overleggen. {org Stichting (Gelijk)waardig Herstel} helpt ouders. De leden {per Azarkan} ({par DENK}) en {per Inge van Dijk} ({par CDA}) vragen naar de {org CWS}. De {org Bank Nederlandse Gemeenten} verstrekt krediet. In {pla Capelle aan den IJssel} loopt een proef. Prinses {per Laurentien} is voorzitter. De {pol Wet hersteloperatie toeslagen} ({pol Wht}) geldt.

        # Wonen 2014
        Minister {per Blok} stelde {org Vestia} onder toezicht. {per Erik Staal} werd aangeklaagd. {org Deutsche Bank} en {org Credit Suisse} verkochten derivaten. De {org Parlementaire Enquêtecommissie Woningcorporaties} hoorde {per Jan van Vliet}. Het {org Centraal Fonds Volkshuisvesting} ({org CFV}) faalde. Het {org CFV} ging op in de {org ILT}. {org Woonbron} in {pla Rotterdam} kocht de {org SS Rotterdam}. De {pol Novelle} wijzigt de {pol Woningwet}.

        # China 2023
        {org Nexperia} en {org ASML} vallen onder exportregels van de {pla Verenigde Staten}. De {pla* Chinese} politieposten in {pla Amsterdam} en {pla Rotterdam} zijn gesloten. Volgens {org Safeguard Defenders} werd {per Wang Jingyu} bedreigd. Minister {per Liesje Schreinemacher} bezocht {pla Peking} en {pla Taipei}. {org Hikvision} en {org Dahua} leveren camera's. De {org TU Delft} werkt samen met {org Beihang University}. Premier {per Li Qiang} ontving {per Rutte}.

        # Rusland 2014
        Na de annexatie van de {pla Krim} stelde de {org EU} sancties in tegen {org Rosneft}, {org Sberbank} en {org Gazprombank}. {per Alexander Borodaj} en {per Igor Girkin} leiden de {org Volksrepubliek Donetsk}. Het toestel stortte neer bij {pla Hrabove}. {per Pieter-Jaap Aalbersberg} leidde de missie vanuit {pla Charkov}. Premier {per Rutte} belde met {per Poetin}. De {rol Maleisische premier} {per Najib Razak} sloot een akkoord. {pla Australië} stuurde agenten.

        # Handel 2018
        De {org Wereldhandelsorganisatie} ({org WTO}) oordeelde over heffingen van {per Donald Trump}. {org Harley-Davidson} verplaatst productie. Minister {per Kaag} bezocht {pla Teheran} vóór het opzeggen van de {pol JCPOA}. De {org WTO} en {per Roberto Azevêdo} waarschuwen. {pol CETA} en het {pol EU-Japan Economic Partnership Agreement} zijn getekend in {pla Tokio}. {org Friesland Campina} exporteert naar {pla Nigeria}. {org MVO Platform} wil een wet.

        # Sport 2022
        {pla Qatar} organiseert het WK. De {org KNVB} en {org FIFA} spraken met {per Gianni Infantino}. {org Amnesty International} eist compensatie. Minister {per Conny Helder} reist naar {pla Doha}. {org NOC*NSF} en het {org Centrum Veilige Sport Nederland} zijn betrokken. De {org Koninklijke Nederlandse Gymnastiek Unie} ({org KNGU}) biedt excuses. De {org KNGU} royeerde {per Gerrit Beltman}. In {pla Papendal} wordt getraind.

        # Rekenkamer 2020
        De {org Algemene Rekenkamer} onderzocht de {org NOW}-regeling en de {org Belastingdienst}. Het {org Ministerie van Volksgezondheid, Welzijn en Sport} kocht mondkapjes van {per Sywert van Lienden}. De {org Stichting Hulptroepen Alliantie} leverde. Het {org Landelijk Consortium Hulpmiddelen} ({org LCH}) heeft voorraad in {pla Veghel}. Het {org LCH} en {org Mediq} reageerden. {par 50PLUS} vroeg naar {org Deloitte}. Zie {doc Kamerstuk 35 830-XVI, nr. 2}.

        # Stikstof 2023
        Minister {per Van der Wal} en {per Johan Remkes} spraken met {org Agractie} en {org NAJK}. {par BBB}-leider {per Caroline van der Plas} won in {pla Overijssel}. De {org Rabobank} en {org FrieslandCampina} dragen bij. In de {pla Peel} en op de {pla Veluwe} ligt {pol Natura 2000}-gebied. {org Mesdag Zuivelfonds} publiceerde cijfers van het {org RIVM}. De {pol Lbv-plus} staat open. Het {pol Landbouwakkoord} mislukte. Kunt u {per Wouter de Heij} antwoorden?
        """#
}
