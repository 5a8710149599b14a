use crate::check::{Context, Findings, Severity};
use crate::check::{bare, look};
use crate::model::{Block, Notice, Place};
use crate::span::Span;
use crate::syntax::FieldKey;
use crate::{declare_rule, say};
use std::collections::BTreeSet;

declare_rule! {
    /// A field stands where it does not belong: a head field behind the first line of text, a tail field before the last one, a field of the notice behind an annex.
    ///
    /// A head field among the text is read as text, so that it would be printed as a paragraph. Nothing is reordered silently.
    ///
    /// 中文
    ///
    /// 字段写错了地方：应在版头的写到了正文之后，应在版记的写到了正文之前或者中间，应在附件之前的写到了附件之后。
    ///
    /// 文首字段写在正文里会被当成正文印出。程序不会悄悄调换位置；若这一行本来就是正文，请在行首加反斜线。
    ///
    /// ```notice,bad
    /// 标题：关于开展检查的通知
    ///
    /// 现将有关事项通知如下。
    /// 主送：各科室：
    /// ```
    /// ```notice,good
    /// 标题：关于开展检查的通知
    /// 主送：各科室：
    ///
    /// 现将有关事项通知如下。
    /// ```
    pub static MISPLACED_FIELD = Rule { id: "misplaced-field", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let slips = context.misspelt();
    let signature = bare::signature(notice, context.source).map(|bare| bare.span());
    let heads = bare::heads(notice, context.source).into_iter().map(|head| head.head);
    let bare: Vec<usize> = signature.into_iter().chain(heads).map(|span| span.start).collect();
    let slips: BTreeSet<usize> = slips.iter().map(|slip| slip.block.start).collect();
    let before = Before::of(notice, &slips);
    for field in &notice.misplaced {
        let label = field.span.of(context.source);
        match field.place {
            Place::HeadFieldInBody if is_text_after_all(notice, field.key) || before.only_slips(field.span) => {}
            Place::HeadFieldInBody => {
                let body = notice.body.first().map_or(field.span, Block::span);
                let opened = before.contacts_alone(field.span);
                let needed = opened && matches!(field.key, FieldKey::Title | FieldKey::Recipients);
                let severity = if is_plain_word(field.key) && !needed { Severity::Warning } else { Severity::Error };
                let finding = findings.report_as(
                    &MISPLACED_FIELD,
                    severity,
                    field.span,
                    say!(
                        "“{label}”应在正文之前，写在这里就成了正文",
                        "`{label}` belongs above the text; here it is read as text"
                    ),
                );
                if opened {
                    finding.help(say!("把前面的联系方式移到后面", "move the contact line below")).related(
                        first_line(body, context.source),
                        say!("正文从这一行联系方式开始", "this contact line opened the text"),
                    );
                    continue;
                }
                finding.help(say!(
                    "移到正文之前；若是正文，在行首加 `\\`",
                    "move it above the text, or put `\\` before the line if it is text"
                ));
                if body.start < field.span.start {
                    finding.related(first_line(body, context.source), say!("正文从这里开始", "the text begins here"));
                }
            }
            Place::HeadFieldInTail => {
                findings
                    .report(&MISPLACED_FIELD, field.span, say!("“{label}”应在正文之前", "`{label}` belongs above the text"))
                    .help(say!("移到正文之前", "move it above the text"));
            }
            // The line that seems to be text is a field with a slip; that is said there.
            // So it is where a signature, or the head of an annex, stands without its keyword.
            Place::BeforeText(text) if bare.contains(&text.start) => {}
            Place::BeforeText(text) if slips.contains(&text.start) => {}
            Place::BeforeText(text) => {
                let items = notice.body.iter().any(|block| match block {
                    Block::Section(section) => section.span.start == text.start && look::continues_annex_note(notice, section),
                    _ => false,
                });
                let help = if items {
                    say!(
                        "每个附件写一行 `- 标题`，“{label}”那一行不写内容",
                        "write each annex as an item `- TITLE` below `{label}`, and nothing behind it"
                    )
                } else {
                    say!(
                        "把“{label}”移到正文之后；若是正文，在行首加 `\\`",
                        "move `{label}` below the text, or put `\\` before the line if it is text"
                    )
                };
                findings
                    .report(&MISPLACED_FIELD, field.span, say!("“{label}”后面还有正文", "text follows `{label}`"))
                    .related(first_line(text, context.source), say!("这里是正文", "this is text"))
                    .help(help);
            }
            // Forms have lines such as `标题：` and `密级：`.
            Place::InIssued if is_plain_word(field.key) => {}
            Place::InIssued => {
                let finding = findings.report(
                    &MISPLACED_FIELD,
                    field.span,
                    say!(
                        "“{label}”应写在印发的文字之前，写在里面就成了正文",
                        "`{label}` belongs to the notice; in a text that it sends out it is read as text"
                    ),
                );
                finding.help(say!(
                    "移到【印发】那一行之前；若是正文，在行首加 `\\`",
                    "move it above the line that begins the text, or put `\\` before the line if it is text"
                ));
            }
            Place::InAnnex => {
                let finding = findings.report(
                    &MISPLACED_FIELD,
                    field.span,
                    say!("“{label}”应在附件之前", "`{label}` belongs to the notice, above the annexes"),
                );
                finding.help(say!(
                    "移到第一个附件之前；若是附件的文字，在行首加 `\\`",
                    "move it above the first annex, or put `\\` before the line if it is text of the annex"
                ));
                if let Some(annex) = notice.annexes.first() {
                    finding.related(annex.label.span, say!("附件从这里开始", "the annexes begin here"));
                }
            }
        }
    }
}

/// Whether the keyword is a word of plain text as well: `主题：`, `标题：`.
const fn is_plain_word(key: FieldKey) -> bool {
    use FieldKey as K;
    let of_texts = matches!(key, K::Title | K::Subtitle | K::Theme | K::Mark | K::Editor | K::EditorNote);
    of_texts || matches!(key, K::Language | K::Classification | K::Issue)
}

/// Where the head has the field, a line that begins with such a word is text.
fn is_text_after_all(notice: &Notice, key: FieldKey) -> bool {
    is_plain_word(key) && notice.field(key).is_some()
}

/// What stands at the beginning of the text, as far as fields could have stood there.
struct Before {
    /// Where the text begins, if it does.
    first: Option<usize>,
    /// A contact line opened the text, and up to here only lines with a key follow.
    contacts: usize,
    /// A misspelt keyword opened it, and up to here only such lines and fields follow.
    slips: usize,
}

impl Before {
    fn of(notice: &Notice, slips: &BTreeSet<usize>) -> Self {
        let misplaced: BTreeSet<usize> = notice.misplaced.iter().map(|field| field.span.start).collect();
        let first = notice.body.first().map(|block| block.span().start);
        let until = |holds: &dyn Fn(&Block) -> bool| {
            notice.body.iter().find(|block| !holds(block)).map_or(usize::MAX, |block| block.span().start)
        };
        let contacts = matches!(notice.body.first(), Some(Block::Contacts(_)));
        Self {
            first,
            contacts: if contacts {
                until(&|block| match block {
                    Block::Contacts(_) => true,
                    Block::Paragraph(paragraph) => paragraph.key.is_some() || misplaced.contains(&paragraph.span.start),
                    _ => false,
                })
            } else {
                0
            },
            slips: if first.is_some_and(|first| slips.contains(&first)) {
                until(&|block| slips.contains(&block.span().start) || misplaced.contains(&block.span().start))
            } else {
                0
            },
        }
    }

    /// Whether a contact line opened the text and only lines with a key stand between it and the field.
    fn contacts_alone(&self, field: Span) -> bool {
        self.first.is_some_and(|first| first < field.start) && field.start <= self.contacts
    }

    /// Whether only misspelt keywords and fields stand between the head and the field: then the slip is the fault.
    fn only_slips(&self, field: Span) -> bool {
        self.first.is_some_and(|first| first < field.start) && field.start <= self.slips
    }
}

fn first_line(span: Span, source: &str) -> Span {
    let length = span.of(source).lines().next().map_or(0, str::len);
    Span::new(span.start, span.start + length)
}
