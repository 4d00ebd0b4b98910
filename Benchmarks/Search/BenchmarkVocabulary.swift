import Search

/// The lists of the field, short: enough words in French, English and Arabic to be a fair search.
enum BenchmarkVocabulary {
    /// `theme key | need key | French wordings | English wordings | Arabic wordings`, most asked first in each theme.
    private static let needLines = """
        hygiene|shower|Douche;bain-douche;bains douches;se laver|Shower;bath;wash|دش;استحمام;حمام
        food|meal|Repas;repas chaud;manger;restaurant solidaire|Meal;eat;soup kitchen|وجبة;طعام
        shelter|night-shelter|Hébergement d'urgence;dormir;hébergement|Night shelter;bed;sleep|مأوى;مبيت
        learning|french-course|Cours de français;apprendre le français;FLE|French course;learn French|دروس الفرنسية;تعلم الفرنسية
        health|doctor|Médecin;généraliste;consultation médicale;docteur|Doctor;physician|طبيب;دكتور
        rights|asylum-claim|Demande d'asile;asile;demander l'asile|Asylum claim;asylum|لجوء;طلب اللجوء
        shelter|day-centre|Accueil de jour;se poser|Day centre;drop-in|مركز نهاري
        rights|legal-help|Aide juridique;avocat;juriste;permanence juridique|Legal help;lawyer|محام;مساعدة قانونية
        rights|legal-address|Domiciliation;adresse postale;courrier|Legal address;mailbox|عنوان بريدي
        food|food-parcel|Colis alimentaire;aide alimentaire|Food parcel;food bank|سلة غذائية
        clothing|clothes|Vêtements;vestiaire;habits;chaussures|Clothes;shoes;coat|ملابس;ثياب
        money|social-worker|Assistante sociale;travailleur social;accompagnement social|Social worker|مساعدة اجتماعية
        connection|wifi|Wi-Fi;internet gratuit|Wi-Fi;internet|واي فاي;انترنت
        connection|charging|Recharge de téléphone;prise électrique|Phone charging;power socket|شحن الهاتف
        hygiene|laundry|Laverie;lave-linge;machine à laver|Laundry;washing machine|غسيل الملابس
        hygiene|toilets|Toilettes;sanisette;WC|Toilets;restroom|مراحيض
        hygiene|luggage|Bagagerie;consigne;casier|Luggage;locker|أمتعة
        food|breakfast|Petit-déjeuner|Breakfast|فطور
        food|water|Fontaine;eau potable|Drinking water;fountain|ماء
        food|grocery|Épicerie solidaire;épicerie sociale|Social grocery;grocery|بقالة
        food|baby-food|Lait infantile;alimentation bébé|Baby food;infant formula|حليب الأطفال
        work|job|Emploi;recherche d'emploi;travail|Job;work;employment|عمل;وظيفة
        work|training|Formation professionnelle;apprentissage|Training;apprenticeship|تدريب مهني
        work|diploma-recognition|Reconnaissance de diplôme;équivalence|Diploma recognition|معادلة الشهادات
        work|entrepreneurship|Création d'entreprise;entreprendre|Entrepreneurship;startup|ريادة الأعمال
        work|work-rights|Droit du travail|Work rights|حقوق العمل
        work|mentoring|Mentorat;parrainage|Mentoring;mentor|إرشاد
        health|mental-health|Psychologue;santé mentale;psychiatre|Mental health;psychologist|صحة نفسية;طبيب نفسي
        health|hospital-access|Permanence d'accès aux soins;PASS|Hospital access|الوصول إلى العلاج
        health|vaccination|Vaccination;vaccin|Vaccination;vaccine|تطعيم;لقاح
        health|dentist|Dentiste;soins dentaires|Dentist;teeth|طبيب أسنان;أسنان
        health|nurse|Infirmière;soins infirmiers;pansement|Nurse|ممرضة
        health|pregnancy|Grossesse;sage-femme;maternité|Pregnancy;midwife|حمل
        health|screening|Dépistage;radio pulmonaire|Screening;test|فحص
        health|trauma-care|Psychotraumatisme;soins du traumatisme|Trauma care|صدمة نفسية
        health|child-health|Pédiatre;protection maternelle|Child health;paediatrician|صحة الطفل
        health|pharmacy|Pharmacie;médicaments|Pharmacy;medicine|صيدلية
        health|eye-care|Ophtalmologue;lunettes|Eye care;glasses|نظارات
        health|contraception|Contraception;planning familial|Contraception|منع الحمل
        health|addiction|Addictologie;drogue;alcool|Addiction|إدمان
        health|disability-support|Handicap|Disability support|إعاقة
        learning|conversation|Atelier de conversation;parler français|Conversation;language exchange|محادثة
        learning|literacy|Alphabétisation;lire et écrire|Literacy|محو الأمية
        learning|university|Université;reprise d'études;étudiant|University;studies|جامعة
        learning|library|Bibliothèque;médiathèque|Library;books|مكتبة
        learning|language-assessment|Évaluation linguistique;test de langue|Language assessment|تقييم اللغة
        shelter|daytime-rest|Halte;repos|Rest;daytime rest|استراحة
        shelter|family-shelter|Hébergement familial|Family shelter|مأوى للعائلات
        shelter|women-shelter|Mise à l'abri des femmes|Women shelter|مأوى للنساء
        shelter|minors-shelter|Hébergement des mineurs|Minors shelter|مأوى للقاصرين
        shelter|asylum-accommodation|CADA;hébergement des demandeurs|Asylum accommodation|سكن طالبي اللجوء
        connection|computer|Ordinateur;espace numérique|Computer|حاسوب;كمبيوتر
        connection|print-scan|Photocopie;imprimer;scanner|Printing;photocopy;scan|طباعة
        connection|phone-card|Carte SIM;carte téléphonique|Phone card;SIM card|شريحة هاتف
        connection|digital-help|Médiation numérique;aide informatique|Digital help|مساعدة رقمية
        rights|orientation|Orientation;information|Orientation;guidance|توجيه
        rights|interpreter|Interprète;interprétariat|Interpreter|مترجم
        rights|translation|Traduction;traducteur|Translation;translator|ترجمة
        rights|public-writer|Écrivain public|Public writer;letter writing|كاتب عمومي
        rights|residence-permit|Titre de séjour;carte de séjour;préfecture|Residence permit|تصريح الإقامة
        rights|family-reunification|Réunification familiale;regroupement familial|Family reunification|لم شمل
        rights|voluntary-return|Retour volontaire|Voluntary return|عودة طوعية
        money|benefits|Allocations;prestations sociales;RSA|Benefits|إعانات
        money|health-cover|Assurance maladie;carte vitale;couverture santé|Health cover;health insurance|تأمين صحي
        money|bank-account|Compte bancaire;banque|Bank account|حساب بنكي;بنك
        money|financial-aid|Aide financière;secours|Financial aid|مساعدة مالية
        clothing|blankets|Couvertures;duvet;sac de couchage|Blankets;sleeping bag|بطانيات
        clothing|baby-items|Poussette;couches;puériculture|Baby items;nappies|حفاضات
        clothing|furniture|Mobilier;meubles|Furniture|أثاث
        hygiene|hygiene-kit|Kit d'hygiène;savon|Hygiene kit;soap|مستلزمات النظافة
        hygiene|menstrual-products|Protections périodiques;serviettes hygiéniques|Menstrual products|فوط صحية
        hygiene|hairdresser|Coiffeur;coiffure|Hairdresser;haircut|حلاق
        family|childcare|Crèche;garde d'enfants;halte-garderie|Childcare;nursery|حضانة
        family|school-enrolment|Inscription scolaire;école;scolarisation|School enrolment;school|مدرسة
        family|homework-help|Aide aux devoirs;soutien scolaire|Homework help;tutoring|دعم مدرسي
        family|parent-child|Lieu parents-enfants;ludothèque|Parent and child|الوالدين والطفل
        family|child-protection|Aide sociale à l'enfance;protection de l'enfance|Child protection|حماية الطفل
        safety|violence-support|Violences conjugales;victimes de violences|Violence support|عنف
        safety|trafficking-support|Traite des êtres humains|Trafficking support|الاتجار بالبشر
        safety|lgbtqi-support|Soutien LGBT|LGBT support|دعم المثليين
        safety|family-tracing|Rétablissement des liens familiaux|Family tracing|البحث عن المفقودين
        housing|housing|Logement;appartement;logement social|Housing;flat;apartment|سكن
        housing|host-family|Famille d'accueil;hébergement citoyen|Host family|عائلة مضيفة
        housing|youth-residence|Foyer de jeunes travailleurs|Youth residence|سكن الشباب
        housing|rental-mediation|Intermédiation locative|Rental mediation|وساطة الإيجار
        leisure|sport|Sport;football;gymnase|Sport;football|رياضة
        leisure|culture|Culture;musée;théâtre|Culture;museum;theatre|ثقافة
        leisure|meeting-place|Lieu de rencontre;convivialité|Meeting place;community|ملتقى
        taking-part|volunteering|Bénévolat;bénévole|Volunteering;volunteer|تطوع
        taking-part|give-goods|Donner;don de vêtements|Give;donate|تبرع
        transport|travel-aid|Solidarité transport;titre de transport|Travel aid;transport|نقل
        transport|bicycle|Vélo;atelier vélo|Bicycle;bike|دراجة
        transport|driving-licence|Permis de conduire;auto-école|Driving licence|رخصة القيادة
        """

