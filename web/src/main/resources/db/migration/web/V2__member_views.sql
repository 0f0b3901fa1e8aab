-- Filters of the list of members that somebody wants again, each under a name of their own. Never a text that was searched for.
CREATE TABLE web_member_view (
    staff_id BINARY(16)   NOT NULL,
    view_id  BINARY(16)   NOT NULL,
    name     VARCHAR(60)  NOT NULL,
    filters  VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    saved_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (staff_id, view_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
