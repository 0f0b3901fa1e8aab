package io.perennial.points.adapter.jooq;

import io.perennial.points.EntryKind;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each entry tells of itself and of those before it. Where a hash is wrong, the next goes on from the hash that is stored,
 * so that only what was changed is named.
 */
final class EntryChecks implements EntryWalk.Watch {

    private static final Set<String> KINDS =
            Arrays.stream(EntryKind.values()).map(EntryKind::name).collect(Collectors.toSet());

    private final Erased erased;
    private final Faults faults;
    private final Map<UUID, Tally> tallies = new LinkedHashMap<>();

    /** Of the member whose entries are being gone through. */
    private final Map<Long, String> keys = new HashMap<>();

    private final Set<String> distinct = new HashSet<>();

    EntryChecks(Erased erased, Faults faults) {
        this.erased = erased;
        this.faults = faults;
    }

    /** With its words, or where these were erased, with what is kept of them. */
    private boolean fits(SealedText entry, Fingerprint previous, Fingerprint hash) {
        return entry.after(previous).equals(hash)
                || erased.of(entry.member(), entry.sequence())
                        .filter(reason -> entry.after(previous, reason).equals(hash))
                        .isPresent();
    }

    /** What is kept of reasons whose words were erased. */
    interface Erased {
        Optional<Fingerprint> of(UUID member, long sequence);
    }

    /** What a member's entries come to. */
    record Tally(long entries, long first, long last, long points, long pending, Fingerprint head) {

        static final Tally NOTHING = new Tally(0, 1, 0, 0, 0, Fingerprint.NONE);

        Tally and(SealedText entry, Fingerprint hash) {
            return new Tally(
                    entries + 1,
                    entries == 0 ? entry.sequence() : first,
                    entry.sequence(),
                    points + entry.points(),
                    pending + entry.pending(),
                    hash);
        }
    }

    /** By member, for those who have any. */
    Map<UUID, Tally> tallies() {
        return tallies;
    }

    @Override
    public void entry(SealedText entry, Fingerprint hash) {
        var member = entry.member();
        var before = tallies.get(member);
        if (before == null) {
            keys.clear();
            distinct.clear();
            before = Tally.NOTHING;
        }
        var after = before.and(entry, hash);
        tallies.put(member, after);
        if (!fits(entry, before.head(), hash)) {
            faults.add(Breach.ENTRY_HASH, member, entry.sequence(), null, null);
        }
        faults.compare(
                Breach.ENTRY_BALANCE,
                member,
                entry.sequence(),
                entry.balanceAfter() - entry.owedAfter(),
                after.points());
        if (areImpossible(entry.owedAfter(), entry.balanceAfter())) {
            faults.add(Breach.ENTRY_DEBT, member, entry.sequence(), entry.owedAfter(), entry.balanceAfter());
        }
        if (hasWrongSign(entry)) {
            faults.add(Breach.ENTRY_SIGN, member, entry.sequence(), entry.points(), null);
        }
        checkKey(entry);
    }

    static boolean areImpossible(long owed, long balance) {
        return owed < 0 || balance < 0 || (owed != 0 && balance != 0);
    }

    private void checkKey(SealedText entry) {
        var member = entry.member();
        var reverses = entry.reverses();
        var answered = reverses == null ? null : keys.get(reverses);
        if (reverses != null && answered == null) {
            faults.add(Breach.ENTRY_ANSWERS, member, entry.sequence(), reverses, null);
        } else if (!agrees(entry, answered)) {
            faults.add(Breach.ENTRY_KEY, member, entry.sequence(), entry.key(), null);
        }
        if (!distinct.add(entry.key())) {
            faults.add(Breach.ENTRY_KEY_TWICE, member, entry.sequence(), entry.key(), null);
        }
        keys.put(entry.sequence(), entry.key());
    }

    /**
     * Keys are made of what can happen once: an activity and the rule that paid for it, what is released, given back. So as long
     * as each key says what its entry is, that no key is there twice means that nothing was booked twice.
     *
     * @param answered the key of the entry that this one answers
     */
    private static boolean agrees(SealedText entry, @Nullable String answered) {
        var key = entry.key();
        return switch (entry.kind()) {
            case "EARNED" ->
                key.equals("activity:" + entry.activity() + (entry.rule() == null ? "" : ":" + entry.rule()));
            case "TAKEN_BACK" -> key.equals("activity:" + entry.activity());
            case "RELEASED" -> key.equals("release:" + entry.reverses());
            case "REINSTATED" -> key.equals("reinstate:" + entry.reverses());
            case "EXPIRED" -> key.startsWith("expiry:") && key.endsWith(":" + entry.sequence());
            case "SPENT" -> key.startsWith("spend:");
            case "GIVEN_BACK" ->
                answered != null
                        && answered.startsWith("spend:")
                        && key.equals("return:" + answered.substring("spend:".length()));
            case "GRANTED" -> key.startsWith("grant:");
            case "ADJUSTED" -> key.startsWith("adjust:") || key.startsWith("adjust-file:");
            case "SENT" -> key.startsWith("sent:") || key.startsWith("handed-back:");
            case "RECEIVED" -> key.startsWith(entry.reverses() == null ? "received:" : "returned:");
            case "MERGED" -> key.startsWith("merge:");
            default -> true; // a kind that does not exist is named anyway
        };
    }

    private static boolean hasWrongSign(SealedText entry) {
        var points = entry.points();
        var pending = entry.pending();
        return switch (entry.kind()) {
            case "EARNED" -> points < 0 || pending < 0;
            case "GRANTED" -> points < 0 || pending != 0;
            case "GIVEN_BACK", "RECEIVED", "REINSTATED" -> points <= 0 || pending != 0;
            case "RELEASED" -> points <= 0 || pending != -points;
            case "TAKEN_BACK" -> points > 0 || pending > 0;
            case "SPENT", "EXPIRED", "SENT" -> points >= 0 || pending != 0;
            case "ADJUSTED" -> (points == 0 && entry.growth() == 0) || pending != 0;
            case "MERGED" -> entry.growth() != 0;
            default -> !KINDS.contains(entry.kind());
        };
    }
}
