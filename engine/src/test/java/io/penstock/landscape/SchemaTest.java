package io.penstock.landscape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.penstock.PenstockException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Editors judge a file by the schema, penstock by its reader: both must come to the same verdict. */
class SchemaTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String source = source();
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(source, InputFormat.JSON);

    @TempDir
    Path temporary;

    private LandscapeText text;

    @BeforeEach
    void inTheTemporaryDirectory() throws IOException {
        text = new LandscapeText(temporary.toRealPath());
    }

    @Test
    void agreesWithTheReaderOnGoodFiles() {
        for (LandscapeText good : List.of(
                text,
                text.withUat("{edit: {files: ../uat}, live: {database: {url: 'jdbc:h2:mem:a'}}}"),
                text.withUat("{edit: {database: {url: '${env:URL}', user: 'a${env:U}', password: 'x$y'}}}"),
                text.withUatName("x".repeat(31)),
                text.withUatLine("roles: {'a b': c}, undo: 20, throttle: {connections: 2}"),
                text.withUatLine("throttle: {}, roles: {}, preserve: []"),
                text.withUatLine("zone: production"),
                text.withLine(
                        "mail: {host: a, from: a@b, to: {uat: [a@b]}, security: tls, port: 1, user: a, password: '${env:P}'}"),
                text.withLine("webhooks: {uat: '${env:URL}'}"),
                text.withUatLine("forbidden-contacts: []"),
                text.withUatLine(
                        "configuration-set: {path: config}, forbidden-contacts: ['a\\.b', {pattern: c, except: [d.e]}]"),
                text.withUatLine("configuration-set: {git: 'https://a/b.git', ref: main}"),
                text.withUatLine("configuration-set: {git: ../b, ref: v1, path: a/b, token: '${env:T}', user: c}"),
                text.withUatLine(
                        "lifecycle: {stop-application: {command: [a], timeout: 1m}, start-application: {command: [b]}}"),
                text.withUatLine(
                        "lifecycle: {silence-monitoring: {alertmanager: {url: 'http://a', matchers: {a: b}, for: 1h}}}"),
                text.withUatLine(
                        "lifecycle: {healthy: {http: {get: 'http://a', headers: {A: '${env:B}'}}, within: 9m}}"),
                text.withUatLine(
                        "lifecycle: {configuration-project: {git: a, ref: b, path: c, run: [d/e.sh], timeout: 5m}}"),
                text.withUatLine("prepare: true").withLine("cartridges: x"),
                text.withUatLine("prepare: false"),
                text.withUatLine("preserve: ['a.b WHERE c', '\"A b\".c', d]"),
                text.withLine("store: {url: 'jdbc:postgresql://x/y', user: z, password: '${env:P}'}"),
                text.withLine("store: embedded\nparallel: 64\nstore-directory: x"),
                text.withLine("files: {directories: [a/b/, ./c, '...', .d], exclude: ['**']}"),
                text.withLine("pseudonym-key: '${file:/run/key}'\npersonal-data: ../map.yaml"))) {
            assertThat(acceptedByReader(good)).as(good.text()).isTrue();
            assertThat(acceptedBySchema(good)).as(good.text()).isTrue();
        }
    }

    @Test
    void agreesWithTheReaderOnBadFiles() {
        for (LandscapeText bad : List.of(
                text.content("landscape: acme\n"),
                text.content("landscape: acme\nenvironments: []\n"),
                text.content("landscape: acme\nenvironments: [x]\n"),
                text.withUat("{}"),
                text.withUatLine("zone: prod"),
                text.withUat("{edit: {}}"),
                text.withUat("{edti: {files: x}}"),
                text.withUat("{edit: {files: 5}}"),
                text.withUat("{edit: {files: '${env:X}'}}"),
                text.withUat("{edit: {database: {user: x}}}"),
                text.withUat("{edit: {database: {url: 'postgresql://x'}}}"),
                text.withUat("{edit: {database: {url: 'jdbc:x://h?Password=y'}}}"),
                text.withUat("{edit: {database: {url: 'jdbc:x://u:p@h/d'}}}"),
                text.withUat("{edit: {database: {url: 'jdbc:h2:mem:a', password: 12345}}}"),
                text.withUat("{edit: {database: {url: 'jdbc:h2:mem:a', password: '${X}'}}}"),
                text.withUat("{edit: {database: {url: 'jdbc:h2:mem:a', user:}}}"),
                text.withUatName("'1'"),
                text.withUatName("sync"),
                text.withUatName("x".repeat(32)),
                text.withUatLine("undo: 21"),
                text.withUatLine("undo: '1'"),
                text.withUatLine("prepare: true"),
                text.withUatLine("forbidden-contacts: [1]"),
                text.withUatLine("forbidden-contacts: ['']"),
                text.withUatLine("forbidden-contacts: [{except: [a]}]"),
                text.withUatLine("configuration-set: {}"),
                text.withUatLine("configuration-set: {git: a, path: b}"),
                text.withUatLine("configuration-set: {path: b, ref: c}"),
                text.withUatLine("lifecycle: {configuration-project: {git: a, ref: b}}"),
                text.withUatLine("lifecycle: {configuration-project: {git: a, ref: b, run: [/bin/sh]}}"),
                text.withUatLine("lifecycle: {configuration-project: {git: a, ref: b, run: [../c]}}"),
                text.withUatLine("configuration-set: {git: 'ssh://a/b', ref: c}"),
                text.withUatLine("configuration-set: {git: 'a@b:c', ref: c}"),
                text.withUatLine("configuration-set: {git: 'https://a:b@c/d', ref: c}"),
                text.withUatLine("configuration-set: {git: a, ref: b, path: ../c}"),
                text.withUatLine("configuration-set: {git: a, ref: '-b'}"),
                text.withUatLine("configuration-set: {git: a, ref: b, user: c}"),
                text.withUatLine("throttle: {connections: 1}"),
                text.withUatLine("throttle: {conections: 1}"),
                text.withUatLine("roles: {a: true}"),
                text.withUatLine("roles: {a: ' '}"),
                text.withUatLine("preserve: x"),
                text.withUatLine("preserve: ['a b']"),
                text.withUatLine("preserve: ['a where']"),
                text.withUatLine("preserve: ['']"),
                text.withLine("store: x"),
                text.withLine("store: {url: 'jdbc:mariadb://x/y'}"),
                text.withLine("store: {url: 'jdbc:postgresql://x/y', usr: z}"),
                text.withLine("mail: {}"),
                text.withLine("mail: {host: a, from: b, to: {}}"),
                text.withLine("mail: {host: a, from: a@b, to: {uat: ['a b@c']}}"),
                text.withLine("mail: {host: a, from: a@b, to: {}, password: x}"),
                text.withLine("mail: {host: a, from: a@b, to: {}, security: ssl}"),
                text.withLine("mail: {host: a, from: a@b, to: {}, port: 0}"),
                text.withLine("parallel: 65"),
                text.withLine("parallel: 1.5"),
                text.withLine("files: {directories: []}"),
                text.withLine("files: {directories: [/a]}"),
                text.withLine("files: {directories: [a/../b]}"),
                text.withLine("files: {directories: [..]}"),
                text.withLine("files: {directories: ['./']}"),
                text.withLine("files: {directories: ['a\\b']}"),
                text.withLine("files: {exclude: ['']}"),
                text.withLine("files: {include: [a]}"),
                text.withLine("pseudonym-key: ''"))) {
            assertThat(acceptedByReader(bad)).as(bad.text()).isFalse();
            assertThat(acceptedBySchema(bad)).as(bad.text()).isFalse();
        }
    }

    @Test
    void reservesTheSameNamesAsTheReader() {
        JsonNode names = json().at("/$defs/environment/properties/name/not/enum");
        Set<String> reserved = new HashSet<>();
        names.forEach(name -> reserved.add(name.stringValue()));

        assertThat(reserved).isEqualTo(EnvironmentReader.RESERVED);
    }

    @Test
    void describesEveryKeyAndAcceptsNoOther() {
        checkObject(json(), "$");
    }

    private void checkObject(JsonNode node, String path) {
        if (node.path("type").asString("").equals("object")) {
            assertThat(node.has("additionalProperties")).as(path).isTrue();
            for (var property : node.path("properties").properties()) {
                JsonNode value = property.getValue();
                assertThat(value.has("description") || value.has("$ref"))
                        .as(path + "." + property.getKey())
                        .isTrue();
            }
        }
        for (var child : node.properties()) {
            checkObject(child.getValue(), path + "." + child.getKey());
        }
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(source);
    }

    private boolean acceptedByReader(LandscapeText file) {
        try {
            file.read();
            return true;
        } catch (PenstockException e) {
            return false;
        }
    }

    private boolean acceptedBySchema(LandscapeText file) {
        try {
            Path path = Files.writeString(file.directory().resolve("penstock.yaml"), file.text());
            return schema.validate(json(ConfigFile.read(path).root())).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(ConfigNode node) {
        if (node instanceof ConfigMapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.values().forEach((key, value) -> object.set(key, json(value)));
            return object;
        }
        if (node instanceof ConfigNode.Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        ConfigNode.Scalar scalar = (ConfigNode.Scalar) node;
        return switch (scalar.meaning()) {
            case TEXT -> JSON.stringNode(scalar.text());
            case INTEGER -> JSON.numberNode(Long.parseLong(scalar.text()));
            case DECIMAL -> JSON.numberNode(Double.parseDouble(scalar.text()));
            case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(scalar.text()));
            case NULL -> JSON.nullNode();
        };
    }

    private static String source() {
        try (var stream = requireNonNull(LandscapeFile.class.getResourceAsStream("penstock.schema.json"))) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
