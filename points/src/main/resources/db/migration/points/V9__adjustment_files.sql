-- A file of adjustments that someone wants booked. Its lines stay where the file is; what was booked of them, the ledger
-- knows by the hash of the file's bytes and the number of the line.
CREATE TABLE points_adjustment_file (
    file_id      BINARY(16)    NOT NULL,
    sha256       BINARY(32)    NOT NULL,
    note         VARCHAR(1000) NOT NULL,
    line_count   INT           NOT NULL,
    points_given BIGINT        NOT NULL,
    points_taken BIGINT        NOT NULL,
    status       VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_by  BINARY(16)    NOT NULL,
    proposed_at  DATETIME(6)   NOT NULL,
    decided_by   BINARY(16)    NULL,
    decided_at   DATETIME(6)   NULL,
    PRIMARY KEY (file_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
