-- What a merge of two members moved, so that undoing it gives back just that.
CREATE TABLE rewards_merge_part (
    merge_id BINARY(16)   NOT NULL,
    what     VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    item     VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (merge_id, what, item)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
