use crate::check::marks::is_han;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// One — stands where a dash of two is meant; one alone joins places, times and names.
    ///
    /// One — alone reads as “to” and changes the meaning; and it looks like the character 一.
    ///
    /// 中文
    ///
    /// 破折号只写了一个“—”；单个的“—”是连接号。
    ///
    /// 单个的“—”读作“到”，意思就变了，也容易看成“一”字。
    ///
    /// Source: GB/T 15834—2011, 4.10.2, 4.13
    ///
    /// ```notice,bad
    /// 要立足新阶段—推动高质量发展上台阶。
    /// ```
    /// ```notice,good
    /// 要立足新阶段——推动高质量发展上台阶，乘坐北京—上海列车。
    /// ```
    pub static SINGLE_DASH = Rule {
        id: "single-dash", severity: Severity::Info, check,
        needs: One("—"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified().iter().filter(|prose| prose.role.is_running()) {
        let text = prose.text();
        for (at, mark) in prose.find_any(&['—']) {
            let end = at + mark.len_utf8();
            if !prose.before(at).is_some_and(is_han) || !prose.after(end).is_some_and(is_han) {
                continue;
            }
            let stop = |c: char| !is_han(c);
            let left = text[..at].rfind(stop).map_or(0, |stop| stop + text[stop..].chars().next().map_or(1, char::len_utf8));
            let right = end + text[end..].find(stop).unwrap_or(text.len() - end);
            let (left, right) = (&text[left..at], &text[end..right]);
            let place = |part: &str| {
                part.contains([
                    '省', '市', '县', '区', '州', '镇', '乡', '村', '港', '站', '路', '街', '线', '京', '沪', '江', '河', '湖',
                    '桥',
                ])
            };
            // Short words are joined (中国—东盟博览会), long ones are parted by a dash.
            let long = left.chars().count() >= 5 && right.chars().count() >= 5;
            let verb =
                ["推动", "推进", "加强", "就是", "即", "坚持", "把", "以", "为", "让", "要", "实现", "开展", "做好", "全面"];
            // 工作重点—就是安全: what is said again in other words.
            let again = ["就是", "即", "也就是", "这就是", "是"].iter().any(|word| right.starts_with(word))
                && !["是非", "即时", "即期", "即兴"].iter().any(|word| right.starts_with(word));
            let said = again && left.chars().count() >= 2 && right.chars().count() >= 3 && !place(left);
            if said {
                findings.report(&SINGLE_DASH, prose.span(at..end), say!("破折号写作“——”", "a dash is `——`")).suggest("——");
                continue;
            }
            if long && !place(left) && !place(right) && verb.iter().any(|verb| right.starts_with(verb)) {
                findings.report(&SINGLE_DASH, prose.span(at..end), say!("破折号写作“——”", "a dash is `——`")).suggest("——");
            }
        }
    }
}
