//! The names that the columns of a register, and of a file of wishes, go by in the Netherlands, Flanders and
//! elsewhere; loose, the best first.

/// Each key of `[register]`, and the names of its column.
const NAMES: [(&str, &[&str]); 20] = [
    (
        "id",
        &[
            "vestigingscode",
            "vestigingsnummer",
            "vestigingsnr",
            "schoolnummer",
            "instellingsnummer",
            "schoolcode",
            "school code",
            "school id",
            "schoolid",
            "id",
            "brin nummer",
            "brinnummer",
            "brin",
            "schulnummer",
            "uai",
            "code",
            "school",
        ],
    ),
    (
        "name",
        &[
            "name",
            "naam",
            "vestigingsnaam",
            "schoolnaam",
            "naam school",
            "naam van de school",
            "instellingsnaam",
            "school name",
            "schulname",
            "nom",
        ],
    ),
    (
        "board",
        &[
            "board",
            "bevoegd gezag nummer",
            "bevoegd gezag nr",
            "bevoegdgezagnummer",
            "bestuursnummer",
            "bevoegd gezag",
            "bestuur",
            "schoolbestuur",
            "inrichtende macht",
            "board number",
            "schulträger",
        ],
    ),
    (
        "network_type",
        &["network type", "denominatie", "richting", "net", "onderwijsnet", "denomination", "network"],
    ),
    (
        "sector",
        &["sector", "onderwijsniveau", "onderwijssoort", "soort onderwijs", "onderwijsvorm", "schulform"],
    ),
    ("language", &["language", "onderwijstaal", "voertaal", "taal", "langue", "sprache"]),
    (
        "municipality",
        &[
            "municipality",
            "gemeentenaam",
            "gemeente",
            "fusiegemeente",
            "hoofdgemeente",
            "commune",
            "gemeinde",
            // Where there is nothing better.
            "plaatsnaam",
            "plaats",
            "vestigingsplaats",
            "town",
            "city",
        ],
    ),
    ("lat", &["lat", "latitude", "breedtegraad", "gps latitude", "geo lat", "breite"]),
    ("lon", &["lon", "lng", "long", "longitude", "lengtegraad", "gps longitude", "geo lon", "länge"]),
    (
        "x",
        &[
            "x",
            "lx",
            "x rd",
            "rd x",
            "rdx",
            "x coördinaat",
            "x coordinaat",
            "x coordinate",
            "x coord",
            "xcoord",
            "lambert x",
            "easting",
        ],
    ),
    (
        "y",
        &[
            "y",
            "ly",
            "y rd",
            "rd y",
            "rdy",
            "y coördinaat",
            "y coordinaat",
            "y coordinate",
            "y coord",
            "ycoord",
            "lambert y",
            "northing",
        ],
    ),
    (
        "pupils",
        &[
            "pupils",
            "leerlingen",
            "aantal leerlingen",
            "leerlingaantal",
            "leerlingenaantal",
            "leerlingen totaal",
            "number of pupils",
            "students",
            "schüler",
            "élèves",
        ],
    ),
    ("team", &["team", "team size", "teamgrootte", "aantal teamleden", "teamleden"]),
    ("team_leadership", &["team leadership", "team leiding", "aantal leidinggevenden"]),
    (
        "team_teacher",
        &["team teacher", "team leraren", "team leerkrachten", "aantal leraren", "aantal leerkrachten"],
    ),
    ("team_support", &["team support", "team ondersteuning"]),
    ("offers", &["offers", "biedt", "biedt aan", "aanbod"]),
    ("asks", &["asks", "vraagt", "vraag", "noden"]),
    ("thinks", &["thinks", "denkt mee", "denkt graag mee", "samen nadenken"]),
    ("room", &["room", "ruimte", "aantal bezoeken"]),
];

/// Words in the names that people give the columns of wishes in a file of their own: `Wat biedt u aan?`. Words of any
/// survey (`vraag`, `leren`, `delen`) are not among them.
const WORDS: [(&str, &[&str]); 4] = [
    ("offers", &["biedt", "bieden", "aanbod", "aanbieden", "offer", "offers", "offering"]),
    (
        "asks",
        &[
            "vraagt",
            "hulpvraag",
            "leervraag",
            "leervragen",
            "noden",
            "ask",
            "asks",
            "asking",
            "needs",
            "learn",
        ],
    ),
    ("thinks", &["denkt", "denken", "meedenken", "nadenken", "think", "thinks", "thinking"]),
    ("room", &["ruimte", "bezoek", "bezoeken", "capaciteit", "room", "visits", "capacity"]),
];

/// The keys of wishes of which a loose header has a word.
pub(super) fn wishes_in(header: &str) -> Vec<&'static str> {
    let has = |words: &[&str]| header.split(' ').any(|word| words.contains(&word));
    WORDS.iter().filter(|(_, words)| has(words)).map(|(key, _)| *key).collect()
}

/// The names of the column of a key.
pub(crate) fn of(key: &str) -> &'static [&'static str] {
    NAMES.iter().find(|(known, _)| *known == key).map(|(_, names)| *names).unwrap_or_default()
}
