use crate::check::{Context, Findings, Severity, damaged, scripts};
use crate::model::Language;
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// A notice in Simplified Chinese has Traditional characters in it, or the reverse.
    ///
    /// One or two such characters may belong to a name and are left alone. In Traditional notices, words that a conversion by single characters leaves behind count as well (關于, 結束后, 云端).
    ///
    /// 中文
    ///
    /// 简体文稿里夹着繁体字，或者繁体文稿里夹着简体字。
    ///
    /// 只有一两个字的，可能是姓名、商号，不报。繁体文稿里逐字转换留下的“關于”“結束后”“云端”等词也计算在内。
    ///
    /// Source: 《中华人民共和国国家通用语言文字法》第九条
    ///
    /// ```notice,bad
    /// 请各单位认真组織学習，按时報送总结，确保各项工作落到實处。
    /// ```
    /// ```notice,good
    /// 请各单位认真组织学习，按时报送总结，确保各项工作落到实处。
    /// ```
    pub static MIXED_SCRIPTS = Rule {
        id: "mixed-scripts", severity: Severity::Warning, check,
        needs: Any(&[Foreign(3), All(&[In(Language::Traditional), Table(&UNCONVERTED)])]),
    };
}

/// What a conversion character by character leaves behind in Traditional texts, and what is meant.
const UNCONVERTED: [(&str, &str); 22] = [
    ("關于", "關於"),
    ("對于", "對於"),
    ("由于", "由於"),
    ("基于", "基於"),
    ("位于", "位於"),
    ("屬于", "屬於"),
    ("用于", "用於"),
    ("在于", "在於"),
    ("至于", "至於"),
    ("之后", "之後"),
    ("以后", "以後"),
    ("今后", "今後"),
    ("最后", "最後"),
    ("束后", "束後"),
    ("后續", "後續"),
    ("前后", "前後"),
    ("云端", "雲端"),
    ("云上", "雲上"),
    ("云課", "雲課"),
    ("云計", "雲計"),
    ("凈化", "淨化"),
    ("沖擊", "衝擊"),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let language = context.notice.language;
    let foreign: fn(char) -> bool = match language {
        Language::Simplified => scripts::only_traditional,
        Language::Traditional => scripts::only_simplified,
        Language::English => return,
    };
    let mut found: Vec<(Span, &str)> = Vec::new();
    for (start, line) in damaged::lines(context.source) {
        let quoted = damaged::corner_quotes(line);
        let single = line.char_indices().filter(|(at, c)| foreign(*c) && !quoted.iter().any(|range| range.contains(at)));
        found.extend(single.map(|(at, c)| (Span::new(start + at, start + at + c.len_utf8()), &line[at..at + c.len_utf8()])));
        if language == Language::Traditional {
            for (word, _) in UNCONVERTED {
                found.extend(line.match_indices(word).map(|(at, word)| (Span::new(start + at, start + at + word.len()), word)));
            }
        }
    }
    let mut kinds: Vec<&str> = found.iter().map(|(_, word)| *word).collect();
    kinds.sort_unstable();
    kinds.dedup();
    found.sort();
    let (3.., Some(first)) = (kinds.len(), found.first()) else { return };
    let (mut seen, count) = (Vec::new(), found.len());
    found.iter().for_each(|(_, word)| {
        if !seen.contains(word) {
            seen.push(*word)
        }
    });
    let shown = seen.iter().take(12).copied().collect::<Vec<_>>().join("、");
    let finding = match language {
        Language::Simplified => findings.report(
            &MIXED_SCRIPTS,
            first.0,
            say!("简体文稿里有{count}处繁体字：{shown}", "{count} Traditional characters in a Simplified notice: {shown}"),
        ),
        Language::Traditional | Language::English => findings.report(
            &MIXED_SCRIPTS,
            first.0,
            say!(
                "繁体文稿里有{count}处简体或者没有转换的写法：{shown}",
                "{count} Simplified or unconverted forms in a Traditional notice: {shown}"
            ),
        ),
    };
    if language == Language::Traditional {
        finding.why(say!("逐字转换会漏字、错字", "a conversion character by character misses some"));
    }
    for (span, _) in found.iter().skip(1).take(5) {
        finding.related(*span, say!("这里也是", "here as well"));
    }
    finding.help(match UNCONVERTED.iter().find(|(word, _)| *word == first.1) {
        Some((_, meant)) => say!("全文统一用简体或者繁体，这里写作“{meant}”", "use one script throughout; here write `{meant}`"),
        None => say!(
            "全文统一用简体或者繁体；姓名、商号里的字若必须保留，写明理由后忽略本条",
            "use one script throughout; if a name must keep its characters, ignore this with the reason"
        ),
    });
}
