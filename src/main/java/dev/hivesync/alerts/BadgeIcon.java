package dev.hivesync.alerts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/// HiveSync's icon with a number on it. Draws the figures itself: no font need be found, and they stay legible at
/// 22 pixels.
public final class BadgeIcon {

    /// Its sides, smallest first.
    public static final List<Integer> SIZES = List.of(22, 32, 64, 128);

    private static final Color CIRCLE = new Color(0xC22C1D);
    private static final Color FIGURE = Color.WHITE;
    private static final int ROWS = 5;

    /// Three columns, five rows, row by row.
    private static final Map<Character, String> FIGURES = Map.ofEntries(
            Map.entry('1', ".#.##..#..#.###"),
            Map.entry('2', "##...#.#.#..###"),
            Map.entry('3', "##...#.#...###."),
            Map.entry('4', "#.##.####..#..#"),
            Map.entry('5', "####..##...###."),
            Map.entry('6', ".###..####.####"),
            Map.entry('7', "###..#.#..#..#."),
            Map.entry('8', "####.#####.####"),
            Map.entry('9', "####.####..###."),
            Map.entry('+', "....#.###.#...."));

    private BadgeIcon() {}

    /// A square of `size` pixels.
    ///
    /// @param digits as [Badge#digits] gives them
    public static BufferedImage draw(int size, String digits) {
        BufferedImage icon = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D on = icon.createGraphics();
        on.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        on.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        on.drawImage(base(size), 0, 0, size, size, null);
        if (!digits.isEmpty()) {
            badge(on, size, digits);
        }
        on.dispose();
        return icon;
    }

    /// The pixels row by row, each as ARGB.
    public static int[] pixels(BufferedImage icon) {
        return icon.getRGB(0, 0, icon.getWidth(), icon.getHeight(), null, 0, icon.getWidth());
    }

    private static BufferedImage base(int size) {
        int drawn = size <= 32 ? 32 : size <= 64 ? 64 : size <= 128 ? 128 : 256;
        String name = "/dev/hivesync/desktop/icons/hivesync-" + drawn + ".png";
        try (InputStream png = Objects.requireNonNull(BadgeIcon.class.getResourceAsStream(name), name)) {
            return ImageIO.read(png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void badge(Graphics2D on, int size, String digits) {
        int dot = Math.max(1, Math.round(size / 16f));
        int wide = digits.length() * 4 * dot - dot;
        int high = (ROWS + 4) * dot;
        int across = Math.max(high, wide + 4 * dot);
        int left = size - across;
        int top = size - high;
        on.setColor(CIRCLE);
        on.fillRoundRect(left, top, across, high, high, high);
        on.setColor(FIGURE);
        int x = left + (across - wide) / 2;
        for (int i = 0; i < digits.length(); i++) {
            figure(on, FIGURES.getOrDefault(digits.charAt(i), ""), x, top + 2 * dot, dot);
            x += 4 * dot;
        }
    }

    private static void figure(Graphics2D on, String dots, int left, int top, int dot) {
        for (int i = 0; i < dots.length(); i++) {
            if (dots.charAt(i) == '#') {
                on.fillRect(left + i % 3 * dot, top + i / 3 * dot, dot, dot);
            }
        }
    }
}
