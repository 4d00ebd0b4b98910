extension StopWords {
    /// Drafted for each language of the guide; no word that alone asks for something in any of them.
    static let others: [String] = [
        // Russian
        """
        и или а но да не в на с со к у о от из за по для до я мне меня мы нам нас ты вы вам вас он она
        они мой моя моё наш наша это этот эти тут здесь там где куда когда как какой какая какие что кто
        чтобы если можно надо нужно нужен нужна нужны хочу могу можем ищу ищем найти помогите подскажите
        пожалуйста сейчас сегодня срочно рядом близко бесплатно бесплатный бесплатная бесплатные
        бесплатную очень gde kak mne nado hochu besplatno ya nuzhno pozhaluysta
        """,
        // Ukrainian
        """
        і й та або а але так ні не в у на з до від по для за про я мені мене ми нам нас ти ви вам вас
        він вона вони мій моя моє мої наш наша це цей ці тут там де куди коли як який яка які що щоб
        якщо є можна треба потрібно потрібен потрібна потрібні хочу можу можемо шукаю шукаємо знайти
        допоможіть підкажіть будь ласка зараз сьогодні терміново поруч близько безкоштовно безкоштовний
        безкоштовна безкоштовні чи дуже de yak meni treba bezkoshtovno ya potribno
        """,
        // Portuguese
        """
        o um uma uns umas do das no na nos nas ao aos à às de em com por pela e ou mas tu ele ela eles
        elas me mim meu minha meus minhas seu sua seus suas nosso nossa este esta estes estas isto aqui
        onde aonde quando como que quem qual se não são estar estou tenho tem há quero queria preciso
        precisamos procuro posso pode podem encontrar achar alguém hoje agora perto grátis gratuito
        gratuita gratuitos gratuitas
        """,
        // Spanish
        """
        el la los las lo un una unos unas del al de en con por y o pero yo tú nosotros ellos me mi mis
        sus nuestro nuestra este esta estos estas esto aquí allí dónde adónde cuándo cómo que quién cuál
        no es estar estoy tener tengo tiene hay quiero quisiera necesito necesitamos busco puedo puede
        pueden encontrar alguien ahora ya cerca gratis gratuito gratuita gratuitos gratuitas ayúdame
        ayúdeme ayúdenme
        """,
        // Romanian
        """
        un o la de din în ca cu tu el ea noi voi ei ele îmi mă mi ne vă lui lor meu mea mele nostru
        noastră sa se nu aici acolo unde când cum câte vreau vrem aș dori doresc caut căutăm găsi găsesc
        găsim putem poate trebuie nevoie am avem ai ești sunt este e există acum azi astăzi deseară
        diseară urgent aproape lângă apropiere gratis gratuit gratuită rog ajutați acest această foarte
        """,
        // Turkish
        """
        ben beni benim biz bize bizim siz o ona onun onlar bu ve veya ya de mi mu için bir ne neden
        nerede nereye nereden nerde nasıl kim hangi mıyım istiyorum istiyoruz isterim ister lazım gerek
        gerekiyor gerekli ihtiyacım ihtiyacımız arıyorum arıyoruz bulmak bulabilirim bulurum bulabilir
        edebilirim edin olan bugün şimdi acilen hemen yakın yakında yakınımda yakınında ücretsiz bedava
        lütfen çok kadar gibi burada orada
        """,
        // Dari, Persian
        """
        من منو ما تو شما او آنها این آن اینجا آنجا کجا کجاست کجاس چطور چطوری چگونه چی چه چیست کی که کدام
        را رو از در به با برای تا و یا هم اما است هست هستم هستیم دارم داریم دارد داره میخواهم میخوام
        خواهم خوام میخواهیم نیاز لازم ضرورت پیدا کنم کنیم کنید میتوانم میتونم توانم میشه میشود میگردم
        لطفا امروز امشب الان اکنون حالا فوری نزدیک نزدیکم نزدیکی رایگان مجانی مفت کمکم koja kojast
        mikham mikhaham mikhayam chetor baraye lotfan emrooz rayegan
        """,
        // Pashto
        """
        زه زما ما مونږ موږ زموږ تاسو تاسې ته هغه دا دغه د په له لپاره سره تر کې کښې پورې او یا هم چې که
        خو دی ده یم شته لرم لرو چیرته چيرې کوم کومه څنګه څنگه څه څوک څو غواړم غواړو ضرورت اړتیا پکار شم
        شو کولای کولی پیدا کړم کړو وکړئ نن اوس همدا ژر نږدې نزدې وړیا مفت مهرباني لطفا دلته هلته gwaram
        ghwaram chirta cherta zama lapara sanga warya
        """,
        // Urdu
        """
        میں مجھے مجھ ہمیں ہم ہمارا ہماری ہمارے میرا میری میرے آپ وہ یہ اس ان کیا کہاں کہا کدھر کب کیسے
        کون کونسا کونسی کا کی کے کو سے پر تک نے ہے ہیں ہوں اور یا بھی لیے چاہیے چاہتا چاہتی چاہتے ضرورت
        تلاش ڈھونڈ مل ملے ملتا ملتی سکتا سکتی سکتے برائے مہربانی پلیز آج ابھی فوری جلدی قریب نزدیک مفت
        فری یہاں وہاں کوئی کریں mujhe mujhay chahiye chahie chaiye kahan kaha kidhar kaise hai hain mera
        muft qareeb zaroorat aaj abhi
        """,
        // Bengali
        """
        আমি আমার আমাকে আমরা আমাদের আপনি আপনার সে তার তারা তুমি এই এটা এটি ওই সেই এখানে সেখানে কোথায়
        কোথা কখন কিভাবে কীভাবে কেমনে কি কী কে কেন কোন কোনো ও এবং বা অথবা জন্য জন্যে থেকে মধ্যে সাথে
        সঙ্গে কাছে কাছাকাছি আশেপাশে পাশে আছে না চাই চাচ্ছি চাইতেছি দরকার লাগবে লাগে প্রয়োজন খুঁজছি
        খুজছি খুঁজি পাব পাবো পাওয়া যায় যাবে করতে পারি পারব পারবো আজ আজকে এখন এখনই জরুরি জরুরী ফ্রি
        বিনামূল্যে বিনামূল্য দয়া প্লিজ একটা একটি amar amake kothay kivabe lagbe dorkar ajke ekhon jonno
        """,
        // Tamil
        """
        நான் எனக்கு என் என்னை எனது எங்கள் எங்களுக்கு நாங்கள் நீங்கள் அவர் அவர்கள் இது அது இந்த அந்த
        இங்கே இங்க அங்கே எங்கே எங்க எங்கு எங்கை எப்படி எப்போது எப்போ எப்ப என்ன எது எந்த யார் ஏன் ஒரு
        மற்றும் அல்லது உள்ளது இருக்கு இருக்கிறது இருக்கா இருக்குது வேண்டும் வேணும் வேணுமா தேவை
        தேவைப்படுகிறது தேடுகிறேன் தேடுறன் தேடுறேன் கண்டுபிடிக்க கிடைக்கும் கிடைக்குமா முடியும் முடியுமா
        எடுக்கலாம் பெறலாம் இன்று இன்றைக்கு இன்னைக்கு இண்டைக்கு இப்போது இப்போ இப்ப உடனடியாக உடனே அவசரமாக
        அருகில் அருகே பக்கத்தில் பக்கத்தில கிட்ட இலவச இலவசமாக இலவசம் தயவுசெய்து தயவு செய்து ப்ளீஸ்
        உதவுங்கள் enakku enga enge engu eppadi venum vendum irukku irukka innaiku pakkathula ilavasam
        enna
        """,
        // Tigrinya
        """
        ኣነ ንዓይ ናተይ ንሕና ንዓና ናትና ንስኻ ንስኺ ንስኹም ንሱ ንሳ ንሶም እዚ እዛ እዞም እቲ እታ እቶም ኣብ ካብ ናብ ናይ ምስ እሞ ድማ ወይ ግን እንተ
        ኣበይ ናበይ ካበይ ኣበየናይ መኣስ ከመይ እንታይ መን ኣየናይ ስለምንታይ ኣሎ ኣላ ኣለዉ ኣለኒ እዩ እያ እየ እዮም ኣይኮነን እደሊ ንደሊ ደልየ የድልየኒ
        የድልየና ኣድላዪ ክረክብ ክረኽብ እረክብ ክኽእል እኽእል ይከኣል ይኽእል ሎሚ ሕጂ ብህጹጽ ቀረባ ጥቓ ጥቃ ነጻ ብነጻ ናጻ ብናጻ ነፃ ብነፃ በጃኹም በጃኻ
        ሓግዙኒ abey kemey entay yidlyeni edeli lomi bejakum bnetsa
        """,
        // Amharic
        """
        እኔ ለእኔ ለኔ የእኔ የኔ እኛ ለእኛ የእኛ አንተ አንቺ እርስዎ እሱ እሷ እነሱ ይህ ይሄ ይህን ያ እዚህ እዚያ እዛ የት ወዴት ከየት መቼ እንዴት ምን
        ምንድን ምንድነው ማን ለምን የትኛው ነው ናት ናቸው ነኝ አለ አሉ አለኝ እፈልጋለሁ እፈልጋለው እንፈልጋለን ፈልጌ መፈለግ ያስፈልገኛል ያስፈልጋል
        ያስፈልገናል ማግኘት አገኛለሁ ላገኝ እችላለሁ ይቻላል ልችል ወደ ስለ እና ወይም ወይ ግን ላይ ውስጥ ጋር አጠገብ አጠገቤ ቅርብ አቅራቢያ በአቅራቢያ
        አቅራቢያዬ ዛሬ አሁን በአስቸኳይ በነፃ በነጻ ነፃ ነጻ እባክህ እባክሽ እባካችሁ እባክዎ እባክዎት እርዱኝ endet indet efelgalehu
        ifelgalehu yasfelgegnal zare ahun ebakih benetsa
        """,
        // Somali
        """
        waxaan waxan waxaannu anigu aniga annaga anaga innaga adiga isaga iyada iyaga kani tani kaas
        halkan halkee halkeen meel meesha xaggee xagee goorma sidee maxaa waa maya haa waxa waxay ka ku
        la u iyo ee oo ay rabaa rabnaa raba doonayaa doonaya doonaynaa helaa heli helo hel helno karaa
        kartaa karo karnaa jiraa jira jirtaa leh leeyahay maanta hadda imika dhaqso dhow dhaw agteyda
        agtayda ii i inaan inan ah fadlan bilaash bilaasha kuwa yaa miyaa
        """,
        // Oromo
        """
        ani anaaf naaf nuti nuuf nu ati isin inni isheen isaan kana sana achi eessa eessatti eessaa yoom
        akkam akkamitti akkamiin maal maali eenyu maaliif yookiin ykn garuu irraa irratti keessa
        keessatti waliin dhihoo dhiyoo dhiyootti dhihootti naannoo jira jiraa jirti barbaada barbaadna
        barbaaduun barbaachisa barbaachisaa argachuu argadha argannaa argatan dandaa danda har hara
        hatattamaan hatattama ariifachiisaa ariitiin bilisa bilisaan bilaasha bilaashaan tola tolaan
        maaloo mee na koo keenya kanaaf akka yeroo
        """,
        // Fula
        """
        mi miɗo mido miin miɗa aɗa an en enen minen on onon ɓe kamɓe be o oo e do ɗo ɗoo ɗon doon honto
        hoto hol holto holno honno hono hombo holi hodum hoɗum ɗum dum ngam fii gila haa ha walla kadi
        ina woni wonaa heɓde hebde heɓata heɓa heba yiɗi yidi yiɗmi faalaa faala sokli soklaa soklude
        yiylo yiiloo yiyde waawi waawa waawata hannde hande jooni joonii ɓadii badii ɓadiiɗo takko meere
        tiiɗno tiidno useni am maɗa ndee ɗee
        """,
        // Bambara
        """
        n ne i e a an anw aw u o ale olu ninnu in bɛ be ye ka ni walima wala walla wa la na kama kosɔn
        koson fɛ fe mun joni cogo cogodi juman jumɛn tuma nba nbɛ nbe mbe mbɛ ɲini nyini mago sɔrɔ soro
        se dɔ do sisan jona teliya kɛrɛfɛ kerefe gɛrɛ surun gansan fu sabali hakɛto haketo yen yan minnu
        dɔrɔn doron
        """,
        // Georgian
        """
        მე მინდა გვინდა მჭირდება გვჭირდება საჭიროა ვეძებ ვეძებთ სად საით საიდან როდის როგორ როგორც რა
        რას რომელი ვინ არის არი არ არა ან და კი თუ რომ მაგრამ მაქვს გვაქვს აქვს შეიძლება შემიძლია
        შეგვიძლია შევძლო ვიპოვო ვიპოვნო ვიპოვი ვნახო მოვძებნო დამეხმარეთ მომეხმარეთ გთხოვთ ძალიან ახლა
        ახლავე დღეს ამაღამ სასწრაფოდ ახლოს ახლომახლო უფასო უფასოდ ჩემი ჩემს ჩემთვის ჩემთან ჩვენ ჩვენი
        ჩვენთვის ის ეს ამ იმ აქ იქ სადმე სადაა ვარ ვართ იყო უნდა minda mchirdeba rogor ufaso ufasod
        dghes gtxovt axlos vedzeb damexmaret
        """,
        // Tibetan
        """
        དུ ཏུ ནི ཅིག ཞིག ཤིག ང ངས ངའི ངར ཚོ ཁྱེད ཁོ ཁོང གི གྱི ཀྱི ཡི གིས ཀྱིས གྱིས ཡིས ལ ནས ར དང འམ ཡང
        ག གང རེ ཡོད རེད ཡིན འདུག འདི དེ དགོས འདོད འཚོལ རྙེད ཐུབ ད
        """,
    ]
}
