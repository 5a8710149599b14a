// A table that is copied out of Word, WPS or a sheet becomes a table of the draft.

import { EditorView } from "@codemirror/view";

/** Rows of cells: the text of each, or which neighbour it is one with. */
interface Grid {
  rows: { text: string; join: "" | "left" | "above" }[][];
}

/** More than a page holds is no table of a notice. */
const MOST_CELLS = 4000;

/** Takes tables that are pasted; everything else is pasted as it is. */
export const tables = EditorView.domEventHandlers({
  paste: (event, view) => {
    const data = event.clipboardData;
    if (!data || view.state.readOnly) return false;
    const grid = ofPage(data.getData("text/html")) ?? ofSheet(data.getData("text/plain"));
    if (grid === null) return false;
    event.preventDefault();
    const { from, to } = view.state.selection.main;
    const before = view.state.doc.lineAt(from);
    const behind = view.state.doc.lineAt(to);
    const opens = view.state.sliceDoc(before.from, from).trim() === "" ? "" : "\n\n";
    const closes = view.state.sliceDoc(to, behind.to).trim() === "" ? "" : "\n\n";
    const insert = `${opens}${written(grid)}${closes}`;
    view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: "input.paste", scrollIntoView: true });
    return true;
  },
});

/** The only table of a page; text beside it is no table. */
function ofPage(html: string): Grid | null {
  if (!/<table/i.test(html)) return null;
  const page = new DOMParser().parseFromString(html, "text/html");
  const table = page.querySelector("table");
  if (!table || page.querySelectorAll("table").length > 1) return null;
  const beside = (page.body.textContent ?? "").replace(/\s/g, "").length - (table.textContent ?? "").replace(/\s/g, "").length;
  if (beside > 0) return null;
  const rows: Grid["rows"] = [];
  const put = (row: number, column: number, cell: Grid["rows"][number][number]) => {
    while (rows.length <= row) rows.push([]);
    rows[row]![column] = cell;
  };
  for (const [index, line] of [...table.rows].entries()) {
    let column = 0;
    for (const cell of line.cells) {
      while (rows[index]?.[column] !== undefined) column += 1;
      const [width, height] = [Math.min(cell.colSpan, 60), Math.min(cell.rowSpan || 1, 200)];
      if ((index + height) * (column + width) > MOST_CELLS) return null;
      for (let down = 0; down < height; down += 1) {
        for (let right = 0; right < width; right += 1) {
          const join = right > 0 ? "left" : down > 0 ? "above" : "";
          put(index + down, column + right, { text: join === "" ? inner(cell) : "", join });
        }
      }
      column += width;
    }
  }
  return sound({ rows });
}

/** The text of a cell; its paragraphs stand side by side. */
function inner(cell: HTMLTableCellElement): string {
  for (const end of cell.querySelectorAll("br, p + p")) end.before("\u2028");
  return (cell.textContent ?? "").replace(/\s*\u2028\s*/g, "\u2028").replace(/[\t\r\n ]+/g, " ").trim();
}

/** Lines with the same number of tabs, two lines at least. */
function ofSheet(text: string): Grid | null {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const counts = new Set(lines.map((line) => line.split("\t").length));
  const [count] = counts;
  if (lines.length < 2 || counts.size !== 1 || count === undefined || count < 2) return null;
  return sound({ rows: lines.map((line) => line.split("\t").map((text) => ({ text: text.trim(), join: "" as const }))) });
}

function sound(grid: Grid): Grid | null {
  const width = Math.max(0, ...grid.rows.map((row) => row.length));
  if (width < 2 || grid.rows.length < 2 || width * grid.rows.length > MOST_CELLS) return null;
  for (const row of grid.rows) for (let column = 0; column < width; column += 1) row[column] ??= { text: "", join: "" };
  return grid;
}

/** The table as a draft writes it: `||` goes on with the cell to the left, `^^` with the one above. */
function written(grid: Grid): string {
  const cell = ({ text, join }: Grid["rows"][number][number]) => {
    if (join === "above") return " ^^ |";
    if (join === "left") return "|";
    // What would be a bar or a join stays text.
    const safe = text.replace(/\u2028/g, "").replace(/\|/g, "\\|");
    return ` ${safe === "^^" ? "\\^^" : safe} |`;
  };
  const lines = grid.rows.map((row) => `|${row.map(cell).join("")}`);
  const head = 1 + Math.max(0, ...grid.rows[0]!.map((_, column) => depth(grid, column)));
  lines.splice(Math.min(head, lines.length), 0, `|${"---|".repeat(grid.rows[0]!.length)}`);
  return lines.join("\n");
}

/** How many rows the first cell of a column goes on below the first one. */
function depth(grid: Grid, column: number): number {
  let down = 0;
  while (grid.rows[down + 1]?.[column]?.join === "above") down += 1;
  return down;
}
