#!/usr/bin/env python3
"""What others say of OFD files: ofd.py check FILE..., ofd.py text FILE..., ofd.py ink DPI FOLDER FILE.pdf...

check  every part against the schemas (lxml), and what schemas cannot see: parts and resources that are referred to and not there,
       identifiers that come twice, fonts without a table that readers want, characters without a glyph, steps that do not fit the text.
       Prints an object: for each file the list of its faults.
text   the text of each page as ofdkit reads it, and what the file says of itself.
ink    how much of the ink of each page of a PDF is ink of the picture FOLDER/NAME-1.png ... that somebody drew of the OFD.
       MuPDF puts glyphs on whole rows of dots, up to half a dot off their place: here it draws them as outlines, where they are.
"""
import io
import json
import pathlib
import posixpath
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent / "ofd"
OFD = "{http://www.ofdspec.org/2016}"
SCHEMAS = {
    "OFD": "OFD.xsd", "Document": "Document.xsd", "Page": "Page.xsd", "Res": "Res.xsd", "Attachments": "Attachments.xsd",
    "CustomTags": "CustomTags.xsd", "Annotations": "Annotations.xsd", "PageAnnot": "Annotation.xsd",
}
# Readers in Java refuse a font that lacks one of these.
WANTED = {"cmap", "name", "OS/2", "post", "head", "hhea", "hmtx", "maxp"}
LOADED = {}


def schema(root):
    from lxml import etree

    name = etree.QName(root)
    if name.namespace == OFD[1:-1] and name.localname in SCHEMAS:
        path = ROOT / "schemas" / SCHEMAS[name.localname]
    elif name.namespace == "urn:zhumo:notice-tags/1.0/":
        path = ROOT / "notice-tags.xsd"
    else:
        return None
    if path not in LOADED:
        LOADED[path] = etree.XMLSchema(etree.parse(str(path)))
    return LOADED[path]


class Checked:
    """A file, and what is wrong with it."""

    def __init__(self, path):
        from lxml import etree

        self.faults, self.parts, self.used, self.ids = [], {}, set(), {}
        self.archive = zipfile.ZipFile(path)
        names = self.archive.namelist()
        if len(names) != len(set(names)):
            self.fault("the container has a name twice")
        if self.archive.testzip():
            self.fault("the sum of a file is wrong")
        for name in names:
            if not name.endswith(".xml"):
                continue
            try:
                root = etree.fromstring(self.archive.read(name))
            except etree.XMLSyntaxError as error:
                self.fault(f"{name}: no XML: {error}")
                continue
            self.parts[name] = root
            held = schema(root)
            if held is None:
                self.fault(f"{name}: no schema for {root.tag}")
            elif not held.validate(root):
                for error in held.error_log:
                    self.fault(f"{name}: {error.message}")
        if "OFD.xml" in self.parts:
            self.walk()

    def fault(self, text):
        self.faults.append(text)

    def file(self, base, location, what):
        """The name of a file that is referred to from a folder."""
        name = location.lstrip("/") if location.startswith("/") else posixpath.normpath(posixpath.join(base, location))
        self.used.add(name)
        if name not in self.archive.namelist():
            self.fault(f"{what}: {name} is not there")
            return None
        return name

    def identifier(self, element, where):
        if (number := element.get("ID")) is None or not number.isdigit():
            return
        if int(number) in self.ids:
            self.fault(f"{where}: the identifier {number} comes twice")
        self.ids[int(number)] = element.tag

    def walk(self):
        self.used.add("OFD.xml")
        self.fonts, self.media = {}, set()
        document = self.file("", self.parts["OFD.xml"].findtext(f".//{OFD}DocRoot"), "DocRoot")
        if document is None or document not in self.parts:
            return
        self.folder, root = posixpath.dirname(document), self.parts[document]
        for kind in ("PublicRes", "DocumentRes"):
            for location in root.iterfind(f"{OFD}CommonData/{OFD}{kind}"):
                self.resources(self.file(self.folder, location.text, kind))
        pages = {}
        for page in root.iter(f"{OFD}Page"):
            self.identifier(page, document)
            name = self.file(self.folder, page.get("BaseLoc"), "Page")
            if name in self.parts:
                pages[page.get("ID")] = {own.get("ID") for own in self.parts[name].iter() if own.get("ID")}
                self.page(name)
        for goal in (goal for part in self.parts.values() for goal in part.iter(f"{OFD}Dest")):
            if goal.get("PageID") not in pages:
                self.fault(f"a link leads to page {goal.get('PageID')}, which is not there")
        for font in self.fonts.values():
            self.font(font)
        if self.ids and int(root.findtext(f"{OFD}CommonData/{OFD}MaxUnitID")) < max(self.ids):
            self.fault("MaxUnitID is less than an identifier")
        for kind, inner in (("CustomTags", "CustomTag"), ("Attachments", "Attachment")):
            location = root.findtext(f"{OFD}{kind}")
            listed = self.file(self.folder, location, kind) if location else None
            if listed in self.parts:
                for one in self.parts[listed].iter(f"{OFD}{inner}"):
                    own = self.file(posixpath.dirname(listed), one.findtext(f"{OFD}FileLoc"), inner)
                    if own in self.parts:
                        self.tags(own, pages)
        for name in set(self.archive.namelist()) - self.used:
            self.fault(f"{name} is in the file, and nothing refers to it")

    def tags(self, name, pages):
        for reference in self.parts[name].iter(f"{OFD}ObjectRef"):
            if reference.text not in pages.get(reference.get("PageRef"), ()):
                self.fault(f"{name}: object {reference.text} is not on page {reference.get('PageRef')}")

    def resources(self, name):
        if name not in self.parts:
            return
        root = self.parts[name]
        base = posixpath.join(posixpath.dirname(name), root.get("BaseLoc", ""))
        for font in root.iter(f"{OFD}Font"):
            self.identifier(font, name)
            location = font.findtext(f"{OFD}FontFile")
            if location is None:
                self.fault(f"{name}: the font {font.get('FontName')} is not in the file")
                continue
            own = self.file(base, location, "FontFile")
            self.fonts[font.get("ID")] = {"name": own, "characters": set(), "glyphs": set()}
        for media in root.iter(f"{OFD}MultiMedia"):
            self.identifier(media, name)
            self.media.add(media.get("ID"))
            self.file(base, media.findtext(f"{OFD}MediaFile"), "MediaFile")

    def page(self, name):
        for element in self.parts[name].iter():
            self.identifier(element, name)
        for text in self.parts[name].iter(f"{OFD}TextObject"):
            font = self.fonts.get(text.get("Font"))
            if font is None:
                self.fault(f"{name}: text in a font {text.get('Font')} that is not there")
                continue
            codes = text.findall(f"{OFD}TextCode")
            if len(codes) != 1:
                self.fault(f"{name}: an object has {len(codes)} pieces of text")
            for code in codes:
                shown = set(code.text or "")
                told = text.findall(f"{OFD}CGTransform")
                for one in told:
                    at, count = int(one.get("CodePosition")), int(one.get("CodeCount", 1))
                    shown -= set(code.text[at : at + count])
                    font["glyphs"].update(int(glyph) for glyph in one.findtext(f"{OFD}Glyphs").split())
                if text.get("Visible") != "false":
                    font["characters"].update(shown)
                steps = self.steps(code.get("DeltaX", ""))
                if not told and steps != len(code.text or "") - 1:
                    self.fault(f"{name}: {steps} steps between the {len(code.text or '')} characters of “{code.text}”")
        for image in self.parts[name].iter(f"{OFD}ImageObject"):
            if image.get("ResourceID") not in self.media:
                self.fault(f"{name}: a picture {image.get('ResourceID')} that is not there")

    @staticmethod
    def steps(array):
        values, count = array.split(), 0
        while values:
            if values[0] == "g":
                count += int(values[1])
                values = values[3:]
            else:
                float(values[0])
                count += 1
                values = values[1:]
        return count

    def font(self, font):
        from fontTools.ttLib import TTFont

        if font["name"] is None:
            return
        opened = TTFont(io.BytesIO(self.archive.read(font["name"])), lazy=False)
        lacking = WANTED - set(opened.keys())
        if lacking:
            self.fault(f"{font['name']}: no table {', '.join(sorted(lacking))}")
            return
        if not ({"glyf", "loca"} <= set(opened.keys()) or "CFF " in opened):
            self.fault(f"{font['name']}: no outlines")
        for table in opened.keys():
            opened[table]
        known = opened.getBestCmap() or {}
        bare = sorted(character for character in font["characters"] if opened.getGlyphID(known.get(ord(character), ".notdef")) == 0)
        if bare:
            self.fault(f"{font['name']}: no glyph for {' '.join(f'U+{ord(one):04X}' for one in bare)}")
        count = opened["maxp"].numGlyphs
        if any(glyph >= count for glyph in font["glyphs"]):
            self.fault(f"{font['name']}: a glyph that is not there is told by its number")


