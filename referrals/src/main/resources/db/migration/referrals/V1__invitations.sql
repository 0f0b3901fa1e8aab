CREATE TABLE referrals_invitation (
    member_id  BINARY(16)  NOT NULL,
    code       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id),
    UNIQUE KEY referrals_invitation_code (code)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
