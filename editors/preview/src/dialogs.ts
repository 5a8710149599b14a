// Questions to the person. Each resolves to the answer, or to null when nothing is to be done.

import type { Entry, Field, Fonts } from "./api";
import { getLang, type Word, word } from "./words";

const dialog = document.querySelector<HTMLDialogElement>("#dialog")!;

interface Choice<T> {
  label: string;
  value: T;
  primary?: boolean;
}

function ask<T>(title: Word, content: (done: (value: T | null) => void) => HTMLElement[], choices: Choice<T | null | (() => T | null)>[], wide = false): Promise<T | null> {
  return new Promise((resolve) => {
    const heading = document.createElement("h2");
    heading.id = "dialog-title";
    heading.textContent = word(title);
    const form = document.createElement("form");
    form.method = "dialog";
    let answer: T | null = null;
    const done = (value: T | null) => {
      answer = value;
      dialog.close();
    };
    const row = document.createElement("div");
    row.className = "choices";
    for (const choice of choices) {
      const button = document.createElement("button");
      button.type = choice.primary ? "submit" : "button";
      button.textContent = choice.label;
      if (choice.primary) button.className = "primary";
      const act = () => {
        const { value } = choice;
        done(typeof value === "function" ? (value as () => T | null)() : value);
      };
      if (choice.primary) {
        form.addEventListener("submit", (event) => {
          event.preventDefault();
          act();
        });
      } else button.addEventListener("click", act);
      row.append(button);
    }
    form.append(heading, ...content(done), row);
    dialog.className = wide ? "wide" : "";
    dialog.replaceChildren(form);
    dialog.addEventListener("close", () => resolve(answer), { once: true });
    dialog.showModal();
    (dialog.querySelector<HTMLElement>("input, li button") ?? dialog.querySelector<HTMLElement>("button"))?.focus();
  });
}

function field(label: Word, value: string): { whole: HTMLElement; input: HTMLInputElement } {
  const whole = document.createElement("label");
  const input = document.createElement("input");
  input.type = "text";
  input.value = value;
  input.autocomplete = "off";
  whole.append(word(label), input);
  return { whole, input };
}

function text(name: Word): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.textContent = word(name);
  return paragraph;
}

export function askText(title: Word, label: Word, value = ""): Promise<string | null> {
  const { whole, input } = field(label, value);
  const cancel = { label: word("cancel"), value: null };
  return ask<string>(title, () => [whole], [{ label: word("ok"), value: () => input.value.trim() || null, primary: true }, cancel]);
}

export function askOne<T>(title: Word, entries: { label: string; value: T }[], filtered: boolean, empty: Word = "none"): Promise<T | null> {
  return ask<T>(
    title,
    (done) => {
      const list = document.createElement("ul");
      const items = entries.map((entry) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = entry.label;
        button.addEventListener("click", () => done(entry.value));
        item.append(button);
        list.append(item);
        return { item, label: entry.label.toLowerCase() };
      });
      if (entries.length === 0) return [text(empty)];
      if (!filtered) return [list];
      const { whole, input } = field("filter", "");
      input.addEventListener("input", () => {
        const wanted = input.value.trim().toLowerCase();
        for (const { item, label } of items) item.hidden = !label.includes(wanted);
      });
      return [whole, list];
    },
    [{ label: word("cancel"), value: null }],
  );
}

export function askDiscard(): Promise<"save" | "discard" | null> {
  return ask<"save" | "discard">("discardTitle", () => [], [
    { label: word("save"), value: "save", primary: true },
    { label: word("discard"), value: "discard" },
    { label: word("cancel"), value: null },
  ]);
}

export function askConflict(mine: string, theirs: string): Promise<"mine" | "theirs" | null> {
  return ask<"mine" | "theirs">(
    "conflictTitle",
    () => {
      const both = document.createElement("div");
      both.className = "both";
      both.append(side("mine", mine, theirs), side("theirs", theirs, mine));
      return [text("conflict"), both];
    },
    [
      { label: word("cancel"), value: null, primary: true },
      { label: word("keepMine"), value: "mine" },
      { label: word("takeTheirs"), value: "theirs" },
    ],
    true,
  );
}

