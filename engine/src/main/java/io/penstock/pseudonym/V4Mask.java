package io.penstock.pseudonym;

/** Clears the host bits of an IPv4 address, as the type {@code cidr} demands. */
final class V4Mask {

    private V4Mask() {}

    /** @param mask such as {@code /24} */
    static String apply(String address, String mask) {
        int bits = Integer.parseInt(mask.substring(1));
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        long cleared = bits == 0 ? 0 : number & (0xFFFFFFFFL << (32 - bits));
        return (cleared >>> 24) + "." + (cleared >>> 16 & 255) + "." + (cleared >>> 8 & 255) + "." + (cleared & 255)
                + mask;
    }
}
