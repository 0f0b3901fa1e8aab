-- Keys begin with member_id wherever rows belong to a member. All instants are UTC.

CREATE TABLE membership_member (
    member_id    BINARY(16)   NOT NULL,
    status       VARCHAR(16)  NOT NULL,
    display_name VARCHAR(80)  NULL,
    locale       VARCHAR(16)  NOT NULL,
    time_zone    VARCHAR(48)  NOT NULL,
    birthday     DATE         NULL,
    region       VARCHAR(6)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    interests    VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    enrolled_via VARCHAR(32)  NOT NULL,
    enrolled_at  DATETIME(6)  NOT NULL,
    version      INT          NOT NULL,
    PRIMARY KEY (member_id),
    KEY membership_member_name (display_name),
    KEY membership_member_enrolled (enrolled_at),
    KEY membership_member_status (status, member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Values are normalised before they are stored, hence compared byte by byte. proven_at is when the member last showed by a
-- one-time code that a phone or an e-mail address is theirs; what a till or an import wrote was never proven.
CREATE TABLE membership_identifier (
    member_id BINARY(16)   NOT NULL,
    kind      VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value     VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    added_at  DATETIME(6)  NOT NULL,
    proven_at DATETIME(6)  NULL,
    PRIMARY KEY (member_id, kind, value),
    UNIQUE KEY membership_identifier_owner (kind, value),
    KEY membership_identifier_value (value)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- By a digest of the phone or e-mail address that the code went to, which may be nobody's we know.
CREATE TABLE membership_sign_in_code (
    recipient  BINARY(32)    NOT NULL,
    code_hash  VARBINARY(64) NOT NULL,
    tries_left INT           NOT NULL,
    sent_at    DATETIME(6)   NOT NULL,
    expires_at DATETIME(6)   NOT NULL,
    sent_on    DATE          NOT NULL,
    sent_today INT           NOT NULL,
    PRIMARY KEY (recipient),
    KEY membership_sign_in_code_sent (sent_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE membership_password (
    member_id    BINARY(16)   NOT NULL,
    hash         VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changed_at   DATETIME(6)  NOT NULL,
    PRIMARY KEY (member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Tries to sign in with a password since the last that succeeded, of members and of staff, by a digest of the name they
-- typed: a name that belongs to nobody is counted and locked like any other, so that a lock tells nothing.
CREATE TABLE membership_sign_in_tries (
    account      BINARY(32)  NOT NULL,
    failures     INT         NOT NULL,
    locked_until DATETIME(6) NULL,
    last_at      DATETIME(6) NOT NULL,
    PRIMARY KEY (account),
    KEY membership_sign_in_tries_last (last_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE membership_tier (
    code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tier_rank  INT         NOT NULL,
    name_zh    VARCHAR(40) NOT NULL,
    name_en    VARCHAR(40) NOT NULL,
    entry_line BIGINT      NOT NULL,
    PRIMARY KEY (code),
    CONSTRAINT membership_tier_entry_line CHECK (entry_line >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- One row: the version of the ladder, locked while it is edited.
CREATE TABLE membership_ladder (
    ladder       TINYINT     NOT NULL,
    version      INT         NOT NULL,
    published_at DATETIME(6) NOT NULL,
    PRIMARY KEY (ladder)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

INSERT INTO membership_ladder (ladder, version, published_at) VALUES (1, 1, '2000-01-01 00:00:00');
INSERT INTO membership_tier (code, tier_rank, name_zh, name_en, entry_line) VALUES
    ('member', 0, '普通会员', 'Member', 0),
    ('vip', 1, 'VIP 会员', 'VIP', 1000),
    ('black', 2, '黑金会员', 'Black', 10000);

CREATE TABLE membership_standing (
    member_id  BINARY(16)  NOT NULL,
    growth     BIGINT      NOT NULL,
    tier_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tier_since DATETIME(6) NOT NULL,
    last_seq   BIGINT      NOT NULL,
    PRIMARY KEY (member_id),
    KEY membership_standing_tier (tier_code, growth),
    KEY membership_standing_members (tier_code, member_id),
    CONSTRAINT membership_standing_growth CHECK (growth >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Every change of growth with the time at which its cause happened: what qualification periods will be counted from.
CREATE TABLE membership_growth (
    member_id    BINARY(16)   NOT NULL,
    seq          BIGINT       NOT NULL,
    amount       BIGINT       NOT NULL,
    growth_after BIGINT       NOT NULL,
    business_key VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    happened_at  DATETIME(6)  NOT NULL,
    booked_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (member_id, seq),
    UNIQUE KEY membership_growth_key (member_id, business_key)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE membership_tier_change (
    member_id   BINARY(16)  NOT NULL,
    change_id   BINARY(16)  NOT NULL,
    from_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    growth      BIGINT      NOT NULL,
    changed_at  DATETIME(6) NOT NULL,
    happened_at DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id, change_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
