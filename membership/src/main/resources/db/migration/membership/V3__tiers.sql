ALTER TABLE membership_tier
    ADD COLUMN retention_line BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN places         INT    NULL,
    ADD CONSTRAINT membership_tier_retention_line CHECK (retention_line >= 0 AND retention_line <= entry_line);

UPDATE membership_tier SET retention_line = 800 WHERE code = 'vip';
UPDATE membership_tier SET retention_line = 8000, places = 1000 WHERE code = 'black';

ALTER TABLE membership_ladder
    ADD COLUMN period          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'ROLLING_YEAR',
    ADD COLUMN grace_days      INT         NOT NULL DEFAULT 30,
    ADD COLUMN notice_days     INT         NOT NULL DEFAULT 14,
    ADD COLUMN surplus_carries TINYINT(1)  NOT NULL DEFAULT 1;

-- Every ladder that was published, and at most one that is announced: the one whose version is not yet in force.
CREATE TABLE membership_ladder_edition (
    version      INT         NOT NULL,
    ladder_json  LONGTEXT    NOT NULL,
    published_at DATETIME(6) NOT NULL,
    effective_at DATETIME(6) NOT NULL,
    staff_id     BINARY(16)  NULL,
    PRIMARY KEY (version)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a period began with does not count towards keeping the tier. A row is looked at again when it is due; one that has
-- no date waits for a ladder whose tiers end.
ALTER TABLE membership_standing
    ADD COLUMN period_start    DATETIME(6) NOT NULL DEFAULT '2000-01-01 00:00:00',
    ADD COLUMN period_end      DATETIME(6) NULL,
    ADD COLUMN base            BIGINT      NOT NULL DEFAULT 0,
    ADD COLUMN grace_end       DATETIME(6) NULL,
    ADD COLUMN grace_from      BIGINT      NULL,
    ADD COLUMN grace_prolonged TINYINT(1)  NOT NULL DEFAULT 0,
    ADD COLUMN told_at         DATETIME(6) NULL,
    ADD COLUMN given           TINYINT(1)  NOT NULL DEFAULT 0,
    ADD COLUMN floor_code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN floor_end       DATETIME(6) NULL,
    ADD COLUMN waiting_since   DATETIME(6) NULL,
    ADD COLUMN due_at          DATETIME(6) NULL,
    ADD COLUMN waiting_growth  BIGINT GENERATED ALWAYS AS (CASE WHEN waiting_since IS NULL THEN NULL ELSE growth END) VIRTUAL,
    ADD KEY membership_standing_due (due_at, member_id),
    ADD KEY membership_standing_waiting (waiting_growth DESC, waiting_since, member_id);

-- What staff set by hand, newest in force; the row tells why and by whom.
CREATE TABLE membership_tier_floor (
    member_id  BINARY(16)   NOT NULL,
    floor_id   BINARY(16)   NOT NULL,
    tier_code  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason     VARCHAR(500) NOT NULL,
    set_at     DATETIME(6)  NOT NULL,
    set_by     BINARY(16)   NOT NULL,
    ends_at    DATETIME(6)  NULL,
    ended_at   DATETIME(6)  NULL,
    ended_by   BINARY(16)   NULL,
    PRIMARY KEY (member_id, floor_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
