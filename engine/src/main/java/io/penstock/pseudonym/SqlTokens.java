package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names and signs of a piece of SQL or PL/pgSQL, in their order. Texts are only marked, comments left out. */
final class SqlTokens {

    /** Stands for any text in quotes. */
    static final String TEXT = "'";

    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|\\$(\\w*)\\$.*?\\$\\1\\$|'(?:[^']|'')*'|\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*)|:=|::|\\|\\||\\S",
            Pattern.DOTALL);

    private SqlTokens() {}

    static List<String> of(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            String token = matcher.group();
            if (matcher.group(2) != null) {
                tokens.add(matcher.group(2).replace("\"\"", "\""));
            } else if (matcher.group(3) != null) {
                tokens.add(token.toLowerCase(Locale.ROOT));
            } else if (token.startsWith("'") || token.startsWith("$") && token.length() > 1) {
                tokens.add(TEXT);
            } else if (!token.startsWith("--") && !token.startsWith("/*")) {
                tokens.add(token);
            }
        }
        return withoutBracketsOfRows(tokens);
    }

    /** {@code (NEW).email} is {@code NEW.email}. */
    private static List<String> withoutBracketsOfRows(List<String> tokens) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean row = tokens.get(i).equals("(")
                    && i + 3 < tokens.size()
                    && tokens.get(i + 2).equals(")")
                    && tokens.get(i + 3).equals(".");
            if (row) {
                result.add(tokens.get(i + 1));
                i += 2;
            } else {
                result.add(tokens.get(i));
            }
        }
        return result;
    }
}
