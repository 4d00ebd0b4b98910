"""Writes a made-up feed of data.inclusion 1: as many structures and services as asked, every thousandth record with a fault."""

import json
import pathlib
import random
import sys

THEMES = [
    "equipement-et-alimentation--alimentation", "lecture-ecriture-calcul--maitriser-le-francais", "sante--acces-aux-soins",
    "logement-hebergement--louer-un-logement", "numerique--acceder-a-une-connexion-internet",
    "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits",
]
HOURS = ["Mo-Fr 09:00-17:00", "Tu,Th 09:30-12:30,14:00-18:00; PH off", "Mo-Sa 08:00-12:00", None]


def main(target: pathlib.Path, records: int) -> None:
    chance = random.Random(4)
    structures, services = [], []
    for number in range(records // 3):
        structures.append({
            "source": "made", "id": f"made--{number}", "nom": f"Lieu solidaire {number}", "date_maj": "2026-01-15",
            "description": f"Un lieu ouvert à chaque personne qui arrive, numéro {number}.", "adresse": f"{number % 300 + 1} rue Inventée",
            "commune": "Paris", "code_postal": f"750{number % 20 + 1:02}", "latitude": round(chance.uniform(48.82, 48.9), 5),
            "longitude": round(chance.uniform(2.26, 2.41), 5), "telephone": "+33100000000", "siret": f"{number:014}"})
    for number in range(records - len(structures)):
        services.append({
            "source": "made", "id": f"made--s{number}", "structure_id": f"made--{number % len(structures)}", "nom": f"Aide {number}",
            "description": f"Accompagnement régulier par une équipe formée, numéro {number}.", "date_maj": "2026-01-15",
            "thematiques": chance.sample(THEMES, 2), "frais": "gratuit", "publics": ["tous-publics"],
            "horaires_accueil": chance.choice(HOURS), "conditions_acces": "Se présenter à l’accueil", "nombre_semaines": 12,
            "modes_accueil": ["en-presentiel"]})
    for index in range(0, len(services), 1000):
        services[index]["frais"] = "cher"
    with target.open("w") as file:
        for name, items in (("structures", structures), ("services", services)):
            file.write('{"structures": [\n' if name == "structures" else ', "services": [\n')
            file.write(",\n".join(json.dumps(item, ensure_ascii=False) for item in items))
            file.write("\n]")
        file.write("}\n")


main(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
