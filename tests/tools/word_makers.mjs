// node word_makers.mjs FOLDER < DOCUMENTS: each document as a Word file of npm's docx, in FOLDER/docx/NAME.docx (word_makers.py says the form).
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, TextRun } from "docx";

const folder = `${process.argv[2]}/docx`;
mkdirSync(folder, { recursive: true });
const alignment = { title: AlignmentType.CENTER, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
for (const { name, lines } of JSON.parse(readFileSync(0, "utf8"))) {
  const children = lines.map(
    ([kind, rows]) =>
      new Paragraph({
        alignment: alignment[kind],
        heading: kind === "title" ? HeadingLevel.TITLE : undefined,
        indent: kind === "text" ? { firstLine: 640 } : undefined,
        children: rows.map((text, at) => new TextRun({ text, break: at > 0 ? 1 : 0, size: kind === "title" ? 44 : 32 })),
      }),
  );
  writeFileSync(`${folder}/${name}.docx`, await Packer.toBuffer(new Document({ sections: [{ children }] })));
}
