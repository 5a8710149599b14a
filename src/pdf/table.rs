//! Things by the number of a glyph.
//!
//! Here: [`Table`]. Not here: what is kept of a glyph (`fonts`, and the fonts of an OFD).

/// Things by the number of a glyph, of which a face has tens of thousands and a text uses some hundred.
pub(crate) struct Table<T> {
    /// For each glyph up to the last one that is used: 0, or one more than its place in the entries.
    places: Vec<u16>,
    /// What each glyph has, in the order in which they came, or of their numbers.
    pub entries: Vec<(u16, T)>,
}

impl<T> Table<T> {
    pub const fn new() -> Self {
        Self { places: Vec::new(), entries: Vec::new() }
    }

    pub fn get(&self, glyph: u16) -> Option<&T> {
        let place = usize::from(*self.places.get(usize::from(glyph))?).checked_sub(1)?;
        self.entries.get(place).map(|(_, entry)| entry)
    }

    /// The entry of a glyph; a new one if it has none.
    pub fn entry(&mut self, glyph: u16, new: impl FnOnce() -> T) -> &mut T {
        let index = usize::from(glyph);
        if self.places.len() <= index {
            self.places.resize(index + 1, 0);
        }
        if self.places[index] == 0 {
            self.entries.push((glyph, new()));
            // Glyphs are numbered in 16 bits, and no font has glyph 65535 (it would need a count of 65536).
            self.places[index] = self.entries.len() as u16;
        }
        let place = usize::from(self.places[index]) - 1;
        &mut self.entries[place].1
    }

    /// The same entries.
    pub fn copy(&self) -> Self
    where
        T: Clone,
    {
        Self { places: self.places.clone(), entries: self.entries.clone() }
    }

    /// The entries in the order of their glyphs, changed.
    pub fn map<U>(mut self, mut change: impl FnMut(u16, T) -> U) -> Table<U> {
        self.entries.sort_unstable_by_key(|(glyph, _)| *glyph);
        for (place, (glyph, _)) in self.entries.iter().enumerate() {
            self.places[usize::from(*glyph)] = place as u16 + 1;
        }
        let entries = self.entries.into_iter().map(|(glyph, entry)| (glyph, change(glyph, entry))).collect();
        Table { places: self.places, entries }
    }
}
