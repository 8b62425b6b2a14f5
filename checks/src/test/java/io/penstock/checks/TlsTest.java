package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets its user in by a client certificate alone: the tools need it as much as the driver does. */
@Tag("postgresql")
class TlsTest {

    private static final String PRD = "tls_prd";
    private static final String UAT = "tls_uat";
    private static final char[] NO_SECRET = "of a test".toCharArray();

    @TempDir
    Path directory;

    private Path keys;
    private Postgres server;
    private Scenario scenario;

    @BeforeEach
    void startAServerThatAsksForCertificates() throws Exception {
        keys = Files.createDirectory(directory.resolve("keys"));
        certify("server", "localhost");
        certify("client", "tls_writer");
        server = Postgres.start(builder -> builder.setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", keys.resolve("server.crt").toString())
                .setServerConfig("ssl_key_file", keys.resolve("server.pem").toString())
                .setServerConfig("ssl_ca_file", keys.resolve("client.crt").toString()));
        Shop.target(server, UAT);
        Path rules = Path.of(server.rows("postgres", "SHOW hba_file").get(0));
        Files.writeString(rules, "hostssl all tls_writer all cert\nhost all postgres all trust\n");
        server.run("postgres", "CREATE ROLE tls_writer SUPERUSER LOGIN; SELECT pg_reload_conf()");
        Slowed.until(() -> server.rows("postgres", "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method = 'cert'")
                .equals(List.of("1")));
        Shop.create(Postgres.high(), PRD);
        scenario = new Scenario(directory, Postgres.high().url(PRD), server.url(UAT)).map(Shop.MAP);
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void syncsWithAClientCertificate() throws Exception {
        for (String key : List.of("client.pk8", "client.pem")) {
            target("ssl=true&sslcert=" + keys.resolve("client.crt") + "&sslkey=" + keys.resolve(key), "tls_writer");

            assertThat(scenario.sync().state()).as(key).isEqualTo("done");
        }
        assertThat(server.rows(UAT, "SELECT count(*) FROM customer")).containsExactly("201");
    }

    @Test
    void saysBeforehandWhatToolsCannotBeTold() throws Exception {
        target(
                "ssl=true&sslfactory=org.postgresql.ssl.SingleCertValidatingFactory&sslfactoryarg=file:"
                        + keys.resolve("server.crt"),
                Postgres.USER);

        Refusal.of(scenario::plan).as(Outcome.USAGE, "URL-UNFIT-FOR-TOOLS").saying("sslfactory", UAT);
    }

    private void target(String options, String user) {
        scenario.uatLive(Scenario.database(
                server.url(UAT) + "?sslrootcert=" + keys.resolve("server.crt") + "&" + options, "user: " + user));
    }

    /** Makes a key, as PEM and as PKCS-8, and its self-signed certificate. */
    private void certify(String name, String subject) throws Exception {
        Path store = keys.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=" + subject,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(NO_SECRET))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            loaded.load(file, NO_SECRET);
        }
        byte[] key = loaded.getKey(name, NO_SECRET).getEncoded();
        keep(name + ".pk8", key);
        keep(name + ".pem", pem("PRIVATE KEY", key));
        keep(name + ".crt", pem("CERTIFICATE", loaded.getCertificate(name).getEncoded()));
        // What is left in the directory is read as text when values are looked for.
        Files.delete(store);
    }

    private void keep(String name, byte[] content) throws IOException {
        Path file = Files.write(keys.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static byte[] pem(String type, byte[] content) {
        return ("-----BEGIN " + type + "-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(content) + "\n-----END " + type + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
