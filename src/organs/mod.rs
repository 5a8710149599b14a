//! Organs that everybody knows: the departments of the State Council, those of the Party that issue together with them, people's
//! organisations, and the divisions at the level of provinces, with their full, short and English names.
//!
//! Here: the tables and how a name is looked up in them. Not here: names of a user's own offices (`check`, from `[organs]` of
//! `zhumo.toml`), and what is said about a name (`check::rules`).
//!
//! The tables follow the reform of State Council bodies of 2023. Their order is the order of rank in which such lists are printed.

mod divisions;
mod state;

pub use divisions::DIVISIONS;
pub use state::ORGANS;

/// An organ at the level of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownOrgan {
    /// The full name.
    pub full: &'static str,
    /// Short names that documents use, the usual one first.
    pub short: &'static [&'static str],
    /// Short names of speech, which documents do not use at the head or below the text.
    pub spoken: &'static [&'static str],
    /// The name in English.
    pub english: &'static str,
    /// What kind of organ it is.
    pub group: Group,
}

/// What kind of organ one is; in the order of rank where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A department of the Central Committee of the Party.
    Party,
    /// A ministry or commission (国务院组成部门).
    Ministry,
    /// The special organ directly under the State Council (国务院直属特设机构).
    Special,
    /// An organ directly under the State Council (国务院直属机构).
    Direct,
    /// A public institution directly under the State Council (国务院直属事业单位).
    Institution,
    /// A national bureau under a ministry (部委管理的国家局).
    Bureau,
    /// A court or procuratorate, or a people's organisation: no rank among the others.
    Other,
}

impl KnownOrgan {
    /// The name that documents use: the usual short one, or the full one.
    #[must_use]
    pub fn usual(&self) -> &'static str {
        self.short.first().copied().unwrap_or(self.full)
    }

    /// Its place in the order of rank, where it has one.
    #[must_use]
    pub fn rank(&self) -> Option<usize> {
        if self.group == Group::Other {
            return None;
        }
        ORGANS.iter().position(|organ| organ.full == self.full)
    }
}

/// A division at the level of provinces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// The full name.
    pub full: &'static str,
    /// The short name, without what kind of division it is.
    pub short: &'static str,
    /// The characters that stand for it, the usual one first.
    pub sign: &'static str,
    /// The name in English.
    pub english: &'static str,
}

/// The organ with this full, short or English name.
#[must_use]
pub fn find(name: &str) -> Option<&'static KnownOrgan> {
    if !begins(name) {
        return None;
    }
    ORGANS.iter().find(|organ| organ.full == name || organ.short.contains(&name) || organ.english.eq_ignore_ascii_case(name))
}

/// The organ that people call so, and documents do not: `发改委`, `住建部`.
#[must_use]
pub fn spoken(name: &str) -> Option<&'static KnownOrgan> {
    if !begins(name) {
        return None;
    }
    ORGANS.iter().find(|organ| organ.spoken.contains(&name))
}

/// Whether a name begins as one of an organ may: most of a notice begin as none does, and are spared the looking through all.
#[must_use]
pub fn begins(name: &str) -> bool {
    match name.chars().next() {
        // The English names.
        Some(first) if first.is_ascii() => true,
        Some(first) => {
            let at = (first as usize).wrapping_sub(HAN);
            BEGINNINGS.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
        }
        None => false,
    }
}

/// The first of the Han characters.
const HAN: usize = 0x4e00;

/// A bit for each Han character that a name of an organ begins with.
static BEGINNINGS: [u64; (0xa000 - HAN) / 64] = {
    const fn mark(bits: &mut [u64], names: &[&str]) {
        let mut at = 0;
        while at < names.len() {
            let name = names[at].as_bytes();
            // A Han character has three bytes.
            let first = ((name[0] & 0x0f) as usize) << 12 | ((name[1] & 0x3f) as usize) << 6 | (name[2] & 0x3f) as usize;
            bits[(first - HAN) / 64] |= 1 << ((first - HAN) % 64);
            at += 1;
        }
    }
    let mut bits = [0; (0xa000 - HAN) / 64];
    let mut at = 0;
    while at < ORGANS.len() {
        mark(&mut bits, &[ORGANS[at].full]);
        mark(&mut bits, ORGANS[at].short);
        mark(&mut bits, ORGANS[at].spoken);
        at += 1;
    }
    bits
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_hold() {
        let organ = find("市场监管总局").unwrap();
        assert_eq!(organ.full, "国家市场监督管理总局");
        assert_eq!(find("Ministry of Science and Technology").unwrap().usual(), "科技部");
        assert!(find("工业和信息化部").unwrap().rank() < organ.rank());
    }

    #[test]
    fn every_name_begins_as_one_does() {
        for organ in ORGANS {
            for name in organ.short.iter().chain(organ.spoken).chain([&organ.full, &organ.english]) {
                assert!(begins(name), "{name}");
            }
        }
        assert!(!begins("示例省市场监督管理局") && !begins("各市") && !begins("（省局）") && !begins(""));
    }

    #[test]
    fn every_name_means_one_organ() {
        let names =
            |organ: &'static KnownOrgan| organ.short.iter().chain(organ.spoken).copied().chain([organ.full]).collect::<Vec<_>>();
        for organ in ORGANS {
            for name in names(organ) {
                let holders = ORGANS.iter().filter(|other| names(other).contains(&name)).count();
                assert_eq!(holders, 1, "{name}");
            }
            assert!(!organ.english.is_empty(), "{}", organ.full);
        }
        assert!(ORGANS.windows(2).all(|pair| pair[0].group <= pair[1].group), "groups stand together, in order");
        assert_eq!(ORGANS.iter().filter(|organ| organ.group == Group::Ministry).count(), 26);
    }

    #[test]
    fn there_are_thirty_four_divisions() {
        assert_eq!(DIVISIONS.len(), 34);
        assert!(DIVISIONS.iter().all(|division| division.full.starts_with(division.short)));
        let sichuan = DIVISIONS.iter().find(|division| division.english == "Sichuan Province");
        assert_eq!(sichuan.map(|found| found.sign), Some("川蜀"));
    }
}
