use crate::check::bodies::{Body, Standing, depth, place};
use crate::check::{Context, Findings, Severity};
use crate::model::Layout;
use crate::{declare_rule, say};

declare_rule! {
    /// Organs of different rank issue one notice: a government and a department, a department of a province and one of a city.
    ///
    /// Organs of one rank issue together. A program knows no ranks; it goes by the names alone, so look whether it is right.
    ///
    /// 中文
    ///
    /// 联合行文的机关看起来级别不同：政府和部门，省的部门和市的部门。
    ///
    /// 同级机关才可以联合行文。程序不知道机关的级别，只看名称，请核对。
    ///
    /// Source: 《党政机关公文处理工作条例》第十七条
    ///
    /// ```notice,bad
    /// 发文机关：示例市人民政府、示例市教育局
    /// ```
    /// ```notice,good
    /// 发文机关：示例市教育局、示例市体育局
    /// ```
    pub static UNEQUAL_RANK = Rule { id: "unequal-rank", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if !notice.language.is_chinese() || !matches!(notice.layout, Layout::Official | Layout::Letter) {
        return;
    }
    let [lead, others @ ..] = &context.parties().issuers[..] else { return };
    if let Some(other) = others.iter().find(|other| differs(lead, other)) {
        let (first, second) = (lead.name, other.name);
        findings
            .report(
                &UNEQUAL_RANK,
                other.span,
                say!("“{second}”和“{first}”看起来级别不同", "`{second}` and `{first}` do not seem to be of one rank"),
            )
            .help(say!("核对；级别不同的，不联合行文", "look whether they are; only organs of one rank issue together"))
            .related(lead.span, say!("主办机关", "the lead organ"));
    }
}

fn differs(lead: &Body<'_>, other: &Body<'_>) -> bool {
    let is_department = |standing| matches!(standing, Standing::Department | Standing::Office);
    let (first, second) = (Standing::of(lead.name), Standing::of(other.name));
    let is_government = |standing| matches!(standing, Standing::Government | Standing::Committee);
    let mixed = is_government(first) && is_department(second) || is_department(first) && is_government(second);
    let places = (depth(place(lead.name)), depth(place(other.name)));
    let known = first != Standing::Other && second != Standing::Other;
    // 示例省云川市 lies within 示例省; 云川市 beside 示例省 may be one that the state runs itself.
    let within = place(other.name).starts_with(place(lead.name)) || place(lead.name).starts_with(place(other.name));
    mixed && within || known && within && matches!(places, (Some(one), Some(two)) if one != two)
}
