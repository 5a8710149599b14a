// Files of other programs: chosen in the dialogue, or dropped on the page.

import * as api from "./api";
import { getLang, word } from "./words";

/** What may be opened beside drafts. */
const ACCEPT = ".docx,.html,.htm,.txt,.md,.csv,.pdf,.ofd,.notice";

/** Below this a guess is to be looked at. */
const SURE = 80;

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

/** The draft of a file, and what to say of it. */
export async function read(file: File): Promise<{ text: string; said: string | null }> {
  if (file.name.endsWith(".notice")) return { text: await file.text(), said: null };
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  const found = await api.post<api.Imported>("import", { path: file.name, text: btoa(binary) });
  const lang = getLang();
  const doubtful = found.guesses.filter((guess) => guess.sure < SURE).map((guess) => `${guess.what[lang]}（${guess.sure}%）${guess.text.slice(0, 20)}`);
  const said = [`${word("imported")}${file.name}`, ...found.remarks.map((remark) => remark[lang])];
  if (doubtful.length > 0) said.push(`${word("doubtful")}${doubtful.slice(0, 8).join("；")}`);
  return { text: found.text, said: said.join("。") };
}
