//! The page to the millimetre: the clauses of GB/T 9704—2012 measured on finished PDFs, with a reader that is not ours.
//!
//! Every function `clause_…` is held against every fixture; what it expects follows from the notice that was read. To add
//! a case, put a notice into `tests/geometry/`, or a series into `fixtures.rs`: it is measured for everything. Figures and
//! tolerances are those of the standard (±0.3 mm where it gives none), not those of the templates.

#[path = "geometry/basics.rs"]
mod basics;
#[path = "geometry/built.rs"]
mod built;
#[path = "geometry/document.rs"]
mod document;
#[path = "geometry/faults.rs"]
mod faults;
#[path = "geometry/fixtures.rs"]
mod fixtures;
#[path = "geometry/head.rs"]
mod head;
#[path = "geometry/issued.rs"]
mod issued;
#[path = "geometry/layouts.rs"]
mod layouts;
#[path = "geometry/main_part.rs"]
mod main_part;
#[path = "geometry/page.rs"]
mod page;
#[path = "geometry/record.rs"]
mod record;
#[path = "geometry/signature.rs"]
mod signature;
mod support;
#[path = "geometry/tables.rs"]
mod tables;

use document::Document;
use faults::Proof;

/// A cell: 28 of them fill 156 mm (5.2.3).
const CELL: f64 = 156.0 / 28.0;
/// From line to line: 22 of them fill 225 mm with characters of 16 pt (5.2.3).
const PITCH: f64 = (225.0 - 16.0 * page::MM) / 21.0;
/// 一行: a character and 7/8 of one (3.2).
const LINE: f64 = 10.39;
const TWO_LINES: f64 = 20.78;
/// Two 字 (7.3.3).
const INDENT: f64 = 2.0 * CELL;