/** A text with the lines shaded that the other one has not. */
function side(title: Word, own: string, other: string): HTMLElement {
  const whole = document.createElement("section");
  const heading = document.createElement("h3");
  heading.textContent = word(title);
  const lines = document.createElement("div");
  lines.className = "lines";
  lines.tabIndex = 0;
  lines.setAttribute("role", "region");
  lines.setAttribute("aria-label", word(title));
  const known = new Set(other.split("\n"));
  for (const line of own.split("\n")) {
    const element = document.createElement("div");
    element.textContent = line || "\u200b";
    if (!known.has(line)) element.className = "differs";
    lines.append(element);
  }
  whole.append(heading, lines);
  return whole;
}

/** What is to be done about fonts; shows which face each kind has. */
export function askFonts(fonts: Fonts, sum: string): Promise<"pick" | "forget" | null> {
  const lang = getLang();
  const content = () => {
    const said = document.createElement("p");
    said.textContent = sum;
    const list = document.createElement("dl");
    list.className = "faces";
    const row = (label: string, face: string | null, needed: boolean) => {
      const [name, value] = [document.createElement("dt"), document.createElement("dd")];
      name.textContent = label;
      value.textContent = face ?? word(needed ? "fontMissing" : "fontNoSigns");
      value.classList.toggle("missing", needed && face === null);
      list.append(name, value);
    };
    for (const { label, face } of fonts.roles) row(label[lang], face, true);
    row(word("fontSigns"), fonts.signs.length > 0 ? fonts.signs.join(", ") : null, false);
    return [text("fontsAbout"), said, list];
  };
  const choices = [
    { label: word("fontsPick"), value: "pick" as const, primary: true },
    ...(fonts.files.length > 0 ? [{ label: word("fontsForget"), value: "forget" as const }] : []),
    { label: word("close"), value: null },
  ];
  return ask<"pick" | "forget">("fontsTitle", content, choices);
}

/** Which field is to be written; `there` says of each whether the draft has it. */
export function askField(fields: Field[], tongue: 0 | 1 | 2, there: (field: Field) => boolean): Promise<Field | null> {
  const lang = getLang();
  return ask<Field>(
    "fieldsTitle",
    (done) => {
      const { whole, input } = field("filter", "");
      const list = document.createElement("div");
      list.className = "fields";
      const items: { item: HTMLElement; names: string; said: string }[] = [];
      for (const part of new Map(fields.map((field) => [field.part.en, field.part])).values()) {
        const heading = document.createElement("h3");
        heading.textContent = part[lang];
        const inner = document.createElement("ul");
        for (const one of fields.filter((field) => field.part.en === part.en)) {
          const item = document.createElement("li");
          const button = document.createElement("button");
          button.type = "button";
          const name = document.createElement("b");
          name.textContent = one.words[tongue] || one.words[0];
          const about = document.createElement("span");
          about.className = "about";
          const clause = one.clause === null ? "" : lang === "zh" ? `（${one.clause}）` : ` (${one.clause})`;
          const example = one.example === "" ? "" : lang === "zh" ? `。如：${one.example}` : `. Such as: ${one.example}`;
          about.textContent = `${one.meaning[lang]}${clause}${example}`;
          button.append(name, " ");
          if (there(one)) {
            const mark = document.createElement("i");
            mark.textContent = word("isThere");
            button.append(mark, " ");
          }
          button.append(about);
          button.addEventListener("click", () => done(one));
          item.append(button);
          inner.append(item);
          items.push({ item, names: one.names.join(" ").toLowerCase(), said: `${one.meaning.zh} ${one.meaning.en}`.toLowerCase() });
        }
        const group = document.createElement("section");
        group.append(heading, inner);
        list.append(group);
      }
      input.addEventListener("input", () => {
        const wanted = input.value.trim().toLowerCase();
        // What it is for is looked through where no name is like it.
        const named = items.some(({ names }) => names.includes(wanted));
        for (const { item, names, said } of items) item.hidden = !(named ? names : said).includes(wanted);
        for (const group of list.children) (group as HTMLElement).hidden = group.querySelector("li:not([hidden])") === null;
      });
      return [whole, list];
    },
    [{ label: word("cancel"), value: null }],
    true,
  );
}

/** Where to go: the parts of the draft. */
export function askPart(outline: Entry[]): Promise<number | null> {
  const entries = outline.map((entry) => ({ label: `${"　".repeat(entry.depth)}${entry.name}`, value: entry.from }));
  return askOne("outlineTitle", entries, entries.length > 12, "noParts");
}
