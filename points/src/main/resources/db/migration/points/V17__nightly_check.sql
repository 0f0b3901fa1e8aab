-- A check is of everything, or a night's: members whose ledger had changed (changed) and the next share of all others. A night's
-- has its row while it is under way. changed_until: entries booked before are known to it, and their members noted.
ALTER TABLE points_ledger_check
    MODIFY COLUMN finished_at DATETIME(6) NULL,
    ADD COLUMN extent        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'WHOLE',
    ADD COLUMN changed       BIGINT      NOT NULL DEFAULT 0,
    ADD COLUMN changed_until DATETIME(6) NULL,
    ADD COLUMN ends_round    TINYINT(1)  NOT NULL DEFAULT 0;

-- Members whom the night's check has yet to look at.
CREATE TABLE points_check_due (
    member_id BINARY(16) NOT NULL,
    PRIMARY KEY (member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Rounds through all members, a share every night: how far each has come. expected: how many members the one before had seen.
CREATE TABLE points_check_round (
    began_at     DATETIME(6) NOT NULL,
    seen_to      BINARY(16)  NULL,
    seen         BIGINT      NOT NULL,
    expected     BIGINT      NOT NULL,
    members_done TINYINT(1)  NOT NULL,
    finished_at  DATETIME(6) NULL,
    PRIMARY KEY (began_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
