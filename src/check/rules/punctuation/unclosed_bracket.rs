use crate::check::{Context, Findings, Severity};
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// A bracket, quotation mark or title mark in a list of organs has no partner.
    ///
    /// The list is cut at commas outside brackets, so that one missing bracket can make one organ of many.
    ///
    /// 中文
    ///
    /// 机关名单里有括号、引号或书名号不成对。
    ///
    /// 名单按括号外的顿号、逗号分开，少一半括号，几个机关就会连成一个。
    ///
    /// ```notice,bad
    /// 主送：各市（州市场监管局、各有关单位：
    /// ```
    /// ```notice,good
    /// 主送：各市（州）市场监管局、各有关单位：
    /// ```
    pub static UNCLOSED_BRACKET = Rule { id: "unclosed-bracket", severity: Severity::Warning, check };
}

const PAIRS: [(char, char); 8] =
    [('（', '）'), ('(', ')'), ('《', '》'), ('〈', '〉'), ('“', '”'), ('〔', '〕'), ('【', '】'), ('「', '」')];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    use FieldKey as K;
    let is_list = |key| {
        let organs = matches!(key, K::Issuers | K::Signatories | K::PrintedBy | K::Editor);
        organs || matches!(key, K::Recipients | K::CopiesTo | K::ReportedTo | K::CopiedTo | K::DistributedTo)
    };
    for field in context.notice.fields.iter().filter(|field| is_list(field.key)) {
        for text in std::iter::once(&field.text).chain(&field.items) {
            for (at, bracket) in unpaired(&text.text) {
                let span = text.source_span(at, at + bracket.len_utf8());
                findings
                    .report(&UNCLOSED_BRACKET, span, say!("“{bracket}”没有配对", "`{bracket}` has no partner"))
                    .help(say!("补上另一半，或者删去这一半", "write the other half, or delete this one"));
            }
        }
    }
}

/// Brackets without a partner. A full-width bracket may close a half-width one: that is a fault of another kind.
fn unpaired(text: &str) -> Vec<(usize, char)> {
    let kind = |bracket: char| if bracket == '(' { '（' } else { bracket };
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut alone = Vec::new();
    for (at, character) in text.char_indices() {
        if PAIRS.iter().any(|(opening, _)| *opening == character) {
            open.push((at, character));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == character) {
            match open.iter().rposition(|(_, other)| kind(*other) == kind(*opening)) {
                Some(index) => alone.extend(open.drain(index..).skip(1)),
                None => alone.push((at, character)),
            }
        }
    }
    alone.extend(open);
    alone.sort_unstable();
    alone
}
