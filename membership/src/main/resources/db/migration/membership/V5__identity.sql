-- Passkeys of members and of staff; owner_id is a member's or a staff account's id, as the door says.
CREATE TABLE membership_passkey (
    owner_id        BINARY(16)      NOT NULL,
    passkey_id      BINARY(16)      NOT NULL,
    door            VARCHAR(8)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    credential_id   VARBINARY(1023) NOT NULL,
    name            VARCHAR(60)     NOT NULL,
    public_key      BLOB            NOT NULL,
    attestation     BLOB            NOT NULL,
    sign_count      BIGINT          NOT NULL,
    user_verified   TINYINT(1)      NOT NULL,
    backup_eligible TINYINT(1)      NOT NULL,
    backed_up       TINYINT(1)      NOT NULL,
    transports      VARCHAR(100)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at      DATETIME(6)     NOT NULL,
    last_used_at    DATETIME(6)     NULL,
    PRIMARY KEY (owner_id, passkey_id),
    UNIQUE KEY membership_passkey_credential (credential_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a member lost because somebody else proved that it is theirs now; masked, since the rest is about the other person.
CREATE TABLE membership_identifier_lost (
    member_id BINARY(16)  NOT NULL,
    lost_id   BINARY(16)  NOT NULL,
    kind      VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ending    VARCHAR(80) NOT NULL,
    lost_at   DATETIME(6) NOT NULL,
    seen_at   DATETIME(6) NULL,
    PRIMARY KEY (member_id, lost_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The app that makes a member of staff's codes (RFC 6238). The secret is encrypted with the key of the configuration; the
-- step of the last code taken keeps a code from being used twice.
CREATE TABLE membership_staff_codes (
    staff_id     BINARY(16)     NOT NULL,
    secret       VARBINARY(128) NOT NULL,
    last_step    BIGINT         NOT NULL,
    begun_at     DATETIME(6)    NOT NULL,
    confirmed_at DATETIME(6)    NULL,
    PRIMARY KEY (staff_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A row is deleted when its code is used.
CREATE TABLE membership_recovery_code (
    staff_id  BINARY(16) NOT NULL,
    code_hash BINARY(32) NOT NULL,
    PRIMARY KEY (staff_id, code_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
