package io.perennial.trials;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Lets an application that is killed again and again start in half the time: its classes are put into jars, since an archive of
 * classes cannot be made of folders, and the first start leaves what it loaded as such an archive when it ends.
 */
final class QuickStart {

    private final String classPath;
    private final Path archive;

    QuickStart(Path directory) throws IOException {
        archive = directory.resolve("classes.jsa");
        var entries = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            var path = Path.of(entry).toAbsolutePath();
            entries.add(
                    Files.isDirectory(path)
                            ? jar(path, directory.resolve("classes-" + entries.size() + ".jar"))
                                    .toString()
                            : entry);
        }
        classPath = String.join(java.io.File.pathSeparator, entries);
    }

    private static Path jar(Path folder, Path target) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(target))) {
            jar.setLevel(1);
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path sub, BasicFileAttributes attributes) throws IOException {
                    if (!sub.equals(folder)) {
                        add(sub, "/"); // without it Spring finds nothing below
                        jar.closeEntry();
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    add(file, "");
                    Files.copy(file, jar);
                    jar.closeEntry();
                    return FileVisitResult.CONTINUE;
                }

                private void add(Path path, String end) throws IOException {
                    jar.putNextEntry(
                            new ZipEntry(folder.relativize(path).toString().replace('\\', '/') + end));
                }
            });
        }
        return target;
    }

    /** For the JVM of an application. */
    List<String> options() {
        return List.of(
                Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-XX:ArchiveClassesAtExit=" + archive,
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-cp",
                classPath);
    }
}
