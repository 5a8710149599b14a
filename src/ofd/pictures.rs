//! The pictures that the pages show, as every reader can show them.

use crate::images::{Images, PictureFormat};
use crate::layout::{Item, Laid, PageError};
use crate::pixels;
use std::collections::{BTreeMap, BTreeSet};

/// The pictures that the pages show, by their paths.
#[derive(Default)]
pub(super) struct Pictures(pub BTreeMap<String, Stored>);

pub(super) struct Stored {
    pub id: u32,
    pub format: PictureFormat,
    pub bytes: Vec<u8>,
}

impl Pictures {
    /// Those that the pages show, as every reader can show them.
    ///
    /// # Errors
    /// [`PageError::Picture`] for one that is damaged.
    pub fn of(laid: &Laid, images: &Images, next: &mut impl FnMut() -> u32) -> Result<Self, PageError> {
        let placed = laid.pages.iter().flat_map(|page| &page.items);
        let paths: BTreeSet<&str> = placed
            .filter_map(|item| if let Item::Picture(picture) = item { Some(picture.path.as_str()) } else { None })
            .collect();
        let mut all = BTreeMap::new();
        for path in paths {
            let Some(picture) = images.picture(path) else { continue };
            let portable = pixels::portable(picture).map_err(|cause| PageError::Picture { path: path.to_owned(), cause })?;
            let (format, bytes) = (portable.0, portable.1.into_owned());
            all.insert(path.to_owned(), Stored { id: next(), format, bytes });
        }
        Ok(Self(all))
    }

    /// The identifier of a picture.
    pub fn id(&self, path: &str) -> Option<u32> {
        self.0.get(path).map(|stored| stored.id)
    }
}
