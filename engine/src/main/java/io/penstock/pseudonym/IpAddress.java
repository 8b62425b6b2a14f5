package io.penstock.pseudonym;

import java.util.List;
import java.util.regex.Pattern;

/** Addresses of the ranges that are set aside for documentation (RFC 5737, RFC 3849), of the same family, with the same prefix length. */
final class IpAddress extends Walking {

    /** The longest IPv4 pseudonym, {@code 198.51.100.255}. */
    static final int WIDTH = 14;

    private static final List<String> V4 = List.of("192.0.2.", "198.51.100.", "203.0.113.");

    private static final Pattern MASK = Pattern.compile("/[0-9]{1,3}");

    private final boolean network;
    private final int maxLength;
    private final OddValues odd;

    /** @param network of type {@code cidr}, where the bits behind the prefix must be zero */
    IpAddress(Prf prf, KeptValues.Link kept, boolean network, int maxLength, OddValues odd) {
        super(prf, kept);
        this.network = network;
        this.maxLength = maxLength;
        this.odd = odd;
    }

    @Override
    String hashed(String value, String normal) {
        int slash = normal.indexOf('/');
        return slash < 0 ? normal : normal.substring(0, slash);
    }

    @Override
    String candidate(String value, KeyStream stream, RowContext row) {
        int slash = value.indexOf('/');
        String address = slash < 0 ? value.strip() : value.substring(0, slash).strip();
        String mask = slash < 0 ? "" : value.substring(slash).strip();
        boolean v6 = looksLikeV6(address);
        if (!v6 && !looksLikeV4(address)
                || !mask.isEmpty() && !MASK.matcher(mask).matches()) {
            if (stream.isFirst()) {
                odd.add();
            }
            mask = "";
        }
        String made = v6 ? v6(mask, stream) : v4(mask, stream);
        return maxLength > 0 && made.length() > maxLength ? made.substring(0, made.indexOf('/')) : made;
    }

    private String v4(String mask, KeyStream stream) {
        String host = stream.pick(V4) + stream.below(256);
        boolean masked = network && !mask.isEmpty() && Integer.parseInt(mask.substring(1)) <= 32;
        return masked ? V4Mask.apply(host, mask) : host + mask;
    }

    private static boolean looksLikeV6(String address) {
        return address.indexOf(':') >= 0
                && address.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 0x80);
    }

    /** In a network column the host part is empty; a prefix shorter than that of the documentation range becomes its. */
    private String v6(String mask, KeyStream stream) {
        if (network) {
            return "2001:db8::"
                    + (mask.length() == 3 && mask.compareTo("/32") >= 0 || mask.length() == 4 ? mask : "/32");
        }
        int room = maxLength == 0 ? 4 : Math.min(4, (maxLength - "2001:db8:".length() - mask.length()) / 5);
        StringBuilder address = new StringBuilder("2001:db8:");
        for (int i = 0; i < room; i++) {
            address.append(':').append(Integer.toHexString(1 + stream.below(0xFFFF)));
        }
        return address + mask;
    }

    private static boolean looksLikeV4(String address) {
        int dots = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }
}
