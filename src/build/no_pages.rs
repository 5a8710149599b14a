//! What [`pages`](super) is in a library without the feature `pdf`: there are no pages, and everything else is written as ever.

use super::findings::{faults, settled};
use super::{BuildError, BuildOptions, Output, Target, Work};
use crate::check::Finding;
use crate::model::Notice;
use std::marker::PhantomData;

/// How pages are made; without the feature `pdf` there is nothing to say.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct PageOptions<'a>(PhantomData<&'a ()>);

/// Pages that nobody can make.
pub(super) enum Pages {}

pub(super) fn examine(
    notice: &Notice,
    text: &str,
    options: &BuildOptions<'_>,
    _wanted: bool,
) -> Result<(Vec<Finding>, Option<Pages>), BuildError> {
    Ok((settled(notice, text, options.options, faults(notice, text, options.options)), None))
}

/// The outputs of every target, in their order.
pub(super) fn outputs(
    work: &Work<'_>,
    text: &str,
    _pages: Option<&Pages>,
    targets: &[Target],
) -> Result<Vec<Output>, BuildError> {
    targets.iter().map(|target| work.text(*target, text)).collect()
}

/// The Word file, which has the lengths of pages.
pub(super) fn word(_work: &Work<'_>, _text: &str) -> Result<Vec<u8>, BuildError> {
    Err(BuildError::Unsupported(Target::Docx))
}
