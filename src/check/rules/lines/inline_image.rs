use crate::check::{Context, Findings, Severity};
use crate::model::Inline;
use crate::span::Span;
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// A picture stands inside a line of text, where it stays the text that was typed.
    ///
    /// A figure is a line of its own.
    ///
    /// 中文
    ///
    /// 图片写在了一行文字中间，会原样印成文字。
    ///
    /// 图片要独占一行。
    ///
    /// ```notice,bad
    /// 示意图如下：![点位](a.png)。
    /// ```
    /// ```notice,good
    /// 示意图如下：
    /// ![点位](a.png)
    /// ```
    pub static INLINE_IMAGE = Rule { id: "inline-image", severity: Severity::Warning, check, needs: Word("![") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for text in context.notice.texts() {
        text.walk(&mut |inline| {
            let Inline::Text { span, .. } = inline else { return };
            let written = span.of(context.source);
            let mut done = 0;
            while let Some(range) = image(written, done) {
                done = range.end;
                let place = Span::new(span.start + range.start, span.start + range.end);
                findings
                    .report(
                        &INLINE_IMAGE,
                        place,
                        say!("图片没有独占一行，会印成文字", "a picture inside a line is printed as text"),
                    )
                    .help(say!("把 `![图题](路径)` 单独写一行", "write `![caption](path)` on a line of its own"));
            }
        });
    }
}

/// The next `![…](…)` from `start` on.
fn image(written: &str, start: usize) -> Option<Range<usize>> {
    let open = start + written[start..].find("![")?;
    let middle = open + written[open..].find("](")?;
    let end = middle + written[middle..].find(')')? + 1;
    let escaped = written[..open].ends_with('\\');
    if escaped { image(written, open + 2) } else { Some(open..end) }
}
