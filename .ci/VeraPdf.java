import java.io.File;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/** Validates every PDF named on the command line as PDF/A-3a and as PDF/UA-1; exits 1 when one of them fails. */
public final class VeraPdf {
  private record Standard(String name, PDFAFlavour flavour, String profile) {}

  private static final Standard[] STANDARDS = {
    new Standard("PDF/A-3a", PDFAFlavour.PDFA_3_A, "PDFA-3A"),
    new Standard("PDF/UA-1", PDFAFlavour.PDFUA_1, "PDFUA-1"),
  };

  public static void main(String[] paths) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    LogManager.getLogManager().reset();
    boolean allConform = true;
    for (Standard standard : STANDARDS) {
      ValidationProfile profile = readProfile(standard.profile());
      for (String path : paths) {
        allConform &= conforms(path, standard, profile);
      }
    }
    System.exit(allConform ? 0 : 1);
  }

  private static ValidationProfile readProfile(String name) throws Exception {
    try (InputStream xml = VeraPdf.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
      return Profiles.profileFromXml(xml);
    }
  }

  private static boolean conforms(String path, Standard standard, ValidationProfile profile) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), standard.flavour())) {
      ValidationResult result = ValidatorFactory.createValidator(profile, false).validate(parser);
      System.out.printf("%s %s %s%n", result.isCompliant() ? "PASS" : "FAIL", standard.name(), path);
      Set<String> told = new LinkedHashSet<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
        if (assertion.getStatus() != TestAssertion.Status.PASSED && told.add(rule)) {
          System.out.printf("  %s %s%n    at %s%n", rule, assertion.getMessage(), assertion.getLocation().getContext());
        }
      }
      return result.isCompliant();
    }
  }
}
