package io.penstock;

/**
 * Something wrong, said to a person.
 *
 * @param code its stable code
 * @param what what happened, one or more whole sentences with a full stop; never holds a secret or a personal value
 * @param remedy what to do about it, likewise
 */
public record Problem(ProblemCode code, String what, String remedy) {

    @Override
    public String toString() {
        return code.code() + " " + what + " " + remedy;
    }
}
