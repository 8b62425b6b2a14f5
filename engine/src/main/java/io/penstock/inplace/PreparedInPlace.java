package io.penstock.inplace;

import java.util.List;

/** A planned run, held ready. Close it. */
public final class PreparedInPlace implements AutoCloseable {

    private InPlaceRequest request;
    private final List<InPlacePart> parts;
    private final InPlacePlan plan;

    PreparedInPlace(InPlaceRequest request, List<InPlacePart> parts, InPlacePlan plan) {
        this.request = request;
        this.parts = List.copyOf(parts);
        this.plan = plan;
    }

    public InPlacePlan plan() {
        return plan;
    }

    /** A person accepts that raw data rests where the environment stands, until the run is done. */
    public void acceptRawData() {
        request = request.accepted();
    }

    InPlaceRequest request() {
        return request;
    }

    List<InPlacePart> parts() {
        return parts;
    }

    @Override
    public void close() {
        parts.forEach(InPlacePart::close);
    }
}
