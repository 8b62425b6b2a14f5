package io.penstock.checks;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The constants of a class file (Java Virtual Machine Specification, 4.4).
 *
 * @param texts every text: names, descriptors and string literals
 * @param classes the classes that it refers to, with {@code /} between the parts of a name
 */
record ClassConstants(Set<String> texts, Set<String> classes) {

    static ClassConstants read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            // Magic number and version.
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            Map<Integer, String> texts = new HashMap<>();
            Set<Integer> names = new HashSet<>();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(i, in.readUTF());
                    case 7 -> names.add(in.readUnsignedShort());
                    case 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        // A long or double takes two places.
                        i++;
                    }
                    default -> throw new IOException(file + " has an unknown constant of tag " + tag);
                }
            }
            Set<String> classes = new HashSet<>();
            names.forEach(name -> classes.add(Objects.requireNonNull(texts.get(name))));
            return new ClassConstants(new HashSet<>(texts.values()), classes);
        }
    }
}
