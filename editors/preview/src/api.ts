// What the server is asked, and what it answers. Places count UTF-16 code units, lengths are millimetres.

import { getLang } from "./words";

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

/** A refusal of the server, in words for a person. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly body: { text?: string; stamp?: string },
  ) {
    super(message);
  }
}

async function refused(response: Response): Promise<Refused> {
  const body = await response.json().catch(() => ({}));
  const said = body?.error?.[getLang()];
  return new Refused(response.status, typeof said === "string" ? said : `HTTP ${response.status}`, body ?? {});
}

let owed = 0;

/** Says on the page whether an answer is still owed; tests wait for it. */
export function busy(step: 1 | -1): void {
  owed += step;
  document.body.dataset.idle = String(owed === 0);
}

/** Asks for something, and reads the answer to its end. */
async function ask<T>(name: string, body: object | null, read: (response: Response) => Promise<T>): Promise<T> {
  busy(1);
  try {
    const response = await fetch(
      `api/${name}`,
      body === null ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
    );
    if (!response.ok) throw await refused(response);
    return await read(response);
  } finally {
    busy(-1);
  }
}

export function state(): Promise<State> {
  return ask("state", null, (response) => response.json());
}

export function post<T>(name: string, body: object): Promise<T> {
  return ask(name, body, (response) => response.json());
}

export function file(body: object): Promise<{ blob: Blob; name: string }> {
  return ask("export", body, async (response) => {
    const said = response.headers.get("content-disposition") ?? "";
    const name = /filename\*=UTF-8''([^;]+)/.exec(said)?.[1];
    return { blob: await response.blob(), name: name ? decodeURIComponent(name) : "notice" };
  });
}
