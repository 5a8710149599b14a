use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A word is written twice.
    ///
    /// Chinese doubles many words on purpose (天天, 常常, 研究研究); only particles and words that are never doubled are reported, and phrases of four characters and more. In English `that that` and `had had` are left alone.
    ///
    /// 中文
    ///
    /// 同一个词连着写了两遍。
    ///
    /// 汉语里许多词本来可以重叠（天天、常常、研究研究），只报从不重叠的虚词、动词和四字以上的词组。
    ///
    /// ```notice,bad
    /// 现将有关事项的的通知如下，请认真组织实施实施。
    /// ```
    /// ```notice,good
    /// 现将有关事项通知如下，请天天检查、常常提醒，认真组织实施。
    /// ```
    pub static DOUBLED_WORD = Rule {
        id: "doubled-word", severity: Severity::Warning, check,
        needs: Any(&[In(Language::English), Twice(SINGLE), Twice(PAIRS), Repeated]),
    };
}

/// Words of two characters that are not doubled; other characters beside them make no other word.
const PAIRS: &str = "进行 开展 组织 根据 按照 关于 实施 以及 通过 有关 工作 通知 活动 要求 单位 部门 机关 加强 提高 推进 推动 落实 确保 认真 积极 严格 全面 \
    切实 各级 各地 已经 应当 必须 为了 由于 因此 其中 对于 我们 他们 企业 人民 政府 管理 监督 建设 发展 质量 安全 服务 和和 做好 抓好 报送 填报 印发 制定 参加 完成 执行 督促 配合 提交 上报 收到 其他 以下 如下 现将 请于 本次 全市 全县 全省 我市 我县 我局 同时 及时 辦理 落實 應當 報送 填報 工作 單位 \
    不得 严禁 务必 按时 附件 并且 如果 因为 所以 但是 措施 制度 责任 方案 意见 情况 内容 地点 资金 材料 群众 經濟 進行 開展 組織 根據 關於 實施 以及 通過 有關";

/// Single characters that are not doubled.
const SINGLE: &str = "的 和 与 與 及 在 为 於 由 被 向 之 于 将 將 要 并 應 应 到 了 各 请 請 我 们 們 门";

/// Of some of them the first or the second belongs to another word: what stands before, and what stands behind.
const NEIGHBOURS: [(char, &str, &str); 18] = [
    // 战争和和平
    ('和', "", "平谐睦解善缓约煦"),
    ('于', "", "某氏"),
    ('将', "即大小干老勇强武名主上中少参健闯战女良", "来军士领近才相校帅"),
    ('將', "即大小幹老勇強武名主上中少參健闖戰女良", "來軍士領近才相校帥"),
    ('要', "重主需必简纪摘首只还想扼索概提次显险紧将就也都撮机", "求素点件领闻害道塞事目务义旨职挟员强"),
    ('并', "合吞兼归一火", ""),
    ('应', "相对反响供适效呼感照顺因报回策答理本", "当急用对届邀聘付诉战试收变酬征允有"),
    ('應', "相對反響供適效呼感照順因報回策答理本", "當急用對屆邀聘付訴戰試收變酬徵允有"),
    ('到', "签报", "期位场会达岗底处来账访站校案手货庭点此"),
    ('了', "不明一", "解却结然"),
    ('请', "申邀聘敬恳提报吁宴延", "假示求柬愿教客辞战缨功"),
    ('請', "申邀聘敬懇提報籲宴延", "假示求柬願教客辭戰纓功"),
    ('我', "自", ""),
    ('为', "行作因认成称视以变定列改化转即极较颇甚更最人难", "由止主了此例首期何民本中虑"),
    ('与', "参赋给授干", "会否"),
    ('在', "现存所实正潜内自", "线职校编岗建场位野逃读册押途任世京外即座"),
    ('及', "以涉波触顾普企殃危", "时格早第物其"),
    ('门', "上出", "口诊卫窗类前户票"),
];

/// What makes a compound with the second of two words.
const COMPOUNDS: [&str; 46] = [
    "采购", "购买", "投资", "补贴", "信用", "信息", "网站", "基金", "年金", "债券", "预算", "单位", "人员", "规章", "规约",
    "规定", "制度", "平台", "中心", "机构", "体系", "能力", "标准", "水平", "指标", "生活", "关系", "成本", "责任", "目标",
    "规划", "费用", "工程", "部门", "总局", "条例", "办法", "文件", "商", "者", "人", "力", "员", "费", "部", "法",
];

