package io.penstock.message;

import io.penstock.PenstockException;
import org.jspecify.annotations.Nullable;

/** A way for messages to go. */
interface Delivery {

    /** @throws PenstockException MESSAGE-UNDELIVERED when it did not arrive, as far as can be known */
    void send(Message message);

    /** @param why for people, without secrets and without what a server said, which may be anything */
    static PenstockException undelivered(String why, @Nullable Throwable cause) {
        return new PenstockException(
                MessageProblem.MESSAGE_UNDELIVERED,
                why,
                "See mail and webhooks in penstock.yaml, and penstock messages list.",
                cause);
    }
}
