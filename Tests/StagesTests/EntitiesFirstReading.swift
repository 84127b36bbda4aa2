/// Answers of many ministries, years and countries, written for this test, with the names that a reader would mark in them.
///
/// The first set: it was written before the stage was taught anything by it, and has been looked at since.
extension MarkedAnswers {
    static let first = #"""
        # Financiën 2016
        De {rol minister van Financiën} heeft op 12 mei met {per Jeroen Dijsselbloem|Jeroen Dijsselbloem} en de {rol president van De Nederlandsche Bank} gesproken over {org ABN AMRO}. Kunt u aangeven of {org NLFI} haar belang verkoopt? Bent u bekend met het advies van de {org Autoriteit Financiële Markten} ({org AFM})? De {org AFM} ziet toe op de {pol Wet op het financieel toezicht} ({pol Wft}).

        # Onderwijs 2023
        Uit onderzoek van de {org Inspectie van het Onderwijs} blijkt dat leerlingen achterblijven. De {org PO-Raad} en de {org VO-raad} steunen het {pol Masterplan basisvaardigheden}. Deelt u de mening van het lid {per Segers} ({par ChristenUnie})? Minister {per Wiersma} stuurt de Kamer voor de zomer een brief. De {org Universiteit Utrecht} en de {org Erasmus Universiteit Rotterdam} doen mee.

        # Volksgezondheid 2020
        Het {org Rijksinstituut voor Volksgezondheid en Milieu} ({org RIVM}) adviseert het kabinet samen met het {org Outbreak Management Team} ({org OMT}). Volgens {per Jaap van Dissel} is het aantal besmettingen in {pla Noord-Brabant} gedaald. {org Pfizer} en {org BioNTech} leveren in januari. Het {org RIVM} en de {org GGD GHOR} registreren de prikken. Klopt het dat {org Sanquin} hier niet bij betrokken is?

        # Justitie 2011
        De {rol staatssecretaris van Veiligheid en Justitie}, {per F. Teeven}, heeft mede namens de {rol minister voor Immigratie, Integratie en Asiel} geantwoord. De {org Dienst Terugkeer en Vertrek} begeleidt vreemdelingen uit {pla Irak} en {pla Somalië}. In de uitspraak van de {org Afdeling bestuursrechtspraak van de Raad van State} is de {pol Vreemdelingenwet 2000} uitgelegd. Het {org EHRM} oordeelde anders in een zaak tegen {pla België}.

        # Defensie 2015
        {pla Nederland} draagt met vier F-16's bij aan de strijd tegen {org ISIS} in {pla Irak}. De vliegtuigen opereren vanuit {pla Jordanië}. {org CENTCOM} onderzoekt de inzet bij {pla Hawija}. De {rol Commandant der Strijdkrachten}, generaal {per Middendorp}, heeft dit in {pla Tampa} besproken. Voor de missie {mis Resolute Support} in {pla Mazar-e-Sharif} blijven de {pla* Duitse} troepen verantwoordelijk.

        # Landbouw 2019
        Het {org Planbureau voor de Leefomgeving} ({org PBL}) en {org Wageningen University & Research} ({org WUR}) hebben de stikstofuitstoot berekend. De {org Raad van State} verklaarde het {pol Programma Aanpak Stikstof} ({pol PAS}) onverbindend. Het {org PBL} verwacht dat de {pol PAS}-melders duidelijkheid krijgen. {org LTO Nederland} en {org Natuurmonumenten} zijn betrokken. De {org Nederlandse Voedsel- en Warenautoriteit} controleert de slachthuizen in {pla Gelderland}.

        # Sociale Zaken 2022
        Minister {per Van Gennip} heeft met {org FNV}, {org CNV} en {org VCP} gesproken. {org Uber} en {org Deliveroo} vallen volgens de {org Hoge Raad} onder de cao. Vindt u dat de {org Nederlandse Arbeidsinspectie} voldoende toezicht houdt? Klopt het bericht in {org Trouw} dat {org Temper} platformwerkers inhuurt? Het {org UWV} voert de {pol Ziektewet} en de {pol WIA} uit.

        # Infrastructuur 2018
        {org ProRail} werkt aan het spoor tussen {pla Zwolle} en {pla Meppel}. Staatssecretaris {per Stientje van Veldhoven} overlegt met {org Arriva} en de {org NS}. De {org Autoriteit Consument en Markt} ({org ACM}) houdt toezicht. Het lid {per Laçin} ({par SP}) vraagt naar de Hogesnelheidslijn-Zuid? In {pla Brussel} loopt het overleg met {org Infrabel}.

