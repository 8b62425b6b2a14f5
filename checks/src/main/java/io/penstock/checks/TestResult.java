package io.penstock.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * One test of a build, as Surefire reports it.
 *
 * @param name class and method
 * @param reason why it was skipped, else empty
 * @param servers tags of the servers that it ran on
 */
record TestResult(String name, Outcome outcome, String reason, Set<String> servers) {

    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /** The results of all modules under {@code house}. */
    static List<TestResult> readAll(Path house) throws IOException {
        List<TestResult> results = new ArrayList<>();
        try (Stream<Path> modules = Files.list(house)) {
            for (Path module : modules.sorted().toList()) {
                Path reports = module.resolve("target/surefire-reports");
                if (Files.isDirectory(reports)) {
                    ServersOfTests servers = new ServersOfTests(module.resolve("target/test-classes"));
                    read(reports, servers, results);
                }
            }
        }
        return results;
    }

    private static void read(Path reports, ServersOfTests servers, List<TestResult> results) throws IOException {
        try (Stream<Path> files = Files.list(reports)) {
            List<Path> suites = files.filter(
                            file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
            for (Path suite : suites) {
                NodeList cases = parse(suite).getElementsByTagName("testcase");
                for (int i = 0; i < cases.getLength(); i++) {
                    results.add(of((Element) cases.item(i), servers));
                }
            }
        }
    }

    private static TestResult of(Element testcase, ServersOfTests servers) throws IOException {
        String type = testcase.getAttribute("classname");
        String name = type + "." + testcase.getAttribute("name");
        NodeList skipped = testcase.getElementsByTagName("skipped");
        Set<String> on = servers.of(type);
        if (skipped.getLength() > 0) {
            String reason = ((Element) skipped.item(0)).getAttribute("message").strip();
            return new TestResult(name, Outcome.SKIPPED, reason.isEmpty() ? "no reason given" : reason, on);
        }
        boolean failed = testcase.getElementsByTagName("failure").getLength() > 0
                || testcase.getElementsByTagName("error").getLength() > 0;
        return new TestResult(name, failed ? Outcome.FAILED : Outcome.PASSED, "", on);
    }

    private static Document parse(Path xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Without a handler of its own the parser writes to the standard error stream.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(xml.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(xml + " is no report of Surefire", e);
        }
    }
}
