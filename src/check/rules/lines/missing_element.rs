use crate::check::{Context, Findings, Severity};
use crate::check::{bare, look};
use crate::model::{Genre, Language, Layout, Notice};
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// The notice lacks an element that its layout asks for.
    ///
    /// An official document has a title, a text, the organ that issues it, its signature and its date, and under a red head its number; a request or report to a superior also the name of the one who approved it (签发人); a letter the same but for that name. An order has its number and signature, minutes a mark or an issuer and a title or a mark, a briefing its name, issue and editor, an open letter a title and signatures. What the standard asks for without condition is an error, what is so as a rule a warning, what is only habit a remark.
    ///
    /// 中文
    ///
    /// 缺少这种版式必备的要素。
    ///
    /// 公文要有标题、正文、发文机关、署名和成文日期，发文机关标志之下要有发文字号；请示、报告等上行文还要有签发人；信函除签发人外相同。命令要有令号和署名，纪要要有标志或者发文机关、标题或者标志，简报要有简报名称、期号和编印单位，公开信要有标题和署名。标准无条件要求的是错误，一般要有的是警告，只是惯例的是提示。
    ///
    /// ```notice,bad
    /// 发文机关：示例市统计局
    /// 发文字号：示统〔2026〕3号
    /// 标题：示例市统计局关于开展检查的通知
    /// 主送：各科室：
    ///
    /// 请遵照执行。
    ///
    /// 署名：示例市统计局
    /// ```
    /// ```notice,good
    /// 发文机关：示例市统计局
    /// 发文字号：示统〔2026〕3号
    /// 标题：示例市统计局关于开展检查的通知
    /// 主送：各科室：
    ///
    /// 请遵照执行。
    ///
    /// 署名：示例市统计局
    /// 成文日期：2026年8月14日
    /// ```
    pub static MISSING_ELEMENT = Rule { id: "missing-element", severity: Severity::Error, check };
}

/// Where a missing element would stand.
enum Side {
    Head,
    Tail,
}

/// What is asked for, in what words, and why.
struct Element {
    severity: Severity,
    side: Side,
    /// Any one of these fields will do.
    keys: &'static [FieldKey],
    zh: &'static str,
    en: &'static str,
    source: Option<(&'static str, &'static str)>,
}

const fn element(
    severity: Severity,
    side: Side,
    keys: &'static [FieldKey],
    zh: &'static str,
    en: &'static str,
    source: Option<(&'static str, &'static str)>,
) -> Element {
    Element { severity, side, keys, zh, en, source }
}

const ARTICLE_9: &str = "《党政机关公文处理工作条例》第九条";
const ARTICLE_9_EN: &str = "Regulations on Official Documents (2012), article 9";
const T9: Option<(&str, &str)> = Some((ARTICLE_9, ARTICLE_9_EN));
const MARK: Option<(&str, &str)> = Some(("GB/T 9704—2012, 7.2.4, 7.2.5", "GB/T 9704—2012, 7.2.4, 7.2.5"));
const ORDER: Option<(&str, &str)> = Some(("GB/T 9704—2012, 10.2", "GB/T 9704—2012, 10.2"));
const MINUTES: Option<(&str, &str)> = Some(("GB/T 9704—2012, 10.3", "GB/T 9704—2012, 10.3"));

