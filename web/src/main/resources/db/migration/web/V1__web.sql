-- Sessions of Spring Session JDBC: sign-ins live on when the application restarts.
CREATE TABLE SPRING_SESSION (
    PRIMARY_ID            CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    SESSION_ID            CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    CREATION_TIME         BIGINT       NOT NULL,
    LAST_ACCESS_TIME      BIGINT       NOT NULL,
    MAX_INACTIVE_INTERVAL INT          NOT NULL,
    EXPIRY_TIME           BIGINT       NOT NULL,
    PRINCIPAL_NAME        VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (PRIMARY_ID),
    UNIQUE KEY SPRING_SESSION_IX1 (SESSION_ID),
    KEY SPRING_SESSION_IX2 (EXPIRY_TIME),
    KEY SPRING_SESSION_IX3 (PRINCIPAL_NAME)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE SPRING_SESSION_ATTRIBUTES (
    SESSION_PRIMARY_ID CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ATTRIBUTE_NAME     VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ATTRIBUTE_BYTES    LONGBLOB     NOT NULL,
    PRIMARY KEY (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
    CONSTRAINT SPRING_SESSION_ATTRIBUTES_FK FOREIGN KEY (SESSION_PRIMARY_ID)
        REFERENCES SPRING_SESSION (PRIMARY_ID) ON DELETE CASCADE
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Jobs of db-scheduler: each runs once, whichever instance picks it.
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_instance        VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_data            BLOB         NULL,
    execution_time       TIMESTAMP(6) NOT NULL,
    picked               BOOLEAN      NOT NULL,
    picked_by            VARCHAR(50)  NULL,
    last_success         TIMESTAMP(6) NULL,
    last_failure         TIMESTAMP(6) NULL,
    consecutive_failures INT          NULL,
    last_heartbeat       TIMESTAMP(6) NULL,
    version              BIGINT       NOT NULL,
    priority             SMALLINT     NULL,
    PRIMARY KEY (task_name, task_instance),
    KEY scheduled_tasks_execution_time (execution_time),
    KEY scheduled_tasks_last_heartbeat (last_heartbeat)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE web_api_key (
    key_id       BINARY(16)    NOT NULL,
    name         VARCHAR(80)   NOT NULL,
    prefix       VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    secret_hash  VARBINARY(64) NOT NULL,
    scopes       VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_by   BINARY(16)    NULL,
    created_at   DATETIME(6)   NOT NULL,
    last_used_at DATETIME(6)   NULL,
    revoked_at   DATETIME(6)   NULL,
    PRIMARY KEY (key_id),
    UNIQUE KEY web_api_key_prefix (prefix)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A file, from upload to its last line.
CREATE TABLE web_import (
    import_id      BINARY(16)    NOT NULL,
    file_name      VARCHAR(200)  NOT NULL,
    sha256         BINARY(32)    NOT NULL,
    size_bytes     BIGINT        NOT NULL,
    preset         VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source         VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    currency       CHAR(3)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    time_zone      VARCHAR(48)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    note           VARCHAR(1000) NULL,
    status         VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failure        VARCHAR(160)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    uploaded_by    BINARY(16)    NULL,
    uploaded_at    DATETIME(6)   NOT NULL,
    started_at     DATETIME(6)   NULL,
    finished_at    DATETIME(6)   NULL,
    bytes_checked  BIGINT        NOT NULL,
    preview_json   LONGTEXT      NULL,
    -- Where a run goes on: as many findings of the file as are dealt with.
    findings_done  BIGINT        NOT NULL,
    lines_done     BIGINT        NOT NULL,
    invoices_done  BIGINT        NOT NULL,
    purchases      BIGINT        NOT NULL,
    refunds        BIGINT        NOT NULL,
    no_customer    BIGINT        NOT NULL,
    members_new    BIGINT        NOT NULL,
    repeated       BIGINT        NOT NULL,
    refused        BIGINT        NOT NULL,
    lines_left_out BIGINT        NOT NULL,
    points_earned  BIGINT        NOT NULL,
    points_taken   BIGINT        NOT NULL,
    PRIMARY KEY (import_id),
    KEY web_import_preset (preset, import_id),
    KEY web_import_sha256 (sha256),
    KEY web_import_status (status, uploaded_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The file itself, in pieces, so that any instance can go on with it.
CREATE TABLE web_import_piece (
    import_id BINARY(16) NOT NULL,
    piece     INT        NOT NULL,
    bytes     MEDIUMBLOB NOT NULL,
    PRIMARY KEY (import_id, piece)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE web_import_left_out (
    import_id BINARY(16)    NOT NULL,
    line      BIGINT        NOT NULL,
    reason    VARCHAR(48)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    text      VARCHAR(1000) NOT NULL,
    PRIMARY KEY (import_id, line)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A tier reached, to be celebrated when the member next opens the portal.
CREATE TABLE web_greeting (
    member_id BINARY(16)  NOT NULL,
    tier_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    since     DATETIME(6) NOT NULL,
    dismissed BOOLEAN     NOT NULL, -- the row stays, so that an event told twice does not greet twice
    PRIMARY KEY (member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
