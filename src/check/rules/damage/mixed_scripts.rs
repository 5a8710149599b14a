use crate::check::marks::is_quoted;
use crate::check::{Context, Findings, Severity, damaged, scripts};
use crate::model::Language;
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// A notice in Simplified Chinese has Traditional characters in it, or the reverse.
    ///
    /// One or two such characters may belong to a name and are left alone, unless they stand in a word of every notice (单位, 认真, 及时). In Traditional notices, words that a conversion by single characters leaves behind count as well (關于, 結束后, 云端).
    ///
    /// 中文
    ///
    /// 简体文稿里夹着繁体字，或者繁体文稿里夹着简体字。
    ///
    /// 只有一两个字的，可能是姓名、商号，不报；在常用词里的（单位、认真、及时）照报。繁体文稿里逐字转换留下的“關于”“結束后”“云端”等词也计算在内。
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
        needs: Any(&[Foreign(1), All(&[In(Language::Traditional), Table(&UNCONVERTED)])]),
    };
}

/// What a conversion character by character leaves behind in Traditional texts, and what is meant.
const UNCONVERTED: [(&str, &str); 29] = [
    ("請于", "請於"),
    ("將于", "將於"),
    ("定于", "定於"),
    ("應于", "應於"),
    ("擬于", "擬於"),
    ("須于", "須於"),
    ("業于", "業於"),
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
    let (3.., Some(first)) = (kinds.len(), found.first()) else {
        return in_words(context, findings);
    };
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

/// Words of every notice: a character, how it is written in the other script, what stands before it, what stands behind it. The first
/// characters are of no person's name there.
const WORDS: [(char, char, &str, &str); 80] = [
    ('單', '单', "订訂清名保", "位独獨列"),
    ('時', '时', "按及届屆同小临臨平随隨准准定暂暫", "间間期限段效"),
    ('報', '报', "上填申汇彙通举舉警情简簡", "送告名表到备備批考"),
    ('關', '关', "有相机機", "于於系係键鍵注心停闭閉"),
    ('會', '会', "大开開委协協社", "议議员員同场場"),
    ('務', '务', "任义義服业業职職事财財商", "必实實"),
    ('實', '实', "落切真现現确確", "施行际際现現效"),
    ('業', '业', "企工农農行产產作专專就", "务務主"),
    ('產', '产', "生财財资資", "业業品权權"),
    ('發', '发', "印下分开開研颁頒转轉签簽", "展布送生文放"),
    ('開', '开', "公召", "展始会會放发發通"),
    ('導', '导', "领領指引辅輔", "致"),
    ('認', '认', "确確", "真为為定识識"),
    ('學', '学', "教大中小科", "习習校院"),
    ('縣', '县', "各全", "级級政"),
    ('區', '区', "地各城辖轄社", "域县縣"),
    ('處', '处', "", "理罚罰置分"),
    ('辦', '办', "承主督经經", "理法公事"),
    ('請', '请', "申", "各于於示求"),
    ('進', '进', "推促", "行一步展入"),
    ('強', '强', "加", "化调調"),
    ('規', '规', "法", "定范範章"),
    ('標', '标', "目指", "准準"),
    ('資', '资', "投物", "料金源产產"),
    ('負', '负', "", "责責"),
    ('責', '责', "负負", "任"),
    ('領', '领', "", "导導取"),
    ('經', '经', "已", "济濟营營费費"),
    ('環', '环', "", "境节節保"),
    ('設', '设', "建", "施备備立置"),
    ('備', '备', "准準设設", "案"),
    ('監', '监', "", "督管测測"),
    ('統', '统', "系传傳", "一计計筹籌"),
    ('組', '组', "小", "织織长長"),
    ('總', '总', "", "结結体體"),
    ('應', '应', "", "当當急"),
    ('當', '当', "应應", "地前"),
    ('從', '从', "", "业業事"),
    ('參', '参', "", "加与與"),
    ('書', '书', "文证證", "面记記"),
    ('員', '员', "人委职職党黨队隊", "工"),
    ('門', '门', "部", "户戶"),
    ('聯', '联', "", "系繫络絡合席"),
    ('網', '网', "", "站络絡址上"),
    ('傳', '传', "宣", "真达達统統"),
    ('達', '达', "传傳", "到"),
    ('運', '运', "", "行输輸营營"),
    ('動', '动', "活行运運劳勞推", "员員态態"),
    ('計', '计', "统統会會审審", "划劃算"),
    ('項', '项', "事各专專", "目"),
    ('續', '续', "手继繼持", ""),
    ('證', '证', "保", "明书書件"),
    ('審', '审', "评評", "批核计計查"),
    ('據', '据', "根依数數", ""),
    ('構', '构', "机機结結", "建成"),
    ('機', '机', "", "构構关關制"),
    ('現', '现', "", "将將场場状狀"),
    ('們', '们', "我他她你", ""),
    ('這', '这', "", "些次项項"),
    ('個', '个', "一两兩三几幾每各这這", "人月"),
    ('為', '为', "作认認", "了切进進做"),
    ('對', '对', "", "照于於象接"),
    ('過', '过', "通经經超", "程"),
    ('無', '无', "", "法关關"),
    ('間', '间', "期时時", ""),
    ('題', '题', "问問主专專", ""),
    ('問', '问', "", "题題"),
    ('種', '种', "各", "类類植"),
    ('類', '类', "分种種", "别別型"),
    ('體', '体', "", "系育现現"),
    ('團', '团', "集社", "体體结結"),
    ('劃', '划', "计計规規", ""),
    ('後', '后', "以今最之", ""),
    ('於', '于', "关由对對基位属屬", ""),
    ('農', '农', "", "业業村民"),
    ('車', '车', "停", "辆輛位"),
    ('電', '电', "", "话話力子"),
    ('話', '话', "电電", ""),
    ('際', '际', "国國实實", ""),
    ('廣', '广', "推", "大泛"),
];

/// One or two characters of the other script, where they belong to a word that is no name.
fn in_words(context: &Context<'_>, findings: &mut Findings<'_>) {
    let traditional = context.is_traditional();
    let foreign = if traditional { scripts::only_simplified } else { scripts::only_traditional };
    for prose in context.prose() {
        let text = prose.text();
        for (at, character) in text.char_indices().filter(|(_, c)| foreign(*c)) {
            let place = at..at + character.len_utf8();
            let word = WORDS.iter().find(|(long, short, ..)| character == if traditional { *short } else { *long });
            let Some((long, short, before, behind)) = word else { continue };
            let known = prose.before(at).is_some_and(|c| before.contains(c))
                || prose.after(place.end).is_some_and(|c| behind.contains(c));
            if !known || is_quoted(text, at) || !prose.is_free(&place) {
                continue;
            }
            let right = if traditional { *long } else { *short };
            let message = if traditional {
                say!("繁体文稿里有简体字“{character}”", "a Simplified character in a Traditional notice: `{character}`")
            } else {
                say!("简体文稿里有繁体字“{character}”", "a Traditional character in a Simplified notice: `{character}`")
            };
            findings.report(&MIXED_SCRIPTS, prose.span(place), message).suggest(right);
        }
        if traditional {
            for (wrong, right) in UNCONVERTED {
                for range in prose.find(wrong) {
                    let message = say!("“{wrong}”没有转换成繁体", "`{wrong}` was not converted");
                    findings.report(&MIXED_SCRIPTS, prose.span(range), message).suggest(right);
                }
            }
        }
    }
}
