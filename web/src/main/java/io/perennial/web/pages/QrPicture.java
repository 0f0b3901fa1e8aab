package io.perennial.web.pages;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code to draw as SVG: a square of {@code size} units with a quiet border of four, its dark parts as one path.
 *
 * @param path attribute {@code d} of an SVG path
 */
public record QrPicture(int size, String path) {

    private static final int QUIET_BORDER = 4;

    public static QrPicture of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET_BORDER)
                            .append(',')
                            .append(y + QUIET_BORDER)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET_BORDER, path.toString());
    }
}
