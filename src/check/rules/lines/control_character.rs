use crate::check::{Context, Findings, Needs, Severity};
use crate::span::Span;
use crate::syntax::FieldKey;
use crate::{declare_rule, say};

declare_rule! {
    /// The draft holds a character that cannot be seen: a control character, a zero-width space, a mark that turns the writing direction.
    ///
    /// Such characters come along with copied text. They cannot be printed, they break searches and links, and marks of direction can make a text read otherwise than it is stored. Some are line ends of word processors (Shift+Enter of Word) and ends of pages: these become line ends, so that two paragraphs never become one.
    ///
    /// 中文
    ///
    /// 文稿里有看不见的字符：控制字符、零宽空格、改变书写方向的标记等。
    ///
    /// 这类字符多半是复制粘贴带进来的，不能印出，会妨碍检索和链接；方向标记还会让文字看上去与实际存储的不一样。其中有的是文字处理软件里的换行（Word 的 Shift+Enter）、分页：改为换行，前后两段不会连成一段。
    ///
    /// ```notice,bad
    /// 一、活动\u{200b}主题
    /// ```
    /// ```notice,good
    /// 一、活动主题
    /// ```
    pub static CONTROL_CHARACTER = Rule { id: "control-character", severity: Severity::Error, check, needs: SOME };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut line = Line::default();
    let mut characters = context.source.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        let Some((zh, en)) = unseen(character).filter(|_| !(start == 0 && character == '\u{feff}')) else { continue };
        let mut end = start + character.len_utf8();
        while let Some((at, next)) = characters.next_if(|(_, next)| *next == character) {
            end = at + next.len_utf8();
        }
        let code = format!("U+{:04X}", u32::from(character));
        let finding = findings.report(
            &CONTROL_CHARACTER,
            Span::new(start, end),
            say!("看不见的字符 {code}（{zh}）", "unseen character {code} ({en})"),
        );
        let text = instead(context, character, Span::new(start, end), &mut line);
        if text.contains('\n') {
            finding.help(say!("这里是文字处理软件里的换行：改为换行", "a line end of a word processor: end the line here"));
        }
        finding.suggest(text);
    }
}

/// The line that a character stands in.
#[derive(Default)]
struct Line {
    span: Span,
    /// Whether it is an item of a field.
    is_item: bool,
    /// The field it is.
    field: Option<FieldKey>,
}

impl Line {
    fn at(context: &Context<'_>, place: Span) -> Self {
        let source = context.source;
        let is_end = |c: char| matches!(c, '\n' | '\r');
        let start = source[..place.start].rfind(is_end).map_or(0, |at| at + 1);
        let end = place.end + source[place.end..].find(is_end).unwrap_or(source.len() - place.end);
        let inside = |span: Span| span.start <= place.start && place.end <= span.end;
        let fields = &context.notice.fields;
        let is_item = fields.iter().any(|field| field.items.iter().any(|item| inside(item.span)));
        let field = fields.iter().find(|field| inside(field.text.span)).map(|field| field.key);
        Self { span: Span::new(start, end), is_item, field }
    }
}

/// What stands in the place of an unseen character: nothing, or what parts the words on either side of it as it did. `line` is the line
/// that was looked at last.
fn instead(context: &Context<'_>, character: char, place: Span, line: &mut Line) -> &'static str {
    let source = context.source;
    match character {
        // Line and page ends of word processors.
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {}
        // A hyphen that does not break, in Word.
        '\u{1e}' => return "-",
        // Ends of cells, of files, of groups: what stood apart stays apart.
        '\u{7}' | '\u{1c}' | '\u{1d}' => return " ",
        _ => return "",
    }
    if line.span.end < place.end {
        *line = Line::at(context, place);
    }
    let (before, behind) = (source[line.span.start..place.start].trim(), source[place.end..line.span.end].trim());
    if before.is_empty() || behind.is_empty() {
        // The line begins or ends here anyway.
        return "";
    }
    // A row of a table and a comment are one line.
    if before.starts_with('|') || before.starts_with("//") {
        return " ";
    }
    if line.is_item {
        return "\n- ";
    }
    let goes_on = before.ends_with(['，', '、', '（', '“', '《', ',', '—', '-']);
    match line.field {
        Some(FieldKey::Title | FieldKey::Subtitle) => "\\\n",
        Some(key) if key.takes_items() => "\u{3000}",
        // The sentence or the note goes on: a joint, which leaves one paragraph.
        _ if goes_on || before.starts_with("[^") => "\\\n",
        _ => "\n",
    }
}

/// Unseen characters that stand alone in their blocks.
/// Where [`unseen`] has characters; a few seen ones lie among them.
const SOME: Needs = Needs::Any(&[
    Needs::Between('\0', '\u{8}'),
    Needs::Between('\u{b}', '\u{c}'),
    Needs::Between('\u{e}', '\u{1f}'),
    Needs::Between('\u{7f}', '\u{9f}'),
    Needs::One(RARE),
    Needs::Between('\u{200b}', '\u{200f}'),
    Needs::Between('\u{2028}', '\u{2069}'),
]);

const RARE: &str = "\u{ad}\u{115f}\u{1160}\u{3164}\u{180e}\u{feff}";

/// What an unseen character is called; `None` for those that may stand in a draft.
const fn unseen(character: char) -> Option<(&'static str, &'static str)> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(("控制字符", "control character")),
        '\u{ad}' => Some(("软连字符", "soft hyphen")),
        '\u{115f}' | '\u{1160}' | '\u{3164}' => Some(("谚文填充符", "Hangul filler")),
        '\u{180e}' => Some(("蒙古文元音分隔符", "Mongolian vowel separator")),
        '\u{200b}' => Some(("零宽空格", "zero-width space")),
        '\u{200c}' | '\u{200d}' => Some(("零宽连接符", "zero-width joiner or non-joiner")),
        '\u{200e}' | '\u{200f}' => Some(("书写方向标记", "mark of writing direction")),
        '\u{2028}' | '\u{2029}' => Some(("行、段分隔符", "line or paragraph separator")),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(("书写方向标记", "mark of writing direction")),
        '\u{2060}' => Some(("词连接符", "word joiner")),
        '\u{2061}'..='\u{2064}' => Some(("数学隐形符", "invisible operator")),
        '\u{feff}' => Some(("字节顺序标记", "byte order mark")),
        _ => None,
    }
}
