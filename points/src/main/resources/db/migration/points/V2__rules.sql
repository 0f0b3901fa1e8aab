-- A version is in force from its start until the next version's start, its own end, or its retirement.
CREATE TABLE points_rule (
    rule_id         BINARY(16)  NOT NULL,
    version         INT         NOT NULL,
    name_zh         VARCHAR(80) NOT NULL,
    name_en         VARCHAR(80) NOT NULL,
    activity_type   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    definition      LONGTEXT    NOT NULL,
    effective_from  DATETIME(6) NOT NULL,
    effective_until DATETIME(6) NULL,
    published_at    DATETIME(6) NOT NULL,
    published_by    BINARY(16)  NULL,
    retired_at      DATETIME(6) NULL,
    PRIMARY KEY (rule_id, version)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a rule with caps paid a member within a window, counted while the member's account is locked.
CREATE TABLE points_rule_use (
    member_id BINARY(16)  NOT NULL,
    rule_id   BINARY(16)  NOT NULL,
    span      VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    starts_on DATE        NOT NULL,
    points    BIGINT      NOT NULL,
    times     BIGINT      NOT NULL,
    PRIMARY KEY (member_id, rule_id, span, starts_on),
    CONSTRAINT points_rule_use_points CHECK (points >= 0),
    CONSTRAINT points_rule_use_times CHECK (times >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What is left of a rule's budget, in slots, so that not everybody waits for the same row. Only the first one may be below
-- zero: when the budget was made smaller than what had been paid.
CREATE TABLE points_rule_budget (
    rule_id   BINARY(16) NOT NULL,
    slot      INT        NOT NULL,
    share     BIGINT     NOT NULL,
    remaining BIGINT     NOT NULL,
    PRIMARY KEY (rule_id, slot),
    CONSTRAINT points_rule_budget_remaining CHECK (remaining >= 0 OR slot = 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