/// The words in which they are.
const KEPT: [(char, &[&str]); 2] = [('和', &["和和美美", "和和气气", "和和氣氣"]), ('在', &["实实在在", "實實在在", "自自在在"])];

const ENGLISH: &str = " the a an of to in on at by for from with and or is are was were be been will shall should this these those it its which as we our their they ";

/// English words that are doubled on purpose.
const DOUBLED: [&str; 6] = ["that", "very", "such", "many", "much", "long"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language == Language::English {
        return english(context, findings);
    }
    for (prose, repeats) in context.repeats() {
        let text = prose.text();
        for (start, second, end) in repeats {
            // 最高人民法院人民法院法庭规则: the court gives a rule to courts.
            let courts = ["人民法院", "人民检察院"].contains(&&text[*second..*end])
                && text[..*start].ends_with(['高', '级', '省', '市', '县', '区']);
            if courts {
                continue;
            }
            report(prose, *start, *second, *end, findings);
        }
        let mut last: [(usize, char); 3] = [(0, ' '); 3];
        for (at, character) in text.char_indices() {
            let [one, two, three] = last;
            last = [two, three, (at, character)];
            if !('\u{4e00}'..='\u{9fff}').contains(&character) {
                continue;
            }
            let end = at + character.len_utf8();
            if character == three.1 {
                if !SINGLE.contains(character) {
                    continue;
                }
                let words = KEPT.iter().find(|(single, _)| *single == character).map_or(&[][..], |(_, words)| words);
                let near = around(text, at, 12);
                // 目的的, 的的士, 的的确 have the particle once.
                let particle = character == '的'
                    && (matches!(two.1, '目' | '标' | '靶' | '鹄') || text[end..].starts_with(['确', '確', '士', '卡']));
                let (before, behind) = (&text[..three.0], &text[end..]);
                let beside = NEIGHBOURS.iter().any(|(single, ends, begins)| {
                    *single == character && (before.ends_with(|c| ends.contains(c)) || behind.starts_with(|c| begins.contains(c)))
                });
                // Of 门 only 部门门 is known for a slip.
                let beside = beside || character == '门' && !before.ends_with('部');
                if particle || beside || words.iter().any(|word| near.contains(word)) || character == two.1 {
                    continue;
                }
                report(prose, three.0, at, end, findings);
            } else if character == two.1 && three.1 == one.1 {
                let word = &text[three.0..end];
                // 认真认真再认真; 人民政府政府采购, 企业企业年金, 党组织组织力: the second one begins another word.
                if text[end..].starts_with('再') || COMPOUNDS.iter().any(|rest| text[end..].starts_with(rest)) {
                    continue;
                }
                if PAIRS.split_ascii_whitespace().any(|pair| pair == word) {
                    report(prose, one.0, three.0, end, findings);
                }
            }
        }
    }
}

