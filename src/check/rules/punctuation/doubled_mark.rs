use crate::check::marks::is_named;
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// Two marks stand where one is meant.
    ///
    /// The second one was left over from an edit. `？！`, `！！` and `……` are marks of their own.
    ///
    /// 中文
    ///
    /// 该用一个标点的地方连用了两个。
    ///
    /// 多半是改稿时留下的。`？！`、`！！`、`……`另有用法，不在此列。
    ///
    /// Source: GB/T 15834—2011, 4
    ///
    /// ```notice,bad
    /// 请各单位高度重视，，认真落实。
    /// ```
    /// ```notice,good
    /// 请各单位高度重视，认真落实。
    /// ```
    pub static DOUBLED_MARK = Rule {
        id: "doubled-mark", severity: Severity::Warning, check,
        needs: Any(&[
            Pair("，。、；：", "，。、；："),
            All(&[In(Language::English), Any(&[Pair(",.;:", ",.;:"), All(&[Pair(",;:", " "), Pair(" ", ",;:")])])]),
        ]),
    };
}

const MARKS: [char; 5] = ['，', '。', '、', '；', '：'];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language == Language::English {
        context.prose().iter().for_each(|prose| english(prose, findings));
    }
    for prose in context.chinese() {
        let text = prose.text();
        let mut end = 0;
        for (at, mark) in text.match_indices(MARKS) {
            if at < end {
                continue;
            }
            end = at + text[at..].find(|c| !MARKS.contains(&c)).unwrap_or(text.len() - at);
            let run = &text[at..end];
            // Three stops and more are a damaged ellipsis.
            if run.len() == mark.len() || run.matches('。').count() > 2 || !prose.is_free(&(at..end)) || is_named(text, at, end)
            {
                continue;
            }
            let finding =
                findings.report(&DOUBLED_MARK, prose.span(at..end), say!("标点重复：“{run}”", "marks are doubled: `{run}`"));
            if run.len() == mark.len() * run.matches(mark).count() {
                finding.replace(mark);
            } else {
                finding.suggest(if run.contains('。') { "。" } else { mark });
            }
        }
    }
}

/// `,,` and `..` in an English text. Three points are an ellipsis, and a point may end an abbreviation: `etc.,`.
fn english(prose: &Prose<'_>, findings: &mut Findings<'_>) {
    const ENGLISH: [char; 4] = [',', '.', ';', ':'];
    let text = prose.text();
    let mut end = 0;
    for (at, _) in prose.marks().filter(|(_, mark)| ENGLISH.contains(mark)) {
        if at < end {
            continue;
        }
        let is_mark = |c: char| ENGLISH.contains(&c);
        end = at + text[at..].find(|c| !is_mark(c)).unwrap_or(text.len() - at);
        // `, ,`: the space between them belongs to neither.
        if let Some(rest) =
            text[end..].strip_prefix(' ').filter(|rest| !text[at..end].ends_with('.') && rest.starts_with([',', ';']))
        {
            end = text.len() - rest.len() + 1;
        }
        let run = &text[at..end];
        let marks: Vec<char> = run.chars().filter(|c| is_mark(*c)).collect();
        let [first, second] = marks[..] else { continue };
        let word = text[..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let abbreviated = first == '.' && second != '.' && (word <= 4 || text[..at - word].ends_with('.'));
        let spaced = text[end..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '”' | '"' | ')'));
        let word_before = text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '”' | '"' | '%'));
        if abbreviated || !spaced || !word_before || !prose.is_free(&(at..end)) || is_named(text, at, end) {
            continue;
        }
        let finding =
            findings.report(&DOUBLED_MARK, prose.span(at..end), say!("标点重复：“{run}”", "marks are doubled: `{run}`"));
        finding.suggest(if marks.contains(&'.') { '.' } else { first });
    }
}
