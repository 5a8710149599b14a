//! What layouts found in the faces of a set, and what they worked out of titles: kept for the next notice of the same run.
//!
//! Here: [`Lookups`], [`Looked`]. Not here: looking (`fonts`). Nothing kept can change a page: every entry is what a look would find again.

use super::role::Role;
use crate::phrases;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Everything that was found by the layouts of a set, a piece for each that went on at the same time.
#[derive(Clone, Debug, Default)]
pub struct Lookups(Arc<Mutex<Vec<Looked>>>);

/// The faces that were looked in, by which of them a role takes: whoever changes a set finds nothing that was found before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Of<'a> {
    pub chains: &'a BTreeMap<Role, Vec<usize>>,
    pub figures: Option<usize>,
    /// Of each its name, its index in a file, and where the file's bytes are.
    pub faces: &'a [(&'a str, u32, usize)],
}

/// What one layout after the other found.
#[derive(Debug)]
pub(super) struct Looked {
    chains: BTreeMap<Role, Vec<usize>>,
    figures: Option<usize>,
    faces: Vec<(String, u32, usize)>,
    /// Whether Traditional text was looked for, which may take its characters from another face.
    pub traditional: bool,
    /// In a Traditional notice, the place in each chain of the face that Chinese characters are taken from; none before anybody looked.
    pub chosen: Option<BTreeMap<Role, usize>>,
    /// What was found, and for each place one more than the number of what was found last for a character that has it.
    known: RefCell<Vec<Known>>,
    places: Vec<Cell<u16>>,
    /// The ink of marks, and of the letters of a 发文机关标志.
    pub sides: RefCell<BTreeMap<(usize, u16), Sides>>,
    pub heights: RefCell<BTreeMap<(usize, u16), Heights>>,
    ranks: RefCell<BTreeMap<(Role, String), usize>>,
    costs: RefCell<BTreeMap<Title, Arc<[f64]>>>,
}

/// Left and right edge of a glyph's ink from its origin, in em; none of glyphs without ink.
pub(super) type Sides = Option<(f64, f64)>;

/// Units to the em, and top and bottom of a glyph's ink in them.
pub(super) type Heights = Option<(u16, i16, i16)>;

/// A title with the names that no line should part.
type Title = (Vec<char>, Vec<String>);

/// A character as a face has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub face: usize,
    pub glyph: u16,
    /// Advance in em of the size asked for.
    pub advance: f64,
    /// The face's own advance in its own em.
    pub natural: f64,
    /// Factor on the size.
    pub scale: f64,
    /// How far the glyph is moved down so that its middle is that of the role's first face, in em.
    pub drop: f64,
    /// Place in the chain: 0 for the role's own face.
    pub rank: usize,
}

/// What was found for a character in a role's chain from a rank on.
#[derive(Clone, Copy, Debug)]
struct Known {
    asked: (Role, usize, char),
    found: Option<Found>,
}

/// Places for what was found: a power of two, several times the distinct characters of a notice.
const PLACES: usize = 1 << 12;
/// More titles, and texts in one face, than this are not kept.
const MOST: usize = 64;

impl Lookups {
    /// What was found before, if anything was that nobody else goes on with.
    pub(super) fn take(&self, of: Of<'_>, traditional: bool) -> Looked {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // As many as there are cores are kept, and a few of sets that were changed since.
        if all.len() > MOST {
            all.retain(|looked| looked.is_of(of));
        }
        let at = all.iter().position(|looked| looked.traditional == traditional && looked.is_of(of));
        at.map_or_else(|| Looked::new(of, traditional), |at| all.swap_remove(at))
    }

    /// Keeps what was found for the next layout.
    pub(super) fn keep(&self, looked: Looked) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(looked);
    }
}

impl Looked {
    pub(super) fn new(of: Of<'_>, traditional: bool) -> Self {
        Self {
            chains: of.chains.clone(),
            figures: of.figures,
            faces: of.faces.iter().map(|(name, index, place)| ((*name).to_owned(), *index, *place)).collect(),
            places: vec![Cell::new(0); PLACES],
            ..Self::none(traditional)
        }
    }

    fn is_of(&self, of: Of<'_>) -> bool {
        let faces = self.faces.iter().map(|(name, index, place)| (name.as_str(), *index, *place));
        self.chains == *of.chains && self.figures == of.figures && faces.eq(of.faces.iter().copied())
    }

