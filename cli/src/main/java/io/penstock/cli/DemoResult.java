package io.penstock.cli;

import io.penstock.examples.DemoTour.Customer;
import io.penstock.prepare.PrepareReport;
import io.penstock.sync.SyncReport;
import java.util.List;
import java.util.Map;

/** What a demo has to show; all people in it are made up. */
record DemoResult(
        String directory, PrepareReport prepared, Side production, Side before, Side after, SyncReport report) {

    /** A look into an environment. */
    record Side(long customers, List<Customer> some, Map<String, String> settings) {}
}
