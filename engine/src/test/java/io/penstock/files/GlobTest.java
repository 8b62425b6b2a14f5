package io.penstock.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class GlobTest {

    @Test
    void matchesWhatThePlatformMatches() {
        Random random = new Random(7);
        List<String> parts =
                List.of("a", "b", ".jpg", "*", "**", "/", "?", "[ab]", "[!a]", "{a,b*}", "\\*", "+", "(", "$");
        List<String> letters = List.of("a", "b", ".jpg", "/", "*", "+", "(", "$");
        int matched = 0;
        for (int i = 0; i < 200_000; i++) {
            String glob = text(random, parts);
            Path path = Path.of(text(random, letters));
            boolean expected =
                    FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(path);
            assertThat(Glob.compile(glob).matcher(path.toString()).matches())
                    .as("%s on %s", glob, path)
                    .isEqualTo(expected);
            matched += expected ? 1 : 0;
        }
        assertThat(matched).isGreaterThan(1000);
    }

    private static String text(Random random, List<String> parts) {
        StringBuilder text = new StringBuilder(parts.get(random.nextInt(3)));
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    @Test
    void seesPastLineBreaks() {
        assertThat(Glob.compile("**/*.jpg").matcher("sites/line\nbreak/b\n.jpg").matches())
                .isTrue();
    }

    @Test
    void saysWhatIsNotClosed() {
        assertThatThrownBy(() -> Glob.compile("a{b")).isInstanceOf(PatternSyntaxException.class);
        assertThatThrownBy(() -> Glob.compile("a[b")).isInstanceOf(PatternSyntaxException.class);
    }
}
