// What the backend is asked, and what it answers: the types. Places count UTF-16 code units, lengths are millimetres.

export interface Change {
  from: number;
  to: number;
  insert: string;
}

export interface Finding {
  rule: string;
  severity: "error" | "warning" | "info";
  from: number;
  to: number;
  line: number;
  message: string;
  why: string | null;
  help: string | null;
  about: string;
  related: { from: number; to: number; message: string }[];
  fix: { safe: boolean; edits: Change[] } | null;
  ignore: Change[];
  /** Whether what the fix would replace was changed since; set here, not by the server. */
  stale?: boolean;
}

export interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
  from: number;
  to: number;
}

export interface Sheet {
  name: string;
  width: number;
  height: number;
  places: Place[];
}

export interface View {
  findings: Finding[];
  pages: Sheet[];
  outline: Entry[];
  title: string;
}

/** Words in both languages. */
export interface Words {
  zh: string;
  en: string;
}

/** A part of the notice, for getting about. */
export interface Entry {
  name: string;
  depth: number;
  from: number;
}

/** A field that a draft may have. */
export interface Field {
  name: string;
  /** In drafts in Simplified and Traditional Chinese and in English. */
  words: [string, string, string];
  /** Every word that names it. */
  names: string[];
  part: Words;
  zone: "head" | "tail" | "any";
  meaning: Words;
  example: string;
  clause: string | null;
}

/** What there is to say of a place. */
export interface Said {
  from: number;
  to: number;
  text: Words;
}

/** Words that both texts have, or one of them. */
export interface Piece {
  part: "same" | "old" | "new";
  text: string;
}

/** A change since another text. */
export interface ShownChange {
  kind: "changed" | "added" | "removed" | "moved" | "renumbered";
  what: Words;
  place: Words;
  from: number;
  to: number;
  pieces: Piece[];
  substance: Words[];
  back: Change[];
  keep: Change[];
}

/** A revision of git. */
export interface Revision {
  id: string;
  date: string;
  subject: string;
}

/** One letter of a mail merge. */
export interface Letter {
  columns: string[];
  used: string[];
  total: number;
  at: number;
  rows: number[];
  values: string[];
  text: string | null;
  faults: { row: number; column: string; message: Words; help: Words; at: [number, number] | null }[];
  remarks: Words[];
  /** Of a workbook the sheets to choose from, and the one that is taken. */
  sheets: string[];
  sheet: string;
}

/** A sample to begin with. */
export interface Start {
  name: string;
  label: { zh: string; en: string };
}

/** What could be written at a place. */
export interface Offer {
  label: string;
  insert: string;
  from: number;
  detail: { zh: string; en: string };
}

export interface State {
  language: "zh" | "en";
  root: string;
  drafts: string[];
  starts: Start[];
  first: string | null;
  keywords: string[];
  fields: Field[];
}

export interface Opened {
  path: string;
  text: string;
  stamp: string;
}

/** What a piece of a file was taken for. */
export interface Guess {
  what: Words;
  sure: number;
  line: number;
  text: string;
  why: Words[];
  others: Words[];
}

/** What somebody said that a place of a file is. */
export interface Decision {
  line: number;
  what: string;
}

/** What came of a file of another program. */
export interface Imported {
  text: string;
  guesses: Guess[];
  pieces: Guess[];
  remarks: Words[];
}

/** A refusal, in words for a person. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly body: { text?: string; stamp?: string },
  ) {
    super(message);
  }
}

/** What happens elsewhere: a file was changed, settings were, the program ends. */
export interface Event {
  kind: string;
  path?: string;
  stamp?: string | null;
}

/** A kind of face, and the face that it is printed in; none where no font has it. */
export interface Role {
  name: string;
  label: Words;
  face: string | null;
}

/** The fonts that were picked, and what they serve for. */
export interface Fonts {
  files: string[];
  faces: number;
  roles: Role[];
  /** Faces of boxes to tick and other signs; a draft without any needs none. */
  signs: string[];
  /** Whether every role has a face, so that there are pages. */
  whole: boolean;
}

/** Fonts that somebody picks: where no program looks for them. */
export interface FontShelf {
  /** What there is. */
  read(): Promise<Fonts>;
  /** Takes files; says of each that is no font why. They are kept for the next time. */
  add(files: readonly File[]): Promise<string[]>;
  /** Forgets all of them. */
  clear(): Promise<void>;
}

/** Who answers. */
export interface Backend {
  /** Fonts that are picked here; none where the program has its own. */
  readonly fonts: FontShelf | null;
  /** Where the picture of a page is: its address, or a promise of one where it has to be drawn first. An address of the latter kind is let go by `URL.revokeObjectURL`. */
  picture(name: string): string | Promise<string>;
  /** Whether drafts lie in a folder of its own. */
  readonly folder: boolean;
  ask<T>(name: string, body: object | null): Promise<T>;
  /** A file to keep. */
  file(body: object): Promise<{ blob: Blob; name: string }>;
  /** Shows the web copy of a draft. */
  web(frame: HTMLIFrameElement, body: object): Promise<void>;
  listen(hear: (event: Event) => void): void;
}
