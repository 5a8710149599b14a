//! What a break in a Chinese title costs.

use super::NEVER;
use super::tables::{
    self, ADVERBS, BODIES, CLAUSES, CLOSING_PARTICLES, HEADS, INSTITUTIONS, MEASURES, OPENING_PARTICLES, ORGAN_ENDS, PLACE_ENDS,
    STARTERS, TRANSITIVE, named,
};
use super::tokens::{Kind, Token, tokens};

/// Behind 关于 and its verb.
const BEHIND_VERB: f64 = 0.1;
/// Between two words of which nothing is known.
const PLAIN: f64 = 0.5;
/// Between two words that are likely one phrase.
const PAIRED: f64 = 1.05;
/// Within a term of several words: taken where nothing else gives a line.
const IN_TERM: f64 = 6.0;
/// Within a name, or between a word and what only goes with it.
const IN_NAME: f64 = 8.0;
/// Within an organ's own name.
const IN_ORGAN: f64 = 2.5;
/// Within brackets or quotation marks.
const QUOTED: f64 = 2.5;
/// Within the name of a work: dearer than a line of 关于印发 alone above it.
const IN_WORK: f64 = 4.6;
/// Within the name of a company or an institution.
const IN_INSTITUTION: f64 = 2.5;
/// Within the name of a body that is set up for a task, but for what kind of body it is.
const IN_BODY: f64 = 0.6;

/// A title as words, with what was found out about them.
struct Title<'a> {
    text: &'a [char],
    tokens: Vec<Token>,
    /// For each character how many marks are open before it.
    depth: Vec<i32>,
    /// For each character whether it stands within the name of a work.
    works: Vec<bool>,
    /// The place of 关于, of the title itself.
    about: Option<usize>,
    /// Where the name of the organ ends.
    organ: usize,
    /// Where what follows 关于 and its verb begins.
    matter: usize,
}

/// What a break before each character costs.
pub(super) fn costs(title: &[char], names: &[&str]) -> Vec<f64> {
    let text: Vec<char> = title.iter().map(|character| tables::simplified(*character)).collect();
    let (tokens, ends) = tokens(&text);
    let title = Title::read(&text, tokens, names);
    let mut costs = vec![NEVER; text.len() + 1];
    // Within a word nothing is parted unless it is a term or a name, and there where no line can be had else.
    for token in &title.tokens {
        let inner = match token.kind {
            Kind::Term => IN_TERM,
            Kind::Name => IN_NAME,
            _ => NEVER,
        };
        let inner = |at: usize| if ends[at] { inner } else { NEVER };
        (token.start + 1..token.end).for_each(|at| costs[at] = inner(at));
    }
    let paired = title.pairs();
    let bound = title.institutions();
    let bodies = title.bodies();
    for index in 1..title.tokens.len() {
        let at = title.tokens[index].start;
        costs[at] = title.between(index, paired[index])
            + if bound[index] { IN_INSTITUTION } else { 0.0 }
            + if bodies[index] { IN_BODY } else { 0.0 };
    }
    title.head(&mut costs, names);
    for (cost, inside) in costs.iter_mut().zip(named(&text, names)) {
        *cost += if inside { IN_ORGAN } else { 0.0 };
    }
    costs
}

impl<'a> Title<'a> {
    fn read(text: &'a [char], tokens: Vec<Token>, names: &[&str]) -> Self {
        let (depth, works) = (depth(text), works(text));
        let is = |at: usize, word: &str| {
            depth[at] == 0 && word.chars().enumerate().all(|(index, character)| text.get(at + index) == Some(&character))
        };
        let about = (0..text.len()).find(|at| is(*at, "关于"));
        // X转发Y关于…: the organ ends at the verb.
        let passed = (2..about.unwrap_or(text.len())).find(|at| ["转发", "批转", "印发"].iter().any(|verb| is(*at, verb)));
        let organ = passed.or(about).unwrap_or_else(|| organ_of(text, &tokens, names));
        let verbs = about.map(|about| about + 2).or(passed);
        let matter = verbs.map_or(organ, |at| behind_verbs(text, at));
        Self { text, tokens, depth, works, about, organ, matter }
    }

