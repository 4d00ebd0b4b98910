/// Words that passwords are made of most often, in small letters without accents: from what is publicly known of leaked lists, French
/// ones, and words of this place. `PasswordPolicy` also refuses two or three of them in a row, with digits and signs around.
enum CommonPasswords {
    static let words: Set<String> = Set(
        [english, french, names, place].joined(separator: " ").split(whereSeparator: \.isWhitespace).map(String.init))

    private static let english = """
        password passwords passw0rd passwort pass word admin administrator administrateur root user users guest test testing tester default
        changeme change letmein welcome welcome1 login logon access secret secrets master monkey dragon football baseball basketball
        soccer hockey superman batman spiderman pokemon starwars princess sunshine iloveyou loveyou love lovely lover forever shadow
        killer hunter ranger trustno1 whatever freedom computer internet google facebook twitter instagram youtube microsoft windows
        apple samsung android linux server network system security secure private qwerty qwertz azerty azertyuiop qwertyuiop asdf
        asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx abcdef abcdefg abcdefgh abcd abcd1234 abc123 aaaaaa aaaa hello hellohello goodbye
        summer winter spring autumn january february march april june july august september october november december monday
        tuesday wednesday thursday friday saturday sunday cheese chocolate cookie coffee pepper ginger banana orange flower
        diamond silver golden purple yellow black white green blue correct horse battery staple correcthorsebatterystaple
        manager office work worker company business money dollar euro family mother father sister brother baby angel heaven
        jesus christ money power magic music guitar soccer tennis golf racing yankees liverpool arsenal chelsea barcelona
        madrid juventus london newyork america canada mustang ferrari porsche harley corvette mercedes please thankyou
        nothing something anything everything nobody somebody people friend friends forget remember enter open close start
        """

    private static let french = """
        motdepasse motdepass mdp passe password bonjour bonsoir salut merci soleil chocolat doudou coucou loulou chouchou
        minou minette cheval chevaux chien chat chaton lapin papillon princesse amour jetaime jevousaime monamour coeur
        bisous bisou famille maman papa mamie papi enfant enfants bebe vacances noel joyeux anniversaire marseille parissg
        psg olympique football rugby tennis musique guitare piano danse france francais francaise bretagne corse paris
        parisien parisienne lyon toulouse bordeaux lille nantes nice strasbourg montpellier rennes republique liberte
        egalite fraternite libertegalitefraternite azerty azertyuiop qsdfgh qsdfghjklm wxcvbn wxcvbnm secret secrets
        ordinateur internet bureau travail travailler mairie ville services service social sociale sociaux accueil
        administrateur utilisateur bienvenue connexion identifiant compte session janvier fevrier mars avril mai juin
        juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche printemps ete
        automne hiver rouge bleu vert jaune noir blanc rose violet orange pomme poire fraise cerise fromage baguette
        croissant cafe voiture maison jardin ecole college lycee tintin asterix obelix naruto pikachu zidane mbappe
        changer changezmoi nouveau nouvelle demain hier aujourdhui toujours jamais jesuislà jesuis toto titi tata tutu
        """

    private static let names = """
        alexandre alexandra alexis alice amandine amelie andre anna anne anthony antoine arthur audrey aurelie aurelien
        baptiste benjamin benoit bernard bertrand brigitte bruno camille caroline catherine cecile celine charles charlotte
        chloe christian christine christophe claire claude claudia clement clementine corinne cyril daniel david delphine
        denis diane didier dominique edouard elise elodie emilie emma emmanuel eric etienne fabien fabrice fatima felix
        florence florian francis francois frederic gabriel genevieve georges gerard gilles guillaume helene henri hugo
        isabelle jacques jean jeanne jerome jessica joel johanna jonathan joseph julie julien juliette karim kevin laura
        laurence laurent lea leila leo louis louise lucas lucie ludovic marc margaux maria marie marine martin martine
        mathieu mathilde maxime melanie michael michel mohamed monique morgane nadia nathalie nicolas noemie olivier
        pascal patrice patricia patrick paul pauline philippe pierre quentin rachid raphael raymond remi renee richard
        robert romain samuel sandra sandrine sarah sebastien serge simon sofia sonia sophie stephane stephanie sylvain
        sylvie thierry thomas timothee valentin valerie vanessa veronique victor victoria vincent virginie xavier yann
        yasmine yves zoe michelle jennifer jordan ashley nicole daniel matthew andrew joshua hannah thomas charlie
        """

    private static let place = """
        refuge villerefuge refuges refugie refugies refugee refugees asile solidarite association associations accueil
        hebergement migrants migrant maraude samusocial croixrouge emmaus secours guide paris2015 paris2024 capitale
        """
}
