//! Marks of the language that are to stay text: a backslash before each.

/// What is a mark of the language somewhere in running text. Every other character is one nowhere.
const MARKS: [char; 6] = ['*', '`', '[', ']', '{', '}'];

/// `text` with every mark escaped. Backslashes that would then escape something else are doubled: those before a mark, and those at the
/// end where the line ends there, too (`ends_line`).
pub(crate) fn escape_marks(text: &str, ends_line: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // A backslash has a meaning before a mark and at the end of a line only.
    let mut backslashes = 0;
    for character in text.chars() {
        if MARKS.contains(&character) {
            out.extend(std::iter::repeat_n('\\', backslashes + 1));
        }
        backslashes = if character == '\\' { backslashes + 1 } else { 0 };
        out.push(character);
    }
    if ends_line {
        out.extend(std::iter::repeat_n('\\', backslashes));
    }
    out
}