    static let publics = [
        "men", "women", "couples", "families", "children", "unaccompanied-minors", "under-25", "older-people",
        "pregnant-women", "parents", "lgbtqi", "trafficking-victims", "violence-victims", "disabled-people",
        "students", "drug-users", "homeless-people", "newcomers",
    ]
    static let statuses = [
        "asylum-seeker", "dublin", "accelerated-procedure", "refused", "refugee", "subsidiary-protection",
        "temporary-protection", "stateless", "undocumented", "unaccompanied-minor", "resettled", "family-reunified",
        "eu-citizen",
    ]
    static let languages = [
        "fr", "en", "ar", "fa", "ps", "ti", "so", "bn", "uk", "ru", "es", "pt", "tr", "ku", "am", "ur", "zh", "ff",
        "wo", "bm", "ln", "ta", "sq", "ka", "hy",
    ]
    static let accessibility = [
        "wheelchair", "wheelchair-partly", "not-wheelchair", "accessible-toilets", "hearing-loop", "sign-language",
        "visual-aids", "easy-read", "quiet-space",
    ]
    static let conditions = [
        "no-appointment", "appointment", "by-phone", "by-referral", "registration", "call-115", "identity-document",
        "limited-places", "come-early", "legal-address-here", "mail-only-for-registered", "women-only-hours",
    ]
    static let amenities = [
        "charging", "wifi", "computers", "toilets", "showers", "luggage", "pets", "bicycle-parking",
        "children-corner", "water", "hot-drinks", "quiet-space", "interpreter",
    ]

