-- A file of adjustments. The same bytes are one file for ever.
CREATE TABLE points_adjustment_file (
    file_id       BINARY(16)   NOT NULL,
    file_name     VARCHAR(200) NOT NULL,
    sha256        BINARY(32)   NOT NULL,
    note          VARCHAR(1000) NOT NULL,
    left_out      LONGTEXT     NOT NULL,
    lines_good    INT          NOT NULL,
    lines_booked  INT          NOT NULL,
    points_given  BIGINT       NOT NULL,
    points_taken  BIGINT       NOT NULL,
    status        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_by   BINARY(16)   NOT NULL,
    proposed_at   DATETIME(6)  NOT NULL,
    decided_by    BINARY(16)   NULL,
    decided_at    DATETIME(6)  NULL,
    PRIMARY KEY (file_id),
    UNIQUE KEY points_adjustment_file_once (sha256)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE points_adjustment_line (
    file_id     BINARY(16)   NOT NULL,
    line        INT          NOT NULL,
    member_id   BINARY(16)   NOT NULL,
    points      BIGINT       NOT NULL,
    reason_code VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    note        VARCHAR(200) NULL,
    -- What became of it: absent while it waits.
    outcome     VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (file_id, line)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
