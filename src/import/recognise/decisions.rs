//! What somebody said that a place is: it goes before every guess, as far as the order of the parts allows it.
//!
//! Here: [`obey`], [`others`]. Not here: the words by which parts are named (`roles`).

use super::lattice::Candidate;
use super::roles::Role;
use crate::import::Decision;
use crate::say::Say;

/// What a candidate loses that is not what was decided: more than all reasons for it together.
const OVERRULED: i32 = 1000;

/// Takes from every candidate that covers a decided block and is something else; `lines` has where each block stood.
pub(super) fn obey(candidates: &mut [Vec<Candidate>], lines: &[usize], decisions: &[Decision]) {
    for decision in decisions {
        let Some(decided) = lines.iter().take(candidates.len()).position(|line| *line == decision.line) else { continue };
        let meant = |candidate: &Candidate| candidate.role.said().en == decision.what;
        if !candidates[decided].iter().any(meant) {
            continue;
        }
        // A title may have begun some lines above.
        let first = decided.saturating_sub(MOST_BLOCKS);
        for (at, here) in candidates.iter_mut().enumerate().take(decided + 1).skip(first) {
            for candidate in here.iter_mut().filter(|candidate| at + candidate.blocks > decided && !meant(candidate)) {
                candidate.score -= OVERRULED;
            }
        }
    }
}

/// How many blocks before its last one a candidate may begin.
const MOST_BLOCKS: usize = 5;

/// What else a part may be, the likeliest first; each is named once.
pub(super) fn others(roles: &[Role], found: &Say) -> Vec<Say> {
    let mut others: Vec<Say> = Vec::new();
    for said in roles.iter().map(|role| role.said()) {
        if said != *found && !others.contains(&said) {
            others.push(said);
        }
    }
    others.truncate(MOST_OTHERS);
    others
}

/// How many other readings are named.
const MOST_OTHERS: usize = 8;
