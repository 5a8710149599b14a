use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// Recipients of different kinds stand together without a comma: governments, departments, universities, enterprises.
    ///
    /// By habit organs of one kind are parted by `、`, and kinds by `，`. Only collective names (各…) are compared.
    ///
    /// 中文
    ///
    /// 主送里不同类的机关之间用了顿号。
    ///
    /// 习惯上同类机关之间用顿号，不同类的机关之间用逗号。本条只比较“各……”这样的统称。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 主送：各区人民政府、市各部门，各企业：
    /// ```
    /// ```notice,good
    /// 主送：各区人民政府，市各部门，各企业：
    /// ```
    pub static MIXED_RECIPIENTS = Rule { id: "mixed-recipients", severity: Severity::Info, check };
}

/// The kinds of bodies, by the ends of their collective names.
const KINDS: [&[&str]; 5] = [
    &["人民政府", "政府", "管委会", "街道办事处"],
    &["部门", "委办局", "直属机构", "工作部门", "派出机构"],
    &["高校", "高等学校", "院校", "学校", "大学", "中小学", "幼儿园"],
    &["企业", "公司", "集团"],
    &["人民团体", "协会", "商会", "学会", "社会组织", "社会团体"],
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let Some(recipients) = notice.recipients.as_ref().filter(|_| notice.language == Language::Simplified) else { return };
    let kind = |name: &str| {
        let name = name.trim_end_matches(['：', ':', '。']).trim();
        let collective = name.contains('各')
            || ["市属", "省属", "区属", "直属", "市直", "省直", "区直"].iter().any(|word| name.starts_with(word));
        KINDS.iter().position(|ends| collective && ends.iter().any(|end| name.ends_with(end)))
    };
    for group in &recipients.groups {
        for pair in group.windows(2) {
            let (Some(first), Some(second)) = (kind(&pair[0].text), kind(&pair[1].text)) else { continue };
            let (end, start) = (pair[0].span.end, pair[1].span.start);
            let between = crate::span::Span::new(end, start.max(end));
            if first != second && between.of(context.source) == "、" {
                findings
                    .report(&MIXED_RECIPIENTS, between, say!("前后不是同类机关", "these are bodies of different kinds"))
                    .suggest("，");
            }
        }
    }
}
