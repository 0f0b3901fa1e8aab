CREATE TABLE insights_activity (
    member_id           BINARY(16)   NOT NULL,
    activity_id         BINARY(16)   NOT NULL,
    type                VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source              VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reference           VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    happened_at         DATETIME(6)  NOT NULL,
    recorded_at         DATETIME(6)  NOT NULL,
    channel             VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    store               VARCHAR(64)  NULL,
    currency            CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NULL,
    amount_minor        BIGINT       NULL,
    refund_of           BINARY(16)   NULL,
    refund_of_reference VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
    body_hash           BINARY(32)   NOT NULL,
    PRIMARY KEY (member_id, activity_id),
    UNIQUE KEY insights_activity_told_once (source, reference),
    KEY insights_activity_timeline (member_id, happened_at, activity_id),
    KEY insights_activity_of_type (member_id, type, happened_at),
    KEY insights_activity_done (type, happened_at, member_id, currency, amount_minor),
    KEY insights_activity_stream (happened_at, activity_id),
    KEY insights_activity_refunds (member_id, refund_of),
    CONSTRAINT insights_activity_amount CHECK (amount_minor >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE insights_item (
    member_id   BINARY(16)     NOT NULL,
    activity_id BINARY(16)     NOT NULL,
    line        INT            NOT NULL,
    sku         VARCHAR(64)    NOT NULL,
    name        VARCHAR(200)   NOT NULL,
    category    VARCHAR(64)    NULL,
    quantity    INT            NOT NULL,
    unit_price  DECIMAL(13, 4) NOT NULL,
    PRIMARY KEY (member_id, activity_id, line)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
