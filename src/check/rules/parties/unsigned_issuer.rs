use crate::check::same_bodies::SameBodies;
use crate::check::{Context, Findings, Severity};
use crate::model::{Genre, Layout, Sealing};
use crate::{declare_rule, say};

declare_rule! {
    /// An organ of the head does not sign below the text.
    ///
    /// The names at the head and below the text are those of the same organs; the seal answers to the name. A joint notice may show the lead organ alone at its head, and then all sign.
    ///
    /// 中文
    ///
    /// 版头上的发文机关没有署名。
    ///
    /// 发文机关标志、署名和印章应当一致。联合行文可以只用主办机关的标志，各机关都署名。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（十一）、（十三）
    ///
    /// ```notice,bad
    /// 发文机关：示例市财政局
    /// 署名：示例市财政局办公室
    /// ```
    /// ```notice,good
    /// 发文机关：示例市财政局
    /// 署名：示例市财政局
    /// ```
    pub static UNSIGNED_ISSUER = Rule { id: "unsigned-issuer", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let parties = context.parties();
    let [first, ..] = &parties.signatories[..] else { return };
    if !matches!(context.notice.layout, Layout::Official | Layout::Letter) {
        return;
    }
    // With signature stamps people sign for their organs.
    if context.notice.sealing() == Sealing::Stamp {
        return;
    }
    // A bill to the congress is signed by the head of the government: 市长　李明.
    let is_bill = context.title().kind() == Some(Genre::Bill);
    if is_bill && first.name.ends_with(['长', '席']) {
        return;
    }
    let signatories = SameBodies::new(context, &parties.signatories);
    for issuer in &parties.issuers {
        if signatories.holds(issuer) {
            continue;
        }
        let last = parties.signatories.last().unwrap_or(first);
        let name = issuer.name;
        let signed = last.name;
        let finding = findings.report(
            &UNSIGNED_ISSUER,
            first.span.to(last.span),
            say!("发文机关“{name}”没有署名", "`{name}` issues and does not sign"),
        );
        finding.related(issuer.span, say!("这里写的发文机关", "here it issues"));
        if parties.signatories.len() == 1 {
            finding.help(say!(
                "两处写同一个机关：署名写“{name}”，或者发文机关写“{signed}”",
                "name the same organ in both places: sign as `{name}`, or let `{signed}` issue"
            ));
        } else {
            finding.help(say!("在署名里补上“{name}”", "add `{name}` to those that sign"));
        }
    }
}
