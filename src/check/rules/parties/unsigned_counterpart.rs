use crate::check::bodies::{self, Body};
use crate::check::counts;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The recipients name the counterparts of the organs that sign, one by one, and one more: the organ above that one does not sign.
    ///
    /// In a joint notice each ministry addresses its own line. Where the bureaus of culture are addressed among the others and the ministry of culture is not among those that sign, its name was probably left out. It is a warning where the notice also says more organs than sign, a remark otherwise, and nothing where the number is right.
    ///
    /// 中文
    ///
    /// 主送机关逐一列出了各署名机关的下级对口部门，另外多出一个：它的上级对口机关没有署名。
    ///
    /// 联合行文时，各部门主送本系统。主送里有文化和旅游局，署名里没有文化和旅游厅，往往是漏署。文中所说的个数比署名多的，是警告；没有说个数的，是提示；个数相符的不提。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 主送：各市教育局、财政局、水利局、民政局：
    ///
    /// 请做好准备。
    ///
    /// 署名：示例省教育厅、示例省财政厅、示例省水利厅
    /// ```
    /// ```notice,good
    /// 主送：各市教育局、财政局、水利局、民政局：
    ///
    /// 请做好准备。
    ///
    /// 署名：示例省教育厅、示例省财政厅、示例省水利厅、示例省民政厅
    /// ```
    pub static UNSIGNED_COUNTERPART = Rule { id: "unsigned-counterpart", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let present = counts::present(context);
    // Two organs may well write to a third line; with three and more the lists go side by side.
    if present.len() < 3 || !context.notice.language.is_chinese() {
        return;
    }
    let signing: Vec<&str> = present.iter().filter_map(|body| bodies::topic(&body.key)).collect();
    let addressed: Vec<(&str, &Body<'_>)> =
        context.parties().recipients.iter().filter_map(|body| Some((bodies::topic(&body.key)?, body))).collect();
    let met = signing.iter().filter(|topic| addressed.iter().any(|(other, _)| other == *topic)).count();
    let mut unsigned: Vec<(&str, &Body<'_>)> = Vec::new();
    for (topic, body) in &addressed {
        if !signing.contains(topic) && !unsigned.iter().any(|(other, _)| other == topic) {
            unsigned.push((topic, body));
        }
    }
    // The lists go side by side when nearly all of either have their match.
    if signing.len() < 3 || met * 4 < signing.len() * 3 || unsigned.len() * 4 > addressed.len() || unsigned.len() > 2 {
        return;
    }
    let said = counts::said(context);
    let there = present.len();
    let severity = match said.iter().map(|said| said.number as usize).max() {
        Some(number) if number > there => Severity::Warning,
        Some(_) => return,
        None => Severity::Info,
    };
    let [first, .., last] = present else { return };
    for (_, body) in unsigned {
        let name = body.name;
        let finding = findings.report_as(
            &UNSIGNED_COUNTERPART,
            severity,
            body.span,
            say!("主送里有“{name}”，它的上级对口机关没有署名", "`{name}` is addressed, and the organ above it does not sign"),
        );
        finding
            .help(say!("核对署名有没有漏掉一个机关", "see whether a name is missing among those that sign"))
            .related(first.span.to(last.span), say!("这里署名的有{there}个", "here {there} sign"));
        if let Some(said) = said.first() {
            let number = said.number;
            finding.related(said.span, say!("写的是{number}个", "{number} are said"));
        }
    }
}
