//! Captions whose number somebody typed, as word processors want it: `表1：任务分工`, `图 2 办理流程`, `Table 3: Programme`.

/// Such a line.
pub(super) struct TypedCaption {
    /// Whether it is that of a figure; else of a table.
    pub figure: bool,
    /// Whether the number is in Chinese: `表一`.
    pub in_words: bool,
    /// Where its words begin.
    pub words: usize,
}

impl TypedCaption {
    /// A line that is a caption with a number: short, and without a stop.
    pub fn of(line: &str) -> Option<Self> {
        let words = [("图", true), ("圖", true), ("表", false), ("Figure ", true), ("Table ", false)];
        let (rest, figure) = words.iter().find_map(|(word, figure)| Some((line.strip_prefix(word)?, *figure)))?;
        let rest = rest.trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let han = rest.find(|c: char| !"一二三四五六七八九十".contains(c)).unwrap_or(rest.len());
        let end = digits.max(han);
        let marks = [' ', '\u{3000}', '：', ':', '.'];
        let title = rest[end..].trim_start_matches(marks);
        let is_caption = ((1..=2).contains(&digits) || (1..=9).contains(&han))
            && rest[end..].starts_with(marks)
            && !title.is_empty()
            && line.chars().count() <= 60
            && !line.contains(['。', '；', '，', '见', '|'])
            && !line.ends_with(['.', '：']);
        is_caption.then_some(Self { figure, in_words: han > 0, words: line.len() - title.len() })
    }
}
