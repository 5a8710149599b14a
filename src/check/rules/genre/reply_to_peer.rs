use crate::check::bodies::{self, Standing};
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// A reply (批复) goes to an organ of the same rank.
    ///
    /// A reply answers the request of an organ below; organs of one rank answer by letter (函, 复函). Only a remark: whether one of them leads the other the program cannot know.
    ///
    /// 中文
    ///
    /// 批复的主送机关是同级机关。
    ///
    /// 批复用于答复下级机关的请示；答复不相隶属机关用函（复函）。两个机关有没有隶属关系程序无从知道，所以只作提示。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条（十二）、（十四）
    ///
    /// ```notice,bad
    /// 发文机关：示例县人民政府
    /// 标题：示例县人民政府关于共建桥梁的批复
    /// 主送：邻县人民政府：
    /// ```
    /// ```notice,good
    /// 发文机关：示例县人民政府
    /// 标题：示例县人民政府关于共建桥梁的复函
    /// 主送：邻县人民政府：
    /// ```
    pub static REPLY_TO_PEER = Rule { id: "reply-to-peer", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((Genre::Reply, word)) = title.genre.as_ref().filter(|_| is_official(context.notice)) else { return };
    let parties = context.parties();
    let (Some(lead), [recipient]) = (parties.lead(), &parties.recipients[..]) else { return };
    if !are_peers(lead.name, recipient.name) {
        return;
    }
    let name = recipient.name;
    findings
        .report(
            &REPLY_TO_PEER,
            title.span(word.clone()),
            say!("批复同级机关“{name}”", "a reply to `{name}`, an organ of the same rank"),
        )
        .help(say!("不相隶属的，用复函答复", "answer by letter (复函) unless one leads the other"))
        .related(recipient.span, say!("主送机关", "the recipient"));
}

/// Whether two names are those of departments of one government, or of governments of two places of one rank.
pub(super) fn are_peers(a: &str, b: &str) -> bool {
    let (first, second) = (Standing::of(a), Standing::of(b));
    let (here, there) = (bodies::place(a), bodies::place(b));
    match (first, second) {
        // `市林业局` leaves out the place of `示例市`.
        (Standing::Department, Standing::Department) => {
            let short = b.chars().next().filter(|c| "省市县区".contains(*c) && there.is_empty());
            short.map_or(here == there && !here.is_empty(), |level| here.ends_with(level))
        }
        (Standing::Government, Standing::Government) => {
            let (here, there) = (a.trim_end_matches("人民政府"), b.trim_end_matches("人民政府"));
            let last = here.chars().next_back();
            let plain = |place: &str| place.chars().filter(|c| "省市县区州".contains(*c)).count() == 1;
            here != there && plain(here) && plain(there) && last == there.chars().next_back() && matches!(last, Some('县' | '省'))
        }
        _ => false,
    }
}
