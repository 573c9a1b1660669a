use leerkring_model::{Language, builtin};

use super::*;
use crate::codebook::Codebook;
use crate::propose::tests::table;

#[test]
fn a_register_is_mapped_by_its_names() {
    let model = builtin::samen_leren();
    let toml = propose_register(
        &table(
            "schoolnummer;naam;net;gemeente;lx;ly;trait:weight;category:approach\n1;De Linde;GO!;Gent;104500;193700;3;dalton\n",
        ),
        Language::En,
    );
    let codebook = Codebook::parse("c", &toml, &model).unwrap();
    let register = codebook.register().unwrap();
    assert_eq!((register.id.as_str(), register.network_type.as_deref()), ("schoolnummer", Some("net")));
    assert_eq!(register.traits["weight"], "trait:weight");
    assert_eq!(register.categories["approach"], "category:approach");
    assert_eq!((register.x.as_deref(), register.y.as_deref()), (Some("lx"), Some("ly")));
    assert_eq!(register.crs, Some(crate::Crs::Lambert72));
    assert!(toml.contains("a guess: 1 of 1 points lie in the area of Lambert 72; check it"), "{toml}");
    // Where nothing tells the system, a person must; degrees go before metres.
    let crs = |header: &str, point: &str| {
        propose_register(&table(&format!("id;naam;{header}\n1;De Linde;{point}\n")), Language::En)
    };
    for (header, point, line) in [
        ("X;Y", "155000;463000", "crs = \"EPSG:28992\""),
        ("Easting;Northing", "155000;463000", "crs = \"EPSG:27700\""),
        ("x;y", "4,35;50,85", "crs = \"EPSG:4326\""),
        ("x;y", ";", "# crs = ?  # one of \"EPSG:4326\""),
        ("x;y;lat;lon", "1;2;50;4", "# not used: `x`, `y`"),
    ] {
        assert!(crs(header, point).contains(line), "{line}\n{}", crs(header, point));
    }
    let toml = propose_register(
        &table(
            "Code;Naam;Plaats;X-coördinaat;Y-coördinaat;Gewicht;Kleur\n1;De Linde;Borne;246000;480000;30,5;geel\n",
        ),
        Language::En,
    );
    for line in [
        "municipality = \"Plaats\"",
        "x = \"X-coördinaat\"",
        "crs = \"EPSG:28992\"",
        "weight = \"Gewicht\"",
        "# not used: `Kleur`",
    ] {
        assert!(toml.contains(line), "{toml}");
    }
    assert!(
        propose_register(&table("a;b\n"), Language::En).contains("# fill in `id`; the file has `a`, `b`")
    );
}
