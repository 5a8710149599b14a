use crate::check::{Context, Findings, Severity};
use crate::model::Inline;
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// Two stars that were meant for strong text are left standing in it.
    ///
    /// By the rules of CommonMark `**` next to a quotation mark, a bracket or another mark (`}`, `%`) neither opens nor closes when a letter stands on its other side, so in `开展**“质量月”**活动` the stars are printed. Put the stars inside the quotation marks, or a space outside.
    ///
    /// 中文
    ///
    /// 用来加粗的两个星号没有生效，会原样印出。
    ///
    /// 按 CommonMark 的规则，“**”挨着引号、括号或者其他标点（如 `}`、`%`）、另一侧又是文字时不算加粗标记，所以 `开展**“质量月”**活动` 会印出星号。把星号写到引号里面，或者在外侧加一个空格。
    ///
    /// ```notice,bad
    /// 开展**“质量月”**活动。
    /// ```
    /// ```notice,good
    /// 开展“**质量月**”活动。
    /// ```
    pub static UNREAD_EMPHASIS = Rule { id: "unread-emphasis", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !context.letters().may_hold("**") {
        return;
    }
    for text in context.notice.texts() {
        // Names and references may stand between the stars; what was read as markup may not.
        let is_markup = |inline: &Inline| {
            matches!(inline, Inline::Strong { .. } | Inline::Emphasis { .. } | Inline::Code { .. } | Inline::Link { .. })
        };
        for run in text.inlines.split(is_markup) {
            if let Some(span) = run.iter().map(Inline::span).reduce(Span::to) {
                unread(span, context.source, findings);
            }
        }
    }
}

fn unread(span: Span, source: &str, findings: &mut Findings<'_>) {
    let written = span.of(source);
    let stars = stars(written);
    let mut pairs = stars.windows(2);
    while let Some(&[open, close]) = pairs.next() {
        let inside = &written[open + 2..close];
        if !is_meant(written[..open].chars().next_back(), inside) {
            continue;
        }
        // The second mark of the pair opens nothing.
        pairs.next();
        let place = Span::new(span.start + open, span.start + close + 2);
        let finding = findings.report(&UNREAD_EMPHASIS, place, say!("星号没有起加粗作用，会原样印出", "the stars make nothing strong and are printed"));
        let quoted = PAIRS.iter().find_map(|(opening, closing)| {
            let within = inside.strip_prefix(*opening)?.strip_suffix(*closing)?;
            (!within.contains([*opening, *closing])).then(|| format!("{opening}**{within}**{closing}"))
        });
        match quoted {
            Some(text) => finding.suggest(text),
            None => finding.help(say!("把星号移到引号、括号里面，或者在外侧加空格", "put the stars inside the marks, or a space outside")),
        };
    }
}

const PAIRS: [(char, char); 12] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('「', '」'),
    ('『', '』'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('[', ']'),
    ('<', '>'),
    ('"', '"'),
    ('\'', '\''),
];

/// Where exactly two stars stand that no backslash takes away.
fn stars(written: &str) -> Vec<usize> {
    let alone = |at: &usize| {
        let before = written[..*at].chars().next_back();
        !matches!(before, Some('*' | '\\')) && !written[at + 2..].starts_with('*')
    };
    written.match_indices("**").map(|(at, _)| at).filter(alone).collect()
}

/// Whether stars round `inside` were meant as marks. `张**、李**` hides names and `5**2` is arithmetic.
fn is_meant(before: Option<char>, inside: &str) -> bool {
    let (Some(first), Some(last)) = (inside.chars().next(), inside.chars().next_back()) else { return false };
    if first.is_whitespace() || last.is_whitespace() || inside.contains('\n') {
        return false;
    }
    let opens = PAIRS.iter().any(|(opening, _)| *opening == first) || matches!(first, '{' | '#' | '@' | '$' | '&');
    let closes = PAIRS.iter().any(|(_, closing)| *closing == last) || last == '}';
    // A hidden name is often followed by a bracket: 张**（男）、李**.
    let hides = matches!(first, '（' | '(') && before.is_some_and(char::is_alphanumeric);
    let begins = opens || first.is_alphanumeric() || matches!(first, '+' | '-');
    let ends = closes || matches!(last, '。' | '！' | '？' | '；' | '：' | '，' | '.' | '!' | '?' | ';' | ':' | ',' | '%' | '+' | '-' | '$');
    let hidden = hides && !closes;
    begins && (opens || ends) && !hidden
}
