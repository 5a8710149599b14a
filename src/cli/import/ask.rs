//! `zhumo import --ask`: doubtful places are settled one after another, by who knows the document.

use super::SURE;
use std::io::{BufRead, Write};
use zhumo::import::{Decision, Guess, Imported};
use zhumo::say;
use zhumo::say::{Lang, Say};

/// Asks about every guess that is not sure, from the top to the end, and imports anew after each answer: it may settle others, too.
///
/// An empty line agrees, a number chooses, `q` agrees with all that follows, as the end of the answers does.
///
/// # Errors
/// Those of `import`, which makes the draft with what was decided so far.
pub(super) fn settle<E>(
    mut import: impl FnMut(&[Decision]) -> Result<Imported, E>,
    answers: &mut impl BufRead,
    screen: &mut impl Write,
    lang: Lang,
) -> Result<Imported, E> {
    let mut decisions: Vec<Decision> = Vec::new();
    let mut imported = import(&decisions)?;
    while let Some(guess) = next(&imported, &decisions) {
        let said = match asked(guess, answers, screen, lang) {
            Answer::Agreed => guess.what.en.clone(),
            Answer::Chosen(other) => guess.others[other].en.clone(),
            Answer::Enough => break,
        };
        decisions.push(Decision { line: guess.line, what: said });
        imported = import(&decisions)?;
    }
    Ok(imported)
}

/// The first guess that is in doubt, can be another thing, and was not asked about.
fn next<'a>(imported: &'a Imported, decisions: &[Decision]) -> Option<&'a Guess> {
    let asked = |guess: &Guess| decisions.iter().any(|decision| decision.line == guess.line);
    imported.guesses.iter().find(|guess| guess.sure < SURE && !guess.others.is_empty() && !asked(guess))
}

enum Answer {
    Agreed,
    Chosen(usize),
    Enough,
}

/// Asks until the answer can be read.
fn asked(guess: &Guess, answers: &mut impl BufRead, screen: &mut impl Write, lang: Lang) -> Answer {
    let Guess { what, sure, line, text, others, .. } = guess;
    let Say { zh, en } = what;
    let (place, read) =
        (say!("第{line}行：{text}", "line {line}: {text}"), say!("认作{zh}（{sure}%）", "read as {en} ({sure}%)"));
    let question = format!("{}\n  {}", place.in_lang(lang), read.in_lang(lang));
    let mut choices = say!("回车＝对", "Enter: right").in_lang(lang).to_owned();
    for (number, other) in (1..).zip(others) {
        choices += &format!("  {number}={}", other.in_lang(lang));
    }
    choices += say!("  q=其余不再问", "  q: ask no more").in_lang(lang);
    loop {
        // A screen that is gone asks nothing: the answers decide.
        let _ = write!(screen, "{question}\n  {choices}\n> ").and_then(|()| screen.flush());
        let mut answer = String::new();
        match answers.read_line(&mut answer) {
            Ok(0) | Err(_) => return Answer::Enough,
            Ok(_) => {}
        }
        match answer.trim() {
            "" => return Answer::Agreed,
            "q" | "Q" => return Answer::Enough,
            number => match number.parse::<usize>() {
                Ok(number) if (1..=others.len()).contains(&number) => return Answer::Chosen(number - 1),
                _ => {}
            },
        }
    }
}
