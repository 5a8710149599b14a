//! Direction, recipients, joint issue.

super::family! {
    id: "parties",
    en: "Who writes to whom", "Direction, recipients, joint issue.",
    zh: "行文关系", "行文方向、主送抄送、联合行文。",
    differing_order DIFFERING_ORDER,
    issuer_as_addressee ISSUER_AS_ADDRESSEE,
    miscounted_organs MISCOUNTED_ORGANS,
    repeated_addressee REPEATED_ADDRESSEE,
    repeated_organ REPEATED_ORGAN,
    unannounced_signatory UNANNOUNCED_SIGNATORY,
    unsigned_counterpart UNSIGNED_COUNTERPART,
    unsigned_issuer UNSIGNED_ISSUER,
}
