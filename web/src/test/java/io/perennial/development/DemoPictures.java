package io.perennial.development;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures of the demo's rewards, drawn with a few shapes each, so that no file of pixels has to be kept. */
enum DemoPictures {
    COFFEE(0xF6E9DA, 0xE7CFB4) {
        @Override
        void draw(Graphics2D pen) {
            ellipse(pen, 0xD9BFA2, 400, 470, 420, 70);
            ellipse(pen, 0xFFFDF8, 400, 450, 360, 56);
            box(pen, 0xFFFDF8, 290, 250, 220, 200, 80);
            pen.setColor(new Color(0xFFFDF8));
            pen.setStroke(new BasicStroke(24));
            pen.draw(new Arc2D.Double(470, 290, 110, 110, -80, 190, Arc2D.OPEN));
            ellipse(pen, 0x5B3A29, 400, 262, 208, 44);
            leaf(pen, 0xC99A6B, 400, 262, 60, 90);
            steam(pen, 350);
            steam(pen, 410);
            steam(pen, 470);
        }
    },
    COUPON_SMALL(0xE3F1E6, 0xBFDFC8) {
        @Override
        void draw(Graphics2D pen) {
            ticket(pen, 0x2C8A5D, 3);
        }
    },
    COUPON_LARGE(0xFBE6DC, 0xF2C2AB) {
        @Override
        void draw(Graphics2D pen) {
            ticket(pen, 0xBF5B3F, 5);
        }
    },
    SUCCULENT(0xEAF3E0, 0xCFE3BE) {
        @Override
        void draw(Graphics2D pen) {
            shade(pen);
            for (var turn = 0; turn < 12; turn++) {
                leaf(pen, turn % 2 == 0 ? 0x5FA36F : 0x7DBB85, 400, 290, turn * 30, 150);
            }
            for (var turn = 0; turn < 8; turn++) {
                leaf(pen, turn % 2 == 0 ? 0x93CB97 : 0xA9D8A8, 400, 290, turn * 45 + 15, 90);
            }
            ellipse(pen, 0xD88F95, 400, 290, 36, 36);
            pot(pen, 0xC4704E);
        }
    },
    TOTE(0xF3EEE2, 0xDDD2B8) {
        @Override
        void draw(Graphics2D pen) {
            shade(pen);
            pen.setColor(new Color(0xB79F75));
            pen.setStroke(new BasicStroke(18));
            pen.draw(new Arc2D.Double(325, 130, 150, 220, 0, 180, Arc2D.OPEN));
            box(pen, 0xFBF6E9, 260, 230, 280, 260, 24);
            flower(pen, 400, 340, 0xBF3F6B, 46);
            stem(pen, 400, 380, 460);
            leaf(pen, 0x4E8F5B, 400, 440, 60, 70);
            leaf(pen, 0x4E8F5B, 400, 440, -60, 70);
        }
    },
    MUG(0xE5EEF2, 0xBFD3DC) {
        @Override
        void draw(Graphics2D pen) {
            shade(pen);
            pen.setColor(new Color(0x3F6E86));
            pen.setStroke(new BasicStroke(28));
            pen.draw(new Arc2D.Double(480, 260, 130, 150, -85, 170, Arc2D.OPEN));
            box(pen, 0x4E8199, 270, 210, 250, 280, 60);
            box(pen, 0x3F6E86, 270, 400, 250, 40, 0);
            ellipse(pen, 0x7FB0C6, 395, 218, 250, 50);
            ellipse(pen, 0x2E5364, 395, 220, 216, 36);
            for (var x = 320; x <= 470; x += 50) {
                flower(pen, x, 330, 0xF4E3B2, 16);
            }
        }
    },
    TEA(0xF7EFD9, 0xE8D5A3) {
        @Override
        void draw(Graphics2D pen) {
            shade(pen);
            box(pen, 0x3E7B57, 250, 250, 300, 240, 18);
            box(pen, 0x2F6346, 230, 210, 340, 70, 18);
            box(pen, 0xE9C46A, 385, 210, 30, 280, 0);
            ellipse(pen, 0xF7EFD9, 400, 380, 140, 140);
            flower(pen, 400, 372, 0xE08A3C, 30);
            leaf(pen, 0x6FAE75, 400, 400, 110, 50);
            leaf(pen, 0x6FAE75, 400, 400, -110, 50);
        }
    },
    UMBRELLA(0xE6ECF7, 0xC3D0EA) {
        @Override
        void draw(Graphics2D pen) {
            pen.setColor(new Color(0x5B4A3A));
            pen.setStroke(new BasicStroke(14, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            pen.drawLine(400, 150, 400, 470);
            pen.draw(new Arc2D.Double(400, 435, 60, 70, 180, 180, Arc2D.OPEN));
            var colours = new int[] {0x33508F, 0x4766AD, 0x5D7DC4, 0x4766AD};
            for (var i = 0; i < 4; i++) {
                pen.setColor(new Color(colours[i]));
                var panel = new Path2D.Double();
                panel.moveTo(400, 150);
                panel.quadTo(220 + i * 90 - 40, 190, 200 + i * 100, 340);
                panel.quadTo(250 + i * 100, 300, 300 + i * 100, 340);
                panel.quadTo(310 + i * 90 - 10, 190, 400, 150);
                pen.fill(panel);
            }
            for (var i = 0; i < 18; i++) {
                ellipse(pen, 0x9DB4DD, 90 + (i * 173) % 640, 60 + (i * 97) % 480, 8, 22);
            }
        }
    },
    WORKSHOP(0xF8E7EE, 0xEBC3D4) {
        @Override
        void draw(Graphics2D pen) {
            shade(pen);
            for (var x : new int[] {310, 355, 400, 445, 490}) {
                stem(pen, x, 180 + Math.abs(400 - x) / 2, 400);
            }
            flower(pen, 310, 240, 0xD9628C, 40);
            flower(pen, 355, 190, 0xF0A35E, 36);
            flower(pen, 400, 165, 0xBF3F6B, 48);
            flower(pen, 445, 195, 0xE8C547, 34);
            flower(pen, 490, 245, 0x9C6BB5, 40);
            leaf(pen, 0x4E8F5B, 330, 360, -50, 100);
            leaf(pen, 0x5FA36F, 470, 360, 50, 100);
            var vase = new Path2D.Double();
            vase.moveTo(340, 350);
            vase.lineTo(460, 350);
            vase.quadTo(440, 400, 490, 480);
            vase.quadTo(400, 520, 310, 480);
            vase.quadTo(360, 400, 340, 350);
            pen.setColor(new Color(0x6D8FA3));
            pen.fill(vase);
        }
    },
    OLIVE(0xEDEFE0, 0xCBD2AC) {
        @Override
        void draw(Graphics2D pen) {
            shade(pen);
            pen.setColor(new Color(0x7A5C3E));
            pen.setStroke(new BasicStroke(20, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            pen.drawLine(400, 420, 400, 240);
            pen.drawLine(400, 300, 330, 210);
            pen.drawLine(400, 280, 480, 200);
            for (var i = 0; i < 46; i++) {
                var angle = i * 137.5;
                var far = 20 + i * 2.9;
                leaf(
                        pen,
                        i % 3 == 0 ? 0x8FA36A : (i % 3 == 1 ? 0x6F8A52 : 0xA7B783),
                        400 + far * Math.cos(Math.toRadians(angle)),
                        200 + .75 * far * Math.sin(Math.toRadians(angle)),
                        angle,
                        46);
            }
            for (var i = 0; i < 9; i++) {
                ellipse(pen, 0x4B5A2C, 310 + (i * 67) % 190, 150 + (i * 41) % 120, 16, 22);
            }
            pot(pen, 0xB5B0A3);
        }
    };

    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    private final Color light;
    private final Color deep;

    DemoPictures(int light, int deep) {
        this.light = new Color(light);
        this.deep = new Color(deep);
    }

    abstract void draw(Graphics2D pen);

    byte[] png() {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, light, WIDTH, HEIGHT, deep));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        draw(pen);
        pen.dispose();
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ellipse(Graphics2D pen, int colour, double x, double y, double width, double height) {
        pen.setColor(new Color(colour));
        pen.fill(new Ellipse2D.Double(x - width / 2, y - height / 2, width, height));
    }

    private static void box(Graphics2D pen, int colour, double x, double y, double width, double height, double round) {
        pen.setColor(new Color(colour));
        pen.fill(new RoundRectangle2D.Double(x, y, width, height, round, round));
    }

    private static void shade(Graphics2D pen) {
        pen.setColor(new Color(0, 0, 0, 28));
        pen.fill(new Ellipse2D.Double(220, 470, 360, 60));
    }

    /** A leaf that grows from a point, turned clockwise from upright. */
    private static void leaf(Graphics2D pen, int colour, double x, double y, double turned, double length) {
        var shape = new Path2D.Double();
        shape.moveTo(0, 0);
        shape.quadTo(-length * .38, -length * .5, 0, -length);
        shape.quadTo(length * .38, -length * .5, 0, 0);
        var place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(Math.toRadians(turned));
        pen.setColor(new Color(colour));
        pen.fill(place.createTransformedShape(shape));
    }

    private static void flower(Graphics2D pen, double x, double y, int colour, double size) {
        for (var turn = 0; turn < 6; turn++) {
            leaf(pen, colour, x, y, turn * 60, size);
        }
        ellipse(pen, 0xF6D365, x, y, size * .6, size * .6);
    }

    private static void stem(Graphics2D pen, int x, int top, int bottom) {
        pen.setColor(new Color(0x4E8F5B));
        pen.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.drawLine(x, top, x + (400 - x) / 3, bottom);
    }

    private static void steam(Graphics2D pen, int x) {
        pen.setColor(new Color(255, 255, 255, 170));
        pen.setStroke(new BasicStroke(9, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        var curl = new Path2D.Double();
        curl.moveTo(x, 220);
        curl.curveTo(x - 40, 180, x + 40, 150, x, 105);
        pen.draw(curl);
    }

    private static void pot(Graphics2D pen, int colour) {
        var pot = new Path2D.Double();
        pot.moveTo(300, 380);
        pot.lineTo(500, 380);
        pot.lineTo(470, 500);
        pot.lineTo(330, 500);
        pot.closePath();
        pen.setColor(new Color(colour));
        pen.fill(pot);
        pen.setColor(new Color(colour).darker());
        pen.fill(new RoundRectangle2D.Double(288, 360, 224, 40, 14, 14));
    }

    private static void ticket(Graphics2D pen, int colour, int leaves) {
        pen.setColor(new Color(0, 0, 0, 26));
        pen.fill(new RoundRectangle2D.Double(168, 208, 480, 220, 36, 36));
        box(pen, colour, 160, 195, 480, 220, 36);
        box(pen, 0xFFFDF8, 185, 220, 330, 170, 20);
        for (var y = 215; y < 400; y += 28) {
            ellipse(pen, 0xFFFDF8, 545, y + 8, 10, 14);
        }
        for (var i = 0; i < leaves; i++) {
            leaf(pen, colour, 350, 350, (i - (leaves - 1) / 2.0) * 38, 110);
        }
        ellipse(pen, 0xFFFDF8, 160, 305, 46, 46);
        ellipse(pen, 0xFFFDF8, 640, 305, 46, 46);
    }
}
