use crate::check::{Context, Findings, Severity};
use crate::model::Organ;
use crate::{declare_rule, say};

declare_rule! {
    /// The name of an organ is set wide with spaces.
    ///
    /// The layout spreads names by itself. In the draft the spaces break searches and comparisons; on the web page they would be read aloud.
    ///
    /// 中文
    ///
    /// 机关名称用空格拉开了。
    ///
    /// 名称的疏密由版式决定。文稿里加空格会妨碍检索和核对，网页朗读时也会断开。
    ///
    /// ```notice,bad
    /// 署名：
    /// - 科 技 部
    /// ```
    /// ```notice,good
    /// 署名：
    /// - 科技部
    /// ```
    pub static SPACED_NAME = Rule { id: "spaced-name", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    // People of two characters are set wide by custom: 张　三.
    let spaced = |organ: &&Organ| organ.is_spaced_out() && organ.name.chars().count() > 2;
    for organ in notice.issuers.iter().chain(&notice.signatories).filter(spaced) {
        findings.report(&SPACED_NAME, organ.text.span, say!("名称里有空格", "spaces inside a name")).suggest(organ.name.as_str());
    }
}
