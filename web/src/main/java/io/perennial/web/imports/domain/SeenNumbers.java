package io.perennial.web.imports.domain;

/**
 * Remembers which numbers came by, in at most 16 MiB: hashes of 64 bits instead of texts, and of more than a million of them
 * only the later ones. What it has forgotten, the ledger still recognises by its reference.
 */
public final class SeenNumbers {

    private static final int GENERATION = 1 << 19;

    private Hashes young = new Hashes();
    private Hashes old = new Hashes();

    /** @return whether it was not there yet */
    public boolean add(String number) {
        var hash = hash(number);
        if (young.contains(hash) || old.contains(hash)) {
            return false;
        }
        if (young.size == GENERATION) {
            old = young;
            young = new Hashes();
        }
        young.add(hash);
        return true;
    }

    public boolean contains(String number) {
        var hash = hash(number);
        return young.contains(hash) || old.contains(hash);
    }

    /** FNV-1a, then the finaliser of splitmix64, because the low bits choose the place. */
    private static long hash(String number) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < number.length(); i++) {
            hash = (hash ^ number.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == 0 ? 1 : hash;
    }

    private static final class Hashes {

        private long[] slots = new long[1 << 10];
        private int size;

        boolean contains(long hash) {
            return slots[place(slots, hash)] == hash;
        }

        void add(long hash) {
            if (size * 2 >= slots.length && slots.length < 2 * GENERATION) {
                var larger = new long[slots.length * 2];
                for (var each : slots) {
                    if (each != 0) {
                        larger[place(larger, each)] = each;
                    }
                }
                slots = larger;
            }
            slots[place(slots, hash)] = hash;
            size++;
        }

        private static int place(long[] slots, long hash) {
            var place = (int) hash & (slots.length - 1);
            while (slots[place] != 0 && slots[place] != hash) {
                place = (place + 1) & (slots.length - 1);
            }
            return place;
        }
    }
}
