package io.penstock.prepare.validation;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which methods a class file refers to, as {@code java/util/UUID.randomUUID}: read from its constant pool (Java Virtual Machine Specification, 4.4). No code is run. */
final class ClassReferences {

    private static final int MAGIC = 0xCAFEBABE;

    private ClassReferences() {}

    /** Empty for what is no class file. */
    static Set<String> of(byte[] classFile) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            return in.readInt() == MAGIC ? read(in) : Set.of();
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static Set<String> read(DataInputStream in) throws IOException {
        in.readInt();
        int count = in.readUnsignedShort();
        Map<Integer, String> texts = new HashMap<>();
        Map<Integer, Integer> names = new HashMap<>();
        Map<Integer, Integer> classOf = new HashMap<>();
        Map<Integer, Integer> nameAndTypeOf = new HashMap<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 7 -> names.put(i, in.readUnsignedShort());
                case 10, 11 -> {
                    classOf.put(i, in.readUnsignedShort());
                    nameAndTypeOf.put(i, in.readUnsignedShort());
                }
                case 12 -> {
                    names.put(i, in.readUnsignedShort());
                    in.readUnsignedShort();
                }
                case 5, 6 -> {
                    in.readLong();
                    i++;
                }
                case 15 -> in.skipNBytes(3);
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                default -> in.skipNBytes(4);
            }
        }
        Set<String> references = new HashSet<>();
        classOf.forEach((index, type) ->
                references.add(texts.get(names.get(type)) + "." + texts.get(names.get(nameAndTypeOf.get(index)))));
        return references;
    }
}
