use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// A letter (函) or a document to a superior commands: `请遵照执行`, `务必`, `责成`.
    ///
    /// Who writes to an organ that is not below asks, and does not order.
    ///
    /// 中文
    ///
    /// 函或者上行文用了命令式语气，如“请遵照执行”“务必”“责成”。
    ///
    /// 对不相隶属机关和上级机关，用商请的语气。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 标题：示例县水务局关于借用场地的函
    /// 主送：县体育局：
    ///
    /// 请你局遵照执行。
    /// ```
    /// ```notice,good
    /// 标题：示例县水务局关于借用场地的函
    /// 主送：县体育局：
    ///
    /// 请贵局予以支持。
    /// ```
    pub static COMMANDING_TONE = Rule { id: "commanding-tone", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some(kind @ (Genre::Letter | Genre::Request | Genre::Report)) = title.kind().filter(|_| is_official(context.notice))
    else {
        return;
    };
    let words: &[&str] = match kind {
        Genre::Letter => &["遵照执行", "责成你", "认真贯彻执行", "务必"],
        // In what is told of one's own work such words are right.
        _ => &["请遵照执行", "请认真贯彻执行", "请务必", "务请"],
    };
    let (name, named) = (kind.word(), kind.english());
    for prose in context.prose().iter().filter(|prose| prose.role.is_running() && prose.annex.is_none()) {
        for word in words {
            if let Some(place) = prose.find(word).next() {
                findings
                    .report(&COMMANDING_TONE, prose.span(place), say!("{name}里用了命令式语气", "a {named} that commands"))
                    .help(say!("改用商请的语气，如“请予支持”“敬请函复”", "ask, as in 请予支持 or 敬请函复"));
                break;
            }
        }
    }
}
