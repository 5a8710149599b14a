use crate::check::marks::is_han;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A 、 stands before 和, 及 or 与.
    ///
    /// The word joins the last two items; a mark is not needed as well. A comma before 以及 may stand. Where 与 or 和 goes with a verb (与责任挂钩), it joins nothing.
    ///
    /// 中文
    ///
    /// “和”“及”“与”前面用了顿号。
    ///
    /// 连词已经连接最后两项，不再用顿号；“以及”前面可以用逗号。“与”“和”同动词搭配的（与责任挂钩）是介词，不报。
    ///
    /// Source: GB/T 15834—2011, 4.5
    ///
    /// ```notice,bad
    /// 甲县、乙县、和丙县参加。
    /// ```
    /// ```notice,good
    /// 甲县、乙县和丙县参加。
    /// ```
    pub static PAUSE_BEFORE_AND = Rule {
        id: "pause-before-and", severity: Severity::Warning, check,
        needs: Words(&JOINTS),
    };
}

/// What follows where 和, 及, 与 begin a word that is an item itself: 和谐, 及时, 与会.
const GOES_ON: &str = "谐平睦解美顺气善蔼面缓合约尚衷悦声田硕林县静服政区时格早第物会民世众龙布生日";

const JOINTS: [&str; 4] = ["、和", "、及", "、与", "、以及"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for word in JOINTS {
        for prose in context.simplified() {
            for range in prose.find(word) {
                let begins_item = word != "、以及" && prose.after(range.end).is_none_or(|c| GOES_ON.contains(c));
                if word != "、以及" && is_preposition(prose.text(), &range) {
                    continue;
                }
                if begins_item || !prose.before(range.start).is_some_and(|c| is_han(c) || matches!(c, '”' | '》' | '）')) {
                    continue;
                }
                let pause = range.start..range.start + '、'.len_utf8();
                let joint = &word['、'.len_utf8()..];
                findings
                    .report(&PAUSE_BEFORE_AND, prose.span(pause), say!("“{joint}”前面不用顿号", "`、` before `{joint}`"))
                    .suggest("");
            }
        }
    }
}

/// Verbs and adjectives that 与 and 和 go with, behind what they are said of.
const PARTNERS: [&str; 94] = [
    "同居",
    "和解",
    "调解",
    "结伴",
    "联络",
    "面对面",
    "请示",
    "汇报",
    "打成一片",
    "对话",
    "谈心",
    "交心",
    "交朋友",
    "为伍",
    "为伴",
    "为邻",
    "协同",
    "抗争",
    "绑定",
    "关系",
    "互补",
    "竞争",
    "挂钩",
    "脱钩",
    "对应",
    "适应",
    "相关",
    "有关",
    "无关",
    "结合",
    "衔接",
    "配套",
    "一致",
    "统一",
    "对接",
    "同步",
    "协调",
    "配合",
    "联系",
    "联动",
    "匹配",
    "并重",
    "沟通",
    "协商",
    "合作",
    "签约",
    "签订",
    "会商",
    "比较",
    "对比",
    "比对",
    "核对",
    "一起",
    "往来",
    "相处",
    "打交道",
    "同行",
    "见面",
    "谈话",
    "交谈",
    "座谈",
    "相比",
    "相同",
    "不同",
    "接轨",
    "关联",
    "互动",
    "争",
    "见面",
    "同等",
    "对照",
    "交流",
    "共享",
    "共建",
    "融合",
    "分离",
    "分开",
    "区别",
    "符合",
    "相符",
    "不符",
    "冲突",
    "抵触",
    "相连",
    "会见",
    "通信",
    "接触",
    "串通",
    "勾结",
    "订立",
    "解除",
    "交易",
    "恋爱",
    "恶意",
];

/// Whether the word behind a pause is a preposition: `管理与收费脱钩、与责任挂钩`.
fn is_preposition(text: &str, joint: &std::ops::Range<usize>) -> bool {
    let word = &text[joint.start + '、'.len_utf8()..joint.end];
    let stop = |c: char| "，。；：、！？（）“”".contains(c);
    let behind = &text[joint.end..];
    let clause = &behind[..behind.find(stop).unwrap_or(behind.len())];
    let before = &text[..joint.start];
    let clause_before = &before[before.rfind(stop).map_or(0, |at| at + '，'.len_utf8())..];
    // 与甲方协商、与乙方沟通: each of the two clauses begins with the word.
    let parallel = clause_before.strip_prefix(word).is_some_and(|rest| rest.chars().count() >= 3);
    // 与媒体联络、与公众沟通: the next part begins with it as well.
    let again = behind[clause.len()..].strip_prefix('、').is_some_and(|rest| rest.starts_with(word)) && word != "及";
    let partner = PARTNERS.iter().any(|partner| clause.contains(partner));
    // 与其解除合同; 与其他单位 goes on with a list.
    let with_it = word == "与" && clause.strip_prefix('其').is_some_and(|rest| !rest.starts_with(['他', '它', '余', '中']));
    // 和谁在一起: what is asked for is no item.
    let asked = ["谁", "什么人"].iter().any(|who| clause.starts_with(who));
    // 与改革同步、与发展同向、和群众同心; 和本单位无利害关系.
    let like = clause.chars().count() >= 4 && clause.find('同').is_some_and(|at| at >= 6 && at + 6 == clause.len())
        || ["无利害", "有利害", "无隶属", "有隶属", "没有利害"].iter().any(|words| clause.contains(words));
    parallel || again || asked || with_it || (partner || like) && word != "及"
}
