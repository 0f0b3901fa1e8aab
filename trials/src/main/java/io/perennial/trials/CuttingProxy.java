package io.perennial.trials;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the application and its database, and cuts the connection where it hurts most: at a commit.
 *
 * <p>How it is designed, and why: MySQL's packets carry their length in three bytes and a number in the fourth; a command
 * begins with number 0. So much of the protocol is understood, and no more: whole packets go to the server, and one that says
 * COMMIT is where to cut. What the server answers is bytes; the first ones after a COMMIT are its answer, since a client says
 * nothing while it waits. The connection must not be encrypted.
 */
final class CuttingProxy implements AutoCloseable {

    /** Where a connection is cut. */
    enum Cut {
        /** The server never hears of the commit. */
        BEFORE_COMMIT,
        /** The server has the commit, and nobody waits for its answer. */
        AT_COMMIT,
        /** The server has answered, and the client does not hear it. */
        AFTER_COMMIT
    }

    private static final int HEADER = 4;
    private static final int COM_QUERY = 3;
    private static final int LONGEST = 32;

    private final ServerSocket entrance;
    private final int server;
    private final Queue<Cut> ordered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();

    CuttingProxy(int server) throws IOException {
        this.server = server;
        entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::welcome);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** One of the next commits, whoever's it is, is cut like this. */
    void order(Cut cut) {
        ordered.add(cut);
    }

    int left() {
        return ordered.size();
    }

    int done() {
        return done.get();
    }

    int commits() {
        return commits.get();
    }

    private void welcome() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var deaf = new AtomicBoolean();
            var answers = Thread.ofVirtual().start(() -> passAnswers(upstream, client, deaf));
            passCommands(client, upstream, deaf);
            answers.join();
        } catch (IOException gone) {
            // one of the two hung up, or the server is not there: the other end sees it as the connection closes
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passCommands(Socket client, Socket upstream, AtomicBoolean deaf) throws IOException {
        try {
            var in = new DataInputStream(new BufferedInputStream(client.getInputStream(), 16_384));
            var out = upstream.getOutputStream();
            while (true) {
                var packet = packet(in);
                if (isCommit(packet)) {
                    commits.incrementAndGet();
                    var cut = ordered.poll();
                    if (cut != null) {
                        done.incrementAndGet();
                        cut(cut, packet, client, upstream, deaf);
                        return;
                    }
                }
                out.write(packet);
            }
        } catch (IOException hungUp) {
            client.close();
            upstream.close();
        }
    }

    private static void cut(Cut cut, byte[] commit, Socket client, Socket upstream, AtomicBoolean deaf)
            throws IOException {
        switch (cut) {
            case BEFORE_COMMIT -> {
                client.close();
                upstream.close();
            }
            case AT_COMMIT -> {
                upstream.getOutputStream().write(commit);
                client.close();
                upstream.shutdownOutput();
            }
            case AFTER_COMMIT -> {
                deaf.set(true);
                upstream.getOutputStream().write(commit);
            }
        }
    }

    private static void passAnswers(Socket upstream, Socket client, AtomicBoolean deaf) {
        try (upstream;
                client) {
            var in = upstream.getInputStream();
            var out = client.getOutputStream();
            var bytes = new byte[16_384];
            for (var read = in.read(bytes); read >= 0 && !deaf.get(); read = in.read(bytes)) {
                out.write(bytes, 0, read);
            }
        } catch (IOException hungUp) {
            // both are closed now
        }
    }

    /** With its header. */
    static byte[] packet(DataInputStream in) throws IOException {
        var header = new byte[HEADER];
        in.readFully(header);
        var length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
        var packet = Arrays.copyOf(header, HEADER + length);
        in.readFully(packet, HEADER, length);
        return packet;
    }

    /** Newer clients put the number of a query's attributes before its text. */
    static boolean isCommit(byte[] packet) {
        return packet.length > HEADER
                && packet.length <= LONGEST
                && packet[3] == 0
                && packet[HEADER] == COM_QUERY
                && new String(packet, HEADER + 1, packet.length - HEADER - 1, StandardCharsets.US_ASCII)
                        .toLowerCase(Locale.ROOT)
                        .endsWith("commit");
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
