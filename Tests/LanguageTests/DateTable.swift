/// Expressions of time as papers have them, made up, with what they mean by the guidelines: `day of the paper | text | expression = value`.
///
/// `-` where nothing in the text is a date, or what there is is too vague to note.
enum DateTable {
    static let dutch = """
        2022-12-20 | Op 17 juni jl. sprak de minister met de sector. | 17 juni jl. = 2022-06-17
        2022-12-20 | de brief van 9 december jl. over dit onderwerp | 9 december jl. = 2022-12-09
        2021-02-03 | De brief van 28 december jongstleden is ontvangen. | 28 december jongstleden = 2020-12-28
        2021-02-03 | op 15 oktober l.l. is besloten | 15 oktober l.l. = 2020-10-15
        2019-05-14 | op 12 juni aanstaande vergadert de raad | 12 juni aanstaande = 2019-06-12
        2019-11-30 | op 12 januari a.s. vergadert de raad | 12 januari a.s. = 2020-01-12
        2018-03-01 | Op 1 april 2018 treedt de wet in werking. | 1 april 2018 = 2018-04-01
        2018-03-01 | tussen 3 en 7 april 2018 was er overleg | 3 en 7 april 2018 = 2018-04-03/2018-04-07
        2018-03-01 | van 3 t/m 7 april 2018 | 3 t/m 7 april 2018 = 2018-04-03/2018-04-07
        2018-03-01 | van 28 maart tot en met 3 april 2018 | 28 maart tot en met 3 april 2018 = 2018-03-28/2018-04-03
        2018-03-01 | van 1 januari 2016 tot en met 31 december 2017 | 1 januari 2016 tot en met 31 december 2017 = 2016-01-01/2017-12-31
        2018-03-01 | van 1 januari 2016 tot 1 juli 2016 gold de oude norm | 1 januari 2016 = 2016-01-01; 1 juli 2016 = 2016-07-01
        2022-12-20 | afgelopen juli was het droog | afgelopen juli = 2022-07
        2022-05-20 | afgelopen juli was het droog | afgelopen juli = 2021-07
        2022-05-20 | komende oktober begint de campagne | komende oktober = 2022-10
        2022-11-20 | komend voorjaar begint de campagne | komend voorjaar = 2023-03-01/2023-05-31
        2022-05-20 | dit najaar begint de campagne | dit najaar = 2022-09-01/2022-11-30
        2022-05-20 | deze zomer begint de campagne | deze zomer = 2022-06-01/2022-08-31
        2022-05-20 | vorige zomer was het droog | vorige zomer = 2021-06-01/2021-08-31
        2022-05-20 | volgend voorjaar wordt geplant | volgend voorjaar = 2023-03-01/2023-05-31
        2022-05-20 | afgelopen winter was zacht | afgelopen winter = 2021-12-01/2022-02-28
        2022-05-20 | in de winter van 2023 | winter van 2023 = 2023-12-01/2024-02-29
        2022-05-20 | in de winter 2021/2022 | winter 2021/2022 = 2021-12-01/2022-02-28
        2022-05-20 | het najaar van vorig jaar | najaar van vorig jaar = 2021-09-01/2021-11-30
        2022-05-20 | In het najaar zal de evaluatie starten. | najaar = 2022-09-01/2022-11-30
        2022-05-20 | In het najaar start de campagne. | najaar = 2022-09-01/2022-11-30
        2022-11-20 | Tegen het voorjaar is de brug klaar. | voorjaar = 2023-03-01/2023-05-31
        2022-05-20 | In het najaar sprak de minister met de sector. | -
        2022-05-20 | In de zomer is het vaak droog. | -
        2022-05-20 | Het najaar is een drukke tijd. | -
        2022-12-20 | De lidstaten doen binnen zes maanden mededeling aan de Commissie. | binnen zes maanden = ?
        2022-12-20 | Volgens artikel 12 wordt binnen zes weken beslist. | binnen zes weken = ?
        2022-12-20 | Op een bezwaar moet binnen zes weken worden beslist. | binnen zes weken = ?
        2022-12-20 | Ik zal volgens artikel 12 binnen zes weken beslissen. | binnen zes weken = 2022-12-20/2023-01-31
        2022-12-20 | De wet wordt binnen zes maanden geëvalueerd. | binnen zes maanden = 2022-12-20/2023-06-20
        2022-12-20 | de eerste helft van 2023 | eerste helft van 2023 = 2023-01-01/2023-06-30
        2022-12-20 | de tweede helft van volgend jaar | tweede helft van volgend jaar = 2023-07-01/2023-12-31
        2022-12-20 | de eerste helft van dit jaar | eerste helft van dit jaar = 2022-01-01/2022-06-30
        2022-12-20 | in de tweede helft van juni 2023 | tweede helft van juni 2023 = 2023-06
        2022-12-20 | de eerste helft van de jaren negentig | jaren negentig = 1990-01-01/1999-12-31
        2022-12-20 | het eerste halfjaar van 2023 | eerste halfjaar van 2023 = 2023-01-01/2023-06-30
        2022-12-20 | het tweede half jaar van 2023 | tweede half jaar van 2023 = 2023-07-01/2023-12-31
        2022-12-20 | het derde kwartaal van 2023 | derde kwartaal van 2023 = 2023-07-01/2023-09-30
        2022-12-20 | in het laatste kwartaal van 2023 | laatste kwartaal van 2023 = 2023-10-01/2023-12-31
        2022-12-20 | in het vierde kwartaal van dit jaar | vierde kwartaal van dit jaar = 2022-10-01/2022-12-31
        2022-02-20 | in het tweede kwartaal zal de Kamer een brief ontvangen | tweede kwartaal = 2022-04-01/2022-06-30
        2022-12-20 | in Q3 2024 | Q3 2024 = 2024-07-01/2024-09-30
        2022-12-20 | in Q1 van 2024 | Q1 van 2024 = 2024-01-01/2024-03-31
        2022-12-20 | eind Q2 2024 | Q2 2024 = 2024-04-01/2024-06-30
        2022-12-20 | het vierde kwartaal 2021 | vierde kwartaal 2021 = 2021-10-01/2021-12-31
        2022-12-20 | het eerste en tweede kwartaal van 2021 | eerste en tweede kwartaal van 2021 = 2021-01-01/2021-06-30
        2022-12-20 | in het eerste tertiaal van 2021 | eerste tertiaal van 2021 = 2021-01-01/2021-04-30
        2022-12-20 | begin 2024 | begin 2024 = 2024-01-01/2024-03-31
        2022-12-20 | begin volgend jaar | begin volgend jaar = 2023-01-01/2023-03-31
        2022-12-20 | begin dit jaar | begin dit jaar = 2022-01-01/2022-03-31
        2022-12-20 | begin van dit jaar | begin van dit jaar = 2022-01-01/2022-03-31
        2022-12-20 | in het begin van 2021 | begin van 2021 = 2021-01-01/2021-03-31
        2022-12-20 | medio 2024 | medio 2024 = 2024-04-01/2024-09-30
        2022-12-20 | medio volgend jaar | medio volgend jaar = 2023-04-01/2023-09-30
        2022-12-20 | halverwege 2024 | halverwege 2024 = 2024-04-01/2024-09-30
        2022-12-20 | midden 2021 | midden 2021 = 2021-04-01/2021-09-30
        2022-12-20 | eind 2022 | eind 2022 = 2022-10-01/2022-12-31
        2022-12-20 | eind vorig jaar | eind vorig jaar = 2021-10-01/2021-12-31
        2022-12-20 | eind volgend jaar | eind volgend jaar = 2023-10-01/2023-12-31
        2022-12-20 | eind dit jaar | eind dit jaar = 2022-10-01/2022-12-31
        2022-03-20 | voor het einde van het jaar | einde van het jaar = 2022-10-01/2022-12-31
        2022-03-20 | aan het eind van dit jaar | eind van dit jaar = 2022-10-01/2022-12-31
        2022-03-20 | tegen het eind van 2023 | eind van 2023 = 2023-10-01/2023-12-31
        2022-03-20 | ultimo 2021 | ultimo 2021 = 2021-12-31
        2022-03-20 | per ultimo 2021 waren er 40 | ultimo 2021 = 2021-12-31
        2022-03-20 | eind jaren tachtig | eind jaren tachtig = 1987-01-01/1989-12-31
        2022-03-20 | begin jaren '90 | begin jaren '90 = 1990-01-01/1993-12-31
        2022-03-20 | in de jaren ’80 | jaren ’80 = 1980-01-01/1989-12-31
        2022-03-20 | in de jaren 70 van de vorige eeuw | jaren 70 van de vorige eeuw = 1970-01-01/1979-12-31
        2022-12-20 | begin september waren er vragen | begin september = 2022-09
        2022-12-20 | eind juni 2023 | eind juni 2023 = 2023-06
        2022-12-20 | medio mei 2023 | medio mei 2023 = 2023-05
        2022-12-20 | half maart 2023 | half maart 2023 = 2023-03
        2022-12-20 | eind november jl. | eind november jl. = 2022-11
        2022-12-20 | eind januari zal de minister Niger bezoeken | eind januari = 2023-01
        2022-12-20 | begin komend jaar | begin komend jaar = 2023-01-01/2023-03-31
        2022-12-20 | in juli dit jaar | juli dit jaar = 2022-07
        2022-12-20 | in juli van dit jaar | juli van dit jaar = 2022-07
        2022-12-20 | in maart volgend jaar | maart volgend jaar = 2023-03
        2022-12-20 | in mei-juni 2022 | mei-juni 2022 = 2022-05-01/2022-06-30
        2022-12-20 | in mei en juni 2022 | mei en juni 2022 = 2022-05-01/2022-06-30
        2022-12-20 | mei/juni 2022 | mei/juni 2022 = 2022-05-01/2022-06-30
        2022-12-20 | van mei tot en met augustus 2022 | mei tot en met augustus 2022 = 2022-05-01/2022-08-31
        2022-12-20 | van november 2021 tot en met februari 2022 | november 2021 tot en met februari 2022 = 2021-11-01/2022-02-28
        2022-12-20 | van november 2021 t/m februari 2022 | november 2021 t/m februari 2022 = 2021-11-01/2022-02-28
        2022-12-20 | in jan. 2022 | jan. 2022 = 2022-01
        2022-12-20 | op 3 sept. 2022 | 3 sept. 2022 = 2022-09-03
        2022-12-20 | op 4 okt 2022 | 4 okt 2022 = 2022-10-04
        2022-12-20 | dd. 30 september 2022 | 30 september 2022 = 2022-09-30
        2022-12-20 | op maandag 5 december | 5 december = 2022-12-05
        2022-12-20 | in 2021 en 2022 | 2021 = 2021; 2022 = 2022
        2022-12-20 | in de periode 2014-2019 | 2014-2019 = 2014-01-01/2019-12-31
        2022-12-20 | de jaren 2014 tot en met 2019 | 2014 tot en met 2019 = 2014-01-01/2019-12-31
        2022-12-20 | 2014 t/m 2019 | 2014 t/m 2019 = 2014-01-01/2019-12-31
        2022-12-20 | over 2021/22 | 2021/22 = 2021-01-01/2022-12-31
        2022-12-20 | in schooljaar 2021/2022 | schooljaar 2021/2022 = 2021-08-01/2022-07-31
        2022-12-20 | het schooljaar 2021-2022 | schooljaar 2021-2022 = 2021-08-01/2022-07-31
        2022-12-20 | het studiejaar 2022-2023 | studiejaar 2022-2023 = 2022-09-01/2023-08-31
        2022-12-20 | het academisch jaar 2022/2023 | academisch jaar 2022/2023 = 2022-09-01/2023-08-31
        2022-12-20 | dit schooljaar | dit schooljaar = 2022-08-01/2023-07-31
        2022-12-20 | volgend schooljaar | volgend schooljaar = 2023-08-01/2024-07-31
        2022-05-20 | komend schooljaar | komend schooljaar = 2022-08-01/2023-07-31
        2022-05-20 | vorig studiejaar | vorig studiejaar = 2020-09-01/2021-08-31
        2022-12-20 | het vergaderjaar 2021-2022 | vergaderjaar 2021-2022 = 2021-09-21/2022-09-19
        2022-12-20 | de komende vier jaar | komende vier jaar = 2022-12-20/2026-12-20
        2022-12-20 | de komende 10 jaar | komende 10 jaar = 2022-12-20/2032-12-20
        2022-12-20 | het afgelopen vijf jaar | afgelopen vijf jaar = 2017-12-20/2022-12-20
        2022-12-20 | in de voorbije drie jaar | voorbije drie jaar = 2019-12-20/2022-12-20
        2022-12-20 | de laatste vijf jaar | laatste vijf jaar = 2017-12-20/2022-12-20
        2022-12-20 | de komende zes maanden | komende zes maanden = 2022-12-20/2023-06-20
        2022-12-20 | de afgelopen twee weken | afgelopen twee weken = 2022-12-06/2022-12-20
        2022-12-20 | in het afgelopen jaar | afgelopen jaar = 2021-12-20/2022-12-20
        2022-12-20 | het komende jaar | komende jaar = 2022-12-20/2023-12-20
        2022-12-20 | de komende anderhalf jaar | komende anderhalf jaar = 2022-12-20/2024-06-20
        2022-12-20 | afgelopen half jaar | afgelopen half jaar = 2022-06-20/2022-12-20
        2022-12-20 | het afgelopen decennium | afgelopen decennium = 2012-12-20/2022-12-20
        2022-12-20 | binnen zes weken | binnen zes weken = 2022-12-20/2023-01-31
        2022-12-20 | binnen een jaar | binnen een jaar = 2022-12-20/2023-12-20
        2022-12-20 | binnen drie maanden | binnen drie maanden = 2022-12-20/2023-03-20
        2022-12-20 | binnen twee à drie weken | binnen twee à drie weken = 2022-12-20/2023-01-10
        2022-12-20 | twee jaar geleden | twee jaar geleden = 2020
        2022-12-20 | drie maanden geleden | drie maanden geleden = 2022-09
        2022-12-20 | vorig jaar | vorig jaar = 2021
        2022-12-20 | volgend jaar | volgend jaar = 2023
        2022-12-20 | dit kalenderjaar | dit kalenderjaar = 2022
        2022-12-20 | vorige maand | vorige maand = 2022-11
        2022-12-20 | volgende maand | volgende maand = 2023-01
        2022-12-20 | deze maand | deze maand = 2022-12
        2022-12-21 | vorige week | vorige week = 2022-12-12/2022-12-18
        2022-12-21 | volgende week | volgende week = 2022-12-26/2023-01-01
        2022-12-21 | deze week | deze week = 2022-12-19/2022-12-25
        2022-05-21 | volgend kwartaal | volgend kwartaal = 2022-07-01/2022-09-30
        2022-05-21 | dit kwartaal | dit kwartaal = 2022-04-01/2022-06-30
        2022-02-21 | vorig kwartaal | vorig kwartaal = 2021-10-01/2021-12-31
        2022-05-20 | op Prinsjesdag | Prinsjesdag = 2022-09-20
        2023-05-20 | met Prinsjesdag 2022 | Prinsjesdag 2022 = 2022-09-20
        2022-12-20 | afgelopen Prinsjesdag | afgelopen Prinsjesdag = 2022-09-20
        2022-12-20 | komende Prinsjesdag | komende Prinsjesdag = 2023-09-19
        2022-05-20 | voor de zomer zal ik de Kamer informeren | voor de zomer = 2022-05-20/2022-06-30
        2022-05-20 | vóór de zomer van 2023 | vóór de zomer van 2023 = 2022-05-20/2023-06-30
        2022-11-20 | nog voor de zomer | voor de zomer = 2022-11-20/2023-06-30
        2022-05-20 | voor het zomerreces | voor het zomerreces = 2022-05-20/2022-06-30
        2022-05-20 | na de zomer | na de zomer = 2022-09-01/2022-11-30
        2022-05-20 | na het zomerreces | na het zomerreces = 2022-09-01/2022-11-30
        2022-10-20 | voor het kerstreces | voor het kerstreces = 2022-10-20/2022-12-24
        2022-10-20 | voor de kerst | voor de kerst = 2022-10-20/2022-12-24
        2022-10-20 | nog voor Kerst | voor Kerst = 2022-10-20/2022-12-24
        2022-02-20 | voor het meireces | voor het meireces = 2022-02-20/2022-04-30
        2022-10-20 | na het kerstreces | na het kerstreces = 2023-01
        2022-12-20 | op 01-03-2024 | 01-03-2024 = 2024-03-01
        2022-12-20 | op 1-3-2024 | 1-3-2024 = 2024-03-01
        2022-12-20 | op 1/3/2024 | 1/3/2024 = 2024-03-01
        2022-12-20 | 2024-03-01 | 2024-03-01 = 2024-03-01
        2022-12-20 | sinds 2007 | 2007 = 2007
        2022-12-20 | sinds maart 2021 | maart 2021 = 2021-03
        2022-12-20 | de cijfers over de maand oktober | oktober = 2022-10
        2022-12-20 | de zomer van 2021 | zomer van 2021 = 2021-06-01/2021-08-31
        2022-12-20 | het voorjaar van 2023 | voorjaar van 2023 = 2023-03-01/2023-05-31
        2022-12-20 | het vroege voorjaar van 2023 | voorjaar van 2023 = 2023-03-01/2023-05-31
        2022-12-20 | in week 12 van 2023 | week 12 van 2023 = 2023-03-20/2023-03-26
        2022-12-20 | op 29 februari 2023 | februari 2023 = 2023-02
        2022-12-20 | de laatste maanden | -
        2022-12-20 | de komende jaren | -
        2022-12-20 | de komende tijd | -
        2022-12-20 | op korte termijn | -
        2022-12-20 | momenteel en binnenkort | -
        2022-12-20 | zo spoedig mogelijk | -
        2022-12-20 | de afgelopen maanden en weken | -
        2022-12-20 | de meimaand | -
        2022-12-20 | Kamerstuk 29 521, nr. 2022 | -
        2022-12-20 | 2022D12345 | -
        2022-12-20 | een bedrag van 2.022 euro | -
        2022-12-20 | artikel 2022 | -
        2022-12-20 | Verordening (EU) 2016/679 | -
        2022-12-20 | de eerste kamer en de tweede kamer | -
        2022-12-20 | de derde fase | -
        2022-12-20 | in 85 procent van de gevallen | -
        2022-12-20 | het tweede jaar van de opleiding | -
        2022-12-20 | elk jaar, ieder kwartaal en per maand | -
        2022-12-20 | van 1 tot 5 | -
        2022-12-20 | hij is 12 jaar | -
        2022-12-20 | Augustus was een keizer | -
        """