        # Buitenlandse Zaken 2024
        Het kabinet veroordeelt de arrestatie van {per Aleksej Navalny} door {pla Rusland}. De {rol Hoge Vertegenwoordiger van de EU}, {per Josep Borrell}, heeft namens de {org Europese Unie} gereageerd. {per Navalny} overleed in {pla Charp}. De {rol Russische ambassadeur} is ontboden. {pla Nederland} steunt de {mis OSCE Special Monitoring Mission} en de {rol Oekraïense president} {per Zelensky}. Hierover sprak ik met mijn ambtgenoot {per Annalena Baerbock}.

        # Buitenlandse Zaken 2013
        In {pla Egypte} zijn aanhangers van de {org Moslimbroederschap} gearresteerd. Oud-president {per Morsi} staat terecht. {pla* Egyptische} autoriteiten hebben {org Al Jazeera} verboden. De {rol minister van Buitenlandse Zaken}, {per Frans Timmermans}, sprak met zijn {pla* Amerikaanse} collega {per John Kerry}. De {org Arabische Liga} en de {org Afrikaanse Unie} ({org AU}) bemiddelen. De {org AU} schorste {pla Egypte}.

        # Migratie 2017
        Via de centrale Middellandse Zeeroute komen migranten uit {pla Libië} naar {pla Lampedusa}. {org Frontex}-operatie {mis Triton} en operatie {mis Sophia} redden drenkelingen. De {pla* Libische} kustwacht wordt getraind door {mis EUNAVFOR MED}. De {org Internationale Organisatie voor Migratie} ({org IOM}) begeleidt vrijwillige terugkeer. Premier {per Fayez al-Sarraj} vroeg de {org EU} om hulp. {per Al-Sarraj} sprak in {pla Valletta}.

