//! What the settings name and nobody finds: a face, a folder of fonts, a folder of templates. Something else is taken then, and whoever
//! mistyped a name must not learn it from the recipient.

use super::Project;
use super::fonts::every_name;
use crate::say;
use crate::say::Say;
use std::path::Path;

impl Project {
    /// What is named and not there. Fonts are looked at where pages are wanted.
    #[must_use]
    pub fn wanting(&self, pages: bool) -> Vec<Say> {
        let config = &self.settings.config;
        let mut said = Vec::new();
        let mut folder = |key: &str, path: &Path| {
            if !path.is_dir() {
                let shown = path.display();
                said.push(say!("{key} 指的文件夹不存在：{shown}", "{key} names a folder that is not there: {shown}"));
            }
        };
        if let Some(path) = &config.template.path {
            folder("[template] path", &self.settings.root.join(path));
        }
        if pages {
            self.overrides.font_path.iter().for_each(|path| folder("--font-path", path));
            config.fonts.paths.iter().for_each(|path| folder("[fonts] paths", &self.settings.root.join(path)));
            said.extend(self.faces_that_are_not_there());
        }
        said
    }

    /// A role whose every name of its own leads nowhere.
    fn faces_that_are_not_there(&self) -> Vec<Say> {
        let fonts = &self.settings.config.fonts;
        let lists = [
            ("title", &fonts.title),
            ("body", &fonts.body),
            ("heading", &fonts.heading),
            ("kai", &fonts.kai),
            ("song", &fonts.song),
            ("latin", &fonts.latin),
            ("figures", &fonts.figures),
        ];
        if lists.iter().all(|(_, names)| names.is_empty()) {
            return Vec::new();
        }
        let finder = self.finder();
        let known = finder.names();
        let mut said = Vec::new();
        for (key, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
            if names.iter().any(|name| known.contains_key(&every_name(name))) {
                continue;
            }
            let near = names.iter().flat_map(|name| {
                let name = every_name(name);
                known.iter().map(move |(known, face)| (strsim::osa_distance(known, &name), face))
            });
            let near = near.min().filter(|(distance, face)| *distance <= face.chars().count() / 4);
            let (near_zh, near_en) = match near {
                Some((_, near)) => (format!("；是不是“{near}”？"), format!("; did you mean `{near}`?")),
                None => Default::default(),
            };
            let (zh, en) = (names.join("”“"), names.join("`, `"));
            said.push(say!(
                "[fonts] {key} 写的字体“{zh}”没有找到，用了默认字体{near_zh}",
                "[fonts] {key}: no font `{en}` was found, and a default one is used{near_en}"
            ));
        }
        said
    }
}
