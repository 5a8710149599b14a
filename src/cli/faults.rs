//! Faults of a run over many drafts: each is told once, however many drafts it concerns.

use super::args::Cli;
use super::report::Report;
use super::screen::tell;
use super::{RunError, complain};
use std::collections::BTreeMap;
use zhumo::say::Lang;

/// What was told already, with how many drafts it concerns.
#[derive(Default)]
pub(crate) struct Faults {
    told: BTreeMap<String, (RunError, usize)>,
    helped: Vec<String>,
}

impl Faults {
    /// Says a fault, unless it was said; what to do about it, unless that was said just before.
    pub fn tell(&mut self, fault: &RunError, lang: Lang) {
        if let Some((_, count)) = self.told.get_mut(&fault.message.zh) {
            *count += 1;
            return;
        }
        if self.helped.contains(&fault.help.zh) {
            tell!("{}{}", super::fault_word(lang), fault.message.in_lang(lang));
        } else {
            complain(fault, lang);
            self.helped.push(fault.help.zh.clone());
        }
        self.told.insert(fault.message.zh.clone(), (fault.clone(), 1));
    }

    /// Leaves of reports of the same fault the first.
    pub fn once(&self, reports: &mut Vec<Report>) {
        let mut seen = std::collections::BTreeSet::new();
        let several = |fault: &RunError| self.told.get(&fault.message.zh).is_some_and(|(_, count)| *count > 1);
        reports.retain(|report| match &report.fault {
            Some(fault) if !report.read && several(fault) => seen.insert(fault.message.zh.clone()),
            _ => true,
        });
    }

    /// Says how many drafts are concerned by what was told once.
    pub fn end(&self, cli: &Cli) {
        for (fault, count) in self.told.values().filter(|(_, count)| *count > 1) {
            match cli.lang() {
                Lang::Chinese => tell!("{count} 份文稿都是这个原因：{}", fault.message.zh),
                Lang::English => tell!("this concerns {count} drafts: {}", fault.message.en),
            }
        }
    }
}