    /// What a break before word `index` costs, but for where in the title it stands.
    fn between(&self, index: usize, paired: bool) -> f64 {
        let (before, after) = (&self.tokens[index - 1], &self.tokens[index]);
        let (last, first) = (self.text[before.end - 1], self.text[after.start]);
        let quoted = match (self.works[after.start], self.depth[after.start] > 0) {
            (true, _) => IN_WORK,
            (_, true) => QUOTED,
            _ => 0.0,
        };
        let rest = self.text.len() - after.start;
        if before.kind == Kind::Space {
            return 0.05;
        }
        if after.kind == Kind::Space {
            return NEVER;
        }
        let closing = after.kind == Kind::Particle && CLOSING_PARTICLES.contains(first);
        if closing
            || self.is_word(after, &["以及", "及其", "等级"]) && first != '等'
            || tables::closes(first)
            || tables::opens(last)
            || "—－-·：".contains(first)
        {
            return NEVER;
        }
        if tables::closes(last) {
            // Marks close what was open: the break is outside of it. What stands in quotation marks names what follows: “海燕”台风.
            return quoted
                + if "、，。".contains(last) {
                    0.05
                } else if self.is_word(after, SPANS) {
                    3.0
                } else if rest <= 4 || "”’」』".contains(last) {
                    0.45
                } else {
                    0.3
                };
        }
        if before.kind == Kind::Particle {
            return quoted
                + match last {
                    '的' if rest <= 4 => 0.35,
                    '的' => 0.05,
                    _ if CLOSING_PARTICLES.contains(last) => 0.2,
                    _ if OPENING_PARTICLES.contains(last) => 1.6,
                    _ => 1.0,
                };
        }
        quoted + self.plain(before, after, paired)
    }

    /// What a break between two words costs that neither is a mark nor a particle.
    fn plain(&self, before: &Token, after: &Token, paired: bool) -> f64 {
        let first = self.text[after.start];
        if first == '（' {
            return 1.3;
        }
        if after.kind == Kind::Mark {
            return 0.35;
        }
        if after.kind == Kind::Particle {
            // 云岭至青川 is one road; what 致 begins is a letter.
            return match first {
                '至' => 1.6,
                '致' => 0.1,
                _ => 0.3,
            };
        }
        let placed = PLACE_ENDS.contains(self.text[before.end - 1]);
        let lone = |token: &Token| token.kind == Kind::Name && (token.len() == 1 || !closed(self.text, token));
        let mut cost = if paired { PAIRED } else { PLAIN };
        if lone(before) || lone(after) && after.len() == 1 {
            cost += 2.0;
        } else if lone(after) {
            cost += 0.3;
        }
        // 十四届人大六次会议 is one name.
        if matches!(self.text[before.end - 1], '次' | '届') && self.is_word(after, SESSIONS) {
            return if after.len() > 2 { 1.6 } else { 3.0 };
        }
        if before.kind == Kind::Number {
            // 第36号建议 goes together, 2026年 | 春节 does not.
            cost = cost.min(if self.is_year(before) { 0.15 } else { 0.3 });
        } else if after.kind == Kind::Number {
            // 年产 and 20万吨 say it together.
            cost = if self.measures(before) && !self.is_year(after) { 3.0 } else { cost.min(0.35) };
        } else if self.is_word(after, SPANS) || self.is_adverb(before, after) {
            cost = 3.0;
        } else if self.is_word(after, HEADS) && before.kind == Kind::Term {
            cost = cost.max(PAIRED);
        } else if self.is_word(after, &["工作", "活动", "项目", "情况"]) && !paired {
            cost = cost.min(0.45);
        } else if !paired
            && cost <= PLAIN
            && (placed && before.len() > 2 || self.is_word(after, STARTERS) || self.begins_clause(after))
        {
            cost = 0.4;
        }
        cost + if self.leads_to_object(before, after) { 0.8 } else { 0.0 }
    }

    /// Whether the number behind the word says how much of it, or which.
    fn measures(&self, token: &Token) -> bool {
        MEASURES.iter().any(|word| ends_with(&self.text[..token.end], word))
    }

    /// Whether the word is a verb in the midst of the title, whose object stands behind it.
    fn leads_to_object(&self, token: &Token, object: &Token) -> bool {
        token.start > self.matter
            && self.is_word(token, TRANSITIVE)
            && !self.is_word(object, HEADS)
            && !self.is_word(object, &["工作", "活动", "项目", "行动", "情况", "方案", "计划"])
    }

    /// Whether a phrase of its own begins with the word: a verb of a list, or how it is done.
    fn begins_clause(&self, token: &Token) -> bool {
        let leads = |end: usize| self.tokens.iter().any(|next| next.start == end && self.is_verb(next));
        token.start >= self.matter && (self.is_word(token, CLAUSES) || self.is_word(token, ADVERBS) && leads(token.end))
    }

    fn is_verb(&self, token: &Token) -> bool {
        tables::verb(&self.text[token.start..token.end]) == Some(token.len())
    }

