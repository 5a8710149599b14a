use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A law is named without title marks.
    ///
    /// Only well-known laws are recognised, and only where they are cited (根据安全生产法). A short name that the notice introduces (以下简称安全生产法) is left alone.
    ///
    /// 中文
    ///
    /// 法律名称没有加书名号。
    ///
    /// 只认得常用的法律，只看“根据”“按照”“违反”等后面的；文稿里用“以下简称”引出的简称不报。
    ///
    /// Source: GB/T 15834—2011, 4.15
    ///
    /// ```notice,bad
    /// 根据安全生产法的规定，开展检查。
    /// ```
    /// ```notice,good
    /// 根据《中华人民共和国安全生产法》的规定，开展检查。
    /// ```
    pub static UNMARKED_LAW = Rule {
        id: "unmarked-law", severity: Severity::Info, check,
        needs: All(&[One("法"), Words(&LAWS)]),
    };
}

const LAWS: [&str; 34] = [
    "安全生产法",
    "产品质量法",
    "食品安全法",
    "药品管理法",
    "消防法",
    "环境保护法",
    "行政许可法",
    "行政处罚法",
    "行政强制法",
    "行政复议法",
    "行政诉讼法",
    "劳动合同法",
    "招标投标法",
    "政府采购法",
    "预算法",
    "公务员法",
    "统计法",
    "档案法",
    "保守国家秘密法",
    "突发事件应对法",
    "标准化法",
    "计量法",
    "反垄断法",
    "反不正当竞争法",
    "消费者权益保护法",
    "广告法",
    "商标法",
    "专利法",
    "著作权法",
    "道路交通安全法",
    "城乡规划法",
    "土地管理法",
    "数据安全法",
    "个人信息保护法",
];
const CITING: [&str; 9] = ["根据", "按照", "依据", "依照", "违反", "遵守", "贯彻", "执行", "落实"];

/// Whether the notice says that it calls the law so: 以下简称行政处罚法.
fn is_introduced(context: &Context<'_>, law: &str) -> bool {
    let named = |text: &str| {
        text.match_indices(law).any(|(at, _)| {
            let lead = text[..at].trim_end_matches("中华人民共和国").trim_end_matches(['“', '《', '：', '为']);
            ["简称", "以下称", "下称", "统称"].iter().any(|word| lead.ends_with(word))
        })
    };
    context.prose().iter().any(|prose| named(prose.text()))
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    for prose in context.prose().iter().filter(|prose| prose.role.is_running()) {
        for at in prose.find("法") {
            let before = &prose.text()[..at.end];
            let Some(law) = LAWS.iter().find(|law| before.ends_with(**law)) else { continue };
            let start = at.end - law.len();
            let lead = before[..start].trim_end_matches("中华人民共和国");
            let ends = prose.after(at.end).is_none_or(|c| "的，。、；第和及等有规".contains(c));
            let range = lead.len()..at.end;
            if ends && CITING.iter().any(|word| lead.ends_with(word)) && prose.is_free(&range) && !is_introduced(context, law) {
                findings
                    .report(
                        &UNMARKED_LAW,
                        prose.span(range),
                        say!("法律名称要加书名号", "the name of a law stands in title marks"),
                    )
                    .suggest(format!("《中华人民共和国{law}》"));
            }
        }
    }
}
