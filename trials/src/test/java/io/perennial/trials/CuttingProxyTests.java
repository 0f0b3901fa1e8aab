package io.perennial.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client, the proxy, and a server that notes what it hears and says OK to everything. */
class CuttingProxyTests {

    private static final byte[] COMMIT = command("COMMIT");
    private static final byte[] SELECT = command("SELECT 1");
    private static final byte[] OK = {7, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0};

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void sees_a_commit_whatever_a_client_puts_before_it() {
        assertThat(CuttingProxy.isCommit(COMMIT)).isTrue();
        assertThat(CuttingProxy.isCommit(command("commit"))).isTrue();
        assertThat(CuttingProxy.isCommit(command("\0\1COMMIT"))).isTrue();
        assertThat(CuttingProxy.isCommit(SELECT)).isFalse();
        assertThat(CuttingProxy.isCommit(command("SELECT 'a text that happens to say commit'")))
                .isFalse();
        assertThat(CuttingProxy.isCommit(new byte[] {0, 0, 0, 0})).isFalse();
    }

    @Test
    void reads_packets_of_more_than_two_bytes_of_length() throws Exception {
        var long_ = new byte[4 + 70_000];
        long_[0] = (byte) 70_000;
        long_[1] = (byte) (70_000 >> 8);
        long_[2] = 70_000 >> 16;

        assertThat(CuttingProxy.packet(new DataInputStream(new ByteArrayInputStream(long_))))
                .isEqualTo(long_);
    }

    @Test
    void passes_everything_on_until_a_cut_is_ordered() throws Exception {
        try (var server = server();
                var proxy = new CuttingProxy(server.getLocalPort());
                var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            client.getOutputStream().write(SELECT);
            assertThat(client.getInputStream().readNBytes(OK.length)).isEqualTo(OK);
            client.getOutputStream().write(COMMIT);
            assertThat(client.getInputStream().readNBytes(OK.length)).isEqualTo(OK);
            assertThat(heard).containsExactly("SELECT 1", "COMMIT");
            assertThat(proxy.commits()).isEqualTo(1);
            assertThat(proxy.done()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(CuttingProxy.Cut.class)
    void cuts_where_it_is_told(CuttingProxy.Cut cut) throws Exception {
        try (var server = server();
                var proxy = new CuttingProxy(server.getLocalPort());
                var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            proxy.order(cut);
            client.getOutputStream().write(SELECT);
            assertThat(client.getInputStream().readNBytes(OK.length)).isEqualTo(OK);
            client.getOutputStream().write(COMMIT);

            assertThat(isCutOff(client.getInputStream())).isTrue();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("SELECT 1");
            if (cut == CuttingProxy.Cut.BEFORE_COMMIT) {
                assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("hung up");
            } else {
                assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("COMMIT");
            }
            assertThat(proxy.done()).isEqualTo(1);
            assertThat(proxy.left()).isZero();
        }
    }

    private static boolean isCutOff(InputStream in) throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private ServerSocket server() throws IOException {
        var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (var client = server.accept()) {
                var in = new DataInputStream(client.getInputStream());
                while (true) {
                    var packet = CuttingProxy.packet(in);
                    heard.add(new String(packet, 5, packet.length - 5, StandardCharsets.US_ASCII));
                    client.getOutputStream().write(OK);
                }
            } catch (EOFException | SocketException e) {
                heard.add("hung up");
            } catch (IOException e) {
                heard.add(e.toString());
            }
        });
        return server;
    }

    private static byte[] command(String text) {
        var packet = new byte[5 + text.length()];
        packet[0] = (byte) (text.length() + 1);
        packet[4] = 3;
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, packet, 5, text.length());
        return packet;
    }
}
