package io.penstock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopFilesTest {

    private static final String PICTURES = "sites/acme-de-Site/1/units/acme-de/static/default/products/";

    @TempDir
    Path directory;

    private Map<String, byte[]> create(String name, ShopEnvironment environment, double scale) throws IOException {
        Path root = directory.resolve(name);
        ShopFiles.create(root, environment, scale, 5);
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    @Test
    void picturesAreRealAndDistinct() throws IOException {
        Map<String, byte[]> files = create("prd", ShopEnvironment.PRD_EDIT, 0.1);
        files.keySet().removeIf(path -> !path.startsWith(PICTURES));
        assertThat(files).hasSize(50);
        for (byte[] png : files.values()) {
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(40);
        }
        assertThat(files.values().stream().map(Arrays::hashCode)).doesNotHaveDuplicates();
    }

    @Test
    void theSameSeedGivesTheSameTree() throws IOException {
        Map<String, byte[]> one = create("one", ShopEnvironment.UAT_LIVE, 0.1);
        Map<String, byte[]> other = create("other", ShopEnvironment.UAT_LIVE, 0.1);
        assertThat(other.keySet()).isEqualTo(one.keySet());
        other.forEach((path, content) -> assertThat(content).as(path).isEqualTo(one.get(path)));
    }

    @Test
    void aLowerEnvironmentLacksSomeHasSomeOfItsOwnAndOlderOnes() throws IOException {
        Map<String, byte[]> prd = create("prd", ShopEnvironment.PRD_EDIT, 0.1);
        Map<String, byte[]> uat = create("uat", ShopEnvironment.UAT_EDIT, 0.1);
        assertThat(prd).containsKey(PICTURES + "SKU-100004.png");
        assertThat(uat).doesNotContainKey(PICTURES + "SKU-100004.png").containsKey(PICTURES + "draft-0.png");
        assertThat(uat.get(PICTURES + "SKU-100000.png")).isNotEqualTo(prd.get(PICTURES + "SKU-100000.png"));
        assertThat(uat.get(PICTURES + "SKU-100001.png")).isEqualTo(prd.get(PICTURES + "SKU-100001.png"));
        String properties = "system/config/domains/acme-de/application.properties";
        assertThat(uat.get(properties)).isNotEqualTo(prd.get(properties));
        assertThat(prd.keySet()).anyMatch(path -> path.contains("/.cache/"));
    }
}
