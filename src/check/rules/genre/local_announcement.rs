use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::model::Genre;
use crate::{declare_rule, say};

declare_rule! {
    /// A matter of a place's daily life is announced by 公告.
    ///
    /// 公告 tells the country and the world of important matters, or of what a law wants announced; what people of a place have to observe or to know is a 通告. The rule looks for works, closures and cuts of supply in titles of counties, cities and their departments; tenders, recruiting, auctions and hearings are left alone.
    ///
    /// 中文
    ///
    /// 地方的日常事务用了公告。
    ///
    /// 公告用于向国内外宣布重要事项或者法定事项；在一定范围内应当遵守或者周知的事项用通告。本条只查地方机关标题中的停水、停电、施工、封路一类事项，招标、招录、拍卖、听证等不查。
    ///
    /// Source: 《党政机关公文处理工作条例》第八条（五）、（六）
    ///
    /// ```notice,bad
    /// 标题：示例县水务局关于城东停水的公告
    /// ```
    /// ```notice,good
    /// 标题：示例县水务局关于城东停水的通告
    /// ```
    pub static LOCAL_ANNOUNCEMENT = Rule { id: "local-announcement", severity: Severity::Info, check };
}

const MATTERS: [&str; 16] = [
    "停水",
    "停电",
    "停气",
    "停暖",
    "断水",
    "封路",
    "封闭施工",
    "封闭交通",
    "交通管制",
    "交通管控",
    "限行",
    "禁行",
    "绕行",
    "施工",
    "燃放烟花",
    "停车",
];
const STATUTORY: [&str; 14] =
    ["招标", "招录", "招聘", "录用", "拍卖", "挂牌", "听证", "出让", "征收", "采购", "竞价", "许可", "中标", "资质"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((Genre::Announcement, word)) = title.genre.as_ref().filter(|_| is_official(context.notice)) else { return };
    let text = &title.text;
    if STATUTORY.iter().any(|matter| text.contains(matter)) || Genre::of_title(&text[..word.start]).is_some() {
        return;
    }
    let Some(matter) = MATTERS.iter().find(|matter| text.contains(**matter)) else { return };
    let message = say!("“{matter}”一类事项用通告，不用公告", "{matter} is a matter for a 通告");
    let finding = findings.report(&LOCAL_ANNOUNCEMENT, title.span(word.clone()), message);
    if title.is_on_one_line(word) {
        finding.suggest("通告");
    }
}
