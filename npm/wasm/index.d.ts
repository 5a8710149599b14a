/** What holds for a question. */
export interface Options {
  /** Of messages; Chinese when not given. */
  language?: "zh" | "en";
  /** The text of a `zhumo.toml`. */
  config?: string;
}

/** A sentence in both languages. */
export interface Say {
  zh: string;
  en: string;
}

/** A stretch of the draft, and what takes its place. Places count UTF-16 code units, as strings of JavaScript do. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** What is wrong at a place. */
export interface Finding {
  /** The name of the rule, as `padded-date`. */
  rule: string;
  severity: "error" | "warning" | "info";
  from: number;
  to: number;
  /** From 1. */
  line: number;
  message: string;
  /** On what ground. */
  why: string | null;
  /** What to write instead. */
  help: string | null;
  /** What the rule is for. */
  about: string;
  related: { from: number; to: number; message: string }[];
  fix: { safe: boolean; edits: Change[] } | null;
  /** What silences the finding here, but for the reason. */
  ignore: Change[];
}

/** What was seen of a draft. */
export interface Checked {
  findings: Finding[];
  outline: { name: string; depth: number; from: number }[];
  title: string;
}

/** What could be written where the cursor stands. */
export interface Offer {
  label: string;
  insert: string;
  from: number;
  detail: Say;
}

/** A draft out of a file of another program. */
export interface Imported {
  text: string;
  guesses: { what: Say; sure: number; line: number; text: string }[];
  remarks: Say[];
}

/** A kind of face of the standard, and the face of a font that is taken for it; none where no font serves. */
export interface Role {
  name: string;
  label: Say;
  face: string | null;
}

/** What fonts there are. */
export interface Fonts {
  files: string[];
  faces: number;
  roles: Role[];
  /** Faces of boxes to tick and other signs; a draft without any needs none. */
  signs: string[];
  /** Whether every role has a face; without one there are no pages, PDF and OFD. */
  whole: boolean;
}

/** A page; lengths are millimetres. */
export interface Page {
  width: number;
  height: number;
  svg: string;
}

/** Why a question has no answer; `message` is in the language of the question. */
export class ZhumoError extends Error {
  readonly zh: string;
  readonly en: string;
}

/** The checker. Every call is answered at once; it opens no connection. */
export class Zhumo {
  private constructor();
  readonly version: string;
  /** What is wrong with a draft. */
  check(text: string, options?: Options): Checked;
  /** The draft with everything fixed that cannot change the meaning. */
  fix(text: string, options?: Options): string;
  /** The draft in canonical form. */
  format(text: string, options?: Options): string;
  /** What could be written at a place. */
  complete(text: string, at: number, options?: Options): Offer[];
  /** The web page, whole. Outputs throw {@link ZhumoError} where the draft has errors. */
  html(text: string, options?: Options): string;
  markdown(text: string, options?: Options): string;
  /** The notice as data; `zhumo schema notice` describes it. */
  json(text: string, options?: Options): unknown;
  /** The Word file. */
  docx(text: string, options?: Options): Uint8Array;
  /** Takes a font file (`.ttf`, `.otf`, `.ttc`) until this object goes; the names of its faces. Faces are chosen as of files in one folder. */
  addFont(name: string, file: Uint8Array, options?: Pick<Options, "language">): string[];
  /** What fonts there are, and what is missing. */
  fonts(options?: Options): Fonts;
  /** The pages, whatever is wrong with the draft; none where fonts are missing. */
  pages(text: string, options?: Options): Page[];
  /** The PDF; {@link ZhumoError} says which fonts are missing. */
  pdf(text: string, options?: Options): Uint8Array;
  /** The OFD. */
  ofd(text: string, options?: Options): Uint8Array;
  /** A draft out of a file, whose name says what it is: `.docx`, `.html`, `.md`, `.txt`, `.csv`. */
  import(name: string, file: Uint8Array, options?: Options): Imported;
}

/** Makes the library ready. `wasm` is `zhumo.wasm`, where it does not lie beside this module. */
export function load(wasm?: WebAssembly.Module | ArrayBuffer | Uint8Array): Promise<Zhumo>;

/** The text with changes made; they do not overlap. */
export function apply(text: string, changes: readonly Change[]): string;