fn elements(notice: &Notice) -> Vec<Element> {
    use FieldKey as K;
    use Severity::{Error, Info, Warning};
    use Side::{Head, Tail};
    // A regulation by itself is signed and dated by what publishes it; minutes are neither signed nor sealed.
    let whole_title = notice.title_text();
    let regulation = ["办法", "规定", "条例", "细则", "规则", "章程"].iter().any(|kind| whole_title.ends_with(kind))
        && !["关于", "關於"].iter().any(|word| whole_title.contains(word))
        || look::is_law(notice);
    let unsigned = whole_title.ends_with("纪要") || regulation && notice.field(K::Recipients).is_none();
    let title = element(Error, Head, &[K::Title], "标题", "title", T9);
    let date = element(if unsigned { Info } else { Error }, Tail, &[K::Date], "成文日期", "date", T9);
    // A title that names the organ says whose it is where a text stands in a gazette: old ones, and what a party committee decides.
    let whole = notice.title_text();
    let named = ["关于", "關於", "对"].iter().filter_map(|word| whole.find(word)).min().is_some_and(|at| at >= 9);
    let gazette = look::is_before_2012(notice)
        || notice.date.is_some() && ["意见", "决定", "决议"].iter().any(|kind| whole.ends_with(kind));
    let named = named && gazette;
    let issuer = if unsigned {
        Info
    } else if named {
        Warning
    } else {
        Error
    };
    let issuer = element(issuer, Tail, &[K::Signatories, K::Issuers], "发文机关或者署名", "issuer or signature", T9);
    let signed = element(Warning, Tail, &[K::Signatories], "署名", "signature", T9);
    let mark = element(Error, Head, &[K::Mark, K::Issuers], "标志或者发文机关", "mark or issuer", MINUTES);
    match notice.layout {
        Layout::Official | Layout::Letter => {
            let mut wanted = vec![title];
            // What a meeting passed has its day, and who met, below the title.
            if !is_passed(notice) {
                wanted.extend([date, issuer]);
            }
            let genre = notice.title_text();
            if notice.field(K::Issuers).is_some() {
                wanted.push(signed);
                // What is announced to everybody is published in a gazette or posted up, often without a number.
                let announced = ["公告", "通告", "公报", "决议"].iter().any(|word| genre.ends_with(word));
                if !announced {
                    wanted.push(element(Warning, Head, &[K::Number], "发文字号", "document number", T9));
                }
                let kind = Genre::of_title(&notice.title_text()).map(|(kind, _)| kind);
                // A report without recipients is none to a superior: those to a congress, those of an inquiry.
                let goes_up =
                    kind == Some(Genre::Request) || kind == Some(Genre::Report) && notice.field(K::Recipients).is_some();
                // The yearly report on what was made public is published by law, whoever it is sent to.
                let published = ["政府信息公开工作年度报告", "政府信息公开年度报告", "法治政府建设年度报告", "部门决算公开报告"]
                    .iter()
                    .any(|word| genre.contains(word));
                if goes_up && !published && notice.layout == Layout::Official && notice.language == Language::Simplified {
                    wanted.push(element(Error, Head, &[K::Approvers], "签发人", "name of the one who approved it (签发人)", T9));
                }
            }
            // A number stands over a red line, and the mark above it.
            let numbered = notice.language == Language::Simplified && notice.layout == Layout::Official;
            if numbered && notice.field(K::Number).is_some() {
                // What came from a page or a gazette has none, and a signature says who issued it.
                let severity = if notice.field(K::Signatories).is_some() || look::is_law(notice) { Info } else { Warning };
                wanted.push(element(
                    severity,
                    Head,
                    &[K::Issuers, K::Mark],
                    "发文机关标志",
                    "mark of the issuer above its number",
                    MARK,
                ));
            }
            // A notice to everybody may do without addressee; who asks, reports or answers does it to somebody.
            if ["请示", "报告", "批复", "函"].iter().any(|word| genre.ends_with(word)) {
                wanted.push(element(Warning, Head, &[K::Recipients], "主送机关", "recipient", T9));
            } else if genre.ends_with("的通知") {
                wanted.push(element(Info, Head, &[K::Recipients], "主送机关", "recipient", T9));
            }
            wanted
        }
        Layout::Order => {
            let number = element(Error, Head, &[K::Number], "令号", "order number", ORDER);
            let signed = element(Error, Tail, &[K::Signatories], "署名", "signature", ORDER);
            let mark = element(Error, Head, &[K::Mark, K::Issuers], "标志或者发文机关", "mark or issuer", ORDER);
            vec![number, mark, signed, date]
        }
        Layout::Minutes => {
            let title = element(Error, Head, &[K::Title, K::Mark], "标题或者标志", "title or mark", MINUTES);
            let date = element(Warning, Tail, &[K::Date], "成文日期", "date", T9);
            if notice.field(K::Title).is_none() && notice.field(K::Issuers).is_none() {
                // With neither title, mark nor issuer one finding says it all.
                return vec![mark, date];
            }
            vec![mark, title, date]
        }
        Layout::Briefing => vec![
            element(Error, Head, &[K::Mark, K::Issuers], "标志（简报名称）", "mark (the name of the briefing)", None),
            element(Warning, Head, &[K::Issue, K::TotalIssue], "期号", "issue", None),
            element(Warning, Head, &[K::Editor], "编印单位", "editor", None),
            element(Warning, Head, &[K::Date], "日期", "date", None),
        ],
        Layout::OpenLetter => vec![
            element(Error, Head, &[K::Title], "标题", "title", None),
            element(Error, Tail, &[K::Signatories], "署名", "signature", None),
            element(Warning, Tail, &[K::Date], "成文日期", "date", None),
        ],
    }
}

