package io.penstock.examples;

import java.sql.SQLException;

/** Carries an {@link SQLException} out of the writing of a row. */
final class LoadFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SQLException failure;

    LoadFailure(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
