//! Fonts on disk: where they are looked for, which face a role gets, and `zhumo fonts`.
//!
//! Order: folders named on the command line or in the config, the user's font folder (`scripts/fonts.sh` fills it),
//! TeX's Fandol folder, and, while a role or a character is still open, the fonts of the system. Within each place the
//! chain of a role decides: the user's real fonts first, the default set then, the last fallback last.

use super::args::{Cli, FontArgs, FontsArgs};
use super::font_files::{OnDisk, faces_of, lazily, normalize};
use super::{Outcome, RunError, files, settings};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use zhumo::config::FontsConfig;
use zhumo::layout::{FontData, FontFace, FontSet, Role};
use zhumo::model::Language;
use zhumo::say;
use zhumo::say::Lang;

/// Where fonts are looked for.
pub(crate) struct Finder {
    folders: Vec<PathBuf>,
    config: FontsConfig,
    /// Whether the system's fonts may be used at all.
    system_allowed: bool,
}

/// The faces that were found, and where.
pub(crate) struct Found {
    pub set: FontSet,
    /// The file of each face.
    pub paths: Vec<PathBuf>,
    /// Whether the system's fonts are among them.
    pub with_system: bool,
}

impl Finder {
    pub fn new(args: &FontArgs, config: &FontsConfig, root: &Path) -> Self {
        let mut folders = args.font_path.clone();
        folders.extend(config.paths.iter().map(|path| root.join(path)));
        folders.extend(user_folder());
        folders.push(PathBuf::from("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"));
        folders.push(PathBuf::from("/usr/share/texmf-dist/fonts/opentype/public/fandol"));
        Self { folders, config: config.clone(), system_allowed: !(args.ignore_system_fonts || config.ignore_system) }
    }

    /// Finds a chain for each role; asks the system only while a role is open.
    ///
    /// # Errors
    /// [`RunError`] when a role stays without a face.
    pub fn find(&self, language: Language) -> Result<Found, RunError> {
        let found = self.chains(language, false);
        let open = |found: &Found| Role::ALL.iter().find(|(role, _)| !found.set.chains.contains_key(role)).map(|(_, name)| *name);
        let wanted = Role::ALL.iter().any(|(role, _)| self.is_wanting(*role, &found));
        let found = if (open(&found).is_some() || wanted) && self.system_allowed { self.chains(language, true) } else { found };
        match open(&found) {
            None => Ok(found),
            Some(role) => {
                let folder = user_folder().map_or_else(String::new, |folder| folder.display().to_string());
                let message = say!("找不到“{role}”角色的字体", "no font for the role `{role}`");
                Err(RunError::new(message).help(say!(
                    "运行 scripts/fonts.sh 把默认字体装到 {folder}，或用 --font-path 指明字体所在文件夹",
                    "run scripts/fonts.sh, which puts the default fonts into {folder}, or name a folder with --font-path"
                )))
            }
        }
    }

    /// Whether the config names a font for the role that is not in any folder.
    fn is_wanting(&self, role: Role, found: &Found) -> bool {
        let chain = found.set.chains.get(&role).map_or(&[][..], Vec::as_slice);
        let first = chain.first().map(|face| &found.paths[*face]);
        let own = self.own(role);
        let Some(path) = first.filter(|_| !own.is_empty()) else { return !own.is_empty() };
        let faces = faces_of(path);
        !own.iter().any(|name| !named(&faces, name).is_empty())
    }

    /// The chains with the fonts of the system, where they may be used and were not yet.
    pub fn widen(&self, language: Language, found: &Found) -> Option<Found> {
        (self.system_allowed && !found.with_system).then(|| self.chains(language, true))
    }

