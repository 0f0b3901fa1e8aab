-- A member was shown that points of theirs end at this instant.
CREATE TABLE points_notice (
    member_id  BINARY(16)  NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    shown_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id, expires_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Lots that were given a later end, by the sweep or by staff. Only ever inserted into.
CREATE TABLE points_extension (
    member_id    BINARY(16)   NOT NULL,
    extension_id BINARY(16)   NOT NULL,
    lot_seq      BIGINT       NOT NULL,
    points       BIGINT       NOT NULL,
    was_until    DATETIME(6)  NOT NULL,
    is_until     DATETIME(6)  NOT NULL,
    reason       VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    note         VARCHAR(200) NULL,
    extended_by  BINARY(16)   NULL,
    extended_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (member_id, extension_id, lot_seq)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
