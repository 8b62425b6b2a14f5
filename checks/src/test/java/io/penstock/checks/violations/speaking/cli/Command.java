package io.penstock.checks.violations.speaking.cli;

final class Command {

    void speak() {
        System.out.println();
    }
}
