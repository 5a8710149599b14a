// What the backend is asked, and what it answers. Places count UTF-16 code units, lengths are millimetres.
//
// There are two, and which it is says the bundler: the program (`server.ts`), or the library inside the page (`browser.ts`).

import { backend } from "backend";

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
  title: string;
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
}

export interface Opened {
  path: string;
  text: string;
  stamp: string;
}

/** What came of a file of another program. */
export interface Imported {
  text: string;
  guesses: { what: { zh: string; en: string }; sure: number; line: number; text: string }[];
  remarks: { zh: string; en: string }[];
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

/** Who answers. */
export interface Backend {
  /** Whether it lays out pages. */
  readonly pages: boolean;
  /** Whether drafts lie in a folder of its own. */
  readonly folder: boolean;
  ask<T>(name: string, body: object | null): Promise<T>;
  /** A file to keep. */
  file(body: object): Promise<{ blob: Blob; name: string }>;
  /** Shows the web copy of a draft. */
  web(frame: HTMLIFrameElement, body: object): Promise<void>;
  listen(hear: (event: Event) => void): void;
}

let owed = 0;

/** Says on the page whether an answer is still owed; tests wait for it. */
export function busy(step: 1 | -1): void {
  owed += step;
  document.body.dataset.idle = String(owed === 0);
}

/** Waits for an answer. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  busy(1);
  try {
    return await answer;
  } finally {
    busy(-1);
  }
}

export const { pages, folder, listen } = backend;

export function state(): Promise<State> {
  return answered(backend.ask("state", null));
}

export function post<T>(name: string, body: object): Promise<T> {
  return answered(backend.ask<T>(name, body));
}

export function file(body: object): Promise<{ blob: Blob; name: string }> {
  return answered(backend.file(body));
}

export function web(frame: HTMLIFrameElement, body: object): Promise<void> {
  return answered(backend.web(frame, body));
}
