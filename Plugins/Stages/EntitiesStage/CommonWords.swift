import Language

/// Words that a capital does not make a name, folded.
enum CommonWords {
    /// Words that often begin a sentence, so that the capital after a full stop says nothing about them.
    static let starters = set(
        """
        aan aangaande aangezien achter acht afgelopen afhankelijk afwijkend al alle alleen allereerst alles als alsnog
        altijd anders antwoord antwoorden ben bent begrijpt behalve beide bekend beleid beoordeelt bericht beschikt
        beschouwt besef bestaan bestaat betekent betreft betrekt beschrijf biedt bij bijvoorbeeld binnen blijft blijkt
        blijven boven bovendien brengt buiten circa concreet conform constateert daar daaraan daarbij daardoor daarin
        daarmee daarna daarnaast daarom daaronder daarop daarover daartoe daarvan daarvoor dat de deel deelt dergelijke
        derde derhalve deze denkt desalniettemin destijds die diens dient dit doen doet door dragen draagt dus dus
        echter een eerder eerste eind eindelijk elk elke en enerzijds enige enkele er eraan erkent erkennen ervan
        ervoor evenals evenmin evenwel ga gaan gaat gebeurt gebruikt geeft geen geldt geldt gelet gezien gegeven
        gelden gelukkig geven goed graag had hadden hangt heb hebben hebt heeft helaas helpt herinnert herkent
        herkennen het hetgeen hetzelfde hield hier hieraan hierbij hierdoor hiermee hierna hierom hieronder hierop
        hierover hiertoe hiervan hiervoor hij hoe hoeveel hoewel houdt huidige hun iedere iedereen iemand ik in indien
        ingevolge inmiddels insteek inzet inzake is ja jaarlijks jij juist kan kennen kent kijkt klopt kom komen komt
        kon konden kort kosten kreeg krijgen krijgt kunnen kunt laat later laten leden leest leidt lid liggen ligt
        los maakt maar maken medio meent meer meerdere men met middels mijn misschien moet moeten mogelijk momenteel
        mocht morgen na naar naast nadat nadere nee neemt neen nemen net niet niemand niettemin nieuwe nog nogmaals nooit
        nu of ofwel om omdat omtrent onder ondanks onlangs ons onze onverminderd onderschrijft onderkent ontvangt ook op
        opgemerkt opnieuw over overeenkomstig overigens overweegt pas per plus post recent recentelijk reeds rond
        ruim samen samenvattend schaamt schriftelijke sedert sinds slechts sommige soms speelt staan staat sta
        steeds stelt steunt straks streeft te tegelijkertijd tegen telkens ten tenslotte ter terwijl tevens tijdens
        toch toen tot totdat treedt trekt tussen twee uit uiteraard uiterlijk uitgangspunt uw u vaak van vanaf vanuit
        vanwege vandaag vanzelfsprekend vele veel verder verleent verscheidene verschillende verwacht verwijst
        verwijzend via vind vinden vindt vindt voelt volgens volgt voor vooral voorafgaand vooralsnog voordat voorts
        voorzien voorziet vorig vorige vormt vraag vragen vraagt waar waaraan waarbij waardoor waarin waarmee waarom
        waarop waarover waartoe waarvan waarvoor wanneer want waren was wat we weet weegt weer weliswaar welk welke
        werd werden wel werken werkt weten wie wij wil wilt willen word worden wordt zal ze zeker zelf zelfs zich zie
        ziet zij zijn zo zoals zodat zodra zolang zonder zou zouden zowel zulke zullen zult geef heden verder neemt
        mede medewerking uitgaande eveneens desondanks desgevraagd allemaal deels dagelijks wekelijks maandelijks vorige
        ontwikkelingen onderzoek uitgaven inkomsten aantal totaal bron datum onderwerp betreft bijlage toelichting
        leven meisjes vrouwen mannen mensen kinderen burgers jongeren ouders gemeenten provincies bedrijven
        organisaties scholen landen lidstaten ministers slachtoffers onderzoekers experts deskundigen artsen boeren
        uitvoering financiering ondersteuning toezicht bescherming samenwerking voldoende vervolgens ingezet
        a about according after all also although an and any are as at be because been before between both but by
        can could current did do does during each following for from further given government had has have having he
        her here his how however i if in instead is it its many may more most my no not nor of on one only or other our
        over please provision recent she should since so some such that the their then there these they this those
        through to two under until upon we were was what when where whether which while who why will with within would
        you your yes both question answer written asked ask replied the details information figures data
        ainsi alors apres au aucun aujourd aussi autre aux avant avec c ce cela celle ces cet cette ceux chaque combien
        comme comment concernant d dans de depuis des donc du elle elles en enfin entre est et il ils j je l la le les
        leur lors mais mes meme mon n nos notre nous on ont or ou par pendant plus pour pourquoi pouvez qu quand que
        quel quelle quelles quels qui s sa selon ses si son sont sous sur tous tout toute toutefois toutes un une vers
        vos votre vous y etant quant afin suite grace
        aber alle als am an auch auf aus bei bis da dabei damit das dass dem den der des die diese dieser dieses doch
        durch ein eine einem einen einer er es fur hat ihre im in inwieweit ist jede kann mit nach nicht noch oder seit
        sich sie sind so uber um und unter von vor war warum was welche wenn wer werden wie wir wird zu zum zur zwischen
        """)

