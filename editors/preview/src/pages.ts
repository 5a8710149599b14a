// The pages: pictures that are swapped without a flicker, and what is lit on them.

import { fetched, picture, type Place, type Sheet } from "./api";
import { word } from "./words";

interface Shown {
  figure: HTMLElement;
  image: HTMLImageElement;
  lights: HTMLElement;
  sheet: Sheet;
  /** The name of the page whose picture it has, or is about to have. */
  drawn: string;
}

/** A picture that was drawn here is kept by the browser until it is let go. */
function letGo(image: HTMLImageElement): void {
  if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
}

export class Pages {
  private shown: Shown[] = [];
  private zoom = 0;
  /** Counts what was shown: what is drawn of an earlier state comes too late. */
  private shows = 0;
  /** Pages out of sight that are being drawn. */
  private rest: Promise<void> = Promise.resolve();
  private lit: [number | null, number | null, boolean] = [null, null, false];

  constructor(
    private readonly panel: HTMLElement,
    private readonly pointed: (place: Place | null) => void,
    private readonly clicked: (place: Place) => void,
  ) {
    panel.addEventListener("mousemove", (event) => this.pointed(this.at(event)));
    panel.addEventListener("mouseleave", () => this.pointed(null));
    panel.addEventListener("click", (event) => {
      const place = this.at(event);
      if (place) this.clicked(place);
    });
  }

  /** Shows pages; resolves when those in sight show their new picture. */
  async show(sheets: Sheet[]): Promise<void> {
    const waits: Promise<void>[] = [];
    const later: Shown[] = [];
    const now = (this.shows += 1);
    // Asked before anything changes: a browser that is asked in between lays everything out anew each time.
    const sight = new Set(this.shown.filter((page) => this.inSight(page.figure)));
    for (const [index, sheet] of sheets.entries()) {
      const page = this.shown[index] ?? this.add(index);
      const old = page.sheet;
      page.sheet = sheet;
      if (old.width !== sheet.width || old.height !== sheet.height) {
        page.figure.style.setProperty("--w", String(sheet.width));
        page.figure.style.setProperty("--h", String(sheet.height));
        page.figure.toggleAttribute("data-wide", sheet.width > sheet.height);
      }
      const alt = word("page", { n: index + 1, m: sheets.length });
      if (page.image.alt !== alt) page.image.alt = alt;
      if (page.drawn === sheet.name) continue;
      if (sight.has(page) || index < 2) waits.push(this.swap(page, sheet.name));
      else if (!fetched) later.push(page);
      else {
        // Fetched when somebody scrolls there.
        page.drawn = sheet.name;
        page.image.loading = "lazy";
        page.image.src = picture(sheet.name) as string;
      }
    }
    for (const page of this.shown.splice(sheets.length)) {
      page.figure.remove();
      letGo(page.image);
    }
    await Promise.all(waits);
    this.rest = this.draw(later, now);
    // Who writes sees what is being written, even where it has just gone over to the next page.
    this.light(...this.lit);
  }

  private add(index: number): Shown {
    const figure = document.createElement("figure");
    const image = document.createElement("img");
    const lights = document.createElement("div");
    lights.className = "lights";
    lights.setAttribute("aria-hidden", "true");
    figure.append(image, lights);
    figure.dataset.page = String(index + 1);
    this.panel.append(figure);
    const page: Shown = { figure, image, lights, drawn: "", sheet: { name: "", width: 210, height: 297, places: [] } };
    this.shown.push(page);
    return page;
  }

  /** Draws pages out of sight one after the other, as long as they are the newest. */
  private async draw(pages: Shown[], now: number): Promise<void> {
    for (const page of pages) {
      if (this.shows !== now) return;
      await this.swap(page, page.sheet.name);
    }
  }

  /** Resolves when every page has its picture. */
  async whole(): Promise<void> {
    await this.rest;
  }

  private async swap(page: Shown, name: string): Promise<void> {
    const next = new Image();
    try {
      const address = picture(name);
      next.src = typeof address === "string" ? address : await address;
      await next.decode();
    } catch {
      return letGo(next);
    }
    if (page.sheet.name !== name) return letGo(next);
    next.alt = page.image.alt;
    page.image.replaceWith(next);
    letGo(page.image);
    page.image = next;
    page.drawn = name;
  }

  private inSight(figure: HTMLElement): boolean {
    if (this.panel.hidden) return false;
    const frame = this.panel.getBoundingClientRect();
    const box = figure.getBoundingClientRect();
    return box.bottom > frame.top - 100 && box.top < frame.bottom + 100;
  }

  private at(event: MouseEvent): Place | null {
    const figure = (event.target as HTMLElement).closest<HTMLElement>("figure");
    const page = this.shown.find((page) => page.figure === figure);
    if (!page || !figure) return null;
    const box = figure.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * page.sheet.width;
    const y = ((event.clientY - box.top) / box.height) * page.sheet.height;
    const holds = (place: Place) => x >= place.x - 1 && x <= place.x + place.w + 1 && y >= place.y - 2.4 && y <= place.y + place.h + 2.4;
    return page.sheet.places.findLast(holds) ?? null;
  }

  /** Lights everything that comes from a stretch of the draft. */
  light(from: number | null, to: number | null, scroll = false): void {
    this.lit = [from, to, scroll];
    let first: HTMLElement | null = null;
    for (const page of this.shown) {
      page.lights.replaceChildren();
      if (from === null || to === null) continue;
      // The narrowest part that holds the place, and what lies in it.
      const touching = page.sheet.places.filter((place) => place.from <= to && place.to >= from && place.to > place.from);
      for (const place of touching) {
        const box = document.createElement("div");
        const share = (length: number, whole: number) => `${(100 * length) / whole}%`;
        box.style.left = share(place.x - 0.8, page.sheet.width);
        box.style.top = share(place.y - 1.2, page.sheet.height);
        box.style.width = share(place.w + 1.6, page.sheet.width);
        box.style.height = share(place.h + 2.4, page.sheet.height);
        page.lights.append(box);
        first ??= box;
      }
    }
    if (scroll && first) {
      const box = (first as HTMLElement).getBoundingClientRect();
      const frame = this.panel.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) {
        this.panel.scrollBy({ top: box.top - frame.top - frame.height / 3 });
      }
    }
  }

  /** 0 is as wide as the panel. */
  setZoom(step: -1 | 0 | 1): void {
    const current = this.zoom || (this.shown[0]?.figure.getBoundingClientRect().width ?? 600);
    this.zoom = step === 0 ? 0 : Math.min(2400, Math.max(200, Math.round(current * (step > 0 ? 1.2 : 1 / 1.2))));
    if (this.zoom) this.panel.style.setProperty("--zoom", `${this.zoom}px`);
    else this.panel.style.removeProperty("--zoom");
  }
}
