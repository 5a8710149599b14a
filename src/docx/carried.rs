//! The draft, which travels in the file as a part of its own.

use super::Writer;

impl Writer<'_> {
    pub(super) fn carried_part(&mut self) {
        let _ = self.options.draft;
    }
}
