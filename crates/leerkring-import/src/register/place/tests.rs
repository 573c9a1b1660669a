use leerkring_model::builtin;
use proptest::prelude::*;

use super::*;
use crate::codebook::Codebook;
use crate::register::read_register;
use crate::register::tests::{issues, read, table};

/// Places over the Netherlands, as a register has them.
fn dutch(n: usize) -> Vec<(f64, f64)> {
    let at = |n: usize| f64::from(u32::try_from(n * 37 % 100).unwrap()) / 100.0;
    (0..n).map(|n| (50.8 + 2.6 * at(n), 3.5 + 3.6 * at(n * 7 + 3))).collect()
}

fn swap((lat, lon): (f64, f64)) -> (f64, f64) {
    (lon, lat)
}

fn judged(points: &[(f64, f64)]) -> (Vec<Judged>, Option<IssueKind>) {
    judge(&points.iter().copied().map(Some).collect::<Vec<_>>())
}

fn swapped((lat, lon): (f64, f64)) -> Judged {
    Judged::Doubt(IssueKind::SwappedPoint { lat, lon })
}

fn point((lat, lon): (f64, f64)) -> Judged {
    Judged::Point(Point::new(lat, lon).unwrap())
}

#[test]
fn a_register_in_order_gives_nothing_to_say() {
    let luxembourg_and_tails =
        vec![(49.6, 6.1), (49.7, 6.2), (49.5, 6.0), (49.6, 6.3), (50.1, 6.0), (51.5, 4.4)];
    // From Cornwall to Caithness, most in the south and the middle.
    let mut british: Vec<(f64, f64)> =
        (0..80).map(|n| (50.8 + 0.05 * f64::from(n), -3.5 + 0.05 * f64::from(n * 37 % 80))).collect();
    british.extend([(57.1, -2.1), (57.5, -4.2), (58.4, -3.1), (50.1, -5.5)]);
    // Lines over the whole globe, the Middle East and East Africa included.
    let world: Vec<(f64, f64)> =
        (0..200).map(|n| (-55.0 + f64::from(n * 53 % 125), -180.0 + f64::from(n * 97 % 360))).collect();
    let azerbaijan: Vec<(f64, f64)> =
        (0..20).map(|n| (39.0 + 0.1 * f64::from(n), 46.0 + 0.2 * f64::from(n))).collect();
    let surinam: Vec<(f64, f64)> =
        (0..20).map(|n| (5.0 + 0.05 * f64::from(n), -56.0 + 0.1 * f64::from(n))).collect();
    for points in [luxembourg_and_tails, british, world, azerbaijan, surinam.clone(), dutch(1), dutch(300)] {
        let (each, file) = judged(&points);
        assert_eq!(file, None, "{points:?}");
        assert_eq!(each, points.iter().copied().map(point).collect::<Vec<_>>());
    }
    // A second region is no slip, each school of it.
    let two = [dutch(60), surinam].concat();
    assert_eq!(judged(&two), (two.iter().copied().map(point).collect(), None));
}

/// However many are swapped, they are found, and only they.
#[test]
fn swapped_schools_are_found_by_the_others() {
    for share in [1, 3, 4, 5] {
        let points: Vec<(f64, f64)> = dutch(100)
            .into_iter()
            .enumerate()
            .map(|(n, point)| if n % 10 < share { swap(point) } else { point })
            .collect();
        let (each, file) = judged(&points);
        assert_eq!(file, None, "{share}");
        for (n, found) in each.iter().enumerate() {
            let expected = if n % 10 < share { swapped(points[n]) } else { point(points[n]) };
            assert_eq!(*found, expected, "{share}");
        }
    }
}

