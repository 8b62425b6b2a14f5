package io.penstock.pseudonym.account;

import java.time.Instant;

/** That an operator agrees to an account, to the letter. */
public record Approval(String hash, String by, Instant at) {}
