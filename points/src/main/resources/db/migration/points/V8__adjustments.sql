-- Why staff give or take points; shown to the member. A retired one stays for what was booked for it.
CREATE TABLE points_adjustment_reason (
    code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name_zh    VARCHAR(80) NOT NULL,
    name_en    VARCHAR(80) NOT NULL,
    position   INT         NOT NULL,
    retired_at DATETIME(6) NULL,
    PRIMARY KEY (code)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

INSERT INTO points_adjustment_reason (code, name_zh, name_en, position)
VALUES
    ('goodwill', '服务补偿', 'Goodwill', 1),
    ('missing-purchase', '补录消费', 'Missing purchase', 2),
    ('correction', '差错更正', 'Correction', 3),
    ('promotion', '活动赠送', 'Promotion', 4),
    ('misuse', '违规扣回', 'Misuse', 5),
    ('moved-programme', '旧账户转入', 'Brought over from another programme', 6);

-- What staff asked for and what became of it.
CREATE TABLE points_adjustment (
    adjustment_id BINARY(16)    NOT NULL,
    member_id     BINARY(16)    NOT NULL,
    points        BIGINT        NOT NULL,
    growth        BIGINT        NOT NULL,
    reason_code   VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    member_note   VARCHAR(200)  NULL,
    internal_note VARCHAR(1000) NULL,
    evidence      VARCHAR(500)  NULL,
    pictures      INT           NOT NULL,
    status        VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_by   BINARY(16)    NOT NULL,
    proposed_at   DATETIME(6)   NOT NULL,
    decided_by    BINARY(16)    NULL,
    decided_at    DATETIME(6)   NULL,
    decision_note VARCHAR(200)  NULL,
    entry_seq     BIGINT        NULL,
    PRIMARY KEY (adjustment_id),
    KEY points_adjustment_status (status, adjustment_id),
    KEY points_adjustment_member (member_id, adjustment_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Evidence to look at, drawn anew from what was uploaded; apart from the adjustment, so that lists do not carry it.
CREATE TABLE points_adjustment_picture (
    adjustment_id BINARY(16)  NOT NULL,
    number        INT         NOT NULL,
    content_type  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bytes         MEDIUMBLOB  NOT NULL,
    PRIMARY KEY (adjustment_id, number)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
