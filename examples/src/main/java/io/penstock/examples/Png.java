package io.penstock.examples;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A tiny picture: a square of five by five tiles in one colour, the same to the left and to the right. */
final class Png {

    private static final int TILES = 5;
    private static final int TILE_PIXELS = 8;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    /** The picture that 64 bits stand for. */
    static byte[] of(long bits) {
        int side = TILES * TILE_PIXELS;
        byte[] pixels = new byte[side * (1 + side)];
        int at = 0;
        for (int y = 0; y < side; y++) {
            at++; // each line starts with its filter: none
            for (int x = 0; x < side; x++) {
                int column = Math.min(x / TILE_PIXELS, TILES - 1 - x / TILE_PIXELS);
                pixels[at++] = (byte) (bits >>> (y / TILE_PIXELS * 3 + column) & 1);
            }
        }
        ByteBuffer header = ByteBuffer.allocate(13).putInt(side).putInt(side);
        header.put((byte) 8).put((byte) 3); // eight bits a pixel, colours from a palette
        byte[] palette = {
            (byte) 0xf2, (byte) 0xf2, (byte) 0xf0, (byte) (bits >>> 20), (byte) (bits >>> 28), (byte) (bits >>> 36)
        };
        ByteArrayOutputStream png = new ByteArrayOutputStream(256);
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", header.array());
        chunk(png, "PLTE", palette);
        chunk(png, "IDAT", deflated(pixels));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 check = new CRC32();
        check.update(chunk.array(), 4, 4 + data.length);
        png.writeBytes(chunk.putInt((int) check.getValue()).array());
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(data);
            deflater.finish();
            byte[] buffer = new byte[data.length + 64];
            return java.util.Arrays.copyOf(buffer, deflater.deflate(buffer));
        } finally {
            deflater.end();
        }
    }
}
