extension HoursVocabulary {
    /// Monday to Sunday; `|` between forms, `_` for a space within one. Plurals and the usual short forms included.
    static let weekdayNames: [String: String] = [
        "en": "mondays|monday|mon|mo tuesdays|tuesday|tues|tue|tu wednesdays|wednesday|wednes|wed|we"
            + " thursdays|thursday|thurs|thur|thu|th fridays|friday|fri|fr|f saturdays|saturday|sat|sa sundays|sunday|sun|su",
        "de": "montags|montag|montage|mon|mo dienstags|dienstag|dienstage|di mittwochs|mittwoch|mittwoche|mit|mi"
            + " donnerstags|donnerstag|donnerstage|don|do freitags|freitag|freitage|fre|fr"
            + " samstags|samstag|samstage|sonnabends|sonnabend|sam|sa sonntags|sonntag|sonntage|sonn|son|so",
        "fr": "lundis|lundi|lun|lu mardis|mardi|mar|ma mercredis|mercredi|mer|me jeudis|jeudi|jeu|je"
            + " vendredis|vendredi|ven|ve samedis|samedi|sam|sa dimanches|dimanche|dim|di",
        "es": "lunes|lun|lu martes|mar|ma miércoles|mié|mi jueves|jue|ju viernes|vie|vi sábados|sábado|sáb|sa"
            + " domingos|domingo|dom|do",
        "it":
            "lunedì|lun|lu martedì|mar|ma mercoledì|mer|me giovedì|gio|gi venerdì|ven|ve sabato|sab|sa domenica|dom|do",
        "pt": "segundas|segunda-feira|segunda|seg terças|terça-feira|terça|ter quartas|quarta-feira|quarta|qua"
            + " quintas|quinta-feira|quinta|qui sextas|sexta-feira|sexta|sex sábados|sábado|sáb domingos|domingo|dom",
        "ca": "dilluns|dl dimarts|dt dimecres|dc dijous|dj divendres|dv dissabte|ds diumenge|dg",
        "nl": "maandag|maa|ma dinsdag|din|di woensdag|woe|wo donderdag|don|do vrijdag|vrij|vri|vr zaterdag|zat|za"
            + " zondag|zon|zo",
        "pl":
            "poniedziałek|pon|pn|po wtorek|wt środa|śr czwartek|czw|cz piątek|pt|pi sobota|sob|so niedziela|niedz|nie|nd|ni",
        "cs": "pondělí|pon|po úterý|úte|út středa|stř|st čtvrtek|čtv|čt pátek|pát|pá sobota|sob|so neděle|ned|ne",
        "sk": "pondelok|po utorok|ut streda|st štvrtok|št piatok|pi sobota|so nedeľa|ne",
        "hr": "ponedjeljak|ponedeljak|pon|po utorak|uto|ut srijeda|sreda|sri|sr četvrtak|čet|če petak|pet|pe"
            + " subota|sub|su nedjelja|nedelja|ned|ne",
        "sl": "ponedeljek|pon torek|tor sreda|sre četrtek|čet petek|pet sobota|sob nedelja|ned",
        "ro": "luni|lu marți|marți|ma miercuri|mie|mi joi|jo vineri|vin|vi sâmbătă|sâm|sâ duminică|dum|du",
        "hu": "hétfő|hé kedd|ke szerda|sze csütörtök|csü|cs péntek|pén|pé szombat|szo vasárnap|vas",
        "sv":
            "måndag|måndagar|mån|må tisdag|tis|ti onsdag|ons|on torsdag|tors|tor|to fredag|fre|fr lördag|lör|lö söndag|sön|sö",
        "da":
            "mandag|man|ma tirsdag|tirs|tir|ti onsdag|ons|on torsdag|tors|tor|to fredag|fre|fr lørdag|lør|lø søndag|søn|sø",
        "no":
            "mandag|man|ma tirsdag|tirs|tir|ti onsdag|ons|on torsdag|tors|tor|to fredag|fre|fr lørdag|lør|lø søndag|søn|sø",
        "fi": "maanantai|ma tiistai|ti keskiviikko|ke torstai|to perjantai|pe lauantai|la sunnuntai|su",
        "et": "esmaspäev|e teisipäev|t kolmapäev|k neljapäev|n reede|r laupäev|l pühapäev|p",
        "lt": "pirmadienis|pr antradienis|an trečiadienis|tr ketvirtadienis|kt penktadienis|pn šeštadienis|št"
            + " sekmadienis|sk",
        "lv": "pirmdiena|pr otrdiena|ot trešdiena|tr ceturtdiena|ce piektdiena|pk sestdiena|se svētdiena|sv",
        "el": "δευτέρα|δευ|δε τρίτη|τρι|τρ τετάρτη|τετ|τε πέμπτη|πεμ|πε παρασκευή|παρ|πα σάββατο|σαβ|σα κυριακή|κυρ|κυ",
        "tr": "pazartesi|pzt salı|sal çarşamba|çar perşembe|per cuma|cum cumartesi|cmt pazar|paz",
        "ru":
            "понедельник|пон|пн вторник|вт среда|среду|ср четверг|чтв|чт пятница|пятницу|пят|пт суббота|субботу|суб|сб"
            + " воскресенье|вск|вс",
        "uk": "понеділок|пн вівторок|вт середа|середу|ср четвер|чт п'ятниця|пʼятниця|п’ятниця|пт субота|суботу|сб"
            + " неділя|нд",
        "bg": "понеделник|пн вторник|вт сряда|ср четвъртък|чт петък|пт събота|сб неделя|нд",
        "ka": "ორშაბათი|ორშ სამშაბათი|სამ ოთხშაბათი|ოთხ ხუთშაბათი|ხუთ პარასკევი|პარ შაბათი|შაბ კვირა|კვი",
        "ar": "الاثنين|الإثنين|اثنين الثلاثاء|ثلاثاء الأربعاء|الاربعاء|أربعاء الخميس|خميس الجمعة|جمعة السبت|سبت"
            + " الأحد|الاحد|أحد",
        "fa": "دوشنبه سه‌شنبه|سهشنبه|سه_شنبه چهارشنبه پنجشنبه|پنج‌شنبه جمعه شنبه یکشنبه|یک‌شنبه",
        "he": "יום_שני|שני יום_שלישי|שלישי יום_רביעי|רביעי יום_חמישי|חמישי יום_שישי|שישי יום_שבת|שבת יום_ראשון|ראשון",
        "ja": "月曜日|月曜|月 火曜日|火曜|火 水曜日|水曜|水 木曜日|木曜|木 金曜日|金曜|金 土曜日|土曜|土 日曜日|日曜|日",
        "zh": "星期一|周一|週一 星期二|周二|週二 星期三|周三|週三 星期四|周四|週四 星期五|周五|週五 星期六|周六|週六"
            + " 星期日|星期天|周日|週日|周天",
        "ko": "월요일|월 화요일|화 수요일|수 목요일|목 금요일|금 토요일|토 일요일|일",
        "th": "วันจันทร์|จันทร์ วันอังคาร|อังคาร วันพุธ|พุธ วันพฤหัสบดี|พฤหัสบดี|พฤหัส วันศุกร์|ศุกร์ วันเสาร์|เสาร์"
            + " วันอาทิตย์|อาทิตย์",
        "vi": "thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật",
        "id": "senin selasa rabu kamis jumat|jum'at sabtu minggu",
        "be": "панядзелак аўторак серада|сераду чацвер пятніца|пятніцу субота|суботу нядзеля",
        "sr": "понедељак|пон уторак|уто среда|среду четвртак|чет петак|пет субота|суботу недеља",
        "mk": "понеделник вторник среда четврток петок сабота недела",
        "hy": "երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի",
        "hi": "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
        "bn": "সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার",
        "ur": "پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار",
        "am": "ሰኞ ማክሰኞ ረቡዕ ሐሙስ ዓርብ|አርብ ቅዳሜ እሑድ|እሁድ",
        "ti": "ሰኑይ ሰሉስ ረቡዕ|ሮቡዕ ሓሙስ ዓርቢ ቀዳም ሰንበት",
        "is": "mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur sunnudagur",
        "sq": "hënë martë mërkurë enjte premte shtunë diel",
        "eu": "astelehena asteartea asteazkena osteguna ostirala larunbata igandea",
        "gl": "luns martes mércores xoves venres sábado domingo",
        "so": "isniin talaado|salaasa arbaco khamiis jimco sabti axad",
        "sw": "jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili",
    ]
}
