package io.penstock.prepare.validation;

import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.CartridgeInspection;
import io.penstock.prepare.cartridge.PropertiesText;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with the properties that are data of steps. */
final class DataFaults {

    private static final Pattern DEPRECATED =
            Pattern.compile("(.*)Informations?((?:_[a-z]{2,3}(?:_[A-Z]{2})?)?)\\.properties");
    private static final Pattern SET = Pattern.compile("Data\\.(\\d{1,18})\\..+");

    private final CartridgeInspection inspection;
    private final Findings findings;

    DataFaults(CartridgeInspection inspection, Findings findings) {
        this.inspection = inspection;
        this.findings = findings;
    }

    void findIn(Cartridge cartridge) {
        for (Path file : inspection.files(cartridge)) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".properties")) {
                findInName(file, name);
                findGaps(file);
            }
        }
    }

    private void findInName(Path file, String name) {
        Matcher matcher = DEPRECATED.matcher(name);
        if (matcher.matches()) {
            findings.add(
                    Fault.BUNDLE_NAME_DEPRECATED,
                    file,
                    0,
                    "Bundles are called *Localization since version 7.4; *Informations is deprecated.",
                    "Call it " + matcher.group(1) + "Localization" + matcher.group(2)
                            + ".properties, and correct the steps that name it.");
        }
    }

    private void findGaps(Path file) {
        Map<BigInteger, Integer> sets = new TreeMap<>();
        for (PropertiesText.Entry entry : PropertiesText.read(inspection.read(file))) {
            Matcher matcher = SET.matcher(entry.key());
            if (matcher.matches()) {
                sets.putIfAbsent(new BigInteger(matcher.group(1)), entry.line());
            }
        }
        BigInteger[] before = {null};
        sets.forEach((number, line) -> {
            BigInteger last = before[0];
            if (last != null && number.subtract(last).compareTo(BigInteger.ONE) > 0) {
                findings.add(
                        Fault.DATA_SET_GAP,
                        file,
                        line,
                        "Between Data." + last + " and Data." + number
                                + " a data set is left out. Penstock reads on; DBInit and DBMigrate before 7.10.35 end there.",
                        "Number the data sets without gaps, or see whether one was lost.");
            }
            before[0] = number;
        });
    }
}
