use crate::check::numbers::Number;
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The parts that 其中 names do not add up to the number before it.
    ///
    /// The total is wrong, a part is missing, or one figure was mistyped. The program does not decide which.
    ///
    /// 中文
    ///
    /// “其中”后面各部分之和与前面的总数不符。
    ///
    /// 要么总数不对，要么漏了一项，要么打错了一个数；程序不判断是哪一种。
    ///
    /// Source: 《党政机关公文处理工作条例》第二十条（四）
    ///
    /// ```notice,bad
    /// 共120人，其中男生70人，女生60人。
    /// ```
    /// ```notice,good
    /// 共120人，其中男生70人，女生50人，党员20人。
    /// ```
    pub static WRONG_SUM = Rule {
        id: "wrong-sum", severity: Severity::Warning, check,
        needs: Words(&["其中", "共", "总", "合", "，包括"]),
    };
}

/// Words that share a whole among them: what one is, the other is not.
const SHARES: [&[&str]; 12] = [
    &["男", "女"],
    &["中央", "省级", "市级", "区级", "县级", "市县", "自筹", "镇级"],
    &["中央", "地方"],
    &["机关", "基层"],
    &["人员经费", "公用经费", "项目经费"],
    &["一等", "二等", "三等"],
    &["特等", "一等", "二等", "三等"],
    &["城镇", "农村", "乡村"],
    &["线上", "线下"],
    &["国内", "国外", "境内", "境外"],
    &["合格", "不合格"],
    &["已完成", "未完成"],
];

/// Words that may leave others of their kind out, but cannot come to more than the whole.
const KINDS: [&[&str]; 10] = [
    &["小学", "初中", "高中", "中学", "幼儿园", "中职", "高职", "大学"],
    &["甲", "乙", "丙", "丁", "戊"],
    &["省", "市", "县", "乡", "村"],
    &["城区", "乡镇", "郊区", "农村", "园区"],
    &["新建", "改建", "扩建", "续建", "改扩建"],
    &["国有", "民营", "私营", "外资", "集体"],
    &["优秀", "良好", "合格", "不合格", "基本合格"],
    &["有效", "无效"],
    &["水费", "电费", "气费", "暖气费"],
    &["已办结", "正在办理", "未办结", "已整改", "正在整改", "未整改"],
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let behind: Vec<&str> = ["，共计", "，合计", "，总计", "，共"].into_iter().filter(|word| context.may_hold(word)).collect();
    for prose in context.chinese() {
        let text = prose.text();
        behind_its_parts(prose, &behind, findings);
        for word in prose.find("其中").chain(prose.find("，包括")).chain(prose.find("（")) {
            let bracketed = text[word.clone()] == *"（";
            // The number right before it: 共120人，其中
            let lead = text[..word.start].trim_end_matches(['，', '（', '(', '。', '；', ',', '：']);
            let last = between(prose.numbers(), 0, lead.len()).last();
            let Some(whole) = last.filter(|number| number.range().end == lead.len() && !number.tail().is_empty()) else {
                continue;
            };
            let unit = &text[whole.tail()];
            // 1.2亿元 and 8000万元 are of one unit.
            let bare = |unit: &'_ str| unit.trim_start_matches(['十', '百', '千', '万', '萬', '亿', '億']).to_owned();
            let base = bare(unit);
            let within = bracketed || text[..word.start].ends_with(['（', '(']);
            let stops: &[char] = if within { &['）', ')', '。', '；'] } else { &['。', '；', '！'] };
            let far = text.floor_char_boundary(word.end + LONGEST);
            let Some(sentence) = text[word.end..far].find(stops).or_else(|| (far == text.len()).then_some(far - word.end)) else {
                continue;
            };
            let sentence = word.end + sentence;
            let mut parts: Vec<(&str, &Number)> = Vec::new();
            let mut at = word.end;
            for number in between(prose.numbers(), word.end, sentence) {
                let label = text[at..number.digits.start].trim_matches(['，', '：', '、', ' ', '和', '（', '）', ':']);
                at = number.range().end;
                parts.push((label, number));
            }
            // Each part is a label and a number of the same unit, and nothing else is said.
            let plain = |(label, number): &(&str, &Number)| {
                !label.is_empty()
                    && label.chars().count() <= 8
                    && bare(&text[number.tail()]) == base
                    && !label.contains(['。', '比', '增', '占', '含'])
            };
            let rest = text[at..sentence].trim_matches(['，', '）', ' ']);
            // 共30项（甲3项、乙4项）: a bracket shows a few, unless it says 共.
            if bracketed && (text[word.start..].starts_with("（其中") || !is_whole(text, whole)) {
                continue;
            }
            if parts.len() < 2 || !parts.iter().all(plain) || !rest.is_empty() {
                continue;
            }
            let value = |number: &Number| number.amount(text).map(|value| (value * 10_000.0).round() as i64);
            let sum: Option<i64> = parts.iter().map(|(_, number)| value(number)).sum();
            let (Some(sum), Some(total)) = (sum, value(whole)) else { continue };
            let whole_named = share(&SHARES, &parts);
            if !whole_named && !share(&KINDS, &parts) || !whole_named && !bracketed && sum <= total {
                continue;
            }
            if sum != total {
                let factor = whole.amount(text).zip(whole.value(text)).map_or(1.0, |(amount, value)| amount / value);
                let shown = sum as f64 / 10_000.0 / factor;
                findings
                    .report(
                        &WRONG_SUM,
                        prose.span(whole.range()),
                        say!("各部分之和是{shown}{unit}", "the parts add up to {shown}"),
                    )
                    .related(prose.span(word.end..at), say!("各部分在这里", "the parts are here"))
                    .help(say!("核对总数和各部分", "look at the whole and at its parts"));
            }
        }
    }
}

