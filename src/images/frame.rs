//! What all scans of a JPEG file are part of.

/// A part of the picture that is coded by itself: brightness, a colour.
#[derive(Clone, Copy)]
pub(super) struct Component {
    pub id: u8,
    /// How many samples there are to the smallest unit, across and down.
    pub across: usize,
    pub down: usize,
    /// Blocks in a row of the whole picture, those that fill the last unit with them.
    pub stride: usize,
    /// Blocks across and down that a scan of this component alone has.
    pub blocks: (usize, usize),
}

/// The frame: what all scans are part of.
pub(super) struct Frame {
    pub progressive: bool,
    pub components: Vec<Component>,
    /// Units across and down, in a scan of several components.
    pub units: (usize, usize),
    /// For each block of each component the places that are not zero yet, of a picture that becomes sharper scan by scan.
    pub seen: Vec<Vec<u64>>,
    /// Which components have their mean values.
    pub begun: Vec<bool>,
}
