//! A web page as blocks: whatever the nesting, with what its mark-up says of each.
//!
//! Here: [`read`]. In the rooms below: the page as a tree (`tree`), what attributes say (`style`), the way through it (`walk`), which tables are
//! layout (`tables`). Scripts, styles and hidden text are no text.

mod style;
mod tables;
mod tree;
mod walk;

use super::ImportError;
use super::block::Blocks;
use tree::Tree;

/// `pictures` is the folder, as the draft will write it, of pictures that the page holds itself.
pub(super) fn read(text: &str, pictures: &str) -> Result<Blocks, ImportError> {
    let tree = Tree::read(text)?;
    walk::walk(&tree, pictures)
}