    static let english = """
        2023-05-16 | on 3 March 2022 | 3 March 2022 = 2022-03-03
        2023-05-16 | on 3rd March 2022 | 3rd March 2022 = 2022-03-03
        2023-05-16 | on March 3, 2022 the House | March 3, 2022 = 2022-03-03
        2023-05-16 | in March 2022 | March 2022 = 2022-03
        2023-05-16 | between 3 and 7 March 2022 | 3 and 7 March 2022 = 2022-03-03/2022-03-07
        2023-05-16 | between April and September 2022 | April and September 2022 = 2022-04-01/2022-09-30
        2023-05-16 | by the end of 2023 | end of 2023 = 2023-10-01/2023-12-31
        2023-05-16 | by the end of the year | end of the year = 2023-10-01/2023-12-31
        2023-05-16 | at the end of this year | end of this year = 2023-10-01/2023-12-31
        2023-05-16 | later this year we will publish | this year = 2023
        2023-05-16 | last year | last year = 2022
        2023-05-16 | next year | next year = 2024
        2023-05-16 | last July | last July = 2022-07
        2023-05-16 | next March | next March = 2024-03
        2023-05-16 | last month | last month = 2023-04
        2023-05-16 | next month | next month = 2023-06
        2023-05-16 | this autumn | this autumn = 2023-09-01/2023-11-30
        2023-05-16 | in the autumn of 2022 | autumn of 2022 = 2022-09-01/2022-11-30
        2023-05-16 | last summer | last summer = 2022-06-01/2022-08-31
        2023-05-16 | in spring 2024 | spring 2024 = 2024-03-01/2024-05-31
        2023-05-16 | in early 2024 | early 2024 = 2024-01-01/2024-03-31
        2023-05-16 | in mid-2024 | mid-2024 = 2024-04-01/2024-09-30
        2023-05-16 | in late 2024 | late 2024 = 2024-10-01/2024-12-31
        2023-05-16 | the first half of 2024 | first half of 2024 = 2024-01-01/2024-06-30
        2023-05-16 | the second quarter of 2024 | second quarter of 2024 = 2024-04-01/2024-06-30
        2023-05-16 | in Q3 2024 | Q3 2024 = 2024-07-01/2024-09-30
        2023-05-16 | the next two years | next two years = 2023-05-16/2025-05-16
        2023-05-16 | over the last five years | last five years = 2018-05-16/2023-05-16
        2023-05-16 | the past 12 months | past 12 months = 2022-05-16/2023-05-16
        2023-05-16 | within six weeks | within six weeks = 2023-05-16/2023-06-27
        2023-05-16 | The Department spent all of this in 2021-22, which was more than it had. | 2021-22 = 2021-04-01/2022-03-31
        2023-05-16 | the budget for 2008-09 was spent by the Department | 2008-09 = 2008-04-01/2009-03-31
        2023-05-16 | The Department has spent all of this in 2021/22, which was more than it had. | 2021/22 = 2021-04-01/2022-03-31
        2023-05-16 | pupils in the academic year 2021-22 | 2021-22 = 2021-09-01/2022-08-31
        2023-05-16 | in the calendar years 2021-22 of the programme | 2021-22 = 2021-01-01/2022-12-31
        2023-05-16 | Under the Treaty the parties must report within six months. | within six months = ?
        2023-05-16 | We will respond within six months of the report. | within six months = ?
        2023-05-16 | in 2021 | 2021 = 2021
        2023-05-16 | from 2019 to 2022 | 2019 to 2022 = 2019-01-01/2022-12-31
        2023-05-16 | before the summer recess | before the summer recess = 2023-05-16/2023-07-31
        2023-05-16 | two years ago | two years ago = 2021
        2023-05-16 | we may march on in due course | -
        2023-05-16 | recent years and coming months | -
        """

