//! Made-up names: of schools, boards and municipalities. The municipalities exist nowhere that we know of.

use crate::random::Stream;

/// Names in the order in which this network hands them out.
pub(crate) struct Names {
    schools: Vec<String>,
    boards: Vec<String>,
    places: Vec<String>,
}

/// Names of schools that stand by themselves.
const SCHOOLS: [&str; 72] = [
    "De Linde",
    "'t Veerhuis",
    "De Kastanje",
    "De Hazelaar",
    "Het Kompas",
    "De Vuurtoren",
    "De Wilgen",
    "De Iep",
    "De Toermalijn",
    "Het Baken",
    "De Springplank",
    "De Zonnebloem",
    "De Bijenkorf",
    "Het Mozaïek",
    "De Sleutelbloem",
    "De Klaproos",
    "De Korenaar",
    "'t Slingertouw",
    "De Waterjuffer",
    "De Houtduif",
    "De Wiekslag",
    "Het Anker",
    "De Tjalk",
    "De Sterrenkijker",
    "De Ontdekking",
    "De Vlieger",
    "'t Kwartier",
    "De Paddenstoel",
    "De Regenboog",
    "De Kring",
    "De Bolder",
    "Het Venster",
    "De Uitkijk",
    "De Windroos",
    "De Zwaluw",
    "De IJsvogel",
    "De Goudvink",
    "De Reiger",
    "De Leeuwerik",
    "De Kievit",
    "De Boomgaard",
    "De Beukenhaag",
    "'t Palet",
    "De Zandloper",
    "De Trapgevel",
    "De Meerpaal",
    "De Bron",
    "Het Drieluik",
    "De Rank",
    "De Kiem",
    "'t Startblok",
    "De Horizon",
    "De Wegwijzer",
    "Het Talent",
    "De Kleine Beer",
    "De Grote Beer",
    "De Poolster",
    "De Esdoorn",
    "De Meidoorn",
    "De Vlindertuin",
    "Het Spoor",
    "De Oversteek",
    "De Ark",
    "'t Schrijverke",
    "De Letterberg",
    "De Getijden",
    "De Veldmuis",
    "De Egelantier",
    "De Berk",
    "Het Kristal",
    "De Wereldboom",
    "De Zevensprong",
];

/// Names of schools in two parts: Kiezelpad, Vlinderhof.
const SCHOOL_STEMS: [&str; 16] = [
    "Kiezel", "Vlinder", "Molen", "Linden", "Merel", "Kersen", "Sterren", "Kruiden", "Water", "Wilgen",
    "Zonne", "Eiken", "Rozen", "Bloesem", "Klaver", "Vogel",
];
const SCHOOL_TAILS: [&str; 11] =
    ["pad", "hof", "plein", "tuin", "brug", "poort", "weide", "hoeve", "kamp", "boog", "wijzer"];

/// What boards call themselves, and after what.
const BOARD_KINDS: [(&str, &str); 4] =
    [("Stichting ", ""), ("", " Onderwijs"), ("Scholengroep ", ""), ("Vereniging ", " voor onderwijs")];
const BOARD_STEMS: [&str; 18] = [
    "Rietgloed",
    "Wolkenveld",
    "Lindeboog",
    "Dauwdruppel",
    "Zaaigoed",
    "Groeikracht",
    "Windvang",
    "Kringboog",
    "Samenspoor",
    "Leemkrans",
    "Helderwater",
    "Zandvlam",
    "Morgenlicht",
    "Wijdblik",
    "Boomkruin",
    "Draagvlak",
    "Stroomlijn",
    "Veldgloren",
];

/// Municipalities in two parts: Vaarhoek, Elzerbroek, Rietelhame.
const PLACE_STEMS: [&str; 28] = [
    "Vaar", "Rietel", "Wiekel", "Marel", "Sikkel", "Zwinde", "Korle", "Dravel", "Tjasker", "Vlinter",
    "Maner", "Grevel", "Sprank", "Hazer", "Kievel", "Elzer", "Brunkel", "Lunse", "Wevel", "Bramel",
    "Slinger", "Pluim", "Zilver", "Dolver", "Fluiter", "Gansel", "Kwartel", "Tarwe",
];
const PLACE_TAILS: [&str; 15] = [
    "hame", "hoek", "broek", "wold", "gaarde", "stede", "oord", "zande", "brink", "voorde", "horst", "laar",
    "monde", "kreek", "akker",
];

impl Names {
    pub(crate) fn new(chance: &mut Stream) -> Names {
        let mut schools = pairs(&SCHOOL_STEMS, &SCHOOL_TAILS);
        schools.extend(SCHOOLS.map(str::to_owned));
        let mut names = Names { schools, boards: boards(chance), places: pairs(&PLACE_STEMS, &PLACE_TAILS) };
        chance.shuffle(&mut names.schools);
        chance.shuffle(&mut names.places);
        names
    }

    /// The name of a school. When every name has been given once, the municipality is added.
    pub(crate) fn school(&self, index: u64, municipality: &str) -> String {
        let (name, round) = turn(&self.schools, index);
        if round == 0 { name.to_owned() } else { format!("{name} {municipality}") }
    }

    /// The name of a board; no two boards have the same.
    pub(crate) fn board(&self, index: u64) -> String {
        let (name, round) = turn(&self.boards, index);
        if round == 0 { name.to_owned() } else { format!("{name} {}", round + 1) }
    }

    /// The name of a municipality. In a very large network names come back.
    pub(crate) fn place(&self, index: u64) -> &str {
        turn(&self.places, index).0
    }
}

/// The name with this index when the list is used again and again, and how often it was used before.
fn turn(names: &[String], index: u64) -> (&str, u64) {
    let length = (names.len() as u64).max(1);
    let name = names.get((index % length) as usize).map_or("", String::as_str);
    (name, index / length)
}

fn pairs(stems: &[&str], tails: &[&str]) -> Vec<String> {
    stems.iter().flat_map(|stem| tails.iter().map(move |tail| format!("{stem}{tail}"))).collect()
}

/// Every stem once before any comes back with another kind.
fn boards(chance: &mut Stream) -> Vec<String> {
    let mut stems = BOARD_STEMS;
    chance.shuffle(&mut stems);
    let rounds =
        (0..BOARD_KINDS.len()).flat_map(|round| stems.iter().zip(BOARD_KINDS.iter().cycle().skip(round)));
    rounds.map(|(stem, (before, after))| format!("{before}{stem}{after}")).collect()
}
