//! Documents written one by one (`tests/imported/written.txt`), each as pasted text, in five pages around it, and as a document of a word processor.

use super::Fields;

/// A document: its name, what is right for it, its lines.
pub struct Written {
    pub name: String,
    pub right: Fields,
    /// The same with white space as it was written, for the pages around it.
    said: Vec<(&'static str, String)>,
    pub body: String,
}

const KEYS: &[&str] = &[
    "title",
    "number",
    "recipients",
    "signatories",
    "date",
    "note",
    "list of annexes",
    "annexes",
    "issued text",
    "red head",
    "approvers",
    "copies to",
    "printed by",
    "mark",
    "subtitle",
];

pub fn all() -> Vec<Written> {
    let written =
        [include_str!("written.txt"), include_str!("unseen.txt"), include_str!("later.txt"), include_str!("public.txt")];
    let parts = written.iter().flat_map(|text| text.split("\n=== ").skip(1));
    parts
        .map(|part| {
            let (name, rest) = part.split_once('\n').unwrap();
            let (head, body) = rest.split_once("---\n").unwrap();
            let fields = head.lines().filter_map(|line| {
                let (key, value) = line.split_once(": ").unwrap();
                let key = KEYS.iter().find(|known| **known == key)?;
                Some((*key, value.to_owned()))
            });
            let said: Vec<(&str, String)> = fields.collect();
            let right = said.iter().map(|(key, value)| (*key, super::closed(value))).collect();
            Written { name: name.to_owned(), right, said, body: body.trim_end().to_owned() }
        })
        .collect()
}

/// How a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Set {
    Title,
    Center,
    Right,
    Text,
}

/// The lines with how each stands; lines of the title are one.
fn lines(one: &Written) -> Vec<(Set, Vec<&str>)> {
    let get = |key: &str| one.right.get(key).cloned().unwrap_or_default();
    let title = if get("title").is_empty() { get("mark") } else { get("title") };
    let named: Vec<String> = get("signatories").split('|').chain([get("date").as_str()]).map(str::to_owned).collect();
    let all: Vec<&str> = one.body.lines().collect();
    let mut out = Vec::new();
    let (mut at, mut found) = (0, false);
    while at < all.len() {
        let run = (1..=5).rev().find(|count| {
            !found && !title.is_empty() && all.get(at..at + count).is_some_and(|run| super::closed(&run.concat()) == title)
        });
        if let Some(count) = run {
            out.push((Set::Title, all[at..at + count].to_vec()));
            (at, found) = (at + count, true);
            continue;
        }
        let closed = super::closed(all[at]);
        let number = !get("number").is_empty() && closed.contains(&get("number"));
        let set = match () {
            () if !found || number && out.last().is_some_and(|(set, _)| *set == Set::Title) => Set::Center,
            () if !closed.is_empty() && named.contains(&closed) => Set::Right,
            () => Set::Text,
        };
        out.push((set, vec![all[at].trim()]));
        at += 1;
    }
    out
}

