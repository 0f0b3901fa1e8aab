-- The day on which packs are given, as month * 100 + day, for who has a birthday about now.
ALTER TABLE membership_member
    ADD COLUMN birthday_in_year SMALLINT GENERATED ALWAYS AS (MONTH(birthday) * 100 + DAYOFMONTH(birthday)) STORED,
    ADD KEY membership_member_birthday (birthday_in_year, member_id);

CREATE TABLE membership_benefit (
    benefit_id BINARY(16)    NOT NULL,
    version    INT           NOT NULL,
    kind       VARCHAR(24)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name_zh    VARCHAR(60)   NOT NULL,
    name_en    VARCHAR(60)   NOT NULL,
    how_zh     VARCHAR(1000) NOT NULL,
    how_en     VARCHAR(1000) NOT NULL,
    way        VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quota      INT           NOT NULL,
    period     VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cost_minor BIGINT        NOT NULL,
    warn_below INT           NOT NULL,
    retired_at DATETIME(6)   NULL,
    created_at DATETIME(6)   NOT NULL,
    PRIMARY KEY (benefit_id),
    CONSTRAINT membership_benefit_quota CHECK (quota >= 1 AND cost_minor >= 0 AND warn_below >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE membership_benefit_tier (
    benefit_id BINARY(16)  NOT NULL,
    tier_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (benefit_id, tier_code)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Granted to one member: by staff with a reason, or for a birthday.
CREATE TABLE membership_benefit_grant (
    member_id  BINARY(16)   NOT NULL,
    grant_id   BINARY(16)   NOT NULL,
    benefit_id BINARY(16)   NOT NULL,
    uses       INT          NOT NULL,
    birthday   TINYINT(1)   NOT NULL,
    reason     VARCHAR(500) NULL,
    granted_by BINARY(16)   NULL,
    granted_at DATETIME(6)  NOT NULL,
    granted_on DATE         NOT NULL,
    ends_at    DATETIME(6)  NULL,
    revoked_at DATETIME(6)  NULL,
    revoked_by BINARY(16)   NULL,
    PRIMARY KEY (member_id, grant_id),
    CONSTRAINT membership_benefit_grant_uses CHECK (uses >= 1)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A use counts from the moment at which its code is asked for; a code that nobody took in time counts no more.
CREATE TABLE membership_benefit_use (
    member_id    BINARY(16)   NOT NULL,
    use_id       BINARY(16)   NOT NULL,
    benefit_id   BINARY(16)   NOT NULL,
    grant_id     BINARY(16)   NULL,
    period_start DATE         NULL,
    code         VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    asked_at     DATETIME(6)  NOT NULL,
    expires_at   DATETIME(6)  NULL,
    used_at      DATETIME(6)  NULL,
    used_by      BINARY(16)   NULL,
    used_via     VARCHAR(80)  NULL,
    counter_code VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (member_id, use_id),
    UNIQUE KEY membership_benefit_use_code (counter_code),
    KEY membership_benefit_use_benefit (benefit_id, used_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE membership_partner_code (
    benefit_id BINARY(16)  NOT NULL,
    code_id    BINARY(16)  NOT NULL,
    code       VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    added_at   DATETIME(6) NOT NULL,
    member_id  BINARY(16)  NULL,
    taken_at   DATETIME(6) NULL,
    PRIMARY KEY (benefit_id, code_id),
    UNIQUE KEY membership_partner_code_code (benefit_id, code),
    KEY membership_partner_code_free (benefit_id, member_id, code_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
