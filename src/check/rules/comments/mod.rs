//! The comments that silence rules.

super::family! {
    id: "comments",
    en: "Suppressions", "The comments that silence rules.",
    zh: "忽略规则的注释", "用来忽略规则的注释。",
    expired_suppression EXPIRED_SUPPRESSION,
    missing_reason MISSING_REASON,
    unknown_rule UNKNOWN_RULE,
    unused_suppression UNUSED_SUPPRESSION,
}
