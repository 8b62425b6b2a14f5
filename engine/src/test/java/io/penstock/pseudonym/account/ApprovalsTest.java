package io.penstock.pseudonym.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.PenstockException;
import io.penstock.landscape.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");

    @TempDir
    private Path store = Path.of("");

    private static Account account(int line, String where, String reason) {
        return new Account(
                new Place("personal-data.yaml", line),
                "customer",
                where,
                true,
                List.of(),
                reason,
                LocalDate.of(2027, 6, 30));
    }

    private static final Account ACCOUNT = account(3, "id = 1", "tests");

    @Test
    void anApprovalIsOfTheTextToTheLetterWhereverItStands() {
        Approvals approvals = new Approvals(store);
        assertThat(approvals.of(ACCOUNT)).isEmpty();

        approvals.approve(ACCOUNT, "a \\ person@here", NOW);

        assertThat(new Approvals(store).of(account(99, "id = 1", "tests")))
                .contains(new Approval(ACCOUNT.hash(), "a \\ person@here", NOW));
        assertThat(approvals.of(account(3, "id = 1 ", "tests"))).isEmpty();
        assertThat(approvals.of(account(3, "id = 1", "test"))).isEmpty();
    }

    @Test
    void theFirstApprovalStays() {
        Approvals approvals = new Approvals(store);
        approvals.approve(ACCOUNT, "the first", NOW);

        assertThat(approvals.approve(ACCOUNT, "the second", NOW.plusSeconds(1)).by())
                .isEqualTo("the first");
    }

    @Test
    void ofSeveralAtOnceOneIsKeptAndAllAreToldWhich() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch begin = new CountDownLatch(1);
            List<Future<Approval>> told = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String by = "person " + i;
                told.add(threads.submit(() -> {
                    begin.await();
                    return new Approvals(store).approve(ACCOUNT, by, NOW);
                }));
            }
            begin.countDown();
            Set<Approval> approvals = new HashSet<>();
            for (Future<Approval> each : told) {
                approvals.add(each.get());
            }
            assertThat(approvals).hasSize(1);
            assertThat(new Approvals(store).of(ACCOUNT))
                    .contains(approvals.iterator().next());
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> files = Files.list(store.resolve("approvals"))) {
            assertThat(files).as("nothing else is left").hasSize(1);
        }
    }

    @Test
    void aRecordThatWasCutOffOrChangedIsAProblem() throws IOException {
        Approvals approvals = new Approvals(store);
        approvals.approve(ACCOUNT, "a person", NOW);
        Path file = store.resolve("approvals").resolve(ACCOUNT.hash() + ".properties");
        String whole = Files.readString(file);
        for (int length = 0; length < whole.length(); length++) {
            assertDamaged(file, whole.substring(0, length));
        }
        assertDamaged(file, whole.replace("a person", "another"));
        assertDamaged(file, "\\u12");
        Files.writeString(file, whole);
        assertThat(approvals.of(ACCOUNT)).isPresent();
    }

    private void assertDamaged(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> new Approvals(store).of(ACCOUNT))
                .satisfies(thrown ->
                        assertThat(thrown.problems().get(0).code()).isEqualTo(AccountProblem.APPROVAL_DAMAGED));
    }
}
