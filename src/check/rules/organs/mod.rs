//! Names of organs, in every place.

super::family! {
    id: "organs",
    en: "Organs", "Names of organs, in every place.",
    zh: "机关名称", "各处的机关名称。",
    foreign_organ_code FOREIGN_ORGAN_CODE,
    glued_names GLUED_NAMES,
    miscapitalised_name MISCAPITALISED_NAME,
    misspelt_organ MISSPELT_ORGAN,
    spaced_name SPACED_NAME,
    spoken_organ_name SPOKEN_ORGAN_NAME,
    wrong_rank_order WRONG_RANK_ORDER,
}
