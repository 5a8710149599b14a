//! Which of the fifteen kinds (文种) a document is, and what follows from it.

super::family! {
    id: "genre",
    en: "Kinds of document", "Which of the fifteen kinds (文种) a document is, and what follows from it.",
    zh: "文种", "公文属于哪一种文种，以及由此而来的要求。",
    bare_genre_title BARE_GENRE_TITLE,
    chained_genres CHAINED_GENRES,
    commanding_tone COMMANDING_TONE,
    fused_genres FUSED_GENRES,
    local_announcement LOCAL_ANNOUNCEMENT,
    misplaced_request MISPLACED_REQUEST,
    missing_genre MISSING_GENRE,
    reply_to_peer REPLY_TO_PEER,
    request_titled_report REQUEST_TITLED_REPORT,
    request_to_peer REQUEST_TO_PEER,
    resolution_without_meeting RESOLUTION_WITHOUT_MEETING,
    several_requests SEVERAL_REQUESTS,
    unfitting_closing UNFITTING_CLOSING,
    unofficial_genre UNOFFICIAL_GENRE,
    wrong_bill_parties WRONG_BILL_PARTIES,
    wrong_forwarding_verb WRONG_FORWARDING_VERB,
}
