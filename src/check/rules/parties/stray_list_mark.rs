use crate::check::{Context, Findings, Severity};
use crate::model::{Language, list_end};
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// A list of recipients or of copies, or an entry of one, ends in a comma, a pause mark, a semicolon or the like.
    ///
    /// The page sets what stands behind the last organ: a full stop behind 抄送 and the lists beside it, a colon behind 主送; and it parts entries that are written one a line. So it leaves the mark of the draft out. A full stop at the end of 抄送 may be written. A stray mark behind 主送 on its line is `stray-recipient-mark`.
    ///
    /// 中文
    ///
    /// 主送、抄送、报送、抄报、发送的末尾，或者其中一项的末尾，多了逗号、顿号、分号等标点。
    ///
    /// 最后一个机关后面的标点由版式加：抄送等用句号，主送用冒号；分行写的各项之间也由版式加标点。文稿里多写的标点不会印出来。抄送末尾的句号可以写。主送写在一行、末尾多了标点的，见 `stray-recipient-mark`。
    ///
    /// Source: GB/T 9704—2012, 7.3.2, 7.4.2
    ///
    /// ```notice,bad
    /// 抄送：市委办公室、市政府办公室，
    /// ```
    /// ```notice,good
    /// 抄送：市委办公室、市政府办公室。
    /// ```
    pub static STRAY_LIST_MARK = Rule { id: "stray-list-mark", severity: Severity::Warning, check };
}

/// The lists, and whether a full stop is at home behind them.
const LISTS: [(FieldKey, bool); 5] = [
    (FieldKey::Recipients, false),
    (FieldKey::CopiesTo, true),
    (FieldKey::ReportedTo, true),
    (FieldKey::CopiedTo, true),
    (FieldKey::DistributedTo, true),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for (key, stops) in LISTS {
        let Some(field) = notice.field(key) else { continue };
        // Another rule speaks of these.
        if key == FieldKey::Recipients && field.items.is_empty() && notice.language == Language::Simplified {
            continue;
        }
        let stops = stops && notice.language != Language::English;
        let entries: Vec<_> = std::iter::once(&field.text).chain(&field.items).filter(|entry| !entry.is_empty()).collect();
        for (index, entry) in entries.iter().enumerate() {
            let last = index + 1 == entries.len();
            let kept = list_end(&entry.text);
            let marks = entry.text[kept..].trim();
            let right = match marks {
                "" => true,
                "。" => last && stops,
                // The colon that the page would add.
                "：" | ":" => last && !stops && key == FieldKey::Recipients,
                _ => false,
            };
            if right {
                continue;
            }
            let span = entry.source_span(kept, entry.text.trim_end().len());
            let finding =
                findings.report(&STRAY_LIST_MARK, span, say!("机关后面多了“{marks}”", "stray `{marks}` after an organ"));
            // A full stop among them was meant for the end.
            finding.replace(if last && stops && marks.contains('。') { "。" } else { "" });
        }
    }
}