type Clause = (&'static str, fn(&Document, &mut Proof));

/// Holds clauses against all fixtures. A clause that no fixture concerns proves nothing, and fails.
fn prove(clauses: &[Clause]) {
    if let Some(documents) = built::documents() {
        hold(clauses, documents);
    }
}

/// Holds clauses against the texts that fixtures send out, each as a document of its own.
fn prove_issued(clauses: &[Clause]) {
    if let Some(documents) = built::documents() {
        hold(clauses, &documents.iter().flat_map(Document::issued).collect::<Vec<_>>());
    }
}

fn hold(clauses: &[Clause], documents: &[Document]) {
    let mut faults: Vec<String> = Vec::new();
    for (name, clause) in clauses {
        let mut proof = Proof::new(name);
        for document in documents {
            proof.of(&document.name);
            clause(document, &mut proof);
        }
        if proof.count == 0 {
            faults.push(format!("{name}: no fixture concerns it"));
        }
        faults.append(&mut proof.faults);
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn clauses_5_and_6_sheet_grid_colour() {
    prove(&[
        ("5.1", basics::clause_5_1),
        ("5.2.1", basics::clause_5_2_1),
        ("5.2.2", basics::clause_5_2_2),
        ("5.2.3", basics::clause_5_2_3_lines),
        ("5.2.3", basics::clause_5_2_3_characters),
        ("5.2.4", basics::clause_5_2_4),
        ("6.2", basics::clause_6_2),
    ]);
}

#[test]
fn clause_7_1_and_order_of_elements() {
    prove(&[("7.1", basics::clause_7_1), ("7.3.3", basics::headings_go_with_their_text)]);
}

#[test]
fn clause_7_2_head() {
    prove(&[
        ("7.2.1", head::clause_7_2_1),
        ("7.2.2", head::clause_7_2_2),
        ("7.2.3", head::clause_7_2_3),
        ("7.2.4", head::clause_7_2_4),
        ("7.2.4", head::clause_7_2_4_joint),
        ("7.2.5", head::clause_7_2_5),
        ("7.2.6", head::clause_7_2_6),
        ("7.2.7", head::clause_7_2_7),
    ]);
}

#[test]
fn clauses_7_3_1_and_7_3_2_title_and_recipients() {
    prove(&[
        ("7.3.1", main_part::clause_7_3_1),
        ("7.3.1", main_part::clause_7_3_1_breaks),
        ("7.3.2", main_part::clause_7_3_2),
        ("7.3.2", main_part::clause_7_3_2_moved),
    ]);
}

#[test]
fn clause_7_3_3_text() {
    prove(&[
        ("7.3.3", main_part::clause_7_3_3_first_page),
        ("7.3.3", main_part::clause_7_3_3),
        ("7.3.3", main_part::clause_7_3_3_levels),
    ]);
}

#[test]
fn clauses_7_3_4_and_7_3_6_annex_note_and_note() {
    prove(&[("7.3.4", main_part::clause_7_3_4), ("7.3.6", main_part::clause_7_3_6)]);
}

#[test]
fn clause_7_3_5_signature() {
    prove(&[
        ("7.3.5.1", signature::clause_7_3_5_1),
        ("7.3.5.2", signature::clause_7_3_5_2),
        ("7.3.5.2", signature::clause_7_3_5_2_joint),
        ("7.3.5.5", signature::clause_7_3_5_5),
    ]);
}

#[test]
fn clause_7_3_5_seals_and_stamps() {
    prove(&[
        ("7.3.5.1", signature::clause_7_3_5_1_seal),
        ("7.3.5.1", signature::clause_7_3_5_1_joint),
        ("7.3.5.1", signature::clause_7_3_5_1_joint_seals),
        ("7.3.5.3", signature::clause_7_3_5_3),
        ("proof", signature::proofs_move_nothing),
    ]);
}

#[test]
fn clause_7_3_7_annexes_tables_figures_notes() {
    prove(&[
        ("7.3.7", main_part::clause_7_3_7),
        ("table", main_part::table_headers_repeat),
        ("figure", main_part::figures_keep_their_captions),
        ("footnote", main_part::footnotes_stand_with_their_marks),
    ]);
}

/// Joined cells, heads of several rows, rows to be filled in, unit lines, notes, totals, and pages that turn for a table.
#[test]
fn tables_as_statistics_and_forms_need_them() {
    prove(&[
        ("cells", tables::cells_stand_in_their_places),
        ("totals", tables::heads_and_totals),
        ("row heights", tables::rows_have_their_heights),
        ("unit and notes", tables::units_and_notes),
        ("turned", tables::wide_tables_turn_their_page),
    ]);
}

/// A text that is sent out is set as a notice is, from its title to its date, and is no annex (7.3.7); so is what an order publishes
/// (10.2).
#[test]
fn clauses_7_3_7_and_10_2_issued_texts() {
    prove(&[("issued", issued::texts_begin_pages), ("issued", issued::the_record_follows_the_whole)]);
    prove_issued(&[
        ("7.1", basics::clause_7_1),
        ("7.3.1", issued::title_and_what_stands_below),
        ("7.3.3", main_part::clause_7_3_3),
        ("7.3.3", main_part::clause_7_3_3_levels),
        ("7.3.4", main_part::clause_7_3_4),
        ("7.3.5.2", signature::clause_7_3_5_2),
        ("7.3.6", main_part::clause_7_3_6),
        ("7.3.7", main_part::clause_7_3_7),
    ]);
}

#[test]
fn clause_7_4_record() {
    prove(&[
        ("7.4.1", record::clause_7_4_1),
        ("7.4.1", record::clause_7_4_1_page),
        ("7.4.2", record::clause_7_4_2),
        ("7.4.3", record::clause_7_4_3),
    ]);
}

#[test]
fn clauses_7_5_and_8_page_numbers() {
    prove(&[("7.5", record::clause_7_5), ("7.5", record::clause_7_5_blanks), ("8", basics::clause_8)]);
}

#[test]
fn clause_10_other_layouts() {
    prove(&[
        ("10.1", layouts::clause_10_1_mark),
        ("10.1", layouts::clause_10_1_rules),
        ("10.1", layouts::clause_10_1_number),
        ("10.1", layouts::clause_10_1_page),
        ("10.1", layouts::clause_10_1_record),
        ("10.2", layouts::clause_10_2),
        ("10.3", layouts::clause_10_3),
        ("briefing", layouts::briefings),
        ("open letter", layouts::open_letters),
    ]);
}

/// A length that is changed is found by the clause that gives it: none of these functions passes whatever the page is.
#[test]
fn a_changed_length_is_found() {
    let changes: &[(&str, &str, &str, &str, Clause)] = &[
        ("area-top", "official", "[area]\ntop = 38.0\n", "prose", ("5.2.1", basics::clause_5_2_1)),
        ("area-left", "official", "[area]\nleft = 29.0\n", "prose", ("5.2.1", basics::clause_5_2_1)),
        ("sheet", "official", "[page]\nheight = 298.0\n", "prose", ("5.1", basics::clause_5_1)),
        ("text-size", "official", "[text]\nsize = \"小三\"\n", "prose", ("5.2.2", basics::clause_5_2_2)),
        ("lines", "official", "[grid]\nlines = 23\n", "levels", ("5.2.3", basics::clause_5_2_3_lines)),
        ("characters", "official", "[grid]\ncharacters = 27\n", "levels", ("5.2.3", basics::clause_5_2_3_characters)),
        ("mark-top", "official", "[masthead]\nmark_top = 73.0\n", "prose", ("7.2.4", head::clause_7_2_4)),
        ("number-gap", "official", "[masthead]\nnumber_gap = 22.0\n", "prose", ("7.2.5", head::clause_7_2_5)),
        ("approver-gap", "official", "[masthead]\nnumber_gap = 22.0\n", "upward-2", ("7.2.6", head::clause_7_2_6)),
        ("rule-gap", "official", "[masthead]\nrule_gap = 5.0\n", "prose", ("7.2.7", head::clause_7_2_7)),
        ("rule-width", "official", "[masthead]\nrule_width = 150.0\n", "prose", ("7.2.7", head::clause_7_2_7)),
        ("title-gap", "official", "[title]\ngap = 19.0\n", "prose", ("7.3.1", main_part::clause_7_3_1)),
        ("title-size", "official", "[title]\nsize = \"小二\"\n", "prose", ("7.3.1", main_part::clause_7_3_1)),
        ("recipients-gap", "official", "[recipients]\ngap = 9.0\n", "prose", ("7.3.2", main_part::clause_7_3_2)),
        ("indent", "official", "[text]\nindent = 1.0\n", "levels", ("7.3.3", main_part::clause_7_3_3)),
        ("note-gap", "official", "[closing]\nannex_note_gap = 5.0\n", "annex-note-two", ("7.3.4", main_part::clause_7_3_4)),
        ("name-gap", "official", "[closing]\nsignature_gap = 12.0\n", "prose", ("7.3.5.2", signature::clause_7_3_5_2)),
        ("name-right", "official", "[closing]\nright = 3.0\n", "prose", ("7.3.5.2", signature::clause_7_3_5_2)),
        ("date-right", "official", "[seal]\nright = 3.0\n", "sealed-note", ("7.3.5.1", signature::clause_7_3_5_1)),
        ("mirrored", "official", "[area]\nmirrored = true\n", "prose", ("5.2.1", basics::clause_5_2_1)),
        ("centre-sheet", "official", "[area]\ncentre = \"sheet\"\n", "prose", ("7.3.1", main_part::clause_7_3_1)),
        ("snapped", "official", "[grid]\nsnap = true\n", "prose", ("7.3.2", main_part::clause_7_3_2)),
        ("letter-low", "letter", "[flow]\nfirst_page_more = 10.16\n", "letter-two-pages", ("5.2.1", basics::clause_5_2_1)),
        ("copy-left", "official", "[area]\nleft = 29.0\n", "corner-all", ("7.2.1", head::clause_7_2_1)),
        ("grade-line", "official", "[masthead]\nclassification_line = 3\n", "corner-all", ("7.2.2", head::clause_7_2_2)),
        ("urgency-line", "official", "[masthead]\nclassification_line = 3\n", "corner-all", ("7.2.3", head::clause_7_2_3)),
        ("note-indent", "official", "[text]\nindent = 1.0\n", "note", ("7.3.6", main_part::clause_7_3_6)),
        ("annex-top", "official", "[grid]\nlines = 24\n", "annex-table", ("7.3.7", main_part::clause_7_3_7)),
        ("annex-left", "official", "[area]\nleft = 29.0\n", "annex-table", ("7.3.7", main_part::clause_7_3_7)),
        ("record-thick", "official", "[imprint]\nthick = 0.5\n", "prose", ("7.4.1", record::clause_7_4_1)),
        ("record-odd", "official", "[imprint]\neven_page = false\n", "corner-all", ("7.4.1", record::clause_7_4_1_page)),
        ("record-size", "official", "[imprint]\nsize = \"小四\"\n", "prose", ("7.4.2", record::clause_7_4_2)),
        ("printed-size", "official", "[imprint]\nsize = \"小四\"\n", "prose", ("7.4.3", record::clause_7_4_3)),
        ("number-drop", "official", "[page_number]\ndrop = 8.0\n", "prose", ("7.5", record::clause_7_5)),
        ("number-inset", "official", "[page_number]\ninset = 2.0\n", "prose", ("7.5", record::clause_7_5)),
        ("number-turned", "official", "[page_number]\ninset = 2.0\n", "annex-landscape", ("8", basics::clause_8)),
        ("letter-top", "letter", "[masthead]\nmark_top = 32.0\n", "letter-1", ("7.2.4", head::clause_7_2_4)),
        ("letter-rules", "letter", "[masthead]\nrule_width = 160.0\n", "letter-1", ("10.1", layouts::clause_10_1_rules)),
        ("letter-number", "letter", "[masthead]\nnumber_gap = 6.0\n", "letter-1", ("10.1", layouts::clause_10_1_number)),
        ("letter-page", "letter", "[page_number]\nfirst_page = true\n", "letter-1", ("10.1", layouts::clause_10_1_page)),
        ("order-gap", "order", "[masthead]\nnumber_gap = 18.0\n", "order-1", ("10.2", layouts::clause_10_2)),
        ("minutes-gap", "minutes", "[closing]\nannex_note_gap = 12.0\n", "minutes", ("10.3", layouts::clause_10_3)),
    ];
    let fixtures = fixtures::all();
    let text = |name: &str| fixtures.iter().find(|(fixture, _)| fixture == name).expect(name).1.clone();
    let draft = |(name, layout, template, fixture, _): &(&str, &'static str, &'static str, &str, Clause)| built::Draft {
        name: (*name).to_owned(),
        text: text(fixture),
        template: Some((layout, template)),
    };
    let drafts: Vec<_> = changes.iter().map(draft).collect();
    let (Some(documents), Some(unchanged)) = (built::read("changes", &drafts), built::documents()) else { return };
    let mut passing: Vec<String> = Vec::new();
    for ((name, _, _, fixture, (clause, holds)), document) in changes.iter().zip(&documents) {
        let faults = |document: &Document| {
            let mut proof = Proof::new(clause);
            holds(document, &mut proof);
            proof.faults.len()
        };
        let before = unchanged.iter().find(|document| document.name == *fixture).expect("the fixture was built");
        if faults(document) <= faults(before) {
            passing.push(format!("{clause} does not see {name}"));
        }
    }
    assert!(passing.is_empty(), "{}", passing.join("\n"));
}

/// Another colour of a single character or rule is found, too: no template can change it.
#[test]
fn a_changed_colour_is_found() {
    let fixtures = fixtures::all();
    let text = fixtures.iter().find(|(name, _)| name == "prose").expect("prose").1.clone();
    let draft = built::Draft { name: "colours".to_owned(), text, template: None };
    let Some(mut documents) = built::read("colours", &[draft]) else { return };
    let document = &mut documents[0];
    let faults = |document: &Document, (clause, holds): Clause| {
        let mut proof = Proof::new(clause);
        holds(document, &mut proof);
        proof.faults.len()
    };
    let (black, chart): (Clause, Clause) = (("5.2.4", basics::clause_5_2_4), ("6.2", basics::clause_6_2));
    assert_eq!((faults(document, black), faults(document, chart)), (0, 0));
    let last = document.pages.len() - 1;
    document.pages[last].glyphs[0].color = 0x0020_2020;
    assert!(faults(document, black) > 0, "grey text");
    let red = document.pages[0].glyphs.iter().position(|glyph| glyph.red()).expect("a mark");
    document.pages[0].glyphs[red].color = 0x0080_0000;
    assert!(faults(document, chart) > 0, "dark red");
    document.pages[0].rects.iter_mut().filter(|rect| rect.red()).for_each(|rect| rect.color = 0x00ff_8000);
    assert!(faults(document, chart) > 1, "an orange rule");
}

/// Every element of every fixture was found on its pages: what is not found cannot be measured.
#[test]
fn every_element_is_found() {
    let Some(documents) = built::documents() else { return };
    assert!(documents.len() >= 48, "{} fixtures", documents.len());
    let lost: Vec<String> =
        documents.iter().flat_map(|document| document.lost.iter().map(|text| format!("{}: {text}", document.name))).collect();
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// The fixtures are sound drafts: no rule finds an error in them.
#[test]
fn the_fixtures_are_sound() {
    let mut wrong = Vec::new();
    for (name, text) in fixtures::all() {
        let (_, findings) = zhumo::check(&text, &zhumo::Options::default());
        // Where 密级 stands without 份号 is a question of the page, though a draft must not have it (8.11).
        let errors = findings.iter().filter(|finding| finding.level == zhumo::check::Severity::Error);
        let errors = errors.filter(|finding| finding.rule.id != "missing-copy-number");
        wrong.extend(errors.map(|finding| format!("{name}: {} {}", finding.rule.id, finding.message.en)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