    /// Verbs that a sentence may begin with, most of all a question; none is a name.
    static func isVerb(_ word: Word) -> Bool { verbs.contains(word) }

    private static let verbs = set(
        """
        acht beaamt begint behoort beschermt beschuldigt besluit bestrijdt bevestigt bezit bezoekt bezocht blokkeert brengt
        claimt dekt dreigt dringt dwingt eist erkende financiert gaf garandeert gebruiken gelooft ging grijpt handelt
        helpen hielp hoort houden houdt investeert kiest klopt koopt kost kregen krijgen krijgt leverde levert levert
        liet maakte mag meldde meldt mogen neemt noemde noemt onderhandelt onderhoudt ontkende ontkent ontvangen
        ontvangt ontving overlegt overtreedt pleegt pleit probeert profiteert raakt reageert schendt schrijft schreef
        spreekt sprak sprong steunde steunden steunen steunt stemt stuurde stuurt traint tekent toont valt vecht
        veroordeelt verbiedt verkoopt verliest vertelt vertrekt vertrouwt voert voldoet vreest waarschuwt waarschuwde
        weigert weigerde wenst wint wijst zegde zegden zegt zeggen zei zeiden zendt zet zit zoekt zorgt
        """)

    /// Nouns that official texts write with a capital although they name nothing.
    static let generic = set(
        """
        minister ministers ministerie kamer kamers tweede eerste kabinet regering rijk staat staten koning koningin
        koninkrijk raad commissie parlement kamerleden lid leden kamerstuk kamerstukken handelingen aanhangsel bijlage
        bijlagen hoofdstuk artikel internet covid corona brexit kerst pasen prinsjesdag euro staatssecretaris
        staatssecretarissen vraag antwoord toelichting mededeling vergaderjaar stb stcrt rijksoverheid overheid wet
        regeling besluit richtlijn verordening verdrag kamerbrief motie tabel figuur nota plan grafiek paragraaf premier
        president minister-president staatsblad staatscourant rijksbegroting kst nr ir mr dr drs prof ing hoogachtend
        onderwerp datum kenmerk referentie vraagsteller inlichtingen griffier voorzitter fractie fracties
        verslag schriftelijk overleg algemeen bron zie ad ten eerste tweede derde twee bwv unie lidstaat lidstaten
        minister staatshoofd god bijbel koran islam holocaust kerk sint kerstmis oost west noord zuid januari februari
        maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag donderdag
        vrijdag zaterdag zondag january february march may june july august october monday tuesday wednesday thursday
        friday saturday sunday government members member house commons lords parliament parliamentary majesty armed
        services service army navy force forces department departments ministry committee question questions answer
        official report column bill act state secretary hon gentleman lady friend speaker right under-secretary
        number total table annex budget financial year source note notes personnel regulars reserve officers ranks
        monsieur madame ministre etat gouvernement chambre senat parlement commission conseil province commune
        belgie federale gewest gemeenschap premiere volksvertegenwoordiger bulletin vragen antwoorden
        corona-virus coronavirus coronacrisis lockdown twitter whatsapp powerpoint excel word christmas
        christelijk christelijke protestants joods joodse islamitisch islamitische katholieke katholiek moslim moslims
        christenen joden jezidi's koerden palestijnen wereldoorlog eerste-kamer tweede-kamer
        senior officials kamerbief issn isbn
        ebola zika malaria mpox tuberculose memorandum
        kamerbrieven kamervragen kamerdebat kamerleden kamerfractie
        informatiepunt auteur titel sector programma project scope bv nv ii iii iv vi vii viii ix xi xii xiii xiv xv xvi
        """)

    /// Abbreviations that stand for common things.
    static let abbreviations = set(
        """
        btw aow wia wao hbo mbo vmbo havo vwo bv nv ict it pfas pfos dna co co2 no2 ov zzp hiv aids mri ggz woz bsn pdf cv
        fte bbp bnp bni ww ai hr pr tv gps sms usb url www html api ngo ngo's ngos po vo so sbo wo mri cao cao's
        wtl ic icu pcr qr covid cbrn led sgp4 apk boa boa's zbb zbo rwt ab nb tk ek ii iii iv vi vii viii ix xi xii xiii
        xiv xv xvi xvii xviii ao wgo vao so zsm ahv eu-28 bis nr mld mln kg km mw gw kwh pj mton ha m2 m3 db dba nox pm sba
        dbc zvp pgb vog vog's bno kbs mkb mkb's rvb a b c d e f g h i j k l m n o p q r s t u v w x y z kv kw ipv ivm nvt
        tbs isd pij msnp uav uavs rpas oda sdgs sdg fdi gdp gni vat ni pm am nhs mp mps plc uk's hq raf gp gps
        rpg ied ieds vbied pow tnt eta id ids bsn's vs nl en fr de es ok zzp'er zzp'ers tva ong pme pib onss mv pj
        cd dvd xml asap faq ivf soa ggd'en lhbti lhbtiq lhbt lgbt lgbti lgbtq vn'er hsl hov os bhos bz sg pi jenv ezk ez vws szw ienw bzk ocw lnv lvvn fin bhos bho aenm kgg vro cd vtv lta kpi kpi's roi wlz-zorg
        """
    ).union(chiefOfficers)

    /// Chief officers of all sorts: executive, financial, operating, information, technical, marketing.
    private static let chiefOfficers = "efoitm".map { "c\($0)o" }

    private static func set(_ words: String) -> WordSet {
        WordSet(listed: words)
    }
}
