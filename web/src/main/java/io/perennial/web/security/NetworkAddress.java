package io.perennial.web.security;

import jakarta.servlet.ServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Where a request comes from, in the log of look-ups and sign-ins: the network, not the device. */
final class NetworkAddress {

    private static final HexFormat HEX = HexFormat.of();

    private NetworkAddress() {}

    /** Of IPv4 three parts of four, of IPv6 the first 48 bits. */
    static String shortened(ServletRequest request) {
        return shortened(request.getRemoteAddr());
    }

    static String shortened(String address) {
        try {
            var literal = InetAddress.ofLiteral(address);
            var bytes = literal.getAddress();
            return literal instanceof Inet6Address
                    ? HEX.formatHex(bytes, 0, 2) + ":" + HEX.formatHex(bytes, 2, 4) + ":" + HEX.formatHex(bytes, 4, 6)
                            + ":*"
                    : address.substring(0, address.lastIndexOf('.')) + ".*";
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