        # Ontwikkelingssamenwerking 2021
        Minister {per Kaag} heeft met {org Gavi} en het {org Global Fund} afspraken gemaakt. {org Cordaid}, {org Oxfam Novib} en {org SNV} voeren projecten uit in {pla Ethiopië} en {pla Oeganda}. In {pla Tigray} is het {org TPLF} ({org Tigray People's Liberation Front}) actief. De {org Verenigde Naties} roepen premier {per Abiy Ahmed} op tot een bestand. De {org AIV} bracht advies uit over de {pol Duurzame Ontwikkelingsdoelen}.

        # Binnenlandse Zaken 2014
        De {rol minister van Binnenlandse Zaken en Koninkrijksrelaties}, {per R.H.A. Plasterk}, heeft de {org CTIVD} gevraagd. De {org AIVD} werkte samen met de {org NSA}. {per Edward Snowden} onthulde dit. Hoe beoordeelt u de {pol Wiv 2002}? {org Privacy International} en {org Bits of Freedom} spanden een zaak aan. De {org Commissie van Toezicht op de Inlichtingen- en Veiligheidsdiensten} rapporteert in {doc Kamerstuk 29 924, nr. 105}.

        # Economische Zaken 2022
        {org Gasunie} bouwt in de {pla Eemshaven} een terminal voor {org EemsEnergyTerminal}. {org Shell} en {org ExxonMobil} zijn aandeelhouder van de {org NAM}. Het {org Staatstoezicht op de Mijnen} ({org SodM}) adviseert het {pla Groningenveld} te sluiten. {org SodM} wijst op {pla Loppersum}. Staatssecretaris {per Hans Vijlbrief} bezocht {pla Garrelsweer}. De {par PvdA}-fractie en de {par SP}-fractie vragen door. Waarom wacht {per Vijlbrief}?

        # Koninkrijksrelaties 2020
        De landen {pla Aruba}, {pla Curaçao} en {pla Sint Maarten} ontvangen liquiditeitssteun. De {rol minister-president van Curaçao}, {per Eugene Rhuggenaath}, tekende. Het {org College financieel toezicht} ({org Cft}) adviseert. Op {pla Bonaire} en {pla Saba} werkt de {org Rijksdienst Caribisch Nederland}. {per Raymond Knops} sprak met {per Rhuggenaath} over de {org Caribische hervormingsentiteit}.

        # Asiel 2025
        Minister {per Faber} wil de {pol Spreidingswet} intrekken. Het {org COA} zoekt plekken in {pla Albergen}, {pla Uithoorn} en {pla Ter Apel}. {org VluchtelingenWerk Nederland} waarschuwt. De {par PVV} en {par NSC} verschillen van mening. {pla* Syriërs} en {pla* Eritreeërs} wachten lang. De {rol burgemeester van Westerwolde}, {per Jaap Velema}, luidt de noodklok. De {org IND} past de {pol Dublinverordening} toe.

        # België 2017
        De federale regering heeft via {org Enabel} projecten in {pla Benin} en {pla Guinee}. {per Alexander De Croo}, {rol minister van Ontwikkelingssamenwerking}, lichtte dit toe. De {par N-VA} en {par Open Vld} steunen het plan. De {org FOD Buitenlandse Zaken} en de {org Dienst Vreemdelingenzaken} werken samen met {org Fedasil}. In {pla Zaventem} landde een vlucht uit {pla Khartoem}. Staatssecretaris {per Theo Francken} gaf uitleg.

        # België 2012 frans
        Le {rol ministre des Affaires étrangères}, {per Didier Reynders}, a rencontré le président {per Goodluck Jonathan} à {pla Abuja}. La {pla Belgique} soutient l'{org Union africaine} et la {org CEDEAO|ECOWAS}. Le {par PS} et le {par cdH} ont interrogé le ministre sur le {pla Mali}. L'{org Office des étrangers} examine les demandes des ressortissants {pla* maliens}. Le {org Conseil de sécurité des Nations unies} a adopté une résolution sur {org Boko Haram}.

        # France 2021
        La {rol ministre des Armées}, {per Florence Parly}, a confirmé la fin de l'opération {mis Barkhane}. Les forces {pla* françaises} quittent {pla Kidal}, {pla Tessalit} et {pla Tombouctou}. Le président {per Emmanuel Macron} a reçu son homologue {pla* nigérien} {per Mohamed Bazoum}. L'{org Union européenne} finance l'{mis EUTM Mali}. Le groupe {org Wagner} est soutenu par la {pla Russie|Rusland}.

        # UK 2019
        The {rol Secretary of State for Defence}, {per Ben Wallace}, met the {rol Foreign Secretary}. {pla Britain} contributes to {mis Operation Barkhane} with Chinook helicopters. The {org Ministry of Defence} and the {org Department for International Development} fund projects in {pla Somalia|Somalië}. {par Labour} and the {par Liberal Democrats} asked about {org Boko Haram}. {per Lord Ahmed of Wimbledon} spoke at the {org United Nations}.

        # UK 2010
        To ask the {rol Secretary of State for Foreign and Commonwealth Affairs} what discussions he has had with his {pla* Pakistani} counterpart. The {org Foreign and Commonwealth Office} raised the case of {per Aung San Suu Kyi} in {pla Burma|Myanmar}. {org NATO} and the {mis International Security Assistance Force} ({mis ISAF}) operate in {pla Helmand}. {mis ISAF} forces trained the {org Afghan National Army}. Mr {per Hague} replied for the {pla UK}. The {org Department of Health} has no data.

        # Duitsland 2022
        Die {rol Bundesministerin der Verteidigung}, {per Christine Lambrecht}, besuchte {pla Gao}. Die {org Bundeswehr} beteiligt sich an {mis MINUSMA} und {mis EUTM Mali}. Die Fraktion der {par CDU/CSU} und die {par AfD} fragten nach {pla Niger}. Bundeskanzler {per Olaf Scholz} sprach mit den {org Vereinten Nationen}. Die {pla* malischen} Behörden und {pla Frankreich|Frankrijk} verhandeln. Das {org Auswärtige Amt} warnt.

        # Europees Parlement 2023
        {rol High Representative/Vice-President} {per Borrell} replied on behalf of the {org European Commission}. The {org EU} adopted the {pol Digital Services Act} and the {pol Corporate Sustainability Due Diligence Directive}. {org Frontex} cooperates with {pla Tunisia|Tunesië}. {per Tineke Strik} ({par Verts/ALE}) and {per Malik Azmani} ({par Renew}) asked about {pla Morocco}. The {pol Global Europe} instrument funds {org UNHCR}.

        # Klimaat 2021
        De {rol staatssecretaris van Economische Zaken en Klimaat}, {per Dilan Yeşilgöz-Zegerius}, is verantwoordelijk voor het {pol Klimaatakkoord}. {org Urgenda} won de zaak. {org Tata Steel} in {pla IJmuiden} en {org Dow} in {pla Terneuzen} krijgen maatwerk. De {pol SDE++}-regeling loopt door. Volgens {org TNO} en {org CE Delft} is {pol Fit for 55} haalbaar. De {org Europese Commissie} en {per Frans Timmermans} kwamen met de {pol European Green Deal}.

        # Cultuur 2015
        De {org Raad voor Cultuur} adviseert over de {org Nederlandse Publieke Omroep} ({org NPO}). Minister {per Jet Bussemaker} stelt geld beschikbaar voor het {org Rijksmuseum} en het {org Fonds Podiumkunsten}. De {org NPO} mag {org AVROTROS} steunen. Het {org Commissariaat voor de Media} houdt toezicht op de {pol Mediawet 2008}. In {pla Leeuwarden} wordt {pol Culturele Hoofdstad 2018} voorbereid.

        # Sahel 2019
        De {org G5 Sahel} heeft de {mis Force conjointe} opgericht. {pla Burkina Faso} en {pla Niger} leveren troepen. In {pla Inata} en {pla Arbinda} vielen {org Ansaroul Islam} en {org ISGS} aan. Generaal {per Oumarou Namata} leidt de eenheid. {pla* Nigerese} militairen en {pla* Mauritaanse} militairen worden getraind. De {rol Speciaal Vertegenwoordiger van de Secretaris-Generaal van de VN}, {per Mahamat Saleh Annadif}, rapporteert vanuit {pla Bamako}.

        # Soedan 2023
        Tussen het leger van {per Abdel Fattah al-Burhan} en de {org Rapid Support Forces} ({org RSF}) van {per Mohamed Hamdan Dagalo}, alias {per Hemedti}, wordt gevochten. De {org RSF} controleert {pla Nyala} en delen van {pla Khartoem}. {per Al-Burhan} wijkt uit naar {pla Port Sudan}. {pla Zuid-Sudan} en {pla Tsjaad} vangen vluchtelingen op. {org IGAD} bemiddelt in {pla Djibouti}. {pla* Soedanese} burgers vluchten.

        # Gaza 2024
        {pla Israël} heeft in {pla Rafah} en {pla Khan Younis} gebombardeerd. Premier {per Netanyahu} en minister {per Gallant} worden gezocht door het {org Internationaal Strafhof} ({org ICC}). {org UNRWA} en {org Artsen zonder Grenzen} leveren hulp. De {pla* Palestijnse} bevolking lijdt. {org Hamas}-leider {per Yahya Sinwar} kwam om. Het {org ICC} vaardigde bevelen uit. De kolonisten op de {pla Westelijke Jordaanoever} worden gesanctioneerd.

        # China 2018
        {org Huawei} en {org ZTE} leveren apparatuur aan {org KPN} en {org VodafoneZiggo}. {pla* Chinese} studenten komen uit {pla Shenzhen}. President {per Xi Jinping} sprak over het {pol Belt and Road Initiative}. Mensen in {pla Xinjiang} worden vastgehouden. Het {org Rathenau Instituut} publiceerde. De {pol Chinastrategie} volgt. In {pla Hongkong} geldt de {pol Nationale Veiligheidswet}.

        # Toeslagen 2020
        De {org Belastingdienst/Toeslagen} heeft fouten gemaakt. Staatssecretaris {per Alexandra van Huffelen} richtte de {org Uitvoeringsorganisatie Herstel Toeslagen} ({org UHT}) op. De leden {per Omtzigt} ({par CDA}) en {per Leijten} ({par SP}) drongen aan. De {org Commissie-Donner} adviseerde. De {org UHT} betaalt. De {rol Nationale ombudsman} en {per Pieter Omtzigt} vroegen om stukken. Zie {doc Kamerstuk 31 066, nr. 683}.

        # Wonen 2024
        Minister {per Mona Keijzer} overlegt met {org Aedes}, {org Bouwend Nederland} en de {org Woonbond}. Woningcorporatie {org Ymere} bouwt in {pla Almere} en {pla Haarlemmermeer}. De {pol Wet betaalbare huur} is ingegaan. Hoe kijkt u naar de {pol Huisvestingswet 2014}? De {org Vereniging van Nederlandse Gemeenten} ({org VNG}) deelt de zorgen. De {org VNG} en wethouder {per Zita Pels} van {pla Amsterdam} schreven een brief. Gaat u dat doen?

        # Venezuela 2019
        {pla Nederland} erkent {per Juan Guaidó} als interim-president. Het regime van {per Nicolás Maduro} blokkeert hulp vanuit {pla Cúcuta}. {pla* Venezolaanse} migranten bereiken {pla Curaçao}. De {org Lima-groep} en de {org Internationale Contactgroep} overlegden in {pla Montevideo}. Staatsoliebedrijf {org PDVSA} en raffinaderij {org Isla} zijn geraakt. {per Guaidó} bezocht {pla Bogotá}.

        # Belarus 2021
        {per Loekasjenko} liet een vliegtuig van {org Ryanair} landen in {pla Minsk}. Journalist {per Roman Protasevitsj} werd opgepakt. {pla Litouwen}, {pla Letland} en {pla Polen} sloten de grens. {per Svetlana Tichanovskaja} sprak in {pla Den Haag}. De {pla* Wit-Russische} autoriteiten ontkennen. {org Belavia} mag niet meer vliegen boven {org EU}-gebied. De {org Raad Buitenlandse Zaken} besloot tot sancties.

        # Handel 2015
        Over het handelsverdrag met de {pla Verenigde Staten}, {pol TTIP}, is gesproken met {per Cecilia Malmström}. Minister {per Ploumen} informeerde de Kamer. Het verdrag met {pla Canada}, {pol CETA}, wordt getoetst door het {org Hof van Justitie van de Europese Unie}. {org Milieudefensie}, {org Foodwatch} en {org FNV} zijn kritisch. Het {org Ministerie van Buitenlandse Zaken} publiceert de stukken. De {org WTO} in {pla Genève} is op de hoogte.

        # Zorgverzekeraars 2013
        {org Achmea}, {org VGZ}, {org CZ} en {org Menzis} kopen zorg in. De {org Nederlandse Zorgautoriteit} ({org NZa}) en het {org College voor Zorgverzekeringen} ({org CVZ}) houden toezicht. Minister {per Schippers} schreef aan {org GGZ Nederland}. Het {org CVZ} adviseert over de {pol AWBZ}. Ziekenhuis {org Bernhoven} in {pla Uden} en het {org Erasmus MC} deden onderzoek. De {org NZa} beboet. Herkent u dit?

        # MH17 2015
        De {org Onderzoeksraad voor Veiligheid} ({org OVV}) publiceerde het rapport over {org Malaysia Airlines}. De {org OVV} onderzocht de route boven {pla Oost-Oekraïne}. Het {org Joint Investigation Team} ({org JIT}) zoekt daders. {per Tjibbe Joustra} en premier {per Rutte} spraken met nabestaanden. {pla Maleisië}, {pla Australië} en {pla Oekraïne} doen mee. Het {org JIT} en {org Almaz-Antey} verschillen van inzicht.

        # Eritrea 2016
        De {pla* Eritrese} ambassade in {pla Den Haag} int een diasporabelasting. Onderzoekers van {org DSP-groep} en de {org Tilburg University} deden onderzoek. De {par PFDJ} van president {per Isaias Afewerki} organiseerde een congres in {pla Veldhoven}. Minister {per Koenders} ontbood de zaakgelastigde. {per Mirjam van Reisen} getuigde. De {org Algemene Vergadering van de VN} nam een resolutie aan.

        # Digitale zaken 2023
        De {org Autoriteit Persoonsgegevens} onderzoekt {org Temu}, {org Clearview AI} en {org OpenAI}. Staatssecretaris {per Van Huffelen} verwijst naar de {pol AVG} en de {pol AI-verordening}. {org Meta} en {org X} verzamelen gegevens. {org Logius} beheert {org DigiD}. De {pol Wet gegevensverwerking door samenwerkingsverbanden} ({pol WGS}) ligt in de Eerste Kamer. De {pol WGS} is omstreden. Ziet u dat ook?

        # Polen 2022
        De {org Europese Commissie} houdt geld in van {pla Polen} en {pla Hongarije}. De {pla* Poolse} regeringspartij {par PiS} en premier {per Mateusz Morawiecki} verzetten zich. {per Viktor Orbán} ({par Fidesz}) steunt hem. Het {org Helsinki Comité} rapporteert. Eurocommissaris {per Didier Reynders} sprak in {pla Warschau} over de {pol rechtsstaatverordening}. De {org Venetië-Commissie} van de {org Raad van Europa} waarschuwde.

        # Rekenkamer 2016
        De {org Algemene Rekenkamer} onderzocht het {org Ministerie van Economische Zaken}, de {org RVO.nl} en het {org Waarborgfonds Sociale Woningbouw}. In het jaarverslag van het {org Ministerie van Infrastructuur en Milieu} staat dat {org Rijkswaterstaat} achterloopt. De {org Auditdienst Rijk} ({org ADR}) controleert de {org Dienst Landelijk Gebied}. De {org ADR} vond fouten bij {org DUO} en {org CJIB}. Waarop baseert u dat?
        """#
}
