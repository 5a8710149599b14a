use crate::check::{Context, Findings, Severity};
use crate::declare_rule;
declare_rule! {
    /// x
    pub static MISSING_GLYPH = Rule { id: "missing-glyph", severity: Severity::Error, check };
}
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
