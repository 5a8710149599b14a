// Files of other programs: chosen in the dialogue, or dropped on the page.

import * as api from "./api";
import { SURE } from "./origin";
import { getLang, word } from "./words";

/** What may be opened beside drafts. */
const ACCEPT = `.docx,.html,.htm,.txt,.md,.csv,${api.folder ? ".xlsx,.pdf,.ofd," : ""}.notice`;

/** Asks for a file of this computer. */
export function choose(taken: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ACCEPT;
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) taken(file);
  });
  input.click();
}

/** Takes files that are dropped anywhere on the page. */
export function dropped(taken: (file: File) => void): void {
  const holds = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  addEventListener("dragover", (event) => {
    if (holds(event)) event.preventDefault();
  });
  addEventListener(
    "drop",
    (event) => {
      const file = event.dataTransfer?.files[0];
      if (!holds(event) || !file) return;
      event.preventDefault();
      event.stopPropagation();
      taken(file);
    },
    true,
  );
}

/** The bytes of a file as text. */
export function base64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** A file of another program that was opened. */
export interface Source {
  name: string;
  bytes: string;
}

/** Reads it, with what somebody said of its places. */
export function again({ name, bytes }: Source, decisions: api.Decision[]): Promise<api.Imported> {
  return api.post<api.Imported>("import", { path: name, text: bytes, decisions });
}

/** The draft of a file, what was read in it, and what to say of it. */
export async function read(file: File): Promise<{ text: string; said: string | null; source?: Source; found?: api.Imported }> {
  if (file.name.endsWith(".notice")) return { text: await file.text(), said: null };
  const source = { name: file.name, bytes: base64(await file.arrayBuffer()) };
  const found = await again(source, []);
  const lang = getLang();
  const doubtful = found.pieces.filter((piece) => piece.sure < SURE).length;
  const said = [`${word("imported")}${file.name}`];
  if (doubtful > 0) said.push(word("doubts", { n: doubtful }));
  if (found.pieces.length === 0) said.push(...found.remarks.map((remark) => remark[lang]));
  return { text: found.text, said: said.join(lang === "zh" ? "。" : ". "), source, found };
}
