//! A chart as a table, for screen readers and for copying.

/// Rows of text under a header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextTable {
    /// What it shows, in a sentence.
    pub caption: String,
    /// The columns' titles.
    pub header: Vec<String>,
    /// As many cells as the header has, each.
    pub rows: Vec<Vec<String>>,
}
