import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.ofdrw.converter.ImageMaker;
import org.ofdrw.core.attachment.CT_Attachment;
import org.ofdrw.core.basicStructure.outlines.CT_OutlineElem;
import org.ofdrw.core.basicStructure.outlines.Outlines;
import org.ofdrw.reader.ContentExtractor;
import org.ofdrw.reader.OFDReader;

/**
 * OFD files as ofdrw reads them: OfdJudge DPI FOLDER FILE... prints an object with, for each file, the text of each page, the
 * attached files with their text, and how many entries the outline has; and writes a picture of each page, FOLDER/NAME-1.png and so on
 * (none with a DPI of 0). Whatever it throws ends it with 1.
 */
public final class OfdJudge {
    public static void main(String[] arguments) throws Exception {
        // What the library prints must not stand between the answers.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        double dots = Double.parseDouble(arguments[0]);
        List<String> files = new ArrayList<>();
        for (int at = 2; at < arguments.length; at++) {
            files.add(quoted(arguments[at]) + ":" + read(Path.of(arguments[at]), dots, Path.of(arguments[1])));
        }
        out.println("{" + String.join(",", files) + "}");
    }

    private static String read(Path file, double dots, Path folder) throws Exception {
        String name = file.getFileName().toString().replaceAll("\\.ofd$", "");
        List<String> pages = new ArrayList<>();
        List<String> attached = new ArrayList<>();
        int outline = 0;
        try (OFDReader reader = new OFDReader(file)) {
            ContentExtractor extractor = new ContentExtractor(reader);
            ImageMaker maker = dots > 0 ? new ImageMaker(reader, dots / 25.4) : null;
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                pages.add(quoted(String.join("\n", extractor.getPageContent(page))));
                if (maker != null) {
                    Path place = folder.resolve(name + "-" + page + ".png");
                    ImageIO.write(maker.makePage(page - 1), "png", place.toFile());
                }
            }
            for (CT_Attachment one : reader.getAttachmentList()) {
                String text = Files.readString(reader.getAttachmentFile(one));
                attached.add(quoted(one.getAttachmentName()) + ":" + quoted(text));
            }
            Outlines outlines = reader.getDoc(0).getOutlines();
            for (CT_OutlineElem one : outlines == null ? List.<CT_OutlineElem>of() : outlines.getOutlineElems()) {
                outline += count(one);
            }
        }
        return "{\"pages\":[" + String.join(",", pages) + "],\"attached\":{" + String.join(",", attached) + "},\"outline\":" + outline + "}";
    }

    private static int count(CT_OutlineElem one) {
        int all = 1;
        for (CT_OutlineElem inner : one.getOutlineElems()) {
            all += count(inner);
        }
        return all;
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char one : text.toCharArray()) {
            if (one == '"' || one == '\\' || one < ' ') {
                out.append(String.format("\\u%04x", (int) one));
            } else {
                out.append(one);
            }
        }
        return out.append('"').toString();
    }
}
