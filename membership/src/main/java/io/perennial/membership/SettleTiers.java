package io.perennial.membership;

/**
 * The nightly evaluation. Puts an announced ladder in force when its day has come; judges the members whose date is due
 * (renewed; or grace begins; or, after grace and a notice, one step down); gives free places on the highest tier to those
 * who wait, by growth, then by how long they wait.
 *
 * <p>Works in chunks of its own transactions, in the order of the dates, and may be stopped anywhere: what is done is no
 * longer due. Its cost follows the members who are due, not all.
 */
public interface SettleTiers {

    /** @return what this call did */
    Sweep settle();

    /**
     * @param renewed periods that began anew with the tier kept
     * @param inGrace members whose period ended short of the line
     * @param prolonged members who were to fall and had not been told
     * @param fallen members who went one step down
     * @param placed members who got a place on the highest tier
     */
    record Sweep(long renewed, long inGrace, long prolonged, long fallen, long placed) {

        public static final Sweep NOTHING = new Sweep(0, 0, 0, 0, 0);

        public Sweep plus(Sweep other) {
            return new Sweep(
                    renewed + other.renewed,
                    inGrace + other.inGrace,
                    prolonged + other.prolonged,
                    fallen + other.fallen,
                    placed + other.placed);
        }
    }
}