    /// Whether the word says how the verb behind it is done: 严厉打击.
    fn is_adverb(&self, token: &Token, verb: &Token) -> bool {
        self.is_word(token, ADVERBS) && self.is_verb(verb)
    }

    fn is_year(&self, token: &Token) -> bool {
        let behind = &self.text[token.end - 1..token.end];
        self.text[token.start].is_ascii_digit() && (behind == ['年'] || behind == ['度'] || behind == ['季'])
            || self.text[token.start] == '第'
    }

    fn is_word(&self, token: &Token, words: &[&str]) -> bool {
        let text = &self.text[token.start..token.end];
        words.iter().any(|word| word.chars().eq(text.iter().copied()))
    }

    /// For each word whether it is likely one phrase with the word before it: of words of two characters that follow one another the
    /// second with the first, the fourth with the third.
    fn pairs(&self) -> Vec<bool> {
        let mut paired = vec![false; self.tokens.len()];
        let short = |token: &Token| token.len() == 2 && matches!(token.kind, Kind::Word | Kind::Name);
        let mut open = false;
        for (index, token) in self.tokens.iter().enumerate() {
            let alone = !short(token) || self.is_word(token, STARTERS) || self.begins_clause(token);
            paired[index] = open && !alone && token.start != self.matter;
            open = !alone && !paired[index];
        }
        paired
    }

    /// For each word whether it is bound to the one before it in the name of a company or an institution.
    fn institutions(&self) -> Vec<bool> {
        let mut bound = vec![false; self.tokens.len()];
        for (last, token) in self.tokens.iter().enumerate().filter(|(_, token)| token.start >= self.organ) {
            let ends = self.is_word(token, INSTITUTIONS) || INSTITUTIONS.iter().any(|word| self.ends_with(token, word));
            if !ends {
                continue;
            }
            let mut length = token.len();
            for index in (1..=last).rev() {
                let before = &self.tokens[index - 1];
                // 第二建筑 is part of a name, 第一批 is none.
                let counts = before.kind == Kind::Number && !(self.text[before.start] == '第' && before.len() > 3);
                let stops = counts
                    || matches!(before.kind, Kind::Particle | Kind::Mark | Kind::Space)
                    || before.end <= self.matter
                    || self.begins_clause(before)
                    || "省市县".contains(self.text[before.end - 1]);
                length += before.len();
                if stops || length > 14 {
                    break;
                }
                bound[index] = true;
            }
        }
        bound
    }

    /// For each word whether it stands within the name of a body that is set up: all from the verb to 工作领导小组.
    fn bodies(&self) -> Vec<bool> {
        let mut inside = vec![false; self.tokens.len()];
        let ends = |token: &Token| BODIES.iter().any(|word| self.is_word(token, &[word]) || self.ends_with(token, word));
        let Some(last) = self.tokens.iter().rposition(|token| token.start > self.matter && ends(token)) else { return inside };
        // What kind of body it is may stand on a line of its own: 工作 goes with it.
        let own = last - usize::from(self.is_word(&self.tokens[last - 1], &["工作"]));
        for index in (1..own).rev().take_while(|index| self.tokens[*index].start > self.matter) {
            if matches!(self.tokens[index].kind, Kind::Mark | Kind::Space) {
                break;
            }
            inside[index] = true;
        }
        inside[last] = own < last;
        inside
    }

    fn ends_with(&self, token: &Token, word: &str) -> bool {
        let text = &self.text[token.start..token.end];
        ends_with(text, word) && text.len() > word.chars().count()
    }

    /// What the head of the title costs: the organ, 关于, its verb.
    fn head(&self, costs: &mut [f64], names: &[&str]) {
        let alone = self.organ == self.text.len();
        for (at, cost) in costs.iter_mut().enumerate().take(self.organ).skip(1).filter(|(_, cost)| **cost < NEVER) {
            *cost = self.in_organ(at, *cost, names);
        }
        if alone {
            return;
        }
        if self.organ > 0 {
            costs[self.organ] = if self.about.is_some() { -0.6 } else { 0.0 };
        }
        if let Some(about) = self.about {
            if self.organ < about {
                // The organ whose text is passed on.
                let verb = self.organ + 2;
                (verb + 1..about).for_each(|at| costs[at] += if costs[at] < NEVER { IN_ORGAN } else { 0.0 });
                (costs[self.organ], costs[self.organ + 1], costs[verb], costs[about]) = (-0.3, NEVER, BEHIND_VERB, -0.3);
            }
            costs[about + 1] = NEVER;
            (about + 3..self.matter).for_each(|at| costs[at] = NEVER);
            if self.matter < self.text.len() {
                costs[about + 2] = if self.matter > about + 2 { 0.5 } else { 0.35 };
                if self.matter > about + 2 && costs[self.matter] < NEVER {
                    costs[self.matter] = BEHIND_VERB;
                }
            }
        } else if self.matter > self.organ && self.matter < self.text.len() {
            (self.organ + 1..self.matter).for_each(|at| costs[at] = NEVER);
            costs[self.matter] = costs[self.matter].min(BEHIND_VERB);
        }
    }