#[test]
fn most_or_all_swapped_is_said_once_for_the_file() {
    for share in [6, 7, 9, 10] {
        let mut points: Vec<(f64, f64)> = dutch(100)
            .into_iter()
            .enumerate()
            .map(|(n, point)| if n % 10 < share { swap(point) } else { point })
            .collect();
        // In the Caribbean: as far either way. All stand as they are: what seems swapped may be East Africa.
        points.push((-68.3, 12.2));
        let (each, file) = judged(&points);
        assert_eq!(file, Some(IssueKind::SwappedColumns { schools: share * 10 + 1, of: 101 }));
        for (n, found) in each.iter().enumerate() {
            assert_eq!(*found, point(points[n]), "{share}");
        }
    }
    assert!(judged(&dutch(5).into_iter().map(swap).collect::<Vec<_>>()).1.is_some());
    // Four are no crowd.
    assert_eq!(judged(&dutch(4).into_iter().map(swap).collect::<Vec<_>>()).1, None);
}

/// Outside Europe the middle as it stands is all there is to go by.
#[test]
fn a_few_swapped_are_found_anywhere() {
    let mut points: Vec<(f64, f64)> =
        (0..20).map(|n| (5.0 + 0.05 * f64::from(n), -56.0 + 0.1 * f64::from(n))).collect();
    points.push((-55.2, 5.8));
    let (each, file) = judged(&points);
    assert_eq!((each.last(), file), (Some(&swapped((-55.2, 5.8))), None));
}

#[test]
fn a_far_point_that_no_swap_explains_stands_and_is_told() {
    let slip = (5.23, 4.9);
    let points = [dutch(100), vec![slip, (53.45, 7.6)]].concat();
    let (each, file) = judged(&points);
    assert_eq!(
        (&each[100], &each[101], file),
        (&Judged::Far(Point::new(5.23, 4.9).unwrap()), &point((53.45, 7.6)), None)
    );
    // Nobody is far from three others.
    assert_eq!(judged(&[dutch(3), vec![slip]].concat()).0[3], point(slip));
}

#[test]
fn zero_and_zero_is_a_placeholder_and_no_member_of_the_crowd() {
    let points = [vec![(0.0, -0.0); 70], dutch(30)].concat();
    let (each, file) = judged(&points);
    assert_eq!(file, None);
    assert!(each[..70].iter().all(|judged| *judged == Judged::Doubt(IssueKind::ZeroPoint)));
    assert!(each[70..].iter().all(|judged| matches!(judged, Judged::Point(_))));
    assert_eq!(judged(&[(0.0, 0.0)]).0, [Judged::Doubt(IssueKind::ZeroPoint)]);
}

#[test]
fn a_point_on_no_globe_is_called_swapped_where_that_would_explain_it() {
    let no_point = |lat, lon, swapped| Judged::Doubt(IssueKind::NoPoint { lat, lon, swapped });
    let java: Vec<(f64, f64)> = (0..9).map(|n| (-7.0, 106.0 + f64::from(n))).collect();
    let (each, _) = judged(&[java, vec![(110.0, -7.0), (110.0, 4.0)]].concat());
    assert_eq!(each[9..], [no_point(110.0, -7.0, true), no_point(110.0, 4.0, false)]);
    assert_eq!(
        judged(&[(91.0, 4.0), (91.0, 200.0)]).0,
        [no_point(91.0, 4.0, true), no_point(91.0, 200.0, false)]
    );
}

proptest! {
    /// Each pair has its own judgement, and nothing is left out without one.
    #[test]
    fn judgements_add_up(pairs in prop::collection::vec(prop::option::of((-200.0..200.0_f64, -200.0..200.0_f64)), 0..40)) {
        let (each, _) = judge(&pairs);
        prop_assert_eq!(each.len(), pairs.len());
        prop_assert!(pairs.iter().zip(&each).all(|(pair, judged)| pair.is_none() == (*judged == Judged::None)));
    }
}

#[test]
fn swapped_coordinates_are_found_out_by_the_other_schools() {
    let mut text = String::from("id,name,lat,lon\n");
    for n in 0..20 {
        text += &format!("{n},s,{},{}\n", 51.0 + f64::from(n) * 0.1, 3.5 + f64::from(n) * 0.15);
    }
    // Swapped; in Paris, which is far but no swap; on an island.
    text += "x,s,4.9,52.3\ny,s,48.85,2.35\nz,s,53.4,5.2\n";
    let register = read(&text);
    let without: Vec<&str> =
        register.schools.iter().filter(|s| s.point.is_none()).map(|s| s.id.as_str()).collect();
    assert_eq!(without, ["x"]);
    assert_eq!(
        issues(&register),
        [
            "scholen.csv, row 22, column `lat`: latitude 4.9, longitude 52.3 lies far from the other schools: are latitude and longitude swapped? the school is kept without a point",
            "scholen.csv, row 23, column `lat`: latitude 48.85, longitude 2.35 lies far from the other schools; check it",
        ]
    );
}