    static let french = """
        2019-05-07 | le 3 mars 2018, le ministre a répondu | 3 mars 2018 = 2018-03-03
        2019-05-07 | le 1er juillet 2018 dans le cadre | 1er juillet 2018 = 2018-07-01
        2019-05-07 | en mars 2018 dans les pays | mars 2018 = 2018-03
        2019-05-07 | du 3 au 7 mars 2018 dans les villes | 3 au 7 mars 2018 = 2018-03-03/2018-03-07
        2019-05-07 | le 12 août dernier, les services ont | 12 août dernier = 2018-08-12
        2019-05-07 | le 12 juin prochain, les services | 12 juin prochain = 2019-06-12
        2019-05-07 | en novembre prochain dans la ville | novembre prochain = 2019-11
        2019-05-07 | en décembre dernier dans la ville | décembre dernier = 2018-12
        2019-05-07 | avant la fin de l'année pour les services | fin de l'année = 2019-10-01/2019-12-31
        2019-05-07 | fin 2019 dans les écoles | fin 2019 = 2019-10-01/2019-12-31
        2019-05-07 | début 2020 dans les écoles | début 2020 = 2020-01-01/2020-03-31
        2019-05-07 | mi-2020 dans les écoles | mi-2020 = 2020-04-01/2020-09-30
        2019-05-07 | fin juin 2019 pour les communes | fin juin 2019 = 2019-06
        2019-05-07 | au premier semestre 2020 dans le pays | premier semestre 2020 = 2020-01-01/2020-06-30
        2019-05-07 | le deuxième trimestre de 2020 dans le pays | deuxième trimestre de 2020 = 2020-04-01/2020-06-30
        2019-05-07 | l'année dernière dans les communes | année dernière = 2018
        2019-05-07 | l'année prochaine dans les communes | année prochaine = 2020
        2019-05-07 | cette année dans les communes | cette année = 2019
        2019-05-07 | le mois prochain dans les communes | mois prochain = 2019-06
        2019-05-07 | au cours des cinq dernières années dans le pays | cinq dernières années = 2014-05-07/2019-05-07
        2019-05-07 | dans les deux prochaines années pour le pays | deux prochaines années = 2019-05-07/2021-05-07
        2019-05-07 | à l'automne 2019 dans les communes | automne 2019 = 2019-09-01/2019-11-30
        2019-05-07 | avant l'été, dans les communes | avant l'été = 2019-05-07/2019-06-30
        2019-05-07 | dans un délai de trois mois pour les services | délai de trois mois = 2019-05-07/2019-08-07
        2019-05-07 | de 2014 à 2019 dans les communes | 2014 à 2019 = 2014-01-01/2019-12-31
        2019-05-07 | ces dernières années dans les communes | -
        """

