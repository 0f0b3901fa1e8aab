package io.perennial.insights.domain;

import io.perennial.insights.Activity;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an activity's whole content: equal for equal contents, and SHA-256 makes sure that it is for those only.
 *
 * <p>It is kept for ever, so the form under it must not change for activities that can be told today: a part that is added
 * to {@link Activity} later is written at the end, and only when it is there.
 */
public final class Fingerprint {

    private final byte[] bytes;

    private Fingerprint(byte[] bytes) {
        this.bytes = bytes;
    }

    /** One that was kept. */
    public static Fingerprint of(byte[] bytes) {
        return new Fingerprint(bytes.clone());
    }

    public static Fingerprint of(Activity activity) {
        try {
            return new Fingerprint(MessageDigest.getInstance("SHA-256").digest(canonical(activity)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Each part has a fixed size or its length before it, so that no two contents run together into the same bytes. */
    private static byte[] canonical(Activity activity) {
        var bytes = new ByteArrayOutputStream(256);
        try (var form = new DataOutputStream(bytes)) {
            form.writeLong(activity.member().value().getMostSignificantBits());
            form.writeLong(activity.member().value().getLeastSignificantBits());
            write(form, activity.type().code());
            var at = activity.happenedAt();
            form.writeLong(at.getEpochSecond());
            form.writeInt(at.getNano());
            write(form, activity.channel());
            write(form, activity.store());
            var amount = activity.amount();
            write(form, amount == null ? null : amount.getCurrencyUnit().getCode());
            form.writeLong(amount == null ? 0 : amount.getAmountMinorLong());
            write(form, activity.refundOf());
            form.writeInt(activity.items().size());
            for (var item : activity.items()) {
                write(form, item.sku());
                write(form, item.name());
                write(form, item.category());
                form.writeInt(item.quantity());
                write(form, item.unitPrice().toPlainString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream form, @Nullable String text) throws IOException {
        form.writeInt(text == null ? -1 : text.length());
        if (text != null) {
            form.writeChars(text);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint fingerprint && Arrays.equals(bytes, fingerprint.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
