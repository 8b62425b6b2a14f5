package io.penstock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process dies before each change that it would make, and the next one, which settles, dies likewise: in the end all parts are of one run. */
class JointSwapTest {

    private static final int MORE_CHANGES_THAN_ANY = 40;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a a",
                "a b",
                "a files",
                "a a files files",
                "a b files files",
                "a b a",
                "a b a files",
                "files files"
            })
    void aSyncIsWhollyDoneOrNotAtAll(String places) {
        for (PaperEnvironment settled :
                everyStory(places, environment -> environment.sync("run2", environment.all()))) {
            assertOneRun(settled.all());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a a", "a b", "a files", "a a files files", "a b files files", "a b a", "a b a files"})
    void anUndoIsWhollyDoneOrNotAtAll(String places) {
        for (PaperEnvironment settled : everyStory(places, environment -> environment.undo("run1"))) {
            assertOneRun(settled.all());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a files", "a a files files", "a b files files"})
    void aLaterSyncOfOnePartDoesNotTearTheOthersApart(String places) {
        int count = places.split(" ").length;
        for (int chosen = 0; chosen < count; chosen++) {
            int number = chosen;
            List<PaperEnvironment> stories =
                    everyUnsettledStory(places, environment -> environment.sync("run2", environment.all()));
            for (PaperEnvironment environment : stories) {
                PaperEnvironment.Part one = environment.all().get(number);
                boolean allSwapped = environment.all().stream().allMatch(part -> part.content.equals("run2"));
                environment.begin(MORE_CHANGES_THAN_ANY);
                environment.settle(List.of(one));
                environment.sync("run3", List.of(one));
                environment.begin(MORE_CHANGES_THAN_ANY);
                environment.settle(environment.all());

                List<PaperEnvironment.Part> others = new ArrayList<>(environment.all());
                others.remove(one);
                assertThat(one.content).isEqualTo("run3");
                assertOneRun(others);
                if (allSwapped) {
                    assertThat(others.get(0).content).isEqualTo("run2");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a a", "a b", "a b files files"})
    void noIntentIsLeftWhenNothingHappens(String places) {
        PaperEnvironment environment = new PaperEnvironment(List.of(places.split(" ")));
        environment.begin(MORE_CHANGES_THAN_ANY);
        environment.sync("run2", environment.all());
        assertOneRun(environment.all());
        environment.undo("run2");
        assertOneRun(environment.all());
        assertThat(environment.all().get(0).content).isEqualTo("run1");
    }

    @Test
    void aRunThatComesToItsEndMeanwhileIsLeftAlone() {
        PaperEnvironment environment = new PaperEnvironment(List.of("a", "b"));
        PaperEnvironment.Part edit = environment.all().get(0);
        PaperEnvironment.Part live = environment.all().get(1);
        int intentsAndSwaps = 4;
        assertThat(dies(environment, intentsAndSwaps, each -> each.sync("run2", each.all())))
                .isTrue();

        environment.begin(MORE_CHANGES_THAN_ANY);
        environment.settle(environment.all(), () -> {
            edit.forgetIntent();
            live.forgetIntent();
            if (!live.content.equals("run3")) {
                environment.sync("run3", List.of(live));
            }
        });

        assertThat(edit.content).isEqualTo("run2");
        assertThat(live.content).isEqualTo("run3");
    }

    private static void assertOneRun(List<PaperEnvironment.Part> parts) {
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.intent).as("intent of " + part.name).isNull();
            assertThat(part.half).as("half of " + part.name).isFalse();
        });
        assertThat(parts.stream().map(part -> part.content).distinct().toList()).hasSize(1);
        assertThat(parts.stream()
                        .map(part -> part.kept.stream().findFirst())
                        .distinct()
                        .toList())
                .as("what is kept")
                .hasSize(1);
    }

    private static List<PaperEnvironment> everyStory(String places, Consumer<PaperEnvironment> work) {
        List<PaperEnvironment> stories = everyUnsettledStory(places, work);
        for (PaperEnvironment environment : stories) {
            environment.begin(MORE_CHANGES_THAN_ANY);
            environment.settle(environment.all());
        }
        return stories;
    }

    /** The work dies before every change, and so does a settlement after it. */
    private static List<PaperEnvironment> everyUnsettledStory(String places, Consumer<PaperEnvironment> work) {
        List<PaperEnvironment> stories = new ArrayList<>();
        for (int changes = 0; changes < MORE_CHANGES_THAN_ANY; changes++) {
            for (int settling = 0; settling < MORE_CHANGES_THAN_ANY; settling++) {
                PaperEnvironment environment = new PaperEnvironment(List.of(places.split(" ")));
                dies(environment, changes, work);
                stories.add(environment);
                if (!dies(environment, settling, each -> each.settle(each.all()))) {
                    break;
                }
            }
        }
        return stories;
    }

    private static boolean dies(PaperEnvironment environment, int changes, Consumer<PaperEnvironment> work) {
        environment.begin(changes);
        try {
            work.accept(environment);
            return false;
        } catch (PaperEnvironment.Died e) {
            return true;
        }
    }
}