    fn chains(&self, language: Language, with_system: bool) -> Found {
        let mut places: Vec<Vec<OnDisk>> = self.folders.iter().map(|folder| in_folder(folder)).collect();
        if with_system {
            places.push(in_system());
        }
        let mut builder = Builder::default();
        let mut chains = BTreeMap::new();
        for (role, _) in Role::ALL {
            let own = self.own(role);
            let mut chain: Vec<usize> = Vec::new();
            // The user's own choice stands before everything, wherever the font is.
            let wanted = own.iter().flat_map(|name| places.iter().flat_map(|place| named(place, name)));
            let built_in = chain_of(role, language);
            let usual = places.iter().flat_map(|place| built_in.iter().flat_map(|name| named(place, name)));
            // The last fallback goes last even where it lies in an earlier folder.
            let last = last_of(role, language);
            let last = last.iter().flat_map(|name| places.iter().flat_map(|place| named(place, name)));
            for face in wanted.chain(usual).chain(last) {
                let index = builder.add(face);
                if !chain.contains(&index) {
                    chain.push(index);
                }
            }
            if !chain.is_empty() {
                chains.insert(role, chain);
            }
        }
        Found { set: FontSet { faces: builder.faces, chains }, paths: builder.paths, with_system }
    }

    fn own(&self, role: Role) -> Vec<String> {
        let list = match role {
            Role::Title => &self.config.title,
            Role::Body => &self.config.body,
            Role::Heading => &self.config.heading,
            Role::Kai => &self.config.kai,
            Role::Song => &self.config.song,
            Role::Latin | Role::LatinBold | Role::LatinItalic => &self.config.latin,
        };
        list.iter().map(|name| normalize(name)).collect()
    }
}

#[derive(Default)]
struct Builder {
    faces: Vec<FontFace>,
    paths: Vec<PathBuf>,
    known: BTreeMap<(PathBuf, u32), usize>,
    /// The bytes of each file, which the faces of a collection share.
    files: BTreeMap<PathBuf, FontData>,
}

impl Builder {
    fn add(&mut self, face: &OnDisk) -> usize {
        let key = (face.path.clone(), face.index);
        if let Some(index) = self.known.get(&key) {
            return *index;
        }
        let data = self.files.entry(face.path.clone()).or_insert_with(|| lazily(&face.path)).clone();
        self.faces.push(FontFace { name: face.postscript.clone(), data, index: face.index });
        self.paths.push(face.path.clone());
        self.known.insert(key, self.faces.len() - 1);
        self.faces.len() - 1
    }
}

/// The faces of a place that go by a name: the one with that PostScript name, else the family's upright normal face.
///
/// A family name alone says nothing of the weight, and Bold comes before Regular in a folder.
fn named<'a>(place: &'a [OnDisk], name: &str) -> Vec<&'a OnDisk> {
    let exact: Vec<&OnDisk> = place.iter().filter(|face| face.key == name).collect();
    if !exact.is_empty() {
        return exact;
    }
    let mut family: Vec<&OnDisk> = place.iter().filter(|face| face.names.iter().any(|known| known == name)).collect();
    if family.len() > 1
        && let Some(regular) = family.iter().position(|face| face.is_regular())
    {
        family.swap(0, regular);
    }
    family.truncate(1);
    family
}

/// The user's font folder: `$XDG_DATA_HOME/zhumo/fonts`, else `~/.local/share/zhumo/fonts`.
pub(crate) fn user_folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = set("XDG_DATA_HOME").filter(|path| path.is_absolute());
    let data = data.or_else(|| Some(set("HOME").or_else(|| set("USERPROFILE"))?.join(".local/share")));
    Some(data?.join("zhumo").join("fonts"))
}

/// The faces of the font files in a folder and the folders directly in it, by path.
fn in_folder(folder: &Path) -> Vec<OnDisk> {
    let is_font = |path: &Path| {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        extension.is_some_and(|extension| matches!(extension.as_str(), "otf" | "ttf" | "ttc" | "otc"))
    };
    let walk = ignore::WalkBuilder::new(folder).standard_filters(false).max_depth(Some(3)).sort_by_file_path(Path::cmp).build();
    let paths = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path).filter(|path| is_font(path));
    paths.flat_map(|path| faces_of(&path)).collect()
}

fn in_system() -> Vec<OnDisk> {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    let mut faces: Vec<OnDisk> = database
        .faces()
        .filter_map(|face| {
            let path = match &face.source {
                fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _) => path.clone(),
                fontdb::Source::Binary(_) => return None,
            };
            let families = face.families.iter().map(|(family, _)| normalize(family));
            let regular = face.style == fontdb::Style::Normal && face.weight.0 <= 500;
            Some(OnDisk {
                path,
                index: face.index,
                postscript: face.post_script_name.clone(),
                key: normalize(&face.post_script_name),
                names: families.collect(),
                regular: Some(regular),
            })
        })
        .collect();
    // The order in which the system lists its files must not reach a page.
    faces.sort_by(|a, b| (&a.path, a.index).cmp(&(&b.path, b.index)));
    faces
}

