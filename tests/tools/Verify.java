import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Asks the veraPDF engine whether each file keeps each profile: {@code Verify 3a,ua1 FILE.pdf...}
 *
 * <p>One line for each pair of file and profile, and below it one line for each rule that is broken. Exit 0: all files
 * keep all profiles. 1: some file breaks a rule, or is not a PDF. 2: no answer can be given. The last two are kept
 * apart because an engine that fails to start must never look like a verdict about a file, and least of all like a
 * good one.
 */
public final class Verify {
    /** Failures that are listed for one file, at most: a broken file can have one for every character of it. */
    private static final int MOST_FAILURES = 100_000;

    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("usage: verapdf.sh PROFILE[,PROFILE...] FILE.pdf...");
            System.exit(2);
        }
        try {
            System.exit(run(arguments));
        } catch (Throwable cause) {
            // Throwable, because a jar that is missing from the class path is an Error, not an Exception.
            System.err.println("verapdf: the engine failed: " + cause);
            cause.printStackTrace();
            System.exit(2);
        }
    }

    private static int run(String[] arguments) throws Exception {
        // The engine logs what it thinks about single objects; its findings say the same, with the clause.
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();

        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String id : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
            // Without the JAXB jars the engine starts all the same, and then knows of no profile at all.
            if (flavour == PDFAFlavour.NO_FLAVOUR
                    || !Profiles.getVeraProfileDirectory().getPDFAFlavours().contains(flavour)) {
                System.err.println("verapdf: no profile \"" + id + "\"; the engine has "
                        + Profiles.getVeraProfileDirectory().getPDFAFlavours());
                return 2;
            }
            flavours.add(flavour);
        }

        boolean allKept = true;
        for (int i = 1; i < arguments.length; i++) {
            File file = new File(arguments[i]);
            if (!file.canRead()) {
                System.err.println("verapdf: cannot read " + file);
                return 2;
            }
            for (PDFAFlavour flavour : flavours) {
                allKept &= keeps(file, flavour);
            }
        }
        return allKept ? 0 : 1;
    }

    private static boolean keeps(File file, PDFAFlavour flavour) throws Exception {
        ValidationResult result;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            // Only failed checks, with their messages, without progress.
            PDFAValidator validator =
                    Foundries.defaultInstance().createValidator(flavour, MOST_FAILURES, false, true, false);
            result = validator.validate(parser);
        } catch (ModelParsingException | EncryptedPdfException cause) {
            System.out.println("FAIL " + flavour.getId() + " " + file + ": not a readable PDF: " + cause.getMessage());
            return false;
        }
        if (result.getTotalAssertions() == 0) {
            // A file that nothing was asked about keeps every rule. That is no proof.
            throw new IllegalStateException("not one check was made on " + file);
        }

        System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + flavour.getId() + " " + file + " ("
                + result.getTotalAssertions() + " checks, " + result.getFailedChecks().size() + " rules broken)");
        Map<RuleId, TestAssertion> firsts = new TreeMap<>(
                Comparator.comparing(RuleId::getClause).thenComparing(RuleId::getTestNumber));
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                firsts.putIfAbsent(assertion.getRuleId(), assertion);
            }
        }
        firsts.forEach((rule, first) -> System.out.println("  " + rule.getClause() + "-" + rule.getTestNumber() + ", "
                + result.getFailedChecks().get(rule) + " times: " + first.getMessage()
                + "\n      first at " + first.getLocation().getContext()));
        return result.isCompliant();
    }
}
