use crate::check::{Context, Findings, Severity};
use crate::syntax::values::to_han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// Term and meeting of a congress are in Arabic digits.
    ///
    /// Solemn names have Chinese numerals: 第五届职代会第二次会议. Beyond twenty (第74次会议) they would be hard to read, and offices write figures.
    ///
    /// 中文
    ///
    /// 届次、会次用了阿拉伯数字。
    ///
    /// 代表大会、全会等的届次、会次庄重，用汉字数字：第五届职代会第二次会议。二十以上的会次（第74次会议）通常用阿拉伯数字，不报。
    ///
    /// Source: GB/T 15835—2011, 4.3
    ///
    /// ```notice,bad
    /// 召开第5届职代会第2次会议。
    /// ```
    /// ```notice,good
    /// 召开第五届职代会第二次会议。
    /// ```
    pub static ARABIC_SESSION_NUMBER = Rule {
        id: "arabic-session-number", severity: Severity::Info, check,
        needs: One("届"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    const BODIES: [&str; 8] = ["职代会", "人大", "人民代表大会", "代表大会", "全会", "政协", "委员会", "全体会议"];
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers() {
            let rest = &text[number.digits.end..];
            let term =
                rest.starts_with('届') && BODIES.iter().any(|body| rest.chars().take(16).collect::<String>().contains(body));
            let meeting = (rest.starts_with("次会议") || rest.starts_with("次全体会议") || rest.starts_with("次代表大会"))
                && text[..number.digits.start].rfind('届').is_some_and(|at| {
                    let between = &text[at..number.digits.start];
                    between.len() < 60
                        && !between.contains(['，', '。', '；'])
                        && BODIES.iter().any(|body| between.contains(body))
                });
            let named = prose.before(number.digits.start) == Some('第') && number.is_whole(text);
            if let Some(value) = number.value(text).filter(|value| named && (term || meeting) && *value <= 20.0) {
                let label = if term { "届次" } else { "会次" };
                findings
                    .report(
                        &ARABIC_SESSION_NUMBER,
                        prose.span(number.digits.clone()),
                        say!("{label}用汉字数字", "the number of a session is in Chinese numerals"),
                    )
                    .suggest(to_han_number(value as u32));
            }
        }
    }
}
