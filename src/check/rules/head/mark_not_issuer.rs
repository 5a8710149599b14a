use crate::check::bodies::{Body, Standing};
use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The mark names another organ than those that issue or sign the notice.
    ///
    /// The mark is the full or standard short name of the organ that issues, with 文件 or without, and the same organ signs. Marks that are no names of organs (a house style) are left alone.
    ///
    /// 中文
    ///
    /// 版头标志上的机关，既不是发文机关，也没有署名。
    ///
    /// 发文机关标志由发文机关全称或者规范化简称组成，可以加“文件”二字，署名用同一机关的名称。标志不是机关名称的，本条不管。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（四）、（十一）
    ///
    /// ```notice,bad
    /// 标志：示例市财政局文件
    /// 署名：示例市财政局办公室
    /// ```
    /// ```notice,good
    /// 标志：示例市财政局文件
    /// 署名：示例市财政局
    /// ```
    pub static MARK_NOT_ISSUER = Rule { id: "mark-not-issuer", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if !is_official(notice) || notice.mark.is_empty() {
        return;
    }
    let parties = context.parties();
    let bodies: Vec<&Body<'_>> = parties.issuers.iter().chain(&parties.signatories).collect();
    let Some(lead) = bodies.first() else { return };
    let mut marks = Vec::new();
    for line in &notice.mark {
        let named = line.text.trim().trim_end_matches("文件");
        for part in named.split(['、', '\u{3000}']).map(str::trim).filter(|part| part.chars().count() > 3) {
            let start = line.text.find(part).unwrap_or(0);
            marks.push(Body::new(part, line.source_span(start, start + part.len())));
        }
    }
    let known = |mark: &Body<'_>| bodies.iter().any(|body| context.is_same(mark, body) || body.key == mark.key);
    let (Some(first), false) = (marks.first(), marks.iter().any(known)) else { return };
    // What ends as no organ does is a house style; a person who signs is no organ to compare with.
    let is_organ = |name: &str| Standing::of(name) != Standing::Other || name.ends_with("办公室");
    if is_organ(first.name) && is_organ(lead.name) {
        let (name, issuer) = (first.name, lead.name);
        findings
            .report(
                &MARK_NOT_ISSUER,
                first.span,
                say!("标志是“{name}”，发文的是“{issuer}”", "the mark is `{name}`, and `{issuer}` issues"),
            )
            .help(say!("两处写同一个机关", "name the same organ in both places"))
            .related(lead.span, say!("发文的机关", "the organ that issues"));
    }
}
