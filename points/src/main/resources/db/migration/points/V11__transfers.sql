-- By what a member lets others send them points: no address is ever asked for. Made when it is first looked at.
CREATE TABLE points_receiving_code (
    member_id BINARY(16)  NOT NULL,
    code      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id),
    UNIQUE KEY points_receiving_code_unique (code)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Points on their way between two accounts: taken from the one and brought to the other in two transactions, so that each
-- touches one account. SENT and RETURNING are still to be carried through; DELIVERED and RETURNED are done.
CREATE TABLE points_transfer (
    transfer_id  BINARY(16)   NOT NULL,
    sender_id    BINARY(16)   NOT NULL,
    receiver_id  BINARY(16)   NOT NULL,
    business_key VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    points       BIGINT       NOT NULL,
    state        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    by_member    BINARY(16)   NOT NULL,
    returned_for VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    sender_seq   BIGINT       NOT NULL,
    sent_at      DATETIME(6)  NOT NULL,
    undo_until   DATETIME(6)  NOT NULL,
    changed_at   DATETIME(6)  NOT NULL,
    PRIMARY KEY (transfer_id),
    UNIQUE KEY points_transfer_once (sender_id, business_key),
    KEY points_transfer_sent (sender_id, sent_at),
    KEY points_transfer_received (receiver_id, sent_at),
    KEY points_transfer_open (state, changed_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a transfer carries, with the expiry that it had; received_seq is the lot that it became.
CREATE TABLE points_transfer_piece (
    transfer_id  BINARY(16)  NOT NULL,
    number       INT         NOT NULL,
    points       BIGINT      NOT NULL,
    expires_at   DATETIME(6) NOT NULL,
    received_seq BIGINT      NULL,
    PRIMARY KEY (transfer_id, number)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A household: an account of its own, of this id, with people who put points in and some who may take them out.
CREATE TABLE points_pool (
    pool_id   BINARY(16)  NOT NULL,
    name      VARCHAR(40) NOT NULL,
    code      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at   DATETIME(6) NOT NULL,
    closed_at DATETIME(6) NULL,
    PRIMARY KEY (pool_id),
    UNIQUE KEY points_pool_code (code)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- One household a member.
CREATE TABLE points_pool_member (
    member_id BINARY(16)  NOT NULL,
    pool_id   BINARY(16)  NOT NULL,
    is_owner  BOOLEAN     NOT NULL,
    may_draw  BOOLEAN     NOT NULL,
    joined_at DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id),
    KEY points_pool_member_of (pool_id, joined_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Members whom staff have stopped from sending points; what they have they may still spend.
CREATE TABLE points_sending_freeze (
    member_id BINARY(16)   NOT NULL,
    reason    VARCHAR(200) NOT NULL,
    frozen_by BINARY(16)   NOT NULL,
    frozen_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
