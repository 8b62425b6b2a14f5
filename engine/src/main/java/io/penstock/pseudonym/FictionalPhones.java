package io.penstock.pseudonym;

import java.util.List;
import java.util.Map;

/**
 * Phone numbers that regulators set aside for films and books, as national numbers; {@code #} is any digit. Sources: ARCEP decision 2012-0856 (France), Ofcom
 * "Numbers for drama use" (United Kingdom), Bundesnetzagentur "Drama numbers" (Germany), NANPA 555-0100 to 555-0199 (North America), ACMA (Australia).
 */
final class FictionalPhones {

    private static final List<String> NORTH_AMERICA = List.of(
            "20255501##",
            "21255501##",
            "21355501##",
            "21455501##",
            "30255501##",
            "30355501##",
            "30555501##",
            "31255501##",
            "31355501##",
            "40455501##",
            "40655501##",
            "41255501##",
            "41555501##",
            "50255501##",
            "50355501##",
            "51255501##",
            "60255501##",
            "61255501##",
            "61755501##",
            "70255501##",
            "71355501##",
            "80155501##",
            "80855501##",
            "90155501##");

    private static final Map<Integer, List<String>> PATTERNS = Map.of(
            1, NORTH_AMERICA,
            33, List.of("19900####", "26191####", "35301####", "46571####", "53649####", "63998####"),
            44,
                    List.of(
                            "1134960###",
                            "1144960###",
                            "1154960###",
                            "1164960###",
                            "1174960###",
                            "1184960###",
                            "1214960###",
                            "1314960###",
                            "1414960###",
                            "1514960###",
                            "1614960###",
                            "1632960###",
                            "1914980###",
                            "2079460###",
                            "2890180###",
                            "2920180###",
                            "7700900###"),
            49, List.of("3023125###", "6990009###", "4066969###", "2214710###", "8999998###"),
            61, List.of("25550####", "35550####", "75550####", "85550####"));

    private FictionalPhones() {}

    /** The patterns of national numbers of that country and length; none when none of that length is set aside. */
    static List<String> patterns(int country, int length) {
        return PATTERNS.getOrDefault(country, List.of()).stream()
                .filter(pattern -> pattern.length() == length)
                .toList();
    }
}
