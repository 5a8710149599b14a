//! Writes `src/parser.c` of `grammar.js`, with the grammar's own version from `tree-sitter.json`.

use tree_sitter_generate::{OptLevel, generate_parser_in_directory};

/// Neovim 0.7 reads nothing newer; everything else reads this, too.
const ABI: usize = 14;

fn main() {
    let folder = std::env::args().nth(1).expect("the folder of the grammar");
    let none = None::<&str>;
    let mut told = Vec::new();
    let made = generate_parser_in_directory(&folder, none, none, ABI, None, Some("node"), true, OptLevel::default(), &mut told);
    told.iter().for_each(|said| eprintln!("{said:?}"));
    if let Err(error) = made {
        eprintln!("{error}");
        std::process::exit(1);
    }
}
