use crate::check::marks::{edits, is_chinese, is_han, is_named, is_quoted};
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Straight quotation marks stand in Chinese text.
    ///
    /// Chinese text has “ ” and inside them ‘ ’, which say where a quotation begins and where it ends. Apostrophes, inches, feet, minutes and strings of programs are no quotation marks.
    ///
    /// 中文
    ///
    /// 中文行文里用了直引号。
    ///
    /// 中文用“ ”，里层用‘ ’，起止分明。撇号，英寸、英尺、分、秒的符号，程序里的字符串都不是引号。
    ///
    /// Source: GB/T 15834—2011, 4.8
    ///
    /// ```notice,bad
    /// 开展"示范点"创建活动。
    /// ```
    /// ```notice,good
    /// 开展“示范点”创建活动。
    /// ```
    pub static STRAIGHT_QUOTES = Rule { id: "straight-quotes", severity: Severity::Warning, check, needs: One("\"'") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.chinese() {
        let text = prose.text();
        let mut pairs: Vec<(usize, usize, char)> = Vec::new();
        for mark in ['"', '\''] {
            let places = quotes(prose, mark);
            // An odd number says that one is missing, or is none.
            if places.len().is_multiple_of(2) {
                pairs.extend(places.chunks_exact(2).map(|pair| (pair[0], pair[1], mark)));
            }
        }
        pairs.sort_unstable();
        let curly = prose.marks().any(|(_, mark)| mark == '“');
        // The ends of the pairs around.
        let mut outer: Vec<usize> = Vec::new();
        for (index, (first, last, mark)) in pairs.iter().enumerate() {
            while outer.pop_if(|end| *end < *first).is_some() {}
            // Pairs that cross: who knows which mark is whose.
            let crossed = outer.last().is_some_and(|end| end < last)
                || pairs.get(index + 1).is_some_and(|(open, close, _)| open < last && last < close);
            let depth = outer.len();
            outer.push(*last);
            let inside = &text[first + 1..*last];
            let around = prose.before(*first).is_some_and(is_chinese) || prose.after(last + 1).is_some_and(is_chinese);
            // echo "完成" is an order to a program.
            let ordered =
                text[..*first].strip_suffix(' ').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
            // "2025"12号 is the year of a document number in wrong brackets.
            let year = inside.len() == 4
                && inside.bytes().all(|byte| byte.is_ascii_digit())
                && text[last + 1..].trim_start_matches('第').starts_with(|c: char| c.is_ascii_digit());
            if year || crossed || inside.is_empty() || ordered || !(inside.contains(is_han) || *mark == '"' && around) {
                continue;
            }
            let depth = depth + usize::from(curly && is_quoted(text, *first));
            let (open, close) = match (depth.is_multiple_of(2), context.is_traditional()) {
                (true, false) => ("“", "”"),
                (false, false) => ("‘", "’"),
                (true, true) => ("「", "」"),
                (false, true) => ("『", "』"),
            };
            let finding = findings.report(
                &STRAIGHT_QUOTES,
                prose.span(*first..last + 1),
                say!("引号是直的", "the quotation marks are straight"),
            );
            finding.help(say!("写作{open}{inside}{close}", "write `{open}{inside}{close}`"));
            edits(finding, prose, true, vec![(*first..first + 1, open), (*last..last + 1, close)]);
        }
    }
}

/// Where `mark` is a quotation mark, and neither an apostrophe nor a sign of feet, inches, minutes or seconds.
fn quotes(prose: &Prose<'_>, mark: char) -> Vec<usize> {
    let text = prose.text();
    let mut found: Vec<usize> = Vec::new();
    for (at, _) in prose.find_any(&[mark]) {
        let (before, after) = (prose.before(at), prose.after(at + 1));
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_han(c));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let open = found.len() % 2 == 1;
        // '80后'和'90后: with an apostrophe about, nobody can tell the others.
        if mark == '\'' && is_short_year(&text[at + 1..]) {
            return Vec::new();
        }
        let none = match mark {
            // it's, O'Neil, 5'10", and students' union, 4,4'-
            '\'' => latin(before) && (latin(after) || !open),
            _ => (digit(before) || before == Some('\'')) && !open,
        };
        if !none && !is_named(text, at, at + 1) {
            found.push(at);
        }
    }
    found
}

/// `98年`, `99级`: what an apostrophe stands before when the century is left out.
fn is_short_year(behind: &str) -> bool {
    behind.bytes().take_while(u8::is_ascii_digit).count() == 2
        && behind[2..].starts_with(['年', '级', '届', '后', '版', '款', '班'])
}