    static let german = """
        2022-06-29 | am 3. Mai 2021 hat die Bundesregierung | 3. Mai 2021 = 2021-05-03
        2022-06-29 | im März 2021 wurde die Richtlinie | März 2021 = 2021-03
        2022-06-29 | vom 3. bis 7. Mai 2021 fand die Tagung statt | 3. bis 7. Mai 2021 = 2021-05-03/2021-05-07
        2022-06-29 | bis Ende 2022 wird die Richtlinie | Ende 2022 = 2022-10-01/2022-12-31
        2022-06-29 | Anfang 2023 wird die Richtlinie | Anfang 2023 = 2023-01-01/2023-03-31
        2022-06-29 | Mitte 2023 wird die Richtlinie | Mitte 2023 = 2023-04-01/2023-09-30
        2022-06-29 | Ende Juni 2023 wird die Richtlinie | Ende Juni 2023 = 2023-06
        2022-06-29 | bis zum Jahresende wird die Richtlinie | Jahresende = 2022-10-01/2022-12-31
        2022-06-29 | im ersten Halbjahr 2023 wird die Richtlinie | ersten Halbjahr 2023 = 2023-01-01/2023-06-30
        2022-06-29 | im vierten Quartal 2022 wird die Richtlinie | vierten Quartal 2022 = 2022-10-01/2022-12-31
        2022-06-29 | im Herbst 2022 wird die Richtlinie | Herbst 2022 = 2022-09-01/2022-11-30
        2022-06-29 | im kommenden Jahr wird die Richtlinie | kommenden Jahr = 2023
        2022-06-29 | im vergangenen Jahr wurde die Richtlinie | vergangenen Jahr = 2021
        2022-06-29 | im nächsten Jahr wird die Richtlinie | nächsten Jahr = 2023
        2022-06-29 | im letzten Jahr wurde die Richtlinie | letzten Jahr = 2021
        2022-06-29 | in diesem Jahr wird die Richtlinie | diesem Jahr = 2022
        2022-06-29 | in den kommenden drei Jahren wird die Zahl der | kommenden drei Jahren = 2022-06-29/2025-06-29
        2022-06-29 | in den letzten fünf Jahren wurde die Zahl | letzten fünf Jahren = 2017-06-29/2022-06-29
        2022-06-29 | innerhalb von sechs Wochen wird die Antwort | innerhalb von sechs Wochen = 2022-06-29/2022-08-10
        2022-06-29 | vor der Sommerpause wird die Antwort | vor der Sommerpause = 2022-06-29/2022-06-30
        2022-06-29 | seit 2019 ist die Zahl der Fälle | 2019 = 2019
        2022-06-29 | in den Jahren 2019 bis 2021 wurde die Zahl | 2019 bis 2021 = 2019-01-01/2021-12-31
        2022-06-29 | am 03.05.2021 hat die Bundesregierung | 03.05.2021 = 2021-05-03
        2022-06-29 | in den letzten Jahren ist die Zahl der Fälle | -
        """

