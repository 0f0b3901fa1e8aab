CREATE TABLE rewards_reward (
    reward_id         BINARY(16)  NOT NULL,
    kind              VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status            VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name_zh           VARCHAR(80) NOT NULL,
    name_en           VARCHAR(80) NOT NULL,
    description_zh    TEXT        NOT NULL,
    description_en    TEXT        NOT NULL,
    price             BIGINT      NOT NULL,
    member_limit      INT         NULL,
    tier_code         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    visible_from      DATETIME(6) NULL,
    visible_until     DATETIME(6) NULL,
    cash_off_currency CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    cash_off_minor    BIGINT      NULL,
    picture_id        BINARY(16)  NULL,
    sku               VARCHAR(64) NULL,
    category          VARCHAR(64) NULL,
    version           INT         NOT NULL,
    changed_at        DATETIME(6) NOT NULL,
    PRIMARY KEY (reward_id),
    KEY rewards_reward_shelf (status, price)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Apart from the reward, because every redemption draws from it.
CREATE TABLE rewards_stock (
    reward_id BINARY(16) NOT NULL,
    remaining BIGINT     NOT NULL,
    redeemed  BIGINT     NOT NULL,
    PRIMARY KEY (reward_id),
    CONSTRAINT rewards_stock_remaining CHECK (remaining >= 0 AND redeemed >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- How many of a reward a member has, cancelled ones not counted: what the per-member limit is held against.
CREATE TABLE rewards_allowance (
    member_id BINARY(16) NOT NULL,
    reward_id BINARY(16) NOT NULL,
    taken     INT        NOT NULL,
    PRIMARY KEY (member_id, reward_id),
    CONSTRAINT rewards_allowance_taken CHECK (taken >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The text, picture, price and cash off as they were: what was bought stays what it is when the reward is edited.
CREATE TABLE rewards_redemption (
    member_id         BINARY(16)   NOT NULL,
    redemption_id     BINARY(16)   NOT NULL,
    reward_id         BINARY(16)   NOT NULL,
    kind              VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name_zh           VARCHAR(80)  NOT NULL,
    name_en           VARCHAR(80)  NOT NULL,
    picture_id        BINARY(16)   NULL,
    price             BIGINT       NOT NULL,
    cash_off_currency CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NULL,
    cash_off_minor    BIGINT       NULL,
    code              VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_key       VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status            VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    redeemed_at       DATETIME(6)  NOT NULL,
    settled_at        DATETIME(6)  NULL,
    settled_by        BINARY(16)   NULL,
    cancel_reason     VARCHAR(200) NULL,
    PRIMARY KEY (member_id, redemption_id),
    UNIQUE KEY rewards_redemption_asked_once (member_id, request_key),
    UNIQUE KEY rewards_redemption_code (code),
    UNIQUE KEY rewards_redemption_id (redemption_id),
    KEY rewards_redemption_queue (status, redemption_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