/// The chain of a role: the user's real fonts, then the default set. Names are normalized.
fn chain_of(role: Role, language: Language) -> Vec<String> {
    let traditional = language == Language::Traditional;
    let names: &[&str] = match (role, traditional) {
        (Role::Title, false) => &[
            "方正小标宋_GBK",
            "FZXiaoBiaoSong-B05",
            "FZXBSK--GBK1-0",
            "方正小标宋简体",
            "FZXiaoBiaoSong-B05S",
            "FZXBSJW--GB1-0",
            "CESI小标宋-GB18030",
            "CESI小标宋-GB13000",
            "CESI小标宋-GB2312",
            "华文中宋",
            "STZhongsong",
            "STSongti-SC-Bold",
            "FandolSong-Bold",
        ],
        (Role::Title, true) => &[
            "方正小标宋繁体",
            "FZXiaoBiaoSong-B05T",
            "STSongti-TC-Bold",
            "NotoSerifCJKtc-Bold",
            "SourceHanSerifTC-Bold",
            "FandolSong-Bold",
        ],
        (Role::Body, _) => &[
            "仿宋_GB2312",
            "FangSong_GB2312",
            "仿宋",
            "FangSong",
            "方正仿宋_GBK",
            "FZFangSong-Z02",
            "FZFSK--GBK1-0",
            "方正仿宋简体",
            "FZFangSong-Z02S",
            "CESI仿宋-GB18030",
            "CESI仿宋-GB13000",
            "CESI仿宋-GB2312",
            "华文仿宋",
            "STFangsong",
            "朱雀仿宋",
            "Zhuque Fangsong",
            "FandolFang-Regular",
            "cwTeX 仿宋體",
            "cwTeXFangSong",
            "cwTeXFangSongZH",
        ],
        (Role::Heading, false) => &[
            "黑体",
            "SimHei",
            "方正黑体_GBK",
            "FZHei-B01",
            "FZHei-B01S",
            "CESI黑体-GB18030",
            "CESI黑体-GB13000",
            "CESI黑体-GB2312",
            "黑体-简",
            "STHeitiSC-Medium",
            "华文黑体",
            "STHeiti",
            "FandolHei-Regular",
        ],
        (Role::Heading, true) => {
            &["STHeitiTC-Medium", "微軟正黑體", "Microsoft JhengHei", "NotoSansCJKtc-Bold", "FandolHei-Regular"]
        }
        (Role::Kai, false) => &[
            "楷体_GB2312",
            "KaiTi_GB2312",
            "楷体",
            "KaiTi",
            "方正楷体_GBK",
            "FZKai-Z03",
            "FZKTK--GBK1-0",
            "FZKai-Z03S",
            "CESI楷体-GB18030",
            "CESI楷体-GB13000",
            "CESI楷体-GB2312",
            "华文楷体",
            "STKaiti",
            "STKaitiSC-Regular",
            "FandolKai-Regular",
            "AR PL KaitiM GB",
            "AR PL UKai CN",
        ],
        (Role::Kai, true) => &["標楷體", "DFKai-SB", "STKaitiTC-Regular", "FandolKai-Regular", "AR PL UKai TW", "AR PL UKai CN"],
        (Role::Song, false) => &[
            "宋体",
            "SimSun",
            "新宋体",
            "NSimSun",
            "方正书宋_GBK",
            "FZShuSong-Z01",
            "FZShuSong-Z01S",
            "CESI宋体-GB18030",
            "CESI宋体-GB13000",
            "CESI宋体-GB2312",
            "华文宋体",
            "STSong",
            "STSongti-SC-Regular",
            "FandolSong-Regular",
        ],
        (Role::Song, true) => &["新細明體", "PMingLiU", "STSongti-TC-Regular", "FandolSong-Regular"],
        (Role::Latin, _) => &["TimesNewRomanPSMT", "LiberationSerif", "TeXGyreTermes-Regular"],
        (Role::LatinBold, _) => &["TimesNewRomanPS-BoldMT", "LiberationSerif-Bold", "TeXGyreTermes-Bold"],
        (Role::LatinItalic, _) => &["TimesNewRomanPS-ItalicMT", "LiberationSerif-Italic", "TeXGyreTermes-Italic"],
    };
    names.iter().map(|name| normalize(name)).collect()
}