    /// Written after the reader was, to see what it makes of what it was not written for: it read 93 of 94.
    static let unseen = """
        2019-02-11 | op 4 maart jl. | 4 maart jl. = 2018-03-04
        2019-02-11 | de brief van 23 januari jl. | 23 januari jl. = 2019-01-23
        2019-02-11 | vanaf 1 juli a.s. geldt | 1 juli a.s. = 2019-07-01
        2019-02-11 | per 1 januari 2020 vervalt | 1 januari 2020 = 2020-01-01
        2019-02-11 | uiterlijk 31 december 2019 | 31 december 2019 = 2019-12-31
        2019-02-11 | van 10 tot en met 14 juni 2019 | 10 tot en met 14 juni 2019 = 2019-06-10/2019-06-14
        2019-02-11 | 10-14 juni 2019 | 10-14 juni 2019 = 2019-06-10/2019-06-14
        2019-02-11 | afgelopen december | afgelopen december = 2018-12
        2019-02-11 | komende zomer | komende zomer = 2019-06-01/2019-08-31
        2019-02-11 | afgelopen najaar | afgelopen najaar = 2018-09-01/2018-11-30
        2019-02-11 | het voorjaar van dit jaar | voorjaar van dit jaar = 2019-03-01/2019-05-31
        2019-02-11 | in de loop van 2019 | 2019 = 2019
        2019-02-11 | in het vierde kwartaal van vorig jaar | vierde kwartaal van vorig jaar = 2018-10-01/2018-12-31
        2019-02-11 | Q4 2018 | Q4 2018 = 2018-10-01/2018-12-31
        2019-02-11 | 4e kwartaal 2018 | 4e kwartaal 2018 = 2018-10-01/2018-12-31
        2019-02-11 | in de tweede helft van 2019 zal de Kamer | tweede helft van 2019 = 2019-07-01/2019-12-31
        2019-02-11 | in de tweede helft van het jaar | tweede helft van het jaar = 2019-07-01/2019-12-31
        2019-02-11 | eind april | eind april = 2019-04
        2019-02-11 | begin maart ontvangt uw Kamer een brief | begin maart = 2019-03
        2019-02-11 | medio oktober 2018 | medio oktober 2018 = 2018-10
        2019-02-11 | eind van het jaar | eind van het jaar = 2019-10-01/2019-12-31
        2019-02-11 | eind komend jaar | eind komend jaar = 2020-10-01/2020-12-31
        2019-02-11 | de eerste drie maanden van 2019 | eerste drie maanden van 2019 = 2019-01-01/2019-03-31
        2019-02-11 | de komende drie weken | komende drie weken = 2019-02-11/2019-03-04
        2019-02-11 | de afgelopen tien jaar | afgelopen tien jaar = 2009-02-11/2019-02-11
        2019-02-11 | in de afgelopen kabinetsperiode | -
        2019-02-11 | binnen vier weken na ontvangst | binnen vier weken = ?
        2019-02-11 | vijf jaar geleden | vijf jaar geleden = 2014
        2019-02-11 | schooljaar 2018/2019 | schooljaar 2018/2019 = 2018-08-01/2019-07-31
        2019-02-11 | schooljaar 2018-2019 en 2019-2020 | schooljaar 2018-2019 = 2018-08-01/2019-07-31; 2019-2020 = 2019-01-01/2020-12-31
        2019-02-11 | komend studiejaar | komend studiejaar = 2019-09-01/2020-08-31
        2019-02-11 | vanaf het schooljaar 2020/21 | schooljaar 2020/21 = 2020-08-01/2021-07-31
        2019-02-11 | rond Prinsjesdag | Prinsjesdag = 2018-09-18
        2019-02-11 | na Prinsjesdag 2019 | Prinsjesdag 2019 = 2019-09-17
        2019-02-11 | ruim voor het zomerreces | voor het zomerreces = 2019-02-11/2019-06-30
        2019-02-11 | nog voor het kerstreces van 2019 | voor het kerstreces van 2019 = 2019-02-11/2019-12-24
        2019-02-11 | kort na de zomer van 2019 | na de zomer van 2019 = 2019-09-01/2019-11-30
        2019-02-11 | in de zomer van 2018 | zomer van 2018 = 2018-06-01/2018-08-31
        2019-02-11 | in de zomer is het warm | -
        2019-02-11 | in het voorjaar wordt de Kamer geïnformeerd | voorjaar = 2019-03-01/2019-05-31
        2019-02-11 | in het derde kwartaal volgt een brief | derde kwartaal = 2019-07-01/2019-09-30
        2019-02-11 | in week 9 van 2019 | week 9 van 2019 = 2019-02-25/2019-03-03
        2019-02-11 | januari en februari 2019 | januari en februari 2019 = 2019-01-01/2019-02-28
        2019-02-11 | januari 2018 t/m december 2018 | januari 2018 t/m december 2018 = 2018-01-01/2018-12-31
        2019-02-11 | van september 2018 tot juni 2019 | september 2018 = 2018-09; juni 2019 = 2019-06
        2019-02-11 | 15 mrt. 2019 | 15 mrt. 2019 = 2019-03-15
        2019-02-11 | (d.d. 6 dec. 2018) | 6 dec. 2018 = 2018-12-06
        2019-02-11 | 06-12-2018 | 06-12-2018 = 2018-12-06
        2019-02-11 | 6.12.2018 | 6.12.2018 = 2018-12-06
        2019-02-11 | in 2018, 2019 en 2020 | 2018 = 2018; 2019 = 2019; 2020 = 2020
        2019-02-11 | periode 2016 – 2018 | 2016 – 2018 = 2016-01-01/2018-12-31
        2019-02-11 | in de jaren zestig | jaren zestig = 1960-01-01/1969-12-31
        2019-02-11 | medio jaren negentig | medio jaren negentig = 1994-01-01/1996-12-31
        2019-02-11 | vorige week donderdag | vorige week = 2019-02-04/2019-02-10
        2019-02-11 | dit voorjaar nog | dit voorjaar = 2019-03-01/2019-05-31
        2019-02-11 | vanaf volgende maand | volgende maand = 2019-03
        2019-02-11 | tot nu toe | -
        2019-02-11 | de komende maanden | -
        2019-02-11 | op afzienbare termijn | -
        2019-02-11 | 12 maanden | -
        2019-02-11 | lid 3, artikel 2019 | -
        2019-02-11 | 34 775, nr. 12 | -
        2019-02-11 | (2018-2019) 2018Z12345 | 2018-2019 = 2018-01-01/2019-12-31
        2019-02-11 | het jaar 2018 | 2018 = 2018
        2019-02-11 | op 1 en 2 april 2019 | 1 en 2 april 2019 = 2019-04-01/2019-04-02
        2019-02-11 | zaterdag 9 februari jl. | 9 februari jl. = 2019-02-09
        2019-02-11 | begin 2020 | begin 2020 = 2020-01-01/2020-03-31
        2019-02-11 | halverwege dit jaar | halverwege dit jaar = 2019-04-01/2019-09-30
        2019-02-11 | de Tweede Kamer en het tweede deel | -
        2019-02-11 | de wet van 5 juli 1997 | 5 juli 1997 = 1997-07-05
        2021-06-10 | We will report by 30 June 2021 on this. | 30 June 2021 = 2021-06-30
        2021-06-10 | in the second half of 2021 | second half of 2021 = 2021-07-01/2021-12-31
        2021-06-10 | by the end of this year | end of this year = 2021-10-01/2021-12-31
        2021-06-10 | within three months of this date | within three months = 2021-06-10/2021-09-10
        2021-06-10 | over the next five years | next five years = 2021-06-10/2026-06-10
        2021-06-10 | in the autumn of 2021 | autumn of 2021 = 2021-09-01/2021-11-30
        2021-06-10 | on 12 May this year | 12 May this year = 2021-05-12
        2021-06-10 | since April 2019 the number has | April 2019 = 2019-04
        2021-06-10 | in the year to March 2021 | March 2021 = 2021-03
        2021-06-10 | le 14 janvier 2021, le gouvernement | 14 janvier 2021 = 2021-01-14
        2021-06-10 | au quatrième trimestre 2021 dans le pays | quatrième trimestre 2021 = 2021-10-01/2021-12-31
        2021-06-10 | d'ici la fin de l'année, les services | fin de l'année = 2021-10-01/2021-12-31
        2021-06-10 | avant la fin de 2021 pour les villes | fin de 2021 = 2021-10-01/2021-12-31
        2021-06-10 | au cours des trois prochaines années dans le | trois prochaines années = 2021-06-10/2024-06-10
        2021-06-10 | depuis 2015 dans les villes | 2015 = 2015
        2021-06-10 | au printemps 2022 dans les villes | printemps 2022 = 2022-03-01/2022-05-31
        2021-06-10 | bis zum 31. Dezember 2021 wird die | 31. Dezember 2021 = 2021-12-31
        2021-06-10 | im zweiten Halbjahr 2021 wird die | zweiten Halbjahr 2021 = 2021-07-01/2021-12-31
        2021-06-10 | im Frühjahr 2022 wird die Liste | Frühjahr 2022 = 2022-03-01/2022-05-31
        2021-06-10 | Ende des Jahres wird die Liste | Ende des Jahres = 2021-10-01/2021-12-31
        2021-06-10 | in den nächsten zwei Jahren wird die | nächsten zwei Jahren = 2021-06-10/2023-06-10
        2021-06-10 | von 2016 bis 2020 wurde die Liste | 2016 bis 2020 = 2016-01-01/2020-12-31
        2021-06-10 | am 1. Juli 2021 wird die Liste | 1. Juli 2021 = 2021-07-01
        2021-06-10 | zum Jahresende wird die Liste | Jahresende = 2021-10-01/2021-12-31
        """
}
