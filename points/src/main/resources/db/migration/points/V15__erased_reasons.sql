-- The hashes of reasons whose free text was erased with their member, so that the chain of the ledger still stands.
CREATE TABLE points_erased_reason (
    member_id BINARY(16) NOT NULL,
    seq       BIGINT     NOT NULL,
    why_hash  BINARY(32) NOT NULL,
    PRIMARY KEY (member_id, seq)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
