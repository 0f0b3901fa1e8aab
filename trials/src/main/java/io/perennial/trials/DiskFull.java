package io.perennial.trials;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The file system of a database of its own, a small tmpfs, runs full under load; then there is room again. A server that gave
 * up is started again, as its supervisor would. Needs the right to mount; where there is none the trial says so and is not
 * counted.
 */
final class DiskFull implements Trial {

    private static final int MEGABYTES = 420;
    private static final int CLIENTS = 16;
    private static final int MEMBERS = 8;
    private static final long FULL_MILLIS = 4_000;
    private static final long UNTIL_WELL_MILLIS = 120_000;

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public String title() {
        return "the database's disk runs full, and has room again";
    }

    /** A server looks once a minute whether there is room again. */
    @Override
    public Turn turn() {
        return Turn.SOME_RELEASES;
    }

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        var mount = Files.createDirectories(stage.directory().resolve("small"));
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", mount.toString())) {
            System.out.println("disk-full: a small file system cannot be mounted here, so this was NOT tried");
            return;
        }
        try (var apart = stage.apart(mount)) {
            fill(apart, mount, random);
        } finally {
            run("umount", "-l", mount.toString());
        }
    }

    private static void fill(Stage stage, Path mount, RandomGenerator random) throws Exception {
        var shop = new Shop(stage, MEMBERS);
        var ballast = mount.resolve("ballast");
        try (var load = new Load(shop, CLIENTS, random)) {
            load.pass(200);
            fill(ballast);
            Thread.sleep(FULL_MILLIS);
            Files.delete(ballast);
            stage.tally().troubles.increment();
            stage.recover();
            var done = load.results(Shop.Result.DONE);
            var until = System.currentTimeMillis() + UNTIL_WELL_MILLIS;
            while (load.results(Shop.Result.DONE) < done + CLIENTS) {
                stage.recover();
                if (System.currentTimeMillis() > until) {
                    throw new Fault("not well " + UNTIL_WELL_MILLIS + " ms after there was room again");
                }
                Thread.sleep(20);
            }
            if (load.results(Shop.Result.FAILED) > 0) {
                throw new Fault(load.results(Shop.Result.FAILED)
                        + " were told that something failed inside, not when to come again");
            }
        }
        shop.judge(random);
    }

    /** To the last byte, and keeps at it, since the server may give some back. */
    private static void fill(Path ballast) throws IOException {
        var piece = new byte[65_536];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int size = piece.length; size > 0; size /= 2) {
                try {
                    while (true) {
                        out.write(piece, 0, size);
                    }
                } catch (IOException full) {
                    // a smaller piece may still fit
                }
            }
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException thereIsNone) {
            return false;
        }
    }
}