/// The text within `reach` bytes of `at`.
fn around(text: &str, at: usize, reach: usize) -> &str {
    let start = (at.saturating_sub(reach)..=at).find(|at| text.is_char_boundary(*at)).unwrap_or(at);
    let end = (at..=(at + reach).min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(at);
    &text[start..end]
}

fn report(prose: &crate::check::prose::Prose<'_>, start: usize, second: usize, end: usize, findings: &mut Findings<'_>) {
    if !prose.is_free(&(start..end)) {
        return;
    }
    let word = &prose.text()[second..end];
    let finding = findings.report(&DOUBLED_WORD, prose.span(start..end), say!("“{word}”写了两遍", "`{word}` is written twice"));
    finding.why = None;
    finding.suggest(word.trim());
}

/// A word of which the letters are repeated with nothing but spaces between; and `quality and quality`, which says nothing.
fn english(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.prose() {
        let text = prose.text();
        phrases(prose, findings);
        let mut words: [(usize, &str); 3] = [(0, ""); 3];
        for (start, word) in words_of(text) {
            let [lead, before, last] = words;
            words = [before, last, (start, word)];
            let only_space = |from: usize, to: usize| from < to && text[from..to].bytes().all(|byte| byte == b' ');
            let joined = only_space(last.0 + last.1.len(), start);
            let known = ENGLISH.contains(&format!(" {} ", word.to_ascii_lowercase()));
            // Other words, too, but those that are doubled on purpose and names of places.
            let plain = word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !DOUBLED.contains(&word);
            if joined && last.1.eq_ignore_ascii_case(word) && (known || plain && last.1 == word) {
                report(prose, last.0, start, start + word.len(), findings);
            }
            let pair = joined && last.1 == "and" && only_space(before.0 + before.1.len(), last.0) && before.1 == word;
            // chief directors and directors are two kinds.
            let two_kinds = only_space(lead.0 + lead.1.len(), before.0)
                && lead.1.len() >= 4
                && !["with", "from", "both", "that", "these", "those", "their", "other", "into", "between", "under", "when"]
                    .contains(&lead.1.to_ascii_lowercase().as_str());
            if pair
                && word.len() >= 6
                && !two_kinds
                && !matches!(
                    word,
                    "through" | "further" | "farther" | "higher" | "better" | "deeper" | "faster" | "hundreds" | "thousands"
                )
            {
                report(prose, before.0, start, start + word.len(), findings);
            }
            if stutters(word) {
                let finding = findings.report(
                    &DOUBLED_WORD,
                    prose.span(start..start + word.len()),
                    say!("“{word}”里有几个字母重复了", "letters are repeated within `{word}`"),
                );
                finding.why = None;
                finding.help(say!("核对缩写", "look at the abbreviation again"));
            }
        }
    }
}

/// `in accordance with accordance with`, `as well as as well as`, and the word of such a phrase behind it: `in accordance with accordance`.
fn phrases(prose: &crate::check::prose::Prose<'_>, findings: &mut Findings<'_>) {
    const OF_PHRASES: [&str; 14] = [
        "order",
        "accordance",
        "regard",
        "respect",
        "behalf",
        "addition",
        "line",
        "terms",
        "view",
        "relation",
        "connection",
        "response",
        "compliance",
        "light",
    ];
    let text = prose.text();
    let words: Vec<(usize, &str)> = words_of(text).collect();
    let end = |index: usize| words[index].0 + words[index].1.len();
    let close =
        |from: usize, to: usize| (from..to).all(|index| text[end(index)..words[index + 1].0].bytes().all(|byte| byte == b' '));
    let mut done = 0;
    for index in 0..words.len() {
        if index < done {
            continue;
        }
        let repeated = (2..=4).find(|length| {
            index + length * 2 <= words.len()
                && (0..*length).all(|word| words[index + word].1.eq_ignore_ascii_case(words[index + length + word].1))
                && close(index, index + length * 2 - 1)
                && words[index..index + length].iter().any(|(_, word)| word.len() >= 2)
                // step by step by step goes on with its first word.
                && words.get(index + length * 2).is_none_or(|(_, word)| *word != words[index].1)
                && (index == 0 || words[index - 1].1 != words[index + length - 1].1)
                // had had had had; again and again and again has a word between.
                && words[index..index + length].iter().any(|(_, word)| *word != words[index].1)
        });
        let between = |word: &str| matches!(word, "to" | "with" | "of" | "for");
        let behind = index + 2 < words.len()
            && OF_PHRASES.contains(&words[index].1)
            && between(words[index + 1].1)
            && words[index + 2].1 == words[index].1
            && index > 0
            && matches!(words[index - 1].1, "in" | "with" | "on" | "In" | "With" | "On")
            && close(index - 1, index + 2);
        if let Some(length) = repeated {
            report(prose, words[index].0, words[index + length].0, end(index + length * 2 - 1), findings);
            done = index + length * 2;
        } else if behind {
            // In order to order books may be meant.
            let word = words[index].1;
            let severity = if word == "order" { Severity::Info } else { Severity::Warning };
            let span = prose.span(words[index].0..end(index + 2));
            let finding =
                findings.report_as(&DOUBLED_WORD, severity, span, say!("“{word}”写了两遍", "`{word}` is written twice"));
            finding.why = None;
            finding.help(say!("核对这一句", "look at the sentence again"));
            done = index + 3;
        }
    }
}

/// Whether an abbreviation begins with the same two letters three times, but for the last one: `SASASAC`.
fn stutters(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() >= 6
        && bytes.iter().all(u8::is_ascii_uppercase)
        && bytes[..2] == bytes[2..4]
        && bytes[0] == bytes[4]
        && bytes[0] != bytes[1]
}

fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        let start = at + bytes[at..].iter().position(u8::is_ascii_alphabetic)?;
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        at = start + length;
        Some((start, &text[start..at]))
    })
}
