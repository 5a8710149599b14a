#!/usr/bin/env bash
# ofdrw-invisible-object.sh — ofdrw paints objects that an OFD says are not visible.
#
# GB/T 33190—2016 gives every graphic object an attribute Visible (default true). A page here has one text object with a square for its
# glyph. With Visible="false" ofdrw's ImageMaker paints the same square as without it, so text that is there for searching alone shows.
# src/ofd/fonts.rs gives such characters a glyph that is blank.
#
# The packages are pinned and go into a temporary folder; a JDK (17 or later), Maven and Python 3 are asked for. Exit 0: it behaves as
# described. Exit 1: it does not any more.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check fonttools==4.60.1
cat >"$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.ofdrw</groupId>
      <artifactId>ofdrw-full</artifactId>
      <version>2.3.1</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies "-DoutputDirectory=$work/lib"

"$work/venv/bin/python" - "$work" <<'PYTHON'
import sys
import zipfile

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

folder = sys.argv[1]
pen = TTGlyphPen(None)
for move, (x, y) in enumerate([(100, 0), (100, 700), (800, 700), (800, 0)]):
    (pen.lineTo if move else pen.moveTo)((x, y))
pen.closePath()
square = pen.glyph()
font = FontBuilder(1000, isTTF=True)
font.setupGlyphOrder([".notdef", "A"])
font.setupCharacterMap({65: "A"})
font.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": square})
font.setupHorizontalMetrics({".notdef": (900, 0), "A": (900, 100)})
font.setupHorizontalHeader(ascent=800, descent=-200)
font.setupNameTable({"familyName": "Square", "styleName": "Regular"})
font.setupOS2()
font.setupPost()
font.save(f"{folder}/square.ttf")

NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
AREA = "<ofd:PageArea><ofd:PhysicalBox>0 0 100 100</ofd:PhysicalBox></ofd:PageArea>"


def ofd(path, more):
    parts = {
        "OFD.xml": f'<ofd:OFD {NAMES} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f'<ofd:Document {NAMES}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>{AREA}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {NAMES} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="Square" FamilyName="Square"><ofd:FontFile>square.ttf</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res>',
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {NAMES}><ofd:Content><ofd:Layer ID="3"><ofd:TextObject ID="4" Boundary="20 20 40 40" Font="2" Size="30"{more}><ofd:TextCode X="0" Y="30">A</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, HEAD + text)
        file.write(f"{folder}/square.ttf", "Doc_0/Res/square.ttf")


ofd(f"{folder}/visible.ofd", "")
ofd(f"{folder}/invisible.ofd", ' Visible="false"')
PYTHON

cat >"$work/Ink.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.ofdrw.converter.ImageMaker;
import org.ofdrw.reader.OFDReader;

public class Ink {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            try (OFDReader reader = new OFDReader(Path.of(file))) {
                BufferedImage page = new ImageMaker(reader, 4).makePage(0);
                int dark = 0;
                for (int y = 0; y < page.getHeight(); y++)
                    for (int x = 0; x < page.getWidth(); x++)
                        if ((page.getRGB(x, y) & 0xff) < 128) dark++;
                System.out.println(dark);
            }
        }
    }
}
JAVA
ink=$(java -Djava.awt.headless=true -cp "$work/lib/*" "$work/Ink.java" "$work/visible.ofd" "$work/invisible.ofd" 2>"$work/log") || { cat "$work/log"; exit 1; }
{ read -r visible; read -r invisible; } <<<"$ink"
echo "ofdrw 2.3.1, dark dots of the page: $visible without the attribute, $invisible with Visible=\"false\""
if [ "$visible" -gt 1000 ] && [ "$invisible" = "$visible" ]; then
  echo 'as described'
else
  echo 'not as described any more'
  exit 1
fi
