#!/usr/bin/env python3
"""tamper.py FOLDER FILE.pdf — writes copies of a PDF, each with one small change that somebody could have made.

Writes FOLDER/CHANGE.pdf for each change, and prints a JSON list of [change, page or null, output]: the page that it is on,
from 1. The file must have a picture of each kind, a link to a page and one to an address, and three pages with text.
Exit 0: all were written. 2: one could not be.
"""

import io
import json
import pathlib
import sys

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String
from PIL import Image


def contents(pdf, page):
    return pikepdf.parse_content_stream(pdf.pages[page])


def put(pdf, page, instructions):
    pdf.pages[page].obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def shown(instructions, least=6):
    """The first place where a string of at least so many glyphs is shown, with the string."""
    for index, (operands, operator) in enumerate(instructions):
        if operator == Operator("Tj") and len(bytes(operands[0])) >= 2 * least:
            return index, bytes(operands[0])
    raise LookupError("no long string")


def character(pdf):
    """The first character of a line becomes its third."""
    instructions = list(contents(pdf, 1))
    index, codes = shown(instructions)
    assert codes[:2] != codes[4:6]
    instructions[index] = ([String(codes[4:6] + codes[2:])], Operator("Tj"))
    put(pdf, 1, instructions)


def left_out(pdf):
    instructions = list(contents(pdf, 1))
    index, codes = shown(instructions)
    instructions[index] = ([String(codes[:-2])], Operator("Tj"))
    put(pdf, 1, instructions)


def glyph(pdf):
    """One glyph in a line goes up by a fifth of a point, a fourteenth of a millimetre."""
    instructions = list(contents(pdf, 1))
    index, codes = shown(instructions)
    rise = [([pikepdf.Object.parse(b"0.2")], Operator("Ts"))]
    level = [([0], Operator("Ts"))]
    piece = lambda part: [([String(part)], Operator("Tj"))]
    instructions[index:index + 1] = piece(codes[:4]) + rise + piece(codes[4:6]) + level + piece(codes[6:])
    put(pdf, 1, instructions)


def pushed(pdf):
    """One glyph goes to the right, and all behind it."""
    instructions = list(contents(pdf, 1))
    index, codes = shown(instructions)
    instructions[index] = ([Array([String(codes[:4]), -20, String(codes[4:])])], Operator("TJ"))
    put(pdf, 1, instructions)


def line(pdf):
    instructions = list(contents(pdf, 1))
    places = [index for index, (_, operator) in enumerate(instructions) if operator == Operator("Td")]
    operands = instructions[places[2]][0]
    instructions[places[2]] = ([operands[0], pikepdf.Object.parse(b"%.3f" % (float(operands[1]) + 0.1))], Operator("Td"))
    put(pdf, 1, instructions)


def colour(pdf):
    instructions = list(contents(pdf, 0))
    place = next(index for index, (_, operator) in enumerate(instructions) if operator == Operator("rg"))
    instructions[place] = ([1, 0, 0.2], Operator("rg"))
    put(pdf, 0, instructions)


def size(pdf):
    instructions = list(contents(pdf, 1))
    place = next(index for index, (_, operator) in enumerate(instructions) if operator == Operator("Tf"))
    operands = instructions[place][0]
    instructions[place] = ([operands[0], pikepdf.Object.parse(b"%.3f" % (float(operands[1]) + 0.1))], Operator("Tf"))
    put(pdf, 1, instructions)


def covered(pdf):
    """White over a line, drawn by contents of their own."""
    pdf.pages[1].contents_add(b"/Artifact BMC 1 1 1 rg 100 600 200 20 re f EMC\n")


def hidden_text(pdf):
    instructions = list(contents(pdf, 1))
    index, codes = shown(instructions)
    instructions[index:index + 1] = [([3], Operator("Tr")), ([String(codes)], Operator("Tj")), ([0], Operator("Tr"))]
    put(pdf, 1, instructions)


def spoken(pdf):
    """What is copied and read aloud is not what is seen."""
    instructions = list(contents(pdf, 1))
    index, codes = shown(instructions)
    said = Dictionary(ActualText=String("另一句话"))
    instructions[index:index + 1] = [
        ([Name.Span, said], Operator("BDC")), ([String(codes)], Operator("Tj")), ([], Operator("EMC")),
    ]
    put(pdf, 1, instructions)


def meaning(pdf):
    """A font says that a glyph is another character."""
    font = next(iter(pdf.pages[1].Resources.Font.values()))
    table = font.ToUnicode.read_bytes()
    first, second = [line for line in table.split(b"\n") if line.startswith(b"<")][1:3]
    assert first.split()[-1] != second.split()[-1]
    changed = first.rsplit(b" ", 1)[0] + b" " + second.rsplit(b" ", 1)[-1]
    assert changed != first
    font.ToUnicode.write(table.replace(first, changed))


def shape(pdf):
    """A font draws other shapes."""
    fonts = pdf.pages[1].Resources.Font
    font = fonts[sorted(fonts.keys())[0]]
    descriptor = font.DescendantFonts[0].FontDescriptor
    key = "/FontFile3" if "/FontFile3" in descriptor else "/FontFile2"
    program = bytearray(descriptor[key].read_bytes())
    program[-40] ^= 1
    descriptor[key].write(bytes(program))


