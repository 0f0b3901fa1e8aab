package io.perennial.trials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** What a trial plays on: a database, a proxy before it, the application, and the key with which clients come in. */
final class Stage implements AutoCloseable {

    private static final Duration UNTIL_HANDLED = Duration.ofSeconds(90);

    private final MysqlPrograms programs;
    private final Path directory;
    private final Database database;
    private final CuttingProxy proxy;
    private final QuickStart quick;
    private final int httpPort = Database.freePort();
    private final Tally tally;
    private final String key;
    private volatile Application application;

    Stage(MysqlPrograms programs, Path directory, Tally tally) throws IOException, InterruptedException {
        this.programs = programs;
        this.directory = directory;
        this.tally = tally;
        Files.createDirectories(directory);
        quick = new QuickStart(directory);
        database = new Database(programs, directory.resolve("database"), directory.resolve("database.log"));
        proxy = new CuttingProxy(database.port());
        application = launch();
        key = application.ask("key");
        application.end();
        application = launch();
    }

    private Stage(Stage like, Path data) throws IOException, InterruptedException {
        this.programs = like.programs;
        this.directory = like.directory;
        this.tally = like.tally;
        database = new Database(programs, data, directory.resolve("database-apart.log"));
        proxy = new CuttingProxy(database.port());
        quick = like.quick;
        application = launch();
        key = application.ask("key");
    }

    /** Another database and application, whose data lie elsewhere. */
    Stage apart(Path data) throws IOException, InterruptedException {
        return new Stage(this, data);
    }

    private Application launch() throws IOException {
        return Application.start(quick, httpPort, proxy.port(), directory.resolve("application.log"));
    }

    Path directory() {
        return directory;
    }

    Database database() {
        return database;
    }

    CuttingProxy proxy() {
        return proxy;
    }

    Application application() {
        return application;
    }

    Tally tally() {
        return tally;
    }

    int httpPort() {
        return httpPort;
    }

    String key() {
        return key;
    }

    void killApplication() throws InterruptedException {
        application.kill();
        tally.killsOfTheApplication.increment();
    }

    void killDatabase() throws InterruptedException {
        database.kill();
        tally.killsOfTheDatabase.increment();
    }

    /** Starts what is gone. */
    void recover() throws IOException, InterruptedException {
        database.startIfGone();
        if (!application.isAlive()) {
            application = launch();
        }
    }

    /** @param price of each of so many pieces */
    String reward(long price, long stock) throws IOException {
        return application.ask("reward " + price + " " + stock);
    }

    /** Until every listener has handled every event, whatever was killed under it. */
    void handOutEvents() throws IOException, SQLException, InterruptedException {
        var until = System.nanoTime() + UNTIL_HANDLED.toNanos();
        while (true) {
            application.ask("resubmit");
            var open = database.ask("SELECT COUNT(*) FROM EVENT_PUBLICATION WHERE COMPLETION_DATE IS NULL");
            if (open.equals("0")) {
                return;
            }
            if (System.nanoTime() > until) {
                throw new Fault(open + " events were never handled");
            }
            Thread.sleep(200);
        }
    }

    /** Proves the whole ledger. */
    void verify() throws IOException {
        var found = application.ask("verify");
        if (!found.startsWith(ApplicationUnderTrial.SOUND)) {
            throw new Fault("the ledger does not verify: " + found);
        }
    }

    @Override
    public void close() throws IOException {
        application.close();
        proxy.close();
        database.close();
    }
}
