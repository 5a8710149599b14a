//! Comments, and those that ignore findings.

super::family! {
    id: "comments",
    en: "Comments", "Comments, and those that ignore findings.",
    zh: "注释", "注释，以及用来忽略规则的注释。",
    expired_suppression EXPIRED_SUPPRESSION,
    missing_reason MISSING_REASON,
    published_comment PUBLISHED_COMMENT,
    unknown_rule UNKNOWN_RULE,
    unused_suppression UNUSED_SUPPRESSION,
}