    /// Nothing, and no room for characters: what stands where something was taken from.
    pub(super) const fn none(traditional: bool) -> Self {
        Self {
            chains: BTreeMap::new(),
            figures: None,
            faces: Vec::new(),
            traditional,
            chosen: None,
            known: RefCell::new(Vec::new()),
            places: Vec::new(),
            sides: RefCell::new(BTreeMap::new()),
            heights: RefCell::new(BTreeMap::new()),
            ranks: RefCell::new(BTreeMap::new()),
            costs: RefCell::new(BTreeMap::new()),
        }
    }

    /// What is known of a character, or what `look` finds.
    pub fn found(&self, asked: (Role, usize, char), look: impl FnOnce() -> Option<Found>) -> Option<Found> {
        let (role, _, character) = asked;
        // Neighbours in the code have neighbouring places; roles are far apart.
        let place = &self.places[(character as usize ^ (role as usize) << 9) % PLACES];
        let last = usize::from(place.get()).checked_sub(1);
        if let Some(last) = last.and_then(|at| self.known.borrow().get(at).copied()).filter(|last| last.asked == asked) {
            return last.found;
        }
        let found = look();
        let mut known = self.known.borrow_mut();
        // Two characters of one place take turns in it.
        match last.and_then(|at| known.get_mut(at)) {
            Some(known) => *known = Known { asked, found },
            None => {
                known.push(Known { asked, found });
                place.set(known.len() as u16);
            }
        }
        found
    }

    /// The place in a chain of the face for a text.
    pub fn rank(&self, role: Role, text: &str, look: impl FnOnce() -> usize) -> usize {
        remembered(&self.ranks, (role, text.to_owned()), look)
    }

    /// What a break before each character of a title costs: [`phrases::costs`].
    pub fn costs(&self, title: &[char], names: &[&str]) -> Arc<[f64]> {
        let key = (title.to_vec(), names.iter().map(|name| (*name).to_owned()).collect());
        remembered(&self.costs, key, || phrases::costs(title, names).into())
    }
}

/// What is known under a key, or what `look` finds.
fn remembered<K: Ord, V: Clone>(known: &RefCell<BTreeMap<K, V>>, key: K, look: impl FnOnce() -> V) -> V {
    if let Some(known) = known.borrow().get(&key) {
        return known.clone();
    }
    let found = look();
    let mut known = known.borrow_mut();
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(key, found.clone());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No faces at all.
    const NONE: Of<'static> = Of { chains: &BTreeMap::new(), figures: None, faces: &[] };

    #[test]
    fn characters_of_one_place_take_turns_and_nothing_grows() {
        let looked = Looked::new(NONE, false);
        let at = |place: usize| char::from_u32(0x4e00 + place as u32).unwrap();
        let found = |glyph: u16| Found { face: 0, glyph, advance: 1.0, natural: 1.0, scale: 1.0, drop: 0.0, rank: 0 };
        for round in 0..3 {
            for place in 0..PLACES * 2 {
                let asked = (Role::Body, 0, at(place));
                let glyph = looked.found(asked, || Some(found(place as u16))).map(|found| found.glyph);
                assert_eq!(glyph, Some(place as u16), "round {round}");
            }
        }
        assert_eq!(looked.known.borrow().len(), PLACES);
        assert_eq!(looked.found((Role::Body, 1, at(7)), || None).map(|found| found.glyph), None);
        assert_eq!(looked.found((Role::Body, 1, at(7)), || panic!("it is known")).map(|found| found.glyph), None);
    }

    #[test]
    fn what_one_layout_found_the_next_one_has() {
        let lookups = Lookups::default();
        let looked = lookups.take(NONE, true);
        assert_eq!(looked.rank(Role::Title, "示例市", || 2), 2);
        lookups.keep(looked);
        assert_eq!(lookups.take(NONE, false).rank(Role::Title, "示例市", || 0), 0);
        assert_eq!(lookups.take(NONE, true).rank(Role::Title, "示例市", || panic!("it is known")), 2);
        let chains = BTreeMap::from([(Role::Title, vec![1])]);
        assert_eq!(lookups.take(Of { chains: &chains, ..NONE }, true).rank(Role::Title, "示例市", || 1), 1);
        for number in 0..MOST * 3 {
            let looked = lookups.take(NONE, true);
            assert_eq!(looked.rank(Role::Title, &number.to_string(), || number), number);
            assert!(looked.ranks.borrow().len() <= MOST);
            lookups.keep(looked);
        }
    }
}