/// How many bytes a sentence has at most that parts a number.
const LONGEST: usize = 1_200;

/// The numbers of a text, which are in order, that stand between two places.
fn between(numbers: &[Number], from: usize, to: usize) -> &[Number] {
    let behind = &numbers[numbers.partition_point(|number| number.digits.start < from)..];
    &behind[..behind.partition_point(|number| number.range().end <= to)]
}

/// `男生70人，女生60人，共120人`: the whole stands behind its parts.
fn behind_its_parts(prose: &Prose<'_>, words: &[&str], findings: &mut Findings<'_>) {
    let text = prose.text();
    for word in words.iter().flat_map(|word| prose.find(word).collect::<Vec<_>>()) {
        let start = word.end + if text[word.end..].starts_with('有') { '有'.len_utf8() } else { 0 };
        let Some(whole) = between(prose.numbers(), start, text.len()).first().filter(|number| number.digits.start == start)
        else {
            continue;
        };
        let unit = &text[whole.tail()];
        let far = text.floor_char_boundary(word.start.saturating_sub(LONGEST));
        let sentence = text[far..word.start].rfind(['。', '；', '：', '（', '！']).map(|at| far + at + '。'.len_utf8());
        let Some(sentence) = sentence.or_else(|| (far == 0).then_some(0)) else { continue };
        let mut at = sentence;
        let mut parts: Vec<(&str, &Number)> = Vec::new();
        for number in between(prose.numbers(), sentence, word.start) {
            // The first label stands behind what leads to it: 参训人员男生70人.
            let label = text[at..number.digits.start].trim_matches(['，', '、', '和', ' ']);
            let known = SHARES.iter().chain(&KINDS).flat_map(|words| words.iter());
            let begin = known.filter_map(|word| label.rfind(word)).min().filter(|_| at == sentence).unwrap_or(0);
            parts.push((&label[begin..], number));
            at = number.range().end;
        }
        let plain = parts.len() > 1
            && at == word.start
            && !unit.is_empty()
            && parts.iter().all(|(label, number)| {
                !label.is_empty() && label.chars().count() <= 6 && text[number.tail()] == *unit && !label.contains('，')
            });
        if !plain || !share(&SHARES, &parts) && !share(&KINDS, &parts) {
            continue;
        }
        let value = |number: &Number| number.value(text).map(|value| (value * 10_000.0).round() as i64);
        let sum: Option<i64> = parts.iter().map(|(_, number)| value(number)).sum();
        let (Some(sum), Some(total)) = (sum, value(whole)) else { continue };
        if sum != total && prose.is_free(&whole.range()) {
            let shown = sum as f64 / 10_000.0;
            findings
                .report(&WRONG_SUM, prose.span(whole.range()), say!("各部分之和是{shown}{unit}", "the parts add up to {shown}"))
                .related(prose.span(sentence..word.start), say!("各部分在这里", "the parts are here"))
                .help(say!("核对总数和各部分", "look at the whole and at its parts"));
        }
    }
}

/// Whether a number is said to be all there is: 共有学校56所, 共计300台.
fn is_whole(text: &str, whole: &Number) -> bool {
    let before = &text[..whole.digits.start];
    let start = before.rfind(['，', '。', '；', '：']).map_or(0, |at| at + '，'.len_utf8());
    before[start..].contains(['共', '总', '合'])
}

/// Whether the labels share the whole among them: 男生 and 女生, 中央资金 and 省级资金.
fn share(kinds: &[&[&str]], parts: &[(&str, &Number)]) -> bool {
    kinds.iter().any(|words| {
        let named: Vec<Option<usize>> =
            parts.iter().map(|(label, _)| words.iter().position(|word| label.starts_with(word))).collect();
        let mut seen: Vec<usize> = named.iter().copied().flatten().collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len() == parts.len()
    })
}
