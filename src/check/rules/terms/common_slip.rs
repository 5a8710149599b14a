use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A word is written with a character that only looks or sounds like the right one.
    ///
    /// Habit and dictionaries, no clause of a standard for official documents: each finding names its source. Only slips that have no other reading are looked for.
    ///
    /// 中文
    ///
    /// 写了形近、音近的别字。
    ///
    /// 这是惯例和词典的规范，公文标准没有条文规定；每处发现都注明出处。只收没有别的读法的错词。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 现将有关工作部属如下。
    /// ```
    /// ```notice,good
    /// 现将有关工作部署如下。
    /// ```
    pub static COMMON_SLIP = Rule { id: "common-slip", severity: Severity::Warning, check };
}

/// A slip: what is written, what is meant, where that is said.
struct Slip {
    wrong: &'static str,
    right: &'static str,
    source: &'static str,
    /// What must not follow: there the characters belong to other words.
    not_before: &'static [&'static str],
    /// What must not stand before.
    not_after: &'static [&'static str],
}

const DICTIONARY: &str = "《现代汉语词典》";
/// 账 for money by its note on 账本.
const VARIANTS: &str = "《第一批异形词整理表》";
const SECOND_VARIANTS: &str = "《264组异形词整理表（草案）》";

const fn slip(wrong: &'static str, right: &'static str, source: &'static str) -> Slip {
    Slip { wrong, right, source, not_before: &[], not_after: &[] }
}

