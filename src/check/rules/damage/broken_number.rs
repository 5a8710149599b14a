use crate::check::{Context, Findings, Severity, lost_items};
use crate::model::{Block, Section};
use crate::{declare_rule, say};

declare_rule! {
    /// The number of an item was damaged: a bracket or a quotation mark sticks to it (`(3))`), a word stands before it (`Year 1.`), or it is written out among figures (`Fifteenth,` between `14.` and `16.`).
    ///
    /// Such damage comes from copying out of a PDF or from translation. A number that cannot be read makes no item of the list.
    ///
    /// 中文
    ///
    /// 序数损坏了：粘着多余的括号或引号（“(3))”），前面多了一个词（“Year 1.”），或者一串数字序数中间有一个写成了词（“14.”和“16.”之间的“Fifteenth,”）。
    ///
    /// 多半是从 PDF 复制或者经过翻译带来的。序数认不出来，这一项就不能排成条目。
    ///
    /// ```notice,bad
    /// Language: en
    ///
    /// 1. Explain the rules.
    /// Second, check the goods.
    /// 3. Publish the results.
    /// ```
    /// ```notice,good
    /// Language: en
    ///
    /// 1. Explain the rules.
    /// 2. Check the goods.
    /// 3. Publish the results.
    /// ```
    pub static BROKEN_NUMBER = Rule { id: "broken-number", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for block in notice.blocks() {
        if let Block::Section(section) = block {
            sticking(section, findings);
        }
    }
    for item in lost_items::led_by_word(notice) {
        let word = item.text.text[..item.range.end].split(' ').next().unwrap_or_default();
        let span = item.text.source_span(item.range.start, item.range.end);
        let finding = findings.report(&BROKEN_NUMBER, span, say!("序数前面多了“{word}”", "`{word}` stands before the number"));
        finding.why = None;
        finding.related(item.neighbour, say!("下一项在这里", "the next item is here"));
        finding.help(say!(
            "把这个词移回上一行，从“1.”另起一行",
            "move the word back to the line above, and begin the line with `1.`"
        ));
    }
    for item in lost_items::written_out(notice) {
        let written = &item.text.text[item.range.clone()];
        let span = item.text.source_span(item.range.start, item.range.end);
        let finding = findings.report(
            &BROKEN_NUMBER,
            span,
            say!("“{written}”与前后的序数写法不同", "`{written}` is not numbered as its neighbours are"),
        );
        finding.why = None;
        finding.related(item.neighbour, say!("前一项在这里", "the item before is here"));
        match item.wanted {
            Some(wanted) => finding.suggest(wanted),
            None => finding.help(say!("写成与前后一样的序数", "number it as its neighbours are")),
        };
    }
}

/// `(3)) is …`, `1." The theme`
fn sticking(section: &Section, findings: &mut Findings<'_>) {
    let text = if section.heading.is_empty() { &section.text.source } else { &section.heading.source };
    let Some(first) = text.text.chars().next() else { return };
    if !matches!(first, ')' | '）' | '"') {
        return;
    }
    let whole = format!("{}{}", section.heading.source.text, section.text.source.text);
    let bracket = matches!(first, ')' | '）') && whole.matches([')', '）']).count() > whole.matches(['(', '（']).count();
    let quote = first == '"' && whole.matches('"').count() % 2 == 1;
    if bracket || quote {
        let mark = text.source_span(0, first.len_utf8());
        let span = section.enumerator.span.to(mark);
        let finding = findings.report(&BROKEN_NUMBER, span, say!("序数后面粘着“{first}”", "`{first}` sticks to the number"));
        finding.why = None;
        finding.suggest("");
        finding.help(say!("删去“{first}”，并核对前后文字有没有丢失", "delete `{first}`, and see whether text was lost here"));
        if let Some(fix) = &mut finding.fix {
            fix.edits[0].span = mark;
        }
    }
}
