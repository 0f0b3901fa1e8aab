package io.perennial.bench;

import io.perennial.web.imports.AdvanceImport;
import io.perennial.web.imports.SteerImport;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What runs in the small JVM: the application, a file, and a watcher who looks how much is really needed. */
final class MemoryInside {

    static final String TELLS = "memory: ";
    private static final Duration LOOKS = Duration.ofSeconds(2);

    private MemoryInside() {}

    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        var server = Server.named(System.getenv());
        var perennial = RunningPerennial.on(server, arguments[0]);
        var started = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        // Once on a few lines, so that what is kept for good, statements above all, is not taken for the long file's.
        importFile(perennial, Path.of(arguments[1]));
        var before = live();
        var highest = new AtomicLong(before);
        var done = new AtomicBoolean();
        var watcher = Thread.ofPlatform().daemon().start(() -> watch(highest, done));
        importFile(perennial, Path.of(arguments[2]));
        done.set(true);
        watcher.join();
        System.out.println(TELLS + started + " " + before + " " + highest);
        System.exit(0);
    }

    private static void importFile(RunningPerennial perennial, Path file) throws Exception {
        var id = FileImport.receive(perennial, file);
        var advance = perennial.port(AdvanceImport.class);
        advance.advance(id, () -> false);
        perennial.port(SteerImport.class).start(id, Optional.empty(), true);
        advance.advance(id, () -> false);
        FileImport.requireDone(perennial, id);
    }

    private static void watch(AtomicLong highest, AtomicBoolean done) {
        while (!done.get()) {
            highest.accumulateAndGet(live(), Math::max);
            try {
                Thread.sleep(LOOKS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What is left when the collector has taken all that it can. */
    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
