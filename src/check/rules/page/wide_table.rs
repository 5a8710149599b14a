use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// The columns of a table are too narrow for their longest words or numbers, which are cut.
    ///
    /// The type of a wide table shrinks first, down to the least size of the layout. What does not fit even then is printed in full, but a number that goes on in the next line is misread. The finding is made when the pages are set.
    ///
    /// 中文
    ///
    /// 表格的栏太窄，容不下最长的词或者数字，词和数字从中间断开。
    ///
    /// 表格太宽时先缩小字号，直到版式规定的最小字号。仍然放不下的内容照样全部印出，但是断成两行的数字容易读错。排版时才能发现。
    ///
    /// ```notice,bad
    /// | 名称 | 网址 | 备用网址 |
    /// |---|---|---|
    /// | 甲 | https://www.example.org/a-very-long-address-that-is-one-word-and-cannot-be-parted | https://backup.example.org/a-very-long-address-that-is-one-word-and-cannot-be-parted |
    /// ```
    /// ```notice,good
    /// | 名称 | 网址 |
    /// |---|---|
    /// | 甲 | https://www.example.org |
    /// ```
    pub static WIDE_TABLE = Rule { id: "wide-table", severity: Severity::Warning, check };
}

/// Found by the layout, which alone knows how wide a column is.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
