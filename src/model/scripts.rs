//! Characters of Unicode that are raised or lowered forms of others.
//!
//! Here: [`raised`] and [`lowered`]. Not here: how such text is set (`layout`).

/// The raised form of a character, where Unicode has one.
///
/// ```
/// use zhumo::model::scripts::raised;
/// assert_eq!(raised('2'), Some('²'));
/// assert_eq!(raised('q'), None);
/// ```
#[must_use]
pub fn raised(character: char) -> Option<char> {
    form(character, "0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
}

/// The lowered form of a character, where Unicode has one.
///
/// ```
/// use zhumo::model::scripts::lowered;
/// assert_eq!(lowered('2'), Some('₂'));
/// assert_eq!(lowered('中'), None);
/// ```
#[must_use]
pub fn lowered(character: char) -> Option<char> {
    form(character, "0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
}

fn form(character: char, plain: &str, forms: &str) -> Option<char> {
    plain.chars().zip(forms.chars()).find(|(plain, _)| *plain == character).map(|(_, form)| form)
}
