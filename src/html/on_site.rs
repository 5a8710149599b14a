//! What a page has beside the notice where it stands on a site: the way home, facts of its publication, files to be had.

use serde::Serialize;

/// What a page of a site has beside the notice; every address is relative to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OnSite {
    /// The link to the index: its words, and where it leads.
    pub home: (String, String),
    /// The name of the list of facts, for screen readers.
    pub about: String,
    /// Facts of the publication: what it is, and its value.
    pub facts: Vec<(String, String)>,
    /// The name of the list of files.
    pub files: String,
    /// Files to be had.
    pub downloads: Vec<Download>,
}

/// A file to be had beside a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Download {
    /// What it is, with its size.
    pub label: String,
    /// Where it is.
    pub address: String,
    /// The media type, where it is the notice itself in another form.
    pub media: Option<&'static str>,
}
