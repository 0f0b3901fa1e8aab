package io.perennial.membership;

/**
 * Staff write down by what else the shop knows a member: card numbers, the shop's own customer numbers. Phones and e-mail
 * addresses are proven by the member. Audited, with the number's last signs only.
 */
public interface AssignIdentifiers {

    /** @throws IllegalArgumentException when the identifier is not of a kind that staff assign */
    Outcome assign(MemberId member, Identifier identifier, StaffId by);

    Outcome withdraw(MemberId member, Identifier identifier, StaffId by);

    /** Whether staff write down identifiers of this kind. */
    static boolean isAssignable(Identifier.Kind kind) {
        return switch (kind) {
            case CARD_NUMBER, CUSTOMER_NUMBER -> true;
            case PHONE, EMAIL, WECHAT, ALIPAY, WHATSAPP -> false;
        };
    }

    sealed interface Outcome {
        record Done() implements Outcome {}

        /** Another member's; whose is not told. */
        record Taken() implements Outcome {}

        record NotTheirs() implements Outcome {}

        record UnknownMember() implements Outcome {}

        record Closed() implements Outcome {}
    }
}
