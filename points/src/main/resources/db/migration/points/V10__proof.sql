-- Public keys that statements were signed with; the private one is in the configuration. Nothing is ever deleted, because whoever
-- keeps an old statement needs its key.
CREATE TABLE points_signing_key (
    key_id     CHAR(16)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    encoded    VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    used_since DATETIME(6)  NOT NULL,
    PRIMARY KEY (key_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Verifications of the whole ledger.
CREATE TABLE points_ledger_check (
    started_at  DATETIME(6) NOT NULL,
    check_id    BINARY(16)  NOT NULL,
    finished_at DATETIME(6) NOT NULL,
    members     BIGINT      NOT NULL,
    entries     BIGINT      NOT NULL,
    outstanding BIGINT      NOT NULL,
    PRIMARY KEY (started_at, check_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What does not hold (a name of VerifyLedger.Breach) of which account; without one, of all members.
CREATE TABLE points_ledger_fault (
    check_id  BINARY(16)   NOT NULL,
    number    INT          NOT NULL,
    breach    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    member_id BINARY(16)   NULL,
    subject   VARCHAR(200) NOT NULL,
    found     VARCHAR(200) NOT NULL,
    expected  VARCHAR(200) NOT NULL,
    PRIMARY KEY (check_id, number)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
