extension HoursVocabulary {
    /// January to December; `|` between forms, `_` for a space within one.
    static let monthNames: [String: String] = [
        "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep"
            + " october|oct november|nov december|dec",
        "de": "januar|jänner|jan februar|feber|feb märz|mär|mrz april|apr mai juni|jun juli|jul august|aug"
            + " september|sept|sep oktober|okt november|nov dezember|dez",
        "fr": "janvier|janv|jan février|févr|fév mars avril|avr mai juin juillet|juil août|aoû septembre|sept|sep"
            + " octobre|oct novembre|nov décembre|déc",
        "es": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago"
            + " septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic",
        "it": "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago"
            + " settembre|set ottobre|ott novembre|nov dicembre|dic",
        "pt": "janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set"
            + " outubro|out novembro|nov dezembro|dez",
        "ca": "gener|gen febrer|febr març abril|abr maig juny juliol agost|ag setembre|set octubre|oct novembre|nov"
            + " desembre|des",
        "nl":
            "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep oktober|okt"
            + " november|nov december|dec",
        "pl":
            "styczeń|stycznia|sty luty|lutego|lut marzec|marca|mar kwiecień|kwietnia|kwi maj|maja czerwiec|czerwca|cze"
            + " lipiec|lipca|lip sierpień|sierpnia|sie wrzesień|września|wrz październik|października|paź"
            + " listopad|listopada|lis grudzień|grudnia|gru",
        "cs": "leden|ledna|led únor|února|úno březen|března|bře duben|dubna|dub květen|května|kvě červen|června|čvn"
            + " červenec|července|čvc srpen|srpna|srp září|zář říjen|října|říj listopad|listopadu|lis prosinec|prosince|pro",
        "sk": "január|jan február|feb marec|mar apríl|apr máj jún júl august|aug september|sep október|okt november|nov"
            + " december|dec",
        "hr": "siječanj|siječnja|sij veljača|veljače|velj ožujak|ožujka|ožu travanj|travnja|tra svibanj|svibnja|svi"
            + " lipanj|lipnja|lip srpanj|srpnja|srp kolovoz|kolovoza|kol rujan|rujna|ruj listopad|listopada|lis"
            + " studeni|studenoga|stu prosinac|prosinca|pro",
        "sl": "januar|jan februar|feb marec|mar april|apr maj junij|jun julij|jul avgust|avg september|sep oktober|okt"
            + " november|nov december|dec",
        "ro": "ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug septembrie|sept"
            + " octombrie|oct noiembrie|noi decembrie|dec",
        "hu": "január|jan február|feb március|márc április|ápr május|máj június|jún július|júl augusztus|aug"
            + " szeptember|szept október|okt november|nov december|dec",
        "sv": "januari|jan februari|feb mars|mar april|apr maj juni|jun juli|jul augusti|aug september|sep oktober|okt"
            + " november|nov december|dec",
        "da": "januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug september|sep oktober|okt"
            + " november|nov december|dec",
        "no": "januar|jan februar|feb mars|mar april|apr mai juni|jun juli|jul august|aug september|sep oktober|okt"
            + " november|nov desember|des",
        "fi": "tammikuu|tammi helmikuu|helmi maaliskuu|maalis huhtikuu|huhti toukokuu|touko kesäkuu|kesä heinäkuu|heinä"
            + " elokuu|elo syyskuu|syys lokakuu|loka marraskuu|marras joulukuu|joulu",
        "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
        "lt": "sausis|sausio vasaris|vasario kovas|kovo balandis|balandžio gegužė|gegužės birželis|birželio"
            + " liepa|liepos rugpjūtis|rugpjūčio rugsėjis|rugsėjo spalis|spalio lapkritis|lapkričio gruodis|gruodžio",
        "lv": "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
        "el": "ιανουάριος|ιανουαρίου|ιαν φεβρουάριος|φεβρουαρίου|φεβ μάρτιος|μαρτίου|μαρ απρίλιος|απριλίου|απρ"
            + " μάιος|μαΐου|μαι ιούνιος|ιουνίου|ιουν ιούλιος|ιουλίου|ιουλ αύγουστος|αυγούστου|αυγ σεπτέμβριος|σεπτεμβρίου|σεπ"
            + " οκτώβριος|οκτωβρίου|οκτ νοέμβριος|νοεμβρίου|νοε δεκέμβριος|δεκεμβρίου|δεκ",
        "tr": "ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki"
            + " kasım|kas aralık|ara",
        "ru": "январь|января|янв февраль|февраля|фев март|марта|мар апрель|апреля|апр май|мая июнь|июня июль|июля"
            + " август|августа|авг сентябрь|сентября|сен октябрь|октября|окт ноябрь|ноября|ноя декабрь|декабря|дек",
        "uk": "січень|січня|січ лютий|лютого|лют березень|березня|бер квітень|квітня|кві травень|травня|тра"
            + " червень|червня|чер липень|липня|лип серпень|серпня|сер вересень|вересня|вер жовтень|жовтня|жов"
            + " листопад|листопада|лис грудень|грудня|гру",
        "bg": "януари|яну февруари|фев март април|апр май юни юли август|авг септември|сеп октомври|окт ноември|ное"
            + " декември|дек",
        "ka": "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
        "ar": "يناير|كانون_الثاني|جانفي فبراير|شباط|فيفري مارس|آذار أبريل|نيسان|أفريل مايو|أيار|ماي يونيو|حزيران|جوان"
            + " يوليو|تموز|جويلية أغسطس|آب|أوت سبتمبر|أيلول أكتوبر|تشرين_الأول نوفمبر|تشرين_الثاني ديسمبر|كانون_الأول",
        "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
        "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
        "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
        "sr": "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
        "hi": "जनवरी फ़रवरी|फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
        "gl": "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro",
        "is": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
        "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    ]
}
