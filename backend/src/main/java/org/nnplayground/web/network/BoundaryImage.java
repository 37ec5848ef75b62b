package org.nnplayground.web.network;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.nnplayground.engine.Boundary;

/**
 * Draws a boundary as PNG, one pixel for each grid point. One output: from orange through a light neutral to blue.
 * Several outputs: the colour of the largest output, lighter the smaller its lead.
 */
public final class BoundaryImage {

    private static final int ORANGE = 0xf59322;
    private static final int NEUTRAL = 0xe8eaeb;
    private static final int BLUE = 0x0877bd;

    /** Orange and blue, then the colours of the Okabe-Ito palette that differ most from them. */
    private static final int[] CLASSES = {
        ORANGE, BLUE, 0x009e73, 0xcc79a7, 0xf0e442, 0x56b4e9, 0xd55e00, 0x000000, 0x999999, 0x7f3c8d
    };

    private BoundaryImage() {}

    public static byte[] png(Boundary boundary) {
        int side = boundary.resolution();
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        byte[] bytes = boundary.quantised().values();
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, colour(bytes, i, side * side, boundary.outputs()));
        }
        try (var png = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int colour(byte[] bytes, int point, int points, int outputs) {
        int value = bytes[point] & 0xff;
        if (outputs == 1) {
            return value < 128
                    ? mix(NEUTRAL, ORANGE, (127.5 - value) / 127.5)
                    : mix(NEUTRAL, BLUE, (value - 127.5) / 127.5);
        }
        int largest = 0;
        int second = -1;
        for (int output = 1; output < outputs; output++) {
            int other = bytes[output * points + point] & 0xff;
            if (other > (bytes[largest * points + point] & 0xff)) {
                second = bytes[largest * points + point] & 0xff;
                largest = output;
            } else {
                second = Math.max(second, other);
            }
        }
        second = Math.max(second, largest == 0 ? -1 : value);
        double lead = ((bytes[largest * points + point] & 0xff) - Math.min(255, second)) / 255.0;
        return mix(NEUTRAL, CLASSES[largest % CLASSES.length], 0.25 + 0.75 * lead);
    }

    private static int mix(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            mixed |= (int) Math.round(a + (b - a) * share) << shift;
        }
        return mixed;
    }
}
