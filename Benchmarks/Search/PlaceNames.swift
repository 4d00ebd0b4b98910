/// Words that names, addresses and descriptions are made of.
enum PlaceNames {
    static let kinds = [
        "Accueil", "Centre", "Maison", "Halte", "Espace", "Permanence", "Relais", "Antenne", "Foyer", "Atelier",
        "Point", "Boutique", "Local", "Pavillon", "Résidence", "Carrefour", "Table", "Comptoir", "Escale", "Étape",
    ]

    /// Proper names in use on the maps of many French towns.
    static let proper = """
        Oberkampf Petitot Rambuteau Ordener Meaux Blomet Lacépède Bidassoa Charenton Castagnary Amelot Botzaris Crimée
        Simplon Clignancourt Doudeauville Stephenson Riquet Ourcq Flandre Jaurès Colonel-Fabien Belleville Couronnes
        Ménilmontant Gambetta Bagnolet Davout Vincennes Picpus Bercy Daumesnil Reuilly Diderot Bastille Voltaire Roquette
        Charonne Montreuil Nation Alésia Plaisance Vanves Pernety Gaîté Montparnasse Raspail Denfert Gentilly Glacière
        Corvisart Tolbiac Ivry Choisy Italie Gobelins Monge Jussieu Mouffetard Odéon Sèvres Vaneau Bac Grenelle Javel
        Convention Vaugirard Commerce Dupleix Passy Auteuil Boulainvilliers Muette Ternes Courcelles Villiers Rome
        Batignolles Épinettes Guy-Môquet Lamarck Abbesses Pigalle Anvers Barbès Chapelle Stalingrad Laumière Pantin
        Télégraphe Pelleport Jourdain Pyrénées Faubourg Temple Goncourt Parmentier Maubert Cluny Saint-Michel Châtelet
        Halles Réaumur Bourse Opéra Madeleine Liège Trinité Cadet Poissonnière Château-Landon Magenta Lariboisière
        Récollets Lancry Valmy Jemmapes Villemin Verdier Marsoulan Neuve Rouelle Balard Brancion Didot Losserand Cabanis
        Broca Sthrau Nationale Jeanne-d'Arc Chevaleret Patay Dunois Berbier Taine Coriolis Wattignies Tourneux Bizot
        Sahel Saint-Mandé Lagny Maraîchers Orteaux Vitruve Saint-Blaise Fougères Surmelin Haxo Borrégo Plateau Fessart
        Manin Danube Mouzaïa Bellevue Solitaires Rébeval Atlas Burnouf Moselle Curial Aubervilliers Évangile Marx-Dormoy
        Philippe-de-Girard Pajol Torcy Boucry Championnet Poteau Duhesme Montcalm Leibniz Angélique-Compoint Pouchet Jonquière
        Legendre Nollet Lemercier Dames Cardinet Tocqueville Jouffroy Wagram Niel Pereire Gouvion Bayen Laugier Rennequin
        """.split { $0 == " " || $0 == "\n" }.map(String.init)

    static let organisations: [(name: String, alias: String)] = {
        let first = [
            "Armée du salut", "Secours populaire", "Secours catholique", "Emmaüs Solidarité", "Croix-Rouge",
            "Médecins du monde", "France terre d'asile", "Aurore", "Coallia", "Groupe SOS", "Utopia 56", "Singa",
            "Gisti",
            "Cimade", "Kabubu", "Wintegreat", "Comede", "Primo Levi", "Restos du cœur", "Petits frères",
        ]
        var list = [("Centre d'action sociale de la Ville", "CASVP")]
        for name in first { list.append((name, String(name.split(separator: " ").compactMap(\.first)))) }
        for index in 0..<220 {
            let name = proper[index * 7 % proper.count]
            let kind = ["Collectif", "Association", "Fondation", "Entraide", "Solidarités", "Amicale"][index % 6]
            list.append(("\(kind) \(name)", "A\(index)\(name.prefix(2))"))
        }
        return list
    }()

    static let sentences = [
        "Une équipe reçoit chaque personne dans le calme et répond à ses questions.",
        "Le lieu est ouvert sans condition, avec des boissons chaudes et un endroit pour se reposer.",
        "Des bénévoles présents chaque semaine expliquent les démarches et remplissent les dossiers.",
        "Prévoir une serviette et une pièce d'identité si possible.",
        "Les places sont limitées : venir tôt le matin.",
        "Sur rendez-vous pris par téléphone ou au guichet.",
        "Les enfants sont les bienvenus, un coin leur est réservé.",
        "Les animaux sont acceptés s'ils sont tenus en laisse.",
        "Entrée par la cour, au fond à gauche, puis premier étage.",
        "Un travail en petits groupes, deux fois par semaine, toute l'année hors vacances.",
        "Les informations restent confidentielles et rien n'est transmis sans accord.",
        "La permanence oriente ensuite vers les partenaires du quartier.",
    ]
}