    /// Needs with their wordings by language, in the order of the lines.
    static let needs: [Vocabulary.Entry] = needLines.split(separator: "\n").map { line in
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        var labels: [Vocabulary.Wording] = []
        var synonyms: [Vocabulary.Wording] = []
        for (language, texts) in zip(["fr", "en", "ar"], parts[2...]) {
            for (index, text) in texts.split(separator: ";").enumerated() {
                let wording = Vocabulary.Wording(language, String(text))
                if index == 0 { labels.append(wording) } else { synonyms.append(wording) }
            }
        }
        return Vocabulary.Entry(key: parts[1], labels: labels, synonyms: synonyms, parent: parts[0])
    }

    static let vocabulary = Vocabulary(
        themes: themes, needs: needs, publics: entries(publics), statuses: entries(statuses),
        languages: entries(languages), districts: entries((1...20).map { "paris-\($0)" }),
        accessibility: entries(accessibility), conditions: entries(conditions), amenities: entries(amenities))

    private static var themes: [Vocabulary.Entry] {
        var keys: [String] = []
        for need in needs {
            if let theme = need.parent, !keys.contains(theme) { keys.append(theme) }
        }
        return entries(keys)
    }

    /// Without words of their own: the questions look for needs, names and organisations.
    private static func entries(_ keys: [String]) -> [Vocabulary.Entry] {
        keys.map { Vocabulary.Entry(key: $0, labels: []) }
    }
}
