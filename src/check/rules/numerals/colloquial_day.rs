use crate::check::dates::DateForm;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A day is called 号.
    ///
    /// Habit, no clause: 号 is spoken, 日 is written.
    ///
    /// 中文
    ///
    /// 日期用了“号”。
    ///
    /// 这是机关惯例，无明文规定：“号”是口语，书面用“日”。
    ///
    /// Source: habit
    ///
    /// ```notice,bad
    /// 请于5月1号前报送。
    /// ```
    /// ```notice,good
    /// 请于5月1日前报送。
    /// ```
    pub static COLLOQUIAL_DAY = Rule {
        id: "colloquial-day", severity: Severity::Info, check,
        needs: One("号"),
        fixes: crate::check::Fixes::Words,
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for date in prose.dates().iter().filter(|date| date.form == DateForm::Spoken) {
            let Some(day) = &date.day else { continue };
            let end = day.range.end + '号'.len_utf8();
            // 3月5号线开通, 3月5号楼
            if prose.after(end).is_some_and(|c| "线楼机院门令文台店桌馆厅井炉泵车船库仓坑路馆室房桥闸码地公".contains(c))
            {
                continue;
            }
            findings
                .report(&COLLOQUIAL_DAY, prose.span(day.range.end..end), say!("书面写作“日”", "`日` is written, `号` spoken"))
                .replace("日");
        }
    }
}
