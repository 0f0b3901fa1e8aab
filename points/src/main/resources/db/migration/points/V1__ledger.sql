-- The member's account: locked while their points move. Pending is what waits, owed is what later points repay first; head is
-- the hash of the newest entry.
CREATE TABLE points_account (
    member_id BINARY(16) NOT NULL,
    balance   BIGINT     NOT NULL,
    pending   BIGINT     NOT NULL,
    owed      BIGINT     NOT NULL,
    last_seq  BIGINT     NOT NULL,
    head      BINARY(32) NOT NULL,
    PRIMARY KEY (member_id),
    CONSTRAINT points_account_balance CHECK (balance >= 0),
    CONSTRAINT points_account_pending CHECK (pending >= 0),
    CONSTRAINT points_account_owed CHECK (owed >= 0 AND (owed = 0 OR balance = 0))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Only ever inserted into. Points change balance less owed, pending what waits; the hash covers the entry and the one before.
CREATE TABLE points_entry (
    member_id     BINARY(16)   NOT NULL,
    seq           BIGINT       NOT NULL,
    kind          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    points        BIGINT       NOT NULL,
    pending       BIGINT       NOT NULL,
    growth        BIGINT       NOT NULL,
    balance_after BIGINT       NOT NULL,
    owed_after    BIGINT       NOT NULL,
    business_key  VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    activity_id   BINARY(16)   NULL,
    rule_id       BINARY(16)   NULL,
    rule_version  INT          NULL,
    reverses_seq  BIGINT       NULL,
    why           LONGTEXT     NOT NULL,
    happened_at   DATETIME(6)  NOT NULL,
    booked_at     DATETIME(6)  NOT NULL,
    hash          BINARY(32)   NOT NULL,
    PRIMARY KEY (member_id, seq),
    UNIQUE KEY points_entry_booked_once (member_id, business_key),
    KEY points_entry_activity (member_id, activity_id, booked_at, seq), -- also what no activity brought, by time
    KEY points_entry_reverses (member_id, reverses_seq),
    KEY points_entry_days (booked_at, kind, points),
    CONSTRAINT points_entry_balance CHECK (balance_after >= 0),
    CONSTRAINT points_entry_owed CHECK (owed_after >= 0 AND (owed_after = 0 OR balance_after = 0))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Points with one origin, the entry of the same number, which may have waited before, and one expiry. A lot that is used up leaves
-- the index of open lots. Its keys end with the number, which is in them anyway: only so does MySQL read in their order and stop
-- where a sweep's chunk is full.
CREATE TABLE points_lot (
    member_id  BINARY(16)  NOT NULL,
    seq        BIGINT      NOT NULL,
    original   BIGINT      NOT NULL,
    remaining  BIGINT      NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    open_until DATETIME(6) GENERATED ALWAYS AS (CASE WHEN remaining > 0 THEN expires_at END) STORED,
    PRIMARY KEY (member_id, seq),
    KEY points_lot_open (open_until, member_id, seq),
    KEY points_lot_open_of_member (member_id, open_until, seq, remaining), -- what a member holds is told by the key alone
    CONSTRAINT points_lot_remaining CHECK (remaining >= 0 AND remaining <= original)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Points that were promised by the entry of the same number and wait until they become available; then they are a lot of that
-- number.
CREATE TABLE points_waiting (
    member_id    BINARY(16)  NOT NULL,
    seq          BIGINT      NOT NULL,
    original     BIGINT      NOT NULL,
    remaining    BIGINT      NOT NULL,
    available_at DATETIME(6) NOT NULL,
    open_from    DATETIME(6) GENERATED ALWAYS AS (CASE WHEN remaining > 0 THEN available_at END) STORED,
    PRIMARY KEY (member_id, seq),
    KEY points_waiting_open (open_from, member_id, seq),
    KEY points_waiting_open_of_member (member_id, open_from),
    CONSTRAINT points_waiting_remaining CHECK (remaining >= 0 AND remaining <= original)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What an entry drew (below zero) or gave back (above zero): points of the lot, pending of the waiting part of that number.
-- A lot or a waiting part = its beginning plus its allocations.
CREATE TABLE points_allocation (
    member_id BINARY(16) NOT NULL,
    entry_seq BIGINT     NOT NULL,
    lot_seq   BIGINT     NOT NULL,
    points    BIGINT     NOT NULL,
    pending   BIGINT     NOT NULL,
    PRIMARY KEY (member_id, entry_seq, lot_seq)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Sums of the days that are over, so that the dashboard need not read the ledger; made from it, days without gaps. A day
-- that is closed has a row for each kind that moved, and one for points earned even if none were.
CREATE TABLE points_day (
    zone   VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    day    DATE        NOT NULL,
    kind   VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    points BIGINT      NOT NULL,
    PRIMARY KEY (zone, day, kind)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What became of the points of each month of issue: written with the day that is closed. Of kind ISSUED what lots began with.
CREATE TABLE points_cohort (
    zone   VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cohort DATE        NOT NULL,
    month  DATE        NOT NULL,
    kind   VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    points BIGINT      NOT NULL,
    PRIMARY KEY (zone, cohort, month, kind)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