    /// What a break before `at` costs, within the name of the organ or between two organs.
    fn in_organ(&self, at: usize, cost: f64, names: &[&str]) -> f64 {
        let alone = self.organ == self.text.len();
        if self.is_joint(at, names) {
            0.05
        } else if self.text[at - 1] == '等' {
            0.15
        } else if alone && PLACE_ENDS.contains(self.text[at - 1]) && cost < 1.0 {
            0.2
        } else if cost <= 0.05 || alone {
            cost
        } else {
            cost + IN_ORGAN
        }
    }

    /// Whether one organ ends before `at` and another begins there.
    fn is_joint(&self, at: usize, names: &[&str]) -> bool {
        let (before, behind) = (&self.text[..at], &self.text[at..self.organ]);
        if !before.last().is_some_and(|last| ORGAN_ENDS.contains(*last))
            || !behind.last().is_some_and(|last| ORGAN_ENDS.contains(*last))
        {
            return false;
        }
        let named = |part: &[char]| {
            names.iter().any(|name| {
                name.chars().map(tables::simplified).eq(part.iter().copied().take(name.chars().count()))
                    && part.len() >= name.chars().count()
            })
        };
        let again = |start: usize| before.len() > start + 3 && behind.len() > 2 && behind.starts_with(&before[start..start + 2]);
        named(behind) || again(0) || before.starts_with(&['中', '共']) && again(2)
    }
}

/// Whether `text` ends with `word`.
fn ends_with(text: &[char], word: &str) -> bool {
    let mut rest = text.iter().rev();
    word.chars().rev().all(|character| rest.next() == Some(&character))
}

/// For each character how many marks are open before it.
fn depth(text: &[char]) -> Vec<i32> {
    let mut depth = vec![0];
    for character in text {
        let last = depth[depth.len() - 1];
        depth.push(
            last + i32::from(tables::opens(*character))
                - i32::from(last > 0 && tables::closes(*character) && !"、，。".contains(*character)),
        );
    }
    depth
}

/// For each character whether it stands within the name of a work.
fn works(text: &[char]) -> Vec<bool> {
    let mut open = 0;
    let within = |character: &char| {
        let within = open > 0;
        open += i32::from("《〈".contains(*character)) - i32::from(open > 0 && "》〉".contains(*character));
        within
    };
    text.iter().map(within).chain([false]).collect()
}

/// Words that say how long, where or how much what stands before them is.
const SPANS: &[&str] = &["期间", "之间", "之后", "以来", "以上", "以下", "以内", "左右"];

/// What the ordinal of a session stands before.
const SESSIONS: &[&str] = &["会议", "人大", "政协", "全会", "人民代表大会", "全体会议", "常务委员会"];

/// Where the verbs end that begin at `at`: 废止和修改.
fn behind_verbs(text: &[char], at: usize) -> usize {
    let Some(length) = tables::verb(&text[at.min(text.len())..]) else { return at };
    let end = at + length;
    let next = end + usize::from(text.get(end).is_some_and(|character| "和与及、并".contains(*character)));
    let second = tables::verb(&text[next.min(text.len())..]).filter(|_| next > end);
    second.map_or(end, |length| next + length)
}

fn closed(text: &[char], token: &Token) -> bool {
    tables::SUFFIXES.contains(text[token.end - 1])
}

/// Where the organ ends in a title without 关于: behind the name with which it begins, or before the first number, mark or verb.
fn organ_of(text: &[char], tokens: &[Token], names: &[&str]) -> usize {
    let named = names
        .iter()
        .map(|name| name.chars().map(tables::simplified).collect::<Vec<char>>())
        .filter(|name| text.starts_with(name));
    if let Some(name) = named.map(|name| name.len()).max() {
        return name;
    }
    let stop = tokens.iter().position(|token| {
        matches!(token.kind, Kind::Number | Kind::Mark | Kind::Latin) || tables::verb(&text[token.start..]).is_some()
    });
    let ends = |token: &&Token| {
        ORGAN_ENDS.contains(text[token.end - 1]) || INSTITUTIONS.iter().any(|word| ends_with(&text[..token.end], word))
    };
    tokens[..stop.unwrap_or(tokens.len())].iter().rev().find(ends).map_or(0, |token| token.end)
}
