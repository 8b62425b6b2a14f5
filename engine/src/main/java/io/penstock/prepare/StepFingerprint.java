package io.penstock.prepare;

import io.penstock.prepare.cartridge.CartridgeFiles;
import io.penstock.prepare.cartridge.DataFiles;
import io.penstock.prepare.cartridge.PreparationStep;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a step is made of, as SHA-256: its class, its parameters, and the content of every file of the cartridge that they name. */
final class StepFingerprint {

    private StepFingerprint() {}

    static String of(PreparationStep step, CartridgeFiles files) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        DataFiles data = new DataFiles(files);
        add(digest, step.preparer().getBytes(StandardCharsets.UTF_8));
        for (String parameter : step.parameters()) {
            add(digest, parameter.getBytes(StandardCharsets.UTF_8));
            if (parameter.contains(".")) {
                data.all(parameter).forEach((path, content) -> add(digest, content));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(part);
    }
}
