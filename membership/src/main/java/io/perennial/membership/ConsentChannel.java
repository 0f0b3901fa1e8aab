package io.perennial.membership;

/** By which way a consent holds. */
public enum ConsentChannel {
    EMAIL,
    SMS,
    WHATSAPP,
    WECHAT,
    /** For what is not about a channel. */
    ANY
}
