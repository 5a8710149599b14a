use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// A pause mark stands behind 第一, 首先 and the like, which take a comma.
    ///
    /// 第一 and 首先 are parts of the sentence and no numbers of a list; a pause mark belongs behind numbers alone, as in 一、
    ///
    /// 中文
    ///
    /// “第一”“首先”“其次”等后面用了顿号，应当用逗号。
    ///
    /// “第一”“首先”是句子的成分，不是编号；顿号只用在“一、”这样的编号后面。
    ///
    /// Source: GB/T 15834—2011, 附录B.3.1
    ///
    /// ```notice,bad
    /// 第一、统一思想；第二、落实责任。
    /// ```
    /// ```notice,good
    /// 第一，统一思想；第二，落实责任。第一、第二项由办公室负责。
    /// ```
    pub static PAUSED_ORDINAL = Rule {
        id: "paused-ordinal", severity: Severity::Warning, check,
        needs: Any(&[All(&[Pair("第", NUMBERS), Pair(NUMBERS, "、")]), Words(&["首先、", "其次、", "再次、", "最后、"])]),
    };
}

/// What an ordinal or an adverb of order ends with.
const LAST: [char; 13] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '先', '次', '后'];

const NUMBERS: &str = "一二三四五六七八九十";

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    for prose in context.prose().iter().filter(|prose| prose.role.is_running()) {
        for at in prose.find("、") {
            let before = &prose.text()[..at.start];
            if !before.ends_with(LAST) {
                continue;
            }
            let start = before.rfind(['。', '；', '：', '！', '？', '，']).map_or(0, |at| at + '。'.len_utf8());
            let word = before[start..].trim_start();
            let ordinal = word
                .strip_prefix('第')
                .is_some_and(|number| !number.is_empty() && number.len() <= 9 && number.chars().all(|c| NUMBERS.contains(c)));
            let adverb = matches!(word, "首先" | "其次" | "再次" | "最后");
            let listed = prose.text()[at.end..].starts_with(|c| "第一二三四五六七八九十其再最".contains(c));
            if (ordinal || adverb) && !listed {
                findings
                    .report(&PAUSED_ORDINAL, prose.span(at), say!("“{word}”后面用逗号", "`{word}` takes a comma"))
                    .replace("，");
            }
        }
    }
}
