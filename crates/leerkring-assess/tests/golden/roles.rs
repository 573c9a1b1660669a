//! The gap between leaders and others on the soldiers of `univbct_wide.csv`, against lme4 1.1-31 (mixed model) and whole
//! matrices in R 4.2.2 (school effects with CR2).

use std::collections::BTreeMap;

use leerkring_assess::pooling::{meta, scores::Scores};
use leerkring_assess::roles::{RoleScores, gap::gap, mixed, within::within};

use crate::support::golden;

/// Per outcome: beta, its standard error, the variances within and between companies, the REML criterion; and with
/// an effect per company beta, CR2, its degrees of freedom and the variance within.
const EXPECTED: [(&str, [f64; 5], [f64; 4]); 3] = [
    (
        "READY1",
        [1.99508298021e-01, 8.74629281578e-02, 6.38199823424e-01, 3.67088155678e-02, 1.07391462428e03],
        [0.1781276400770, 0.0652380052467, 20.1691728824705, 0.6342986131991],
    ),
    (
        "COMMIT1",
        [6.30164948041e-01, 8.54222967406e-02, 6.27804793861e-01, 2.81430071748e-02, 1.07816003433e03],
        [0.5985025293393, 0.0788473319767, 20.5137346974622, 0.6162794663579],
    ),
    (
        "READY3",
        [3.59636624390e-01, 8.22669070379e-02, 5.65099502102e-01, 6.87135138889e-02, 1.03237447025e03],
        [0.3296421603198, 0.0678728783015, 20.3008944745119, 0.5594938332667],
    ),
];

#[track_caller]
fn near(found: f64, expected: f64, relative: f64) {
    assert!((found / expected - 1.0).abs() < relative, "{found} instead of {expected}");
}

#[test]
fn leaders_and_others_in_companies() {
    let Some(folder) = golden() else { return };
    for (outcome, by_lme4, by_matrices) in EXPECTED {
        let mut reader = csv::Reader::from_path(folder.join("data/univbct_wide.csv")).unwrap();
        let header = reader.headers().unwrap().clone();
        let mut companies: BTreeMap<String, [Vec<f64>; 2]> = BTreeMap::new();
        for record in reader.records() {
            let record = record.unwrap();
            let cell = |name: &str| &record[header.iter().position(|column| column == name).unwrap()];
            if let (Ok(score), Ok(leader)) = (cell(outcome).parse(), cell("LEADER").parse::<usize>()) {
                companies.entry(cell("GROUP").to_owned()).or_default()[leader].push(score);
            }
        }
        let school = |[others, leaders]: &[Vec<f64>; 2]| RoleScores {
            leaders: Scores::of(leaders).unwrap(),
            others: Scores::of(others).unwrap(),
        };
        let schools: Vec<RoleScores> = companies.values().map(school).collect();
        let network = mixed::fit(&schools).unwrap();
        let [beta, se, sigma2, tau2, deviance] = by_lme4;
        near(network.beta, beta, 1e-6);
        near(network.beta_se, se, 1e-6);
        near(network.sigma2, sigma2, 1e-5);
        near(network.tau2, tau2, 1e-5);
        near(network.deviance, deviance, 1e-10);
        let inside = within(&schools).unwrap();
        let [beta, se, freedom, sigma2] = by_matrices;
        near(inside.beta, beta, 1e-9);
        near(inside.se, se, 1e-9);
        near(inside.freedom, freedom, 1e-9);
        near(inside.sigma2, sigma2, 1e-9);
        // Companies do not differ in their gap, so far as those with three of each role can tell.
        let enough = schools.iter().filter(|s| s.leaders.people() >= 3 && s.others.people() >= 3);
        let gaps: Vec<_> = enough.filter_map(|school| gap(school, network.sigma())).collect();
        assert!((16..=18).contains(&gaps.len()), "{}", gaps.len());
        let pooled = meta::pool(&gaps).unwrap();
        assert_eq!((pooled.tau2, pooled.i2), (0.0, 0.0));
        assert_eq!(pooled.shrunken(gaps[0]), pooled.mean());
    }
}
