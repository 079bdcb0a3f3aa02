import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// All icons from `assets/hivesync.svg`, into `assets/icons`:
///
///     java packaging/installer/Icons.java assets
///
/// Reads of SVG what that file has: one fill, and paths of straight lines.
final class Icons {

    private static final int[] SIZES = {16, 22, 24, 32, 48, 64, 128, 256, 512, 1024};

    /// Windows shows the sizes between by itself, and older parts of it know pictures of 256 points alone as PNG.
    private static final int[] OF_WINDOWS = {16, 20, 24, 32, 40, 48, 64, 256};

    private static final int PNG_FROM = 256;

    /// Apple's names for a picture of so many points.
    private static final Map<String, Integer> OF_MAC = ofMac();

    /// How far apart two drawings of one picture may be, of 255: JDKs round differently.
    private static final double ALIKE = 1.0;

    private final Color fill;
    private final Path2D shape;
    private final double side;

    private Icons(String svg) {
        side = Double.parseDouble(found("viewBox=\"0 0 ([0-9.]+) ", svg));
        fill = Color.decode(found("fill=\"(#[0-9A-Fa-f]{6})\"", svg));
        shape = path(found(" d=\"([^\"]+)\"", svg));
    }

    public static void main(String[] arguments) throws IOException {
        Path assets = Path.of(arguments[0]);
        Path icons = Files.createDirectories(assets.resolve("icons"));
        Icons drawn = of(assets);
        for (int size : SIZES) {
            Files.write(icons.resolve("hivesync-" + size + ".png"), png(drawn.draw(size)));
        }
        Files.write(icons.resolve("hivesync.ico"), drawn.ico());
        Files.write(icons.resolve("hivesync.icns"), drawn.icns());
    }

    /// Fails where an icon is not of this SVG.
    static void check(Path assets) throws IOException {
        Icons drawn = of(assets);
        for (int size : SIZES) {
            Path file = assets.resolve("icons").resolve("hivesync-" + size + ".png");
            BufferedImage there = Files.exists(file) ? ImageIO.read(file.toFile()) : null;
            if (there == null || there.getWidth() != size || apart(there, drawn.draw(size)) > ALIKE) {
                throw new IllegalStateException(file.getFileName()
                        + " is not drawn from hivesync.svg. Run: java packaging/installer/Icons.java assets");
            }
        }
    }

    private static Icons of(Path assets) throws IOException {
        System.setProperty("java.awt.headless", "true");
        return new Icons(Files.readString(assets.resolve("hivesync.svg")));
    }

    private static double apart(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                sum += Math.abs((one.getRGB(x, y) >>> 24) - (other.getRGB(x, y) >>> 24));
            }
        }
        return (double) sum / one.getWidth() / one.getHeight();
    }

    private static String found(String pattern, String svg) {
        Matcher matcher = Pattern.compile(pattern).matcher(svg);
        if (!matcher.find()) {
            throw new IllegalStateException("hivesync.svg has nothing like " + pattern);
        }
        return matcher.group(1);
    }

    private static Path2D path(String data) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        String[] words = data.trim().split("[\\s,]+");
        int at = 0;
        while (at < words.length) {
            String word = words[at++];
            if (word.equals("Z")) {
                path.closePath();
                continue;
            }
            double x = Double.parseDouble(word.substring(1));
            double y = Double.parseDouble(words[at++]);
            switch (word.charAt(0)) {
                case 'M' -> path.moveTo(x, y);
                case 'L' -> path.lineTo(x, y);
                default -> throw new IllegalStateException("a path of hivesync.svg has the command " + word.charAt(0));
            }
        }
        return path;
    }

    private BufferedImage draw(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(size / side, size / side);
        graphics.setColor(fill);
        graphics.fill(shape);
        graphics.dispose();
        return image;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private byte[] ico() {
        List<byte[]> pictures = new ArrayList<>();
        for (int size : OF_WINDOWS) {
            pictures.add(size < PNG_FROM ? bitmap(draw(size)) : png(draw(size)));
        }
        int begin = 6 + 16 * pictures.size();
        int length = begin + pictures.stream().mapToInt(picture -> picture.length).sum();
        ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0).putShort((short) 1).putShort((short) pictures.size());
        int offset = begin;
        for (int i = 0; i < OF_WINDOWS.length; i++) {
            // 256 is written as 0
            file.put((byte) OF_WINDOWS[i]).put((byte) OF_WINDOWS[i]).putShort((short) 0);
            file.putShort((short) 1).putShort((short) 32).putInt(pictures.get(i).length).putInt(offset);
            offset += pictures.get(i).length;
        }
        pictures.forEach(file::put);
        return file.array();
    }

    /// Rows from below, colours with their transparency, then a mask that older programs would need, all of zeros.
    private static byte[] bitmap(BufferedImage image) {
        int size = image.getWidth();
        int mask = (size + 31) / 32 * 4 * size;
        ByteBuffer bitmap = ByteBuffer.allocate(40 + 4 * size * size + mask).order(ByteOrder.LITTLE_ENDIAN);
        bitmap.putInt(40).putInt(size).putInt(2 * size).putShort((short) 1).putShort((short) 32);
        bitmap.putInt(0).putInt(4 * size * size + mask).putInt(0).putInt(0).putInt(0).putInt(0);
        for (int y = size - 1; y >= 0; y--) {
            for (int x = 0; x < size; x++) {
                bitmap.putInt(image.getRGB(x, y));
            }
        }
        return bitmap.array();
    }

    private byte[] icns() {
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        OF_MAC.forEach((name, size) -> pictures.put(name, png(draw(size))));
        int length =
                8 + pictures.values().stream().mapToInt(picture -> 8 + picture.length).sum();
        ByteBuffer file = ByteBuffer.allocate(length);
        file.put("icns".getBytes(StandardCharsets.US_ASCII)).putInt(length);
        pictures.forEach((name, picture) -> file.put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(8 + picture.length)
                .put(picture));
        return file.array();
    }

    private static Map<String, Integer> ofMac() {
        Map<String, Integer> names = new LinkedHashMap<>();
        names.put("icp4", 16);
        names.put("icp5", 32);
        names.put("ic11", 32);
        names.put("ic12", 64);
        names.put("ic07", 128);
        names.put("ic13", 256);
        names.put("ic08", 256);
        names.put("ic14", 512);
        names.put("ic09", 512);
        names.put("ic10", 1024);
        return names;
    }
}
