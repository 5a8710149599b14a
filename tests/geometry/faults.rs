//! What was measured against what a clause asks.

/// One clause, held against one fixture after the other.
pub struct Proof {
    /// As `7.2.7`.
    clause: &'static str,
    fixture: String,
    /// How many figures were compared.
    pub count: usize,
    pub faults: Vec<String>,
}

impl Proof {
    pub fn new(clause: &'static str) -> Self {
        Self { clause, fixture: String::new(), count: 0, faults: Vec::new() }
    }

    pub fn of(&mut self, fixture: &str) {
        fixture.clone_into(&mut self.fixture);
    }

    /// A length in millimetres, or another figure.
    pub fn near(&mut self, page: usize, what: &str, found: f64, wanted: f64, tolerance: f64) {
        self.holds(page, (found - wanted).abs() <= tolerance, || {
            format!("{what}: found {found:.2}, wanted {wanted:.2} ± {tolerance}")
        });
    }

    pub fn between(&mut self, page: usize, what: &str, found: f64, least: f64, most: f64) {
        self.holds(page, (least..=most).contains(&found), || format!("{what}: found {found:.2}, wanted {least:.2} to {most:.2}"));
    }

    pub fn same<T: PartialEq + std::fmt::Debug>(&mut self, page: usize, what: &str, found: T, wanted: T) {
        self.holds(page, found == wanted, || format!("{what}: found {found:?}, wanted {wanted:?}"));
    }

    /// A face, by the beginning of its name in the PDF; `a|b` is one of two.
    pub fn face(&mut self, page: usize, what: &str, found: &str, wanted: &str) {
        let right = wanted.split('|').any(|wanted| found.starts_with(wanted));
        self.holds(page, right, || format!("{what}: found {found}, wanted {wanted}"));
    }

    pub fn holds(&mut self, page: usize, holds: bool, said: impl FnOnce() -> String) {
        self.count += 1;
        if !holds {
            self.faults.push(format!("{} {}, page {}: {}", self.clause, self.fixture, page + 1, said()));
        }
    }
}
