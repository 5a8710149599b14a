// What the types promise, by the compiler of TypeScript.
import { apply, load, type Finding, ZhumoError } from "@zhumo/wasm";

const zhumo = await load();
const { findings, title } = zhumo.check("", { language: "en", config: "" });
const fixed: string[] = findings.filter((finding: Finding) => finding.fix?.safe).map((finding) => apply(title, finding.fix!.edits));
const file: Uint8Array = zhumo.docx(fixed.join("\n"));
const said: string = new Error() instanceof ZhumoError ? "" : zhumo.import("a.docx", file).remarks[0].zh;
const lacking: string[] = zhumo.fonts({ language: "en" }).roles.flatMap(({ face, label }) => (face === null ? [label.en] : []));
if (lacking.length === 0) zhumo.pages(said).forEach(({ svg }) => svg.length);
// @ts-expect-error there are two languages
zhumo.check(said, { language: "fr" });
