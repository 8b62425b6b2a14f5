package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.Dialect;
import io.penstock.database.PreparationSession;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Secret;
import io.penstock.prepare.cartridge.Cartridge;
import io.penstock.prepare.cartridge.Cartridges;
import io.penstock.prepare.cartridge.PreparationStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The work of a process that runs foreign preparers: whole steps, each in one transaction with its entry in the registry, as the process of the run does it with its own. */
public final class ForeignPreparers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutputStream answers;
    private final List<Dialect> dialects;
    private final Map<String, Supplier<Preparer>> builtIn;

    /** @param answers takes what the process of the run is told, and nothing else */
    public ForeignPreparers(OutputStream answers, List<Dialect> dialects, Map<String, Supplier<Preparer>> builtIn) {
        this.answers = answers;
        this.dialects = dialects;
        this.builtIn = builtIn;
    }

    /**
     * Does what it is told until the orders end.
     *
     * @param orders from the process of the run; they end when that ends, however it does
     * @param atEnd is called then, from another thread, also in the midst of a step: nobody is there any more who would hear of it
     */
    public void serve(InputStream orders, Runnable atEnd) throws IOException, InterruptedException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(orders, StandardCharsets.UTF_8));
        ForeignMessage.Terms terms = JSON.readValue(reader.readLine(), ForeignMessage.Terms.class);
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        Thread listening = new Thread(
                () -> {
                    listen(reader, queue);
                    atEnd.run();
                },
                "orders");
        listening.setDaemon(true);
        listening.start();
        try (Cartridges cartridges = Cartridges.read(Path.of(terms.cartridges()));
                Preparers preparers = new Preparers(builtIn, cartridges.all());
                PreparationSession session = session(terms)) {
            StepRegistry registry = new StepRegistry(session, terms.run(), terms.host());
            StepExecution execution = new StepExecution(session, registry, terms.settings(), true);
            answer(new ForeignMessage.Answer(session.identity(), null, 0, false, null));
            while (true) {
                ForeignMessage.Order order = JSON.readValue(queue.take(), ForeignMessage.Order.class);
                registry.number(order.number());
                StepOutcome outcome = execute(order, cartridges, preparers, execution);
                answer(new ForeignMessage.Answer(null, outcome, registry.number(), execution.spent(), null));
            }
        } catch (PenstockException e) {
            answer(new ForeignMessage.Answer(
                    null, null, 0, true, e.problems().get(0).what()));
        } catch (SQLException e) {
            answer(new ForeignMessage.Answer(null, null, 0, true, "its session was lost"));
        }
    }

    private static void listen(BufferedReader reader, LinkedBlockingQueue<String> queue) {
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                queue.add(line);
            }
        } catch (IOException e) {
            // That is the end too.
        }
    }

    private PreparationSession session(ForeignMessage.Terms terms) {
        DatabaseAddress address = new DatabaseAddress(
                terms.url(), null, terms.user(), terms.password() == null ? null : new Secret(terms.password()));
        return Dialect.of(address.url(), dialects).prepare(address, terms.purpose());
    }

    private static StepOutcome execute(
            ForeignMessage.Order order, Cartridges cartridges, Preparers preparers, StepExecution execution) {
        Cartridge cartridge = cartridges.all().stream()
                .filter(each -> each.name().equals(order.cartridge()))
                .findFirst()
                .orElseThrow();
        PreparationStep step = cartridge.steps().stream()
                .filter(each -> StepKey.of(each).equals(order.step()))
                .findFirst()
                .orElseThrow();
        return execution.execute(
                step,
                cartridge.files(),
                () -> {
                    if (preparers.of(step) instanceof Preparers.Found.Foreign foreign) {
                        Thread.currentThread()
                                .setContextClassLoader(foreign.type().getClassLoader());
                        return foreign.type().getConstructor().newInstance();
                    }
                    throw new IllegalStateException(step.preparer() + " is not foreign");
                },
                succeeded -> {});
    }

    private void answer(ForeignMessage.Answer answer) throws IOException {
        answers.write((JSON.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
        answers.flush();
    }
}