/// The lines for programs that make files of them: how each stands, and its rows.
pub fn stood(one: &Written) -> Vec<(&'static str, Vec<&str>)> {
    let name = |set| match set {
        Set::Title => "title",
        Set::Center => "center",
        Set::Right => "right",
        Set::Text => "text",
    };
    lines(one).into_iter().map(|(set, rows)| (name(set), rows)).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The text of a page with paragraphs that are set as they stand.
fn paragraphs(one: &Written) -> String {
    lines(one)
        .iter()
        .map(|(set, rows)| {
            let text = rows.iter().map(|row| escaped(row.trim())).collect::<Vec<_>>().join("<br/>");
            match set {
                Set::Title => format!(
                    "<p style=\"text-align: center;\"><span style=\"font-size: 18pt;\"><strong>{text}</strong></span></p>\n"
                ),
                Set::Center => format!("<p style=\"text-align: center;\">{text}</p>\n"),
                Set::Right => format!("<p style=\"text-align: right;\">{text}&nbsp;&nbsp;&nbsp;&nbsp;</p>\n"),
                Set::Text if text.is_empty() => "<p>&nbsp;</p>\n".to_owned(),
                Set::Text => format!("<p style=\"text-indent: 2em;\">{text}</p>\n"),
            }
        })
        .collect()
}

/// Pages of governments, each with habits of its own; the first is the text alone.
pub fn page(one: &Written, habit: usize) -> String {
    let get = |key: &str| {
        let said = one.said.iter().find(|(known, _)| *known == key).map_or("", |(_, value)| value);
        escaped(said).replace('|', " ")
    };
    // Orders are named by the regulation that they publish.
    let title = ["title", "issued text", "mark"].iter().map(|key| get(key)).find(|title| !title.is_empty()).unwrap_or_default();
    let text = paragraphs(one);
    let plain = |before: &str, after: &str| {
        one.body.lines().map(|line| format!("{before}{}{after}", escaped(line.trim()))).collect::<Vec<_>>().join("\n")
    };
    let page = match habit {
        0 => return text,
        habit => FRAMES[habit - 1],
    };
    page.replace("{title}", &title)
        .replace("{number}", &get("number"))
        .replace("{date}", &get("date"))
        .replace("{organ}", &get("signatories"))
        .replace("{text}", &text)
        .replace("{lines}", &plain("&nbsp;&nbsp;&nbsp;&nbsp;", "<br>"))
        .replace("{blocks}", &plain("<div>&emsp;&emsp;", "</div>"))
        .replace("{spans}", &spans(one, "p style=\"text-indent:2em\"", "span style=\"font-family:仿宋_GB2312;font-size:21px\""))
        .replace(
            "{word}",
            &spans(
                one,
                "p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'",
                "span style='font-size:16.0pt'",
            ),
        )
}

/// The text as word processors put it on pages: pieces of a few characters, each in an element of its own, figures apart.
fn spans(one: &Written, paragraph: &str, piece: &str) -> String {
    let name = paragraph.split(' ').next().unwrap_or_default();
    let line = |line: &str| {
        let mut pieces: Vec<(bool, String)> = Vec::new();
        for c in line.trim().chars() {
            match pieces.last_mut().filter(|(figure, text)| *figure == c.is_ascii_digit() && text.chars().count() < 7) {
                Some((_, text)) => text.push(c),
                None => pieces.push((c.is_ascii_digit(), c.to_string())),
            }
        }
        let each = pieces.iter().map(|(figure, text)| {
            let lang = if *figure { "<span lang=EN-US>" } else { "<span>" };
            format!("<{piece}>{lang}{}</span></span>", escaped(text))
        });
        format!("<{paragraph}>{}<o:p></o:p></{name}>", each.collect::<String>())
    };
    one.body.lines().map(line).collect::<Vec<_>>().join("\n")
}

const FRAMES: &[&str] = &[
    include_str!("pages/columns.html"),
    include_str!("pages/portal.html"),
    include_str!("pages/tables.html"),
    include_str!("pages/policy.html"),
    include_str!("pages/frame.html"),
    include_str!("pages/zoom.html"),
    include_str!("pages/vsb.html"),
    include_str!("pages/catalogue.html"),
    include_str!("pages/soup.html"),
    include_str!("pages/fragments.html"),
    include_str!("pages/hongkong.html"),
    include_str!("pages/campus.html"),
    include_str!("pages/taiwan.html"),
];

/// How many pages there are for a document: the text alone, and the text in each frame.
pub const PAGES: usize = FRAMES.len() + 1;

/// `word/document.xml` of the document.
pub fn document(one: &Written) -> String {
    let paragraphs: String = lines(one)
        .iter()
        .map(|(set, rows)| {
            let align = match set {
                Set::Title | Set::Center => "<w:jc w:val=\"center\"/>",
                Set::Right => "<w:jc w:val=\"right\"/>",
                Set::Text => "<w:ind w:firstLineChars=\"200\"/>",
            };
            let size = if *set == Set::Title { 44 } else { 32 };
            let text = rows.iter().map(|row| format!("<w:t>{}</w:t>", escaped(row.trim()))).collect::<Vec<_>>().join("<w:br/>");
            format!("<w:p><w:pPr>{align}</w:pPr><w:r><w:rPr><w:sz w:val=\"{size}\"/></w:rPr>{text}</w:r></w:p>")
        })
        .collect();
    format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}</w:body></w:document>"
    )
}
