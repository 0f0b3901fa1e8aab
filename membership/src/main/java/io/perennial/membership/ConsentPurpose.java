package io.perennial.membership;

import java.util.EnumSet;
import java.util.Set;

/** What a member can agree to. */
public enum ConsentPurpose {
    /** Offers, events and news, by the channels agreed to. */
    OFFERS(EnumSet.of(ConsentChannel.EMAIL, ConsentChannel.SMS, ConsentChannel.WHATSAPP, ConsentChannel.WECHAT)),
    /** Invitations to surveys and reviews, by the channels agreed to. */
    SURVEYS(EnumSet.of(ConsentChannel.EMAIL, ConsentChannel.SMS, ConsentChannel.WHATSAPP, ConsentChannel.WECHAT)),
    /** Offers and recommendations chosen by what the member buys and does: on until the member switches it off. */
    PERSONALISATION(EnumSet.of(ConsentChannel.ANY));

    private final Set<ConsentChannel> channels;

    ConsentPurpose(Set<ConsentChannel> channels) {
        this.channels = channels;
    }

    /** The channels for which it is asked, in their order. */
    public Set<ConsentChannel> channels() {
        return EnumSet.copyOf(channels);
    }

    /** What holds for whoever has said nothing. */
    public boolean holdsUnasked() {
        return this == PERSONALISATION;
    }
}
