package io.penstock.examples;

import org.jspecify.annotations.Nullable;

/**
 * A customer, wherever the shop speaks of them.
 *
 * @param phone may be {@code null} or empty, as in a shop that grew
 */
record Person(
        String customerNo,
        String gender,
        String firstName,
        String lastName,
        String email,
        String login,
        String country,
        String street,
        String postalCode,
        String city,
        @Nullable String phone) {

    String fullName() {
        return firstName + " " + lastName;
    }

    /** A number that the person would give to the service. */
    String phoneToCall() {
        return phone == null || phone.isEmpty() ? "+49 30 55512" + (100 + firstName.length()) : phone;
    }
}
