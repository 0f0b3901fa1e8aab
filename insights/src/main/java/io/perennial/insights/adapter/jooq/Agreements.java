package io.perennial.insights.adapter.jooq;

import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ReadConsents.Agreed;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Consents and channels as bits of a number, so that a count needs no other table. What a bit means never changes: it is kept
 * in the database.
 */
final class Agreements {

    private static final int SURVEYS_FROM = 4;
    private static final int PERSONALISATION = 1 << 8;

    private Agreements() {}

    /** Of a channel by which a member can be reached. */
    static int bit(ConsentChannel channel) {
        return switch (channel) {
            case EMAIL -> 1;
            case SMS -> 1 << 1;
            case WHATSAPP -> 1 << 2;
            case WECHAT -> 1 << 3;
            case ANY -> throw new IllegalArgumentException("nobody is reached by it");
        };
    }

    static int bit(Agreed agreed) {
        return switch (agreed.purpose()) {
            case OFFERS -> bit(agreed.channel());
            case SURVEYS -> bit(agreed.channel()) << SURVEYS_FROM;
            case PERSONALISATION -> PERSONALISATION;
        };
    }

    static int reach(Collection<ConsentChannel> channels) {
        return channels.stream().mapToInt(Agreements::bit).reduce(0, (some, more) -> some | more);
    }

    static int agreed(Collection<Agreed> consents) {
        return consents.stream().mapToInt(Agreements::bit).reduce(0, (some, more) -> some | more);
    }

    static Set<ConsentChannel> channels(int reach) {
        var channels = EnumSet.copyOf(ConsentPurpose.OFFERS.channels());
        channels.removeIf(channel -> (reach & bit(channel)) == 0);
        return channels;
    }

    static Set<Agreed> consents(int agreed) {
        return Arrays.stream(ConsentPurpose.values())
                .flatMap(purpose -> purpose.channels().stream().map(channel -> new Agreed(purpose, channel)))
                .filter(each -> (agreed & bit(each)) != 0)
                .collect(Collectors.toSet());
    }
}
