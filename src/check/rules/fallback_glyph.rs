use crate::check::{Context, Findings, Severity};
use crate::declare_rule;
declare_rule! {
    /// x
    pub static FALLBACK_GLYPH = Rule { id: "fallback-glyph", severity: Severity::Info, check };
}
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
