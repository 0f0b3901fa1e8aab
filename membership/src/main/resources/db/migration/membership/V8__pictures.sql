-- Pictures that anybody may see, drawn anew from what was uploaded.
CREATE TABLE membership_picture (
    picture_id   BINARY(16)  NOT NULL,
    content_type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bytes        MEDIUMBLOB  NOT NULL,
    kept_at      DATETIME(6) NOT NULL,
    PRIMARY KEY (picture_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