#[test]
fn coordinates_swapped_in_the_whole_file_are_one_issue_of_the_file() {
    let mut text = String::from("id,name,lat,lon\n");
    for n in 0..20 {
        text += &format!("{n},s,{},{}\n", 3.5 + f64::from(n) * 0.15, 51.0 + f64::from(n) * 0.1);
    }
    text += "x,s,52.3,4.9\ny,,,\n";
    let register = read(&text);
    let without: Vec<&str> =
        register.schools.iter().filter(|s| s.point.is_none()).map(|s| s.id.as_str()).collect();
    assert_eq!(without, ["y"]);
    assert_eq!(
        issues(&register),
        [
            "scholen.csv, column `lat`: latitude and longitude seem to be swapped in the whole file (for 20 of 21 schools): if they are, exchange the two columns, in the file or under [register]; the points are taken as they stand",
            "scholen.csv, row 23, column `name`: the school has no name; its key is shown instead",
        ]
    );
    assert_eq!((register.issues[0].row, register.issues[0].line), (0, 0));
    assert_eq!(register.summary.set_aside, 0);
}

#[test]
fn coordinates_in_metres_need_their_system() {
    let model = builtin::samen_leren();
    let parse = |lines: &str| {
        Codebook::parse(
            "c",
            &format!("format = 1\n[register]\nid = \"id\"\nname = \"naam\"\n{lines}"),
            &model,
        )
    };
    for lines in [
        "x = \"x\"\ny = \"y\"\n",
        "crs = \"EPSG:28992\"\n",
        "x = \"x\"\ny = \"y\"\nlat = \"n\"\nlon = \"o\"\ncrs = \"EPSG:28992\"\n",
    ] {
        let error = parse(lines).unwrap_err().to_string();
        assert!(
            error.contains("where schools lie is said by `lat` and `lon`, or by `x`, `y` and `crs` together"),
            "{error}"
        );
    }
    let error = parse("x = \"x\"\ny = \"y\"\ncrs = \"EPSG:25832\"\n").unwrap_err().to_string();
    let known =
        "`EPSG:25832` is not known here; write EPSG:4326, EPSG:28992, EPSG:31370, EPSG:27700, EPSG:3857";
    assert!(error.contains(known), "{error}");

    let codebook = parse("x = \"x\"\ny = \"y\"\ncrs = \"epsg:28992\"\n").unwrap();
    let table = table(
        "id;naam;x;y\n1;a;155000;463000\n2;b;463000;155000\n3;c;0;0\n4;d;155000;\n05;e;155000;463000\n5;f;;\n",
    );
    let register = read_register(&table, codebook.register().unwrap(), &model).unwrap();
    let point = register.schools[0].point.unwrap();
    assert!((point.lat() - 52.15517).abs() < 1e-4 && (point.lon() - 5.38720).abs() < 1e-4, "{point:?}");
    assert_eq!(
        issues(&register),
        [
            "scholen.csv, row 3, column `x`: x 463000, y 155000 lies outside the area of EPSG:28992 (are x and y swapped?); the school is kept without a point",
            "scholen.csv, row 4, column `x`: x 0, y 0 lies outside the area of EPSG:28992; the school is kept without a point",
            "scholen.csv, row 5, column `y`: only one of the two coordinates is filled in; the school is kept without a point",
            "scholen.csv, row 7, column `id`: this key differs from `05` in row 6 only by leading zeros or capitals: is it the same school? both are read",
        ]
    );
    assert_eq!(
        register.summary.to_string(),
        "scholen.csv: 6 rows: 6 schools; 4 without a point on the map; 2 at one point with another"
    );
}