/// Where the characters often meet by chance (公布署名, 不良反应情况, 个人材料), a longer word is looked for, or a guard stands beside.
const SLIPS: &[Slip] = &[
    Slip {
        not_before: &["地", "于", "各", "单位", "高校", "院校", "企业", "机构"], ..slip("工作部属", "工作部署", DICTIONARY)
    },
    Slip {
        not_before: &["地", "于", "各", "单位", "高校", "院校", "企业", "机构"], ..slip("安排部属", "安排部署", DICTIONARY)
    },
    Slip {
        not_before: &["地", "于", "各", "单位", "高校", "院校", "企业", "机构"], ..slip("决策部属", "决策部署", DICTIONARY)
    },
    Slip { not_before: &["名"], not_after: &["公", "发", "颁", "宣"], ..slip("布署", "部署", DICTIONARY) },
    slip("按排部署", "安排部署", DICTIONARY),
    slip("按排专人", "安排专人", DICTIONARY),
    slip("按排如下", "安排如下", DICTIONARY),
    slip("工作按排", "工作安排", DICTIONARY),
    slip("统筹按排", "统筹安排", DICTIONARY),
    slip("合理按排", "合理安排", DICTIONARY),
    slip("妥善按排", "妥善安排", DICTIONARY),
    slip("既便如此", "即便如此", DICTIONARY),
    slip("群众反应情况", "群众反映情况", DICTIONARY),
    slip("如实反应情况", "如实反映情况", DICTIONARY),
    slip("如实反应问题", "如实反映问题", DICTIONARY),
    slip("反应社情民意", "反映社情民意", DICTIONARY),
    slip("座落于", "坐落于", SECOND_VARIANTS),
    slip("座落在", "坐落在", SECOND_VARIANTS),
    Slip { not_before: &["料", "质"], ..slip("人材", "人才", VARIANTS) },
    Slip { not_after: &["尤", "极", "何", "与"], ..slip("其它", "其他", DICTIONARY) },
    Slip { not_before: &["篷"], ..slip("对帐", "对账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("转帐", "转账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("付帐", "付账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("记帐", "记账", VARIANTS) },
    Slip { not_before: &["篷"], ..slip("台帐", "台账", VARIANTS) },
    slip("帐户", "账户", VARIANTS),
    slip("帐号", "账号", VARIANTS),
    slip("帐目", "账目", VARIANTS),
    slip("帐本", "账本", VARIANTS),
    slip("按步就班", "按部就班", DICTIONARY),
    slip("一股作气", "一鼓作气", DICTIONARY),
    slip("再接再励", "再接再厉", DICTIONARY),
    slip("再接再砺", "再接再厉", VARIANTS),
    slip("穿流不息", "川流不息", DICTIONARY),
    slip("迫不急待", "迫不及待", DICTIONARY),
    slip("谈笑风声", "谈笑风生", DICTIONARY),
    slip("一如继往", "一如既往", DICTIONARY),
    slip("既往开来", "继往开来", DICTIONARY),
    slip("名副其时", "名副其实", DICTIONARY),
    slip("走头无路", "走投无路", DICTIONARY),
    slip("甘败下风", "甘拜下风", DICTIONARY),
    slip("鼎立相助", "鼎力相助", DICTIONARY),
    slip("默守成规", "墨守成规", DICTIONARY),
    slip("世外桃园", "世外桃源", DICTIONARY),
    slip("挺而走险", "铤而走险", DICTIONARY),
    slip("不径而走", "不胫而走", DICTIONARY),
    slip("披星带月", "披星戴月", DICTIONARY),
    slip("相形见拙", "相形见绌", DICTIONARY),
    slip("因地治宜", "因地制宜", DICTIONARY),
    slip("因地置宜", "因地制宜", DICTIONARY),
    slip("责无旁代", "责无旁贷", DICTIONARY),
    slip("全力以付", "全力以赴", DICTIONARY),
    slip("如火如茶", "如火如荼", DICTIONARY),
    slip("有备无换", "有备无患", DICTIONARY),
    slip("防患未燃", "防患未然", DICTIONARY),
    slip("贯策落实", "贯彻落实", DICTIONARY),
    slip("贯切落实", "贯彻落实", DICTIONARY),
    slip("贯彻落时", "贯彻落实", DICTIONARY),
    slip("渡假", "度假", DICTIONARY),
    slip("松驰", "松弛", DICTIONARY),
    slip("辐员辽阔", "幅员辽阔", DICTIONARY),
    slip("粗旷", "粗犷", DICTIONARY),
    slip("震憾", "震撼", DICTIONARY),
    slip("急燥", "急躁", DICTIONARY),
    slip("脉博", "脉搏", DICTIONARY),
    slip("重迭", "重叠", DICTIONARY),
    slip("追朔", "追溯", DICTIONARY),
    slip("缈小", "渺小", DICTIONARY),
    slip("装璜", "装潢", VARIANTS),
    slip("身分证", "身份证", DICTIONARY),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let slips = SLIPS.iter().map(|slip| (slip.wrong, slip));
    for (slip, prose, range) in context.places(context.simplified(), slips) {
        let text = prose.text();
        let (before, after) = (&text[..range.start], &text[range.end..]);
        if slip.not_before.iter().any(|word| after.starts_with(word)) || slip.not_after.iter().any(|word| before.ends_with(word))
        {
            continue;
        }
        let (right, source) = (slip.right, slip.source);
        // A variant is advised against, not wrong.
        let severity = if source == VARIANTS || right == "其他" { Severity::Info } else { Severity::Warning };
        findings
            .report_as(&COMMON_SLIP, severity, prose.span(range), say!("应为“{right}”", "should be `{right}`"))
            .why(say!("依据：{source}", "{source}"))
            .suggest(right);
    }
    even_if(context, findings);
    until(context, findings);
}

/// 既使 … 也: 既使 … 又 is right.
fn even_if(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ((), prose, range) in context.places(context.simplified(), [("既使", ())]) {
        let rest = &prose.text()[range.end..crate::check::marks::sentence(prose.text(), range.end).end];
        let begins = prose.before(range.start).is_none_or(|c| "，。；：".contains(c));
        if begins && rest.contains("，也") && !rest.contains(['又', '使']) {
            findings
                .report(&COMMON_SLIP, prose.span(range), say!("应为“即使”", "should be `即使`"))
                .why(say!("依据：{DICTIONARY}", "{DICTIONARY}"))
                .suggest("即使");
        }
    }
}

/// 截止 before a date: 截至 says until when, 截止 that something is over.
fn until(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ((), prose, word) in context.places(context.simplified(), [("截止", ())]) {
        let Some(date) = prose.dates().iter().find(|date| date.range.start == word.end) else { continue };
        // 报名截止3月5日 may be a label; what goes on with a figure is a sentence.
        let goes_on = prose.text()[date.range.end..].starts_with(['，', '底', '末'])
            && !prose.text()[..word.start].ends_with(['名', '报', '交', '期', '间', '日', '的']);
        if goes_on {
            findings
                .report(&COMMON_SLIP, prose.span(word), say!("日期前面用“截至”", "`截至` before a date"))
                .why(say!("依据：{DICTIONARY}", "{DICTIONARY}"))
                .suggest("截至");
        }
    }
}
