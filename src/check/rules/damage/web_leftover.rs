use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// A line belongs to the web page that the text was copied from: `打印本页`, `上一篇`, the minute of its publication.
    ///
    /// Only lines that say nothing else are reported.
    ///
    /// 中文
    ///
    /// 有一行是网页上的东西：“打印本页”“上一篇”“责任编辑”、发布的时分秒。
    ///
    /// 从网页复制文字时带过来的。只报单独成行的。
    ///
    /// ```notice,bad
    /// 请遵照执行。
    /// 2026-09-01 11:28:12
    /// ```
    /// ```notice,good
    /// 请遵照执行。
    /// ```
    pub static WEB_LEFTOVER = Rule { id: "web-leftover", severity: Severity::Warning, check };
}

const WHOLE: [&str; 34] = [
    "打印本页",
    "打印",
    "关闭窗口",
    "关闭",
    "返回顶部",
    "返回首页",
    "返回列表",
    "上一篇",
    "下一篇",
    "相关链接",
    "相关推荐",
    "相关文章",
    "相关附件",
    "扫一扫在手机打开当前页",
    "分享到",
    "收藏本页",
    "购买后可查看全部",
    "付费后可查看全文",
    "点击下载",
    "展开全部",
    "阅读全文",
    "当前位置",
    "首页",
    "print this page",
    "close window",
    "back to top",
    "previous",
    "next",
    "related",
    "correlation",
    "share",
    "read more",
    "all can be viewed after purchase",
    "download",
];
const OPENINGS: [&str; 9] =
    ["上一篇：", "下一篇：", "责任编辑：", "浏览次数：", "阅读次数：", "点击数：", "字体：大中小", "【打印】", "分享到："];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.notice.blocks() {
        let Block::Paragraph(paragraph) = block else { continue };
        let line = paragraph.text.source.text.trim();
        if line.len() > 120 {
            continue;
        }
        let bare = line.trim_matches(['[', ']', '【', '】', '>', '<', ' ', '|', '：', ':']).to_lowercase();
        // 打印本页 关闭窗口
        let row = bare.contains([' ', '\u{3000}']) && bare.split_whitespace().all(|word| WHOLE.contains(&word));
        let opening = line.len() < 90 && OPENINGS.iter().any(|word| line.starts_with(word));
        if WHOLE.contains(&bare.as_str()) || row || opening || is_moment(line) {
            let finding = findings.report(
                &WEB_LEFTOVER,
                paragraph.text.span(),
                say!("“{line}”是网页上的东西", "`{line}` belongs to a web page"),
            );
            finding.why(say!("从网页复制文字时带过来的", "it came along when the text was copied"));
            finding.suggest("");
            finding.help(say!("删去", "delete it"));
        }
    }
}

/// `2026-09-01 11:28:12`
fn is_moment(line: &str) -> bool {
    let shape: String = line.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    matches!(shape.as_str(), "0000-00-00 00:00:00" | "0000-00-00 00:00" | "0000/00/00 00:00:00" | "0000/00/00 00:00")
}
