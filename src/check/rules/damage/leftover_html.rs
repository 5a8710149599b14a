use crate::check::{Context, Findings, Severity, damaged};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// Marks of HTML stand in the text: `&nbsp;`, `<br>` and their like.
    ///
    /// They came along when the text was copied from a web page, and would be printed as they are. In `` `code` `` they are meant.
    ///
    /// 中文
    ///
    /// 文字里有网页标记：`&nbsp;`、`<br>` 之类。
    ///
    /// 从网页复制文字时带过来的，会照样印出来。写在 `` `代码` `` 里的不报。
    ///
    /// ```notice,bad
    /// 请各单位按时报送。<br>联系电话另行通知。
    /// ```
    /// ```notice,good
    /// 请各单位按时报送。
    /// 联系电话另行通知。
    /// ```
    pub static LEFTOVER_HTML = Rule { id: "leftover-html", severity: Severity::Warning, check, needs: One("<&") };
}

const TAGS: [&str; 22] = [
    "br", "p", "div", "span", "b", "i", "u", "strong", "em", "font", "td", "tr", "table", "tbody", "li", "ul", "ol", "img", "a",
    "h1", "h2", "h3",
];
const ENTITIES: [&str; 12] =
    ["&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&ldquo;", "&rdquo;", "&middot;", "&mdash;", "&hellip;", "&emsp;", "&ensp;"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (start, line) in damaged::lines(context.source) {
        let Some(range) = mark(line) else { continue };
        let written = &line[range.clone()];
        let finding = findings.report(
            &LEFTOVER_HTML,
            Span::new(start + range.start, start + range.end),
            say!("“{written}”是网页标记", "`{written}` is a mark of HTML"),
        );
        finding.help(match written {
            "&nbsp;" | "&emsp;" | "&ensp;" => say!("删去，或者换成空格", "delete it, or write a space"),
            _ => say!("删去标记；换段就另起一行", "delete the mark; a new paragraph is a new line"),
        });
        finding.why = None;
    }
}

/// No name of a mark is longer.
const LONGEST_TAG: usize = 16;

/// The first mark of HTML in `line`, outside of code.
fn mark(line: &str) -> Option<std::ops::Range<usize>> {
    // Marks of code up to the place, and where the last mark is that could close one: a long line is read once.
    let (mut ticks, mut counted) = (0_usize, 0);
    let last = line.rfind('>').unwrap_or(0);
    for (at, opening) in line.match_indices(['<', '&']) {
        ticks += line[counted..at].matches('`').count();
        counted = at;
        if ticks % 2 == 1 {
            continue;
        }
        let rest = &line[at..];
        if opening == "&" {
            let entity = ENTITIES.iter().find(|entity| rest.starts_with(**entity)).map(|entity| entity.len());
            let number = rest
                .strip_prefix("&#")
                .and_then(|digits| {
                    // As many characters as a number can have, and its end.
                    digits
                        .bytes()
                        .take(7)
                        .position(|byte| byte == b';')
                        .filter(|end| (1..7).contains(end) && digits[..*end].bytes().all(|byte| byte.is_ascii_alphanumeric()))
                })
                .map(|end| end + 3);
            if let Some(length) = entity.or(number) {
                return Some(at..at + length);
            }
            continue;
        }
        // The name ends before anything else does: only where it is one is the end of the mark looked for.
        let name = rest[1..].trim_start_matches('/');
        let name = &name[..name.bytes().take(LONGEST_TAG + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count()];
        let follows = rest[1..].trim_start_matches('/')[name.len()..].starts_with([' ', '/', '>']);
        if at < last
            && follows
            && TAGS.contains(&name.to_ascii_lowercase().as_str())
            && let Some(end) = rest.find('>')
        {
            return Some(at..at + end + 1);
        }
    }
    None
}
