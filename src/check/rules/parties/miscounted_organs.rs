use crate::check::counts;
use crate::check::{Context, Findings, Severity};
use crate::model::Layout;
use crate::{declare_rule, say};

declare_rule! {
    /// The title or the text says how many organs issue the notice, and another number of them signs.
    ///
    /// Either a name is missing below the text, two names stand together as one, or the number was left over from last year. Numbers are read in digits, in Chinese and in English (`等16个部门`, `等三家单位`, `and Seven Other Departments`, which are eight with the one named before).
    ///
    /// 中文
    ///
    /// 标题或者正文写明了发文机关的个数，实际署名的个数不同。
    ///
    /// 可能漏署了一个机关，可能两个名称连成了一个，也可能是沿用了往年的数字。阿拉伯数字、汉字数字和英文数字都认得。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（十一）
    ///
    /// ```notice,bad
    /// 标题：示例省教育厅等3部门关于开展检查的通知
    ///
    /// 请做好准备。
    ///
    /// 署名：示例省教育厅、示例省财政厅
    /// ```
    /// ```notice,good
    /// 标题：示例省教育厅等2部门关于开展检查的通知
    ///
    /// 请做好准备。
    ///
    /// 署名：示例省教育厅、示例省财政厅
    /// ```
    pub static MISCOUNTED_ORGANS = Rule { id: "miscounted-organs", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Orders are signed by people, briefings and open letters by whoever joins in.
    if !matches!(context.notice.layout, Layout::Official | Layout::Letter) {
        return;
    }
    let present = counts::present(context);
    let [first, .., last] = present else {
        // One organ alone: only the title says so plainly enough.
        if let ([only], Some(count)) = (present, context.title().count().filter(|count| count.number > 1)) {
            let number = count.number;
            findings
                .report(
                    &MISCOUNTED_ORGANS,
                    context.title().span(count.place),
                    say!("写的是{number}个，署名的只有1个", "{number} are said, 1 signs"),
                )
                .help(say!("补上其他机关的署名，或者改正个数", "let the others sign, or correct the number"))
                .related(only.span, say!("这里署名的只有1个", "here 1 signs"));
        }
        return;
    };
    let there = present.len();
    for said in counts::said(context) {
        let number = said.number;
        if usize::try_from(number) == Ok(there) {
            continue;
        }
        findings
            .report(&MISCOUNTED_ORGANS, said.span, say!("写的是{number}个，署名的有{there}个", "{number} are said, {there} sign"))
            .help(say!(
                "核对署名有没有遗漏或者连写，再改正个数",
                "see whether a name is missing or two stand together, then correct the number"
            ))
            .related(first.span.to(last.span), say!("这里有{there}个", "here are {there}"));
    }
}
