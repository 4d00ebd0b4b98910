/// Words that say nothing of what a page is about, by language: grammar, and the words that questions are made of.
enum PageStopWords {
    static let lists: [String: String] = [
        "en": """
        the a an of to in on at for with and or by from my your his her our their i you he she we they me us it is are am
        be can do does did how what which who where when why will would should could may must have has had there this
        that these those if not no any some more most also into out about than then so as but been being was were get one
        use used
        """,
        "fr": """
        le la les un une des du de d l au aux et ou a en dans sur pour par avec chez vers ce cet cette ces mon ma mes ton
        ta tes son sa ses notre nos votre vos leur leurs je tu il elle on nous vous ils elles me te se qui que quoi dont
        est sont suis es êtes avoir ai as ont ne pas plus quel quelle quels quelles comment quand où peut on si faut doit
        être fait faire peux puis y qu n s c j t m comme aussi lors cas
        """,
        "de": """
        der die das den dem des ein eine einen einem einer eines und oder in im an am auf für mit von vom zu zum zur bei
        aus nach über unter vor durch ist sind war wird werden wurde kann können muss müssen soll man ich du er sie es wir
        ihr mein dein sein nicht kein keine auch als wie was wer wo wann warum welche welcher welches welchen gibt haben
        hat hatte wenn dass sich noch nur sehr mehr um bis diese dieser dieses diesem diesen dort hier so bitte
        """,
        "ar": """
        في من إلى على عن مع أو و هل أين ما هو هي هذا هذه ذلك تلك التي الذي الذين ان أن إن كان كانت يكون تكون لا لم لن قد
        كل كيف متى ماذا لماذا يمكن يمكنك يمكنني يجب عند عندما بعد قبل بين هناك هنا كما أي به بها له لها لهم منها منه فيها
        فيه
        """,
        "uk": """
        і й та або а але так ні не в у на з із зі до від по для за про при над під я мені мене ми нам нас ти ви вам вас він
        вона воно вони їх його її мій це цей ця ці що щоб як який яка яке які якщо де коли чому чи є бути був була може
        можуть можна потрібно треба також тому якого якій яких якому
        """,
        "ru": """
        и или а но да так ни не в во на с со из к ко у от до по для за о об про при над под я мне меня мы нам нас ты вы вам
        вас он она оно они их его её мой моя моё мои это этот эта эти что чтобы как какой какая какое какие каких какому
        если где когда почему ли есть быть был была были может могут могу можно нужно надо также кто куда чем уже ещё
        """,
        "es": """
        el la los las lo un una unos unas de del al a en con por para y o u e que qué quien quién quienes cual cuál cuáles
        como cómo cuando cuándo donde dónde por qué mi mis tu tus su sus nuestro nuestra yo tú él ella nosotros ustedes
        ellos ellas me te se nos le les es son soy está están ser estar hay ha han he tener tiene tengo puede puedo pueden
        si no más muy también este esta estos estas ese esa esto eso sobre hacer debe debo
        """,
        "fa": """
        در از به با برای که را این آن و یا هم من تو او ما شما آنها چه چی چرا چگونه چطور کجا کی کدام آیا است هست هستند بود
        شود می نمی باید نباید تواند توانم توان کرد کنم کند کنید کردن شدن شده دارد دارم دارند اگر تا هر یک بر نیز ها های
        """,
        "tr": """
        ve veya ya da de bir bu şu o ben sen biz siz onlar için ile mi mı mu mü ne nedir nasıl nerede nereye nereden neden
        hangi hangisi kim kime kaç ne zaman var yok olan olarak olur olmak değil daha en çok gibi kadar ise ki her benim
        senin bizim sizin gerek gerekir yapmak yapabilirim edebilirim alabilirim
        """,
        "pt": """
        o a os as um uma de do da dos das em no na nos nas por para com e ou que quem qual quais como quando onde meu minha
        seu sua eu tu ele ela nós eles elas me te se é são sou está ser estar há tem ter posso pode se não mais muito
        também este esta isto esse essa sobre fazer
        """,
    ]
}
