//! What belongs to the page around a document and not to the document: breadcrumbs, sources, counters, buttons, feet.

mod words;

use words::{EXACT, ICP, LABELS, RECORD, STARTS};

/// How surely a line is such furniture, 0 to 60.
pub(in super::super) fn strength(text: &str) -> i32 {
    let closed: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
    let length = closed.chars().count();
    if length == 0 || length > 400 {
        return 0;
    }
    // A red line or a star that came along as characters.
    if closed == "★" || length >= 4 && closed.chars().all(|c| "─━—－-_＿=＝*＊~～★☆◆●■□▲△|｜\\".contains(c))
    {
        return 55;
    }
    // `[Home] [Databases] [Search]`
    let boxes = closed.matches('[').count();
    if boxes >= 2
        && length <= 160
        && boxes == closed.matches(']').count()
        && closed.ends_with(']')
        && !closed.contains(super::is_han)
        || length <= 60 && closed.contains("仅供参考") && !closed.contains('。')
    {
        return 50;
    }
    let closed = simplified(&closed);
    let closed = closed.trim_start_matches(['【', '[', '（', '(', '|', '·', '•', '\\', '★']);
    let lower = closed.to_lowercase();
    if [
        "当前位置",
        "您的位置",
        "您现在的位置",
        "您所在的位置",
        "你的位置",
        "所在位置",
        "您当前的位置",
        "您当前位置",
        "當前位置",
        "位置：首页",
        "skiptomain",
        "skiptocontent",
        "跳到正文",
        "跳转到",
        "跳到主要",
        "youarehere",
    ]
    .iter()
    .any(|word| lower.starts_with(word))
    {
        return 60;
    }
    if (closed.contains('>') || closed.contains('›') || closed.contains('»') || closed.contains("＞") || closed.contains("/"))
        && length < 120
    {
        let first = closed.split(['>', '›', '»', '＞', '/']).next().unwrap_or_default();
        if ["首页", "网站首页", "主页", "首頁", "主頁", "home"].contains(&first.to_lowercase().as_str()) {
            return 60;
        }
    }
    let pieces: Vec<&str> =
        text.split(['|', '｜', ' ', '\u{3000}', '\t', '\u{a0}', '>']).filter(|piece| !piece.is_empty()).collect();
    if pieces.len() >= 3
        && pieces.iter().all(|piece| piece.chars().count() <= 8)
        && pieces.iter().filter(|piece| EXACT.contains(&piece.to_lowercase().as_str())).count() >= 2
    {
        return 55;
    }
    if length <= 24
        && ["门户网站", "政务网", "政府网", "信息网", "官网", "信息公开网", "官方网站", "信息公开专栏"]
            .iter()
            .any(|word| closed.ends_with(word))
    {
        return 52;
    }
    if ICP.iter().any(|word| lower.contains(word)) && !closed.contains('。') {
        return 60;
    }
    if EXACT.contains(&lower.trim_end_matches(['】', ']', '）', ')', '！', '!', '：', ':', '>', '|', '→'])) {
        return 50;
    }
    if closed.contains('。') && length > 30 {
        return 0;
    }
    if length <= 160
        && let Some((label, value)) = closed.split_once(['：', ':'])
        && LABELS.contains(&label.trim_matches(['】', '【', '[', ']']))
    {
        // A day and an hour are said in a text, too; a page says the year.
        let year = value.starts_with("20") || value.starts_with("19");
        if ["时间", "日期", "类别", "次数", "打印", "标签", "签发", "审核", "编辑"].contains(&label) && !year {
            return 20;
        }
        // A label is furniture; who a text came from may be said in it, too.
        return if value.chars().count() <= 40 || several_labels(value) { 48 } else { 30 };
    }
    if length <= 80 && STARTS.iter().any(|word| lower.starts_with(word)) {
        return 42;
    }
    if length <= 60 && several_labels(closed) {
        return 45;
    }
    0
}

/// Characters of the words of pages, in the simplified script.
fn simplified(closed: &str) -> std::borrow::Cow<'_, str> {
    const TRADITIONAL: &str = "發佈單閱點擊數時來編輯覽網頁關閉轉標題連結訪問顯長權聲明導計聯絡隱說資訊務狀態類別錄審";
    const SIMPLIFIED: &str = "发布单阅点击数时来编辑览网页关闭转标题连结访问显长权声明导计联络隐说资讯务状态类别录审";
    if !closed.contains(|c| TRADITIONAL.contains(c)) {
        return closed.into();
    }
    let one = |c: char| TRADITIONAL.chars().position(|known| known == c).and_then(|at| SIMPLIFIED.chars().nth(at)).unwrap_or(c);
    closed.chars().map(one).collect::<String>().into()
}

/// Whether a line is a row of the table of facts that pages of governments show above a document.
pub(super) fn is_record(text: &str) -> bool {
    let closed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let closed = simplified(&closed);
    let closed = closed.as_ref();
    let Some((label, _)) = fact(closed) else { return RECORD.contains(&closed) };
    RECORD.contains(&label)
}

/// The label and the value of a fact: `名称：…`, `【发布文号】…`.
pub(in super::super) fn fact(text: &str) -> Option<(&str, &str)> {
    let (label, value) = match text.strip_prefix(['【', '[']).and_then(|rest| rest.split_once(['】', ']'])) {
        Some((label, value)) => (label, value.trim_start_matches(['：', ':'])),
        None => text.split_once(['：', ':'])?,
    };
    Some((label.trim().trim_matches(['】', '【', '[', ']']), value.trim()))
}

/// Labels that such a table shares with the language of drafts.
pub(in super::super) fn may_be_record(text: &str) -> bool {
    let closed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let label = fact(&closed).map_or(closed.as_str(), |(label, _)| label);
    [
        "标题",
        "發文機關",
        "发文机关",
        "成文日期",
        "发文字号",
        "关键词",
        "主题",
        "名称",
        "文号",
        "发文日期",
        "发布机关",
        "日期",
        "来源",
        "发布日期",
        "发布时间",
    ]
    .contains(&label)
}

fn several_labels(text: &str) -> bool {
    [
        "来源：",
        "来源:",
        "浏览",
        "字号",
        "字体",
        "作者：",
        "发布时间",
        "发布日期",
        "阅读",
        "点击",
        "打印",
        "关闭",
        "分享",
        "責任編輯",
        "责任编辑",
        "大中小",
        "收藏",
        "访问量",
        "下载",
    ]
    .iter()
    .filter(|word| text.contains(**word))
    .count()
        >= 2
}