/// The faces that have nearly every character, for the end of a chain.
fn last_of(role: Role, language: Language) -> Vec<String> {
    let (first, second) = if language == Language::Traditional { ("tc", "sc") } else { ("sc", "tc") };
    let (family, source, weight) = match role {
        Role::Title | Role::LatinBold => ("NotoSerifCJK", "SourceHanSerif", "Bold"),
        Role::Heading => ("NotoSansCJK", "SourceHanSans", "Bold"),
        _ => ("NotoSerifCJK", "SourceHanSerif", "Regular"),
    };
    let own = [format!("{family}{first}-{weight}"), format!("{source}{first}-{weight}"), format!("{family}{second}-{weight}")];
    let plain = [format!("NotoSansCJK{first}-Regular"), format!("SourceHanSans{first}-Regular")];
    own.iter().chain(&plain).map(|name| normalize(name)).collect()
}

/// `zhumo fonts`.
pub(crate) fn run(args: &FontsArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let lang = cli.lang();
    let folder =
        args.notice.as_deref().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let settings = settings::load(folder, &cli.overrides())?;
    let finder = Finder::new(&args.fonts, &settings.config.fonts, &settings.root);
    let Some(path) = &args.notice else {
        let found = finder.find(Language::Simplified)?;
        super::info::print(&chains(&found))?;
        return Ok(Outcome::Clean);
    };
    let input = super::args::InputArgs { paths: vec![path.clone()], stdin_filename: None };
    let Some(draft) = input.drafts()?.into_iter().next() else { return Ok(Outcome::RunAtFault) };
    let source = draft.text(&settings.config.limits)?;
    let notice = zhumo::model::Notice::read(&zhumo::syntax::parse(&source.text));
    let images = files::pictures(&notice, &draft.folder, &settings.root, &settings.config.limits);
    let mut found = finder.find(notice.language)?;
    let template = super::build::template(&notice, &settings)?;
    let mut laid = lay(&notice, &found, &template, &images, &settings);
    if missing(&laid)
        && let Some(wider) = finder.widen(notice.language, &found)
    {
        found = wider;
        laid = lay(&notice, &found, &template, &images, &settings);
    }
    let mut text = chains(&found);
    let strange: Vec<_> = laid.findings.iter().filter(|finding| finding.rule.id.ends_with("-glyph")).collect();
    if strange.is_empty() {
        text += match lang {
            Lang::Chinese => "\n所有字符都取自各角色的首选字体。\n",
            Lang::English => "\nEvery character is taken from the first font of its role.\n",
        };
    } else {
        text.push('\n');
    }
    let index = zhumo::span::LineIndex::new(&source.text);
    for finding in &strange {
        let at = index.position(&source.text, finding.span.start);
        text += &format!("{}:{}:{}: {}\n", draft.path.display(), at.line, at.column, finding.message.in_lang(lang));
    }
    super::info::print(&text)?;
    Ok(if missing(&laid) { Outcome::DraftAtFault } else { Outcome::Clean })
}

fn lay(
    notice: &zhumo::model::Notice,
    found: &Found,
    template: &zhumo::layout::Template,
    images: &zhumo::images::Images,
    settings: &settings::Settings,
) -> zhumo::layout::Laid {
    let input = zhumo::layout::LayoutInput { template, fonts: &found.set, images, check: &settings.config.check, proof: false };
    zhumo::layout::layout(notice, &input)
}

/// Whether a character has no font.
pub(crate) fn missing(laid: &zhumo::layout::Laid) -> bool {
    laid.findings.iter().any(|finding| finding.rule.id == "missing-glyph")
}

fn chains(found: &Found) -> String {
    let mut text = String::new();
    for (role, name) in Role::ALL {
        for (rank, face) in found.set.chains.get(&role).into_iter().flatten().enumerate() {
            let label = if rank == 0 { name } else { "" };
            text += &format!("{label:13} {:28} {}\n", found.set.faces[*face].name, found.paths[*face].display());
        }
    }
    text
}
