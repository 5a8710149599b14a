//! A second opinion, deliberately simple: lines in which nobody could see mark-up.
//!
//! It errs on one side: where it says *plain*, a clerk would be surprised at every character that is taken away. Where it says nothing,
//! the line may be either.

/// Whether nothing in a line can be mark-up. What may be a number that numbers itself (`#、`, `（#）`) is left to other tests.
pub fn is_plain(line: &str) -> bool {
    !line.starts_with(['\\', '#', '＃', '（', '('])
        && no_code(line)
        && no_escape(line)
        && no_link(line)
        && no_braces(line)
        && no_note(line)
        && no_stars(line)
}

/// Code needs two marks.
fn no_code(line: &str) -> bool {
    line.matches('`').count() < 2
}

/// An escape is a backslash before one of a few marks, or before another backslash; none is one in a path.
fn no_escape(line: &str) -> bool {
    let marks = line.split('\\').skip(1).any(|rest| rest.starts_with(['*', '`', '[', ']', '{', '}']));
    let doubled = line.contains("\\\\");
    // A line that is nothing but a path.
    let drive = line.get(1..3) == Some(":\\") && line.starts_with(|c: char| c.is_ascii_alphabetic());
    let path = drive
        && !line.contains(|c: char| c.is_whitespace() || !c.is_ascii_graphic() && !c.is_alphanumeric() || "<>\"|".contains(c));
    !marks && !doubled || path && !line.contains("**")
}

/// The address of a link has a dot, a slash or the like.
fn no_link(line: &str) -> bool {
    line.split("](")
        .skip(1)
        .all(|rest| !rest.split(')').next().unwrap_or_default().contains(['.', '/', '#', '@', ':', '\\', '<', '?']))
}

/// `{主题}`, `{@id}`, `{^2}`, `{_i}`, `{**strong**}`.
fn no_braces(line: &str) -> bool {
    line.split('{').skip(1).all(|rest| {
        let inside = rest.split('}').next().unwrap_or_default().trim();
        !rest.contains('}') || !inside.starts_with(['@', '^', '_', '*']) && zhumo::syntax::keywords::lookup(inside).is_none()
    })
}

fn no_note(line: &str) -> bool {
    !line.contains("[^")
}

/// Stars hide something, or multiply, unless two runs of one length stand around a phrase: with no letter, figure or Chinese character
/// outside, and two characters or more without a mark of a clause inside.
fn no_stars(line: &str) -> bool {
    let characters: Vec<char> = line.chars().collect();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, character) in characters.iter().enumerate() {
        if *character == '*' {
            match runs.last_mut() {
                Some((start, length)) if *start + *length == at => *length += 1,
                _ => runs.push((at, 1)),
            }
        }
    }
    let word = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| c.is_alphanumeric());
    let marks = |(open, length): &(usize, usize), (close, other): &(usize, usize)| {
        let inside = &characters[open + length..*close];
        let english = inside.iter().all(char::is_ascii);
        let clause = inside.iter().any(|c| "，、；：。！？".contains(*c) || !english && ",;:!?".contains(*c));
        length == other && *length < 4 && inside.len() > 1 && !clause && !word(open.checked_sub(1)) && !word(Some(close + other))
    };
    !runs.iter().enumerate().any(|(at, open)| runs[at + 1..].iter().any(|close| marks(open, close)))
}
