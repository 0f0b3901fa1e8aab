package io.perennial.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where it was measured, and how busy that was with other things before. */
record Machine(String system, String processor, int cores, double gigabytes, String java, double load) {

    private static final double GIGA = 1 << 30;

    static Machine here() {
        var bean = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return new Machine(
                valueOf("/etc/os-release", "PRETTY_NAME=", System.getProperty("os.name"))
                        .replace("\"", ""),
                valueOf("/proc/cpuinfo", "model name", System.getProperty("os.arch"))
                        .replaceFirst("^\\s*:\\s*", ""),
                bean.getAvailableProcessors(),
                bean.getTotalMemorySize() / GIGA,
                Runtime.version().toString(),
                bean.getSystemLoadAverage());
    }

    /** Absolute numbers say little where others work at the same time; ratios hold longer. */
    boolean isBusy() {
        return load > cores / 2.0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, %s, %d cores, %.0f GiB; Java %s", system, processor, cores, gigabytes, java);
    }

    private static String valueOf(String file, String prefix, String otherwise) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(prefix))
                    .findFirst()
                    .map(line -> line.substring(prefix.length()).strip())
                    .orElse(otherwise);
        } catch (IOException notThisSystem) {
            return otherwise;
        }
    }
}
