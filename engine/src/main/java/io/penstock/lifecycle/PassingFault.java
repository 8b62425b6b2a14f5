package io.penstock.lifecycle;

import io.penstock.PenstockException;

/** The cause of a failure that passes by itself. */
final class PassingFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PassingFault() {}

    static PenstockException of(String what, String remedy) {
        return new PenstockException(LifecycleProblem.HOOK_FAILED, what, remedy, new PassingFault());
    }

    static boolean caused(PenstockException failure) {
        return failure.getCause() instanceof PassingFault;
    }
}