def text(path):
    import ofdkit

    with ofdkit.open(path) as document:
        info = document.info
        return {
            "pages": [page.text() for page in document.pages],
            "title": info.title,
            "author": info.author,
        }


def ink(dpi, folder, pdf):
    """For each page how much of its ink the other picture has, and both amounts."""
    import pymupdf
    from PIL import Image, ImageChops

    def black(picture):
        return picture.point(lambda value: 255 if value < 128 else 0)

    def amount(picture):
        return picture.histogram()[255]

    pages = []
    for number, page in enumerate(pymupdf.open(pdf), 1):
        drawn = Image.open(pathlib.Path(folder) / f"{pathlib.Path(pdf).stem}-{number}.png").convert("L")
        outlines = pymupdf.open(stream=page.get_svg_image(text_as_path=True).encode(), filetype="svg")
        dots = outlines[0].get_pixmap(dpi=dpi)
        wanted = Image.frombytes("RGB", (dots.width, dots.height), dots.samples).convert("L")
        # What is seen through in a picture is lost on that way.
        boxes = [pymupdf.Rect(one["bbox"]) * dpi / 72 for one in page.get_image_info()]
        if boxes:
            plain = page.get_pixmap(dpi=dpi)
            plain = Image.frombytes("RGB", (plain.width, plain.height), plain.samples).convert("L")
            for box in boxes:
                area = tuple(round(edge) for edge in box)
                wanted.paste(plain.crop(area), area)
        if abs(drawn.width - wanted.width) > 1 or abs(drawn.height - wanted.height) > 1:
            raise SystemExit(f"{pdf}: page {number} is {wanted.size}, and was drawn as {drawn.size}")
        size = (min(drawn.width, wanted.width), min(drawn.height, wanted.height))
        one, other = black(drawn.crop((0, 0, *size))), black(wanted.crop((0, 0, *size)))
        pages.append({"shared": amount(ImageChops.multiply(one, other)), "ofd": amount(one), "pdf": amount(other)})
    return pages


def main():
    kind, arguments = sys.argv[1], sys.argv[2:]
    if kind == "ink":
        result = {path: ink(int(arguments[0]), arguments[1], path) for path in arguments[2:]}
    elif kind == "text":
        result = {path: text(path) for path in arguments}
    else:
        result = {path: Checked(path).faults for path in arguments}
    json.dump(result, sys.stdout, ensure_ascii=False)


main()