/// Whether a note below the title says when a meeting passed it, or when it was published.
fn is_passed(notice: &Notice) -> bool {
    let line: String = notice.subtitle.iter().map(crate::model::RichText::plain).collect();
    line.starts_with(|c: char| "（(".contains(c) || c.is_ascii_digit())
        && ["通过", "通過", "批准", "公布", "发布", "施行"].iter().any(|word| line.contains(word))
        && ["年", "月", "日"].iter().all(|word| line.contains(word))
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if super::empty_notice::is_empty(notice) {
        return;
    }
    // A field whose keyword has a slip is there; the slip is said where it stands.
    let slips: Vec<Option<FieldKey>> = context.misspelt().iter().map(|slip| crate::syntax::keywords::lookup(slip.word)).collect();
    let bare_date = look::bare_date(notice, context.source).is_some();
    let bare = bare::signature(notice, context.source);
    let present = |key: &FieldKey| {
        let misplaced = notice.misplaced.iter().any(|field| field.key == *key);
        let dated = (bare_date || bare.as_ref().is_some_and(|bare| bare.date.is_some())) && *key == FieldKey::Date;
        let signed = bare.as_ref().is_some_and(|bare| !bare.names.is_empty()) && *key == FieldKey::Signatories;
        notice.field(*key).is_some() || misplaced || dated || signed || slips.contains(&Some(*key))
    };
    for element in elements(notice) {
        if element.keys.iter().any(present) {
            continue;
        }
        let span = match element.side {
            Side::Head => look::beginning(notice),
            Side::Tail => look::ending(notice),
        };
        let (zh, en, key) = (element.zh, element.en, element.keys[0]);
        let (keyword_zh, keyword_en) = (key.simplified().first(), key.english().first());
        let finding = findings.report_as(&MISSING_ELEMENT, element.severity, span, say!("缺少{zh}", "no {en}"));
        finding.why = element.source.map(|(zh, en)| say!("依据：{zh}", "{en}"));
        match element.side {
            Side::Head => finding.help(say!("在正文之前写上 `{keyword_zh}：…`", "write `{keyword_en}: …` above the text")),
            Side::Tail => finding.help(say!("在正文之后写上 `{keyword_zh}：…`", "write `{keyword_en}: …` below the text")),
        };
    }
    if notice.body.is_empty() {
        let body = say!("缺少正文", "no text");
        let finding = findings.report_as(&MISSING_ELEMENT, Severity::Error, look::ending(notice), body);
        finding.why(say!("依据：{ARTICLE_9}", "{ARTICLE_9_EN}"));
        finding.help(say!("正文写在文首字段之后，一行一段", "write the text below the head fields, a line a paragraph"));
    }
}