def pictures(pdf, packed):
    for number, page in enumerate(pdf.pages):
        for name, image in page.Resources.get("/XObject", {}).items():
            used = any(operator == Operator("Do") and operands[0] == name for operands, operator in contents(pdf, number))
            if used and (image.get("/Filter") == Name.DCTDecode) == packed:
                return image
    raise LookupError("no such picture")


def pixels(pdf):
    image = pictures(pdf, False)
    data = bytearray(image.read_bytes())
    middle = len(data) // 2
    data[middle:middle + 90] = bytes(255 - byte for byte in data[middle:middle + 90])
    image.write(bytes(data))


def photo(pdf):
    """A patch of a photograph is painted over."""
    image = pictures(pdf, True)
    picture = Image.open(io.BytesIO(image.read_raw_bytes()))
    picture.paste((250, 250, 250), (20, 20, 44, 44))
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=95)
    image.write(packed.getvalue(), filter=Name.DCTDecode)


def removed(pdf):
    del pdf.pages[1]


def swapped(pdf):
    one, two = pdf.pages[0].obj, pdf.pages[1].obj
    for key in ("/Contents", "/Resources"):
        one[key], two[key] = two[key], one[key]


def doubled(pdf):
    pdf.pages.append(pdf.pages[1])


def note(pdf):
    page = pdf.pages[1].obj
    annotation = pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Contents=String("此件作废"), Rect=Array([100, 600, 120, 620]), F=4,
    ))
    page.Annots = Array([*page.get("/Annots", Array()), annotation])


def stamp(pdf):
    """A picture of its own over the page, as signing programs have it."""
    page = pdf.pages[1].obj
    look = pdf.make_stream(b"1 0 0 rg 0 0 40 40 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 40, 40])
    annotation = pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([100, 600, 140, 640]), F=4, AP=Dictionary(N=look),
    ))
    page.Annots = Array([*page.get("/Annots", Array()), annotation])


def links(pdf, kind):
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if kind in annotation:
                return annotation
    raise LookupError(f"no link with {kind}")


def address(pdf):
    links(pdf, "/A").A.URI = String("https://www.example.com/")


def target(pdf):
    link = links(pdf, "/Dest")
    link.Dest = Array([pdf.pages[0].obj, *list(link.Dest)[1:-2], 10, None])


def place_of_link(pdf):
    link = links(pdf, "/A")
    link.Rect = Array([float(side) + 3 for side in link.Rect])


def title(pdf):
    pdf.docinfo.Title = String("另一份通知")


def date(pdf):
    pdf.docinfo.CreationDate = String("D:20200101000000+08'00'")


def packet(pdf):
    data = pdf.Root.Metadata.read_bytes().decode()
    pdf.Root.Metadata.write(data.replace("<notice:date>2026", "<notice:date>2025").encode())
    assert pdf.Root.Metadata.read_bytes().decode() != data


def creator(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:creator"] = ["另一个机关"]


def bookmark(pdf):
    pdf.Root.Outlines.First.Title = String("另一个标题")


def alternative(pdf):
    """What a picture is said to show."""
    def walk(element):
        if isinstance(element, Dictionary):
            if "/Alt" in element:
                element.Alt = String("另一张图")
                return True
            kids = element.get("/K", [])
            return any(walk(kid) for kid in (kids if isinstance(kids, Array) else [kids]))
        return False

    assert walk(pdf.Root.StructTreeRoot.K[0])


def language(pdf):
    pdf.Root.Lang = String("en")


def label(pdf):
    pdf.Root.PageLabels.Nums[1] = Dictionary(S=Name.r, St=1)


def box(pdf):
    pdf.pages[1].obj.CropBox = Array([0, 0, 595, 500])


def turned(pdf):
    pdf.pages[1].obj.Rotate = 180


def action(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))


def draft(pdf):
    name = next(key for key in pdf.attachments if key == "notice.txt")
    text = pdf.attachments[name].get_file().read_bytes()
    stream = pdf.attachments[name].obj.EF.F
    stream.write(text.replace("检查".encode(), "调查".encode()))


def attachment(pdf):
    pdf.attachments["more.txt"] = pikepdf.AttachedFileSpec(pdf, b"more", filename="more.txt")


# The page that a change is on, from 1; none for one that is on no single page.
CHANGES = {
    character: 2, left_out: 2, glyph: 2, pushed: 2, line: 2, colour: 1, size: 2, covered: 2, hidden_text: 2, spoken: 2,
    meaning: None, shape: None, pixels: None, photo: None, removed: None, swapped: None, doubled: None, note: 2, stamp: 2,
    address: None, target: None, place_of_link: None, title: None, date: None, packet: None, creator: None, bookmark: None,
    alternative: None, language: None, label: None, box: 2, turned: 2, action: None, draft: None, attachment: None,
}


def main():
    folder, source = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    written = []
    for change, page in CHANGES.items():
        target = folder / f"{change.__name__}.pdf"
        with pikepdf.open(source) as pdf:
            try:
                change(pdf)
                pdf.save(target, fix_metadata_version=False)
            except Exception as error:  # every way of failing is the same here
                print(f"tamper: {change.__name__}: {error!r}", file=sys.stderr)
                sys.exit(2)
        written.append([change.__name__, page, str(target)])
    print(json.dumps(written))


if __name__ == "__main__":
    main()
