package io.penstock.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shared file system of the shop: pictures of the products, style sheets, what jobs import and export, and the
 * application's properties. At scale 1 about 1,050 files of together 0.3 MB in production.
 */
public final class ShopFiles {

    private static final Set<String> DOMAINS = new TreeSet<>(Set.of("acme-de", "acme-world"));

    private final Path root;
    private final ShopEnvironment environment;
    private final Draw draw;

    private ShopFiles(Path root, ShopEnvironment environment, long seed) {
        this.root = root;
        this.environment = environment;
        this.draw = new Draw(seed, environment);
    }

    /**
     * Writes the files below a directory, which is created when it is missing. Lower environments lack every fifth picture
     * of production, have some of their own, and older versions of others.
     *
     * @param scale as for {@link Shop#create}; pictures grow with it
     */
    public static void create(Path root, ShopEnvironment environment, double scale, long seed) throws IOException {
        ShopFiles files = new ShopFiles(root, environment, seed);
        long products = Math.max(20, Math.round(500 * scale));
        for (String site : DOMAINS) {
            files.site(site, products);
        }
        files.configuration();
    }

    private void site(String site, long products) throws IOException {
        String unit = "sites/" + site + "-Site/1/units/" + site;
        for (long n = 0; n < products; n++) {
            picture(unit, n);
        }
        if (!environment.production()) {
            for (int n = 0; n < 5; n++) {
                write(unit + "/static/default/products/draft-" + n + ".png", Png.of(draw.bits(Thing.IMPORT, n, 2)), n);
            }
        }
        write(unit + "/static/default/css/shop.css", "body { font-family: sans-serif; color: #222; }\n", 1);
        write(unit + "/static/default/css/größen.css", ".size { letter-spacing: 0.1em; }\n", 2);
        write(unit + "/static/en_US/texts.properties", "welcome=Welcome to Acme\n", 3);
        write(unit + "/static/de_DE/texts.properties", "welcome=Willkommen bei Acme\n", 4);
        write(unit + "/impex/src/stock.csv", "sku;quantity\nSKU-100000;12\n", 5);
        write(unit + "/impex/export/products.xml", "<products><product sku=\"SKU-100000\"/></products>\n", 6);
        write(unit + "/.cache/rendered-home.html", "<p>" + environment.environment() + "</p>\n", 7);
        Files.createDirectories(root.resolve(unit + "/impex/archive"));
    }

    private void picture(String unit, long n) throws IOException {
        boolean production = environment.production();
        if (!production && n % 5 == 4) {
            return;
        }
        boolean outdated = !production && n % 7 == 0;
        byte[] png = Png.of(draw.bits(Thing.MEDIA, n, outdated ? 101 : 100));
        write(unit + "/static/default/products/" + CatalogTables.sku(n) + ".png", png, outdated ? n - 100_000 : n);
    }

    private void configuration() throws IOException {
        boolean production = environment.production();
        String name = environment.environment();
        String infix = production ? "" : name + ".";
        String mail = production ? "mail.example.com" : "mail." + name + ".example.test";
        for (String domain : DOMAINS) {
            write(
                    "system/config/domains/" + domain + "/application.properties",
                    "host=" + domain + "." + infix + "shop.example\nmail.host=" + mail + "\n",
                    8);
        }
        write("system/config/domains/root/cluster.properties", "cluster=" + environment.cluster() + "\n", 9);
        write("system/log/server.log", "started as " + name + "\n", 10);
    }

    private void write(String path, String text, long minutes) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8), minutes);
    }

    /** Times are fixed as well: equal files of two environments look equal. */
    private void write(String path, byte[] content, long minutes) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.ofEpochSecond(World.NOW + 60 * minutes - 90 * World.DAY)));
    }
}
