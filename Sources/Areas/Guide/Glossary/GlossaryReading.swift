import Files
import Rules

/// Reads the file of a glossary and tells every fault at once.
enum GlossaryReading {
    /// Languages without which a word is not taken.
    private static let required = ["fr", "fr-simple", "en", "ar"]

    static func read(_ path: String) throws -> Glossary {
        let reading = Reading()
        reading.requiredLanguages = required
        let name = path.split(separator: "/").suffix(2).joined(separator: "/")
        guard let record = YAMLFile.read(path: path, name: name, reading: reading)?.record() else {
            throw FileFaults(reading.faults)
        }
        let country = record.needed("country")?.string()
        let language = record.needed("language")?.language()
        let words = record.records("words").compactMap { word($0) }
        if words.isEmpty { record.fault("there are no words", mend: "add «words»") }
        record.finish()
        try reading.throwIfAny()
        return Glossary(country: country ?? "", language: language ?? "", words: words)
    }

    private static func word(_ record: Record) -> Glossary.Word? {
        let key = record.ownKey(of: "word")
        let word = record.needed("word")?.string()
        let full = record.string("full")
        let sound = record.needed("ipa")
        let ipa = sound?.string()
        if let ipa {
            let unknown = PhoneticSpelling.unknown(in: ipa)
            if !unknown.isEmpty {
                sound?.fault(
                    "«\(unknown.joined(separator: " "))» is no sound of French",
                    mend: "write it in the phonetic alphabet, syllables set apart by points, such as ʁe.se.pi.se")
            }
        }
        let spoken = record.string("spoken")
        let meaning = record.needed("meaning")?.text(mayBeProperName: false)
        record.finish()
        guard let key, let word, let ipa, let meaning else { return nil }
        return Glossary.Word(key: key, word: word, full: full, ipa: ipa, spoken: spoken ?? word, meaning: meaning)
    }
}
