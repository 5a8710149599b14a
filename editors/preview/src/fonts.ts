// Fonts that are picked, where no program looks for them: what there is, what is missing, and the way to more.

import * as api from "./api";
import { askFonts } from "./dialogs";
import { getLang, word } from "./words";

/** What a browser lets pick. */
const ENDINGS = ".ttf,.otf,.ttc,.otc";

export class Picked {
  private known: api.Fonts | null = null;

  constructor(
    private readonly shelf: api.FontShelf | null,
    /** Where pages would be. */
    private readonly place: HTMLElement,
    private readonly said: (text: string) => void,
    private readonly changed: () => void,
  ) {}

  /** Whether there are pages: with the fonts of the program, or with those that were picked. */
  get whole(): boolean {
    return this.shelf === null || this.known?.whole === true;
  }

  /** Looks what there is, that of the last time included. */
  async read(): Promise<void> {
    if (this.shelf !== null) this.known = await this.shelf.read();
  }

  /** What is said in place of the pages. */
  draw(): void {
    this.place.hidden = this.whole;
    if (this.whole) return;
    const text = document.createElement("p");
    text.textContent = this.lacking;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word("fontsPick");
    button.addEventListener("click", () => this.pick());
    this.place.replaceChildren(text, button);
  }

  /** The dialog: what there is, and what to do. */
  async open(): Promise<void> {
    if (this.known === null) return;
    const wanted = await askFonts(this.known, this.known.files.length > 0 ? this.sum : this.lacking);
    if (wanted === "pick") this.pick();
    if (wanted === "forget") {
      await this.shelf?.clear();
      await this.read();
      this.changed();
    }
  }

  private get sum(): string {
    return this.whole ? word("fontsWhole", { n: this.known!.faces }) : this.lacking;
  }

  /** What to say where pages are wanted and fonts are missing. */
  get lacking(): string {
    if (this.known === null || this.known.files.length === 0) return word("fontsNone");
    const open = this.known.roles.filter(({ face }) => face === null).map(({ label }) => label[getLang()]);
    return word("fontsLacking", { n: this.known.faces, roles: open.join(getLang() === "zh" ? "、" : ", ") });
  }

  /** Asks for files, and takes them. */
  pick(): void {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.accept = ENDINGS;
    input.addEventListener("change", () => void this.take([...(input.files ?? [])]));
    input.click();
  }

  private async take(files: File[]): Promise<void> {
    if (this.shelf === null || files.length === 0) return;
    api.busy(1);
    try {
      const refused = await this.shelf.add(files);
      await this.read();
      this.said([...refused, this.sum].join(" "));
      this.changed();
    } catch (error) {
      this.said(error instanceof Error ? error.message : String(error));
    } finally {
      api.busy(-1);
    }
  }
}
