package io.perennial.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client's connection that stays open. Of our own, because the JDK's client uses as much of the machine as the server that
 * is measured; it knows just the answers that Perennial gives.
 */
public final class HttpLine implements AutoCloseable {

    /** @param headers names in lower case */
    public record Answer(int status, Map<String, String> headers, byte[] bytes) {

        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return status + " " + body();
        }
    }

    private final int port;
    private Socket socket;
    private InputStream in;
    private int patience;

    private HttpLine(int port) throws IOException {
        this.port = port;
        socket = call(port);
        in = read(socket);
    }

    public static HttpLine to(int port) throws IOException {
        return new HttpLine(port);
    }

    private static Socket call(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static InputStream read(Socket socket) throws IOException {
        return new BufferedInputStream(socket.getInputStream(), 16_384);
    }

    /** @param longest that an answer may be waited for; without it, for ever */
    public HttpLine withPatience(Duration longest) throws IOException {
        patience = (int) longest.toMillis();
        socket.setSoTimeout(patience);
        return this;
    }

    /** @param headers each with its line end */
    public Answer post(String path, String headers, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        return ask(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n" + headers + "\r\n",
                body);
    }

    public Answer get(String path, String headers) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n", new byte[0]);
    }

    private Answer ask(String head, byte[] body) throws IOException {
        var request = new ByteArrayOutputStream(head.length() + body.length);
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var answer = new Answer(status, headers, body(headers));
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            socket.close();
            socket = call(port);
            socket.setSoTimeout(patience);
            in = read(socket);
        }
        return answer;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!"chunked".equalsIgnoreCase(headers.getOrDefault("transfer-encoding", ""))) {
            return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        var all = new ByteArrayOutputStream();
        for (var size = chunk(); size > 0; size = chunk()) {
            all.writeBytes(exactly(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server hung up in the middle of an answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (var read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the server hung up");
            }
            if (read != '\r') {
                text.append((char) read);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
