package io.penstock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process dies before each change that it would make, and the next one, which settles, dies likewise: in the end all parts are of one run. */
class JointSwapTest {

    private static final int MORE_CHANGES_THAN_ANY = 40;

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a a", "a b", "a files", "a a files files", "a b files files", "a b a files", "files files"
            })
    void aSyncIsWhollyDoneOrNotAtAll(String places) {
        for (PaperEnvironment settled :
                everyStory(places, environment -> environment.sync("run2", environment.all()))) {
            assertOneRun(settled.all());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a a", "a b", "a files", "a a files files", "a b files files", "a b a files", "files files"
            })
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
                environment.begin(MORE_CHANGES_THAN_ANY);
                environment.settle(List.of(one));
                environment.sync("run3", List.of(one));
                environment.begin(MORE_CHANGES_THAN_ANY);
                environment.settle(environment.all());

                List<PaperEnvironment.Part> others = new ArrayList<>(environment.all());
                others.remove(one);
                assertThat(one.content).isEqualTo("run3");
                assertOneRun(others);
            }
        }
    }

    private static void assertOneRun(List<PaperEnvironment.Part> parts) {
        assertThat(parts)
                .allSatisfy(part ->
                        assertThat(part.intent).as("intent of " + part.name).isNull());
        assertThat(parts.stream().map(part -> part.content).distinct().toList()).hasSize(1);
        assertThat(parts.stream().map(part -> part.kept).distinct().toList()).hasSize(1);
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
