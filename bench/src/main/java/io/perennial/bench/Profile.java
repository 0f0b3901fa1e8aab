package io.perennial.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;
import java.util.Optional;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * A flight recording of Perennial's part alone, for whoever wants to know what it spends: one for each time that it is
 * measured, one after the other in one file, which is how such files may be put together.
 */
final class Profile {

    private final Optional<Path> file;

    private Profile(Optional<Path> file) {
        this.file = file;
    }

    /** Begins the file anew. */
    static Profile to(Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            Files.write(file.get(), new byte[0]);
        }
        return new Profile(file);
    }

    <T> T during(Rounds.Measuring<T> own) throws Exception {
        if (file.isEmpty()) {
            return own.measure();
        }
        var piece = Files.createTempFile("bench", ".jfr");
        try (var recording = recording()) {
            recording.start();
            var measured = own.measure();
            recording.stop();
            recording.dump(piece);
            Files.write(file.get(), Files.readAllBytes(piece), StandardOpenOption.APPEND);
            return measured;
        } finally {
            Files.delete(piece);
        }
    }

    private static Recording recording() throws IOException, ParseException {
        return new Recording(Configuration.getConfiguration("profile"));
    }
}
