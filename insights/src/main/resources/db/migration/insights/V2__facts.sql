-- Members of whom something changed: what is kept about them is gathered anew by the next run, many at a time. Only inserted
-- into and deleted from, so that nobody who tells it waits for anybody else. An activity whose note is here has been counted for
-- no member.
CREATE TABLE insights_due (
    due_id      BINARY(16) NOT NULL,
    member_id   BINARY(16) NOT NULL,
    activity_id BINARY(16) NULL,
    PRIMARY KEY (due_id),
    KEY insights_due_activity (activity_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- One row for each member, made from the modules and the stream. birth_day is
-- month * 100 + day. Money is in the smallest unit of the programme's usual currency. interests are words apart by commas.
-- agreed has a bit for each purpose and channel; reach one for each channel by which offers may be sent and can arrive.
-- hours is how often they did something in each hour of the day: 24 numbers of two bytes; the whole stream was read for it at
-- counted_at, and what was done since is added.
-- sample is the last byte of the id, which is random: a count that would take too long asks only those with some of its values.
-- Status and reach stand at the end of each index, because they are what is counted of whoever is found by it.
CREATE TABLE insights_member_facts (
    member_id          BINARY(16)  NOT NULL,
    status             VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tier_code          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    growth             BIGINT      NOT NULL,
    missing            BIGINT      NULL,
    enrolled_at        DATETIME(6) NOT NULL,
    language           VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    birthday           DATE        NULL,
    birth_day          INT         NULL,
    balance            BIGINT      NOT NULL,
    expiring_at        DATETIME(6) NULL,
    expiring_points    BIGINT      NULL,
    last_activity_at   DATETIME(6) NULL,
    first_purchase_at  DATETIME(6) NULL,
    last_purchase_at   DATETIME(6) NULL,
    purchases          BIGINT      NOT NULL,
    spent_minor        BIGINT      NOT NULL,
    favourite_category VARCHAR(64) NULL,
    usual_hour         INT         NULL,
    region             VARCHAR(6)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    interests          VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    agreed             INT         NOT NULL,
    reach              INT         NOT NULL,
    sample             INT         NOT NULL,
    hours              BINARY(48)  NOT NULL,
    counted_at         DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id),
    KEY insights_member_facts_tier (tier_code, status, reach),
    KEY insights_member_facts_missing (missing, status, reach),
    KEY insights_member_facts_enrolled (enrolled_at, status, reach),
    KEY insights_member_facts_birth (birth_day, status, reach),
    KEY insights_member_facts_expiring (expiring_at, expiring_points, status, reach),
    KEY insights_member_facts_seen (last_activity_at, enrolled_at, status, reach),
    KEY insights_member_facts_recency (last_purchase_at, status, reach),
    KEY insights_member_facts_frequency (purchases, status, reach),
    KEY insights_member_facts_money (spent_minor, purchases, status, reach),
    KEY insights_member_facts_sample (sample)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE insights_member_tag (
    member_id BINARY(16)  NOT NULL,
    tag       VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (member_id, tag),
    KEY insights_member_tag_members (tag, member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What parts the buyers into five, as it was set; the newest is in force.
CREATE TABLE insights_cut_point (
    set_at  DATETIME(6) NOT NULL,
    measure VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    score   INT         NOT NULL,
    above   BIGINT      NOT NULL,
    PRIMARY KEY (set_at, measure, score)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Every article that was ever bought, as it was named then; its number is the beginning of a hash of the three. The product is
-- the same whatever it was called: the beginning of a hash of the shop's number alone.
CREATE TABLE insights_article (
    article  BIGINT       NOT NULL,
    sku      VARCHAR(64)  NOT NULL,
    name     VARCHAR(200) NOT NULL,
    category VARCHAR(64)  NULL,
    product  BIGINT       NOT NULL,
    PRIMARY KEY (article),
    KEY insights_article_product (product),
    KEY insights_article_sku (sku)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What was bought and did not go back, by article and time, so that who bought mugs lately is a range of the key.
CREATE TABLE insights_bought (
    article     BIGINT      NOT NULL,
    happened_at DATETIME(6) NOT NULL,
    member_id   BINARY(16)  NOT NULL,
    activity_id BINARY(16)  NOT NULL,
    line        INT         NOT NULL,
    pieces      INT         NOT NULL,
    currency    CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    paid_minor  BIGINT      NOT NULL,
    PRIMARY KEY (article, happened_at, member_id, activity_id, line),
    KEY insights_bought_by_member (member_id, happened_at, article, activity_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Purchases of which something went back, in their own currency.
CREATE TABLE insights_returned (
    member_id      BINARY(16) NOT NULL,
    activity_id    BINARY(16) NOT NULL,
    returned_minor BIGINT     NOT NULL,
    whole          TINYINT(1) NOT NULL,
    PRIMARY KEY (member_id, activity_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- One row: whoever gathers facts or judges segments takes it, so that there is one at a time in the whole cluster.
CREATE TABLE insights_turn (
    turn INT NOT NULL,
    PRIMARY KEY (turn)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

INSERT INTO insights_turn (turn) VALUES (1);
