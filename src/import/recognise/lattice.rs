//! The most probable reading of a sequence: dynamic programming over all readings at once, and how far the best is ahead.
//!
//! A candidate takes one block or several for something, at a score. Readings are chains of candidates that [`Role::next`] allows.
//! Scores are logarithms of odds: ten points make something about three times as likely.

use super::roles::Role;

/// One thing that blocks may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub role: Role,
    /// How many blocks it takes.
    pub blocks: usize,
    pub score: i32,
}

/// What some blocks were taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Taken {
    pub role: Role,
    pub start: usize,
    pub end: usize,
    /// How sure that is, in percent.
    pub sure: u8,
    /// What else its first block may be in a reading of the whole, the likeliest first.
    pub others: Vec<Role>,
}

/// How far behind the best reading another one may be that is still named.
const FAR: i32 = 60;
const OUT: i32 = i32::MIN / 4;
const ROLES: usize = Role::ALL.len();

/// The best reading; `candidates` has what may begin at each block. Every block must have a candidate of one block for every text role.
pub(super) fn best(candidates: &[Vec<Candidate>]) -> Vec<Taken> {
    let count = candidates.len();
    if count == 0 {
        return Vec::new();
    }
    let preceding = preceding();
    // The best score of readings that end before a block with a role, and which candidate it was: the role before, and its start.
    let mut ahead = vec![[OUT; ROLES]; count + 1];
    let mut from = vec![[(0u8, 0u8); ROLES]; count + 1];
    for (at, here) in candidates.iter().enumerate() {
        for one in here {
            let (mut score, mut before) = (OUT, 0);
            if at == 0 {
                if let Some((_, cost)) = Role::first().iter().find(|(role, _)| *role == one.role) {
                    score = *cost;
                }
            } else {
                for (role, cost) in &preceding[one.role as usize] {
                    let reached = ahead[at][*role as usize].saturating_add(*cost);
                    if reached > score {
                        (score, before) = (reached, *role as u8);
                    }
                }
            }
            if score <= OUT / 2 {
                continue;
            }
            let total = score + one.score;
            let cell = &mut ahead[at + one.blocks][one.role as usize];
            if total > *cell {
                *cell = total;
                from[at + one.blocks][one.role as usize] = (before, one.blocks as u8);
            }
        }
    }
    let ends = |role: &Role| ahead[count][*role as usize].saturating_add(role.last());
    let Some(last) = Role::ALL.iter().copied().max_by_key(ends) else { return Vec::new() };
    let mut taken = Vec::new();
    let (mut end, mut role) = (count, last);
    while end > 0 {
        let (before, blocks) = from[end][role as usize];
        let start = end - usize::from(blocks).clamp(1, end);
        taken.push(Taken { role, start, end, sure: 0, others: Vec::new() });
        (end, role) = (start, Role::ALL[usize::from(before)]);
    }
    taken.reverse();
    sureness(candidates, &preceding, &ahead, &mut taken);
    taken
}

/// How far each part of the best reading is ahead of the best reading that takes its first block for something else.
fn sureness(candidates: &[Vec<Candidate>], preceding: &[Vec<(Role, i32)>], ahead: &[[i32; ROLES]], taken: &mut [Taken]) {
    let count = candidates.len();
    let mut chosen = vec![Role::Body; count];
    // Where the parts begin that may be asked about, and what else stands there at what score.
    let mut begins: Vec<Option<Vec<(i32, Role)>>> = vec![None; count];
    for one in taken.iter() {
        chosen[one.start..one.end].fill(one.role);
        begins[one.start] = (!one.role.is_text()).then(Vec::new);
    }
    // The best score of what follows a role that ended before a block.
    let mut behind = vec![[OUT; ROLES]; count + 1];
    for role in Role::ALL {
        behind[count][*role as usize] = role.last();
    }
    let mut other = vec![OUT; count];
    let mut top = OUT;
    for at in (0..count).rev() {
        let mut reach = [OUT; ROLES];
        for one in &candidates[at] {
            let rest = behind[at + one.blocks][one.role as usize].saturating_add(one.score);
            reach[one.role as usize] = reach[one.role as usize].max(rest);
            let mut total = OUT;
            if at == 0 {
                if let Some((_, cost)) = Role::first().iter().find(|(role, _)| *role == one.role) {
                    total = rest.saturating_add(*cost);
                }
            } else {
                for (role, cost) in &preceding[one.role as usize] {
                    total = total.max(ahead[at][*role as usize].saturating_add(*cost).saturating_add(rest));
                }
            }
            top = top.max(total);
            if let Some(others) = begins[at].as_mut().filter(|_| total > OUT / 2) {
                others.push((total, one.role));
            }
            for block in at..at + one.blocks {
                if chosen[block] != one.role && kin(chosen[block]) != kin(one.role) {
                    other[block] = other[block].max(total);
                }
            }
        }
        for role in Role::ALL {
            let best = role.next().iter().map(|(next, cost)| reach[*next as usize].saturating_add(*cost)).max().unwrap_or(OUT);
            behind[at][*role as usize] = best;
        }
    }
    for one in taken {
        let lead = f64::from((top - other[one.start]).clamp(0, 100));
        one.sure = (100.0 / (1.0 + (-lead / 9.0).exp())).round().clamp(1.0, 99.0) as u8;
        let mut others = begins[one.start].take().unwrap_or_default();
        // That it is text after all may always be; anything else is named where something speaks for it.
        others.retain(|(total, role)| role.is_text() || top - total <= FAR);
        others.sort_by_key(|(total, _)| -total);
        one.others = others.into_iter().map(|(_, role)| role).collect();
    }
}

/// Roles that come to the same in a draft.
fn kin(role: Role) -> u8 {
    use Role as R;
    (match role {
        R::NumberAbove | R::NumberBelow => R::NumberAbove,
        R::TopFurniture | R::MidFurniture | R::TailFurniture | R::TailRest | R::EndFurniture | R::EndRest => R::TopFurniture,
        R::Imprint | R::EndImprint => R::Imprint,
        R::AnnexNote | R::AnnexEntry | R::LateNote | R::LateEntry => R::AnnexNote,
        R::Signatory | R::SignatoryAfter | R::SignedBelow => R::Signatory,
        R::Date | R::DateFirst => R::Date,
        R::HeadField | R::FieldBelow => R::HeadField,
        other => other,
    }) as u8
}

/// Which roles may stand before each, with the cost.
fn preceding() -> Vec<Vec<(Role, i32)>> {
    let mut table = vec![Vec::new(); ROLES];
    for before in Role::ALL {
        for (role, cost) in before.next() {
            table[*role as usize].push((*before, *cost));
        }
    }
    table
}
