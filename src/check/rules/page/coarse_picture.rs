use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// A picture has fewer than 200 dots to the inch on paper, so that it prints coarse.
    ///
    /// A picture is printed at 150 dots to the inch, and smaller where it would be wider than the text or too high for the page. What looks sharp on a screen needs more on paper. The finding is made when the pages are set; it names the size in pixels that is needed. How many dots are asked for, and how large pictures become, is set in `[figure]` of the layout.
    ///
    /// 中文
    ///
    /// 图片印出来每英寸不到200点，会显得粗糙。
    ///
    /// 图片按每英寸150点的大小排，比版心宽或者太高时缩小。屏幕上清楚的图片，印出来需要更多的像素。排版时才能发现，同时指出需要多少像素。点数的要求和图片的大小在版式的 `[figure]` 里改。
    ///
    /// ```notice,bad
    /// // picture: figures/small.png = ok
    /// ![演练点位示意](figures/small.png)
    /// ```
    /// ```notice,good
    /// // picture: figures/site.png = ok
    /// ![演练点位示意](figures/site.png)
    /// ```
    pub static COARSE_PICTURE = Rule { id: "coarse-picture", severity: Severity::Warning, check };
}

/// Found by the layout, which alone knows how large a picture becomes.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
